/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * What facts say about the money of an order. It is accepted in every state of the order: money
 * that arrived is kept and shown, never swallowed.
 */

gboolean
_trivet_order_conflict (GError    **error,
                        const char *message)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, message);

  return FALSE;
}

gboolean
_trivet_order_get_int_between (JsonObject *body,
                               const char *member,
                               gint64      lowest,
                               gint64      highest,
                               gint64     *ret_value,
                               GError    **error)
{
  gint64 value;

  if (!trivet_json_get_int (body, member, &value, error))
    return FALSE;
  if (value < lowest || value > highest) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "“%s” is %" G_GINT64_FORMAT ", outside %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                 member, value, lowest, highest);
    return FALSE;
  }
  *ret_value = value;

  return TRUE;
}

void
_trivet_order_replace_text (char      **text,
                            const char *with)
{
  char *copy = g_strdup (with);

  g_free (*text);
  *text = copy;
}

gboolean
_trivet_order_check_new_tender (TrivetOrder *order,
                                const char  *payment_id,
                                GError     **error)
{
  if (trivet_order_lookup_tender (order, payment_id) != NULL)
    return _trivet_order_conflict (error, "The payment is in the order already");
  if (order->tenders->len >= TRIVET_ORDER_MAX_TENDERS)
    return _trivet_order_conflict (error, "The order holds too many payments");

  return TRUE;
}

gboolean
_trivet_order_apply_payment_started (TrivetOrder *order,
                                     TrivetFact  *fact,
                                     JsonObject  *body,
                                     GError     **error)
{
  const char   *payment_id = trivet_json_get_string (body, "payment", error);
  const char   *method = payment_id != NULL ? trivet_json_get_string (body, "method", error) : NULL;
  TrivetTender *tender;
  gint64        amount;

  if (method == NULL ||
      !_trivet_order_get_int_between (body, "amount_minor", 1, TRIVET_ORDER_MAX_AMOUNT_MINOR, &amount, error) ||
      !_trivet_order_check_new_tender (order, payment_id, error))
    return FALSE;

  tender = _trivet_tender_new (payment_id, method, amount);
  _trivet_order_replace_text (&tender->provider_id,
                              trivet_json_get_string_or (body, "provider", ""));
  _trivet_order_replace_text (&tender->merchant_order_id,
                              trivet_json_get_string_or (body, "merchant_order_id", ""));
  tender->check = _trivet_order_get_check (body);
  tender->started_at_us = trivet_fact_get_time_us (fact);
  tender->shown = g_str_equal (trivet_json_get_string_or (body, "kind", "scan"), "show");
  tender->state = tender->shown ? TRIVET_TENDER_OFFERED : TRIVET_TENDER_OPEN;
  if (!tender->shown)
    _trivet_order_complete_check (order, tender);
  g_ptr_array_add (order->tenders, tender);

  return TRUE;
}

TrivetTender *
_trivet_order_find_tender (TrivetOrder *order,
                           JsonObject  *body,
                           GError     **error)
{
  const char         *payment_id = trivet_json_get_string (body, "payment", error);
  const TrivetTender *tender;

  if (payment_id == NULL)
    return NULL;
  tender = trivet_order_lookup_tender (order, payment_id);
  if (tender == NULL) {
    _trivet_order_conflict (error, "The order has no such payment");
    return NULL;
  }

  return (TrivetTender *) tender;
}

/* The state of a tender after a fact that only says where the payment stands. */
static gboolean
tender_state_after (TrivetFactType      type,
                    const TrivetTender *tender,
                    TrivetTenderState  *ret_state)
{
  if (type == TRIVET_FACT_PAYMENT_ASKED || type == TRIVET_FACT_PAYMENT_WAITING)
    *ret_state = tender->shown ? TRIVET_TENDER_OFFERED : TRIVET_TENDER_OPEN;
  else if (type == TRIVET_FACT_PAYMENT_REFUSED)
    *ret_state = TRIVET_TENDER_OPEN;
  else if (type == TRIVET_FACT_PAYMENT_DOUBTED || type == TRIVET_FACT_PAYMENT_REVERSING)
    *ret_state = TRIVET_TENDER_IN_DOUBT;
  else if (type == TRIVET_FACT_PAYMENT_DECLINED || type == TRIVET_FACT_PAYMENT_REVERSED ||
           type == TRIVET_FACT_PAYMENT_UNSENT || type == TRIVET_FACT_PAYMENT_WITHDRAWN)
    *ret_state = TRIVET_TENDER_VOID;
  else
    return FALSE;

  return TRUE;
}

gboolean
_trivet_order_apply_payment_moved (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  TrivetTender     *tender = _trivet_order_find_tender (order, body, error);
  TrivetTenderState state;

  if (tender == NULL)
    return FALSE;
  if (tender->state == TRIVET_TENDER_PAID)
    return _trivet_order_conflict (error, "The payment is paid already");
  if (!tender_state_after (trivet_fact_get_fact_type (fact), tender, &state))
    g_assert_not_reached ();
  tender->state = state;
  tender->watched = trivet_fact_get_fact_type (fact) == TRIVET_FACT_PAYMENT_WITHDRAWN;
  tender->money_returned = trivet_json_get_bool_or (body, "money_returned", FALSE);

  return TRUE;
}

/* Both are about a payment whose end is not known; one that has ended needs neither. */
static TrivetTender *
find_doubtful_tender (TrivetOrder *order,
                      JsonObject  *body,
                      GError     **error)
{
  TrivetTender *tender = _trivet_order_find_tender (order, body, error);

  if (tender == NULL)
    return NULL;
  if (tender->state != TRIVET_TENDER_IN_DOUBT && tender->state != TRIVET_TENDER_OPEN) {
    _trivet_order_conflict (error, "The payment is not in doubt");
    return NULL;
  }

  return tender;
}

gboolean
_trivet_order_apply_payment_overridden (TrivetOrder *order,
                                        TrivetFact  *fact,
                                        JsonObject  *body,
                                        GError     **error)
{
  TrivetTender *tender = find_doubtful_tender (order, body, error);

  if (tender == NULL)
    return FALSE;
  tender->overridden = TRUE;

  return TRUE;
}

gboolean
_trivet_order_apply_payment_claimed (TrivetOrder *order,
                                     TrivetFact  *fact,
                                     JsonObject  *body,
                                     GError     **error)
{
  TrivetTender *tender = find_doubtful_tender (order, body, error);

  if (tender == NULL)
    return FALSE;
  tender->claimed = TRUE;

  return TRUE;
}

gboolean
_trivet_order_apply_payment_alarm (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  return _trivet_order_find_tender (order, body, error) != NULL;
}

/* Whether it kept others from asking for the same due. */
static gboolean
was_counted (const TrivetTender *tender)
{
  return (tender->state == TRIVET_TENDER_OPEN || tender->state == TRIVET_TENDER_IN_DOUBT) && !tender->overridden;
}

gboolean
_trivet_order_apply_payment_paid (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  TrivetTender *tender = _trivet_order_find_tender (order, body, error);
  gint64        amount;

  if (tender == NULL ||
      !_trivet_order_get_int_between (body, "amount_minor", 1, TRIVET_ORDER_MAX_AMOUNT_MINOR, &amount, error))
    return FALSE;
  if (tender->state == TRIVET_TENDER_PAID)
    return _trivet_order_conflict (error, "The payment is paid already");
  if (amount != tender->amount_minor)
    return _trivet_order_conflict (error, "Another amount was paid than was asked for");

  /* A late success after a reversal or refusal is money all the same and is never swallowed. */
  if (!was_counted (tender))
    _trivet_order_complete_check (order, tender);
  tender->state = TRIVET_TENDER_PAID;
  tender->watched = FALSE;
  tender->money_returned = FALSE;
  tender->payer_minor = trivet_json_get_int_or (body, "payer_minor", amount);
  tender->discount_minor = trivet_json_get_int_or (body, "discount_minor", 0);
  tender->settled_at_us = trivet_fact_get_time_us (fact);
  _trivet_order_replace_text (&tender->provider_transaction_id, trivet_json_get_string_or (body, "provider_transaction_id", ""));

  return TRUE;
}
