/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-cash-rounding.h"
#include "trivet-order-private.h"

/*
 * What facts say about notes and coins. Cash may be rounded: what it covers of the order, and what
 * was in the hand, are two numbers, and their difference is in the fact. Whether a sum was to be
 * rounded at all is not judged here: the money is in the drawer, and what another register did at
 * the same time must not make it disappear.
 */

static gboolean
read_rounding (JsonObject *body,
               gint64      lowest,
               gint64      highest,
               gint64     *ret_rounding,
               GError    **error)
{
  *ret_rounding = 0;

  return !json_object_has_member (body, "rounding_minor") ||
         _trivet_order_get_int_between (body, "rounding_minor", lowest, highest, ret_rounding, error);
}

gboolean
_trivet_order_apply_cash_taken (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  const char   *payment_id = trivet_json_get_string (body, "payment", error);
  const gint64  most = TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR - 1;
  gint64        amount, rounding, tendered, change;
  TrivetTender *tender;

  if (payment_id == NULL ||
      !_trivet_order_get_int_between (body, "amount_minor", 1, TRIVET_ORDER_MAX_AMOUNT_MINOR, &amount, error) ||
      !read_rounding (body, MAX (-amount, -most), most, &rounding, error) ||
      !_trivet_order_get_int_between (body, "tendered_minor", amount + rounding, TRIVET_ORDER_MAX_AMOUNT_MINOR, &tendered, error) ||
      !_trivet_order_get_int_between (body, "change_minor", 0, TRIVET_ORDER_MAX_AMOUNT_MINOR, &change, error) ||
      !_trivet_order_check_new_tender (order, payment_id, error))
    return FALSE;
  if (tendered - change != amount + rounding)
    return _trivet_order_conflict (error, "The change is not what was handed over less what was taken");

  tender = _trivet_tender_new (payment_id, "cash", amount);
  tender->check = _trivet_order_get_check (body);
  tender->state = TRIVET_TENDER_PAID;
  tender->started_at_us = trivet_fact_get_time_us (fact);
  tender->payer_minor = amount + rounding;
  tender->rounding_minor = rounding;
  tender->tendered_minor = tendered;
  tender->change_minor = change;
  tender->settled_at_us = trivet_fact_get_time_us (fact);
  _trivet_order_complete_check (order, tender);
  g_ptr_array_add (order->tenders, tender);

  return TRUE;
}

/**
 * trivet_tender_compute_rounding_back:
 * @self: a payment
 * @amount_minor: what goes back of it in cash, 1 … what is left
 *
 * Returns: what goes back of its rounding: @amount_minor and this is handed over
 */
gint64
trivet_tender_compute_rounding_back (const TrivetTender *self,
                                     gint64              amount_minor)
{
  gint64 left;
  gint64 rounding;

  g_return_val_if_fail (self != NULL, 0);

  left = self->amount_minor - self->returned_minor;
  rounding = self->rounding_minor - self->rounding_returned_minor;
  if (amount_minor >= left)
    return rounding;

  /* A part that is nearly all of it may be more than was received. */
  return MIN (0, left + rounding - amount_minor);
}

/**
 * trivet_return_get_given_minor:
 * @self: a refund
 *
 * Returns: what the guest gets, or got: in cash, with the payment's rounding
 */
gint64
trivet_return_get_given_minor (const TrivetReturn *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->amount_minor + self->rounding_minor;
}

/* Before the return is counted in @tender. */
static gboolean
read_rounding_back (JsonObject         *body,
                    const TrivetTender *tender,
                    gint64             *ret_rounding,
                    GError            **error)
{
  gint64 left = tender->amount_minor - tender->returned_minor;
  gint64 rounding = tender->rounding_minor - tender->rounding_returned_minor;
  gint64 amount;

  if (!_trivet_order_get_int_between (body, "amount_minor", 1, left, &amount, error) ||
      !read_rounding (body, MAX (MIN (rounding, 0), -amount), MAX (rounding, 0), ret_rounding, error))
    return FALSE;
  if (amount + *ret_rounding > left + rounding)
    return _trivet_order_conflict (error, "More cash would go back than was received");

  return TRUE;
}

/* A refund that failed and is now paid by hand: its money and lines count as given back again. */
static gboolean
pay_by_hand (TrivetOrder *order,
             TrivetFact  *fact,
             const char  *failed_id,
             GError     **error)
{
  JsonObject   *body = trivet_fact_get_body (fact);
  TrivetReturn *failed = (TrivetReturn *) trivet_order_lookup_return (order, failed_id);
  TrivetTender *tender;
  gint64        amount;
  gint64        rounding;

  if (failed == NULL || failed->state != TRIVET_RETURN_FAILED)
    return _trivet_order_conflict (error, "There is no failed refund to be paid in cash");
  if (!_trivet_order_get_int_between (body, "amount_minor", failed->amount_minor,
                                      failed->amount_minor, &amount, error))
    return FALSE;

  tender = (TrivetTender *) trivet_order_lookup_tender (order, failed->payment_id);
  if (amount > tender->amount_minor - tender->returned_minor)
    return _trivet_order_conflict (error, "More would go back than was paid");
  if (!read_rounding_back (body, tender, &rounding, error))
    return FALSE;
  failed->state = TRIVET_RETURN_PAID_BY_HAND;
  failed->rounding_minor = rounding;
  failed->done_at_us = trivet_fact_get_time_us (fact);
  tender->returned_minor += amount;
  tender->rounding_returned_minor += rounding;
  _trivet_order_move_returned (order, failed, 1);

  return TRUE;
}

gboolean
_trivet_order_apply_cash_returned (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  const char   *failed_id = trivet_json_get_string_or (body, "instead_of", NULL);
  TrivetTender *tender;
  TrivetReturn *back;
  gint64        rounding;

  if (failed_id != NULL)
    return pay_by_hand (order, fact, failed_id, error);

  tender = _trivet_order_find_tender (order, body, error);
  if (tender == NULL || !read_rounding_back (body, tender, &rounding, error))
    return FALSE;
  back = _trivet_order_add_return (order, fact, body, error);
  if (back == NULL)
    return FALSE;
  back->cash = TRUE;
  back->rounding_minor = rounding;
  back->state = TRIVET_RETURN_DONE;
  back->done_at_us = back->started_at_us;
  tender->rounding_returned_minor += rounding;

  return TRUE;
}
