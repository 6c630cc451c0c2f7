/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-v2-private.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-xml.h"

/**
 * SECTION:trivet-sandbox-wechat-v2
 *
 * WeChat Pay's v2 interface: XML, a shared key, and a TLS client certificate for what gives money
 * back. HTTP is 200 even for errors.
 */

typedef struct {
  const char            *path;
  gboolean               client_certificate;
  TrivetSandboxV2Handler handler;
} Call;

G_DEFINE_FINAL_TYPE (TrivetSandboxWechatV2, trivet_sandbox_wechat_v2, G_TYPE_OBJECT)

static const Call calls[] = {
  { "/pay/micropay", FALSE, _trivet_sandbox_v2_micropay },
  { "/pay/orderquery", FALSE, _trivet_sandbox_v2_orderquery },
  { "/secapi/pay/reverse", TRUE, _trivet_sandbox_v2_reverse },
  { "/pay/unifiedorder", FALSE, _trivet_sandbox_v2_unifiedorder },
  { "/pay/closeorder", FALSE, _trivet_sandbox_v2_closeorder },
  { "/secapi/pay/refund", TRUE, _trivet_sandbox_v2_refund },
  { "/pay/refundquery", FALSE, _trivet_sandbox_v2_refundquery },
};

static GHashTable *
new_values (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* A failure of the communication is not signed. */
static TrivetSandboxReply *
refuse (const char *message)
{
  g_autoptr (GHashTable) values = new_values ();
  TrivetSandboxReply *reply;

  _trivet_sandbox_v2_set (values, "return_code", "FAIL");
  _trivet_sandbox_v2_set (values, "return_msg", message);
  reply = trivet_sandbox_reply_new (200, "text/xml; charset=utf-8", trivet_sandbox_xml_print (values));
  reply->note = g_strdup_printf ("FAIL %s", message);
  return reply;
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
  const char *problem = _trivet_sandbox_v2_check_fields (call->path, values);

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

static void
sign_values (TrivetSandboxWechatV2 *self,
             GHashTable            *values,
             gboolean               hmac,
             gboolean               forge)
{
  const char      *key = trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY);
  g_autofree char *nonce = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 32);

  _trivet_sandbox_v2_set (values, "return_code", "SUCCESS");
  _trivet_sandbox_v2_set (values, "return_msg", "OK");
  _trivet_sandbox_v2_set (values, "appid", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID));
  _trivet_sandbox_v2_set (values, "mch_id", trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID));
  _trivet_sandbox_v2_set (values, "nonce_str", nonce);
  if (forge)
    key = "00000000000000000000000000000000";
  g_hash_table_insert (values, g_strdup ("sign"), trivet_sandbox_xml_sign (values, key, hmac));
}

static TrivetSandboxReply *
print_answer (TrivetSandboxWechatV2       *self,
              const TrivetSandboxV2Answer *answer,
              gboolean                     hmac,
              TrivetSandboxTrouble         trouble)
{
  gboolean            forge = answer->delivery == TRIVET_SANDBOX_DELIVERY_FORGE || trouble == TRIVET_SANDBOX_TROUBLE_FORGED;
  TrivetSandboxReply *reply;

  if (answer->delivery == TRIVET_SANDBOX_DELIVERY_GARBAGE)
    return trivet_sandbox_reply_garbage ();
  if (answer->refusal != NULL)
    return refuse (answer->refusal);

  _trivet_sandbox_v2_set (answer->values, "result_code", answer->err_code != NULL ? "FAIL" : "SUCCESS");
  if (answer->err_code != NULL) {
    _trivet_sandbox_v2_set (answer->values, "err_code", answer->err_code);
    _trivet_sandbox_v2_set (answer->values, "err_code_des", "训练：请求未成功");
  }
  sign_values (self, answer->values, hmac, forge);
  reply = trivet_sandbox_reply_new (200, "text/xml; charset=utf-8", trivet_sandbox_xml_print (answer->values));
  reply->delivery = answer->delivery;
  reply->note = g_strdup (answer->err_code != NULL ? answer->err_code : answer->note);
  return reply;
}

static void
set_trouble (TrivetSandboxV2Answer *answer,
             const Call            *call,
             const char            *err_code)
{
  g_hash_table_remove_all (answer->values);
  answer->err_code = err_code;
  if (call->handler == _trivet_sandbox_v2_reverse)
    _trivet_sandbox_v2_set (answer->values, "recall", "Y");
}

/* Does the call, with what goes wrong around it. */
static TrivetSandboxReply *
answer_call (TrivetSandboxWechatV2      *self,
             const Call                 *call,
             GHashTable                 *values,
             const TrivetSandboxRequest *request,
             gboolean                    hmac)
{
  g_autoptr (GHashTable) said = new_values ();
  TrivetSandboxV2Answer answer = { .values = said };

  if (request->trouble != TRIVET_SANDBOX_TROUBLE_BUSY && request->trouble != TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR)
    call->handler (self, values, request->now_us, &answer);
  if (request->trouble == TRIVET_SANDBOX_TROUBLE_BUSY)
    set_trouble (&answer, call, "FREQUENCY_LIMITED");
  if (request->trouble == TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR || request->trouble == TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR)
    set_trouble (&answer, call, "SYSTEMERROR");
  return print_answer (self, &answer, hmac, request->trouble);
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
  if (problem != NULL)
    return refuse (problem);

  return answer_call (self, call, values, request, hmac);
}
