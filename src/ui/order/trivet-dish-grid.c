/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-grid.h"

#include "trivet-dish-counts.h"
#include "trivet-item-tile.h"

/*
 * TrivetDishGrid: as many tiles as are near what is in view, whatever the size of the menu. A tap
 * costs by the tiles that live, seen or not: GTK goes over all of them when the finger's one changes
 * its state. GtkGridView keeps thirty rows of them; this grid keeps what fits the screen, and moves
 * the tiles that scroll out at one end to the other.
 */

#define MIN_COLUMNS 2
#define MAX_COLUMNS 8
/* Of which each tile brings the half. */
#define GAP_PX 12
/* A menu of usual size is there as a whole, as staff who work by the accessible tree like it. */
#define USUAL_TILES 64
/* The first frame has what fits a screen of 1366 × 768; the rest follows with the next frames. */
#define FIRST_TILES   20
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

enum {
  TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/*
 * @tiles: in the order of the dishes, which is that of the focus, too
 * @first: which dish the first tile shows; at the beginning of a row
 */
struct _TrivetDishGrid {
  GtkWidget parent_instance;

  TrivetUiContext    *context;
  GListModel         *dishes;
  GHashTable         *counts;
  GtkAdjustment      *adjustments[2];
  GtkScrollablePolicy policies[2];
  GQueue              tiles;
  guint               most; /* tiles, until the first frames have been seen */
  guint               first;
  guint               columns;
  int                 least_width;
  int                 row_height;
  guint               fill_id;
};

static void fill (TrivetDishGrid *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetDishGrid,
                               trivet_dish_grid,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static GtkAdjustment *
get_down (TrivetDishGrid *self)
{
  return self->adjustments[GTK_ORIENTATION_VERTICAL];
}

static void
set_adjustment (TrivetDishGrid *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  GtkAdjustment **place = &self->adjustments[orientation];

  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, fill, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
trivet_dish_grid_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (object);

  switch (property_id) {
  case PROP_HADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
    self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
    break;
  case PROP_VSCROLL_POLICY:
    self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
trivet_dish_grid_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (object);

  switch (property_id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
    break;
  case PROP_HSCROLL_POLICY:
    g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
    break;
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
trivet_dish_grid_dispose (GObject *object)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (object);
  GtkWidget      *tile;

  g_clear_handle_id (&self->fill_id, g_source_remove);
  while ((tile = g_queue_pop_head (&self->tiles)) != NULL)
    gtk_widget_unparent (tile);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    g_clear_object (&self->adjustments[i]);
  g_clear_object (&self->dishes);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_grid_parent_class)->dispose (object);
}

static guint
count_dishes (TrivetDishGrid *self)
{
  return g_list_model_get_n_items (self->dishes);
}

static guint
count_rows (TrivetDishGrid *self)
{
  return (count_dishes (self) + self->columns - 1) / self->columns;
}

/* As many as what is in view needs with a row above and below, and a usual menu as a whole. */
static guint
count_wanted_tiles (TrivetDishGrid *self)
{
  double height = get_down (self) != NULL ? gtk_adjustment_get_page_size (get_down (self)) : 0;
  guint  rows = self->row_height > 0 ? (guint) (height / self->row_height) + 2 + 2 * ROWS_BEFORE : 0;

  return MIN (MIN (MAX (USUAL_TILES, rows * self->columns), count_dishes (self)), self->most);
}

static void
on_tile_clicked (TrivetItemTile *tile,
                 gpointer        user_data)
{
  TrivetMenuItem *item = trivet_item_tile_get_item (tile);

  if (item != NULL)
    g_signal_emit (user_data, signals[TAKEN], 0, item);
}

static void
show_count (TrivetDishGrid *self,
            GtkWidget      *tile)
{
  TrivetMenuItem *item = trivet_item_tile_get_item (TRIVET_ITEM_TILE (tile));
  gint64          count = item != NULL ? trivet_dish_counts_lookup (self->counts, trivet_menu_item_get_sku (item)) : 0;

  trivet_item_tile_set_quantity (TRIVET_ITEM_TILE (tile), count);
}

/* Enter must not order a dish that nobody sees any longer. */
static void
forget_focus (GtkWidget *tile)
{
  if (gtk_widget_has_focus (tile))
    gtk_root_set_focus (gtk_widget_get_root (tile), NULL);
}

/* @position: which dish; behind the last there is none */
static void
bind (TrivetDishGrid *self,
      GtkWidget      *tile,
      guint           position)
{
  g_autoptr (TrivetMenuItem) item = g_list_model_get_item (self->dishes, position);

  if (trivet_item_tile_get_item (TRIVET_ITEM_TILE (tile)) != item)
    forget_focus (tile);
  trivet_item_tile_set_item (TRIVET_ITEM_TILE (tile), item);
  gtk_widget_set_visible (tile, item != NULL);
  show_count (self, tile);
}

static void
bind_all (TrivetDishGrid *self)
{
  guint position = self->first;

  for (GList *link = self->tiles.head; link != NULL; link = link->next)
    bind (self, link->data, position++);
}

static void
make_tiles (TrivetDishGrid *self,
            guint           n)
{
  while (self->tiles.length < n) {
    GtkWidget *tile = trivet_item_tile_new (self->context);

    g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked), self, 0);
    gtk_widget_set_parent (tile, GTK_WIDGET (self));
    g_queue_push_tail (&self->tiles, tile);
    bind (self, tile, self->first + self->tiles.length - 1);
  }
}

/* The row that the tiles begin with: one above what is in view, but as many rows as there are tiles. */
static guint
find_first (TrivetDishGrid *self)
{
  guint n_rows = count_rows (self);
  guint n_kept = self->tiles.length / self->columns;
  guint row;

  /* Before the first frame, and in a usual menu. */
  if (get_down (self) == NULL || self->row_height == 0 || self->tiles.length >= count_dishes (self))
    return 0;

  row = (guint) (gtk_adjustment_get_value (get_down (self)) / self->row_height);
  row = row > ROWS_BEFORE ? row - ROWS_BEFORE : 0;
  row = MIN (row, n_rows > n_kept ? n_rows - n_kept : 0);

  return row * self->columns;
}

static void
move_down (TrivetDishGrid *self)
{
  GtkWidget *tile = g_queue_pop_head (&self->tiles);

  g_queue_push_tail (&self->tiles, tile);
  gtk_widget_insert_before (tile, GTK_WIDGET (self), NULL);
  self->first++;
  bind (self, tile, self->first + self->tiles.length - 1);
}

static void
move_up (TrivetDishGrid *self)
{
  GtkWidget *tile = g_queue_pop_tail (&self->tiles);

  g_queue_push_head (&self->tiles, tile);
  gtk_widget_insert_after (tile, GTK_WIDGET (self), NULL);
  self->first--;
  bind (self, tile, self->first);
}

/* Lets the tiles show what is near the view now. */
static void
fill (TrivetDishGrid *self)
{
  guint first;

  make_tiles (self, count_wanted_tiles (self));
  first = find_first (self);
  if (MAX (first, self->first) - MIN (first, self->first) >= self->tiles.length) {
    self->first = first;
    bind_all (self);
  }
  while (self->first < first)
    move_down (self);
  while (self->first > first)
    move_up (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
trivet_dish_grid_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (widget);
  int             least = 0;

  for (GList *link = self->tiles.head; link != NULL; link = link->next) {
    int tile;

    gtk_widget_measure (link->data, orientation, -1, &tile, NULL, NULL, NULL);
    least = MAX (least, tile);
  }
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_COLUMNS * (least + GAP_PX) : least + GAP_PX;
}

static gboolean
on_filled_later (gpointer user_data)
{
  TrivetDishGrid *self = user_data;

  self->fill_id = 0;
  fill (self);

  return G_SOURCE_REMOVE;
}

/* A price that is wider than all before must not make the columns jump while the menu is scrolled, so
 * the widest that was seen decides. */
static void
lay_out (TrivetDishGrid *self,
         int             width,
         int             height)
{
  guint  n_before = self->columns;
  double value = gtk_adjustment_get_value (get_down (self));
  int    row_height;

  for (GList *link = self->tiles.head; link != NULL; link = link->next) {
    int tile_width;

    gtk_widget_measure (link->data, GTK_ORIENTATION_HORIZONTAL, -1, &tile_width, NULL, NULL, NULL);
    gtk_widget_measure (link->data, GTK_ORIENTATION_VERTICAL, -1, &row_height, NULL, NULL, NULL);
    self->least_width = MAX (self->least_width, tile_width + GAP_PX);
    self->row_height = MAX (self->row_height, row_height + GAP_PX);
  }
  self->columns = (guint) CLAMP (width / self->least_width, MIN_COLUMNS, MAX_COLUMNS);
  g_signal_handlers_block_by_func (get_down (self), fill, self);
  gtk_adjustment_configure (get_down (self), value, 0, MAX (height, (int) count_rows (self) * self->row_height), self->row_height,
                            height * 0.9, height);
  g_signal_handlers_unblock_by_func (get_down (self), fill, self);
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, width * 0.1, width * 0.9, width);
  /* Not now: this frame is being laid out. */
  if ((n_before != self->columns || find_first (self) != self->first || self->tiles.length < count_wanted_tiles (self)) &&
      self->fill_id == 0)
    self->fill_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_filled_later, self, NULL);
}

static void
trivet_dish_grid_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (widget);
  gboolean        mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint           position = self->first;
  int             top;
  int             tile_width;

  if (get_down (self) == NULL)
    return;
  lay_out (self, width, height);
  top = (int) gtk_adjustment_get_value (get_down (self));
  for (GList *link = self->tiles.head; link != NULL; link = link->next, position++) {
    int column = (int) (position % self->columns);
    int x = column * width / (int) self->columns;
    int y = (int) (position / self->columns) * self->row_height - top;

    tile_width = (column + 1) * width / (int) self->columns - x;
    if (mirrored)
      x = width - x - tile_width;
    if (gtk_widget_get_visible (link->data))
      gtk_widget_size_allocate (link->data,
                                &(GtkAllocation){ x + GAP_PX / 2, y + GAP_PX / 2, tile_width - GAP_PX, self->row_height - GAP_PX }, -1);
  }
}

static int
find_focused (TrivetDishGrid *self)
{
  int at = g_queue_index (&self->tiles, gtk_widget_get_focus_child (GTK_WIDGET (self)));

  return at >= 0 ? (int) self->first + at : -1;
}

/* Returns: the first dish that is in view as a whole */
static int
find_entry (TrivetDishGrid *self)
{
  double value = get_down (self) != NULL ? gtk_adjustment_get_value (get_down (self)) : 0;

  return self->row_height > 0 ? (int) (value + self->row_height - 1) / self->row_height * (int) self->columns : 0;
}

/* Returns: which dish the focus goes to, or -1 to leave the grid */
static int
find_next (TrivetDishGrid  *self,
           GtkDirectionType direction)
{
  int at = find_focused (self);
  int columns = (int) self->columns;
  int n = (int) count_dishes (self);
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
scroll_to (TrivetDishGrid *self,
           guint           position)
{
  double y = (double) (position / self->columns) * self->row_height;

  gtk_adjustment_clamp_page (get_down (self), y, y + self->row_height);
}

static gboolean
trivet_dish_grid_focus (GtkWidget       *widget,
                        GtkDirectionType direction)
{
  TrivetDishGrid *self = TRIVET_DISH_GRID (widget);
  int             to = find_next (self, direction);
  GtkWidget      *tile;

  if (to < 0)
    return FALSE;
  if (get_down (self) != NULL)
    scroll_to (self, (guint) to);
  tile = g_queue_peek_nth (&self->tiles, (guint) to - self->first);

  return tile != NULL && gtk_widget_grab_focus (tile);
}

static void
trivet_dish_grid_class_init (TrivetDishGridClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = trivet_dish_grid_set_property;
  object_class->get_property = trivet_dish_grid_get_property;
  object_class->dispose = trivet_dish_grid_dispose;
  widget_class->measure = trivet_dish_grid_measure;
  widget_class->size_allocate = trivet_dish_grid_size_allocate;
  widget_class->focus = trivet_dish_grid_focus;
  gtk_widget_class_set_css_name (widget_class, "dishgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[TAKEN] =
    g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TRIVET_TYPE_MENU_ITEM);
}

static void
trivet_dish_grid_init (TrivetDishGrid *self)
{
  g_queue_init (&self->tiles);
  self->most = FIRST_TILES;
  self->columns = MIN_COLUMNS;
  self->least_width = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Other dishes, or the same ones in other places. */
static void
on_dishes_changed (TrivetDishGrid *self)
{
  self->first = MIN (self->first, find_first (self));
  bind_all (self);
  fill (self);
}

/**
 * trivet_dish_grid_new:
 * @context: the screens' context; its register has loaded
 * @dishes: (transfer none): a list of #TrivetMenuItem
 * @counts: (transfer none): how many of each are in the order, as of trivet_dish_counts_new(); after it
 *   has changed, trivet_dish_grid_update_counts() is called
 *
 * Returns: (transfer floating): a grid with the first tiles; the others follow by trivet_dish_grid_grow()
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
  self->dishes = g_object_ref (dishes);
  self->counts = g_hash_table_ref (counts);
  g_signal_connect_object (dishes, "items-changed", G_CALLBACK (on_dishes_changed), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
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

  for (GList *link = self->tiles.head; link != NULL; link = link->next)
    trivet_item_tile_update (link->data);
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

  for (GList *link = self->tiles.head; link != NULL; link = link->next)
    show_count (self, link->data);
}

/**
 * trivet_dish_grid_scroll_up:
 * @self: a grid
 *
 * Shows the first dishes: it would stay where it was, perhaps at the very end.
 */
void
trivet_dish_grid_scroll_up (TrivetDishGrid *self)
{
  g_return_if_fail (TRIVET_IS_DISH_GRID (self));

  if (get_down (self) != NULL)
    gtk_adjustment_set_value (get_down (self), 0);
}

/**
 * trivet_dish_grid_grow:
 * @self: a grid
 *
 * Makes some of the tiles that are still missing; called with the first frames.
 *
 * Returns: whether there are more to make
 */
gboolean
trivet_dish_grid_grow (TrivetDishGrid *self)
{
  g_return_val_if_fail (TRIVET_IS_DISH_GRID (self), FALSE);

  self->most += TILES_A_FRAME;
  fill (self);
  if (self->tiles.length == self->most)
    return TRUE;
  self->most = G_MAXUINT;

  return FALSE;
}
