/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider-private.h"

#include "trivet-json.h"
#include "trivet-provider-file.h"

#include <string.h>

/* Alipay, face to face, by the gateway protocol: pays with the guest's code or face token, queries,
 * cancels; what it is set up with. */

/* Payments: every 3 s for at most 45 s; cancel after 5, 10, 20 … s without end, on the same day
 * (specs/alipay.md 10). A shown code: trivet-alipay-show.c tells what its life is made of. Refunds:
 * a query not earlier than 10 s after, 3 s between two of one trade. */
static const TrivetCadence cadence = {
  .first_query_ms = 3000,
  .query_interval_ms = 3000,
  .wait_limit_ms = 45000,
  .not_found_limit_ms = 30000,
  .reverse_min_age_ms = 0,
  .reverse_first_ms = 5000,
  .reverse_max_ms = 600000,
  .reversible_s = 24 * 3600,
  .show_query_ms = 3000,
  .show_limit_ms = TRIVET_ALIPAY_SHOW_LIMIT_MS,
  .show_life_ms = TRIVET_ALIPAY_SHOW_LIFE_MS,
  .refund_query_ms = 10000,
  .refund_max_ms = 30 * 60 * 1000,
  .refund_gap_ms = 3000,
};

static void trivet_alipay_provider_iface_init (TrivetPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetAlipayProvider, trivet_alipay_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PAYMENT_PROVIDER, trivet_alipay_provider_iface_init))

static GString *
new_pay_content (TrivetAlipayProvider      *self,
                 const TrivetChargeRequest *request)
{
  GString         *json = g_string_sized_new (4096);
  const char      *code = trivet_secret_peek (request->code);
  g_autofree char *amount = trivet_money_to_decimal (request->amount);

  g_string_append_c (json, '{');
  trivet_json_append_member (json, "out_trade_no", request->merchant_order_id);
  trivet_json_append_member (json, "scene", g_str_has_prefix (code, "fp") ? "security_code" : "bar_code");
  trivet_json_append_member (json, "auth_code", code);
  _trivet_alipay_append_subject (json, "subject", request->subject, request->merchant_order_id);
  trivet_json_append_member (json, "total_amount", amount);
  trivet_json_append_member (json, "product_code", self->product_code);
  _trivet_alipay_append_place (json, request->store_id, request->terminal_id, request->operator_id);
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
  return TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE | TRIVET_CAPABILITY_SHOW_CODE |
         TRIVET_CAPABILITY_REFUND | TRIVET_CAPABILITY_TRADE_BILL;
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
  return g_strcmp0 (wallet_id, "alipay") == 0 || g_strcmp0 (wallet_id, "alipay-face") == 0;
}

static gint64
trivet_alipay_provider_get_limit_minor (TrivetPaymentProvider *provider)
{
  return TRIVET_ALIPAY_MAX_FEN;
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
  TrivetAlipayQuestion  question = { .operation = TRIVET_ALIPAY_OPERATION_PAY, .merchant_order_id = request->merchant_order_id, .amount_minor = request->amount.minor };
  GString              *content;

  if (!_trivet_alipay_takes_amount (request->amount)) {
    _trivet_alipay_refuse (self, "Alipay takes 0.01 to 100000000.00 yuan", cancellable, callback, user_data);
    return;
  }

  content = new_pay_content (self, request);
  _trivet_alipay_ask (self, &question, content->str, cancellable, callback, user_data);
  trivet_secret_wipe (content->str, content->len);
  g_string_free (content, TRUE);
}

static void
trivet_alipay_provider_query_async (TrivetPaymentProvider  *provider,
                                    const TrivetPaymentKey *key,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data)
{
  _trivet_alipay_ask_by_key (TRIVET_ALIPAY_PROVIDER (provider), TRIVET_ALIPAY_OPERATION_QUERY, key, cancellable, callback, user_data);
}

static void
trivet_alipay_provider_reverse_async (TrivetPaymentProvider  *provider,
                                      const TrivetPaymentKey *key,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data)
{
  _trivet_alipay_ask_by_key (TRIVET_ALIPAY_PROVIDER (provider), TRIVET_ALIPAY_OPERATION_CANCEL, key, cancellable, callback, user_data);
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
  g_free (self->qr_product_code);
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
  iface->create_code_async = _trivet_alipay_create_code_async;
  iface->close_async = _trivet_alipay_close_async;
  iface->refund_async = _trivet_alipay_refund_async;
  iface->query_refund_async = _trivet_alipay_query_refund_async;
  iface->fetch_bill_async = _trivet_alipay_fetch_bill_async;
  iface->fetch_bill_finish = _trivet_alipay_fetch_bill_finish;
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

static char *
dup_setting (const TrivetProviderFile *file,
             const char               *field,
             const char               *otherwise)
{
  char *text = trivet_provider_file_dup_optional (file, field);

  return text != NULL ? text : g_strdup (otherwise);
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
  if (self->app_id == NULL || !load_keys (self, &file, error))
    return NULL;
  self->client = trivet_provider_file_load_client (&file, clock, NULL, NULL, error);
  if (self->client == NULL)
    return NULL;
  self->product_code = dup_setting (&file, "product-code", "FACE_TO_FACE_PAYMENT");
  self->qr_product_code = dup_setting (&file, "qr-product-code", "QR_CODE_OFFLINE");
  return TRIVET_PAYMENT_PROVIDER (g_steal_pointer (&self));
}
