/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order gets the best promotions and charges that are allowed, and what is no rule is
 * refused. Method: examples counted by hand. */

#include "prices-bench.h"

static void
test_examples (void)
{
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  prices_bench_add_dish (order, "L1", "noodles", "mains", 2, 3800, 2000);
  prices_bench_add_dish (order, "L2", "tea", "drinks", 3, 1000, 2000);
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);

  prices_bench_add_rule (book, "promotion-set", "{'id':'happy','name':'Happy hour','kind':'rate','value':500000,'parts':[{'categories':['drinks']}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 1500);
  prices_bench_add_rule (book, "promotion-set", "{'id':'set','name':'Lunch set','kind':'set','value':4200,"
                                                "'parts':[{'categories':['mains']},{'skus':['tea']}]}");
  /* Two sets take 600 each, and leave one tea at half: 1700, not 1500. */
  g_assert_cmpint (prices_bench_price (book, order), ==, 2 * 600 + 500);
  prices_bench_add_rule (book, "promotion-set", "{'id':'third','name':'3 for 2','kind':'buy-get','value':1000000,'buy':2,'get':1,"
                                                "'parts':[{'skus':['tea']}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 2 * 600 + 500);
  prices_bench_add_rule (book, "promotion-removed", "{'id':'happy'}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 2 * 600);
  prices_bench_add_rule (book, "promotion-set", "{'id':'big','name':'50 off 100','kind':'order-amount','value':5000,'threshold_minor':10000,'parts':[{}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 2 * 600 + 5000);
  prices_bench_add_rule (book, "promotion-set", "{'id':'half','name':'Half','kind':'order-rate','value':500000,'exclusive':true,'parts':[{}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 2 * 600 + 5000);
  prices_bench_add_rule (book, "promotion-removed", "{'id':'set'}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 1000 + 5000);
  prices_bench_add_rule (book, "promotion-removed", "{'id':'big'}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 5300);

  /* What staff have discounted takes part in nothing but what is for the whole order. */
  prices_bench_add_rule (book, "promotion-removed", "{'id':'half'}");
  domain_apply (order, "line-discount-set", 3000, "{'line':'L2','kind':'rate','value':100000}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);
}

static void
test_conditions (void)
{
  /* Shanghai: 2026-11-20 is a Friday; 17:59, 18:00 and Saturday 00:30. */
  const gint64 before = G_GINT64_CONSTANT (1795168740) * G_USEC_PER_SEC;
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  prices_bench_add_dish (order, "L1", "beer", "drinks", 1, 1000, before);
  prices_bench_add_dish (order, "L2", "beer", "drinks", 1, 1000, before + 60 * G_USEC_PER_SEC);
  prices_bench_add_dish (order, "L3", "beer", "drinks", 1, 1000, before + (6 * 60 + 31) * 60 * (gint64) G_USEC_PER_SEC);
  prices_bench_add_rule (book, "promotion-set", "{'id':'h','name':'Happy hour','kind':'price','value':700,'days':16,"
                                                "'from_minute':1080,'to_minute':60,'parts':[{'skus':['beer']}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 600);

  prices_bench_add_rule (book, "promotion-set", "{'id':'h','name':'Members','kind':'amount','value':100,'members':true,'parts':[{}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);
  domain_apply (order, "order-member-set", 4000, "{'member':'M1'}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 300);
  prices_bench_add_rule (book, "promotion-set", "{'id':'h','name':'Coupon','kind':'order-amount','value':100,'coupon':true,'parts':[{}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);
  domain_apply (order, "order-coupon-set", 4000, "{'promotion':'h'}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 100);
  domain_apply (order, "order-coupon-set", 4000, "{'promotion':'h','used':false}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);
  prices_bench_add_rule (book, "promotion-set", "{'id':'h','name':'Takeaway','kind':'order-rate','value':100000,'types':['takeaway'],'parts':[{}]}");
  g_assert_cmpint (prices_bench_price (book, order), ==, 0);
}

static void
assert_sums (TrivetOrder *order,
             gint64       charge_minor,
             gint64       tax_added_minor,
             gint64       total_minor)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.charge_minor, ==, charge_minor);
  g_assert_cmpint (totals.tax_added_minor, ==, tax_added_minor);
  g_assert_cmpint (totals.total_minor, ==, total_minor);
}

static void
test_charges (void)
{
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_apply (order, "order-guests-set", 1500, "{'guests':4}");
  prices_bench_add_rule (book, "charge-set", "{'id':'service','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':60000,'tax_included':false}");
  prices_bench_add_rule (book, "charge-set", "{'id':'tea','name':'Tea','kind':'guest','value':200,'tax_rate_ppm':0}");
  prices_bench_add_rule (book, "charge-set", "{'id':'min','name':'To minimum spend','kind':'minimum','value':10000,'tax_rate_ppm':0}");
  prices_bench_add_rule (book, "charge-set", "{'id':'box','name':'Packing','kind':'item','value':100,'tax_rate_ppm':0,'types':['takeaway']}");
  prices_bench_price (book, order);
  assert_sums (order, 0, 0, 0);
  prices_bench_add_dish (order, "L1", "noodles", "mains", 2, 3805, 2000);
  prices_bench_price (book, order);
  /* Service 761 and its tax 46, tea 800, 2390 to the minimum. */
  assert_sums (order, 761 + 800 + 2390, 46, 7610 + 761 + 800 + 2390 + 46);
  domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':500000}");
  prices_bench_price (book, order);
  assert_sums (order, 381 + 800 + 6195, 23, 3805 + 381 + 800 + 6195 + 23);
  domain_apply (order, "order-tip-set", 3000, "{'amount_minor':500}");
  assert_sums (order, 381 + 800 + 6195, 23, 3805 + 381 + 800 + 6195 + 23 + 500);
}

/* For large parties, and for a room of one's own: both come and go with the guests and the table. */
static void
test_charge_scope (void)
{
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (TrivetPriceBook) copy = NULL;
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *text = NULL;

  prices_bench_add_rule (book, "charge-set", "{'id':'party','name':'Large party','kind':'rate','value':100000,'tax_rate_ppm':0,'from_guests':8}");
  prices_bench_add_rule (book, "charge-set", "{'id':'room','name':'Room','kind':'minimum','value':10000,'tax_rate_ppm':0,'tables':['hall','attic']}");
  prices_bench_add_dish (order, "L1", "noodles", "mains", 1, 4000, 2000);
  domain_apply (order, "order-guests-set", 2100, "{'guests':7}");
  prices_bench_price (book, order);
  assert_sums (order, 0, 0, 4000);
  domain_apply (order, "order-guests-set", 2200, "{'guests':8}");
  prices_bench_price (book, order);
  assert_sums (order, 400, 0, 4400);
  domain_apply (order, "order-seated", 2300, "{'table':'attic'}");
  prices_bench_price (book, order);
  assert_sums (order, 6400, 0, 10400);
  domain_apply (order, "order-seated", 2400, "{'table':'t1'}");
  domain_apply (order, "order-guests-set", 2500, "{'guests':0}");
  prices_bench_price (book, order);
  assert_sums (order, 0, 0, 4000);

  /* What a form reads, and what a copy holds, is what the fact said. */
  copy = trivet_price_book_copy (book);
  body = trivet_charge_to_body (trivet_price_book_lookup_charge (copy, "room"));
  text = trivet_json_print (body);
  g_assert_nonnull (strstr (text, "\"tables\":[\"hall\",\"attic\"]"));
  g_assert_cmpint (trivet_price_book_lookup_charge (copy, "party")->from_guests, ==, 8);
}

/* Who says what is to be paid pays that, whatever the book has for dishes. */
static void
test_open_amount (void)
{
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  prices_bench_add_rule (book, "promotion-set", "{'id':'off','name':'Off','kind':'order-amount','value':500,'threshold_minor':1000,'parts':[{}]}");
  prices_bench_add_rule (book, "charge-set", "{'id':'service','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':0}");
  prices_bench_add_dish (order, "L1", "", "", 1, 4000, 2000);
  prices_bench_price (book, order);
  assert_sums (order, 0, 0, 4000);
  prices_bench_add_dish (order, "L2", "noodles", "mains", 1, 1000, 2100);
  prices_bench_price (book, order);
  g_assert_cmpuint (order->promotions->len, ==, 1);
  g_assert_cmpuint (order->charges->len, ==, 1);
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "{}",
    "{'id':'a','name':'A','kind':'x','value':1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1000001,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':-1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{},{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[1]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{'skus':[1]}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'parts':[{'skus':'x'}]}",
    "{'id':'a','name':'A','kind':'set','value':1,'parts':[{'count':0}]}",
    "{'id':'a','name':'A','kind':'set','value':1,'parts':[{'count':11},{'count':10}]}",
    "{'id':'a','name':'A','kind':'buy-get','value':1,'buy':0,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'buy-get','value':1,'buy':20,'get':1,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'days':128,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'from_minute':1440,'parts':[{}]}",
    "{'id':'a','name':'A','kind':'rate','value':1,'types':['moon'],'parts':[{}]}",
  };
  g_autoptr (TrivetPriceBook) book = prices_bench_new_book ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (prices_bench_try_rule (book, "promotion-set", wrong[i], &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_clear_error (&error);
  }
  g_assert_false (prices_bench_try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'rate','value':250001,'tax_rate_ppm':0}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_clear_error (&error);
  g_assert_false (prices_bench_try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0,'from_guests':1000}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_clear_error (&error);
  g_assert_false (prices_bench_try_rule (book, "charge-set", "{'id':'a','name':'A','kind':'order','value':1,'tax_rate_ppm':0,'tables':'hall'}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  g_assert_cmpuint (trivet_price_book_get_promotions (book)->len, ==, 0);
  g_assert_cmpuint (trivet_price_book_get_charges (book)->len, ==, 0);

  for (guint i = 0; i < TRIVET_PRICE_BOOK_MAX_RULES; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'p%u','name':'P','kind':'rate','value':1,'parts':[{}]}", i);

    prices_bench_add_rule (book, "promotion-set", body);
  }
  g_clear_error (&error);
  g_assert_false (prices_bench_try_rule (book, "promotion-set", "{'id':'new','name':'P','kind':'rate','value':1,'parts':[{}]}", &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  prices_bench_add_rule (book, "promotion-set", "{'id':'p7','name':'Q','kind':'rate','value':1,'parts':[{}]}");
  g_assert_cmpstr (((TrivetPromotion *) trivet_price_book_get_promotions (book)->pdata[7])->name, ==, "Q");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  prices_bench_zone = g_time_zone_new_identifier ("Asia/Shanghai");

  g_test_add_func ("/prices/examples", test_examples);
  g_test_add_func ("/prices/conditions", test_conditions);
  g_test_add_func ("/prices/charges", test_charges);
  g_test_add_func ("/prices/charge-scope", test_charge_scope);
  g_test_add_func ("/prices/open-amount", test_open_amount);
  g_test_add_func ("/prices/refused", test_refused);

  result = g_test_run ();
  g_time_zone_unref (prices_bench_zone);

  return result;
}
