/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetAmountPane:
 *
 * How much of what is due the next guest pays: equal shares as big buttons, and a keypad for any
 * other sum. Signals:
 * - `chosen` (gint64 minor): that much; 0 for all of it
 * - `cancelled`: as before
 */
#define TRIVET_TYPE_AMOUNT_PANE (trivet_amount_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetAmountPane, trivet_amount_pane, TRIVET, AMOUNT_PANE, GtkWidget)

GtkWidget *trivet_amount_pane_new       (TrivetCheckout   *checkout);
void       trivet_amount_pane_open      (TrivetAmountPane *self,
                                         TrivetCurrency    currency);
void       trivet_amount_pane_press_key (TrivetAmountPane *self,
                                         guint             key);
void       trivet_amount_pane_submit    (TrivetAmountPane *self);

G_END_DECLS
