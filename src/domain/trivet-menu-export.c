/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"
#include "trivet-menu-private.h"

/*
 * The menu as a file that an import reads back without a difference. A place in the order is written
 * only where it is not the entry's place in the file, so that a file made by an import stays one in
 * which moving a row moves the dish.
 */

JsonObject *
_trivet_menu_export_new_entry (const char *member,
                               const char *id,
                               const char *name,
                               const char *name_zh)
{
  JsonObject *entry = json_object_new ();
  JsonObject *names = json_object_new ();

  json_object_set_string_member (names, "en", name);
  json_object_set_string_member (names, "zh", name_zh);
  json_object_set_string_member (entry, member, id);
  json_object_set_object_member (entry, "name", names);

  return entry;
}

static void
add_entry (JsonArray  *list,
           JsonObject *entry,
           gint64      place)
{
  if (place != _trivet_menu_place_make (json_array_get_length (list), 0))
    _trivet_menu_place_write (entry, place);
  json_array_add_object_element (list, entry);
}

void
_trivet_menu_export_set_price (JsonObject *entry,
                               TrivetMenu *menu,
                               gint64      price_minor)
{
  g_autofree char *price = trivet_money_to_decimal (trivet_money_new (price_minor, trivet_menu_get_currency (menu)));

  json_object_set_string_member (entry, "price", price);
}

JsonObject *
_trivet_menu_export_category (const TrivetMenuCategory *category)
{
  JsonObject *entry = _trivet_menu_export_new_entry ("id", category->id, category->name, category->name_zh);

  json_object_set_string_member (entry, "color", category->color);

  return entry;
}

static JsonArray *
export_categories (TrivetMenu *menu)
{
  GPtrArray *categories = trivet_menu_get_categories (menu);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    add_entry (list, _trivet_menu_export_category (category), category->place);
  }

  return list;
}

static void
set_list (JsonObject *entry,
          const char *member,
          GStrv       names)
{
  JsonArray *list = json_array_new ();

  for (; *names != NULL; names++)
    json_array_add_string_element (list, *names);
  json_object_set_array_member (entry, member, list);
}

JsonObject *
_trivet_menu_export_group (TrivetMenu            *menu,
                           const TrivetMenuGroup *group)
{
  JsonObject *entry = _trivet_menu_export_new_entry ("id", group->id, group->name, group->name_zh);
  JsonArray  *options = json_array_new ();

  json_object_set_int_member (entry, "min", group->min);
  json_object_set_int_member (entry, "max", group->max);
  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);
    JsonObject             *choice = _trivet_menu_export_new_entry ("id", option->id, option->name, option->name_zh);

    _trivet_menu_export_set_price (choice, menu, option->price_minor);
    json_object_set_boolean_member (choice, "preselected", option->preselected);
    if (*option->groups != NULL)
      set_list (choice, "modifier_groups", option->groups);
    json_array_add_object_element (options, choice);
  }
  json_object_set_array_member (entry, "options", options);

  return entry;
}

static JsonArray *
export_groups (TrivetMenu *menu)
{
  GHashTable *groups = _trivet_menu_peek_groups (menu);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (groups), (GCompareFunc) g_strcmp0);
  JsonArray *list = json_array_new ();

  for (GList *i = ids; i != NULL; i = i->next)
    json_array_add_object_element (list, _trivet_menu_export_group (menu, g_hash_table_lookup (groups, i->data)));

  return list;
}

static void
set_tax (JsonObject     *entry,
         TrivetMenuItem *item)
{
  gint64           ppm = trivet_menu_item_get_tax_rate_ppm (item);
  gint64           unit = TRIVET_RATE_PPM_ONE / 100;
  g_autofree char *rate = g_strdup_printf ("%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT "%%", ppm / unit, ppm % unit);

  if (ppm % unit == 0) {
    g_free (rate);
    rate = g_strdup_printf ("%" G_GINT64_FORMAT "%%", ppm / unit);
  }
  json_object_set_string_member (entry, "tax_rate", rate);
  json_object_set_boolean_member (entry, "tax_included", trivet_menu_item_get_tax_included (item));
}

static void
set_optional_text (JsonObject *entry,
                   const char *member,
                   const char *text)
{
  if (text != NULL)
    json_object_set_string_member (entry, member, text);
}

/* A dish of which none is left is sold out, but not taken off. */
static void
set_availability (JsonObject     *entry,
                  TrivetMenuItem *item)
{
  int left = trivet_menu_item_get_left (item);

  if (!trivet_menu_item_get_available (item) && left != 0)
    json_object_set_boolean_member (entry, "available", FALSE);
  if (left >= 0)
    json_object_set_int_member (entry, "left", left);
}

static JsonObject *
export_slot (TrivetMenu            *menu,
             const TrivetMenuGroup *slot)
{
  JsonObject *entry = _trivet_menu_export_new_entry ("id", slot->id, slot->name, slot->name_zh);
  JsonArray  *choices = json_array_new ();

  json_object_set_int_member (entry, "min", slot->min);
  json_object_set_int_member (entry, "max", slot->max);
  for (guint i = 0; i < slot->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (slot->options, i);
    JsonObject             *choice = json_object_new ();

    json_object_set_string_member (choice, "sku", option->sku);
    if (option->price_minor != 0)
      _trivet_menu_export_set_price (choice, menu, option->price_minor);
    json_array_add_object_element (choices, choice);
  }
  json_object_set_array_member (entry, "choices", choices);

  return entry;
}

static void
set_combo (JsonObject     *entry,
           TrivetMenu     *menu,
           TrivetMenuItem *item)
{
  GPtrArray *slots = trivet_menu_item_get_combo (item);
  JsonArray *list;

  if (slots->len == 0)
    return;
  list = json_array_new ();
  for (guint i = 0; i < slots->len; i++)
    json_array_add_object_element (list, export_slot (menu, g_ptr_array_index (slots, i)));
  json_object_set_array_member (entry, "combo", list);
}

JsonObject *
_trivet_menu_export_item (TrivetMenu     *menu,
                          TrivetMenuItem *item)
{
  JsonObject *entry = _trivet_menu_export_new_entry ("sku", trivet_menu_item_get_sku (item), trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN),
                                                     trivet_menu_item_get_name (item, TRIVET_LANGUAGE_ZH));

  json_object_set_string_member (entry, "category", trivet_menu_item_get_category_id (item));
  json_object_set_string_member (entry, "kitchen", trivet_menu_item_get_kitchen_name (item));
  _trivet_menu_export_set_price (entry, menu, trivet_menu_item_get_price_minor (item));
  set_tax (entry, item);
  set_list (entry, "modifier_groups", trivet_menu_item_get_group_ids (item));
  set_list (entry, "allergens", trivet_menu_item_get_allergens (item));
  set_list (entry, "diet", trivet_menu_item_get_diet (item));
  set_optional_text (entry, "emoji", trivet_menu_item_get_emoji (item));
  set_optional_text (entry, "image", trivet_menu_item_get_image (item));
  set_availability (entry, item);
  set_combo (entry, menu, item);
  if (trivet_menu_item_get_open_price (item))
    json_object_set_boolean_member (entry, "open_price", TRUE);

  return entry;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  TrivetMenuItem *x = (TrivetMenuItem *) a;
  TrivetMenuItem *y = (TrivetMenuItem *) b;
  gint64          x_place = _trivet_menu_item_get_place (x);
  gint64          y_place = _trivet_menu_item_get_place (y);

  return x_place != y_place ? (x_place < y_place ? -1 : 1) : g_strcmp0 (trivet_menu_item_get_sku (x), trivet_menu_item_get_sku (y));
}

static JsonArray *
export_items (TrivetMenu *menu)
{
  g_autoptr (GList) items = g_list_sort (g_hash_table_get_values (_trivet_menu_peek_items (menu)), compare_places);
  JsonArray *list = json_array_new ();

  for (GList *i = items; i != NULL; i = i->next)
    add_entry (list, _trivet_menu_export_item (menu, i->data), _trivet_menu_item_get_place (i->data));

  return list;
}

static JsonArray *
export_periods (TrivetMenu *menu)
{
  GPtrArray *periods = trivet_menu_get_periods (menu);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < periods->len; i++) {
    const TrivetMenuPeriod *period = g_ptr_array_index (periods, i);

    add_entry (list, _trivet_menu_export_period (menu, period), period->place);
  }

  return list;
}

/* Returns: (transfer full): what an import file holds */
JsonObject *
_trivet_menu_export_root (TrivetMenu *menu)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "currency", trivet_currency_get_code (trivet_menu_get_currency (menu)));
  json_object_set_array_member (root, "categories", export_categories (menu));
  json_object_set_array_member (root, "modifier_groups", export_groups (menu));
  json_object_set_array_member (root, "items", export_items (menu));
  json_object_set_array_member (root, "periods", export_periods (menu));

  return root;
}

/**
 * trivet_menu_export:
 * @self: a menu with a currency
 *
 * Returns: (transfer full): the menu as JSON, as trivet_menu_import() reads it
 */
char *
trivet_menu_export (TrivetMenu *self)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);

  json_node_take_object (node, _trivet_menu_export_root (self));
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_data (generator, NULL);
}
