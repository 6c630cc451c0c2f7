/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the calls for codes, closes, refunds and bills take exactly the documented fields.
 * Method: the bodies of the published request vectors are taken; each with one thing changed is
 * refused. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-alipay-check.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-check.h"

#include <string.h>

/* A week before the code of the vector ends. */
#define NATIVE_NOW_US (G_GINT64_CONSTANT (1771821000) * G_USEC_PER_SEC)

typedef struct {
  const char *from;
  const char *to;
} Change;

static TrivetSandboxKeys *keys;

static char *
load_body (const char *folder,
           const char *name)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors (folder, "01-request-signing.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (vectors), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *row = json_array_get_object_element (cases, i);

    if (!g_str_equal (json_object_get_string_member (row, "name"), name))
      continue;
    if (json_object_has_member (row, "params"))
      return g_strdup (json_object_get_string_member (json_object_get_object_member (row, "params"), "biz_content"));
    return g_strdup (json_object_get_string_member (row, "body"));
  }

  g_error ("There is no vector %s", name);
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

static gboolean
check_alipay (gboolean (*check) (JsonObject *, TrivetSandboxAlipayError *),
              const char *text)
{
  g_autoptr (JsonObject) biz = trivet_sandbox_fields_parse (text, strlen (text));
  TrivetSandboxAlipayError error = { 0 };
  gboolean                 good;

  g_assert_nonnull (biz);
  good = check (biz, &error);
  g_assert_cmpint (good, ==, error.code == NULL);
  return good;
}

static void
check_alipay_changes (gboolean (*check) (JsonObject *, TrivetSandboxAlipayError *),
                      const char   *name,
                      const Change *changes,
                      guint         count)
{
  g_autofree char *good = load_body ("alipay", name);

  g_assert_true (check_alipay (check, good));
  for (guint i = 0; i < count; i++) {
    g_autofree char *changed = replace (good, changes[i].from, changes[i].to);

    g_test_message ("%s", changed);
    g_assert_false (check_alipay (check, changed));
  }
}

static void
test_alipay_show (void)
{
  static const Change precreate[] = {
    { "126.50", "126.505" },
    { "126.50", "0" },
    { "\"10m\"", "\"121m\"" },
    { "\"10m\"", "\"0m\"" },
    { "\"10m\"", "\"1d\"" },
    { "QR_CODE_OFFLINE", "FAST_INSTANT_TRADE_PAY" },
    { "{", "{\"auth_code\":\"28763443825664394\"," },
    { "{", "{\"scene\":\"bar_code\"," },
    { "\"subject\"", "\"subjects\"" },
    { "Q\"", "-Q\"" },
  };
  static const Change close[] = {
    { "\"out_trade_no\"", "\"out_request_no\"" },
    { "{", "{\"notify_url\":\"https://x\"," },
  };

  check_alipay_changes (trivet_sandbox_alipay_check_precreate, "alipay.trade.precreate", precreate, G_N_ELEMENTS (precreate));
  check_alipay_changes (trivet_sandbox_alipay_check_close, "alipay.trade.close", close, G_N_ELEMENTS (close));
}

static void
test_alipay_refund (void)
{
  static const Change refund[] = {
    { "\"3.00\"", "3.00" },
    { "3.00", "-3.00" },
    { "3.00", "0.00" },
    { "3.00", "3.001" },
    { "\"refund_amount\"", "\"amount\"" },
    { "RF1", "RF 1" },
    { "{", "{\"refund_currency\":\"CNY\"," },
    { "\"out_trade_no\"", "\"order\"" },
  };
  static const Change query[] = {
    { "\"out_request_no\"", "\"request_no\"" },
    { "\"gmt_refund_pay\"", "7" },
  };
  static const Change bill[] = {
    { "\"bill_date\"", "\"date\"" },
    { "\"trade\"", "null" },
  };

  check_alipay_changes (trivet_sandbox_alipay_check_refund, "alipay.trade.refund", refund, G_N_ELEMENTS (refund));
  check_alipay_changes (trivet_sandbox_alipay_check_refund_query, "alipay.trade.fastpay.refund.query", query, G_N_ELEMENTS (query));
  check_alipay_changes (trivet_sandbox_alipay_check_bill, "alipay.data.dataservice.bill.downloadurl.query", bill, G_N_ELEMENTS (bill));
}

static gboolean
check_native (const char *text,
              gint64     *ret_expires_us)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (text, strlen (text));
  g_auto (TrivetSandboxWechatError) error = { 0 };

  g_assert_nonnull (body);
  return trivet_sandbox_wechat_check_native (keys, body, NATIVE_NOW_US, ret_expires_us, &error);
}

static void
test_wechat_native (void)
{
  static const Change changes[] = {
    { "2026-03-01T12:30:00+08:00", "2026-03-02T12:30:01+08:00" },
    { "2026-03-01T12:30:00+08:00", "2026-02-23T12:30:59+08:00" },
    { "2026-03-01T12:30:00+08:00", "2026-03-01T12:30:00" },
    { "2026-03-01T12:30:00+08:00", "1772339400" },
    { "https://pos", "http://pos" },
    { "/notify", "/notify?a=1" },
    { "12650", "0" },
    { "12650", "\"12650\"" },
    { "CNY", "USD" },
    { "\"notify_url\"", "\"notify\"" },
    { "1900009191", "1900009192" },
    { "{", "{\"payer\":{\"auth_code\":\"130061098828009406\"}," },
    { "{", "{\"scene_info\":{\"store_info\":{\"id\":\"1\"}}," },
  };
  g_autofree char *body = load_body ("wechatpay", "native");
  g_autofree char *good = replace (body, "2026-03-01T12:30:00+08:00", "2026-02-23T13:00:00+08:00");
  g_autofree char *free_body = replace (body, "\"time_expire\":\"2026-03-01T12:30:00+08:00\",", "");
  gint64           expires_us;

  g_assert_true (check_native (good, &expires_us));
  g_assert_cmpint (expires_us, ==, NATIVE_NOW_US + 1800 * G_USEC_PER_SEC);
  g_assert_true (check_native (free_body, &expires_us));
  g_assert_cmpint (expires_us, ==, NATIVE_NOW_US + G_GINT64_CONSTANT (7200) * G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *changed = replace (i < 4 ? body : good, changes[i].from, changes[i].to);

    g_test_message ("%s", changed);
    g_assert_false (check_native (changed, &expires_us));
  }
}

static gboolean
check_refund (const char *text)
{
  g_autoptr (JsonObject) body = trivet_sandbox_fields_parse (text, strlen (text));
  g_auto (TrivetSandboxWechatError) error = { 0 };

  g_assert_nonnull (body);
  return trivet_sandbox_wechat_check_refund (body, &error);
}

static void
test_wechat_refund (void)
{
  static const Change changes[] = {
    { "\"refund\":300", "\"refund\":0" },
    { "\"refund\":300", "\"refund\":8801" },
    { "\"refund\":300", "\"refund\":300.5" },
    { "\"currency\":\"CNY\"", "\"currency\":\"USD\"" },
    { ",\"currency\":\"CNY\"", "" },
    { "RTRV", "R TRV" },
    { "{", "{\"transaction_id\":\"1\"," },
    { "\"out_trade_no\"", "\"trade_no\"" },
    { "{", "{\"mchid\":\"1900009191\"," },
  };
  g_autofree char *good = load_body ("wechatpay", "refund");

  g_assert_true (check_refund (good));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *changed = replace (good, changes[i].from, changes[i].to);

    g_test_message ("%s", changed);
    g_assert_false (check_refund (changed));
  }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keys = sandbox_fixture_open_vector_keys ();
  g_test_add_func ("/sandbox/fields/alipay-show", test_alipay_show);
  g_test_add_func ("/sandbox/fields/alipay-refund", test_alipay_refund);
  g_test_add_func ("/sandbox/fields/wechat-native", test_wechat_native);
  g_test_add_func ("/sandbox/fields/wechat-refund", test_wechat_refund);

  status = g_test_run ();
  g_object_unref (keys);
  return status;
}
