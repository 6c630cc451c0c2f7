/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_ORDER_PAGE (trivet_order_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetOrderPage, trivet_order_page, TRIVET, ORDER_PAGE, GtkWidget)

/* Order entry: the order on the left, the menu on the right. */
GtkWidget *trivet_order_page_new        (TrivetUiContext *context);
gboolean   trivet_order_page_handle_key (TrivetOrderPage *self,
                                         guint            keyval,
                                         GdkModifierType  state);
gboolean   trivet_order_page_go_back    (TrivetOrderPage *self);

G_END_DECLS
