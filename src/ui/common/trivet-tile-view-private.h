/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tile-view.h"

G_BEGIN_DECLS

/*
 * @tiles: in the order of the list, which is that of the focus, too
 * @most: tiles, until the first frames have been seen
 * @first: which element the first tile shows; at the beginning of a row
 */
typedef struct {
  GListModel         *model;
  GtkAdjustment      *adjustments[2];
  GtkScrollablePolicy policies[2];
  GQueue              tiles;
  guint               most;
  guint               first;
  guint               columns;
  int                 least_width;
  int                 row_height;
  guint               fill_id;
} TrivetTileViewPrivate;

TrivetTileViewPrivate *_trivet_tile_view_get_private   (TrivetTileView *self);
GtkAdjustment         *_trivet_tile_view_get_down      (TrivetTileView *self);
guint                  _trivet_tile_view_count_items   (TrivetTileView *self);
guint                  _trivet_tile_view_count_rows    (TrivetTileView *self);
guint                  _trivet_tile_view_count_wanted  (TrivetTileView *self);
guint                  _trivet_tile_view_find_first    (TrivetTileView *self);
void                   _trivet_tile_view_fill          (TrivetTileView *self);

void                   _trivet_tile_view_measure       (GtkWidget       *widget,
                                                        GtkOrientation   orientation,
                                                        int              for_size,
                                                        int             *minimum,
                                                        int             *natural,
                                                        int             *minimum_baseline,
                                                        int             *natural_baseline);
void                   _trivet_tile_view_size_allocate (GtkWidget       *widget,
                                                        int              width,
                                                        int              height,
                                                        int              baseline);
gboolean               _trivet_tile_view_focus         (GtkWidget       *widget,
                                                        GtkDirectionType direction);

G_END_DECLS
