/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-check.h"

/**
 * SECTION:trivet-sandbox-wechat
 *
 * WeChat Pay's v3 interface for payment codes: pay, query, reverse and the platform certificates.
 * Answers of 2xx are signed in headers, errors are not signed at all, as with the real one.
 */

#define ROOT        "/v3/pay/transactions/"
#define BY_NUMBER   ROOT "out-trade-no/"
#define BY_ID       ROOT "id/"
#define OLD_CLOCK_S 600

struct _TrivetSandboxWechat {
  GObject parent_instance;

  TrivetSandboxKeys   *keys;
  TrivetSandboxBooks  *books;
  TrivetSandboxTeller *teller;
  GHashTable          *nonces;
  gboolean             rotated;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxWechat, trivet_sandbox_wechat, G_TYPE_OBJECT)

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
};

static const char *const trade_states[TRIVET_SANDBOX_N_VERDICTS] = {
  V (PAID) = "SUCCESS",
  V (WAITING) = "USERPAYING",
  V (REFUSED) = "PAYERROR",
  V (CLOSED) = "REVOKED",
  V (RETURNED) = "REVOKED",
};

#undef V

static const TrivetSandboxWechatError paying_error = { 400, "USERPAYING", "需要用户输入支付密码" };
static const TrivetSandboxWechatError no_product = { 403, "NO_AUTH", "训练商户未开通此产品" };
static const TrivetSandboxWechatError no_resource = { 404, "RESOURCE_NOT_EXISTS", "无此接口" };
static const TrivetSandboxWechatError no_json = { 400, "PARAM_ERROR", "The body is no JSON object" };
static const TrivetSandboxWechatError wrong_mchid = { 400, "PARAM_ERROR", "mchid is missing or not the one that signed" };
static const TrivetSandboxWechatError only_reverse = { 400, "INVALID_REQUEST", "付款码订单只能撤销 (268449641)" };

static TrivetSandboxReply *
refuse (const TrivetSandboxWechatError *error)
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

  if (delivery == TRIVET_SANDBOX_DELIVERY_FORGE)
    *ret_key = TRIVET_SANDBOX_KEY_STRANGER;
}

static TrivetSandboxReply *
sign_answer (TrivetSandboxWechat        *self,
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

static char *
print_members (GPtrArray *members)
{
  g_autofree char *text = NULL;

  g_ptr_array_add (members, NULL);
  text = g_strjoinv (",", (GStrv) members->pdata);
  return g_strconcat ("{", text, "}", NULL);
}

static char *
print_transaction (TrivetSandboxWechat       *self,
                   const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const char *state = trade_states[ruling->verdict];

  trivet_sandbox_json_add_text (members, "appid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID), FALSE);
  trivet_sandbox_json_add_text (members, "mchid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID), FALSE);
  trivet_sandbox_json_add_text (members, "out_trade_no", order->number, FALSE);
  trivet_sandbox_json_add_text (members, "trade_type", "MICROPAY", FALSE);
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

  return print_members (members);
}

static TrivetSandboxReply *
answer_transaction (TrivetSandboxWechat        *self,
                    const TrivetSandboxRequest *request,
                    const TrivetSandboxRuling  *ruling)
{
  TrivetSandboxReply *reply;

  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (verdict_errors[ruling->verdict].status != 0)
    return refuse (&verdict_errors[ruling->verdict]);

  reply = sign_answer (self, request, print_transaction (self, ruling), ruling->delivery);
  reply->note = g_strdup (trade_states[ruling->verdict]);
  return reply;
}

static TrivetSandboxReply *
codepay (TrivetSandboxWechat        *self,
         const TrivetSandboxRequest *request)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v3", .now_us = request->now_us };
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  if (body == NULL)
    return refuse (&no_json);
  if (!trivet_sandbox_wechat_check_codepay (self->keys, body, &error))
    return refuse (&error);

  call.number = json_object_get_string_member (body, "out_trade_no");
  call.amount_minor = json_object_get_int_member (json_object_get_object_member (body, "amount"), "total");
  call.code = trivet_sandbox_fields_get_string (body, "payer.auth_code");
  call.attach = json_object_get_string_member_with_default (body, "attach", NULL);
  call.data = request->body;
  call.life_s = TRIVET_SANDBOX_WECHAT_LIFE_S;
  trivet_sandbox_teller_pay (self->teller, &call, &ruling);

  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_WAITING && ruling.order->scenario == TRIVET_SANDBOX_SCENARIO_NO_PASSWORD)
    return refuse (&paying_error);
  return answer_transaction (self, request, &ruling);
}

static gboolean
has_mchid (TrivetSandboxWechat        *self,
           const TrivetSandboxRequest *request)
{
  g_autofree char *expected = g_strconcat (
    "mchid=", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID), NULL);

  return g_strcmp0 (request->query, expected) == 0;
}

static TrivetSandboxReply *
query (TrivetSandboxWechat        *self,
       const TrivetSandboxRequest *request,
       const char                 *number)
{
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  if (!has_mchid (self, request))
    return refuse (&wrong_mchid);

  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, request->now_us, &ruling);
  return answer_transaction (self, request, &ruling);
}

static TrivetSandboxReply *
reverse (TrivetSandboxWechat        *self,
         const TrivetSandboxRequest *request,
         const char                 *number)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  TrivetSandboxReply *reply;

  if (body == NULL)
    return refuse (&no_json);
  if (!trivet_sandbox_wechat_check_reverse (self->keys, body, &error))
    return refuse (&error);

  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, request->now_us, &ruling);
  if (verdict_errors[ruling.verdict].status != 0)
    return refuse (&verdict_errors[ruling.verdict]);

  trivet_sandbox_json_add_text (members, "appid", json_object_get_string_member (body, "appid"), FALSE);
  trivet_sandbox_json_add_text (members, "mchid", json_object_get_string_member (body, "mchid"), FALSE);
  trivet_sandbox_json_add_text (members, "out_trade_no", number, FALSE);
  reply = sign_answer (self, request, print_members (members), ruling.delivery);
  reply->note = g_strdup (trivet_sandbox_state_get_name (ruling.order->state));
  return reply;
}

static char *
print_certificate (TrivetSandboxWechat *self,
                   TrivetSandboxPemId   id)
{
  const char      *pem = trivet_sandbox_keys_get_pem (self->keys, id);
  const char      *key = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APIV3_KEY);
  g_autofree char *nonce = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 12);
  g_autofree char *sealed = trivet_sandbox_seal (key, nonce, "certificate", pem);
  g_autofree char *start = trivet_sandbox_dup_not_before (pem);
  g_autofree char *end = trivet_sandbox_dup_not_after (pem);

  return g_strdup_printf ("{\"serial_no\":\"%s\",\"effective_time\":\"%s\",\"expire_time\":\"%s\","
                          "\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"%s\","
                          "\"associated_data\":\"certificate\",\"ciphertext\":\"%s\"}}",
                          trivet_sandbox_keys_get_serial (self->keys, id), start, end, nonce, sealed);
}

static TrivetSandboxReply *
certificates (TrivetSandboxWechat        *self,
              const TrivetSandboxRequest *request)
{
  g_autofree char    *first = print_certificate (self, TRIVET_SANDBOX_PEM_PLATFORM_1);
  g_autofree char    *second = self->rotated ? print_certificate (self, TRIVET_SANDBOX_PEM_PLATFORM_2) : NULL;
  char               *body = second != NULL ? g_strdup_printf ("{\"data\":[%s,%s]}", first, second)
                                            : g_strdup_printf ("{\"data\":[%s]}", first);
  TrivetSandboxReply *reply = sign_answer (self, request, body, TRIVET_SANDBOX_DELIVERY_PLAIN);

  reply->note = g_strdup (second != NULL ? "2 certificates" : "1 certificate");
  return reply;
}

static TrivetSandboxReply *
dispatch_number (TrivetSandboxWechat        *self,
                 const TrivetSandboxRequest *request)
{
  const char      *start = request->path + strlen (BY_NUMBER);
  const char      *slash = strchr (start, '/');
  g_autofree char *number = g_uri_unescape_segment (start, slash, "/");
  gboolean         is_post = g_str_equal (request->method, "POST");

  if (number == NULL || *number == '\0')
    return refuse (&no_resource);
  if (slash == NULL && !is_post)
    return query (self, request, number);
  if (slash != NULL && is_post && g_str_equal (slash, "/reverse"))
    return reverse (self, request, number);
  if (slash != NULL && is_post && g_str_equal (slash, "/close"))
    return refuse (&only_reverse);
  return refuse (&no_resource);
}

static TrivetSandboxReply *
dispatch_id (TrivetSandboxWechat        *self,
             const TrivetSandboxRequest *request)
{
  const TrivetSandboxOrder *order;

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_WECHAT, request->path + strlen (BY_ID));
  return query (self, request, order != NULL ? order->number : "");
}

static TrivetSandboxReply *
dispatch (TrivetSandboxWechat        *self,
          const TrivetSandboxRequest *request)
{
  gboolean is_post = g_str_equal (request->method, "POST");

  if (is_post && g_str_equal (request->path, ROOT "codepay"))
    return codepay (self, request);
  if (g_str_has_prefix (request->path, BY_NUMBER))
    return dispatch_number (self, request);
  if (!is_post && g_str_has_prefix (request->path, BY_ID))
    return dispatch_id (self, request);
  if (!is_post && g_str_equal (request->path, "/v3/certificates"))
    return certificates (self, request);
  if (g_str_has_prefix (request->path, ROOT) || g_str_has_prefix (request->path, "/v3/refund/") || g_str_has_prefix (request->path, "/v3/bill/"))
    return refuse (&no_product);
  return refuse (&no_resource);
}

static void
trivet_sandbox_wechat_finalize (GObject *object)
{
  TrivetSandboxWechat *self = TRIVET_SANDBOX_WECHAT (object);

  g_object_unref (self->keys);
  g_object_unref (self->books);
  g_object_unref (self->teller);
  g_hash_table_unref (self->nonces);

  G_OBJECT_CLASS (trivet_sandbox_wechat_parent_class)->finalize (object);
}

static void
trivet_sandbox_wechat_class_init (TrivetSandboxWechatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_wechat_finalize;
}

static void
trivet_sandbox_wechat_init (TrivetSandboxWechat *self)
{
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * trivet_sandbox_wechat_new:
 * @keys: the training shop's
 * @books: where orders are kept
 * @teller: who decides
 *
 * Returns: (transfer full): the v3 interface
 */
TrivetSandboxWechat *
trivet_sandbox_wechat_new (TrivetSandboxKeys   *keys,
                           TrivetSandboxBooks  *books,
                           TrivetSandboxTeller *teller)
{
  TrivetSandboxWechat *self = g_object_new (TRIVET_SANDBOX_TYPE_WECHAT, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->teller = g_object_ref (teller);
  return self;
}

/**
 * trivet_sandbox_wechat_handle:
 * @self: the interface
 * @request: a request below `/v3/`
 *
 * Returns: (transfer full): the answer
 */
TrivetSandboxReply *
trivet_sandbox_wechat_handle (TrivetSandboxWechat        *self,
                              const TrivetSandboxRequest *request)
{
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_autofree char    *id = trivet_sandbox_random_token ("0123456789ABCDEF", 32);
  TrivetSandboxReply *reply;

  if (trivet_sandbox_wechat_verify (self->keys, request, self->nonces, &error))
    reply = dispatch (self, request);
  else
    reply = refuse (&error);

  soup_message_headers_replace (reply->headers, "Request-ID", id);
  return reply;
}
