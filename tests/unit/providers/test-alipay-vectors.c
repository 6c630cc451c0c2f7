/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every golden vector of Alipay comes out as it should. Method: the vector files, made by
 * Alipay's own client library, case by case; signatures must agree byte for byte. */

#include "trivet-alipay-envelope.h"
#include "trivet-alipay-keys.h"
#include "trivet-alipay-sign.h"

#include <string.h>

#include "vectors.h"

static GHashTable *
to_table (JsonObject *object)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    g_hash_table_insert (table, g_strdup (l->data), g_strdup (json_object_get_string_member (object, l->data)));
  return table;
}

static void
test_request_signing (void)
{
  g_autoptr (JsonObject) root = load_vectors ("alipay", "01-request-signing.json");
  g_autoptr (TrivetPrivateKey) key = load_private ("ali_app_private.pem");
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    static const char *const without[] = { "sign", NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (GHashTable) parameters = to_table (json_object_get_object_member (c, "params"));
    g_autofree char *content = trivet_alipay_sign_content (parameters, without, FALSE);
    g_autofree char *body = NULL;
    g_autofree char *query = NULL;

    g_assert_cmpstr (content, ==, json_object_get_string_member (c, "sign_content"));
    g_assert_true (trivet_alipay_sign_parameters (parameters, key, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (g_hash_table_lookup (parameters, "sign"), ==, json_object_get_string_member (c, "sign"));

    body = g_uri_escape_string (g_hash_table_lookup (parameters, "biz_content"), NULL, FALSE);
    g_assert_true (g_str_has_suffix (json_object_get_string_member (c, "form_body"), body));
    g_hash_table_remove (parameters, "biz_content");
    query = trivet_alipay_encode_form (parameters);
    g_assert_cmpstr (query, ==, json_object_get_string_member (c, "query"));
  }
}

static const char *
verdict_name (TrivetAlipayVerdict verdict)
{
  switch (verdict) {
  case TRIVET_ALIPAY_VERDICT_OK:
    return "ok";
  case TRIVET_ALIPAY_VERDICT_UNSIGNED:
    return "unsigned_error";
  case TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE:
    return "bad_signature";
  case TRIVET_ALIPAY_VERDICT_UNKNOWN_KEY:
    return "unknown_key";
  case TRIVET_ALIPAY_VERDICT_REJECT:
    return "reject";
  }
  g_assert_not_reached ();
}

/* "alipay_trade_query_response" → "alipay.trade.query" */
static char *
method_of (const char *response_key)
{
  g_autofree char *name = g_strndup (response_key, strlen (response_key) - strlen ("_response"));

  return g_strdelimit (g_steal_pointer (&name), "_", '.');
}

static void
test_response_verify (void)
{
  g_autoptr (JsonObject) root = load_vectors ("alipay", "02-response-verify.json");
  g_autoptr (TrivetPublicKey) key = load_public ("ali_platform_public.pem");
  g_autoptr (TrivetAlipayKeys) keys = trivet_alipay_keys_new ();
  JsonObject *c;

  trivet_alipay_keys_set_key (keys, key);
  FOR_EACH_CASE (root, c)
  {
    const char         *raw = json_object_get_string_member (c, "raw");
    g_autofree char    *method = method_of (json_object_get_string_member (c, "response_key"));
    const char         *expect = json_object_get_string_member_with_default (c, "expect_with_slash_retry", json_object_get_string_member (c, "expect"));
    const char         *content = NULL;
    gsize               length = 0;
    TrivetAlipayVerdict verdict = trivet_alipay_open_envelope (raw, strlen (raw), method, keys, &content, &length);

    g_test_message ("%s", json_object_get_string_member (c, "name"));
    g_assert_cmpstr (verdict_name (verdict), ==, expect);
    if (json_object_has_member (c, "signed_substring")) {
      const char *signed_text = json_object_get_string_member (c, "signed_substring");

      g_assert_cmpmem (content, length, signed_text, strlen (signed_text));
    }
  }
}

/* Beyond the vectors: what must never be opened. */
static void
test_hostile_envelopes (void)
{
  static const char *const raws[] = {
    "",
    "{",
    "{}",
    "[]",
    "null",
    "{\"alipay_trade_query_response\":{\"code\":\"10000\"}",
    "{\"sign\":\"AAAA\"}",
    "{\"alipay_trade_query_response\":{\"code\":\"40004\"}}x",
    "{\"alipay_trade_query_response\":{\"code\":\"40004\"},}",
    "{\"alipay_trade_query\\u005fresponse\":{\"code\":\"40004\"}}",
    "{\"alipay_trade_query_response\":\"40004\"}",
    "{\"alipay_trade_query_response\":{\"code\":\"40004\"},\"sign\":\"a\",\"sign\":\"b\"}",
    "{\"alipay_trade_query_response\":{\"code\":\"40004\"},\"sign\":\"\\u0041\"}",
    "{\"alipay_trade_query_response\":{\"code\":40004}}",
    "{\"alipay_trade_query_response\":{\"code\":\"10003\"}}",
    "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"alipay_trade_query_response\":{\"code\":\"40004\"}}",
    "<html><body>502</body></html>",
  };
  g_autoptr (TrivetPublicKey) key = load_public ("ali_platform_public.pem");
  g_autoptr (TrivetAlipayKeys) keys = trivet_alipay_keys_new ();

  trivet_alipay_keys_set_key (keys, key);
  for (guint i = 0; i < G_N_ELEMENTS (raws); i++) {
    const char *content;
    gsize       length;

    g_test_message ("%s", raws[i]);
    g_assert_cmpint (trivet_alipay_open_envelope (raws[i], strlen (raws[i]), "alipay.trade.query", keys, &content, &length),
                     ==, TRIVET_ALIPAY_VERDICT_REJECT);
  }
}

static void
test_notify (void)
{
  g_autoptr (JsonObject) root = load_vectors ("alipay", "03-notify.json");
  g_autoptr (TrivetPublicKey) key = load_public ("ali_platform_public.pem");
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    static const char *const without[] = { "sign", "sign_type", NULL };
    const char              *body = json_object_get_string_member (c, "form_body");
    g_autoptr (GHashTable) decoded = trivet_alipay_decode_form (body, strlen (body));
    g_autoptr (GHashTable) expected = to_table (json_object_get_object_member (c, "params"));
    GHashTableIter iter;
    gpointer       name, value;

    g_assert_nonnull (decoded);
    g_assert_cmpuint (g_hash_table_size (decoded), ==, g_hash_table_size (expected));
    g_hash_table_iter_init (&iter, expected);
    while (g_hash_table_iter_next (&iter, &name, &value))
      g_assert_cmpstr (g_hash_table_lookup (decoded, name), ==, value);
    g_assert_cmpint (trivet_alipay_verify_notify (decoded, key), ==, g_str_equal (json_object_get_string_member (c, "expect"), "ok"));
    if (json_object_has_member (c, "sign_content")) {
      g_autofree char *content = trivet_alipay_sign_content (decoded, without, TRUE);

      g_assert_cmpstr (content, ==, json_object_get_string_member (c, "sign_content"));
    }
  }
  g_assert_null (trivet_alipay_decode_form ("a=1&a=2", 7));
  g_assert_null (trivet_alipay_decode_form ("a=%zz", 5));
  g_assert_null (trivet_alipay_decode_form ("a=%ff", 5));
  g_assert_null (trivet_alipay_decode_form ("a", 1));
}

static void
assert_sn (const char *file,
           const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = key_path (file);
  g_autoptr (TrivetCertificate) certificate = trivet_certificate_new_from_file (path, &error);
  g_autofree char *sn = NULL;

  g_assert_no_error (error);
  sn = trivet_alipay_certificate_sn (certificate);
  g_assert_cmpstr (sn, ==, expected);
}

static void
test_certificate_sn (void)
{
  g_autoptr (JsonObject) root = load_vectors ("alipay", "04-cert-sn.json");
  g_autoptr (GError) error = NULL;
  JsonObject      *app = json_object_get_object_member (root, "app_cert");
  JsonObject      *alipay = json_object_get_object_member (root, "alipay_cert");
  JsonObject      *bundle = json_object_get_object_member (root, "root_bundle");
  g_autofree char *path = key_path (json_object_get_string_member (bundle, "file"));
  g_autoptr (GPtrArray) roots = trivet_certificate_list_from_file (path, &error);
  g_autofree char *root_sn = NULL;

  g_assert_no_error (error);
  assert_sn (json_object_get_string_member (app, "file"), json_object_get_string_member (app, "sn"));
  assert_sn (json_object_get_string_member (alipay, "file"), json_object_get_string_member (alipay, "sn"));
  g_assert_cmpuint (roots->len, ==, json_object_get_int_member (bundle, "certificates_in_bundle"));
  root_sn = trivet_alipay_root_sn (roots);
  g_assert_cmpstr (root_sn, ==, json_object_get_string_member (bundle, "sn"));
}

static void
test_rest (void)
{
  g_autoptr (JsonObject) root = load_vectors ("alipay", "05-rest-v3.json");
  g_autoptr (TrivetPrivateKey) key = load_private ("ali_app_private.pem");
  g_autoptr (TrivetPublicKey) platform = load_public ("ali_platform_public.pem");
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    g_autoptr (GError) error = NULL;
    const char      *auth_string = json_object_get_string_member (c, "auth_string");
    const char      *method = json_object_get_string_member (c, "method");
    const char      *path = json_object_get_string_member (c, "url");
    const char      *body = json_object_get_string_member (c, "body");
    JsonObject      *response = json_object_get_object_member (c, "response");
    const char      *answer = json_object_get_string_member (response, "body");
    const char      *timestamp = json_object_get_string_member (response, "alipay-timestamp");
    const char      *nonce = json_object_get_string_member (response, "alipay-nonce");
    const char      *signature = json_object_get_string_member (response, "alipay-signature");
    g_autofree char *message = trivet_alipay_rest_message (auth_string, method, path, body, NULL);
    g_autofree char *authorization = trivet_alipay_rest_authorization (auth_string, method, path, body, NULL, key, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (message, ==, json_object_get_string_member (c, "message"));
    g_assert_cmpstr (authorization, ==, json_object_get_string_member (c, "authorization"));
    g_assert_true (trivet_alipay_rest_verify (timestamp, nonce, signature, answer, strlen (answer), platform));
    g_assert_false (trivet_alipay_rest_verify (timestamp, nonce, signature, answer, strlen (answer) - 1, platform));
    g_assert_false (trivet_alipay_rest_verify (timestamp, "n-x", signature, answer, strlen (answer), platform));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alipay/vectors/request-signing", test_request_signing);
  g_test_add_func ("/alipay/vectors/response-verify", test_response_verify);
  g_test_add_func ("/alipay/vectors/hostile-envelopes", test_hostile_envelopes);
  g_test_add_func ("/alipay/vectors/notify", test_notify);
  g_test_add_func ("/alipay/vectors/certificate-sn", test_certificate_sn);
  g_test_add_func ("/alipay/vectors/rest", test_rest);

  return g_test_run ();
}
