/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_ITEM_TILE (trivet_item_tile_get_type ())
G_DECLARE_FINAL_TYPE (TrivetItemTile, trivet_item_tile, TRIVET, ITEM_TILE, GtkButton)

/* A dish of the menu as a button. Signal `clicked` as every button. */
GtkWidget      *trivet_item_tile_new          (TrivetUiContext *context);
void            trivet_item_tile_set_item     (TrivetItemTile  *self,
                                               TrivetMenuItem  *item);
void            trivet_item_tile_update       (TrivetItemTile  *self);
TrivetMenuItem *trivet_item_tile_get_item     (TrivetItemTile  *self);
void            trivet_item_tile_set_quantity (TrivetItemTile  *self,
                                               gint64           quantity);

G_END_DECLS
