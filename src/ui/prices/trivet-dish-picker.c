/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-dish-picker.h"

#include "trivet-prices-words.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetDishPicker: the categories above, the dishes of the one that was touched last below. Only
 * those are widgets: a menu may have 5,000 dishes.
 */

/* Of one category. */
#define MAX_DISHES 200

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetDishPicker {
  GtkBox parent_instance;

  TrivetUiContext     *context;
  TrivetPromotionPart *part;
  char                *category_id; /* nullable: whose dishes are shown */

  GtkWidget *chosen;
  GtkWidget *categories;
  GtkWidget *dishes;
};

G_DEFINE_FINAL_TYPE (TrivetDishPicker, trivet_dish_picker, GTK_TYPE_BOX)

static void
trivet_dish_picker_dispose (GObject *object)
{
  TrivetDishPicker *self = TRIVET_DISH_PICKER (object);

  g_clear_pointer (&self->part, trivet_promotion_part_free);
  g_clear_pointer (&self->category_id, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_dish_picker_parent_class)->dispose (object);
}

static void
trivet_dish_picker_class_init (TrivetDishPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_dish_picker_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_dish_picker_init (TrivetDishPicker *self)
{
  self->part = trivet_promotion_part_new ();
}

static TrivetMenu *
get_menu (TrivetDishPicker *self)
{
  return trivet_register_get_menu (self->context->reg);
}

static gboolean
contains (GStrv       names,
          const char *name)
{
  return g_strv_contains ((const char *const *) names, name);
}

/* Adds @name, or takes it out. */
static void
toggle (GStrv      *names,
        const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean found = FALSE;

  for (guint i = 0; (*names)[i] != NULL; i++) {
    if (g_str_equal ((*names)[i], name))
      found = TRUE;
    else
      g_strv_builder_add (builder, (*names)[i]);
  }
  if (!found)
    g_strv_builder_add (builder, name);
  g_strfreev (*names);
  *names = g_strv_builder_end (builder);
}

static void show (TrivetDishPicker *self);

static GtkWidget *
add_chip (TrivetDishPicker *self,
          GtkWidget        *box,
          const char       *label,
          const char       *id,
          gboolean          on,
          GCallback         callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, on ? "trivet-chip tall on" : "trivet-chip tall", callback, self);

  g_object_set_data_full (G_OBJECT (chip), "id", g_strdup (id), g_free);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                               on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_box_append (GTK_BOX (box), chip);

  return chip;
}

/* The chip that was touched is gone when the rows are built anew; after it has been handled. */
static gboolean
show_later (gpointer user_data)
{
  TrivetDishPicker *self = user_data;

  if (self->context != NULL)
    show (self);

  return G_SOURCE_REMOVE;
}

static void
show_soon (TrivetDishPicker *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, show_later, g_object_ref (self), g_object_unref);
}

static void
on_every_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetDishPicker *self = user_data;
  int               count = self->part->count;

  trivet_promotion_part_free (self->part);
  self->part = trivet_promotion_part_new ();
  self->part->count = count;
  show_soon (self);
}

static void
on_category_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetDishPicker *self = user_data;

  g_free (self->category_id);
  self->category_id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  show_soon (self);
}

static void
on_whole_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetDishPicker *self = user_data;

  toggle (&self->part->categories, g_object_get_data (G_OBJECT (button), "id"));
  show_soon (self);
}

static void
on_dish_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetDishPicker *self = user_data;

  toggle (&self->part->skus, g_object_get_data (G_OBJECT (button), "id"));
  show_soon (self);
}

static void
show_categories (TrivetDishPicker *self)
{
  GPtrArray *categories = trivet_menu_get_categories (get_menu (self));
  gboolean   every = *self->part->skus == NULL && *self->part->categories == NULL;

  trivet_ui_clear_box (GTK_BOX (self->categories));
  add_chip (self, self->categories, _("Every dish"), "", every, G_CALLBACK (on_every_clicked));
  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    add_chip (self, self->categories, trivet_ui_is_chinese () ? category->name_zh : category->name, category->id,
              g_strcmp0 (category->id, self->category_id) == 0, G_CALLBACK (on_category_clicked));
  }
}

static void
show_dishes (TrivetDishPicker *self)
{
  GListModel               *items = trivet_menu_get_items (get_menu (self));
  const TrivetMenuCategory *category = self->category_id != NULL ? trivet_menu_lookup_category (get_menu (self), self->category_id) : NULL;
  g_autofree char          *whole = NULL;
  guint                     n = 0;

  trivet_ui_clear_box (GTK_BOX (self->dishes));
  if (category == NULL) {
    gtk_box_append (GTK_BOX (self->dishes), trivet_ui_label_new (_("Touch a category to see its dishes."), "dim"));
    return;
  }
  whole = g_strdup_printf (_("All of %s"), trivet_ui_is_chinese () ? category->name_zh : category->name);
  add_chip (self, self->dishes, whole, category->id, contains (self->part->categories, category->id), G_CALLBACK (on_whole_clicked));
  for (guint i = 0; i < g_list_model_get_n_items (items) && n < MAX_DISHES; i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);
    const char *sku = trivet_menu_item_get_sku (item);

    if (!g_str_equal (trivet_menu_item_get_category_id (item), category->id))
      continue;
    add_chip (self, self->dishes, trivet_menu_item_get_name (item, trivet_ui_is_chinese () ? TRIVET_LANGUAGE_ZH : TRIVET_LANGUAGE_EN), sku,
              contains (self->part->skus, sku), G_CALLBACK (on_dish_clicked));
    n++;
  }
}

static void
show (TrivetDishPicker *self)
{
  g_autofree char *words = trivet_prices_words_dup_part (self->part, get_menu (self));

  gtk_label_set_text (GTK_LABEL (self->chosen), words);
  show_categories (self);
  show_dishes (self);
}

static void
on_done_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[DONE], 0);
}

/**
 * trivet_dish_picker_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a picker, to be opened
 */
GtkWidget *
trivet_dish_picker_new (TrivetUiContext *context)
{
  TrivetDishPicker *self;
  GtkWidget        *scroller;
  GtkWidget        *column;
  GtkWidget        *head;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_DISH_PICKER, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "staff-form");
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->chosen = trivet_ui_label_new ("", "strong");
  gtk_label_set_wrap (GTK_LABEL (self->chosen), TRUE);
  gtk_widget_set_hexpand (self->chosen, TRUE);
  gtk_box_append (GTK_BOX (head), self->chosen);
  gtk_box_append (GTK_BOX (head), trivet_ui_button_new (_("Done"), "trivet-button primary", G_CALLBACK (on_done_clicked), self));
  self->categories = trivet_wrap_box_new (8);
  self->dishes = trivet_wrap_box_new (8);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  gtk_box_append (GTK_BOX (column), self->categories);
  gtk_box_append (GTK_BOX (column), self->dishes);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), scroller);

  return GTK_WIDGET (self);
}

/**
 * trivet_dish_picker_open:
 * @self: a picker
 * @part: what is chosen already
 *
 * Begins with a copy of @part.
 */
void
trivet_dish_picker_open (TrivetDishPicker          *self,
                         const TrivetPromotionPart *part)
{
  g_return_if_fail (TRIVET_IS_DISH_PICKER (self));
  g_return_if_fail (part != NULL);

  trivet_promotion_part_free (self->part);
  self->part = trivet_promotion_part_copy (part);
  show (self);
}

/**
 * trivet_dish_picker_get_part:
 * @self: a picker
 *
 * Returns: (transfer none): what is chosen
 */
TrivetPromotionPart *
trivet_dish_picker_get_part (TrivetDishPicker *self)
{
  g_return_val_if_fail (TRIVET_IS_DISH_PICKER (self), NULL);

  return self->part;
}
