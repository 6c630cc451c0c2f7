/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"
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
 * @TRIVET_OUTCOME_REFUNDED: refunds only: proven: the money of this refund went back
 * @TRIVET_OUTCOME_REFUND_PENDING: refunds only: the provider has it and works on it; "accepted" is
 *   not "refunded"
 *
 * For a refund, DECLINED means that the provider refused it for good (the reason says what a
 * person must do; SHOP_BALANCE: top up, then the same again), and NOT_FOUND that it does not know
 * this refund number: the same refund may be sent again. PAID, NOT_PAID and PAYER_ACTION are never
 * answers to a refund.
 */
typedef enum {
  TRIVET_OUTCOME_UNKNOWN,
  TRIVET_OUTCOME_PAID,
  TRIVET_OUTCOME_NOT_PAID,
  TRIVET_OUTCOME_DECLINED,
  TRIVET_OUTCOME_PAYER_ACTION,
  TRIVET_OUTCOME_NOT_FOUND,
  TRIVET_OUTCOME_UNSENT,
  TRIVET_OUTCOME_REFUNDED,
  TRIVET_OUTCOME_REFUND_PENDING,
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
 * @returned_minor: for REFUNDED, what this refund gave back, in all (guest and vouchers)
 * @shown_code: (nullable): for PAYER_ACTION to a create_code: the text to draw as a QR code,
 *   unchanged
 * @provider_transaction_id: (nullable): theirs; for a refund, their refund's id
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
  gint64               returned_minor;
  char                *shown_code;
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
 * TrivetShowRequest:
 * @merchant_order_id: ours, 8 … 32 of 0-9A-Z, durable before the call
 * @amount: more than zero
 * @subject: words for the guest's statement, UTF-8
 * @operator_id, @terminal_id, @store_id: ASCII, may be ""
 * @life_s: how long the code may be paid; the adapter rounds up to what the service takes, and the
 *   cadence's @show_life_ms covers that
 *
 * A code to be shown to the guest (merchant-presented code).
 */
typedef struct {
  const char  *merchant_order_id;
  TrivetMoney  amount;
  const char  *subject;
  const char  *operator_id;
  const char  *terminal_id;
  const char  *store_id;
  guint        life_s;
} TrivetShowRequest;

/**
 * TrivetRefundRequest:
 * @merchant_order_id: the payment's number, ours
 * @provider_transaction_id: (nullable): the payment's number, theirs
 * @merchant_refund_id: ours, 8 … 32 of 0-9A-Z; the same number with the same amount refunds once,
 *   a new number is a second refund
 * @total: the whole payment
 * @amount: what goes back; 0 < amount ≤ total
 * @reason: words for the guest's statement, UTF-8, may be ""
 * @operator_id, @terminal_id, @store_id: ASCII, may be ""
 *
 * Names a refund, to ask for it and to ask about it.
 */
typedef struct {
  const char  *merchant_order_id;
  const char  *provider_transaction_id;
  const char  *merchant_refund_id;
  TrivetMoney  total;
  TrivetMoney  amount;
  const char  *reason;
  const char  *operator_id;
  const char  *terminal_id;
  const char  *store_id;
} TrivetRefundRequest;

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
  TRIVET_CAPABILITY_SHOW_CODE = 1 << 3,   /* create_code and close */
  TRIVET_CAPABILITY_REFUND = 1 << 4,      /* refund and query_refund */
  TRIVET_CAPABILITY_TRADE_BILL = 1 << 5,
  TRIVET_CAPABILITY_FUNDS_BILL = 1 << 6,
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
 * @show_query_ms: wait between queries while a code is shown
 * @show_limit_ms: how long a code is shown before it is withdrawn
 * @show_life_ms: age from which on nobody can pay a shown code any more, even if its close was
 *   never answered; a NOT_FOUND is the end only then
 * @refund_query_ms: wait before the first query of a refund that was accepted or not answered;
 *   doubles each time
 * @refund_max_ms: the doubling's end
 * @refund_gap_ms: wait between two refunds of one payment
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
  guint show_query_ms;
  guint show_limit_ms;
  guint show_life_ms;
  guint refund_query_ms;
  guint refund_max_ms;
  guint refund_gap_ms;
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
 * @create_code_async: MAY be absent: MUST make a code to show, once; PAYER_ACTION with @shown_code
 *   when there is one. An answer that was lost leaves a code that nobody has seen
 * @close_async: MUST be there with @create_code_async: MUST make a shown code worthless: NOT_PAID
 *   when closed, NOT_FOUND when the provider knows nothing of it (nobody scanned it yet: it can
 *   still be paid until its life is over), UNKNOWN when it may be paid (a query decides). MUST NOT
 *   return money
 * @refund_async: MAY be absent: MUST ask for one refund; MUST NOT make a new number. HTTP success
 *   alone is REFUND_PENDING
 * @query_refund_async: MUST be there with @refund_async: MUST ask what became of it; changes nothing
 * @fetch_bill_async: MAY be absent: MUST fetch the provider's own list of one day, check hash or
 *   totals as documented, and parse it
 * @fetch_bill_finish: MUST return a bill, or a #TrivetBillError that says when to try again
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
  void                  (*create_code_async)  (TrivetPaymentProvider     *self,
                                               const TrivetShowRequest   *request,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
  void                  (*close_async)        (TrivetPaymentProvider     *self,
                                               const TrivetPaymentKey    *key,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
  void                  (*refund_async)       (TrivetPaymentProvider     *self,
                                               const TrivetRefundRequest *request,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
  void                  (*query_refund_async) (TrivetPaymentProvider     *self,
                                               const TrivetRefundRequest *request,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
  void                  (*fetch_bill_async)   (TrivetPaymentProvider     *self,
                                               TrivetBillKind             kind,
                                               const char                *date,
                                               GCancellable              *cancellable,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
  TrivetBill           *(*fetch_bill_finish)  (TrivetPaymentProvider     *self,
                                               GAsyncResult              *result,
                                               GError                   **error);
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
void                  trivet_payment_provider_create_code_async  (TrivetPaymentProvider     *self,
                                                                  const TrivetShowRequest   *request,
                                                                  GCancellable              *cancellable,
                                                                  GAsyncReadyCallback        callback,
                                                                  gpointer                   user_data);
void                  trivet_payment_provider_close_async        (TrivetPaymentProvider     *self,
                                                                  const TrivetPaymentKey    *key,
                                                                  GCancellable              *cancellable,
                                                                  GAsyncReadyCallback        callback,
                                                                  gpointer                   user_data);
void                  trivet_payment_provider_refund_async       (TrivetPaymentProvider     *self,
                                                                  const TrivetRefundRequest *request,
                                                                  GCancellable              *cancellable,
                                                                  GAsyncReadyCallback        callback,
                                                                  gpointer                   user_data);
void                  trivet_payment_provider_query_refund_async (TrivetPaymentProvider     *self,
                                                                  const TrivetRefundRequest *request,
                                                                  GCancellable              *cancellable,
                                                                  GAsyncReadyCallback        callback,
                                                                  gpointer                   user_data);
void                  trivet_payment_provider_fetch_bill_async   (TrivetPaymentProvider     *self,
                                                                  TrivetBillKind             kind,
                                                                  const char                *date,
                                                                  GCancellable              *cancellable,
                                                                  GAsyncReadyCallback        callback,
                                                                  gpointer                   user_data);
TrivetBill           *trivet_payment_provider_fetch_bill_finish  (TrivetPaymentProvider     *self,
                                                                  GAsyncResult              *result,
                                                                  GError                   **error);
TrivetProviderAnswer *trivet_payment_provider_answer_finish    (TrivetPaymentProvider     *self,
                                                                GAsyncResult              *result);

G_END_DECLS
