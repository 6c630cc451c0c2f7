/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu file that is wrong is refused as a whole, with a sentence that says where and what;
 * no file crashes the register. Method: a table of single mistakes and their sentences, and the
 * demo menu with random bytes changed. */

#include "domain-bench.h"

#include <string.h>

#define SYNTAX    TRIVET_MENU_ERROR_SYNTAX
#define VALUE     TRIVET_MENU_ERROR_VALUE
#define REFERENCE TRIVET_MENU_ERROR_REFERENCE
#define LIMIT     TRIVET_MENU_ERROR_LIMIT

/* A file in which one piece is another; ' stands for ". */
typedef struct {
  const char     *categories;
  const char     *groups;
  const char     *items;
  TrivetMenuError code;
  const char     *message;
} Mistake;

#define GOOD_CATEGORIES "[{'id':'c','name':'C'}]"
#define GOOD_GROUPS     "[{'id':'g','name':'G','options':[{'id':'o','name':'O'}]}]"
#define GOOD_ITEM       "{'sku':'D01','category':'c','name':'N','price':'1'}"
#define GROUP(members)  "[{'id':'g','name':'G'," members "}]"
#define ITEM(members)   "[" GOOD_ITEM ",{'sku':'D02','category':'c','name':'N','price':'1'," members "}]"
#define PRICE(text)     "[" GOOD_ITEM ",{'sku':'D02','category':'c','name':'N','price':" text "}]"

static const Mistake mistakes[] = {
  /* Categories. */
  { "{}", NULL, NULL, VALUE, "“categories” is not a list; write it in [ ]" },
  { "[7]", NULL, NULL, VALUE, "category 1: the entry is not an object; write it in { }" },
  { "[{'name':'C'}]", NULL, NULL, VALUE, "category 1: “id” is missing or empty; add it" },
  { "[{'id':'','name':'C'}]", NULL, NULL, VALUE, "category 1 “”: “id” is missing or empty; add it" },
  { "[{'id':5,'name':'C'}]", NULL, NULL, VALUE, "category 1: “id” is not a text; put it in quotation marks" },
  { "[{'id':'c','name':'C'},{'id':'c','name':'D'}]", NULL, NULL, VALUE,
    "category 2 “c”: the code “c” is used twice; give each its own" },
  { "[{'id':'c'}]", NULL, NULL, VALUE, "category 1 “c”: “name” is missing or empty; add it" },
  { "[{'id':'c','name':{}}]", NULL, NULL, VALUE, "category 1 “c”: “name” has neither “en” nor “zh”; add one" },
  { "[{'id':'c','name':{'en':5}}]", NULL, NULL, VALUE, "category 1 “c”: “en” is not a text; put it in quotation marks" },
  { "[{'id':'c','name':['C']}]", NULL, NULL, VALUE, "category 1 “c”: “name” is not a text; put it in quotation marks" },
  { "[{'id':'c','name':'C','color':'red'}]", NULL, NULL, VALUE,
    "category 1 “c”: “color” “red” is not a colour; write it as \"#1a5fb4\"" },
  { "[{'id':'c','name':'C','color':5}]", NULL, NULL, VALUE, "category 1 “c”: “color” is not a text; put it in quotation marks" },
  { "[{'id':'c','name':'A\\u0007B'}]", NULL, NULL, VALUE,
    "category 1 “c”: “name” holds a control character (U+0007); take it out" },
  { "[{'id':'c','name':'A\\nB'}]", NULL, NULL, VALUE, "category 1 “c”: “name” holds a control character (U+000A); take it out" },
  { "[{'id':'c','name':'A\\u202eB'}]", NULL, NULL, VALUE,
    "category 1 “c”: “name” holds a control character (U+202E); take it out" },

  /* Groups. */
  { NULL, "7", NULL, VALUE, "“modifier_groups” is not a list; write it in [ ]" },
  { NULL, "[{'name':'G'}]", NULL, VALUE, "modifier group 1: “id” is missing or empty; add it" },
  { NULL, "[{'id':'g','name':'G'}]", NULL, LIMIT, "modifier group 1 “g”: “options” holds 0 choices; list 1 to 100" },
  { NULL, GROUP ("'options':{}"), NULL, VALUE, "modifier group 1 “g”: “options” is not a list; write it in [ ]" },
  { NULL, GROUP ("'options':['o']"), NULL, VALUE, "modifier group 1 “g”: an option is not an object; write it in { }" },
  { NULL, GROUP ("'options':[{'name':'O'}]"), NULL, VALUE, "modifier group 1 “g”: “id” is missing or empty; add it" },
  { NULL, GROUP ("'options':[{'id':'o','name':'O'},{'id':'o','name':'P'}]"), NULL, VALUE,
    "modifier group 1 “g”: the code “o” is used twice; give each its own" },
  { NULL, GROUP ("'options':[{'id':'o','name':'O','price':5}]"), NULL, VALUE,
    "modifier group 1 “g”: “price” is missing or is not a text; write it as \"28.00\"" },
  { NULL, GROUP ("'options':[{'id':'o','name':'O','preselected':'yes'}]"), NULL, VALUE,
    "modifier group 1 “g”: “preselected” must be true or false" },
  { NULL, GROUP ("'min':-1,'options':[{'id':'o','name':'O'}]"), NULL, VALUE,
    "modifier group 1 “g”: “min” must be a whole number, 0 or more" },
  { NULL, GROUP ("'max':1.5,'options':[{'id':'o','name':'O'}]"), NULL, VALUE,
    "modifier group 1 “g”: “max” must be a whole number, 0 or more" },
  { NULL, GROUP ("'min':1,'max':2,'options':[{'id':'o','name':'O'}]"), NULL, VALUE,
    "modifier group 1 “g”: “min” 1 and “max” 2 do not fit 1 options, 0 of them preselected" },
  { NULL, GROUP ("'max':1,'options':[{'id':'o','name':'O','preselected':true},{'id':'p','name':'P','preselected':true}]"), NULL,
    VALUE, "modifier group 1 “g”: “min” 0 and “max” 1 do not fit 2 options, 2 of them preselected" },

  /* Items. */
  { NULL, NULL, "[]", VALUE, "“items” is missing or empty; list the dishes there" },
  { NULL, NULL, "null", VALUE, "“items” is missing or empty; list the dishes there" },
  { NULL, NULL, "'x'", VALUE, "“items” is not a list; write it in [ ]" },
  { NULL, NULL, "[" GOOD_ITEM ",[]]", VALUE, "item 2: the entry is not an object; write it in { }" },
  { NULL, NULL, "[{'category':'c'}]", VALUE, "item 1: “sku” is missing or empty; add it" },
  { NULL, NULL, "[" GOOD_ITEM "," GOOD_ITEM "]", VALUE, "item 2 “D01”: the code “D01” is used twice; give each its own" },
  { NULL, NULL, "[{'sku':'D01'}]", VALUE, "item 1 “D01”: “category” is missing or empty; add it" },
  { NULL, NULL, "[{'sku':'D01','category':'d','name':'N','price':'1'}]", REFERENCE,
    "item 1 “D01”: there is no category “d”; add it or choose another" },
  { NULL, NULL, "[{'sku':'D01','category':'c','price':'1'}]", VALUE, "item 1 “D01”: “name” is missing or empty; add it" },
  { NULL, NULL, "[{'sku':'D01','category':'c','name':'N'}]", VALUE,
    "item 1 “D01”: “price” is missing or is not a text; write it as \"28.00\"" },
  { NULL, NULL, PRICE ("28"), VALUE, "item 2 “D02”: “price” is missing or is not a text; write it as \"28.00\"" },
  { NULL, NULL, PRICE ("'12.5x'"), VALUE,
    "item 2 “D02”: “price” “12.5x” is not an amount in CNY; write it as \"28\" or, where there are decimals, \"28.00\"" },
  { NULL, NULL, PRICE ("'1.234'"), VALUE,
    "item 2 “D02”: “price” “1.234” is not an amount in CNY; write it as \"28\" or, where there are decimals, \"28.00\"" },
  { NULL, NULL, PRICE ("''"), VALUE,
    "item 2 “D02”: “price” “” is not an amount in CNY; write it as \"28\" or, where there are decimals, \"28.00\"" },
  { NULL, NULL, PRICE ("'-0.01'"), LIMIT, "item 2 “D02”: “price” “-0.01” is outside what is allowed, 0 to 100000000.00" },
  { NULL, NULL, PRICE ("'100000000.01'"), LIMIT,
    "item 2 “D02”: “price” “100000000.01” is outside what is allowed, 0 to 100000000.00" },
  { NULL, NULL, ITEM ("'tax_rate':6"), VALUE, "item 2 “D02”: “tax_rate” is not a text; put it in quotation marks" },
  { NULL, NULL, ITEM ("'tax_rate':'6'"), VALUE,
    "item 2 “D02”: “tax_rate” “6” is not a rate from 0% to 100%; write it as \"6%\"" },
  { NULL, NULL, ITEM ("'tax_rate':'.%'"), VALUE,
    "item 2 “D02”: “tax_rate” “.%” is not a rate from 0% to 100%; write it as \"6%\"" },
  { NULL, NULL, ITEM ("'tax_rate':'100.0001%'"), VALUE,
    "item 2 “D02”: “tax_rate” “100.0001%” is not a rate from 0% to 100%; write it as \"6%\"" },
  { NULL, NULL, ITEM ("'tax_rate':'1.23456%'"), VALUE,
    "item 2 “D02”: “tax_rate” “1.23456%” is not a rate from 0% to 100%; write it as \"6%\"" },
  { NULL, NULL, ITEM ("'tax_included':'no'"), VALUE, "item 2 “D02”: “tax_included” must be true or false" },
  { NULL, NULL, ITEM ("'available':0"), VALUE, "item 2 “D02”: “available” must be true or false" },
  { NULL, NULL, ITEM ("'left':'5'"), VALUE, "item 2 “D02”: “left” must be a whole number, 0 or more" },
  { NULL, NULL, ITEM ("'left':-2"), VALUE, "item 2 “D02”: “left” must be a whole number, 0 or more" },
  { NULL, NULL, ITEM ("'left':2147483648"), VALUE, "item 2 “D02”: “left” must be a whole number, 0 or more" },
  { NULL, NULL, ITEM ("'modifier_groups':'g'"), VALUE, "item 2 “D02”: “modifier_groups” is not a list; write it in [ ]" },
  { NULL, NULL, ITEM ("'modifier_groups':[{}]"), VALUE,
    "item 2 “D02”: “modifier_groups” holds something else than the ids of groups" },
  { NULL, NULL, ITEM ("'modifier_groups':['g','h']"), REFERENCE,
    "item 2 “D02”: there is no modifier group “h”; add it or take it out" },
  { NULL, NULL, ITEM ("'modifier_groups':['g','g']"), VALUE, "item 2 “D02”: the code “g” is used twice; give each its own" },

  /* Groups in options, combos, open prices. */
  { NULL, GROUP ("'options':[{'id':'o','name':'O','modifier_groups':'g'}]"), NULL, VALUE,
    "modifier group 1 “g”: “modifier_groups” is not a list; write it in [ ]" },
  { NULL, GROUP ("'options':[{'id':'o','name':'O','modifier_groups':['h']}]"), NULL, REFERENCE,
    "modifier group 1 “g”: there is no modifier group “h”; add it or take it out" },
  { NULL, GROUP ("'options':[{'id':'o','name':'O','modifier_groups':['g']}]"), NULL, VALUE,
    "modifier group 1 “g”: the option “o” opens the group “g”, whose options open groups too; groups nest once only" },
  { NULL, NULL, ITEM ("'combo':7"), VALUE, "item 2 “D02”: “combo” is not a list; write it in [ ]" },
  { NULL, NULL, ITEM ("'combo':[7]"), VALUE, "item 2 “D02”: a slot is not an object; write it in { }" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s'}]"), VALUE, "item 2 “D02”: “name” is missing or empty; add it" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s','name':'S'}]"), LIMIT, "item 2 “D02”: “choices” holds 0 dishes; list 1 to 100" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s','name':'S','choices':['D01']}]"), VALUE,
    "item 2 “D02”: a choice of a slot is not an object; write it in { }" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s','name':'S','choices':[{'price':'1'}]}]"), VALUE, "item 2 “D02”: “sku” is missing or empty; add it" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s','name':'S','choices':[{'sku':'D09'}]}]"), REFERENCE,
    "item 2 “D02”: the slot “s” holds the dish “D09”, which is not in the menu; add it or take it out" },
  { NULL, NULL, ITEM ("'combo':[{'id':'s','name':'S','choices':[{'sku':'D02'}]}]"), VALUE,
    "item 2 “D02”: the slot “s” holds the dish “D02”, which is a combo itself" },
  { NULL, NULL, ITEM ("'modifier_groups':['g'],'combo':[{'id':'g','name':'S','choices':[{'sku':'D01'}]}]"), VALUE,
    "item 2 “D02”: the code “g” is used twice; give each its own" },
  { NULL, NULL, "[{'sku':'D01','category':'c','name':'N','open_price':true},{'sku':'D02','category':'c','name':'N','price':'1',"
                "'combo':[{'id':'s','name':'S','choices':[{'sku':'D01'}]}]}]",
    VALUE, "item 2 “D02”: the slot “s” holds the dish “D01”, which has an open price" },
  { NULL, NULL, ITEM ("'open_price':1"), VALUE, "item 2 “D02”: “open_price” must be true or false" },
  { NULL, NULL, ITEM ("'open_price':true"), VALUE,
    "item 2 “D02”: a dish with “open_price” gets its price when it is ordered; leave “price” out" },
  { NULL, NULL, ITEM ("'kitchen':5"), VALUE, "item 2 “D02”: “kitchen” is not a text; put it in quotation marks" },
  { NULL, NULL, ITEM ("'image':[]"), VALUE, "item 2 “D02”: “image” is not a text; put it in quotation marks" },
};

static char *
dup_file (const Mistake *mistake)
{
  char *json = g_strdup_printf ("{'currency':'CNY','categories':%s,'modifier_groups':%s,'items':%s}",
                                mistake->categories != NULL ? mistake->categories : GOOD_CATEGORIES,
                                mistake->groups != NULL ? mistake->groups : GOOD_GROUPS,
                                mistake->items != NULL ? mistake->items : "[" GOOD_ITEM "]");

  return g_strdelimit (json, "'", '"');
}

static void
assert_refused (const char     *json,
                gssize          length,
                TrivetMenu     *present,
                TrivetMenuError code,
                const char     *message)
{
  g_auto (DomainBench) bench = { 0 };
  g_autoptr (GError) error = NULL;

  domain_bench_init (&bench, 1);
  g_assert_null (trivet_menu_import (json, length, present, &bench.stamp, &error));
  g_assert_error (error, TRIVET_MENU_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_mistakes (void)
{
  const Mistake good = { NULL };
  g_auto (DomainBench) bench = { 0 };
  g_autofree char *good_file = dup_file (&good);
  g_autoptr (GPtrArray) facts = NULL;

  domain_bench_init (&bench, 1);
  facts = trivet_menu_import (good_file, -1, NULL, &bench.stamp, NULL);
  g_assert_cmpuint (facts->len, ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autofree char *json = dup_file (&mistakes[i]);

    g_test_message ("%s", json);
    assert_refused (json, -1, NULL, mistakes[i].code, mistakes[i].message);
  }
}

static void
test_syntax (void)
{
  static const char *const files[] = { "", " ", "[]", "5", "null", "{", "{\"items\":[}", "\xff\xfe{\0", "{\"a\":\"\xff\"}" };
  g_autofree char         *broken = domain_read ("fixtures", "menu", "broken.json", NULL);
  g_autofree char         *brackets = g_strnfill (1000000, '[');
  g_auto (DomainBench) bench = { 0 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    assert_refused (files[i], -1, NULL, SYNTAX, NULL);
  assert_refused (brackets, -1, NULL, SYNTAX, "The file holds brackets within brackets, too deep; no menu needs that");
  assert_refused ("{\"items\":[{\"left\":-99999999999999999999}]}", -1, NULL, SYNTAX,
                  "The file holds a number that is too large; no menu needs that");
  assert_refused ("[]", -1, NULL, SYNTAX, "The file does not hold an object; it begins with { and ends with }");

  domain_bench_init (&bench, 1);
  g_assert_null (trivet_menu_import (broken, -1, NULL, &bench.stamp, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "The file is not JSON: "));
  /* The comma is missing in the third line. */
  g_assert_nonnull (strstr (error->message, ":3:"));
}

static void
test_currency (void)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);

  assert_refused ("{\"currency\":\"ZZZ\"}", -1, NULL, VALUE, "“currency” “ZZZ” is not a currency of ours");
  assert_refused ("{\"currency\":5}", -1, NULL, VALUE, "“currency” is not a text; put it in quotation marks");
  assert_refused ("{\"currency\":\"USD\"}", -1, menu, VALUE,
                  "“currency” is “USD”, but the store's is CNY; write all prices in that");
  /* Would take every dish off the menu. */
  assert_refused ("{}", -1, menu, VALUE, "“items” is missing or empty; list the dishes there");
}

static void
test_limits (void)
{
  g_autofree char *name = g_strnfill (TRIVET_MENU_MAX_NAME_BYTES + 1, 'x');
  g_autofree char *categories = g_strdup_printf ("[{'id':'c','name':'%s'}]", name);
  g_autofree char *id = g_strnfill (60, 'y');
  g_autofree char *chinese = g_strdup_printf ("[{'id':'%s','name':'C','color':'红红红红红红红红红红红红红红红红红红红红红红红红"
                                              "红红红红红红红红红红红红红红红红红红红红'}]",
                                              id);
  g_autoptr (GString) items = g_string_new ("[");
  Mistake          mistake = { categories, NULL, NULL, LIMIT, NULL };
  g_autofree char *long_name = dup_file (&mistake);
  g_autofree char *long_quotes = NULL;
  g_autofree char *many = NULL;

  assert_refused (long_name, -1, NULL, LIMIT, "category 1 “c”: “name” is longer than 200 bytes; shorten it");

  /* Quoted texts are cut between characters. */
  mistake.categories = chinese;
  long_quotes = dup_file (&mistake);
  assert_refused (long_quotes, -1, NULL, VALUE,
                  "category 1 “yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…”: “color” “红红红红红红红红红红红红红红红红红红红红"
                  "红红红红红红红红红红红红红红红红红红红红…” is not a colour; write it as \"#1a5fb4\"");

  for (int i = 0; i <= TRIVET_MENU_MAX_ITEMS; i++)
    g_string_append (items, i > 0 ? ",1" : "1");
  g_string_append_c (items, ']');
  mistake.categories = NULL;
  mistake.items = items->str;
  many = dup_file (&mistake);
  assert_refused (many, -1, NULL, LIMIT, "“items” holds 50001 entries; at most 50000 are allowed");
}

/* A changed byte may still be a menu; then its facts must make one. */
static void
test_changed_bytes (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (41);
  g_auto (DomainBench) bench = { 0 };
  g_autofree char *demo = domain_read ("..", "resources", "demo", "menu.json", NULL);
  gsize            length = strlen (demo);
  guint            n_good = 0;

  domain_bench_init (&bench, 1);
  for (int i = 0; i < DOMAIN_ROUNDS (600); i++) {
    g_autofree char *json = g_memdup2 (demo, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) facts = NULL;
    g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
    guint n_changes = 1 + trivet_seeded_random_below (random, 3);
    gsize end = trivet_seeded_random_chance (random, 100) ? trivet_seeded_random_below (random, (guint) length) : length;

    for (guint j = 0; j < n_changes; j++) {
      static const char likely[] = "\"{}[],:\\-.0eE \n";
      gsize             place = trivet_seeded_random_below (random, (guint) length);

      json[place] = trivet_seeded_random_chance (random, 500)
                      ? likely[trivet_seeded_random_below (random, sizeof likely - 1)]
                      : (char) trivet_seeded_random_below (random, 256);
    }
    facts = trivet_menu_import (json, (gssize) end, menu, &bench.stamp, &error);
    if (facts != NULL) {
      n_good++;
      domain_apply_all (menu, facts);
      trivet_menu_get_items (menu);
    } else {
      g_assert_true (error != NULL && error->domain == TRIVET_MENU_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  }
  g_test_message ("%u of %d were still menus", n_good, DOMAIN_ROUNDS (600));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/menu-refusals/mistakes", test_mistakes);
  g_test_add_func ("/domain/menu-refusals/syntax", test_syntax);
  g_test_add_func ("/domain/menu-refusals/currency", test_currency);
  g_test_add_func ("/domain/menu-refusals/limits", test_limits);
  g_test_add_func ("/domain/menu-refusals/changed-bytes", test_changed_bytes);

  return g_test_run ();
}
