/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wechatpay-bill.h"

/* No file may crash the reader; a bill that is taken has whole rows, and a file with another hash is
 * never taken. */

static void
check_entry (const TrivetBill      *bill,
             const TrivetBillEntry *entry)
{
  g_assert_true (entry->merchant_order_id != NULL && entry->merchant_refund_id != NULL);
  g_assert_true (entry->provider_transaction_id != NULL && entry->state != NULL);
  g_assert_true (entry->amount_minor >= 0 || entry->kind == TRIVET_BILL_ENTRY_OTHER);
  g_assert_true (entry->kind != TRIVET_BILL_ENTRY_OTHER || bill->kind == TRIVET_BILL_FUNDS);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (GBytes) file = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = trivet_wechatpay_bill_open (file, "23af347e6d0e0966189992d730fe529f854f8b98", &error);

  g_assert_null (opened);
  g_assert_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED);
  for (int kind = TRIVET_BILL_TRADE; kind <= TRIVET_BILL_FUNDS; kind++) {
    g_autoptr (GError) refusal = NULL;
    g_autoptr (TrivetBill) bill = trivet_bill_new (kind, "wechat", "2026-01-01", TRIVET_CURRENCY_CNY);

    if (!trivet_wechatpay_bill_parse (bill, "1900009191", (const char *) data, length, &refusal)) {
      g_assert_true (g_error_matches (refusal, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED) ||
                     g_error_matches (refusal, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT));
      continue;
    }
    for (guint i = 0; i < bill->entries->len; i++)
      check_entry (bill, bill->entries->pdata[i]);
  }
  return 0;
}
