/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every golden vector of WeChat Pay comes out as it should. Method: the vector files, made by
 * an independent client library, case by case; signatures must agree byte for byte. */

#include "trivet-json.h"
#include "trivet-wechatpay-keyring.h"
#include "trivet-wechatpay-v2.h"

#include <string.h>

#include "vectors.h"

static void
test_request_signing (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "01-request-signing.json");
  g_autoptr (TrivetPrivateKey) key = load_private ("wx_merchant_private.pem");
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    g_autoptr (GError) error = NULL;
    const char      *timestamp = json_object_get_string_member (c, "timestamp");
    const char      *nonce = json_object_get_string_member (c, "nonce");
    g_autofree char *message = trivet_wechatpay_request_message (json_object_get_string_member (c, "method"),
                                                                 json_object_get_string_member (c, "url"), timestamp, nonce,
                                                                 json_object_get_string_member (c, "body"));
    g_autofree char *signature = trivet_private_key_sign (key, message, strlen (message), &error);
    g_autofree char *authorization = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (message, ==, json_object_get_string_member (c, "message"));
    g_assert_cmpstr (signature, ==, json_object_get_string_member (c, "signature"));
    authorization = trivet_wechatpay_authorization (json_object_get_string_member (root, "mchid"),
                                                    json_object_get_string_member (root, "serial_no"), timestamp, nonce, signature);
    g_assert_cmpstr (authorization, ==, json_object_get_string_member (c, "authorization"));
  }
}

static const char *
verdict_name (TrivetWechatpayVerdict verdict)
{
  switch (verdict) {
  case TRIVET_WECHATPAY_VERDICT_OK:
    return "ok";
  case TRIVET_WECHATPAY_VERDICT_HTTP_ERROR:
    return "http_error";
  case TRIVET_WECHATPAY_VERDICT_MISSING_HEADER:
    return "missing_header";
  case TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW:
    return "clock_skew";
  case TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL:
    return "unknown_serial";
  case TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE:
    return "bad_signature";
  }
  g_assert_not_reached ();
}

static TrivetHttpReply *
reply_of (JsonObject *c)
{
  JsonObject *headers = json_object_get_object_member (c, "headers");
  g_autoptr (GList) names = json_object_get_members (headers);
  TrivetHttpReply *reply = new_reply ((guint) json_object_get_int_member (c, "status"), json_object_get_string_member (c, "body"));

  for (GList *l = names; l != NULL; l = l->next)
    trivet_http_reply_add_header (reply, l->data, json_object_get_string_member (headers, l->data));
  return reply;
}

/* The three keys of the vectors. The test certificates begin after the vectors' clock, so only
 * their end is given. */
static TrivetWechatpayKeyring *
full_keyring (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "02-response-verify.json");
  JsonObject *files = json_object_get_object_member (root, "keys");
  g_autoptr (GList) serials = json_object_get_members (files);
  TrivetWechatpayKeyring *keyring = trivet_wechatpay_keyring_new ();

  for (GList *l = serials; l != NULL; l = l->next) {
    g_autoptr (TrivetPublicKey) key = load_public (json_object_get_string_member (files, l->data));

    trivet_wechatpay_keyring_add (keyring, l->data, key, G_MAXINT64);
  }
  return keyring;
}

static void
test_response_verify (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "02-response-verify.json");
  g_autoptr (TrivetWechatpayKeyring) keyring = full_keyring ();
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    g_autoptr (TrivetHttpReply) reply = reply_of (c);

    g_test_message ("%s", json_object_get_string_member (c, "name"));
    g_assert_cmpstr (verdict_name (trivet_wechatpay_verify (reply, keyring, json_object_get_int_member (c, "now"))),
                     ==, json_object_get_string_member (c, "expect"));
  }
}

static void
test_aead (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "03-aead.json");
  g_autoptr (TrivetSecret) key = trivet_secret_new (json_object_get_string_member (root, "apiv3_key"), -1);
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    const char *expected = json_object_get_string_member (c, "plaintext");
    g_autoptr (GBytes) plain = trivet_wechatpay_open_resource (json_object_get_object_member (c, "resource"), key, NULL);

    g_assert_cmpint (plain != NULL, ==, g_str_equal (json_object_get_string_member (c, "expect"), "ok"));
    if (plain != NULL)
      g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), expected, strlen (expected));
  }
}

/* The vectors' certificates begin in November 2026, after the vectors' clock (January 2026): the
 * age of the answer is judged by the one, their validity by their own time. */
static void
test_certificates (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "04-certificates.json");
  g_autoptr (TrivetSecret) key = trivet_secret_new (json_object_get_string_member (root, "apiv3_key"), -1);
  g_autoptr (TrivetSecret) wrong_key = trivet_secret_new ("0123456789abcdef0123456789abcdef", -1);
  JsonObject *c = json_object_get_object_member (root, "response");
  JsonArray  *expected = json_object_get_array_member (root, "expected");
  gint64      now_s = json_object_get_int_member (c, "now");
  g_autoptr (TrivetHttpReply) reply = reply_of (c);
  g_autoptr (TrivetWechatpayKeyring) keyring = trivet_wechatpay_keyring_new ();
  g_autoptr (TrivetCertificate) first = NULL;
  gint64 valid_s;

  first = trivet_certificate_new_from_text (json_object_get_string_member (json_array_get_object_element (expected, 0), "pem"), -1, &error);
  g_assert_no_error (error);
  valid_s = trivet_certificate_get_not_before_s (first) + 86400;

  g_assert_false (trivet_wechatpay_keyring_load_answer (keyring, reply, wrong_key, now_s, valid_s, NULL));
  g_assert_false (trivet_wechatpay_keyring_load_answer (keyring, reply, key, now_s + 600, valid_s, NULL));
  g_assert_false (trivet_wechatpay_keyring_load_answer (keyring, reply, key, now_s, now_s, NULL));
  g_assert_cmpuint (trivet_wechatpay_keyring_get_n (keyring), ==, 0);

  g_assert_true (trivet_wechatpay_keyring_load_answer (keyring, reply, key, now_s, valid_s, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_wechatpay_keyring_get_n (keyring), ==, json_array_get_length (expected));
  for (guint i = 0; i < json_array_get_length (expected); i++) {
    JsonObject *item = json_array_get_object_element (expected, i);
    const char *serial = json_object_get_string_member (item, "serial_no");
    g_autoptr (TrivetPublicKey) public_key = trivet_public_key_new_from_text (json_object_get_string_member (item, "pem"), -1, &error);

    g_assert_no_error (error);
    g_assert_true (trivet_public_key_equal (trivet_wechatpay_keyring_lookup (keyring, serial, valid_s), public_key));
  }
  /* Twenty years later they are gone. */
  g_assert_null (trivet_wechatpay_keyring_lookup (keyring, json_object_get_string_member (json_array_get_object_element (expected, 0), "serial_no"),
                                                  valid_s + G_GINT64_CONSTANT (20) * 365 * 86400));
  g_assert_cmpuint (trivet_wechatpay_keyring_get_n (keyring), ==, json_array_get_length (expected) - 1);
}

static void
test_notify (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "05-notify.json");
  g_autoptr (TrivetSecret) key = trivet_secret_new (json_object_get_string_member (root, "apiv3_key"), -1);
  g_autoptr (TrivetWechatpayKeyring) keyring = full_keyring ();
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    g_autoptr (TrivetHttpReply) reply = reply_of (c);
    const char *body = json_object_get_string_member (c, "body");
    const char *expected = json_object_get_string_member (c, "plaintext");
    g_autoptr (JsonObject) object = NULL;
    g_autoptr (GBytes) plain = NULL;

    g_assert_cmpstr (verdict_name (trivet_wechatpay_verify (reply, keyring, json_object_get_int_member (c, "now"))),
                     ==, json_object_get_string_member (c, "expect"));
    if (g_strcmp0 (json_object_get_string_member (c, "expect"), "ok") != 0)
      continue;
    object = trivet_json_parse_object (body, strlen (body), NULL);
    g_assert_nonnull (object);
    plain = trivet_wechatpay_open_resource (trivet_json_get_object (object, "resource"), key, NULL);
    g_assert_nonnull (plain);
    g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), expected, strlen (expected));
  }
}

static void
test_v2_sign (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "06-v2-sign.json");
  g_autoptr (TrivetSecret) key = trivet_secret_new (json_object_get_string_member (root, "apiv2_key"), -1);
  JsonObject *c;

  FOR_EACH_CASE (root, c)
  {
    g_autoptr (GError) error = NULL;
    const char *xml = json_object_get_string_member (c, "xml");
    const char *sign = json_object_get_string_member (c, "sign");
    JsonObject *params = json_object_get_object_member (c, "params");
    g_autoptr (GList) names = json_object_get_members (params);
    g_autoptr (GHashTable) fields = trivet_wechatpay_v2_from_xml (xml, strlen (xml), &error);
    g_autoptr (GHashTable) again = NULL;
    g_autoptr (GString) printed = NULL;
    g_autofree char *text = NULL;
    g_autofree char *with_key = NULL;
    g_autofree char *ours = NULL;

    g_assert_no_error (error);
    /* The library leaves sign_type out of one document although it signed it. */
    for (GList *l = names; l != NULL; l = l->next)
      g_hash_table_insert (fields, g_strdup (l->data), g_strdup (json_object_get_string_member (params, l->data)));

    text = trivet_wechatpay_v2_sign_text (fields);
    with_key = g_strdup_printf ("%s&key=%s", text, trivet_secret_peek (key));
    g_assert_cmpstr (with_key, ==, json_object_get_string_member (c, "string_to_sign"));
    ours = trivet_wechatpay_v2_sign (fields, key, g_str_equal (json_object_get_string_member (c, "sign_type"), "HMAC-SHA256"));
    g_assert_cmpstr (ours, ==, sign);
    g_assert_true (trivet_wechatpay_v2_verify (fields, key));

    printed = trivet_wechatpay_v2_to_xml (fields);
    again = trivet_wechatpay_v2_from_xml (printed->str, printed->len, &error);
    g_assert_no_error (error);
    g_assert_true (trivet_wechatpay_v2_verify (again, key));
    g_hash_table_insert (again, g_strdup ("unknown_field"), g_strdup ("x"));
    g_assert_false (trivet_wechatpay_v2_verify (again, key));
  }
}

static void
test_v2_xml (void)
{
  static const char *const hostile[] = {
    "",
    "<xml>",
    "<xml><a>1</a>",
    "<html></html>",
    "<xml><a><b>1</b></a></xml>",
    "<xml><a>1</a><a>2</a></xml>",
    "<!DOCTYPE x [<!ENTITY e \"v\">]><xml><a>&e;</a></xml>",
    "<!DOCTYPE x><xml><a>1</a></xml>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><xml><a>1</a></xml>",
    "<xml><a>&e;</a></xml>",
    "<xml><a>1</a></xml><xml><a>2</a></xml>",
    "<xml><a>\xff</a></xml>",
    "{\"a\":1}",
  };
  const char *hard = "<&>'\"]]>川";
  g_autoptr (GString) levels = g_string_new ("<xml>");
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) again = NULL;
  g_autoptr (GString) xml = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_assert_null (trivet_wechatpay_v2_from_xml (hostile[i], strlen (hostile[i]), NULL));
  }
  for (guint i = 0; i < 100000; i++)
    g_string_append (levels, "<a>");
  g_assert_null (trivet_wechatpay_v2_from_xml (levels->str, levels->len, NULL));

  g_hash_table_insert (fields, (char *) "body", (char *) hard);
  g_hash_table_insert (fields, (char *) "empty", (char *) "");
  xml = trivet_wechatpay_v2_to_xml (fields);
  again = trivet_wechatpay_v2_from_xml (xml->str, xml->len, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (g_hash_table_lookup (again, "body"), ==, hard);
  g_assert_false (g_hash_table_contains (again, "empty"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wechatpay/vectors/request-signing", test_request_signing);
  g_test_add_func ("/wechatpay/vectors/response-verify", test_response_verify);
  g_test_add_func ("/wechatpay/vectors/aead", test_aead);
  g_test_add_func ("/wechatpay/vectors/certificates", test_certificates);
  g_test_add_func ("/wechatpay/vectors/notify", test_notify);
  g_test_add_func ("/wechatpay/vectors/v2-sign", test_v2_sign);
  g_test_add_func ("/wechatpay/vectors/v2-xml", test_v2_xml);

  return g_test_run ();
}
