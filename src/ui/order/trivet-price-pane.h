/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPricePane:
 *
 * Asks what a dish with an open price costs. Signals: `chosen` (TrivetMenuItem *, nullable line id,
 * gint64 price); `cancelled`: staff want the dishes back.
 */
#define TRIVET_TYPE_PRICE_PANE (trivet_price_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPricePane, trivet_price_pane, TRIVET, PRICE_PANE, GtkBox)

GtkWidget  *trivet_price_pane_new       (TrivetUiContext *context);
void        trivet_price_pane_ask       (TrivetPricePane *self,
                                         TrivetMenuItem  *item,
                                         const char      *line_id,
                                         gint64           price_minor);
const char *trivet_price_pane_get_line  (TrivetPricePane *self);
void        trivet_price_pane_focus     (TrivetPricePane *self);
void        trivet_price_pane_press_key (TrivetPricePane *self,
                                         guint            key);

G_END_DECLS
