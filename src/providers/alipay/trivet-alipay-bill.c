/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-bill.h"

#include "trivet-alipay-zip.h"
#include "trivet-bill-table.h"

#include <string.h>

/* Alipay's bill of a day (bill_type trade; specs/alipay.md 12): a ZIP with a list of rows and a list
 * of sums, in GBK. No hash comes with it, so the sums must agree: those below the rows, those in the
 * second file, and our own. */

/* 100 000 000.00 yuan: the largest trade there is; sums of such amounts fit. */
#define MAX_FEN G_GINT64_CONSTANT (10000000000)

#define C_ORDER    "商户订单号"
#define C_KIND     "业务类型"
#define C_AMOUNT   "订单金额（元）"
#define C_TRADE    "支付宝交易号"
#define C_CREATED  "创建时间"
#define C_DONE     "完成时间"
#define C_RECEIVED "商家实收（元）"
#define C_DISCOUNT "商家优惠（元）"
#define C_REFUND   "退款批次号/请求号"
#define C_FEE      "服务费（元）"

static const char *const needed_columns[] = { C_ORDER, C_KIND, C_AMOUNT, NULL };

/* clang-format off */
static const char *const known_columns[] = {
  C_TRADE, C_ORDER, C_KIND, "商品名称", C_CREATED, C_DONE, "门店编号", "门店名称", "操作员", "终端号", "对方账户",
  C_AMOUNT, C_RECEIVED, "支付宝红包（元）", "集分宝（元）", "支付宝优惠（元）", C_DISCOUNT, "券核销金额（元）", "券名称",
  "商家红包消费金额（元）", "卡消费金额（元）", C_REFUND, C_FEE, "分润（元）", "备注",
  NULL,
};
/* clang-format on */

/* Of the rows of one way: payments, or refunds with a minus. */
typedef struct {
  gint64 count;
  gint64 amount_minor;
  gint64 received_minor;
  gint64 discount_minor;
} Sums;

typedef struct {
  TrivetBill *bill;
  Sums        payments;
  Sums        refunds;
  gint64      day_us;
  gboolean    time_remarked;
  gboolean    totals_seen;
} Reading;

static gboolean
fail (TrivetBillError code,
      const char     *what,
      GError        **error)
{
  g_set_error_literal (error, TRIVET_BILL_ERROR, code, what);
  return FALSE;
}

static void
remark (Reading    *reading,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static void
remark (Reading    *reading,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (reading->bill->remarks, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
get_amount (TrivetBillTable *table,
            const char      *column,
            gint64          *ret_minor,
            GError         **error)
{
  if (!trivet_bill_table_get_minor (table, column, TRIVET_CURRENCY_CNY, ret_minor, error))
    return FALSE;
  if (ABS (*ret_minor) <= MAX_FEN)
    return TRUE;
  g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill, column “%s”, is larger than any payment",
               trivet_bill_table_get_line (table), column);
  return FALSE;
}

/* Columns that a contract may not have: an empty or missing cell is zero. */
static gboolean
get_optional_amount (TrivetBillTable *table,
                     const char      *column,
                     gint64          *ret_minor,
                     GError         **error)
{
  *ret_minor = 0;
  return *trivet_bill_table_get_text (table, column) == '\0' || get_amount (table, column, ret_minor, error);
}

/* Completion, or creation, or at least the day; the time is of use to people, no rule rests on it. */
static gint64
get_time_us (Reading         *reading,
             TrivetBillTable *table)
{
  gint64 at_us;

  if (trivet_bill_parse_beijing_us (trivet_bill_table_get_text (table, C_DONE), &at_us) ||
      trivet_bill_parse_beijing_us (trivet_bill_table_get_text (table, C_CREATED), &at_us))
    return at_us;
  if (!reading->time_remarked)
    remark (reading, "Line %u of the bill has no time that can be read; its day is taken", trivet_bill_table_get_line (table));
  reading->time_remarked = TRUE;
  return reading->day_us;
}

static gboolean
add_to_sums (Sums            *sums,
             TrivetBillTable *table,
             gint64           amount_minor,
             GError         **error)
{
  gint64 received, discount;

  if (!get_optional_amount (table, C_RECEIVED, &received, error) || !get_optional_amount (table, C_DISCOUNT, &discount, error))
    return FALSE;
  sums->count++;
  sums->amount_minor += amount_minor;
  sums->received_minor += received;
  sums->discount_minor += discount;
  return TRUE;
}

/* A cancel that gave money back stands in the bill like a refund, but no request of ours has a number
 * there: the cell is empty, or repeats the order's number. */
static void
name_refund (TrivetBillEntry *entry,
             TrivetBillTable *table)
{
  const char *number = trivet_bill_table_get_text (table, C_REFUND);

  if (!trivet_bill_table_has_column (table, C_REFUND))
    return;
  if (*number == '\0' || g_str_equal (number, entry->merchant_order_id)) {
    entry->kind = TRIVET_BILL_ENTRY_REVERSAL;
    return;
  }
  g_free (entry->merchant_refund_id);
  entry->merchant_refund_id = g_strdup (number);
}

static char *
dup_cell (TrivetBillTable *table,
          const char      *column,
          char            *old)
{
  g_free (old);
  return g_strdup (trivet_bill_table_get_text (table, column));
}

static gboolean
read_row (Reading         *reading,
          TrivetBillTable *table,
          GError         **error)
{
  const char *kind = trivet_bill_table_get_text (table, C_KIND);
  gboolean    is_refund = g_str_equal (kind, "退款");
  g_autoptr (TrivetBillEntry) entry = trivet_bill_entry_new (is_refund ? TRIVET_BILL_ENTRY_REFUND : TRIVET_BILL_ENTRY_PAYMENT);
  gint64 amount, fee = 0;

  if (!is_refund && !g_str_equal (kind, "交易")) {
    remark (reading, "Line %u of the bill has a kind of business that Trivet does not know: “%s”", trivet_bill_table_get_line (table), kind);
    return TRUE;
  }
  if (!get_amount (table, C_AMOUNT, &amount, error))
    return FALSE;
  if (is_refund ? amount > 0 : amount < 0) {
    g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill has an amount of the wrong sign", trivet_bill_table_get_line (table));
    return FALSE;
  }
  if (*trivet_bill_table_get_text (table, C_FEE) != '\0' && !trivet_bill_table_get_micros (table, C_FEE, &fee, error))
    return FALSE;

  entry->merchant_order_id = dup_cell (table, C_ORDER, entry->merchant_order_id);
  entry->provider_transaction_id = dup_cell (table, C_TRADE, entry->provider_transaction_id);
  entry->state = dup_cell (table, C_KIND, entry->state);
  entry->amount_minor = ABS (amount);
  /* Theirs is what moves the shop's money: −0.53 is a fee of 0.53. */
  entry->fee_micros = -fee;
  entry->at_us = get_time_us (reading, table);
  if (is_refund)
    name_refund (entry, table);
  g_ptr_array_add (reading->bill->entries, g_steal_pointer (&entry));
  return add_to_sums (is_refund ? &reading->refunds : &reading->payments, table, amount, error);
}

/* The number behind @label in a line for people: "商家实收共214.50元". */
static gboolean
find_number (const char *note,
             const char *label,
             gint64     *ret_micros)
{
  const char      *found = strstr (note, label);
  g_autofree char *number = NULL;

  found = found != NULL ? strpbrk (found, "-0123456789") : NULL;
  if (found == NULL)
    return FALSE;
  number = g_strndup (found, strspn (found, "-0123456789."));
  return trivet_bill_parse_micros (number, ret_micros);
}

/* Whether the sums of refunds carry the minus of their rows is not documented: compared without. */
static gboolean
is_sum (gint64 micros,
        gint64 minor)
{
  gint64 theirs;

  return trivet_bill_micros_to_minor (micros, TRIVET_CURRENCY_CNY, &theirs) && ABS (theirs) == ABS (minor);
}

/* "#交易合计：2笔，商家实收共214.50元，商家优惠共0.00元" */
static gboolean
check_note (Reading         *reading,
            TrivetBillTable *table,
            const char      *label,
            const Sums      *sums,
            GError         **error)
{
  GPtrArray  *notes = trivet_bill_table_get_notes (table);
  const char *note = NULL;
  gint64      count, received, discount;

  for (guint i = 0; i < notes->len && note == NULL; i++)
    note = strstr (notes->pdata[i], label);
  if (note == NULL)
    return TRUE;

  if (!find_number (note, label, &count) || !find_number (note, "商家实收", &received)) {
    g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "The bill's line “%s” cannot be read", label);
    return FALSE;
  }
  if (count != sums->count * 1000000 ||
      (trivet_bill_table_has_column (table, C_RECEIVED) && !is_sum (received, sums->received_minor)) ||
      (trivet_bill_table_has_column (table, C_DISCOUNT) && find_number (note, "商家优惠", &discount) && !is_sum (discount, sums->discount_minor))) {
    g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED, "The bill's rows do not add up to its line “%s”", label);
    return FALSE;
  }
  reading->totals_seen = TRUE;
  return TRUE;
}

/* "#起始日期：[2026年01月01日 00:00:00]": the answer to another question is no answer. */
static gboolean
check_day (Reading         *reading,
           TrivetBillTable *table,
           GError         **error)
{
  GPtrArray       *notes = trivet_bill_table_get_notes (table);
  const char      *date = reading->bill->date;
  g_autofree char *expected = g_strdup_printf ("[%.4s年%.2s月%.2s日", date, date + 5, date + 8);

  for (guint i = 0; i < notes->len; i++) {
    const char *note = strstr (notes->pdata[i], "起始日期");
    const char *day = note != NULL ? strchr (note, '[') : NULL;

    if (day != NULL && !g_str_has_prefix (day, expected))
      return fail (TRIVET_BILL_ERROR_DAMAGED, "The bill is of another day than was asked", error);
  }
  return TRUE;
}

static gboolean
read_rows (Reading         *reading,
           TrivetBillTable *table,
           GError         **error)
{
  GError *local = NULL;

  if (!check_day (reading, table, error) || !trivet_bill_table_read_header (table, error) || !trivet_bill_table_require (table, needed_columns, error))
    return FALSE;
  trivet_bill_table_remark_unknown (table, known_columns, reading->bill->remarks);
  while (trivet_bill_table_next (table, &local)) {
    if (!read_row (reading, table, error))
      return FALSE;
  }
  if (local != NULL) {
    g_propagate_error (error, local);
    return FALSE;
  }
  return check_note (reading, table, "交易合计", &reading->payments, error) && check_note (reading, table, "退款合计", &reading->refunds, error);
}

static gboolean
check_summary_row (Reading         *reading,
                   TrivetBillTable *table,
                   GError         **error)
{
  gint64 payments, refunds, amount;

  if (!trivet_bill_table_get_count (table, "交易订单总笔数", &payments, error) ||
      !trivet_bill_table_get_count (table, "退款订单总笔数", &refunds, error) ||
      !trivet_bill_table_get_minor (table, C_AMOUNT, TRIVET_CURRENCY_CNY, &amount, error))
    return FALSE;
  if (payments != reading->payments.count || refunds != reading->refunds.count ||
      amount != reading->payments.amount_minor + reading->refunds.amount_minor)
    return fail (TRIVET_BILL_ERROR_DAMAGED, "The bill's rows do not add up to its summary", error);
  reading->totals_seen = TRUE;
  return TRUE;
}

/* The second file: its last row, 合计, is the sum over all shops. */
static gboolean
check_summary (Reading         *reading,
               TrivetBillTable *table,
               GError         **error)
{
  static const char *const needed[] = { "门店编号", "交易订单总笔数", "退款订单总笔数", C_AMOUNT, NULL };
  g_autoptr (GError) local = NULL;

  if (!trivet_bill_table_read_header (table, &local) || !trivet_bill_table_require (table, needed, &local)) {
    remark (reading, "The summary was not compared: %s", local->message);
    return TRUE;
  }
  while (trivet_bill_table_next (table, &local)) {
    if (g_str_equal (trivet_bill_table_get_text (table, "门店编号"), "合计"))
      return check_summary_row (reading, table, error);
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  remark (reading, "The summary has no row with the sum and was not compared");
  return TRUE;
}

/* The files are in GBK; one that is UTF-8 all the same is taken as such, which GBK text never is. */
static TrivetBillTable *
open_table (const TrivetAlipayMember *member,
            GError                  **error)
{
  gsize            length;
  const char      *bytes = g_bytes_get_data (member->content, &length);
  g_autofree char *text = NULL;

  if (length == 0 || g_utf8_validate_len (bytes, length, NULL))
    return trivet_bill_table_new (bytes, length, TRIVET_BILL_FORM_COMMAS, error);
  text = g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, &length, NULL);
  if (text == NULL) {
    fail (TRIVET_BILL_ERROR_DAMAGED, "The bill is not a text in GB18030", error);
    return NULL;
  }
  return trivet_bill_table_new (text, length, TRIVET_BILL_FORM_COMMAS, error);
}

static gboolean
is_summary (const TrivetAlipayMember *member)
{
  static const char summary[] = "汇总";
  g_autofree char  *name = g_convert (member->name, -1, "UTF-8", "GB18030", NULL, NULL, NULL);

  return strstr (member->name, summary) != NULL || (name != NULL && strstr (name, summary) != NULL);
}

static gboolean
read_members (Reading   *reading,
              GPtrArray *members,
              GError   **error)
{
  const TrivetAlipayMember *rows = NULL;
  const TrivetAlipayMember *summary = NULL;
  g_autoptr (TrivetBillTable) table = NULL;
  g_autoptr (TrivetBillTable) sums = NULL;

  for (guint i = 0; i < members->len; i++) {
    const TrivetAlipayMember  *member = members->pdata[i];
    const TrivetAlipayMember **place = is_summary (member) ? &summary : &rows;

    if (*place != NULL)
      return fail (TRIVET_BILL_ERROR_FORMAT, "The bill's ZIP has more than one list of rows or sums", error);
    *place = member;
  }
  if (rows == NULL)
    return fail (TRIVET_BILL_ERROR_FORMAT, "The bill's ZIP has no list of rows", error);

  table = open_table (rows, error);
  if (table == NULL || !read_rows (reading, table, error))
    return FALSE;
  sums = summary != NULL ? open_table (summary, error) : NULL;
  if (summary != NULL && (sums == NULL || !check_summary (reading, sums, error)))
    return FALSE;
  return reading->totals_seen || fail (TRIVET_BILL_ERROR_DAMAGED, "The bill has no sums, so its end may be missing", error);
}

/**
 * trivet_alipay_bill_parse:
 * @zip: the file as it was downloaded
 * @provider_id: whose bill
 * @date: YYYY-MM-DD, the day that was asked for
 * @error: %TRIVET_BILL_ERROR_DAMAGED or %TRIVET_BILL_ERROR_FORMAT
 *
 * Touches no object of others: may run in a thread.
 *
 * Returns: (transfer full) (nullable): the bill, its sums checked
 */
TrivetBill *
trivet_alipay_bill_parse (GBytes     *zip,
                          const char *provider_id,
                          const char *date,
                          GError    **error)
{
  g_autoptr (TrivetBill) bill = trivet_bill_new (TRIVET_BILL_TRADE, provider_id, date, TRIVET_CURRENCY_CNY);
  g_autoptr (GPtrArray) members = trivet_alipay_unzip (zip, error);
  g_autofree char *midnight = g_strconcat (date, " 00:00:00", NULL);
  Reading          reading = { .bill = bill };

  if (members == NULL)
    return NULL;
  trivet_bill_parse_beijing_us (midnight, &reading.day_us);
  g_free (bill->sha256);
  bill->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, zip);
  return read_members (&reading, members, error) ? g_steal_pointer (&bill) : NULL;
}
