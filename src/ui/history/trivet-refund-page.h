/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetRefundPage:
 *
 * One past order, line by line, with what can be given back of it, and what became of the refunds so
 * far.
 */
#define TRIVET_TYPE_REFUND_PAGE (trivet_refund_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetRefundPage, trivet_refund_page, TRIVET, REFUND_PAGE, GtkBox)

GtkWidget *trivet_refund_page_new   (TrivetUiContext  *context);
void       trivet_refund_page_open  (TrivetRefundPage *self,
                                     const char       *order_id);
void       trivet_refund_page_close (TrivetRefundPage *self);

G_END_DECLS
