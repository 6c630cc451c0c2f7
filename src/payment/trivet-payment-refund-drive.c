/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Sees a refund to its end: asks, queries ever more rarely, and asks again with the same number
 * when the provider does not know it, because the same number refunds once and a new one would be a
 * second refund (specs/alipay 10, specs/wechatpay 9). */

/* Asks again whether the provider was set up anew. */
#define PROVIDER_MISSING_MS 30000

#define MIN_DELAY_MS 10

static void take_answer (gpointer              owner,
                         TrivetCallKind        kind,
                         TrivetProviderAnswer *answer,
                         gboolean              late);

static void
on_durable (gpointer   owner,
            GPtrArray *facts)
{
  TrivetRefundDrive *self = owner;
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);

  _trivet_refund_drive_commit (self, facts);
  _trivet_refund_drive_emit (self);
}

static void
on_refused (gpointer      owner,
            const GError *error)
{
  TrivetRefundDrive *self = owner;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING,
                    "TRIVET_PAYMENT_ID", self->refund->payment_id,
                    "TRIVET_PROVIDER", self->refund->provider_id,
                    "MESSAGE", "Refund %s has news that cannot be stored yet, trying again: %s",
                    self->refund->refund_id, error->message);
}

TrivetRefundDrive *
_trivet_refund_drive_new (TrivetPaymentEngine *engine,
                          TrivetRefund        *refund,
                          const TrivetPayment *payment)
{
  TrivetRefundDrive *self = g_new0 (TrivetRefundDrive, 1);

  self->engine = engine;
  self->refund = trivet_refund_ref (refund);
  self->merchant_order_id = g_strdup (payment->merchant_order_id);
  self->provider_transaction_id = g_strdup (payment->provider_transaction_id);
  self->total = payment->amount;
  self->staff = g_strdup ("");
  self->wire = _trivet_wire_new (engine->clock, take_answer, self);
  self->outbox = _trivet_outbox_new (engine->journal, engine->clock, on_durable, on_refused, self);
  return self;
}

static void
clear_timer (TrivetRefundDrive *self)
{
  if (self->timer_id != 0) {
    trivet_clock_remove_timeout (self->engine->clock, self->timer_id);
    self->timer_id = 0;
  }
}

void
_trivet_refund_drive_free (TrivetRefundDrive *self)
{
  clear_timer (self);
  _trivet_wire_close (self->wire);
  _trivet_outbox_close (self->outbox);
  trivet_refund_unref (self->refund);
  g_free (self->merchant_order_id);
  g_free (self->provider_transaction_id);
  g_free (self->staff);
  g_free (self);
}

static TrivetPaymentProvider *
get_provider (TrivetRefundDrive *self)
{
  TrivetPaymentProvider *provider =
    trivet_provider_registry_lookup (self->engine->registry, self->refund->provider_id);

  if (provider == NULL ||
      !(trivet_payment_provider_get_capabilities (provider) & TRIVET_CAPABILITY_REFUND))
    return NULL;
  return provider;
}

static gboolean
on_step_due (gpointer user_data)
{
  TrivetRefundDrive *self = user_data;

  self->timer_id = 0;
  _trivet_refund_drive_step (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (TrivetRefundDrive *self,
          guint              delay_ms)
{
  clear_timer (self);
  self->timer_id = trivet_clock_add_timeout (self->engine->clock, MAX (delay_ms, MIN_DELAY_MS),
                                             on_step_due, self, NULL);
}

static void
back_off (TrivetRefundDrive *self)
{
  TrivetPaymentProvider *provider = get_provider (self);
  const TrivetCadence   *cadence;

  if (provider == NULL) {
    schedule (self, PROVIDER_MISSING_MS);
    return;
  }
  cadence = trivet_payment_provider_get_cadence (provider);
  if (self->backoff_ms == 0)
    self->backoff_ms = MAX (cadence->refund_query_ms, MIN_DELAY_MS);
  else
    self->backoff_ms = MIN (self->backoff_ms * 2, MAX (cadence->refund_max_ms, MIN_DELAY_MS));
  schedule (self, self->backoff_ms);
}

static void
wait_for_balance (TrivetRefundDrive *self)
{
  TrivetPaymentProvider *provider = get_provider (self);

  schedule (self, provider != NULL
                    ? trivet_payment_provider_get_cadence (provider)->refund_max_ms
                    : PROVIDER_MISSING_MS);
}

static void
log_change (TrivetRefundDrive *self,
            TrivetRefundState  from)
{
  const TrivetRefund *refund = self->refund;
  const char         *from_name = from != TRIVET_REFUND_STATE_INVALID ? trivet_refund_state_get_name (from)
                                                                      : "new";
  const char         *to_name = trivet_refund_state_get_name (refund->state);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE,
                    "TRIVET_PAYMENT_ID", refund->payment_id,
                    "TRIVET_PROVIDER", refund->provider_id,
                    "TRIVET_FROM", from_name,
                    "TRIVET_TO", to_name,
                    "MESSAGE", "Refund %s by %s, %" G_GINT64_FORMAT " minor units: %s → %s (%s)",
                    refund->refund_id, refund->provider_id, refund->amount.minor, from_name, to_name,
                    trivet_payment_reason_get_name (refund->reason));
}

static TrivetFact *
make_fact (TrivetRefundDrive *self,
           TrivetFactType     type,
           JsonObject        *body)
{
  json_object_set_string_member (body, "refund", self->refund->refund_id);
  return _trivet_payment_engine_make_fact (self->engine, self->refund->order_id, self->staff, type,
                                           body);
}

/* The fact that says that a refund is now in @next. */
static TrivetFactType
fill_body (TrivetRefundDrive          *self,
           JsonObject                 *body,
           TrivetRefundState           next,
           const TrivetProviderAnswer *answer)
{
  if (answer != NULL && next != TRIVET_REFUND_STATE_DONE)
    _trivet_json_set_reason (body, answer->reason, answer->raw_code);

  switch (next) {
  case TRIVET_REFUND_STATE_ASKED:
    return TRIVET_FACT_REFUND_ASKED;
  case TRIVET_REFUND_STATE_PENDING:
    return TRIVET_FACT_REFUND_PENDING;
  case TRIVET_REFUND_STATE_IN_DOUBT:
    if (answer == NULL)
      _trivet_json_set_reason (body, TRIVET_PAYMENT_REASON_RESTARTED, NULL);
    return TRIVET_FACT_REFUND_DOUBTED;
  case TRIVET_REFUND_STATE_BLOCKED:
    return TRIVET_FACT_REFUND_BLOCKED;
  case TRIVET_REFUND_STATE_REFUSED:
    return TRIVET_FACT_REFUND_REFUSED;
  case TRIVET_REFUND_STATE_DONE:
    json_object_set_int_member (body, "amount_minor", self->refund->amount.minor);
    _trivet_json_set_vendor_text (body, "provider_refund_id", answer->provider_transaction_id);
    return TRIVET_FACT_REFUND_DONE;
  case TRIVET_REFUND_STATE_FAILED:
    return TRIVET_FACT_REFUND_FAILED;
  case TRIVET_REFUND_STATE_INVALID:
  case TRIVET_REFUND_STATE_STARTED:
    break;
  }

  g_assert_not_reached ();
}

static void enter (TrivetRefundDrive *self);

/* Decides: from here on nothing else is, until the fact is durable. */
static void
fire (TrivetRefundDrive          *self,
      TrivetRefundEvent           event,
      const TrivetProviderAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  TrivetRefundState next = self->refund->state;
  JsonObject       *body;
  TrivetFactType    type;

  g_assert (!self->deciding);
  trivet_refund_state_step (&next, event, &error);
  g_assert_no_error (error);
  if (next == self->refund->state) {
    enter (self);
    return;
  }

  clear_timer (self);
  _trivet_wire_hang_up (self->wire);
  self->deciding = TRUE;
  body = json_object_new ();
  type = fill_body (self, body, next, answer);
  _trivet_outbox_put (self->outbox, make_fact (self, type, body));
  _trivet_outbox_flush (self->outbox);
}

static void
call (TrivetRefundDrive *self,
      TrivetCallKind     kind)
{
  TrivetPaymentProvider *provider = get_provider (self);
  TrivetRefundRequest    request = {
       .merchant_order_id = self->merchant_order_id,
       .provider_transaction_id = self->provider_transaction_id,
       .merchant_refund_id = self->refund->merchant_refund_id,
       .total = self->total,
       .amount = self->refund->amount,
       .reason = self->refund->words,
       .operator_id = _trivet_ascii_or_empty (self->staff),
       .terminal_id = _trivet_ascii_or_empty (self->engine->register_id),
       .store_id = "",
  };
  gpointer      ticket;
  GCancellable *cancellable;

  clear_timer (self);
  if (provider == NULL) {
    schedule (self, PROVIDER_MISSING_MS);
    return;
  }
  ticket = _trivet_wire_begin (self->wire, kind);
  cancellable = _trivet_wire_get_cancellable (self->wire);
  if (kind == TRIVET_CALL_REFUND)
    trivet_payment_provider_refund_async (provider, &request, cancellable, _trivet_wire_on_ready,
                                          ticket);
  else
    trivet_payment_provider_query_refund_async (provider, &request, cancellable,
                                                _trivet_wire_on_ready, ticket);
}

/* Two refunds of one payment are never under way at once, and providers want a pause between
 * them. Gives the wait, 0 when it is this one's turn. */
static guint
compute_turn_ms (TrivetRefundDrive *self)
{
  TrivetPaymentProvider *provider = get_provider (self);
  guint                  gap_ms = trivet_payment_provider_get_cadence (provider)->refund_gap_ms;
  gint64                 now_us = trivet_clock_get_monotonic_us (self->engine->clock);
  gint64                 wait_us = 0;
  GHashTableIter         iter;
  gpointer               value;

  g_hash_table_iter_init (&iter, self->engine->refunds);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    TrivetRefundDrive *other = value;

    if (other == self || !g_str_equal (other->refund->payment_id, self->refund->payment_id))
      continue;
    if (other->refund->state != TRIVET_REFUND_STATE_STARTED &&
        !trivet_refund_state_is_final (other->refund->state))
      return MAX (gap_ms, 1000);
    if (other->refund->state == TRIVET_REFUND_STATE_STARTED && other->deciding)
      return MAX (gap_ms, 1000);
    if (other->asked_us != 0)
      wait_us = MAX (wait_us, other->asked_us + (gint64) gap_ms * 1000 - now_us);
  }

  return (guint) ((wait_us + 999) / 1000);
}

/* The next step of a refund that has neither a call on the wire nor a fact on its way. */
void
_trivet_refund_drive_step (TrivetRefundDrive *self)
{
  guint turn_ms;

  if (get_provider (self) == NULL) {
    schedule (self, PROVIDER_MISSING_MS);
    return;
  }

  switch (self->refund->state) {
  case TRIVET_REFUND_STATE_STARTED:
    turn_ms = compute_turn_ms (self);
    if (turn_ms > 0)
      schedule (self, turn_ms);
    else
      fire (self, TRIVET_REFUND_EVENT_ASK, NULL);
    break;
  case TRIVET_REFUND_STATE_BLOCKED:
    fire (self, TRIVET_REFUND_EVENT_ASK, NULL);
    break;
  case TRIVET_REFUND_STATE_PENDING:
  case TRIVET_REFUND_STATE_IN_DOUBT:
  case TRIVET_REFUND_STATE_REFUSED:
    call (self, TRIVET_CALL_QUERY_REFUND);
    break;
  case TRIVET_REFUND_STATE_INVALID:
  case TRIVET_REFUND_STATE_ASKED:
  case TRIVET_REFUND_STATE_DONE:
  case TRIVET_REFUND_STATE_FAILED:
    break;
  }
}

/* The one place for what happens on entering a state; the state is durable already. */
static void
enter (TrivetRefundDrive *self)
{
  gboolean resumed = self->resumed;

  self->resumed = FALSE;
  switch (self->refund->state) {
  case TRIVET_REFUND_STATE_ASKED:
    self->asked_us = trivet_clock_get_monotonic_us (self->engine->clock);
    call (self, TRIVET_CALL_REFUND);
    break;
  case TRIVET_REFUND_STATE_STARTED:
  case TRIVET_REFUND_STATE_REFUSED:
    _trivet_refund_drive_step (self);
    break;
  case TRIVET_REFUND_STATE_PENDING:
  case TRIVET_REFUND_STATE_IN_DOUBT:
    if (resumed)
      _trivet_refund_drive_step (self);
    else
      back_off (self);
    break;
  case TRIVET_REFUND_STATE_BLOCKED:
    /* Somebody may have topped up while the register was off. */
    if (resumed)
      _trivet_refund_drive_step (self);
    else
      wait_for_balance (self);
    break;
  case TRIVET_REFUND_STATE_DONE:
  case TRIVET_REFUND_STATE_FAILED:
    _trivet_payment_engine_end_refund (self->engine, self);
    break;
  case TRIVET_REFUND_STATE_INVALID:
    break;
  }
}

/* Folds what is durable now, and does what the new state brings. */
void
_trivet_refund_drive_commit (TrivetRefundDrive *self,
                             GPtrArray         *facts)
{
  TrivetRefundState from = self->refund->state;

  for (guint i = 0; i < facts->len; i++) {
    g_autoptr (GError) error = NULL;
    gboolean applied = trivet_refund_apply (self->refund, g_ptr_array_index (facts, i), &error);

    g_assert_no_error (error);
    g_assert (applied);
  }

  if (self->refund->state == from)
    return;
  self->deciding = FALSE;
  log_change (self, from);
  enter (self);
}

/* After a start: what was asked becomes a doubt, and everything is looked at once. */
void
_trivet_refund_drive_resume (TrivetRefundDrive *self)
{
  self->resumed = TRUE;
  fire (self, TRIVET_REFUND_EVENT_RESTART, NULL);
}

static void
take_request_answer (TrivetRefundDrive    *self,
                     TrivetProviderAnswer *answer)
{
  if (answer->outcome == TRIVET_OUTCOME_REFUNDED)
    fire (self, TRIVET_REFUND_EVENT_DONE, answer);
  else if (answer->outcome == TRIVET_OUTCOME_REFUND_PENDING)
    fire (self, TRIVET_REFUND_EVENT_ACCEPTED, answer);
  else if (answer->outcome != TRIVET_OUTCOME_DECLINED)
    fire (self, TRIVET_REFUND_EVENT_NO_ANSWER, answer);
  else if (answer->reason == TRIVET_PAYMENT_REASON_SHOP_BALANCE)
    fire (self, TRIVET_REFUND_EVENT_BLOCKED, answer);
  else
    fire (self, TRIVET_REFUND_EVENT_REFUSED, answer);
}

/* "Not found" right after a refusal confirms it; otherwise the request never arrived and is sent
 * again. */
static void
take_query_answer (TrivetRefundDrive    *self,
                   TrivetProviderAnswer *answer)
{
  gboolean refused = self->refund->state == TRIVET_REFUND_STATE_REFUSED;

  if (answer->outcome == TRIVET_OUTCOME_REFUNDED)
    fire (self, TRIVET_REFUND_EVENT_DONE, answer);
  else if (answer->outcome == TRIVET_OUTCOME_REFUND_PENDING &&
           self->refund->state != TRIVET_REFUND_STATE_PENDING)
    fire (self, TRIVET_REFUND_EVENT_ACCEPTED, answer);
  else if (answer->outcome == TRIVET_OUTCOME_NOT_FOUND && refused) {
    answer->reason = self->refund->reason;
    g_free (answer->raw_code);
    answer->raw_code = g_strdup (self->refund->raw_code);
    fire (self, TRIVET_REFUND_EVENT_FAIL, answer);
  } else if (answer->outcome == TRIVET_OUTCOME_NOT_FOUND)
    fire (self, TRIVET_REFUND_EVENT_ASK, NULL);
  else if (answer->outcome == TRIVET_OUTCOME_DECLINED &&
           answer->reason == TRIVET_PAYMENT_REASON_SHOP_BALANCE)
    fire (self, TRIVET_REFUND_EVENT_BLOCKED, answer);
  else if (answer->outcome == TRIVET_OUTCOME_DECLINED)
    fire (self, TRIVET_REFUND_EVENT_FAIL, answer);
  else
    back_off (self);
}

/* Once is enough: a person looks at it anyway. */
static void
raise_alarm (TrivetRefundDrive          *self,
             const TrivetProviderAnswer *answer)
{
  JsonObject *body;

  if (self->refund->alarmed)
    return;

  self->refund->alarmed = TRUE;
  body = json_object_new ();
  _trivet_json_set_reason (body, answer->reason, answer->raw_code);
  _trivet_outbox_put (self->outbox, make_fact (self, TRIVET_FACT_REFUND_ALARM, body));
  _trivet_outbox_flush (self->outbox);
}

/* Adapters prove signatures; the amount is checked once more here. */
static void
check_belief (TrivetRefundDrive    *self,
              TrivetProviderAnswer *answer)
{
  if (answer->outcome != TRIVET_OUTCOME_REFUNDED ||
      answer->returned_minor == self->refund->amount.minor)
    return;

  answer->outcome = TRIVET_OUTCOME_UNKNOWN;
  answer->reason = TRIVET_PAYMENT_REASON_NOT_BELIEVABLE;
  answer->alarm = TRUE;
}

/* A late answer is left alone: the query that is under way or due says the same, or better. */
static void
take_answer (gpointer              owner,
             TrivetCallKind        kind,
             TrivetProviderAnswer *answer,
             gboolean              late)
{
  TrivetRefundDrive *self = owner;
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);

  if (late)
    return;

  check_belief (self, answer);
  if (answer->alarm)
    raise_alarm (self, answer);
  if (kind == TRIVET_CALL_REFUND)
    take_request_answer (self, answer);
  else
    take_query_answer (self, answer);
}

/* Tells the screens. Whoever listens may stop the engine, so callers do this last. */
void
_trivet_refund_drive_emit (TrivetRefundDrive *self)
{
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);
  g_autoptr (TrivetRefund) refund = trivet_refund_ref (self->refund);

  _trivet_payment_engine_emit_refund_changed (engine, refund);
}
