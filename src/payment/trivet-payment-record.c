/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Every change of a payment goes this way: event → fact → disk → state → what the state brings.
 * A result that the disk refuses is kept here and tried again without end; until then the screen
 * shows the old state, because a "paid" that a power cut would forget is not paid. */

/* A hostile provider must not fill the journal with alarms of one payment. */
#define MAX_ALARMS 8

/* A vendor's text is cut to what support can read out, before it goes into a fact or a log. */
#define MAX_VENDOR_TEXT 128

TrivetFact *
_trivet_payment_engine_make_fact (TrivetPaymentEngine *engine,
                                  const char          *order_id,
                                  const char          *staff,
                                  TrivetFactType       type,
                                  JsonObject          *body)
{
  TrivetFactStamp stamp = {
    .clock = engine->clock,
    .random = engine->random,
    .register_id = engine->register_id,
    .staff = staff,
  };

  return trivet_fact_new (type, order_id, body, &stamp);
}

static void
log_change (TrivetPaymentDrive *self,
            TrivetPaymentState  from)
{
  const TrivetPayment *payment = self->payment;
  const char          *from_name =
    from != TRIVET_PAYMENT_STATE_INVALID ? trivet_payment_state_get_name (from) : "new";
  const char *to_name = trivet_payment_state_get_name (payment->state);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE,
                    "TRIVET_PAYMENT_ID", payment->payment_id,
                    "TRIVET_PROVIDER", payment->provider_id,
                    "TRIVET_FROM", from_name,
                    "TRIVET_TO", to_name,
                    "MESSAGE", "Payment %s by %s, %" G_GINT64_FORMAT " minor units: %s → %s (%s)",
                    payment->payment_id, payment->provider_id, payment->amount.minor, from_name,
                    to_name, trivet_payment_reason_get_name (payment->reason));
}

/* The outbox's callback: the disk refuses, and is asked again. */
void
_trivet_payment_drive_on_refused (gpointer      owner,
                                  const GError *error)
{
  TrivetPaymentDrive *self = owner;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING,
                    "TRIVET_PAYMENT_ID", self->payment->payment_id,
                    "TRIVET_PROVIDER", self->payment->provider_id,
                    "MESSAGE", "Payment %s has news that cannot be stored yet, trying again: %s",
                    self->payment->payment_id, error->message);
}

/* Folds what is durable now, and does what the new state brings. */
void
_trivet_payment_drive_commit (TrivetPaymentDrive *self,
                              GPtrArray          *facts)
{
  TrivetPaymentState from = self->payment->state;

  for (guint i = 0; i < facts->len; i++) {
    g_autoptr (GError) error = NULL;
    gboolean applied;

    applied = trivet_payment_apply (self->payment, g_ptr_array_index (facts, i), &error);
    g_assert_no_error (error);
    g_assert (applied);
  }

  /* A manager's override: it will be paid otherwise, so this one is given up. */
  if (self->payment->overridden && !self->give_up &&
      !trivet_payment_state_is_final (self->payment->state)) {
    self->give_up = TRUE;
    self->give_up_reason = TRIVET_PAYMENT_REASON_STAFF_CANCELLED;
    if (self->payment->state == from && !self->deciding && !_trivet_payment_drive_is_busy (self))
      _trivet_payment_drive_step (self);
  }

  if (self->payment->state == from)
    return;
  self->deciding = FALSE;
  log_change (self, from);
  _trivet_payment_drive_enter (self);
}

/* The outbox's callback: the facts are on the disk. */
void
_trivet_payment_drive_on_durable (gpointer   owner,
                                  GPtrArray *facts)
{
  TrivetPaymentDrive *self = owner;
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);

  _trivet_payment_drive_commit (self, facts);
  _trivet_payment_drive_emit (self);
}

static void
put (TrivetPaymentDrive *self,
     TrivetFactType      type,
     const char         *staff,
     JsonObject         *body)
{
  _trivet_outbox_put (self->outbox,
                      _trivet_payment_engine_make_fact (self->engine, self->payment->order_id,
                                                        staff, type, body));
}

/* Writes beside the state: what a manager or a guest says. @body is (transfer full). */
void
_trivet_payment_drive_mark (TrivetPaymentDrive *self,
                            TrivetFactType      type,
                            const char         *staff,
                            JsonObject         *body)
{
  json_object_set_string_member (body, "payment", self->payment->payment_id);
  put (self, type, staff, body);
  _trivet_outbox_flush (self->outbox);
}

static char *
dup_vendor_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  if (g_utf8_strlen (valid, -1) <= MAX_VENDOR_TEXT)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, MAX_VENDOR_TEXT);
}

void
_trivet_json_set_vendor_text (JsonObject *body,
                              const char *member,
                              const char *text)
{
  g_autofree char *clean = dup_vendor_text (text);

  json_object_set_string_member (body, member, clean);
}

void
_trivet_json_set_reason (JsonObject         *body,
                         TrivetPaymentReason reason,
                         const char         *raw_code)
{
  json_object_set_string_member (body, "reason", trivet_payment_reason_get_name (reason));
  if (raw_code != NULL)
    _trivet_json_set_vendor_text (body, "raw_code", raw_code);
}

static void
set_paid (JsonObject                 *body,
          const TrivetProviderAnswer *answer)
{
  json_object_set_int_member (body, "amount_minor", answer->total_minor);
  json_object_set_int_member (body, "payer_minor", answer->payer_minor);
  json_object_set_int_member (body, "discount_minor", answer->discount_minor);
  _trivet_json_set_vendor_text (body, "provider_transaction_id", answer->provider_transaction_id);
  _trivet_json_set_vendor_text (body, "paid_at", answer->paid_at);
}

/* The fact that says that a payment is now in @next. */
static TrivetFactType
fill_body (TrivetPaymentDrive         *self,
           JsonObject                 *body,
           TrivetPaymentState          next,
           TrivetPaymentReason         reason,
           const TrivetProviderAnswer *answer)
{
  const char *raw_code = answer != NULL ? answer->raw_code : self->payment->raw_code;

  switch (next) {
  case TRIVET_PAYMENT_STATE_WAITING:
    return TRIVET_FACT_PAYMENT_WAITING;
  case TRIVET_PAYMENT_STATE_REFUSED:
    _trivet_json_set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_REFUSED;
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
    _trivet_json_set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_DOUBTED;
  case TRIVET_PAYMENT_STATE_REVERSING:
    _trivet_json_set_reason (body, reason, NULL);
    return TRIVET_FACT_PAYMENT_REVERSING;
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    return TRIVET_FACT_PAYMENT_WITHDRAWN;
  case TRIVET_PAYMENT_STATE_PAID:
    set_paid (body, answer);
    return TRIVET_FACT_PAYMENT_PAID;
  case TRIVET_PAYMENT_STATE_DECLINED:
    _trivet_json_set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_DECLINED;
  case TRIVET_PAYMENT_STATE_REVERSED:
    json_object_set_boolean_member (body, "money_returned", self->money_returned);
    if (answer != NULL && answer->provider_transaction_id != NULL)
      _trivet_json_set_vendor_text (body, "provider_reference", answer->provider_transaction_id);
    return TRIVET_FACT_PAYMENT_REVERSED;
  case TRIVET_PAYMENT_STATE_UNSENT:
    _trivet_json_set_reason (body, reason, NULL);
    return TRIVET_FACT_PAYMENT_UNSENT;
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
  case TRIVET_PAYMENT_STATE_ASKED:
    break;
  }

  g_assert_not_reached ();
}

/* Decides: from here on nothing else is, until the fact is durable. An event that leaves the state
 * as it is (a restart while waiting) needs no fact. */
void
_trivet_payment_drive_fire (TrivetPaymentDrive         *self,
                            TrivetPaymentEvent          event,
                            TrivetPaymentReason         reason,
                            const TrivetProviderAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  TrivetPaymentState next = self->payment->state;
  JsonObject        *body;
  TrivetFactType     type;

  g_assert (!self->deciding);
  trivet_payment_state_step (&next, event, &error);
  g_assert_no_error (error);

  if (next == self->payment->state) {
    _trivet_payment_drive_enter (self);
    return;
  }

  _trivet_payment_drive_stop (self);
  self->deciding = TRUE;
  body = json_object_new ();
  json_object_set_string_member (body, "payment", self->payment->payment_id);
  type = fill_body (self, body, next, reason, answer);
  put (self, type, next == TRIVET_PAYMENT_STATE_REVERSING ? self->give_up_staff : "", body);
  _trivet_outbox_flush (self->outbox);
}

/* Most payments never have an alarm, so the table is made with the first one. Returns: whether it is
 * new. */
gboolean
_trivet_payment_drive_remember_alarm (TrivetPaymentDrive *self,
                                      const char         *raw_code)
{
  if (self->alarms == NULL)
    self->alarms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return g_hash_table_add (self->alarms, g_strdup (raw_code));
}

/* Puts an alarm into the outbox, once for each code of the vendor; the caller flushes. */
void
_trivet_payment_drive_alarm (TrivetPaymentDrive         *self,
                             const TrivetProviderAnswer *answer)
{
  g_autofree char *raw_code = dup_vendor_text (answer->raw_code);
  g_autofree char *detail = dup_vendor_text (answer->detail);
  JsonObject      *body;

  if ((self->alarms != NULL && g_hash_table_size (self->alarms) >= MAX_ALARMS) ||
      !_trivet_payment_drive_remember_alarm (self, raw_code))
    return;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING,
                    "TRIVET_PAYMENT_ID", self->payment->payment_id,
                    "TRIVET_PROVIDER", self->payment->provider_id,
                    "MESSAGE", "Payment %s: the answer contradicts what was asked: %s",
                    self->payment->payment_id,
                    detail);

  body = json_object_new ();
  json_object_set_string_member (body, "payment", self->payment->payment_id);
  _trivet_json_set_reason (body, answer->reason, answer->raw_code);
  put (self, TRIVET_FACT_PAYMENT_ALARM, "", body);
}
