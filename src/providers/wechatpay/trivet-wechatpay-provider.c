/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-provider-answers.h"
#include "trivet-provider-file.h"

#include <string.h>

/* WeChat Pay for payment codes, by API v3 or, where a merchant number has no v3 code payments, by
 * v2. An order stays on the interface that made it: the setting belongs to the merchant number. */

/* Our own ceiling, ten million yuan: the documents name none, and v2 counts in 32 bits. */
#define MAX_FEN G_GINT64_CONSTANT (1000000000)

/* Every 5 s for at most 45 s; a reverse not before 15 s, and not after 7 days. */
static const TrivetCadence cadence = {
  .first_query_ms = 5000,
  .query_interval_ms = 5000,
  .wait_limit_ms = 45000,
  .not_found_limit_ms = 30000,
  /* A second more than documented: both sides start their clocks at other moments, and a reverse
   * that is refused as too early costs another wait. */
  .reverse_min_age_ms = 16000,
  .reverse_first_ms = 5000,
  .reverse_max_ms = 600000,
  .reversible_s = 7 * 24 * 3600,
};

static void trivet_wechatpay_provider_iface_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetWechatpayProvider, trivet_wechatpay_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER, trivet_wechatpay_provider_iface_init))

static const char *
trivet_wechatpay_provider_get_id (TrivetPaymentProvider *provider)
{
  return TRIVET_WECHATPAY_PROVIDER (provider)->id;
}

static guint
trivet_wechatpay_provider_get_capabilities (TrivetPaymentProvider *provider)
{
  return TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE;
}

static const TrivetCadence *
trivet_wechatpay_provider_get_cadence (TrivetPaymentProvider *provider)
{
  return &cadence;
}

static gboolean
trivet_wechatpay_provider_takes_wallet (TrivetPaymentProvider *provider,
                                        const char            *wallet_id)
{
  return g_strcmp0 (wallet_id, "wechat") == 0;
}

static gint64
trivet_wechatpay_provider_get_limit_minor (TrivetPaymentProvider *provider)
{
  return MAX_FEN;
}

static void
trivet_wechatpay_provider_prepare (TrivetPaymentProvider *provider)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);

  trivet_http_client_preconnect (self->client, self->hosts[self->host]);
  _trivet_wechatpay_refresh_keys (self);
}

/* (transfer full) @path, @body */
static void
start_call (TrivetWechatpayProvider *self,
            TrivetWechatpayOperation operation,
            const char              *merchant_order_id,
            gint64                   amount_minor,
            const char              *method,
            char                    *path,
            GBytes                  *body,
            GTask                   *task)
{
  TrivetWechatpayCall *call = g_new0 (TrivetWechatpayCall, 1);

  call->operation = operation;
  call->merchant_order_id = g_strdup (merchant_order_id);
  call->amount_minor = amount_minor;
  call->method = method;
  call->path = path;
  call->body = body;
  call->host = self->host;
  g_task_set_task_data (task, call, (GDestroyNotify) _trivet_wechatpay_call_free);
  g_task_set_check_cancellable (task, FALSE);
  _trivet_wechatpay_send (self, task);
}

static void
trivet_wechatpay_provider_charge_async (TrivetPaymentProvider     *provider,
                                        const TrivetChargeRequest *request,
                                        GCancellable              *cancellable,
                                        GAsyncReadyCallback        callback,
                                        gpointer                   user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (request->amount.currency != TRIVET_CURRENCY_CNY || request->amount.minor <= 0 || request->amount.minor > MAX_FEN) {
    g_task_return_pointer (task,
                           trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_OUR_DATA, NULL,
                                                                "The amount is not one that WeChat Pay takes"),
                           (GDestroyNotify) trivet_provider_answer_free);
    return;
  }
  if (self->v2)
    start_call (self, TRIVET_WECHATPAY_OPERATION_PAY, request->merchant_order_id, request->amount.minor,
                "POST", g_strdup ("/pay/micropay"), _trivet_wechatpay_v2_charge (self, request), task);
  else
    start_call (self, TRIVET_WECHATPAY_OPERATION_PAY, request->merchant_order_id, request->amount.minor,
                "POST", g_strdup ("/v3/pay/transactions/codepay"), _trivet_wechatpay_v3_charge (self, request), task);
}

static char *
dup_order_path (const char *merchant_order_id,
                const char *tail)
{
  g_autofree char *escaped = g_uri_escape_string (merchant_order_id, NULL, FALSE);

  return g_strconcat ("/v3/pay/transactions/out-trade-no/", escaped, tail, NULL);
}

static void
trivet_wechatpay_provider_query_async (TrivetPaymentProvider  *provider,
                                       const TrivetPaymentKey *key,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *tail = NULL;

  if (self->v2) {
    start_call (self, TRIVET_WECHATPAY_OPERATION_QUERY, key->merchant_order_id, key->amount.minor,
                "POST", g_strdup ("/pay/orderquery"), _trivet_wechatpay_v2_key (self, key), task);
    return;
  }
  tail = g_strconcat ("?mchid=", self->mchid, NULL);
  start_call (self, TRIVET_WECHATPAY_OPERATION_QUERY, key->merchant_order_id, key->amount.minor,
              "GET", dup_order_path (key->merchant_order_id, tail), NULL, task);
}

static void
trivet_wechatpay_provider_reverse_async (TrivetPaymentProvider  *provider,
                                         const TrivetPaymentKey *key,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->v2)
    start_call (self, TRIVET_WECHATPAY_OPERATION_REVERSE, key->merchant_order_id, key->amount.minor,
                "POST", g_strdup ("/secapi/pay/reverse"), _trivet_wechatpay_v2_key (self, key), task);
  else
    start_call (self, TRIVET_WECHATPAY_OPERATION_REVERSE, key->merchant_order_id, key->amount.minor,
                "POST", dup_order_path (key->merchant_order_id, "/reverse"), _trivet_wechatpay_v3_reverse (self), task);
}

static TrivetProviderAnswer *
trivet_wechatpay_provider_answer_finish (TrivetPaymentProvider *provider,
                                         GAsyncResult          *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
trivet_wechatpay_provider_finalize (GObject *object)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (object);

  g_free (self->id);
  g_free (self->hosts[0]);
  g_free (self->hosts[1]);
  g_free (self->mchid);
  g_free (self->appid);
  g_free (self->serial);
  g_free (self->public_key_id);
  g_free (self->terminal_ip);
  g_clear_pointer (&self->key, trivet_private_key_unref);
  g_clear_pointer (&self->apiv3_key, trivet_secret_unref);
  g_clear_pointer (&self->v2_key, trivet_secret_unref);
  trivet_wechatpay_keyring_free (self->keyring);
  g_clear_object (&self->client);
  g_clear_object (&self->certified_client);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (trivet_wechatpay_provider_parent_class)->finalize (object);
}

static void
trivet_wechatpay_provider_class_init (TrivetWechatpayProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_wechatpay_provider_finalize;
}

static void
trivet_wechatpay_provider_iface_init (TrivetPaymentProviderInterface *iface)
{
  iface->get_id = trivet_wechatpay_provider_get_id;
  iface->get_capabilities = trivet_wechatpay_provider_get_capabilities;
  iface->get_cadence = trivet_wechatpay_provider_get_cadence;
  iface->takes_wallet = trivet_wechatpay_provider_takes_wallet;
  iface->get_limit_minor = trivet_wechatpay_provider_get_limit_minor;
  iface->prepare = trivet_wechatpay_provider_prepare;
  iface->charge_async = trivet_wechatpay_provider_charge_async;
  iface->query_async = trivet_wechatpay_provider_query_async;
  iface->reverse_async = trivet_wechatpay_provider_reverse_async;
  iface->answer_finish = trivet_wechatpay_provider_answer_finish;
}

static void
trivet_wechatpay_provider_init (TrivetWechatpayProvider *self)
{
  self->keyring = trivet_wechatpay_keyring_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->fetched_at_us = -1;
  self->wanted_at_us = -1;
}

static TrivetHttpClient *
new_client (TrivetWechatpayProvider  *self,
            const TrivetProviderFile *file,
            gboolean                  certified,
            GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char  *ca_field = trivet_provider_file_dup_optional (file, "ca-file");
  g_autofree char  *ca_file = ca_field != NULL ? trivet_provider_file_dup_path (file, "ca-file", NULL) : NULL;
  g_autofree char  *certificate = NULL;
  g_autofree char  *key = NULL;
  g_autofree char  *what = NULL;
  TrivetHttpOptions options = { .ca_file = ca_file, .training = file->training };
  TrivetHttpClient *client;

  if (certified) {
    certificate = trivet_provider_file_dup_path (file, "client-certificate-file", error);
    key = certificate != NULL ? trivet_provider_file_dup_path (file, "merchant-private-key-file", error) : NULL;
    if (key == NULL)
      return NULL;
    options.certificate_file = certificate;
    options.private_key_file = key;
  }
  client = trivet_http_client_new (self->clock, &options, &local);
  if (client == NULL) {
    what = g_strdup_printf ("cannot be used: %s", local->message);
    trivet_provider_file_fail (file, certified ? "client-certificate-file" : "ca-file", what, error);
  }
  return client;
}

static gboolean
load_numbers (TrivetWechatpayProvider  *self,
              const TrivetProviderFile *file,
              GError                  **error)
{
  g_autofree char *backup = trivet_provider_file_dup_optional (file, "backup-base-url");
  g_autofree char *api = trivet_provider_file_dup_optional (file, "code-payments");
  g_autofree char *sign_type = trivet_provider_file_dup_optional (file, "v2-sign-type");

  self->hosts[0] = trivet_provider_file_dup_url (file, "base-url", error);
  if (self->hosts[0] == NULL)
    return FALSE;
  if (backup != NULL && (self->hosts[1] = trivet_provider_file_dup_url (file, "backup-base-url", error)) == NULL)
    return FALSE;
  self->mchid = trivet_provider_file_dup_text (file, "mchid", error);
  if (self->mchid == NULL)
    return FALSE;
  self->appid = trivet_provider_file_dup_text (file, "appid", error);
  if (self->appid == NULL)
    return FALSE;

  if (api != NULL && strcmp (api, "v2") != 0 && strcmp (api, "v3") != 0)
    return trivet_provider_file_fail (file, "code-payments", "must be v3 or v2", error);
  if (sign_type != NULL && strcmp (sign_type, "MD5") != 0 && strcmp (sign_type, "HMAC-SHA256") != 0)
    return trivet_provider_file_fail (file, "v2-sign-type", "must be HMAC-SHA256 or MD5", error);
  self->v2 = g_strcmp0 (api, "v2") == 0;
  self->v2_md5 = g_strcmp0 (sign_type, "MD5") == 0;
  self->terminal_ip = trivet_provider_file_dup_optional (file, "terminal-ip");
  if (self->terminal_ip == NULL)
    self->terminal_ip = g_strdup ("127.0.0.1");
  return TRUE;
}

static gboolean
load_v2 (TrivetWechatpayProvider  *self,
         const TrivetProviderFile *file,
         GError                  **error)
{
  self->v2_key = trivet_provider_file_load_secret (file, "v2-key-file", error);
  if (self->v2_key == NULL)
    return FALSE;
  if (trivet_secret_get_length (self->v2_key) != 32)
    return trivet_provider_file_fail (file, "v2-key-file", "names a file whose text does not have 32 characters", error);
  self->certified_client = new_client (self, file, TRUE, error);
  return self->certified_client != NULL;
}

static gboolean
load_public_key (TrivetWechatpayProvider  *self,
                 const TrivetProviderFile *file,
                 GError                  **error)
{
  g_autoptr (TrivetPublicKey) key = NULL;
  g_autoptr (TrivetPublicKey) own = trivet_private_key_dup_public (self->key);

  if (!g_str_has_prefix (self->public_key_id, "PUB_KEY_ID_"))
    return trivet_provider_file_fail (file, "public-key-id", "must start with PUB_KEY_ID_", error);
  key = trivet_provider_file_load_public_key (file, "public-key-file", error);
  if (key == NULL)
    return FALSE;
  if (trivet_public_key_equal (key, own))
    return trivet_provider_file_fail (file, "public-key-file", "names the merchant's own public key; WeChat Pay's is needed", error);
  trivet_wechatpay_keyring_add (self->keyring, self->public_key_id, key, G_MAXINT64);
  return TRUE;
}

static gboolean
load_v3 (TrivetWechatpayProvider  *self,
         const TrivetProviderFile *file,
         GError                  **error)
{
  self->serial = trivet_provider_file_dup_text (file, "merchant-serial", error);
  if (self->serial == NULL)
    return FALSE;
  if (strlen (self->serial) != 40 || strspn (self->serial, "0123456789abcdefABCDEF") != 40)
    return trivet_provider_file_fail (file, "merchant-serial", "must have 40 hexadecimal digits", error);
  for (char *c = self->serial; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);

  self->key = trivet_provider_file_load_private_key (file, "merchant-private-key-file", error);
  if (self->key == NULL)
    return FALSE;
  self->apiv3_key = trivet_provider_file_load_secret (file, "apiv3-key-file", error);
  if (self->apiv3_key == NULL)
    return FALSE;
  if (trivet_secret_get_length (self->apiv3_key) != TRIVET_AES256_KEY_BYTES)
    return trivet_provider_file_fail (file, "apiv3-key-file", "names a file whose text does not have 32 characters", error);
  self->public_key_id = trivet_provider_file_dup_optional (file, "public-key-id");
  return self->public_key_id == NULL || load_public_key (self, file, error);
}

/**
 * trivet_wechatpay_provider_new_from_key_file:
 * @key_file: the provider file
 * @group: the provider's id
 * @origin: (type filename): the path of the provider file, for messages and relative paths
 * @training: the program runs with the training gateways
 * @clock: gives the time that is signed, and times out calls
 * @random: gives the nonces
 * @error: %TRIVET_PAYMENT_ERROR_CONFIGURATION, a sentence with group, field and file
 *
 * Returns: (transfer full) (nullable): the adapter
 */
TrivetPaymentProvider *
trivet_wechatpay_provider_new_from_key_file (GKeyFile     *key_file,
                                             const char   *group,
                                             const char   *origin,
                                             gboolean      training,
                                             TrivetClock  *clock,
                                             TrivetRandom *random,
                                             GError      **error)
{
  TrivetProviderFile file = { key_file, group, origin, training };
  g_autoptr (TrivetWechatpayProvider) self = g_object_new (TRIVET_TYPE_WECHATPAY_PROVIDER, NULL);

  g_return_val_if_fail (key_file != NULL && group != NULL && origin != NULL, NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock) && TRIVET_IS_RANDOM (random), NULL);

  self->id = g_strdup (group);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  if (!load_numbers (self, &file, error))
    return NULL;
  if (self->v2 ? !load_v2 (self, &file, error) : !load_v3 (self, &file, error))
    return NULL;
  self->client = new_client (self, &file, FALSE, error);
  if (self->client == NULL)
    return NULL;
  return TRIVET_PAYMENT_PROVIDER (g_steal_pointer (&self));
}
