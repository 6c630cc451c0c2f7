/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment.h"

#include "trivet-payment-error.h"

/* The fold of a payment's facts. It reads what a journal holds, which may be torn or hostile, so
 * whatever does not fit is a GError; the state table decides what may follow what. */

G_DEFINE_BOXED_TYPE (TrivetPayment, trivet_payment, trivet_payment_ref, trivet_payment_unref)

/**
 * trivet_payment_new:
 * @payment_id: its id
 * @order_id: the order it pays
 *
 * Returns: (transfer full): a payment of which nothing is known yet (state INVALID); the first
 *   fact to apply is `payment-started`
 */
TrivetPayment *
trivet_payment_new (const char *payment_id,
                    const char *order_id)
{
  TrivetPayment *self;

  g_return_val_if_fail (payment_id != NULL, NULL);
  g_return_val_if_fail (order_id != NULL, NULL);

  self = g_new0 (TrivetPayment, 1);
  self->payment_id = g_strdup (payment_id);
  self->order_id = g_strdup (order_id);
  self->ref_count = 1;
  return self;
}

/**
 * trivet_payment_ref:
 * @self: a payment
 *
 * Returns: (transfer full): @self
 */
TrivetPayment *
trivet_payment_ref (TrivetPayment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * trivet_payment_unref:
 * @self: (transfer full): a payment
 */
void
trivet_payment_unref (TrivetPayment *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;

  g_free (self->payment_id);
  g_free (self->order_id);
  g_free (self->method);
  g_free (self->provider_id);
  g_free (self->merchant_order_id);
  g_free (self->raw_code);
  g_free (self->provider_transaction_id);
  g_free (self);
}

static void
set_reason (TrivetPayment *self,
            JsonObject    *body)
{
  self->reason = trivet_payment_reason_from_name (trivet_json_get_string_or (body, "reason", ""));
  g_free (self->raw_code);
  self->raw_code = g_strdup (trivet_json_get_string_or (body, "raw_code", NULL));
}

static gboolean
read_amount (JsonObject  *body,
             TrivetMoney *ret_amount,
             GError     **error)
{
  TrivetCurrency currency;
  const char    *code;
  gint64         minor;

  if (!trivet_json_get_int (body, "amount_minor", &minor, error))
    return FALSE;
  code = trivet_json_get_string (body, "currency", error);
  if (code == NULL)
    return FALSE;

  currency = trivet_currency_from_code (code);
  if (minor <= 0 || currency == TRIVET_CURRENCY_INVALID) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 "A payment needs an amount above zero in a known currency, not %" G_GINT64_FORMAT
                 " %s",
                 minor, code);
    return FALSE;
  }

  *ret_amount = trivet_money_new (minor, currency);
  return TRUE;
}

static gboolean
apply_started (TrivetPayment *self,
               TrivetFact    *fact,
               GError       **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *method, *provider_id, *merchant_order_id;

  if (self->state != TRIVET_PAYMENT_STATE_INVALID) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "Payment %s was started twice", self->payment_id);
    return FALSE;
  }

  method = trivet_json_get_string (body, "method", error);
  if (method == NULL)
    return FALSE;
  provider_id = trivet_json_get_string (body, "provider", error);
  if (provider_id == NULL)
    return FALSE;
  merchant_order_id = trivet_json_get_string (body, "merchant_order_id", error);
  if (merchant_order_id == NULL || !read_amount (body, &self->amount, error))
    return FALSE;

  self->method = g_strdup (method);
  self->provider_id = g_strdup (provider_id);
  self->merchant_order_id = g_strdup (merchant_order_id);
  self->shown = g_str_equal (trivet_json_get_string_or (body, "kind", "scan"), "show");
  self->started_at_us = trivet_fact_get_time_us (fact);
  self->state = TRIVET_PAYMENT_STATE_STARTED;
  return TRUE;
}

/* Money is checked again on the way back from the disk: most errors sit on that boundary. */
static gboolean
read_paid (TrivetPayment *self,
           JsonObject    *body,
           GError       **error)
{
  gint64      amount_minor, payer_minor, discount_minor;
  const char *transaction_id;

  if (!trivet_json_get_int (body, "amount_minor", &amount_minor, error) ||
      !trivet_json_get_int (body, "payer_minor", &payer_minor, error) ||
      !trivet_json_get_int (body, "discount_minor", &discount_minor, error))
    return FALSE;
  transaction_id = trivet_json_get_string (body, "provider_transaction_id", error);
  if (transaction_id == NULL)
    return FALSE;

  if (amount_minor != self->amount.minor || payer_minor < 0 || payer_minor > amount_minor ||
      discount_minor != amount_minor - payer_minor) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "Payment %s asked for %" G_GINT64_FORMAT ", but its fact says %" G_GINT64_FORMAT
                 " = %" G_GINT64_FORMAT " + %" G_GINT64_FORMAT,
                 self->payment_id, self->amount.minor, amount_minor, payer_minor, discount_minor);
    return FALSE;
  }

  self->payer_minor = payer_minor;
  self->discount_minor = discount_minor;
  g_free (self->provider_transaction_id);
  self->provider_transaction_id = g_strdup (transaction_id);
  set_reason (self, body);
  return TRUE;
}

/* What each fact means to the state table, and the state that a final fact claims. NO_ANSWER
 * stands also for the doubt that a restart writes: both lead from ASKED to IN_DOUBT. */
static gboolean
lookup_event (TrivetFactType      type,
              TrivetPaymentEvent *ret_event,
              TrivetPaymentState *ret_claimed)
{
  static const struct {
    TrivetFactType     type;
    TrivetPaymentEvent event;
    TrivetPaymentState claimed;
  } meanings[] = {
    { TRIVET_FACT_PAYMENT_ASKED, TRIVET_PAYMENT_EVENT_ASK, TRIVET_PAYMENT_STATE_ASKED },
    { TRIVET_FACT_PAYMENT_WAITING, TRIVET_PAYMENT_EVENT_PAYER_ACTION,
      TRIVET_PAYMENT_STATE_WAITING },
    { TRIVET_FACT_PAYMENT_DOUBTED, TRIVET_PAYMENT_EVENT_NO_ANSWER,
      TRIVET_PAYMENT_STATE_IN_DOUBT },
    { TRIVET_FACT_PAYMENT_REFUSED, TRIVET_PAYMENT_EVENT_REFUSED, TRIVET_PAYMENT_STATE_REFUSED },
    { TRIVET_FACT_PAYMENT_REVERSING, TRIVET_PAYMENT_EVENT_GIVE_UP,
      TRIVET_PAYMENT_STATE_REVERSING },
    { TRIVET_FACT_PAYMENT_WITHDRAWN, TRIVET_PAYMENT_EVENT_WITHDRAW,
      TRIVET_PAYMENT_STATE_WITHDRAWN },
    { TRIVET_FACT_PAYMENT_PAID, TRIVET_PAYMENT_EVENT_APPROVED, TRIVET_PAYMENT_STATE_PAID },
    { TRIVET_FACT_PAYMENT_DECLINED, TRIVET_PAYMENT_EVENT_NOT_PAID,
      TRIVET_PAYMENT_STATE_DECLINED },
    { TRIVET_FACT_PAYMENT_REVERSED, TRIVET_PAYMENT_EVENT_NOT_PAID,
      TRIVET_PAYMENT_STATE_REVERSED },
    { TRIVET_FACT_PAYMENT_UNSENT, TRIVET_PAYMENT_EVENT_UNSENT, TRIVET_PAYMENT_STATE_UNSENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++) {
    if (meanings[i].type == type) {
      *ret_event = meanings[i].event;
      *ret_claimed = meanings[i].claimed;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
step_as_claimed (TrivetPayment      *self,
                 TrivetFact         *fact,
                 TrivetPaymentState *ret_next,
                 GError            **error)
{
  TrivetPaymentState next = self->state;
  TrivetPaymentState claimed;
  TrivetPaymentEvent event;

  if (!lookup_event (trivet_fact_get_fact_type (fact), &event, &claimed)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "The fact %s is not about a payment", trivet_fact_get_id (fact));
    return FALSE;
  }
  if (next == TRIVET_PAYMENT_STATE_INVALID) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "Payment %s has a fact before it was started", self->payment_id);
    return FALSE;
  }
  if (!trivet_payment_state_step (&next, event, error))
    return FALSE;
  if (next != claimed) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "Payment %s is %s: its fact cannot make it %s", self->payment_id,
                 trivet_payment_state_get_name (self->state),
                 trivet_payment_state_get_name (claimed));
    return FALSE;
  }

  *ret_next = next;
  return TRUE;
}

/* The provider's number of the reversal, when it gave one. */
static void
set_reference (TrivetPayment *self,
               JsonObject    *body)
{
  const char *reference = trivet_json_get_string_or (body, "provider_reference", NULL);

  if (reference == NULL)
    return;
  g_free (self->provider_transaction_id);
  self->provider_transaction_id = g_strdup (reference);
}

/* What a change leaves in the record besides the state. */
static gboolean
read_details (TrivetPayment     *self,
              TrivetPaymentState next,
              TrivetFact        *fact,
              GError           **error)
{
  JsonObject *body = trivet_fact_get_body (fact);

  switch (next) {
  case TRIVET_PAYMENT_STATE_ASKED:
    self->asked_at_us = trivet_fact_get_time_us (fact);
    return TRUE;
  case TRIVET_PAYMENT_STATE_PAID:
    return read_paid (self, body, error);
  case TRIVET_PAYMENT_STATE_WAITING:
  case TRIVET_PAYMENT_STATE_REFUSED:
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
  case TRIVET_PAYMENT_STATE_DECLINED:
  case TRIVET_PAYMENT_STATE_UNSENT:
    set_reason (self, body);
    return TRUE;
  case TRIVET_PAYMENT_STATE_REVERSING:
    /* The vendor's code of the refusal or doubt before it stays for support. */
    self->reason =
      trivet_payment_reason_from_name (trivet_json_get_string_or (body, "reason", ""));
    return TRUE;
  case TRIVET_PAYMENT_STATE_REVERSED:
    /* Keeps the reason why it was reversed; that is what staff want to read. */
    self->money_returned = trivet_json_get_bool_or (body, "money_returned", FALSE);
    set_reference (self, body);
    return TRUE;
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    return TRUE;
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
    break;
  }

  g_return_val_if_reached (FALSE);
}

/* What is written beside the state: an alarm, a manager's override, a guest's claim. */
static gboolean *
find_mark (TrivetPayment *self,
           TrivetFactType type)
{
  if (type == TRIVET_FACT_PAYMENT_ALARM)
    return &self->alarmed;
  if (type == TRIVET_FACT_PAYMENT_OVERRIDDEN)
    return &self->overridden;
  if (type == TRIVET_FACT_PAYMENT_CLAIMED)
    return &self->claimed;
  return NULL;
}

static gboolean
apply_mark (TrivetPayment *self,
            gboolean      *mark,
            GError       **error)
{
  if (self->state == TRIVET_PAYMENT_STATE_INVALID) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "Payment %s has a mark before it was started", self->payment_id);
    return FALSE;
  }

  *mark = TRUE;
  return TRUE;
}

static gboolean
check_identity (TrivetPayment *self,
                TrivetFact    *fact,
                GError       **error)
{
  const char *payment_id;

  payment_id = trivet_json_get_string (trivet_fact_get_body (fact), "payment", error);
  if (payment_id == NULL)
    return FALSE;

  if (!g_str_equal (payment_id, self->payment_id) ||
      !g_str_equal (trivet_fact_get_subject (fact), self->order_id)) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "The fact %s is about payment %s of order %s, not about %s of %s",
                 trivet_fact_get_id (fact), payment_id, trivet_fact_get_subject (fact),
                 self->payment_id, self->order_id);
    return FALSE;
  }

  return TRUE;
}

/**
 * trivet_payment_apply:
 * @self: a payment
 * @fact: its next fact, in sequence
 * @error: return location; %TRIVET_FACT_ERROR when the fact cannot be read or is about something
 *   else, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION when the state table forbids it
 *
 * Folds one more fact.
 *
 * Returns: %FALSE when @fact does not fit; @self should then not be used any more
 */
gboolean
trivet_payment_apply (TrivetPayment *self,
                      TrivetFact    *fact,
                      GError       **error)
{
  TrivetPaymentState next;
  TrivetFactType     type;
  gboolean          *mark;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  if (!check_identity (self, fact, error))
    return FALSE;

  type = trivet_fact_get_fact_type (fact);
  if (type == TRIVET_FACT_PAYMENT_STARTED)
    return apply_started (self, fact, error);
  mark = find_mark (self, type);
  if (mark != NULL)
    return apply_mark (self, mark, error);

  if (!step_as_claimed (self, fact, &next, error) || !read_details (self, next, fact, error))
    return FALSE;

  self->state = next;
  if (trivet_payment_state_is_final (next))
    self->settled_at_us = trivet_fact_get_time_us (fact);
  return TRUE;
}

static gboolean
is_payment_fact (TrivetFact *fact)
{
  TrivetPaymentState claimed;
  TrivetPaymentEvent event;
  TrivetFactType     type = trivet_fact_get_fact_type (fact);

  return type == TRIVET_FACT_PAYMENT_STARTED || type == TRIVET_FACT_PAYMENT_ALARM ||
         type == TRIVET_FACT_PAYMENT_OVERRIDDEN || type == TRIVET_FACT_PAYMENT_CLAIMED ||
         lookup_event (type, &event, &claimed);
}

/**
 * trivet_payment_fold_all:
 * @facts: (element-type TrivetFact): an order's facts in sequence; other facts are skipped
 * @error: return location, as in trivet_payment_apply()
 *
 * Cash is not among them: it is taken in one fact and has no state.
 *
 * Returns: (transfer container) (element-type TrivetPayment) (nullable): the payments in the order
 *   they were started, or %NULL when a fact does not fit
 */
GPtrArray *
trivet_payment_fold_all (GPtrArray *facts,
                         GError   **error)
{
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GHashTable) by_id = NULL; /* of strings in the payments */

  g_return_val_if_fail (facts != NULL, NULL);

  payments = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_payment_unref);
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact    *fact = g_ptr_array_index (facts, i);
    TrivetPayment *payment;
    const char    *payment_id;

    if (!is_payment_fact (fact))
      continue;
    payment_id = trivet_json_get_string (trivet_fact_get_body (fact), "payment", error);
    if (payment_id == NULL)
      return NULL;

    payment = g_hash_table_lookup (by_id, payment_id);
    if (payment == NULL) {
      payment = trivet_payment_new (payment_id, trivet_fact_get_subject (fact));
      g_ptr_array_add (payments, payment);
      g_hash_table_insert (by_id, payment->payment_id, payment);
    }
    if (!trivet_payment_apply (payment, fact, error))
      return NULL;
  }

  return g_steal_pointer (&payments);
}

/**
 * trivet_payment_find:
 * @payments: (element-type TrivetPayment): payments
 * @payment_id: one's id
 *
 * Returns: (transfer none) (nullable): it
 */
TrivetPayment *
trivet_payment_find (GPtrArray  *payments,
                     const char *payment_id)
{
  g_return_val_if_fail (payments != NULL && payment_id != NULL, NULL);

  for (guint i = 0; i < payments->len; i++) {
    TrivetPayment *payment = g_ptr_array_index (payments, i);

    if (g_str_equal (payment->payment_id, payment_id))
      return payment;
  }

  return NULL;
}
