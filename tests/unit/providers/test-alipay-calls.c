/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each call sends what the documents ask for, signed, with no field that they do not name, and
 * believes what comes back; a bill is fetched at once, without anything of ours. Method: a raw server
 * on loopback that verifies the signature of what it gets and answers with a text signed by the test
 * platform key. */

#include "trivet-alipay-provider.h"
#include "trivet-alipay-sign.h"
#include "trivet-http-client.h"
#include "trivet-json.h"
#include "trivet-wallet-table.h"

#include "raw-server.h"

#include <string.h>

#include "vectors.h"

#define NUMBER "TRV20260101000123"
#define REFUND "RF20260101000123"
#define CODE   "280000000000000001"
#define FACE   "fp00000000000000000000000000000abcd"

static TrivetPrivateKey *platform_key;
static TrivetPublicKey  *app_key;

/* Written before a call by the main thread, and by the server's thread while the call runs. */
static const char *answer_content;
static gboolean    answer_unsigned;
static char       *seen_method;
static char       *seen_content;
static char       *seen_download;
static GBytes     *download;
static const char *download_head;
static guint       n_downloads;

static void
answer_gateway (GIOStream  *stream,
                const char *method,
                const char *origin)
{
  g_autofree char *name = g_strdelimit (g_strdup (method), ".", '_');
  g_autoptr (GString) content = g_string_new (answer_content);
  g_autofree char *signature = NULL;
  g_autofree char *body = NULL;
  g_autofree char *reply = NULL;

  g_string_replace (content, "ORIGIN", origin, 0);
  signature = trivet_private_key_sign (platform_key, content->str, content->len, NULL);
  body = g_strdup_printf (answer_unsigned ? "{\"%s_response\":%s}" : "{\"%s_response\":%s,\"sign\":\"%s\"}", name, content->str, signature);
  reply = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=utf-8\r\nContent-Length: %u\r\n\r\n%s", (guint) strlen (body), body);
  raw_server_write (stream, reply);
}

/* The signature must fit what came over the wire, decoded: address and body together. */
static void
take_call (const char *request)
{
  const char      *query = strchr (request, '?') + 1;
  g_autofree char *form = g_strndup (query, strcspn (query, " "));
  const char      *body = strstr (request, "\r\n\r\n") + 4;
  g_autofree char *all = g_strconcat (form, "&", body, NULL);
  g_autoptr (GHashTable) parameters = trivet_alipay_decode_form (all, strlen (all));
  static const char *const without[] = { "sign", NULL };
  g_autofree char         *signed_text = NULL;

  g_assert_true (g_str_has_prefix (request, "POST /gateway.do?"));
  g_assert_nonnull (parameters);
  signed_text = trivet_alipay_sign_content (parameters, without, FALSE);
  g_assert_true (trivet_public_key_verify (app_key, signed_text, strlen (signed_text), g_hash_table_lookup (parameters, "sign")));
  g_assert_cmpstr (g_hash_table_lookup (parameters, "charset"), ==, "utf-8");
  g_assert_cmpstr (g_hash_table_lookup (parameters, "app_id"), ==, "2021000000000001");
  seen_method = g_strdup (g_hash_table_lookup (parameters, "method"));
  seen_content = g_strdup (g_hash_table_lookup (parameters, "biz_content"));
}

static void
serve (RawServer *server,
       GIOStream *stream,
       guint      number)
{
  char *next;

  while ((next = raw_server_read (server, stream)) != NULL) {
    g_autofree char *request = next;

    if (g_str_has_prefix (request, "GET ")) {
      g_autofree char *head = g_strdup_printf ("%s\r\nContent-Length: %u\r\n\r\n", download_head, (guint) g_bytes_get_size (download));

      n_downloads++;
      seen_download = g_steal_pointer (&request);
      raw_server_write (stream, head);
      g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (download, NULL), g_bytes_get_size (download), NULL, NULL, NULL);
    } else {
      g_autofree char *origin = raw_server_dup_url (server, "");

      take_call (request);
      answer_gateway (stream, seen_method, origin);
    }
  }
}

typedef struct {
  RawServer             *server;
  TrivetPaymentProvider *provider;
  TrivetProviderAnswer  *answer;
  TrivetBill            *bill;
  GError                *error;
} Bench;

static void
bench_set_up (Bench        *bench,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();
  g_autofree char *private_path = key_path ("ali_app_private.pem");
  g_autofree char *public_path = key_path ("ali_platform_public.pem");
  g_autofree char *url = NULL;

  bench->server = raw_server_new (serve, NULL);
  url = raw_server_dup_url (bench->server, "/gateway.do");
  g_key_file_set_string (file, "alipay", "base-url", url);
  g_key_file_set_string (file, "alipay", "app-id", "2021000000000001");
  g_key_file_set_string (file, "alipay", "app-private-key-file", private_path);
  g_key_file_set_string (file, "alipay", "alipay-public-key-file", public_path);
  bench->provider = trivet_alipay_provider_new_from_key_file (file, "alipay", "/etc/trivet/providers.ini", TRUE, clock, random, &error);
  g_assert_no_error (error);
  answer_unsigned = FALSE;
  n_downloads = 0;
}

static void
bench_forget (Bench *bench)
{
  g_clear_pointer (&bench->answer, trivet_provider_answer_free);
  g_clear_pointer (&bench->bill, trivet_bill_free);
  g_clear_error (&bench->error);
  g_clear_pointer (&seen_method, g_free);
  g_clear_pointer (&seen_content, g_free);
  g_clear_pointer (&seen_download, g_free);
}

static void
bench_tear_down (Bench        *bench,
                 gconstpointer data)
{
  bench_forget (bench);
  g_assert_finalize_object (bench->provider);
  raw_server_free (bench->server);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Bench *bench = user_data;

  bench->answer = trivet_payment_provider_answer_finish (TRIVET_PAYMENT_PROVIDER (source), result);
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;

  bench->bill = trivet_payment_provider_fetch_bill_finish (TRIVET_PAYMENT_PROVIDER (source), result, &bench->error);
}

static void
bench_wait (Bench *bench)
{
  gint64 limit = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (bench->answer == NULL && bench->bill == NULL && bench->error == NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (bench->answer != NULL || bench->bill != NULL || bench->error != NULL);
}

/* Exactly these members, in any order: the documents warn of others. */
static void
assert_content (const char *method,
                const char *expected)
{
  g_autoptr (JsonObject) sent = trivet_json_parse_object (seen_content, strlen (seen_content), NULL);
  g_autoptr (JsonObject) wanted = trivet_json_parse_object (expected, strlen (expected), NULL);
  g_autoptr (GList) names = json_object_get_members (sent);

  g_assert_cmpstr (seen_method, ==, method);
  g_assert_nonnull (wanted);
  g_test_message ("%s", seen_content);
  for (GList *l = names; l != NULL; l = l->next)
    g_assert_cmpstr (trivet_json_get_text (sent, l->data), ==, trivet_json_get_text (wanted, l->data));
  g_assert_cmpuint (g_list_length (names), ==, json_object_get_size (wanted));
}

#define PAID "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88.00\",\"trade_no\":\"2026\"}"

static void
charge (Bench      *bench,
        const char *digits)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (digits, -1);
  TrivetChargeRequest request = { NUMBER, { 8800, TRIVET_CURRENCY_CNY }, code, "川味小馆 a/b,c=\"d\"&e", "007", "POS-01", "店" };

  bench_forget (bench);
  answer_content = PAID;
  trivet_payment_provider_charge_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_PAID);
}

/* The wallet's name comes from the file of wallets, and must be one that the adapter takes. */
static void
assert_taken (Bench      *bench,
              const char *digits)
{
  g_autoptr (TrivetWalletTable) table = trivet_wallet_table_new_default ();
  g_autoptr (TrivetSecret) scanned = trivet_secret_new (digits, -1);
  g_autoptr (TrivetSecret) code = NULL;
  const char *wallet = NULL;

  g_assert_cmpint (trivet_wallet_table_recognise (table, scanned, &code, &wallet), ==, TRIVET_CODE_PAYMENT);
  g_assert_true (trivet_payment_provider_takes_wallet (bench->provider, wallet));
}

/* A face token is charged like a code, in another scene. */
static void
test_charge (Bench        *bench,
             gconstpointer data)
{
  assert_taken (bench, CODE);
  assert_taken (bench, FACE);
  g_assert_false (trivet_payment_provider_takes_wallet (bench->provider, "wechat"));

  charge (bench, CODE);
  assert_content ("alipay.trade.pay", "{\"out_trade_no\":\"" NUMBER "\",\"scene\":\"bar_code\",\"auth_code\":\"" CODE "\",\"subject\":\"川味小馆 a b c  d  e\","
                                      "\"total_amount\":\"88.00\",\"product_code\":\"FACE_TO_FACE_PAYMENT\",\"terminal_id\":\"POS-01\",\"operator_id\":\"007\","
                                      "\"timeout_express\":\"5m\"}");
  charge (bench, FACE);
  assert_content ("alipay.trade.pay", "{\"out_trade_no\":\"" NUMBER "\",\"scene\":\"security_code\",\"auth_code\":\"" FACE "\",\"subject\":\"川味小馆 a b c  d  e\","
                                      "\"total_amount\":\"88.00\",\"product_code\":\"FACE_TO_FACE_PAYMENT\",\"terminal_id\":\"POS-01\",\"operator_id\":\"007\","
                                      "\"timeout_express\":\"5m\"}");
}

static void
test_show (Bench        *bench,
           gconstpointer data)
{
  const TrivetCadence *cadence = trivet_payment_provider_get_cadence (bench->provider);
  TrivetShowRequest    request = { NUMBER, { 8800, TRIVET_CURRENCY_CNY }, "Lunch", "", "", "S001", cadence->show_limit_ms / 1000 };
  TrivetPaymentKey     key = { NUMBER, { 8800, TRIVET_CURRENCY_CNY } };

  g_assert_true (trivet_payment_provider_get_capabilities (bench->provider) & TRIVET_CAPABILITY_SHOW_CODE);
  g_assert_cmpuint (cadence->show_query_ms, ==, 3000);
  g_assert_cmpuint (cadence->show_limit_ms, ==, 120000);
  /* Scanned at the very last second of the third minute, paid at the last of the five after it. */
  g_assert_cmpuint (cadence->show_life_ms, >, (3 + 5) * 60 * 1000);

  answer_content = "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"qr_code\":\"https:\\/\\/qr.alipay.com\\/bax03431ljhokirwl38f00a7\"}";
  trivet_payment_provider_create_code_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (bench->answer->shown_code, ==, "https://qr.alipay.com/bax03431ljhokirwl38f00a7");
  assert_content ("alipay.trade.precreate", "{\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88.00\",\"subject\":\"Lunch\",\"product_code\":\"QR_CODE_OFFLINE\","
                                            "\"store_id\":\"S001\",\"qr_code_timeout_express\":\"3m\",\"timeout_express\":\"5m\"}");

  /* However long the caller wants it, never longer than the cadence tells. */
  bench_forget (bench);
  request.life_s = 7200;
  trivet_payment_provider_create_code_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_nonnull (strstr (seen_content, "\"qr_code_timeout_express\":\"3m\""));

  bench_forget (bench);
  request.life_s = 30;
  trivet_payment_provider_create_code_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_nonnull (strstr (seen_content, "\"qr_code_timeout_express\":\"1m\""));

  bench_forget (bench);
  answer_content = "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_no\":\"2026\"}";
  trivet_payment_provider_close_async (bench->provider, &key, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  assert_content ("alipay.trade.close", "{\"out_trade_no\":\"" NUMBER "\"}");
}

static void
test_refund (Bench        *bench,
             gconstpointer data)
{
  const TrivetCadence *cadence = trivet_payment_provider_get_cadence (bench->provider);
  TrivetRefundRequest  request = { NUMBER, "2026", REFUND, { 8800, TRIVET_CURRENCY_CNY }, { 300, TRIVET_CURRENCY_CNY }, "Cold soup", "007", "", "S001" };

  g_assert_true (trivet_payment_provider_get_capabilities (bench->provider) & TRIVET_CAPABILITY_REFUND);
  g_assert_cmpuint (cadence->refund_query_ms, ==, 10000);
  g_assert_cmpuint (cadence->refund_max_ms, ==, 30 * 60 * 1000);
  g_assert_cmpuint (cadence->refund_gap_ms, ==, 3000);

  answer_content = "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"fund_change\":\"N\"}";
  trivet_payment_provider_refund_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_REFUND_PENDING);
  assert_content ("alipay.trade.refund", "{\"out_trade_no\":\"" NUMBER "\",\"refund_amount\":\"3.00\",\"out_request_no\":\"" REFUND "\","
                                         "\"refund_reason\":\"Cold soup\",\"store_id\":\"S001\",\"operator_id\":\"007\"}");

  bench_forget (bench);
  answer_content = "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"out_request_no\":\"" REFUND "\",\"refund_status\":\"REFUND_SUCCESS\",\"refund_amount\":\"3.00\"}";
  trivet_payment_provider_query_refund_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  assert_content ("alipay.trade.fastpay.refund.query", "{\"out_trade_no\":\"" NUMBER "\",\"out_request_no\":\"" REFUND "\"}");

  bench_forget (bench);
  request.reason = "";
  trivet_payment_provider_refund_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_null (strstr (seen_content, "refund_reason"));

  bench_forget (bench);
  request.amount.currency = TRIVET_CURRENCY_EUR;
  trivet_payment_provider_refund_async (bench->provider, &request, NULL, on_answered, bench);
  bench_wait (bench);
  g_assert_cmpint (bench->answer->outcome, ==, TRIVET_OUTCOME_UNSENT);
  g_assert_null (seen_method);
}

static void
fetch (Bench      *bench,
       const char *content)
{
  bench_forget (bench);
  answer_content = content;
  trivet_payment_provider_fetch_bill_async (bench->provider, TRIVET_BILL_TRADE, "2026-01-01", NULL, on_fetched, bench);
  bench_wait (bench);
}

#define AT(path) "{\"code\":\"10000\",\"bill_download_url\":\"" path "\"}"

static void
test_bill (Bench        *bench,
           gconstpointer data)
{
  g_autoptr (JsonObject) vector = load_vectors ("alipay", "06-bill.json");
  gsize   length;
  guint8 *bytes = g_base64_decode (json_object_get_string_member (vector, "zip_base64"), &length);
  g_autoptr (GBytes) zip = g_bytes_new_take (bytes, length);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, length / 2);

  g_assert_cmpuint (trivet_payment_provider_get_capabilities (bench->provider) & (TRIVET_CAPABILITY_TRADE_BILL | TRIVET_CAPABILITY_FUNDS_BILL), ==, TRIVET_CAPABILITY_TRADE_BILL);
  download_head = "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nSet-Cookie: a=b";
  download = zip;
  fetch (bench, AT ("ORIGIN\\/bill?token=a%2Fb&x=1"));
  g_assert_no_error (bench->error);
  assert_content ("alipay.data.dataservice.bill.downloadurl.query", "{\"bill_type\":\"trade\",\"bill_date\":\"2026-01-01\"}");
  g_assert_cmpuint (bench->bill->entries->len, ==, 3);
  g_assert_cmpstr (bench->bill->sha256, ==, json_object_get_string_member (vector, "zip_sha256"));
  /* Verbatim, and nothing of ours with it. */
  g_assert_true (g_str_has_prefix (seen_download, "GET /bill?token=a%2Fb&x=1 HTTP/1.1\r\n"));
  g_assert_null (strstr (seen_download, "2021000000000001"));
  g_assert_null (strstr (seen_download, "Authorization"));

  fetch (bench, AT ("ORIGIN/bill"));
  g_assert_no_error (bench->error);
  g_assert_null (strstr (seen_download, "Cookie"));

  download = cut;
  fetch (bench, AT ("ORIGIN/bill"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED);

  download_head = "HTTP/1.1 403 Forbidden";
  fetch (bench, AT ("ORIGIN/bill"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  download_head = "HTTP/1.1 302 Found\r\nLocation: /elsewhere";
  fetch (bench, AT ("ORIGIN/bill"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  g_assert_cmpuint (n_downloads, ==, 5);

  /* Neither plain http to somebody nor another kind of address. */
  fetch (bench, AT ("http://192.0.2.1/bill"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  fetch (bench, AT ("file:///etc/passwd"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  answer_unsigned = TRUE;
  fetch (bench, AT ("ORIGIN/bill"));
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  g_assert_cmpuint (n_downloads, ==, 5);
}

/* A bill is no payment, but whoever waits gets one of its errors all the same. */
static void
test_bill_cancelled (Bench        *bench,
                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  trivet_payment_provider_fetch_bill_async (bench->provider, TRIVET_BILL_TRADE, "2026-01-01", cancellable, on_fetched, bench);
  bench_wait (bench);
  g_assert_error (bench->error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE);
  g_assert_cmpuint (raw_server_get_requests (bench->server), ==, 0);
}

static void
test_bill_refusals (Bench        *bench,
                    gconstpointer data)
{
  static const struct {
    const char *content;
    gboolean    is_signed;
    int         code;
  } rows[] = {
    { "{\"code\":\"40004\",\"sub_code\":\"NO_BILL_DATA\"}", TRUE, TRIVET_BILL_ERROR_NO_BUSINESS },
    { "{\"code\":\"40004\",\"sub_code\":\"isp.bill_not_exist\"}", TRUE, TRIVET_BILL_ERROR_NO_BUSINESS },
    { "{\"code\":\"40004\",\"sub_code\":\"ACQ.BILL_NOT_EXIST\"}", TRUE, TRIVET_BILL_ERROR_NO_BUSINESS },
    { "{\"code\":\"40004\",\"sub_code\":\"ACQ.BILL_NOT_EXIST\"}", FALSE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"code\":\"40004\",\"sub_code\":\"SYSTEM_RATE_LIMIT\"}", TRUE, TRIVET_BILL_ERROR_NOT_YET },
    { "{\"code\":\"40004\",\"sub_code\":\"isp.user_rate_limit\"}", TRUE, TRIVET_BILL_ERROR_NOT_YET },
    { "{\"code\":\"40005\",\"sub_code\":\"isv.app-call-limited\"}", TRUE, TRIVET_BILL_ERROR_NOT_YET },
    { "{\"code\":\"40005\"}", TRUE, TRIVET_BILL_ERROR_NOT_YET },
    { "{\"code\":\"40004\",\"sub_code\":\"INVAILID_ARGUMENTS\"}", TRUE, TRIVET_BILL_ERROR_REFUSED },
    { "{\"code\":\"40006\",\"sub_code\":\"isv.insufficient-isv-permissions\"}", TRUE, TRIVET_BILL_ERROR_REFUSED },
    { "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-app-id\"}", FALSE, TRIVET_BILL_ERROR_REFUSED },
    { "{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"code\":\"20000\",\"sub_code\":\"NO_BILL_DATA\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"code\":\"40004\",\"sub_code\":\"SYSTEM_ERROR\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"code\":\"40004\",\"sub_code\":\"SOMETHING_NEW\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"code\":\"10000\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
    { "{\"msg\":\"\"}", TRUE, TRIVET_BILL_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].content);
    answer_unsigned = !rows[i].is_signed;
    fetch (bench, rows[i].content);
    g_assert_error (bench->error, TRIVET_BILL_ERROR, rows[i].code);
  }
  g_assert_cmpuint (n_downloads, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  trivet_net_init ();
  g_test_init (&argc, &argv, NULL);
  platform_key = load_private ("ali_platform_private.pem");
  app_key = load_public ("ali_app_public.pem");

  g_test_add ("/alipay/calls/charge", Bench, NULL, bench_set_up, test_charge, bench_tear_down);
  g_test_add ("/alipay/calls/show", Bench, NULL, bench_set_up, test_show, bench_tear_down);
  g_test_add ("/alipay/calls/refund", Bench, NULL, bench_set_up, test_refund, bench_tear_down);
  g_test_add ("/alipay/calls/bill", Bench, NULL, bench_set_up, test_bill, bench_tear_down);
  g_test_add ("/alipay/calls/bill-cancelled", Bench, NULL, bench_set_up, test_bill_cancelled, bench_tear_down);
  g_test_add ("/alipay/calls/bill-refusals", Bench, NULL, bench_set_up, test_bill_refusals, bench_tear_down);

  result = g_test_run ();
  trivet_private_key_unref (platform_key);
  trivet_public_key_unref (app_key);
  return result;
}
