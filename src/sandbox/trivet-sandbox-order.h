/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-refund.h"
#include "trivet-sandbox-scenario.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TRIVET_SANDBOX_WALLET_ALIPAY "alipay"
#define TRIVET_SANDBOX_WALLET_WECHAT "wechat"

/**
 * TrivetSandboxState:
 * @TRIVET_SANDBOX_STATE_ABSENT: a call came, nothing was booked: the wallet knows no such order
 * @TRIVET_SANDBOX_STATE_WAITING: the guest is asked for the password
 * @TRIVET_SANDBOX_STATE_PAID: the shop has the money
 * @TRIVET_SANDBOX_STATE_REFUSED: the wallet or the guest refused; no money moved
 * @TRIVET_SANDBOX_STATE_CLOSED: ended unpaid; can never be paid any more
 * @TRIVET_SANDBOX_STATE_RETURNED: was paid, a reverse gave the money back
 * @TRIVET_SANDBOX_STATE_SHOWN: the shop shows a code that nobody has paid yet
 */
typedef enum {
  TRIVET_SANDBOX_STATE_ABSENT,
  TRIVET_SANDBOX_STATE_WAITING,
  TRIVET_SANDBOX_STATE_PAID,
  TRIVET_SANDBOX_STATE_REFUSED,
  TRIVET_SANDBOX_STATE_CLOSED,
  TRIVET_SANDBOX_STATE_RETURNED,
  TRIVET_SANDBOX_STATE_SHOWN,
} TrivetSandboxState;

#define TRIVET_SANDBOX_N_STATES 7

/* WeChat Pay itself revokes an order whose guest gives no password. */
#define TRIVET_SANDBOX_WECHAT_LIFE_S 45

/**
 * TrivetSandboxOrder:
 * @wallet: %TRIVET_SANDBOX_WALLET_ALIPAY or %TRIVET_SANDBOX_WALLET_WECHAT
 * @api: "gateway", "v3" or "v2": which one made it
 * @number: the merchant's
 * @trade_no: ours
 * @fingerprint: keyed digest of what was asked, so that the code itself is not kept
 * @attach: (nullable): the merchant's own words, given back in WeChat's answers
 * @subject: (nullable): the merchant's words for the guest, for the bill
 * @shown_code: (nullable): the text of the code that the shop shows; %NULL for a code payment
 * @amount_minor: asked
 * @payer_minor: what the guest pays of it; the rest is a voucher
 * @fee_minor: what the wallet took for the payment
 * @state: where the money is
 * @scenario: how this order misbehaves
 * @life_s: how long the guest may take over the password
 * @pay_calls: how often payment was asked
 * @charges: how often the guest's money was taken; more than one is a bug
 * @queries: how often it was asked about
 * @reverses: how often it was undone
 * @closes: how often it was closed
 * @asking: whether the guest's phone asks for the password
 * @created_us, @asked_us, @paid_us, @ended_us: microseconds since 1970; zero is never
 * @expires_us: from when on nobody can scan @shown_code
 * @refunds: (element-type TrivetSandboxRefund): oldest first
 *
 * One row of the sandbox's books.
 */
typedef struct {
  char                 *wallet;
  char                 *api;
  char                 *number;
  char                 *trade_no;
  char                 *fingerprint;
  char                 *attach;
  char                 *subject;
  char                 *shown_code;
  gint64                amount_minor;
  gint64                payer_minor;
  gint64                fee_minor;
  TrivetSandboxState    state;
  TrivetSandboxScenario scenario;
  guint                 life_s;
  guint                 pay_calls;
  guint                 charges;
  guint                 queries;
  guint                 reverses;
  guint                 closes;
  guint                 asking;
  gint64                created_us;
  gint64                asked_us;
  gint64                paid_us;
  gint64                ended_us;
  gint64                expires_us;
  GPtrArray            *refunds;
} TrivetSandboxOrder;

TrivetSandboxOrder *trivet_sandbox_order_new         (const char               *wallet,
                                                      const char               *number,
                                                      gint64                    now_us);
TrivetSandboxOrder *trivet_sandbox_order_copy        (const TrivetSandboxOrder *self);
void                trivet_sandbox_order_free        (TrivetSandboxOrder       *self);
char               *trivet_sandbox_order_dup_key     (const char               *wallet,
                                                      const char               *number);
gint64              trivet_sandbox_order_get_kept    (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_order_get_spent   (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_order_get_fee     (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_order_get_refunded (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_order_get_taken   (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_order_get_end     (const TrivetSandboxOrder *self);
JsonNode           *trivet_sandbox_order_to_json     (const TrivetSandboxOrder *self);
TrivetSandboxOrder *trivet_sandbox_order_from_json   (JsonNode                 *node);
const char         *trivet_sandbox_state_get_name    (TrivetSandboxState        state);
char               *trivet_sandbox_format_time       (gint64                    time_us,
                                                      const char               *format);
gboolean            trivet_sandbox_order_is_wechat   (const TrivetSandboxOrder *self);
gboolean            trivet_sandbox_order_is_unscanned (const TrivetSandboxOrder *self);
gint64              trivet_sandbox_fee_of            (gint64                    amount_minor);
void                trivet_sandbox_order_mark_paid   (TrivetSandboxOrder       *self,
                                                      gint64                    now_us);
void                trivet_sandbox_order_mark_ended  (TrivetSandboxOrder       *self,
                                                      TrivetSandboxState        state,
                                                      gint64                    now_us);
void                trivet_sandbox_order_refuse      (TrivetSandboxOrder       *self,
                                                      gint64                    now_us);
gboolean            trivet_sandbox_order_end_if_over (TrivetSandboxOrder       *self,
                                                      gint64                    now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSandboxOrder, trivet_sandbox_order_free)

G_END_DECLS
