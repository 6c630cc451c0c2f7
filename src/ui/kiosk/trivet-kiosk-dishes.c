/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-dishes.h"

#include "trivet-choices-pane.h"
#include "trivet-dish-counts.h"
#include "trivet-kiosk-card.h"
#include "trivet-kiosk-sides.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskDishes: the categories on the left, the dishes of one as cards in a grid that makes widgets
 * for what is in view only.
 */

#define COLUMNS 2

struct _TrivetKioskDishes {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;        /* nullable: whose quantities the cards show */
  GHashTable      *quantities; /* see trivet-dish-counts.h */
  GHashTable      *cards;      /* the cards that show a dish now */

  GtkWidget          *sides;
  GtkWidget          *stack;
  GtkWidget          *grid;
  GtkWidget          *choices; /* NULL until it is wanted */
  GtkCustomFilter    *filter;
  GtkFilterListModel *dishes;
};

G_DEFINE_FINAL_TYPE (TrivetKioskDishes, trivet_kiosk_dishes, GTK_TYPE_BOX)

static void
trivet_kiosk_dishes_dispose (GObject *object)
{
  TrivetKioskDishes *self = TRIVET_KIOSK_DISHES (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);
  g_clear_object (&self->dishes);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->quantities, g_hash_table_unref);

  G_OBJECT_CLASS (trivet_kiosk_dishes_parent_class)->dispose (object);
}

static void
trivet_kiosk_dishes_class_init (TrivetKioskDishesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_dishes_dispose;
}

static void
trivet_kiosk_dishes_init (TrivetKioskDishes *self)
{
  self->quantities = trivet_dish_counts_new ();
  self->cards = g_hash_table_new (NULL, NULL);
}

static gboolean
is_choosing (TrivetKioskDishes *self)
{
  return self->choices != NULL && gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->choices;
}

/* The dishes in the place of the choices. */
static void
show_dishes (TrivetKioskDishes *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "dishes");
}

static TrivetChoicesPane *
ensure_choices (TrivetKioskDishes *self)
{
  if (self->choices == NULL) {
    self->choices = trivet_choices_pane_new (self->context);
    trivet_choices_pane_hide_note (TRIVET_CHOICES_PANE (self->choices));
    gtk_widget_add_css_class (self->choices, "kiosk-choices");
    g_signal_connect_object (self->choices, "done", G_CALLBACK (show_dishes), self, G_CONNECT_SWAPPED);
    gtk_stack_add_named (GTK_STACK (self->stack), self->choices, "choices");
  }

  return TRIVET_CHOICES_PANE (self->choices);
}

static void
on_more (TrivetKioskCard *card,
         gpointer         user_data)
{
  TrivetKioskDishes *self = user_data;
  TrivetMenuItem    *item = trivet_kiosk_card_get_item (card);
  g_autofree char   *line_id = NULL;

  if (item == NULL)
    return;
  if (!trivet_menu_item_has_choices (item)) {
    line_id = trivet_register_add_item (self->context->reg, item, NULL, 1);
    return;
  }
  trivet_choices_pane_start (ensure_choices (self), item, 0);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->choices);
}

/* Of several lines of the dish, with other choices each, the one that came last. */
static void
on_less (TrivetKioskCard *card,
         gpointer         user_data)
{
  TrivetKioskDishes  *self = user_data;
  TrivetMenuItem     *item = trivet_kiosk_card_get_item (card);
  const TrivetTotals *totals = self->tab != NULL ? trivet_tab_get_totals (self->tab) : NULL;

  for (guint i = totals != NULL ? totals->lines->len : 0; item != NULL && i > 0; i--) {
    const TrivetOrderLine *line = g_array_index (totals->lines, TrivetLineTotal, i - 1).line;

    if (g_str_equal (line->sku, trivet_menu_item_get_sku (item))) {
      trivet_register_change_quantity (self->context->reg, line->line_id, -1);
      return;
    }
  }
}

static void
update_quantity (TrivetKioskDishes *self,
                 TrivetKioskCard   *card)
{
  TrivetMenuItem *item = trivet_kiosk_card_get_item (card);

  if (item != NULL)
    trivet_kiosk_card_set_quantity (card, trivet_dish_counts_lookup (self->quantities, trivet_menu_item_get_sku (item)));
}

static void
follow_order (TrivetKioskDishes *self,
              gboolean           other_order)
{
  GHashTableIter iter;
  gpointer       card;

  trivet_dish_counts_take (self->quantities, self->tab);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    update_quantity (self, card);
  if (is_choosing (self) && !trivet_choices_pane_follow (TRIVET_CHOICES_PANE (self->choices), other_order))
    show_dishes (self);
}

static void
on_tab_changed (TrivetKioskDishes *self)
{
  follow_order (self, FALSE);
}

static void
scroll_up (TrivetKioskDishes *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) > 0)
    gtk_widget_activate_action (self->grid, "list.scroll-to-item", "u", 0);
}

static void
on_side_changed (TrivetKioskDishes *self)
{
  show_dishes (self);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  scroll_up (self);
}

/* Another menu: another hour, or an order of another type. */
static void
update_menu (TrivetKioskDishes *self)
{
  GHashTableIter iter;
  gpointer       card;

  trivet_kiosk_sides_update (TRIVET_KIOSK_SIDES (self->sides));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &card, NULL))
    trivet_kiosk_card_update (card);
}

static void
on_menu_changed (TrivetKioskDishes *self)
{
  gtk_filter_list_model_set_model (self->dishes, trivet_menu_get_items (trivet_register_get_menu (self->context->reg)));
  update_menu (self);
}

static void
on_current_changed (TrivetKioskDishes *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  follow_order (self, TRUE);
  if (trivet_menu_get_periods (trivet_register_get_menu (self->context->reg))->len > 0)
    update_menu (self);
}

static gboolean
is_wanted (gpointer object,
           gpointer user_data)
{
  TrivetKioskDishes *self = user_data;

  return trivet_kiosk_sides_wants (TRIVET_KIOSK_SIDES (self->sides), object);
}

static void
on_card_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  TrivetKioskDishes *self = user_data;
  GtkWidget         *card = trivet_kiosk_card_new (self->context);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  g_signal_connect_object (card, "more", G_CALLBACK (on_more), self, 0);
  g_signal_connect_object (card, "less", G_CALLBACK (on_less), self, 0);
  gtk_list_item_set_child (list_item, card);
}

static void
on_card_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  TrivetKioskDishes *self = user_data;
  TrivetKioskCard   *card = TRIVET_KIOSK_CARD (gtk_list_item_get_child (list_item));

  trivet_kiosk_card_set_item (card, gtk_list_item_get_item (list_item));
  g_hash_table_add (self->cards, card);
  update_quantity (self, card);
}

static void
on_card_unbind (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                gpointer                  user_data)
{
  TrivetKioskDishes *self = user_data;
  TrivetKioskCard   *card = TRIVET_KIOSK_CARD (gtk_list_item_get_child (list_item));

  if (self->cards != NULL)
    g_hash_table_remove (self->cards, card);
  trivet_kiosk_card_set_item (card, NULL);
}

static GtkWidget *
build_grid (TrivetKioskDishes *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_card_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_card_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_card_unbind), self, 0);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->dishes = gtk_filter_list_model_new (g_object_ref (trivet_menu_get_items (trivet_register_get_menu (self->context->reg))),
                                            GTK_FILTER (g_object_ref (self->filter)));
  self->grid = gtk_grid_view_new (NULL, factory);
  gtk_widget_add_css_class (self->grid, "kiosk-grid");
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (self->grid), COLUMNS);
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->grid), COLUMNS);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->dishes)));
  gtk_grid_view_set_model (GTK_GRID_VIEW (self->grid), GTK_SELECTION_MODEL (selection));
  trivet_ui_set_name (self->grid, _("Dishes"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);

  return scroller;
}

/**
 * trivet_kiosk_dishes_new:
 * @context: the screens' context; its register has loaded
 * @popular: what is sold most
 *
 * Returns: (transfer floating): the dishes
 */
GtkWidget *
trivet_kiosk_dishes_new (TrivetUiContext *context,
                         TrivetPopular   *popular)
{
  TrivetKioskDishes *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_DISHES, NULL);
  self->context = g_object_ref (context);
  self->sides = trivet_kiosk_sides_new (context, popular);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_grid (self), "dishes");
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self), self->sides);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (self->sides, "changed", G_CALLBACK (on_side_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popular, "changed", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->reg, "menu-changed", G_CALLBACK (on_menu_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_dishes_reset:
 * @self: dishes
 *
 * From the beginning, for the next guest.
 */
void
trivet_kiosk_dishes_reset (TrivetKioskDishes *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK_DISHES (self));

  trivet_kiosk_sides_reset (TRIVET_KIOSK_SIDES (self->sides));
  on_side_changed (self);
}

/**
 * trivet_kiosk_dishes_edit:
 * @self: dishes
 * @line_id: a line of the guest's order
 *
 * Shows its choices in the place of the dishes, if it has some.
 */
void
trivet_kiosk_dishes_edit (TrivetKioskDishes *self,
                          const char        *line_id)
{
  g_return_if_fail (TRIVET_IS_KIOSK_DISHES (self));
  g_return_if_fail (line_id != NULL);

  if (trivet_choices_pane_edit (ensure_choices (self), line_id))
    gtk_stack_set_visible_child (GTK_STACK (self->stack), self->choices);
}
