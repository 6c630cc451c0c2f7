/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-cipher.h"

#include "trivet-crypto-error.h"
#include "trivet-key-private.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>

/* Symmetric work of the wallets: AES-256-GCM for what WeChat Pay encrypts, digests for the older
 * interface. */

/* The service may pick any nonce length that GCM allows; 12 is what it sends. */
#define MAX_NONCE_BYTES 64

static gboolean
check_arguments (const TrivetSecret *key,
                 const char         *nonce,
                 GError            **error)
{
  if (trivet_secret_get_length (key) != TRIVET_AES256_KEY_BYTES) {
    g_set_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                 "The key has %" G_GSIZE_FORMAT " bytes, it must have %d",
                 trivet_secret_get_length (key), TRIVET_AES256_KEY_BYTES);
    return FALSE;
  }
  if (*nonce == '\0' || strlen (nonce) > MAX_NONCE_BYTES) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER,
                         "The nonce has a wrong length");
    return FALSE;
  }
  return TRUE;
}

static gboolean
start (EVP_CIPHER_CTX     *context,
       int                 encrypt,
       const TrivetSecret *key,
       const char         *nonce,
       const char         *associated_data)
{
  const guint8 *key_bytes = (const guint8 *) trivet_secret_peek (key);
  int           ignored;

  return context != NULL &&
         EVP_CipherInit_ex (context, EVP_aes_256_gcm (), NULL, NULL, NULL, encrypt) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_IVLEN, (int) strlen (nonce), NULL) == 1 &&
         EVP_CipherInit_ex (context, NULL, NULL, key_bytes, (const guint8 *) nonce, encrypt) == 1 &&
         (associated_data == NULL || *associated_data == '\0' ||
          EVP_CipherUpdate (context, NULL, &ignored, (const guint8 *) associated_data,
                            (int) strlen (associated_data)) == 1);
}

/**
 * trivet_aes256_gcm_decrypt:
 * @key: 32 bytes
 * @nonce: its bytes are used as they are
 * @associated_data: (nullable): likewise; %NULL and "" are the same
 * @ciphertext: (array length=length): ends with the 16 bytes of the tag
 * @error: %TRIVET_CRYPTO_ERROR_KEY for a key of a wrong length, %TRIVET_CRYPTO_ERROR_CIPHER for
 *   everything that does not decrypt
 *
 * Returns: (transfer full) (nullable): the plain bytes, only after the tag was checked
 */
GBytes *
trivet_aes256_gcm_decrypt (const TrivetSecret *key,
                           const char         *nonce,
                           const char         *associated_data,
                           const guint8       *ciphertext,
                           gsize               length,
                           GError            **error)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree guint8 *plain = NULL;
  int                n = 0, rest = 0;
  gsize              body;

  g_return_val_if_fail (key != NULL && nonce != NULL, NULL);

  if (!check_arguments (key, nonce, error))
    return NULL;
  if (length < TRIVET_GCM_TAG_BYTES || length > G_MAXINT) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER,
                         "The encrypted text has no tag");
    return NULL;
  }

  body = length - TRIVET_GCM_TAG_BYTES;
  plain = g_malloc (body + 1);
  if (!start (context, 0, key, nonce, associated_data) ||
      EVP_DecryptUpdate (context, plain, &n, ciphertext, (int) body) != 1 ||
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, TRIVET_GCM_TAG_BYTES, (void *) (ciphertext + body)) != 1 ||
      EVP_DecryptFinal_ex (context, plain + n, &rest) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER,
                         "The text was not encrypted with this key, or was changed");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&plain), (gsize) (n + rest));
}

/**
 * trivet_aes256_gcm_encrypt:
 * @key: 32 bytes
 * @nonce: its bytes are used as they are; never twice with one key
 * @associated_data: (nullable): likewise
 * @plaintext: (array length=length): what is encrypted
 * @error: %TRIVET_CRYPTO_ERROR_KEY, %TRIVET_CRYPTO_ERROR_CIPHER
 *
 * For the training gateways.
 *
 * Returns: (transfer full) (nullable): the encrypted bytes and the 16 bytes of the tag
 */
GBytes *
trivet_aes256_gcm_encrypt (const TrivetSecret *key,
                           const char         *nonce,
                           const char         *associated_data,
                           const guint8       *plaintext,
                           gsize               length,
                           GError            **error)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  g_autofree guint8 *cipher = NULL;
  int                n = 0, rest = 0;

  g_return_val_if_fail (key != NULL && nonce != NULL, NULL);
  g_return_val_if_fail (length <= G_MAXINT - TRIVET_GCM_TAG_BYTES, NULL);

  if (!check_arguments (key, nonce, error))
    return NULL;

  cipher = g_malloc (length + TRIVET_GCM_TAG_BYTES);
  if (!start (context, 1, key, nonce, associated_data) ||
      EVP_EncryptUpdate (context, cipher, &n, plaintext, (int) length) != 1 ||
      EVP_EncryptFinal_ex (context, cipher + n, &rest) != 1 ||
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, TRIVET_GCM_TAG_BYTES, cipher + n + rest) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CIPHER,
                         "The text could not be encrypted");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&cipher), (gsize) (n + rest) + TRIVET_GCM_TAG_BYTES);
}

/**
 * trivet_md5_hex:
 *
 * For WeChat Pay's v2 signatures and Alipay's certificate serials, which demand MD5; for nothing
 * new.
 *
 * Returns: (transfer full): 32 lower-case hex digits
 */
char *
trivet_md5_hex (const char *text,
                gsize       length)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) text, length);
}

/**
 * trivet_hmac_sha256_hex:
 *
 * Returns: (transfer full): 64 lower-case hex digits
 */
char *
trivet_hmac_sha256_hex (const TrivetSecret *key,
                        const char         *text,
                        gsize               length)
{
  g_return_val_if_fail (key != NULL && text != NULL, NULL);

  return g_compute_hmac_for_data (G_CHECKSUM_SHA256, (const guchar *) trivet_secret_peek (key),
                                  trivet_secret_get_length (key), (const guchar *) text, length);
}
