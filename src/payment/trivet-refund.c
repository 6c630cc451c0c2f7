/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-refund.h"

#include "trivet-payment-error.h"

/* The fold of a refund's facts, read from a journal that may be torn or hostile: whatever does not
 * fit is a GError; the state table decides what may follow what. */

G_DEFINE_BOXED_TYPE (TrivetRefund, trivet_refund, trivet_refund_ref, trivet_refund_unref)

/**
 * trivet_refund_new:
 * @refund_id: its id
 * @order_id: the order of the payment
 *
 * Returns: (transfer full): a refund of which nothing is known yet; the first fact to apply is
 *   `refund-started`
 */
TrivetRefund *
trivet_refund_new (const char *refund_id,
                   const char *order_id)
{
  TrivetRefund *self;

  g_return_val_if_fail (refund_id != NULL, NULL);
  g_return_val_if_fail (order_id != NULL, NULL);

  self = g_new0 (TrivetRefund, 1);
  self->refund_id = g_strdup (refund_id);
  self->order_id = g_strdup (order_id);
  self->ref_count = 1;
  return self;
}

/**
 * trivet_refund_ref:
 * @self: a refund
 *
 * Returns: (transfer full): @self
 */
TrivetRefund *
trivet_refund_ref (TrivetRefund *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * trivet_refund_unref:
 * @self: (transfer full): a refund
 */
void
trivet_refund_unref (TrivetRefund *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_free (self->refund_id);
  g_free (self->order_id);
  g_free (self->payment_id);
  g_free (self->provider_id);
  g_free (self->merchant_refund_id);
  g_free (self->words);
  g_free (self->raw_code);
  g_free (self->provider_refund_id);
  g_free (self);
}

static gboolean
conflict (TrivetRefund *self,
          GError      **error,
          const char   *what)
{
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "Refund %s %s",
               self->refund_id, what);
  return FALSE;
}

static gboolean
apply_started (TrivetRefund *self,
               TrivetFact   *fact,
               GError      **error)
{
  JsonObject    *body = trivet_fact_get_body (fact);
  const char    *payment_id, *provider_id, *merchant_refund_id, *code;
  TrivetCurrency currency;
  gint64         minor;

  if (self->state != TRIVET_REFUND_STATE_INVALID)
    return conflict (self, error, "was started twice");

  payment_id = trivet_json_get_string (body, "payment", error);
  provider_id = payment_id != NULL ? trivet_json_get_string (body, "provider", error) : NULL;
  merchant_refund_id =
    provider_id != NULL ? trivet_json_get_string (body, "merchant_refund_id", error) : NULL;
  code = merchant_refund_id != NULL ? trivet_json_get_string (body, "currency", error) : NULL;
  if (code == NULL || !trivet_json_get_int (body, "amount_minor", &minor, error))
    return FALSE;
  currency = trivet_currency_from_code (code);
  if (minor <= 0 || currency == TRIVET_CURRENCY_INVALID)
    return conflict (self, error, "needs an amount above zero in a known currency");

  self->payment_id = g_strdup (payment_id);
  self->provider_id = g_strdup (provider_id);
  self->merchant_refund_id = g_strdup (merchant_refund_id);
  self->words = g_strdup (trivet_json_get_string_or (body, "reason", ""));
  self->amount = trivet_money_new (minor, currency);
  self->surplus = g_str_equal (trivet_json_get_string_or (body, "cause", ""), "surplus");
  self->started_at_us = trivet_fact_get_time_us (fact);
  self->state = TRIVET_REFUND_STATE_STARTED;
  return TRUE;
}

/* What each fact means to the state table, and the state that it claims. */
static const struct {
  TrivetFactType    type;
  TrivetRefundEvent event;
  TrivetRefundState claimed;
} meanings[] = {
  { TRIVET_FACT_REFUND_ASKED, TRIVET_REFUND_EVENT_ASK, TRIVET_REFUND_STATE_ASKED },
  { TRIVET_FACT_REFUND_PENDING, TRIVET_REFUND_EVENT_ACCEPTED, TRIVET_REFUND_STATE_PENDING },
  { TRIVET_FACT_REFUND_DOUBTED, TRIVET_REFUND_EVENT_NO_ANSWER, TRIVET_REFUND_STATE_IN_DOUBT },
  { TRIVET_FACT_REFUND_BLOCKED, TRIVET_REFUND_EVENT_BLOCKED, TRIVET_REFUND_STATE_BLOCKED },
  { TRIVET_FACT_REFUND_REFUSED, TRIVET_REFUND_EVENT_REFUSED, TRIVET_REFUND_STATE_REFUSED },
  { TRIVET_FACT_REFUND_DONE, TRIVET_REFUND_EVENT_DONE, TRIVET_REFUND_STATE_DONE },
  { TRIVET_FACT_REFUND_FAILED, TRIVET_REFUND_EVENT_FAIL, TRIVET_REFUND_STATE_FAILED },
};

static gboolean
find_meaning (TrivetFactType type,
              guint         *ret_index)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++) {
    if (meanings[i].type == type) {
      *ret_index = i;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
apply_moved (TrivetRefund *self,
             TrivetFact   *fact,
             GError      **error)
{
  JsonObject       *body = trivet_fact_get_body (fact);
  TrivetRefundState next = self->state;
  gint64            minor;
  guint             i;

  if (next == TRIVET_REFUND_STATE_INVALID)
    return conflict (self, error, "has a fact before it was started");
  if (!find_meaning (trivet_fact_get_fact_type (fact), &i))
    return conflict (self, error, "got a fact that is not about refunds");
  if (!trivet_refund_state_step (&next, meanings[i].event, error))
    return FALSE;
  if (next != meanings[i].claimed)
    return conflict (self, error, "cannot be made that by its fact");

  if (next == TRIVET_REFUND_STATE_DONE) {
    if (!trivet_json_get_int (body, "amount_minor", &minor, error))
      return FALSE;
    if (minor != self->amount.minor)
      return conflict (self, error, "gave back another amount than was asked for");
    g_free (self->provider_refund_id);
    self->provider_refund_id =
      g_strdup (trivet_json_get_string_or (body, "provider_refund_id", ""));
  }
  if (next == TRIVET_REFUND_STATE_ASKED)
    self->asked_at_us = trivet_fact_get_time_us (fact);
  if (trivet_refund_state_is_final (next))
    self->ended_at_us = trivet_fact_get_time_us (fact);

  self->reason = trivet_payment_reason_from_name (trivet_json_get_string_or (body, "reason", ""));
  g_free (self->raw_code);
  self->raw_code = g_strdup (trivet_json_get_string_or (body, "raw_code", NULL));
  self->state = next;
  return TRUE;
}

/**
 * trivet_refund_apply:
 * @self: a refund
 * @fact: its next fact, in sequence
 * @error: return location; %TRIVET_FACT_ERROR when the fact cannot be read or is about something
 *   else, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION when the state table forbids it
 *
 * Folds one more fact.
 *
 * Returns: %FALSE when @fact does not fit; @self should then not be used any more
 */
gboolean
trivet_refund_apply (TrivetRefund *self,
                     TrivetFact   *fact,
                     GError      **error)
{
  const char    *refund_id;
  TrivetFactType type;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  refund_id = trivet_json_get_string (trivet_fact_get_body (fact), "refund", error);
  if (refund_id == NULL)
    return FALSE;
  if (!g_str_equal (refund_id, self->refund_id) ||
      !g_str_equal (trivet_fact_get_subject (fact), self->order_id))
    return conflict (self, error, "got another one's fact");

  type = trivet_fact_get_fact_type (fact);
  if (type == TRIVET_FACT_REFUND_STARTED)
    return apply_started (self, fact, error);
  if (type == TRIVET_FACT_REFUND_ALARM) {
    self->alarmed = TRUE;
    return self->state != TRIVET_REFUND_STATE_INVALID ||
           conflict (self, error, "has an alarm before it was started");
  }
  return apply_moved (self, fact, error);
}

static gboolean
is_refund_fact (TrivetFactType type)
{
  guint i;

  return type == TRIVET_FACT_REFUND_STARTED || type == TRIVET_FACT_REFUND_ALARM ||
         find_meaning (type, &i);
}

/**
 * trivet_refund_fold_all:
 * @facts: (element-type TrivetFact): an order's facts in sequence; other facts are skipped
 * @error: return location, as in trivet_refund_apply()
 *
 * Cash that was given back is not among them: it is given in one fact and has no state.
 *
 * Returns: (transfer container) (element-type TrivetRefund) (nullable): the refunds in the order
 *   they were started, or %NULL when a fact does not fit
 */
GPtrArray *
trivet_refund_fold_all (GPtrArray *facts,
                        GError   **error)
{
  g_autoptr (GPtrArray) refunds = NULL;
  g_autoptr (GHashTable) by_id = NULL; /* of strings in the refunds */

  g_return_val_if_fail (facts != NULL, NULL);

  refunds = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_refund_unref);
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact   *fact = g_ptr_array_index (facts, i);
    TrivetRefund *refund;
    const char   *refund_id;

    if (!is_refund_fact (trivet_fact_get_fact_type (fact)))
      continue;
    refund_id = trivet_json_get_string (trivet_fact_get_body (fact), "refund", error);
    if (refund_id == NULL)
      return NULL;

    refund = g_hash_table_lookup (by_id, refund_id);
    if (refund == NULL) {
      refund = trivet_refund_new (refund_id, trivet_fact_get_subject (fact));
      g_ptr_array_add (refunds, refund);
      g_hash_table_insert (by_id, refund->refund_id, refund);
    }
    if (!trivet_refund_apply (refund, fact, error))
      return NULL;
  }

  return g_steal_pointer (&refunds);
}
