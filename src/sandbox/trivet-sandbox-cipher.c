/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-cipher.h"

#include <string.h>

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

/**
 * SECTION:trivet-sandbox-cipher
 *
 * Small cryptographic helpers of the sandbox: random text, AES-256-GCM as WeChat Pay seals
 * certificates, and what it prints about a certificate.
 */

#define TAG_BYTES        16
#define KEY_BYTES        32
#define NONCE_BYTES      12
#define BEIJING_OFFSET_S (8 * 3600)

static X509 *
read_certificate (const char *pem)
{
  BIO  *bio = BIO_new_mem_buf (pem, -1);
  X509 *certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

  BIO_free (bio);
  return certificate;
}

static char *
format_beijing (const ASN1_TIME *time)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (BEIJING_OFFSET_S);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  struct tm parts;

  if (ASN1_TIME_to_tm (time, &parts) != 1)
    return NULL;

  utc = g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                             parts.tm_min, parts.tm_sec);
  local = g_date_time_to_timezone (utc, beijing);
  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+08:00");
}

/**
 * trivet_sandbox_random_token:
 * @alphabet: ASCII characters to choose from, at most 256
 * @length: how many to choose
 *
 * Returns: (transfer full): unpredictable text
 */
char *
trivet_sandbox_random_token (const char *alphabet,
                             gsize       length)
{
  gsize count = strlen (alphabet);
  guint limit = 256 - 256 % count;
  char *token = g_malloc0 (length + 1);

  for (gsize i = 0; i < length;) {
    guint8 byte;

    g_assert (RAND_bytes (&byte, 1) == 1);
    if (byte < limit)
      token[i++] = alphabet[byte % count];
  }

  return token;
}

/**
 * trivet_sandbox_seal:
 * @key: 32 bytes of text
 * @nonce: 12 bytes of text
 * @associated_data: text that is authenticated but not hidden
 * @plain: text to hide
 *
 * Returns: (transfer full): Base64 of the AES-256-GCM cipher text and its tag
 */
char *
trivet_sandbox_seal (const char *key,
                     const char *nonce,
                     const char *associated_data,
                     const char *plain)
{
  gsize              length = strlen (plain);
  g_autofree guint8 *sealed = g_malloc (length + TAG_BYTES);
  EVP_CIPHER_CTX    *context = EVP_CIPHER_CTX_new ();
  int                written = 0;
  gboolean           done;

  g_assert (strlen (key) == KEY_BYTES && strlen (nonce) == NONCE_BYTES);
  done = EVP_EncryptInit_ex (context, EVP_aes_256_gcm (), NULL, (const guint8 *) key, (const guint8 *) nonce) == 1 && EVP_EncryptUpdate (context, NULL, &written, (const guint8 *) associated_data, strlen (associated_data)) == 1 && EVP_EncryptUpdate (context, sealed, &written, (const guint8 *) plain, length) == 1 && EVP_EncryptFinal_ex (context, sealed + written, &written) == 1 && EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, sealed + length) == 1;
  EVP_CIPHER_CTX_free (context);
  g_assert (done);

  return g_base64_encode (sealed, length + TAG_BYTES);
}

/**
 * trivet_sandbox_dup_serial:
 * @certificate_pem: a certificate
 *
 * Returns: (transfer full) (nullable): its serial number in upper-case hex
 */
char *
trivet_sandbox_dup_serial (const char *certificate_pem)
{
  X509   *certificate = read_certificate (certificate_pem);
  BIGNUM *number;
  char   *hex;
  char   *serial;

  if (certificate == NULL)
    return NULL;

  number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (certificate), NULL);
  hex = BN_bn2hex (number);
  serial = g_strdup (hex);
  OPENSSL_free (hex);
  BN_free (number);
  X509_free (certificate);
  return serial;
}

/**
 * trivet_sandbox_dup_not_before:
 * @certificate_pem: a certificate
 *
 * Returns: (transfer full) (nullable): the start of its life, RFC 3339 in Beijing time
 */
char *
trivet_sandbox_dup_not_before (const char *certificate_pem)
{
  X509 *certificate = read_certificate (certificate_pem);
  char *text = certificate != NULL ? format_beijing (X509_get0_notBefore (certificate)) : NULL;

  X509_free (certificate);
  return text;
}

/**
 * trivet_sandbox_dup_not_after:
 * @certificate_pem: a certificate
 *
 * Returns: (transfer full) (nullable): the end of its life, RFC 3339 in Beijing time
 */
char *
trivet_sandbox_dup_not_after (const char *certificate_pem)
{
  X509 *certificate = read_certificate (certificate_pem);
  char *text = certificate != NULL ? format_beijing (X509_get0_notAfter (certificate)) : NULL;

  X509_free (certificate);
  return text;
}

/**
 * trivet_sandbox_text_equal:
 * @a: a secret
 * @b: what somebody claims it to be
 *
 * Returns: whether both are equal, found in a time that does not tell where they differ
 */
gboolean
trivet_sandbox_text_equal (const char *a,
                           const char *b)
{
  gsize length = strlen (a);

  return length == strlen (b) && CRYPTO_memcmp (a, b, length) == 0;
}
