/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the checks of a split order add up to it to the fen, whatever was split, paid and added, and
 * a check that is paid stays paid. Method: small orders with sums worked out by hand, and random
 * orders (every kind of split, fractions, discounts, tax on top, part payments, late lines) whose
 * sums are compared and whose lines are turned round. */

#include "domain-bench.h"
#include "trivet-order-checks.h"

typedef struct {
  TrivetTotals totals;
  GPtrArray   *checks;
} Bill;

static void
bill_clear (Bill *bill)
{
  trivet_totals_clear (&bill->totals);
  g_clear_pointer (&bill->checks, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bill, bill_clear)

static void
bill_read (Bill              *bill,
           const TrivetOrder *order)
{
  g_autoptr (GError) error = NULL;
  gboolean computed;

  bill_clear (bill);
  computed = trivet_order_compute_totals (order, &bill->totals, &error);
  g_assert_no_error (error);
  g_assert_true (computed);
  bill->checks = trivet_order_compute_checks (order, &bill->totals);
}

static const TrivetCheck *
get_check (const Bill *bill,
           int         number)
{
  const TrivetCheck *check = trivet_checks_lookup (bill->checks, number);

  g_assert_nonnull (check);

  return check;
}

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

static void
pay_cash (TrivetOrder *order,
          const char  *payment_id,
          int          check,
          gint64       amount)
{
  domain_apply (order, "cash-taken", 5000,
                "{'payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'tendered_minor':%" G_GINT64_FORMAT
                ",'change_minor':0,'check':%d}",
                payment_id, amount, amount, check);
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

/* Random orders. */

static void
add_random_line (TrivetOrder *order,
                 GRand       *rand,
                 guint        i)
{
  int price = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 0, 7) : g_rand_int_range (rand, 1, 20000);

  domain_apply (order, "line-added", 2000,
                "{'line':'L%02u','sku':'D','name':'Dish','quantity':%d,'unit_price_minor':%d,'tax_rate_ppm':%d,"
                "'tax_included':%s,'modifiers':[]}",
                i, g_rand_int_range (rand, 1, 5), price, g_rand_int_range (rand, 0, 3) * 60000,
                g_rand_boolean (rand) ? "true" : "false");
}

static void
share_random_line (TrivetOrder *order,
                   GRand       *rand,
                   guint        n_lines)
{
  g_autoptr (GString) shares = g_string_new (NULL);

  for (int k = 1; k <= 5; k++) {
    if (g_rand_int_range (rand, 0, 3) == 0)
      g_string_append_printf (shares, "%s{'check':%d,'weight':%d}", shares->len > 0 ? "," : "", k,
                              g_rand_int_range (rand, 1, 8));
  }
  domain_apply (order, "line-shares-set", 4000, "{'line':'L%02d','shares':[%s]}",
                g_rand_int_range (rand, 0, (int) n_lines), shares->str);
}

static void
split_random (TrivetOrder *order,
              GRand       *rand)
{
  static const char *const kinds[] = { "none", "lines", "lines", "equal", "amounts" };
  const char              *kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  int                      n = g_rand_int_range (rand, 1, 5);
  g_autoptr (GString) amounts = g_string_new (NULL);

  for (int i = 1; i < n; i++)
    g_string_append_printf (amounts, "%s%d", i > 1 ? "," : "", g_rand_int_range (rand, 1, 30000));
  domain_apply (order, "checks-set", 4000, "{'kind':'%s','checks':%d,'amounts':[%s]}", kind, n, amounts->str);
}

static void
discount_random (TrivetOrder *order,
                 GRand       *rand)
{
  if (g_rand_boolean (rand))
    domain_apply (order, "order-discount-set", 4000, "{'kind':'rate','value':%d}", g_rand_int_range (rand, 0, 500000));
  else
    domain_apply (order, "order-discount-set", 4000, "{'kind':'amount','value':%d}", g_rand_int_range (rand, 0, 9000));
}

/* Asks one check for what it owes, or for a part of it, as the register does. */
static void
pay_random (TrivetOrder *order,
            GRand       *rand,
            guint        i)
{
  g_auto (Bill) bill = { 0 };
  g_autofree char   *payment_id = g_strdup_printf ("P%02u", i);
  const TrivetCheck *check;
  gint64             amount;

  bill_read (&bill, order);
  check = get_check (&bill, g_rand_int_range (rand, 1, (int) bill.checks->len + 1));
  if (check->due_minor == 0)
    return;
  amount = g_rand_boolean (rand) ? check->due_minor : g_rand_int_range (rand, 1, (int) check->due_minor + 1);
  if (g_rand_int_range (rand, 0, 3) != 0) {
    pay_cash (order, payment_id, g_rand_int_range (rand, 0, 4) == 0 ? 0 : check->number, amount);
    return;
  }
  domain_apply (order, "payment-started", 4500, "{'payment':'%s','method':'alipay','amount_minor':%" G_GINT64_FORMAT ",'check':%d}",
                payment_id, amount, check->number);
  if (g_rand_boolean (rand))
    domain_apply (order, "payment-doubted", 4600, "{'payment':'%s','reason':'answer-lost'}", payment_id);
  if (g_rand_int_range (rand, 0, 3) == 0)
    domain_apply (order, "payment-declined", 4700, "{'payment':'%s','reason':'x'}", payment_id);
}

static void
assert_line_parts (const Bill *bill)
{
  for (guint i = 0; i < bill->totals.lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (bill->totals.lines, TrivetLineTotal, i);
    gint64                 amount = 0;
    double                 part = 0;

    for (guint k = 0; k < bill->checks->len; k++) {
      const TrivetCheck *check = g_ptr_array_index (bill->checks, k);

      for (guint j = 0; j < check->lines->len; j++) {
        const TrivetCheckLine *line = &g_array_index (check->lines, TrivetCheckLine, j);

        if (line->total != total)
          continue;
        g_assert_cmpint (line->amount_minor, >=, 0);
        g_assert_cmpint (line->payable_minor, >=, 0);
        amount += line->amount_minor;
        part += (double) line->numerator / line->denominator;
      }
    }
    g_assert_cmpint (amount, ==, total->gross_minor - total->line_discount_minor);
    g_assert_cmpfloat_with_epsilon (part, 1.0, 1e-9);
  }
}

static void
assert_adds_up (TrivetOrder *order)
{
  g_auto (Bill) bill = { 0 };
  gint64 total = 0;
  gint64 paid = 0;
  gint64 asked = 0;
  gint64 due = 0;
  gint64 owing;

  bill_read (&bill, order);
  for (guint k = 0; k < bill.checks->len; k++) {
    const TrivetCheck *check = g_ptr_array_index (bill.checks, k);

    g_assert_cmpint (check->total_minor, >=, 0);
    g_assert_cmpint (check->paid_minor, >=, 0);
    g_assert_cmpint (check->open_minor, >=, 0);
    g_assert_cmpint (check->in_doubt_minor, >=, 0);
    total += check->total_minor;
    paid += check->paid_minor;
    asked += check->open_minor + check->in_doubt_minor;
    due += check->due_minor;
  }
  g_assert_cmpint (total, ==, bill.totals.total_minor);
  g_assert_cmpint (paid, ==, trivet_order_get_net_paid_minor (order));
  g_assert_cmpint (asked, ==, trivet_order_get_open_minor (order) + trivet_order_get_in_doubt_minor (order));
  owing = bill.totals.total_minor - paid - asked;
  g_assert_cmpint (due, ==, trivet_order_is_open (order) ? MAX (owing, 0) : 0);
  if (order->split_kind == TRIVET_SPLIT_LINES)
    assert_line_parts (&bill);
}

/* What was paid in full owes nothing, whatever is added. */
static void
assert_paid_stay_paid (TrivetOrder *order,
                       gboolean    *was_completed)
{
  g_auto (Bill) bill = { 0 };
  gboolean all = TRUE;

  bill_read (&bill, order);
  for (guint k = 0; k < bill.checks->len; k++)
    all = all && ((const TrivetCheck *) g_ptr_array_index (bill.checks, k))->completed;
  for (guint k = 0; k < bill.checks->len; k++) {
    const TrivetCheck *check = g_ptr_array_index (bill.checks, k);

    if (was_completed[k] && check->completed && !all)
      g_assert_cmpint (check->due_minor, ==, 0);
    was_completed[k] = check->completed;
  }
}

static void
assert_order_of_lines_is_nothing (TrivetOrder *order,
                                  GRand       *rand)
{
  g_autoptr (TrivetOrder) turned = trivet_order_copy (order);
  g_auto (Bill) bill = { 0 };
  g_auto (Bill) other = { 0 };

  for (guint i = turned->lines->len; i > 1; i--) {
    guint    j = (guint) g_rand_int_range (rand, 0, (int) i);
    gpointer line = turned->lines->pdata[i - 1];

    turned->lines->pdata[i - 1] = turned->lines->pdata[j];
    turned->lines->pdata[j] = line;
  }
  bill_read (&bill, order);
  bill_read (&other, turned);
  for (int k = 1; k <= (int) bill.checks->len; k++) {
    g_assert_cmpint (get_check (&bill, k)->total_minor, ==, get_check (&other, k)->total_minor);
    g_assert_cmpint (get_check (&bill, k)->due_minor, ==, get_check (&other, k)->due_minor);
    g_assert_cmpint (get_check (&bill, k)->subtotal_minor, ==, get_check (&other, k)->subtotal_minor);
  }
}

static void
play_random_order (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (TrivetOrder) order = domain_open_order ();
  gboolean completed[TRIVET_ORDER_MAX_CHECKS] = { FALSE };
  guint    n_lines = 0;

  for (guint i = 0; i < 30 && trivet_order_is_open (order); i++) {
    int what = g_rand_int_range (rand, 0, 6);

    if (what <= 1 || n_lines == 0)
      add_random_line (order, rand, n_lines++);
    else if (what == 2)
      share_random_line (order, rand, n_lines);
    else if (what == 3 && g_rand_boolean (rand))
      split_random (order, rand);
    else if (what == 3 && trivet_order_get_paid_minor (order) == 0)
      discount_random (order, rand);
    else
      pay_random (order, rand, i);
    assert_adds_up (order);
    if (what <= 1)
      assert_paid_stay_paid (order, completed);
    assert_order_of_lines_is_nothing (order, rand);
  }
}

static void
test_random (void)
{
  guint32 n = DOMAIN_ROUNDS (20000);

  for (guint32 seed = 0; seed < n; seed++)
    play_random_order (seed);
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
  g_test_add_func ("/domain/order-checks/amounts", test_amounts);
  g_test_add_func ("/domain/order-checks/in-flight", test_in_flight);
  g_test_add_func ("/domain/order-checks/excess-helps-others", test_excess_helps_others);
  g_test_add_func ("/domain/order-checks/random", test_random);

  return g_test_run ();
}
