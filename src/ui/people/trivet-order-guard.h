/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetOrderGuard:
 *
 * Stands between a tap and a command that not everybody may give: what needs nobody's yes happens at
 * once, for the rest it asks for reason and approval. A change of quantity at zero or below is a
 * void. Signal `asking` (gboolean): a question is shown, or has gone.
 */
#define TRIVET_TYPE_ORDER_GUARD (trivet_order_guard_get_type ())
G_DECLARE_FINAL_TYPE (TrivetOrderGuard, trivet_order_guard, TRIVET, ORDER_GUARD, GtkWidget)

GtkWidget *trivet_order_guard_new             (TrivetUiContext    *context);
void       trivet_order_guard_change_quantity (TrivetOrderGuard   *self,
                                               const char         *line_id,
                                               gint64              by);
void       trivet_order_guard_void_line       (TrivetOrderGuard   *self,
                                               const char         *line_id);
/* Whether somebody is asked first. */
gboolean   trivet_order_guard_set_modifiers   (TrivetOrderGuard   *self,
                                               const char         *line_id,
                                               GPtrArray          *modifiers);
void       trivet_order_guard_void_order      (TrivetOrderGuard   *self);
/* @line_id: (nullable): %NULL for the order; @name: (nullable): words for the guest */
void       trivet_order_guard_discount        (TrivetOrderGuard   *self,
                                               const char         *line_id,
                                               TrivetDiscountKind  kind,
                                               gint64              value,
                                               const char         *name);
void       trivet_order_guard_cancel          (TrivetOrderGuard   *self);
/* Of any widget in a page that has one: its guard, %NULL for none. */
void       trivet_order_guard_install         (TrivetOrderGuard   *self,
                                               GtkWidget          *page);
TrivetOrderGuard *trivet_order_guard_find     (GtkWidget          *widget);

G_END_DECLS
