/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-promotion-form-private.h"

#include "trivet-dish-picker.h"
#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* What a promotion is for: one part, or those of a set, each chosen by touch. */

static void
on_part_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  self->picking = trivet_price_fields_get_value (button);
  if (self->picking >= self->promotion->parts->len)
    return;
  trivet_dish_picker_open (TRIVET_DISH_PICKER (self->picker), g_ptr_array_index (self->promotion->parts, self->picking));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->picker);
}

/* What was chosen takes the place of the part that was touched. */
void
_trivet_promotion_form_on_picked (TrivetPromotionForm *self)
{
  TrivetPromotionPart *part = trivet_promotion_part_copy (trivet_dish_picker_get_part (TRIVET_DISH_PICKER (self->picker)));

  if (self->picking < self->promotion->parts->len) {
    trivet_promotion_part_free (g_ptr_array_index (self->promotion->parts, self->picking));
    g_ptr_array_index (self->promotion->parts, self->picking) = part;
  } else {
    trivet_promotion_part_free (part);
  }
  _trivet_promotion_form_show_choices (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->scroller);
}

static gboolean
show_choices_later (gpointer user_data)
{
  TrivetPromotionForm *self = user_data;

  if (self->context != NULL)
    _trivet_promotion_form_show_choices (self);

  return G_SOURCE_REMOVE;
}

/* The button that was touched goes away with its row. */
static void
show_choices_soon (TrivetPromotionForm *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, show_choices_later, g_object_ref (self), g_object_unref);
}

static void
on_count_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;
  guint                index = trivet_price_fields_get_value (button);
  TrivetPromotionPart *part = index < self->promotion->parts->len ? g_ptr_array_index (self->promotion->parts, index) : NULL;

  /* From one to five and back: sets of more are rare, and typed into a file. */
  if (part != NULL)
    part->count = part->count % 5 + 1;
  show_choices_soon (self);
}

static void
on_part_removed (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;
  guint                index = trivet_price_fields_get_value (button);

  if (index < self->promotion->parts->len && self->promotion->parts->len > 1)
    g_ptr_array_remove_index (self->promotion->parts, index);
  show_choices_soon (self);
}

static void
on_part_added (GtkButton *button,
               gpointer   user_data)
{
  TrivetPromotionForm *self = user_data;

  if (self->promotion->parts->len < TRIVET_PROMOTION_MAX_PARTS)
    g_ptr_array_add (self->promotion->parts, trivet_promotion_part_new ());
  show_choices_soon (self);
}

static GtkWidget *
add_part_button (TrivetPromotionForm *self,
                 GtkWidget           *row,
                 const char          *label,
                 const char          *name,
                 guint                index,
                 GCallback            callback)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button", callback, self);

  trivet_ui_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "value", GUINT_TO_POINTER (index));
  gtk_box_append (GTK_BOX (row), button);

  return button;
}

static void
append_part (TrivetPromotionForm *self,
             guint                index,
             gboolean             is_set)
{
  const TrivetPromotionPart *part = g_ptr_array_index (self->promotion->parts, index);
  g_autofree char           *dishes = trivet_prices_words_dup_part (part, trivet_register_get_menu (self->context->reg));
  g_autofree char           *name = g_strdup_printf (_("Choose dishes, now %s"), dishes);
  g_autofree char           *count = g_strdup_printf ("%d ×", part->count);
  g_autofree char           *count_name = g_strdup_printf (_("How many of %s, now %d"), dishes, part->count);
  g_autofree char           *remove_name = g_strdup_printf (_("Remove %s"), dishes);
  GtkWidget                 *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (is_set)
    add_part_button (self, row, count, count_name, index, G_CALLBACK (on_count_clicked));
  gtk_widget_set_hexpand (add_part_button (self, row, dishes, name, index, G_CALLBACK (on_part_clicked)), TRUE);
  if (is_set && self->promotion->parts->len > 1)
    add_part_button (self, row, "✕", remove_name, index, G_CALLBACK (on_part_removed));
  gtk_box_append (GTK_BOX (self->parts), row);
}

void
_trivet_promotion_form_show_parts (TrivetPromotionForm *self)
{
  gboolean is_set = self->promotion->kind == TRIVET_PROMOTION_SET;
  guint    n = is_set ? self->promotion->parts->len : 1;

  trivet_ui_clear_box (GTK_BOX (self->parts));
  gtk_box_append (GTK_BOX (self->parts), trivet_ui_label_new (_("Dishes"), "section"));
  for (guint i = 0; i < n; i++)
    append_part (self, i, is_set);
  if (is_set && n < TRIVET_PROMOTION_MAX_PARTS)
    gtk_box_append (GTK_BOX (self->parts), trivet_ui_button_new (_("Add a part"), "trivet-button", G_CALLBACK (on_part_added), self));
}
