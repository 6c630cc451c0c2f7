/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a choice opens the groups that the menu says, once and no deeper, and the rules of each open
 * group are judged apart. Method: a small menu from a file, choices made by hand, and facts that no
 * import would make. */

#include "domain-bench.h"

static const char *const menu_text =
  "{'currency':'CNY','categories':[{'id':'c','name':'C'}],'modifier_groups':["
  "{'id':'drink','name':'Drink','min':1,'options':[{'id':'cola','name':'Cola','modifier_groups':['ice','sugar']},"
  "{'id':'tea','name':'Tea'}]},"
  "{'id':'ice','name':'Ice','min':1,'options':[{'id':'no','name':'No ice'},{'id':'yes','name':'Ice'}]},"
  "{'id':'sugar','name':'Sugar','options':[{'id':'half','name':'Half'}]},"
  "{'id':'heat','name':'Heat','min':1,'options':[{'id':'hot','name':'Hot'}]}],"
  "'items':[{'sku':'A','category':'c','name':{'en':'Aubergine','zh':'豆腐'},'price':'30','modifier_groups':['heat']},"
  "{'sku':'B','category':'c','name':'Beans','price':'20'},"
  "{'sku':'N','category':'c','name':'Noodles','price':'40','modifier_groups':['drink']},"
  "{'sku':'S','category':'c','name':'Set','price':'50','modifier_groups':['drink'],'combo':["
  "{'id':'main','name':'Main','choices':[{'sku':'A'},{'sku':'B','price':'2'}]},"
  "{'id':'side','name':'Side','min':0,'choices':[{'sku':'B'}]}]},"
  "{'sku':'X','category':'c','name':'Open','open_price':true}]}";

typedef struct {
  DomainBench bench;
  TrivetMenu *menu;
  GPtrArray  *chosen;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *text = g_strdelimit (g_strdup (menu_text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  domain_bench_init (&fixture->bench, 9);
  fixture->menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  facts = trivet_menu_import (text, -1, fixture->menu, &fixture->bench.stamp, &error);
  g_assert_no_error (error);
  domain_apply_all (fixture->menu, facts);
  fixture->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->chosen);
  g_assert_finalize_object (fixture->menu);
  domain_bench_clear (&fixture->bench);
}

static void
choose (Fixture    *fixture,
        const char *under,
        const char *group,
        const char *option)
{
  TrivetLineModifier *modifier = trivet_line_modifier_new (group, option, option, option, 0);

  modifier->under = g_strdup (under);
  g_ptr_array_add (fixture->chosen, modifier);
}

/* "drink cola/ice" … and which is not fulfilled */
static void
assert_open (Fixture    *fixture,
             const char *sku,
             const char *expected,
             const char *unfulfilled)
{
  g_autoptr (GPtrArray) openings = trivet_menu_list_openings (fixture->menu, trivet_menu_lookup_item (fixture->menu, sku), fixture->chosen);
  const TrivetMenuOpening *missing = trivet_menu_find_unfulfilled (openings, fixture->chosen);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < openings->len; i++) {
    const TrivetMenuOpening *opening = g_ptr_array_index (openings, i);

    g_string_append_printf (text, "%s%s%s%s", i > 0 ? ", " : "", opening->under != NULL ? opening->under : "",
                            opening->under != NULL ? ": " : "", opening->group->id);
  }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (missing != NULL ? missing->group->id : NULL, ==, unfulfilled);
}

static void
test_nested (Fixture      *fixture,
             gconstpointer data)
{
  assert_open (fixture, "B", "", NULL);
  assert_open (fixture, "N", "drink", "drink");
  choose (fixture, NULL, "drink", "cola");
  assert_open (fixture, "N", "drink, drink/cola: ice, drink/cola: sugar", "ice");
  choose (fixture, "drink/cola", "ice", "yes");
  assert_open (fixture, "N", "drink, drink/cola: ice, drink/cola: sugar", NULL);
  /* One too many, in the inner group alone. */
  choose (fixture, "drink/cola", "ice", "no");
  assert_open (fixture, "N", "drink, drink/cola: ice, drink/cola: sugar", "ice");
}

static void
test_combo (Fixture      *fixture,
            gconstpointer data)
{
  const TrivetMenuGroup  *slot = g_ptr_array_index (trivet_menu_item_get_combo (trivet_menu_lookup_item (fixture->menu, "S")), 0);
  const TrivetMenuOption *option = trivet_menu_group_lookup (slot, "A");

  g_assert_cmpstr (trivet_menu_get_option_name (fixture->menu, option, TRIVET_LANGUAGE_EN), ==, "Aubergine");
  g_assert_cmpstr (trivet_menu_get_option_name (fixture->menu, option, TRIVET_LANGUAGE_ZH), ==, "豆腐");
  g_assert_cmpint (trivet_menu_group_lookup (slot, "B")->price_minor, ==, 200);
  assert_open (fixture, "S", "main, side, drink", "main");
  choose (fixture, NULL, "main", "A");
  assert_open (fixture, "S", "main, main/A: heat, side, drink", "heat");
  choose (fixture, "main/A", "heat", "hot");
  choose (fixture, NULL, "drink", "tea");
  assert_open (fixture, "S", "main, main/A: heat, side, drink", NULL);
  /* The same dish in another slot, and the same group under it, are others. */
  choose (fixture, NULL, "side", "B");
  assert_open (fixture, "S", "main, main/A: heat, side, drink", NULL);
  g_assert_true (trivet_menu_item_has_choices (trivet_menu_lookup_item (fixture->menu, "S")));
  g_assert_true (trivet_menu_item_get_open_price (trivet_menu_lookup_item (fixture->menu, "X")));
  g_assert_false (trivet_menu_item_has_choices (trivet_menu_lookup_item (fixture->menu, "X")));
  g_assert_true (trivet_menu_item_matches (trivet_menu_lookup_item (fixture->menu, "A"), "doufu"));
}

static gboolean
apply (Fixture    *fixture,
       const char *type,
       const char *body)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("menu", type, 5000, text);
  g_autoptr (GError) error = NULL;
  gboolean applied = trivet_menu_apply (fixture->menu, fact, &error);

  g_assert_true (applied == (error == NULL));

  return applied;
}

/* Two registers may have made a chain of groups, each with a good fact: it opens once only. */
static void
test_hostile_facts (Fixture      *fixture,
                    gconstpointer data)
{
  g_assert_true (apply (fixture, "menu-group-set", "{'id':'ice','name':'Ice','min':0,'max':1,'options':["
                                                   "{'id':'yes','name':'Yes','price_minor':0,'groups':['heat','gone']}]}"));
  choose (fixture, NULL, "drink", "cola");
  choose (fixture, "drink/cola", "ice", "yes");
  assert_open (fixture, "N", "drink, drink/cola: ice, drink/cola: sugar", NULL);
  /* As the dish's own group it opens what it says and what there is. */
  g_assert_true (apply (fixture, "menu-item-set", "{'id':'B','category':'c','name':'B','price_minor':1,'tax_rate_ppm':0,'groups':['ice']}"));
  choose (fixture, NULL, "ice", "yes");
  assert_open (fixture, "B", "ice, ice/yes: heat", "heat");

  g_assert_false (apply (fixture, "menu-group-set", "{'id':'g','name':'G','options':[{'id':'o','name':'O','price_minor':0,'groups':['g']}]}"));
  g_assert_false (apply (fixture, "menu-group-set", "{'id':'g','name':'G','options':[{'id':'o','name':'O','price_minor':0,'groups':[7]}]}"));
  g_assert_false (apply (fixture, "menu-group-set", "{'id':'g','name':'G','options':[{'id':'o','name':'O','price_minor':0,'groups':7}]}"));
#define DISH "'id':'Z','category':'c','name':'Z','price_minor':1,'tax_rate_ppm':0,'groups':[]"
  g_assert_false (apply (fixture, "menu-item-set", "{" DISH ",'combo':[7]}"));
  g_assert_false (apply (fixture, "menu-item-set", "{" DISH ",'combo':[{'id':'s','name':'S'}]}"));
  g_assert_false (apply (fixture, "menu-item-set", "{" DISH ",'combo':[{'id':'s','name':'S','choices':[7]}]}"));
  g_assert_false (apply (fixture, "menu-item-set", "{" DISH ",'combo':[{'id':'s','name':'S','choices':[{'sku':'A','price_minor':-1}]}]}"));
  g_assert_false (apply (fixture, "menu-item-set", "{" DISH ",'open_price':true,'combo':[{'id':'s','name':'S','choices':[{'sku':'A'}]}]}"));
  g_assert_null (trivet_menu_lookup_item (fixture->menu, "Z"));
}

/* A dish that has left the menu has no name but its code, and opens nothing. */
static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  const TrivetMenuGroup *slot = g_ptr_array_index (trivet_menu_item_get_combo (trivet_menu_lookup_item (fixture->menu, "S")), 0);

  choose (fixture, NULL, "main", "A");
  choose (fixture, NULL, "drink", "tea");
  g_assert_true (apply (fixture, "menu-item-removed", "{'id':'A'}"));
  assert_open (fixture, "S", "main, side, drink", NULL);
  g_assert_cmpstr (trivet_menu_get_option_name (fixture->menu, trivet_menu_group_lookup (slot, "A"), TRIVET_LANGUAGE_EN), ==, "A");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/domain/menu-openings/nested", Fixture, NULL, set_up, test_nested, tear_down);
  g_test_add ("/domain/menu-openings/combo", Fixture, NULL, set_up, test_combo, tear_down);
  g_test_add ("/domain/menu-openings/hostile-facts", Fixture, NULL, set_up, test_hostile_facts, tear_down);
  g_test_add ("/domain/menu-openings/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
