/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-grid.h"

#include "trivet-dish-counts.h"
#include "trivet-item-tile.h"

/* TrivetDishGrid: dishes as tiles, each with how many of it are in the order. */

#define MIN_COLUMNS 2
#define MAX_COLUMNS 8
#define GAP_PX      12
/* The first frame has what fits a screen of 1366 × 768; the rest follows with the next frames. */
#define FIRST_TILES 20

enum {
  TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDishGrid {
  TrivetTileView parent_instance;

  TrivetUiContext *context;
  GHashTable      *counts;
};

G_DEFINE_FINAL_TYPE (TrivetDishGrid, trivet_dish_grid, TRIVET_TYPE_TILE_VIEW)

static void
trivet_dish_grid_dispose (GObject *object)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (object);

  G_OBJECT_CLASS (trivet_dish_grid_parent_class)->dispose (object);

  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_object (&self->context);
}

static void
on_tile_clicked (TrivetItemTile *tile,
                 gpointer        user_data)
{
  TrivetMenuItem *item = trivet_item_tile_get_item (tile);

  if (item != NULL)
    g_signal_emit (user_data, signals[TAKEN], 0, item);
}

static GtkWidget *
trivet_dish_grid_make_tile (TrivetTileView *view)
{
  GtkWidget *tile = trivet_item_tile_new (TRIVET_DISH_GRID (view)->context);

  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked), view, 0);

  return tile;
}

static void
show_count (gpointer tile,
            gpointer user_data)
{
  TrivetDishGrid *self = user_data;
  TrivetMenuItem *item = trivet_item_tile_get_item (tile);

  trivet_item_tile_set_quantity (tile, item != NULL ? trivet_dish_counts_lookup (self->counts, trivet_menu_item_get_sku (item)) : 0);
}

static void
trivet_dish_grid_bind_tile (TrivetTileView *view,
                            GtkWidget      *tile,
                            gpointer        item)
{
  trivet_item_tile_set_item (TRIVET_ITEM_TILE (tile), item);
  show_count (tile, view);
}

static void
trivet_dish_grid_class_init (TrivetDishGridClass *klass)
{
  TrivetTileViewClass *view_class = TRIVET_TILE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_dish_grid_dispose;
  view_class->min_columns = MIN_COLUMNS;
  view_class->max_columns = MAX_COLUMNS;
  view_class->gap = GAP_PX;
  view_class->make_tile = trivet_dish_grid_make_tile;
  view_class->bind_tile = trivet_dish_grid_bind_tile;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "dishgrid");

  signals[TAKEN] =
    g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TRIVET_TYPE_MENU_ITEM);
}

static void
trivet_dish_grid_init (TrivetDishGrid *self)
{
}

/**
 * trivet_dish_grid_new:
 * @context: the screens' context; its register has loaded
 * @dishes: (transfer none): a list of #TrivetMenuItem
 * @counts: (transfer none): how many of each are in the order, as of trivet_dish_counts_new(); after it
 *   has changed, trivet_dish_grid_update_counts() is called
 *
 * Returns: (transfer floating): a grid with the first tiles; the others follow by trivet_tile_view_grow()
 */
GtkWidget *
trivet_dish_grid_new (TrivetUiContext *context,
                      GListModel      *dishes,
                      GHashTable      *counts)
{
  TrivetDishGrid *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (dishes), NULL);
  g_return_val_if_fail (counts != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_DISH_GRID, NULL);
  self->context = g_object_ref (context);
  self->counts = g_hash_table_ref (counts);
  trivet_tile_view_set_model (TRIVET_TILE_VIEW (self), dishes, FIRST_TILES);

  return GTK_WIDGET (self);
}

static void
update_tile (gpointer tile,
             gpointer user_data)
{
  trivet_item_tile_update (tile);
}

/**
 * trivet_dish_grid_update:
 * @self: a grid
 *
 * Shows what the dishes cost now.
 */
void
trivet_dish_grid_update (TrivetDishGrid *self)
{
  g_return_if_fail (TRIVET_IS_DISH_GRID (self));

  trivet_tile_view_foreach (TRIVET_TILE_VIEW (self), update_tile, NULL);
}

/**
 * trivet_dish_grid_update_counts:
 * @self: a grid
 *
 * Shows how many of the dishes are in the order now.
 */
void
trivet_dish_grid_update_counts (TrivetDishGrid *self)
{
  g_return_if_fail (TRIVET_IS_DISH_GRID (self));

  trivet_tile_view_foreach (TRIVET_TILE_VIEW (self), show_count, self);
}
