/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-bill.h"

#include "trivet-bill-table.h"
#include "trivet-http-client.h"

#include <string.h>

/* WeChat Pay's bills (specs/wechatpay.md 11): a table of rows and one line of totals behind it. The
 * download is not signed; a hash in the signed answer before proves it. Every total that both sides
 * name is added up here again, so that a lost row is seen. Pure functions: they run in a thread. */

#define READ_BYTES 65536

/* One column that is added up, and the total that must come out. */
typedef struct {
  const char *column;
  const char *total_column;
  gboolean    needed;
} Total;

#define MAX_TOTALS 6

typedef struct {
  TrivetBill      *bill;
  const char      *mchid;
  TrivetBillTable *table;
  gint64           sums_micros[MAX_TOTALS];
  gint64           n_in;
  gint64           n_out;
  gint64           in_micros;
  gint64           out_micros;
} Reader;

static const Total trade_totals[] = {
  { "订单金额", "订单总金额", TRUE },
  { "申请退款金额", "申请退款总金额", TRUE },
  { "手续费", "手续费总金额", TRUE },
  { "应结订单金额", "应结订单总金额", FALSE },
  { "退款金额", "退款总金额", FALSE },
  { "充值券退款金额", "充值券退款总金额", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (trade_totals) == MAX_TOTALS);

static const char *const trade_needed[] = {
  "交易时间", "商户号", "微信订单号", "商户订单号", "交易状态", "货币种类", "微信退款单号", "商户退款单号", "手续费", "订单金额", "申请退款金额", NULL
};
static const char *const trade_known[] = {
  "交易时间", "公众账号ID", "商户号", "特约商户号", "子商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型", "交易状态", "付款银行",
  "货币种类", "应结订单金额", "代金券金额", "退款申请时间", "退款成功时间", "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额", "退款类型",
  "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额", "申请退款金额", "费率备注", NULL
};
static const char *const trade_totals_needed[] = { "总交易单数", "手续费总金额", "订单总金额", "申请退款总金额", NULL };

static const char *const funds_needed[] = {
  "记账时间", "微信支付业务单号", "业务类型", "收支类型", "收支金额(元)", "业务凭证号", NULL
};
static const char *const funds_known[] = {
  "记账时间", "微信支付业务单号", "资金流水单号", "业务名称", "业务类型", "收支类型", "收支金额(元)", "账户结余(元)", "资金变更提交申请人", "备注",
  "业务凭证号", NULL
};
static const char *const funds_totals_needed[] = { "资金流水总笔数", "收入笔数", "收入金额", "支出笔数", "支出金额", NULL };

static gboolean
fail (GError        **error,
      TrivetBillError code,
      const char     *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError        **error,
      TrivetBillError code,
      const char     *format,
      ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (TRIVET_BILL_ERROR, code, format, args);
  va_end (args);
  return FALSE;
}

static gboolean
add_micros (gint64  *sum_micros,
            gint64   micros,
            GError **error)
{
  if (__builtin_add_overflow (*sum_micros, micros, sum_micros))
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The amounts of the bill are larger than any money");
  return TRUE;
}

/* "0" and "-" stand for no number. */
static char *
dup_number (Reader     *self,
            const char *column)
{
  const char *text = trivet_bill_table_get_text (self->table, column);

  return g_strdup (strcmp (text, "0") == 0 || strcmp (text, "-") == 0 ? "" : text);
}

static void
take_number (char **slot,
             char  *number)
{
  g_free (*slot);
  *slot = number;
}

static gboolean
read_amount (Reader     *self,
             const char *column,
             gint64     *ret_minor,
             GError    **error)
{
  if (!trivet_bill_table_get_minor (self->table, column, self->bill->currency, ret_minor, error))
    return FALSE;
  if (*ret_minor < 0)
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "Line %u of the bill, column “%s”, is less than nothing",
                 trivet_bill_table_get_line (self->table), column);
  return TRUE;
}

static gboolean
add_totals (Reader  *self,
            GError **error)
{
  for (guint i = 0; i < MAX_TOTALS; i++) {
    gint64 micros;

    if (!trivet_bill_table_has_column (self->table, trade_totals[i].column))
      continue;
    if (!trivet_bill_table_get_micros (self->table, trade_totals[i].column, &micros, error) ||
        !add_micros (&self->sums_micros[i], micros, error))
      return FALSE;
  }
  return TRUE;
}

/* A row of money that went back: a refund has numbers of its own, a reversal has not. */
static gboolean
read_returned (Reader          *self,
               TrivetBillEntry *entry,
               GError         **error)
{
  const char *word = trivet_bill_table_get_text (self->table, "退款状态");

  if (entry->kind == TRIVET_BILL_ENTRY_REFUND) {
    take_number (&entry->merchant_refund_id, dup_number (self, "商户退款单号"));
    take_number (&entry->provider_transaction_id, dup_number (self, "微信退款单号"));
    /* SUCCESS, PROCESSING, FAIL, CHANGE: as it was when the file was made. */
    if (*word != '\0')
      take_number (&entry->state, g_strdup (word));
  }
  return read_amount (self, "申请退款金额", &entry->amount_minor, error);
}

static gboolean
check_row (Reader  *self,
           GError **error)
{
  guint line = trivet_bill_table_get_line (self->table);

  if (strcmp (trivet_bill_table_get_text (self->table, "货币种类"), "CNY") != 0)
    return fail (error, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill, column “货币种类”, is not CNY", line);
  if (strcmp (trivet_bill_table_get_text (self->table, "商户号"), self->mchid) != 0)
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "Line %u of the bill is about another merchant", line);
  return TRUE;
}

static gboolean
find_kind (const char          *state,
           TrivetBillEntryKind *ret_kind)
{
  if (strcmp (state, "SUCCESS") == 0)
    *ret_kind = TRIVET_BILL_ENTRY_PAYMENT;
  else if (strcmp (state, "REFUND") == 0)
    *ret_kind = TRIVET_BILL_ENTRY_REFUND;
  else if (strcmp (state, "REVOKED") == 0)
    *ret_kind = TRIVET_BILL_ENTRY_REVERSAL;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_trade_row (Reader  *self,
                GError **error)
{
  const char         *state = trivet_bill_table_get_text (self->table, "交易状态");
  TrivetBillEntryKind kind;
  g_autoptr (TrivetBillEntry) entry = NULL;

  if (!check_row (self, error))
    return FALSE;
  if (!find_kind (state, &kind))
    return fail (error, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill, column “交易状态”, has a word that Trivet does not know",
                 trivet_bill_table_get_line (self->table));
  entry = trivet_bill_entry_new (kind);
  take_number (&entry->state, g_strdup (state));
  take_number (&entry->merchant_order_id, dup_number (self, "商户订单号"));
  take_number (&entry->provider_transaction_id, dup_number (self, "微信订单号"));
  if (!trivet_bill_table_get_beijing_us (self->table, "交易时间", &entry->at_us, error) ||
      !trivet_bill_table_get_micros (self->table, "手续费", &entry->fee_micros, error))
    return FALSE;
  if (kind == TRIVET_BILL_ENTRY_PAYMENT ? !read_amount (self, "订单金额", &entry->amount_minor, error)
                                        : !read_returned (self, entry, error))
    return FALSE;
  g_ptr_array_add (self->bill->entries, g_steal_pointer (&entry));
  return add_totals (self, error);
}

/* Payments come in and refunds go out; what else moves (fees, withdrawals, a refund that came back)
 * has a sign of its own. */
static gboolean
read_funds_row (Reader  *self,
                GError **error)
{
  g_autoptr (TrivetBillEntry) entry = trivet_bill_entry_new (TRIVET_BILL_ENTRY_OTHER);
  const char *type = trivet_bill_table_get_text (self->table, "业务类型");
  const char *way = trivet_bill_table_get_text (self->table, "收支类型");
  gboolean    is_in = strcmp (way, "收入") == 0;
  gint64      micros;

  if (!is_in && strcmp (way, "支出") != 0)
    return fail (error, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill, column “收支类型”, has a word that Trivet does not know",
                 trivet_bill_table_get_line (self->table));
  if (!read_amount (self, "收支金额(元)", &entry->amount_minor, error) ||
      !trivet_bill_table_get_micros (self->table, "收支金额(元)", &micros, error) ||
      !trivet_bill_table_get_beijing_us (self->table, "记账时间", &entry->at_us, error) ||
      !add_micros (is_in ? &self->in_micros : &self->out_micros, micros, error))
    return FALSE;
  *(is_in ? &self->n_in : &self->n_out) += 1;

  take_number (&entry->state, g_strdup (type));
  take_number (&entry->provider_transaction_id, dup_number (self, "微信支付业务单号"));
  if (is_in && strcmp (type, "交易") == 0) {
    entry->kind = TRIVET_BILL_ENTRY_PAYMENT;
    take_number (&entry->merchant_order_id, dup_number (self, "业务凭证号"));
  } else if (!is_in && strcmp (type, "退款") == 0) {
    entry->kind = TRIVET_BILL_ENTRY_REFUND;
    take_number (&entry->merchant_refund_id, dup_number (self, "业务凭证号"));
  } else if (!is_in) {
    entry->amount_minor = -entry->amount_minor;
  }
  g_ptr_array_add (self->bill->entries, g_steal_pointer (&entry));
  return TRUE;
}

static gboolean
check_count (Reader     *self,
             const char *column,
             gint64      expected,
             GError    **error)
{
  gint64 count;

  if (!trivet_bill_table_get_count (self->table, column, &count, error))
    return FALSE;
  if (count != expected)
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill has other rows than its “%s” says", column);
  return TRUE;
}

static gboolean
check_sum (Reader     *self,
           const char *column,
           gint64      expected_micros,
           GError    **error)
{
  gint64 micros;

  if (!trivet_bill_table_get_micros (self->table, column, &micros, error))
    return FALSE;
  if (micros != expected_micros)
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The rows of the bill do not add up to its “%s”", column);
  return TRUE;
}

static gboolean
check_trade_totals (Reader  *self,
                    GError **error)
{
  if (!check_count (self, "总交易单数", self->bill->entries->len, error))
    return FALSE;
  for (guint i = 0; i < MAX_TOTALS; i++) {
    /* Nothing to compare where the rows lack the column or nobody names the total. */
    if (!trade_totals[i].needed && (!trivet_bill_table_has_column (self->table, trade_totals[i].total_column) || self->sums_micros[i] == G_MININT64))
      continue;
    if (!check_sum (self, trade_totals[i].total_column, self->sums_micros[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_funds_totals (Reader  *self,
                    GError **error)
{
  return check_count (self, "资金流水总笔数", self->bill->entries->len, error) &&
         check_count (self, "收入笔数", self->n_in, error) &&
         check_count (self, "支出笔数", self->n_out, error) &&
         check_sum (self, "收入金额", self->in_micros, error) &&
         check_sum (self, "支出金额", self->out_micros, error);
}

/* The line of totals, behind a header of its own. Without it the file was cut off. */
static gboolean
read_totals (Reader  *self,
             GError **error)
{
  gboolean is_trade = self->bill->kind == TRIVET_BILL_TRADE;
  g_autoptr (GError) local = NULL;

  if (!trivet_bill_table_read_header (self->table, NULL))
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill ends before its totals");
  if (!trivet_bill_table_require (self->table, is_trade ? trade_totals_needed : funds_totals_needed, error))
    return FALSE;
  if (!trivet_bill_table_next (self->table, &local)) {
    if (local == NULL)
      return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill ends before its totals");
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return is_trade ? check_trade_totals (self, error) : check_funds_totals (self, error);
}

static gboolean
read_rows (Reader  *self,
           GError **error)
{
  gboolean is_trade = self->bill->kind == TRIVET_BILL_TRADE;
  g_autoptr (GError) local = NULL;

  while (trivet_bill_table_next (self->table, &local)) {
    if (!(is_trade ? read_trade_row (self, error) : read_funds_row (self, error)))
      return FALSE;
  }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_tables (Reader  *self,
             GError **error)
{
  gboolean is_trade = self->bill->kind == TRIVET_BILL_TRADE;

  if (!trivet_bill_table_read_header (self->table, error) ||
      !trivet_bill_table_require (self->table, is_trade ? trade_needed : funds_needed, error))
    return FALSE;
  trivet_bill_table_remark_unknown (self->table, is_trade ? trade_known : funds_known, self->bill->remarks);
  for (guint i = 0; is_trade && i < MAX_TOTALS; i++) {
    if (!trivet_bill_table_has_column (self->table, trade_totals[i].column))
      self->sums_micros[i] = G_MININT64;
  }
  return read_rows (self, error) && read_totals (self, error);
}

/**
 * trivet_wechatpay_bill_parse:
 * @bill: gets the entries and remarks; its kind says which table this is
 * @mchid: whose bill it must be
 * @text: (array length=length): the unpacked file
 * @error: %TRIVET_BILL_ERROR_FORMAT names the column, %TRIVET_BILL_ERROR_DAMAGED says what does not
 *   add up
 *
 * Source: specs/wechatpay.md 11.
 *
 * Returns: whether every row was understood and the totals agree
 */
gboolean
trivet_wechatpay_bill_parse (TrivetBill *bill,
                             const char *mchid,
                             const char *text,
                             gsize       length,
                             GError    **error)
{
  Reader   reader = { .bill = bill, .mchid = mchid };
  gboolean done;

  g_return_val_if_fail (bill != NULL && mchid != NULL, FALSE);

  if (length == 0)
    return fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill is empty");
  reader.table = trivet_bill_table_new (text, length, TRIVET_BILL_FORM_BACKQUOTES, error);
  if (reader.table == NULL)
    return FALSE;
  done = read_tables (&reader, error);
  trivet_bill_table_free (reader.table);
  return done;
}

static gboolean
is_gzip (GBytes *file)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (file, &length);

  return length >= 2 && data[0] == 0x1f && data[1] == 0x8b;
}

/* (nullable): the unpacked bytes, at most %TRIVET_HTTP_BILL_MAX_BYTES: a small file may unpack to
 * anything. */
static GBytes *
unpack (GBytes  *file,
        GError **error)
{
  g_autoptr (GZlibDecompressor) gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, G_CONVERTER (gunzip));
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (READ_BYTES);
  gssize             n;

  while ((n = g_input_stream_read (stream, block, READ_BYTES, NULL, NULL)) > 0) {
    if (whole->len + (gsize) n > TRIVET_HTTP_BILL_MAX_BYTES) {
      fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill unpacks to more than any real one");
      return NULL;
    }
    g_byte_array_append (whole, block, (guint) n);
  }
  if (n < 0) {
    fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill cannot be unpacked; it came in part");
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

static gboolean
has_hash (GBytes     *bytes,
          const char *sha1_hex)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, bytes);

  return g_ascii_strcasecmp (hash, sha1_hex) == 0;
}

/**
 * trivet_wechatpay_bill_open:
 * @file: as it was downloaded: gzip, or plain text
 * @sha1_hex: from the signed answer that told where it is
 * @error: %TRIVET_BILL_ERROR_DAMAGED
 *
 * The documents do not say whether the hash covers the packed or the unpacked bytes; their example
 * unpacks first. Either proves the same file, so either is taken.
 *
 * Returns: (transfer full) (nullable): the text, proven by its hash
 */
GBytes *
trivet_wechatpay_bill_open (GBytes     *file,
                            const char *sha1_hex,
                            GError    **error)
{
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (file != NULL && sha1_hex != NULL, NULL);

  text = is_gzip (file) ? unpack (file, error) : g_bytes_ref (file);
  if (text == NULL)
    return NULL;
  if (!has_hash (text, sha1_hex) && !has_hash (file, sha1_hex)) {
    fail (error, TRIVET_BILL_ERROR_DAMAGED, "The bill is not the file that WeChat Pay announced: its hash differs");
    return NULL;
  }
  return g_steal_pointer (&text);
}
