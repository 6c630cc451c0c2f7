/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTicketPay:
 *
 * The ways on from an order: to the kitchen, to be paid, and at the counter to be paid in cash at once.
 */
#define TRIVET_TYPE_TICKET_PAY (trivet_ticket_pay_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTicketPay, trivet_ticket_pay, TRIVET, TICKET_PAY, GtkBox)

GtkWidget *trivet_ticket_pay_new    (TrivetUiContext *context);
void       trivet_ticket_pay_update (TrivetTicketPay *self,
                                     TrivetTab       *tab);

G_END_DECLS
