/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-provider-file.h"

#include <string.h>

/* WeChat Pay by API v3 or, where a merchant number has no v3 code payments, by v2: what it can do,
 * and its settings. An order stays on the interface that made it: the setting belongs to the merchant
 * number. */

/* Where WeChat Pay's notices of shown codes go when the shop has no address of its own. The API
 * demands one; this can never exist (RFC 2606), so nobody else gets to know of payments. */
#define NO_NOTIFY_URL        "https://notify.invalid/wechatpay"
#define NOTIFY_URL_MAX_BYTES 255

/* Payments: every 5 s for at most 45 s; a reverse not before 15 s, and not after 7 days. Refunds:
 * after a minute, not nearer than a minute to each other (specs/wechatpay.md 9). */
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
  .show_query_ms = 2500,
  .show_limit_ms = 120000,
  /* The longest time_expire, the way there, and two clocks that differ as far as signatures allow. */
  .show_life_ms = (TRIVET_WECHATPAY_SHOW_MAX_S + 360) * 1000,
  .refund_query_ms = 60000,
  .refund_max_ms = 30 * 60 * 1000,
  .refund_gap_ms = 60000,
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
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  guint                    capabilities = TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REVERSE |
                       TRIVET_CAPABILITY_SHOW_CODE | TRIVET_CAPABILITY_REFUND;

  if (self->key != NULL)
    capabilities |= TRIVET_CAPABILITY_TRADE_BILL | TRIVET_CAPABILITY_FUNDS_BILL;
  return capabilities;
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
  return TRIVET_WECHATPAY_MAX_FEN;
}

static void
trivet_wechatpay_provider_prepare (TrivetPaymentProvider *provider)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);

  trivet_http_client_preconnect (self->client, self->hosts[self->host]);
  _trivet_wechatpay_refresh_keys (self);
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
  g_free (self->notify_url);
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
  _trivet_wechatpay_calls_init (iface);
  _trivet_wechatpay_bills_init (iface);
}

static void
trivet_wechatpay_provider_init (TrivetWechatpayProvider *self)
{
  self->keyring = trivet_wechatpay_keyring_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->fetched_at_us = -1;
  self->wanted_at_us = -1;
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
load_notify_url (TrivetWechatpayProvider  *self,
                 const TrivetProviderFile *file,
                 GError                  **error)
{
  self->notify_url = trivet_provider_file_dup_optional (file, "notify-url");
  if (self->notify_url == NULL)
    self->notify_url = g_strdup (NO_NOTIFY_URL);
  if (!g_str_has_prefix (self->notify_url, "https://") || strlen (self->notify_url) > NOTIFY_URL_MAX_BYTES ||
      strpbrk (self->notify_url, "?# ") != NULL)
    return trivet_provider_file_fail (file, "notify-url", "must start with https:// and have no query", error);
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
  self->certified_client = trivet_provider_file_load_client (file, self->clock, "client-certificate-file", "merchant-private-key-file", error);
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

/* A shop with v2 payments needs the keys of v3 only to fetch bills: whoever names one wants them. */
static gboolean
has_v3_keys (const TrivetProviderFile *file)
{
  g_autofree char *serial = trivet_provider_file_dup_optional (file, "merchant-serial");
  g_autofree char *apiv3_key = trivet_provider_file_dup_optional (file, "apiv3-key-file");

  return serial != NULL || apiv3_key != NULL;
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
  if (!load_numbers (self, &file, error) || !load_notify_url (self, &file, error))
    return NULL;
  if (self->v2 && !load_v2 (self, &file, error))
    return NULL;
  if ((!self->v2 || has_v3_keys (&file)) && !load_v3 (self, &file, error))
    return NULL;
  self->client = trivet_provider_file_load_client (&file, self->clock, NULL, NULL, error);
  if (self->client == NULL)
    return NULL;
  return TRIVET_PAYMENT_PROVIDER (g_steal_pointer (&self));
}
