/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-bill-private.h"
#include "trivet-sandbox-message.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/**
 * SECTION:trivet-sandbox-bill-alipay
 *
 * Alipay's business bill: a ZIP of two files in GBK, whose names are GBK as well and not marked.
 * Many cells end in a tabulator, so that a spreadsheet leaves long numbers alone.
 */

#define ACCOUNT     "20882101234567890156"
#define TIME_FORMAT "%Y-%m-%d %H:%M:%S"
#define RULE        "-----------------------------------------"
#define WRONG_MINOR 100
#define CELLS(...) \
  (const char *const[]) { __VA_ARGS__, NULL }

static const char *const detail_names[] = {
  "支付宝交易号", "商户订单号", "业务类型", "商品名称", "创建时间", "完成时间", "门店编号", "门店名称", "操作员",
  "终端号", "对方账户", "订单金额（元）", "商家实收（元）", "支付宝红包（元）", "集分宝（元）", "支付宝优惠（元）",
  "商家优惠（元）", "券核销金额（元）", "券名称", "商家红包消费金额（元）", "卡消费金额（元）", "退款批次号/请求号",
  "服务费（元）", "分润（元）", "备注", NULL
};

static const char *const summary_names[] = {
  "门店编号", "门店名称", "交易订单总笔数", "退款订单总笔数", "订单金额（元）", "商家实收（元）", "支付宝优惠（元）",
  "商家优惠（元）", "卡消费金额（元）", "服务费（元）", "分润（元）", "实收净额（元）", NULL
};

typedef struct {
  guint  payments;
  guint  refunds;
  gint64 paid;
  gint64 returned;
  gint64 vouchers;
  gint64 fees;
} Sums;

static char *
with_tab (const char *text)
{
  return g_strconcat (text, "\t", NULL);
}

static void
add_detail (GPtrArray                *table,
            const TrivetSandboxEntry *entry,
            Sums                     *sums)
{
  gboolean         back = entry->kind != TRIVET_SANDBOX_ENTRY_PAYMENT;
  gint64           sign = back ? -1 : 1;
  gint64           voucher = sign * (entry->amount_minor - entry->payer_minor);
  g_autofree char *trade_no = with_tab (entry->trade_no);
  g_autofree char *number = with_tab (entry->number);
  g_autofree char *created = trivet_sandbox_format_time (entry->created_us, TIME_FORMAT);
  g_autofree char *done = trivet_sandbox_format_time (entry->at_us, TIME_FORMAT);
  g_autofree char *amount = trivet_sandbox_format_yuan (sign * entry->amount_minor);
  g_autofree char *discount = trivet_sandbox_format_yuan (voucher);
  g_autofree char *refund_number = with_tab (entry->refund_number);
  g_autofree char *fee = trivet_sandbox_format_yuan (-sign * entry->fee_minor);

  _trivet_sandbox_table_add (table, CELLS (trade_no, number, back ? "退款" : "交易", entry->subject, created, done, "S001\t", "\t", "\t", "\t", "*三(139****0001)\t", amount, amount, "0.00", "0.00", discount, "0.00", "0.00", "", "0.00\t", "0.00", refund_number, fee, "0.00", ""));
  sums->payments += !back;
  sums->refunds += back;
  sums->paid += back ? 0 : entry->amount_minor;
  sums->returned += back ? entry->amount_minor : 0;
  sums->vouchers += voucher;
  sums->fees -= sign * entry->fee_minor;
}

static void
append_head (GString                      *text,
             const TrivetSandboxBillPaper *paper,
             const char                   *kind,
             gint64                        day_us)
{
  g_autofree char *from = trivet_sandbox_format_time (day_us, "%Y年%m月%d日 00:00:00");
  g_autofree char *until = trivet_sandbox_format_time (day_us + G_TIME_SPAN_DAY, "%Y年%m月%d日 00:00:00");

  g_string_append_printf (text, "#支付宝业务%s查询\r\n#账号：[" ACCOUNT "]\r\n#起始日期：[%s]   终止日期：[%s]\r\n", kind, from, until);
  g_string_append_printf (text, "#" RULE "业务%s列表" RULE "\r\n", kind);
}

static void
append_foot (GString                      *text,
             const TrivetSandboxBillPaper *paper,
             const Sums                   *sums,
             const char                   *kind)
{
  g_autofree char *paid = trivet_sandbox_format_yuan (sums->paid);
  g_autofree char *returned = trivet_sandbox_format_yuan (-sums->returned);
  g_autofree char *now = trivet_sandbox_format_time (paper->now_us, "%Y年%m月%d日 %H:%M:%S");

  g_string_append_printf (text, "#" RULE "业务%s列表结束" RULE "\r\n", kind);
  if (g_str_equal (kind, "明细"))
    g_string_append_printf (text, "#交易合计：%u笔，商家实收共%s元，商家优惠共0.00元\r\n#退款合计：%u笔，商家实收退款共%s元，商家优惠退款共0.00元\r\n", sums->payments, paid, sums->refunds, returned);
  g_string_append_printf (text, "#导出时间：[%s]\r\n", now);
}

static char *
print_detail (const TrivetSandboxBillPaper *paper,
              gint64                        day_us,
              Sums                         *sums)
{
  g_autoptr (GPtrArray) table = _trivet_sandbox_table_new (detail_names);
  GString         *text = g_string_new (NULL);
  g_autofree char *rows = NULL;

  for (guint i = 0; i < paper->entries->len; i++)
    add_detail (table, g_ptr_array_index (paper->entries, i), sums);
  if (paper->trouble == TRIVET_SANDBOX_BILL_WRONG_TOTALS)
    sums->paid += WRONG_MINOR;
  _trivet_sandbox_table_spoil (table, paper->trouble, "商户订单号");

  append_head (text, paper, "明细", day_us);
  rows = _trivet_sandbox_table_print (table, "", TRUE);
  g_string_append (text, rows);
  append_foot (text, paper, sums, "明细");
  return g_string_free (text, FALSE);
}

static char *
print_summary (const TrivetSandboxBillPaper *paper,
               gint64                        day_us,
               const Sums                   *sums)
{
  g_autoptr (GPtrArray) table = _trivet_sandbox_table_new (summary_names);
  GString         *text = g_string_new (NULL);
  g_autofree char *payments = g_strdup_printf ("%u", sums->payments);
  g_autofree char *refunds = g_strdup_printf ("%u", sums->refunds);
  g_autofree char *kept = trivet_sandbox_format_yuan (sums->paid - sums->returned);
  g_autofree char *vouchers = trivet_sandbox_format_yuan (sums->vouchers);
  g_autofree char *fees = trivet_sandbox_format_yuan (sums->fees);
  g_autofree char *net = trivet_sandbox_format_yuan (sums->paid - sums->returned + sums->fees);
  g_autofree char *rows = NULL;

  _trivet_sandbox_table_add (table, CELLS ("S001\t", "\t", payments, refunds, kept, kept, vouchers, "0.00", "0.00", fees, "0.00", net));
  _trivet_sandbox_table_add (table, CELLS ("合计\t", "\t", payments, refunds, kept, kept, vouchers, "0.00", "0.00", fees, "0.00", net));
  append_head (text, paper, "汇总", day_us);
  rows = _trivet_sandbox_table_print (table, "", TRUE);
  g_string_append (text, rows);
  append_foot (text, paper, sums, "汇总");
  return g_string_free (text, FALSE);
}

static gboolean
add_member (struct archive *archive,
            const char     *name,
            const char     *text,
            gint64          now_us)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize                 length = 0;
  g_autofree char      *gbk_name = g_convert (name, -1, "GBK", "UTF-8", NULL, NULL, NULL);
  g_autofree char      *gbk_text = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  gboolean              done;

  g_assert (gbk_name != NULL && gbk_text != NULL);
  archive_entry_copy_pathname (entry, gbk_name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, now_us / G_USEC_PER_SEC, 0);
  archive_entry_set_size (entry, length);
  done = archive_write_header (archive, entry) == ARCHIVE_OK && archive_write_data (archive, gbk_text, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return done;
}

static la_ssize_t
on_write (struct archive *archive,
          void           *user_data,
          const void     *bytes,
          size_t          length)
{
  g_byte_array_append (user_data, bytes, length);
  return length;
}

static gboolean
write_members (struct archive               *archive,
               GByteArray                   *bytes,
               const TrivetSandboxBillPaper *paper,
               const char                   *stem,
               gint64                        day_us)
{
  Sums             sums = { 0 };
  g_autofree char *detail = print_detail (paper, day_us, &sums);
  g_autofree char *summary = print_summary (paper, day_us, &sums);
  g_autofree char *detail_name = g_strconcat (stem, "_业务明细.csv", NULL);
  g_autofree char *summary_name = g_strconcat (stem, "_业务明细(汇总).csv", NULL);

  return archive_write_set_format_zip (archive) == ARCHIVE_OK && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK && archive_write_open (archive, bytes, NULL, on_write, NULL) == ARCHIVE_OK && add_member (archive, detail_name, detail, paper->now_us) && add_member (archive, summary_name, summary, paper->now_us) && archive_write_close (archive) == ARCHIVE_OK;
}

/* Returns the ZIP. In a UTF-8 locale libarchive would mark the names as UTF-8, which they are not. */
GBytes *
_trivet_sandbox_bill_make_zip (const TrivetSandboxBillPaper *paper)
{
  g_autofree char *stamp = g_strconcat (paper->date, "T00:00:00+08:00", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (stamp, NULL);
  g_auto (GStrv) parts = g_strsplit (paper->date, "-", -1);
  g_autofree char *compact = g_strjoinv ("", parts);
  g_autofree char *stem = g_strconcat (ACCOUNT "_", compact, NULL);
  GByteArray      *bytes = g_byte_array_new ();
  locale_t         plain = newlocale (LC_CTYPE_MASK, "C", (locale_t) 0);
  locale_t         before = uselocale (plain);
  struct archive  *archive = archive_write_new ();

  if (!write_members (archive, bytes, paper, stem, g_date_time_to_unix (day) * G_USEC_PER_SEC))
    g_critical ("The bill cannot be packed: %s", archive_error_string (archive));

  archive_write_free (archive);
  uselocale (before);
  freelocale (plain);
  return g_byte_array_free_to_bytes (bytes);
}
