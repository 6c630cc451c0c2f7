/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "services-bench.h"

#include "trivet-manager.h"

G_BEGIN_DECLS

#define LIN_PIN    "481516"
#define WANG_PIN   "234217"
#define WANG_BADGE "BADGE-WANG-01"
#define LIN_BADGE  "BADGE-LIN-002"

/**
 * StaffBench:
 *
 * The services with a manager's desk and two people: Wang, who may change staff and the floor, give money
 * back, let a doubtful payment go, end a day, and see reports and the audit; and Lin Mei, who may nothing. That no PIN
 * and no badge has become a fact is looked at when it is taken down.
 */
typedef struct {
  Services         services;
  TrivetPinHasher *hasher;
  TrivetStaffDesk *desk;
  TrivetManager   *manager;
} StaffBench;

void            staff_bench_set_up       (StaffBench       *self,
                                          gconstpointer     user_data);
/* Without anybody. */
void            staff_bench_set_up_alone (StaffBench       *self,
                                          gconstpointer     user_data);
void            staff_bench_tear_down    (StaffBench       *self,
                                          gconstpointer     user_data);
/* A manager and a desk that read what is in the journal. */
void            staff_bench_load         (StaffBench       *self);
gboolean        staff_bench_set_member   (StaffBench       *self,
                                          const char       *id,
                                          const char       *name,
                                          const char       *role,
                                          const char       *pin_text,
                                          const char       *badge_text,
                                          GError          **error);
void            staff_bench_sign_in      (StaffBench       *self,
                                          const char       *staff_id,
                                          const char       *text);
TrivetApproval *staff_bench_ask          (StaffBench       *self,
                                          TrivetPermission  permission,
                                          gboolean          badge,
                                          const char       *text,
                                          GError          **error);
/* Wang's yes. */
TrivetApproval *staff_bench_approve      (StaffBench       *self,
                                          TrivetPermission  permission);
/* Keeps @result in the GAsyncResult * that @user_data points to. */
void            staff_bench_on_result    (GObject          *source,
                                          GAsyncResult     *result,
                                          gpointer          user_data);

G_END_DECLS
