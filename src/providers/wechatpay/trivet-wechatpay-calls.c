/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-provider-answers.h"

/* The calls about payments and refunds, each on the interface that is set. */

static void
finish (GTask                *task,
        TrivetProviderAnswer *answer)
{
  g_debug ("%s, code %s", trivet_outcome_get_name (answer->outcome), answer->raw_code != NULL ? answer->raw_code : "none");
  trivet_provider_task_return (task, answer);
}

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TrivetWechatpayCall    *call = g_task_get_task_data (task);
  TrivetWechatpayQuestion question = {
    call->operation, self->mchid, call->merchant_order_id, call->amount_minor, _trivet_wechatpay_get_now_s (self), call->merchant_refund_id, call->refund_minor
  };

  if (!_trivet_wechatpay_exchange_finish (self, result, &error))
    finish (task, trivet_provider_answer_new_from_error (error));
  else if (call->v2)
    finish (task, trivet_wechatpay_read_v2 (&question, self->v2_key, call->reply));
  else
    finish (task, trivet_wechatpay_read_v3 (&question, call->verdict, call->reply));
}

static TrivetWechatpayCall *
call_new (TrivetWechatpayProvider *self,
          TrivetWechatpayOperation operation,
          const char              *merchant_order_id,
          TrivetMoney              amount)
{
  TrivetWechatpayCall *call = g_new0 (TrivetWechatpayCall, 1);

  call->operation = operation;
  call->merchant_order_id = g_strdup (merchant_order_id);
  call->amount_minor = amount.minor;
  call->v2 = self->v2;
  call->host = self->host;
  call->method = "POST";
  call->limit_ms = TRIVET_WECHATPAY_OTHER_LIMIT_MS;
  return call;
}

/* (transfer full) @call */
static void
start (TrivetWechatpayProvider *self,
       TrivetWechatpayCall     *call,
       GCancellable            *cancellable,
       GAsyncReadyCallback      callback,
       gpointer                 user_data)
{
  g_autoptr (GTask) task = trivet_provider_task_new (TRIVET_PAYMENT_PROVIDER (self), cancellable, callback, user_data);

  g_task_set_task_data (task, call, (GDestroyNotify) _trivet_wechatpay_call_free);
  _trivet_wechatpay_exchange_async (self, call, cancellable, on_exchanged, g_steal_pointer (&task));
}

static gboolean
is_amount (TrivetMoney amount)
{
  return amount.currency == TRIVET_CURRENCY_CNY && amount.minor > 0 && amount.minor <= TRIVET_WECHATPAY_MAX_FEN;
}

static void
refuse_amount (TrivetWechatpayProvider *self,
               GCancellable            *cancellable,
               GAsyncReadyCallback      callback,
               gpointer                 user_data)
{
  g_autoptr (GTask) task = trivet_provider_task_new (TRIVET_PAYMENT_PROVIDER (self), cancellable, callback, user_data);

  trivet_provider_task_return_unsent (task, TRIVET_PAYMENT_REASON_OUR_DATA, "The amount is not one that WeChat Pay takes");
}

static void
trivet_wechatpay_provider_charge_async (TrivetPaymentProvider     *provider,
                                        const TrivetChargeRequest *request,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call;

  if (!is_amount (request->amount)) {
    refuse_amount (self, cancellable, callback, user_data);
    return;
  }
  call = call_new (self, TRIVET_WECHATPAY_OPERATION_PAY, request->merchant_order_id, request->amount);
  call->limit_ms = TRIVET_WECHATPAY_CHARGE_LIMIT_MS;
  call->path = g_strdup (self->v2 ? "/pay/micropay" : "/v3/pay/transactions/codepay");
  call->body = self->v2 ? _trivet_wechatpay_v2_charge (self, request) : _trivet_wechatpay_v3_charge (self, request);
  start (self, call, cancellable, callback, user_data);
}

static char *
dup_path (const char *folder,
          const char *number,
          const char *tail)
{
  g_autofree char *escaped = g_uri_escape_string (number, NULL, FALSE);

  return g_strconcat (folder, escaped, tail, NULL);
}

static char *
dup_order_path (const char *merchant_order_id,
                const char *tail)
{
  return dup_path ("/v3/pay/transactions/out-trade-no/", merchant_order_id, tail);
}

static void
trivet_wechatpay_provider_query_async (TrivetPaymentProvider  *provider,
                                       const TrivetPaymentKey *key,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call = call_new (self, TRIVET_WECHATPAY_OPERATION_QUERY, key->merchant_order_id, key->amount);
  g_autofree char         *tail = g_strconcat ("?mchid=", self->mchid, NULL);

  call->repeatable = TRUE;
  if (self->v2) {
    call->path = g_strdup ("/pay/orderquery");
    call->body = _trivet_wechatpay_v2_key (self, key);
  } else {
    call->method = "GET";
    call->path = dup_order_path (key->merchant_order_id, tail);
  }
  start (self, call, cancellable, callback, user_data);
}

static void
trivet_wechatpay_provider_reverse_async (TrivetPaymentProvider  *provider,
                                         const TrivetPaymentKey *key,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call = call_new (self, TRIVET_WECHATPAY_OPERATION_REVERSE, key->merchant_order_id, key->amount);

  call->certified = self->v2;
  call->path = self->v2 ? g_strdup ("/secapi/pay/reverse") : dup_order_path (key->merchant_order_id, "/reverse");
  call->body = self->v2 ? _trivet_wechatpay_v2_key (self, key) : _trivet_wechatpay_v3_reverse (self);
  start (self, call, cancellable, callback, user_data);
}

static void
trivet_wechatpay_provider_create_code_async (TrivetPaymentProvider   *provider,
                                             const TrivetShowRequest *request,
                                             GCancellable            *cancellable,
                                             GAsyncReadyCallback      callback,
                                             gpointer                 user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call;

  if (!is_amount (request->amount)) {
    refuse_amount (self, cancellable, callback, user_data);
    return;
  }
  call = call_new (self, TRIVET_WECHATPAY_OPERATION_SHOW, request->merchant_order_id, request->amount);
  call->path = g_strdup (self->v2 ? "/pay/unifiedorder" : "/v3/pay/transactions/native");
  call->body = self->v2 ? _trivet_wechatpay_v2_show (self, request) : _trivet_wechatpay_v3_show (self, request);
  start (self, call, cancellable, callback, user_data);
}

static void
trivet_wechatpay_provider_close_async (TrivetPaymentProvider  *provider,
                                       const TrivetPaymentKey *key,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call = call_new (self, TRIVET_WECHATPAY_OPERATION_CLOSE, key->merchant_order_id, key->amount);

  call->path = self->v2 ? g_strdup ("/pay/closeorder") : dup_order_path (key->merchant_order_id, "/close");
  call->body = self->v2 ? _trivet_wechatpay_v2_key (self, key) : _trivet_wechatpay_v3_close (self);
  start (self, call, cancellable, callback, user_data);
}

static TrivetWechatpayCall *
call_new_refund (TrivetWechatpayProvider   *self,
                 TrivetWechatpayOperation   operation,
                 const TrivetRefundRequest *request)
{
  TrivetWechatpayCall *call = call_new (self, operation, request->merchant_order_id, request->total);

  call->merchant_refund_id = g_strdup (request->merchant_refund_id);
  call->refund_minor = request->amount.minor;
  return call;
}

static void
trivet_wechatpay_provider_refund_async (TrivetPaymentProvider     *provider,
                                        const TrivetRefundRequest *request,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call;

  if (!is_amount (request->total) || !is_amount (request->amount)) {
    refuse_amount (self, cancellable, callback, user_data);
    return;
  }
  call = call_new_refund (self, TRIVET_WECHATPAY_OPERATION_REFUND, request);
  call->certified = self->v2;
  call->path = g_strdup (self->v2 ? "/secapi/pay/refund" : "/v3/refund/domestic/refunds");
  call->body = self->v2 ? _trivet_wechatpay_v2_refund (self, request) : _trivet_wechatpay_v3_refund (self, request);
  start (self, call, cancellable, callback, user_data);
}

static void
trivet_wechatpay_provider_query_refund_async (TrivetPaymentProvider     *provider,
                                              const TrivetRefundRequest *request,
                                              GCancellable              *cancellable,
                                              GAsyncReadyCallback        callback,
                                              gpointer                   user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  TrivetWechatpayCall     *call = call_new_refund (self, TRIVET_WECHATPAY_OPERATION_QUERY_REFUND, request);

  call->repeatable = TRUE;
  if (self->v2) {
    call->path = g_strdup ("/pay/refundquery");
    call->body = _trivet_wechatpay_v2_query_refund (self, request);
  } else {
    call->method = "GET";
    call->path = dup_path ("/v3/refund/domestic/refunds/", request->merchant_refund_id, NULL);
  }
  start (self, call, cancellable, callback, user_data);
}

static TrivetProviderAnswer *
trivet_wechatpay_provider_answer_finish (TrivetPaymentProvider *provider,
                                         GAsyncResult          *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
_trivet_wechatpay_calls_init (TrivetPaymentProviderInterface *iface)
{
  iface->charge_async = trivet_wechatpay_provider_charge_async;
  iface->query_async = trivet_wechatpay_provider_query_async;
  iface->reverse_async = trivet_wechatpay_provider_reverse_async;
  iface->create_code_async = trivet_wechatpay_provider_create_code_async;
  iface->close_async = trivet_wechatpay_provider_close_async;
  iface->refund_async = trivet_wechatpay_provider_refund_async;
  iface->query_refund_async = trivet_wechatpay_provider_query_refund_async;
  iface->answer_finish = trivet_wechatpay_provider_answer_finish;
}
