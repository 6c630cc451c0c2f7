/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each dish has the tax of the first rule for its category and its order's type, or else the
 * menu's; the order says so itself, and says it once. Method: random books over random orders,
 * compared with the rules read anew; facts that lie are refused. */

#include "domain-bench.h"

#include "trivet-price-book.h"

#define N_CATEGORIES 4

static const char *const type_names[] = { "counter", "table", "takeaway", "delivery", "bar" };

typedef struct {
  DomainBench bench;
  GTimeZone  *zone;
} Shop;

static guint
below (Shop *shop,
       guint n)
{
  return trivet_seeded_random_below (shop->bench.random, n);
}

static gboolean
change_book (TrivetPriceBook *book,
             const char      *type,
             const char      *body)
{
  g_autoptr (TrivetFact) fact = domain_fact_about ("prices", type, 1, body);
  g_autoptr (GError) error = NULL;
  gboolean ok = trivet_price_book_apply (book, fact, &error);

  g_assert_true (ok || g_error_matches (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY));
  return ok;
}

static void
add_rule (Shop            *shop,
          TrivetPriceBook *book,
          guint            id)
{
  g_autofree char *category = g_strdup_printf (",\"categories\":[\"C%u\",\"C%u\"]", below (shop, N_CATEGORIES), below (shop, N_CATEGORIES));
  g_autofree char *included = g_strdup_printf (",\"tax_included\":%s", below (shop, 2) ? "true" : "false");
  g_autofree char *body =
    g_strdup_printf ("{\"id\":\"T%u\",\"name\":\"N\",\"types\":[\"%s\",\"%s\"],\"tax_rate_ppm\":%u%s%s}", id,
                     type_names[below (shop, G_N_ELEMENTS (type_names))], type_names[below (shop, G_N_ELEMENTS (type_names))],
                     10000 * below (shop, 20), below (shop, 3) ? category : "", below (shop, 2) ? included : "");

  g_assert_true (change_book (book, "tax-rule-set", body));
}

static void
add_dish (Shop        *shop,
          TrivetOrder *order,
          guint        id)
{
  domain_apply (order, "line-added", 3,
                "{'line':'L%02u','sku':'S','category':'C%u','name':'N','quantity':%u,'unit_price_minor':%u,"
                "'tax_rate_ppm':130000,'tax_included':%s,'modifiers':[]}",
                id, below (shop, N_CATEGORIES), 1 + below (shop, 3), below (shop, 5000), below (shop, 2) ? "true" : "false");
}

/* Returns: whether the order changed */
static gboolean
price (Shop            *shop,
       TrivetPriceBook *book,
       TrivetOrder     *order)
{
  g_autoptr (JsonObject) body = trivet_price_book_price (book, order, shop->zone);
  g_autofree char *text = body != NULL ? trivet_json_print (body) : NULL;
  g_autoptr (TrivetFact) fact = NULL;

  if (body == NULL)
    return FALSE;
  fact = domain_fact_about (order->order_id, "order-priced", 4, text);
  g_assert_true (trivet_order_apply (order, fact, NULL));
  g_assert_null (trivet_price_book_price (book, order, shop->zone));

  return TRUE;
}

static void
check (TrivetPriceBook *book,
       TrivetOrder     *order)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    GPtrArray             *rules = trivet_price_book_get_tax_rules (book);
    gint64                 rate = 130000;
    gboolean               included = line->menu_tax_included;

    for (guint k = rules->len; k > 0; k--) {
      const TrivetTaxRule *rule = g_ptr_array_index (rules, k - 1);
      gboolean             fits = rule->categories[0] == NULL;

      for (guint c = 0; rule->categories[c] != NULL; c++)
        fits |= g_str_equal (rule->categories[c], line->category_id);
      if (!fits || !(rule->order_kinds & 1u << order->kind))
        continue;
      rate = rule->tax_rate_ppm;
      included = rule->sets_included ? rule->tax_included : line->menu_tax_included;
    }
    g_assert_cmpint (line->menu_tax_rate_ppm, ==, 130000);
    if (!line->voided) {
      g_assert_cmpint (line->tax_rate_ppm, ==, rate);
      g_assert_cmpint (line->tax_included, ==, included);
    }
  }
}

static gint64
get_total (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  return totals.total_minor;
}

static void
test_random (void)
{
  Shop  shop = { .zone = g_time_zone_new_utc () };
  guint n_priced = 0;

  domain_bench_init (&shop.bench, 99);
  for (int round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    g_autoptr (TrivetPriceBook) book = trivet_price_book_new ();
    g_autoptr (TrivetPriceBook) none = trivet_price_book_new ();
    g_autoptr (TrivetOrder) order = trivet_order_new (DOMAIN_ORDER);
    g_autoptr (TrivetOrder) plain = NULL;
    gint64 before;

    domain_apply (order, "order-opened", 1, "{'number':'1','currency':'CNY','type':'%s'}", type_names[below (&shop, G_N_ELEMENTS (type_names))]);
    for (guint i = 0; i < below (&shop, 4); i++)
      add_rule (&shop, book, i);
    for (guint i = 0; i < 1 + below (&shop, 4); i++)
      add_dish (&shop, order, i);
    plain = trivet_order_copy (order);
    n_priced += price (&shop, book, order);
    check (book, order);

    /* Guests of the counter sit down; a dish goes, another comes. */
    domain_apply (order, "order-seated", 5, "{'table':'T'}");
    if (below (&shop, 2))
      domain_apply (order, "line-voided", 5, "{'line':'L00'}");
    add_dish (&shop, order, 50);
    price (&shop, book, order);
    check (book, order);

    /* A later book changes nothing until it prices; an empty one gives the menu's taxes back. */
    before = get_total (order);
    add_rule (&shop, book, 9);
    g_assert_cmpint (get_total (order), ==, before);
    price (&shop, none, order);
    check (none, order);
    price (&shop, none, plain);
    check (none, plain);
  }
  g_test_message ("%u orders got other taxes", n_priced);
  g_assert_cmpuint (n_priced, >, DOMAIN_ROUNDS (2000) / 8);
  domain_bench_clear (&shop.bench);
  g_time_zone_unref (shop.zone);
}

/* The lines in any order cost the same, and the fact is the same. */
static void
test_line_order (void)
{
  Shop shop = { .zone = g_time_zone_new_utc () };

  domain_bench_init (&shop.bench, 7);
  for (int round = 0; round < DOMAIN_ROUNDS (500); round++) {
    g_autoptr (TrivetPriceBook) book = trivet_price_book_new ();
    g_autoptr (TrivetOrder) order = domain_open_order ();
    g_autoptr (TrivetOrder) turned = NULL;
    g_autoptr (JsonObject) one = NULL;
    g_autoptr (JsonObject) two = NULL;

    for (guint i = 0; i < 3; i++)
      add_rule (&shop, book, i);
    for (guint i = 0; i < 5; i++)
      add_dish (&shop, order, i);
    turned = trivet_order_copy (order);
    for (guint i = 0; i < 2; i++) {
      gpointer line = turned->lines->pdata[i];

      turned->lines->pdata[i] = turned->lines->pdata[4 - i];
      turned->lines->pdata[4 - i] = line;
    }
    one = trivet_price_book_price (book, order, shop.zone);
    two = trivet_price_book_price (book, turned, shop.zone);
    g_assert_true ((one == NULL) == (two == NULL));
    if (one != NULL) {
      g_autofree char *one_text = trivet_json_print (one);
      g_autofree char *two_text = trivet_json_print (two);

      g_assert_cmpstr (one_text, ==, two_text);
    }
    price (&shop, book, order);
    price (&shop, book, turned);
    g_assert_cmpint (get_total (order), ==, get_total (turned));
  }
  domain_bench_clear (&shop.bench);
  g_time_zone_unref (shop.zone);
}

static void
test_refusals (void)
{
  static const char *const bodies[] = {
    "{'promotions':[],'charges':[],'taxes':7}",
    "{'promotions':[],'charges':[],'taxes':[7]}",
    "{'promotions':[],'charges':[],'taxes':[{'line':'L1'}]}",
    "{'promotions':[],'charges':[],'taxes':[{'line':'L1','tax_rate_ppm':-1}]}",
    "{'promotions':[],'charges':[],'taxes':[{'line':'L1','tax_rate_ppm':1000001}]}",
    "{'promotions':[],'charges':[],'taxes':[{'tax_rate_ppm':1}]}",
  };
  g_autoptr (TrivetPriceBook) book = trivet_price_book_new ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  g_assert_false (change_book (book, "tax-rule-set", "{\"id\":\"a\",\"name\":\"A\",\"tax_rate_ppm\":1}"));
  g_assert_false (change_book (book, "tax-rule-set", "{\"id\":\"a\",\"name\":\"A\",\"types\":[],\"tax_rate_ppm\":1}"));
  g_assert_false (change_book (book, "tax-rule-set", "{\"id\":\"a\",\"name\":\"A\",\"types\":[\"moon\"],\"tax_rate_ppm\":1}"));
  g_assert_false (change_book (book, "tax-rule-set", "{\"id\":\"a\",\"name\":\"A\",\"types\":[\"bar\"],\"tax_rate_ppm\":1000001}"));
  g_assert_false (change_book (book, "tax-rule-set", "{\"id\":\"a\",\"types\":[\"bar\"],\"tax_rate_ppm\":1}"));
  g_assert_cmpuint (trivet_price_book_get_tax_rules (book)->len, ==, 0);

  domain_add_line (order, "L1", 1, 1000);
  domain_apply (order, "order-priced", 4, "{'promotions':[],'charges':[],'taxes':[{'line':'L1','tax_rate_ppm':50000},{'line':'L9','tax_rate_ppm':1}]}");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *body = g_strdelimit (g_strdup (bodies[i]), "'", '"');
    g_autoptr (TrivetFact) fact = domain_fact_about (order->order_id, "order-priced", 5, body);

    g_assert_false (trivet_order_apply (order, fact, NULL));
    g_assert_cmpint (((TrivetOrderLine *) order->lines->pdata[0])->tax_rate_ppm, ==, 50000);
  }
  /* As facts of old said it. */
  domain_apply (order, "order-priced", 6, "{'promotions':[],'charges':[]}");
  g_assert_cmpint (((TrivetOrderLine *) order->lines->pdata[0])->tax_rate_ppm, ==, ((TrivetOrderLine *) order->lines->pdata[0])->menu_tax_rate_ppm);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/tax-rules/random", test_random);
  g_test_add_func ("/domain/tax-rules/line-order", test_line_order);
  g_test_add_func ("/domain/tax-rules/refusals", test_refusals);

  return g_test_run ();
}
