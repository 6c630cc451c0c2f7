/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what postings add up to over time is what the orders themselves say. Method: random shops
 * of several orders, wild ones (refunds that fail and are tried again, causes that lie) and tame
 * ones; after each fact every account is compared with a count made from the orders alone. */

#include "ledger-shop.h"

#include "trivet-cash-rounding.h"

#define N_STEPS 60

typedef struct {
  LedgerShop base;
  gboolean   tame;
  guint      n_ids;
  guint      n_done;
  guint      n_failed;
  guint      n_cash;
  guint      n_reopened;
} Shop;

static guint
below (Shop *shop,
       guint n)
{
  return trivet_seeded_random_below (shop->base.random, n);
}

static void
change_order (Shop        *shop,
              TrivetOrder *order)
{
  g_autofree char *line = g_strdup_printf ("L%u", below (shop, 4));

  if (below (shop, 4) == 0 && ledger_shop_apply (&shop->base, order, "order-reopened", "{'reason':'x'}"))
    shop->n_reopened++;
  switch (below (shop, 7)) {
  case 0:
    ledger_shop_apply (&shop->base, order, "line-discount-set", "{'line':'%s','kind':'rate','value':%u}", line,
                       below (shop, 300000));
    break;
  case 1:
    ledger_shop_apply (&shop->base, order, "order-discount-set", "{'kind':'amount','value':%u}", below (shop, 2000));
    break;
  case 2:
    ledger_shop_apply (&shop->base, order, "line-voided", "{'line':'%s'}", line);
    break;
  case 3:
    ledger_shop_apply (&shop->base, order, below (shop, 8) == 0 ? "order-voided" : "order-closed", "{'reason':'x'}");
    break;
  default:
    ledger_shop_add_line (&shop->base, order, line, 1 + below (shop, 3), below (shop, 4000), below (shop, 2) == 0);
    break;
  }
}

static gint64
choose_amount (Shop        *shop,
               TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64 due;

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  due = totals.total_minor - trivet_order_get_net_paid_minor (order);
  return below (shop, 3) == 0 || due <= 0 ? 1 + below (shop, 5000) : due;
}

static void
take_money (Shop        *shop,
            TrivetOrder *order)
{
  gint64 amount = choose_amount (shop, order);
  guint  id = shop->n_ids++;

  if (below (shop, 3) == 0) {
    TrivetCashRounding rounding = { 10 * below (shop, 6), (TrivetCashRoundingMode) below (shop, 3) };
    gint64             cash = trivet_cash_rounding_apply (&rounding, amount);

    ledger_shop_apply (&shop->base, order, "cash-taken",
                       "{'payment':'P%u','amount_minor':%" G_GINT64_FORMAT ",'rounding_minor':%" G_GINT64_FORMAT
                       ",'tendered_minor':%" G_GINT64_FORMAT ",'change_minor':0}",
                       id, amount, cash - amount, cash);
    return;
  }
  ledger_shop_apply (&shop->base, order, "payment-started",
                     "{'payment':'P%u','method':'w','provider':'%s','merchant_order_id':'m','amount_minor':%" G_GINT64_FORMAT "}",
                     id, below (shop, 2) ? "wx" : "ali", amount);
  if (below (shop, 4) == 0)
    ledger_shop_apply (&shop->base, order, "payment-declined", "{'payment':'P%u','reason':'x'}", id);
  /* Now and then a late success. */
  if (below (shop, 3) > 0)
    ledger_shop_apply (&shop->base, order, "payment-paid", "{'payment':'P%u','amount_minor':%" G_GINT64_FORMAT "}", id,
                       amount);
}

/* A line of the order as it was sold, for a refund that names it. */
static char *
choose_lines (Shop        *shop,
              TrivetOrder *order,
              gint64       most_minor)
{
  g_autofree char *line = g_strdup_printf ("L%u", below (shop, 4));
  gint64           amount;
  gint64           tax;

  if (!trivet_order_compute_return (order, line, 1, &amount, &tax, NULL) || amount > most_minor)
    return g_strdup ("");
  return g_strdup_printf (",'lines':[{'line':'%s','quantity':1,'amount_minor':%" G_GINT64_FORMAT
                          ",'tax_minor':%" G_GINT64_FORMAT "}]",
                          line, amount, tax);
}

static void
start_refund (Shop         *shop,
              TrivetOrder  *order,
              TrivetTender *tender)
{
  gint64           left = tender->amount_minor - tender->returned_minor;
  gint64           surplus = trivet_order_get_surplus_minor (order);
  gboolean         is_surplus = shop->tame ? surplus > 0 : below (shop, 2) == 0;
  gint64           most = shop->tame && is_surplus ? MIN (left, surplus) : left;
  gint64           amount;
  g_autofree char *lines = NULL;

  if (most <= 0)
    return;
  amount = below (shop, 2) == 0 ? most : 1 + (gint64) below (shop, (guint) most);
  lines = is_surplus ? g_strdup ("") : choose_lines (shop, order, amount);
  if (below (shop, 4) == 0)
    shop->n_cash += ledger_shop_apply (&shop->base, order, "cash-returned",
                                       "{'refund':'R%u','payment':'%s','amount_minor':%" G_GINT64_FORMAT
                                       ",'rounding_minor':%" G_GINT64_FORMAT ",'cause':'%s'%s}",
                                       shop->n_ids++, tender->payment_id, amount,
                                       trivet_tender_compute_rounding_back (tender, amount), is_surplus ? "surplus" : "guest", lines);
  else
    ledger_shop_apply (&shop->base, order, "refund-started",
                       "{'refund':'R%u','payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'cause':'%s'%s}",
                       shop->n_ids++, tender->payment_id, amount, is_surplus ? "surplus" : "guest", lines);
}

static void
end_refund (Shop         *shop,
            TrivetOrder  *order,
            TrivetReturn *back)
{
  if (back->state == TRIVET_RETURN_FAILED)
    ledger_shop_apply (&shop->base, order, "cash-returned",
                       "{'refund':'H','payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'rounding_minor':%" G_GINT64_FORMAT
                       ",'cause':'guest','instead_of':'%s'}",
                       back->payment_id, back->amount_minor,
                       trivet_tender_compute_rounding_back (trivet_order_lookup_tender (order, back->payment_id), back->amount_minor),
                       back->refund_id);
  else if (!shop->tame && below (shop, 2) == 0)
    shop->n_failed += ledger_shop_apply (&shop->base, order, "refund-failed", "{'refund':'%s','reason':'x'}",
                                         back->refund_id);
  else
    shop->n_done += ledger_shop_apply (&shop->base, order, "refund-done",
                                       "{'refund':'%s','amount_minor':%" G_GINT64_FORMAT "}", back->refund_id,
                                       back->amount_minor);
}

static void
step (Shop *shop)
{
  TrivetOrder *order = shop->base.orders[below (shop, LEDGER_N_ORDERS)];

  switch (below (shop, 8)) {
  case 0:
  case 1:
  case 2:
    change_order (shop, order);
    return;
  case 3:
  case 4:
    take_money (shop, order);
    return;
  case 5:
    if (order->returns->len > 0)
      end_refund (shop, order, g_ptr_array_index (order->returns, below (shop, order->returns->len)));
    return;
  default:
    if (order->tenders->len > 0)
      start_refund (shop, order, g_ptr_array_index (order->tenders, below (shop, order->tenders->len)));
    return;
  }
}

typedef struct {
  gint64 cash;
  gint64 rounding;
  gint64 wx;
  gint64 ali;
  gint64 owed;
  gint64 guests;
  gint64 sales;
  gint64 discounts;
  gint64 sold_tax;
  gint64 from_sales; /* refunds and their tax */
  gint64 naive_guests;
} Count;

/* One payment: what it brought, what is owed of it, and what of that the guests' account gave. */
static void
count_tender (Count              *count,
              const TrivetOrder  *order,
              const TrivetTender *tender)
{
  gint64 *account = g_str_equal (tender->provider_id, "wx")    ? &count->wx
                    : g_str_equal (tender->provider_id, "ali") ? &count->ali
                                                               : &count->cash;
  gint64  promised = 0;

  if (tender->state != TRIVET_TENDER_PAID)
    return;
  *account += tender->amount_minor + tender->rounding_minor;
  count->rounding -= tender->rounding_minor;
  count->guests += tender->amount_minor;
  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);
    gint64              fresh;

    if (!g_str_equal (back->payment_id, tender->payment_id))
      continue;
    fresh = MIN (tender->amount_minor, promised + back->amount_minor) - promised;
    promised += fresh;
    if (back->from_sale)
      count->from_sales += fresh;
    else
      count->guests -= fresh;
    if (back->state == TRIVET_RETURN_PAID_BY_HAND || back->cash) {
      count->cash -= trivet_return_get_given_minor (back);
      count->rounding += back->rounding_minor;
    } else if (back->state == TRIVET_RETURN_DONE) {
      *account -= back->amount_minor;
    }
    if (back->state == TRIVET_RETURN_PAID_BY_HAND || back->state == TRIVET_RETURN_DONE)
      count->owed -= back->amount_minor;
  }
  count->owed += promised;
}

static void
count_order (Count             *count,
             const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  for (guint i = 0; i < order->tenders->len; i++)
    count_tender (count, order, g_ptr_array_index (order->tenders, i));
  count->naive_guests += order->settled_at_us != 0 ? trivet_order_get_surplus_minor (order)
                                                   : trivet_order_get_net_paid_minor (order);
  if (order->settled_at_us == 0)
    return;
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  count->guests -= totals.total_minor;
  count->sold_tax += totals.tax_included_minor + totals.tax_added_minor;
  count->from_sales += totals.returned_minor;
  count->sales -= totals.tax_included_minor;
  for (guint i = 0; i < totals.lines->len; i++) {
    const TrivetLineTotal *line = &g_array_index (totals.lines, TrivetLineTotal, i);

    count->sales += line->gross_minor;
    count->discounts += line->line_discount_minor + line->order_share_minor;
  }
}

static void
compare (Shop *shop)
{
  Count          count = { 0 };
  gint64         refunds = ledger_shop_get_balance (&shop->base, "refunds");
  gint64         tax = ledger_shop_get_balance (&shop->base, "tax");
  gint64         sum = 0;
  GHashTableIter iter;
  gpointer       balance;

  for (guint i = 0; i < LEDGER_N_ORDERS; i++)
    count_order (&count, shop->base.orders[i]);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "cash"), ==, count.cash);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "rounding"), ==, count.rounding);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "clearing:wx"), ==, count.wx);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "clearing:ali"), ==, count.ali);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "refunds-owed"), ==, -count.owed);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "guests"), ==, -count.guests);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "sales"), ==, -count.sales);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "discounts"), ==, count.discounts);
  g_assert_cmpint (refunds + tax, ==, count.from_sales - count.sold_tax);
  g_hash_table_iter_init (&iter, shop->base.balances);
  while (g_hash_table_iter_next (&iter, NULL, &balance))
    sum += *(gint64 *) balance;
  g_assert_cmpint (sum, ==, 0);

  /* Whatever happens. */
  g_assert_cmpint (count.wx, >=, 0);
  g_assert_cmpint (count.ali, >=, 0);
  g_assert_cmpint (count.owed, >=, 0);
  g_assert_cmpint (refunds, >=, 0);
  g_assert_cmpint (count.sales, >=, 0);
  /* What guests have paid for orders that are open, and what they paid too much. */
  if (shop->tame) {
    g_assert_cmpint (count.guests, ==, count.naive_guests);
    g_assert_cmpint (count.guests, >=, 0);
    g_assert_cmpint (tax, <=, 0);
  }
}

static void
run_shops (gboolean tame)
{
  guint n_settled = 0;
  guint n_done = 0;
  guint n_failed = 0;
  guint n_cash = 0;
  guint n_reopened = 0;

  for (int round = 0; round < DOMAIN_ROUNDS (400); round++) {
    Shop shop = { .tame = tame };

    ledger_shop_init (&shop.base, 1000 + (guint64) round);
    for (int i = 0; i < N_STEPS; i++) {
      step (&shop);
      compare (&shop);
    }
    n_settled += shop.base.n_settled;
    n_done += shop.n_done;
    n_failed += shop.n_failed;
    n_cash += shop.n_cash;
    n_reopened += shop.n_reopened;
    ledger_shop_clear (&shop.base);
  }
  g_test_message ("%u orders settled, %u refunds done, %u failed, %u reopened", n_settled, n_done, n_failed, n_reopened);
  /* Otherwise the test says little. */
  g_assert_cmpuint (n_settled, >, DOMAIN_ROUNDS (400));
  g_assert_cmpuint (n_done, >, DOMAIN_ROUNDS (400) / 2);
  g_assert_cmpuint (n_cash, >, DOMAIN_ROUNDS (400) / 4);
  g_assert_cmpuint (n_reopened, >, DOMAIN_ROUNDS (400) / 10);
  g_assert_true (tame || n_failed > DOMAIN_ROUNDS (400) / 4);
}

static void
test_tame (void)
{
  run_shops (TRUE);
}

static void
test_wild (void)
{
  run_shops (FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/ledger/tame", test_tame);
  g_test_add_func ("/domain/ledger/wild", test_wild);

  return g_test_run ();
}
