/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-v2.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-xml.h"

/**
 * SECTION:trivet-sandbox-wechat-v2
 *
 * WeChat Pay's v2 interface for payment codes: XML, a shared key, and a TLS client certificate
 * for what gives money back. HTTP is 200 even for errors.
 */

#define STRING TRIVET_SANDBOX_FIELD_STRING

typedef struct {
  const char               *path;
  const TrivetSandboxField *fields;
  gboolean                  client_certificate;
  void (*handler) (TrivetSandboxWechatV2 *self,
                   GHashTable            *values,
                   gint64                 now_us,
                   TrivetSandboxRuling   *ruling);
  void (*fill) (GHashTable                *answer,
                const TrivetSandboxRuling *ruling);
} Call;

struct _TrivetSandboxWechatV2 {
  GObject parent_instance;

  TrivetSandboxKeys   *keys;
  TrivetSandboxBooks  *books;
  TrivetSandboxTeller *teller;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxWechatV2, trivet_sandbox_wechat_v2, G_TYPE_OBJECT)

static const TrivetSandboxField micropay_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "body", STRING, 128, TRUE },
  { "out_trade_no", STRING, 32, TRUE },
  { "total_fee", STRING, 12, TRUE },
  { "spbill_create_ip", STRING, 64, TRUE },
  { "auth_code", STRING, 128, TRUE },
  { "device_info", STRING, 32, FALSE },
  { "sign_type", STRING, 32, FALSE },
  { "detail", STRING, 6000, FALSE },
  { "attach", STRING, 127, FALSE },
  { "fee_type", STRING, 16, FALSE },
  { "goods_tag", STRING, 32, FALSE },
  { "limit_pay", STRING, 32, FALSE },
  { "time_start", STRING, 14, FALSE },
  { "time_expire", STRING, 14, FALSE },
  { "receipt", STRING, 8, FALSE },
  { "scene_info", STRING, 256, FALSE },
  { "profit_sharing", STRING, 16, FALSE },
  { NULL },
};

static const TrivetSandboxField key_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "transaction_id", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, FALSE },
  { NULL },
};

#define V(name) [TRIVET_SANDBOX_VERDICT_##name]

static const char *const error_codes[TRIVET_SANDBOX_N_VERDICTS] = {
  V (NOT_FOUND) = "ORDERNOTEXIST",
  V (NO_MONEY) = "NOTENOUGH",
  V (CODE_BAD) = "AUTH_CODE_INVALID",
  V (CODE_EXPIRED) = "AUTHCODEEXPIRE",
  V (ALREADY_PAID) = "ORDERPAID",
  V (ALREADY_ENDED) = "ORDERREVERSED",
  V (OTHER_DATA) = "OUT_TRADE_NO_USED",
  V (BUSY) = "FREQUENCY_LIMITED",
  V (SYSTEM_ERROR) = "SYSTEMERROR",
  V (TOO_EARLY) = "USERPAYING",
  V (TOO_LATE) = "REVERSE_EXPIRE",
  V (CALL_AGAIN) = "SYSTEMERROR",
};

static const char *const trade_states[TRIVET_SANDBOX_N_VERDICTS] = {
  V (PAID) = "SUCCESS",
  V (WAITING) = "USERPAYING",
  V (REFUSED) = "PAYERROR",
  V (CLOSED) = "REVOKED",
  V (RETURNED) = "REVOKED",
};

#undef V

static GHashTable *
new_values (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
set (GHashTable *values,
     const char *name,
     const char *value)
{
  g_hash_table_insert (values, g_strdup (name), g_strdup (value));
}

static void
set_minor (GHashTable *values,
           const char *name,
           gint64      minor)
{
  g_hash_table_insert (values, g_strdup (name), g_strdup_printf ("%" G_GINT64_FORMAT, minor));
}

/* A failure of the communication is not signed. */
static TrivetSandboxReply *
refuse (const char *message)
{
  g_autoptr (GHashTable) values = new_values ();
  TrivetSandboxReply *reply;

  set (values, "return_code", "FAIL");
  set (values, "return_msg", message);
  reply = trivet_sandbox_reply_new (200, "text/xml; charset=utf-8", trivet_sandbox_xml_print (values));
  reply->note = g_strdup_printf ("FAIL %s", message);
  return reply;
}

static const char *
check_fields (GHashTable               *values,
              const TrivetSandboxField *table)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *path = NULL;
  GHashTableIter   iter;
  gpointer         name;
  gpointer         value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (*(char *) value != '\0')
      json_object_set_string_member (object, name, value);
  }

  switch (trivet_sandbox_fields_check (object, table, &path)) {
  case TRIVET_SANDBOX_FIELDS_GOOD:
    return NULL;
  case TRIVET_SANDBOX_FIELDS_MISSING:
    g_message ("v2: %s is missing", path);
    return "LACK_PARAMS";
  case TRIVET_SANDBOX_FIELDS_EXTRA:
  case TRIVET_SANDBOX_FIELDS_WRONG_TYPE:
  case TRIVET_SANDBOX_FIELDS_TOO_LONG:
  case TRIVET_SANDBOX_FIELDS_EMPTY:
    g_message ("v2: %s is wrong", path);
    return "PARAM_ERROR";
  }

  g_assert_not_reached ();
}

static gboolean
verify (TrivetSandboxWechatV2 *self,
        GHashTable            *values,
        gboolean               hmac)
{
  const char      *key = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY);
  const char      *sign = g_hash_table_lookup (values, "sign");
  g_autofree char *expected = trivet_sandbox_xml_sign (values, key, hmac);

  return sign != NULL && trivet_sandbox_text_equal (expected, sign);
}

static const char *
check_values (TrivetSandboxWechatV2 *self,
              const Call            *call,
              GHashTable            *values,
              gboolean               hmac)
{
  const char *sign_type = g_hash_table_lookup (values, "sign_type");
  const char *mchid = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID);
  const char *appid = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID);
  const char *problem = check_fields (values, call->fields);

  if (problem != NULL)
    return problem;
  if (sign_type != NULL && !hmac && !g_str_equal (sign_type, "MD5"))
    return "PARAM_ERROR";
  if (!g_str_equal (g_hash_table_lookup (values, "mch_id"), mchid))
    return "MCHID_NOT_EXIST";
  if (!g_str_equal (g_hash_table_lookup (values, "appid"), appid))
    return "APPID_MCHID_NOT_MATCH";
  return NULL;
}

static const char *
check_micropay (GHashTable *values)
{
  if (!g_regex_match_simple ("^[1-9][0-9]{0,11}$", g_hash_table_lookup (values, "total_fee"), G_REGEX_DOLLAR_ENDONLY, 0) || !g_regex_match_simple ("^[0-9A-Za-z_|*-]{6,32}$", g_hash_table_lookup (values, "out_trade_no"),
                                                                                                                                                   G_REGEX_DOLLAR_ENDONLY, 0))
    return "PARAM_ERROR";
  if (!trivet_sandbox_phone_is_code (TRIVET_SANDBOX_WALLET_WECHAT, g_hash_table_lookup (values, "auth_code")))
    return "AUTH_CODE_ERROR";
  return NULL;
}

static void
micropay (TrivetSandboxWechatV2 *self,
          GHashTable            *values,
          gint64                 now_us,
          TrivetSandboxRuling   *ruling)
{
  const char          *attach = g_hash_table_lookup (values, "attach");
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v2", .now_us = now_us };
  g_autofree char     *data = NULL;

  call.number = g_hash_table_lookup (values, "out_trade_no");
  call.amount_minor = g_ascii_strtoll (g_hash_table_lookup (values, "total_fee"), NULL, 10);
  call.code = g_hash_table_lookup (values, "auth_code");
  call.attach = attach != NULL && *attach != '\0' ? attach : NULL;
  call.life_s = TRIVET_SANDBOX_WECHAT_LIFE_S;
  data = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s", call.amount_minor, call.code,
                          (const char *) g_hash_table_lookup (values, "body"));
  call.data = data;
  trivet_sandbox_teller_pay (self->teller, &call, ruling);
}

static const char *
find_number (TrivetSandboxWechatV2 *self,
             GHashTable            *values)
{
  const char               *id = g_hash_table_lookup (values, "transaction_id");
  const char               *number = g_hash_table_lookup (values, "out_trade_no");
  const TrivetSandboxOrder *order;

  if (id == NULL || *id == '\0')
    return number != NULL ? number : "";

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_WECHAT, id);
  return order != NULL ? order->number : "";
}

static void
orderquery (TrivetSandboxWechatV2 *self,
            GHashTable            *values,
            gint64                 now_us,
            TrivetSandboxRuling   *ruling)
{
  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, find_number (self, values), now_us, ruling);
}

static void
reverse (TrivetSandboxWechatV2 *self,
         GHashTable            *values,
         gint64                 now_us,
         TrivetSandboxRuling   *ruling)
{
  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, find_number (self, values), now_us, ruling);
}

static void
fill_amounts (GHashTable                *answer,
              const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  gint64                    extra = ruling->delivery == TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT ? 100 : 0;

  set_minor (answer, "total_fee", order->amount_minor + extra);
  set (answer, "fee_type", "CNY");
  set_minor (answer, "cash_fee", order->payer_minor + extra);
  if (order->payer_minor != order->amount_minor) {
    set_minor (answer, "coupon_fee", order->amount_minor - order->payer_minor);
    set_minor (answer, "settlement_total_fee", order->amount_minor);
  }
}

static void
fill_paid (GHashTable                *answer,
           const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  g_autofree char          *time = trivet_sandbox_format_time (order->paid_us, "%Y%m%d%H%M%S");

  set (answer, "openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
  set (answer, "is_subscribe", "N");
  set (answer, "trade_type", "MICROPAY");
  set (answer, "bank_type", "OTHERS");
  set (answer, "transaction_id", order->trade_no);
  set (answer, "out_trade_no", order->number);
  set (answer, "attach", order->attach != NULL ? order->attach : "");
  set (answer, "time_end", time);
  fill_amounts (answer, ruling);
}

static void
fill_micropay (GHashTable                *answer,
               const TrivetSandboxRuling *ruling)
{
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID) {
    fill_paid (answer, ruling);
    return;
  }

  set (answer, "result_code", "FAIL");
  set (answer, "err_code", "USERPAYING");
  set (answer, "err_code_des", "需要用户输入支付密码");
}

static void
fill_query (GHashTable                *answer,
            const TrivetSandboxRuling *ruling)
{
  set (answer, "trade_state", trade_states[ruling->verdict]);
  set (answer, "trade_state_desc", "训练 <状态> & 状态");
  set (answer, "out_trade_no", ruling->order->number);
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID)
    fill_paid (answer, ruling);
  else if (ruling->order->amount_minor > 0)
    fill_amounts (answer, ruling);
}

static void
fill_reverse (GHashTable                *answer,
              const TrivetSandboxRuling *ruling)
{
  set (answer, "recall", "N");
}

static const Call calls[] = {
  { "/pay/micropay", micropay_fields, FALSE, micropay, fill_micropay },
  { "/pay/orderquery", key_fields, FALSE, orderquery, fill_query },
  { "/secapi/pay/reverse", key_fields, TRUE, reverse, fill_reverse },
};

static void
fill_answer (TrivetSandboxWechatV2     *self,
             const Call                *call,
             GHashTable                *answer,
             const TrivetSandboxRuling *ruling)
{
  const char      *code = error_codes[ruling->verdict];
  g_autofree char *nonce = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 32);

  set (answer, "return_code", "SUCCESS");
  set (answer, "return_msg", "OK");
  set (answer, "appid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID));
  set (answer, "mch_id", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID));
  set (answer, "nonce_str", nonce);
  set (answer, "result_code", code != NULL ? "FAIL" : "SUCCESS");
  if (code == NULL) {
    call->fill (answer, ruling);
    return;
  }

  set (answer, "err_code", code);
  set (answer, "err_code_des", "训练：请求未成功");
  if (call->handler == reverse)
    set (answer, "recall", ruling->verdict == TRIVET_SANDBOX_VERDICT_TOO_LATE ? "N" : "Y");
}

static TrivetSandboxReply *
answer_call (TrivetSandboxWechatV2     *self,
             const Call                *call,
             const TrivetSandboxRuling *ruling,
             gboolean                   hmac)
{
  const char *key = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY);
  g_autoptr (GHashTable) answer = new_values ();
  TrivetSandboxReply *reply;

  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOCK_WRONG)
    return refuse ("SIGNERROR");

  fill_answer (self, call, answer, ruling);
  if (ruling->delivery == TRIVET_SANDBOX_DELIVERY_FORGE)
    key = "00000000000000000000000000000000";
  g_hash_table_insert (answer, g_strdup ("sign"), trivet_sandbox_xml_sign (answer, key, hmac));

  reply = trivet_sandbox_reply_new (200, "text/xml; charset=utf-8", trivet_sandbox_xml_print (answer));
  reply->delivery = ruling->delivery;
  reply->note = g_strdup (error_codes[ruling->verdict] != NULL ? error_codes[ruling->verdict]
                                                               : trade_states[ruling->verdict]);
  return reply;
}

static const Call *
find_call (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    if (g_str_equal (calls[i].path, path))
      return &calls[i];
  }

  return NULL;
}

static void
trivet_sandbox_wechat_v2_finalize (GObject *object)
{
  TrivetSandboxWechatV2 *self = TRIVET_SANDBOX_WECHAT_V2 (object);

  g_object_unref (self->keys);
  g_object_unref (self->books);
  g_object_unref (self->teller);

  G_OBJECT_CLASS (trivet_sandbox_wechat_v2_parent_class)->finalize (object);
}

static void
trivet_sandbox_wechat_v2_class_init (TrivetSandboxWechatV2Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_wechat_v2_finalize;
}

static void
trivet_sandbox_wechat_v2_init (TrivetSandboxWechatV2 *self)
{
}

/**
 * trivet_sandbox_wechat_v2_new:
 * @keys: the training shop's
 * @books: where orders are kept
 * @teller: who decides
 *
 * Returns: (transfer full): the v2 interface
 */
TrivetSandboxWechatV2 *
trivet_sandbox_wechat_v2_new (TrivetSandboxKeys   *keys,
                              TrivetSandboxBooks  *books,
                              TrivetSandboxTeller *teller)
{
  TrivetSandboxWechatV2 *self = g_object_new (TRIVET_SANDBOX_TYPE_WECHAT_V2, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->teller = g_object_ref (teller);
  return self;
}

/**
 * trivet_sandbox_wechat_v2_handle:
 * @self: the interface
 * @request: a request below `/pay/` or `/secapi/`
 *
 * Returns: (transfer full): the answer
 */
TrivetSandboxReply *
trivet_sandbox_wechat_v2_handle (TrivetSandboxWechatV2      *self,
                                 const TrivetSandboxRequest *request)
{
  const Call *call = find_call (request->path);
  g_autoptr (GHashTable) values = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  const char *problem;
  gboolean    hmac;

  if (call == NULL)
    return refuse ("NOAUTH");
  if (!g_str_equal (request->method, "POST"))
    return refuse ("REQUIRE_POST_METHOD");
  if (call->client_certificate && !request->client_certificate)
    return refuse ("证书验证失败");
  values = trivet_sandbox_xml_parse (request->body, request->length);
  if (values == NULL)
    return refuse ("XML_FORMAT_ERROR");

  hmac = g_strcmp0 (g_hash_table_lookup (values, "sign_type"), "HMAC-SHA256") == 0;
  if (!verify (self, values, hmac))
    return refuse ("SIGNERROR");
  problem = check_values (self, call, values, hmac);
  if (problem == NULL && call->handler == micropay)
    problem = check_micropay (values);
  if (problem == NULL && call->handler != micropay && g_hash_table_lookup (values, "out_trade_no") == NULL && g_hash_table_lookup (values, "transaction_id") == NULL)
    problem = "LACK_PARAMS";
  if (problem != NULL)
    return refuse (problem);

  call->handler (self, values, request->now_us, &ruling);
  return answer_call (self, call, &ruling, hmac);
}
