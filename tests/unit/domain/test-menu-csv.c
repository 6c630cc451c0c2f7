/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu goes out as a table or as JSON and comes back without a difference, and a wrong table
 * is refused with its row, its column and why. Method: random menus full of signs that tables give a
 * meaning to, tables as people write them, and a table of single mistakes. */

#include "domain-bench.h"
#include "random-menu.h"

#include <string.h>

#define ROUNDS DOMAIN_ROUNDS (400)

typedef struct {
  DomainBench bench;
  TrivetMenu *menu;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  domain_bench_init (&fixture->bench, 4);
  fixture->menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->menu);
  domain_bench_clear (&fixture->bench);
}

static guint
import_into (Fixture    *fixture,
             TrivetMenu *menu,
             const char *text,
             gssize      length,
             gboolean    is_table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = is_table ? trivet_menu_import_csv (text, length, menu, &fixture->bench.stamp, &error)
                                         : trivet_menu_import (text, length, menu, &fixture->bench.stamp, &error);

  g_assert_no_error (error);
  domain_apply_all (menu, facts);

  return facts->len;
}

static void
test_round_trip (Fixture      *fixture,
                 gconstpointer data)
{
  for (int i = 0; i < ROUNDS; i++) {
    g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
    g_autoptr (TrivetMenu) other = trivet_menu_new (TRIVET_CURRENCY_CNY);
    g_autofree char *made = random_menu_make (fixture->bench.random, FALSE);
    guint            n_facts = import_into (fixture, menu, made, -1, FALSE);
    g_autofree char *table = trivet_menu_export_csv (menu);
    g_autofree char *json = trivet_menu_export (menu);
    g_autofree char *again = NULL;

    g_assert_cmpuint (n_facts, >=, 12);
    g_assert_cmpuint (import_into (fixture, menu, table, -1, TRUE), ==, 0);
    g_assert_cmpuint (import_into (fixture, menu, json, -1, FALSE), ==, 0);
    g_assert_cmpuint (import_into (fixture, other, table, -1, TRUE), ==, n_facts);
    again = trivet_menu_export (other);
    g_assert_cmpstr (again, ==, json);
  }
}

static void
test_demo (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *demo = domain_read ("..", "resources", "demo", "menu.json", NULL);
  g_autofree char *table = NULL;
  guint            n_facts = import_into (fixture, fixture->menu, demo, -1, FALSE);
  g_autoptr (TrivetMenu) other = trivet_menu_new (TRIVET_CURRENCY_CNY);

  table = trivet_menu_export_csv (fixture->menu);
  g_assert_cmpuint (import_into (fixture, fixture->menu, table, -1, TRUE), ==, 0);
  g_assert_cmpuint (import_into (fixture, other, table, -1, TRUE), ==, n_facts);
}

#define GOOD_HEAD "kind,id,name_en,name_zh,category,price,left,tax_included,modifier_groups,group,min,max\n"
#define COMBO_HEAD                                                                    \
  "kind,id,name_en,category,price,modifier_groups,choices,group,min,max,open_price\n" \
  "category,c,Food,,,,,,,,\n"
#define GOOD_ITEM ",A,N,c,1,,,,,,\n"
#define GOOD_ROWS "category,c,Food,菜,,,,,,,,\n"

/* As people write it: few columns, blank rows, blanks around words, both line ends, GB18030. */
static void
test_hand_made (Fixture      *fixture,
                gconstpointer data)
{
  static const char *const text = " ID ,Kind,name_zh,price,category,tax_included,left\r\n"
                                  "c, Category ,凉菜,,,,\r\n"
                                  ",,,,,,\r\n"
                                  "\n"
                                  "A,,凉拌黄瓜,12,c,否, 3 \n"
                                  "B,item,\"皮蛋\n豆腐\",18.50,c,TRUE";
  g_autofree char         *one_line = NULL;
  g_autofree char         *national = NULL;
  g_auto (GStrv) parts = g_strsplit (text, "\"皮蛋\n豆腐\"", 2);
  g_autoptr (GError) error = NULL;
  gsize           length;
  TrivetMenuItem *item;

  g_assert_null (trivet_menu_import_csv (text, -1, fixture->menu, &fixture->bench.stamp, &error));
  g_assert_cmpstr (error->message, ==, "row 6, column “name_zh”: “zh” holds a control character (U+000A); take it out");
  one_line = g_strjoinv ("皮蛋豆腐", parts);
  national = g_convert (one_line, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_assert_false (g_utf8_validate (national, (gssize) length, NULL));

  g_assert_cmpuint (import_into (fixture, fixture->menu, national, (gssize) length, TRUE), ==, 4);
  item = trivet_menu_lookup_item (fixture->menu, "A");
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN), ==, "凉拌黄瓜");
  g_assert_cmpint (trivet_menu_item_get_price_minor (item), ==, 1200);
  g_assert_false (trivet_menu_item_get_tax_included (item));
  g_assert_cmpint (trivet_menu_item_get_left (item), ==, 3);
  g_assert_cmpuint (import_into (fixture, fixture->menu, one_line, -1, TRUE), ==, 0);
}

static void
test_marks (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *full = domain_read ("fixtures", "menu", "full.json", NULL);
  g_autofree char *allergens = NULL;
  g_autoptr (GError) error = NULL;
  TrivetMenuItem *item;

  import_into (fixture, fixture->menu, full, -1, FALSE);
  import_into (fixture, fixture->menu, "id,name_en,category,price,allergens,diet\nN,New,food,9.90,sesame;gluten;sesame,vegan\nO,Old,food,1,,\n", -1, TRUE);
  item = trivet_menu_lookup_item (fixture->menu, "N");
  allergens = g_strjoinv (" ", trivet_menu_item_get_allergens (item));
  g_assert_cmpstr (allergens, ==, "gluten sesame");
  g_assert_cmpstr (trivet_menu_item_get_diet (item)[0], ==, "vegan");
  g_assert_null (trivet_menu_item_get_allergens (trivet_menu_lookup_item (fixture->menu, "O"))[0]);

  g_assert_null (trivet_menu_import_csv ("id,name_en,category,price,allergens\nN,New,food,9.90,gluten;wheat\n", -1, fixture->menu,
                                         &fixture->bench.stamp, &error));
  g_assert_true (g_str_has_prefix (error->message, "row 2, column “allergens”: “allergens” “wheat” is not known; choose out of gluten, crustaceans,"));
}

/* A list of dishes alone leaves categories and groups as they are. */
static void
test_dishes_alone (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *full = domain_read ("fixtures", "menu", "full.json", NULL);

  import_into (fixture, fixture->menu, full, -1, FALSE);
  g_assert_cmpuint (import_into (fixture, fixture->menu, "id,name_en,category,price,modifier_groups\nN,New,food,9.90,size;extras\n", -1, TRUE), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_menu_get_items (fixture->menu)), ==, 1);
  g_assert_cmpuint (trivet_menu_get_categories (fixture->menu)->len, ==, 2);
  g_assert_cmpuint (g_strv_length (trivet_menu_item_get_group_ids (trivet_menu_lookup_item (fixture->menu, "N"))), ==, 2);
}

typedef struct {
  const char *text;
  const char *message;
} Mistake;

static const Mistake mistakes[] = {
  { "", "row 1, column “id”: it is missing; the first row names the columns" },
  { "name_en\nSoup\n", "row 1, column “id”: it is missing; the first row names the columns" },
  { "id,price,Price\n", "row 1, column “Price”: it is there twice" },
  { "id,prize\n", "row 1: there is no column “prize”; the first row names the columns, out of kind, group, id, *" },
  { GOOD_HEAD GOOD_ROWS, "The file has no row of a dish" },
  { GOOD_HEAD GOOD_ROWS "dish,A,N,,c,1\n", "row 3, column “kind”: it must be item, category, group, option or slot" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1x\n",
    "row 3, column “price”: “price” “1x” is not an amount in CNY; write it as \"28\" or, where there are decimals, \"28.00\"" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,\n", "row 3, column “price”: “price” is missing or is not a text; write it as \"28.00\"" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,zz,1\n", "row 3, column “category”: there is no category “zz”; add it or choose another" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1\n\n,A,M,,c,1\n", "row 5, column “id”: the code “A” is used twice; give each its own" },
  { GOOD_HEAD GOOD_ROWS ",,N,,c,1\n", "row 3, column “id”: “sku” is missing or empty; add it" },
  { GOOD_HEAD GOOD_ROWS ",A,,,c,1\n", "row 3, column “name_en”: “name” is missing or empty; add it" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,many\n", "row 3, column “left”: “left” must be a whole number, 0 or more" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,-1\n", "row 3, column “left”: “left” must be a whole number, 0 or more" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,,maybe\n", "row 3, column “tax_included”: “tax_included” must be true or false" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,,,g\n", "row 3, column “modifier_groups”: there is no modifier group “g”; add it or take it out" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,,,\"\"\"g\"\n",
    "row 3, column “modifier_groups”: the quotation mark at its beginning is never closed" },
  { GOOD_HEAD GOOD_ROWS ",A,N,,c,1,,,\"g\nh\"\n", "row 3, column “modifier_groups”: it holds more than one line" },
  { GOOD_HEAD "category,c,Food,,,5\n", "row 2, column “price”: this cell must be empty in a row of this kind" },
  { GOOD_HEAD GOOD_ROWS "option,o,O,,,,,,,g\n", "row 3, column “group”: it must name a group of a row above" },
  { GOOD_HEAD GOOD_ROWS "group,g,G\n,A,N,,c,1\n", "row 3: “options” holds 0 choices; list 1 to 100" },
  { GOOD_HEAD GOOD_ROWS "group,g,G,,,,,,,,2,2\noption,o,O,,,,,,,g\n,A,N,,c,1\n",
    "row 3, column “max”: “min” 2 and “max” 2 do not fit 1 options, 0 of them preselected" },
  { GOOD_HEAD GOOD_ROWS "group,g,G\noption,o,O,,,x,,,,g\n,A,N,,c,1\n", "row 4, column “price”: “price” “x” is not an amount *" },
  { COMBO_HEAD GOOD_ITEM "slot,s,S,,,,A,B,,,\n", "row 4, column “group”: it must name the combo, a dish of a row above" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A;C,B,,,\n",
    "row 5, column “choices”: the slot “s” holds the dish “C”, which is not in the menu; add it or take it out" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A=x,B,,,\n", "row 5, column “choices”: “price” “x” is not an amount in CNY; *" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A=-1,B,,,\n",
    "row 5, column “choices”: the surcharge of a dish in a slot must not be below 0; lower the price of the combo instead" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A;A,B,,,\n", "row 5, column “choices”: the code “A” is used twice; give each its own" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,,B,,,\n", "row 5, column “choices”: “choices” holds 0 dishes; list 1 to 100" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A,B,2,2,\n", "row 5, column “max”: “min” 2 and “max” 2 do not fit 1 dishes in a slot" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s/t,S,,,,A,B,,,\n", "row 5, column “id”: the “id” of a slot must not have a “/”; take it out" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,A,B,,,\nslot,s,S,,,,A,B,,,\n",
    "row 6, column “id”: the code “s” is used twice; give each its own" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,1,,,,,,\nslot,s,S,,,,B,B,,,\n",
    "row 5, column “choices”: the slot “s” holds the dish “B”, which is a combo itself" },
  { COMBO_HEAD ",A,N,c,1,,,,,,true\n",
    "row 3, column “open_price”: a dish with “open_price” gets its price when it is ordered; leave “price” out" },
  { COMBO_HEAD GOOD_ITEM ",B,N,c,,,,,,,true\nslot,s,S,,,,A,B,,,\n", "row 4, column “open_price”: a combo has a price; take “open_price” out" },
  { COMBO_HEAD "group,g,G,,,,,,,,\noption,o,O,,,h,,g,,,\n" GOOD_ITEM,
    "row 4, column “modifier_groups”: there is no modifier group “h”; add it or take it out" },
  { COMBO_HEAD "group,g,G,,,,,,,,\noption,o,O,,,h,,g,,,\ngroup,h,H,,,,,,,,\noption,p,P,,,g,,h,,,\n" GOOD_ITEM,
    "row 4, column “modifier_groups”: the option “o” opens the group “h”, whose options open groups too; groups nest once only" },
  { COMBO_HEAD "group,g/h,G,,,,,,,,\noption,o,O,,,k,,g/h,,,\n" GOOD_ITEM,
    "row 3, column “id”: a group whose options open groups must not have a “/” in its “id”; take it out" },
  { COMBO_HEAD "group,g,G,,,,,,,,\noption,o,O,,,h,,g,,,\ngroup,h,H,,,,,,,,\noption,p,P,,,,,h,,,\n"
               ",A,N,c,1,g,,,,,\n,B,N,c,1,,,,,,\nslot,s,S,,,,A,B,,,\n",
    "row 9, column “choices”: the slot “s” holds the dish “A”, which has the group “g”, whose options open groups; *" },
  { GOOD_HEAD ",A,N,,c,1,,,,,,,more\n", "row 2, column 13: this column has no name in the first row" },
  { GOOD_HEAD ",A,\"N,,c,1\n", "row 2, column 3: the quotation mark at its beginning is never closed" },
  { GOOD_HEAD ",A,\"N\"x,,c,1\n", "row 2, column 3: text follows the closing quotation mark; *" },
  { GOOD_HEAD ",A,6\" pan,,c,1\n", "row 2, column 3: it holds a quotation mark; *" },
  { GOOD_HEAD GOOD_ROWS "\n,A,\xff\xff,,c,1\n", "line 4: a character is neither UTF-8 nor GB18030; save the file as “CSV UTF-8”" },
};

static void
test_mistakes (Fixture      *fixture,
               gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    const Mistake *mistake = &mistakes[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) facts = trivet_menu_import_csv (mistake->text, -1, fixture->menu, &fixture->bench.stamp, &error);

    g_assert_null (facts);
    g_assert_true (error->domain == TRIVET_MENU_ERROR);
    if (!g_pattern_match_simple (mistake->message, error->message))
      g_assert_cmpstr (error->message, ==, mistake->message);
  }
}

static void
test_binary (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (trivet_menu_import_csv ("i\0d\0", 4, fixture->menu, &fixture->bench.stamp, &error));
  g_assert_cmpstr (error->message, ==, "The file is not a text in UTF-8 or GB18030; save it as “CSV UTF-8”");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/domain/menu-csv/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/domain/menu-csv/demo", Fixture, NULL, set_up, test_demo, tear_down);
  g_test_add ("/domain/menu-csv/hand-made", Fixture, NULL, set_up, test_hand_made, tear_down);
  g_test_add ("/domain/menu-csv/dishes-alone", Fixture, NULL, set_up, test_dishes_alone, tear_down);
  g_test_add ("/domain/menu-csv/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/domain/menu-csv/mistakes", Fixture, NULL, set_up, test_mistakes, tear_down);
  g_test_add ("/domain/menu-csv/binary", Fixture, NULL, set_up, test_binary, tear_down);

  return g_test_run ();
}
