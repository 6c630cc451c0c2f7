/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-crypto"

#include "trivet-certificate-private.h"

#include "trivet-crypto-error.h"
#include "trivet-key-private.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

/* Making certificates: the training gateways have an authority of their own and hand out platform
 * certificates, without needing the openssl program. */

/* 20 bytes whose first is neither zero nor negative, so that the serial always has the 40 hex
 * digits that WeChat Pay's have. */
static gboolean
set_serial (X509 *x509)
{
  guint8   bytes[20];
  BIGNUM  *number;
  gboolean ok;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;
  bytes[0] = (guint8) ((bytes[0] & 0x3f) | 0x40);
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  ok = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (x509)) != NULL;
  BN_free (number);
  return ok;
}

static gboolean
add_extension (X509       *x509,
               X509       *issuer,
               int         nid,
               const char *value)
{
  X509V3_CTX      context;
  X509_EXTENSION *extension;
  gboolean        ok;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  ok = extension != NULL && X509_add_ext (x509, extension, -1) == 1;
  X509_EXTENSION_free (extension);
  return ok;
}

static gboolean
add_extensions (X509                            *x509,
                X509                            *issuer,
                const TrivetCertificateTemplate *template_)
{
  const char *usage = template_->authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature,keyEncipherment";

  return add_extension (x509, issuer, NID_basic_constraints,
                        template_->authority ? "critical,CA:TRUE" : "critical,CA:FALSE") &&
         add_extension (x509, issuer, NID_key_usage, usage) &&
         add_extension (x509, issuer, NID_subject_key_identifier, "hash") &&
         add_extension (x509, issuer, NID_authority_key_identifier, "keyid") &&
         (template_->alternative_names == NULL ||
          add_extension (x509, issuer, NID_subject_alt_name, template_->alternative_names));
}

static gboolean
add_name (X509_NAME  *name,
          const char *field,
          const char *value)
{
  return value == NULL ||
         X509_NAME_add_entry_by_txt (name, field, MBSTRING_UTF8, (const guint8 *) value, -1, -1, 0) == 1;
}

static gboolean
fill (X509                            *x509,
      const TrivetCertificateTemplate *template_,
      TrivetPublicKey                 *subject_key,
      X509                            *issuer)
{
  X509_NAME *subject = X509_get_subject_name (x509);

  return X509_set_version (x509, X509_VERSION_3) == 1 &&
         set_serial (x509) &&
         ASN1_TIME_set (X509_getm_notBefore (x509), template_->not_before_s) != NULL &&
         ASN1_TIME_set (X509_getm_notAfter (x509), template_->not_after_s) != NULL &&
         add_name (subject, "C", "CN") &&
         add_name (subject, "O", template_->organisation) &&
         add_name (subject, "CN", template_->common_name) &&
         X509_set_issuer_name (x509, X509_get_subject_name (issuer)) == 1 &&
         X509_set_pubkey (x509, _trivet_public_key_peek (subject_key)) == 1 &&
         add_extensions (x509, issuer, template_);
}

/**
 * trivet_certificate_issue:
 * @template_: what it says
 * @subject_key: the key that it certifies
 * @issuer: (nullable): who signs; %NULL makes a self-signed certificate
 * @issuer_key: the signer's key; that of @subject_key for a self-signed one
 * @error: %TRIVET_CRYPTO_ERROR_SYSTEM
 *
 * Returns: (transfer full) (nullable): a new certificate with a random serial of 40 hex digits,
 *   signed with SHA-256
 */
TrivetCertificate *
trivet_certificate_issue (const TrivetCertificateTemplate *template_,
                          TrivetPublicKey                 *subject_key,
                          TrivetCertificate               *issuer,
                          TrivetPrivateKey                *issuer_key,
                          GError                         **error)
{
  g_autoptr (X509) x509 = X509_new ();
  X509 *signer;

  g_return_val_if_fail (template_ != NULL && template_->common_name != NULL, NULL);
  g_return_val_if_fail (subject_key != NULL && issuer_key != NULL, NULL);

  signer = issuer != NULL ? _trivet_certificate_peek (issuer) : x509;
  if (x509 == NULL || !fill (x509, template_, subject_key, signer) ||
      X509_sign (x509, _trivet_private_key_peek (issuer_key), EVP_sha256 ()) == 0) {
    ERR_clear_error ();
    g_set_error_literal (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_SYSTEM,
                         "The certificate could not be made");
    return NULL;
  }
  return _trivet_certificate_new_take (g_steal_pointer (&x509));
}
