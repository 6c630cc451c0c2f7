/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-shop.h"

#include <json-glib/json-glib.h>

/* The menu of a large shop, made of the demo restaurant's. */

#define ROOM_TABLES 20

static char *
copy_member (JsonObject *from,
             const char *member)
{
  return g_strdup (json_object_get_string_member (from, member));
}

static void
add_items (JsonArray *items)
{
  JsonObject *first = json_array_get_object_element (items, 0);

  for (int i = (int) json_array_get_length (items); i < BENCH_SHOP_ITEMS; i++) {
    JsonObject      *item = json_object_new ();
    JsonObject      *names = json_object_new ();
    g_autofree char *category = copy_member (first, "category");
    g_autofree char *sku = g_strdup_printf ("L%d", i);
    g_autofree char *name = g_strdup_printf ("Dish number %d", i);

    json_object_set_string_member (names, "en", name);
    json_object_set_string_member (names, "zh", name);
    json_object_set_string_member (item, "sku", sku);
    json_object_set_string_member (item, "category", category);
    json_object_set_object_member (item, "name", names);
    json_object_set_string_member (item, "price", "12.50");
    json_object_set_string_member (item, "tax_rate", "6%");
    json_array_add_object_element (items, item);
  }
}

static JsonObject *
make_room (int number)
{
  JsonObject      *room = json_object_new ();
  JsonObject      *names = json_object_new ();
  JsonArray       *tables = json_array_new ();
  g_autofree char *id = g_strdup_printf ("hall%d", number);

  json_object_set_string_member (names, "en", id);
  json_object_set_string_member (names, "zh", id);
  json_object_set_string_member (room, "id", id);
  json_object_set_object_member (room, "name", names);
  for (int i = 0; i < ROOM_TABLES; i++) {
    JsonObject      *table = json_object_new ();
    g_autofree char *name = g_strdup_printf ("%d", 1000 + number * ROOM_TABLES + i);

    json_object_set_string_member (table, "id", name);
    json_object_set_string_member (table, "name", name);
    json_object_set_int_member (table, "seats", 4);
    json_object_set_string_member (table, "shape", "square");
    json_object_set_int_member (table, "x", i % 5 * 24);
    json_object_set_int_member (table, "y", i / 5 * 12);
    json_object_set_int_member (table, "width", 14);
    json_object_set_int_member (table, "height", 10);
    json_array_add_object_element (tables, table);
  }
  json_object_set_array_member (room, "tables", tables);

  return room;
}

char *
bench_shop_enlarge (const char *demo_json)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *rooms;

  root = json_from_string (demo_json, &error);
  if (root == NULL)
    g_error ("%s", error->message);
  add_items (json_object_get_array_member (json_node_get_object (root), "items"));
  rooms = json_object_get_array_member (json_node_get_object (root), "rooms");
  for (int i = 0; i < BENCH_SHOP_TABLES / ROOM_TABLES; i++)
    json_array_add_object_element (rooms, make_room (i));

  return json_to_string (root, FALSE);
}
