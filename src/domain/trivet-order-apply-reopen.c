/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * Corrections: a settled order is open again until it is settled anew.
 *
 * What a guest was given back of it stays given back. At the moment of reopening the order owes
 * exactly what is left of its payments: of each line, the dishes that came back cost nothing any more
 * (they stay in the line, so that discounts, promotions and charges are worked out as they were), and
 * what was given beside dishes comes off the whole. From then on those refunds are money that went
 * back like any other, so that a later surplus is counted from what is really left.
 */

/**
 * trivet_order_can_reopen:
 * @self: an order
 * @error: return location for %TRIVET_FACT_ERROR_CONFLICT: why not
 *
 * An order that is settled may be corrected, as long as no refund is unfinished: until it has ended
 * nobody knows what is left of the payments.
 *
 * Returns: whether it may be reopened
 */
gboolean
trivet_order_can_reopen (const TrivetOrder *self,
                         GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->settled_at_us == 0 || self->voided_at_us != 0)
    return _trivet_order_conflict (error, "Only an order that is settled can be reopened");
  for (guint i = 0; i < self->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (self->returns, i);

    if (back->state == TRIVET_RETURN_OPEN || back->state == TRIVET_RETURN_FAILED)
      return _trivet_order_conflict (error, "Money of the order is still on its way back");
  }

  return TRUE;
}

/* Turns refunds of what was sold into money that went back. Returns: their sum */
static gint64
take_refunds (TrivetOrder *order,
              gint64      *ret_tax_minor)
{
  gint64 sum = 0;

  *ret_tax_minor = 0;
  for (guint i = 0; i < order->returns->len; i++) {
    TrivetReturn *back = g_ptr_array_index (order->returns, i);

    if (!back->from_sale || back->state == TRIVET_RETURN_FAILED)
      continue;
    back->from_sale = FALSE;
    sum += back->amount_minor;
    for (guint j = 0; j < back->lines->len; j++)
      *ret_tax_minor += ((const TrivetReturnedLine *) g_ptr_array_index (back->lines, j))->tax_minor;
  }

  return sum;
}

/*
 * Before the order is opened again: what it costs falls by what was given back of it, to the fen.
 */
void
_trivet_order_keep_given_back (TrivetOrder *order)
{
  g_auto (TrivetTotals) before = { 0 };
  g_auto (TrivetTotals) dishes = { 0 };
  gint64   tax;
  gint64   given = take_refunds (order, &tax);
  gint64   left;
  gboolean fits = trivet_order_compute_totals (order, &before, NULL);

  /* A refund of the time before it was settled may have been paid by hand afterwards: then there is
   * less than it costs, and no refund of what was sold. */
  left = before.total_minor - given;
  if (order->settled_at_us != 0)
    left = MIN (left, trivet_order_get_net_paid_minor (order));
  order->beyond_minor = given - (before.total_minor - MAX (left, 0));
  if (left == before.total_minor)
    return;
  order->gone_minor = 0;
  order->gone_tax_minor = 0;
  for (guint i = 0; i < order->lines->len; i++) {
    TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    line->gone_quantity = line->returned_quantity;
  }
  fits = fits && trivet_order_compute_totals (order, &dishes, NULL);
  /* It was settled, so its sum fitted then. */
  g_assert (fits);

  order->gone_minor = dishes.total_minor - left;
  order->gone_tax_minor = before.returned_tax_minor + tax - dishes.returned_tax_minor;
}

/* The guests have left, so it is one bill again: a check that was paid would take no share of what
 * is added. Receipts are counted anew: the next one is no duplicate of the old. */
static void
become_one_bill (TrivetOrder *order)
{
  order->split_kind = TRIVET_SPLIT_NONE;
  order->n_checks = 1;
  g_array_set_size (order->check_amounts, 0);
  _trivet_order_join_tips (order, 0);
  for (guint i = 0; i < order->tenders->len; i++) {
    TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    tender->check = 0;
    tender->completes = FALSE;
  }
}

gboolean
_trivet_order_apply_order_reopened (TrivetOrder *order,
                                    TrivetFact  *fact,
                                    JsonObject  *body,
                                    GError     **error)
{
  if (trivet_json_get_string (body, "reason", error) == NULL || !trivet_order_can_reopen (order, error))
    return FALSE;

  _trivet_order_keep_given_back (order);
  order->corrected_at_us = order->settled_at_us;
  order->settled_at_us = 0;
  order->reopened_at_us = MAX (trivet_fact_get_time_us (fact), 1);
  order->corrections++;
  order->n_old_tenders = order->tenders->len;
  order->receipts = 0;
  order->held = FALSE;
  order->bill_asked_at_us = 0;
  become_one_bill (order);

  return TRUE;
}

/* An order that is corrected is covered from the first moment, and stays open for what is still to be
 * done to it: it ends with `order-closed`, or with money that was asked for since. */
gboolean
_trivet_order_may_settle (const TrivetOrder *order,
                          TrivetFact        *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  const char    *payment_id;

  if (order->reopened_at_us == 0)
    return TRUE;
  if (type != TRIVET_FACT_PAYMENT_PAID && type != TRIVET_FACT_CASH_TAKEN)
    return FALSE;
  payment_id = trivet_json_get_string_or (trivet_fact_get_body (fact), "payment", "");
  for (guint i = order->n_old_tenders; i < order->tenders->len; i++) {
    if (g_str_equal (((const TrivetTender *) g_ptr_array_index (order->tenders, i))->payment_id, payment_id))
      return TRUE;
  }

  return FALSE;
}
