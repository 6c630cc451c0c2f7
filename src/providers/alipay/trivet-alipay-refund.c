/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider-private.h"

#include "trivet-json.h"

/* Refunds (alipay.trade.refund, alipay.trade.fastpay.refund.query). The refund's own number is sent
 * always: without it Alipay cannot tell a repetition from a second refund (specs/alipay.md 7, 10).
 * No field that the documents do not name: they warn that such a request may refund twice. */

static TrivetAlipayQuestion
new_question (TrivetAlipayOperation      operation,
              const TrivetRefundRequest *request)
{
  TrivetAlipayQuestion question = {
    .operation = operation,
    .merchant_order_id = request->merchant_order_id,
    .amount_minor = request->total.minor,
    .merchant_refund_id = request->merchant_refund_id,
    .refund_minor = request->amount.minor,
  };

  return question;
}

void
_trivet_alipay_refund_async (TrivetPaymentProvider     *provider,
                             const TrivetRefundRequest *request,
                             GCancellable              *cancellable,
                             GAsyncReadyCallback        callback,
                             gpointer                   user_data)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (provider);
  TrivetAlipayQuestion  question = new_question (TRIVET_ALIPAY_OPERATION_REFUND, request);
  g_autofree char      *amount = trivet_money_to_decimal (request->amount);
  g_autoptr (GString) json = g_string_new ("{");

  if (!_trivet_alipay_takes_amount (request->amount) || !_trivet_alipay_takes_amount (request->total)) {
    _trivet_alipay_refuse (self, "Alipay refunds 0.01 to 100000000.00 yuan", cancellable, callback, user_data);
    return;
  }
  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "refund_amount", amount);
  trivet_json_append_member (json, "out_request_no", request->merchant_refund_id);
  _trivet_alipay_append_subject (json, "refund_reason", request->reason, NULL);
  _trivet_alipay_append_place (json, request->store_id, request->terminal_id, request->operator_id);
  g_string_append_c (json, '}');
  _trivet_alipay_ask (self, &question, json->str, cancellable, callback, user_data);
}

void
_trivet_alipay_query_refund_async (TrivetPaymentProvider     *provider,
                                   const TrivetRefundRequest *request,
                                   GCancellable              *cancellable,
                                   GAsyncReadyCallback        callback,
                                   gpointer                   user_data)
{
  TrivetAlipayQuestion question = new_question (TRIVET_ALIPAY_OPERATION_REFUND_QUERY, request);
  g_autoptr (GString) json = g_string_new ("{");

  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "out_request_no", request->merchant_refund_id);
  g_string_append_c (json, '}');
  _trivet_alipay_ask (TRIVET_ALIPAY_PROVIDER (provider), &question, json->str, cancellable, callback, user_data);
}
