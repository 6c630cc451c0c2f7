/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a bill is fetched in two signed steps and told apart from each way in which there is none;
 * our signature goes to no host but those of the settings. Method: raw servers on loopback that keep
 * requests and answer from a table, signed with the test keys. */

#include "trivet-http-client.h"

#include "wechatpay-shop.h"

#include <string.h>

#include "vectors.h"

static TrivetBill *
fetch (TrivetPaymentProvider *provider,
       TrivetBillKind         kind,
       GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_payment_provider_fetch_bill_async (provider, kind, "2026-01-01", NULL, shop_on_ready, &result);
  shop_wait_for (&result);
  return trivet_payment_provider_fetch_bill_finish (provider, result, error);
}

/* What the table answers to the first step: where the file is, and its hash. */
static char *
dup_address (RawServer  *server,
             const char *path,
             const char *hash)
{
  g_autofree char *url = raw_server_dup_url (server, path);

  return g_strdup_printf ("{\"hash_type\":\"SHA1\",\"hash_value\":\"%s\",\"download_url\":\"%s\"}", hash, url);
}

#define DOWNLOAD "/v3/billdownload/file?token=a%2Fb%20c&tartype=gzip"
#define HASH     "23af347e6d0e0966189992d730fe529f854f8b99"

static GBytes *
load_gzip (void)
{
  g_autoptr (JsonObject) root = load_vectors ("wechatpay", "07-bills.json");
  gsize   length;
  guchar *data = g_base64_decode (json_object_get_string_member (json_object_get_object_member (root, "trade"), "gzip_base64"), &length);

  return g_bytes_new_take (data, length);
}

static void
test_bill (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v3");
  g_autoptr (GBytes) file = load_gzip ();
  g_autofree char *address = dup_address (server, DOWNLOAD, HASH);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  g_autoptr (TrivetBill) bill = NULL;

  shop_forget ();
  shop_route ("GET /v3/bill/tradebill?bill_date=2026-01-01&", 200, address, TRUE);
  shop_route_file ("GET " DOWNLOAD " ", file);
  bill = fetch (provider, TRIVET_BILL_TRADE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bill->entries->len, ==, 3);
  g_assert_cmpstr (bill->sha256, ==, sha256);
  g_assert_cmpstr (bill->provider_id, ==, "wechat");
  g_assert_cmpstr (bill->date, ==, "2026-01-01");
  shop_assert_signed (shop_requests->pdata[0], "GET /v3/bill/tradebill?bill_date=2026-01-01&bill_type=ALL&tar_type=GZIP");
  shop_assert_signed (shop_requests->pdata[1], "GET " DOWNLOAD);
}

static void
assert_no_bill (TrivetPaymentProvider *provider,
                TrivetBillError        code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetBill) bill = fetch (provider, TRIVET_BILL_FUNDS, &error);

  g_assert_null (bill);
  g_assert_error (error, TRIVET_BILL_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static void
test_bill_errors (void)
{
  static const struct {
    guint           status;
    const char     *body;
    gboolean        sign;
    TrivetBillError code;
  } cases[] = {
    { 400, "{\"code\":\"NO_STATEMENT_EXIST\"}", FALSE, TRIVET_BILL_ERROR_NO_BUSINESS },
    { 400, "{\"code\":\"STATEMENT_CREATING\"}", FALSE, TRIVET_BILL_ERROR_NOT_YET },
    { 403, "{\"code\":\"NO_AUTH\"}", FALSE, TRIVET_BILL_ERROR_REFUSED },
    { 401, "{\"code\":\"SIGN_ERROR\"}", FALSE, TRIVET_BILL_ERROR_REFUSED },
    { 429, "{\"code\":\"RATELIMIT_EXCEEDED\"}", FALSE, TRIVET_BILL_ERROR_UNREACHABLE },
    { 400, "{\"code\":\"SOMETHING_NEW\"}", FALSE, TRIVET_BILL_ERROR_UNREACHABLE },
    { 500, "<html>", FALSE, TRIVET_BILL_ERROR_UNREACHABLE },
    { 200, "{}", FALSE, TRIVET_BILL_ERROR_UNREACHABLE },
    { 200, "{}", TRUE, TRIVET_BILL_ERROR_FORMAT },
    { 200, "{\"hash_type\":\"MD5\",\"hash_value\":\"" HASH "\",\"download_url\":\"https://x/\"}", TRUE, TRIVET_BILL_ERROR_FORMAT },
    { 200, "{\"hash_type\":\"SHA1\",\"hash_value\":\"" HASH "\",\"download_url\":\"nonsense\"}", TRUE, TRIVET_BILL_ERROR_REFUSED },
  };
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v3");
  g_autoptr (GBytes) file = load_gzip ();
  g_autofree char *address = dup_address (server, DOWNLOAD, HASH);
  g_autofree char *wrong = dup_address (server, DOWNLOAD, "23af347e6d0e0966189992d730fe529f854f8b98");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    shop_forget ();
    shop_route ("GET /v3/bill/fundflowbill?", cases[i].status, cases[i].body, cases[i].sign);
    assert_no_bill (provider, cases[i].code);
    g_assert_cmpuint (shop_requests->len, ==, 1);
  }

  /* The file is gone, is another one, or is no bill of this kind. */
  shop_route ("GET /v3/bill/fundflowbill?", 200, address, TRUE);
  assert_no_bill (provider, TRIVET_BILL_ERROR_UNREACHABLE);
  shop_route_file ("GET " DOWNLOAD " ", file);
  assert_no_bill (provider, TRIVET_BILL_ERROR_FORMAT);
  shop_route ("GET /v3/bill/fundflowbill?", 200, wrong, TRUE);
  assert_no_bill (provider, TRIVET_BILL_ERROR_DAMAGED);
}

/* Our signature goes to base-url and backup-base-url and nowhere else. */
static void
test_foreign_host (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RawServer) server = raw_server_new (shop_serve, NULL);
  g_autoptr (RawServer) other = raw_server_new (shop_serve, NULL);
  g_autoptr (TrivetPaymentProvider) provider = shop_new_provider (server, "v3");
  g_autoptr (GKeyFile) settings = shop_new_file (server, "v3");
  g_autoptr (GBytes) file = load_gzip ();
  g_autofree char *other_url = raw_server_dup_url (other, "");
  g_autofree char *address = dup_address (other, DOWNLOAD, HASH);
  g_autoptr (TrivetPaymentProvider) with_backup = NULL;
  g_autoptr (TrivetBill) bill = NULL;

  shop_forget ();
  shop_route ("GET /v3/bill/fundflowbill?", 200, address, TRUE);
  shop_route ("GET /v3/bill/tradebill?", 200, address, TRUE);
  shop_route_file ("GET " DOWNLOAD " ", file);
  assert_no_bill (provider, TRIVET_BILL_ERROR_REFUSED);
  g_assert_cmpuint (raw_server_get_requests (other), ==, 0);

  g_key_file_set_string (settings, "wechat", "backup-base-url", other_url);
  with_backup = shop_load (settings, &error);
  g_assert_no_error (error);
  bill = fetch (with_backup, TRIVET_BILL_TRADE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (raw_server_get_requests (other), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  trivet_net_init ();
  g_test_init (&argc, &argv, NULL);
  shop_set_up ();

  g_test_add_func ("/wechatpay/bill-live/fetch", test_bill);
  g_test_add_func ("/wechatpay/bill-live/errors", test_bill_errors);
  g_test_add_func ("/wechatpay/bill-live/foreign-host", test_foreign_host);

  result = g_test_run ();
  shop_tear_down ();
  return result;
}
