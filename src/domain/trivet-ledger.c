/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-ledger.h"

/*
 * The double-entry ledger: which accounts a fact moves. Pure; every result adds up to zero.
 *
 * - Money that comes in stands with the guests until the order is settled: clearing or cash against
 *   guests. The fact that settles the order turns it into sales, discounts and tax.
 * - Cash may be rounded: the drawer gets what was received, the guest's debt falls by the exact
 *   amount, and rounding is the difference. Going back mirrors it.
 * - Money that goes back is owed from the first fact on, and is gone when the provider says so.
 *   When the order was settled and needed it, it comes out of refunds and tax; otherwise out of
 *   what stands with the guests. A refund that failed stays owed.
 * - A settled order that is reopened takes its sale back; its money stands with the guests again. What
 *   was given back of it is a part of the sale from then on: it leaves refunds and tax with the sale
 *   and comes back with it, at what it is worth then.
 * - Money that is owed already is not owed twice: when a second refund is tried for the money of
 *   one that failed, it takes over that debt.
 */

static void
clear_posting (gpointer data)
{
  TrivetPosting *posting = data;

  g_clear_pointer (&posting->account, g_free);
}

/**
 * trivet_ledger_new_postings:
 *
 * Returns: (transfer full) (element-type TrivetPosting): an empty list for the functions here; to
 *   be emptied with g_array_set_size() before it is used for the next fact
 */
GArray *
trivet_ledger_new_postings (void)
{
  GArray *postings = g_array_new (FALSE, FALSE, sizeof (TrivetPosting));

  g_array_set_clear_func (postings, clear_posting);
  return postings;
}

/**
 * trivet_ledger_dup_clearing:
 * @provider_id: a provider, or "" for cash
 *
 * Returns: (transfer full): the account of the money that the provider has of ours
 */
char *
trivet_ledger_dup_clearing (const char *provider_id)
{
  g_return_val_if_fail (provider_id != NULL, NULL);

  if (*provider_id == '\0')
    return g_strdup (TRIVET_ACCOUNT_CASH);
  return g_strconcat (TRIVET_ACCOUNT_CLEARING_PREFIX, provider_id, NULL);
}

static gboolean
overflow (GError **error)
{
  g_set_error_literal (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW,
                       "An amount does not fit into an account");
  return FALSE;
}

static gboolean
add_checked (gint64  *sum,
             gint64   value,
             GError **error)
{
  return __builtin_add_overflow (*sum, value, sum) ? overflow (error) : TRUE;
}

/* One posting an account, however often a fact touches it. */
static gboolean
post (GArray     *postings,
      const char *account,
      gint64      amount_minor,
      GError    **error)
{
  TrivetPosting posting;

  for (guint i = 0; i < postings->len; i++) {
    TrivetPosting *other = &g_array_index (postings, TrivetPosting, i);

    if (g_str_equal (other->account, account))
      return add_checked (&other->amount_minor, amount_minor, error);
  }

  posting = (TrivetPosting){ g_strdup (account), amount_minor };
  g_array_append_val (postings, posting);
  return TRUE;
}

/* Debits one account and credits another. */
static gboolean
move (GArray     *postings,
      const char *debit,
      const char *credit,
      gint64      amount_minor,
      GError    **error)
{
  return post (postings, debit, amount_minor, error) &&
         post (postings, credit, -amount_minor, error);
}

static gboolean
post_received (const TrivetTender *tender,
               GArray             *postings,
               GError            **error)
{
  g_autofree char *account = trivet_ledger_dup_clearing (tender->provider_id);

  return move (postings, account, TRIVET_ACCOUNT_GUESTS, tender->amount_minor, error) &&
         move (postings, account, TRIVET_ACCOUNT_ROUNDING, tender->rounding_minor, error);
}

/* What the guests owe for the order, as the guest's bill has it. Sales are the prices before any
 * discount and before what was given back, without the tax inside them; so is service, which is all
 * that is charged beside. */
static gboolean
post_sale (const TrivetOrder *order,
           GArray            *postings,
           GError           **error)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64 discounts;
  gint64 tax;
  gint64 sales;
  gint64 service;

  if (!trivet_order_compute_totals (order, &totals, error))
    return FALSE;
  discounts = totals.line_discount_minor + totals.promotion_minor;
  tax = totals.tax_included_minor;
  sales = totals.total_minor;
  service = totals.charge_minor;
  for (guint i = 0; i < totals.charges->len; i++) {
    const TrivetChargeTotal *charge = &g_array_index (totals.charges, TrivetChargeTotal, i);

    if (charge->charge->tax_included)
      service -= charge->tax_minor;
  }
  if (!add_checked (&sales, totals.returned_minor, error) ||
      !add_checked (&discounts, totals.order_discount_minor, error) ||
      !add_checked (&tax, totals.tax_added_minor, error) ||
      !add_checked (&sales, discounts, error) ||
      !add_checked (&sales, -tax, error) ||
      !add_checked (&sales, -service, error) ||
      !add_checked (&sales, -totals.tip_minor, error) ||
      !add_checked (&discounts, -totals.comp_minor, error))
    return FALSE;

  return post (postings, TRIVET_ACCOUNT_GUESTS, totals.total_minor, error) &&
         post (postings, TRIVET_ACCOUNT_DISCOUNTS, discounts, error) &&
         post (postings, TRIVET_ACCOUNT_COMPS, totals.comp_minor, error) &&
         post (postings, TRIVET_ACCOUNT_REFUNDS, totals.returned_minor - totals.returned_tax_minor, error) &&
         post (postings, TRIVET_ACCOUNT_TAX, totals.returned_tax_minor - tax, error) &&
         post (postings, TRIVET_ACCOUNT_SERVICE, -service, error) &&
         post (postings, TRIVET_ACCOUNT_TIPS, -totals.tip_minor, error) &&
         post (postings, TRIVET_ACCOUNT_SALES, -sales, error);
}

/* How much of a return no earlier one of the same payment owes already; with no failed ones before
 * it, all of it. */
static gint64
get_fresh_minor (const TrivetOrder  *order,
                 const TrivetReturn *back,
                 const TrivetTender *tender)
{
  gint64 left = tender->amount_minor;

  for (guint i = 0; i < order->returns->len; i++) {
    const TrivetReturn *earlier = g_ptr_array_index (order->returns, i);

    if (earlier == back)
      break;
    if (g_str_equal (earlier->payment_id, back->payment_id))
      left -= earlier->amount_minor;
  }

  return CLAMP (left, 0, back->amount_minor);
}

static gint64
get_returned_tax (const TrivetReturn *back)
{
  gint64 tax = 0;

  /* Applying the fact has checked that the lines' sum is at most the refund, and each tax at most
   * its line. */
  for (guint i = 0; i < back->lines->len; i++)
    tax += ((const TrivetReturnedLine *) g_ptr_array_index (back->lines, i))->tax_minor;

  return tax;
}

static gboolean
post_fresh_debt (const TrivetReturn *back,
                 gint64              fresh_minor,
                 GArray             *postings,
                 GError            **error)
{
  gint64 tax;

  if (!back->from_sale)
    return post (postings, TRIVET_ACCOUNT_GUESTS, fresh_minor, error);
  tax = (gint64) ((__int128) get_returned_tax (back) * fresh_minor / back->amount_minor);

  return post (postings, TRIVET_ACCOUNT_REFUNDS, fresh_minor - tax, error) &&
         post (postings, TRIVET_ACCOUNT_TAX, tax, error);
}

static gboolean
post_return (const TrivetOrder  *order,
             const TrivetReturn *back,
             GArray             *postings,
             GError            **error)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, back->payment_id);
  gint64              fresh = get_fresh_minor (order, back, tender);

  return post_fresh_debt (back, fresh, postings, error) &&
         post (postings, TRIVET_ACCOUNT_REFUNDS_OWED, back->amount_minor - fresh, error) &&
         post (postings, back->cash ? TRIVET_ACCOUNT_CASH : TRIVET_ACCOUNT_REFUNDS_OWED,
               -back->amount_minor, error) &&
         move (postings, TRIVET_ACCOUNT_ROUNDING, TRIVET_ACCOUNT_CASH, back->rounding_minor, error);
}

static gboolean
post_refund_done (const TrivetOrder  *order,
                  const TrivetReturn *back,
                  GArray             *postings,
                  GError            **error)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, back->payment_id);
  g_autofree char    *account = trivet_ledger_dup_clearing (tender->provider_id);

  return move (postings, TRIVET_ACCOUNT_REFUNDS_OWED, account, back->amount_minor, error);
}

/* Every fact about an order that moves money names what it is about; the others do not come here. */
static gboolean
post_money (TrivetFact        *fact,
            const TrivetOrder *order,
            GArray            *postings,
            GError           **error)
{
  JsonObject         *body = trivet_fact_get_body (fact);
  TrivetFactType      type = trivet_fact_get_fact_type (fact);
  const char         *failed_id = trivet_json_get_string_or (body, "instead_of", NULL);
  const TrivetTender *tender;
  const TrivetReturn *back;

  if (type == TRIVET_FACT_PAYMENT_PAID || type == TRIVET_FACT_CASH_TAKEN) {
    tender = trivet_order_lookup_tender (order, trivet_json_get_string_or (body, "payment", ""));
    return post_received (tender, postings, error);
  }
  if (type == TRIVET_FACT_CASH_RETURNED && failed_id != NULL) {
    back = trivet_order_lookup_return (order, failed_id);
    return move (postings, TRIVET_ACCOUNT_REFUNDS_OWED, TRIVET_ACCOUNT_CASH, back->amount_minor, error) &&
           move (postings, TRIVET_ACCOUNT_ROUNDING, TRIVET_ACCOUNT_CASH, back->rounding_minor, error);
  }
  back = trivet_order_lookup_return (order, trivet_json_get_string_or (body, "refund", ""));
  if (type == TRIVET_FACT_REFUND_DONE)
    return post_refund_done (order, back, postings, error);

  return post_return (order, back, postings, error);
}

/* A sale that is reopened has not been one: what follows is posted when the order is settled anew. What
 * went back and was booked as what it was not, is put right: see trivet_order's beyond_minor. */
static gboolean
post_unsale (const TrivetOrder *order,
             GArray            *postings,
             GError           **error)
{
  if (!post_sale (order, postings, error))
    return FALSE;
  for (guint i = 0; i < postings->len; i++)
    g_array_index (postings, TrivetPosting, i).amount_minor *= -1;

  return move (postings, TRIVET_ACCOUNT_GUESTS, TRIVET_ACCOUNT_REFUNDS, order->beyond_minor, error);
}

static gboolean
moves_money (TrivetFactType type)
{
  return type == TRIVET_FACT_PAYMENT_PAID || type == TRIVET_FACT_CASH_TAKEN ||
         type == TRIVET_FACT_REFUND_STARTED || type == TRIVET_FACT_REFUND_DONE ||
         type == TRIVET_FACT_CASH_RETURNED;
}

/* Drops what cancelled out, and stops the till when the rest does not add up: then there is a bug
 * here, and no later sum could be believed. */
static void
finish (GArray *postings)
{
  __int128 sum = 0;

  for (guint i = postings->len; i > 0; i--) {
    gint64 amount_minor = g_array_index (postings, TrivetPosting, i - 1).amount_minor;

    sum += amount_minor;
    if (amount_minor == 0)
      g_array_remove_index (postings, i - 1);
  }
  g_assert (sum == 0);
}

/**
 * trivet_ledger_post_order:
 * @fact: a fact about an order
 * @was_settled: whether the order was settled before @fact
 * @after: the order with @fact applied
 * @postings: (element-type TrivetPosting): empty; gets the postings of @fact, none when it moves no
 *   money
 * @error: return location for a #TrivetMoneyError
 *
 * What a fact about an order does to the accounts.
 *
 * Returns: %FALSE when an amount does not fit
 */
gboolean
trivet_ledger_post_order (TrivetFact        *fact,
                          gboolean           was_settled,
                          const TrivetOrder *after,
                          GArray            *postings,
                          GError           **error)
{
  g_return_val_if_fail (fact != NULL && after != NULL, FALSE);
  g_return_val_if_fail (postings != NULL && postings->len == 0, FALSE);

  if (moves_money (trivet_fact_get_fact_type (fact)) && !post_money (fact, after, postings, error))
    return FALSE;
  if (!was_settled && after->settled_at_us != 0 && !post_sale (after, postings, error))
    return FALSE;
  if (was_settled && after->settled_at_us == 0 && !post_unsale (after, postings, error))
    return FALSE;
  finish (postings);

  return TRUE;
}

/**
 * trivet_ledger_post_bill:
 * @provider_id: whose bill
 * @fee_minor: the whole day's fee, of a trade bill
 * @posted_minor: what an earlier bill of the same day has posted, or 0
 * @postings: (element-type TrivetPosting): empty; gets the postings
 * @error: return location for a #TrivetMoneyError
 *
 * What a provider's bill of a day does to the accounts: the fee comes out of what it has of ours.
 *
 * Returns: %FALSE when an amount does not fit
 */
gboolean
trivet_ledger_post_bill (const char *provider_id,
                         gint64      fee_minor,
                         gint64      posted_minor,
                         GArray     *postings,
                         GError    **error)
{
  g_autofree char *account = NULL;
  gint64           difference;

  g_return_val_if_fail (provider_id != NULL && *provider_id != '\0', FALSE);
  g_return_val_if_fail (postings != NULL && postings->len == 0, FALSE);

  /* The smallest number has no opposite. */
  if (__builtin_sub_overflow (fee_minor, posted_minor, &difference) || difference == G_MININT64)
    return overflow (error);
  account = trivet_ledger_dup_clearing (provider_id);
  if (!move (postings, TRIVET_ACCOUNT_FEES, account, difference, error))
    return FALSE;
  finish (postings);

  return TRUE;
}

static gboolean
post_shift_closed (const TrivetShift *after,
                   GArray            *postings,
                   GError           **error)
{
  return move (postings, TRIVET_ACCOUNT_SAFE, TRIVET_ACCOUNT_CASH, after->counted_minor, error) &&
         move (postings, TRIVET_ACCOUNT_CASH, TRIVET_ACCOUNT_OVER_SHORT, after->variance_minor, error);
}

/**
 * trivet_ledger_post_shift:
 * @fact: a fact whose subject is a shift
 * @after: the shift with @fact applied
 * @postings: (element-type TrivetPosting): empty; gets the postings of @fact, none when it moves no
 *   money
 * @error: return location for a #TrivetMoneyError
 *
 * What a fact about a shift does to the accounts: the float comes from the safe, and what was
 * counted at the end goes there; what was expected beside it is over or short.
 *
 * Returns: %FALSE when an amount does not fit
 */
gboolean
trivet_ledger_post_shift (TrivetFact        *fact,
                          const TrivetShift *after,
                          GArray            *postings,
                          GError           **error)
{
  gint64   amount_minor;
  gboolean ok = TRUE;

  g_return_val_if_fail (fact != NULL && after != NULL, FALSE);
  g_return_val_if_fail (postings != NULL && postings->len == 0, FALSE);

  amount_minor = trivet_json_get_int_or (trivet_fact_get_body (fact), "amount_minor", 0);
  switch ((int) trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_SHIFT_OPENED:
    ok = move (postings, TRIVET_ACCOUNT_CASH, TRIVET_ACCOUNT_SAFE, after->float_minor, error);
    break;
  case TRIVET_FACT_DRAWER_PAID_IN:
    ok = move (postings, TRIVET_ACCOUNT_CASH, TRIVET_ACCOUNT_OTHER_INCOME, amount_minor, error);
    break;
  case TRIVET_FACT_DRAWER_PAID_OUT:
    ok = move (postings, TRIVET_ACCOUNT_EXPENSES, TRIVET_ACCOUNT_CASH, amount_minor, error);
    break;
  case TRIVET_FACT_DRAWER_DROPPED:
    ok = move (postings, TRIVET_ACCOUNT_SAFE, TRIVET_ACCOUNT_CASH, amount_minor, error);
    break;
  case TRIVET_FACT_SHIFT_CLOSED:
    ok = post_shift_closed (after, postings, error);
    break;
  default:
    break;
  }
  if (ok)
    finish (postings);

  return ok;
}

/**
 * trivet_ledger_round_fee:
 * @fee_micros: the fees of a day, in millionths of the currency's major unit
 * @currency: the bill's currency
 * @ret_fee_minor: (out): the same in minor units, half up
 * @error: return location for a #TrivetMoneyError
 *
 * Rounds a whole day once: rounding each row would lose up to half a fen a row (WeChat Pay's fees
 * have five decimals).
 *
 * Returns: %FALSE when it does not fit
 */
gboolean
trivet_ledger_round_fee (gint64         fee_micros,
                         TrivetCurrency currency,
                         gint64        *ret_fee_minor,
                         GError       **error)
{
  TrivetMoney fee;
  gint64      minor_units = 1;

  g_return_val_if_fail (ret_fee_minor != NULL, FALSE);

  for (guint i = 0; i < trivet_currency_get_scale (currency); i++)
    minor_units *= 10;
  if (!trivet_money_apply_rate (trivet_money_new (fee_micros, currency), minor_units, 1000000,
                                TRIVET_ROUNDING_HALF_UP, &fee, error))
    return FALSE;
  *ret_fee_minor = fee.minor;

  return TRUE;
}
