/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what is on the house costs nothing and moves nothing else: the rest costs what it would cost
 * without it; the accounts tell it apart from discounts; and it never lacks a reason. Method: random
 * orders beside the same orders without those dishes. */

#include "ledger-shop.h"

#define N_LINES 5

static guint
below (LedgerShop *shop,
       guint       n)
{
  return trivet_seeded_random_below (shop->random, n);
}

static void
add_prices (LedgerShop  *shop,
            TrivetOrder *order,
            guint        discount_ppm,
            guint        tip_minor)
{
  ledger_shop_apply (shop, order, "order-priced",
                     "{'promotions':[],'charges':[{'id':'s','name':'Service','kind':'rate','value':100000,'tax_rate_ppm':60000}]}");
  ledger_shop_apply (shop, order, "order-discount-set", "{'kind':'rate','value':%u}", discount_ppm);
  ledger_shop_apply (shop, order, "order-tip-set", "{'amount_minor':%u}", tip_minor);
}

static void
settle (LedgerShop  *shop,
        TrivetOrder *order,
        gint64       total_minor)
{
  if (total_minor == 0) {
    g_assert_true (ledger_shop_apply (shop, order, "order-closed", "{}"));
    return;
  }
  g_assert_true (ledger_shop_apply (shop, order, "cash-taken",
                                    "{'payment':'P','amount_minor':%" G_GINT64_FORMAT ",'tendered_minor':%" G_GINT64_FORMAT
                                    ",'change_minor':0}",
                                    total_minor, total_minor));
}

static void
check_round (LedgerShop *shop)
{
  TrivetOrder *order = shop->orders[0];
  TrivetOrder *without = shop->orders[1];
  guint        discount_ppm = below (shop, 500000);
  guint        tip_minor = below (shop, 2) * below (shop, 900);
  gint64       given = 0;
  gint64       comps = ledger_shop_get_balance (shop, "comps");
  gint64       discounts = ledger_shop_get_balance (shop, "discounts");
  g_auto (TrivetTotals) totals = { 0 };
  g_auto (TrivetTotals) others = { 0 };

  for (guint i = 0; i < N_LINES; i++) {
    g_autofree char *line = g_strdup_printf ("L%u", i);
    guint            quantity = 1 + below (shop, 3);
    guint            price = below (shop, 5000);
    gboolean         included = below (shop, 2) == 0;
    gboolean         comped = i > 0 && below (shop, 3) == 0;

    ledger_shop_add_line (shop, order, line, quantity, price, included);
    if (!comped) {
      ledger_shop_add_line (shop, without, line, quantity, price, included);
      continue;
    }
    /* Instead of its discount, not beside it. */
    ledger_shop_apply (shop, order, "line-discount-set", "{'line':'%s','kind':'rate','value':%u}", line, below (shop, 900000));
    g_assert_true (ledger_shop_apply (shop, order, "line-discount-set", "{'line':'%s','kind':'comp','value':0,'reason':'cold'}", line));
    g_assert_cmpstr (trivet_order_lookup_line (order, line)->discount.name, ==, "cold");
    given += (gint64) quantity * price;
  }
  add_prices (shop, order, discount_ppm, tip_minor);
  add_prices (shop, without, discount_ppm, tip_minor);
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_true (trivet_order_compute_totals (without, &others, NULL));
  g_assert_cmpint (totals.comp_minor, ==, given);
  g_assert_cmpint (totals.total_minor, ==, others.total_minor);
  g_assert_cmpint (totals.charge_minor, ==, others.charge_minor);
  g_assert_cmpint (totals.tax_included_minor, ==, others.tax_included_minor);
  g_assert_cmpint (totals.tax_added_minor, ==, others.tax_added_minor);

  settle (shop, order, totals.total_minor);
  g_assert_cmpint (ledger_shop_get_balance (shop, "comps") - comps, ==, given);
  g_assert_cmpint (ledger_shop_get_balance (shop, "discounts") - discounts, ==, totals.order_discount_minor);
  g_assert_cmpint (ledger_shop_get_balance (shop, "guests"), ==, 0);
}

static void
test_lines (void)
{
  for (guint round = 0; round < DOMAIN_ROUNDS (1000); round++) {
    LedgerShop shop;

    ledger_shop_init (&shop, 500 + round);
    check_round (&shop);
    ledger_shop_clear (&shop);
  }
}

/* All of it, but for the tip: that is not the house's. */
static void
test_order (void)
{
  for (guint round = 0; round < DOMAIN_ROUNDS (500); round++) {
    g_auto (TrivetTotals) totals = { 0 };
    LedgerShop shop;
    guint      tip_minor;

    ledger_shop_init (&shop, 9000 + round);
    tip_minor = below (&shop, 2) * 500;
    for (guint i = 0; i < N_LINES; i++) {
      g_autofree char *line = g_strdup_printf ("L%u", i);

      ledger_shop_add_line (&shop, shop.orders[0], line, 1 + below (&shop, 3), below (&shop, 5000), below (&shop, 2) == 0);
      ledger_shop_apply (&shop, shop.orders[0], "line-discount-set", "{'line':'%s','kind':'rate','value':%u}", line, below (&shop, 900000));
    }
    add_prices (&shop, shop.orders[0], 0, tip_minor);
    g_assert_true (ledger_shop_apply (&shop, shop.orders[0], "order-discount-set", "{'kind':'comp','value':0,'reason':'owner'}"));
    g_assert_true (trivet_order_compute_totals (shop.orders[0], &totals, NULL));
    g_assert_cmpint (totals.total_minor, ==, tip_minor);
    g_assert_cmpint (totals.comp_minor, ==, totals.subtotal_minor);
    g_assert_cmpint (totals.charge_minor + totals.tax_added_minor + totals.tax_included_minor, ==, 0);
    settle (&shop, shop.orders[0], totals.total_minor);
    g_assert_cmpint (ledger_shop_get_balance (&shop, "comps"), ==, totals.comp_minor);
    g_assert_cmpint (ledger_shop_get_balance (&shop, "discounts"), ==, totals.line_discount_minor);
    g_assert_cmpint (ledger_shop_get_balance (&shop, "tips"), ==, -(gint64) tip_minor);
    ledger_shop_clear (&shop);
  }
}

static void
test_refusals (void)
{
  LedgerShop   shop;
  TrivetOrder *order;

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  ledger_shop_add_line (&shop, order, "L", 1, 1000, TRUE);
  g_assert_false (ledger_shop_apply (&shop, order, "line-discount-set", "{'line':'L','kind':'comp','value':0}"));
  g_assert_false (ledger_shop_apply (&shop, order, "line-discount-set", "{'line':'L','kind':'comp','value':0,'reason':''}"));
  g_assert_false (ledger_shop_apply (&shop, order, "line-discount-set", "{'line':'L','kind':'comp','value':5,'reason':'x'}"));
  g_assert_false (ledger_shop_apply (&shop, order, "order-discount-set", "{'kind':'comp','value':0,'name':'x'}"));
  g_assert_true (ledger_shop_apply (&shop, order, "line-discount-set", "{'line':'L','kind':'comp','value':0,'reason':'x'}"));
  g_assert_true (ledger_shop_apply (&shop, order, "line-discount-set", "{'line':'L','kind':'none','value':0}"));
  ledger_shop_clear (&shop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/comps/lines", test_lines);
  g_test_add_func ("/domain/comps/order", test_order);
  g_test_add_func ("/domain/comps/refusals", test_refusals);

  return g_test_run ();
}
