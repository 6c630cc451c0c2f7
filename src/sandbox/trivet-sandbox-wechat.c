/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-private.h"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-wechat
 *
 * WeChat Pay's v3 interface: which call it is, payments by the guest's code, and the platform
 * certificates.
 */

#define ROOT      "/v3/pay/transactions/"
#define BY_NUMBER ROOT "out-trade-no/"
#define BY_ID     ROOT "id/"

G_DEFINE_FINAL_TYPE (TrivetSandboxWechat, trivet_sandbox_wechat, G_TYPE_OBJECT)

static const TrivetSandboxWechatError paying_error = { 400, "USERPAYING", "需要用户输入支付密码" };
static const TrivetSandboxWechatError no_product = { 403, "NO_AUTH", "训练商户未开通此产品" };
static const TrivetSandboxWechatError no_resource = { 404, "RESOURCE_NOT_EXISTS", "无此接口" };
static const TrivetSandboxWechatError no_json = { 400, "PARAM_ERROR", "The body is no JSON object" };
static const TrivetSandboxWechatError wrong_mchid = { 400, "PARAM_ERROR", "mchid is missing or not the one that signed" };

static TrivetSandboxReply *
codepay (TrivetSandboxWechat        *self,
         const TrivetSandboxRequest *request)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (request->body, request->length);
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v3", .now_us = request->now_us };
  g_auto (TrivetSandboxWechatError) error = { 0 };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  if (body == NULL)
    return _trivet_sandbox_wechat_refuse (&no_json);
  if (!trivet_sandbox_wechat_check_codepay (self->keys, body, &error))
    return _trivet_sandbox_wechat_refuse (&error);

  call.number = json_object_get_string_member (body, "out_trade_no");
  call.amount_minor = json_object_get_int_member (json_object_get_object_member (body, "amount"), "total");
  call.code = trivet_sandbox_fields_get_string (body, "payer.auth_code");
  call.attach = json_object_get_string_member_with_default (body, "attach", NULL);
  call.subject = json_object_get_string_member (body, "description");
  call.data = request->body;
  call.life_s = TRIVET_SANDBOX_WECHAT_LIFE_S;
  trivet_sandbox_teller_pay (self->teller, &call, &ruling);

  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_WAITING && ruling.order->scenario == TRIVET_SANDBOX_SCENARIO_NO_PASSWORD)
    return _trivet_sandbox_wechat_refuse (&paying_error);
  return _trivet_sandbox_wechat_answer_order (self, request, &ruling);
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
    return _trivet_sandbox_wechat_refuse (&wrong_mchid);

  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, request->now_us, &ruling);
  return _trivet_sandbox_wechat_answer_order (self, request, &ruling);
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
    return _trivet_sandbox_wechat_refuse (&no_json);
  if (!trivet_sandbox_wechat_check_reverse (self->keys, body, &error))
    return _trivet_sandbox_wechat_refuse (&error);

  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, request->now_us, &ruling);
  if (_trivet_sandbox_wechat_is_refusal (ruling.verdict))
    return _trivet_sandbox_wechat_refuse_verdict (&ruling);

  trivet_sandbox_json_add_text (members, "appid", json_object_get_string_member (body, "appid"), FALSE);
  trivet_sandbox_json_add_text (members, "mchid", json_object_get_string_member (body, "mchid"), FALSE);
  trivet_sandbox_json_add_text (members, "out_trade_no", number, FALSE);
  reply = _trivet_sandbox_wechat_sign_answer (self, request, _trivet_sandbox_wechat_print_members (members), ruling.delivery);
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
  TrivetSandboxReply *reply = _trivet_sandbox_wechat_sign_answer (self, request, body, TRIVET_SANDBOX_DELIVERY_PLAIN);

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
    return _trivet_sandbox_wechat_refuse (&no_resource);
  if (slash == NULL && !is_post)
    return query (self, request, number);
  if (slash != NULL && is_post && g_str_equal (slash, "/reverse"))
    return reverse (self, request, number);
  if (slash != NULL && is_post && g_str_equal (slash, "/close"))
    return _trivet_sandbox_wechat_close (self, request, number);
  return _trivet_sandbox_wechat_refuse (&no_resource);
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
dispatch_refund (TrivetSandboxWechat        *self,
                 const TrivetSandboxRequest *request)
{
  const char      *rest = request->path + strlen ("/v3/refund/domestic/refunds");
  gboolean         is_post = g_str_equal (request->method, "POST");
  g_autofree char *number = NULL;

  if (is_post && *rest == '\0')
    return _trivet_sandbox_wechat_refund (self, request);
  if (is_post || *rest != '/')
    return _trivet_sandbox_wechat_refuse (&no_resource);

  number = g_uri_unescape_string (rest + 1, "/");
  if (number == NULL || *number == '\0')
    return _trivet_sandbox_wechat_refuse (&no_resource);
  return _trivet_sandbox_wechat_refund_query (self, request, number);
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
  if (is_post && g_str_equal (request->path, ROOT "native"))
    return _trivet_sandbox_wechat_native (self, request);
  if (g_str_has_prefix (request->path, "/v3/refund/domestic/refunds"))
    return dispatch_refund (self, request);
  if (!is_post && g_str_equal (request->path, "/v3/bill/tradebill"))
    return _trivet_sandbox_wechat_bill (self, request, FALSE);
  if (!is_post && g_str_equal (request->path, "/v3/bill/fundflowbill"))
    return _trivet_sandbox_wechat_bill (self, request, TRUE);
  if (!is_post && g_str_equal (request->path, "/v3/billdownload/file"))
    return _trivet_sandbox_wechat_fetch_bill (self, request);
  if (g_str_has_prefix (request->path, ROOT) || g_str_has_prefix (request->path, "/v3/refund/") || g_str_has_prefix (request->path, "/v3/bill/"))
    return _trivet_sandbox_wechat_refuse (&no_product);
  return _trivet_sandbox_wechat_refuse (&no_resource);
}

static void
trivet_sandbox_wechat_finalize (GObject *object)
{
  TrivetSandboxWechat *self = TRIVET_SANDBOX_WECHAT (object);

  g_object_unref (self->keys);
  g_object_unref (self->books);
  g_object_unref (self->teller);
  g_object_unref (self->bills);
  g_free (self->base_url);
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
 * @bills: who writes the bills
 *
 * Returns: (transfer full): the v3 interface
 */
TrivetSandboxWechat *
trivet_sandbox_wechat_new (TrivetSandboxKeys   *keys,
                           TrivetSandboxBooks  *books,
                           TrivetSandboxTeller *teller,
                           TrivetSandboxBills  *bills)
{
  TrivetSandboxWechat *self = g_object_new (TRIVET_SANDBOX_TYPE_WECHAT, NULL);

  self->keys = g_object_ref (keys);
  self->books = g_object_ref (books);
  self->teller = g_object_ref (teller);
  self->bills = g_object_ref (bills);
  self->base_url = g_strdup ("");
  return self;
}

/**
 * trivet_sandbox_wechat_set_base_url:
 * @self: the interface
 * @base_url: where this program listens; bills are fetched below it
 */
void
trivet_sandbox_wechat_set_base_url (TrivetSandboxWechat *self,
                                    const char          *base_url)
{
  g_free (self->base_url);
  self->base_url = g_strdup (base_url);
}

/* What goes wrong with any call, around what it asks. */
static TrivetSandboxReply *
dispatch_with_trouble (TrivetSandboxWechat        *self,
                       const TrivetSandboxRequest *request)
{
  TrivetSandboxRuling busy = { .verdict = TRIVET_SANDBOX_VERDICT_BUSY };
  TrivetSandboxRuling broken = { .verdict = TRIVET_SANDBOX_VERDICT_SYSTEM_ERROR };

  switch (request->trouble) {
  case TRIVET_SANDBOX_TROUBLE_NONE:
  case TRIVET_SANDBOX_TROUBLE_FORGED:
    return dispatch (self, request);
  case TRIVET_SANDBOX_TROUBLE_BUSY:
    return _trivet_sandbox_wechat_refuse_verdict (&busy);
  case TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR:
    trivet_sandbox_reply_free (dispatch (self, request));
    return _trivet_sandbox_wechat_refuse_verdict (&broken);
  case TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR:
    return _trivet_sandbox_wechat_refuse_verdict (&broken);
  }

  g_assert_not_reached ();
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

  self->trouble = request->trouble;
  if (trivet_sandbox_wechat_verify (self->keys, request, self->nonces, &error))
    reply = dispatch_with_trouble (self, request);
  else
    reply = _trivet_sandbox_wechat_refuse (&error);

  soup_message_headers_replace (reply->headers, "Request-ID", id);
  return reply;
}
