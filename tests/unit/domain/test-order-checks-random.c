/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever is split, paid, priced and added, the checks of an order add up to it to the fen, and
 * so do the parts that their receipts name. Method: random orders (every kind of split, fractions,
 * discounts, promotions, charges, taxes, tips, part payments, late lines) whose sums are compared after
 * each fact and whose lines are turned round. */

#include "checks-bench.h"

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
tip_random (TrivetOrder *order,
            GRand       *rand)
{
  g_autoptr (TrivetFact) fact = domain_fact ("order-tip-set", 5000, "{'check':%d,'amount_minor':%d}",
                                             g_rand_int_range (rand, 1, order->n_checks + 1), g_rand_int_range (rand, 0, 900));

  trivet_order_apply (order, fact, NULL);
}

/* Promotions on lines and on the whole order, a charge with tax on top and one with tax inside. */
static void
price_random (TrivetOrder *order,
              GRand       *rand)
{
  domain_apply (order, "order-priced", 4000,
                "{'promotions':[{'promotion':'a','name':'A','name_zh':'A','amount_minor':0,'lines':[{'line':'L00','amount_minor':%d},"
                "{'line':'L01','amount_minor':%d}]},{'promotion':'b','name':'B','name_zh':'B','amount_minor':%d,'lines':[]}],"
                "'charges':[{'id':'s','name':'S','name_zh':'S','kind':'rate','value':%d,'tax_rate_ppm':60000,'tax_included':false},"
                "{'id':'t','name':'T','name_zh':'T','kind':'order','value':%d,'tax_rate_ppm':60000,'tax_included':true}]}",
                g_rand_int_range (rand, 0, 700), g_rand_int_range (rand, 0, 700), g_rand_int_range (rand, 0, 700),
                g_rand_int_range (rand, 0, 200000), g_rand_int_range (rand, 0, 500));
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

static gint64
sum_parts (GArray *parts)
{
  gint64 sum = 0;

  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, gint64, i);

  return sum;
}

/* What a check's own receipt names makes up its total. */
static void
assert_receipt_meets (const TrivetCheck *check)
{
  g_assert_cmpint (check->subtotal_minor - sum_parts (check->promotions) - check->order_discount_minor + sum_parts (check->charges) +
                     check->tax_added_minor + check->tip_minor - check->returned_minor + check->other_minor,
                   ==, check->total_minor);
}

/* The parts of the checks are the order's, to the fen. */
static void
assert_parts_add_up (TrivetOrder *order)
{
  g_auto (Bill) bill = { 0 };
  TrivetCheck sum = { 0 };
  gboolean    any_completed = FALSE;

  bill_read (&bill, order);
  for (guint k = 0; k < bill.checks->len; k++) {
    const TrivetCheck *check = g_ptr_array_index (bill.checks, k);

    assert_receipt_meets (check);
    sum.order_discount_minor += check->order_discount_minor;
    sum.tax_added_minor += check->tax_added_minor;
    sum.tax_within_minor += check->tax_within_minor;
    sum.tip_minor += check->tip_minor;
    sum.other_minor += check->other_minor;
    sum.subtotal_minor += check->subtotal_minor;
    any_completed |= check->completed;
    for (guint i = 0; i < check->promotions->len; i++)
      g_array_index (bill.totals.promotions, gint64, i) -= g_array_index (check->promotions, gint64, i);
    for (guint i = 0; i < check->charges->len; i++)
      g_array_index (bill.totals.charges, TrivetChargeTotal, i).amount_minor -= g_array_index (check->charges, gint64, i);
  }
  g_assert_cmpint (sum.tax_within_minor, ==, bill.totals.tax_within_minor);
  /* Of a check that was paid by others too, a part of the tip is theirs. */
  g_assert_cmpint (sum.other_minor, ==, bill.totals.tip_minor - sum.tip_minor);
  g_assert_cmpint (sum.tax_added_minor, ==, bill.totals.tax_added_minor);
  g_assert_cmpint (sum.order_discount_minor, ==, bill.totals.order_discount_minor);
  g_assert_cmpint (sum.subtotal_minor, ==, bill.totals.subtotal_minor);
  if (!any_completed)
    g_assert_cmpint (sum.tip_minor, ==, bill.totals.tip_minor);
  for (guint i = 0; i < bill.totals.promotions->len; i++)
    g_assert_cmpint (g_array_index (bill.totals.promotions, gint64, i), ==, 0);
  for (guint i = 0; i < bill.totals.charges->len; i++)
    g_assert_cmpint (g_array_index (bill.totals.charges, TrivetChargeTotal, i).amount_minor, ==, 0);
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
    else if (what == 4 && trivet_order_get_paid_minor (order) == 0 && g_rand_boolean (rand))
      price_random (order, rand);
    else if (what == 4 && g_rand_boolean (rand))
      tip_random (order, rand);
    else
      pay_random (order, rand, i);
    assert_adds_up (order);
    assert_parts_add_up (order);
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

  g_test_add_func ("/domain/order-checks/random", test_random);

  return g_test_run ();
}
