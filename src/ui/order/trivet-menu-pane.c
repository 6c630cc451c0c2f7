/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-pane-private.h"

#include "trivet-dish-counts.h"
#include "trivet-dish-grid.h"
#include "trivet-menu-bar.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetMenuPane: finds a dish in one tap, whatever the size of the menu.
 */

G_DEFINE_FINAL_TYPE (TrivetMenuPane, trivet_menu_pane, GTK_TYPE_BOX)

static void
trivet_menu_pane_dispose (GObject *object)
{
  TrivetMenuPane *self = TRIVET_MENU_PANE (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);
  g_clear_object (&self->dishes);
  g_clear_object (&self->filter);
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
count_quantities (TrivetMenuPane *self)
{
  trivet_dish_counts_take (self->quantities, self->tab);
  trivet_dish_grid_update_counts (TRIVET_DISH_GRID (self->grid));
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

/* Another menu: another hour, or an order of another type. */
static void
update_menu (TrivetMenuPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->dishes));

  trivet_menu_bar_update (TRIVET_MENU_BAR (self->bar));
  refilter (self);
  trivet_dish_grid_update (TRIVET_DISH_GRID (self->grid));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) != n)
    trivet_tile_view_scroll_up (TRIVET_TILE_VIEW (self->grid));
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
on_dish_taken (TrivetDishGrid *grid,
               TrivetMenuItem *item,
               gpointer        user_data)
{
  _trivet_menu_pane_take_item (user_data, item);
}

static GtkWidget *
build_grid (TrivetMenuPane *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->dishes = gtk_filter_list_model_new (g_object_ref (trivet_menu_get_items (trivet_register_get_menu (self->context->reg))),
                                            NULL);
  self->grid = trivet_dish_grid_new (self->context, G_LIST_MODEL (self->dishes), self->quantities);
  g_signal_connect_object (self->grid, "taken", G_CALLBACK (on_dish_taken), self, 0);
  trivet_ui_set_name (self->grid, _("Dishes"));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/* More tiles with each of the first frames. */
static gboolean
grow (GtkWidget     *widget,
      GdkFrameClock *clock,
      gpointer       user_data)
{
  TrivetMenuPane *self = TRIVET_MENU_PANE (widget);

  /* The first call is the frame before the dishes are seen. */
  if (!self->seen) {
    self->seen = TRUE;
    return G_SOURCE_CONTINUE;
  }
  if (trivet_tile_view_grow (TRIVET_TILE_VIEW (self->grid)))
    return G_SOURCE_CONTINUE;
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
  trivet_tile_view_scroll_up (TRIVET_TILE_VIEW (self->grid));
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
  gtk_widget_add_tick_callback (GTK_WIDGET (self), grow, NULL, NULL);
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
