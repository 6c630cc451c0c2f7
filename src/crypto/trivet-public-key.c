/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-key-private.h"

#include "trivet-crypto-error.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>

/* A wallet's RSA key, or that of the certificate that holds it. */

struct _TrivetPublicKey {
  EVP_PKEY *pkey;
};

/* (transfer full) @pkey: freed on error. */
TrivetPublicKey *
_trivet_public_key_new_take (EVP_PKEY *pkey,
                             GError  **error)
{
  g_autoptr (EVP_PKEY) taken = pkey;
  TrivetPublicKey *self;

  if (!_trivet_key_check_rsa (taken, error))
    return NULL;
  self = g_atomic_rc_box_new0 (TrivetPublicKey);
  self->pkey = g_steal_pointer (&taken);
  return self;
}

static EVP_PKEY *
public_key_from_certificate (const guint8 *der,
                             gsize         length)
{
  const guint8 *cursor = der;
  g_autoptr (X509) x509 = d2i_X509 (NULL, &cursor, (long) length);

  return x509 != NULL ? X509_get_pubkey (x509) : NULL;
}

static EVP_PKEY *
public_key_from_der (const guint8 *der,
                     gsize         length)
{
  const guint8 *cursor = der;
  EVP_PKEY     *pkey = d2i_PUBKEY (NULL, &cursor, (long) length);

  if (pkey == NULL) {
    cursor = der;
    pkey = d2i_PublicKey (EVP_PKEY_RSA, NULL, &cursor, (long) length);
  }
  if (pkey == NULL)
    pkey = public_key_from_certificate (der, length);
  return pkey;
}

/**
 * trivet_public_key_new_from_text:
 * @text: a public key (SubjectPublicKeyInfo or PKCS#1) or a certificate, as PEM or bare Base64
 * @length: bytes of @text, or -1 when it ends with NUL
 * @error: %TRIVET_CRYPTO_ERROR_KEY
 *
 * Returns: (transfer full) (nullable): the key; of several PEM blocks the first
 */
TrivetPublicKey *
trivet_public_key_new_from_text (const char *text,
                                 gssize      length,
                                 GError    **error)
{
  g_autofree char   *label = NULL;
  g_autofree guint8 *der = NULL;
  EVP_PKEY          *pkey = NULL;
  gsize              der_length = 0;

  g_return_val_if_fail (text != NULL, NULL);

  der = _trivet_pem_decode (text, length < 0 ? strlen (text) : (gsize) length, &label, &der_length);
  if (label != NULL && strstr (label, "PRIVATE") != NULL) {
    trivet_secret_wipe (der, der_length);
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "This is a private key, a public key is needed");
    return NULL;
  }
  if (der != NULL)
    pkey = public_key_from_der (der, der_length);
  ERR_clear_error ();
  if (pkey == NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "This is not a public key");
    return NULL;
  }
  return _trivet_public_key_new_take (pkey, error);
}

/**
 * trivet_public_key_new_from_file:
 * @path: a file in the file-name encoding
 * @error: %TRIVET_CRYPTO_ERROR_FILE, %TRIVET_CRYPTO_ERROR_KEY
 *
 * Returns: (transfer full) (nullable): the key in the file
 */
TrivetPublicKey *
trivet_public_key_new_from_file (const char *path,
                                 GError    **error)
{
  g_autofree char *text = NULL;
  TrivetPublicKey *self;
  gsize            length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!_trivet_key_read_file (path, &text, &length, error))
    return NULL;
  self = trivet_public_key_new_from_text (text, (gssize) length, error);
  /* It may be a private key that somebody put in the wrong place. */
  trivet_secret_wipe (text, length);
  return self;
}

/**
 * trivet_public_key_ref:
 *
 * Returns: (transfer full): @self
 */
TrivetPublicKey *
trivet_public_key_ref (TrivetPublicKey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
public_key_clear (TrivetPublicKey *self)
{
  EVP_PKEY_free (self->pkey);
}

/**
 * trivet_public_key_unref:
 */
void
trivet_public_key_unref (TrivetPublicKey *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) public_key_clear);
}

EVP_PKEY *
_trivet_public_key_peek (TrivetPublicKey *self)
{
  return self->pkey;
}

/**
 * trivet_public_key_verify:
 * @message: (array length=length): the exact bytes that were signed
 * @signature: Base64; anything else is simply a bad signature
 *
 * Returns: %TRUE if @signature was made by the private half over @message
 */
gboolean
trivet_public_key_verify (TrivetPublicKey *self,
                          const void      *message,
                          gsize            length,
                          const char      *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *bytes = NULL;
  gsize              n_bytes = 0;
  gboolean           good;

  g_return_val_if_fail (message != NULL || length == 0, FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);

  bytes = _trivet_base64_decode (signature, strlen (signature), &n_bytes);
  good = bytes != NULL && context != NULL &&
         EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, self->pkey) == 1 &&
         EVP_DigestVerify (context, bytes, n_bytes, message, length) == 1;
  ERR_clear_error ();
  return good;
}

/**
 * trivet_public_key_equal:
 *
 * Returns: %TRUE if both are the same key
 */
gboolean
trivet_public_key_equal (TrivetPublicKey *a,
                         TrivetPublicKey *b)
{
  return EVP_PKEY_eq (a->pkey, b->pkey) == 1;
}

/**
 * trivet_public_key_dup_pem:
 *
 * Returns: (transfer full): SubjectPublicKeyInfo with PEM lines
 */
char *
trivet_public_key_dup_pem (TrivetPublicKey *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  g_assert (PEM_write_bio_PUBKEY (bio, self->pkey) == 1);
  return _trivet_bio_dup_text (bio);
}

/**
 * trivet_public_key_dup_fingerprint:
 *
 * What the settings screen shows, so that two people can compare keys over the telephone.
 *
 * Returns: (transfer full): SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hex digits
 */
char *
trivet_public_key_dup_fingerprint (TrivetPublicKey *self)
{
  guint8 *der = NULL;
  int     length = i2d_PUBKEY (self->pkey, &der);
  char   *fingerprint;

  g_assert (length > 0);
  fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, (gsize) length);
  OPENSSL_free (der);
  return fingerprint;
}
