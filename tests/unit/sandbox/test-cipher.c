/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what the sandbox signs and seals is what the vendors' clients would accept.
 * Method: the published vectors the other way round: the same text and key must give the same
 * signature and the same sealed bytes; then certificates that the sandbox made itself are read
 * back by another library. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-cipher.h"

static JsonArray *
get_cases (JsonNode *vectors)
{
  return json_object_get_array_member (json_node_get_object (vectors), "cases");
}

static void
test_signatures (void)
{
  g_autoptr (TrivetSandboxKeys) keys = sandbox_fixture_open_vector_keys ();
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "01-request-signing.json");
  JsonArray        *cases = get_cases (vectors);
  TrivetSandboxKey *key = trivet_sandbox_keys_get_key (keys, TRIVET_SANDBOX_KEY_MERCHANT);

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject      *row = json_array_get_object_element (cases, i);
    const char      *message = json_object_get_string_member (row, "message");
    g_autofree char *signature = trivet_sandbox_key_sign (key, message, strlen (message));
    g_autofree char *spaced = g_strconcat (signature, "\n", NULL);

    g_assert_cmpstr (signature, ==, json_object_get_string_member (row, "signature"));
    g_assert_true (trivet_sandbox_key_verify (key, message, strlen (message), signature));
    g_assert_false (trivet_sandbox_key_verify (key, message, strlen (message) - 1, signature));
    g_assert_false (trivet_sandbox_key_verify (key, message, strlen (message), spaced));
    g_assert_false (trivet_sandbox_key_verify (key, message, strlen (message), ""));
  }
}

static void
test_sealing (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "03-aead.json");
  const char *key = json_object_get_string_member (json_node_get_object (vectors), "apiv3_key");
  JsonArray  *cases = get_cases (vectors);
  guint       checked = 0;

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject      *row = json_array_get_object_element (cases, i);
    JsonObject      *resource = json_object_get_object_member (row, "resource");
    const char      *nonce = json_object_get_string_member_with_default (resource, "nonce", "");
    const char      *associated = json_object_get_string_member_with_default (resource, "associated_data", "");
    g_autofree char *sealed = NULL;

    if (!g_str_equal (json_object_get_string_member (row, "expect"), "ok") || strlen (nonce) != 12)
      continue;
    sealed = trivet_sandbox_seal (key, nonce, associated, json_object_get_string_member (row, "plaintext"));
    g_assert_cmpstr (sealed, ==, json_object_get_string_member (resource, "ciphertext"));
    checked++;
  }
  g_assert_cmpuint (checked, >, 2);
}

static void
test_made_certificates (void)
{
  g_autofree char *directory = sandbox_fixture_make_directory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSandboxKeys) keys = trivet_sandbox_keys_open (directory, &error);
  g_autoptr (GTlsCertificate) ca = NULL;
  g_autoptr (GSocketConnectable) host = g_network_address_new ("127.0.0.1", 1);
  const TrivetSandboxPemId others[] = { TRIVET_SANDBOX_PEM_SERVER, TRIVET_SANDBOX_PEM_MERCHANT,
                                        TRIVET_SANDBOX_PEM_PLATFORM_1, TRIVET_SANDBOX_PEM_PLATFORM_2 };

  g_assert_no_error (error);
  ca = g_tls_certificate_new_from_pem (trivet_sandbox_keys_get_pem (keys, TRIVET_SANDBOX_PEM_CA), -1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GTlsCertificate) certificate = NULL;
    const char *serial = trivet_sandbox_keys_get_serial (keys, others[i]);

    certificate = g_tls_certificate_new_from_pem (trivet_sandbox_keys_get_pem (keys, others[i]), -1, &error);
    g_assert_no_error (error);
    g_assert_cmpint (g_tls_certificate_verify (certificate, others[i] == TRIVET_SANDBOX_PEM_SERVER ? host : NULL, ca), ==, 0);
    g_assert_true (g_regex_match_simple ("^[1-9A-F][0-9A-F]{39}$", serial, G_REGEX_DOLLAR_ENDONLY, 0));
  }
  g_assert_cmpstr (trivet_sandbox_keys_get_serial (keys, TRIVET_SANDBOX_PEM_PLATFORM_1), !=,
                   trivet_sandbox_keys_get_serial (keys, TRIVET_SANDBOX_PEM_PLATFORM_2));
  sandbox_fixture_remove_directory (directory);
}

/* A directory that was left half-made has no identity file: everything is made anew. */
static void
test_half_made_directory (void)
{
  g_autofree char *directory = sandbox_fixture_make_directory ();
  g_autofree char *identity = g_build_filename (directory, "sandbox.ini", NULL);
  g_autofree char *key = g_build_filename (directory, "alipay.key.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSandboxKeys) keys = NULL;
  g_autofree char *serial = NULL;

  g_file_set_contents (key, "half", -1, NULL);
  keys = trivet_sandbox_keys_open (directory, &error);
  g_assert_no_error (error);
  serial = g_strdup (trivet_sandbox_keys_get_serial (keys, TRIVET_SANDBOX_PEM_MERCHANT));
  g_clear_object (&keys);

  keys = trivet_sandbox_keys_open (directory, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_sandbox_keys_get_serial (keys, TRIVET_SANDBOX_PEM_MERCHANT), ==, serial);
  g_clear_object (&keys);

  g_file_set_contents (key, "broken", -1, NULL);
  g_assert_null (trivet_sandbox_keys_open (directory, &error));
  g_assert_nonnull (strstr (error->message, "alipay.key.pem"));
  sandbox_fixture_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/cipher/signatures", test_signatures);
  g_test_add_func ("/sandbox/cipher/sealing", test_sealing);
  g_test_add_func ("/sandbox/cipher/made-certificates", test_made_certificates);
  g_test_add_func ("/sandbox/cipher/half-made-directory", test_half_made_directory);

  return g_test_run ();
}
