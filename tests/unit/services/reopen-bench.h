/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A register with an order that is paid, and a manager whose yes it takes to reopen it. */

#include "services-bench.h"
#include "trivet-parked.h"
#include "trivet-plain-hasher.h"
#include "trivet-returns.h"

#include <string.h>

G_BEGIN_DECLS

#define PIN  "2468"
#define FISH SERVICES_FISH_MINOR

typedef struct {
  Services       services;
  TrivetManager *manager;
  TrivetReturns *returns;
  TrivetParked  *parked;
  char          *order_id;
} ReopenBench;

#define ADD(path, up, func) g_test_add ("/services/register/reopen/" path, ReopenBench, NULL, up, func, reopen_bench_tear_down)

void                   reopen_bench_on_result    (GObject        *source,
                                                  GAsyncResult   *result,
                                                  gpointer        user_data);
void                   reopen_bench_start        (ReopenBench    *self);
void                   reopen_bench_stop         (ReopenBench    *self);
void                   reopen_bench_set_up_free  (ReopenBench    *self,
                                                  gconstpointer   user_data);
void                   reopen_bench_tear_down    (ReopenBench    *self,
                                                  gconstpointer   user_data);
TrivetApproval        *reopen_bench_approve      (ReopenBench    *self);
void                   reopen_bench_sell         (ReopenBench    *self,
                                                  gboolean        wallet);
int                    reopen_bench_try_reopen   (ReopenBench    *self,
                                                  const char     *order_id,
                                                  GQuark         *ret_domain);
void                   reopen_bench_reopen       (ReopenBench    *self);
const TrivetOrderLine *reopen_bench_first_line   (ReopenBench    *self);
void                   reopen_bench_drop_fish    (ReopenBench    *self);
void                   reopen_bench_close_order  (ReopenBench    *self);
TrivetFact            *reopen_bench_last_fact    (ReopenBench    *self,
                                                  TrivetFactType  type);
const char            *reopen_bench_get_text     (TrivetFact     *fact,
                                                  const char     *member);
TrivetOrder           *reopen_bench_fold_stored  (ReopenBench    *self);
int                    reopen_bench_try_hand_out (ReopenBench    *self,
                                                  TrivetApproval *approval);

G_END_DECLS
