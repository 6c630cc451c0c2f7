/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-key.h"

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

/**
 * SECTION:trivet-sandbox-key
 *
 * The sandbox's own keys and certificates, made straight with libcrypto. It shares no code with
 * the adapters, so that a mistake in signing cannot be on both sides at once.
 */

#define CERTIFICATE_DAYS 1825
#define SERIAL_BYTES     20

struct _TrivetSandboxKey {
  EVP_PKEY *pkey;
};

typedef struct {
  int         nid;
  const char *value;
} Extension;

static const Extension ca_extensions[] = {
  { NID_basic_constraints, "critical,CA:TRUE" },
  { NID_key_usage, "critical,keyCertSign,cRLSign" },
  { NID_undef, NULL },
};

static const Extension server_extensions[] = {
  { NID_basic_constraints, "critical,CA:FALSE" },
  { NID_key_usage, "critical,digitalSignature" },
  { NID_ext_key_usage, "serverAuth" },
  { NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1" },
  { NID_undef, NULL },
};

static const Extension merchant_extensions[] = {
  { NID_basic_constraints, "critical,CA:FALSE" },
  { NID_key_usage, "critical,digitalSignature" },
  { NID_ext_key_usage, "clientAuth" },
  { NID_undef, NULL },
};

static const Extension platform_extensions[] = {
  { NID_basic_constraints, "critical,CA:FALSE" },
  { NID_key_usage, "critical,digitalSignature,dataEncipherment" },
  { NID_undef, NULL },
};

static TrivetSandboxKey *
wrap_key (EVP_PKEY *pkey,
          GError  **error)
{
  TrivetSandboxKey *self;

  if (pkey == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "libcrypto gave no key");
    return NULL;
  }

  self = g_new0 (TrivetSandboxKey, 1);
  self->pkey = pkey;
  return self;
}

static char *
steal_bio_text (BIO *bio)
{
  char *data = NULL;
  long  length = BIO_get_mem_data (bio, &data);
  char *text = g_strndup (data, length);

  BIO_free (bio);
  return text;
}

static const Extension *
get_extensions (TrivetSandboxCertificateUse use)
{
  switch (use) {
  case TRIVET_SANDBOX_CERTIFICATE_CA:
    return ca_extensions;
  case TRIVET_SANDBOX_CERTIFICATE_SERVER:
    return server_extensions;
  case TRIVET_SANDBOX_CERTIFICATE_MERCHANT:
    return merchant_extensions;
  case TRIVET_SANDBOX_CERTIFICATE_PLATFORM:
    return platform_extensions;
  }

  g_assert_not_reached ();
}

static gboolean
add_extensions (X509                       *certificate,
                X509                       *issuer,
                TrivetSandboxCertificateUse use)
{
  X509V3_CTX context;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  for (const Extension *row = get_extensions (use); row->value != NULL; row++) {
    X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, &context, row->nid, row->value);
    gboolean        added = extension != NULL && X509_add_ext (certificate, extension, -1) == 1;

    X509_EXTENSION_free (extension);
    if (!added)
      return FALSE;
  }

  return TRUE;
}

/* Forty hex digits, as both wallets print serial numbers: the first digit is never zero, and the
 * top bit is clear because an ASN.1 integer is signed. */
static gboolean
set_serial (X509 *certificate)
{
  guint8   bytes[SERIAL_BYTES];
  BIGNUM  *number;
  gboolean done;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;

  bytes[0] = (bytes[0] & 0x3f) | 0x40;
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  done = number != NULL && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL;
  BN_free (number);
  return done;
}

static gboolean
fill_certificate (X509       *certificate,
                  EVP_PKEY   *pkey,
                  const char *common_name)
{
  X509_NAME *name = X509_get_subject_name (certificate);

  return X509_set_version (certificate, 2) == 1 && set_serial (certificate) && X509_gmtime_adj (X509_getm_notBefore (certificate), -3600) != NULL && X509_time_adj_ex (X509_getm_notAfter (certificate), CERTIFICATE_DAYS, 0, NULL) != NULL && X509_NAME_add_entry_by_txt (name, "C", MBSTRING_UTF8, (const guint8 *) "CN", -1, -1, 0) && X509_NAME_add_entry_by_txt (name, "O", MBSTRING_UTF8, (const guint8 *) "Trivet training", -1, -1, 0) && X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_UTF8, (const guint8 *) common_name, -1, -1, 0) && X509_set_pubkey (certificate, pkey) == 1;
}

static X509 *
read_certificate (const char *pem)
{
  BIO  *bio = BIO_new_mem_buf (pem, -1);
  X509 *certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

  BIO_free (bio);
  return certificate;
}

/**
 * trivet_sandbox_key_new_rsa:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a fresh RSA key of 2048 bits, as both wallets ask for
 */
TrivetSandboxKey *
trivet_sandbox_key_new_rsa (GError **error)
{
  return wrap_key (EVP_RSA_gen (2048), error);
}

/**
 * trivet_sandbox_key_new_ec:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a fresh P-256 key: for TLS only, where it is quicker
 */
TrivetSandboxKey *
trivet_sandbox_key_new_ec (GError **error)
{
  return wrap_key (EVP_EC_gen ("P-256"), error);
}

/**
 * trivet_sandbox_key_new_from_pem:
 * @pem: a private key, a public key or a certificate
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the key
 */
TrivetSandboxKey *
trivet_sandbox_key_new_from_pem (const char *pem,
                                 GError    **error)
{
  BIO      *bio = BIO_new_mem_buf (pem, -1);
  EVP_PKEY *pkey = NULL;

  if (strstr (pem, "PRIVATE KEY-----") != NULL) {
    pkey = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);
  } else if (strstr (pem, "PUBLIC KEY-----") != NULL) {
    pkey = PEM_read_bio_PUBKEY (bio, NULL, NULL, NULL);
  } else {
    X509 *certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

    pkey = certificate != NULL ? X509_get_pubkey (certificate) : NULL;
    X509_free (certificate);
  }

  BIO_free (bio);
  return wrap_key (pkey, error);
}

/**
 * trivet_sandbox_key_free:
 * @self: (nullable): a key
 *
 * Frees the key; libcrypto wipes the private part.
 */
void
trivet_sandbox_key_free (TrivetSandboxKey *self)
{
  if (self == NULL)
    return;

  EVP_PKEY_free (self->pkey);
  g_free (self);
}

/**
 * trivet_sandbox_key_dup_private:
 * @self: a private key
 *
 * Returns: (transfer full): PKCS#8 PEM
 */
char *
trivet_sandbox_key_dup_private (TrivetSandboxKey *self)
{
  BIO *bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_PKCS8PrivateKey (bio, self->pkey, NULL, NULL, 0, NULL, NULL);
  return steal_bio_text (bio);
}

/**
 * trivet_sandbox_key_dup_public:
 * @self: a key
 *
 * Returns: (transfer full): the public part as PEM
 */
char *
trivet_sandbox_key_dup_public (TrivetSandboxKey *self)
{
  BIO *bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_PUBKEY (bio, self->pkey);
  return steal_bio_text (bio);
}

/**
 * trivet_sandbox_key_sign:
 * @self: a private RSA key
 * @text: what to sign
 * @length: of @text
 *
 * Returns: (transfer full): Base64 of the PKCS#1 v1.5 SHA-256 signature
 */
char *
trivet_sandbox_key_sign (TrivetSandboxKey *self,
                         const char       *text,
                         gsize             length)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8      signature[512];
  gsize       size = sizeof signature;
  int         done;

  done = EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->pkey) == 1 && EVP_DigestSign (context, signature, &size, (const guint8 *) text, length) == 1;
  EVP_MD_CTX_free (context);
  g_assert (done);

  return g_base64_encode (signature, size);
}

/**
 * trivet_sandbox_key_verify:
 * @self: a public or private RSA key
 * @text: what was signed
 * @length: of @text
 * @signature: Base64, without line breaks
 *
 * Returns: whether @signature belongs to @text and this key
 */
gboolean
trivet_sandbox_key_verify (TrivetSandboxKey *self,
                           const char       *text,
                           gsize             length,
                           const char       *signature)
{
  g_autofree guint8 *bytes = NULL;
  g_autofree char   *again = NULL;
  EVP_MD_CTX        *context;
  gsize              size = 0;
  gboolean           valid;

  bytes = g_base64_decode (signature, &size);
  again = g_base64_encode (bytes, size);
  if (size == 0 || strcmp (again, signature) != 0)
    return FALSE;

  context = EVP_MD_CTX_new ();
  valid = EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, self->pkey) == 1 && EVP_DigestVerify (context, bytes, size, (const guint8 *) text, length) == 1;
  EVP_MD_CTX_free (context);
  return valid;
}

/**
 * trivet_sandbox_key_certify:
 * @self: the key that gets a certificate
 * @use: what for
 * @common_name: the subject
 * @issuer_key: who signs; @self for the CA
 * @issuer_pem: (nullable): the issuer's certificate; %NULL for the CA
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a certificate of five years as PEM
 */
char *
trivet_sandbox_key_certify (TrivetSandboxKey           *self,
                            TrivetSandboxCertificateUse use,
                            const char                 *common_name,
                            TrivetSandboxKey           *issuer_key,
                            const char                 *issuer_pem,
                            GError                    **error)
{
  X509 *certificate = X509_new ();
  X509 *issuer = issuer_pem != NULL ? read_certificate (issuer_pem) : certificate;
  char *pem = NULL;

  if (issuer != NULL && fill_certificate (certificate, self->pkey, common_name) && X509_set_issuer_name (certificate, X509_get_subject_name (issuer)) == 1 && add_extensions (certificate, issuer, use) && X509_sign (certificate, issuer_key->pkey, EVP_sha256 ()) > 0) {
    BIO *bio = BIO_new (BIO_s_mem ());

    PEM_write_bio_X509 (bio, certificate);
    pem = steal_bio_text (bio);
  } else {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No certificate for %s", common_name);
  }

  if (issuer != certificate)
    X509_free (issuer);
  X509_free (certificate);
  return pem;
}
