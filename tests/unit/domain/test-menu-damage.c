/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu file with a wrong place is either read as it stands, every row of it, or refused with the row
 * and the reason, and then nothing has changed. Method: random menus with every kind of row, as JSON,
 * damaged in one random place: gone, twice, or something else. What was read goes out again and must say
 * what the damaged file says, row by row. */

#include "damage-bench.h"

#include <string.h>

static const char *const list_names[] = { "categories", "modifier_groups", "items", "periods" };

/* One place of a file: a member of an object, or an element of a list. */
typedef struct {
  JsonObject *object;
  const char *member;
  JsonArray  *array;
  guint       index;
} Place;

static void
collect_places (JsonNode *node,
                GArray   *places)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GList) members = json_object_get_members (object);

    for (GList *m = members; m != NULL; m = m->next) {
      Place place = { .object = object, .member = m->data };

      g_array_append_val (places, place);
      collect_places (json_object_get_member (object, m->data), places);
    }
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      Place place = { .array = array, .index = i };

      g_array_append_val (places, place);
      collect_places (json_array_get_element (array, i), places);
    }
  }
}

static JsonNode *
make_wrong (DamageBench *bench)
{
  static const char *const wrong[] = { "null", "true", "false", "-1", "7", "99999999999", "1.5", "\"\"", "\"A\\u0007\"", "\"nowhere\"", "\"-3.00\"",
                                       "\"4.00\"", "{}", "[]", "[[]]", "[\"nowhere\"]" };
  g_autofree char         *name = g_strnfill (TRIVET_MENU_MAX_NAME_BYTES + 1, 'x');
  g_autofree char         *long_name = g_strdup_printf ("\"%s\"", name);
  guint                    which = damage_bench_pick (bench, G_N_ELEMENTS (wrong) + 1);

  return json_from_string (which < G_N_ELEMENTS (wrong) ? wrong[which] : long_name, NULL);
}

static void
insert_element (JsonArray *array,
                guint      index,
                JsonNode  *node)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  while (json_array_get_length (array) > index) {
    g_ptr_array_add (rest, json_array_dup_element (array, index));
    json_array_remove_element (array, index);
  }
  json_array_add_element (array, node);
  for (guint i = 0; i < rest->len; i++)
    json_array_add_element (array, g_ptr_array_index (rest, i));
}

static void
damage_json (DamageBench *bench,
             JsonNode    *root)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint how = damage_bench_pick (bench, 4);
  Place place;

  collect_places (root, places);
  place = g_array_index (places, Place, damage_bench_pick (bench, places->len));
  if (place.object != NULL && how == 0) {
    json_object_remove_member (place.object, place.member);
  } else if (place.object != NULL) {
    json_object_set_member (place.object, place.member, make_wrong (bench));
  } else {
    g_autoptr (JsonNode) was = json_array_dup_element (place.array, place.index);

    if (how != 0)
      json_array_remove_element (place.array, place.index);
    if (how == 0)
      insert_element (place.array, place.index, g_steal_pointer (&was));
    else if (how != 1)
      insert_element (place.array, place.index, make_wrong (bench));
  }
}

/* What a file may leave out is not told apart from what it says. */
static gboolean
is_default (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;

  return JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN) ||
         g_strcmp0 (json_node_get_string (node), "") == 0;
}

static gboolean says_same (JsonNode *file,
                           JsonNode *menu);

static gboolean
object_says_same (JsonObject *file,
                  JsonObject *menu)
{
  g_autoptr (GList) members = json_object_get_members (file);

  for (GList *m = members; m != NULL; m = m->next) {
    JsonNode *said = json_object_get_member (file, m->data);
    JsonNode *got = json_object_get_member (menu, m->data);

    /* Written only where it is not the row's own. */
    if (g_str_equal (m->data, "position") || g_str_equal (m->data, "offset"))
      continue;
    if (got != NULL ? !says_same (said, got) : !is_default (said))
      return FALSE;
  }

  return TRUE;
}

static gboolean
has_text (JsonArray  *array,
          const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (g_strcmp0 (json_node_get_string (json_array_get_element (array, i)), text) == 0)
      return TRUE;
  }

  return FALSE;
}

/* Marks and days: a mark that is there twice says no more. */
static gboolean
marks_say_same (JsonArray *file,
                JsonArray *menu)
{
  for (guint i = 0; i < json_array_get_length (file); i++) {
    if (!has_text (menu, json_node_get_string (json_array_get_element (file, i))))
      return FALSE;
  }

  return TRUE;
}

static gboolean
array_says_same (JsonArray *file,
                 JsonArray *menu)
{
  if (json_array_get_length (file) > json_array_get_length (menu) && json_node_get_string (json_array_get_element (file, 0)) != NULL)
    return marks_say_same (file, menu);
  if (json_array_get_length (file) != json_array_get_length (menu))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (file); i++) {
    if (!says_same (json_array_get_element (file, i), json_array_get_element (menu, i)))
      return FALSE;
  }

  return TRUE;
}

static gboolean
says_same (JsonNode *file,
           JsonNode *menu)
{
  if (JSON_NODE_HOLDS_NULL (file) || (JSON_NODE_HOLDS_VALUE (file) && g_strcmp0 (json_node_get_string (file), "") == 0))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (file))
    return JSON_NODE_HOLDS_OBJECT (menu) && object_says_same (json_node_get_object (file), json_node_get_object (menu));
  if (JSON_NODE_HOLDS_ARRAY (file))
    return JSON_NODE_HOLDS_ARRAY (menu) && array_says_same (json_node_get_array (file), json_node_get_array (menu));
  /* One name is both. */
  if (JSON_NODE_HOLDS_OBJECT (menu))
    return g_strcmp0 (json_node_get_string (file), json_object_get_string_member_with_default (json_node_get_object (menu), "en", NULL)) == 0;

  return json_node_equal (file, menu);
}

static JsonArray *
get_list (JsonNode   *root,
          const char *name)
{
  JsonNode *node = JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonNode *
find_row (JsonArray  *rows,
          JsonObject *wanted)
{
  const char *member = json_object_has_member (wanted, "sku") ? "sku" : "id";

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonNode *row = json_array_get_element (rows, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (row), member, ""),
                   json_object_get_string_member_with_default (wanted, member, "?")) == 0)
      return row;
  }

  return NULL;
}

/* Every row of the file is on the menu, and nothing else. */
static void
assert_read_as_it_stands (JsonNode   *file,
                          TrivetMenu *menu)
{
  g_autofree char *json = trivet_menu_export (menu);
  g_autoptr (JsonNode) out = json_from_string (json, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (list_names); i++) {
    JsonArray *rows = get_list (file, list_names[i]);
    JsonArray *got = get_list (out, list_names[i]);

    g_assert_cmpuint (rows != NULL ? json_array_get_length (rows) : 0, ==, json_array_get_length (got));
    for (guint j = 0; rows != NULL && j < json_array_get_length (rows); j++) {
      JsonNode        *row = json_array_get_element (rows, j);
      JsonNode        *found = find_row (got, json_node_get_object (row));
      g_autofree char *said = json_to_string (row, FALSE);
      g_autofree char *read = found != NULL ? json_to_string (found, FALSE) : NULL;

      if (found == NULL || !says_same (row, found))
        g_error ("The file says %s, the menu says %s", said, read);
    }
  }
}

/* "item 3 “D01”: …", with a row that is there; or the list itself, or what is said for all. */
static void
assert_names_row (JsonNode     *file,
                  const GError *error)
{
  static const char *const kinds[] = { "category", "modifier group", "item", "period" };
  const char              *reason = strstr (error->message, ": ");

  g_assert_true (error->domain == TRIVET_MENU_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    JsonArray       *rows = get_list (file, list_names[i]);
    g_autofree char *start = g_strconcat (kinds[i], " ", NULL);
    g_autofree char *list = g_strdup_printf ("“%s”", list_names[i]);
    guint64          number;

    if (g_str_has_prefix (error->message, list))
      return;
    if (!g_str_has_prefix (error->message, start))
      continue;
    number = g_ascii_strtoull (error->message + strlen (start), NULL, 10);
    g_assert_cmpuint (number, >=, 1);
    g_assert_cmpuint (number, <=, rows != NULL ? json_array_get_length (rows) : 0);
    g_assert_true (reason != NULL && strlen (reason) > 10);
    return;
  }
  if (!g_str_has_prefix (error->message, "“currency”"))
    g_error ("No row is named: %s", error->message);
}

static void
test_json (DamageBench  *bench,
           gconstpointer data)
{
  for (int i = 0; i < DAMAGE_ROUNDS; i++) {
    g_autofree char *good = damage_bench_make_file (bench, FALSE);
    g_autoptr (JsonNode) root = json_from_string (good, NULL);
    g_autofree char *bad = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetMenu) menu = NULL;

    damage_json (bench, root);
    bad = json_to_string (root, FALSE);
    menu = damage_bench_read_file (bench, bad, FALSE, &error);
    if (menu != NULL)
      assert_read_as_it_stands (root, menu);
    else
      assert_names_row (root, error);
  }
  g_test_message ("%u were read, %u refused", bench->n_read, bench->n_refused);
  g_assert_cmpuint (bench->n_read, >, DAMAGE_ROUNDS / 10);
  g_assert_cmpuint (bench->n_refused, >, DAMAGE_ROUNDS / 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/menu-damage/json", DamageBench, NULL, damage_bench_set_up, test_json, damage_bench_tear_down);

  return g_test_run ();
}
