/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-certificate-private.h"

#include "trivet-crypto-error.h"
#include "trivet-key-private.h"

#include <string.h>
#include <time.h>

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/* What adapters need to know of a certificate: its key, its serial in the two spellings that
 * wallets use, its issuer as text, and the time in which it counts. */

struct _TrivetCertificate {
  X509 *x509;
};

/* (transfer full) @x509 */
TrivetCertificate *
_trivet_certificate_new_take (X509 *x509)
{
  TrivetCertificate *self = g_atomic_rc_box_new0 (TrivetCertificate);

  self->x509 = x509;
  return self;
}

X509 *
_trivet_certificate_peek (TrivetCertificate *self)
{
  return self->x509;
}

/**
 * trivet_certificate_new_from_text:
 * @text: PEM or bare Base64
 * @length: bytes of @text, or -1 when it ends with NUL
 * @error: %TRIVET_CRYPTO_ERROR_CERTIFICATE
 *
 * Returns: (transfer full) (nullable): the certificate; of several PEM blocks the first
 */
TrivetCertificate *
trivet_certificate_new_from_text (const char *text,
                                  gssize      length,
                                  GError    **error)
{
  g_autofree char   *label = NULL;
  g_autofree guint8 *der = NULL;
  const guint8      *cursor;
  X509              *x509 = NULL;
  gsize              der_length = 0;

  g_return_val_if_fail (text != NULL, NULL);

  der = _trivet_pem_decode (text, length < 0 ? strlen (text) : (gsize) length, &label, &der_length);
  if (der != NULL) {
    cursor = der;
    x509 = d2i_X509 (NULL, &cursor, (long) der_length);
    trivet_secret_wipe (der, der_length);
  }
  ERR_clear_error ();
  if (x509 == NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CERTIFICATE,
                         "This is not a certificate");
    return NULL;
  }
  return _trivet_certificate_new_take (x509);
}

/**
 * trivet_certificate_new_from_file:
 * @path: a file in the file-name encoding
 * @error: %TRIVET_CRYPTO_ERROR_FILE, %TRIVET_CRYPTO_ERROR_CERTIFICATE
 *
 * Returns: (transfer full) (nullable): the first certificate in the file
 */
TrivetCertificate *
trivet_certificate_new_from_file (const char *path,
                                  GError    **error)
{
  g_autofree char   *text = NULL;
  TrivetCertificate *self;
  gsize              length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!_trivet_key_read_file (path, &text, &length, error))
    return NULL;
  self = trivet_certificate_new_from_text (text, (gssize) length, error);
  trivet_secret_wipe (text, length);
  return self;
}

/**
 * trivet_certificate_list_from_file:
 * @path: a bundle of PEM certificates
 * @error: %TRIVET_CRYPTO_ERROR_FILE, %TRIVET_CRYPTO_ERROR_CERTIFICATE
 *
 * Returns: (transfer full) (element-type TrivetCertificate) (nullable): all of them in the order
 *   of the file, at least one; one that cannot be read spoils the whole
 */
GPtrArray *
trivet_certificate_list_from_file (const char *path,
                                   GError    **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_certificate_unref);
  const char *begin;
  gsize       length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!_trivet_key_read_file (path, &text, &length, error))
    return NULL;

  begin = strstr (text, "-----BEGIN CERTIFICATE-----");
  while (begin != NULL) {
    TrivetCertificate *certificate = trivet_certificate_new_from_text (begin, -1, error);

    if (certificate == NULL)
      return NULL;
    g_ptr_array_add (list, certificate);
    begin = strstr (begin + 1, "-----BEGIN CERTIFICATE-----");
  }
  if (list->len == 0) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CERTIFICATE,
                         "There is no certificate in the file");
    return NULL;
  }
  return g_steal_pointer (&list);
}

/**
 * trivet_certificate_ref:
 *
 * Returns: (transfer full): @self
 */
TrivetCertificate *
trivet_certificate_ref (TrivetCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
certificate_clear (TrivetCertificate *self)
{
  X509_free (self->x509);
}

/**
 * trivet_certificate_unref:
 */
void
trivet_certificate_unref (TrivetCertificate *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) certificate_clear);
}

/**
 * trivet_certificate_dup_public_key:
 * @error: %TRIVET_CRYPTO_ERROR_KEY when it is not an RSA key (SM2, EC)
 *
 * Returns: (transfer full) (nullable): the key that it certifies
 */
TrivetPublicKey *
trivet_certificate_dup_public_key (TrivetCertificate *self,
                                   GError           **error)
{
  EVP_PKEY *pkey = X509_get_pubkey (self->x509);

  ERR_clear_error ();
  if (pkey == NULL) {
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY,
                         "The certificate's key is of an unknown kind");
    return NULL;
  }
  return _trivet_public_key_new_take (pkey, error);
}

/**
 * trivet_certificate_dup_pem:
 *
 * Returns: (transfer full): the certificate with PEM lines
 */
char *
trivet_certificate_dup_pem (TrivetCertificate *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  g_assert (PEM_write_bio_X509 (bio, self->x509) == 1);
  return _trivet_bio_dup_text (bio);
}

static char *
dup_serial (TrivetCertificate *self,
            char *(*print) (const BIGNUM *) )
{
  BIGNUM *number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (self->x509), NULL);
  char   *text = number != NULL ? print (number) : NULL;
  char   *copy = g_strdup (text != NULL ? text : "");

  OPENSSL_free (text);
  BN_free (number);
  return copy;
}

/**
 * trivet_certificate_dup_serial_hex:
 *
 * Returns: (transfer full): upper-case hex digits, an even number of them
 */
char *
trivet_certificate_dup_serial_hex (TrivetCertificate *self)
{
  return dup_serial (self, BN_bn2hex);
}

/**
 * trivet_certificate_dup_serial_decimal:
 *
 * Returns: (transfer full): decimal digits without leading zeros
 */
char *
trivet_certificate_dup_serial_decimal (TrivetCertificate *self)
{
  return dup_serial (self, BN_bn2dec);
}

static void
append_attribute (GString         *text,
                  X509_NAME_ENTRY *entry)
{
  ASN1_OBJECT *object = X509_NAME_ENTRY_get_object (entry);
  int          nid = OBJ_obj2nid (object);
  guint8      *utf8 = NULL;
  int          length = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (entry));
  char         oid[80];

  if (text->len > 0)
    g_string_append_c (text, ',');
  if (nid != NID_undef) {
    g_string_append (text, OBJ_nid2sn (nid));
  } else {
    OBJ_obj2txt (oid, sizeof oid, object, 1);
    g_string_append (text, oid);
  }
  g_string_append_c (text, '=');
  if (length > 0)
    g_string_append_len (text, (const char *) utf8, length);
  OPENSSL_free (utf8);
}

/**
 * trivet_certificate_dup_issuer_text:
 *
 * The issuer's name as Alipay's serial rule wants it: attributes in the reverse of their encoded
 * order, unescaped, joined with commas without blanks.
 *
 * Returns: (transfer full): "CN=…,OU=…,O=…,C=CN"
 */
char *
trivet_certificate_dup_issuer_text (TrivetCertificate *self)
{
  X509_NAME *name = X509_get_issuer_name (self->x509);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = X509_NAME_entry_count (name) - 1; i >= 0; i--)
    append_attribute (text, X509_NAME_get_entry (name, i));
  ERR_clear_error ();
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * trivet_certificate_dup_signature_oid:
 *
 * Returns: (transfer full): the algorithm with which it was signed, "1.2.840.113549.1.1.11"
 */
char *
trivet_certificate_dup_signature_oid (TrivetCertificate *self)
{
  const X509_ALGOR  *algorithm = NULL;
  const ASN1_OBJECT *object = NULL;
  char               oid[80] = "";

  X509_get0_signature (NULL, &algorithm, self->x509);
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  OBJ_obj2txt (oid, sizeof oid, object, 1);
  return g_strdup (oid);
}

static gint64
time_to_seconds (const ASN1_TIME *time)
{
  struct tm parts = { 0 };
  g_autoptr (GDateTime) date = NULL;

  if (ASN1_TIME_to_tm (time, &parts) != 1)
    return 0;
  date = g_date_time_new_utc (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                              parts.tm_hour, parts.tm_min, parts.tm_sec);
  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/**
 * trivet_certificate_get_not_before_s:
 *
 * Returns: seconds since 1970 from which on it counts
 */
gint64
trivet_certificate_get_not_before_s (TrivetCertificate *self)
{
  return time_to_seconds (X509_get0_notBefore (self->x509));
}

/**
 * trivet_certificate_get_not_after_s:
 *
 * Returns: seconds since 1970 up to which it counts; 0 when the certificate's time is unreadable
 */
gint64
trivet_certificate_get_not_after_s (TrivetCertificate *self)
{
  return time_to_seconds (X509_get0_notAfter (self->x509));
}
