/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-journal.h"
#include "trivet-order.h"
#include "trivet-payment.h"
#include "trivet-provider-registry.h"
#include "trivet-random.h"

G_BEGIN_DECLS

/**
 * TrivetPaymentProgress:
 * @payment: (unowned): its record, already durable
 * @checks: queries made since it was asked
 * @next_check_at_us: monotonic time of the next query or reverse, 0 when a call is out
 * @give_up_at_us: monotonic time at which it will be reversed, 0 when that is over
 * @busy: a call is on the wire
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
 */
TrivetPaymentEngine *trivet_payment_engine_new (TrivetJournal          *journal,
                                                TrivetProviderRegistry *registry,
                                                TrivetClock            *clock,
                                                TrivetRandom           *random,
                                                const char             *register_id);

/**
 * TrivetChargeDetails:
 * @order: (not nullable): folded up to now; gives what is due
 * @amount: what to charge; 0 < amount ≤ due − paid − in flight − in doubt
 * @wallet_id: recognised from the code
 * @provider_id: (nullable): a wish; %NULL lets the registry choose
 * @code: the guest's code
 * @subject: words for the guest's statement
 * @staff: who
 */
typedef struct {
  TrivetOrder  *order;
  TrivetMoney   amount;
  const char   *wallet_id;
  const char   *provider_id;
  TrivetSecret *code;
  const char   *subject;
  const char   *staff;
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

/* Takes over the unsettled payments of an order found after a start (facts of the order). */
gboolean trivet_payment_engine_resume     (TrivetPaymentEngine  *self,
                                           GPtrArray            *order_facts,
                                           GError              **error);
/* Asks now instead of at the next time. */
gboolean trivet_payment_engine_check_now  (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           GError              **error);
/* Staff give up: one last query, then reverse until certain. */
gboolean trivet_payment_engine_cancel     (TrivetPaymentEngine  *self,
                                           const char           *payment_id,
                                           GError              **error);

TrivetPayment *trivet_payment_engine_lookup        (TrivetPaymentEngine *self,
                                                    const char          *payment_id);
guint          trivet_payment_engine_get_n_unsettled (TrivetPaymentEngine *self);

void           trivet_payment_engine_prepare       (TrivetPaymentEngine *self);

G_END_DECLS
