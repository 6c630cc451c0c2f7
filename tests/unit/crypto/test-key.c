/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every spelling of a key that a wallet hands out loads, everything else is refused with a
 * sentence, and signatures agree with OpenSSL's own. Method: the test keys of the vectors, rewritten
 * in each spelling; damaged copies; keys made on the spot. */

#include "trivet-crypto-error.h"
#include "trivet-key.h"

#include <string.h>

static char *
fixture (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", name, NULL);
  char            *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

/* What stands between the PEM lines, without white space. */
static char *
strip_pem (const char *pem)
{
  GString *bare = g_string_new (NULL);

  for (const char *c = strchr (strstr (pem, "-----BEGIN"), '\n'); *c != '-'; c++)
    if (!g_ascii_isspace (*c))
      g_string_append_c (bare, *c);
  return g_string_free (bare, FALSE);
}

/* PKCS#1 from PKCS#8: the inner OCTET STRING, which for a 2048-bit key starts at byte 26. */
static char *
pkcs1_of (const char *pkcs8_pem)
{
  g_autofree char   *bare = strip_pem (pkcs8_pem);
  gsize              length;
  g_autofree guchar *der = g_base64_decode (bare, &length);

  g_assert_cmpuint (der[22], ==, 0x04);
  return g_base64_encode (der + 26, length - 26);
}

static void
assert_same_key (const char *text,
                 const char *expected_fingerprint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPrivateKey) key = trivet_private_key_new_from_text (text, -1, &error);
  g_autoptr (TrivetPublicKey) public_key = NULL;
  g_autofree char *fingerprint = NULL;

  g_assert_no_error (error);
  public_key = trivet_private_key_dup_public (key);
  fingerprint = trivet_public_key_dup_fingerprint (public_key);
  g_assert_cmpstr (fingerprint, ==, expected_fingerprint);
}

static void
test_private_spellings (void)
{
  g_autofree char *pem = fixture ("ali_app_private.pem");
  g_autofree char *public_pem = fixture ("ali_app_public.pem");
  g_autofree char *bare8 = strip_pem (pem);
  g_autofree char *bare1 = pkcs1_of (pem);
  g_autofree char *pem1 = g_strdup_printf ("-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----\n", bare1);
  g_autofree char *one_line = g_strdup_printf ("-----BEGIN PRIVATE KEY-----%s-----END PRIVATE KEY-----", bare8);
  g_autofree char *crlf = g_strdup_printf ("\r\n  %s\r\n\r\n", bare8);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPublicKey) public_key = trivet_public_key_new_from_text (public_pem, -1, &error);
  g_autofree char *fingerprint = NULL;

  g_assert_no_error (error);
  fingerprint = trivet_public_key_dup_fingerprint (public_key);
  g_assert_cmpuint (strlen (fingerprint), ==, 64);

  assert_same_key (pem, fingerprint);
  assert_same_key (bare8, fingerprint);
  assert_same_key (bare1, fingerprint);
  assert_same_key (pem1, fingerprint);
  assert_same_key (one_line, fingerprint);
  assert_same_key (crlf, fingerprint);
}

static void
test_public_spellings (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = fixture ("ali_platform_public.pem");
  g_autofree char *certificate = fixture ("ali_platform_cert.pem");
  g_autofree char *private_pem = fixture ("ali_platform_private.pem");
  g_autofree char *bare = strip_pem (pem);
  g_autofree char *bare_certificate = strip_pem (certificate);
  g_autoptr (TrivetPrivateKey) private_key = trivet_private_key_new_from_text (private_pem, -1, &error);
  g_autoptr (TrivetPublicKey) expected = NULL;
  g_autofree char *printed = NULL;
  const char      *texts[5];

  g_assert_no_error (error);
  expected = trivet_private_key_dup_public (private_key);
  printed = trivet_public_key_dup_pem (expected);
  texts[0] = pem;
  texts[1] = bare;
  texts[2] = certificate;
  texts[3] = bare_certificate;
  texts[4] = printed;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (TrivetPublicKey) key = trivet_public_key_new_from_text (texts[i], -1, &error);

    g_assert_no_error (error);
    g_assert_true (trivet_public_key_equal (key, expected));
  }
}

static void
assert_refused (const char *text,
                gboolean    private_key,
                const char *part)
{
  g_autoptr (GError) error = NULL;

  if (private_key)
    g_assert_null (trivet_private_key_new_from_text (text, -1, &error));
  else
    g_assert_null (trivet_public_key_new_from_text (text, -1, &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_refusals (void)
{
  g_autofree char *private_pem = fixture ("wx_merchant_private.pem");
  g_autofree char *public_pem = fixture ("wx_merchant_public.pem");
  g_autofree char *cut = g_strndup (private_pem, strlen (private_pem) / 2);
  g_autofree char *bare = strip_pem (private_pem);
  g_autofree char *damaged = g_strdup (bare);
  const char       small[] = "-----BEGIN PUBLIC KEY-----\n"
                             "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\n"
                             "KUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==\n-----END PUBLIC KEY-----\n";

  damaged[100] = '#';
  assert_refused ("", TRUE, "not a private key");
  assert_refused ("hello", TRUE, "not a private key");
  assert_refused (cut, TRUE, "not a private key");
  assert_refused (damaged, TRUE, "not a private key");
  assert_refused (public_pem, TRUE, "public key");
  assert_refused ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", TRUE, "password");
  assert_refused (private_pem, FALSE, "private key");
  assert_refused ("", FALSE, "not a public key");
  assert_refused ("-----BEGIN PUBLIC KEY-----", FALSE, "not a public key");
  assert_refused (small, FALSE, "512 bits");
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (trivet_private_key_new_from_file ("/nowhere/app.key.pem", &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "/nowhere/app.key.pem"));
  g_clear_error (&error);

  g_assert_null (trivet_public_key_new_from_file ("/", &error));
  g_assert_error (error, TRIVET_CRYPTO_ERROR, TRIVET_CRYPTO_ERROR_FILE);
}

/* A made key signs, its public half verifies; any change of message, signature or key does not. */
static void
test_sign_and_verify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPrivateKey) key = trivet_private_key_generate (2048, &error);
  g_autoptr (TrivetPrivateKey) other = trivet_private_key_generate (2048, NULL);
  g_autoptr (TrivetPublicKey) public_key = NULL;
  g_autoptr (TrivetPublicKey) other_public = NULL;
  g_autoptr (TrivetSecret) pem = NULL;
  g_autoptr (TrivetPrivateKey) again = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *probe = NULL;

  g_assert_no_error (error);
  public_key = trivet_private_key_dup_public (key);
  other_public = trivet_private_key_dup_public (other);
  g_assert_false (trivet_public_key_equal (public_key, other_public));

  signature = trivet_private_key_sign (key, "a=1&b=2", 7, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (signature), ==, 344);
  g_assert_true (trivet_public_key_verify (public_key, "a=1&b=2", 7, signature));
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=3", 7, signature));
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=2", 6, signature));
  g_assert_false (trivet_public_key_verify (other_public, "a=1&b=2", 7, signature));
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=2", 7, ""));
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=2", 7, "AAAA"));
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=2", 7, "not base64 at all!"));
  probe = g_strconcat ("WECHATPAY/SIGNTEST/", signature, NULL);
  g_assert_false (trivet_public_key_verify (public_key, "a=1&b=2", 7, probe));

  empty = trivet_private_key_sign (key, "", 0, &error);
  g_assert_no_error (error);
  g_assert_true (trivet_public_key_verify (public_key, "", 0, empty));

  pem = trivet_private_key_dup_pem (key);
  again = trivet_private_key_new_from_text (trivet_secret_peek (pem), (gssize) trivet_secret_get_length (pem), &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crypto/key/private-spellings", test_private_spellings);
  g_test_add_func ("/crypto/key/public-spellings", test_public_spellings);
  g_test_add_func ("/crypto/key/refusals", test_refusals);
  g_test_add_func ("/crypto/key/files", test_files);
  g_test_add_func ("/crypto/key/sign-and-verify", test_sign_and_verify);

  return g_test_run ();
}
