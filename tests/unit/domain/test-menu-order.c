/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what is moved by hand moves in one fact and alone; what two registers move apart both stays moved,
 * whoever's facts are read first; files carry it. Method: random moves on random menus, two copies of a
 * menu that exchange their facts in both orders, and a hundred moves into the same gap. */

#include "domain-bench.h"
#include "trivet-menu-edit.h"

#define N_ITEMS 12

typedef struct {
  DomainBench bench;
  TrivetMenu *menu;
} Fixture;

static TrivetMenu *
make_menu (Fixture *fixture)
{
  TrivetMenu *menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GString) json = g_string_new ("{\"categories\":[{\"id\":\"c\",\"name\":\"C\"},{\"id\":\"d\",\"name\":\"D\"},"
                                           "{\"id\":\"e\",\"name\":\"E\"}],\"items\":[");
  g_autoptr (GPtrArray) facts = NULL;

  for (int i = 0; i < N_ITEMS; i++)
    g_string_append_printf (json, "%s{\"sku\":\"S%02d\",\"category\":\"c\",\"name\":\"N\",\"price\":\"1\"}", i > 0 ? "," : "", i);
  g_string_append (json, "]}");
  facts = trivet_menu_import (json->str, -1, menu, &fixture->bench.stamp, NULL);
  domain_apply_all (menu, facts);

  return menu;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  domain_bench_init (&fixture->bench, 7);
  fixture->menu = make_menu (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->menu);
  domain_bench_clear (&fixture->bench);
}

static GPtrArray *
list_ids (TrivetMenu    *menu,
          TrivetMenuPart part)
{
  GPtrArray  *ids = g_ptr_array_new_with_free_func (g_free);
  GListModel *items = trivet_menu_get_items (menu);
  GPtrArray  *categories = trivet_menu_get_categories (menu);

  for (guint i = 0; part == TRIVET_MENU_PART_ITEM && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    g_ptr_array_add (ids, g_strdup (trivet_menu_item_get_sku (item)));
  }
  for (guint i = 0; part == TRIVET_MENU_PART_CATEGORY && i < categories->len; i++)
    g_ptr_array_add (ids, g_strdup (((TrivetMenuCategory *) g_ptr_array_index (categories, i))->id));

  return ids;
}

static char *
dup_order (TrivetMenu    *menu,
           TrivetMenuPart part)
{
  g_autoptr (GPtrArray) ids = list_ids (menu, part);

  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" ", (char **) ids->pdata);
}

/* Moves one and gives the facts, which are in the menu already. */
static GPtrArray *
move (Fixture       *fixture,
      TrivetMenu    *menu,
      TrivetMenuPart part,
      guint          from,
      guint          to)
{
  g_autoptr (GPtrArray) ids = list_ids (menu, part);
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;
  GPtrArray       *facts;

  g_ptr_array_insert (ids, (int) to, g_ptr_array_steal_index (ids, from));
  g_ptr_array_add (ids, NULL);
  wanted = g_strjoinv (" ", (char **) ids->pdata);
  facts = trivet_menu_reorder (menu, part, (const char *const *) ids->pdata, to, &fixture->bench.stamp);
  domain_apply_all (menu, facts);
  got = dup_order (menu, part);
  g_assert_cmpstr (got, ==, wanted);

  return facts;
}

static void
test_one_fact (Fixture      *fixture,
               gconstpointer data)
{
  for (int i = 0; i < DOMAIN_ROUNDS (300); i++) {
    TrivetMenuPart part = i % 3 == 0 ? TRIVET_MENU_PART_CATEGORY : TRIVET_MENU_PART_ITEM;
    guint          n = part == TRIVET_MENU_PART_CATEGORY ? 3 : N_ITEMS;
    g_autoptr (TrivetMenu) fresh = i % 8 == 0 ? make_menu (fixture) : g_object_ref (fixture->menu);
    g_autofree char *before = trivet_menu_export (fresh);
    guint            from = trivet_seeded_random_below (fixture->bench.random, n);
    guint            to = trivet_seeded_random_below (fixture->bench.random, n);
    g_autoptr (TrivetMenu) old = trivet_menu_new (TRIVET_CURRENCY_CNY);
    g_autoptr (GPtrArray) old_facts = trivet_menu_import (before, -1, old, &fixture->bench.stamp, NULL);
    g_autoptr (GPtrArray) facts = NULL;
    g_autoptr (GPtrArray) back = NULL;
    g_autofree char *after = NULL;

    domain_apply_all (old, old_facts);
    facts = move (fixture, fresh, part, from, to);
    /* Into the same gap again and again there comes an end to the room, but not so soon. */
    if (i % 8 == 0)
      g_assert_cmpuint (facts->len, ==, from != to);
    back = trivet_menu_plan_back (old, facts, &fixture->bench.stamp);
    if (i % 8 == 0) {
      domain_apply_all (fresh, back);
      after = trivet_menu_export (fresh);
      g_assert_cmpstr (after, ==, before);
    }
  }
}

/* Each in turn directly behind the first, and each before it. */
static void
test_same_gap (Fixture      *fixture,
               gconstpointer data)
{
  guint n_facts = 0;

  for (int i = 0; i < 100; i++) {
    g_autoptr (GPtrArray) behind = move (fixture, fixture->menu, TRIVET_MENU_PART_ITEM, N_ITEMS - 1, 1);
    g_autoptr (GPtrArray) first = move (fixture, fixture->menu, TRIVET_MENU_PART_ITEM, N_ITEMS - 1, 0);

    n_facts += behind->len + first->len;
  }
  g_test_message ("200 moves made %u facts", n_facts);
  g_assert_cmpuint (n_facts, <, 2 * 200);
}

static void
test_files (Fixture      *fixture,
            gconstpointer data)
{
  for (int i = 0; i < DOMAIN_ROUNDS (40); i++) {
    g_autoptr (GPtrArray) facts = move (fixture, fixture->menu, TRIVET_MENU_PART_ITEM, trivet_seeded_random_below (fixture->bench.random, N_ITEMS),
                                        trivet_seeded_random_below (fixture->bench.random, N_ITEMS));
    g_autofree char *json = trivet_menu_export (fixture->menu);
    g_autofree char *table = trivet_menu_export_csv (fixture->menu);
    g_autoptr (GPtrArray) none = trivet_menu_import (json, -1, fixture->menu, &fixture->bench.stamp, NULL);
    g_autoptr (GPtrArray) none_either = trivet_menu_import_csv (table, -1, fixture->menu, &fixture->bench.stamp, NULL);

    g_assert_cmpuint (none->len, ==, 0);
    g_assert_cmpuint (none_either->len, ==, 0);
  }
}

/* Dishes with even numbers are moved here, the others there, offline. */
static void
test_two_registers (Fixture      *fixture,
                    gconstpointer data)
{
  for (int i = 0; i < DOMAIN_ROUNDS (100); i++) {
    g_autoptr (TrivetMenu) here = make_menu (fixture);
    g_autoptr (TrivetMenu) there = make_menu (fixture);
    g_autofree char *here_order = NULL;
    g_autofree char *there_order = NULL;
    g_autoptr (GPtrArray) said_here = move (fixture, here, TRIVET_MENU_PART_ITEM, 2 * trivet_seeded_random_below (fixture->bench.random, N_ITEMS / 2),
                                            trivet_seeded_random_below (fixture->bench.random, N_ITEMS));
    g_autoptr (GPtrArray) said_there = move (fixture, there, TRIVET_MENU_PART_ITEM,
                                             1 + 2 * trivet_seeded_random_below (fixture->bench.random, N_ITEMS / 2),
                                             trivet_seeded_random_below (fixture->bench.random, N_ITEMS));

    domain_apply_all (here, said_there);
    domain_apply_all (there, said_here);
    here_order = dup_order (here, TRIVET_MENU_PART_ITEM);
    there_order = dup_order (there, TRIVET_MENU_PART_ITEM);
    g_assert_cmpstr (here_order, ==, there_order);
    /* A fact about each: what nobody moved has not moved. */
    g_assert_cmpuint (said_here->len + said_there->len, <=, 2);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/menu-order/one-fact", test_one_fact);
  ADD ("/menu-order/same-gap", test_same_gap);
  ADD ("/menu-order/files", test_files);
  ADD ("/menu-order/two-registers", test_two_registers);
#undef ADD

  return g_test_run ();
}
