/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tile-view.h"
#include "trivet-ui-context.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_DISH_GRID (trivet_dish_grid_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishGrid, trivet_dish_grid, TRIVET, DISH_GRID, TrivetTileView)

/* Dishes as tiles, for a scrolled window. Signal `taken` (TrivetMenuItem *item): one was tapped. */
GtkWidget *trivet_dish_grid_new           (TrivetUiContext *context,
                                           GListModel      *dishes,
                                           GHashTable      *counts);
void       trivet_dish_grid_update        (TrivetDishGrid  *self);
void       trivet_dish_grid_update_counts (TrivetDishGrid  *self);

G_END_DECLS
