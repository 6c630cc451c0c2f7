/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a part of the menu that is changed by hand is judged as in a file, loses nothing that nobody
 * changed, and can be put back. Method: the full menu of the fixtures with periods: each part is
 * described and edited into itself; random changes and their undoing are compared as exported files;
 * entries with many faults; changes by two people. */

#include "domain-bench.h"
#include "trivet-menu-edit.h"

#include <string.h>

#define PERIODS                                                                                                        \
  "\"periods\": [{\"id\": \"lunch\", \"name\": {\"en\": \"Lunch\", \"zh\": \"午市\"}, \"days\": [\"mon\", \"fri\"]," \
  "\"from\": \"11:00\", \"to\": \"14:30\", \"types\": [\"table\", \"takeaway\"], \"categories\": [\"%s\"],"            \
  "\"prices\": [{\"sku\": \"%s\", \"price\": \"18.00\"}]}],"

typedef struct {
  DomainBench bench;
  TrivetMenu *menu;
} Fixture;

static void
import (Fixture    *fixture,
        const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_menu_import (json, -1, fixture->menu, &fixture->bench.stamp, &error);

  g_assert_no_error (error);
  domain_apply_all (fixture->menu, facts);
}

static TrivetMenuItem *
get_item (Fixture *fixture,
          guint    index)
{
  g_autoptr (TrivetMenuItem) item = g_list_model_get_item (trivet_menu_get_items (fixture->menu), index);

  g_assert_nonnull (item);
  return item;
}

static const char *
get_sku (Fixture *fixture,
         guint    index)
{
  return trivet_menu_item_get_sku (get_item (fixture, index));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *json = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autofree char *periods = NULL;
  g_autofree char *with = NULL;

  domain_bench_init (&fixture->bench, 1);
  fixture->menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  import (fixture, json);
  periods = g_strdup_printf (PERIODS, trivet_menu_item_get_category_id (get_item (fixture, 0)), get_sku (fixture, 0));
  with = g_strconcat ("{", periods, strchr (json, '{') + 1, NULL);
  import (fixture, with);
  g_assert_cmpuint (trivet_menu_get_periods (fixture->menu)->len, ==, 1);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->menu);
  domain_bench_clear (&fixture->bench);
}

static GPtrArray *
edit (Fixture       *fixture,
      TrivetMenuPart part,
      const char    *id,
      JsonObject    *entry)
{
  g_autoptr (GPtrArray) faults = NULL;
  GPtrArray *facts = trivet_menu_edit (fixture->menu, part, id, entry, &fixture->bench.stamp, &faults);

  if (facts == NULL)
    g_error ("%s: %s", ((TrivetMenuFault *) g_ptr_array_index (faults, 0))->path,
             ((TrivetMenuFault *) g_ptr_array_index (faults, 0))->message);
  return facts;
}

static char *
dup_faults (Fixture       *fixture,
            TrivetMenuPart part,
            const char    *id,
            JsonObject    *entry)
{
  g_autoptr (GPtrArray) faults = NULL;
  GString *paths = g_string_new (NULL);

  g_assert_null (trivet_menu_edit (fixture->menu, part, id, entry, &fixture->bench.stamp, &faults));
  for (guint i = 0; i < faults->len; i++) {
    const TrivetMenuFault *fault = g_ptr_array_index (faults, i);

    g_assert_cmpstr (fault->message, !=, "");
    g_string_append_printf (paths, "%s ", fault->path);
  }

  return g_string_free (paths, FALSE);
}

static void
assert_same (Fixture       *fixture,
             TrivetMenuPart part,
             const char    *id)
{
  g_autoptr (JsonObject) entry = trivet_menu_describe (fixture->menu, part, id);
  g_autoptr (GPtrArray) facts = edit (fixture, part, id, entry);

  g_assert_cmpuint (facts->len, ==, 0);
}

static void
test_nothing_changed (Fixture      *fixture,
                      gconstpointer data)
{
  GListModel *items = trivet_menu_get_items (fixture->menu);
  GPtrArray  *categories = trivet_menu_get_categories (fixture->menu);
  guint       n_groups = 0;

  for (guint i = 0; i < categories->len; i++)
    assert_same (fixture, TRIVET_MENU_PART_CATEGORY, ((TrivetMenuCategory *) g_ptr_array_index (categories, i))->id);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    assert_same (fixture, TRIVET_MENU_PART_ITEM, get_sku (fixture, i));
    for (GStrv ids = trivet_menu_item_get_group_ids (get_item (fixture, i)); *ids != NULL; ids++, n_groups++)
      assert_same (fixture, TRIVET_MENU_PART_GROUP, *ids);
  }
  assert_same (fixture, TRIVET_MENU_PART_PERIOD, "lunch");
  g_assert_cmpuint (n_groups, >, 0);
  g_assert_null (trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, "nobody"));
}

/* The facts are applied and taken back; the menu is as it was. */
static void
assert_back (Fixture   *fixture,
             GPtrArray *facts)
{
  g_autofree char *before = trivet_menu_export (fixture->menu);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) back = trivet_menu_plan_back (fixture->menu, facts, &fixture->bench.stamp);

  g_assert_cmpuint (facts->len, >, 0);
  domain_apply_all (fixture->menu, facts);
  between = trivet_menu_export (fixture->menu);
  g_assert_cmpstr (between, !=, before);
  g_assert_true (trivet_menu_still_says (fixture->menu, facts));
  domain_apply_all (fixture->menu, back);
  after = trivet_menu_export (fixture->menu);
  g_assert_cmpstr (after, ==, before);
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) entry = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, get_sku (fixture, 0));
  g_autoptr (GPtrArray) facts = NULL;

  json_object_set_string_member (entry, "price", "31.50");
  json_object_set_int_member (entry, "left", 7);
  facts = edit (fixture, TRIVET_MENU_PART_ITEM, get_sku (fixture, 0), entry);
  g_assert_cmpuint (facts->len, ==, 2);
  assert_back (fixture, facts);
  domain_apply_all (fixture->menu, facts);
  g_assert_cmpint (trivet_menu_item_get_price_minor (get_item (fixture, 0)), ==, 3150);
  g_assert_cmpint (trivet_menu_item_get_left (get_item (fixture, 0)), ==, 7);
}

static void
test_add_and_remove (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (JsonObject) entry = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, get_sku (fixture, 0));
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) removal = NULL;
  g_autofree char *taken = dup_faults (fixture, TRIVET_MENU_PART_ITEM, NULL, entry);
  int              position = trivet_menu_next_position (fixture->menu, TRIVET_MENU_PART_ITEM);

  g_assert_cmpstr (taken, ==, "sku ");
  json_object_set_string_member (entry, "sku", "NEW");
  json_object_set_int_member (entry, "position", position);
  facts = edit (fixture, TRIVET_MENU_PART_ITEM, NULL, entry);
  assert_back (fixture, facts);
  domain_apply_all (fixture->menu, facts);
  removal = trivet_menu_remove (fixture->menu, TRIVET_MENU_PART_ITEM, "NEW", &fixture->bench.stamp);
  assert_back (fixture, removal);
  domain_apply_all (fixture->menu, removal);
  g_assert_false (trivet_menu_has_part (fixture->menu, TRIVET_MENU_PART_ITEM, "NEW"));
  g_assert_false (trivet_menu_still_says (fixture->menu, facts));
}

static void
test_faults (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) item = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, get_sku (fixture, 0));
  g_autoptr (JsonObject) group = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_GROUP, trivet_menu_item_get_group_ids (get_item (fixture, 0))[0]);
  g_autoptr (JsonObject) period = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_PERIOD, "lunch");
  g_autofree char *item_paths = NULL;
  g_autofree char *group_paths = NULL;
  g_autofree char *period_paths = NULL;
  JsonArray       *options = json_object_get_array_member (group, "options");

  json_object_set_object_member (item, "name", json_object_new ());
  json_object_set_string_member (item, "price", "a lot");
  json_object_set_string_member (item, "tax_rate", "600%");
  json_object_set_string_member (item, "category", "nowhere");
  item_paths = dup_faults (fixture, TRIVET_MENU_PART_ITEM, get_sku (fixture, 0), item);
  g_assert_cmpstr (item_paths, ==, "category name/zh price tax_rate ");

  json_object_set_string_member (json_array_get_object_element (options, 1), "price", "1.234");
  json_object_set_int_member (group, "max", 200);
  group_paths = dup_faults (fixture, TRIVET_MENU_PART_GROUP, json_object_get_string_member (group, "id"), group);
  g_assert_cmpstr (group_paths, ==, "options/1/price max ");

  json_object_set_string_member (period, "from", "25:00");
  json_object_set_string_member (period, "to", "noon");
  json_object_set_string_member (json_array_get_object_element (json_object_get_array_member (period, "prices"), 0), "price", "");
  period_paths = dup_faults (fixture, TRIVET_MENU_PART_PERIOD, "lunch", period);
  g_assert_cmpstr (period_paths, ==, "from to prices/0/price ");
}

static void
test_two_people (Fixture      *fixture,
                 gconstpointer data)
{
  const char *sku = get_sku (fixture, 0);
  g_autoptr (JsonObject) base = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, sku);
  g_autoptr (JsonObject) theirs = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, sku);
  g_autoptr (JsonObject) ours = trivet_menu_describe (fixture->menu, TRIVET_MENU_PART_ITEM, sku);
  g_autoptr (JsonObject) merged = NULL;
  g_autofree char *member = NULL;

  json_object_set_string_member (theirs, "price", "19.00");
  json_object_set_int_member (theirs, "left", 3);
  json_object_set_string_member (ours, "kitchen", "bun");
  json_object_remove_member (ours, "emoji");
  merged = trivet_menu_merge_entries (base, theirs, ours, &member);
  g_assert_nonnull (merged);
  g_assert_cmpstr (json_object_get_string_member (merged, "price"), ==, "19.00");
  g_assert_cmpstr (json_object_get_string_member (merged, "kitchen"), ==, "bun");
  g_assert_cmpint (json_object_get_int_member (merged, "left"), ==, 3);
  g_assert_false (json_object_has_member (merged, "emoji"));

  json_object_set_string_member (ours, "price", "20.00");
  g_assert_null (trivet_menu_merge_entries (base, theirs, ours, &member));
  g_assert_cmpstr (member, ==, "price");
}

static void
test_order_and_users (Fixture      *fixture,
                      gconstpointer data)
{
  GPtrArray *categories = trivet_menu_get_categories (fixture->menu);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *first = g_strdup (((TrivetMenuCategory *) g_ptr_array_index (categories, 0))->id);
  g_autofree char *group = g_strdup (trivet_menu_item_get_group_ids (get_item (fixture, 0))[0]);
  guint            n_users = 0;

  g_assert_cmpuint (categories->len, >=, 2);
  for (guint i = 1; i < categories->len; i++)
    g_ptr_array_add (ids, g_strdup (((TrivetMenuCategory *) g_ptr_array_index (categories, i))->id));
  g_ptr_array_add (ids, g_strdup (first));
  g_ptr_array_add (ids, NULL);
  facts = trivet_menu_reorder (fixture->menu, TRIVET_MENU_PART_CATEGORY, (const char *const *) ids->pdata, ids->len - 2, &fixture->bench.stamp);
  g_assert_cmpuint (facts->len, ==, 1);
  assert_back (fixture, facts);
  domain_apply_all (fixture->menu, facts);
  categories = trivet_menu_get_categories (fixture->menu);
  g_assert_cmpstr (((TrivetMenuCategory *) g_ptr_array_index (categories, categories->len - 1))->id, ==, first);

  for (guint i = 0; i < categories->len; i++)
    n_users += trivet_menu_count_users (fixture->menu, TRIVET_MENU_PART_CATEGORY, ((TrivetMenuCategory *) g_ptr_array_index (categories, i))->id);
  g_assert_cmpuint (n_users, ==, g_list_model_get_n_items (trivet_menu_get_items (fixture->menu)));
  g_assert_cmpuint (trivet_menu_count_users (fixture->menu, TRIVET_MENU_PART_GROUP, group), >, 0);
}

static void
test_periods_in_files (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *file = trivet_menu_export (fixture->menu);
  g_autofree char *table = trivet_menu_export_csv (fixture->menu);
  g_autofree char *old = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autofree char *none = g_strconcat ("{\"periods\": [],", strchr (old, '{') + 1, NULL);
  const char      *unchanged[] = { file, old };

  for (guint i = 0; i < G_N_ELEMENTS (unchanged); i++) {
    g_autoptr (GPtrArray) facts = trivet_menu_import (unchanged[i], -1, fixture->menu, &fixture->bench.stamp, NULL);

    g_assert_nonnull (facts);
    g_assert_cmpuint (facts->len, ==, 0);
  }
  {
    g_autoptr (GPtrArray) facts = trivet_menu_import_csv (table, -1, fixture->menu, &fixture->bench.stamp, NULL);

    g_assert_nonnull (facts);
    g_assert_cmpuint (facts->len, ==, 0);
  }
  import (fixture, none);
  g_assert_cmpuint (trivet_menu_get_periods (fixture->menu)->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/menu-edit/nothing-changed", test_nothing_changed);
  ADD ("/menu-edit/change", test_change);
  ADD ("/menu-edit/add-and-remove", test_add_and_remove);
  ADD ("/menu-edit/faults", test_faults);
  ADD ("/menu-edit/two-people", test_two_people);
  ADD ("/menu-edit/order-and-users", test_order_and_users);
  ADD ("/menu-edit/periods-in-files", test_periods_in_files);
#undef ADD

  return g_test_run ();
}
