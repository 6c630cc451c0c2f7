/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: however often an order is corrected and given back, in the end the guest has paid exactly what
 * it costs: nothing is lost, nothing goes back twice. Method: random refunds and corrections in which
 * wallets and the drawer give back what is too much, with the accounts looked at after each fact. */

#include "ledger-shop.h"
#include "trivet-order-checks.h"

/* Random corrections. */

typedef struct {
  LedgerShop base;
  guint      n_ids;
  guint      n_reopened;
  guint      n_refunds;
  guint      n_after_refund; /* reopened after something was given back */
  gint64     guest_minor;    /* what guests have handed over and got back */
} Shop;

static guint
below (Shop *shop,
       guint n)
{
  return trivet_seeded_random_below (shop->base.random, n);
}

static void
change (Shop        *shop,
        TrivetOrder *order)
{
  g_autofree char *line = g_strdup_printf ("L%u", below (shop, 4));
  g_autofree char *new_line = g_strdup_printf ("N%u", shop->n_ids++);

  switch (below (shop, 6)) {
  case 0:
    ledger_shop_apply (&shop->base, order, "line-discount-set", "{'line':'%s','kind':'rate','value':%u}", line, below (shop, 1000001));
    break;
  case 1:
    ledger_shop_apply (&shop->base, order, "order-discount-set", "{'kind':'amount','value':%u}", below (shop, 5000));
    break;
  case 2:
  case 3:
    ledger_shop_apply (&shop->base, order, "line-voided", "{'line':'%s'}", line);
    break;
  case 4:
    ledger_shop_apply (&shop->base, order, "order-tip-set", "{'amount_minor':%u}", below (shop, 300));
    break;
  default:
    ledger_shop_add_line (&shop->base, order, below (shop, 2) ? line : new_line, 1 + below (shop, 3), 1 + below (shop, 4000), below (shop, 2) == 0);
    break;
  }
}

/* Takes all or a part of what is due, as the pay page would. */
static void
take (Shop        *shop,
      TrivetOrder *order)
{
  gint64 due = domain_compute_total (order) - trivet_order_get_net_paid_minor (order);
  guint  id = shop->n_ids++;

  if (due <= 0 || !trivet_order_is_open (order))
    return;
  if (below (shop, 3) == 0)
    due = 1 + (gint64) below (shop, (guint) due);
  if (below (shop, 2)) {
    g_assert_true (ledger_shop_apply (&shop->base, order, "cash-taken",
                                      "{'payment':'P%u','amount_minor':%" G_GINT64_FORMAT ",'tendered_minor':%" G_GINT64_FORMAT ",'change_minor':0}",
                                      id, due, due));
  } else {
    g_assert_true (ledger_shop_apply (&shop->base, order, "payment-started",
                                      "{'payment':'P%u','method':'w','provider':'wx','merchant_order_id':'m','amount_minor':%" G_GINT64_FORMAT "}", id, due));
    g_assert_true (ledger_shop_apply (&shop->base, order, "payment-paid", "{'payment':'P%u','amount_minor':%" G_GINT64_FORMAT "}", id, due));
  }
  shop->guest_minor += due;
}

static void
end_refunds (Shop        *shop,
             TrivetOrder *order)
{
  for (guint i = 0; i < order->returns->len; i++) {
    TrivetReturn *back = g_ptr_array_index (order->returns, i);

    if (back->state == TRIVET_RETURN_OPEN && below (shop, 3) == 0)
      g_assert_true (ledger_shop_apply (&shop->base, order, "refund-failed", "{'refund':'%s','reason':'x'}", back->refund_id));
    else if (back->state == TRIVET_RETURN_OPEN && below (shop, 2))
      g_assert_true (ledger_shop_apply (&shop->base, order, "refund-done", "{'refund':'%s','amount_minor':%" G_GINT64_FORMAT "}", back->refund_id, back->amount_minor));
    else if (back->state == TRIVET_RETURN_FAILED && below (shop, 2)) {
      g_assert_true (ledger_shop_apply (&shop->base, order, "cash-returned",
                                        "{'refund':'H','payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'cause':'guest','instead_of':'%s'}",
                                        back->payment_id, back->amount_minor, back->refund_id));
    } else {
      continue;
    }
    if (back->state != TRIVET_RETURN_FAILED)
      shop->guest_minor -= back->amount_minor;
  }
}

/* Its money waits for a person. */
static gboolean
has_failed (const TrivetOrder *order)
{
  for (guint i = 0; i < order->returns->len; i++) {
    if (((const TrivetReturn *) order->returns->pdata[i])->state == TRIVET_RETURN_FAILED)
      return TRUE;
  }

  return FALSE;
}

/* A dish, or something for nothing, out of the latest payment that has as much. */
static void
refund (Shop        *shop,
        TrivetOrder *order)
{
  TrivetOrderLine *line = order->lines->len > 0 ? order->lines->pdata[below (shop, order->lines->len)] : NULL;
  gint64           amount = 1 + below (shop, 300);
  gint64           tax = 0;
  gboolean         dish = line != NULL && !line->voided && below (shop, 3) > 0;
  g_autofree char *lines = NULL;

  if (order->settled_at_us == 0 || trivet_order_get_surplus_minor (order) > 0 || has_failed (order) ||
      (dish && (!trivet_order_compute_return (order, line->line_id, 1, &amount, &tax, NULL) || amount == 0)))
    return;
  lines = dish ? g_strdup_printf (",'lines':[{'line':'%s','quantity':1,'amount_minor':%" G_GINT64_FORMAT ",'tax_minor':%" G_GINT64_FORMAT "}]",
                                  line->line_id, amount, tax)
               : g_strdup ("");
  for (guint i = order->tenders->len; i > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i - 1);
    gboolean            by_hand = *tender->provider_id == '\0';

    if (tender->state != TRIVET_TENDER_PAID || tender->amount_minor - tender->returned_minor < amount)
      continue;
    g_assert_true (ledger_shop_apply (&shop->base, order, by_hand ? "cash-returned" : "refund-started",
                                      "{'refund':'G%u','payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'cause':'guest'%s}", shop->n_ids++,
                                      tender->payment_id, amount, lines));
    shop->guest_minor -= by_hand ? amount : 0;
    shop->n_refunds++;
    return;
  }
}

/* As the engine does for wallets, the latest first, and staff for the drawer. */
static void
give_back (Shop        *shop,
           TrivetOrder *order)
{
  gint64 surplus = trivet_order_get_surplus_minor (order);
  gint64 cash = trivet_order_get_cash_back_minor (order);

  for (guint i = order->tenders->len; i > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i - 1);
    gboolean            by_hand = *tender->provider_id == '\0';
    gint64              piece = MIN (tender->amount_minor - tender->returned_minor, by_hand ? cash : surplus);

    if (tender->state != TRIVET_TENDER_PAID || piece <= 0)
      continue;
    g_assert_true (ledger_shop_apply (&shop->base, order, by_hand ? "cash-returned" : "refund-started",
                                      "{'refund':'R%u','payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'cause':'surplus'}", shop->n_ids++,
                                      tender->payment_id, piece));
    if (by_hand) {
      shop->guest_minor -= piece;
      cash -= piece;
    }
    surplus -= piece;
  }
}

static gint64
sum_returned (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  return totals.returned_minor;
}

static void
correct (Shop        *shop,
         TrivetOrder *order)
{
  if (trivet_order_is_open (order)) {
    if (below (shop, 6) == 0)
      ledger_shop_apply (&shop->base, order, below (shop, 12) == 0 ? "order-voided" : "order-closed", "{'reason':'x'}");
    return;
  }
  if (!ledger_shop_apply (&shop->base, order, "order-reopened", "{'reason':'x'}"))
    return;
  shop->n_reopened++;
  shop->n_after_refund += sum_returned (order) > 0;
}

static void
step (Shop        *shop,
      TrivetOrder *order)
{
  switch (below (shop, 6)) {
  case 0:
    take (shop, order);
    break;
  case 4:
    refund (shop, order);
    break;
  case 1:
    end_refunds (shop, order);
    break;
  case 2:
    give_back (shop, order);
    break;
  case 3:
    correct (shop, order);
    break;
  default:
    /* The register never lets a payment that is not corrected cover more than there is. */
    if (trivet_order_is_corrected (order) || trivet_order_get_paid_minor (order) == 0)
      change (shop, order);
    break;
  }
}

/* Brings every order to its end: what is due is paid, what is too much is back. */
static void
finish (Shop        *shop,
        TrivetOrder *order)
{
  for (guint i = 0; i < 400; i++) {
    take (shop, order);
    if (trivet_order_is_open (order) && !ledger_shop_apply (&shop->base, order, "order-closed", "{}") &&
        domain_compute_total (order) == 0)
      ledger_shop_apply (&shop->base, order, "order-voided", "{'reason':'x'}");
    give_back (shop, order);
    end_refunds (shop, order);
  }
}

static gint64
sum_from_sale (const TrivetOrder *order,
               gint64            *tax_minor)
{
  gint64 sum = 0;

  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (order->returns, i);

    if (!back->from_sale || back->state == TRIVET_RETURN_FAILED)
      continue;
    sum += back->amount_minor;
    for (guint j = 0; tax_minor != NULL && j < back->lines->len; j++)
      *tax_minor += ((const TrivetReturnedLine *) g_ptr_array_index (back->lines, j))->tax_minor;
  }

  return sum;
}

static void
add_returned (const TrivetOrder *order,
              gint64            *refunds,
              gint64            *tax)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  *refunds += totals.returned_minor;
  *tax += totals.returned_tax_minor;
}

/* To reopen an order and to close it as it was moves no money in any account. */
static void
assert_same_books (Shop *shop)
{
  for (guint i = 0; i < LEDGER_N_ORDERS; i++) {
    TrivetOrder   *order = shop->base.orders[i];
    gint64         net = trivet_order_get_net_paid_minor (order);
    GHashTableIter iter;
    gpointer       account, balance;
    g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

    g_hash_table_iter_init (&iter, shop->base.balances);
    while (g_hash_table_iter_next (&iter, &account, &balance))
      g_hash_table_insert (before, g_strdup (account), g_memdup2 (balance, sizeof (gint64)));
    if (!ledger_shop_apply (&shop->base, order, "order-reopened", "{'reason':'x'}"))
      continue;
    g_assert_cmpint (domain_compute_total (order), ==, net);
    g_assert_true (ledger_shop_apply (&shop->base, order, "order-closed", "{}"));
    g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
    g_hash_table_iter_init (&iter, before);
    while (g_hash_table_iter_next (&iter, &account, &balance))
      g_assert_cmpint (ledger_shop_get_balance (&shop->base, account), ==, *(gint64 *) balance);
  }
}

static void
assert_even (Shop *shop)
{
  gint64 cost = 0;
  gint64 refunds = 0;
  gint64 refunds_tax = 0;

  for (guint i = 0; i < LEDGER_N_ORDERS; i++) {
    TrivetOrder *order = shop->base.orders[i];
    gint64       kept = 0;

    finish (shop, order);
    g_assert_false (trivet_order_is_open (order));
    if (order->voided_at_us == 0) {
      kept = domain_compute_total (order) - sum_from_sale (order, &refunds_tax);
      refunds += sum_from_sale (order, NULL);
      add_returned (order, &refunds, &refunds_tax);
    }
    cost += kept;
    g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, kept);
    g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  }
  g_assert_cmpint (shop->guest_minor, ==, cost);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "guests"), ==, 0);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "refunds-owed"), ==, 0);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "refunds"), ==, refunds - refunds_tax);
  g_assert_cmpint (ledger_shop_get_balance (&shop->base, "cash") + ledger_shop_get_balance (&shop->base, "clearing:wx"), ==, cost);
  g_assert_cmpint (-ledger_shop_get_balance (&shop->base, "sales") - ledger_shop_get_balance (&shop->base, "tax") -
                     ledger_shop_get_balance (&shop->base, "tips") - ledger_shop_get_balance (&shop->base, "discounts") -
                     ledger_shop_get_balance (&shop->base, "comps"),
                   ==, cost + refunds - refunds_tax);
}

static void
test_random (void)
{
  guint n_reopened = 0;
  guint n_after_refund = 0;

  for (int round = 0; round < DOMAIN_ROUNDS (1000); round++) {
    Shop shop = { 0 };

    ledger_shop_init (&shop.base, 7000 + (guint64) round);
    for (guint i = 0; i < 260; i++)
      step (&shop, shop.base.orders[below (&shop, LEDGER_N_ORDERS)]);
    assert_even (&shop);
    assert_same_books (&shop);
    n_reopened += shop.n_reopened;
    n_after_refund += shop.n_after_refund;
    ledger_shop_clear (&shop.base);
  }
  g_test_message ("%u times reopened, %u after something was given back", n_reopened, n_after_refund);
  g_assert_cmpuint (n_after_refund, >, DOMAIN_ROUNDS (1000) / 2);
  g_assert_cmpuint (n_reopened, >, DOMAIN_ROUNDS (1000) * 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/reopen/random", test_random);

  return g_test_run ();
}
