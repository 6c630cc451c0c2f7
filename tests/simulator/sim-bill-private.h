/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A morning, as the writer of bills leaves it to the one who checks what is said of them. */

#include "sim-world.h"
#include "trivet-bill-facts.h"
#include "trivet-reconciliation.h"

G_BEGIN_DECLS

#define N_DAYS       2
#define FEE_RATE_PPM 6000

typedef struct {
  SimWorld             *world;
  SimWallet             wallet;
  guint64               n_draws;
  gboolean              honest;
  gint64                from_us[N_DAYS + 1];
  TrivetBill           *bills[N_DAYS];
  TrivetReconciliation *results[N_DAYS];
  guint                 n_matched[N_DAYS];
  guint                 n_explained[N_DAYS];
  guint                 n_carried; /* not on the first day's bill, and left to the second day's */
} Morning;

guint64 _sim_bill_draw        (Morning        *self);
void    _sim_bill_set_text    (char          **place,
                               const char     *text);
guint   _sim_bill_find_day    (const Morning  *self,
                               gint64          at_us);
void    _sim_bill_write_bills (Morning        *self);

G_END_DECLS
