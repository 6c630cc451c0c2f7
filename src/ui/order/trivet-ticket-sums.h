/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-register.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_TICKET_SUMS (trivet_ticket_sums_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTicketSums, trivet_ticket_sums, TRIVET, TICKET_SUMS, GtkBox)

/* What an order adds up to, from the subtotal to the total. */
GtkWidget *trivet_ticket_sums_new    (TrivetCurrency    currency);
void       trivet_ticket_sums_update (TrivetTicketSums *self,
                                      TrivetTab        *tab);

G_END_DECLS
