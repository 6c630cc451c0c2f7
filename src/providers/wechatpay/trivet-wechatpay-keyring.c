/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-keyring.h"

#include "trivet-certificate.h"
#include "trivet-json.h"
#include "trivet-net-error.h"
#include "trivet-provider-answers.h"

#include <string.h>

/* Who signs for WeChat Pay (API v3). Old and new certificates sign side by side for half a year, and
 * while a shop is moved to the public key either may sign: so all keys are kept, the serial that an
 * answer names chooses, and none is dropped before it has expired. */

#define MAX_KEYS      32
#define SERIAL_LENGTH 40

typedef struct {
  TrivetPublicKey *key;
  gint64           not_after_s;
} Entry;

struct _TrivetWechatpayKeyring {
  GHashTable *by_serial;
};

static void
entry_free (Entry *entry)
{
  trivet_public_key_unref (entry->key);
  g_free (entry);
}

/**
 * trivet_wechatpay_keyring_new:
 *
 * Returns: (transfer full): an empty keyring
 */
TrivetWechatpayKeyring *
trivet_wechatpay_keyring_new (void)
{
  TrivetWechatpayKeyring *self = g_new0 (TrivetWechatpayKeyring, 1);

  self->by_serial = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  return self;
}

/**
 * trivet_wechatpay_keyring_free:
 */
void
trivet_wechatpay_keyring_free (TrivetWechatpayKeyring *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_serial);
  g_free (self);
}

/**
 * trivet_wechatpay_keyring_add:
 * @serial: "PUB_KEY_ID_…" or 40 hex digits
 * @not_after_s: when it expires, in seconds since 1970; %G_MAXINT64 for a public key
 */
void
trivet_wechatpay_keyring_add (TrivetWechatpayKeyring *self,
                              const char             *serial,
                              TrivetPublicKey        *key,
                              gint64                  not_after_s)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = trivet_public_key_ref (key);
  entry->not_after_s = not_after_s;
  g_hash_table_insert (self->by_serial, g_strdup (serial), entry);
}

/**
 * trivet_wechatpay_keyring_lookup:
 *
 * Returns: (transfer none) (nullable): the key of exactly this serial; an expired one is dropped
 */
TrivetPublicKey *
trivet_wechatpay_keyring_lookup (TrivetWechatpayKeyring *self,
                                 const char             *serial,
                                 gint64                  now_s)
{
  Entry *entry = g_hash_table_lookup (self->by_serial, serial);

  if (entry != NULL && entry->not_after_s < now_s) {
    g_hash_table_remove (self->by_serial, serial);
    return NULL;
  }
  return entry != NULL ? entry->key : NULL;
}

/**
 * trivet_wechatpay_keyring_get_n:
 *
 * Returns: how many keys are known
 */
guint
trivet_wechatpay_keyring_get_n (TrivetWechatpayKeyring *self)
{
  return g_hash_table_size (self->by_serial);
}

/**
 * trivet_wechatpay_open_resource:
 * @resource: an object with algorithm, nonce, associated_data and ciphertext
 * @apiv3_key: 32 bytes
 * @error: %TRIVET_NET_ERROR_PARSE, %TRIVET_CRYPTO_ERROR
 *
 * Returns: (transfer full) (nullable): the plain bytes of an AEAD_AES_256_GCM resource
 */
GBytes *
trivet_wechatpay_open_resource (JsonObject         *resource,
                                const TrivetSecret *apiv3_key,
                                GError            **error)
{
  const char        *algorithm = trivet_json_get_text (resource, "algorithm");
  const char        *nonce = trivet_json_get_text (resource, "nonce");
  const char        *text = trivet_json_get_text (resource, "ciphertext");
  g_autofree guint8 *ciphertext = NULL;
  gsize              length = 0;

  if (g_strcmp0 (algorithm, "AEAD_AES_256_GCM") != 0 || nonce == NULL || text == NULL) {
    g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "Not an encrypted resource");
    return NULL;
  }
  ciphertext = g_base64_decode (text, &length);
  return trivet_aes256_gcm_decrypt (apiv3_key, nonce, trivet_json_get_text (resource, "associated_data"),
                                    ciphertext, length, error);
}

/* One entry of the download; %NULL with @error when it is not what it says. */
static TrivetCertificate *
open_certificate (JsonObject         *item,
                  const TrivetSecret *apiv3_key,
                  gint64              now_s,
                  GError            **error)
{
  const char *serial = trivet_json_get_text (item, "serial_no");
  JsonObject *resource = trivet_json_get_object (item, "encrypt_certificate");
  g_autoptr (GBytes) pem = resource != NULL ? trivet_wechatpay_open_resource (resource, apiv3_key, error) : NULL;
  g_autoptr (TrivetCertificate) certificate = NULL;
  g_autofree char *actual = NULL;

  if (pem != NULL)
    certificate = trivet_certificate_new_from_text (g_bytes_get_data (pem, NULL), (gssize) g_bytes_get_size (pem), error);
  if (certificate == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "The entry holds no certificate");
    return NULL;
  }
  actual = trivet_certificate_dup_serial_hex (certificate);
  if (g_strcmp0 (serial, actual) != 0 || strlen (actual) != SERIAL_LENGTH ||
      now_s < trivet_certificate_get_not_before_s (certificate) || now_s > trivet_certificate_get_not_after_s (certificate)) {
    g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE,
                         "A platform certificate has another serial than announced, or does not count today");
    return NULL;
  }
  return g_steal_pointer (&certificate);
}

static TrivetWechatpayKeyring *
open_certificates (const TrivetHttpReply *reply,
                   const TrivetSecret    *apiv3_key,
                   gint64                 now_s,
                   GError               **error)
{
  gsize       length;
  const char *text = trivet_http_reply_get_text (reply, &length);
  g_autoptr (JsonObject) object = trivet_json_parse_object (text, length, error);
  g_autoptr (TrivetWechatpayKeyring) fresh = trivet_wechatpay_keyring_new ();
  JsonNode  *data = object != NULL ? json_object_get_member (object, "data") : NULL;
  JsonArray *items = data != NULL && JSON_NODE_HOLDS_ARRAY (data) ? json_node_get_array (data) : NULL;

  if (object == NULL)
    return NULL;
  if (items == NULL || json_array_get_length (items) == 0 || json_array_get_length (items) > MAX_KEYS) {
    g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "The answer lists no certificates");
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonNode *node = json_array_get_element (items, i);
    g_autoptr (TrivetCertificate) certificate = NULL;
    g_autoptr (TrivetPublicKey) key = NULL;
    g_autofree char *serial = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "The answer lists something else");
      return NULL;
    }
    certificate = open_certificate (json_node_get_object (node), apiv3_key, now_s, error);
    key = certificate != NULL ? trivet_certificate_dup_public_key (certificate, error) : NULL;
    if (key == NULL)
      return NULL;
    serial = trivet_certificate_dup_serial_hex (certificate);
    trivet_wechatpay_keyring_add (fresh, serial, key, trivet_certificate_get_not_after_s (certificate));
  }
  return g_steal_pointer (&fresh);
}

/**
 * trivet_wechatpay_keyring_load_answer:
 * @reply: of GET /v3/certificates
 * @apiv3_key: 32 bytes
 * @signed_now_s: our clock, for the age of the answer
 * @valid_now_s: our clock, for the validity of certificates
 * @error: %TRIVET_NET_ERROR_PARSE, %TRIVET_CRYPTO_ERROR
 *
 * Adds the certificates of a download. All of them must decrypt with the APIv3 key and be what they
 * say, and the answer must verify: with the key that it names, or, when that is not known yet, with
 * one just decrypted. Otherwise nothing is added.
 */
gboolean
trivet_wechatpay_keyring_load_answer (TrivetWechatpayKeyring *self,
                                      const TrivetHttpReply  *reply,
                                      const TrivetSecret     *apiv3_key,
                                      gint64                  signed_now_s,
                                      gint64                  valid_now_s,
                                      GError                **error)
{
  g_autoptr (TrivetWechatpayKeyring) fresh = open_certificates (reply, apiv3_key, valid_now_s, error);
  GHashTableIter         iter;
  gpointer               serial, entry;
  TrivetWechatpayVerdict verdict;

  if (fresh == NULL)
    return FALSE;
  verdict = trivet_wechatpay_verify (reply, self, signed_now_s);
  if (verdict == TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL)
    verdict = trivet_wechatpay_verify (reply, fresh, signed_now_s);
  if (verdict != TRIVET_WECHATPAY_VERDICT_OK) {
    g_set_error_literal (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "The list of certificates is not signed by WeChat Pay");
    return FALSE;
  }
  g_hash_table_iter_init (&iter, fresh->by_serial);
  while (g_hash_table_iter_next (&iter, &serial, &entry))
    trivet_wechatpay_keyring_add (self, serial, ((Entry *) entry)->key, ((Entry *) entry)->not_after_s);
  return TRUE;
}

static gboolean
parse_timestamp (const char *text,
                 gint64     *ret_seconds)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64 / 2, &value, NULL))
    return FALSE;
  *ret_seconds = (gint64) value;
  return TRUE;
}

/**
 * trivet_wechatpay_verify:
 * @reply: an answer, or a notification with status 200
 * @now_s: our clock
 *
 * The checks in the order that the documents give.
 */
TrivetWechatpayVerdict
trivet_wechatpay_verify (const TrivetHttpReply  *reply,
                         TrivetWechatpayKeyring *keyring,
                         gint64                  now_s)
{
  const char *serial = trivet_http_reply_get_header (reply, "Wechatpay-Serial");
  const char *timestamp = trivet_http_reply_get_header (reply, "Wechatpay-Timestamp");
  const char *nonce = trivet_http_reply_get_header (reply, "Wechatpay-Nonce");
  const char *signature = trivet_http_reply_get_header (reply, "Wechatpay-Signature");
  g_autoptr (GString) message = NULL;
  TrivetPublicKey *key;
  gint64           signed_at_s;
  gsize            length;
  const char      *body;

  if (trivet_http_reply_get_status (reply) >= 400)
    return TRIVET_WECHATPAY_VERDICT_HTTP_ERROR;
  if (serial == NULL || timestamp == NULL || nonce == NULL || signature == NULL)
    return TRIVET_WECHATPAY_VERDICT_MISSING_HEADER;
  if (!parse_timestamp (timestamp, &signed_at_s) || ABS (now_s - signed_at_s) >= TRIVET_CLOCK_SKEW_MAX_S)
    return TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW;
  key = trivet_wechatpay_keyring_lookup (keyring, serial, now_s);
  if (key == NULL)
    return TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL;

  body = trivet_http_reply_get_text (reply, &length);
  message = g_string_sized_new (length + 128);
  g_string_append_printf (message, "%s\n%s\n", timestamp, nonce);
  g_string_append_len (message, body, (gssize) length);
  g_string_append_c (message, '\n');
  return trivet_public_key_verify (key, message->str, message->len, signature) ? TRIVET_WECHATPAY_VERDICT_OK
                                                                               : TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE;
}

/**
 * trivet_wechatpay_request_message:
 * @path: path and query exactly as sent
 * @body: "" for GET
 *
 * Returns: (transfer full): the five lines that a request signs
 */
char *
trivet_wechatpay_request_message (const char *method,
                                  const char *path,
                                  const char *timestamp,
                                  const char *nonce,
                                  const char *body)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n", method, path, timestamp, nonce, body);
}

/**
 * trivet_wechatpay_authorization:
 *
 * Returns: (transfer full): the Authorization header
 */
char *
trivet_wechatpay_authorization (const char *mchid,
                                const char *serial,
                                const char *timestamp,
                                const char *nonce,
                                const char *signature)
{
  return g_strdup_printf ("WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",serial_no=\"%s\",timestamp=\"%s\",nonce_str=\"%s\",signature=\"%s\"",
                          mchid, serial, timestamp, nonce, signature);
}
