/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* What a provider's answer means in each state. Adapters prove signatures; here the amount is
 * checked once more, because believing a wrong one is the dearest mistake there is. */

/* Turns a "paid" that does not add up into a doubt with an alarm. */
static void
check_belief (TrivetPaymentDrive   *self,
              TrivetProviderAnswer *answer)
{
  gint64 asked_minor = self->payment->amount.minor;

  if (answer->outcome != TRIVET_OUTCOME_PAID)
    return;
  if (answer->total_minor == asked_minor && answer->payer_minor >= 0 &&
      answer->payer_minor <= asked_minor &&
      answer->discount_minor == asked_minor - answer->payer_minor)
    return;

  g_free (answer->detail);
  answer->detail = g_strdup_printf ("asked for %" G_GINT64_FORMAT ", told %" G_GINT64_FORMAT
                                    " = %" G_GINT64_FORMAT " + %" G_GINT64_FORMAT,
                                    asked_minor, answer->total_minor, answer->payer_minor,
                                    answer->discount_minor);
  answer->outcome = TRIVET_OUTCOME_UNKNOWN;
  answer->reason = TRIVET_PAYMENT_REASON_NOT_BELIEVABLE;
  answer->alarm = TRUE;
}

static void
fire_approved (TrivetPaymentDrive   *self,
               TrivetProviderAnswer *answer)
{
  _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_APPROVED, TRIVET_PAYMENT_REASON_NONE,
                              answer);
}

static void
fire_give_up (TrivetPaymentDrive *self)
{
  TrivetPaymentReason reason = TRIVET_PAYMENT_REASON_TIME_OVER;

  /* A refusal that could not be confirmed is undone, but it is still why there is no money. */
  if (self->give_up)
    reason = self->give_up_reason;
  else if (self->payment->state == TRIVET_PAYMENT_STATE_REFUSED)
    reason = self->payment->reason;

  _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_GIVE_UP, reason, NULL);
}

static TrivetPaymentReason
reason_or (const TrivetProviderAnswer *answer,
           TrivetPaymentReason         fallback)
{
  return answer->reason != TRIVET_PAYMENT_REASON_NONE ? answer->reason : fallback;
}

/* A lost charge is a doubt. A lost code was never on a screen, so nobody can pay it: it keeps
 * nobody from paying otherwise, but is watched all the same. */
static void
fire_no_answer (TrivetPaymentDrive   *self,
                TrivetProviderAnswer *answer)
{
  _trivet_payment_drive_fire (self,
                              self->payment->shown ? TRIVET_PAYMENT_EVENT_WITHDRAW
                                                   : TRIVET_PAYMENT_EVENT_NO_ANSWER,
                              reason_or (answer, TRIVET_PAYMENT_REASON_ANSWER_LOST), answer);
}

static void
take_payer_action (TrivetPaymentDrive   *self,
                   TrivetProviderAnswer *answer)
{
  if (self->payment->shown && answer->shown_code == NULL) {
    fire_no_answer (self, answer);
    return;
  }

  self->shown_code = g_strdup (answer->shown_code);
  _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_PAYER_ACTION, answer->reason, answer);
}

static void
take_charge_answer (TrivetPaymentDrive   *self,
                    TrivetProviderAnswer *answer)
{
  switch (answer->outcome) {
  case TRIVET_OUTCOME_PAID:
    fire_approved (self, answer);
    break;
  case TRIVET_OUTCOME_PAYER_ACTION:
    take_payer_action (self, answer);
    break;
  case TRIVET_OUTCOME_DECLINED:
  case TRIVET_OUTCOME_NOT_PAID:
    /* Even "this number is dead" is confirmed by a query: a refusal may be unsigned. */
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_REFUSED,
                                reason_or (answer, TRIVET_PAYMENT_REASON_WALLET_REFUSED), answer);
    break;
  case TRIVET_OUTCOME_UNSENT:
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_UNSENT,
                                reason_or (answer, TRIVET_PAYMENT_REASON_UNREACHABLE), answer);
    break;
  case TRIVET_OUTCOME_NOT_FOUND:
  case TRIVET_OUTCOME_UNKNOWN:
  case TRIVET_OUTCOME_REFUNDED:
  case TRIVET_OUTCOME_REFUND_PENDING:
    fire_no_answer (self, answer);
    break;
  }
}

/* What a guest claims to have paid is never reversed by itself: it is asked about, ever more
 * rarely, until the provider or its bill says what is true. */
static void
poll_again (TrivetPaymentDrive *self)
{
  if (_trivet_payment_drive_is_claimed (self))
    _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
  else if (self->last_query)
    fire_give_up (self);
  else
    _trivet_payment_drive_schedule_poll (self);
}

/* WAITING and IN_DOUBT. "Not found" is no end here: the charge may still be on its way. */
static void
take_poll_answer (TrivetPaymentDrive   *self,
                  TrivetProviderAnswer *answer)
{
  switch (answer->outcome) {
  case TRIVET_OUTCOME_PAID:
    fire_approved (self, answer);
    break;
  case TRIVET_OUTCOME_NOT_PAID:
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_NOT_PAID,
                                reason_or (answer, TRIVET_PAYMENT_REASON_CLOSED), answer);
    break;
  case TRIVET_OUTCOME_DECLINED:
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_REFUSED,
                                reason_or (answer, TRIVET_PAYMENT_REASON_WALLET_REFUSED), answer);
    break;
  case TRIVET_OUTCOME_PAYER_ACTION:
    if (self->payment->state == TRIVET_PAYMENT_STATE_IN_DOUBT && !self->last_query)
      _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_PAYER_ACTION, answer->reason,
                                  answer);
    else
      poll_again (self);
    break;
  case TRIVET_OUTCOME_NOT_FOUND:
  case TRIVET_OUTCOME_UNKNOWN:
  case TRIVET_OUTCOME_UNSENT:
  case TRIVET_OUTCOME_REFUNDED:
  case TRIVET_OUTCOME_REFUND_PENDING:
    poll_again (self);
    break;
  }
}

/* REFUSED. Right after a definite refusal "not found" is believed (specs/alipay 10.3); whatever
 * else is not final is undone first (specs/wechatpay 9.3). */
static void
take_confirming_answer (TrivetPaymentDrive   *self,
                        TrivetProviderAnswer *answer)
{
  switch (answer->outcome) {
  case TRIVET_OUTCOME_PAID:
    fire_approved (self, answer);
    break;
  case TRIVET_OUTCOME_NOT_PAID:
  case TRIVET_OUTCOME_NOT_FOUND:
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_NOT_PAID, self->payment->reason, NULL);
    break;
  case TRIVET_OUTCOME_UNSENT:
    /* The network is down, so a reverse would not leave either. */
    poll_again (self);
    break;
  case TRIVET_OUTCOME_DECLINED:
  case TRIVET_OUTCOME_PAYER_ACTION:
  case TRIVET_OUTCOME_UNKNOWN:
  case TRIVET_OUTCOME_REFUNDED:
  case TRIVET_OUTCOME_REFUND_PENDING:
    if (_trivet_payment_drive_is_claimed (self))
      poll_again (self);
    else
      fire_give_up (self);
    break;
  }
}

static void
take_reverse_answer (TrivetPaymentDrive   *self,
                     TrivetProviderAnswer *answer)
{
  self->money_returned = self->money_returned || answer->money_returned;

  if (answer->outcome == TRIVET_OUTCOME_NOT_PAID && !answer->repeat)
    self->undo_word = TRIVET_UNDO_WORD_DONE;
  else if (answer->outcome == TRIVET_OUTCOME_NOT_FOUND && !answer->repeat)
    self->undo_word = TRIVET_UNDO_WORD_NOT_FOUND;
  else if (answer->reason == TRIVET_PAYMENT_REASON_NEEDS_MANAGER)
    self->undo_word = TRIVET_UNDO_WORD_NEVER;
  else
    self->undo_word = TRIVET_UNDO_WORD_NONE;

  if (self->undo_word == TRIVET_UNDO_WORD_NONE) {
    _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
  } else {
    self->undo_step = TRIVET_UNDO_CONFIRM;
    _trivet_payment_drive_query (self);
  }
}

/* Whether "not found" can be the end of a reversal. The charge may still be on its way, and
 * a provider that "undid" what it had not seen yet will take it when it comes, so the payment must
 * be old enough; and a reverse must have been answered, unless no reverse is possible. The wall
 * clock may have jumped while the program was off, so only the time is counted during which this
 * program has watched the payment. */
static gboolean
is_absence_final (TrivetPaymentDrive *self)
{
  gint64 watched_us = trivet_clock_get_monotonic_us (self->engine->clock) - self->watched_since_us;

  if (watched_us < (gint64) _trivet_payment_drive_get_cadence (self)->not_found_limit_ms * 1000)
    return FALSE;

  return self->undo_word == TRIVET_UNDO_WORD_DONE ||
         self->undo_word == TRIVET_UNDO_WORD_NOT_FOUND ||
         !_trivet_payment_drive_can_reverse (self);
}

/* The query before a reverse changes nothing unless it is final; the one after it that still sees
 * an open or paid payment makes the next round. */
static void
continue_undo (TrivetPaymentDrive *self)
{
  if (self->undo_step == TRIVET_UNDO_LOOK && _trivet_payment_drive_can_reverse (self)) {
    self->undo_step = TRIVET_UNDO_REVERSE;
    _trivet_payment_drive_step (self);
  } else {
    _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
  }
}

/* A shown code that nobody has scanned is unknown to some providers until its life is over
 * (specs/alipay 10, QR); once it is off the screen and the provider has answered, it is withdrawn. */
static void
take_absence (TrivetPaymentDrive   *self,
              TrivetProviderAnswer *answer)
{
  if (is_absence_final (self))
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_NOT_PAID, self->payment->reason,
                                answer);
  else if (self->payment->shown && self->payment->state == TRIVET_PAYMENT_STATE_REVERSING &&
           self->undo_word != TRIVET_UNDO_WORD_NONE)
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_WITHDRAW, self->payment->reason,
                                answer);
  else
    continue_undo (self);
}

/* A "paid" while reversing is not an end: a reverse may be on its way to the provider. It is one
 * only when no reverse can change it any more. */
static void
take_undo_answer (TrivetPaymentDrive   *self,
                  TrivetProviderAnswer *answer)
{
  switch (answer->outcome) {
  case TRIVET_OUTCOME_PAID:
    /* Closing a shown code returns no money, so "paid" is paid. */
    if (self->payment->shown || self->undo_word == TRIVET_UNDO_WORD_NEVER ||
        !_trivet_payment_drive_can_reverse (self))
      fire_approved (self, answer);
    else {
      self->seen_paid = TRUE;
      continue_undo (self);
    }
    break;
  case TRIVET_OUTCOME_NOT_PAID:
    /* Paid before and not paid now: the reverse gave it back, whether the provider says so or not. */
    self->money_returned = self->money_returned || self->seen_paid || answer->money_returned;
    _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_NOT_PAID, self->payment->reason,
                                answer);
    break;
  case TRIVET_OUTCOME_NOT_FOUND:
    take_absence (self, answer);
    break;
  case TRIVET_OUTCOME_DECLINED:
    /* A failed attempt is not closed for certain before it was reversed (specs/wechatpay 8). */
    if (self->undo_word == TRIVET_UNDO_WORD_DONE)
      _trivet_payment_drive_fire (self, TRIVET_PAYMENT_EVENT_NOT_PAID, self->payment->reason,
                                  answer);
    else
      continue_undo (self);
    break;
  case TRIVET_OUTCOME_PAYER_ACTION:
    continue_undo (self);
    break;
  case TRIVET_OUTCOME_UNKNOWN:
  case TRIVET_OUTCOME_UNSENT:
  case TRIVET_OUTCOME_REFUNDED:
  case TRIVET_OUTCOME_REFUND_PENDING:
    /* Asks the same again: what the reverse said still wants its confirmation. */
    if (self->undo_step == TRIVET_UNDO_CONFIRM || answer->outcome == TRIVET_OUTCOME_UNSENT)
      _trivet_payment_drive_back_off (self, self->undo_step);
    else
      continue_undo (self);
    break;
  }
}

/* A copy of the provider's books may for a while show the money that a reverse has just returned. It
 * lags no longer than the one that does not know a new payment yet. */
static gboolean
is_reversal_fresh (TrivetPaymentDrive *self)
{
  gint64 since_us = trivet_clock_get_monotonic_us (self->engine->clock) - self->filed_us;

  return self->payment->state == TRIVET_PAYMENT_STATE_REVERSED && !self->payment->shown &&
         since_us < (gint64) _trivet_payment_drive_get_cadence (self)->not_found_limit_ms * 1000;
}

/* DECLINED, REVERSED, UNSENT: somebody asked to look again, or a late answer said "paid". */
static void
take_afterthought (TrivetPaymentDrive   *self,
                   TrivetProviderAnswer *answer)
{
  switch (answer->outcome) {
  case TRIVET_OUTCOME_PAID:
    if (is_reversal_fresh (self)) {
      self->late_paid = TRUE;
      _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
    } else {
      fire_approved (self, answer);
    }
    break;
  case TRIVET_OUTCOME_NOT_PAID:
  case TRIVET_OUTCOME_NOT_FOUND:
    self->late_paid = FALSE;
    break;
  case TRIVET_OUTCOME_DECLINED:
  case TRIVET_OUTCOME_PAYER_ACTION:
  case TRIVET_OUTCOME_UNKNOWN:
  case TRIVET_OUTCOME_UNSENT:
  case TRIVET_OUTCOME_REFUNDED:
  case TRIVET_OUTCOME_REFUND_PENDING:
    if (self->late_paid)
      _trivet_payment_drive_back_off (self, TRIVET_UNDO_LOOK);
    break;
  }
}

static void
take_query_answer (TrivetPaymentDrive   *self,
                   TrivetProviderAnswer *answer)
{
  switch (self->payment->state) {
  case TRIVET_PAYMENT_STATE_WAITING:
  case TRIVET_PAYMENT_STATE_IN_DOUBT:
    take_poll_answer (self, answer);
    break;
  case TRIVET_PAYMENT_STATE_REFUSED:
    take_confirming_answer (self, answer);
    break;
  case TRIVET_PAYMENT_STATE_REVERSING:
  case TRIVET_PAYMENT_STATE_WITHDRAWN:
    take_undo_answer (self, answer);
    break;
  case TRIVET_PAYMENT_STATE_DECLINED:
  case TRIVET_PAYMENT_STATE_REVERSED:
  case TRIVET_PAYMENT_STATE_UNSENT:
    take_afterthought (self, answer);
    break;
  case TRIVET_PAYMENT_STATE_INVALID:
  case TRIVET_PAYMENT_STATE_STARTED:
  case TRIVET_PAYMENT_STATE_ASKED:
  case TRIVET_PAYMENT_STATE_PAID:
    g_assert_not_reached ();
  }
}

/* The answer to the call that we were waiting for. */
void
_trivet_payment_drive_take_answer (TrivetPaymentDrive   *self,
                                   TrivetCallKind        kind,
                                   TrivetProviderAnswer *answer)
{
  check_belief (self, answer);
  g_debug ("Payment %s: call %d answered %s (%.64s)", self->payment->payment_id, kind,
           trivet_outcome_get_name (answer->outcome),
           answer->raw_code != NULL ? answer->raw_code : "no code");
  if (answer->alarm)
    _trivet_payment_drive_alarm (self, answer);

  switch (kind) {
  case TRIVET_CALL_CHARGE:
  case TRIVET_CALL_SHOW:
    take_charge_answer (self, answer);
    break;
  case TRIVET_CALL_QUERY:
    take_query_answer (self, answer);
    break;
  case TRIVET_CALL_REVERSE:
  case TRIVET_CALL_CLOSE:
    take_reverse_answer (self, answer);
    break;
  case TRIVET_CALL_NONE:
  case TRIVET_CALL_REFUND:
  case TRIVET_CALL_QUERY_REFUND:
    g_assert_not_reached ();
  }
  _trivet_outbox_flush (self->outbox);
}

/* An answer to a call that we had stopped waiting for. Only a charge that says "paid" is news, and
 * only while nothing was undone: later it may be older than the reverse, so a query must look. */
void
_trivet_payment_drive_take_late (TrivetPaymentDrive   *self,
                                 TrivetCallKind        kind,
                                 TrivetProviderAnswer *answer)
{
  TrivetPaymentState state = self->payment->state;

  check_belief (self, answer);
  if (answer->alarm) {
    _trivet_payment_drive_alarm (self, answer);
    _trivet_outbox_flush (self->outbox);
  }
  if (kind != TRIVET_CALL_CHARGE || answer->outcome != TRIVET_OUTCOME_PAID ||
      state == TRIVET_PAYMENT_STATE_PAID)
    return;

  self->late_paid = TRUE;
  if (self->deciding)
    return;
  if (!trivet_payment_state_is_final (state) && state != TRIVET_PAYMENT_STATE_REVERSING)
    fire_approved (self, answer);
  else if (trivet_payment_state_is_final (state) && !_trivet_payment_drive_is_busy (self))
    _trivet_payment_drive_step (self);
}
