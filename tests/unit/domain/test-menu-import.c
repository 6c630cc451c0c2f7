/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu file becomes the menu it describes, and a second import is only the difference.
 * Method: a file with every member, the demo restaurant, and edits of both. */

#include "domain-bench.h"

#include <string.h>

typedef struct {
  DomainBench bench;
  TrivetMenu *menu;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  domain_bench_init (&fixture->bench, 1);
  fixture->menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->menu);
  domain_bench_clear (&fixture->bench);
}

static GPtrArray *
import (Fixture    *fixture,
        const char *json)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *facts = trivet_menu_import (json, -1, fixture->menu, &fixture->bench.stamp, &error);

  g_assert_no_error (error);
  domain_apply_all (fixture->menu, facts);

  return facts;
}

static char *
list_facts (GPtrArray *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    g_string_append_printf (text, "%s %s\n", trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                            trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "?"));
    g_assert_cmpstr (trivet_fact_get_subject (fact), ==, "menu");
  }

  return g_string_free (text, FALSE);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (to, parts);
}

static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autoptr (GPtrArray) facts = import (fixture, json);
  g_autofree char       *list = list_facts (facts);
  const TrivetMenuGroup *size = trivet_menu_lookup_group (fixture->menu, "size");
  const TrivetMenuGroup *extras = trivet_menu_lookup_group (fixture->menu, "extras");
  TrivetMenuItem        *fish = trivet_menu_lookup_item (fixture->menu, "A1");
  TrivetMenuItem        *rice = trivet_menu_lookup_item (fixture->menu, "A2");
  TrivetMenuItem        *tea = trivet_menu_lookup_item (fixture->menu, "B1");

  g_assert_cmpstr (list, ==,
                   "menu-category-set food\nmenu-category-set drink\nmenu-group-set size\nmenu-group-set extras\n"
                   "menu-item-set A1\nitem-availability-set A1\nmenu-item-set A2\nitem-availability-set A2\nmenu-item-set B1\n");
  g_assert_cmpstr (trivet_menu_lookup_category (fixture->menu, "food")->name, ==, "Food & more");
  g_assert_cmpstr (trivet_menu_lookup_category (fixture->menu, "drink")->name_zh, ==, "Drinks");
  g_assert_cmpint (trivet_menu_lookup_category (fixture->menu, "drink")->place, ==, G_GINT64_CONSTANT (1) << 31);
  g_assert_cmpint (trivet_menu_group_lookup (size, "s")->price_minor, ==, -200);
  g_assert_true (trivet_menu_group_lookup (size, "m")->preselected);
  g_assert_cmpstr (trivet_menu_group_lookup (size, "l")->name_zh, ==, "大");
  g_assert_cmpint (extras->min, ==, 0);
  g_assert_cmpint (extras->max, ==, 1);
  g_assert_cmpint (trivet_menu_group_lookup (extras, "egg")->price_minor, ==, 300);

  g_assert_cmpstr (trivet_menu_item_get_name (fish, TRIVET_LANGUAGE_EN), ==, "Fish & <chips> \"best\"");
  g_assert_cmpstr (trivet_menu_item_get_name (fish, TRIVET_LANGUAGE_ZH), ==, "炸鱼薯条🐟");
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (fish), ==, "炸鱼");
  g_assert_cmpint (trivet_menu_item_get_price_minor (fish), ==, 2850);
  g_assert_cmpstr (trivet_menu_item_get_emoji (fish), ==, "👩‍🍳");
  g_assert_cmpstr (trivet_menu_item_get_image (fish), ==, "fish.png");
  g_assert_cmpint (trivet_menu_item_get_tax_rate_ppm (fish), ==, 125000);
  g_assert_false (trivet_menu_item_get_tax_included (fish));
  g_assert_cmpint (trivet_menu_item_get_left (fish), ==, 5);
  g_assert_true (trivet_menu_item_matches (fish, "zyst"));

  g_assert_cmpstr (trivet_menu_item_get_name (rice, TRIVET_LANGUAGE_EN), ==, "白饭");
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (rice), ==, "白饭");
  g_assert_false (trivet_menu_item_get_available (rice));
  g_assert_true (trivet_menu_item_get_tax_included (rice));
  g_assert_cmpint (trivet_menu_item_get_price_minor (tea), ==, TRIVET_ORDER_MAX_PRICE_MINOR);
  g_assert_cmpint (trivet_menu_item_get_tax_rate_ppm (tea), ==, 1);
  g_assert_null (trivet_menu_item_get_image (tea));
}

static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", json, NULL);
  g_autoptr (GPtrArray) first = import (fixture, json);
  g_autoptr (GPtrArray) second = import (fixture, json);
  g_autoptr (GPtrArray) third = import (fixture, marked);

  g_assert_cmpuint (first->len, ==, 9);
  g_assert_cmpuint (second->len, ==, 0);
  /* Editors of Windows put a mark before the text. */
  g_assert_cmpuint (third->len, ==, 0);
}

static void
test_difference (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autofree char *dearer = replace (json, "\"28.5\"", "\"29.00\"");
  g_autofree char *soup = replace (dearer, "\"sku\": \"A2\"", "\"sku\": \"A3\"");
  g_autofree char *small = replace (soup, "\"Extras\", \"options\"", "\"Sides\", \"options\"");
  g_autoptr (GPtrArray) first = import (fixture, json);
  g_autoptr (GPtrArray) second = import (fixture, dearer);
  g_autoptr (GPtrArray) third = import (fixture, small);
  g_autofree char *change = list_facts (second);
  g_autofree char *more = list_facts (third);

  g_assert_cmpstr (change, ==, "menu-item-set A1\n");
  g_assert_cmpint (trivet_menu_item_get_price_minor (trivet_menu_lookup_item (fixture->menu, "A1")), ==, 2900);
  g_assert_cmpstr (more, ==, "menu-group-set extras\nmenu-item-set A3\nitem-availability-set A3\nmenu-item-removed A2\n");
  g_assert_null (trivet_menu_lookup_item (fixture->menu, "A2"));
}

/* What the kitchen said stands; what is gone from the file goes from the menu. */
static void
test_kitchen_and_removal (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autoptr (TrivetFact) sold_out = domain_fact_about ("menu", "item-availability-set", 1, "{\"id\":\"A1\",\"available\":false}");
  g_autoptr (GPtrArray) first = import (fixture, json);
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autofree char *none = NULL;
  g_autofree char *removals = NULL;

  g_assert_true (trivet_menu_apply (fixture->menu, sold_out, NULL));
  second = import (fixture, json);
  none = list_facts (second);
  g_assert_cmpstr (none, ==, "");
  g_assert_false (trivet_menu_item_get_available (trivet_menu_lookup_item (fixture->menu, "A1")));

  third = import (fixture, "{\"categories\":[{\"id\":\"drink\",\"name\":\"Drinks\"}],"
                           "\"items\":[{\"sku\":\"B1\",\"category\":\"drink\",\"name\":\"Tea\",\"price\":\"1\"}]}");
  removals = list_facts (third);
  g_assert_nonnull (strstr (removals, "menu-item-removed A1\n"));
  g_assert_nonnull (strstr (removals, "menu-item-removed A2\n"));
  g_assert_nonnull (strstr (removals, "menu-group-removed size\n"));
  g_assert_nonnull (strstr (removals, "menu-group-removed extras\n"));
  g_assert_nonnull (strstr (removals, "menu-category-removed food\n"));
  g_assert_null (strstr (removals, "menu-item-removed B1\n"));
  g_assert_cmpuint (g_list_model_get_n_items (trivet_menu_get_items (fixture->menu)), ==, 1);
}

static void
test_new_store (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) yen = NULL;
  g_autofree char *foreign = NULL;

  facts = trivet_menu_import (json, (gssize) strlen (json), NULL, &fixture->bench.stamp, NULL);
  g_assert_cmpuint (facts->len, ==, 9);
  foreign = g_strdup ("{\"currency\":\"JPY\",\"categories\":[{\"id\":\"c\",\"name\":\"C\"}],"
                      "\"items\":[{\"sku\":\"S\",\"category\":\"c\",\"name\":\"N\",\"price\":\"300\"}]} trailing");
  yen = trivet_menu_import (foreign, (gssize) (strlen (foreign) - strlen (" trailing")), NULL, &fixture->bench.stamp, NULL);
  g_assert_cmpuint (yen->len, ==, 2);
  g_assert_cmpint (trivet_json_get_int_or (trivet_fact_get_body (g_ptr_array_index (yen, 1)), "price_minor", 0), ==, 300);
}

static void
test_demo (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const categories[] = { "Dumplings", "Noodles", "Wok", "Cold dishes", "Tea", "Beer", "Sets" };
  g_autofree char         *json = domain_read ("..", "resources", "demo", "menu.json", NULL);
  g_autoptr (GPtrArray) facts = import (fixture, json);
  GListModel     *items = trivet_menu_get_items (fixture->menu);
  TrivetMenuItem *noodles = trivet_menu_lookup_item (fixture->menu, "N01");
  GPtrArray      *list = trivet_menu_get_categories (fixture->menu);

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (categories));
  for (guint i = 0; i < list->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (list, i);

    g_assert_cmpstr (category->name, ==, categories[i]);
    g_assert_cmpstr (category->name_zh, !=, category->name);
  }
  g_assert_cmpuint (g_list_model_get_n_items (items), >=, 36);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    g_assert_nonnull (trivet_menu_item_get_emoji (item));
    g_assert_cmpint (trivet_menu_item_get_tax_rate_ppm (item), ==, 60000);
    g_assert_true (trivet_menu_item_get_tax_included (item));
    for (GStrv id = trivet_menu_item_get_group_ids (item); *id != NULL; id++)
      g_assert_nonnull (trivet_menu_lookup_group (fixture->menu, *id));
  }
  g_assert_cmpint (trivet_menu_item_get_price_minor (noodles), ==, 3800);
  g_assert_cmpuint (g_strv_length (trivet_menu_item_get_group_ids (noodles)), ==, 3);
  g_assert_cmpint (trivet_menu_item_get_left (trivet_menu_lookup_item (fixture->menu, "D02")), ==, 5);
  g_assert_false (trivet_menu_item_get_available (trivet_menu_lookup_item (fixture->menu, "D03")));
}

/* 5,000 Chinese names: the time is told, not judged; a machine under load has no say here. */
static void
test_large (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const dishes[] = { "麻婆豆腐", "红烧牛肉面", "鱼香茄子", "水晶虾饺", "西湖龙井" };
  g_autoptr (GString) json = g_string_new ("{\"categories\":[{\"id\":\"c\",\"name\":\"C\"}],\"items\":[");
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  gint64 start;
  gint64 imported;

  for (int i = 0; i < DOMAIN_ROUNDS (5000); i++)
    g_string_append_printf (json, "%s{\"sku\":\"S%d\",\"category\":\"c\",\"name\":{\"en\":\"Dish %d\",\"zh\":\"%s%d\"},\"price\":\"%d.50\"}",
                            i > 0 ? "," : "", i, i, dishes[i % 5], i, i);
  g_string_append (json, "]}");
  start = g_get_monotonic_time ();
  first = import (fixture, json->str);
  imported = g_get_monotonic_time ();
  second = import (fixture, json->str);
  g_test_message ("%d dishes imported in %" G_GINT64_FORMAT " us, again in %" G_GINT64_FORMAT " us", DOMAIN_ROUNDS (5000), imported - start,
                  g_get_monotonic_time () - imported);
  g_assert_cmpuint (first->len, ==, DOMAIN_ROUNDS (5000) + 1);
  g_assert_cmpuint (second->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/domain/menu-import/full", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add ("/domain/menu-import/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/domain/menu-import/difference", Fixture, NULL, set_up, test_difference, tear_down);
  g_test_add ("/domain/menu-import/kitchen-and-removal", Fixture, NULL, set_up, test_kitchen_and_removal, tear_down);
  g_test_add ("/domain/menu-import/new-store", Fixture, NULL, set_up, test_new_store, tear_down);
  g_test_add ("/domain/menu-import/demo", Fixture, NULL, set_up, test_demo, tear_down);
  g_test_add ("/domain/menu-import/large", Fixture, NULL, set_up, test_large, tear_down);

  return g_test_run ();
}
