/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-receipt.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_RECEIPT_WORD_RECEIPT,
  TRIVET_RECEIPT_WORD_PHONE,
  TRIVET_RECEIPT_WORD_DUPLICATE,
  TRIVET_RECEIPT_WORD_COPY,
  TRIVET_RECEIPT_WORD_VOIDED,
  TRIVET_RECEIPT_WORD_ORDER,
  TRIVET_RECEIPT_WORD_TABLE,
  TRIVET_RECEIPT_WORD_DATE,
  TRIVET_RECEIPT_WORD_STAFF,
  TRIVET_RECEIPT_WORD_EACH,
  TRIVET_RECEIPT_WORD_NOTE,
  TRIVET_RECEIPT_WORD_DISCOUNT,
  TRIVET_RECEIPT_WORD_ITEMS,
  TRIVET_RECEIPT_WORD_SUBTOTAL,
  TRIVET_RECEIPT_WORD_TIP,
  TRIVET_RECEIPT_WORD_TAX_ADDED,
  TRIVET_RECEIPT_WORD_TAX_INCLUDED,
  TRIVET_RECEIPT_WORD_TOTAL,
  TRIVET_RECEIPT_WORD_CASH,
  TRIVET_RECEIPT_WORD_ROUNDING,
  TRIVET_RECEIPT_WORD_TENDERED,
  TRIVET_RECEIPT_WORD_CHANGE,
  TRIVET_RECEIPT_WORD_GUEST_PAID,
  TRIVET_RECEIPT_WORD_WALLET_DISCOUNT,
  TRIVET_RECEIPT_WORD_TRANSACTION,
  TRIVET_RECEIPT_WORD_IN_DOUBT,
  TRIVET_RECEIPT_WORD_STILL_DUE,
  TRIVET_RECEIPT_WORD_OVERPAID,
} TrivetReceiptWord;
#define TRIVET_N_RECEIPT_WORDS (TRIVET_RECEIPT_WORD_OVERPAID + 1)

char *_trivet_receipt_join_names (TrivetReceiptLanguage  language,
                                  const char            *name,
                                  const char            *name_zh,
                                  const char            *separator);
char *_trivet_receipt_dup_word   (TrivetReceiptLanguage  language,
                                  TrivetReceiptWord      word);

G_END_DECLS
