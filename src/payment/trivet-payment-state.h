/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 *   STARTED ──ASK──▶ ASKED ──APPROVED──────────────────────────────▶ PAID
 *      │               ├─PAYER_ACTION─▶ WAITING ──APPROVED─────────▶ PAID
 *      │UNSENT         ├─REFUSED──────▶ REFUSED ──NOT_PAID─────────▶ DECLINED
 *      ▼               ├─NO_ANSWER────▶ IN_DOUBT ─APPROVED─────────▶ PAID
 *    UNSENT ◀─UNSENT───┘                   │  └────NOT_PAID────────▶ DECLINED
 *                            GIVE_UP (from WAITING, REFUSED, IN_DOUBT)
 *                                          ▼
 *                                      REVERSING ─NOT_PAID─────────▶ REVERSED
 *                                          ├──────APPROVED─────────▶ PAID
 *                              WITHDRAW    ▼
 *                     ASKED ──────────▶ WITHDRAWN ─NOT_PAID────────▶ REVERSED
 *                                          └──────APPROVED─────────▶ PAID
 *
 * The engine fires every event: ASK before it sends; UNSENT when it is certain that no byte left;
 * the outcomes (APPROVED, PAYER_ACTION, REFUSED, NO_ANSWER, NOT_PAID) from a provider's answer;
 * GIVE_UP when the time is over or staff cancel; RESTART when the program starts and finds the
 * payment unsettled. NOT_PAID is only ever fired for a believable final answer to a query or
 * a reverse; a lost answer to the charge is NO_ANSWER and leads nowhere but to IN_DOUBT, a lost
 * answer to a query or reverse changes nothing. Not drawn: a query that answers a doubt may find
 * WAITING or REFUSED; WAITING and REFUSED take NOT_PAID to DECLINED; and APPROVED leads from
 * DECLINED, REVERSED and UNSENT to PAID, because a late success is money and is never swallowed.
 *
 * WITHDRAW is for codes that we show: nobody sees the code any more (or ever did), and the provider
 * knows nothing of it. It keeps nobody from paying otherwise, but it is asked about until it cannot
 * be paid any more.
 */

/**
 * TrivetPaymentState:
 * @TRIVET_PAYMENT_STATE_STARTED: the intent is durable, nothing was sent
 * @TRIVET_PAYMENT_STATE_ASKED: "about to send" is durable; bytes may have left
 * @TRIVET_PAYMENT_STATE_WAITING: the provider says the guest must act; queried on its cadence
 * @TRIVET_PAYMENT_STATE_REFUSED: the provider refused; a query must confirm before more is charged
 * @TRIVET_PAYMENT_STATE_IN_DOUBT: no believable answer; queried on the provider's cadence
 * @TRIVET_PAYMENT_STATE_REVERSING: being undone, without end, until the provider is certain
 * @TRIVET_PAYMENT_STATE_WITHDRAWN: a shown code that is off the screen; watched until its life is
 *   over
 * @TRIVET_PAYMENT_STATE_PAID: final: money received
 * @TRIVET_PAYMENT_STATE_DECLINED: final: no money
 * @TRIVET_PAYMENT_STATE_REVERSED: final: undone, no money kept
 * @TRIVET_PAYMENT_STATE_UNSENT: final: never asked
 */
typedef enum {
  TRIVET_PAYMENT_STATE_INVALID,
  TRIVET_PAYMENT_STATE_STARTED,
  TRIVET_PAYMENT_STATE_ASKED,
  TRIVET_PAYMENT_STATE_WAITING,
  TRIVET_PAYMENT_STATE_REFUSED,
  TRIVET_PAYMENT_STATE_IN_DOUBT,
  TRIVET_PAYMENT_STATE_REVERSING,
  TRIVET_PAYMENT_STATE_WITHDRAWN,
  TRIVET_PAYMENT_STATE_PAID,
  TRIVET_PAYMENT_STATE_DECLINED,
  TRIVET_PAYMENT_STATE_REVERSED,
  TRIVET_PAYMENT_STATE_UNSENT,
} TrivetPaymentState;
#define TRIVET_PAYMENT_N_STATES (TRIVET_PAYMENT_STATE_UNSENT + 1)

typedef enum {
  TRIVET_PAYMENT_EVENT_ASK,
  TRIVET_PAYMENT_EVENT_UNSENT,
  TRIVET_PAYMENT_EVENT_APPROVED,
  TRIVET_PAYMENT_EVENT_PAYER_ACTION,
  TRIVET_PAYMENT_EVENT_REFUSED,
  TRIVET_PAYMENT_EVENT_NO_ANSWER,
  TRIVET_PAYMENT_EVENT_NOT_PAID,
  TRIVET_PAYMENT_EVENT_GIVE_UP,
  TRIVET_PAYMENT_EVENT_WITHDRAW,
  TRIVET_PAYMENT_EVENT_RESTART,
} TrivetPaymentEvent;
#define TRIVET_PAYMENT_N_EVENTS (TRIVET_PAYMENT_EVENT_RESTART + 1)

gboolean    trivet_payment_state_step       (TrivetPaymentState  *state,
                                             TrivetPaymentEvent   event,
                                             GError             **error);
gboolean    trivet_payment_state_is_final   (TrivetPaymentState   state);
gboolean    trivet_payment_state_is_waiting (TrivetPaymentState   state);
const char *trivet_payment_state_get_name   (TrivetPaymentState   state);
const char *trivet_payment_event_get_name   (TrivetPaymentEvent   event);

G_END_DECLS
