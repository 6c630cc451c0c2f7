/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-refund-state.h"

#include "trivet-payment-error.h"

#define S(name) TRIVET_REFUND_STATE_##name
#define E(name) TRIVET_REFUND_EVENT_##name

/* Two things to see: nothing leads from ASKED to FAILED without a query in between, and a waiting
 * refund can always be asked for again, because the same number refunds once. */
static const TrivetRefundState next_state[TRIVET_REFUND_N_STATES][TRIVET_REFUND_N_EVENTS] = {
  [S (STARTED)] = {
    [E (ASK)] = S (ASKED),
    [E (RESTART)] = S (STARTED),
  },
  [S (ASKED)] = {
    [E (DONE)] = S (DONE),
    [E (ACCEPTED)] = S (PENDING),
    [E (NO_ANSWER)] = S (IN_DOUBT),
    [E (BLOCKED)] = S (BLOCKED),
    [E (REFUSED)] = S (REFUSED),
    [E (RESTART)] = S (IN_DOUBT),
  },
  [S (PENDING)] = {
    [E (ASK)] = S (ASKED),
    [E (DONE)] = S (DONE),
    [E (ACCEPTED)] = S (PENDING),
    [E (NO_ANSWER)] = S (PENDING),
    [E (BLOCKED)] = S (BLOCKED),
    [E (FAIL)] = S (FAILED),
    [E (RESTART)] = S (PENDING),
  },
  [S (IN_DOUBT)] = {
    [E (ASK)] = S (ASKED),
    [E (DONE)] = S (DONE),
    [E (ACCEPTED)] = S (PENDING),
    [E (NO_ANSWER)] = S (IN_DOUBT),
    [E (BLOCKED)] = S (BLOCKED),
    [E (FAIL)] = S (FAILED),
    [E (RESTART)] = S (IN_DOUBT),
  },
  [S (BLOCKED)] = {
    [E (ASK)] = S (ASKED),
    [E (DONE)] = S (DONE),
    [E (ACCEPTED)] = S (PENDING),
    [E (NO_ANSWER)] = S (BLOCKED),
    [E (BLOCKED)] = S (BLOCKED),
    [E (FAIL)] = S (FAILED),
    [E (RESTART)] = S (BLOCKED),
  },
  [S (REFUSED)] = {
    [E (DONE)] = S (DONE),
    [E (ACCEPTED)] = S (PENDING),
    [E (NO_ANSWER)] = S (REFUSED),
    [E (BLOCKED)] = S (BLOCKED),
    [E (FAIL)] = S (FAILED),
    [E (RESTART)] = S (REFUSED),
  },
};

static const char *const state_names[TRIVET_REFUND_N_STATES] = {
  [S (INVALID)] = "invalid",
  [S (STARTED)] = "started",
  [S (ASKED)] = "asked",
  [S (PENDING)] = "pending",
  [S (IN_DOUBT)] = "in-doubt",
  [S (BLOCKED)] = "blocked",
  [S (REFUSED)] = "refused",
  [S (DONE)] = "done",
  [S (FAILED)] = "failed",
};

static const char *const event_names[TRIVET_REFUND_N_EVENTS] = {
  [E (ASK)] = "ask",
  [E (DONE)] = "done",
  [E (ACCEPTED)] = "accepted",
  [E (NO_ANSWER)] = "no-answer",
  [E (BLOCKED)] = "blocked",
  [E (REFUSED)] = "refused",
  [E (FAIL)] = "fail",
  [E (RESTART)] = "restart",
};

/**
 * trivet_refund_state_step:
 * @state: (not nullable): the state; changed only on success
 * @event: what happened
 * @error: return location, domain %TRIVET_PAYMENT_ERROR
 *
 * The only way for a refund to change its state.
 *
 * Returns: %FALSE with %TRIVET_PAYMENT_ERROR_BAD_TRANSITION when the table forbids it
 */
gboolean
trivet_refund_state_step (TrivetRefundState *state,
                          TrivetRefundEvent  event,
                          GError           **error)
{
  TrivetRefundState next;

  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (*state > S (INVALID) && *state < TRIVET_REFUND_N_STATES, FALSE);
  g_return_val_if_fail (event < TRIVET_REFUND_N_EVENTS, FALSE);

  next = next_state[*state][event];
  if (next == S (INVALID)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "A refund that is %s cannot take the event %s", state_names[*state],
                 event_names[event]);
    return FALSE;
  }

  *state = next;
  return TRUE;
}

/**
 * trivet_refund_state_is_final:
 * @state: a state
 *
 * Returns: whether the engine asks no more
 */
gboolean
trivet_refund_state_is_final (TrivetRefundState state)
{
  return state == S (DONE) || state == S (FAILED);
}

/**
 * trivet_refund_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name for logs, tools and support, such as "pending"
 */
const char *
trivet_refund_state_get_name (TrivetRefundState state)
{
  g_return_val_if_fail (state < TRIVET_REFUND_N_STATES, "invalid");

  return state_names[state];
}

/**
 * trivet_refund_event_get_name:
 * @event: an event
 *
 * Returns: (transfer none): its name for logs, such as "accepted"
 */
const char *
trivet_refund_event_get_name (TrivetRefundEvent event)
{
  g_return_val_if_fail (event < TRIVET_REFUND_N_EVENTS, "invalid");

  return event_names[event];
}
