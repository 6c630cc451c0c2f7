/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the sandbox takes exactly the requests that Alipay would take.
 * Method: the published request vectors must be accepted at their own time; each of them with
 * one thing changed must be refused with the code that says so; then business fields one by one. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-alipay-check.h"
#include "trivet-sandbox-fields.h"

/* 2026-01-01 08:00:00 in Beijing, the time of all vectors. */
#define VECTOR_TIME_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
#define FORM_TYPE      "application/x-www-form-urlencoded; charset=utf-8"

typedef struct {
  const char *from;
  const char *to;
  const char *sub_code;
} Change;

static TrivetSandboxKeys *keys;

static char *
verify (const char *method,
        const char *type,
        const char *query,
        const char *body,
        gint64      now_us)
{
  SoupMessageHeaders      *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  TrivetSandboxRequest     request = { method, "/gateway.do", query, headers, body, strlen (body), FALSE, now_us };
  TrivetSandboxAlipayError error = { 0 };
  g_autoptr (GHashTable) params = NULL;

  soup_message_headers_append (headers, "Content-Type", type);
  params = trivet_sandbox_alipay_verify (keys, &request, &error);
  soup_message_headers_unref (headers);
  return g_strdup (params != NULL ? "accepted" : error.sub_code);
}

static void
assert_verdict (const char *query,
                const char *body,
                gint64      now_us,
                const char *expected)
{
  g_autofree char *verdict = verify ("POST", FORM_TYPE, query, body, now_us);

  g_assert_cmpstr (verdict, ==, expected);
}

static JsonArray *
get_cases (JsonNode *vectors)
{
  return json_object_get_array_member (json_node_get_object (vectors), "cases");
}

static void
test_vectors_accepted (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("alipay", "01-request-signing.json");
  JsonArray *cases = get_cases (vectors);

  g_assert_cmpuint (json_array_get_length (cases), >=, 11);
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *row = json_array_get_object_element (cases, i);
    const char *query = json_object_get_string_member (row, "query");
    const char *body = json_object_get_string_member (row, "form_body");

    assert_verdict (query, body, VECTOR_TIME_US, "accepted");
    assert_verdict (query, body, VECTOR_TIME_US + 599 * G_USEC_PER_SEC, "accepted");
    assert_verdict (query, body, VECTOR_TIME_US + 601 * G_USEC_PER_SEC, "isv.invalid-timestamp");
    assert_verdict (query, body, VECTOR_TIME_US - 601 * G_USEC_PER_SEC, "isv.invalid-timestamp");
    assert_verdict (query, body, VECTOR_TIME_US + G_GINT64_CONSTANT (28800000000), "isv.invalid-timestamp");
  }
}

static void
test_vectors_signed_text (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("alipay", "01-request-signing.json");
  JsonArray *cases = get_cases (vectors);

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *row = json_array_get_object_element (cases, i);
    JsonObject *params = json_object_get_object_member (row, "params");
    g_autoptr (GList) names = json_object_get_members (params);
    g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
    g_autofree char *text = NULL;

    for (GList *l = names; l != NULL; l = l->next)
      g_hash_table_insert (values, l->data, (gpointer) json_object_get_string_member (params, l->data));
    text = trivet_sandbox_alipay_signed_text (values);
    g_assert_cmpstr (text, ==, json_object_get_string_member (row, "sign_content"));
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
test_changed_query_refused (void)
{
  static const Change changes[] = {
    { "charset=utf-8", "charset=gbk", "isv.invalid-charset" },
    { "&charset=utf-8", "", "isv.missing-charset" },
    { "&sign_type=RSA2", "", "isv.missing-signature-type" },
    { "sign_type=RSA2", "sign_type=RSA", "isv.invalid-signature-type" },
    { "&version=1.0", "", "isv.missing-version" },
    { "version=1.0", "version=2.0", "isv.invalid-version" },
    { "format=JSON", "format=XML", "isv.invalid-format" },
    { "&sign=gJ", "&sign=hJ", "isv.invalid-signature" },
    { "&sign=", "&signature=", "isv.missing-signature" },
    { "app_id=2021000000000001", "app_id=2021000000000002", "isv.invalid-app-id" },
    { "app_id=2021000000000001&", "", "isv.missing-app-id" },
    { "method=alipay.trade.pay", "method=alipay.trade.query", "isv.invalid-signature" },
    { "method=alipay.trade.pay&", "", "isv.missing-method" },
    { "timestamp=2026-01-01%2008:00:00", "timestamp=2026-01-01%2008:00:01", "isv.invalid-signature" },
    { "&version=1.0", "&version=1.0&version=1.0", "isv.suspected-attack" },
    { "&version=1.0", "&version=1.0&extra=1", "isv.invalid-parameter" },
    { "&version=1.0", "&version=1.0&notify_url=", "isv.invalid-notify-url" },
    { "&version=1.0", "&version=%zz", "isv.suspected-attack" },
    { "&version=1.0", "&version=%ff", "isv.suspected-attack" },
  };
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("alipay", "01-request-signing.json");
  JsonObject      *row = json_array_get_object_element (get_cases (vectors), 0);
  const char      *body = json_object_get_string_member (row, "form_body");
  g_autofree char *plain = g_uri_unescape_string ("%3A", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_auto (GStrv) colons = g_strsplit (json_object_get_string_member (row, "query"), "%3A", -1);
    g_autofree char *query = g_strjoinv (plain, colons);
    g_autofree char *changed = replace (query, changes[i].from, changes[i].to);

    assert_verdict (query, body, VECTOR_TIME_US, "accepted");
    assert_verdict (changed, body, VECTOR_TIME_US, changes[i].sub_code);
  }
}

static void
test_changed_body_refused (void)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("alipay", "01-request-signing.json");
  JsonObject      *row = json_array_get_object_element (get_cases (vectors), 0);
  const char      *query = json_object_get_string_member (row, "query");
  const char      *body = json_object_get_string_member (row, "form_body");
  g_autofree char *cheaper = replace (body, "88.00", "80.00");
  g_autofree char *doubled = g_strconcat (body, "&charset=utf-8", NULL);
  g_autofree char *by_get = verify ("GET", FORM_TYPE, query, body, VECTOR_TIME_US);
  g_autofree char *by_json = verify ("POST", "application/json", query, body, VECTOR_TIME_US);
  g_autofree char *no_query = verify ("POST", FORM_TYPE, NULL, body, VECTOR_TIME_US);

  assert_verdict (query, cheaper, VECTOR_TIME_US, "isv.invalid-signature");
  assert_verdict (query, doubled, VECTOR_TIME_US, "isv.suspected-attack");
  assert_verdict (query, "", VECTOR_TIME_US, "isv.missing-biz-content");
  g_assert_cmpstr (by_get, ==, "isv.invalid-request");
  g_assert_cmpstr (by_json, ==, "isv.invalid-request");
  g_assert_cmpstr (no_query, ==, "isv.suspected-attack");
}

static void
test_pay_fields (void)
{
  static const Change changes[] = {
    { "T1_a", "T1-a", "ACQ.INVALID_PARAMETER" },
    { "88.00", "88.001", "ACQ.INVALID_PARAMETER" },
    { "88.00", "0.00", "ACQ.INVALID_PARAMETER" },
    { "88.00", "-1", "ACQ.INVALID_PARAMETER" },
    { "\"88.00\"", "88.00", "ACQ.INVALID_PARAMETER" },
    { "88.00", "100000000.01", "ACQ.TOTAL_FEE_EXCEED" },
    { "bar_code", "wave_code", "ACQ.INVALID_PARAMETER" },
    { "lunch", "a=b", "ACQ.INVALID_PARAMETER" },
    { "lunch", "", "ACQ.INVALID_PARAMETER" },
    { "5m", "5s", "ACQ.INVALID_PARAMETER" },
    { "5m", "0m", "ACQ.INVALID_PARAMETER" },
    { "\"scene\":\"bar_code\",", "", "isv.missing-parameter" },
    { "\"scene\"", "\"hello\":\"x\",\"scene\"", "ACQ.INVALID_PARAMETER" },
    { "\"scene\"", "\"store_id\":\"店\",\"scene\"", "ACQ.INVALID_PARAMETER" },
    { "\"scene\"", "\"store_id\":null,\"scene\"", "ACQ.INVALID_PARAMETER" },
    { "\"scene\"", "\"goods_detail\":[{\"goods_id\":\"1\"}],\"scene\"", "isv.missing-parameter" },
  };
  const char              *good = "{\"out_trade_no\":\"T1_a\",\"total_amount\":\"88.00\",\"subject\":\"lunch\",\"scene\":\"bar_code\","
                                  "\"auth_code\":\"28763443825664394\",\"timeout_express\":\"5m\"}";
  TrivetSandboxAlipayError error = { 0 };
  g_autoptr (JsonObject) biz = trivet_sandbox_fields_parse (good, strlen (good));

  g_assert_true (trivet_sandbox_alipay_check_pay (biz, &error));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *text = replace (good, changes[i].from, changes[i].to);
    g_autoptr (JsonObject) changed = trivet_sandbox_fields_parse (text, strlen (text));

    g_assert_nonnull (changed);
    g_assert_false (trivet_sandbox_alipay_check_pay (changed, &error));
    g_assert_cmpstr (error.sub_code, ==, changes[i].sub_code);
  }
}

static void
test_amounts (void)
{
  static const struct {
    const char *text;
    gint64      minor;
  } good[] = {
    { "0", 0 },
    { "0.01", 1 },
    { "88", 8800 },
    { "88.8", 8880 },
    { "88.80", 8880 },
    { "100000000.00", 10000000000 },
    { "999999999999.99", 99999999999999 },
  };
  static const char *const bad[] = { "", ".5", "5.", "1.234", "1,00", "-1", "+1", " 1", "1\n", "1e3", "1000000000000" };
  gint64                   minor;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (trivet_sandbox_parse_yuan (good[i].text, &minor));
    g_assert_cmpint (minor, ==, good[i].minor);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (trivet_sandbox_parse_yuan (bad[i], &minor));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keys = sandbox_fixture_open_vector_keys ();
  g_test_add_func ("/sandbox/alipay/vectors-accepted", test_vectors_accepted);
  g_test_add_func ("/sandbox/alipay/vectors-signed-text", test_vectors_signed_text);
  g_test_add_func ("/sandbox/alipay/changed-query-refused", test_changed_query_refused);
  g_test_add_func ("/sandbox/alipay/changed-body-refused", test_changed_body_refused);
  g_test_add_func ("/sandbox/alipay/pay-fields", test_pay_fields);
  g_test_add_func ("/sandbox/alipay/amounts", test_amounts);

  status = g_test_run ();
  g_object_unref (keys);
  return status;
}
