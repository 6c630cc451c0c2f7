/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-pane-private.h"

#include "trivet-dish-counts.h"
#include "trivet-item-tile.h"
#include "trivet-menu-bar.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetMenuPane: finds a dish in one tap, whatever the size of the menu. The grid is virtual: it
 * makes tiles for what is in view only.
 */

#define MAX_COLUMNS 8

/* The grid makes tiles for thirty rows at once, most of them out of sight. The first frame has what
 * fits a screen of 1366 × 768; the rest follows with the next frames, a few each. */
#define FIRST_DISHES   20
#define DISHES_A_FRAME 16
#define DISHES_IN_GRID (30 * MAX_COLUMNS)

G_DEFINE_FINAL_TYPE (TrivetMenuPane, trivet_menu_pane, GTK_TYPE_BOX)

static void
trivet_menu_pane_dispose (GObject *object)
{
  TrivetMenuPane *self = TRIVET_MENU_PANE (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);
  g_clear_object (&self->dishes);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_clear_pointer (&self->quantities, g_hash_table_unref);

  G_OBJECT_CLASS (trivet_menu_pane_parent_class)->dispose (object);
}

static void
trivet_menu_pane_class_init (TrivetMenuPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_menu_pane_dispose;
}

static void
trivet_menu_pane_init (TrivetMenuPane *self)
{
  self->quantities = trivet_dish_counts_new ();
  self->tiles = g_hash_table_new (NULL, NULL);
}

static gboolean
is_wanted (gpointer object,
           gpointer user_data)
{
  TrivetMenuPane *self = user_data;
  TrivetMenuItem *item = object;
  const char     *query = trivet_menu_bar_get_query (TRIVET_MENU_BAR (self->bar));
  const char     *category_id = trivet_menu_bar_get_category (TRIVET_MENU_BAR (self->bar));

  if (trivet_menu_bar_hides (TRIVET_MENU_BAR (self->bar), trivet_menu_item_get_category_id (item)))
    return FALSE;
  /* A search looks everywhere, whatever category is chosen. */
  if (*query != '\0')
    return trivet_menu_item_matches (item, query);

  return category_id == NULL || g_str_equal (trivet_menu_item_get_category_id (item), category_id);
}

static void
update_emptiness (TrivetMenuPane *self)
{
  const char      *query = trivet_menu_bar_get_query (TRIVET_MENU_BAR (self->bar));
  g_autofree char *title = NULL;

  if (_trivet_menu_pane_is_choosing (self))
    return;

  if (*query != '\0')
    title = g_strdup_printf (_("No dish matches “%s”"), query);
  else
    title = g_strdup (_("There are no dishes here"));
  gtk_label_set_text (GTK_LABEL (self->empty_title), title);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) > 0 ? "dishes" : "empty");
}

/* Without a question all dishes are shown, and a start need not ask each of them. */
static void
refilter (TrivetMenuPane *self)
{
  gboolean asked = *trivet_menu_bar_get_query (TRIVET_MENU_BAR (self->bar)) != '\0' ||
                   trivet_menu_bar_get_category (TRIVET_MENU_BAR (self->bar)) != NULL ||
                   trivet_menu_bar_hides_some (TRIVET_MENU_BAR (self->bar));
  GtkFilter *filter = asked ? GTK_FILTER (self->filter) : NULL;

  if (gtk_filter_list_model_get_filter (self->dishes) != filter)
    gtk_filter_list_model_set_filter (self->dishes, filter);
  else if (asked)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_emptiness (self);
}

/* The grid would stay at the dish that it showed before, perhaps at the very end. */
static void
scroll_up (TrivetMenuPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) > 0)
    gtk_widget_activate_action (self->grid, "list.scroll-to-item", "u", 0);
}

/**
 * trivet_menu_pane_show_dishes:
 * @self: a menu
 *
 * Puts the dishes in the place of the choices.
 */
void
trivet_menu_pane_show_dishes (TrivetMenuPane *self)
{
  g_return_if_fail (TRIVET_IS_MENU_PANE (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "dishes");
  update_emptiness (self);
}

static void
update_tile_quantity (TrivetMenuPane *self,
                      TrivetItemTile *tile)
{
  TrivetMenuItem *item = trivet_item_tile_get_item (tile);

  trivet_item_tile_set_quantity (tile, item != NULL ? trivet_dish_counts_lookup (self->quantities, trivet_menu_item_get_sku (item)) : 0);
}

static void
count_quantities (TrivetMenuPane *self)
{
  GHashTableIter iter;
  gpointer       tile;

  trivet_dish_counts_take (self->quantities, self->tab);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    update_tile_quantity (self, tile);
}

static void
follow_order (TrivetMenuPane *self,
              gboolean        other_order)
{
  count_quantities (self);
  _trivet_menu_pane_follow_order (self, other_order);
}

static void
on_tab_changed (TrivetMenuPane *self)
{
  follow_order (self, FALSE);
}

static void
update_prices (TrivetMenuPane *self)
{
  GHashTableIter iter;
  gpointer       tile;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &tile, NULL))
    trivet_item_tile_update (tile);
}

/* Another menu: another hour, or an order of another type. */
static void
update_menu (TrivetMenuPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->dishes));

  trivet_menu_bar_update (TRIVET_MENU_BAR (self->bar));
  refilter (self);
  update_prices (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) != n)
    scroll_up (self);
}

static void
on_current_changed (TrivetMenuPane *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  follow_order (self, TRUE);
  if (trivet_menu_get_periods (trivet_register_get_menu (self->context->reg))->len > 0) {
    trivet_menu_bar_forget_all (TRIVET_MENU_BAR (self->bar));
    update_menu (self);
  }
}

static void
on_menu_changed (TrivetMenuPane *self)
{
  gtk_filter_list_model_set_model (self->dishes, trivet_menu_get_items (trivet_register_get_menu (self->context->reg)));
  update_menu (self);
}

static void
on_tile_clicked (TrivetItemTile *tile,
                 gpointer        user_data)
{
  TrivetMenuItem *item = trivet_item_tile_get_item (tile);

  if (item != NULL)
    _trivet_menu_pane_take_item (user_data, item);
}

static void
on_tile_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  TrivetMenuPane *self = user_data;
  GtkWidget      *tile = trivet_item_tile_new (self->context);

  /* The tile itself is the control: the grid must not take the focus or select. */
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  g_signal_connect_object (tile, "clicked", G_CALLBACK (on_tile_clicked), self, 0);
  gtk_list_item_set_child (list_item, tile);
}

static void
on_tile_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  TrivetMenuPane *self = user_data;
  TrivetItemTile *tile = TRIVET_ITEM_TILE (gtk_list_item_get_child (list_item));

  trivet_item_tile_set_item (tile, gtk_list_item_get_item (list_item));
  g_hash_table_add (self->tiles, tile);
  update_tile_quantity (self, tile);
}

static void
on_tile_unbind (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                gpointer                  user_data)
{
  TrivetMenuPane *self = user_data;
  TrivetItemTile *tile = TRIVET_ITEM_TILE (gtk_list_item_get_child (list_item));

  if (self->tiles != NULL)
    g_hash_table_remove (self->tiles, tile);
  trivet_item_tile_set_item (tile, NULL);
}

static GtkWidget *
build_grid (TrivetMenuPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_tile_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_tile_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_tile_unbind), self, 0);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->dishes = gtk_filter_list_model_new (g_object_ref (trivet_menu_get_items (trivet_register_get_menu (self->context->reg))),
                                            NULL);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->dishes)), 0, FIRST_DISHES);
  self->grid = grid = gtk_grid_view_new (NULL, factory);
  gtk_widget_add_css_class (grid, "menu-grid");
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (grid), 2);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (grid), MAX_COLUMNS);
  /* Last: each change above would make the dishes' widgets anew. */
  selection = gtk_no_selection_new (G_LIST_MODEL (self->slice));
  gtk_grid_view_set_model (GTK_GRID_VIEW (grid), GTK_SELECTION_MODEL (selection));
  trivet_ui_set_name (grid, _("Dishes"));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static gboolean
widen (GtkWidget     *widget,
       GdkFrameClock *clock,
       gpointer       user_data)
{
  TrivetMenuPane *self = TRIVET_MENU_PANE (widget);
  guint           size = gtk_slice_list_model_get_size (self->slice) + DISHES_A_FRAME;

  /* The first call is the frame before the dishes are seen. */
  if (!self->seen) {
    self->seen = TRUE;
    return G_SOURCE_CONTINUE;
  }
  if (size < DISHES_IN_GRID && size < g_list_model_get_n_items (G_LIST_MODEL (self->dishes))) {
    gtk_slice_list_model_set_size (self->slice, size);
    return G_SOURCE_CONTINUE;
  }
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  /* For the first dish with choices. */
  _trivet_menu_pane_prepare_choices (self);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
build_empty (TrivetMenuPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *hint = gtk_label_new (_("Try another word, a dish's code, or the first letters of its pinyin."));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->empty_title = gtk_label_new ("");
  gtk_widget_add_css_class (self->empty_title, "empty-title");
  gtk_label_set_wrap (GTK_LABEL (self->empty_title), TRUE);
  gtk_widget_add_css_class (hint, "empty-hint");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_box_append (GTK_BOX (box), self->empty_title);
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

/* Enter takes the only dish that is left. */
static void
on_bar_activated (TrivetMenuPane *self)
{
  g_autoptr (TrivetMenuItem) item = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) != 1)
    return;

  item = g_list_model_get_item (G_LIST_MODEL (self->dishes), 0);
  trivet_menu_bar_leave_search (TRIVET_MENU_BAR (self->bar));
  _trivet_menu_pane_take_item (self, item);
}

static void
on_bar_changed (TrivetMenuPane *self)
{
  trivet_menu_pane_show_dishes (self);
  refilter (self);
  scroll_up (self);
}

static void
build (TrivetMenuPane *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);

  self->bar = trivet_menu_bar_new (self->context);
  gtk_widget_add_css_class (self->bar, "menu-inset");
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (on_bar_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "activated", G_CALLBACK (on_bar_activated), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->bar);

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_grid (self), "dishes");
  gtk_stack_add_named (GTK_STACK (self->stack), build_empty (self), "empty");
  gtk_box_append (GTK_BOX (self), self->stack);
}

/**
 * trivet_menu_pane_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the menu
 */
GtkWidget *
trivet_menu_pane_new (TrivetUiContext *context)
{
  TrivetMenuPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_MENU_PANE, NULL);
  self->context = g_object_ref (context);
  build (self);
  refilter (self);
  g_signal_connect_object (context->reg, "menu-changed", G_CALLBACK (on_menu_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), widen, NULL, NULL);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_menu_pane_search:
 * @self: a menu
 *
 * Opens the search.
 */
void
trivet_menu_pane_search (TrivetMenuPane *self)
{
  g_return_if_fail (TRIVET_IS_MENU_PANE (self));

  trivet_menu_bar_search (TRIVET_MENU_BAR (self->bar));
}

/**
 * trivet_menu_pane_go_back:
 * @self: a menu
 *
 * Leaves choices, keypad or search, as Escape does.
 *
 * Returns: whether there was something to leave
 */
gboolean
trivet_menu_pane_go_back (TrivetMenuPane *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_PANE (self), FALSE);

  if (_trivet_menu_pane_is_choosing (self)) {
    trivet_menu_pane_show_dishes (self);
    return TRUE;
  }

  return trivet_menu_bar_leave_search (TRIVET_MENU_BAR (self->bar));
}
