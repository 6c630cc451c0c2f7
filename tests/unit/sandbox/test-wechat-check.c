/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the sandbox takes exactly the requests that WeChat Pay would take, v3 and v2.
 * Method: the published request vectors must be accepted at their own time; each of them with
 * one thing changed must be refused; then the fields of codepay one by one, and hostile XML. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-check.h"
#include "trivet-sandbox-xml.h"

typedef struct {
  const char *from;
  const char *to;
  const char *field;
} Change;

static TrivetSandboxKeys *keys;

static JsonArray *
get_cases (JsonNode *vectors)
{
  return json_object_get_array_member (json_node_get_object (vectors), "cases");
}

static const char *
get (JsonObject *row,
     const char *name)
{
  return json_object_get_string_member (row, name);
}

static gint64
get_time_us (JsonObject *row)
{
  return g_ascii_strtoll (get (row, "timestamp"), NULL, 10) * G_USEC_PER_SEC;
}

static SoupMessageHeaders *
make_headers (const char *authorization)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);

  soup_message_headers_append (headers, "Accept", "application/json");
  soup_message_headers_append (headers, "User-Agent", "test");
  soup_message_headers_append (headers, "Content-Type", "application/json");
  if (authorization != NULL)
    soup_message_headers_append (headers, "Authorization", authorization);
  return headers;
}

static guint
verify (const char         *method,
        const char         *url,
        const char         *body,
        SoupMessageHeaders *headers,
        gint64              now_us,
        GHashTable         *used)
{
  g_auto (GStrv) parts = g_strsplit (url, "?", 2);
  TrivetSandboxRequest request = { method, parts[0], parts[1], headers, body, strlen (body), FALSE, now_us };
  g_autoptr (GHashTable) nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (TrivetSandboxWechatError) error = { 0 };
  gboolean good;

  good = trivet_sandbox_wechat_verify (keys, &request, used != NULL ? used : nonces, &error);
  g_assert_cmpint (good, ==, error.status == 0);
  return error.status;
}

static void
assert_status (JsonObject *row,
               const char *method,
               const char *url,
               const char *body,
               const char *authorization,
               gint64      offset_s,
               guint       expected)
{
  SoupMessageHeaders *headers = make_headers (authorization);

  g_assert_cmpuint (verify (method, url, body, headers, get_time_us (row) + offset_s * G_USEC_PER_SEC, NULL), ==, expected);
  soup_message_headers_unref (headers);
}

static void
test_vectors_accepted (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "01-request-signing.json");
  JsonArray *cases = get_cases (vectors);

  g_assert_cmpuint (json_array_get_length (cases), >=, 11);
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject      *row = json_array_get_object_element (cases, i);
    const char      *method = get (row, "method");
    const char      *url = get (row, "url");
    const char      *body = get (row, "body");
    const char      *authorization = get (row, "authorization");
    g_autofree char *other_url = g_strconcat (url, "x", NULL);
    g_autofree char *other_body = g_strconcat (body, " ", NULL);

    assert_status (row, method, url, body, authorization, 0, 0);
    assert_status (row, method, url, body, authorization, 299, 0);
    assert_status (row, method, url, body, authorization, 301, 401);
    assert_status (row, method, url, body, authorization, -301, 401);
    assert_status (row, "PUT", url, body, authorization, 0, 401);
    assert_status (row, method, other_url, body, authorization, 0, 401);
    assert_status (row, method, url, other_body, authorization, 0, 401);
    assert_status (row, method, url, body, NULL, 0, 401);
  }
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_changed_authorization_refused (void)
{
  static const char *const changes[][2] = {
    { "WECHATPAY2-SHA256-RSA2048", "WECHATPAY2-SM2-WITH-SM3" },
    { "mchid=\"1900009191\"", "mchid=\"1900009192\"" },
    { "mchid=\"1900009191\",", "" },
    { "serial_no=\"6C", "serial_no=\"7C" },
    { "timestamp=\"1767225600\"", "timestamp=\"1767225601\"" },
    { "timestamp=\"1767225600\"", "timestamp=\"17672256OO\"" },
    { "timestamp=\"1767225600\"", "timestamp=\"-1\"" },
    { "nonce_str=\"7", "nonce_str=\"8" },
    { "nonce_str=\"737C", "nonce_str=\"7" },
    { "signature=\"x", "signature=\"y" },
    { "signature=\"x", "signature=\" x" },
    { "signature=\"", "signature=\"WECHATPAY/SIGNTEST/" },
    { "mchid=\"1900009191\"", "mchid=\"1900009191\",mchid=\"1900009191\"" },
    { "mchid=\"1900009191\"", "mchid=\"1900009191\",x=\"1\"" },
    { "mchid=\"1900009191\"", "mchid=1900009191" },
  };
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "01-request-signing.json");
  JsonObject *row = json_array_get_object_element (get_cases (vectors), 0);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *changed = replace (get (row, "authorization"), changes[i][0], changes[i][1]);

    assert_status (row, "POST", get (row, "url"), get (row, "body"), changed, 0, 401);
  }
}

static void
test_headers_and_nonce (void)
{
  static const char *const needed[] = { "Accept", "User-Agent", "Content-Type" };
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "01-request-signing.json");
  JsonObject *row = json_array_get_object_element (get_cases (vectors), 0);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SoupMessageHeaders *headers = make_headers (get (row, "authorization"));
  gint64              now_us = get_time_us (row);

  g_assert_cmpuint (verify ("POST", get (row, "url"), get (row, "body"), headers, now_us, used), ==, 0);
  g_assert_cmpuint (verify ("POST", get (row, "url"), get (row, "body"), headers, now_us, used), ==, 401);
  soup_message_headers_unref (headers);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++) {
    headers = make_headers (get (row, "authorization"));
    soup_message_headers_remove (headers, needed[i]);
    g_assert_cmpuint (verify ("POST", get (row, "url"), get (row, "body"), headers, now_us, NULL), ==, 400);
    soup_message_headers_unref (headers);
  }
}

static void
test_codepay_fields (void)
{
  static const Change changes[] = {
    { "\"total\":8800", "\"total\":0", "/amount/total" },
    { "\"total\":8800", "\"total\":-1", "/amount/total" },
    { "\"total\":8800", "\"total\":88.0", "/amount/total" },
    { "\"total\":8800", "\"total\":\"8800\"", "/amount/total" },
    { "\"total\":8800,", "", "/amount/total" },
    { "\"CNY\"", "\"USD\"", "/amount/currency" },
    { "\"total\":8800", "\"total\":8800,\"tip\":1", "/amount/tip" },
    { "\"attach\"", "\"attachment\"", "/attachment" },
    { "\"attach\":\"table=7\"", "\"attach\":\"\"", "/attach" },
    { "\"attach\":\"table=7\"", "\"attach\":null", "/attach" },
    { "TRV20260101000123", "TRV 0260101000123", "/out_trade_no" },
    { "TRV20260101000123", "TRV20260101000123012345678901234567", "/out_trade_no" },
    { "TRV20260101000123", "TRV20", "/out_trade_no" },
    { "130061098828009406", "160061098828009406", "/payer/auth_code" },
    { "130061098828009406", "13006109882800940", "/payer/auth_code" },
    { "1900009191", "1900009192", "/mchid" },
    { "wxd678", "wxd679", "/appid" },
    { "{\"id\":\"0001\",\"out_id\":\"A1111\"}", "{}", "/scene_info/store_info" },
    { ",\"store_info\":{\"id\":\"0001\",\"out_id\":\"A1111\"}", "", "/scene_info/store_info" },
    { "\"payer\":{", "\"payer\":[],\"xpayer\":{", "/payer" },
    { "\"attach\"", "\"detail\":{\"goods_detail\":[{\"quantity\":1,\"unit_price\":1}]},\"attach\"",
      "/detail/goods_detail/merchant_goods_id" },
  };
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "01-request-signing.json");
  const char *good = get (json_array_get_object_element (get_cases (vectors), 0), "body");
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (good, strlen (good));
  g_auto (TrivetSandboxWechatError) none = { 0 };

  g_assert_true (trivet_sandbox_wechat_check_codepay (keys, body, &none));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *text = replace (good, changes[i].from, changes[i].to);
    g_autoptr (JsonObject) changed = trivet_sandbox_fields_parse (text, strlen (text));
    g_auto (TrivetSandboxWechatError) error = { 0 };

    g_assert_nonnull (changed);
    g_assert_false (trivet_sandbox_wechat_check_codepay (keys, changed, &error));
    g_assert_cmpuint (error.status, ==, 400);
    g_assert_cmpstr (error.field, ==, changes[i].field);
  }
}

static void
test_v2_vectors (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "06-v2-sign.json");
  const char *key = get (json_node_get_object (vectors), "apiv2_key");
  JsonArray  *cases = get_cases (vectors);

  g_assert_cmpuint (json_array_get_length (cases), >=, 6);
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *row = json_array_get_object_element (cases, i);
    gboolean    hmac = strlen (get (row, "sign")) == 64;
    g_autoptr (GHashTable) values = trivet_sandbox_xml_parse (get (row, "xml"), strlen (get (row, "xml")));
    g_autofree char *sign = trivet_sandbox_xml_sign (values, key, hmac);
    g_autofree char *wrong = trivet_sandbox_xml_sign (values, "another", hmac);
    g_autofree char *again = trivet_sandbox_xml_print (values);
    g_autoptr (GHashTable) reread = trivet_sandbox_xml_parse (again, strlen (again));
    g_autofree char *resign = trivet_sandbox_xml_sign (reread, key, hmac);

    g_assert_cmpstr (sign, ==, get (row, "sign"));
    g_assert_cmpstr (wrong, !=, get (row, "sign"));
    g_assert_cmpstr (resign, ==, get (row, "sign"));
  }
}

static void
test_hostile_xml (void)
{
  static const char *const bad[] = {
    "",
    "no xml",
    "<xml>",
    "<xml><a>1</b></xml>",
    "<xml><a>1</a><a>2</a></xml>",
    "<xml><a><b>1</b></a></xml>",
    "<xml><a x='1'>1</a></xml>",
    "<root><a>1</a></root>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xml><a>1</a></xml>",
    "<xml><a>&e;</a></xml>",
    "<xml><a>\xff</a></xml>",
    "<xml><a>1</a></xml><xml><b>1</b></xml>",
  };
  const char *text = "<xml><a><![CDATA[<&]]></a><b>&lt;&#x4e2d;</b><c/></xml>";
  g_autoptr (GHashTable) values = trivet_sandbox_xml_parse (text, strlen (text));

  g_assert_cmpstr (g_hash_table_lookup (values, "a"), ==, "<&");
  g_assert_cmpstr (g_hash_table_lookup (values, "b"), ==, "<中");
  g_assert_cmpstr (g_hash_table_lookup (values, "c"), ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (trivet_sandbox_xml_parse (bad[i], strlen (bad[i])));
}

/* As many brackets as a request may have bytes: JSON-GLib's parser would fall through the stack. */
static void
test_deep_json_refused (void)
{
  gsize            levels = 500 * 1000;
  g_autofree char *open = g_strnfill (levels, '[');
  g_autofree char *close = g_strnfill (levels, ']');
  g_autofree char *deep = g_strconcat ("{\"a\":", open, close, "}", NULL);
  g_autoptr (JsonObject) brackets_in_text = trivet_sandbox_fields_parse ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}", 48);

  g_assert_null (trivet_sandbox_fields_parse (deep, strlen (deep)));
  g_assert_nonnull (brackets_in_text);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keys = sandbox_fixture_open_vector_keys ();
  g_test_add_func ("/sandbox/wechat/vectors-accepted", test_vectors_accepted);
  g_test_add_func ("/sandbox/wechat/changed-authorization-refused", test_changed_authorization_refused);
  g_test_add_func ("/sandbox/wechat/headers-and-nonce", test_headers_and_nonce);
  g_test_add_func ("/sandbox/wechat/codepay-fields", test_codepay_fields);
  g_test_add_func ("/sandbox/wechat/v2-vectors", test_v2_vectors);
  g_test_add_func ("/sandbox/wechat/hostile-xml", test_hostile_xml);
  g_test_add_func ("/sandbox/wechat/deep-json", test_deep_json_refused);

  status = g_test_run ();
  g_object_unref (keys);
  return status;
}
