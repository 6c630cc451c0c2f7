/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tile-view.h"
#include "trivet-ui-context.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_DISH_ROWS (trivet_dish_rows_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishRows, trivet_dish_rows, TRIVET, DISH_ROWS, TrivetTileView)

/* Dishes as rows, for a scrolled window. Signals: `chosen` (const char *sku): one was tapped; `placed` (const
 * char *sku, const char *before): one was dragged in front of another, or behind all when that is NULL. */
GtkWidget *trivet_dish_rows_new    (TrivetUiContext *context,
                                    GListModel      *dishes);
void       trivet_dish_rows_update (TrivetDishRows  *self);
/* @sku: (nullable): which row is marked. */
void       trivet_dish_rows_mark   (TrivetDishRows  *self,
                                    const char      *sku);

G_END_DECLS
