/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a bill comes out row by row as the golden vectors say, and a bill that was cut, changed or
 * is no longer understood never does. Method: the vector's files, and the same texts with one thing
 * changed. */

#include "trivet-bill-table.h"
#include "trivet-http-client.h"
#include "trivet-wechatpay-bill.h"

#include <string.h>

#include "vectors.h"

#define MCHID "1900009191"
#define DATE  "2026-01-01"

static JsonObject *
load_bill (JsonObject **ret_root,
           const char  *name)
{
  *ret_root = load_vectors ("wechatpay", "07-bills.json");
  return json_object_get_object_member (*ret_root, name);
}

static GBytes *
decode (JsonObject *bill,
        const char *member)
{
  gsize   length;
  guchar *data = g_base64_decode (json_object_get_string_member (bill, member), &length);

  return g_bytes_new_take (data, length);
}

static char *
dup_text (const char *name)
{
  g_autoptr (JsonObject) root = NULL;
  JsonObject *bill = load_bill (&root, name);
  g_autoptr (GBytes) bytes = decode (bill, "file_base64");

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return g_strjoinv (to, parts);
}

static char *
change (const char *name,
        const char *from,
        const char *to)
{
  g_autofree char *text = dup_text (name);

  return replace (text, from, to);
}

/* (transfer full) @text */
static TrivetBill *
parse (TrivetBillKind kind,
       char          *text,
       GError       **error)
{
  g_autofree char *owned = text;
  g_autoptr (TrivetBill) bill = trivet_bill_new (kind, "wechat", DATE, TRIVET_CURRENCY_CNY);

  if (!trivet_wechatpay_bill_parse (bill, MCHID, owned, strlen (owned), error))
    return NULL;
  return g_steal_pointer (&bill);
}

/* @part: of the message, a column mostly. */
static void
assert_refused (TrivetBillKind  kind,
                char           *text,
                TrivetBillError code,
                const char     *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetBill) bill = parse (kind, text, &error);

  g_assert_null (bill);
  g_assert_error (error, TRIVET_BILL_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
}

static void
assert_entry (TrivetBill         *bill,
              guint               index,
              TrivetBillEntryKind kind,
              const char         *order,
              const char         *refund,
              const char         *theirs,
              gint64              amount_minor,
              gint64              fee_micros)
{
  TrivetBillEntry *entry = g_ptr_array_index (bill->entries, index);

  g_assert_cmpint (entry->kind, ==, kind);
  g_assert_cmpstr (entry->merchant_order_id, ==, order);
  g_assert_cmpstr (entry->merchant_refund_id, ==, refund);
  g_assert_cmpstr (entry->provider_transaction_id, ==, theirs);
  g_assert_cmpint (entry->amount_minor, ==, amount_minor);
  g_assert_cmpint (entry->fee_micros, ==, fee_micros);
}

static void
assert_vector_trade (TrivetBill *bill)
{
  TrivetBillEntry *first = g_ptr_array_index (bill->entries, 0);

  g_assert_cmpuint (bill->entries->len, ==, 3);
  assert_entry (bill, 0, TRIVET_BILL_ENTRY_PAYMENT, "TRV20260101000123", "", "4200001234202601019876543210", 8800, 530000);
  assert_entry (bill, 1, TRIVET_BILL_ENTRY_REFUND, "TRV20260101000123", "RTRV20260101000123", "50300000012026010100000000001", 300, -20000);
  assert_entry (bill, 2, TRIVET_BILL_ENTRY_REVERSAL, "TRV20260101000123X", "", "4200001234202601019876543211", 1200, 0);
  /* 2026-01-01 08:00:03 in Beijing. */
  g_assert_cmpint (first->at_us, ==, G_GINT64_CONSTANT (1767225603) * G_USEC_PER_SEC);
  g_assert_cmpstr (first->state, ==, "SUCCESS");
  g_assert_cmpuint (bill->remarks->len, ==, 0);
}

static void
test_vector_trade (void)
{
  static const char *const files[] = { "file_base64", "gzip_base64" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonObject) root = NULL;
    JsonObject *vector = load_bill (&root, "trade");
    g_autoptr (GBytes) file = decode (vector, files[i]);
    g_autoptr (GBytes) text = trivet_wechatpay_bill_open (file, json_object_get_string_member (vector, "hash_value"), &error);
    g_autoptr (TrivetBill) bill = NULL;

    g_assert_no_error (error);
    bill = parse (TRIVET_BILL_TRADE, g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text)), &error);
    g_assert_no_error (error);
    assert_vector_trade (bill);
  }
}

static void
test_vector_funds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root = NULL;
  JsonObject *vector = load_bill (&root, "fundflow");
  g_autoptr (GBytes) file = decode (vector, "file_base64");
  g_autoptr (GBytes) text = trivet_wechatpay_bill_open (file, json_object_get_string_member (vector, "hash_value"), &error);
  g_autoptr (TrivetBill) bill = parse (TRIVET_BILL_FUNDS, dup_text ("fundflow"), &error);

  g_assert_nonnull (text);
  g_assert_no_error (error);
  g_assert_cmpuint (bill->entries->len, ==, 2);
  assert_entry (bill, 0, TRIVET_BILL_ENTRY_PAYMENT, "TRV20260101000123", "", "4200001234202601019876543210", 8800, 0);
  assert_entry (bill, 1, TRIVET_BILL_ENTRY_REFUND, "", "RTRV20260101000123", "50300000012026010100000000001", 298, 0);
  g_assert_cmpuint (bill->remarks->len, ==, 0);
}

/* Other line ends, no byte order mark, wide parentheses, other order of columns, one more column. */
static void
test_tolerated (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_text ("trade");
  g_autofree char *wide = replace (text, "\r\n", "\n");
  g_autofree char *wider = replace (wide, "费率备注\n", "费率备注,新列\n");
  g_autofree char *swapped = replace (wide, "微信订单号,商户订单号", "商户订单号,微信订单号");
  g_autofree char *swapped_rows = NULL;
  g_autoptr (TrivetBill) plain = parse (TRIVET_BILL_TRADE, g_strdup (wide + strlen ("\xef\xbb\xbf")), &error);
  g_autoptr (TrivetBill) funds = parse (TRIVET_BILL_FUNDS, change ("fundflow", "(元)", "（元）"), &error);
  g_autoptr (TrivetBill) more = NULL;
  g_autoptr (TrivetBill) other = NULL;

  g_assert_no_error (error);
  assert_vector_trade (plain);
  g_assert_cmpuint (funds->entries->len, ==, 2);

  /* Each row ends with an empty remark on the rate. */
  more = parse (TRIVET_BILL_TRADE, replace (wider, ",`\n", ",`,`x\n"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (more->entries->len, ==, 3);
  g_assert_cmpuint (more->remarks->len, ==, 1);
  g_assert_nonnull (strstr (more->remarks->pdata[0], "新列"));

  swapped_rows = replace (swapped, "`4200001234202601019876543210,`TRV20260101000123,", "`TRV20260101000123,`4200001234202601019876543210,");
  other = parse (TRIVET_BILL_TRADE, replace (swapped_rows, "`4200001234202601019876543211,`TRV20260101000123X,", "`TRV20260101000123X,`4200001234202601019876543211,"), &error);
  g_assert_no_error (error);
  assert_vector_trade (other);
}

/* A merchant's text may hold commas; fields end at comma and backquote. */
static void
test_comma_in_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_text ("trade");
  g_autoptr (TrivetBill) bill = parse (TRIVET_BILL_TRADE, replace (text, "`table=7,", "`table=7, window, 2,"), &error);

  g_assert_no_error (error);
  assert_vector_trade (bill);
}

static void
test_empty_day (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_text ("trade");
  const char      *first_row = strchr (text, '`');
  const char      *totals = strstr (text, "总交易单数");
  g_autofree char *header = g_strndup (text, (gsize) (first_row - text));
  const char      *rest = strchr (totals, '\n') + 1;
  g_autofree char *total_names = g_strndup (totals, (gsize) (rest - totals));
  char            *empty = g_strconcat (header, total_names, "`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\r\n", NULL);
  g_autoptr (TrivetBill) bill = parse (TRIVET_BILL_TRADE, empty, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bill->entries->len, ==, 0);
}

static void
test_missing_columns (void)
{
  static const char *const columns[] = { "交易时间", "商户号", "微信订单号", "商户订单号", "交易状态", "货币种类", "商户退款单号", "手续费", "订单金额", "申请退款金额" };
  static const char *const totals[] = { "总交易单数", "手续费总金额", "订单总金额", "申请退款总金额" };
  static const char *const funds[] = { "记账时间", "微信支付业务单号", "业务类型", "收支类型", "收支金额(元)", "业务凭证号", "资金流水总笔数", "收入金额", "支出笔数" };
  g_autofree char         *text = dup_text ("trade");
  g_autofree char         *money = dup_text ("fundflow");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autofree char *from = g_strdup_printf ("%s%s,", i == 0 ? "\xef\xbb\xbf" : ",", columns[i]);

    assert_refused (TRIVET_BILL_TRADE, replace (text, from, ",renamed,"), TRIVET_BILL_ERROR_FORMAT, columns[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    assert_refused (TRIVET_BILL_TRADE, i == 2 ? replace (text, ",订单总金额", ",renamed") : replace (text, totals[i], "renamed"), TRIVET_BILL_ERROR_FORMAT, totals[i]);
  for (guint i = 0; i < G_N_ELEMENTS (funds); i++)
    assert_refused (TRIVET_BILL_FUNDS, replace (money, funds[i], "renamed"), TRIVET_BILL_ERROR_FORMAT, funds[i]);
}

static void
test_wrong_totals (void)
{
  static const char last[] = "`3,`88.00,`15.00,`0.00,`0.51000,`88.00,`15.00";
  static const struct {
    const char *totals;
    const char *part;
  } cases[] = {
    { "`4,`88.00,`15.00,`0.00,`0.51000,`88.00,`15.00", "总交易单数" },
    { "`3,`88.01,`15.00,`0.00,`0.51000,`88.00,`15.00", "应结订单总金额" },
    { "`3,`88.00,`15.01,`0.00,`0.51000,`88.00,`15.00", "退款总金额" },
    { "`3,`88.00,`15.00,`0.01,`0.51000,`88.00,`15.00", "充值券退款总金额" },
    { "`3,`88.00,`15.00,`0.00,`0.51001,`88.00,`15.00", "手续费总金额" },
    { "`3,`88.00,`15.00,`0.00,`0.51000,`88.01,`15.00", "订单总金额" },
    { "`3,`88.00,`15.00,`0.00,`0.51000,`88.00,`14.99", "申请退款总金额" },
  };
  g_autofree char *text = dup_text ("trade");
  g_autofree char *money = dup_text ("fundflow");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (TRIVET_BILL_TRADE, replace (text, last, cases[i].totals), TRIVET_BILL_ERROR_DAMAGED, cases[i].part);
  assert_refused (TRIVET_BILL_FUNDS, replace (money, "`2,`1,`88.00,`1,`2.98", "`2,`2,`88.00,`0,`2.98"), TRIVET_BILL_ERROR_DAMAGED, "收入笔数");
  assert_refused (TRIVET_BILL_FUNDS, replace (money, "`2,`1,`88.00,`1,`2.98", "`3,`1,`88.00,`1,`2.98"), TRIVET_BILL_ERROR_DAMAGED, "资金流水总笔数");
  assert_refused (TRIVET_BILL_FUNDS, replace (money, "`2,`1,`88.00,`1,`2.98", "`2,`1,`88.00,`1,`3.00"), TRIVET_BILL_ERROR_DAMAGED, "支出金额");
}

static void
test_unreadable_rows (void)
{
  g_autofree char *text = dup_text ("trade");
  g_autofree char *money = dup_text ("fundflow");

  assert_refused (TRIVET_BILL_TRADE, replace (text, "`REVOKED,", "`SOMETHING,"), TRIVET_BILL_ERROR_FORMAT, "交易状态");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "`CNY,`88.00", "`USD,`88.00"), TRIVET_BILL_ERROR_FORMAT, "货币种类");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "`1900009191,", "`1900000000,"), TRIVET_BILL_ERROR_DAMAGED, "another merchant");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "`88.00,`0.00,`\r\n", "`88.001,`0.00,`\r\n"), TRIVET_BILL_ERROR_FORMAT, "订单金额");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "`0.00,`3.00,`\r\n", "`0.00,`-3.00,`\r\n"), TRIVET_BILL_ERROR_DAMAGED, "申请退款金额");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "2026-01-01 12:10:44", "yesterday"), TRIVET_BILL_ERROR_FORMAT, "交易时间");
  assert_refused (TRIVET_BILL_TRADE, replace (text, "`POS-01,", ""), TRIVET_BILL_ERROR_DAMAGED, "Line 2");
  assert_refused (TRIVET_BILL_FUNDS, replace (money, "`支出", "`其他"), TRIVET_BILL_ERROR_FORMAT, "收支类型");
  assert_refused (TRIVET_BILL_TRADE, g_strdup (""), TRIVET_BILL_ERROR_DAMAGED, "empty");
  assert_refused (TRIVET_BILL_FUNDS, g_strdup (text), TRIVET_BILL_ERROR_FORMAT, "记账时间");
}

/* Fees, withdrawals and the like have a sign of their own. */
static void
test_other_funds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetBill) out = parse (TRIVET_BILL_FUNDS, change ("fundflow", "`退款,`退款,", "`提现,`提现,"), &error);
  g_autoptr (TrivetBill) back = parse (TRIVET_BILL_FUNDS, change ("fundflow", "`交易,`交易,", "`退款,`退款,"), &error);

  g_assert_no_error (error);
  assert_entry (out, 1, TRIVET_BILL_ENTRY_OTHER, "", "", "50300000012026010100000000001", -298, 0);
  /* A refund that came back. */
  assert_entry (back, 0, TRIVET_BILL_ENTRY_OTHER, "", "", "4200001234202601019876543210", 8800, 0);
}

/* Amounts that no sum can hold. */
static void
test_overflow (void)
{
  g_autoptr (GString) text = g_string_new ("记账时间,微信支付业务单号,业务类型,收支类型,收支金额(元),业务凭证号\n");

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "`2026-01-01 08:00:03,`1,`交易,`收入,`999999999999.99,`X\n");
  g_string_append (text, "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`100,`100,`1.00,`0,`0.00\n");
  assert_refused (TRIVET_BILL_FUNDS, g_strdup (text->str), TRIVET_BILL_ERROR_DAMAGED, "larger");
}

static void
assert_not_opened (GBytes     *file,
                   const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = trivet_wechatpay_bill_open (file, hash, &error);

  g_assert_null (text);
  g_assert_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED);
}

static void
test_hash (void)
{
  g_autoptr (JsonObject) root = NULL;
  JsonObject *vector = load_bill (&root, "trade");
  const char *hash = json_object_get_string_member (vector, "hash_value");
  g_autoptr (GBytes) packed = decode (vector, "gzip_base64");
  g_autofree char *packed_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, packed);
  g_autofree char *upper = g_ascii_strup (packed_hash, -1);
  g_autoptr (GBytes) by_packed = trivet_wechatpay_bill_open (packed, packed_hash, NULL);
  g_autoptr (GBytes) by_upper = trivet_wechatpay_bill_open (packed, upper, NULL);
  gsize         length;
  const guint8 *data = g_bytes_get_data (packed, &length);

  /* The documents leave open which bytes are meant. */
  g_assert_nonnull (by_packed);
  g_assert_nonnull (by_upper);
  assert_not_opened (packed, "23af347e6d0e0966189992d730fe529f854f8b98");
  assert_not_opened (packed, "");

  for (gsize cut = 0; cut < length; cut++) {
    g_autoptr (GBytes) part = g_bytes_new (data, cut);

    assert_not_opened (part, hash);
  }
}

/* However the text is cut, without a hash to tell: never fewer rows than there were. */
static void
test_truncated (void)
{
  static const char *const names[] = { "trade", "fundflow" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = dup_text (names[i]);

    for (gsize cut = 0; cut < strlen (text); cut++) {
      g_autoptr (TrivetBill) bill = parse (i == 0 ? TRIVET_BILL_TRADE : TRIVET_BILL_FUNDS, g_strndup (text, cut), NULL);

      if (bill != NULL)
        g_assert_cmpuint (bill->entries->len, ==, i == 0 ? 3 : 2);
    }
  }
}

static void
test_bomb (void)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree guint8 *block = g_malloc0 (1024 * 1024);
  g_autoptr (GBytes) file = NULL;

  for (guint i = 0; i <= TRIVET_HTTP_BILL_MAX_BYTES / (1024 * 1024); i++)
    g_assert_true (g_output_stream_write_all (stream, block, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  file = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (g_bytes_get_size (file), <, 1024 * 1024);
  assert_not_opened (file, "23af347e6d0e0966189992d730fe529f854f8b89");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wechatpay/bill/vector-trade", test_vector_trade);
  g_test_add_func ("/wechatpay/bill/vector-funds", test_vector_funds);
  g_test_add_func ("/wechatpay/bill/tolerated", test_tolerated);
  g_test_add_func ("/wechatpay/bill/comma-in-text", test_comma_in_text);
  g_test_add_func ("/wechatpay/bill/empty-day", test_empty_day);
  g_test_add_func ("/wechatpay/bill/missing-columns", test_missing_columns);
  g_test_add_func ("/wechatpay/bill/wrong-totals", test_wrong_totals);
  g_test_add_func ("/wechatpay/bill/unreadable-rows", test_unreadable_rows);
  g_test_add_func ("/wechatpay/bill/other-funds", test_other_funds);
  g_test_add_func ("/wechatpay/bill/overflow", test_overflow);
  g_test_add_func ("/wechatpay/bill/hash", test_hash);
  g_test_add_func ("/wechatpay/bill/truncated", test_truncated);
  g_test_add_func ("/wechatpay/bill/bomb", test_bomb);

  return g_test_run ();
}
