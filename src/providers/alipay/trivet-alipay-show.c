/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider-private.h"

#include "trivet-json.h"

/* Codes that the shop shows and the guest scans (alipay.trade.precreate), and their close.
 *
 * Two clocks run one behind the other (specs/alipay.md 7 and 10): the picture can be scanned for
 * qr_code_timeout_express, in whole minutes, barely longer than it is on the screen; the trade
 * comes into being with the scan, and can be paid for timeout_express from then on. Only after both,
 * and a minute for clocks that differ and answers on their way, can nobody pay any more: that sum is
 * the cadence's show_life_ms. Five minutes for the trade, because less is advised against. */

G_STATIC_ASSERT (TRIVET_ALIPAY_QR_LIFE_MINUTES * 60 * 1000 > TRIVET_ALIPAY_SHOW_LIMIT_MS);

static GString *
new_show_content (TrivetAlipayProvider    *self,
                  const TrivetShowRequest *request)
{
  GString         *json = g_string_new ("{");
  g_autofree char *amount = trivet_money_to_decimal (request->amount);
  /* The picture is on the screen a moment later than Alipay's clock starts, hence the next minute.
   * Never longer than show_life_ms tells. */
  g_autofree char *qr_life = g_strdup_printf ("%um", MIN (request->life_s / 60 + 1, TRIVET_ALIPAY_QR_LIFE_MINUTES));
  g_autofree char *trade_life = g_strdup_printf ("%um", TRIVET_ALIPAY_TRADE_LIFE_MINUTES);

  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "total_amount", amount);
  _trivet_alipay_append_subject (json, "subject", request->subject, request->merchant_order_id);
  trivet_json_append_member (json, "product_code", self->qr_product_code);
  _trivet_alipay_append_place (json, request->store_id, request->terminal_id, request->operator_id);
  trivet_json_append_member (json, "qr_code_timeout_express", qr_life);
  trivet_json_append_member (json, "timeout_express", trade_life);
  g_string_append_c (json, '}');
  return json;
}

void
_trivet_alipay_create_code_async (TrivetPaymentProvider   *provider,
                                  const TrivetShowRequest *request,
                                  GCancellable            *cancellable,
                                  GAsyncReadyCallback      callback,
                                  gpointer                 user_data)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (provider);
  TrivetAlipayQuestion  question = {
     .operation = TRIVET_ALIPAY_OPERATION_PRECREATE,
     .merchant_order_id = request->merchant_order_id,
     .amount_minor = request->amount.minor,
  };
  g_autoptr (GString) content = NULL;

  if (!_trivet_alipay_takes_amount (request->amount)) {
    _trivet_alipay_refuse (self, "Alipay takes 0.01 to 100000000.00 yuan", cancellable, callback, user_data);
    return;
  }
  content = new_show_content (self, request);
  _trivet_alipay_ask (self, &question, content->str, cancellable, callback, user_data);
}

void
_trivet_alipay_close_async (TrivetPaymentProvider  *provider,
                            const TrivetPaymentKey *key,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  _trivet_alipay_ask_by_key (TRIVET_ALIPAY_PROVIDER (provider), TRIVET_ALIPAY_OPERATION_CLOSE, key, cancellable, callback, user_data);
}
