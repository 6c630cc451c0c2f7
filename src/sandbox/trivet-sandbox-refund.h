/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxRefundState:
 * @TRIVET_SANDBOX_REFUND_PENDING: taken, the money is on its way
 * @TRIVET_SANDBOX_REFUND_DONE: the guest has the money
 * @TRIVET_SANDBOX_REFUND_ABNORMAL: taken, but the guest's card takes nothing: for a person
 * @TRIVET_SANDBOX_REFUND_CLOSED: taken, then failed: the shop keeps the money
 * @TRIVET_SANDBOX_REFUND_REFUSED: never taken, and this number never will be
 */
typedef enum {
  TRIVET_SANDBOX_REFUND_PENDING,
  TRIVET_SANDBOX_REFUND_DONE,
  TRIVET_SANDBOX_REFUND_ABNORMAL,
  TRIVET_SANDBOX_REFUND_CLOSED,
  TRIVET_SANDBOX_REFUND_REFUSED,
} TrivetSandboxRefundState;

#define TRIVET_SANDBOX_N_REFUND_STATES 5

/**
 * TrivetSandboxRefundPlay:
 * @TRIVET_SANDBOX_REFUND_PLAY_DONE: done at once
 * @TRIVET_SANDBOX_REFUND_PLAY_PENDING: done when it is asked about the second time
 * @TRIVET_SANDBOX_REFUND_PLAY_ABNORMAL: abnormal when it is asked about the second time
 * @TRIVET_SANDBOX_REFUND_PLAY_CLOSED: closed when it is asked about the second time
 * @TRIVET_SANDBOX_REFUND_PLAY_REFUSED: refused for good
 *
 * What becomes of a refund.
 */
typedef enum {
  TRIVET_SANDBOX_REFUND_PLAY_DONE,
  TRIVET_SANDBOX_REFUND_PLAY_PENDING,
  TRIVET_SANDBOX_REFUND_PLAY_ABNORMAL,
  TRIVET_SANDBOX_REFUND_PLAY_CLOSED,
  TRIVET_SANDBOX_REFUND_PLAY_REFUSED,
} TrivetSandboxRefundPlay;

#define TRIVET_SANDBOX_N_REFUND_PLAYS 5

/**
 * TrivetSandboxRefund:
 * @number: the merchant's
 * @refund_no: ours
 * @state: where the money is
 * @play: how this refund behaves
 * @amount_minor: what goes back
 * @payer_minor: what of it the guest gets; the rest was a voucher's
 * @fee_minor: what of the fee the shop gets back
 * @calls: how often it was asked for
 * @queries: how often it was asked about
 * @created_us, @ended_us: microseconds since 1970; zero is never
 *
 * One refund of an order.
 */
typedef struct {
  char                     *number;
  char                     *refund_no;
  TrivetSandboxRefundState  state;
  TrivetSandboxRefundPlay   play;
  gint64                    amount_minor;
  gint64                    payer_minor;
  gint64                    fee_minor;
  guint                     calls;
  guint                     queries;
  gint64                    created_us;
  gint64                    ended_us;
} TrivetSandboxRefund;

TrivetSandboxRefund *trivet_sandbox_refund_copy           (const TrivetSandboxRefund *self);
void                 trivet_sandbox_refund_free           (TrivetSandboxRefund       *self);
JsonNode            *trivet_sandbox_refund_to_json        (const TrivetSandboxRefund *self);
TrivetSandboxRefund *trivet_sandbox_refund_from_json      (JsonNode                  *node);
gboolean             trivet_sandbox_refund_is_taken       (const TrivetSandboxRefund *self);
gboolean             trivet_sandbox_refund_play_from_name (const char                *name,
                                                           TrivetSandboxRefundPlay   *ret_play);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSandboxRefund, trivet_sandbox_refund_free)

G_END_DECLS
