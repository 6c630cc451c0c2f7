/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-key-private.h"

#include "trivet-crypto-error.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>

/* Keys as payment services hand them out: with or without PEM lines, on one line or on many. */

/* (transfer full): everything written to a memory BIO, as text. */
char *
_trivet_bio_dup_text (BIO *bio)
{
  char *data = NULL;
  long  length = BIO_get_mem_data (bio, &data);

  return g_strndup (data, (gsize) MAX (length, 0));
}

/* Reads a small text file. Errors: %TRIVET_CRYPTO_ERROR_FILE, with the path and the reason. The
 * caller wipes the text. */
gboolean
_trivet_key_read_file (const char *path,
                       char      **ret_text,
                       gsize      *ret_length,
                       GError    **error)
{
  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (path, ret_text, ret_length, &local)) {
    g_set_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_FILE, "%s", local->message);
    return FALSE;
  }
  if (*ret_length <= TRIVET_KEY_FILE_MAX_BYTES)
    return TRUE;

  trivet_secret_wipe (*ret_text, *ret_length);
  g_clear_pointer (ret_text, g_free);
  g_set_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_FILE,
               "“%s” is larger than any key file", path);
  return FALSE;
}

/* Strict Base64 with white space allowed: unlike g_base64_decode(), which skips what it does not
 * know, this refuses, so that a damaged key is not taken for another one. */
guint8 *
_trivet_base64_decode (const char *text,
                       gsize       length,
                       gsize      *ret_length)
{
  g_autofree char *packed = g_malloc (length + 1);
  guint8          *bytes = NULL;
  gsize            n = 0;
  gboolean         ok = TRUE;

  for (gsize i = 0; i < length && ok; i++) {
    if (g_ascii_isspace (text[i]))
      continue;
    ok = g_ascii_isalnum (text[i]) || strchr ("+/=", text[i]) != NULL;
    packed[n++] = text[i];
  }
  packed[n] = '\0';
  if (ok && n > 0 && memchr (packed, '\0', n) == NULL)
    bytes = g_base64_decode (packed, ret_length);
  trivet_secret_wipe (packed, length);
  return bytes;
}

/* The bytes of the first PEM block in @text, or of a bare Base64 text; @ret_label is then NULL.
 * White space and line lengths do not matter. (nullable): NULL when it is neither. */
guint8 *
_trivet_pem_decode (const char *text,
                    gsize       length,
                    char      **ret_label,
                    gsize      *ret_length)
{
  const char *begin = g_strstr_len (text, (gssize) length, "-----BEGIN ");
  const char *label, *label_end, *end;

  *ret_label = NULL;
  if (begin == NULL)
    return _trivet_base64_decode (text, length, ret_length);

  label = begin + strlen ("-----BEGIN ");
  label_end = g_strstr_len (label, (gssize) (length - (gsize) (label - text)), "-----");
  if (label_end == NULL)
    return NULL;
  end = g_strstr_len (label_end + 5, (gssize) (length - (gsize) (label_end + 5 - text)), "-----END ");
  if (end == NULL)
    return NULL;

  *ret_label = g_strndup (label, (gsize) (label_end - label));
  return _trivet_base64_decode (label_end + 5, (gsize) (end - label_end - 5), ret_length);
}

/* Both wallets use RSA only. */
gboolean
_trivet_key_check_rsa (EVP_PKEY *pkey,
                       GError  **error)
{
  if (!EVP_PKEY_is_a (pkey, "RSA")) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "The key is not an RSA key");
    return FALSE;
  }
  if (EVP_PKEY_get_bits (pkey) < TRIVET_KEY_MIN_BITS) {
    g_set_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                 "The key has %d bits, at least %d are needed", EVP_PKEY_get_bits (pkey), TRIVET_KEY_MIN_BITS);
    return FALSE;
  }
  return TRUE;
}
