/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetShareAmount:
 *
 * Asks how much one bill pays. Signal `entered` (gint64 amount_minor): a sum between nothing and the whole.
 */
#define TRIVET_TYPE_SHARE_AMOUNT (trivet_share_amount_get_type ())
G_DECLARE_FINAL_TYPE (TrivetShareAmount, trivet_share_amount, TRIVET, SHARE_AMOUNT, GtkBox)

GtkWidget *trivet_share_amount_new (void);
void       trivet_share_amount_ask (TrivetShareAmount *self,
                                    gint64             total_minor,
                                    TrivetCurrency     currency);

G_END_DECLS
