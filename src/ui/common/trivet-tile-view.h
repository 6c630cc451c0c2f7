/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_TILE_VIEW (trivet_tile_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (TrivetTileView, trivet_tile_view, TRIVET, TILE_VIEW, GtkWidget)

/**
 * TrivetTileViewClass:
 * @min_columns: how many tiles stand beside each other at least
 * @max_columns: and at most
 * @gap: pixels between tiles, of which each brings the half
 * @make_tile: (transfer floating): gives a tile
 * @bind_tile: shows @item in a tile, or nothing when it is %NULL; called only when it is another one
 *
 * A list or grid, to be scrolled, of as many tiles as are near what is in view.
 */
struct _TrivetTileViewClass {
  GtkWidgetClass parent_class;

  int        min_columns;
  int        max_columns;
  int        gap;
  GtkWidget *(*make_tile) (TrivetTileView *self);
  void       (*bind_tile) (TrivetTileView *self,
                           GtkWidget      *tile,
                           gpointer        item);
};

void     trivet_tile_view_set_model (TrivetTileView *self,
                                     GListModel     *model,
                                     guint           most_tiles);
/* @func: called with each tile that shows something, and @user_data */
void     trivet_tile_view_foreach   (TrivetTileView *self,
                                     GFunc           func,
                                     gpointer        user_data);
/* Of a tile: what it shows, (transfer none) (nullable). */
gpointer trivet_tile_view_get_item  (GtkWidget      *tile);
void     trivet_tile_view_scroll_up (TrivetTileView *self);
gboolean trivet_tile_view_grow      (TrivetTileView *self);

G_END_DECLS
