/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-list.h"

#include "trivet-dish-picture.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetDishList: the dishes as rows. A row is a button, so that touch, keyboard and the accessible tree
 * work as everywhere.
 */

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDishList {
  GtkBox parent_instance;

  TrivetUiContext    *context;
  char               *category_id; /* NULL: all */
  char               *sku;         /* NULL: none is marked */
  char               *query;
  GHashTable         *rows; /* the buttons that show a dish now */
  GtkWidget          *stack;
  GtkWidget          *empty;
  GtkCustomFilter    *filter;
  GtkFilterListModel *dishes;
};

G_DEFINE_FINAL_TYPE (TrivetDishList, trivet_dish_list, GTK_TYPE_BOX)

static void
trivet_dish_list_dispose (GObject *object)
{
  TrivetDishList *self = TRIVET_DISH_LIST (object);

  g_clear_object (&self->dishes);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_list_parent_class)->dispose (object);
}

static void
trivet_dish_list_finalize (GObject *object)
{
  TrivetDishList *self = TRIVET_DISH_LIST (object);

  g_free (self->category_id);
  g_free (self->sku);
  g_free (self->query);

  G_OBJECT_CLASS (trivet_dish_list_parent_class)->finalize (object);
}

static void
trivet_dish_list_class_init (TrivetDishListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_dish_list_dispose;
  object_class->finalize = trivet_dish_list_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
trivet_dish_list_init (TrivetDishList *self)
{
  self->query = g_strdup ("");
  self->rows = g_hash_table_new (NULL, NULL);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  TrivetDishList *self = user_data;

  if (*self->query != '\0')
    return trivet_menu_item_matches (item, self->query);

  return self->category_id == NULL || g_str_equal (trivet_menu_item_get_category_id (item), self->category_id);
}

static void
refilter (TrivetDishList *self)
{
  gboolean found;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  found = g_list_model_get_n_items (G_LIST_MODEL (self->dishes)) > 0;
  if (!found)
    gtk_label_set_text (GTK_LABEL (self->empty), *self->query != '\0' ? _("No dish matches. Try another word, a code, or pinyin initials.")
                                                                      : _("There are no dishes here yet. Add one below."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), found ? "list" : "empty");
}

static void
on_row_clicked (GtkButton *row,
                gpointer   user_data)
{
  TrivetMenuItem *item = g_object_get_data (G_OBJECT (row), "item");

  if (item != NULL)
    g_signal_emit (user_data, signals[CHOSEN], 0, trivet_menu_item_get_sku (item));
}

/* Takes the parts of a row into its data, so that a bind finds them. */
static GtkWidget *
row_new (TrivetDishList *self)
{
  GtkWidget *row = trivet_ui_button_new ("", "trivet-button flat menu-entry dish-row", G_CALLBACK (on_row_clicked), self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *picture = trivet_dish_picture_new (self->context);
  GtkWidget *name = trivet_ui_label_new ("", "strong");
  GtkWidget *detail = trivet_ui_label_new ("", "dim");

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_lines (GTK_LABEL (name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (row), box);
  g_object_set_data (G_OBJECT (row), "picture", picture);
  g_object_set_data (G_OBJECT (row), "name", name);
  g_object_set_data (G_OBJECT (row), "detail", detail);

  return row;
}

static char *
dup_detail (TrivetDishList *self,
            TrivetMenuItem *item)
{
  TrivetCurrency   currency = trivet_menu_get_currency (trivet_register_get_menu (self->context->reg));
  g_autofree char *price = trivet_ui_format_minor (trivet_menu_item_get_price_minor (item), currency);
  GString         *detail = g_string_new (trivet_menu_item_get_open_price (item) ? _("price asked") : price);

  g_string_append_printf (detail, " · %s", trivet_menu_item_get_sku (item));
  if (!trivet_menu_item_get_available (item))
    g_string_append_printf (detail, " · %s", _("Sold out"));
  else if (trivet_menu_item_get_left (item) >= 0)
    g_string_append_printf (detail, _(" · %d left"), trivet_menu_item_get_left (item));

  return g_string_free (detail, FALSE);
}

static void
update_row (TrivetDishList *self,
            GtkWidget      *row)
{
  TrivetMenuItem  *item = g_object_get_data (G_OBJECT (row), "item");
  const char      *name = trivet_menu_item_get_name (item, trivet_ui_context_get_language (self->context));
  g_autofree char *detail = dup_detail (self, item);
  g_autofree char *words = g_strdup_printf ("%s, %s", name, detail);

  trivet_dish_picture_set_item (g_object_get_data (G_OBJECT (row), "picture"), item);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "name"), name);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "detail"), detail);
  trivet_ui_set_name (row, words);
  trivet_ui_toggle_class (row, "on", g_strcmp0 (trivet_menu_item_get_sku (item), self->sku) == 0);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row_new (user_data));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  user_data)
{
  TrivetDishList *self = user_data;
  GtkWidget      *row = gtk_list_item_get_child (list_item);

  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (gtk_list_item_get_item (list_item)), g_object_unref);
  g_hash_table_add (self->rows, row);
  update_row (self, row);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           gpointer                  user_data)
{
  TrivetDishList *self = user_data;
  GtkWidget      *row = gtk_list_item_get_child (list_item);

  if (self->rows != NULL)
    g_hash_table_remove (self->rows, row);
  g_object_set_data (G_OBJECT (row), "item", NULL);
  trivet_dish_picture_set_item (g_object_get_data (G_OBJECT (row), "picture"), NULL);
}

static void
update_rows (TrivetDishList *self)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    update_row (self, row);
}

static void
on_search_changed (GtkEditable *editable,
                   gpointer     user_data)
{
  TrivetDishList *self = user_data;

  g_free (self->query);
  self->query = g_strdup (gtk_editable_get_text (editable));
  refilter (self);
}

static GtkWidget *
build_list (TrivetDishList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkWidget          *list;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->dishes = gtk_filter_list_model_new (g_object_ref (trivet_menu_get_items (trivet_register_get_menu (self->context->reg))),
                                            GTK_FILTER (self->filter));
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->dishes)))), factory);
  gtk_widget_add_css_class (list, "dish-list");
  trivet_ui_set_name (list, _("Dishes of the menu"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/**
 * trivet_dish_list_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): a list of all dishes
 */
GtkWidget *
trivet_dish_list_new (TrivetUiContext *context)
{
  TrivetDishList *self;
  GtkWidget      *search = gtk_entry_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_DISH_LIST, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (search, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (search), _("Name, code or pinyin initials"));
  trivet_ui_set_name (search, _("Search for a dish"));
  g_signal_connect_object (search, "changed", G_CALLBACK (on_search_changed), self, 0);
  self->stack = gtk_stack_new ();
  self->empty = gtk_label_new ("");
  gtk_widget_add_css_class (self->empty, "empty-hint");
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_stack_add_named (GTK_STACK (self->stack), build_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self), search);
  gtk_box_append (GTK_BOX (self), self->stack);
  refilter (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_dish_list_set_category:
 * @self: a list
 * @category_id: (nullable): whose dishes; %NULL for all
 */
void
trivet_dish_list_set_category (TrivetDishList *self,
                               const char     *category_id)
{
  g_autofree char *copy = g_strdup (category_id);

  g_return_if_fail (TRIVET_IS_DISH_LIST (self));

  g_free (self->category_id);
  self->category_id = g_steal_pointer (&copy);
  refilter (self);
}

/**
 * trivet_dish_list_mark:
 * @self: a list
 * @sku: (nullable): the dish that is open
 */
void
trivet_dish_list_mark (TrivetDishList *self,
                       const char     *sku)
{
  g_autofree char *copy = g_strdup (sku);

  g_return_if_fail (TRIVET_IS_DISH_LIST (self));

  g_free (self->sku);
  self->sku = g_steal_pointer (&copy);
  update_rows (self);
}

/**
 * trivet_dish_list_update:
 * @self: a list
 *
 * Shows the menu as it is now.
 */
void
trivet_dish_list_update (TrivetDishList *self)
{
  g_return_if_fail (TRIVET_IS_DISH_LIST (self));

  /* Asking sorts the list again. */
  trivet_menu_get_items (trivet_register_get_menu (self->context->reg));
  refilter (self);
  update_rows (self);
}
