/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-private.h"

/**
 * SECTION:trivet-sandbox-alipay-show
 *
 * Alipay's codes to show: precreate and close. The code's life counts from the call, the trade's
 * from the scan.
 */

#define CODE_LIFE_S (2 * 3600)

static char *
join_data (JsonObject *biz,
           gint64      amount_minor)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s", amount_minor,
                          json_object_get_string_member (biz, "subject"),
                          json_object_get_string_member_with_default (biz, "product_code", ""),
                          json_object_get_string_member_with_default (biz, "timeout_express", ""));
}

/* Handles `alipay.trade.precreate`. */
TrivetSandboxReply *
_trivet_sandbox_alipay_precreate (TrivetSandboxAlipay        *self,
                                  JsonObject                 *biz,
                                  const TrivetSandboxRequest *request,
                                  const char                 *method)
{
  TrivetSandboxShowCall call = { .wallet = TRIVET_SANDBOX_WALLET_ALIPAY, .api = "gateway", .now_us = request->now_us };
  const char           *qr_life = json_object_get_string_member_with_default (biz, "qr_code_timeout_express", NULL);
  gint64                life_s = qr_life != NULL ? trivet_sandbox_alipay_parse_life (qr_life) : CODE_LIFE_S;
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *data = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  const TrivetSandboxAlipayError *error;
  TrivetSandboxReply             *reply;

  trivet_sandbox_parse_yuan (json_object_get_string_member (biz, "total_amount"), &call.amount_minor);
  data = join_data (biz, call.amount_minor);
  call.number = json_object_get_string_member (biz, "out_trade_no");
  call.subject = json_object_get_string_member (biz, "subject");
  call.data = data;
  call.life_s = trivet_sandbox_alipay_parse_life (json_object_get_string_member_with_default (biz, "timeout_express", NULL));
  call.expires_us = request->now_us + life_s * G_USEC_PER_SEC;
  trivet_sandbox_teller_show (self->teller, &call, &ruling);

  if (ruling.delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (ruling.verdict != TRIVET_SANDBOX_VERDICT_SHOWN) {
    error = _trivet_sandbox_alipay_get_error (ruling.verdict);
    return _trivet_sandbox_alipay_refuse (self, method, error);
  }

  _trivet_sandbox_alipay_add_code (members, _trivet_sandbox_alipay_get_error (TRIVET_SANDBOX_VERDICT_PAID));
  _trivet_sandbox_alipay_add_text (members, "out_trade_no", call.number);
  _trivet_sandbox_alipay_add_text (members, "qr_code", ruling.order->shown_code);
  reply = _trivet_sandbox_alipay_sign_answer (self, method, members, ruling.delivery);
  reply->note = g_strdup ("10000");
  return reply;
}

/* Handles `alipay.trade.close`. */
TrivetSandboxReply *
_trivet_sandbox_alipay_close (TrivetSandboxAlipay        *self,
                              JsonObject                 *biz,
                              const TrivetSandboxRequest *request,
                              const char                 *method)
{
  static const TrivetSandboxAlipayError wrong_state = { "40004", "ACQ.TRADE_STATUS_ERROR" };
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  TrivetSandboxReply *reply;

  trivet_sandbox_teller_close (self->teller, TRIVET_SANDBOX_WALLET_ALIPAY,
                               _trivet_sandbox_alipay_find_number (self, biz), request->now_us, &ruling);
  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_ALREADY_PAID || ruling.verdict == TRIVET_SANDBOX_VERDICT_ALREADY_ENDED)
    return _trivet_sandbox_alipay_refuse (self, method, &wrong_state);
  if (ruling.verdict != TRIVET_SANDBOX_VERDICT_CLOSED)
    return _trivet_sandbox_alipay_refuse (self, method, _trivet_sandbox_alipay_get_error (ruling.verdict));

  _trivet_sandbox_alipay_add_code (members, _trivet_sandbox_alipay_get_error (ruling.verdict));
  _trivet_sandbox_alipay_add_text (members, "trade_no", ruling.order->trade_no);
  _trivet_sandbox_alipay_add_text (members, "out_trade_no", ruling.order->number);
  reply = _trivet_sandbox_alipay_sign_answer (self, method, members, ruling.delivery);
  reply->note = g_strdup ("10000");
  return reply;
}
