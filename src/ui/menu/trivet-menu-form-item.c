/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-dish-marks.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* The fields of a dish and of a category. */

static TrivetMenu *
get_menu (TrivetMenuForm *self)
{
  return trivet_register_get_menu (self->context->reg);
}

static void
add_categories (TrivetMenuForm *self)
{
  GPtrArray *categories = trivet_menu_get_categories (get_menu (self));
  GtkWidget *chips = _trivet_menu_form_add_chips (self, self->box, "category", _("Category"));

  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    _trivet_menu_form_add_text_chip (chips, self->entry, "category", category->id,
                                     trivet_ui_is_chinese () ? category->name_zh : category->name);
  }
}

static void
add_marks (TrivetMenuForm    *self,
           const char        *member,
           const char        *title,
           const char *const *known)
{
  GtkWidget *chips = _trivet_menu_form_add_chips (self, self->box, member, title);

  for (guint i = 0; known[i] != NULL; i++)
    _trivet_menu_form_add_list_chip (chips, self->entry, member, known[i], trivet_dish_marks_say (known[i]));
}

static const char *
get_group_name (TrivetMenuForm *self,
                const char     *id)
{
  const TrivetMenuGroup *group = trivet_menu_lookup_group (get_menu (self), id);

  if (group == NULL)
    return id;

  return trivet_ui_is_chinese () ? group->name_zh : group->name;
}

static void
on_group_added (GtkButton *button,
                gpointer   user_data)
{
  TrivetMenuForm *self = user_data;

  json_array_add_string_element (_trivet_menu_form_ensure_list (self->entry, "modifier_groups"),
                                 g_object_get_data (G_OBJECT (button), "group"));
  _trivet_menu_form_rebuild (self);
}

/* Those that the dish has, in the order in which they are asked; then those that it could have. */
static void
add_groups (TrivetMenuForm *self)
{
  JsonArray *chosen = _trivet_menu_form_ensure_list (self->entry, "modifier_groups");
  GtkWidget *chips;
  g_autoptr (GPtrArray) ids = trivet_menu_list_group_ids (get_menu (self));

  _trivet_menu_form_add_title (self->box, _("Choices, in the order in which they are asked"));
  for (guint i = 0; i < json_array_get_length (chosen); i++) {
    const char *name = get_group_name (self, json_array_get_string_element (chosen, i));
    GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
    GtkWidget  *label = trivet_ui_label_new (name, "strong");

    gtk_widget_set_hexpand (label, TRUE);
    gtk_box_append (GTK_BOX (row), label);
    _trivet_menu_form_add_list_tools (self, row, self->entry, "modifier_groups", i, name);
    gtk_box_append (GTK_BOX (self->box), row);
  }
  chips = _trivet_menu_form_add_chips (self, self->box, "modifier_groups", _("Add choices"));
  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index (ids, i);
    gboolean    has = FALSE;
    GtkWidget  *chip;

    for (guint j = 0; j < json_array_get_length (chosen); j++)
      has |= g_str_equal (json_array_get_string_element (chosen, j), id);
    if (has)
      continue;
    chip = trivet_ui_button_new (get_group_name (self, id), "trivet-chip tall", G_CALLBACK (on_group_added), self);
    g_object_set_data_full (G_OBJECT (chip), "group", g_strdup (id), g_free);
    gtk_box_append (GTK_BOX (chips), chip);
  }
}

static void
add_price (TrivetMenuForm *self)
{
  GtkWidget *row = _trivet_menu_form_add_row (self->box);
  GtkWidget *chips;

  _trivet_menu_form_add_entry (self, row, self->entry, "price", "price", _("Price"), "28.00");
  _trivet_menu_form_add_entry (self, row, self->entry, "tax_rate", "tax_rate", _("Tax rate"), "6%");
  chips = _trivet_menu_form_add_chips (self, self->box, "open_price", _("How it is charged"));
  _trivet_menu_form_add_bool_chip (chips, self->entry, "tax_included", TRUE, _("Tax is in the price"));
  _trivet_menu_form_add_bool_chip (chips, self->entry, "open_price", FALSE, _("Price asked at the register"));
}

static void
add_availability (TrivetMenuForm *self)
{
  GtkWidget *row = _trivet_menu_form_add_row (self->box);
  GtkWidget *chips;

  _trivet_menu_form_add_count (self, row, self->entry, "left", "left", _("Left in the kitchen"), _("not counted"));
  chips = _trivet_menu_form_add_chips (self, row, "available", _("Can be ordered"));
  _trivet_menu_form_add_bool_chip (chips, self->entry, "available", TRUE, _("On sale"));
}

void
_trivet_menu_form_build_item (TrivetMenuForm *self)
{
  GtkWidget *row;
  GtkWidget *sku;

  _trivet_menu_form_add_names (self, self->box, self->entry, "");
  row = _trivet_menu_form_add_row (self->box);
  _trivet_menu_form_add_entry (self, row, self->entry, "kitchen", "kitchen", _("Name for the kitchen"), _("as in Chinese"));
  sku = _trivet_menu_form_add_entry (self, row, self->entry, "sku", "sku", _("Code"), "A12");
  /* Orders, promotions and routes name a dish by its code. */
  gtk_widget_set_sensitive (sku, self->base == NULL);
  add_price (self);
  add_availability (self);
  add_categories (self);
  row = _trivet_menu_form_add_row (self->box);
  _trivet_menu_form_add_entry (self, row, self->entry, "emoji", "emoji", _("Emoji"), "🍜");
  _trivet_menu_form_add_entry (self, row, self->entry, "image", "image", _("Picture: a file's name"), "noodles.jpg");
  add_groups (self);
  _trivet_menu_form_build_combo (self);
  add_marks (self, "allergens", _("Contains"), trivet_menu_get_known_allergens ());
  add_marks (self, "diet", _("Fit for"), trivet_menu_get_known_diets ());
}

static void
on_color_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetMenuForm *self = user_data;

  json_object_set_string_member (self->entry, "color", g_object_get_data (G_OBJECT (button), "color"));
  _trivet_menu_form_rebuild (self);
}

/* Drawn by a label, so that no style sheet must know the colour. */
static void
add_color (TrivetMenuForm *self,
           GtkWidget      *chips,
           const char     *color,
           const char     *name)
{
  gboolean         on = g_ascii_strcasecmp (trivet_json_get_string_or (self->entry, "color", "#5e5c64"), color) == 0;
  GtkWidget       *button = trivet_ui_button_new ("", on ? "trivet-chip tall on" : "trivet-chip tall", G_CALLBACK (on_color_clicked), self);
  GtkWidget       *label = gtk_label_new (NULL);
  g_autofree char *markup = g_markup_printf_escaped ("<span foreground=\"%s\">⬤</span> %s", color, name);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_button_set_child (GTK_BUTTON (button), label);
  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "color", g_strdup (color), g_free);
  gtk_box_append (GTK_BOX (chips), button);
}

void
_trivet_menu_form_build_category (TrivetMenuForm *self)
{
  /* clang-format off */
  static const char *const colors[][2] = {
    { "#c64600", N_("Orange") },
    { "#1a5fb4", N_("Blue") },
    { "#26a269", N_("Green") },
    { "#613583", N_("Purple") },
    { "#986a1a", N_("Brown") },
    { "#a51d2d", N_("Red") },
    { "#0b6b62", N_("Teal") },
    { "#5e5c64", N_("Grey") },
  };
  /* clang-format on */
  const char *present = trivet_json_get_string_or (self->entry, "color", "#5e5c64");
  gboolean    known = FALSE;
  GtkWidget  *chips;

  _trivet_menu_form_add_names (self, self->box, self->entry, "");
  chips = _trivet_menu_form_add_chips (self, self->box, "color", _("Colour on the tiles"));
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++) {
    known |= g_ascii_strcasecmp (present, colors[i][0]) == 0;
    add_color (self, chips, colors[i][0], _(colors[i][1]));
  }
  if (!known)
    add_color (self, chips, present, present);
}
