/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Decides what happens when a payment enters a state, and when the next step is. Intervals are
 * monotonic; only the age after a restart comes from the wall clock, and a wall clock that was
 * set back makes a payment young, never negative. */

/* Asks again whether the provider was set up anew. */
#define PROVIDER_MISSING_MS 30000

/* A cadence of zero must not become a busy loop. */
#define MIN_DELAY_MS 10

/* Used only while the provider is missing: never reverses by itself. */
static const TrivetCadence no_cadence = {
  .first_query_ms = PROVIDER_MISSING_MS,
  .query_interval_ms = PROVIDER_MISSING_MS,
  .wait_limit_ms = G_MAXUINT,
  .not_found_limit_ms = G_MAXUINT,
  .reverse_min_age_ms = 0,
  .reverse_first_ms = PROVIDER_MISSING_MS,
  .reverse_max_ms = PROVIDER_MISSING_MS,
  .reversible_s = 0,
};

/* Until its age is told by -engine.c, the payment is as old as this moment. */
TrivetPaymentDrive *
_trivet_payment_drive_new (TrivetPaymentEngine *engine,
                           TrivetPayment       *payment)
{
  TrivetPaymentDrive *self = g_new0 (TrivetPaymentDrive, 1);

  self->engine = engine;
  self->payment = trivet_payment_ref (payment);
  self->asked_us = trivet_clock_get_monotonic_us (engine->clock);
  self->watched_since_us = self->asked_us;
  self->outbox =
    _trivet_outbox_new (engine->journal, engine->clock, _trivet_payment_drive_on_durable,
                        _trivet_payment_drive_on_refused, self);
  self->wire = _trivet_wire_new (engine->clock, _trivet_payment_drive_on_answer, self);
  self->give_up_staff = g_strdup ("");
  return self;
}

void
_trivet_payment_drive_free (TrivetPaymentDrive *self)
{
  _trivet_payment_drive_stop (self);
  _trivet_outbox_close (self->outbox);
  _trivet_wire_close (self->wire);
  if (self->charge_cancellable != NULL)
    g_cancellable_cancel (self->charge_cancellable);

  g_clear_object (&self->charge_cancellable);
  g_clear_pointer (&self->code, trivet_secret_unref);
  g_clear_pointer (&self->alarms, g_hash_table_unref);
  g_free (self->shown_code);
  g_free (self->subject);
  g_free (self->staff);
  g_free (self->give_up_staff);
  trivet_payment_unref (self->payment);
  g_free (self);
}

/* Looked up each time: a provider may be set up again while a payment waits for it. */
TrivetPaymentProvider *
_trivet_payment_drive_get_provider (TrivetPaymentDrive *self)
{
  return trivet_provider_registry_lookup (self->engine->registry, self->payment->provider_id);
}

/* The times of a code that we show differ: it is looked at more often, and it dies by itself. */
static const TrivetCadence *
adapt_to_shown (TrivetPaymentDrive  *self,
                const TrivetCadence *cadence)
{
  TrivetCadence *shown = &self->show_cadence;

  *shown = *cadence;
  shown->first_query_ms = cadence->show_query_ms;
  shown->query_interval_ms = cadence->show_query_ms;
  shown->wait_limit_ms = cadence->show_limit_ms;
  shown->not_found_limit_ms = cadence->show_life_ms;
  shown->reverse_min_age_ms = 0;
  shown->reversible_s = 0;
  return shown;
}

const TrivetCadence *
_trivet_payment_drive_get_cadence (TrivetPaymentDrive *self)
{
  TrivetPaymentProvider *provider = _trivet_payment_drive_get_provider (self);
  const TrivetCadence   *cadence;

  if (provider == NULL)
    return &no_cadence;
  cadence = trivet_payment_provider_get_cadence (provider);
  return self->payment->shown ? adapt_to_shown (self, cadence) : cadence;
}

/* Whether undoing can still help: the provider has it, and the payment is young enough. */
gboolean
_trivet_payment_drive_can_reverse (TrivetPaymentDrive *self)
{
  TrivetPaymentProvider *provider = _trivet_payment_drive_get_provider (self);
  const TrivetCadence   *cadence;
  guint                  needed = self->payment->shown ? TRIVET_CAPABILITY_SHOW_CODE : TRIVET_CAPABILITY_REVERSE;

  if (provider == NULL || !(trivet_payment_provider_get_capabilities (provider) & needed))
    return FALSE;

  cadence = _trivet_payment_drive_get_cadence (self);
  return cadence->reversible_s == 0 ||
         _trivet_payment_drive_get_age_ms (self) < (gint64) cadence->reversible_s * 1000;
}

gint64
_trivet_payment_drive_get_age_ms (TrivetPaymentDrive *self)
{
  return (trivet_clock_get_monotonic_us (self->engine->clock) - self->asked_us) / 1000;
}

/* Also while the claim is still being stored: what is decided meanwhile must not undo it. */
gboolean
_trivet_payment_drive_is_claimed (TrivetPaymentDrive *self)
{
  return self->payment->claimed || self->claiming;
}

static gboolean
on_step_due (gpointer user_data)
{
  TrivetPaymentDrive *self = user_data;

  self->timer_id = 0;
  self->next_at_us = 0;
  _trivet_payment_drive_step (self);
  _trivet_payment_drive_emit (self);

  return G_SOURCE_REMOVE;
}

void
_trivet_payment_drive_schedule (TrivetPaymentDrive *self,
                                gint64              delay_ms)
{
  TrivetClock *clock = self->engine->clock;

  if (self->timer_id != 0)
    trivet_clock_remove_timeout (clock, self->timer_id);

  delay_ms = CLAMP (delay_ms, 0, G_MAXINT);
  self->next_at_us = trivet_clock_get_monotonic_us (clock) + delay_ms * 1000;
  self->timer_id = trivet_clock_add_timeout (clock, (guint) delay_ms, on_step_due, self, NULL);
}

/* At @delay_ms from now, but not after the time at which we give up: there the last query is. */
static void
schedule_query (TrivetPaymentDrive *self,
                gint64              delay_ms)
{
  gint64 left_ms = (gint64) _trivet_payment_drive_get_cadence (self)->wait_limit_ms -
                   _trivet_payment_drive_get_age_ms (self);

  /* What a guest claims is not given up, so it has no last query. */
  if (_trivet_payment_drive_is_claimed (self))
    _trivet_payment_drive_schedule (self, delay_ms);
  else
    _trivet_payment_drive_schedule (self, self->give_up ? 0 : MIN (delay_ms, MAX (left_ms, 0)));
}

void
_trivet_payment_drive_schedule_poll (TrivetPaymentDrive *self)
{
  guint interval_ms = _trivet_payment_drive_get_cadence (self)->query_interval_ms;

  schedule_query (self, MAX (interval_ms, MIN_DELAY_MS));
}

/* Reverses, and the queries between them, repeat without end at doubling distances. */
void
_trivet_payment_drive_back_off (TrivetPaymentDrive *self,
                                TrivetUndoStep      step)
{
  const TrivetCadence *cadence = _trivet_payment_drive_get_cadence (self);
  guint                first_ms = MAX (cadence->reverse_first_ms, MIN_DELAY_MS);
  guint                max_ms = MAX (cadence->reverse_max_ms, first_ms);

  if (self->backoff_ms == 0)
    self->backoff_ms = first_ms;
  else
    self->backoff_ms = self->backoff_ms > max_ms / 2 ? max_ms : self->backoff_ms * 2;

  self->undo_step = step;
  _trivet_payment_drive_schedule (self, self->backoff_ms);
}

/* Nothing more happens by itself: no timer, and nobody listens to the call on the wire. */
void
_trivet_payment_drive_stop (TrivetPaymentDrive *self)
{
  if (self->timer_id != 0) {
    trivet_clock_remove_timeout (self->engine->clock, self->timer_id);
    self->timer_id = 0;
  }
  self->next_at_us = 0;
  _trivet_wire_hang_up (self->wire);
}

static void
step_undo (TrivetPaymentDrive *self)
{
  const TrivetCadence *cadence = _trivet_payment_drive_get_cadence (self);
  gint64               age_ms = _trivet_payment_drive_get_age_ms (self);

  if (self->undo_step != TRIVET_UNDO_REVERSE || !_trivet_payment_drive_can_reverse (self))
    _trivet_payment_drive_query (self);
  else if (age_ms < (gint64) cadence->reverse_min_age_ms)
    _trivet_payment_drive_schedule (self, (gint64) cadence->reverse_min_age_ms - age_ms);
  else
    _trivet_payment_drive_reverse (self);
}

static gboolean
is_time_over (TrivetPaymentDrive *self)
{
  return self->give_up || _trivet_payment_drive_get_age_ms (self) >=
                            (gint64) _trivet_payment_drive_get_cadence (self)->wait_limit_ms;
}

/* The next step of a payment that has neither a call on the wire nor a fact on its way. */
void
_trivet_payment_drive_step (TrivetPaymentDrive *self)
{
  if (_trivet_payment_drive_get_provider (self) == NULL) {
    _trivet_payment_drive_schedule (self, PROVIDER_MISSING_MS);
    return;
  }

  switch (self->payment->state) {
  case TRIVET_PAYMENT_STATE_WAITING:
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
  case TRIVET_PAYMENT_STATE_REFUSED:
    self->last_query = !_trivet_payment_drive_is_claimed (self) && is_time_over (self);
    _trivet_payment_drive_query (self);
    break;
  case TRIVET_PAYMENT_STATE_REVERSING:
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    step_undo (self);
    break;
  case TRIVET_PAYMENT_STATE_DECLINED:
  case TRIVET_PAYMENT_STATE_REVERSED:
  case TRIVET_PAYMENT_STATE_UNSENT:
    _trivet_payment_drive_query (self);
    break;
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
  case TRIVET_PAYMENT_STATE_ASKED:
  case TRIVET_PAYMENT_STATE_PAID:
    break;
  }
}

static void
enter_reversing (TrivetPaymentDrive *self)
{
  /* After a restart nobody knows whether a reverse was sent; otherwise the last query was just
   * answered, and the reverse follows it at once. */
  self->undo_step = self->resumed ? TRIVET_UNDO_LOOK : TRIVET_UNDO_REVERSE;
  self->undo_word = TRIVET_UNDO_WORD_NONE;
  self->backoff_ms = 0;
  _trivet_payment_drive_step (self);
}

/* Until the code's life is over it is asked about, and closed should somebody have scanned it. */
static void
enter_withdrawn (TrivetPaymentDrive *self)
{
  g_clear_pointer (&self->shown_code, g_free);
  self->backoff_ms = 0;
  if (self->resumed)
    self->undo_word = TRIVET_UNDO_WORD_NONE;
  _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
}

static void
enter_polling (TrivetPaymentDrive *self)
{
  gint64 delay_ms = MAX (_trivet_payment_drive_get_cadence (self)->first_query_ms, MIN_DELAY_MS);

  if (self->resumed)
    delay_ms = MAX (delay_ms - _trivet_payment_drive_get_age_ms (self), 0);
  schedule_query (self, delay_ms);
}

/* The one place for what happens on entering a state; the state is durable already. */
void
_trivet_payment_drive_enter (TrivetPaymentDrive *self)
{
  self->last_query = FALSE;

  switch (self->payment->state) {
  case TRIVET_PAYMENT_STATE_ASKED:
    _trivet_payment_drive_charge (self);
    break;
  case TRIVET_PAYMENT_STATE_WAITING:
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
    enter_polling (self);
    break;
  case TRIVET_PAYMENT_STATE_REFUSED:
    _trivet_payment_drive_step (self);
    break;
  case TRIVET_PAYMENT_STATE_REVERSING:
    enter_reversing (self);
    break;
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    enter_withdrawn (self);
    break;
  case TRIVET_PAYMENT_STATE_PAID:
    self->late_paid = FALSE;
    g_clear_pointer (&self->shown_code, g_free);
    _trivet_payment_engine_settle (self->engine, self);
    break;
  case TRIVET_PAYMENT_STATE_DECLINED:
  case TRIVET_PAYMENT_STATE_REVERSED:
  case TRIVET_PAYMENT_STATE_UNSENT:
    self->backoff_ms = 0;
    _trivet_payment_engine_settle (self->engine, self);
    if (self->late_paid)
      _trivet_payment_drive_step (self);
    break;
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
    break;
  }

  self->resumed = FALSE;
}

/* How many queries there are until we give up, the last one included. */
static guint
count_checks (const TrivetCadence *cadence)
{
  guint interval_ms = MAX (cadence->query_interval_ms, MIN_DELAY_MS);

  if (cadence == &no_cadence)
    return 0;
  if (cadence->first_query_ms >= cadence->wait_limit_ms)
    return 1;
  return (cadence->wait_limit_ms - cadence->first_query_ms - 1) / interval_ms + 2;
}

/* Tells the screens. Whoever listens may stop the engine, so callers do this last. */
void
_trivet_payment_drive_emit (TrivetPaymentDrive *self)
{
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);
  g_autoptr (TrivetPayment) payment = trivet_payment_ref (self->payment);
  const TrivetCadence  *cadence = _trivet_payment_drive_get_cadence (self);
  TrivetPaymentProgress progress = {
    .payment = payment,
    .checks = self->checks,
    .checks_max = count_checks (cadence),
    .next_check_at_us = self->next_at_us,
    .busy = _trivet_payment_drive_is_busy (self),
    .shown_code = payment->state == TRIVET_PAYMENT_STATE_WAITING ? self->shown_code : NULL,
  };

  if (!self->give_up && !payment->claimed && cadence != &no_cadence &&
      payment->state != TRIVET_PAYMENT_STATE_REVERSING &&
      payment->state != TRIVET_PAYMENT_STATE_WITHDRAWN &&
      trivet_payment_state_is_waiting (payment->state))
    progress.give_up_at_us = self->asked_us + (gint64) cadence->wait_limit_ms * 1000;

  _trivet_payment_engine_emit_changed (engine, &progress);
}
