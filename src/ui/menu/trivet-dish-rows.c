/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-rows.h"

#include "trivet-dish-picture.h"
#include "trivet-row-drag.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetDishRows: dishes below each other. A row is a button, so that touch, keyboard and the accessible
 * tree work as everywhere.
 */

#define GAP_PX 2

enum {
  CHOSEN,
  PLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDishRows {
  TrivetTileView parent_instance;

  TrivetUiContext *context;
  char            *sku; /* NULL: none is marked */
};

G_DEFINE_FINAL_TYPE (TrivetDishRows, trivet_dish_rows, TRIVET_TYPE_TILE_VIEW)

static void
trivet_dish_rows_finalize (GObject *object)
{
  TrivetDishRows *self = TRIVET_DISH_ROWS (object);

  g_free (self->sku);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_rows_parent_class)->finalize (object);
}

static void
on_row_clicked (GtkButton *row,
                gpointer   user_data)
{
  TrivetMenuItem *item = trivet_tile_view_get_item (GTK_WIDGET (row));

  if (item != NULL)
    g_signal_emit (user_data, signals[CHOSEN], 0, trivet_menu_item_get_sku (item));
}

/* Takes the parts of a row into its data, so that a bind finds them. */
static GtkWidget *
trivet_dish_rows_make_tile (TrivetTileView *view)
{
  TrivetDishRows *self = TRIVET_DISH_ROWS (view);
  GtkWidget      *row = trivet_ui_button_new ("", "trivet-button flat menu-entry dish-row", G_CALLBACK (on_row_clicked), self);
  GtkWidget      *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget      *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget      *picture = trivet_dish_picture_new (self->context);
  GtkWidget      *name = trivet_ui_label_new ("", "strong");
  GtkWidget      *detail = trivet_ui_label_new ("", "dim");

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
  gtk_box_append (GTK_BOX (box), trivet_row_drag_handle_new ());
  gtk_button_set_child (GTK_BUTTON (row), box);
  g_object_set_data (G_OBJECT (row), "picture", picture);
  g_object_set_data (G_OBJECT (row), "name", name);
  g_object_set_data (G_OBJECT (row), "detail", detail);

  return row;
}

static char *
dup_detail (TrivetDishRows *self,
            TrivetMenuItem *item)
{
  TrivetCurrency   currency = trivet_menu_get_currency (trivet_register_get_menu (self->context->reg));
  g_autofree char *price = trivet_ui_format_minor (trivet_menu_item_get_price_minor (item), currency);
  GString         *detail = g_string_new (trivet_menu_item_get_open_price (item) ? _("price asked") : price);

  if (!trivet_menu_item_get_available (item)) {
    /* In English there is no room for its code too. */
    g_string_append_printf (detail, " · %s", _("Sold out"));
    return g_string_free (detail, FALSE);
  }
  if (trivet_menu_item_get_left (item) >= 0)
    g_string_append_printf (detail, _(" · %d left"), trivet_menu_item_get_left (item));
  g_string_append_printf (detail, " · %s", trivet_menu_item_get_sku (item));

  return g_string_free (detail, FALSE);
}

static void
show_item (TrivetDishRows *self,
           GtkWidget      *row,
           TrivetMenuItem *item)
{
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
trivet_dish_rows_bind_tile (TrivetTileView *view,
                            GtkWidget      *row,
                            gpointer        item)
{
  if (item != NULL)
    show_item (TRIVET_DISH_ROWS (view), row, item);
  else
    trivet_dish_picture_set_item (g_object_get_data (G_OBJECT (row), "picture"), NULL);
}

static void
trivet_dish_rows_class_init (TrivetDishRowsClass *klass)
{
  TrivetTileViewClass *view_class = TRIVET_TILE_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = trivet_dish_rows_finalize;
  view_class->gap = GAP_PX;
  view_class->make_tile = trivet_dish_rows_make_tile;
  view_class->bind_tile = trivet_dish_rows_bind_tile;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PLACED] = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_STRING);
}

static const char *
get_sku (GtkWidget *row)
{
  TrivetMenuItem *item = trivet_tile_view_get_item (row);

  return item != NULL ? trivet_menu_item_get_sku (item) : NULL;
}

static void
on_dragged (const char *sku,
            const char *before,
            gpointer    user_data)
{
  g_signal_emit (user_data, signals[PLACED], 0, sku, before);
}

static void
trivet_dish_rows_init (TrivetDishRows *self)
{
  trivet_row_drag_enable (GTK_WIDGET (self), get_sku, on_dragged, self);
}

/**
 * trivet_dish_rows_new:
 * @context: the screens' context; its register has loaded
 * @dishes: (transfer none): a list of #TrivetMenuItem
 *
 * Returns: (transfer floating): its rows
 */
GtkWidget *
trivet_dish_rows_new (TrivetUiContext *context,
                      GListModel      *dishes)
{
  TrivetDishRows *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (dishes), NULL);

  self = g_object_new (TRIVET_TYPE_DISH_ROWS, NULL);
  self->context = g_object_ref (context);
  trivet_tile_view_set_model (TRIVET_TILE_VIEW (self), dishes, G_MAXUINT);
  trivet_ui_set_name (self, _("Dishes of the menu"));

  return GTK_WIDGET (self);
}

static void
show_again (gpointer row,
            gpointer user_data)
{
  show_item (user_data, row, trivet_tile_view_get_item (row));
}

/**
 * trivet_dish_rows_update:
 * @self: rows
 *
 * Shows what is left in the kitchen now.
 */
void
trivet_dish_rows_update (TrivetDishRows *self)
{
  g_return_if_fail (TRIVET_IS_DISH_ROWS (self));

  trivet_tile_view_foreach (TRIVET_TILE_VIEW (self), show_again, self);
}

static void
show_mark (gpointer row,
           gpointer user_data)
{
  TrivetDishRows *self = user_data;

  trivet_ui_toggle_class (row, "on", g_strcmp0 (trivet_menu_item_get_sku (trivet_tile_view_get_item (row)), self->sku) == 0);
}

/**
 * trivet_dish_rows_mark:
 * @self: rows
 * @sku: (nullable): the dish that is open
 */
void
trivet_dish_rows_mark (TrivetDishRows *self,
                       const char     *sku)
{
  g_autofree char *copy = g_strdup (sku);

  g_return_if_fail (TRIVET_IS_DISH_ROWS (self));

  g_free (self->sku);
  self->sku = g_steal_pointer (&copy);
  trivet_tile_view_foreach (TRIVET_TILE_VIEW (self), show_mark, self);
}
