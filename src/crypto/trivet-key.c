/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-key-private.h"

#include "trivet-crypto-error.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/pem.h>

/* RSA keys as payment services hand them out: with or without PEM lines, PKCS#8 or PKCS#1, on one
 * line or on many. Signatures are RSASSA-PKCS1-v1_5 with SHA-256, the one scheme that both wallets
 * use. */

#define MIN_BITS 2048

struct _TrivetPrivateKey {
  EVP_PKEY *pkey;
};

struct _TrivetPublicKey {
  EVP_PKEY *pkey;
};

static gboolean
check_rsa (EVP_PKEY *pkey,
           GError  **error)
{
  if (!EVP_PKEY_is_a (pkey, "RSA")) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "The key is not an RSA key");
    return FALSE;
  }
  if (EVP_PKEY_get_bits (pkey) < MIN_BITS) {
    g_set_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                 "The key has %d bits, at least %d are needed", EVP_PKEY_get_bits (pkey), MIN_BITS);
    return FALSE;
  }
  return TRUE;
}

/* A damaged file may still be read as a key, whose every signature is then wrong: better to hear it
 * here than from the wallet. */
static gboolean
check_pair (EVP_PKEY *pkey,
            GError  **error)
{
  static const char message[] = "trivet";
  TrivetPrivateKey  private_half = { .pkey = pkey };
  TrivetPublicKey   public_half = { .pkey = pkey };
  g_autofree char  *signature = trivet_private_key_sign (&private_half, message, sizeof message, NULL);

  if (signature != NULL && trivet_public_key_verify (&public_half, message, sizeof message, signature))
    return TRUE;

  g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                       "The private key is damaged: its signatures are wrong");
  return FALSE;
}

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
static guint8 *
decode_base64 (const char *text,
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
    return decode_base64 (text, length, ret_length);

  label = begin + strlen ("-----BEGIN ");
  label_end = g_strstr_len (label, (gssize) (length - (gsize) (label - text)), "-----");
  if (label_end == NULL)
    return NULL;
  end = g_strstr_len (label_end + 5, (gssize) (length - (gsize) (label_end + 5 - text)), "-----END ");
  if (end == NULL)
    return NULL;

  *ret_label = g_strndup (label, (gsize) (label_end - label));
  return decode_base64 (label_end + 5, (gsize) (end - label_end - 5), ret_length);
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
  if (!check_rsa (pkey, error) || !check_pair (pkey, error))
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

  g_return_val_if_fail (bits >= MIN_BITS && bits <= 8192, NULL);

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
  public_key = g_atomic_rc_box_new0 (TrivetPublicKey);
  cursor = der;
  public_key->pkey = d2i_PUBKEY (NULL, &cursor, length);
  g_assert (public_key->pkey != NULL);
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

/* (transfer full) @pkey: freed on error. */
TrivetPublicKey *
_trivet_public_key_new_take (EVP_PKEY *pkey,
                             GError  **error)
{
  g_autoptr (EVP_PKEY) taken = pkey;
  TrivetPublicKey *self;

  if (!check_rsa (taken, error))
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

  bytes = decode_base64 (signature, strlen (signature), &n_bytes);
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
