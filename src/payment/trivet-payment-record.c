/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Every change of a payment goes this way: event → fact → disk → state → what the state brings.
 * A result that the disk refuses is kept here and tried again without end; until then the screen
 * shows the old state, because a "paid" that a power cut would forget is not paid. */

#define FIRST_RETRY_MS 500
#define MAX_RETRY_MS   30000

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

static void
log_refused_append (TrivetPaymentDrive *self,
                    const GError       *error)
{
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

  if (self->payment->state == from)
    return;
  self->deciding = FALSE;
  log_change (self, from);
  _trivet_payment_drive_enter (self);
}

static void append_in_flight (TrivetPaymentDrive *self);

static gboolean
on_retry_due (gpointer user_data)
{
  TrivetPaymentDrive *self = user_data;

  self->retry_id = 0;
  append_in_flight (self);

  return G_SOURCE_REMOVE;
}

static void
retry_later (TrivetPaymentDrive *self,
             const GError       *error)
{
  if (self->retry_ms == 0) {
    log_refused_append (self, error);
    self->retry_ms = FIRST_RETRY_MS;
  } else {
    self->retry_ms = MIN (self->retry_ms * 2, MAX_RETRY_MS);
  }

  self->retry_id = trivet_clock_add_timeout (self->engine->clock, self->retry_ms, on_retry_due,
                                             self, NULL);
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetDriveRef) ref = user_data;
  g_autoptr (TrivetPaymentEngine) engine = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  TrivetPaymentDrive *self;
  gboolean            durable;

  durable = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);
  self = _trivet_drive_ref_lock (ref, &engine);
  if (self == NULL)
    return;

  if (durable) {
    self->retry_ms = 0;
    facts = g_steal_pointer (&self->in_flight);
    _trivet_payment_drive_commit (self, facts);
    _trivet_payment_drive_flush (self);
  } else {
    retry_later (self, error);
  }
  _trivet_payment_drive_emit (self);
}

static void
append_in_flight (TrivetPaymentDrive *self)
{
  trivet_journal_append_async (self->engine->journal, self->in_flight, on_appended,
                               _trivet_drive_ref_new (self));
}

/* Hands the outbox to the journal, one batch at a time so that the order is kept. */
void
_trivet_payment_drive_flush (TrivetPaymentDrive *self)
{
  if (self->in_flight != NULL || self->outbox->len == 0)
    return;

  self->in_flight = g_steal_pointer (&self->outbox);
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  append_in_flight (self);
}

static void
put (TrivetPaymentDrive *self,
     TrivetFactType      type,
     JsonObject         *body)
{
  g_ptr_array_add (self->outbox,
                   _trivet_payment_engine_make_fact (self->engine, self->payment->order_id, "",
                                                     type, body));
}

static char *
dup_vendor_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  if (g_utf8_strlen (valid, -1) <= MAX_VENDOR_TEXT)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, MAX_VENDOR_TEXT);
}

static void
set_vendor_text (JsonObject *body,
                 const char *member,
                 const char *text)
{
  g_autofree char *clean = dup_vendor_text (text);

  json_object_set_string_member (body, member, clean);
}

static void
set_reason (JsonObject         *body,
            TrivetPaymentReason reason,
            const char         *raw_code)
{
  json_object_set_string_member (body, "reason", trivet_payment_reason_get_name (reason));
  if (raw_code != NULL)
    set_vendor_text (body, "raw_code", raw_code);
}

static void
set_paid (JsonObject                 *body,
          const TrivetProviderAnswer *answer)
{
  json_object_set_int_member (body, "amount_minor", answer->total_minor);
  json_object_set_int_member (body, "payer_minor", answer->payer_minor);
  json_object_set_int_member (body, "discount_minor", answer->discount_minor);
  set_vendor_text (body, "provider_transaction_id", answer->provider_transaction_id);
  set_vendor_text (body, "paid_at", answer->paid_at);
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
    set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_REFUSED;
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
    set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_DOUBTED;
  case TRIVET_PAYMENT_STATE_REVERSING:
    set_reason (body, reason, NULL);
    return TRIVET_FACT_PAYMENT_REVERSING;
  case TRIVET_PAYMENT_STATE_PAID:
    set_paid (body, answer);
    return TRIVET_FACT_PAYMENT_PAID;
  case TRIVET_PAYMENT_STATE_DECLINED:
    set_reason (body, reason, raw_code);
    return TRIVET_FACT_PAYMENT_DECLINED;
  case TRIVET_PAYMENT_STATE_REVERSED:
    json_object_set_boolean_member (body, "money_returned", self->money_returned);
    return TRIVET_FACT_PAYMENT_REVERSED;
  case TRIVET_PAYMENT_STATE_UNSENT:
    set_reason (body, reason, NULL);
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
  put (self, type, body);
  _trivet_payment_drive_flush (self);
}

/* Puts an alarm into the outbox, once for each code of the vendor; the caller flushes. */
void
_trivet_payment_drive_alarm (TrivetPaymentDrive         *self,
                             const TrivetProviderAnswer *answer)
{
  g_autofree char *raw_code = dup_vendor_text (answer->raw_code);
  g_autofree char *detail = dup_vendor_text (answer->detail);
  JsonObject      *body;

  if (g_hash_table_size (self->alarms) >= MAX_ALARMS ||
      !g_hash_table_add (self->alarms, g_strdup (raw_code)))
    return;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING,
                    "TRIVET_PAYMENT_ID", self->payment->payment_id,
                    "TRIVET_PROVIDER", self->payment->provider_id,
                    "MESSAGE", "Payment %s: the answer contradicts what was asked: %s",
                    self->payment->payment_id,
                    detail);

  body = json_object_new ();
  json_object_set_string_member (body, "payment", self->payment->payment_id);
  set_reason (body, answer->reason, answer->raw_code);
  put (self, TRIVET_FACT_PAYMENT_ALARM, body);
}
