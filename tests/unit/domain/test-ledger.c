/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each rule of the ledger moves the accounts that it says, by the amounts that it says.
 * Method: small sales, refunds and bills, with the numbers worked out by hand. */

#include "ledger-shop.h"

#include <string.h>

/* What each rule says, in numbers: the accounts and their balances afterwards. */
static void
assert_balances (LedgerShop *shop,
                 const char *expected)
{
  g_autoptr (GList) accounts = g_list_sort (g_hash_table_get_keys (shop->balances),
                                            (GCompareFunc) strcmp);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *link = accounts; link != NULL; link = link->next) {
    gint64 balance = ledger_shop_get_balance (shop, link->data);

    if (balance != 0)
      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, text->len > 0 ? ", " : "",
                              (char *) link->data, balance);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

/* 2 × 53.00 with 6 % inside, 10.00 with 6 % on top, 6.00 off: due 110.57. */
static void
order_dinner (LedgerShop *shop)
{
  TrivetOrder *order = shop->orders[0];

  ledger_shop_add_line (shop, order, "A", 2, 5300, TRUE);
  ledger_shop_add_line (shop, order, "B", 1, 1000, FALSE);
  ledger_shop_apply (shop, order, "order-discount-set", "{'kind':'amount','value':600}");
}

static void
pay (LedgerShop  *shop,
     TrivetOrder *order,
     const char  *payment,
     gint64       amount_minor)
{
  g_assert_true (ledger_shop_apply (shop, order, "payment-started",
                                    "{'payment':'%s','method':'wechat','provider':'wx','merchant_order_id':'m',"
                                    "'amount_minor':%" G_GINT64_FORMAT "}",
                                    payment, amount_minor));
  g_assert_true (ledger_shop_apply (shop, order, "payment-paid", "{'payment':'%s','amount_minor':%" G_GINT64_FORMAT "}",
                                    payment, amount_minor));
}

static void
test_sale (void)
{
  LedgerShop shop;

  ledger_shop_init (&shop, 1);
  order_dinner (&shop);
  assert_balances (&shop, "");
  /* A part in cash stands with the guests. */
  g_assert_true (ledger_shop_apply (&shop, shop.orders[0], "cash-taken",
                                    "{'payment':'C','amount_minor':5000,'tendered_minor':10000,'change_minor':5000}"));
  assert_balances (&shop, "cash 5000, guests -5000");
  pay (&shop, shop.orders[0], "P", 6057);
  /* Shares of the discount: 5.48 and 0.52. Tax: 6 % inside 100.52, and on top of 9.48. */
  assert_balances (&shop, "cash 5000, clearing:wx 6057, discounts 600, sales -11031, tax -626");
  ledger_shop_clear (&shop);
}

static void
test_refund (void)
{
  TrivetOrder *order;
  LedgerShop   shop;

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  ledger_shop_add_line (&shop, order, "A", 2, 5300, TRUE);
  pay (&shop, order, "P", 10600);
  assert_balances (&shop, "clearing:wx 10600, sales -10000, tax -600");
  g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                    "{'refund':'R','payment':'P','amount_minor':5300,'cause':'guest',"
                                    "'lines':[{'line':'A','quantity':1,'amount_minor':5300,'tax_minor':300}]}"));
  assert_balances (&shop, "clearing:wx 10600, refunds 5000, refunds-owed -5300, sales -10000, tax -300");
  g_assert_true (ledger_shop_apply (&shop, order, "refund-failed", "{'refund':'R','reason':'x'}"));
  assert_balances (&shop, "clearing:wx 10600, refunds 5000, refunds-owed -5300, sales -10000, tax -300");
  g_assert_true (ledger_shop_apply (&shop, order, "cash-returned",
                                    "{'refund':'C','payment':'P','amount_minor':5300,'cause':'guest','instead_of':'R'}"));
  assert_balances (&shop, "cash -5300, clearing:wx 10600, refunds 5000, sales -10000, tax -300");
  g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                    "{'refund':'S','payment':'P','amount_minor':100,'cause':'guest'}"));
  g_assert_true (ledger_shop_apply (&shop, order, "refund-done", "{'refund':'S','amount_minor':100}"));
  assert_balances (&shop, "cash -5300, clearing:wx 10500, refunds 5100, sales -10000, tax -300");
  g_assert_true (ledger_shop_apply (&shop, order, "cash-returned",
                                    "{'refund':'T','payment':'P','amount_minor':200,'cause':'guest'}"));
  assert_balances (&shop, "cash -5500, clearing:wx 10500, refunds 5300, sales -10000, tax -300");
  ledger_shop_clear (&shop);
}

/* A second refund for the money of one that failed takes over its debt. */
static void
test_refund_again (void)
{
  TrivetOrder *order;
  LedgerShop   shop;

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  ledger_shop_add_line (&shop, order, "A", 2, 5300, TRUE);
  pay (&shop, order, "P", 10600);
  for (int i = 0; i < 3; i++) {
    g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                      "{'refund':'R%d','payment':'P','amount_minor':10600,'cause':'guest',"
                                      "'lines':[{'line':'A','quantity':2,'amount_minor':10600,'tax_minor':600}]}",
                                      i));
    assert_balances (&shop, "clearing:wx 10600, refunds 10000, refunds-owed -10600, sales -10000");
    if (i < 2)
      g_assert_true (ledger_shop_apply (&shop, order, "refund-failed", "{'refund':'R%d','reason':'x'}", i));
  }
  g_assert_true (ledger_shop_apply (&shop, order, "refund-done", "{'refund':'R2','amount_minor':10600}"));
  assert_balances (&shop, "refunds 10000, sales -10000");
  ledger_shop_clear (&shop);
}

/* Everything goes back, piece by piece: nothing is left of the sale but its discount. */
static void
test_all_back (void)
{
  static const char *const pieces[] = { "B", "A", "A" };
  TrivetOrder             *order;
  LedgerShop               shop;

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  order_dinner (&shop);
  pay (&shop, order, "P", 11057);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    gint64 amount;
    gint64 tax;

    g_assert_true (trivet_order_compute_return (order, pieces[i], 1, &amount, &tax, NULL));
    g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                      "{'refund':'R%u','payment':'P','amount_minor':%" G_GINT64_FORMAT
                                      ",'cause':'guest','lines':[{'line':'%s','quantity':1,'amount_minor':%" G_GINT64_FORMAT
                                      ",'tax_minor':%" G_GINT64_FORMAT "}]}",
                                      i, amount, pieces[i], amount, tax));
    g_assert_true (ledger_shop_apply (&shop, order, "refund-done",
                                      "{'refund':'R%u','amount_minor':%" G_GINT64_FORMAT "}", i, amount));
  }
  assert_balances (&shop, "discounts 600, refunds 10431, sales -11031");
  ledger_shop_clear (&shop);
}

/* Two guests paid; and money for an order that is not settled. */
static void
test_surplus (void)
{
  TrivetOrder *order;
  LedgerShop   shop;

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  ledger_shop_add_line (&shop, order, "A", 1, 5300, TRUE);
  pay (&shop, order, "P", 5300);
  pay (&shop, order, "Q", 5300);
  assert_balances (&shop, "clearing:wx 10600, guests -5300, sales -5000, tax -300");
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 5300);
  g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                    "{'refund':'R','payment':'Q','amount_minor':5300,'cause':'surplus'}"));
  assert_balances (&shop, "clearing:wx 10600, refunds-owed -5300, sales -5000, tax -300");
  ledger_shop_clear (&shop);

  ledger_shop_init (&shop, 1);
  order = shop.orders[0];
  ledger_shop_add_line (&shop, order, "A", 1, 5300, TRUE);
  pay (&shop, order, "P", 2000);
  g_assert_true (ledger_shop_apply (&shop, order, "refund-started",
                                    "{'refund':'R','payment':'P','amount_minor':500,'cause':'guest'}"));
  assert_balances (&shop, "clearing:wx 2000, guests -1500, refunds-owed -500");
  /* It came off the payments, so nothing is left over when the order is settled. */
  pay (&shop, order, "Q", 3800);
  assert_balances (&shop, "clearing:wx 5800, refunds-owed -500, sales -5000, tax -300");
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
  ledger_shop_clear (&shop);
}

static void
test_bill (void)
{
  LedgerShop shop;
  gint64     fee;

  ledger_shop_init (&shop, 1);
  /* 0.30 % of a day, in millionths; half a fen counts as one. */
  g_assert_true (trivet_ledger_round_fee (1235000, TRIVET_CURRENCY_CNY, &fee, NULL));
  g_assert_cmpint (fee, ==, 124);
  g_assert_true (trivet_ledger_round_fee (1234999, TRIVET_CURRENCY_CNY, &fee, NULL));
  g_assert_cmpint (fee, ==, 123);
  g_assert_true (trivet_ledger_round_fee (-1235000, TRIVET_CURRENCY_CNY, &fee, NULL));
  g_assert_cmpint (fee, ==, -124);
  g_assert_true (trivet_ledger_round_fee (1500000, TRIVET_CURRENCY_JPY, &fee, NULL));
  g_assert_cmpint (fee, ==, 2);
  g_assert_true (trivet_ledger_round_fee (1500500, TRIVET_CURRENCY_KWD, &fee, NULL));
  g_assert_cmpint (fee, ==, 1501);

  g_assert_true (trivet_ledger_post_bill ("wx", 124, 0, shop.postings, NULL));
  ledger_shop_add_postings (&shop);
  assert_balances (&shop, "clearing:wx -124, fees 124");
  /* The bill came again with a smaller fee, and again unchanged. */
  g_array_set_size (shop.postings, 0);
  g_assert_true (trivet_ledger_post_bill ("wx", 100, 124, shop.postings, NULL));
  ledger_shop_add_postings (&shop);
  assert_balances (&shop, "clearing:wx -100, fees 100");
  g_array_set_size (shop.postings, 0);
  g_assert_true (trivet_ledger_post_bill ("wx", 100, 100, shop.postings, NULL));
  g_assert_cmpuint (shop.postings->len, ==, 0);
  ledger_shop_clear (&shop);
}

static void
test_overflow (void)
{
  g_autoptr (GArray) postings = trivet_ledger_new_postings ();
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_ledger_post_bill ("wx", G_MAXINT64, -1, postings, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_array_set_size (postings, 0);
  g_assert_false (trivet_ledger_post_bill ("wx", G_MININT64, 0, postings, &error));
  g_assert_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/ledger/sale", test_sale);
  g_test_add_func ("/domain/ledger/refund", test_refund);
  g_test_add_func ("/domain/ledger/refund-again", test_refund_again);
  g_test_add_func ("/domain/ledger/all-back", test_all_back);
  g_test_add_func ("/domain/ledger/surplus", test_surplus);
  g_test_add_func ("/domain/ledger/bill", test_bill);
  g_test_add_func ("/domain/ledger/overflow", test_overflow);

  return g_test_run ();
}
