/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tile-view-private.h"

/* Keys go from tile to tile, also to those that are not in view yet. */

static int
find_focused (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  int                    at = g_queue_index (&priv->tiles, gtk_widget_get_focus_child (GTK_WIDGET (self)));

  return at >= 0 ? (int) priv->first + at : -1;
}

/* Returns: the first element that is in view as a whole */
static int
find_entry (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  double                 value = _trivet_tile_view_get_down (self) != NULL ? gtk_adjustment_get_value (_trivet_tile_view_get_down (self)) : 0;

  return priv->row_height > 0 ? (int) (value + priv->row_height - 1) / priv->row_height * (int) priv->columns : 0;
}

/* Returns: which element the focus goes to, or -1 to leave the view */
static int
find_next (TrivetTileView  *self,
           GtkDirectionType direction)
{
  int at = find_focused (self);
  int columns = (int) _trivet_tile_view_get_private (self)->columns;
  int n = (int) _trivet_tile_view_count_items (self);
  int to = at;

  if (at < 0)
    to = find_entry (self);
  else if (direction == GTK_DIR_TAB_FORWARD || (direction == GTK_DIR_RIGHT && at % columns != columns - 1))
    to = at + 1;
  else if (direction == GTK_DIR_TAB_BACKWARD || (direction == GTK_DIR_LEFT && at % columns != 0))
    to = at - 1;
  else if (direction == GTK_DIR_DOWN)
    to = at + columns;
  else if (direction == GTK_DIR_UP)
    to = at - columns;

  return to == at || to >= n ? -1 : to;
}

static void
scroll_to (TrivetTileView *self,
           guint           position)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  double                 y = (double) (position / priv->columns) * priv->row_height;

  gtk_adjustment_clamp_page (_trivet_tile_view_get_down (self), y, y + priv->row_height);
}

gboolean
_trivet_tile_view_focus (GtkWidget       *widget,
                         GtkDirectionType direction)
{
  TrivetTileView        *self = TRIVET_TILE_VIEW (widget);
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  int                    to = find_next (self, direction);
  GtkWidget             *tile;

  if (to < 0)
    return FALSE;
  if (_trivet_tile_view_get_down (self) != NULL)
    scroll_to (self, (guint) to);
  tile = g_queue_peek_nth (&priv->tiles, (guint) to - priv->first);

  return tile != NULL && gtk_widget_grab_focus (tile);
}
