/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-state.h"

#include "trivet-payment-error.h"

#define S(name) TRIVET_PAYMENT_STATE_##name
#define E(name) TRIVET_PAYMENT_EVENT_##name

/* Three things to see in this table. A lost answer to the charge leads to IN_DOUBT, never to
 * DECLINED: the guest may already have paid, so only an answer from the provider can settle the
 * payment. A lost answer to a later query or reverse changes nothing that we know, so the state
 * stays. And the states without money have one exit, APPROVED: a provider that proves the payment
 * paid after all is believed, because the money is there and must not be swallowed. */
static const TrivetPaymentState next_state[TRIVET_PAYMENT_N_STATES][TRIVET_PAYMENT_N_EVENTS] = {
  [S (STARTED)] = {
    [E (ASK)] = S (ASKED),
    [E (UNSENT)] = S (UNSENT),
    [E (RESTART)] = S (UNSENT),
  },
  [S (ASKED)] = {
    [E (UNSENT)] = S (UNSENT),
    [E (APPROVED)] = S (PAID),
    [E (PAYER_ACTION)] = S (WAITING),
    [E (REFUSED)] = S (REFUSED),
    [E (NO_ANSWER)] = S (IN_DOUBT),
    [E (WITHDRAW)] = S (WITHDRAWN),
    [E (RESTART)] = S (IN_DOUBT),
  },
  [S (WAITING)] = {
    [E (APPROVED)] = S (PAID),
    [E (PAYER_ACTION)] = S (WAITING),
    [E (REFUSED)] = S (REFUSED),
    [E (NO_ANSWER)] = S (WAITING),
    [E (NOT_PAID)] = S (DECLINED),
    [E (GIVE_UP)] = S (REVERSING),
    [E (RESTART)] = S (WAITING),
  },
  [S (REFUSED)] = {
    [E (APPROVED)] = S (PAID),
    [E (REFUSED)] = S (REFUSED),
    [E (NO_ANSWER)] = S (REFUSED),
    [E (NOT_PAID)] = S (DECLINED),
    [E (GIVE_UP)] = S (REVERSING),
    [E (RESTART)] = S (REFUSED),
  },
  [S (IN_DOUBT)] = {
    [E (APPROVED)] = S (PAID),
    [E (PAYER_ACTION)] = S (WAITING),
    [E (REFUSED)] = S (REFUSED),
    [E (NO_ANSWER)] = S (IN_DOUBT),
    [E (NOT_PAID)] = S (DECLINED),
    [E (GIVE_UP)] = S (REVERSING),
    [E (RESTART)] = S (IN_DOUBT),
  },
  [S (REVERSING)] = {
    [E (APPROVED)] = S (PAID),
    [E (NO_ANSWER)] = S (REVERSING),
    [E (NOT_PAID)] = S (REVERSED),
    [E (GIVE_UP)] = S (REVERSING),
    [E (WITHDRAW)] = S (WITHDRAWN),
    [E (RESTART)] = S (REVERSING),
  },
  [S (WITHDRAWN)] = {
    [E (APPROVED)] = S (PAID),
    [E (NO_ANSWER)] = S (WITHDRAWN),
    [E (NOT_PAID)] = S (REVERSED),
    [E (GIVE_UP)] = S (WITHDRAWN),
    [E (RESTART)] = S (WITHDRAWN),
  },
  [S (DECLINED)] = {
    [E (APPROVED)] = S (PAID),
  },
  [S (REVERSED)] = {
    [E (APPROVED)] = S (PAID),
  },
  [S (UNSENT)] = {
    [E (APPROVED)] = S (PAID),
  },
};

static const char *const state_names[TRIVET_PAYMENT_N_STATES] = {
  [S (INVALID)] = "invalid",
  [S (STARTED)] = "started",
  [S (ASKED)] = "asked",
  [S (WAITING)] = "waiting",
  [S (REFUSED)] = "refused",
  [S (IN_DOUBT)] = "in-doubt",
  [S (REVERSING)] = "reversing",
  [S (WITHDRAWN)] = "withdrawn",
  [S (PAID)] = "paid",
  [S (DECLINED)] = "declined",
  [S (REVERSED)] = "reversed",
  [S (UNSENT)] = "unsent",
};

static const char *const event_names[TRIVET_PAYMENT_N_EVENTS] = {
  [E (ASK)] = "ask",
  [E (UNSENT)] = "unsent",
  [E (APPROVED)] = "approved",
  [E (PAYER_ACTION)] = "payer-action",
  [E (REFUSED)] = "refused",
  [E (NO_ANSWER)] = "no-answer",
  [E (NOT_PAID)] = "not-paid",
  [E (GIVE_UP)] = "give-up",
  [E (WITHDRAW)] = "withdraw",
  [E (RESTART)] = "restart",
};

/**
 * trivet_payment_state_step:
 * @state: (not nullable): the state; changed only on success
 * @event: what happened
 * @error: return location, domain %TRIVET_PAYMENT_ERROR
 *
 * The only way for a payment to change its state.
 *
 * Returns: %FALSE with %TRIVET_PAYMENT_ERROR_BAD_TRANSITION when the table forbids it
 */
gboolean
trivet_payment_state_step (TrivetPaymentState *state,
                           TrivetPaymentEvent  event,
                           GError            **error)
{
  TrivetPaymentState next;

  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (*state > S (INVALID) && *state < TRIVET_PAYMENT_N_STATES, FALSE);
  g_return_val_if_fail (event < TRIVET_PAYMENT_N_EVENTS, FALSE);

  next = next_state[*state][event];
  if (next == S (INVALID)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "A payment that is %s cannot take the event %s",
                 state_names[*state], event_names[event]);
    return FALSE;
  }

  *state = next;
  return TRUE;
}

/**
 * trivet_payment_state_is_final:
 * @state: a state
 *
 * Final means that the engine asks no more by itself. A payment without money can still become
 * paid by a late success; a paid one stays paid.
 *
 * Returns: whether it is final
 */
gboolean
trivet_payment_state_is_final (TrivetPaymentState state)
{
  return state == S (PAID) || state == S (DECLINED) || state == S (REVERSED) ||
         state == S (UNSENT);
}

/**
 * trivet_payment_state_is_waiting:
 * @state: a state
 *
 * Returns: whether bytes may have left and the provider's word is still outstanding
 */
gboolean
trivet_payment_state_is_waiting (TrivetPaymentState state)
{
  return state == S (ASKED) || state == S (WAITING) || state == S (REFUSED) ||
         state == S (IN_DOUBT) || state == S (REVERSING) || state == S (WITHDRAWN);
}

/**
 * trivet_payment_state_get_name:
 * @state: a state
 *
 * Returns: (transfer none): its name for logs, tools and support, such as "in-doubt"
 */
const char *
trivet_payment_state_get_name (TrivetPaymentState state)
{
  g_return_val_if_fail (state < TRIVET_PAYMENT_N_STATES, "invalid");

  return state_names[state];
}

/**
 * trivet_payment_event_get_name:
 * @event: an event
 *
 * Returns: (transfer none): its name for logs, such as "give-up"
 */
const char *
trivet_payment_event_get_name (TrivetPaymentEvent event)
{
  g_return_val_if_fail (event < TRIVET_PAYMENT_N_EVENTS, "invalid");

  return event_names[event];
}
