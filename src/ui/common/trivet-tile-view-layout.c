/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tile-view-private.h"

/* Where the tiles of a view stand. */

void
_trivet_tile_view_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  TrivetTileView        *self = TRIVET_TILE_VIEW (widget);
  TrivetTileViewClass   *klass = TRIVET_TILE_VIEW_GET_CLASS (self);
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  int                    least = 0;

  for (GList *link = priv->tiles.head; link != NULL; link = link->next) {
    int tile;

    gtk_widget_measure (link->data, orientation, -1, &tile, NULL, NULL, NULL);
    least = MAX (least, tile);
  }
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? klass->min_columns * (least + klass->gap) : least + klass->gap;
}

static gboolean
on_filled_later (gpointer user_data)
{
  TrivetTileView *self = user_data;

  _trivet_tile_view_get_private (self)->fill_id = 0;
  _trivet_tile_view_fill (self);

  return G_SOURCE_REMOVE;
}

/* A price that is wider than all before must not make the columns jump while the list is scrolled, so
 * the widest and the highest that were seen decide. */
static void
measure_tiles (TrivetTileView *self,
               int             width)
{
  TrivetTileViewClass   *klass = TRIVET_TILE_VIEW_GET_CLASS (self);
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  for (GList *link = priv->tiles.head; link != NULL; link = link->next) {
    int tile_width;

    gtk_widget_measure (link->data, GTK_ORIENTATION_HORIZONTAL, -1, &tile_width, NULL, NULL, NULL);
    priv->least_width = MAX (priv->least_width, tile_width + klass->gap);
  }
  priv->columns = (guint) CLAMP (width / priv->least_width, klass->min_columns, klass->max_columns);
  for (GList *link = priv->tiles.head; link != NULL; link = link->next) {
    int height;

    gtk_widget_measure (link->data, GTK_ORIENTATION_VERTICAL, width / (int) priv->columns - klass->gap, &height, NULL, NULL, NULL);
    priv->row_height = MAX (priv->row_height, height + klass->gap);
  }
}

static void
lay_out (TrivetTileView *self,
         int             width,
         int             height)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  guint                  n_before = priv->columns;
  double                 value = gtk_adjustment_get_value (_trivet_tile_view_get_down (self));

  measure_tiles (self, width);
  g_signal_handlers_block_by_func (_trivet_tile_view_get_down (self), _trivet_tile_view_fill, self);
  gtk_adjustment_configure (_trivet_tile_view_get_down (self), value, 0, MAX (height, (int) _trivet_tile_view_count_rows (self) * priv->row_height), priv->row_height,
                            height * 0.9, height);
  g_signal_handlers_unblock_by_func (_trivet_tile_view_get_down (self), _trivet_tile_view_fill, self);
  gtk_adjustment_configure (priv->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, width * 0.1, width * 0.9, width);
  /* Not now: this frame is being laid out. */
  if ((n_before != priv->columns || _trivet_tile_view_find_first (self) != priv->first || priv->tiles.length < _trivet_tile_view_count_wanted (self)) &&
      priv->fill_id == 0)
    priv->fill_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_filled_later, self, NULL);
}

void
_trivet_tile_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  TrivetTileView        *self = TRIVET_TILE_VIEW (widget);
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  gboolean               mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int                    gap = TRIVET_TILE_VIEW_GET_CLASS (self)->gap;
  guint                  position = priv->first;
  int                    top;
  int                    tile_width;

  if (_trivet_tile_view_get_down (self) == NULL)
    return;
  lay_out (self, width, height);
  top = (int) gtk_adjustment_get_value (_trivet_tile_view_get_down (self));
  for (GList *link = priv->tiles.head; link != NULL; link = link->next, position++) {
    int column = (int) (position % priv->columns);
    int x = column * width / (int) priv->columns;
    int y = (int) (position / priv->columns) * priv->row_height - top;

    tile_width = (column + 1) * width / (int) priv->columns - x;
    if (mirrored)
      x = width - x - tile_width;
    if (gtk_widget_get_visible (link->data))
      gtk_widget_size_allocate (link->data, &(GtkAllocation){ x + gap / 2, y + gap / 2, tile_width - gap, priv->row_height - gap }, -1);
  }
}
