/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: serials, issuer text, validity and keys of certificates are read as the wallets' rules want
 * them, and certificates that we issue hold together. Method: the vectors' certificates with known
 * values; an authority and a leaf made on the spot, checked by GIO's TLS code as an independent
 * reader. */

#include "trivet-certificate.h"
#include "trivet-crypto-error.h"

#include <gio/gio.h>
#include <string.h>

static char *
fixture_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", name, NULL);
}

static void
test_known_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("ali_app_cert.pem");
  g_autoptr (TrivetCertificate) certificate = trivet_certificate_new_from_file (path, &error);
  g_autofree char *issuer = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *decimal = NULL;
  g_autofree char *oid = NULL;

  g_assert_no_error (error);
  issuer = trivet_certificate_dup_issuer_text (certificate);
  hex = trivet_certificate_dup_serial_hex (certificate);
  decimal = trivet_certificate_dup_serial_decimal (certificate);
  oid = trivet_certificate_dup_signature_oid (certificate);
  g_assert_cmpstr (issuer, ==, "CN=Test Alpha Class 2 R1,OU=Certification Authority,O=Test Alpha Financial,C=CN");
  g_assert_cmpstr (hex, ==, "2B0BD9955004BE4D2A866768B131EE84");
  g_assert_cmpstr (decimal, ==, "57218332196840007838727190261980589700");
  g_assert_cmpstr (oid, ==, "1.2.840.113549.1.1.11");
  g_assert_cmpint (trivet_certificate_get_not_before_s (certificate), >, 0);
  g_assert_cmpint (trivet_certificate_get_not_before_s (certificate), <,
                   trivet_certificate_get_not_after_s (certificate));
}

static void
test_bundle (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("ali_root_bundle.pem");
  g_autofree char *key_path = fixture_path ("ali_app_private.pem");
  g_autoptr (GPtrArray) list = trivet_certificate_list_from_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);

  g_assert_null (trivet_certificate_list_from_file (key_path, &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CERTIFICATE);
  g_clear_error (&error);
  g_assert_null (trivet_certificate_new_from_file (key_path, &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_CERTIFICATE);
}

static TrivetCertificate *
make_authority (TrivetPrivateKey *key)
{
  TrivetCertificateTemplate template_ = {
    .common_name = "Training authority",
    .organisation = "Trivet training",
    .not_before_s = g_get_real_time () / G_USEC_PER_SEC - 60,
    .not_after_s = g_get_real_time () / G_USEC_PER_SEC + 3600,
    .authority = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPublicKey) public_key = trivet_private_key_dup_public (key);
  TrivetCertificate *certificate = trivet_certificate_issue (&template_, public_key, NULL, key, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
test_issue (void)
{
  TrivetCertificateTemplate template_ = {
    .common_name = "localhost",
    .alternative_names = "DNS:localhost,IP:127.0.0.1",
    .not_before_s = g_get_real_time () / G_USEC_PER_SEC - 60,
    .not_after_s = g_get_real_time () / G_USEC_PER_SEC + 3600,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPrivateKey) root_key = trivet_private_key_generate (2048, &error);
  g_autoptr (TrivetPrivateKey) key = trivet_private_key_generate (2048, &error);
  g_autoptr (TrivetPublicKey) public_key = trivet_private_key_dup_public (key);
  g_autoptr (TrivetCertificate) root = make_authority (root_key);
  g_autoptr (TrivetCertificate) leaf = trivet_certificate_issue (&template_, public_key, root, root_key, &error);
  g_autofree char *root_pem = trivet_certificate_dup_pem (root);
  g_autoptr (TrivetCertificate) stranger = make_authority (key);
  g_autofree char *leaf_pem = trivet_certificate_dup_pem (leaf);
  g_autofree char *stranger_pem = trivet_certificate_dup_pem (stranger);
  g_autofree char *serial = trivet_certificate_dup_serial_hex (leaf);
  g_autoptr (GTlsCertificate) tls_root = g_tls_certificate_new_from_pem (root_pem, -1, &error);
  g_autoptr (GTlsCertificate) tls_leaf = g_tls_certificate_new_from_pem (leaf_pem, -1, &error);
  g_autoptr (GTlsCertificate) tls_stranger = g_tls_certificate_new_from_pem (stranger_pem, -1, &error);
  g_autoptr (GSocketConnectable) localhost = g_network_address_new ("localhost", 443);
  g_autoptr (GSocketConnectable) elsewhere = g_network_address_new ("example.com", 443);
  g_autoptr (TrivetPublicKey) certified = trivet_certificate_dup_public_key (leaf, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (serial), ==, 40);
  g_assert_true (trivet_public_key_equal (certified, public_key));
  g_assert_cmpint (trivet_certificate_get_not_after_s (leaf), ==, template_.not_after_s);
  g_assert_cmpint (g_tls_certificate_verify (tls_leaf, localhost, tls_root), ==, 0);
  g_assert_cmpint (g_tls_certificate_verify (tls_leaf, elsewhere, tls_root), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
  g_assert_cmpint (g_tls_certificate_verify (tls_leaf, localhost, tls_stranger) & G_TLS_CERTIFICATE_UNKNOWN_CA, !=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/certificate/known-values", test_known_values);
  g_test_add_func ("/crypto/certificate/bundle", test_bundle);
  g_test_add_func ("/crypto/certificate/issue", test_issue);

  return g_test_run ();
}
