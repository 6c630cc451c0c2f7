/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout.h"

/*
 * Which sums a guest is likely to hand over: pure, by the notes of the currency.
 */

#define MAX_NOTES 8

typedef struct {
  TrivetCurrency currency;
  gint64         notes_minor[MAX_NOTES]; /* smallest first, 0 ends */
} CurrencyNotes;

static const CurrencyNotes currency_notes[] = {
  { TRIVET_CURRENCY_CNY, { 100, 500, 1000, 2000, 5000, 10000 } },
  { TRIVET_CURRENCY_HKD, { 1000, 2000, 5000, 10000, 50000, 100000 } },
  { TRIVET_CURRENCY_EUR, { 500, 1000, 2000, 5000, 10000, 20000 } },
  { TRIVET_CURRENCY_GBP, { 500, 1000, 2000, 5000 } },
  { TRIVET_CURRENCY_USD, { 100, 500, 1000, 2000, 5000, 10000 } },
  { TRIVET_CURRENCY_JPY, { 100, 500, 1000, 5000, 10000 } },
  { TRIVET_CURRENCY_KWD, { 250, 500, 1000, 5000, 10000, 20000 } },
};

static const gint64 *
find_notes (TrivetCurrency currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (currency_notes); i++) {
    if (currency_notes[i].currency == currency)
      return currency_notes[i].notes_minor;
  }

  return NULL;
}

/* Puts @sum in its place unless it is there already. */
static guint
insert_sum (gint64 *sums,
            guint   n,
            guint   n_max,
            gint64  sum)
{
  guint at = 0;

  while (at < n && sums[at] < sum)
    at++;
  if ((at < n && sums[at] == sum) || at == n_max)
    return n;

  n = MIN (n + 1, n_max);
  for (guint i = n - 1; i > at; i--)
    sums[i] = sums[i - 1];
  sums[at] = sum;

  return n;
}

/**
 * trivet_checkout_suggest_cash:
 * @due_minor: what is due, more than zero
 * @currency: its currency
 * @ret_minor: (out caller-allocates) (array length=n_max): the sums
 * @n_max: room in @ret_minor
 *
 * The exact sum, and the sum rounded up to each note: a guest who owes 185.40 hands over 186,
 * 190 or 200.
 *
 * Returns: how many were written, smallest first
 */
guint
trivet_checkout_suggest_cash (gint64         due_minor,
                              TrivetCurrency currency,
                              gint64        *ret_minor,
                              guint          n_max)
{
  const gint64 *notes = find_notes (currency);
  guint         n = 0;

  g_return_val_if_fail (due_minor > 0, 0);
  g_return_val_if_fail (ret_minor != NULL && n_max > 0, 0);

  n = insert_sum (ret_minor, n, n_max, due_minor);
  for (guint i = 0; notes != NULL && i < MAX_NOTES && notes[i] != 0; i++) {
    gint64 count = (due_minor + notes[i] - 1) / notes[i];

    n = insert_sum (ret_minor, n, n_max, count * notes[i]);
  }

  return n;
}

/**
 * trivet_checkout_split_cash:
 * @due_minor: what is due
 * @tendered_minor: what the guest hands over
 * @ret_taken_minor: (out): what pays the order: never more than is due
 * @ret_change_minor: (out): what the guest gets back
 *
 * The one rule for cash, for the screen that shows the change ahead and for the fact.
 */
void
trivet_checkout_split_cash (gint64  due_minor,
                            gint64  tendered_minor,
                            gint64 *ret_taken_minor,
                            gint64 *ret_change_minor)
{
  g_return_if_fail (ret_taken_minor != NULL && ret_change_minor != NULL);

  *ret_taken_minor = MIN (due_minor, tendered_minor);
  *ret_change_minor = tendered_minor - *ret_taken_minor;
}
