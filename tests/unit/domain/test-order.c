/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order is what its facts say, from opening to money that comes late. Method: short
 * journals as text, and the amounts of the pictures worked out by hand. */

#include "domain-bench.h"

static void
assert_totals (TrivetOrder *order,
               gint64       subtotal,
               gint64       order_discount,
               gint64       total)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_order_compute_totals (order, &totals, &error));
  g_assert_no_error (error);
  g_assert_cmpint (totals.subtotal_minor, ==, subtotal);
  g_assert_cmpint (totals.order_discount_minor, ==, order_discount);
  g_assert_cmpint (totals.total_minor, ==, total);
}

/* The order of the picture: subtotal 206.00, lunch set 10 % off, 185.40. */
static TrivetOrder *
order_of_the_picture (void)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 2, 2800);
  domain_add_line (order, "L2", 1, 1800);
  domain_apply (order, "line-added", 2000,
                "{'line':'L3','sku':'N01','category':'noodles','name':'Braised beef noodles','name_zh':'红烧牛肉面',"
                "'kitchen':'牛肉面','quantity':1,'unit_price_minor':3800,'tax_rate_ppm':60000,'tax_included':true,"
                "'modifiers':[{'group':'width','option':'wide','name':'Wide','name_zh':'宽面','price_minor':0},"
                "{'group':'extras','option':'beef','name':'Extra beef','name_zh':'加牛肉','price_minor':1200}],'note':'hot'}");
  domain_add_line (order, "L4", 2, 2600);
  domain_add_line (order, "L5", 3, 1000);
  domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':100000,'name':'Lunch set'}");

  return order;
}

static void
test_picture (void)
{
  g_autoptr (TrivetOrder) order = order_of_the_picture ();
  TrivetOrderLine *line = trivet_order_lookup_line (order, "L3");
  g_auto (TrivetTotals) totals = { 0 };

  assert_totals (order, 20600, 2060, 18540);
  g_assert_cmpint (trivet_order_line_get_unit_minor (line), ==, 5000);
  g_assert_cmpstr (line->name_zh, ==, "红烧牛肉面");
  g_assert_cmpstr (line->kitchen_name, ==, "牛肉面");
  g_assert_cmpstr (line->note, ==, "hot");
  g_assert_cmpuint (line->modifiers->len, ==, 2);
  g_assert_cmpstr (order->discount.name, ==, "Lunch set");
  g_assert_cmpint (order->currency, ==, TRIVET_CURRENCY_CNY);
  g_assert_true (trivet_order_is_open (order));

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.n_items, ==, 9);
  /* 6 % inside 50.40, 16.20, 45.00, 46.80 and 27.00: 2.85 + 0.92 + 2.55 + 2.65 + 1.53. */
  g_assert_cmpint (totals.tax_included_minor, ==, 285 + 92 + 255 + 265 + 153);
  g_assert_cmpint (totals.tax_added_minor, ==, 0);
}

static void
test_lines (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  domain_add_line (order, "L2", 2, 500);
  domain_apply (order, "line-quantity-changed", 1, "{'line':'L1','by':2}");
  assert_totals (order, 4000, 0, 4000);
  domain_apply (order, "line-discount-set", 1, "{'line':'L1','kind':'amount','value':450}");
  assert_totals (order, 3550, 0, 3550);
  domain_apply (order, "line-discount-set", 1, "{'line':'L1','kind':'rate','value':1000000,'name':'Comp'}");
  assert_totals (order, 1000, 0, 1000);
  domain_apply (order, "line-discount-set", 1, "{'line':'L1','kind':'none','value':0}");
  domain_apply (order, "line-modifiers-set", 1,
                "{'line':'L2','modifiers':[{'group':'g','option':'o','name':'Less','price_minor':-900}]}");
  /* A price never falls below nothing. */
  assert_totals (order, 3000, 0, 3000);
  domain_apply (order, "line-note-set", 1, "{'line':'L2','note':'no salt'}");
  g_assert_cmpstr (trivet_order_lookup_line (order, "L2")->note, ==, "no salt");

  domain_apply (order, "line-voided", 1, "{'line':'L2','reason':'wrong'}");
  g_assert_true (trivet_order_lookup_line (order, "L2")->voided);
  domain_apply (order, "line-quantity-changed", 1, "{'line':'L1','by':-3}");
  g_assert_true (trivet_order_lookup_line (order, "L1")->voided);
  assert_totals (order, 0, 0, 0);
  /* Another register had not seen that yet: no harm, and no revival. */
  domain_apply (order, "line-quantity-changed", 1, "{'line':'L1','by':5}");
  domain_apply (order, "line-voided", 1, "{'line':'L1'}");
  assert_totals (order, 0, 0, 0);
}

static void
test_order_members (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_apply (order, "order-labelled", 1, "{'label':'Table 12'}");
  domain_apply (order, "order-note-set", 1, "{'note':'birthday'}");
  domain_apply (order, "order-held", 1, "{}");
  g_assert_cmpstr (order->number, ==, "0412");
  g_assert_cmpstr (order->label, ==, "Table 12");
  g_assert_cmpstr (order->note, ==, "birthday");
  g_assert_true (order->held);
  domain_apply (order, "order-recalled", 1, "{}");
  g_assert_false (order->held);
  domain_apply (order, "order-voided", 77, "{'reason':'left'}");
  g_assert_cmpint (order->voided_at_us, ==, 77);
  g_assert_false (trivet_order_is_open (order));
}

static void
test_discount_caps (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 1000);
  domain_apply (order, "line-discount-set", 1, "{'line':'L1','kind':'amount','value':5000}");
  assert_totals (order, 0, 0, 0);
  domain_apply (order, "line-discount-set", 1, "{'line':'L1','kind':'none','value':0}");
  domain_apply (order, "order-discount-set", 1, "{'kind':'amount','value':99999}");
  assert_totals (order, 1000, 1000, 0);
  /* 5 at 50 % is 2.5, half up 3. */
  domain_apply (order, "line-voided", 1, "{'line':'L1'}");
  domain_add_line (order, "L2", 1, 5);
  domain_apply (order, "order-discount-set", 1, "{'kind':'rate','value':500000}");
  assert_totals (order, 5, 3, 2);
}

static void
test_tax_added (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_auto (TrivetTotals) totals = { 0 };

  for (int i = 0; i < 3; i++)
    domain_apply (order, "line-added", 1,
                  "{'line':'L%d','sku':'S','name':'N','quantity':1,'unit_price_minor':105,'tax_rate_ppm':100000,"
                  "'tax_included':false,'modifiers':[]}",
                  i);
  /* 10.5 on each line is 11, so 33 in all and not 32. */
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.tax_added_minor, ==, 33);
  g_assert_cmpint (totals.tax_included_minor, ==, 0);
  g_assert_cmpint (totals.total_minor, ==, 348);
}

#define STARTED(id, amount) \
  "{'payment':'" id "','method':'alipay','provider':'main','merchant_order_id':'T','amount_minor':" amount ",'currency':'CNY'}"
#define PAID(id, amount) \
  "{'payment':'" id "','amount_minor':" amount ",'payer_minor':900,'discount_minor':100,'provider_transaction_id':'X','paid_at':'t'}"

static void
test_paid (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetTender *tender;

  domain_add_line (order, "L1", 1, 1000);
  domain_apply (order, "payment-started", 10, STARTED ("P1", "1000"));
  domain_apply (order, "payment-asked", 11, "{'payment':'P1'}");
  g_assert_cmpint (trivet_order_get_open_minor (order), ==, 1000);
  domain_apply (order, "payment-waiting", 12, "{'payment':'P1'}");
  domain_apply (order, "payment-doubted", 13, "{'payment':'P1','reason':'lost'}");
  g_assert_cmpint (trivet_order_get_in_doubt_minor (order), ==, 1000);
  g_assert_cmpint (trivet_order_get_open_minor (order), ==, 0);
  domain_apply (order, "payment-alarm", 14, "{'payment':'P1','reason':'odd'}");
  g_assert_cmpint (trivet_order_get_in_doubt_minor (order), ==, 1000);
  g_assert_true (trivet_order_is_open (order));

  domain_apply (order, "payment-paid", 15, PAID ("P1", "1000"));
  g_assert_cmpint (trivet_order_get_paid_minor (order), ==, 1000);
  g_assert_cmpint (order->settled_at_us, ==, 15);
  tender = trivet_order_lookup_tender (order, "P1");
  g_assert_cmpint (tender->state, ==, TRIVET_TENDER_PAID);
  g_assert_cmpint (tender->payer_minor, ==, 900);
  g_assert_cmpint (tender->discount_minor, ==, 100);
  g_assert_cmpstr (tender->provider_transaction_id, ==, "X");
  g_assert_cmpint (tender->settled_at_us, ==, 15);
  g_assert_null (trivet_order_lookup_tender (order, "P2"));
}

/* Each way to "no money", and money after it all the same. */
static void
test_late_success (void)
{
  static const char *const ends[] = {
    "payment-declined",
    "payment-reversed",
    "payment-unsent",
    "payment-reversing",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();

    domain_add_line (order, "L1", 1, 1000);
    domain_apply (order, "payment-started", 10, STARTED ("P1", "1000"));
    domain_apply (order, "payment-asked", 11, "{'payment':'P1'}");
    domain_apply (order, ends[i], 12, "{'payment':'P1','reason':'x','money_returned':false}");
    g_assert_cmpint (trivet_order_get_open_minor (order), ==, 0);
    g_assert_cmpint (trivet_order_get_in_doubt_minor (order), ==, i == 3 ? 1000 : 0);
    domain_apply (order, "payment-paid", 13, PAID ("P1", "1000"));
    g_assert_cmpint (trivet_order_get_paid_minor (order), ==, 1000);
    g_assert_cmpint (order->settled_at_us, ==, 13);
  }
}

static void
test_money_after_the_end (void)
{
  g_autoptr (TrivetOrder) void_order = domain_open_order ();
  g_autoptr (TrivetOrder) settled = domain_open_order ();

  domain_add_line (void_order, "L1", 1, 1000);
  domain_apply (void_order, "payment-started", 10, STARTED ("P1", "1000"));
  domain_apply (void_order, "payment-declined", 11, "{'payment':'P1','reason':'x'}");
  domain_apply (void_order, "order-voided", 12, "{'reason':'left'}");
  domain_apply (void_order, "payment-paid", 13, PAID ("P1", "1000"));
  g_assert_cmpint (trivet_order_get_paid_minor (void_order), ==, 1000);
  g_assert_cmpint (void_order->voided_at_us, ==, 12);
  g_assert_cmpint (void_order->settled_at_us, ==, 0);

  domain_add_line (settled, "L1", 1, 1000);
  domain_apply (settled, "payment-started", 10, STARTED ("P1", "1000"));
  domain_apply (settled, "payment-doubted", 11, "{'payment':'P1','reason':'x'}");
  domain_apply (settled, "cash-taken", 12, "{'payment':'P2','amount_minor':1000,'tendered_minor':5000,'change_minor':4000}");
  g_assert_cmpint (settled->settled_at_us, ==, 12);
  domain_apply (settled, "payment-paid", 13, PAID ("P1", "1000"));
  g_assert_cmpint (trivet_order_get_paid_minor (settled), ==, 2000);
  g_assert_cmpint (settled->settled_at_us, ==, 12);
}

static void
test_cash_in_parts (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetTender *tender;

  domain_add_line (order, "L1", 1, 1000);
  domain_add_line (order, "L2", 1, 1000);
  domain_apply (order, "cash-taken", 20, "{'payment':'C1','amount_minor':1500,'tendered_minor':1500,'change_minor':0}");
  g_assert_true (trivet_order_is_open (order));
  /* What is paid covers what is left when the other line goes. */
  domain_apply (order, "line-voided", 21, "{'line':'L2'}");
  g_assert_cmpint (order->settled_at_us, ==, 21);
  tender = trivet_order_lookup_tender (order, "C1");
  g_assert_cmpstr (tender->method, ==, "cash");
  g_assert_cmpint (tender->tendered_minor, ==, 1500);

  domain_apply (order, "print-requested", 22, "{'job':'J','document':'receipt','copy':1}");
  domain_apply (order, "print-failed", 23, "{'job':'J','reason':'off','partly':false}");
  domain_apply (order, "print-done", 24, "{'job':'J'}");
  g_assert_cmpint (order->receipts, ==, 1);
}

static void
test_copy (void)
{
  g_autoptr (TrivetOrder) order = order_of_the_picture ();
  g_autoptr (TrivetOrder) copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *same = NULL;
  g_autofree char *after = NULL;

  domain_apply (order, "payment-started", 10, STARTED ("P1", "1000"));
  copy = trivet_order_copy (order);
  before = domain_dump_order (order);
  same = domain_dump_order (copy);
  g_assert_cmpstr (before, ==, same);

  domain_apply (copy, "line-note-set", 1, "{'line':'L1','note':'changed'}");
  domain_apply (copy, "line-modifiers-set", 1, "{'line':'L3','modifiers':[]}");
  domain_apply (copy, "payment-paid", 11, PAID ("P1", "1000"));
  domain_apply (copy, "line-voided", 1, "{'line':'L2'}");
  domain_apply (copy, "order-discount-set", 1, "{'kind':'none','value':0}");
  after = domain_dump_order (order);
  g_assert_cmpstr (before, ==, after);
}

static void
test_fold (void)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (facts, domain_fact ("order-opened", -5, "{'number':'1','currency':'JPY','label':'Bar'}"));
  g_ptr_array_add (facts, domain_fact ("order-labelled", 2, "{'label':'Table 1'}"));
  order = trivet_order_fold (DOMAIN_ORDER, facts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (order->label, ==, "Table 1");
  g_assert_cmpint (order->currency, ==, TRIVET_CURRENCY_JPY);
  /* Opened by a clock before 1970, and open all the same. */
  g_assert_true (trivet_order_is_open (order));

  g_ptr_array_add (facts, domain_fact ("line-voided", 3, "{'line':'none'}"));
  g_assert_null (trivet_order_fold (DOMAIN_ORDER, facts, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order/picture", test_picture);
  g_test_add_func ("/domain/order/lines", test_lines);
  g_test_add_func ("/domain/order/members", test_order_members);
  g_test_add_func ("/domain/order/discount-caps", test_discount_caps);
  g_test_add_func ("/domain/order/tax-added", test_tax_added);
  g_test_add_func ("/domain/order/paid", test_paid);
  g_test_add_func ("/domain/order/late-success", test_late_success);
  g_test_add_func ("/domain/order/money-after-the-end", test_money_after_the_end);
  g_test_add_func ("/domain/order/cash-in-parts", test_cash_in_parts);
  g_test_add_func ("/domain/order/copy", test_copy);
  g_test_add_func ("/domain/order/fold", test_fold);

  return g_test_run ();
}
