/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/* The fields of choices: a group with its options, and the slots of a combo, whose options are dishes. */

static TrivetMenu *
get_menu (TrivetMenuForm *self)
{
  return trivet_register_get_menu (self->context->reg);
}

static void
add_limits (TrivetMenuForm *self,
            GtkWidget      *box,
            JsonObject     *object,
            const char     *prefix)
{
  GtkWidget       *row = _trivet_menu_form_add_row (box);
  g_autofree char *min = g_strconcat (prefix, "min", NULL);
  g_autofree char *max = g_strconcat (prefix, "max", NULL);

  _trivet_menu_form_add_count (self, row, object, "min", min, _("Choose at least"), "0");
  _trivet_menu_form_add_count (self, row, object, "max", max, _("Choose at most"), "1");
}

/* The fields of each card have the same names, so the card has one. */
static GtkWidget *
add_card (GtkWidget  *box,
          const char *name)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (card, "menu-option");
  trivet_ui_set_name (card, name);
  gtk_box_append (GTK_BOX (box), card);

  return card;
}

static char *
dup_name (JsonObject *object,
          guint       index)
{
  JsonObject *names = _trivet_menu_form_ensure_names (object);
  const char *name = trivet_json_get_string_or (names, trivet_ui_is_chinese () ? "zh" : "en", "");

  if (*name == '\0')
    name = trivet_json_get_string_or (names, trivet_ui_is_chinese () ? "en" : "zh", "");

  return *name != '\0' ? g_strdup (name) : g_strdup_printf ("%u", index + 1);
}

/* Which groups open when the option is chosen. */
static void
add_inner_groups (TrivetMenuForm *self,
                  GtkWidget      *card,
                  JsonObject     *option,
                  const char     *prefix)
{
  g_autoptr (GPtrArray) ids = trivet_menu_list_group_ids (get_menu (self));
  g_autofree char *path = g_strconcat (prefix, "modifier_groups", NULL);
  GtkWidget       *chips = _trivet_menu_form_add_chips (self, card, path, _("Opens, when chosen"));

  for (guint i = 0; i < ids->len; i++) {
    const TrivetMenuGroup *group = trivet_menu_lookup_group (get_menu (self), g_ptr_array_index (ids, i));

    if (g_strcmp0 (group->id, self->id) != 0 && (!trivet_menu_group_opens_others (group) || json_object_has_member (option, "modifier_groups")))
      _trivet_menu_form_add_list_chip (chips, option, "modifier_groups", group->id, trivet_ui_is_chinese () ? group->name_zh : group->name);
  }
}

static void
add_option (TrivetMenuForm *self,
            JsonObject     *option,
            guint           index)
{
  g_autofree char *title = g_strdup_printf (_("Option %u"), index + 1);
  GtkWidget       *card = add_card (self->box, title);
  GtkWidget       *row;
  GtkWidget       *chips;
  g_autofree char *prefix = g_strdup_printf ("options/%u/", index);
  g_autofree char *price = g_strconcat (prefix, "price", NULL);
  g_autofree char *preselected = g_strconcat (prefix, "preselected", NULL);
  g_autofree char *name = dup_name (option, index);

  _trivet_menu_form_add_names (self, card, option, prefix);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (row, "menu-fields");
  gtk_box_append (GTK_BOX (card), row);
  _trivet_menu_form_add_entry (self, row, option, "price", price, _("Changes the price by"), "0");
  chips = _trivet_menu_form_add_chips (self, row, preselected, _("From the start"));
  _trivet_menu_form_add_bool_chip (chips, option, "preselected", FALSE, _("Chosen"));
  _trivet_menu_form_add_list_tools (self, row, self->entry, "options", index, name);
  add_inner_groups (self, card, option, prefix);
}

/* Returns: (transfer full): a code that no element of the list has */
static char *
dup_free_id (JsonArray  *list,
             const char *letter)
{
  for (guint i = json_array_get_length (list) + 1;; i++) {
    g_autofree char *id = g_strdup_printf ("%s%u", letter, i);
    gboolean         taken = FALSE;

    for (guint j = 0; j < json_array_get_length (list); j++)
      taken |= g_str_equal (trivet_json_get_string_or (json_array_get_object_element (list, j), "id", ""), id);
    if (!taken)
      return g_steal_pointer (&id);
  }
}

static void
on_option_added (GtkButton *button,
                 gpointer   user_data)
{
  TrivetMenuForm  *self = user_data;
  JsonArray       *options = _trivet_menu_form_ensure_list (self->entry, "options");
  JsonObject      *option = json_object_new ();
  g_autofree char *id = dup_free_id (options, "o");

  json_object_set_string_member (option, "id", id);
  json_array_add_object_element (options, option);
  _trivet_menu_form_rebuild (self);
}

void
_trivet_menu_form_build_group (TrivetMenuForm *self)
{
  JsonArray *options = _trivet_menu_form_ensure_list (self->entry, "options");

  _trivet_menu_form_add_names (self, self->box, self->entry, "");
  add_limits (self, self->box, self->entry, "");
  _trivet_menu_form_add_title (self->box, _("Options"));
  for (guint i = 0; i < json_array_get_length (options); i++)
    add_option (self, json_array_get_object_element (options, i), i);
  _trivet_menu_form_add_fault (self, self->box, "options");
  _trivet_menu_form_add_button (self, self->box, _("Add an option"), G_CALLBACK (on_option_added), self->entry);
}

static void
add_choice (TrivetMenuForm *self,
            GtkWidget      *card,
            JsonObject     *slot,
            JsonObject     *choice,
            const char     *slot_prefix,
            guint           index)
{
  const char      *sku = trivet_json_get_string_or (choice, "sku", "");
  TrivetMenuItem  *item = trivet_menu_lookup_item (get_menu (self), sku);
  const char      *name = item != NULL ? trivet_menu_item_get_name (item, trivet_ui_context_get_language (self->context)) : sku;
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *label = trivet_ui_label_new (name, "strong");
  g_autofree char *dish = g_strdup_printf ("%schoices/%u/sku", slot_prefix, index);
  g_autofree char *price = g_strdup_printf ("%schoices/%u/price", slot_prefix, index);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row, "menu-fields");
  gtk_box_append (GTK_BOX (row), label);
  _trivet_menu_form_add_entry (self, row, choice, "price", price, _("Surcharge"), "0");
  _trivet_menu_form_add_list_tools (self, row, slot, "choices", index, name);
  gtk_box_append (GTK_BOX (card), row);
  _trivet_menu_form_add_fault (self, card, dish);
}

/* A dish that is on the menu under the code or the name that was typed. */
static TrivetMenuItem *
find_dish (TrivetMenuForm *self,
           const char     *text)
{
  GListModel     *items = trivet_menu_get_items (get_menu (self));
  TrivetMenuItem *found = trivet_menu_lookup_item (get_menu (self), text);

  for (guint i = 0; found == NULL && *text != '\0' && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    if (trivet_menu_item_matches (item, text))
      found = item;
  }

  return found;
}

/* Enter adds the dish to the list @member of @object, which knows it by its code. */
static void
on_dish_typed (GtkEntry *entry,
               gpointer  user_data)
{
  TrivetMenuForm *self = user_data;
  JsonObject     *object = g_object_get_data (G_OBJECT (entry), "object");
  JsonArray      *list = _trivet_menu_form_ensure_list (object, g_object_get_data (G_OBJECT (entry), "member"));
  TrivetMenuItem *item = find_dish (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
  JsonObject     *element;

  trivet_ui_toggle_class (entry, "wrong", item == NULL);
  if (item == NULL)
    return;
  element = json_object_new ();
  json_object_set_string_member (element, "sku", trivet_menu_item_get_sku (item));
  json_array_add_object_element (list, element);
  _trivet_menu_form_rebuild (self);
}

/* Also for the prices of a menu of certain hours. */
void
_trivet_menu_form_add_dish_picker (TrivetMenuForm *self,
                                   GtkWidget      *box,
                                   JsonObject     *object,
                                   const char     *member,
                                   const char     *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name, code or pinyin initials; then Enter"));
  trivet_ui_set_name (entry, name);
  g_object_set_data_full (G_OBJECT (entry), "object", json_object_ref (object), (GDestroyNotify) json_object_unref);
  g_object_set_data_full (G_OBJECT (entry), "member", g_strdup (member), g_free);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_dish_typed), self, 0);
  _trivet_menu_form_add_title (box, name);
  gtk_box_append (GTK_BOX (box), entry);
}

static void
add_slot (TrivetMenuForm *self,
          JsonObject     *slot,
          guint           index)
{
  g_autofree char *title = g_strdup_printf (_("Slot %u"), index + 1);
  GtkWidget       *card = add_card (self->box, title);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  JsonArray       *choices = _trivet_menu_form_ensure_list (slot, "choices");
  g_autofree char *prefix = g_strdup_printf ("combo/%u/", index);
  g_autofree char *list = g_strconcat (prefix, "choices", NULL);
  g_autofree char *name = dup_name (slot, index);
  GtkWidget       *label = trivet_ui_label_new (title, "strong");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  _trivet_menu_form_add_list_tools (self, row, self->entry, "combo", index, name);
  gtk_box_append (GTK_BOX (card), row);
  _trivet_menu_form_add_names (self, card, slot, prefix);
  add_limits (self, card, slot, prefix);
  for (guint i = 0; i < json_array_get_length (choices); i++)
    add_choice (self, card, slot, json_array_get_object_element (choices, i), prefix, i);
  _trivet_menu_form_add_fault (self, card, list);
  _trivet_menu_form_add_dish_picker (self, card, slot, "choices", _("Add a dish to choose"));
}

static void
on_slot_added (GtkButton *button,
               gpointer   user_data)
{
  TrivetMenuForm  *self = user_data;
  JsonArray       *slots = _trivet_menu_form_ensure_list (self->entry, "combo");
  JsonObject      *slot = json_object_new ();
  g_autofree char *id = dup_free_id (slots, "s");

  json_object_set_string_member (slot, "id", id);
  json_object_set_int_member (slot, "min", 1);
  json_object_set_int_member (slot, "max", 1);
  json_array_add_object_element (slots, slot);
  _trivet_menu_form_rebuild (self);
}

/* A dish that consists of dishes (套餐); most have no slots, and no list of them either. */
void
_trivet_menu_form_build_combo (TrivetMenuForm *self)
{
  JsonNode  *node = json_object_get_member (self->entry, "combo");
  JsonArray *slots = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (slots != NULL && json_array_get_length (slots) == 0) {
    json_object_remove_member (self->entry, "combo");
    slots = NULL;
  }
  _trivet_menu_form_add_title (self->box, _("Combo: dishes that are chosen for its price"));
  for (guint i = 0; slots != NULL && i < json_array_get_length (slots); i++)
    add_slot (self, json_array_get_object_element (slots, i), i);
  _trivet_menu_form_add_fault (self, self->box, "combo");
  _trivet_menu_form_add_button (self, self->box, _("Add a slot"), G_CALLBACK (on_slot_added), self->entry);
}
