/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

/*
 * What is taken in cash, and which sums a guest is likely to hand over, by the notes of the currency.
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
 * trivet_checkout_get_cash_due:
 * @self: a checkout
 *
 * What is to be taken when the next tender is cash. Only what pays all that is left is rounded, by
 * the price book: of an order that is paid in parts, each part but the last is exact.
 *
 * Returns: both 0 when nothing may be asked for
 */
TrivetCashDue
trivet_checkout_get_cash_due (TrivetCheckout *self)
{
  TrivetCashDue due = { 0 };

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), due);

  due.amount_minor = trivet_checkout_get_amount_minor (self);
  due.cash_minor = due.amount_minor;
  if (due.amount_minor == trivet_checkout_get_due_minor (self))
    due.cash_minor = trivet_cash_rounding_apply (
      trivet_price_book_get_cash_rounding (trivet_register_get_prices (self->reg)), due.amount_minor);

  return due;
}

/**
 * trivet_checkout_split_cash:
 * @due: what is to be taken
 * @tendered_minor: what the guest hands over
 * @ret_split: (out): what becomes of it
 *
 * The one rule for cash, for the screen that shows the change ahead and for the fact. Less than what
 * is to be taken pays an exact part. A sum that is rounded up and is handed over exactly as it was
 * before is too little, and no part either, because nothing would be left to pay.
 *
 * Returns: whether the sum may be taken
 */
gboolean
trivet_checkout_split_cash (const TrivetCashDue *due,
                            gint64               tendered_minor,
                            TrivetCashSplit     *ret_split)
{
  g_return_val_if_fail (due != NULL && ret_split != NULL, FALSE);

  *ret_split = (TrivetCashSplit){ 0 };
  if (tendered_minor >= due->cash_minor) {
    ret_split->covered_minor = due->amount_minor;
    ret_split->rounding_minor = due->cash_minor - due->amount_minor;
    ret_split->change_minor = tendered_minor - due->cash_minor;
  } else {
    ret_split->covered_minor = tendered_minor;
    ret_split->missing_minor = due->cash_minor - tendered_minor;
  }

  return due->amount_minor > 0 && tendered_minor >= 0 && ret_split->covered_minor > 0 &&
         (ret_split->missing_minor == 0 || tendered_minor < due->amount_minor);
}
