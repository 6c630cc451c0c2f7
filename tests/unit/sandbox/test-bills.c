/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a bill has the published form, names exactly what happened on its day in Beijing, and is
 * there when the wallets say so.
 * Method: headers compared with the vendors' sample files; orders around midnight; the clock moved
 * over nine in the morning and over the life of a link. Sums are compared over TLS by
 * tests/integration/sandbox/test-world.py. */

#include "sandbox-fixture.h"
#include "trivet-sandbox-bills.h"
#include "trivet-sandbox-refund.h"

#include <string.h>

#define ALIPAY  TRIVET_SANDBOX_WALLET_ALIPAY
#define WECHAT  TRIVET_SANDBOX_WALLET_WECHAT
#define DAY     "2026-01-01"
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY_US  (24 * HOUR_US)
/* Midnight in Beijing, at the start of that day. */
#define START_US (G_GINT64_CONSTANT (1767196800) * G_USEC_PER_SEC)
#define READY_US (START_US + DAY_US + 9 * HOUR_US)

typedef struct {
  char               *directory;
  TrivetSandboxBooks *books;
  TrivetSandboxBills *bills;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = sandbox_fixture_make_directory ();
  path = g_build_filename (self->directory, "ledger", NULL);
  self->books = trivet_sandbox_books_open (path, &error);
  g_assert_no_error (error);
  self->bills = trivet_sandbox_bills_new (self->books, "wxd678efh567hg6787", "1900009191", FALSE);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_assert_finalize_object (self->bills);
  g_assert_finalize_object (self->books);
  sandbox_fixture_remove_directory (self->directory);
  g_free (self->directory);
}

static void
put_paid (Fixture    *self,
          const char *wallet,
          const char *number,
          gint64      paid_us)
{
  g_autoptr (TrivetSandboxOrder) order = trivet_sandbox_order_new (wallet, number, paid_us);
  g_autoptr (GError) error = NULL;

  order->api = g_strdup ("v3");
  order->subject = g_strdup ("饭,\"好\"");
  order->amount_minor = 8800;
  order->payer_minor = 8800;
  trivet_sandbox_order_mark_paid (order, paid_us);
  trivet_sandbox_books_put (self->books, order, &error);
  g_assert_no_error (error);
}

static void
put_refund (Fixture    *self,
            const char *number,
            const char *refund_number,
            gint64      created_us,
            gint64      ended_us)
{
  g_autoptr (TrivetSandboxOrder) order = trivet_sandbox_order_copy (trivet_sandbox_books_find (self->books, WECHAT, number));
  TrivetSandboxRefund *refund = g_new0 (TrivetSandboxRefund, 1);
  g_autoptr (GError) error = NULL;

  refund->number = g_strdup (refund_number);
  refund->refund_no = g_strconcat ("5030", refund_number, NULL);
  refund->state = TRIVET_SANDBOX_REFUND_DONE;
  refund->play = TRIVET_SANDBOX_REFUND_PLAY_PENDING;
  refund->amount_minor = refund->payer_minor = 300;
  refund->fee_minor = 2;
  refund->created_us = created_us;
  refund->ended_us = ended_us;
  g_ptr_array_add (order->refunds, refund);
  trivet_sandbox_books_put (self->books, order, &error);
  g_assert_no_error (error);
}

static TrivetSandboxBillVerdict
judge (Fixture              *self,
       TrivetSandboxBillKind kind,
       const char           *date,
       gint64                now_us)
{
  g_auto (TrivetSandboxBillRuling) ruling = { 0 };

  trivet_sandbox_bills_make (self->bills, kind, date, FALSE, now_us, &ruling);
  g_assert_cmpint (ruling.verdict == TRIVET_SANDBOX_BILL_MADE, ==, ruling.url != NULL);
  return ruling.verdict;
}

static char *
read_bill (Fixture              *self,
           TrivetSandboxBillKind kind)
{
  g_auto (TrivetSandboxBillRuling) ruling = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  guint            late_s;

  trivet_sandbox_bills_make (self->bills, kind, DAY, FALSE, READY_US, &ruling);
  g_assert_cmpint (ruling.verdict, ==, TRIVET_SANDBOX_BILL_MADE);
  bytes = trivet_sandbox_bills_fetch (self->bills, ruling.url, READY_US, &late_s);
  g_assert_nonnull (bytes);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, bytes);
  g_assert_cmpstr (hash, ==, ruling.hash);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Returns the first line of a vendor's sample. */
static char *
load_sample_line (const char *kind,
                  gboolean    last_but_one)
{
  g_autoptr (JsonNode) vectors = sandbox_fixture_load_vectors ("wechatpay", "07-bills.json");
  JsonObject        *row = json_object_get_object_member (json_node_get_object (vectors), kind);
  gsize              length;
  g_autofree guchar *bytes = g_base64_decode (json_object_get_string_member (row, "file_base64"), &length);
  g_autofree char   *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  return g_strdup (lines[last_but_one ? g_strv_length (lines) - 3 : 0]);
}

static void
assert_like_sample (Fixture              *self,
                    TrivetSandboxBillKind kind,
                    const char           *sample)
{
  g_autofree char *header = load_sample_line (sample, FALSE);
  g_autofree char *summary = load_sample_line (sample, TRUE);
  g_autofree char *bill = read_bill (self, kind);
  g_auto (GStrv) lines = g_strsplit (bill, "\r\n", -1);
  guint count = g_strv_length (lines);

  g_assert_cmpstr (lines[0], ==, header);
  g_assert_cmpstr (lines[count - 3], ==, summary);
  g_assert_cmpstr (lines[count - 1], ==, "");
  g_assert_true (g_str_has_prefix (lines[1], "`2026-01-01 "));
}

static void
test_wechat_form (Fixture      *self,
                  gconstpointer data)
{
  put_paid (self, WECHAT, "W1", START_US + HOUR_US);
  put_refund (self, "W1", "R1", START_US + 2 * HOUR_US, START_US + 3 * HOUR_US);
  assert_like_sample (self, TRIVET_SANDBOX_BILL_TRADE, "trade");
  assert_like_sample (self, TRIVET_SANDBOX_BILL_FUNDS, "fundflow");
}

static void
test_wechat_rows (Fixture      *self,
                  gconstpointer data)
{
  g_autofree char *trade = NULL;
  g_autofree char *funds = NULL;

  put_paid (self, WECHAT, "W1", START_US + HOUR_US);
  put_refund (self, "W1", "R1", START_US + 2 * HOUR_US, START_US + 3 * HOUR_US);
  trade = read_bill (self, TRIVET_SANDBOX_BILL_TRADE);
  funds = read_bill (self, TRIVET_SANDBOX_BILL_FUNDS);
  g_assert_nonnull (strstr (trade, ",`SUCCESS,`OTHERS,`CNY,`88.00,`0.00,`0,`0,`0.00,`0.00,`,`,`饭\\ \"好\",`,`0.53000,`0.60%,`88.00,`0.00,`\r\n"));
  g_assert_nonnull (strstr (trade, ",`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030R1,`R1,`3.00,`0.00,`ORIGINAL,`PROCESSING,`饭\\ \"好\",`,`-0.02000,`0.60%,`0.00,`3.00,`\r\n"));
  g_assert_nonnull (strstr (trade, "\r\n`2,`88.00,`3.00,`0.00,`0.51000,`88.00,`3.00\r\n"));
  g_assert_nonnull (strstr (funds, ",`交易,`交易,`收入,`88.00,`10088.00,`system,`结算总金额 88.00 元;含手续费 0.53 元,`W1\r\n"));
  g_assert_nonnull (strstr (funds, ",`退款,`退款,`支出,`2.98,`10084.49,`1900009191API,`退款总金额3.00元;含手续费0.02元,`R1\r\n"));
  g_assert_nonnull (strstr (funds, "\r\n`3,`1,`88.00,`2,`3.51\r\n"));
}

static void
test_day (Fixture      *self,
          gconstpointer data)
{
  g_autofree char *trade = NULL;
  g_autofree char *funds = NULL;

  put_paid (self, WECHAT, "BEFORE", START_US - 1);
  put_paid (self, WECHAT, "FIRST", START_US);
  put_paid (self, WECHAT, "LAST", START_US + DAY_US - 1);
  put_paid (self, WECHAT, "AFTER", START_US + DAY_US);
  put_paid (self, ALIPAY, "OTHER", START_US);
  /* Accepted that day, done the next. */
  put_refund (self, "BEFORE", "REF1", START_US + DAY_US - 1, START_US + DAY_US);
  trade = read_bill (self, TRIVET_SANDBOX_BILL_TRADE);
  funds = read_bill (self, TRIVET_SANDBOX_BILL_FUNDS);

  g_assert_nonnull (strstr (trade, "`FIRST,"));
  g_assert_nonnull (strstr (trade, "`LAST,"));
  g_assert_nonnull (strstr (trade, "`REF1,"));
  g_assert_null (strstr (trade, "`AFTER,"));
  g_assert_null (strstr (trade, "`OTHER,"));
  g_assert_nonnull (strstr (trade, "`3,`176.00,`3.00,"));
  g_assert_null (strstr (funds, "`REF1"));
  g_assert_null (strstr (funds, "`BEFORE"));
  g_assert_nonnull (strstr (funds, ",`88.00,`10175.47,"));
}

static void
test_when (Fixture      *self,
           gconstpointer data)
{
  put_paid (self, WECHAT, "W", START_US);
  put_paid (self, ALIPAY, "A", START_US);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, START_US + HOUR_US), ==, TRIVET_SANDBOX_BILL_BAD_DATE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_ALIPAY, DAY, START_US + HOUR_US), ==, TRIVET_SANDBOX_BILL_WAIT);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, READY_US - 1), ==, TRIVET_SANDBOX_BILL_WAIT);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, READY_US), ==, TRIVET_SANDBOX_BILL_MADE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_ALIPAY, DAY, READY_US), ==, TRIVET_SANDBOX_BILL_MADE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, "2025-12-31", READY_US), ==, TRIVET_SANDBOX_BILL_EMPTY);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, "2026-01-03", READY_US), ==, TRIVET_SANDBOX_BILL_BAD_DATE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, "2025-02-29", READY_US), ==, TRIVET_SANDBOX_BILL_BAD_DATE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, "2026-1-1", READY_US), ==, TRIVET_SANDBOX_BILL_BAD_DATE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, START_US + 93 * DAY_US), ==, TRIVET_SANDBOX_BILL_BAD_DATE);
  trivet_sandbox_bills_set_today (self->bills, TRUE);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, START_US + HOUR_US), ==, TRIVET_SANDBOX_BILL_MADE);
}

static void
assert_link_lives (Fixture              *self,
                   TrivetSandboxBillKind kind,
                   gint64                life_s)
{
  g_auto (TrivetSandboxBillRuling) ruling = { 0 };
  guint late_s;

  trivet_sandbox_bills_make (self->bills, kind, DAY, FALSE, READY_US, &ruling);
  g_bytes_unref (trivet_sandbox_bills_fetch (self->bills, ruling.url, READY_US + life_s * G_USEC_PER_SEC - 1, &late_s));
  g_assert_null (trivet_sandbox_bills_fetch (self->bills, ruling.url, READY_US + life_s * G_USEC_PER_SEC, &late_s));
  g_assert_null (trivet_sandbox_bills_fetch (self->bills, "/downloadBillFile.resource", READY_US, &late_s));
}

static void
test_links (Fixture      *self,
            gconstpointer data)
{
  put_paid (self, WECHAT, "W", START_US);
  put_paid (self, ALIPAY, "A", START_US);
  assert_link_lives (self, TRIVET_SANDBOX_BILL_ALIPAY, 30);
  assert_link_lives (self, TRIVET_SANDBOX_BILL_TRADE, 300);
  g_assert_false (trivet_sandbox_bills_force (self->bills, "nonsense"));
  g_assert_true (trivet_sandbox_bills_force (self->bills, "not-yet"));
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, READY_US), ==, TRIVET_SANDBOX_BILL_WAIT);
  g_assert_cmpint (judge (self, TRIVET_SANDBOX_BILL_TRADE, DAY, READY_US), ==, TRIVET_SANDBOX_BILL_MADE);
}

static void
add (const char *path,
     void (*test) (Fixture *,
                   gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/sandbox/bills/wechat-form", test_wechat_form);
  add ("/sandbox/bills/wechat-rows", test_wechat_rows);
  add ("/sandbox/bills/day", test_day);
  add ("/sandbox/bills/when", test_when);
  add ("/sandbox/bills/links", test_links);

  return g_test_run ();
}
