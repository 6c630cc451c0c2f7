/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-menu.h"

#include "trivet-menu.h"

#include <json-glib/json-glib.h>

/* Menus full of signs that files give a meaning to. */

static char *
dup_word (TrivetSeededRandom *random,
          int                 number)
{
  static const char *const pieces[] = { ",", "\"", ";", " ", "饺子", "é", "=1+1", "a", "B", "'", "🥟", "\"\"", "1" };
  GString                 *word = g_string_new (NULL);

  g_string_append_printf (word, "%d", number);
  for (guint i = trivet_seeded_random_below (random, 5); i > 0; i--)
    g_string_append (word, pieces[trivet_seeded_random_below (random, G_N_ELEMENTS (pieces))]);

  return g_string_free (word, FALSE);
}

static JsonObject *
new_entry (TrivetSeededRandom *random,
           const char         *member,
           const char         *id)
{
  JsonObject      *entry = json_object_new ();
  JsonObject      *names = json_object_new ();
  g_autofree char *name = dup_word (random, 1);
  g_autofree char *name_zh = dup_word (random, 2);

  json_object_set_string_member (names, "en", name);
  if (trivet_seeded_random_chance (random, 700))
    json_object_set_string_member (names, "zh", name_zh);
  json_object_set_string_member (entry, member, id);
  json_object_set_object_member (entry, "name", names);

  return entry;
}

static void
set_price (TrivetSeededRandom *random,
           JsonObject         *entry)
{
  g_autofree char *price = g_strdup_printf ("%u.%02u", trivet_seeded_random_below (random, 500), trivet_seeded_random_below (random, 100));

  json_object_set_string_member (entry, "price", price);
}

static JsonArray *
pick_ids (TrivetSeededRandom *random,
          GPtrArray          *ids,
          guint               first)
{
  JsonArray *list = json_array_new ();

  for (guint i = first; i < ids->len; i++) {
    if (trivet_seeded_random_chance (random, 400))
      json_array_add_string_element (list, g_ptr_array_index (ids, i));
  }

  return list;
}

static JsonArray *
make_slots (TrivetSeededRandom *random,
            GPtrArray          *skus)
{
  JsonArray *slots = json_array_new ();
  guint      n = trivet_seeded_random_below (random, 4);

  for (guint i = 0; i < n; i++) {
    g_autofree char *id = g_strdup_printf ("slot %u", i);
    JsonObject      *slot = new_entry (random, "id", id);
    JsonArray       *choices = json_array_new ();

    for (guint j = 0; j < skus->len; j++) {
      JsonObject *choice;

      if (j > 0 && trivet_seeded_random_chance (random, 500))
        continue;
      choice = json_object_new ();
      json_object_set_string_member (choice, "sku", g_ptr_array_index (skus, j));
      if (trivet_seeded_random_chance (random, 500))
        set_price (random, choice);
      json_array_add_object_element (choices, choice);
    }
    json_object_set_int_member (slot, "min", trivet_seeded_random_below (random, 2));
    json_object_set_int_member (slot, "max", 1 + trivet_seeded_random_below (random, json_array_get_length (choices)));
    json_object_set_array_member (slot, "choices", choices);
    json_array_add_object_element (slots, slot);
  }

  return slots;
}

static JsonArray *
make_groups (TrivetSeededRandom *random,
             GPtrArray          *ids)
{
  JsonArray *groups = json_array_new ();

  for (guint i = 0; i < ids->len; i++) {
    JsonObject *group = new_entry (random, "id", g_ptr_array_index (ids, i));
    JsonArray  *options = json_array_new ();
    guint       n = 1 + trivet_seeded_random_below (random, 4);

    for (guint j = 0; j < n; j++) {
      g_autofree char *id = dup_word (random, (int) j);
      JsonObject      *option = new_entry (random, "id", id);

      set_price (random, option);
      json_object_set_boolean_member (option, "preselected", j == 0 && trivet_seeded_random_chance (random, 500));
      /* The first group may open the others, which open none. */
      if (i == 0 && trivet_seeded_random_chance (random, 500))
        json_object_set_array_member (option, "modifier_groups", pick_ids (random, ids, 1));
      json_array_add_object_element (options, option);
    }
    json_object_set_array_member (group, "options", options);
    json_object_set_int_member (group, "min", trivet_seeded_random_below (random, 2));
    json_object_set_int_member (group, "max", 1 + trivet_seeded_random_below (random, n));
    json_array_add_object_element (groups, group);
  }

  return groups;
}

static JsonArray *
pick_names (TrivetSeededRandom *random,
            const char *const  *names)
{
  JsonArray *list = json_array_new ();

  for (; *names != NULL; names++) {
    if (trivet_seeded_random_chance (random, 150))
      json_array_add_string_element (list, *names);
  }

  return list;
}

static JsonObject *
make_item (TrivetSeededRandom *random,
           int                 number,
           GPtrArray          *category_ids,
           GPtrArray          *group_ids,
           GPtrArray          *skus)
{
  static const char *const rates[] = { "0%", "6%", "12.5%", "0.0001%", "100%" };
  g_autofree char         *sku = dup_word (random, number);
  JsonObject              *item = new_entry (random, "sku", sku);

  json_object_set_string_member (item, "category", g_ptr_array_index (category_ids, trivet_seeded_random_below (random, category_ids->len)));
  set_price (random, item);
  json_object_set_string_member (item, "tax_rate", rates[trivet_seeded_random_below (random, G_N_ELEMENTS (rates))]);
  json_object_set_boolean_member (item, "tax_included", trivet_seeded_random_chance (random, 500));
  /* Those before the third are what combos hold, so their groups must not nest. */
  json_object_set_array_member (item, "modifier_groups", pick_ids (random, group_ids, number < 3 ? 1 : 0));
  if (number < 3) {
    g_ptr_array_add (skus, g_strdup (sku));
  } else if (number < 5) {
    json_object_set_array_member (item, "combo", make_slots (random, skus));
  } else {
    json_object_remove_member (item, "price");
    json_object_set_boolean_member (item, "open_price", TRUE);
  }
  json_object_set_array_member (item, "allergens", pick_names (random, trivet_menu_get_known_allergens ()));
  json_object_set_array_member (item, "diet", pick_names (random, trivet_menu_get_known_diets ()));
  if (trivet_seeded_random_chance (random, 300))
    json_object_set_string_member (item, "emoji", "🍜");
  if (trivet_seeded_random_chance (random, 300))
    json_object_set_boolean_member (item, "available", FALSE);
  if (trivet_seeded_random_chance (random, 300))
    json_object_set_int_member (item, "left", trivet_seeded_random_below (random, 3));
  if (trivet_seeded_random_chance (random, 200))
    json_object_set_int_member (item, "position", trivet_seeded_random_below (random, 9));
  if (trivet_seeded_random_chance (random, 100))
    json_object_set_int_member (item, "offset", (int) trivet_seeded_random_below (random, 2000) - 1000);

  return item;
}

/* One that is shown at noon, with a category and prices of its own. */
static JsonArray *
make_periods (TrivetSeededRandom *random,
              GPtrArray          *category_ids,
              GPtrArray          *skus)
{
  JsonArray  *periods = json_array_new ();
  JsonObject *period = new_entry (random, "id", "noon");
  JsonArray  *prices = json_array_new ();
  JsonArray  *days = json_array_new ();

  json_array_add_string_element (days, "mon");
  json_object_set_array_member (period, "days", days);
  json_object_set_string_member (period, "from", "11:00");
  json_object_set_string_member (period, "to", "14:30");
  json_object_set_array_member (period, "categories", pick_ids (random, category_ids, 0));
  for (guint i = 0; i < skus->len; i++) {
    JsonObject *price = json_object_new ();

    json_object_set_string_member (price, "sku", g_ptr_array_index (skus, i));
    set_price (random, price);
    json_array_add_object_element (prices, price);
  }
  json_object_set_array_member (period, "prices", prices);
  json_array_add_object_element (periods, period);

  return periods;
}

/* Three categories and groups, of which the first may open the others; three dishes, two combos of them and
 * a dish with an open price; as tables know none, menus of certain hours only @with_periods. */
char *
random_menu_make (TrivetSeededRandom *random,
                  gboolean            with_periods)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) skus = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray  *list = json_array_new ();
  JsonArray  *items = json_array_new ();

  for (int i = 0; i < 3; i++) {
    g_ptr_array_add (categories, dup_word (random, i));
    g_ptr_array_add (groups, dup_word (random, i));
    json_array_add_object_element (list, new_entry (random, "id", g_ptr_array_index (categories, i)));
  }
  /* Numbers apart, lest two words be one. */
  for (int i = 0; i < 6; i++)
    json_array_add_object_element (items, make_item (random, i, categories, groups, skus));
  json_object_set_array_member (root, "categories", list);
  json_object_set_array_member (root, "modifier_groups", make_groups (random, groups));
  json_object_set_array_member (root, "items", items);
  if (with_periods)
    json_object_set_array_member (root, "periods", make_periods (random, categories, skus));
  json_node_take_object (node, root);

  return json_to_string (node, FALSE);
}
