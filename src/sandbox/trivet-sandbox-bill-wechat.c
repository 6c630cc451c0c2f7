/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-bill-private.h"
#include "trivet-sandbox-message.h"

/**
 * SECTION:trivet-sandbox-bill-wechat
 *
 * WeChat Pay's two bills: UTF-8 with a byte order mark, a backquote before every field, the
 * summary as a second table.
 */

#define BOM         "\xef\xbb\xbf"
#define TIME_FORMAT "%Y-%m-%d %H:%M:%S"
#define WRONG_MINOR 100
#define CELLS(...) \
  (const char *const[]) { __VA_ARGS__, NULL }

static const char *const trade_names[] = {
  "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型",
  "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额", "退款申请时间", "退款成功时间", "微信退款单号",
  "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率",
  "订单金额", "申请退款金额", "费率备注", NULL
};

static const char *const all_names[] = {
  "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型",
  "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额", "微信退款单号", "商户退款单号", "退款金额",
  "充值券退款金额", "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额", "申请退款金额",
  "费率备注", NULL
};

static const char *const paid_names[] = {
  "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "交易类型",
  "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额", "商品名称", "商户数据包", "手续费", "费率",
  "订单金额", "费率备注", NULL
};

static const char *const trade_summary_names[] = {
  "总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额", NULL
};

static const char *const fund_names[] = {
  "记账时间", "微信支付业务单号", "资金流水单号", "业务名称", "业务类型", "收支类型", "收支金额(元)", "账户结余(元)",
  "资金变更提交申请人", "备注", "业务凭证号", NULL
};

static const char *const fund_summary_names[] = {
  "资金流水总笔数", "收入笔数", "收入金额", "支出笔数", "支出金额", NULL
};

/* Merchant text: a comma as backslash and blank, a line end as a blank. */
static char *
escape (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  return g_strdelimit (g_strjoinv ("\\ ", parts), "\r\n`", ' ');
}

/* A fee has five decimals. */
static char *
format_fee (gint64 minor)
{
  g_autofree char *yuan = trivet_sandbox_format_yuan (minor);

  return g_strconcat (yuan, "000", NULL);
}

static const char *
get_state (const TrivetSandboxEntry *entry)
{
  switch (entry->kind) {
  case TRIVET_SANDBOX_ENTRY_PAYMENT:
    return "SUCCESS";
  case TRIVET_SANDBOX_ENTRY_REFUND:
    return "REFUND";
  case TRIVET_SANDBOX_ENTRY_REVERSAL:
    return "REVOKED";
  }

  g_assert_not_reached ();
}

static void
add_trade (GPtrArray                    *table,
           const TrivetSandboxBillPaper *paper,
           const TrivetSandboxEntry     *entry)
{
  gboolean         back = entry->kind != TRIVET_SANDBOX_ENTRY_PAYMENT;
  g_autofree char *time = trivet_sandbox_format_time (entry->at_us, TIME_FORMAT);
  g_autofree char *paid = trivet_sandbox_format_yuan (back ? 0 : entry->amount_minor);
  g_autofree char *returned = trivet_sandbox_format_yuan (back ? entry->amount_minor : 0);
  g_autofree char *voucher = trivet_sandbox_format_yuan (back ? 0 : entry->amount_minor - entry->payer_minor);
  g_autofree char *voucher_back = trivet_sandbox_format_yuan (back ? entry->amount_minor - entry->payer_minor : 0);
  g_autofree char *subject = escape (entry->subject);
  g_autofree char *attach = escape (entry->attach);
  g_autofree char *fee = format_fee (back ? -entry->fee_minor : entry->fee_minor);
  const char      *status = back ? entry->pending ? "PROCESSING" : "SUCCESS" : "";

  _trivet_sandbox_table_add (table, CELLS (time, paper->appid, paper->mchid, "0", "", entry->trade_no, entry->number, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", entry->shown ? "NATIVE" : "MICROPAY", get_state (entry), "OTHERS", "CNY", paid, voucher, back ? time : "", entry->pending ? "" : back ? time
                                                                                                                                                                                                                                                                                            : "",
                                           back ? entry->refund_no : "0", back ? entry->refund_number : "0", returned, voucher_back, back ? "ORIGINAL" : "", status, subject, attach, fee, "0.60%", paid, returned, ""));
}

static void
print_trade_summary (const TrivetSandboxBillPaper *paper,
                     GString                      *text)
{
  g_autoptr (GPtrArray) table = _trivet_sandbox_table_new (trade_summary_names);
  gint64 paid = 0;
  gint64 returned = 0;
  gint64 vouchers = 0;
  gint64 fees = 0;

  for (guint i = 0; i < paper->entries->len; i++) {
    const TrivetSandboxEntry *entry = g_ptr_array_index (paper->entries, i);
    gboolean                  back = entry->kind != TRIVET_SANDBOX_ENTRY_PAYMENT;

    paid += back ? 0 : entry->amount_minor;
    returned += back ? entry->amount_minor : 0;
    vouchers += back ? entry->amount_minor - entry->payer_minor : 0;
    fees += back ? -entry->fee_minor : entry->fee_minor;
  }
  if (paper->trouble == TRIVET_SANDBOX_BILL_WRONG_TOTALS)
    paid += WRONG_MINOR;

  {
    g_autofree char *count = g_strdup_printf ("%u", paper->entries->len);
    g_autofree char *paid_text = trivet_sandbox_format_yuan (paid);
    g_autofree char *returned_text = trivet_sandbox_format_yuan (returned);
    g_autofree char *voucher_text = trivet_sandbox_format_yuan (vouchers);
    g_autofree char *fee_text = format_fee (fees);
    g_autofree char *printed = NULL;

    _trivet_sandbox_table_add (table, CELLS (count, paid_text, returned_text, voucher_text, fee_text, paid_text, returned_text));
    printed = _trivet_sandbox_table_print (table, "`", FALSE);
    g_string_append (text, printed);
  }
}

/* Sums of a fund bill while it is written. */
typedef struct {
  gint64 balance;
  gint64 sums[2];
  guint  counts[2];
} Funds;

static void
add_movement (GPtrArray                    *table,
              const TrivetSandboxBillPaper *paper,
              const TrivetSandboxEntry     *entry,
              Funds                        *funds,
              const char                   *name,
              gboolean                      out,
              gint64                        amount_minor,
              const char                   *remark)
{
  gboolean         payment = entry->kind == TRIVET_SANDBOX_ENTRY_PAYMENT;
  g_autofree char *time = trivet_sandbox_format_time (entry->at_us, TIME_FORMAT);
  g_autofree char *day = trivet_sandbox_format_time (entry->at_us, "%Y%m%d");
  g_autofree char *serial = g_strdup_printf ("%s%s%06u", paper->mchid, day, table->len);
  g_autofree char *amount = trivet_sandbox_format_yuan (amount_minor);
  g_autofree char *balance = NULL;
  g_autofree char *applicant = payment ? g_strdup ("system") : g_strconcat (paper->mchid, "API", NULL);

  funds->balance += out ? -amount_minor : amount_minor;
  funds->sums[out] += amount_minor;
  funds->counts[out]++;
  balance = trivet_sandbox_format_yuan (funds->balance);
  _trivet_sandbox_table_add (table, CELLS (time, payment ? entry->trade_no : entry->refund_no, serial, name, name, out ? "支出" : "收入", amount, balance, applicant, remark, payment ? entry->number : entry->refund_number));
}

static void
add_funds (GPtrArray                    *table,
           const TrivetSandboxBillPaper *paper,
           const TrivetSandboxEntry     *entry,
           Funds                        *funds)
{
  g_autofree char *amount = trivet_sandbox_format_yuan (entry->amount_minor);
  g_autofree char *fee = trivet_sandbox_format_yuan (entry->fee_minor);
  g_autofree char *remark = NULL;

  if (entry->kind == TRIVET_SANDBOX_ENTRY_PAYMENT) {
    remark = g_strdup_printf ("结算总金额 %s 元;含手续费 %s 元", amount, fee);
    add_movement (table, paper, entry, funds, "交易", FALSE, entry->amount_minor, remark);
    if (entry->fee_minor > 0)
      add_movement (table, paper, entry, funds, "扣除交易手续费", TRUE, entry->fee_minor, "");
    return;
  }

  remark = g_strdup_printf ("退款总金额%s元;含手续费%s元", amount, fee);
  add_movement (table, paper, entry, funds, "退款", TRUE, entry->amount_minor - entry->fee_minor, remark);
}

/* Returns the text of the trade bill. */
char *
_trivet_sandbox_bill_print_trade (const TrivetSandboxBillPaper *paper)
{
  g_autoptr (GPtrArray) table = _trivet_sandbox_table_new (trade_names);
  GString         *text = g_string_new (BOM);
  g_autofree char *rows = NULL;

  for (guint i = 0; i < paper->entries->len; i++)
    add_trade (table, paper, g_ptr_array_index (paper->entries, i));
  if (paper->kind != TRIVET_SANDBOX_BILL_TRADE_REFUNDS)
    _trivet_sandbox_table_keep (table, paper->kind == TRIVET_SANDBOX_BILL_TRADE ? all_names : paid_names);
  _trivet_sandbox_table_spoil (table, paper->trouble, "商户订单号");

  rows = _trivet_sandbox_table_print (table, "`", FALSE);
  g_string_append (text, rows);
  print_trade_summary (paper, text);
  return g_string_free (text, FALSE);
}

/* Returns the text of the fund bill. A payment and its fee are two movements, a refund is one. */
char *
_trivet_sandbox_bill_print_funds (const TrivetSandboxBillPaper *paper)
{
  g_autoptr (GPtrArray) table = _trivet_sandbox_table_new (fund_names);
  g_autoptr (GPtrArray) summary = _trivet_sandbox_table_new (fund_summary_names);
  Funds            funds = { .balance = paper->opening_minor };
  g_autofree char *rows = NULL;
  g_autofree char *sums = NULL;
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;
  g_autofree char *in_count = NULL;
  g_autofree char *out_count = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < paper->entries->len; i++)
    add_funds (table, paper, g_ptr_array_index (paper->entries, i), &funds);
  if (paper->trouble == TRIVET_SANDBOX_BILL_WRONG_TOTALS)
    funds.sums[0] += WRONG_MINOR;

  count = g_strdup_printf ("%u", table->len - 1);
  in = trivet_sandbox_format_yuan (funds.sums[0]);
  out = trivet_sandbox_format_yuan (funds.sums[1]);
  in_count = g_strdup_printf ("%u", funds.counts[0]);
  out_count = g_strdup_printf ("%u", funds.counts[1]);
  _trivet_sandbox_table_add (summary, CELLS (count, in_count, in, out_count, out));
  _trivet_sandbox_table_spoil (table, paper->trouble, "业务凭证号");
  rows = _trivet_sandbox_table_print (table, "`", FALSE);
  sums = _trivet_sandbox_table_print (summary, "`", FALSE);
  return g_strconcat (BOM, rows, sums, NULL);
}
