/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-journal.h"
#include "trivet-order.h"
#include "trivet-payment.h"
#include "trivet-refund.h"
#include "trivet-provider-registry.h"
#include "trivet-random.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/**
 * TrivetPaymentProgress:
 * @payment: (unowned): its record, already durable
 * @checks: queries made since it was asked
 * @next_check_at_us: monotonic time of the next query or reverse, 0 when a call is out
 * @give_up_at_us: monotonic time at which it will be reversed, 0 when that is over
 * @busy: a call is on the wire
 * @shown_code: (nullable): while it waits for the guest to scan our code: the text to draw as a QR
 *   code
 *
 * What a screen shows beside the record.
 */
typedef struct {
  TrivetPayment *payment;
  guint          checks;
  guint          checks_max;
  gint64         next_check_at_us;
  gint64         give_up_at_us;
  gboolean       busy;
  const char    *shown_code;
} TrivetPaymentProgress;

#define TRIVET_TYPE_PAYMENT_ENGINE (trivet_payment_engine_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPaymentEngine, trivet_payment_engine, TRIVET, PAYMENT_ENGINE, GObject)

/**
 * TrivetPaymentEngine:
 *
 * The only object that asks providers for money. It writes a fact before each step that matters
 * and goes on only when the fact is durable; it drives each unsettled payment on its provider's
 * cadence until the provider itself is certain, across restarts.
 *
 * Signal `changed` (TrivetPaymentProgress *progress): a payment has a new state, a new check or
 * a new time; emitted in the main context, valid during the emission.
 * Signal `refund-changed` (TrivetRefund *refund): a refund has a new state.
 */
TrivetPaymentEngine *trivet_payment_engine_new (TrivetJournal          *journal,
                                                TrivetProviderRegistry *registry,
                                                TrivetClock            *clock,
                                                TrivetRandom           *random,
                                                TrivetRepository       *repository,
                                                const char             *register_id);

/**
 * TrivetChargeDetails:
 * @order: (not nullable): folded up to now; gives what is due
 * @amount: what to charge; 0 < amount ≤ due − paid − in flight − in doubt
 * @wallet_id: recognised from the code
 * @provider_id: (nullable): a wish; %NULL lets the registry choose
 * @code: (nullable): the guest's code; %NULL to show one
 * @subject: words for the guest's statement
 * @staff: who
 * @check: which check of a split order it pays, 0 for none in particular
 */
typedef struct {
  TrivetOrder  *order;
  TrivetMoney   amount;
  const char   *wallet_id;
  const char   *provider_id;
  TrivetSecret *code;
  const char   *subject;
  const char   *staff;
  int           check;
} TrivetChargeDetails;

/* Ends when `payment-started` and `payment-asked` are durable and the charge is on its way: gives
 * the payment's id. Everything after that comes through `changed`. */
void  trivet_payment_engine_charge_async  (TrivetPaymentEngine        *self,
                                           const TrivetChargeDetails  *details,
                                           GAsyncReadyCallback         callback,
                                           gpointer                    user_data);
char *trivet_payment_engine_charge_finish (TrivetPaymentEngine        *self,
                                           GAsyncResult               *result,
                                           GError                    **error);

void  trivet_payment_engine_show_async    (TrivetPaymentEngine        *self,
                                           const TrivetChargeDetails  *details,
                                           GAsyncReadyCallback         callback,
                                           gpointer                    user_data);

/**
 * TrivetRefundDetails:
 * @order_id, @payment_id: what was paid
 * @amount: what goes back; 0 < amount ≤ paid − refunds that did not fail
 * @lines: (nullable) (element-type TrivetReturnedLine): what of the order goes back
 * @reason: words for the guest's statement and the audit
 * @staff: who
 */
typedef struct {
  const char  *order_id;
  const char  *payment_id;
  TrivetMoney  amount;
  GPtrArray   *lines;
  const char  *reason;
  const char  *staff;
} TrivetRefundDetails;

/* Ends when `refund-started` is durable: gives the refund's id. Everything after that comes through
 * `refund-changed`. */
void  trivet_payment_engine_refund_async  (TrivetPaymentEngine        *self,
                                           const TrivetRefundDetails  *details,
                                           GAsyncReadyCallback         callback,
                                           gpointer                    user_data);
char *trivet_payment_engine_refund_finish (TrivetPaymentEngine        *self,
                                           GAsyncResult               *result,
                                           GError                    **error);
/* Asks now instead of at the next time; the same refund, never another one. */
gboolean      trivet_payment_engine_check_refund_now  (TrivetPaymentEngine  *self,
                                                       const char           *refund_id,
                                                       GError              **error);
TrivetRefund *trivet_payment_engine_lookup_refund     (TrivetPaymentEngine  *self,
                                                       const char           *refund_id);
guint         trivet_payment_engine_get_n_open_refunds (TrivetPaymentEngine *self);

/* Takes over the unsettled payments of an order found after a start (facts of the order). */
gboolean trivet_payment_engine_resume     (TrivetPaymentEngine  *self,
                                           GPtrArray            *order_facts,
                                           GError              **error);
/* Asks now instead of at the next time. */
gboolean trivet_payment_engine_check_now  (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           GError              **error);
/* Staff give up: one last query, then reverse (or close) until certain. */
gboolean trivet_payment_engine_cancel     (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           TrivetPaymentReason   reason,
                                           const char           *staff,
                                           GError              **error);
/* A manager lets the order be paid otherwise; the PIN was checked by the caller. */
gboolean trivet_payment_engine_override   (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           const char           *approver,
                                           const char           *reason,
                                           GError              **error);
/* The guest shows a receipt; not verified. */
gboolean trivet_payment_engine_claim      (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           const char           *reference,
                                           const char           *reason,
                                           const char           *staff,
                                           const char           *approver,
                                           GError              **error);

TrivetPayment *trivet_payment_engine_lookup        (TrivetPaymentEngine *self,
                                                    const char          *payment_id);
guint          trivet_payment_engine_get_n_unsettled (TrivetPaymentEngine *self);

void           trivet_payment_engine_prepare       (TrivetPaymentEngine *self);

G_END_DECLS
