/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-private.h"

/**
 * SECTION:trivet-sandbox-wechat-answer
 *
 * How WeChat Pay's v3 interface writes an answer. Answers of 2xx are signed in headers, errors
 * are not signed at all, as with the real one.
 */

#define OLD_CLOCK_S 600

#define V(name) [TRIVET_SANDBOX_VERDICT_##name]

static const TrivetSandboxWechatError verdict_errors[TRIVET_SANDBOX_N_VERDICTS] = {
  V (NOT_FOUND) = { 404, "ORDER_NOT_EXIST", "订单不存在" },
  V (NO_MONEY) = { 403, "NOT_ENOUGH", "余额不足" },
  V (CODE_BAD) = { 400, "AUTH_CODE_INVALID", "付款码无效" },
  V (CODE_EXPIRED) = { 400, "AUTHCODEEXPIRE", "付款码已过期" },
  V (ALREADY_PAID) = { 403, "ORDERPAID", "订单已支付" },
  V (ALREADY_ENDED) = { 400, "ORDERREVERSED", "订单已撤销" },
  V (OTHER_DATA) = { 403, "OUT_TRADE_NO_USED", "商户订单号重复" },
  V (BUSY) = { 429, "FREQUENCY_LIMITED", "频率超限" },
  V (SYSTEM_ERROR) = { 500, "SYSTEM_ERROR", "系统错误" },
  V (CLOCK_WRONG) = { 401, "SIGN_ERROR", "时间戳错误" },
  V (TOO_EARLY) = { 400, "USERPAYING", "支付中，请稍后撤销" },
  V (TOO_LATE) = { 400, "REVERSE_EXPIRE", "订单已超过撤销期限" },
  V (CALL_AGAIN) = { 500, "SYSTEM_ERROR", "系统错误" },
  V (WRONG_KIND) = { 400, "INVALID_REQUEST", "付款码订单只能撤销，扫码订单只能关闭 (268449641)" },
  V (NOT_ALLOWED) = { 400, "INVALID_REQUEST", "订单已有退款，不能撤销" },
};

static const char *const trade_states[TRIVET_SANDBOX_N_VERDICTS] = {
  V (PAID) = "SUCCESS",
  V (WAITING) = "USERPAYING",
  V (REFUSED) = "PAYERROR",
  V (CLOSED) = "REVOKED",
  V (RETURNED) = "REVOKED",
};

#undef V

static const TrivetSandboxWechatError closed_error = { 400, "ORDERCLOSED", "订单已关闭" };

/* Refuses a call; not signed. */
TrivetSandboxReply *
_trivet_sandbox_wechat_refuse (const TrivetSandboxWechatError *error)
{
  g_autofree char    *detail = NULL;
  TrivetSandboxReply *reply;

  if (error->field != NULL)
    detail = g_strdup_printf (",\"detail\":{\"field\":\"%s\",\"issue\":\"%s\",\"location\":\"body\"}", error->field,
                              error->message);
  reply = trivet_sandbox_reply_new (error->status, "application/json; charset=utf-8",
                                    g_strdup_printf ("{\"code\":\"%s\",\"message\":\"%s\"%s}", error->code,
                                                     error->message, detail != NULL ? detail : ""));
  reply->note = g_strdup_printf ("%s%s%s", error->code, error->field != NULL ? " " : "",
                                 error->field != NULL ? error->field : "");
  return reply;
}

/* Which key: the public key for a shop that asks for it, otherwise the platform certificate;
 * after a rotation the second one, which the shop has to fetch. */
static void
choose_key (TrivetSandboxWechat        *self,
            const TrivetSandboxRequest *request,
            TrivetSandboxDelivery       delivery,
            TrivetSandboxKeyId         *ret_key,
            const char                **ret_serial)
{
  const char *asked = soup_message_headers_get_one (request->headers, "Wechatpay-Serial");
  const char *public_id = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_PUBLIC_KEY_ID);

  if (delivery == TRIVET_SANDBOX_DELIVERY_NEW_KEY)
    self->rotated = TRUE;

  if (g_strcmp0 (asked, public_id) == 0 && delivery != TRIVET_SANDBOX_DELIVERY_NEW_KEY) {
    *ret_key = TRIVET_SANDBOX_KEY_WECHAT_PUBLIC;
    *ret_serial = public_id;
  } else {
    *ret_key = self->rotated ? TRIVET_SANDBOX_KEY_PLATFORM_2 : TRIVET_SANDBOX_KEY_PLATFORM_1;
    *ret_serial = trivet_sandbox_keys_get_serial (self->keys, self->rotated ? TRIVET_SANDBOX_PEM_PLATFORM_2
                                                                            : TRIVET_SANDBOX_PEM_PLATFORM_1);
  }

  if (delivery == TRIVET_SANDBOX_DELIVERY_FORGE || self->trouble == TRIVET_SANDBOX_TROUBLE_FORGED)
    *ret_key = TRIVET_SANDBOX_KEY_STRANGER;
}

/* Signs the answer in its headers; takes over @body. */
TrivetSandboxReply *
_trivet_sandbox_wechat_sign_answer (TrivetSandboxWechat        *self,
                                    const TrivetSandboxRequest *request,
                                    char                       *body,
                                    TrivetSandboxDelivery       delivery)
{
  TrivetSandboxReply *reply = trivet_sandbox_reply_new (200, "application/json; charset=utf-8", body);
  g_autofree char    *nonce = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 32);
  g_autofree char    *timestamp = NULL;
  g_autofree char    *text = NULL;
  g_autofree char    *signature = NULL;
  TrivetSandboxKeyId  key;
  const char         *serial;
  gint64              now_s = request->now_us / G_USEC_PER_SEC;

  if (delivery == TRIVET_SANDBOX_DELIVERY_OLD_CLOCK)
    now_s -= OLD_CLOCK_S;
  choose_key (self, request, delivery, &key, &serial);
  timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, now_s);
  text = g_strconcat (timestamp, "\n", nonce, "\n", body, "\n", NULL);
  signature = trivet_sandbox_key_sign (trivet_sandbox_keys_get_key (self->keys, key), text, strlen (text));

  soup_message_headers_append (reply->headers, "Wechatpay-Timestamp", timestamp);
  soup_message_headers_append (reply->headers, "Wechatpay-Nonce", nonce);
  soup_message_headers_append (reply->headers, "Wechatpay-Serial", serial);
  soup_message_headers_append (reply->headers, "Wechatpay-Signature", signature);
  reply->delivery = delivery;
  if (*body == '\0')
    reply->status = 204;
  return reply;
}

static void
add_promotion (GPtrArray                *members,
               const TrivetSandboxOrder *order)
{
  gint64 voucher = order->amount_minor - order->payer_minor;

  if (voucher == 0)
    return;

  g_ptr_array_add (members, g_strdup_printf ("\"promotion_detail\":[{\"coupon_id\":\"109519\",\"name\":\"训练代金券\","
                                             "\"scope\":\"GLOBAL\",\"type\":\"CASH\",\"amount\":%" G_GINT64_FORMAT
                                             ",\"stock_id\":\"931386\",\"wechatpay_contribute\":%" G_GINT64_FORMAT
                                             ",\"merchant_contribute\":0,\"other_contribute\":0,\"currency\":\"CNY\"}]",
                                             voucher, voucher));
}

static void
add_amount (GPtrArray                 *members,
            const TrivetSandboxRuling *ruling)
{
  gint64 extra = ruling->delivery == TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT ? 100 : 0;

  if (ruling->order->amount_minor == 0)
    return;

  g_ptr_array_add (members, g_strdup_printf ("\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"payer_total\":%" G_GINT64_FORMAT
                                             ",\"currency\":\"CNY\",\"payer_currency\":\"CNY\"}",
                                             ruling->order->amount_minor + extra,
                                             ruling->order->payer_minor + extra));
}

/* Prints an object; @members is of no use afterwards. */
char *
_trivet_sandbox_wechat_print_members (GPtrArray *members)
{
  g_autofree char *text = NULL;

  g_ptr_array_add (members, NULL);
  text = g_strjoinv (",", (GStrv) members->pdata);
  return g_strconcat ("{", text, "}", NULL);
}

/* A paid order keeps its state REFUND from the first refund that was taken, also a partial one. */
static const char *
get_trade_state (const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;

  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID && trivet_sandbox_order_get_taken (order) > 0)
    return "REFUND";
  if (order->shown_code != NULL && (ruling->verdict == TRIVET_SANDBOX_VERDICT_SHOWN || ruling->verdict == TRIVET_SANDBOX_VERDICT_WAITING))
    return "NOTPAY";
  if (order->shown_code != NULL && ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOSED)
    return "CLOSED";
  return trade_states[ruling->verdict];
}

static char *
print_transaction (TrivetSandboxWechat       *self,
                   const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const char *state = get_trade_state (ruling);

  trivet_sandbox_json_add_text (members, "appid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID), FALSE);
  trivet_sandbox_json_add_text (members, "mchid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID), FALSE);
  trivet_sandbox_json_add_text (members, "out_trade_no", order->number, FALSE);
  trivet_sandbox_json_add_text (members, "trade_type", order->shown_code != NULL ? "NATIVE" : "MICROPAY", FALSE);
  trivet_sandbox_json_add_text (members, "trade_state", state, FALSE);
  trivet_sandbox_json_add_text (members, "trade_state_desc", "训练: 状态/状态", FALSE);
  trivet_sandbox_json_add_text (members, "attach", order->attach, FALSE);
  add_amount (members, ruling);
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID) {
    g_autofree char *time = trivet_sandbox_format_time (order->paid_us, "%Y-%m-%dT%H:%M:%S+08:00");

    trivet_sandbox_json_add_text (members, "transaction_id", order->trade_no, FALSE);
    trivet_sandbox_json_add_text (members, "bank_type", "OTHERS", FALSE);
    trivet_sandbox_json_add_text (members, "success_time", time, FALSE);
    g_ptr_array_add (members, g_strdup ("\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}"));
    add_promotion (members, order);
  }

  return _trivet_sandbox_wechat_print_members (members);
}

/* Whether a verdict is an error in HTTP. */
gboolean
_trivet_sandbox_wechat_is_refusal (TrivetSandboxVerdict verdict)
{
  return verdict_errors[verdict].status != 0;
}

/* Refuses a call; an order that was closed has another name than one that was reversed. */
TrivetSandboxReply *
_trivet_sandbox_wechat_refuse_verdict (const TrivetSandboxRuling *ruling)
{
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_ALREADY_ENDED && ruling->order->shown_code != NULL)
    return _trivet_sandbox_wechat_refuse (&closed_error);
  return _trivet_sandbox_wechat_refuse (&verdict_errors[ruling->verdict]);
}

/* Answers with how the order stands. */
TrivetSandboxReply *
_trivet_sandbox_wechat_answer_order (TrivetSandboxWechat        *self,
                                     const TrivetSandboxRequest *request,
                                     const TrivetSandboxRuling  *ruling)
{
  TrivetSandboxReply *reply;

  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (verdict_errors[ruling->verdict].status != 0)
    return _trivet_sandbox_wechat_refuse_verdict (ruling);

  reply = _trivet_sandbox_wechat_sign_answer (self, request, print_transaction (self, ruling), ruling->delivery);
  reply->note = g_strdup (get_trade_state (ruling));
  return reply;
}
