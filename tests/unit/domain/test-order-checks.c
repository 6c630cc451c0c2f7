/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the checks of a split order add up to it to the fen, whatever was split, paid and added, and
 * a check that is paid stays paid. Method: small orders with sums worked out by hand. */

#include "checks-bench.h"

static void
assert_check (TrivetOrder     *order,
              int              number,
              gint64           total,
              gint64           paid,
              gint64           due,
              TrivetCheckState state)
{
  g_auto (Bill) bill = { 0 };
  const TrivetCheck *check;

  bill_read (&bill, order);
  check = get_check (&bill, number);
  g_assert_cmpint (check->total_minor, ==, total);
  g_assert_cmpint (check->paid_minor, ==, paid);
  g_assert_cmpint (check->due_minor, ==, due);
  g_assert_cmpint ((int) check->state, ==, (int) state);
}

/* The order of the design: 56 + 18 + 50 + 52 + 30 = 206.00, less 10 % = 185.40. */
static TrivetOrder *
open_design_order (void)
{
  TrivetOrder *order = domain_open_order ();

  domain_add_line (order, "L1", 2, 2800);
  domain_add_line (order, "L2", 1, 1800);
  domain_add_line (order, "L3", 1, 5000);
  domain_add_line (order, "L4", 2, 2600);
  domain_add_line (order, "L5", 3, 1000);
  domain_apply (order, "order-discount-set", 3000, "{'kind':'rate','value':100000,'name':'Lunch set'}");

  return order;
}

static void
split_design_order (TrivetOrder *order)
{
  domain_apply (order, "checks-set", 4000, "{'kind':'lines','checks':3}");
  domain_apply (order, "line-shares-set", 4000, "{'line':'L3','shares':[{'check':2,'weight':1}]}");
  domain_apply (order, "line-shares-set", 4000, "{'line':'L4','shares':[{'check':3,'weight':1}]}");
  domain_apply (order, "line-shares-set", 4000, "{'line':'L2','shares':[{'check':3,'weight':1}]}");
  domain_apply (order, "line-shares-set", 4000,
                "{'line':'L5','shares':[{'check':3,'weight':2},{'check':1,'weight':2},{'check':2,'weight':2}]}");
}

static void
test_lines (void)
{
  g_autoptr (TrivetOrder) order = open_design_order ();
  g_auto (Bill) bill = { 0 };
  const TrivetCheckLine *shared;

  split_design_order (order);
  assert_check (order, 1, 5940, 0, 5940, TRIVET_CHECK_OWING);
  assert_check (order, 2, 5400, 0, 5400, TRIVET_CHECK_OWING);
  assert_check (order, 3, 7200, 0, 7200, TRIVET_CHECK_OWING);

  bill_read (&bill, order);
  g_assert_cmpuint (get_check (&bill, 1)->lines->len, ==, 2);
  g_assert_cmpint (get_check (&bill, 1)->subtotal_minor, ==, 6600);
  shared = &g_array_index (get_check (&bill, 1)->lines, TrivetCheckLine, 1);
  g_assert_cmpint (shared->numerator, ==, 1);
  g_assert_cmpint (shared->denominator, ==, 3);
  g_assert_cmpint (shared->amount_minor, ==, 1000);
  g_assert_cmpint (shared->payable_minor, ==, 900);
}

static void
test_not_split (void)
{
  g_autoptr (TrivetOrder) order = open_design_order ();

  assert_check (order, 1, 18540, 0, 18540, TRIVET_CHECK_OWING);
  pay_cash (order, "P1", 0, 8540);
  assert_check (order, 1, 18540, 8540, 10000, TRIVET_CHECK_PART_PAID);
  pay_cash (order, "P2", 0, 10000);
  assert_check (order, 1, 18540, 18540, 0, TRIVET_CHECK_PAID);
  g_assert_false (trivet_order_is_open (order));
}

static void
test_paid_check_stays_paid (void)
{
  g_autoptr (TrivetOrder) order = open_design_order ();

  split_design_order (order);
  pay_cash (order, "P1", 1, 5940);
  assert_check (order, 1, 5940, 5940, 0, TRIVET_CHECK_PAID);

  /* The guests order on: 1 belongs to no check, so the first that is not paid owes it. */
  domain_add_line (order, "L6", 1, 10);
  assert_check (order, 1, 5940, 5940, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 5409, 0, 5409, TRIVET_CHECK_OWING);

  /* Without the discount everything costs more, but not for the guest who has left. */
  domain_apply (order, "order-discount-set", 6000, "{'kind':'none','value':0}");
  assert_check (order, 1, 5940, 5940, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 6010 + 660, 0, 6670, TRIVET_CHECK_OWING);
  assert_check (order, 3, 8000, 0, 8000, TRIVET_CHECK_OWING);
}

static void
test_pinned_lines (void)
{
  g_autoptr (TrivetOrder) order = open_design_order ();

  /* Nothing is given to a check: the first owes all. */
  domain_apply (order, "checks-set", 4000, "{'kind':'lines','checks':2}");
  assert_check (order, 1, 18540, 0, 18540, TRIVET_CHECK_OWING);
  assert_check (order, 2, 0, 0, 0, TRIVET_CHECK_EMPTY);
  pay_cash (order, "P1", 1, 540);
  assert_check (order, 1, 18540, 540, 18000, TRIVET_CHECK_PART_PAID);
  domain_apply (order, "line-shares-set", 4100, "{'line':'L3','shares':[{'check':2,'weight':1}]}");
  pay_cash (order, "P2", 1, 13500);
  assert_check (order, 1, 14040, 14040, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 4500, 0, 4500, TRIVET_CHECK_OWING);
  domain_add_line (order, "L6", 1, 1000);
  assert_check (order, 2, 5400, 0, 5400, TRIVET_CHECK_OWING);
  pay_cash (order, "P3", 2, 5400);
  g_assert_false (trivet_order_is_open (order));
  assert_check (order, 1, 14040, 14040, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 5400, 5400, 0, TRIVET_CHECK_PAID);
}

static void
test_equal (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 10000);
  domain_apply (order, "checks-set", 4000, "{'kind':'equal','checks':3}");
  assert_check (order, 1, 3334, 0, 3334, TRIVET_CHECK_OWING);
  assert_check (order, 2, 3333, 0, 3333, TRIVET_CHECK_OWING);
  pay_cash (order, "P1", 2, 3333);
  domain_add_line (order, "L2", 1, 1000);
  assert_check (order, 1, 3834, 0, 3834, TRIVET_CHECK_OWING);
  assert_check (order, 2, 3333, 3333, 0, TRIVET_CHECK_PAID);
  assert_check (order, 3, 3833, 0, 3833, TRIVET_CHECK_OWING);
  pay_cash (order, "P2", 0, 4000);
  assert_check (order, 1, 3834, 3834, 0, TRIVET_CHECK_PAID);
  assert_check (order, 3, 3833, 166, 3667, TRIVET_CHECK_PART_PAID);
}

/* What a part of everything names is in proportion, and makes up what it pays. */
static void
test_equal_parts (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_auto (Bill) bill = { 0 };
  gint64 promotion = 0;

  domain_add_line (order, "L1", 1, 10000);
  domain_apply (order, "order-priced", 3900,
                "{'promotions':[{'promotion':'a','name':'Happy hour','name_zh':'A','amount_minor':1000,'lines':[]}],"
                "'charges':[{'id':'s','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':0}]}");
  domain_apply (order, "order-tip-set", 3950, "{'amount_minor':100}");
  domain_apply (order, "checks-set", 4000, "{'kind':'equal','checks':3}");
  domain_apply (order, "order-tip-set", 4010, "{'amount_minor':50,'check':2}");
  bill_read (&bill, order);
  for (int k = 1; k <= 3; k++) {
    const TrivetCheck *check = get_check (&bill, k);

    g_assert_cmpint (ABS (check->subtotal_minor - 3333), <=, 1);
    g_assert_cmpint (ABS (g_array_index (check->promotions, gint64, 0) - 333), <=, 1);
    g_assert_cmpint (ABS (g_array_index (check->charges, gint64, 0) - 300), <=, 1);
    g_assert_cmpint (ABS (check->tip_minor - (k == 2 ? 83 : 33)), <=, 1);
    g_assert_cmpint (check->other_minor, ==, 0);
    g_assert_cmpint (check->subtotal_minor - g_array_index (check->promotions, gint64, 0) + g_array_index (check->charges, gint64, 0) +
                       check->tip_minor,
                     ==, check->total_minor);
    promotion += g_array_index (check->promotions, gint64, 0);
  }
  g_assert_cmpint (promotion, ==, 1000);
}

static void
test_amounts (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 10000);
  domain_apply (order, "checks-set", 4000, "{'kind':'amounts','checks':3,'amounts':[6000,5000]}");
  assert_check (order, 1, 6000, 0, 6000, TRIVET_CHECK_OWING);
  assert_check (order, 2, 4000, 0, 4000, TRIVET_CHECK_OWING);
  assert_check (order, 3, 0, 0, 0, TRIVET_CHECK_EMPTY);
  domain_add_line (order, "L2", 1, 3000);
  assert_check (order, 2, 5000, 0, 5000, TRIVET_CHECK_OWING);
  assert_check (order, 3, 2000, 0, 2000, TRIVET_CHECK_OWING);
}

static void
test_in_flight (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 10000);
  domain_apply (order, "checks-set", 4000, "{'kind':'equal','checks':2}");
  domain_apply (order, "payment-started", 4500, "{'payment':'P1','method':'alipay','amount_minor':5000,'check':1}");
  assert_check (order, 1, 5000, 0, 0, TRIVET_CHECK_ASKED);
  domain_apply (order, "payment-doubted", 4600, "{'payment':'P1','reason':'answer-lost'}");
  assert_check (order, 1, 5000, 0, 0, TRIVET_CHECK_ASKED);
  domain_apply (order, "payment-declined", 4700, "{'payment':'P1','reason':'x'}");
  assert_check (order, 1, 5000, 0, 5000, TRIVET_CHECK_OWING);
  domain_apply (order, "payment-paid", 4800, "{'payment':'P1','amount_minor':5000}");
  assert_check (order, 1, 5000, 5000, 0, TRIVET_CHECK_PAID);

  /* A shown code counts when it is paid. */
  domain_apply (order, "payment-started", 4900,
                "{'payment':'P2','method':'alipay','amount_minor':5000,'check':2,'kind':'show'}");
  assert_check (order, 2, 5000, 0, 5000, TRIVET_CHECK_OWING);
  domain_add_line (order, "L2", 1, 100);
  domain_apply (order, "payment-paid", 5000, "{'payment':'P2','amount_minor':5000}");
  assert_check (order, 2, 5100, 5000, 100, TRIVET_CHECK_PART_PAID);
}

static void
test_excess_helps_others (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_add_line (order, "L1", 1, 5000);
  domain_add_line (order, "L2", 1, 5000);
  domain_apply (order, "checks-set", 4000, "{'kind':'lines','checks':2}");
  domain_apply (order, "line-shares-set", 4000, "{'line':'L2','shares':[{'check':2,'weight':1}]}");
  domain_apply (order, "payment-started", 4500,
                "{'payment':'P1','method':'alipay','amount_minor':5000,'check':1,'kind':'show'}");
  pay_cash (order, "P2", 1, 3000);
  domain_apply (order, "payment-paid", 4800, "{'payment':'P1','amount_minor':5000}");
  assert_check (order, 1, 8000, 8000, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 2000, 0, 2000, TRIVET_CHECK_OWING);
}

/* A tip is the bill's that gives it, on top of its share; when the bills are joined it is of all. */
static void
test_tips (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) late = domain_fact ("order-tip-set", 5000, "{'check':1,'amount_minor':300}");
  g_autoptr (TrivetFact) nobody = domain_fact ("order-tip-set", 5000, "{'check':4,'amount_minor':300}");

  domain_add_line (order, "L1", 1, 3000);
  domain_apply (order, "checks-set", 4000, "{'kind':'equal','checks':3}");
  domain_apply (order, "order-tip-set", 4000, "{'check':1,'amount_minor':200}");
  domain_apply (order, "order-tip-set", 4000, "{'check':3,'amount_minor':50}");
  assert_check (order, 1, 1200, 0, 1200, TRIVET_CHECK_OWING);
  assert_check (order, 2, 1000, 0, 1000, TRIVET_CHECK_OWING);
  assert_check (order, 3, 1050, 0, 1050, TRIVET_CHECK_OWING);
  pay_cash (order, "P1", 1, 1200);
  assert_check (order, 1, 1200, 1200, 0, TRIVET_CHECK_PAID);
  g_assert_false (trivet_order_apply (order, late, NULL));
  g_assert_false (trivet_order_apply (order, nobody, NULL));
  domain_apply (order, "order-tip-set", 4000, "{'check':2,'amount_minor':100}");
  assert_check (order, 1, 1200, 1200, 0, TRIVET_CHECK_PAID);
  assert_check (order, 2, 1100, 0, 1100, TRIVET_CHECK_OWING);
  domain_apply (order, "checks-set", 4000, "{'kind':'none'}");
  g_assert_cmpint (order->tip_minor, ==, 350);
  g_assert_cmpint (trivet_order_get_tip_minor (order, 2), ==, 0);
  assert_check (order, 1, 3350, 1200, 2150, TRIVET_CHECK_PART_PAID);
}

/* 3 dishes at 10.00 with 6 % inside, 1.00 off each of two by a promotion, 2.00 off all, 10 % service. */
static void
test_parts (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_auto (Bill) bill = { 0 };

  domain_apply (order, "line-added", 2000, "{'line':'L1','sku':'D','name':'D','quantity':2,'unit_price_minor':1000,'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}");
  domain_apply (order, "line-added", 2000, "{'line':'L2','sku':'D','name':'D','quantity':1,'unit_price_minor':1000,'tax_rate_ppm':60000,'tax_included':true,'modifiers':[]}");
  domain_apply (order, "order-priced", 4000,
                "{'promotions':[{'promotion':'a','name':'Happy hour','name_zh':'A','amount_minor':0,'lines':[{'line':'L1','amount_minor':200}]}],"
                "'charges':[{'id':'s','name':'Service','name_zh':'S','kind':'rate','value':100000,'tax_rate_ppm':0,'tax_included':true}]}");
  domain_apply (order, "order-discount-set", 3000, "{'kind':'amount','value':200}");
  domain_apply (order, "checks-set", 4000, "{'kind':'lines','checks':2}");
  domain_apply (order, "line-shares-set", 4000, "{'line':'L2','shares':[{'check':2,'weight':1}]}");
  bill_read (&bill, order);
  g_assert_cmpint (g_array_index (get_check (&bill, 1)->promotions, gint64, 0), ==, 200);
  g_assert_cmpint (g_array_index (get_check (&bill, 2)->promotions, gint64, 0), ==, 0);
  g_assert_cmpint (get_check (&bill, 1)->order_discount_minor, ==, 129);
  g_assert_cmpint (get_check (&bill, 2)->order_discount_minor, ==, 71);
  g_assert_cmpint (get_check (&bill, 1)->tax_within_minor, ==, 95); /* of 16.71 */
  g_assert_cmpint (get_check (&bill, 2)->tax_within_minor, ==, 53); /* of 9.29 */
  g_assert_cmpint (g_array_index (get_check (&bill, 1)->charges, gint64, 0), ==, 167);
  g_assert_cmpint (g_array_index (get_check (&bill, 2)->charges, gint64, 0), ==, 93);
  g_assert_cmpint (get_check (&bill, 1)->other_minor, ==, 0);
  assert_check (order, 1, 1838, 0, 1838, TRIVET_CHECK_OWING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-checks/lines", test_lines);
  g_test_add_func ("/domain/order-checks/not-split", test_not_split);
  g_test_add_func ("/domain/order-checks/paid-check-stays-paid", test_paid_check_stays_paid);
  g_test_add_func ("/domain/order-checks/pinned-lines", test_pinned_lines);
  g_test_add_func ("/domain/order-checks/equal", test_equal);
  g_test_add_func ("/domain/order-checks/equal-parts", test_equal_parts);
  g_test_add_func ("/domain/order-checks/amounts", test_amounts);
  g_test_add_func ("/domain/order-checks/in-flight", test_in_flight);
  g_test_add_func ("/domain/order-checks/excess-helps-others", test_excess_helps_others);
  g_test_add_func ("/domain/order-checks/tips", test_tips);
  g_test_add_func ("/domain/order-checks/parts", test_parts);

  return g_test_run ();
}
