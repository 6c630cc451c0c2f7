/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A shop of three: Wang is its manager, Lin serves, Chen takes the money; and an empty one. */

#include "trivet-manager.h"
#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"
#include "trivet-plain-hasher.h"
#include "trivet-seeded-random.h"

#include <string.h>

G_BEGIN_DECLS

#define LIN_PIN   "481516"
#define WANG_PIN  "234217"
#define CHEN_PIN  "108642"
#define LIN_BADGE "BADGE-0000-LIN"
#define WRONG     "700001"
#define OWNER_PIN "975310"

typedef struct {
  TrivetManualClock   *clock;
  TrivetSeededRandom  *random;
  TrivetMemoryJournal *journal;
  TrivetPinHasher     *hasher;
  TrivetStaffDesk     *desk;
  TrivetManager       *manager;
  guint                n_changed;
} StaffDeskBench;

#define ADD(path, func)       g_test_add ("/services/staff-desk/" path, StaffDeskBench, NULL, staff_desk_bench_set_up, func, staff_desk_bench_tear_down)
#define ADD_EMPTY(path, func) g_test_add ("/services/staff-desk/" path, StaffDeskBench, NULL, staff_desk_bench_set_up_empty, func, staff_desk_bench_tear_down)

void               staff_desk_bench_on_result      (GObject                  *source,
                                                    GAsyncResult             *result,
                                                    gpointer                  user_data);
void               staff_desk_bench_drain          (StaffDeskBench           *self);
void               staff_desk_bench_start          (StaffDeskBench           *self);
void               staff_desk_bench_stop           (StaffDeskBench           *self);
TrivetStaffMember *staff_desk_bench_new_member     (const char               *id,
                                                    const char               *name,
                                                    const char               *role);
gboolean           staff_desk_bench_finish_change  (StaffDeskBench           *self,
                                                    GAsyncResult             *result,
                                                    GError                  **error);
gboolean           staff_desk_bench_set_member     (StaffDeskBench           *self,
                                                    const TrivetStaffMember  *member,
                                                    const char               *pin,
                                                    const char               *badge,
                                                    GError                  **error);
void               staff_desk_bench_let_in         (StaffDeskBench           *self);
void               staff_desk_bench_add            (StaffDeskBench           *self,
                                                    const char               *id,
                                                    const char               *name,
                                                    const char               *role,
                                                    const char               *pin,
                                                    const char               *badge);
void               staff_desk_bench_set_role       (StaffDeskBench           *self,
                                                    const char               *id,
                                                    guint                     permissions,
                                                    gint64                    limit_ppm);
gboolean           staff_desk_bench_sign_in        (StaffDeskBench           *self,
                                                    const char               *id,
                                                    const char               *pin,
                                                    GError                  **error);
void               staff_desk_bench_assert_refused (StaffDeskBench           *self,
                                                    const char               *id,
                                                    const char               *pin,
                                                    int                       code);
void               staff_desk_bench_must_sign_in   (StaffDeskBench           *self,
                                                    const char               *id,
                                                    const char               *pin);
void               staff_desk_bench_assert_last    (StaffDeskBench           *self,
                                                    const char               *type,
                                                    const char               *staff,
                                                    const char               *body);
void               staff_desk_bench_set_up_empty   (StaffDeskBench           *self,
                                                    gconstpointer             user_data);
void               staff_desk_bench_set_up         (StaffDeskBench           *self,
                                                    gconstpointer             user_data);
void               staff_desk_bench_tear_down      (StaffDeskBench           *self,
                                                    gconstpointer             user_data);

G_END_DECLS
