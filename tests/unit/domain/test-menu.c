/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu is what its facts say, is listed in order, keeps what the kitchen said, and survives
 * facts that lie. Method: short journals, a table of searches in the demo menu, 5,000 dishes, and
 * random bodies. */

#include "domain-bench.h"

static gboolean
try_apply (TrivetMenu *menu,
           const char *type_name,
           const char *body,
           GError    **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("menu", type_name, 1, text);

  return trivet_menu_apply (menu, fact, error);
}

static void
apply (TrivetMenu *menu,
       const char *type_name,
       const char *body)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = try_apply (menu, type_name, body, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

#define ITEM(id, category, position)                                                                                \
  "{'id':'" id "','category':'" category "','name':'Dish " id "','name_zh':'菜','kitchen':'k','price_minor':2800," \
  "'tax_rate_ppm':60000,'tax_included':false,'position':" position ",'groups':['width',7,'heat'],'emoji':'🥟','search':'dish'}"

static char *
dup_skus (TrivetMenu *menu)
{
  GListModel *items = trivet_menu_get_items (menu);
  GString    *skus = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    g_string_append_printf (skus, "%s ", trivet_menu_item_get_sku (item));
  }

  return g_string_free (skus, FALSE);
}

static void
assert_skus (TrivetMenu *menu,
             const char *expected)
{
  g_autofree char *skus = dup_skus (menu);

  g_assert_cmpstr (skus, ==, expected);
}

static void
test_fold (void)
{
  TrivetMenu            *menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  TrivetMenuItem        *item;
  const TrivetMenuGroup *group;

  apply (menu, "menu-category-set", "{'id':'b','name':'Second','name_zh':'二','color':'#112233','position':1}");
  apply (menu, "menu-category-set", "{'id':'a','name':'First','color':'#445566','position':0}");
  apply (menu, "menu-group-set",
         "{'id':'width','name':'Noodle','name_zh':'面','min':1,'max':2,'options':["
         "{'id':'wide','name':'Wide','name_zh':'宽','price_minor':0,'preselected':true},"
         "{'id':'thin','name':'Thin','price_minor':-50}]}");
  apply (menu, "menu-item-set", ITEM ("B1", "b", "0"));
  apply (menu, "menu-item-set", ITEM ("A2", "a", "2"));
  apply (menu, "menu-item-set", ITEM ("A1", "a", "1"));
  apply (menu, "menu-item-set", ITEM ("Z", "nowhere", "0"));
  assert_skus (menu, "A1 A2 B1 Z ");

  g_assert_cmpuint (trivet_menu_get_categories (menu)->len, ==, 2);
  g_assert_cmpstr (((TrivetMenuCategory *) g_ptr_array_index (trivet_menu_get_categories (menu), 0))->id, ==, "a");
  g_assert_cmpstr (trivet_menu_lookup_category (menu, "a")->name_zh, ==, "First");
  g_assert_cmpstr (trivet_menu_lookup_category (menu, "b")->color, ==, "#112233");
  group = trivet_menu_lookup_group (menu, "width");
  g_assert_cmpint (group->min, ==, 1);
  g_assert_cmpint (group->max, ==, 2);
  g_assert_true (trivet_menu_group_lookup (group, "wide")->preselected);
  g_assert_cmpint (trivet_menu_group_lookup (group, "thin")->price_minor, ==, -50);
  g_assert_null (trivet_menu_group_lookup (group, "none"));

  item = trivet_menu_lookup_item (menu, "A1");
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN), ==, "Dish A1");
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_ZH), ==, "菜");
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (item), ==, "k");
  g_assert_cmpstr (trivet_menu_item_get_emoji (item), ==, "🥟");
  g_assert_null (trivet_menu_item_get_image (item));
  g_assert_cmpint (trivet_menu_item_get_price_minor (item), ==, 2800);
  g_assert_cmpint (trivet_menu_item_get_tax_rate_ppm (item), ==, 60000);
  g_assert_false (trivet_menu_item_get_tax_included (item));
  g_assert_cmpuint (g_strv_length (trivet_menu_item_get_group_ids (item)), ==, 2);
  g_assert_cmpstr (trivet_menu_item_get_group_ids (item)[1], ==, "heat");

  apply (menu, "menu-item-removed", "{'id':'A1'}");
  apply (menu, "menu-item-removed", "{'id':'never was'}");
  apply (menu, "menu-category-removed", "{'id':'a'}");
  apply (menu, "menu-group-removed", "{'id':'width'}");
  assert_skus (menu, "B1 Z A2 ");
  g_assert_null (trivet_menu_lookup_item (menu, "A1"));
  g_assert_null (trivet_menu_lookup_category (menu, "a"));
  g_assert_null (trivet_menu_lookup_group (menu, "width"));
  g_assert_finalize_object (menu);
}

static void
count (GObject    *object,
       GParamSpec *pspec,
       int        *n)
{
  ++*n;
}

static void
test_availability (void)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (TrivetMenuItem) old = NULL;
  TrivetMenuItem *item;
  int             n_available = 0;
  int             n_left = 0;

  apply (menu, "menu-item-set", ITEM ("A1", "a", "1"));
  old = g_object_ref (trivet_menu_lookup_item (menu, "A1"));
  g_assert_true (trivet_menu_item_get_available (old));
  g_assert_cmpint (trivet_menu_item_get_left (old), ==, -1);
  g_signal_connect (old, "notify::available", G_CALLBACK (count), &n_available);
  g_signal_connect (old, "notify::left", G_CALLBACK (count), &n_left);

  apply (menu, "item-availability-set", "{'id':'A1','available':true,'left':5}");
  apply (menu, "item-availability-set", "{'id':'A1','available':false,'left':5}");
  apply (menu, "item-availability-set", "{'id':'A1','available':false,'left':5}");
  apply (menu, "item-availability-set", "{'id':'not on the menu','available':false}");
  g_assert_cmpint (n_available, ==, 1);
  g_assert_cmpint (n_left, ==, 1);
  g_assert_false (trivet_menu_item_get_available (old));

  /* A new price is another object, and still sold out. */
  apply (menu, "menu-item-set", ITEM ("A1", "a", "7"));
  item = trivet_menu_lookup_item (menu, "A1");
  g_assert_true (item != old);
  g_assert_false (trivet_menu_item_get_available (item));
  g_assert_cmpint (trivet_menu_item_get_left (item), ==, 5);

  apply (menu, "item-availability-set", "{'id':'A1','available':true,'left':0}");
  g_assert_false (trivet_menu_item_get_available (item));
  apply (menu, "item-availability-set", "{'id':'A1','available':true}");
  g_assert_true (trivet_menu_item_get_available (item));

  /* Off the menu and on again, it begins anew. */
  apply (menu, "item-availability-set", "{'id':'A1','available':false}");
  apply (menu, "menu-item-removed", "{'id':'A1'}");
  apply (menu, "menu-item-set", ITEM ("A1", "a", "7"));
  g_assert_true (trivet_menu_item_get_available (trivet_menu_lookup_item (menu, "A1")));
}

static void
count_changes (GListModel *model,
               guint       position,
               guint       removed,
               guint       added,
               guint      *n)
{
  ++*n;
}

static void
test_large (void)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  GListModel *items = trivet_menu_get_items (menu);
  guint       n_changes = 0;
  guint       n_found = 0;
  gint64      start;
  gint64      folded;
  gint64      searched;

  g_signal_connect (items, "items-changed", G_CALLBACK (count_changes), &n_changes);
  for (int i = 0; i < DOMAIN_ROUNDS (5000); i++)
    g_ptr_array_add (facts, domain_fact ("menu-item-set", 1,
                                         "{'id':'S%d','category':'c%d','name':'Dish','price_minor':1,'tax_rate_ppm':0,"
                                         "'position':%d,'groups':[],'search':'dish number %d\\u001f菜\\u001fcai'}",
                                         i, i % 20, 5000 - i, i));
  start = g_get_monotonic_time ();
  domain_apply_all (menu, facts);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (trivet_menu_get_items (menu) == items);
  folded = g_get_monotonic_time ();
  /* One change of the list for the whole import. */
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, DOMAIN_ROUNDS (5000));

  for (guint i = 0; i < DOMAIN_ROUNDS (5000); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    n_found += trivet_menu_item_matches (item, "Number 24");
  }
  searched = g_get_monotonic_time ();
  /* 24, 240 to 249 and, without the sanitizer, 2400 to 2499. */
  g_assert_cmpuint (n_found, ==, DOMAIN_ROUNDS (5000) == 5000 ? 111 : 11);
  g_test_message ("%d dishes folded in %" G_GINT64_FORMAT " us, searched in %" G_GINT64_FORMAT " us", DOMAIN_ROUNDS (5000), folded - start,
                  searched - folded);
}

static void
load_demo (TrivetMenu *menu)
{
  g_auto (DomainBench) bench = { 0 };
  g_autofree char *json = domain_read ("..", "resources", "demo", "menu.json", NULL);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;

  domain_bench_init (&bench, 1);
  facts = trivet_menu_import (json, -1, menu, &bench.stamp, &error);
  g_assert_no_error (error);
  domain_apply_all (menu, facts);
}

static void
test_search (void)
{
  static const struct {
    const char *sku;
    const char *query;
    gboolean    found;
  } cases[] = {
    { "W02", "", TRUE },
    { "W02", "  ", TRUE },
    { "W02", "mapo", TRUE },
    { "W02", "MAPO T", TRUE },
    { "W02", "tofu", TRUE },
    { "W02", "麻婆", TRUE },
    { "W02", "豆腐", TRUE },
    { "W02", "mpdf", TRUE },
    { "W02", "MPD", TRUE },
    { "W02", "mapodoufu", TRUE },
    { "W02", "ma po dou", TRUE },
    { "W02", "doufu", TRUE },
    { "W02", "w02", TRUE },
    { "W02", "w0", TRUE },
    { "W02", "02", FALSE },
    { "W02", "mpdx", FALSE },
    { "W02", "beef", FALSE },
    { "W02", "红烧", FALSE },
    { "N01", "hsnrm", TRUE },
    { "N01", "hongshao", TRUE },
    { "N01", "beef n", TRUE },
    { "N01", "bbn", TRUE },
    { "W03", "salt & p", TRUE },
    { "B01", "qdpj", TRUE },
    { "T03", "pu'er", TRUE },
  };
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);

  load_demo (menu);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TrivetMenuItem *item = trivet_menu_lookup_item (menu, cases[i].sku);

    g_test_message ("%s “%s”", cases[i].sku, cases[i].query);
    g_assert_cmpint (trivet_menu_item_matches (item, cases[i].query), ==, cases[i].found);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *type;
    const char *body;
  } cases[] = {
    { "menu-category-set", "{'id':'a'}" },
    { "menu-category-set", "{'name':'a'}" },
    { "menu-category-removed", "{}" },
    { "menu-group-set", "{'id':'g','name':'g'}" },
    { "menu-group-set", "{'id':'g','name':'g','options':[7]}" },
    { "menu-group-set", "{'id':'g','name':'g','options':[{'id':'o','name':'n'}]}" },
    { "menu-item-set", "{'id':'A1'}" },
    { "menu-item-set", "{'id':'A1','category':'a','name':'n','price_minor':'12','tax_rate_ppm':0}" },
    { "menu-item-removed", "{'id':5}" },
    { "item-availability-set", "{'available':true}" },
    { "order-opened", "{'number':'1','currency':'CNY'}" },
  };
  g_auto (DomainBench) bench = { 0 };
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autofree char *json = domain_read ("..", "resources", "demo", "menu.json", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  domain_bench_init (&bench, 1);
  load_demo (menu);
  before = dup_skus (menu);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (try_apply (menu, cases[i].type, cases[i].body, &error));
    g_assert_true (error != NULL && error->domain == TRIVET_FACT_ERROR);
  }
  after = dup_skus (menu);
  g_assert_cmpstr (before, ==, after);
  /* Nor is there anything for an import to mend. */
  facts = trivet_menu_import (json, -1, menu, &bench.stamp, NULL);
  g_assert_cmpuint (facts->len, ==, 0);
}

static const char *const members[] = {
  "id",
  "name",
  "name_zh",
  "color",
  "position",
  "min",
  "max",
  "options",
  "category",
  "price_minor",
  "tax_rate_ppm",
  "groups",
  "search",
  "available",
  "left",
  "emoji",
};

static const char *const values[] = {
  "\"a\"",
  "\"b\"",
  "\"A1\"",
  "\"\"",
  "0",
  "1",
  "-1",
  "9223372036854775807",
  "-9223372036854775808",
  "2147483648",
  "1.5",
  "true",
  "null",
  "{}",
  "[]",
  "[null,\"a\"]",
  "[{\"id\":\"o\",\"name\":\"n\",\"price_minor\":1}]",
};

static void
test_random (void)
{
  static const char *const types[] = {
    "menu-category-set",
    "menu-category-removed",
    "menu-group-set",
    "menu-group-removed",
    "menu-item-set",
    "menu-item-set",
    "menu-item-removed",
    "item-availability-set",
  };
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (31);
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  guint n_applied = 0;

  for (int i = 0; i < DOMAIN_ROUNDS (20000); i++) {
    g_autoptr (GString) body = g_string_new ("{");
    g_autoptr (TrivetFact) fact = NULL;
    g_autoptr (GError) error = NULL;

    for (gsize j = 0; j < G_N_ELEMENTS (members); j++) {
      if (!trivet_seeded_random_chance (random, 150))
        g_string_append_printf (body, "%s\"%s\":%s", body->len > 1 ? "," : "", members[j],
                                values[trivet_seeded_random_below (random, G_N_ELEMENTS (values))]);
    }
    g_string_append_c (body, '}');
    fact = domain_fact_about ("menu", types[trivet_seeded_random_below (random, G_N_ELEMENTS (types))], 1, body->str);
    if (trivet_menu_apply (menu, fact, &error))
      n_applied++;
    else
      g_assert_true (error != NULL && error->domain == TRIVET_FACT_ERROR);
    g_assert_cmpuint (g_list_model_get_n_items (trivet_menu_get_items (menu)), <=, 4);
    trivet_menu_get_categories (menu);
  }
  g_assert_cmpuint (n_applied, >, DOMAIN_ROUNDS (1000));
}

/* A dish is read from the text itself: however that is written, the dish is the same. */
static void
test_item_text (void)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GError) error = NULL;
  TrivetMenuItem *item;

  apply (menu, "menu-item-set",
         " { 'id' : 5 , 'other':{'id':'no','list':[1,{'name':'no'}]} ,\n'\\u0069d':'A1','name':'A \\'x\\' \\\\ \\/\\t\\u4e09\\ud83c\\udf5c',"
         "'category':'first','category':'c','price_minor':-7,'tax_rate_ppm':60000 ,'tax_included':false,"
         "'position':1.5,'groups':[ 'g' , 5,['no'],'h' ],'search':null,'kitchen':''}");
  item = trivet_menu_lookup_item (menu, "A1");
  g_assert_nonnull (item);
  g_assert_cmpstr (trivet_menu_item_get_category_id (item), ==, "c");
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN), ==, "A \"x\" \\ /\t三🍜");
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_ZH), ==, "A \"x\" \\ /\t三🍜");
  g_assert_cmpstr (trivet_menu_item_get_kitchen_name (item), ==, "");
  g_assert_null (trivet_menu_item_get_emoji (item));
  g_assert_cmpint (trivet_menu_item_get_price_minor (item), ==, -7);
  g_assert_false (trivet_menu_item_get_tax_included (item));
  g_assert_cmpuint (g_strv_length (trivet_menu_item_get_group_ids (item)), ==, 2);
  g_assert_cmpstr (trivet_menu_item_get_group_ids (item)[1], ==, "h");

  /* The last of two counts, and then it is no price. */
  g_assert_false (try_apply (menu, "menu-item-set",
                             "{'id':'A1','category':'c','name':'N','price_minor':1,'tax_rate_ppm':0,'price_minor':1.0}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_assert_cmpint (trivet_menu_item_get_price_minor (trivet_menu_lookup_item (menu, "A1")), ==, -7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/menu/fold", test_fold);
  g_test_add_func ("/domain/menu/item-text", test_item_text);
  g_test_add_func ("/domain/menu/availability", test_availability);
  g_test_add_func ("/domain/menu/large", test_large);
  g_test_add_func ("/domain/menu/search", test_search);
  g_test_add_func ("/domain/menu/refused", test_refused);
  g_test_add_func ("/domain/menu/random", test_random);

  return g_test_run ();
}
