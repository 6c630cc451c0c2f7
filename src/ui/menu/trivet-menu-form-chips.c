/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

/* Chips of a form: one of some, some of many, or yes and no. */

GtkWidget *
_trivet_menu_form_add_chips (TrivetMenuForm *self,
                             GtkWidget      *box,
                             const char     *path,
                             const char     *title)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *chips = trivet_wrap_box_new (8);

  _trivet_menu_form_add_title (column, title);
  gtk_box_append (GTK_BOX (column), chips);
  _trivet_menu_form_add_fault (self, column, path);
  gtk_box_append (GTK_BOX (box), column);

  return chips;
}

static void
show_chosen (GtkWidget *chip,
             gboolean   chosen)
{
  trivet_ui_toggle_class (chip, "on", chosen);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static gboolean
find_text (JsonArray  *list,
           const char *text,
           guint      *ret_index)
{
  for (guint i = 0; i < json_array_get_length (list); i++) {
    if (g_strcmp0 (json_array_get_string_element (list, i), text) == 0) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

static void
on_list_chip_clicked (GtkButton *chip,
                      gpointer   user_data)
{
  TrivetMenuTarget *target = _trivet_menu_form_get_target (chip);
  JsonArray        *list = _trivet_menu_form_ensure_list (target->object, target->member);
  guint             index;
  gboolean          was_on = find_text (list, target->value, &index);

  if (was_on)
    json_array_remove_element (list, index);
  else
    json_array_add_string_element (list, target->value);
  show_chosen (GTK_WIDGET (chip), !was_on);
}

static GtkWidget *
add_chip (GtkWidget  *chips,
          const char *label,
          gboolean    chosen,
          GCallback   callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, "trivet-chip tall", callback, NULL);

  show_chosen (chip, chosen);
  gtk_box_append (GTK_BOX (chips), chip);

  return chip;
}

void
_trivet_menu_form_add_list_chip (GtkWidget  *chips,
                                 JsonObject *object,
                                 const char *member,
                                 const char *value,
                                 const char *label)
{
  guint      index;
  gboolean   on = find_text (_trivet_menu_form_ensure_list (object, member), value, &index);
  GtkWidget *chip = add_chip (chips, label, on, G_CALLBACK (on_list_chip_clicked));

  _trivet_menu_form_set_target (chip, object, member, value);
}

static void
on_text_chip_clicked (GtkButton *chip,
                      gpointer   user_data)
{
  TrivetMenuTarget *target = _trivet_menu_form_get_target (chip);
  GtkWidget        *chips = gtk_widget_get_parent (GTK_WIDGET (chip));

  json_object_set_string_member (target->object, target->member, target->value);
  for (GtkWidget *other = gtk_widget_get_first_child (chips); other != NULL; other = gtk_widget_get_next_sibling (other))
    show_chosen (other, other == GTK_WIDGET (chip));
}

void
_trivet_menu_form_add_text_chip (GtkWidget  *chips,
                                 JsonObject *object,
                                 const char *member,
                                 const char *value,
                                 const char *label)
{
  gboolean   on = g_str_equal (trivet_json_get_string_or (object, member, ""), value);
  GtkWidget *chip = add_chip (chips, label, on, G_CALLBACK (on_text_chip_clicked));

  _trivet_menu_form_set_target (chip, object, member, value);
}

static void
on_bool_chip_clicked (GtkButton *chip,
                      gpointer   user_data)
{
  TrivetMenuTarget *target = _trivet_menu_form_get_target (chip);
  gboolean          on = !trivet_json_get_bool_or (target->object, target->member, target->fallback);

  /* What means the same as nothing is not written, as in a file that the menu was exported to. */
  if (on == target->fallback && !g_str_equal (target->member, "tax_included"))
    json_object_remove_member (target->object, target->member);
  else
    json_object_set_boolean_member (target->object, target->member, on);
  show_chosen (GTK_WIDGET (chip), on);
}

void
_trivet_menu_form_add_bool_chip (GtkWidget  *chips,
                                 JsonObject *object,
                                 const char *member,
                                 gboolean    fallback,
                                 const char *label)
{
  GtkWidget *chip = add_chip (chips, label, trivet_json_get_bool_or (object, member, fallback), G_CALLBACK (on_bool_chip_clicked));

  _trivet_menu_form_set_target (chip, object, member, NULL)->fallback = fallback;
}
