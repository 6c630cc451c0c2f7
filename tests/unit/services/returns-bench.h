/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Paid orders of which something goes back. */

#include "services-bench.h"
#include "trivet-plain-hasher.h"
#include "trivet-returns.h"

G_BEGIN_DECLS

typedef struct {
  Services       services;
  TrivetManager *manager;
  TrivetReturns *returns;
  guint          n_changed;
  char          *order_id;
} ReturnsBench;

#define ADD(path, func) g_test_add ("/services/returns/" path, ReturnsBench, NULL, returns_bench_set_up, func, returns_bench_tear_down)

void                   returns_bench_on_result  (GObject            *source,
                                                 GAsyncResult       *result,
                                                 gpointer            user_data);
void                   returns_bench_set_up     (ReturnsBench       *self,
                                                 gconstpointer       user_data);
void                   returns_bench_tear_down  (ReturnsBench       *self,
                                                 gconstpointer       user_data);
TrivetApproval        *returns_bench_approve    (ReturnsBench       *self);
void                   returns_bench_open_order (ReturnsBench       *self);
void                   returns_bench_pay_cash   (ReturnsBench       *self,
                                                 gint64              minor);
void                   returns_bench_begin      (ReturnsBench       *self,
                                                 guint               n);
const TrivetOrderLine *returns_bench_line_at    (ReturnsBench       *self,
                                                 guint               position);
GPtrArray             *returns_bench_give       (ReturnsBench       *self,
                                                 GPtrArray          *plan,
                                                 GError            **error);
GPtrArray             *returns_bench_must_give  (ReturnsBench       *self,
                                                 GPtrArray          *plan);
const TrivetReturn    *returns_bench_return_of  (ReturnsBench       *self,
                                                 GPtrArray          *ids,
                                                 guint               position);
gint64                 returns_bench_sum_parts  (GPtrArray          *plan);
gint64                 returns_bench_get_drawer (const TrivetOrder  *order);

G_END_DECLS
