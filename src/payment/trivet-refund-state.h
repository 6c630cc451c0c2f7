/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 *   STARTED ──ASK──▶ ASKED ──DONE──────────────────────────▶ DONE
 *                      ├─ACCEPTED──▶ PENDING ──DONE────────▶ DONE
 *                      │                │ └───FAIL─────────▶ FAILED
 *                      ├─NO_ANSWER─▶ IN_DOUBT ─ACCEPTED────▶ PENDING
 *                      ├─BLOCKED───▶ BLOCKED ──ASK─────────▶ ASKED
 *                      └─REFUSED───▶ REFUSED ──FAIL────────▶ FAILED
 *
 * The engine fires every event: ASK before it sends, also before it sends the same refund again
 * (the same number refunds once); the others from a provider's answer. FAIL is only ever fired for
 * an answer to a query: a refusal of the request itself may be unsigned. Not drawn: a query may find
 * every waiting refund DONE, PENDING or failed, and PENDING and IN_DOUBT take ASK when the provider
 * does not know the number.
 */

/**
 * TrivetRefundState:
 * @TRIVET_REFUND_STATE_STARTED: the intent is durable, nothing was sent
 * @TRIVET_REFUND_STATE_ASKED: "about to send" is durable; bytes may have left
 * @TRIVET_REFUND_STATE_PENDING: the provider has it; accepted is not refunded
 * @TRIVET_REFUND_STATE_IN_DOUBT: no believable answer; queried
 * @TRIVET_REFUND_STATE_BLOCKED: the shop's balance is too low; repeated when it was topped up
 * @TRIVET_REFUND_STATE_REFUSED: the provider refused; a query must confirm it
 * @TRIVET_REFUND_STATE_DONE: final: the money went back
 * @TRIVET_REFUND_STATE_FAILED: final: the provider will not; a person must
 */
typedef enum {
  TRIVET_REFUND_STATE_INVALID,
  TRIVET_REFUND_STATE_STARTED,
  TRIVET_REFUND_STATE_ASKED,
  TRIVET_REFUND_STATE_PENDING,
  TRIVET_REFUND_STATE_IN_DOUBT,
  TRIVET_REFUND_STATE_BLOCKED,
  TRIVET_REFUND_STATE_REFUSED,
  TRIVET_REFUND_STATE_DONE,
  TRIVET_REFUND_STATE_FAILED,
} TrivetRefundState;
#define TRIVET_REFUND_N_STATES (TRIVET_REFUND_STATE_FAILED + 1)

typedef enum {
  TRIVET_REFUND_EVENT_ASK,
  TRIVET_REFUND_EVENT_DONE,
  TRIVET_REFUND_EVENT_ACCEPTED,
  TRIVET_REFUND_EVENT_NO_ANSWER,
  TRIVET_REFUND_EVENT_BLOCKED,
  TRIVET_REFUND_EVENT_REFUSED,
  TRIVET_REFUND_EVENT_FAIL,
  TRIVET_REFUND_EVENT_RESTART,
} TrivetRefundEvent;
#define TRIVET_REFUND_N_EVENTS (TRIVET_REFUND_EVENT_RESTART + 1)

gboolean    trivet_refund_state_step     (TrivetRefundState  *state,
                                          TrivetRefundEvent   event,
                                          GError            **error);
gboolean    trivet_refund_state_is_final (TrivetRefundState   state);
const char *trivet_refund_state_get_name (TrivetRefundState   state);
const char *trivet_refund_event_get_name (TrivetRefundEvent   event);

G_END_DECLS
