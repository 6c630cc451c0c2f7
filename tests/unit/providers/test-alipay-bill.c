/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a bill of Alipay is read exactly, or refused by what is to be done; nothing that is damaged,
 * cut off or does not add up passes. Method: the golden file as it is, cut at every byte and with
 * every byte changed; then its two texts with one thing changed each, packed anew. */

#include "trivet-alipay-bill.h"
#include "trivet-alipay-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#include "vectors.h"

#define DATE "2026-01-01"
#define OK   -1

static JsonObject *vector;

static GBytes *
golden_zip (void)
{
  gsize   length;
  guint8 *bytes = g_base64_decode (json_object_get_string_member (vector, "zip_base64"), &length);

  return g_bytes_new_take (bytes, length);
}

static char *
to_gbk (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *gbk = g_convert (text, -1, "GB18030", "UTF-8", NULL, NULL, &error);

  g_assert_no_error (error);
  return gbk;
}

/* Packs @parts: name, content, name, content, … ; the bytes as they are. */
static GBytes *
pack (const char *const *parts)
{
  struct archive *archive = archive_write_new ();
  gsize           room = 4096, used = 0;
  guint8         *buffer;

  for (guint i = 0; parts[i] != NULL; i += 2)
    room += 4096 + 2 * strlen (parts[i + 1]);
  buffer = g_malloc (room);
  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, room, &used), ==, ARCHIVE_OK);
  for (guint i = 0; parts[i] != NULL; i += 2) {
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, parts[i]);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_entry_set_size (entry, (la_int64_t) strlen (parts[i + 1]));
    g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
    archive_write_data (archive, parts[i + 1], strlen (parts[i + 1]));
    archive_entry_free (entry);
  }
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static GBytes *
pack_texts (const char *detail,
            const char *summary)
{
  g_autofree char  *detail_name = to_gbk ("20880000000000010156_20260101_业务明细.csv");
  g_autofree char  *summary_name = to_gbk ("20880000000000010156_20260101_业务明细(汇总).csv");
  g_autofree char  *detail_gbk = to_gbk (detail);
  g_autofree char  *summary_gbk = to_gbk (summary != NULL ? summary : "");
  const char *const parts[] = { detail_name, detail_gbk, summary != NULL ? summary_name : NULL, summary_gbk, NULL };

  return pack (parts);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_autoptr (GString) string = g_string_new (text);

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (string, from, to, 0), >, 0);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static const char *
detail_text (void)
{
  return json_object_get_string_member (vector, "detail_utf8");
}

static const char *
summary_text (void)
{
  return json_object_get_string_member (vector, "summary_utf8");
}

static TrivetBill *
parse (GBytes     *zip,
       int         code,
       const char *part)
{
  g_autoptr (GError) error = NULL;
  TrivetBill *bill = trivet_alipay_bill_parse (zip, "alipay", DATE, &error);

  if (code == OK) {
    g_assert_no_error (error);
    g_assert_nonnull (bill);
    return bill;
  }
  g_assert_null (bill);
  g_assert_error (error, TRIVET_BILL_ERROR, code);
  if (part != NULL && strstr (error->message, part) == NULL)
    g_error ("“%s” does not name “%s”", error->message, part);
  return NULL;
}

static TrivetBill *
parse_texts (const char *detail,
             const char *summary,
             int         code,
             const char *part)
{
  g_autoptr (GBytes) zip = pack_texts (detail, summary);

  return parse (zip, code, part);
}

static void
assert_golden (TrivetBill *bill)
{
  JsonArray *expected = json_object_get_array_member (vector, "expected");

  g_assert_cmpuint (bill->entries->len, ==, json_array_get_length (expected));
  for (guint i = 0; i < bill->entries->len; i++) {
    TrivetBillEntry *entry = bill->entries->pdata[i];
    JsonObject      *row = json_array_get_object_element (expected, i);
    gint64           fen = json_object_get_int_member (row, "amount_fen");

    g_assert_cmpstr (entry->merchant_order_id, ==, json_object_get_string_member (row, "out_trade_no"));
    g_assert_cmpstr (entry->merchant_refund_id, ==, json_object_get_string_member (row, "out_request_no"));
    g_assert_cmpstr (entry->provider_transaction_id, ==, json_object_get_string_member (row, "trade_no"));
    g_assert_cmpstr (entry->state, ==, json_object_get_string_member (row, "type"));
    g_assert_cmpint (entry->kind, ==, fen < 0 ? TRIVET_BILL_ENTRY_REFUND : TRIVET_BILL_ENTRY_PAYMENT);
    g_assert_cmpint (entry->amount_minor, ==, ABS (fen));
    g_assert_cmpint (entry->fee_micros, ==, -10000 * json_object_get_int_member (row, "fee_fen"));
    /* 2026-01-01 08:00:03 in Beijing */
    g_assert_cmpint (entry->at_us, ==, G_GINT64_CONSTANT (1767225603) * G_USEC_PER_SEC);
  }
}

static void
test_golden (void)
{
  g_autoptr (GBytes) zip = golden_zip ();
  g_autoptr (TrivetBill) bill = parse (zip, OK, NULL);
  g_autoptr (TrivetBill) packed = parse_texts (detail_text (), summary_text (), OK, NULL);

  g_assert_cmpstr (bill->provider_id, ==, "alipay");
  g_assert_cmpstr (bill->date, ==, DATE);
  g_assert_cmpint (bill->kind, ==, TRIVET_BILL_TRADE);
  g_assert_cmpint (bill->currency, ==, TRIVET_CURRENCY_CNY);
  g_assert_cmpstr (bill->sha256, ==, json_object_get_string_member (vector, "zip_sha256"));
  g_assert_cmpuint (bill->remarks->len, ==, 0);
  assert_golden (bill);
  assert_golden (packed);
}

/* libarchive turns names into the character set of the machine, where it can. */
static void
test_character_sets (void)
{
  static const char *const locales[] = { "C.UTF-8", "C" };
  const char *const        utf8[] = { "业务明细.csv", detail_text (), "业务明细(汇总).csv", summary_text (), NULL };
  g_autoptr (GBytes) golden = golden_zip ();
  g_autoptr (GBytes) packed = pack (utf8);
  gsize              length;
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (packed, &length), g_bytes_get_size (packed));
  g_autoptr (GBytes) marked = NULL;

  /* The mark is a bit behind the signatures of both kinds of heads. */
  for (gsize i = 0; i + 10 < length; i++) {
    if (memcmp (bytes + i, "PK\3\4", 4) == 0)
      bytes[i + 7] |= 0x08;
    if (memcmp (bytes + i, "PK\1\2", 4) == 0)
      bytes[i + 9] |= 0x08;
  }
  marked = g_bytes_new_take (g_steal_pointer (&bytes), length);

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++) {
    g_autoptr (TrivetBill) first = NULL;
    g_autoptr (TrivetBill) second = NULL;

    g_assert_nonnull (setlocale (LC_ALL, locales[i]));
    first = parse (golden, OK, NULL);
    second = parse (marked, OK, NULL);
    assert_golden (first);
    assert_golden (second);
    g_assert_cmpuint (second->remarks->len, ==, 0);
  }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) zip = golden_zip ();

  for (gsize length = 0; length < g_bytes_get_size (zip); length++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (zip, 0, length);

    parse (cut, TRIVET_BILL_ERROR_DAMAGED, NULL);
  }
}

/* Some bytes say nothing about the contents (times, versions); whoever passes must say the same. */
static void
test_changed (void)
{
  g_autoptr (GBytes) zip = golden_zip ();
  guint n_passed = 0;

  for (gsize i = 0; i < g_bytes_get_size (zip); i++) {
    gsize              length;
    g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (zip, &length), g_bytes_get_size (zip));
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetBill) bill = NULL;

    bytes[i] ^= 0x55;
    changed = g_bytes_new_take (g_steal_pointer (&bytes), length);
    bill = trivet_alipay_bill_parse (changed, "alipay", DATE, &error);
    if (bill != NULL) {
      assert_golden (bill);
      n_passed++;
    } else {
      g_assert_true (error->domain == TRIVET_BILL_ERROR);
    }
  }
  g_assert_cmpuint (n_passed, <, g_bytes_get_size (zip) / 3);
}

typedef struct {
  const char *from;
  const char *to;
  int         code;
  const char *part;
} Change;

static void
test_detail_changes (void)
{
  static const Change changes[] = {
    /* Sums. */
    { "交易合计：2笔", "交易合计：3笔", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    { "共214.50元", "共214.51元", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    { "退款合计：1笔", "退款合计：0笔", TRIVET_BILL_ERROR_DAMAGED, "退款合计" },
    { "退款共-3.00元", "退款共-3.01元", TRIVET_BILL_ERROR_DAMAGED, "退款合计" },
    { "退款共-3.00元", "退款共3.00元", OK, NULL },
    { "优惠共0.00元", "优惠共0.01元", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    { "交易合计：2笔", "交易合计：两笔", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    { "商家实收共214.50元", "商家实收共多元", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    { "126.50,126.50", "126.51,126.50", TRIVET_BILL_ERROR_DAMAGED, "summary" },
    { "126.50,126.50", "126.50,126.49", TRIVET_BILL_ERROR_DAMAGED, "交易合计" },
    /* Columns. */
    { "商户订单号", "订单", TRIVET_BILL_ERROR_FORMAT, "商户订单号" },
    { "业务类型", "类型", TRIVET_BILL_ERROR_FORMAT, "业务类型" },
    { "订单金额（元）", "金额", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "商品名称", "商户订单号", TRIVET_BILL_ERROR_FORMAT, "商户订单号" },
    { "（元）", "(元)", OK, NULL },
    { "#", "备注：", TRIVET_BILL_ERROR_FORMAT, NULL },
    /* Cells. */
    { "88.00,88.00", "x,88.00", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "88.00,88.00", ",88.00", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "88.00,88.00", "88.001,88.00", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "88.00,88.00", "88.00,88.00元", TRIVET_BILL_ERROR_FORMAT, "商家实收" },
    { "88.00,88.00", "-88.00,88.00", TRIVET_BILL_ERROR_FORMAT, "sign" },
    { "-3.00,-3.00", "3.00,-3.00", TRIVET_BILL_ERROR_FORMAT, "sign" },
    { "88.00,88.00", "100000000.01,88.00", TRIVET_BILL_ERROR_FORMAT, "larger" },
    { "-0.53", "free", TRIVET_BILL_ERROR_FORMAT, "服务费" },
    { "川味小馆-堂食", "川味,小馆", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "川味小馆-堂食", "川,味,小馆", TRIVET_BILL_ERROR_DAMAGED, "fields" },
    { "川味小馆-堂食", "\"川味,\"\"小馆\"\"\"", OK, NULL },
    { "2026年01月01日", "2026年01月02日", TRIVET_BILL_ERROR_DAMAGED, "another day" },
    { "\r\n", "\n", OK, NULL },
    { "\t", " ", OK, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *detail = replace (detail_text (), changes[i].from, changes[i].to);
    g_autoptr (TrivetBill) bill = NULL;

    g_test_message ("%s → %s", changes[i].from, changes[i].to);
    bill = parse_texts (detail, summary_text (), changes[i].code, changes[i].part);
    if (bill != NULL)
      assert_golden (bill);
  }
}

static void
test_summary_changes (void)
{
  static const Change changes[] = {
    { "合计\t,\t,2,1,211.50", "合计\t,\t,2,1,211.51", TRIVET_BILL_ERROR_DAMAGED, "summary" },
    { "合计\t,\t,2,", "合计\t,\t,3,", TRIVET_BILL_ERROR_DAMAGED, "summary" },
    { "合计\t,\t,2,1,", "合计\t,\t,2,0,", TRIVET_BILL_ERROR_DAMAGED, "summary" },
    { "合计\t,\t,2,1,211.50", "合计\t,\t,2,1,many", TRIVET_BILL_ERROR_FORMAT, "订单金额" },
    { "合计\t,\t,2,1,211.50", "合计\t,2,1,211.50", TRIVET_BILL_ERROR_DAMAGED, "fields" },
  };
  static const Change remarked[] = {
    { "合计", "总计", OK, "no row" },
    { "交易订单总笔数", "笔数", OK, "交易订单总笔数" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *summary = replace (summary_text (), changes[i].from, changes[i].to);

    g_test_message ("%s → %s", changes[i].from, changes[i].to);
    parse_texts (detail_text (), summary, changes[i].code, changes[i].part);
  }
  for (guint i = 0; i < G_N_ELEMENTS (remarked); i++) {
    g_autofree char *summary = replace (summary_text (), remarked[i].from, remarked[i].to);
    g_autoptr (TrivetBill) bill = parse_texts (detail_text (), summary, OK, NULL);

    assert_golden (bill);
    g_assert_cmpuint (bill->remarks->len, ==, 1);
    g_assert_nonnull (strstr (bill->remarks->pdata[0], remarked[i].part));
  }
}

/* Rows may be missing at the end of a text whose ZIP is whole: without any sum nothing is believed. */
static void
test_sums_needed (void)
{
  g_autofree char *no_payments = replace (detail_text (), "交易合计", "交易");
  g_autofree char *no_notes = replace (no_payments, "退款合计", "退款");
  const char      *last_row = strstr (detail_text (), "2026010122001404360500000009");
  g_autofree char *short_rows = g_strndup (detail_text (), (gsize) (last_row - detail_text ()));
  g_autoptr (TrivetBill) by_summary = parse_texts (no_notes, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) by_notes = parse_texts (detail_text (), NULL, OK, NULL);

  assert_golden (by_summary);
  assert_golden (by_notes);
  parse_texts (no_notes, NULL, TRIVET_BILL_ERROR_DAMAGED, "no sums");
  parse_texts (short_rows, NULL, TRIVET_BILL_ERROR_DAMAGED, "no sums");
  parse_texts (short_rows, summary_text (), TRIVET_BILL_ERROR_DAMAGED, "summary");
}

static void
test_columns_that_vary (void)
{
  g_autofree char *renamed = replace (detail_text (), ",备注", ",新的一列");
  g_autofree char *no_fee = replace (detail_text (), "服务费（元）", "某费");
  g_autofree char *no_refund = replace (detail_text (), "退款批次号/请求号", "某号");
  g_autofree char *no_done = replace (detail_text (), "完成时间", "某时");
  g_autofree char *no_time = replace (no_done, "创建时间", "另时");
  g_autoptr (TrivetBill) unknown = parse_texts (renamed, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) free_of_charge = parse_texts (no_fee, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) unnumbered = parse_texts (no_refund, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) undone = parse_texts (no_done, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) timeless = parse_texts (no_time, summary_text (), OK, NULL);

  assert_golden (unknown);
  g_assert_cmpuint (unknown->remarks->len, ==, 1);
  g_assert_nonnull (strstr (unknown->remarks->pdata[0], "新的一列"));
  g_assert_cmpint (((TrivetBillEntry *) free_of_charge->entries->pdata[0])->fee_micros, ==, 0);
  g_assert_cmpint (((TrivetBillEntry *) unnumbered->entries->pdata[1])->kind, ==, TRIVET_BILL_ENTRY_REFUND);
  g_assert_cmpstr (((TrivetBillEntry *) unnumbered->entries->pdata[1])->merchant_refund_id, ==, "");
  g_assert_cmpint (((TrivetBillEntry *) undone->entries->pdata[0])->at_us, ==, G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC);
  /* The day's beginning in Beijing, and one remark for all rows besides those about the two columns. */
  g_assert_cmpint (((TrivetBillEntry *) timeless->entries->pdata[0])->at_us, ==, G_GINT64_CONSTANT (1767196800) * G_USEC_PER_SEC);
  g_assert_cmpuint (timeless->remarks->len, ==, 3);
}

static void
test_kinds (void)
{
  g_autofree char *no_number = replace (detail_text (), ",RF1\t,", ",\t,");
  g_autofree char *order_number = replace (detail_text (), ",RF1\t,", ",TRV20260101000123\t,");
  const char      *end = strstr (detail_text (), "#-----------------------------------------业务明细列表结束");
  g_autofree char *rows = g_strndup (detail_text (), (gsize) (end - detail_text ()));
  g_autofree char *with_other = g_strconcat (rows, "x,y\t,转账\t,,,,,,,,,1.00,1.00,,,,,,,,,,,,\r\n", end, NULL);
  g_autoptr (TrivetBill) cancelled = parse_texts (no_number, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) cancelled_too = parse_texts (order_number, summary_text (), OK, NULL);
  g_autoptr (TrivetBill) other = parse_texts (with_other, summary_text (), OK, NULL);

  g_assert_cmpint (((TrivetBillEntry *) cancelled->entries->pdata[1])->kind, ==, TRIVET_BILL_ENTRY_REVERSAL);
  g_assert_cmpint (((TrivetBillEntry *) cancelled->entries->pdata[1])->amount_minor, ==, 300);
  g_assert_cmpint (((TrivetBillEntry *) cancelled_too->entries->pdata[1])->kind, ==, TRIVET_BILL_ENTRY_REVERSAL);
  g_assert_cmpstr (((TrivetBillEntry *) cancelled_too->entries->pdata[1])->merchant_refund_id, ==, "");

  assert_golden (other);
  g_assert_cmpuint (other->remarks->len, ==, 1);
  g_assert_nonnull (strstr (other->remarks->pdata[0], "转账"));
}

static void
test_empty_day (void)
{
  const char      *header = strstr (detail_text (), "支付宝交易号");
  g_autofree char *head = g_strndup (detail_text (), (gsize) (strstr (header, "\r\n") + 2 - detail_text ()));
  g_autofree char *detail = g_strconcat (head, "#-----业务明细列表结束-----\r\n#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元\r\n#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元\r\n", NULL);
  g_autoptr (TrivetBill) bill = parse_texts (detail, NULL, OK, NULL);

  g_assert_cmpuint (bill->entries->len, ==, 0);
}

static void
assert_pack_refused (const char *const *parts,
                     int                code,
                     const char        *part)
{
  g_autoptr (GBytes) zip = pack (parts);

  parse (zip, code, part);
}

static void
test_archives (void)
{
  g_autofree char  *gbk = to_gbk (detail_text ());
  g_autofree char  *sums = to_gbk (summary_text ());
  g_autofree char  *summary_name = to_gbk ("汇总.csv");
  g_autofree char  *bomb = g_strnfill (TRIVET_ALIPAY_UNZIPPED_MAX_BYTES, '\n');
  const char *const reversed[] = { summary_name, sums, "x.csv", gbk, NULL };
  const char *const utf8[] = { "x.csv", detail_text (), "汇总.csv", summary_text (), NULL };
  const char *const two[] = { "1.csv", gbk, "2.csv", gbk, NULL };
  const char *const sums_only[] = { summary_name, sums, NULL };
  const char *const broken[] = { "x.csv", "\xff\xff\xff", NULL };
  const char *const large[] = { "x.csv", bomb, summary_name, "x", NULL };
  const char       *many[2 * 17 + 1] = { NULL };
  g_autoptr (GBytes) reversed_zip = pack (reversed);
  g_autoptr (GBytes) utf8_zip = pack (utf8);
  g_autoptr (GBytes) text = g_bytes_new_static ("PK not at all", 13);
  g_autoptr (TrivetBill) first = parse (reversed_zip, OK, NULL);
  g_autoptr (TrivetBill) second = parse (utf8_zip, OK, NULL);

  assert_golden (first);
  assert_golden (second);
  for (guint i = 0; i < 2 * 17; i++)
    many[i] = "x";
  parse (text, TRIVET_BILL_ERROR_DAMAGED, "ZIP");
  assert_pack_refused (two, TRIVET_BILL_ERROR_FORMAT, "more than one");
  assert_pack_refused (sums_only, TRIVET_BILL_ERROR_FORMAT, "no list of rows");
  assert_pack_refused (broken, TRIVET_BILL_ERROR_DAMAGED, "GB18030");
  assert_pack_refused (many, TRIVET_BILL_ERROR_DAMAGED, "more files");
  assert_pack_refused (large, TRIVET_BILL_ERROR_DAMAGED, "larger");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  vector = load_vectors ("alipay", "06-bill.json");

  g_test_add_func ("/alipay/bill/golden", test_golden);
  g_test_add_func ("/alipay/bill/character-sets", test_character_sets);
  g_test_add_func ("/alipay/bill/cut", test_cut);
  g_test_add_func ("/alipay/bill/changed", test_changed);
  g_test_add_func ("/alipay/bill/detail-changes", test_detail_changes);
  g_test_add_func ("/alipay/bill/summary-changes", test_summary_changes);
  g_test_add_func ("/alipay/bill/sums-needed", test_sums_needed);
  g_test_add_func ("/alipay/bill/columns-that-vary", test_columns_that_vary);
  g_test_add_func ("/alipay/bill/kinds", test_kinds);
  g_test_add_func ("/alipay/bill/empty-day", test_empty_day);
  g_test_add_func ("/alipay/bill/archives", test_archives);

  result = g_test_run ();
  json_object_unref (vector);
  return result;
}
