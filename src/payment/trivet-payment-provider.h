/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"
#include "trivet-payment-error.h"
#include "trivet-payment-reason.h"
#include "trivet-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetOutcome:
 * @TRIVET_OUTCOME_PAID: proven: signed, our merchant, our number, our amount
 * @TRIVET_OUTCOME_NOT_PAID: proven: this number is closed, revoked or returned, no money is kept
 *   and none can come any more
 * @TRIVET_OUTCOME_DECLINED: the provider refused this attempt (charge only); to be confirmed by
 *   a query
 * @TRIVET_OUTCOME_PAYER_ACTION: the guest must do something; ask again later
 * @TRIVET_OUTCOME_NOT_FOUND: the provider does not know this number (yet)
 * @TRIVET_OUTCOME_UNKNOWN: anything else: lost, unsigned, garbled, contradicting, busy
 * @TRIVET_OUTCOME_UNSENT: certain that no byte of this call left this machine
 */
typedef enum {
  TRIVET_OUTCOME_UNKNOWN,
  TRIVET_OUTCOME_PAID,
  TRIVET_OUTCOME_NOT_PAID,
  TRIVET_OUTCOME_DECLINED,
  TRIVET_OUTCOME_PAYER_ACTION,
  TRIVET_OUTCOME_NOT_FOUND,
  TRIVET_OUTCOME_UNSENT,
} TrivetOutcome;

const char *trivet_outcome_get_name (TrivetOutcome outcome);

/**
 * TrivetProviderAnswer:
 * @outcome: what is proven
 * @reason: why, when it is not %TRIVET_OUTCOME_PAID
 * @raw_code: (nullable): the vendor's code, for support; never a secret
 * @detail: (nullable): one sentence for logs and support; never a secret
 * @total_minor: for PAID, the amount that was asked
 * @payer_minor: for PAID, what the guest paid of it
 * @discount_minor: for PAID, what vouchers paid of it (@total_minor − @payer_minor)
 * @provider_transaction_id: (nullable): theirs
 * @paid_at: (nullable): the provider's time text
 * @money_returned: for NOT_PAID after a reverse: the guest had paid and got it back
 * @repeat: for a reverse: the provider asks for the same call again
 * @alarm: the answer contradicts what we asked (other amount, number or merchant): a person must
 *   look; comes with %TRIVET_OUTCOME_UNKNOWN
 *
 * The one form in which every adapter answers every call.
 */
typedef struct {
  TrivetOutcome        outcome;
  TrivetPaymentReason  reason;
  char                *raw_code;
  char                *detail;
  gint64               total_minor;
  gint64               payer_minor;
  gint64               discount_minor;
  char                *provider_transaction_id;
  char                *paid_at;
  gboolean             money_returned;
  gboolean             repeat;
  gboolean             alarm;
} TrivetProviderAnswer;

TrivetProviderAnswer *trivet_provider_answer_new  (TrivetOutcome         outcome,
                                                   TrivetPaymentReason   reason);
void                  trivet_provider_answer_free (TrivetProviderAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetProviderAnswer, trivet_provider_answer_free)

/**
 * TrivetChargeRequest:
 * @merchant_order_id: ours, 8 … 32 of 0-9A-Z, durable before the call
 * @amount: more than zero
 * @code: the guest's code; the adapter keeps no reference after the call has been sent
 * @subject: words for the guest's statement, UTF-8
 * @operator_id, @terminal_id, @store_id: ASCII, may be ""
 */
typedef struct {
  const char   *merchant_order_id;
  TrivetMoney   amount;
  TrivetSecret *code;
  const char   *subject;
  const char   *operator_id;
  const char   *terminal_id;
  const char   *store_id;
} TrivetChargeRequest;

/**
 * TrivetPaymentKey:
 * @merchant_order_id: ours
 * @amount: what was asked; an answer with another amount is an alarm
 *
 * Names a payment that was asked before.
 */
typedef struct {
  const char  *merchant_order_id;
  TrivetMoney  amount;
} TrivetPaymentKey;

typedef enum {
  TRIVET_CAPABILITY_CHARGE_CODE = 1 << 0,
  TRIVET_CAPABILITY_QUERY = 1 << 1,
  TRIVET_CAPABILITY_REVERSE = 1 << 2,
} TrivetCapability;

/**
 * TrivetCadence:
 * @first_query_ms: wait before the first query after "payer must act" or a lost answer
 * @query_interval_ms: wait between queries
 * @wait_limit_ms: age of the payment (since asked) at which the engine gives up and reverses
 * @not_found_limit_ms: age until which NOT_FOUND means "not arrived yet", except right after
 *   a definite refusal, where it is believed at once; afterwards a NOT_FOUND that follows an
 *   answered reverse is the end. One in doubt is reversed all the same
 * @reverse_min_age_ms: age before which the provider refuses a reverse
 * @reverse_first_ms: wait before the reverse is repeated; doubles each time
 * @reverse_max_ms: the doubling's end
 * @reversible_s: age from which on the provider reverses no more and only a query helps
 *
 * A provider's documented times (specs/alipay.md 10, specs/wechatpay.md 9).
 */
typedef struct {
  guint first_query_ms;
  guint query_interval_ms;
  guint wait_limit_ms;
  guint not_found_limit_ms;
  guint reverse_min_age_ms;
  guint reverse_first_ms;
  guint reverse_max_ms;
  guint reversible_s;
} TrivetCadence;

#define TRIVET_TYPE_PAYMENT_PROVIDER (trivet_payment_provider_get_type ())
G_DECLARE_INTERFACE (TrivetPaymentProvider, trivet_payment_provider, TRIVET, PAYMENT_PROVIDER, GObject)

/**
 * TrivetPaymentProviderInterface:
 * @get_id: MUST return the configured id (the group in the provider file)
 * @get_capabilities: MUST return the flags of what works
 * @get_cadence: MUST return the documented times
 * @takes_wallet: MUST tell whether this provider takes codes of that wallet ("alipay")
 * @get_limit_minor: MUST return the largest amount of one payment
 * @prepare: MAY open the connection ahead of a charge; never sends a request that matters
 * @charge_async: MUST send the charge once; MUST NOT resend by itself, but on another host of the
 *   same service where the document demands it, with the same number and body
 * @query_async: MUST ask what became of the payment; never changes anything
 * @reverse_async: MUST undo the payment: close it if unpaid, return the money if paid
 * @answer_finish: MUST return an answer; there is no error: whatever happened is an outcome, and
 *   a doubt is %TRIVET_OUTCOME_UNKNOWN. Cancelling ends the wait and answers UNKNOWN (or UNSENT
 *   when nothing left).
 *
 * One way to be paid. Implementations touch neither store nor screen, keep no payment between
 * calls, and log shapes, never bodies. Arguments are only valid during the call that starts an
 * operation; implementations copy what they need longer.
 */
struct _TrivetPaymentProviderInterface {
  GTypeInterface parent_iface;

  const char           *(*get_id)           (TrivetPaymentProvider     *self);
  guint                 (*get_capabilities) (TrivetPaymentProvider     *self);
  const TrivetCadence  *(*get_cadence)      (TrivetPaymentProvider     *self);
  gboolean              (*takes_wallet)     (TrivetPaymentProvider     *self,
                                             const char                *wallet_id);
  gint64                (*get_limit_minor)  (TrivetPaymentProvider     *self);
  void                  (*prepare)          (TrivetPaymentProvider     *self);
  void                  (*charge_async)     (TrivetPaymentProvider     *self,
                                             const TrivetChargeRequest *request,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
  void                  (*query_async)      (TrivetPaymentProvider     *self,
                                             const TrivetPaymentKey    *key,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
  void                  (*reverse_async)    (TrivetPaymentProvider     *self,
                                             const TrivetPaymentKey    *key,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data);
  TrivetProviderAnswer *(*answer_finish)    (TrivetPaymentProvider     *self,
                                             GAsyncResult              *result);
};

const char           *trivet_payment_provider_get_id           (TrivetPaymentProvider     *self);
guint                 trivet_payment_provider_get_capabilities (TrivetPaymentProvider     *self);
const TrivetCadence  *trivet_payment_provider_get_cadence      (TrivetPaymentProvider     *self);
gboolean              trivet_payment_provider_takes_wallet     (TrivetPaymentProvider     *self,
                                                                const char                *wallet_id);
gint64                trivet_payment_provider_get_limit_minor  (TrivetPaymentProvider     *self);
void                  trivet_payment_provider_prepare          (TrivetPaymentProvider     *self);
void                  trivet_payment_provider_charge_async     (TrivetPaymentProvider     *self,
                                                                const TrivetChargeRequest *request,
                                                                GCancellable              *cancellable,
                                                                GAsyncReadyCallback        callback,
                                                                gpointer                   user_data);
void                  trivet_payment_provider_query_async      (TrivetPaymentProvider     *self,
                                                                const TrivetPaymentKey    *key,
                                                                GCancellable              *cancellable,
                                                                GAsyncReadyCallback        callback,
                                                                gpointer                   user_data);
void                  trivet_payment_provider_reverse_async    (TrivetPaymentProvider     *self,
                                                                const TrivetPaymentKey    *key,
                                                                GCancellable              *cancellable,
                                                                GAsyncReadyCallback        callback,
                                                                gpointer                   user_data);
TrivetProviderAnswer *trivet_payment_provider_answer_finish    (TrivetPaymentProvider     *self,
                                                                GAsyncResult              *result);

G_END_DECLS
