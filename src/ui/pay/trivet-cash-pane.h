/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetCashPane:
 *
 * What the guest hands over: likely sums as big buttons, and a keypad for any other. Signal
 * `tendered` (gint64 minor): take it.
 */
#define TRIVET_TYPE_CASH_PANE (trivet_cash_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCashPane, trivet_cash_pane, TRIVET, CASH_PANE, GtkWidget)

GtkWidget *trivet_cash_pane_new        (void);
void       trivet_cash_pane_set_due    (TrivetCashPane *self,
                                        TrivetCashDue   due,
                                        TrivetCurrency  currency);
void       trivet_cash_pane_take_exact (TrivetCashPane *self);
void       trivet_cash_pane_press_key  (TrivetCashPane *self,
                                        guint           key);

G_END_DECLS
