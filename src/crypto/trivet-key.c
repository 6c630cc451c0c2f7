/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-key-private.h"

#include "trivet-crypto-error.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>

/* A shop's own RSA key: PKCS#8 or PKCS#1. Signatures are RSASSA-PKCS1-v1_5 with SHA-256, the one
 * scheme that both wallets use. */

struct _TrivetPrivateKey {
  EVP_PKEY *pkey;
};

/* A damaged file may still be read as a key, whose every signature is then wrong: better to hear it
 * here than from the wallet. */
static gboolean
check_pair (EVP_PKEY *pkey,
            GError  **error)
{
  static const char message[] = "trivet";
  TrivetPrivateKey  private_half = { .pkey = pkey };

  g_autoptr (TrivetPublicKey) public_half = trivet_private_key_dup_public (&private_half);
  g_autofree char *signature = trivet_private_key_sign (&private_half, message, sizeof message, NULL);

  if (signature != NULL && trivet_public_key_verify (public_half, message, sizeof message, signature))
    return TRUE;

  g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                       "The private key is damaged: its signatures are wrong");
  return FALSE;
}

static TrivetPrivateKey *
private_key_new_take (EVP_PKEY *pkey)
{
  TrivetPrivateKey *self = g_atomic_rc_box_new0 (TrivetPrivateKey);

  self->pkey = pkey;
  return self;
}

/**
 * trivet_private_key_new_from_text:
 * @text: PKCS#8 or PKCS#1, as PEM or as bare Base64
 * @length: bytes of @text, or -1 when it ends with NUL
 * @error: %TRIVET_CRYPTO_ERROR_KEY
 *
 * Returns: (transfer full) (nullable): the key; %NULL if it is none, is encrypted, is not RSA, has
 *   fewer than 2048 bits or is damaged
 */
TrivetPrivateKey *
trivet_private_key_new_from_text (const char *text,
                                  gssize      length,
                                  GError    **error)
{
  g_autofree char   *label = NULL;
  g_autofree guint8 *der = NULL;
  g_autoptr (EVP_PKEY) pkey = NULL;
  const guint8 *cursor;
  gsize         der_length = 0;
  gsize         n = length < 0 ? strlen (text) : (gsize) length;

  g_return_val_if_fail (text != NULL, NULL);

  der = _trivet_pem_decode (text, n, &label, &der_length);
  if (label != NULL && strstr (label, "PUBLIC") != NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "This is a public key, a private key is needed");
    return NULL;
  }
  if (g_strstr_len (text, (gssize) n, "ENCRYPTED") != NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "The private key is protected by a password, export it without one");
    return NULL;
  }
  if (der != NULL) {
    cursor = der;
    pkey = d2i_AutoPrivateKey (NULL, &cursor, (long) der_length);
    trivet_secret_wipe (der, der_length);
  }
  ERR_clear_error ();
  if (pkey == NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "This is not a private key");
    return NULL;
  }
  if (!_trivet_key_check_rsa (pkey, error) || !check_pair (pkey, error))
    return NULL;

  return private_key_new_take (g_steal_pointer (&pkey));
}

/**
 * trivet_private_key_new_from_file:
 * @path: a file in the file-name encoding
 * @error: %TRIVET_CRYPTO_ERROR_FILE, %TRIVET_CRYPTO_ERROR_KEY
 *
 * Returns: (transfer full) (nullable): the key in the file
 */
TrivetPrivateKey *
trivet_private_key_new_from_file (const char *path,
                                  GError    **error)
{
  g_autofree char  *text = NULL;
  TrivetPrivateKey *self;
  gsize             length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!_trivet_key_read_file (path, &text, &length, error))
    return NULL;
  self = trivet_private_key_new_from_text (text, (gssize) length, error);
  trivet_secret_wipe (text, length);
  return self;
}

/**
 * trivet_private_key_generate:
 * @bits: 2048 … 8192
 * @error: %TRIVET_CRYPTO_ERROR_SYSTEM
 *
 * Takes some tenths of a second; do not call it in a main loop.
 *
 * Returns: (transfer full) (nullable): a new key
 */
TrivetPrivateKey *
trivet_private_key_generate (guint    bits,
                             GError **error)
{
  EVP_PKEY *pkey;

  g_return_val_if_fail (bits >= TRIVET_KEY_MIN_BITS && bits <= 8192, NULL);

  pkey = EVP_RSA_gen (bits);
  if (pkey == NULL) {
    ERR_clear_error ();
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_SYSTEM,
                         "No RSA key could be made");
    return NULL;
  }
  return private_key_new_take (pkey);
}

/**
 * trivet_private_key_ref:
 *
 * Returns: (transfer full): @self
 */
TrivetPrivateKey *
trivet_private_key_ref (TrivetPrivateKey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
private_key_clear (TrivetPrivateKey *self)
{
  EVP_PKEY_free (self->pkey);
}

/**
 * trivet_private_key_unref:
 *
 * Wipes the key with the last reference.
 */
void
trivet_private_key_unref (TrivetPrivateKey *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) private_key_clear);
}

EVP_PKEY *
_trivet_private_key_peek (TrivetPrivateKey *self)
{
  return self->pkey;
}

/**
 * trivet_private_key_sign:
 * @message: (array length=length): what is signed
 * @error: %TRIVET_CRYPTO_ERROR_SYSTEM
 *
 * RSASSA-PKCS1-v1_5 with SHA-256; the same message always gives the same signature.
 *
 * Returns: (transfer full) (nullable): Base64 without line breaks
 */
char *
trivet_private_key_sign (TrivetPrivateKey *self,
                         const void       *message,
                         gsize             length,
                         GError          **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *signature = NULL;
  gsize              signature_length = (gsize) EVP_PKEY_get_size (self->pkey);

  g_return_val_if_fail (message != NULL || length == 0, NULL);

  signature = g_malloc (signature_length);
  if (context == NULL ||
      EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->pkey) != 1 ||
      EVP_DigestSign (context, signature, &signature_length, message, length) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_SYSTEM,
                         "The message could not be signed");
    return NULL;
  }
  return g_base64_encode (signature, signature_length);
}

/**
 * trivet_private_key_dup_public:
 *
 * Returns: (transfer full): the public half
 */
TrivetPublicKey *
trivet_private_key_dup_public (TrivetPrivateKey *self)
{
  TrivetPublicKey *public_key;
  guint8          *der = NULL;
  const guint8    *cursor;
  int              length = i2d_PUBKEY (self->pkey, &der);

  g_assert (length > 0);
  cursor = der;
  public_key = _trivet_public_key_new_take (d2i_PUBKEY (NULL, &cursor, length), NULL);
  g_assert (public_key != NULL);
  OPENSSL_free (der);

  return public_key;
}

/**
 * trivet_private_key_dup_pem:
 *
 * For the training gateways, which hand keys to the register through files.
 *
 * Returns: (transfer full): PKCS#8 with PEM lines
 */
TrivetSecret *
trivet_private_key_dup_pem (TrivetPrivateKey *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_secmem ());
  char *data = NULL;
  long  length;

  g_assert (PEM_write_bio_PKCS8PrivateKey (bio, self->pkey, NULL, NULL, 0, NULL, NULL) == 1);
  length = BIO_get_mem_data (bio, &data);
  return trivet_secret_new (data, length);
}
