/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-provider.h"

/* The public side of the provider interface: checks arguments and capability, so that adapters
 * need not. */

G_DEFINE_INTERFACE (TrivetPaymentProvider, trivet_payment_provider, G_TYPE_OBJECT)

static void
trivet_payment_provider_default_init (TrivetPaymentProviderInterface *iface)
{
}

/**
 * trivet_outcome_get_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): its name for logs, such as "not-found"
 */
const char *
trivet_outcome_get_name (TrivetOutcome outcome)
{
  switch (outcome) {
  case TRIVET_OUTCOME_UNKNOWN:
    return "unknown";
  case TRIVET_OUTCOME_PAID:
    return "paid";
  case TRIVET_OUTCOME_NOT_PAID:
    return "not-paid";
  case TRIVET_OUTCOME_DECLINED:
    return "declined";
  case TRIVET_OUTCOME_PAYER_ACTION:
    return "payer-action";
  case TRIVET_OUTCOME_NOT_FOUND:
    return "not-found";
  case TRIVET_OUTCOME_UNSENT:
    return "unsent";
  case TRIVET_OUTCOME_REFUNDED:
    return "refunded";
  case TRIVET_OUTCOME_REFUND_PENDING:
    return "refund-pending";
  }

  g_return_val_if_reached ("unknown");
}

/**
 * trivet_provider_answer_new:
 * @outcome: what is proven
 * @reason: why
 *
 * Returns: (transfer full): an answer whose other members are empty, to be filled in
 */
TrivetProviderAnswer *
trivet_provider_answer_new (TrivetOutcome       outcome,
                            TrivetPaymentReason reason)
{
  TrivetProviderAnswer *self = g_new0 (TrivetProviderAnswer, 1);

  self->outcome = outcome;
  self->reason = reason;
  return self;
}

/**
 * trivet_provider_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
trivet_provider_answer_free (TrivetProviderAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->raw_code);
  g_free (self->detail);
  g_free (self->shown_code);
  g_free (self->provider_transaction_id);
  g_free (self->paid_at);
  g_free (self);
}

/**
 * trivet_payment_provider_get_id:
 * @self: a provider
 *
 * Returns: (transfer none): the id it was configured with, stored in facts
 */
const char *
trivet_payment_provider_get_id (TrivetPaymentProvider *self)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), NULL);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->get_id (self);
}

/**
 * trivet_payment_provider_get_capabilities:
 * @self: a provider
 *
 * Returns: #TrivetCapability flags
 */
guint
trivet_payment_provider_get_capabilities (TrivetPaymentProvider *self)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), 0);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->get_capabilities (self);
}

/**
 * trivet_payment_provider_get_cadence:
 * @self: a provider
 *
 * Returns: (transfer none): its documented times
 */
const TrivetCadence *
trivet_payment_provider_get_cadence (TrivetPaymentProvider *self)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), NULL);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->get_cadence (self);
}

/**
 * trivet_payment_provider_takes_wallet:
 * @self: a provider
 * @wallet_id: a group of the wallet table, such as "alipay"
 *
 * Returns: whether it takes codes of that wallet
 */
gboolean
trivet_payment_provider_takes_wallet (TrivetPaymentProvider *self,
                                      const char            *wallet_id)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), FALSE);
  g_return_val_if_fail (wallet_id != NULL, FALSE);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->takes_wallet (self, wallet_id);
}

/**
 * trivet_payment_provider_get_limit_minor:
 * @self: a provider
 *
 * Returns: the largest amount of one payment, in minor units
 */
gint64
trivet_payment_provider_get_limit_minor (TrivetPaymentProvider *self)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), 0);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->get_limit_minor (self);
}

/**
 * trivet_payment_provider_prepare:
 * @self: a provider
 *
 * A payment is likely soon: the provider may connect ahead.
 */
void
trivet_payment_provider_prepare (TrivetPaymentProvider *self)
{
  TrivetPaymentProviderInterface *iface;

  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));

  iface = TRIVET_PAYMENT_PROVIDER_GET_IFACE (self);
  if (iface->prepare != NULL)
    iface->prepare (self);
}

/**
 * trivet_payment_provider_charge_async:
 * @self: a provider with %TRIVET_CAPABILITY_CHARGE_CODE
 * @request: what to charge; valid during this call only
 * @cancellable: (nullable): ends the wait, never the payment
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Sends the charge once. `payment-asked` must be durable before this is called.
 */
void
trivet_payment_provider_charge_async (TrivetPaymentProvider     *self,
                                      const TrivetChargeRequest *request,
                                      GCancellable              *cancellable,
                                      GAsyncReadyCallback        callback,
                                      gpointer                   user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) &
                    TRIVET_CAPABILITY_CHARGE_CODE);
  g_return_if_fail (request != NULL && request->merchant_order_id != NULL);
  g_return_if_fail (request->amount.minor > 0 && request->code != NULL);

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->charge_async (self, request, cancellable, callback,
                                                          user_data);
}

/**
 * trivet_payment_provider_query_async:
 * @self: a provider with %TRIVET_CAPABILITY_QUERY
 * @key: which payment; valid during this call only
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what became of a payment.
 */
void
trivet_payment_provider_query_async (TrivetPaymentProvider  *self,
                                     const TrivetPaymentKey *key,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_QUERY);
  g_return_if_fail (key != NULL && key->merchant_order_id != NULL);

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->query_async (self, key, cancellable, callback,
                                                         user_data);
}

/**
 * trivet_payment_provider_reverse_async:
 * @self: a provider with %TRIVET_CAPABILITY_REVERSE
 * @key: which payment; valid during this call only
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Undoes a payment, paid or not. Safe to repeat.
 */
void
trivet_payment_provider_reverse_async (TrivetPaymentProvider  *self,
                                       const TrivetPaymentKey *key,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_REVERSE);
  g_return_if_fail (key != NULL && key->merchant_order_id != NULL);

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->reverse_async (self, key, cancellable, callback,
                                                           user_data);
}

/**
 * trivet_payment_provider_create_code_async:
 * @self: a provider with %TRIVET_CAPABILITY_SHOW_CODE
 * @request: what to ask for; valid during this call only
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Makes a code for the guest to scan. `payment-asked` must be durable before this is called.
 */
void
trivet_payment_provider_create_code_async (TrivetPaymentProvider   *self,
                                           const TrivetShowRequest *request,
                                           GCancellable            *cancellable,
                                           GAsyncReadyCallback      callback,
                                           gpointer                 user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_SHOW_CODE);
  g_return_if_fail (request != NULL && request->merchant_order_id != NULL);
  g_return_if_fail (request->amount.minor > 0);

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->create_code_async (self, request, cancellable,
                                                               callback, user_data);
}

/**
 * trivet_payment_provider_close_async:
 * @self: a provider with %TRIVET_CAPABILITY_SHOW_CODE
 * @key: which payment; valid during this call only
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Makes a shown code worthless. Safe to repeat; never returns money.
 */
void
trivet_payment_provider_close_async (TrivetPaymentProvider  *self,
                                     const TrivetPaymentKey *key,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_SHOW_CODE);
  g_return_if_fail (key != NULL && key->merchant_order_id != NULL);

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->close_async (self, key, cancellable, callback,
                                                         user_data);
}

static gboolean
is_refund (const TrivetRefundRequest *request)
{
  return request != NULL && request->merchant_order_id != NULL &&
         request->merchant_refund_id != NULL && request->amount.minor > 0 &&
         request->amount.minor <= request->total.minor;
}

/**
 * trivet_payment_provider_refund_async:
 * @self: a provider with %TRIVET_CAPABILITY_REFUND
 * @request: what to give back; valid during this call only
 * @cancellable: (nullable): ends the wait, never the refund
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks for a refund. Safe to repeat with the same number and amount.
 */
void
trivet_payment_provider_refund_async (TrivetPaymentProvider     *self,
                                      const TrivetRefundRequest *request,
                                      GCancellable              *cancellable,
                                      GAsyncReadyCallback        callback,
                                      gpointer                   user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_REFUND);
  g_return_if_fail (is_refund (request));

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->refund_async (self, request, cancellable, callback,
                                                          user_data);
}

/**
 * trivet_payment_provider_query_refund_async:
 * @self: a provider with %TRIVET_CAPABILITY_REFUND
 * @request: which refund; valid during this call only
 * @cancellable: (nullable): ends the wait
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what became of a refund.
 */
void
trivet_payment_provider_query_refund_async (TrivetPaymentProvider     *self,
                                            const TrivetRefundRequest *request,
                                            GCancellable              *cancellable,
                                            GAsyncReadyCallback        callback,
                                            gpointer                   user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) & TRIVET_CAPABILITY_REFUND);
  g_return_if_fail (is_refund (request));

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->query_refund_async (self, request, cancellable,
                                                                callback, user_data);
}

/**
 * trivet_payment_provider_fetch_bill_async:
 * @self: a provider with %TRIVET_CAPABILITY_TRADE_BILL or %TRIVET_CAPABILITY_FUNDS_BILL
 * @kind: which of its lists
 * @date: YYYY-MM-DD, a day of the provider's calendar (Beijing) that is over
 * @cancellable: (nullable): ends the wait
 * @callback: called when it is there or cannot be had
 * @user_data: for @callback
 */
void
trivet_payment_provider_fetch_bill_async (TrivetPaymentProvider *self,
                                          TrivetBillKind         kind,
                                          const char            *date,
                                          GCancellable          *cancellable,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self));
  g_return_if_fail (trivet_payment_provider_get_capabilities (self) &
                    (kind == TRIVET_BILL_TRADE ? TRIVET_CAPABILITY_TRADE_BILL
                                               : TRIVET_CAPABILITY_FUNDS_BILL));
  g_return_if_fail (trivet_bill_is_date (date));

  TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->fetch_bill_async (self, kind, date, cancellable,
                                                              callback, user_data);
}

/**
 * trivet_payment_provider_fetch_bill_finish:
 * @self: the provider that was asked
 * @result: what the callback got
 * @error: return location for a #TrivetBillError
 *
 * Returns: (transfer full) (nullable): the bill
 */
TrivetBill *
trivet_payment_provider_fetch_bill_finish (TrivetPaymentProvider *self,
                                           GAsyncResult          *result,
                                           GError               **error)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  return TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->fetch_bill_finish (self, result, error);
}

/**
 * trivet_payment_provider_answer_finish:
 * @self: the provider that was asked
 * @result: what the callback got
 *
 * Ends any call but fetch_bill.
 *
 * Returns: (transfer full): the answer, never %NULL: whatever went wrong is an outcome
 */
TrivetProviderAnswer *
trivet_payment_provider_answer_finish (TrivetPaymentProvider *self,
                                       GAsyncResult          *result)
{
  TrivetProviderAnswer *answer;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_PROVIDER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  answer = TRIVET_PAYMENT_PROVIDER_GET_IFACE (self)->answer_finish (self, result);
  g_assert (answer != NULL);
  return answer;
}
