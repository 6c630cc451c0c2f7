/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: codes to show, closes and refunds go out as documented, signed over the very path and body
 * that are sent, and come back as the engine's outcomes. Method: a raw server on loopback that keeps
 * requests and answers from a table, signed with the test keys. */

#include "trivet-http-client.h"
#include "trivet-wechatpay-v2.h"
#include "wechatpay-shop.h"

#include <string.h>

#include "vectors.h"

static TrivetProviderAnswer *
finish (TrivetPaymentProvider *provider,
        GAsyncResult         **result)
{
  TrivetProviderAnswer *outcome;

  shop_wait_for (result);
  outcome = trivet_payment_provider_answer_finish (provider, *result);
  g_clear_object (result);
  return outcome;
}

static TrivetProviderAnswer *
show (TrivetPaymentProvider *provider,
      gint64                 minor)
{
  TrivetShowRequest request = { SHOP_NUMBER, { minor, TRIVET_CURRENCY_CNY }, "川味小馆", "1", "T1", "S1", 120 };
  GAsyncResult     *result = NULL;

  trivet_payment_provider_create_code_async (provider, &request, NULL, shop_on_ready, &result);
  return finish (provider, &result);
}

static TrivetProviderAnswer *
close_code (TrivetPaymentProvider *provider)
{
  TrivetPaymentKey key = { SHOP_NUMBER, { 8800, TRIVET_CURRENCY_CNY } };
  GAsyncResult    *result = NULL;

  trivet_payment_provider_close_async (provider, &key, NULL, shop_on_ready, &result);
  return finish (provider, &result);
}

static TrivetProviderAnswer *
refund (TrivetPaymentProvider *provider,
        gboolean               ask)
{
  TrivetRefundRequest request = {
    .merchant_order_id = SHOP_NUMBER,
    .merchant_refund_id = SHOP_REFUND_NUMBER,
    .total = { 8800, TRIVET_CURRENCY_CNY },
    .amount = { 300, TRIVET_CURRENCY_CNY },
    .reason = "cold soup",
    .operator_id = "1",
    .terminal_id = "T1",
    .store_id = "S1",
  };
  GAsyncResult *result = NULL;

  (ask ? trivet_payment_provider_query_refund_async : trivet_payment_provider_refund_async) (provider, &request, NULL, shop_on_ready, &result);
  return finish (provider, &result);
}

/* Seconds from now at which the code of the last request dies. */
static gint64
get_life_s (void)
{
  const char      *start = strstr (shop_requests->pdata[shop_requests->len - 1], "\"time_expire\":\"");
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_assert_nonnull (start);
  start += strlen ("\"time_expire\":\"");
  text = g_strndup (start, strcspn (start, "\""));
  g_assert_true (g_str_has_suffix (text, "+08:00"));
  time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC;
}

static void
test_show_and_close (void)
{
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v3");
  const TrivetCadence *cadence = trivet_payment_provider_get_cadence (provider);
  g_autoptr (TrivetProviderAnswer) shown = NULL;
  g_autoptr (TrivetProviderAnswer) forged = NULL;
  g_autoptr (TrivetProviderAnswer) closed = NULL;
  g_autoptr (TrivetProviderAnswer) too_much = show (provider, G_GINT64_CONSTANT (1) << 40);
  gint64 life_s;

  g_assert_cmpint (too_much->outcome, ==, TRIVET_OUTCOME_UNSENT);
  shop_forget ();
  shop_route ("POST /v3/pay/transactions/native ", 200, "{\"code_url\":\"weixin://wxpay/bizpayurl/up?pr=1\"}", TRUE);
  shop_route ("POST /v3/pay/transactions/out-trade-no/" SHOP_NUMBER "/close ", 204, "", TRUE);
  shown = show (provider, 8800);
  g_assert_cmpint (shown->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (shown->shown_code, ==, "weixin://wxpay/bizpayurl/up?pr=1");
  shop_assert_signed (shop_requests->pdata[0], "POST /v3/pay/transactions/native");
  shop_assert_has (shop_requests->pdata[0], "\"notify_url\":\"https://notify.invalid/wechatpay\"");
  shop_assert_has (shop_requests->pdata[0], "\"amount\":{\"total\":8800,\"currency\":\"CNY\"}");
  shop_assert_has (shop_requests->pdata[0], "\"description\":\"川味小馆\"");
  /* Longer than the screen shows it and than the service demands; over before the engine stops to
   * look, whatever two clocks say that agree well enough to sign. */
  life_s = get_life_s ();
  g_assert_cmpint (life_s, >, cadence->show_limit_ms / 1000);
  g_assert_cmpint (life_s, >, 60);
  g_assert_cmpint ((life_s + 300) * 1000, <, cadence->show_life_ms);

  closed = close_code (provider);
  g_assert_cmpint (closed->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  shop_assert_signed (shop_requests->pdata[1], "POST /v3/pay/transactions/out-trade-no/" SHOP_NUMBER "/close");
  g_assert_true (g_str_has_suffix (shop_requests->pdata[1], "\r\n\r\n{\"mchid\":\"" SHOP_MCHID "\"}"));

  shop_route ("POST /v3/pay/transactions/native ", 200, "{\"code_url\":\"weixin://wxpay/bizpayurl/up?pr=1\"}", FALSE);
  forged = show (provider, 8800);
  g_assert_cmpint (forged->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_null (forged->shown_code);
}

static void
test_refund (void)
{
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v3");
  g_autoptr (TrivetProviderAnswer) poor = NULL;
  g_autoptr (TrivetProviderAnswer) accepted = NULL;
  g_autoptr (TrivetProviderAnswer) missing = NULL;
  g_autoptr (TrivetProviderAnswer) done = NULL;

  shop_forget ();
  shop_route ("POST /v3/refund/domestic/refunds ", 403, "{\"code\":\"NOT_ENOUGH\",\"message\":\"x\"}", FALSE);
  poor = refund (provider, FALSE);
  g_assert_cmpint (poor->outcome, ==, TRIVET_OUTCOME_DECLINED);
  g_assert_cmpint (poor->reason, ==, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  shop_assert_signed (shop_requests->pdata[0], "POST /v3/refund/domestic/refunds");
  g_assert_true (g_str_has_suffix (shop_requests->pdata[0], "\r\n\r\n{\"out_trade_no\":\"" SHOP_NUMBER "\",\"out_refund_no\":\"" SHOP_REFUND_NUMBER
                                                            "\",\"reason\":\"cold soup\",\"amount\":{\"refund\":300,\"total\":8800,\"currency\":\"CNY\"}}"));

  shop_route ("POST /v3/refund/domestic/refunds ", 200,
              "{\"out_trade_no\":\"" SHOP_NUMBER "\",\"out_refund_no\":\"" SHOP_REFUND_NUMBER "\",\"status\":\"PROCESSING\",\"amount\":{\"total\":8800,\"refund\":300}}", TRUE);
  accepted = refund (provider, FALSE);
  g_assert_cmpint (accepted->outcome, ==, TRIVET_OUTCOME_REFUND_PENDING);

  shop_route ("GET /v3/refund/domestic/refunds/" SHOP_REFUND_NUMBER " ", 404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}", FALSE);
  missing = refund (provider, TRUE);
  g_assert_cmpint (missing->outcome, ==, TRIVET_OUTCOME_NOT_FOUND);
  shop_route ("GET /v3/refund/domestic/refunds/" SHOP_REFUND_NUMBER " ", 200,
              "{\"out_trade_no\":\"" SHOP_NUMBER "\",\"out_refund_no\":\"" SHOP_REFUND_NUMBER "\",\"status\":\"SUCCESS\",\"amount\":{\"total\":8800,\"refund\":300}}", TRUE);
  done = refund (provider, TRUE);
  g_assert_cmpint (done->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (done->returned_minor, ==, 300);
  shop_assert_signed (shop_requests->pdata[3], "GET /v3/refund/domestic/refunds/" SHOP_REFUND_NUMBER);
}

/* "name=value …", signed, as XML; freed with the test program. */
static char *
dup_v2 (const char *text)
{
  g_autoptr (TrivetSecret) key = trivet_secret_new (SHOP_V2_KEY, -1);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *whole = g_strconcat ("return_code=SUCCESS mch_id=" SHOP_MCHID " result_code=SUCCESS ", text, NULL);
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    g_hash_table_insert (fields, g_strdup (pair[0]), g_strdup (pair[1]));
  }
  g_hash_table_insert (fields, g_strdup ("sign"), trivet_wechatpay_v2_sign (fields, key, TRUE));
  return g_string_free (trivet_wechatpay_v2_to_xml (fields), FALSE);
}

/* The fields of the last request, whose signature is checked. */
static GHashTable *
get_v2_request (const char *start)
{
  g_autoptr (TrivetSecret) key = trivet_secret_new (SHOP_V2_KEY, -1);
  const char *request = shop_requests->pdata[shop_requests->len - 1];
  const char *body = strstr (request, "\r\n\r\n") + 4;
  GHashTable *fields = trivet_wechatpay_v2_from_xml (body, strlen (body), NULL);

  g_assert_true (g_str_has_prefix (request, start));
  g_assert_nonnull (fields);
  g_assert_true (trivet_wechatpay_v2_verify (fields, key));
  return fields;
}

static void
assert_field (GHashTable *fields,
              const char *name,
              const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (fields, name), ==, value);
}

static void
test_v2_show (void)
{
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v2");
  g_autofree char *code = dup_v2 ("trade_type=NATIVE code_url=weixin://wxpay/bizpayurl?pr=1");
  g_autofree char *ok = dup_v2 ("appid=wxd678efh567hg6787");
  g_autoptr (TrivetProviderAnswer) shown = NULL;
  g_autoptr (TrivetProviderAnswer) closed = NULL;
  g_autoptr (GHashTable) show_fields = NULL;
  g_autoptr (GHashTable) close_fields = NULL;

  shop_forget ();
  shop_route ("POST /pay/unifiedorder ", 200, code, FALSE);
  shop_route ("POST /pay/closeorder ", 200, ok, FALSE);
  shown = show (provider, 8800);
  g_assert_cmpint (shown->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (shown->shown_code, ==, "weixin://wxpay/bizpayurl?pr=1");
  show_fields = get_v2_request ("POST /pay/unifiedorder ");
  assert_field (show_fields, "trade_type", "NATIVE");
  assert_field (show_fields, "total_fee", "8800");
  assert_field (show_fields, "out_trade_no", SHOP_NUMBER);
  assert_field (show_fields, "product_id", SHOP_NUMBER);
  g_assert_cmpuint (strlen (g_hash_table_lookup (show_fields, "time_expire")), ==, 14);

  closed = close_code (provider);
  g_assert_cmpint (closed->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  close_fields = get_v2_request ("POST /pay/closeorder ");
  assert_field (close_fields, "out_trade_no", SHOP_NUMBER);
}

static void
test_v2_refund (void)
{
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v2");
  g_autofree char *accepted = dup_v2 ("out_trade_no=" SHOP_NUMBER " out_refund_no=" SHOP_REFUND_NUMBER " refund_fee=300 total_fee=8800");
  g_autofree char *done = dup_v2 ("out_trade_no=" SHOP_NUMBER " out_refund_no_0=" SHOP_REFUND_NUMBER " refund_fee_0=300 refund_status_0=SUCCESS");
  g_autoptr (TrivetProviderAnswer) first = NULL;
  g_autoptr (TrivetProviderAnswer) second = NULL;
  g_autoptr (GHashTable) refund_fields = NULL;
  g_autoptr (GHashTable) query_fields = NULL;

  shop_forget ();
  shop_route ("POST /secapi/pay/refund ", 200, accepted, FALSE);
  shop_route ("POST /pay/refundquery ", 200, done, FALSE);
  first = refund (provider, FALSE);
  g_assert_cmpint (first->outcome, ==, TRIVET_OUTCOME_REFUND_PENDING);
  refund_fields = get_v2_request ("POST /secapi/pay/refund ");
  assert_field (refund_fields, "out_trade_no", SHOP_NUMBER);
  assert_field (refund_fields, "out_refund_no", SHOP_REFUND_NUMBER);
  assert_field (refund_fields, "total_fee", "8800");
  assert_field (refund_fields, "refund_fee", "300");
  assert_field (refund_fields, "refund_desc", "cold soup");

  second = refund (provider, TRUE);
  g_assert_cmpint (second->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  query_fields = get_v2_request ("POST /pay/refundquery ");
  assert_field (query_fields, "out_refund_no", SHOP_REFUND_NUMBER);
}

static void
assert_notify_url (RawServer  *server,
                   const char *url,
                   gboolean    fits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = shop_new_file (server, "v3");
  g_autoptr (TrivetPaymentProvider) provider = NULL;

  g_key_file_set_string (file, "wechat", "notify-url", url);
  provider = shop_load (file, &error);
  g_assert_cmpint (provider != NULL, ==, fits);
  if (!fits)
    shop_assert_has (error->message, "notify-url");
}

static void
test_settings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) v3 = shop_new_provider (server, "v3");
  g_autoptr (TrivetPaymentProvider) v2 = shop_new_provider (server, "v2");
  g_autoptr (GKeyFile) both_file = shop_new_file (server, "v2");
  g_autoptr (TrivetPaymentProvider) both = NULL;
  guint bills = TRIVET_CAPABILITY_TRADE_BILL | TRIVET_CAPABILITY_FUNDS_BILL;

  assert_notify_url (server, "https://shop.example/wechatpay", TRUE);
  assert_notify_url (server, "http://shop.example/wechatpay", FALSE);
  assert_notify_url (server, "https://shop.example/wechatpay?x=1", FALSE);

  /* Bills are always v3: with v2 payments its keys are needed besides. */
  g_assert_cmpuint (trivet_payment_provider_get_capabilities (v3) & bills, ==, bills);
  g_assert_cmpuint (trivet_payment_provider_get_capabilities (v2) & bills, ==, 0);
  g_assert_true (trivet_payment_provider_get_capabilities (v2) & TRIVET_CAPABILITY_SHOW_CODE);
  g_assert_true (trivet_payment_provider_get_capabilities (v2) & TRIVET_CAPABILITY_REFUND);
  g_key_file_set_string (both_file, "wechat", "merchant-serial", "6CB151D0DBED1607FAC56719122F1EB1A0619DF8");
  both = shop_load (both_file, &error);
  g_assert_null (both);
  shop_assert_has (error->message, "apiv3-key-file");
  g_clear_error (&error);
  g_key_file_set_string (both_file, "wechat", "apiv3-key-file", shop_get_apiv3_path ());
  both = shop_load (both_file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_payment_provider_get_capabilities (both) & bills, ==, bills);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  trivet_net_init ();
  g_test_init (&argc, &argv, NULL);
  shop_set_up ();

  g_test_add_func ("/wechatpay/live/show-and-close", test_show_and_close);
  g_test_add_func ("/wechatpay/live/refund", test_refund);
  g_test_add_func ("/wechatpay/live/v2-show", test_v2_show);
  g_test_add_func ("/wechatpay/live/v2-refund", test_v2_refund);
  g_test_add_func ("/wechatpay/live/settings", test_settings);

  result = g_test_run ();
  shop_tear_down ();
  return result;
}
