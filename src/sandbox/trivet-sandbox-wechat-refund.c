/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-private.h"

/**
 * SECTION:trivet-sandbox-wechat-refund
 *
 * WeChat Pay's refunds, v3. HTTP 200 means accepted; the status inside says how far it is.
 */

#define R(name) [TRIVET_SANDBOX_REFUND_VERDICT_##name]

static const TrivetSandboxWechatError refund_errors[TRIVET_SANDBOX_N_REFUND_VERDICTS] = {
  R (NO_ORDER) = { 404, "RESOURCE_NOT_EXISTS", "订单号不存在" },
  R (NO_REFUND) = { 404, "RESOURCE_NOT_EXISTS", "退款单不存在" },
  R (NOT_PAID) = { 400, "INVALID_REQUEST", "订单未支付，或已撤销" },
  R (OTHER_DATA) = { 400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试" },
  R (WRONG_TOTAL) = { 400, "INVALID_REQUEST", "订单金额不一致" },
  R (TOO_MUCH) = { 400, "INVALID_REQUEST", "申请退款金额大于可退金额" },
  R (TOO_SOON) = { 429, "FREQUENCY_LIMITED", "同一笔订单的退款间隔需大于一分钟" },
  R (NO_BALANCE) = { 403, "NOT_ENOUGH", "基本账户余额不足，请充值后重试" },
  R (REFUSED) = { 403, "USER_ACCOUNT_ABNORMAL", "用户账户异常，退款失败" },
  R (SYSTEM_ERROR) = { 500, "SYSTEM_ERROR", "系统错误" },
};

#undef R

static const char *const status_names[TRIVET_SANDBOX_N_REFUND_STATES] = {
  [TRIVET_SANDBOX_REFUND_PENDING] = "PROCESSING",
  [TRIVET_SANDBOX_REFUND_DONE] = "SUCCESS",
  [TRIVET_SANDBOX_REFUND_ABNORMAL] = "ABNORMAL",
  [TRIVET_SANDBOX_REFUND_CLOSED] = "CLOSED",
  [TRIVET_SANDBOX_REFUND_REFUSED] = "CLOSED",
};

static const TrivetSandboxWechatError no_json = { 400, "PARAM_ERROR", "The body is no JSON object" };

static void
add_amount (GPtrArray                       *members,
            const TrivetSandboxRefundRuling *ruling)
{
  const TrivetSandboxOrder  *order = ruling->order;
  const TrivetSandboxRefund *refund = ruling->refund;

  g_ptr_array_add (members, g_strdup_printf ("\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"refund\":%" G_GINT64_FORMAT
                                             ",\"payer_total\":%" G_GINT64_FORMAT ",\"payer_refund\":%" G_GINT64_FORMAT
                                             ",\"settlement_refund\":%" G_GINT64_FORMAT ",\"settlement_total\":%" G_GINT64_FORMAT
                                             ",\"discount_refund\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}",
                                             order->amount_minor, refund->amount_minor, order->payer_minor,
                                             refund->payer_minor, refund->amount_minor, order->amount_minor,
                                             refund->amount_minor - refund->payer_minor));
}

static TrivetSandboxReply *
answer (TrivetSandboxWechat             *self,
        const TrivetSandboxRequest      *request,
        const TrivetSandboxRefundRuling *ruling)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const TrivetSandboxRefund *refund = ruling->refund;
  g_autofree char           *created = NULL;
  TrivetSandboxReply        *reply;

  if (refund_errors[ruling->verdict].status != 0)
    return _trivet_sandbox_wechat_refuse (&refund_errors[ruling->verdict]);

  created = trivet_sandbox_format_time (refund->created_us, "%Y-%m-%dT%H:%M:%S+08:00");
  trivet_sandbox_json_add_text (members, "refund_id", refund->refund_no, FALSE);
  trivet_sandbox_json_add_text (members, "out_refund_no", refund->number, FALSE);
  trivet_sandbox_json_add_text (members, "transaction_id", ruling->order->trade_no, FALSE);
  trivet_sandbox_json_add_text (members, "out_trade_no", ruling->order->number, FALSE);
  trivet_sandbox_json_add_text (members, "channel", "ORIGINAL", FALSE);
  trivet_sandbox_json_add_text (members, "user_received_account", "支付用户零钱", FALSE);
  trivet_sandbox_json_add_text (members, "create_time", created, FALSE);
  trivet_sandbox_json_add_text (members, "status", status_names[refund->state], FALSE);
  trivet_sandbox_json_add_text (members, "funds_account", "AVAILABLE", FALSE);
  if (refund->state == TRIVET_SANDBOX_REFUND_DONE) {
    g_autofree char *ended = trivet_sandbox_format_time (refund->ended_us, "%Y-%m-%dT%H:%M:%S+08:00");

    trivet_sandbox_json_add_text (members, "success_time", ended, FALSE);
  }
  add_amount (members, ruling);
  reply = _trivet_sandbox_wechat_sign_answer (self, request, _trivet_sandbox_wechat_print_members (members), TRIVET_SANDBOX_DELIVERY_PLAIN);
  reply->note = g_strdup (status_names[refund->state]);
  return reply;
}

static const char *
find_number (TrivetSandboxWechat *self,
             JsonObject          *body)
{
  const TrivetSandboxOrder *order;

  if (json_object_has_member (body, "out_trade_no"))
    return json_object_get_string_member (body, "out_trade_no");

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_WECHAT,
                                           json_object_get_string_member (body, "transaction_id"));
  return order != NULL ? order->number : "";
}

/* Handles a call for a refund. */
TrivetSandboxReply *
_trivet_sandbox_wechat_refund (TrivetSandboxWechat        *self,
                               const TrivetSandboxRequest *request)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  TrivetSandboxRefundCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .now_us = request->now_us };
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };
  JsonObject *amount;

  if (body == NULL)
    return _trivet_sandbox_wechat_refuse (&no_json);
  if (!trivet_sandbox_wechat_check_refund (body, &error))
    return _trivet_sandbox_wechat_refuse (&error);

  amount = json_object_get_object_member (body, "amount");
  call.number = find_number (self, body);
  call.refund_number = json_object_get_string_member (body, "out_refund_no");
  call.amount_minor = json_object_get_int_member (amount, "refund");
  call.total_minor = json_object_get_int_member (amount, "total");
  trivet_sandbox_teller_refund (self->teller, &call, &ruling);
  return answer (self, request, &ruling);
}

/* Handles the question what became of a refund. */
TrivetSandboxReply *
_trivet_sandbox_wechat_refund_query (TrivetSandboxWechat        *self,
                                     const TrivetSandboxRequest *request,
                                     const char                 *number)
{
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };

  trivet_sandbox_teller_query_refund (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, NULL, number, request->now_us, &ruling);
  return answer (self, request, &ruling);
}
