/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the sums on the cash keys are sums that a guest can hand over. Method: a few by hand; the
 * properties over every currency, many amounts and every number of keys. */

#include "trivet-checkout.h"

#define MAX_KEYS  8
#define N_AMOUNTS 20000

static void
assert_sums (gint64         due_minor,
             TrivetCurrency currency,
             const char    *expected)
{
  gint64 sums[MAX_KEYS];
  guint  n = trivet_checkout_suggest_cash (due_minor, currency, sums, MAX_KEYS);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", sums[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_by_hand (void)
{
  assert_sums (18540, TRIVET_CURRENCY_CNY, "18540 18600 19000 20000 ");
  assert_sums (10000, TRIVET_CURRENCY_CNY, "10000 ");
  assert_sums (1, TRIVET_CURRENCY_CNY, "1 100 500 1000 2000 5000 10000 ");
  assert_sums (4210, TRIVET_CURRENCY_EUR, "4210 4500 5000 6000 10000 20000 ");
  assert_sums (2480, TRIVET_CURRENCY_JPY, "2480 2500 3000 5000 10000 ");
  assert_sums (3100, TRIVET_CURRENCY_KWD, "3100 3250 3500 4000 5000 10000 20000 ");
}

static void
check_properties (gint64         due_minor,
                  TrivetCurrency currency)
{
  gint64 all[MAX_KEYS];
  guint  n_all = trivet_checkout_suggest_cash (due_minor, currency, all, MAX_KEYS);

  g_assert_cmpint (all[0], ==, due_minor);
  for (guint i = 1; i < n_all; i++)
    g_assert_cmpint (all[i], >, all[i - 1]);

  /* Fewer keys show the smallest of them, and nothing is written behind. */
  for (guint n_max = 1; n_max < MAX_KEYS; n_max++) {
    gint64 sums[MAX_KEYS];
    guint  n;

    sums[n_max] = -1;
    n = trivet_checkout_suggest_cash (due_minor, currency, sums, n_max);
    g_assert_cmpuint (n, ==, MIN (n_max, n_all));
    g_assert_cmpmem (sums, n * sizeof *sums, all, n * sizeof *all);
    g_assert_cmpint (sums[n_max], ==, -1);
  }
}

static void
test_properties (void)
{
  for (int currency = TRIVET_CURRENCY_INVALID + 1; currency < TRIVET_N_CURRENCIES; currency++) {
    for (gint64 due_minor = 1; due_minor <= N_AMOUNTS; due_minor += 7)
      check_properties (due_minor, currency);
    for (gint64 due_minor = 1; due_minor < TRIVET_ORDER_MAX_AMOUNT_MINOR; due_minor = due_minor * 3 + 1)
      check_properties (due_minor, currency);
    check_properties (TRIVET_ORDER_MAX_AMOUNT_MINOR, currency);
  }
}

static void
check_split (gint64 amount_minor,
             gint64 cash_minor,
             gint64 tendered_minor)
{
  TrivetCashDue   due = { amount_minor, cash_minor };
  TrivetCashSplit split;
  gboolean        ok = trivet_checkout_split_cash (&due, tendered_minor, &split);

  g_assert_cmpint (tendered_minor, ==, split.covered_minor + split.rounding_minor + split.change_minor);
  g_assert_cmpint (split.change_minor, >=, 0);
  g_assert_cmpint (split.missing_minor, ==, MAX (cash_minor - tendered_minor, 0));
  if (split.missing_minor == 0) {
    g_assert_cmpint (split.covered_minor, ==, amount_minor);
    g_assert_cmpint (split.rounding_minor, ==, cash_minor - amount_minor);
  } else {
    /* A part is exact, and leaves something to pay. */
    g_assert_cmpint (split.rounding_minor, ==, 0);
    g_assert_cmpint (split.change_minor, ==, 0);
    g_assert_true (!ok || split.covered_minor < amount_minor);
  }
  g_assert_true (ok == (split.covered_minor > 0 && (split.missing_minor == 0 || tendered_minor < amount_minor)));
}

static void
test_split (void)
{
  for (gint64 amount_minor = 0; amount_minor < 40; amount_minor++) {
    for (gint64 cash_minor = MAX (amount_minor - 9, 0); cash_minor < amount_minor + 10; cash_minor++) {
      for (gint64 tendered_minor = 0; tendered_minor < 80; tendered_minor++)
        check_split (amount_minor, cash_minor, tendered_minor);
    }
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/services/suggest-cash/by-hand", test_by_hand);
  g_test_add_func ("/services/suggest-cash/properties", test_properties);
  g_test_add_func ("/services/suggest-cash/split", test_split);

  return g_test_run ();
}
