/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider.h"

#include "trivet-alipay-answer.h"
#include "trivet-alipay-keys.h"
#include "trivet-alipay-sign.h"
#include "trivet-http-client.h"
#include "trivet-json.h"
#include "trivet-provider-answers.h"
#include "trivet-provider-file.h"

#include <string.h>

/* Alipay, face to face, by the gateway protocol: pays with the guest's code, queries, cancels. */

#define PAY_LIMIT_MS      30000
#define OTHER_LIMIT_MS    15000
#define MAX_FEN           G_GINT64_CONSTANT (10000000000)
#define SUBJECT_MAX_CHARS 256
#define BEIJING_OFFSET_S  (8 * 3600)

/* Every 3 s for at most 45 s; cancel after 5, 10, 20 … s without end, on the same day. */
static const TrivetCadence cadence = {
  .first_query_ms = 3000,
  .query_interval_ms = 3000,
  .wait_limit_ms = 45000,
  .not_found_limit_ms = 30000,
  .reverse_min_age_ms = 0,
  .reverse_first_ms = 5000,
  .reverse_max_ms = 600000,
  .reversible_s = 24 * 3600,
};

struct _TrivetAlipayProvider {
  GObject parent_instance;

  char             *id;
  char             *url;
  char             *app_id;
  char             *app_cert_sn;
  char             *root_cert_sn;
  char             *product_code;
  TrivetPrivateKey *app_key;
  TrivetAlipayKeys *keys;
  TrivetHttpClient *client;
  TrivetClock      *clock;
};

static void trivet_alipay_provider_iface_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetAlipayProvider, trivet_alipay_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER, trivet_alipay_provider_iface_init))

/* One call on its way. */
typedef struct {
  TrivetAlipayOperation operation;
  char                 *merchant_order_id;
  gint64                amount_minor;
} Call;

static void
call_free (Call *call)
{
  g_free (call->merchant_order_id);
  g_free (call);
}

static void
free_wiped (gpointer data)
{
  char *text = data;

  trivet_secret_wipe (text, strlen (text));
  g_free (text);
}

/* The gateway wants Beijing time, whatever the zone of this machine. */
static char *
dup_timestamp (TrivetAlipayProvider *self)
{
  gint64 now_s = trivet_clock_get_wall_us (self->clock) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now_s + BEIJING_OFFSET_S);

  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

static GHashTable *
new_parameters (TrivetAlipayProvider *self,
                const char           *method,
                const char           *content)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_wiped);

  g_hash_table_insert (parameters, g_strdup ("app_id"), g_strdup (self->app_id));
  g_hash_table_insert (parameters, g_strdup ("method"), g_strdup (method));
  g_hash_table_insert (parameters, g_strdup ("format"), g_strdup ("JSON"));
  g_hash_table_insert (parameters, g_strdup ("charset"), g_strdup ("utf-8"));
  g_hash_table_insert (parameters, g_strdup ("sign_type"), g_strdup ("RSA2"));
  g_hash_table_insert (parameters, g_strdup ("version"), g_strdup ("1.0"));
  g_hash_table_insert (parameters, g_strdup ("timestamp"), dup_timestamp (self));
  g_hash_table_insert (parameters, g_strdup ("biz_content"), g_strdup (content));
  if (self->app_cert_sn != NULL) {
    g_hash_table_insert (parameters, g_strdup ("app_cert_sn"), g_strdup (self->app_cert_sn));
    g_hash_table_insert (parameters, g_strdup ("alipay_root_cert_sn"), g_strdup (self->root_cert_sn));
  }
  return parameters;
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpReply) reply = NULL;
  TrivetAlipayProvider *self = g_task_get_source_object (task);
  Call                 *call = g_task_get_task_data (task);
  TrivetAlipayQuestion  question = { call->operation, call->merchant_order_id, call->amount_minor, 0 };
  TrivetProviderAnswer *answer;

  reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);
  if (reply == NULL) {
    answer = trivet_provider_answer_new_from_error (error);
  } else {
    question.now_s = trivet_clock_get_wall_us (self->clock) / G_USEC_PER_SEC;
    answer = trivet_alipay_read_answer (&question, self->keys, reply);
  }
  g_debug ("%s: %s, code %s", trivet_alipay_operation_get_method (call->operation),
           trivet_outcome_get_name (answer->outcome), answer->raw_code != NULL ? answer->raw_code : "none");
  g_task_return_pointer (task, answer, (GDestroyNotify) trivet_provider_answer_free);
}

static void
return_unsent (GTask              *task,
               TrivetPaymentReason reason,
               const char         *detail)
{
  g_task_return_pointer (task, trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNSENT, reason, NULL, detail),
                         (GDestroyNotify) trivet_provider_answer_free);
}

/* Public parameters travel in the address, the business content in the body. */
static void
send_call (TrivetAlipayProvider *self,
           GTask                *task,
           const char           *content)
{
  g_autoptr (GTask) held = task;
  g_autoptr (GError) error = NULL;
  Call       *call = g_task_get_task_data (held);
  const char *method = trivet_alipay_operation_get_method (call->operation);
  g_autoptr (GHashTable) parameters = new_parameters (self, method, content);
  g_autofree char *query = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GBytes) body = NULL;
  GString          *form = g_string_sized_new (4096);
  TrivetHttpRequest request = { .method = "POST", .content_type = "application/x-www-form-urlencoded; charset=utf-8" };

  g_string_append (form, "biz_content=");
  g_string_append_uri_escaped (form, content, NULL, FALSE);
  body = trivet_provider_bytes_take_secret (form);
  if (!trivet_alipay_sign_parameters (parameters, self->app_key, &error)) {
    return_unsent (held, TRIVET_PAYMENT_REASON_BAD_CREDENTIALS, error->message);
    return;
  }

  g_hash_table_remove (parameters, "biz_content");
  query = trivet_alipay_encode_form (parameters);
  url = g_strdup_printf ("%s?%s", self->url, query);
  request.url = url;
  request.body = body;
  request.limit_ms = call->operation == TRIVET_ALIPAY_OPERATION_PAY ? PAY_LIMIT_MS : OTHER_LIMIT_MS;
  request.repeatable = call->operation == TRIVET_ALIPAY_OPERATION_QUERY;
  trivet_http_client_send_async (self->client, &request, g_task_get_cancellable (held), on_replied, g_object_ref (held));
}

static GTask *
new_task (TrivetAlipayProvider *self,
          TrivetAlipayOperation operation,
          const char           *merchant_order_id,
          TrivetMoney           amount,
          GCancellable         *cancellable,
          GAsyncReadyCallback   callback,
          gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call  *call = g_new0 (Call, 1);

  call->operation = operation;
  call->merchant_order_id = g_strdup (merchant_order_id);
  call->amount_minor = amount.minor;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* The subject must not hold / = &, and 256 characters at most. */
static char *
dup_subject (const char *subject,
             const char *otherwise)
{
  g_autofree char *valid = g_utf8_make_valid (subject != NULL ? subject : "", -1);
  g_autofree char *clean = g_strdelimit (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), SUBJECT_MAX_CHARS)), "/=&\r\n\t", ' ');

  g_strstrip (clean);
  return g_strdup (*clean != '\0' ? clean : otherwise);
}

/* Optional identifiers are left out rather than sent in a form that the gateway may refuse. */
static void
append_identifier (GString    *json,
                   const char *name,
                   const char *value,
                   gsize       max_length)
{
  if (value == NULL || *value == '\0' || strlen (value) > max_length)
    return;
  for (const char *c = value; *c != '\0'; c++) {
    if (!g_ascii_isalnum (*c) && *c != '_' && *c != '-')
      return;
  }
  trivet_json_append_member (json, name, value);
}

static GString *
new_pay_content (TrivetAlipayProvider      *self,
                 const TrivetChargeRequest *request)
{
  GString         *json = g_string_sized_new (4096);
  const char      *code = trivet_secret_peek (request->code);
  g_autofree char *subject = dup_subject (request->subject, request->merchant_order_id);
  g_autofree char *amount = trivet_money_to_decimal (request->amount);

  g_string_append_c (json, '{');
  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "scene", g_str_has_prefix (code, "fp") ? "security_code" : "bar_code");
  trivet_json_append_member (json, "auth_code", code);
  trivet_json_append_member (json, "subject", subject);
  trivet_json_append_member (json, "total_amount", amount);
  trivet_json_append_member (json, "product_code", self->product_code);
  append_identifier (json, "store_id", request->store_id, 32);
  append_identifier (json, "terminal_id", request->terminal_id, 32);
  append_identifier (json, "operator_id", request->operator_id, 28);
  trivet_json_append_member (json, "timeout_express", "5m");
  g_string_append_c (json, '}');
  return json;
}

static const char *
trivet_alipay_provider_get_id (TrivetPaymentProvider *provider)
{
  return TRIVET_ALIPAY_PROVIDER (provider)->id;
}

static guint
trivet_alipay_provider_get_capabilities (TrivetPaymentProvider *provider)
{
  return TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE;
}

static const TrivetCadence *
trivet_alipay_provider_get_cadence (TrivetPaymentProvider *provider)
{
  return &cadence;
}

static gboolean
trivet_alipay_provider_takes_wallet (TrivetPaymentProvider *provider,
                                     const char            *wallet_id)
{
  return g_strcmp0 (wallet_id, "alipay") == 0 || g_strcmp0 (wallet_id, "alipay_face") == 0;
}

static gint64
trivet_alipay_provider_get_limit_minor (TrivetPaymentProvider *provider)
{
  return MAX_FEN;
}

static void
trivet_alipay_provider_prepare (TrivetPaymentProvider *provider)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (provider);

  trivet_http_client_preconnect (self->client, self->url);
}

static void
trivet_alipay_provider_charge_async (TrivetPaymentProvider     *provider,
                                     const TrivetChargeRequest *request,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (provider);
  g_autoptr (GTask) task = NULL;
  GString *content;

  task = new_task (self, TRIVET_ALIPAY_OPERATION_PAY, request->merchant_order_id, request->amount, cancellable, callback, user_data);
  if (request->amount.currency != TRIVET_CURRENCY_CNY || request->amount.minor <= 0 || request->amount.minor > MAX_FEN) {
    return_unsent (task, TRIVET_PAYMENT_REASON_OUR_DATA, "Alipay takes 0.01 to 100000000.00 yuan");
    return;
  }

  content = new_pay_content (self, request);
  send_call (self, g_steal_pointer (&task), content->str);
  trivet_secret_wipe (content->str, content->len);
  g_string_free (content, TRUE);
}

static void
send_key (TrivetAlipayProvider   *self,
          TrivetAlipayOperation   operation,
          const TrivetPaymentKey *key,
          GCancellable           *cancellable,
          GAsyncReadyCallback     callback,
          gpointer                user_data)
{
  g_autoptr (GString) json = g_string_new ("{");

  trivet_json_append_member (json, "out_trade_no", key->merchant_order_id);
  g_string_append_c (json, '}');
  send_call (self, new_task (self, operation, key->merchant_order_id, key->amount, cancellable, callback, user_data), json->str);
}

static void
trivet_alipay_provider_query_async (TrivetPaymentProvider  *provider,
                                    const TrivetPaymentKey *key,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data)
{
  send_key (TRIVET_ALIPAY_PROVIDER (provider), TRIVET_ALIPAY_OPERATION_QUERY, key, cancellable, callback, user_data);
}

static void
trivet_alipay_provider_reverse_async (TrivetPaymentProvider  *provider,
                                      const TrivetPaymentKey *key,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data)
{
  send_key (TRIVET_ALIPAY_PROVIDER (provider), TRIVET_ALIPAY_OPERATION_CANCEL, key, cancellable, callback, user_data);
}

static TrivetProviderAnswer *
trivet_alipay_provider_answer_finish (TrivetPaymentProvider *provider,
                                      GAsyncResult          *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
trivet_alipay_provider_finalize (GObject *object)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (object);

  g_free (self->id);
  g_free (self->url);
  g_free (self->app_id);
  g_free (self->app_cert_sn);
  g_free (self->root_cert_sn);
  g_free (self->product_code);
  g_clear_pointer (&self->app_key, trivet_private_key_unref);
  trivet_alipay_keys_free (self->keys);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_alipay_provider_parent_class)->finalize (object);
}

static void
trivet_alipay_provider_class_init (TrivetAlipayProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_alipay_provider_finalize;
}

static void
trivet_alipay_provider_iface_init (TrivetPaymentProviderInterface *iface)
{
  iface->get_id = trivet_alipay_provider_get_id;
  iface->get_capabilities = trivet_alipay_provider_get_capabilities;
  iface->get_cadence = trivet_alipay_provider_get_cadence;
  iface->takes_wallet = trivet_alipay_provider_takes_wallet;
  iface->get_limit_minor = trivet_alipay_provider_get_limit_minor;
  iface->prepare = trivet_alipay_provider_prepare;
  iface->charge_async = trivet_alipay_provider_charge_async;
  iface->query_async = trivet_alipay_provider_query_async;
  iface->reverse_async = trivet_alipay_provider_reverse_async;
  iface->answer_finish = trivet_alipay_provider_answer_finish;
}

static void
trivet_alipay_provider_init (TrivetAlipayProvider *self)
{
  self->keys = trivet_alipay_keys_new ();
}

static gboolean
load_certificates (TrivetAlipayProvider     *self,
                   const TrivetProviderFile *file,
                   GError                  **error)
{
  g_autoptr (GPtrArray) own = trivet_provider_file_load_certificates (file, "app-certificate-file", error);
  g_autoptr (GPtrArray) theirs = own != NULL ? trivet_provider_file_load_certificates (file, "alipay-certificate-file", error) : NULL;
  g_autoptr (GPtrArray) roots = theirs != NULL ? trivet_provider_file_load_certificates (file, "alipay-root-certificate-file", error) : NULL;

  if (roots == NULL)
    return FALSE;
  for (guint i = 0; i < theirs->len; i++) {
    if (!trivet_alipay_keys_add_certificate (self->keys, theirs->pdata[i], NULL))
      return trivet_provider_file_fail (file, "alipay-certificate-file", "names a certificate whose key is not RSA", error);
  }
  self->app_cert_sn = trivet_alipay_certificate_sn (own->pdata[0]);
  self->root_cert_sn = trivet_alipay_root_sn (roots);
  return TRUE;
}

/* Key mode, or certificate mode when the group names the application's certificate. */
static gboolean
load_keys (TrivetAlipayProvider     *self,
           const TrivetProviderFile *file,
           GError                  **error)
{
  g_autofree char *certificate = trivet_provider_file_dup_optional (file, "app-certificate-file");
  g_autoptr (TrivetPublicKey) own = NULL;
  g_autoptr (TrivetPublicKey) theirs = NULL;

  self->app_key = trivet_provider_file_load_private_key (file, "app-private-key-file", error);
  if (self->app_key == NULL)
    return FALSE;
  if (certificate != NULL) {
    if (!load_certificates (self, file, error))
      return FALSE;
  } else {
    theirs = trivet_provider_file_load_public_key (file, "alipay-public-key-file", error);
    if (theirs == NULL)
      return FALSE;
    trivet_alipay_keys_set_key (self->keys, theirs);
  }

  own = trivet_private_key_dup_public (self->app_key);
  if (trivet_alipay_keys_contain (self->keys, own))
    return trivet_provider_file_fail (file, certificate != NULL ? "alipay-certificate-file" : "alipay-public-key-file",
                                      "names the application's own public key; Alipay's key is needed, "
                                      "which the open platform shows beside it",
                                      error);
  return TRUE;
}

static gboolean
load_client (TrivetAlipayProvider     *self,
             const TrivetProviderFile *file,
             GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char  *ca_field = trivet_provider_file_dup_optional (file, "ca-file");
  g_autofree char  *ca_file = ca_field != NULL ? trivet_provider_file_dup_path (file, "ca-file", NULL) : NULL;
  g_autofree char  *what = NULL;
  TrivetHttpOptions options = { .ca_file = ca_file, .training = file->training };

  self->client = trivet_http_client_new (self->clock, &options, &local);
  if (self->client != NULL)
    return TRUE;
  what = g_strdup_printf ("cannot be used: %s", local->message);
  return trivet_provider_file_fail (file, "ca-file", what, error);
}

/**
 * trivet_alipay_provider_new_from_key_file:
 * @key_file: the provider file
 * @group: the provider's id
 * @origin: (type filename): the path of the provider file, for messages and relative paths
 * @training: the program runs with the training gateways
 * @clock: gives the time that is signed, and times out calls
 * @random: not needed by this protocol; here so that all adapters are made alike
 * @error: %TRIVET_PAYMENT_ERROR_CONFIGURATION, a sentence with group, field and file
 *
 * Returns: (transfer full) (nullable): the adapter
 */
TrivetPaymentProvider *
trivet_alipay_provider_new_from_key_file (GKeyFile     *key_file,
                                          const char   *group,
                                          const char   *origin,
                                          gboolean      training,
                                          TrivetClock  *clock,
                                          TrivetRandom *random,
                                          GError      **error)
{
  TrivetProviderFile file = { key_file, group, origin, training };
  g_autoptr (TrivetAlipayProvider) self = g_object_new (TRIVET_TYPE_ALIPAY_PROVIDER, NULL);

  g_return_val_if_fail (key_file != NULL && group != NULL && origin != NULL, NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self->id = g_strdup (group);
  self->clock = g_object_ref (clock);
  self->url = trivet_provider_file_dup_url (&file, "base-url", error);
  if (self->url == NULL)
    return NULL;
  self->app_id = trivet_provider_file_dup_text (&file, "app-id", error);
  if (self->app_id == NULL || !load_keys (self, &file, error) || !load_client (self, &file, error))
    return NULL;
  self->product_code = trivet_provider_file_dup_optional (&file, "product-code");
  if (self->product_code == NULL)
    self->product_code = g_strdup ("FACE_TO_FACE_PAYMENT");
  return TRIVET_PAYMENT_PROVIDER (g_steal_pointer (&self));
}
