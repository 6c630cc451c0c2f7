/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-reports"

#include "trivet-receipt-words-private.h"

/*
 * The receipt's own words in both languages. They are here and not in po/ because a receipt has
 * the guest's language, or both at once, whatever language the staff's screen has; gettext knows
 * one language for a whole program.
 */

typedef struct {
  const char *en;
  const char *zh;
} Word;

#define W(name) TRIVET_RECEIPT_WORD_##name

static const Word words[TRIVET_N_RECEIPT_WORDS] = {
  [W (RECEIPT)] = { "Receipt", "收据" },
  [W (PHONE)] = { "Tel.", "电话" },
  [W (DUPLICATE)] = { "DUPLICATE", "重印" },
  [W (COPY)] = { "copy", "份数" },
  [W (VOIDED)] = { "VOIDED", "已作废" },
  [W (CORRECTED)] = { "CORRECTED", "更正" },
  [W (REPLACES)] = { "Replaces receipt", "替代收据" },
  [W (GIVEN_BACK)] = { "Given back", "退回" },
  [W (RETURNED)] = { "Refunded before", "此前已退" },
  [W (ORDER)] = { "Order", "单号" },
  [W (TABLE)] = { "Table", "桌台" },
  [W (TAKEAWAY)] = { "Takeaway", "外带" },
  [W (DELIVERY)] = { "Delivery", "外送" },
  [W (DATE)] = { "Date", "时间" },
  [W (STAFF)] = { "Served by", "收银员" },
  [W (EACH)] = { "each", "单价" },
  [W (NOTE)] = { "Note", "备注" },
  [W (DISCOUNT)] = { "Discount", "优惠" },
  [W (ON_THE_HOUSE)] = { "On the house", "赠送" },
  [W (ITEMS)] = { "Items", "件数" },
  [W (SUBTOTAL)] = { "Subtotal", "小计" },
  [W (TIP)] = { "Tip", "小费" },
  [W (TAX_ADDED)] = { "Tax", "税额" },
  [W (TAX_INCLUDED)] = { "Tax included", "内含税额" },
  [W (TOTAL)] = { "TOTAL", "合计" },
  [W (CASH)] = { "Cash", "现金" },
  [W (ROUNDING)] = { "Rounding", "抹零" },
  [W (TENDERED)] = { "Received", "实收" },
  [W (CHANGE)] = { "Change", "找零" },
  [W (GUEST_PAID)] = { "Paid by guest", "顾客实付" },
  [W (WALLET_DISCOUNT)] = { "Wallet offer", "支付优惠" },
  [W (TRANSACTION)] = { "Transaction", "交易号" },
  [W (IN_DOUBT)] = { "NOT CONFIRMED YET", "付款待确认" },
  [W (STILL_DUE)] = { "Still to pay", "待付" },
  [W (OVERPAID)] = { "Paid too much", "多付" },
};

/**
 * _trivet_receipt_join_names:
 * @language: which of the two to take
 * @name: (nullable): in English
 * @name_zh: (nullable): in Chinese
 * @separator: what to put between them when both are taken
 *
 * A missing name falls back to the other; both are taken only when they differ.
 *
 * Returns: (transfer full): a new string, "" when there is no name at all
 */
char *
_trivet_receipt_join_names (TrivetReceiptLanguage language,
                            const char           *name,
                            const char           *name_zh,
                            const char           *separator)
{
  const char *en = name != NULL ? name : "";
  const char *zh = name_zh != NULL ? name_zh : "";

  switch (language) {
  case TRIVET_RECEIPT_LANGUAGE_EN:
    return g_strdup (*en != '\0' ? en : zh);
  case TRIVET_RECEIPT_LANGUAGE_ZH:
    return g_strdup (*zh != '\0' ? zh : en);
  case TRIVET_RECEIPT_LANGUAGE_BOTH:
    break;
  }

  if (*en == '\0' || *zh == '\0' || g_str_equal (en, zh))
    return g_strdup (*en != '\0' ? en : zh);

  return g_strconcat (en, separator, zh, NULL);
}

/**
 * _trivet_receipt_dup_word:
 * @language: the receipt's language
 * @word: which word
 *
 * Returns: (transfer full): the word
 */
char *
_trivet_receipt_dup_word (TrivetReceiptLanguage language,
                          TrivetReceiptWord     word)
{
  return _trivet_receipt_join_names (language, words[word].en, words[word].zh, " ");
}
