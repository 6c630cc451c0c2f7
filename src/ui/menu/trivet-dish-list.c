/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-list.h"

#include "trivet-dish-rows.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* TrivetDishList: which dishes are looked for, and their rows. */

enum {
  CHOSEN,
  PLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDishList {
  GtkBox parent_instance;

  TrivetUiContext    *context;
  char               *category_id; /* NULL: all */
  char               *query;
  GtkWidget          *rows;
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
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_list_parent_class)->dispose (object);
}

static void
trivet_dish_list_finalize (GObject *object)
{
  TrivetDishList *self = TRIVET_DISH_LIST (object);

  g_free (self->category_id);
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
  signals[PLACED] = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_STRING);
}

static void
trivet_dish_list_init (TrivetDishList *self)
{
  self->query = g_strdup ("");
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
on_search_changed (GtkEditable *editable,
                   gpointer     user_data)
{
  TrivetDishList *self = user_data;

  g_free (self->query);
  self->query = g_strdup (gtk_editable_get_text (editable));
  refilter (self);
}

static void
on_chosen (GtkWidget  *rows,
           const char *sku,
           gpointer    user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, sku);
}

static void
on_placed (GtkWidget  *rows,
           const char *sku,
           const char *before,
           gpointer    user_data)
{
  g_signal_emit (user_data, signals[PLACED], 0, sku, before);
}

static GtkWidget *
build_list (TrivetDishList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->dishes = gtk_filter_list_model_new (g_object_ref (trivet_menu_get_items (trivet_register_get_menu (self->context->reg))),
                                            GTK_FILTER (self->filter));
  self->rows = trivet_dish_rows_new (self->context, G_LIST_MODEL (self->dishes));
  g_signal_connect_object (self->rows, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (self->rows, "placed", G_CALLBACK (on_placed), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
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
  g_return_if_fail (TRIVET_IS_DISH_LIST (self));

  trivet_dish_rows_mark (TRIVET_DISH_ROWS (self->rows), sku);
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
  trivet_dish_rows_update (TRIVET_DISH_ROWS (self->rows));
}
