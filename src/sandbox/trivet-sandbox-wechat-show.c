/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-private.h"

/**
 * SECTION:trivet-sandbox-wechat-show
 *
 * WeChat Pay's codes to show (native), v3: made and closed.
 */

static const TrivetSandboxWechatError no_json = { 400, "PARAM_ERROR", "The body is no JSON object" };
static const TrivetSandboxWechatError paid_error = { 400, "ORDERPAID", "order paid (268449538)" };

/* Handles native. The same body gives a new code, another one is refused. */
TrivetSandboxReply *
_trivet_sandbox_wechat_native (TrivetSandboxWechat        *self,
                               const TrivetSandboxRequest *request)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  TrivetSandboxShowCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v3", .now_us = request->now_us };
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  TrivetSandboxReply *reply;

  if (body == NULL)
    return _trivet_sandbox_wechat_refuse (&no_json);
  if (!trivet_sandbox_wechat_check_native (self->keys, body, request->now_us, &call.expires_us, &error))
    return _trivet_sandbox_wechat_refuse (&error);

  call.number = json_object_get_string_member (body, "out_trade_no");
  call.amount_minor = json_object_get_int_member (json_object_get_object_member (body, "amount"), "total");
  call.subject = json_object_get_string_member (body, "description");
  call.attach = json_object_get_string_member_with_default (body, "attach", NULL);
  call.data = request->body;
  trivet_sandbox_teller_show (self->teller, &call, &ruling);

  if (ruling.delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (ruling.verdict != TRIVET_SANDBOX_VERDICT_SHOWN)
    return _trivet_sandbox_wechat_refuse_verdict (&ruling);

  trivet_sandbox_json_add_text (members, "code_url", ruling.order->shown_code, FALSE);
  reply = _trivet_sandbox_wechat_sign_answer (self, request, _trivet_sandbox_wechat_print_members (members), ruling.delivery);
  reply->note = g_strdup ("shown");
  return reply;
}

/* Handles close; done is an empty answer, signed. */
TrivetSandboxReply *
_trivet_sandbox_wechat_close (TrivetSandboxWechat        *self,
                              const TrivetSandboxRequest *request,
                              const char                 *number)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  TrivetSandboxReply *reply;

  if (body == NULL)
    return _trivet_sandbox_wechat_refuse (&no_json);
  if (!trivet_sandbox_wechat_check_close (self->keys, body, &error))
    return _trivet_sandbox_wechat_refuse (&error);

  trivet_sandbox_teller_close (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, request->now_us, &ruling);
  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_ALREADY_PAID)
    return _trivet_sandbox_wechat_refuse (&paid_error);
  if (ruling.verdict != TRIVET_SANDBOX_VERDICT_CLOSED)
    return _trivet_sandbox_wechat_refuse_verdict (&ruling);

  reply = _trivet_sandbox_wechat_sign_answer (self, request, g_strdup (""), ruling.delivery);
  reply->note = g_strdup ("closed");
  return reply;
}
