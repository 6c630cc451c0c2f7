/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-tile-view-private.h"

/*
 * TrivetTileView: as many tiles as are near what is in view, whatever the size of the list. A tap
 * costs by the tiles that live, seen or not: GTK goes over all of them when the finger's one changes
 * its state. GtkGridView keeps thirty rows of them, GtkListView two hundred; this view keeps what fits
 * the screen, and moves the tiles that scroll out at one end to the other. Their places on the screen
 * are in -layout.c, the keyboard in -focus.c.
 */

/* A list of usual size is there as a whole, as staff who work by the accessible tree like it. */
#define USUAL_TILES 64
/* Before anything was measured. */
#define FIRST_TILES   12
#define TILES_A_FRAME 16
/* Above and below what is in view. */
#define ROWS_BEFORE 1

enum {
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TrivetTileView,
                                  trivet_tile_view,
                                  GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (TrivetTileView)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

TrivetTileViewPrivate *
_trivet_tile_view_get_private (TrivetTileView *self)
{
  return trivet_tile_view_get_instance_private (self);
}

GtkAdjustment *
_trivet_tile_view_get_down (TrivetTileView *self)
{
  return _trivet_tile_view_get_private (self)->adjustments[GTK_ORIENTATION_VERTICAL];
}

static void
set_adjustment (TrivetTileView *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  GtkAdjustment **place = &_trivet_tile_view_get_private (self)->adjustments[orientation];

  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, _trivet_tile_view_fill, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (_trivet_tile_view_fill), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
trivet_tile_view_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TrivetTileView        *self = TRIVET_TILE_VIEW (object);
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  switch (property_id) {
  case PROP_HADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
    priv->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
    break;
  case PROP_VSCROLL_POLICY:
    priv->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
trivet_tile_view_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (TRIVET_TILE_VIEW (object));

  switch (property_id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, priv->adjustments[GTK_ORIENTATION_VERTICAL]);
    break;
  case PROP_HSCROLL_POLICY:
    g_value_set_enum (value, priv->policies[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, priv->policies[GTK_ORIENTATION_VERTICAL]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
trivet_tile_view_dispose (GObject *object)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (TRIVET_TILE_VIEW (object));
  GtkWidget             *tile;

  g_clear_handle_id (&priv->fill_id, g_source_remove);
  while ((tile = g_queue_pop_head (&priv->tiles)) != NULL)
    gtk_widget_unparent (tile);
  for (guint i = 0; i < G_N_ELEMENTS (priv->adjustments); i++)
    g_clear_object (&priv->adjustments[i]);
  g_clear_object (&priv->model);

  G_OBJECT_CLASS (trivet_tile_view_parent_class)->dispose (object);
}

guint
_trivet_tile_view_count_items (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  return priv->model != NULL ? g_list_model_get_n_items (priv->model) : 0;
}

guint
_trivet_tile_view_count_rows (TrivetTileView *self)
{
  guint columns = _trivet_tile_view_get_private (self)->columns;

  return (_trivet_tile_view_count_items (self) + columns - 1) / columns;
}

/* As many as what is in view needs with a row above and below, and a usual list as a whole. */
guint
_trivet_tile_view_count_wanted (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  double                 height = _trivet_tile_view_get_down (self) != NULL ? gtk_adjustment_get_page_size (_trivet_tile_view_get_down (self)) : 0;
  guint                  rows = priv->row_height > 0 ? (guint) (height / priv->row_height) + 2 + 2 * ROWS_BEFORE : 0;
  guint                  usual = _trivet_tile_view_count_items (self) <= USUAL_TILES ? USUAL_TILES : FIRST_TILES;

  return MIN (MIN (MAX (usual, rows * priv->columns), _trivet_tile_view_count_items (self)), priv->most);
}

/* Enter must not take what nobody sees any longer. */
static void
forget_focus (GtkWidget *tile)
{
  if (gtk_widget_has_focus (tile))
    gtk_root_set_focus (gtk_widget_get_root (tile), NULL);
}

static GQuark
get_item_quark (void)
{
  static GQuark quark = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("trivet-tile-item");

  return quark;
}

/* @position: which element; behind the last there is none */
static void
bind (TrivetTileView *self,
      GtkWidget      *tile,
      guint           position)
{
  g_autoptr (GObject) item = g_list_model_get_item (_trivet_tile_view_get_private (self)->model, position);

  gtk_widget_set_visible (tile, item != NULL);
  if (trivet_tile_view_get_item (tile) == item)
    return;
  forget_focus (tile);
  TRIVET_TILE_VIEW_GET_CLASS (self)->bind_tile (self, tile, item);
  g_object_set_qdata_full (G_OBJECT (tile), get_item_quark (), item != NULL ? g_object_ref (item) : NULL, g_object_unref);
}

static void
bind_all (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  guint                  position = priv->first;

  for (GList *link = priv->tiles.head; link != NULL; link = link->next)
    bind (self, link->data, position++);
}

static void
make_tiles (TrivetTileView *self,
            guint           n)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  while (priv->tiles.length < n) {
    GtkWidget *tile = TRIVET_TILE_VIEW_GET_CLASS (self)->make_tile (self);

    gtk_widget_set_parent (tile, GTK_WIDGET (self));
    g_queue_push_tail (&priv->tiles, tile);
    bind (self, tile, priv->first + priv->tiles.length - 1);
  }
}

/* The row that the tiles begin with: one above what is in view, but as many rows as there are tiles. */
guint
_trivet_tile_view_find_first (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  guint                  n_rows = _trivet_tile_view_count_rows (self);
  guint                  n_kept = priv->tiles.length / priv->columns;
  guint                  row;

  /* Before the first frame, and in a usual list. */
  if (_trivet_tile_view_get_down (self) == NULL || priv->row_height == 0 || priv->tiles.length >= _trivet_tile_view_count_items (self))
    return 0;

  row = (guint) (gtk_adjustment_get_value (_trivet_tile_view_get_down (self)) / priv->row_height);
  row = row > ROWS_BEFORE ? row - ROWS_BEFORE : 0;
  row = MIN (row, n_rows > n_kept ? n_rows - n_kept : 0);

  return row * priv->columns;
}

static void
move_down (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  GtkWidget             *tile = g_queue_pop_head (&priv->tiles);

  g_queue_push_tail (&priv->tiles, tile);
  gtk_widget_insert_before (tile, GTK_WIDGET (self), NULL);
  priv->first++;
  bind (self, tile, priv->first + priv->tiles.length - 1);
}

static void
move_up (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  GtkWidget             *tile = g_queue_pop_tail (&priv->tiles);

  g_queue_push_head (&priv->tiles, tile);
  gtk_widget_insert_after (tile, GTK_WIDGET (self), NULL);
  priv->first--;
  bind (self, tile, priv->first);
}

/* Lets the tiles show what is near the view now. */
void
_trivet_tile_view_fill (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);
  guint                  first;

  make_tiles (self, _trivet_tile_view_count_wanted (self));
  first = _trivet_tile_view_find_first (self);
  if (MAX (first, priv->first) - MIN (first, priv->first) >= priv->tiles.length) {
    priv->first = first;
    bind_all (self);
  }
  while (priv->first < first)
    move_down (self);
  while (priv->first > first)
    move_up (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
trivet_tile_view_class_init (TrivetTileViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = trivet_tile_view_set_property;
  object_class->get_property = trivet_tile_view_get_property;
  object_class->dispose = trivet_tile_view_dispose;
  widget_class->measure = _trivet_tile_view_measure;
  widget_class->size_allocate = _trivet_tile_view_size_allocate;
  widget_class->focus = _trivet_tile_view_focus;
  gtk_widget_class_set_css_name (widget_class, "tileview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  klass->min_columns = 1;
  klass->max_columns = 1;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
trivet_tile_view_init (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  g_queue_init (&priv->tiles);
  priv->most = G_MAXUINT;
  priv->columns = 1;
  priv->least_width = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Other elements, or the same ones in other places. */
static void
on_items_changed (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv = _trivet_tile_view_get_private (self);

  priv->first = MIN (priv->first, _trivet_tile_view_find_first (self));
  bind_all (self);
  _trivet_tile_view_fill (self);
}

/**
 * trivet_tile_view_set_model:
 * @self: a view that has none yet
 * @model: (transfer none): what is shown
 * @most_tiles: how many tiles are made until trivet_tile_view_grow() asks for more; %G_MAXUINT for all
 */
void
trivet_tile_view_set_model (TrivetTileView *self,
                            GListModel     *model,
                            guint           most_tiles)
{
  TrivetTileViewPrivate *priv;

  g_return_if_fail (TRIVET_IS_TILE_VIEW (self));
  g_return_if_fail (G_IS_LIST_MODEL (model));

  priv = _trivet_tile_view_get_private (self);
  g_return_if_fail (priv->model == NULL);
  priv->model = g_object_ref (model);
  priv->most = most_tiles;
  priv->columns = (guint) TRIVET_TILE_VIEW_GET_CLASS (self)->min_columns;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  _trivet_tile_view_fill (self);
}

/**
 * trivet_tile_view_foreach:
 * @self: a view
 * @func: (scope call): called with each tile that shows something, and @user_data
 * @user_data: for @func
 */
void
trivet_tile_view_foreach (TrivetTileView *self,
                          GFunc           func,
                          gpointer        user_data)
{
  g_return_if_fail (TRIVET_IS_TILE_VIEW (self));

  for (GList *link = _trivet_tile_view_get_private (self)->tiles.head; link != NULL; link = link->next) {
    if (trivet_tile_view_get_item (link->data) != NULL)
      func (link->data, user_data);
  }
}

/**
 * trivet_tile_view_get_item:
 * @tile: a tile of a view
 *
 * Returns: (transfer none) (nullable): the element that it shows
 */
gpointer
trivet_tile_view_get_item (GtkWidget *tile)
{
  g_return_val_if_fail (GTK_IS_WIDGET (tile), NULL);

  return g_object_get_qdata (G_OBJECT (tile), get_item_quark ());
}

/**
 * trivet_tile_view_scroll_up:
 * @self: a view
 *
 * Shows the first elements: it would stay where it was, perhaps at the very end.
 */
void
trivet_tile_view_scroll_up (TrivetTileView *self)
{
  g_return_if_fail (TRIVET_IS_TILE_VIEW (self));

  if (_trivet_tile_view_get_down (self) != NULL)
    gtk_adjustment_set_value (_trivet_tile_view_get_down (self), 0);
}

/**
 * trivet_tile_view_grow:
 * @self: a view
 *
 * Makes some of the tiles that are still missing; called with the first frames.
 *
 * Returns: whether there are more to make
 */
gboolean
trivet_tile_view_grow (TrivetTileView *self)
{
  TrivetTileViewPrivate *priv;

  g_return_val_if_fail (TRIVET_IS_TILE_VIEW (self), FALSE);

  priv = _trivet_tile_view_get_private (self);
  priv->most += TILES_A_FRAME;
  _trivet_tile_view_fill (self);
  if (priv->tiles.length == priv->most)
    return TRUE;
  priv->most = G_MAXUINT;

  return FALSE;
}
