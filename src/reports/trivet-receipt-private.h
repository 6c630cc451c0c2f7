/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order-checks.h"
#include "trivet-receipt-words-private.h"

G_BEGIN_DECLS

typedef struct {
  const TrivetReceiptInfo *info;
  const TrivetOrder       *order;
  TrivetDocument          *document;
} TrivetReceipt;

void _trivet_receipt_add_amount (const TrivetReceipt *self,
                                 guint                style,
                                 guint                indent,
                                 const char          *label,
                                 gint64               minor);
void _trivet_receipt_add_discount (const TrivetReceipt  *self,
                                   const TrivetDiscount *discount,
                                   gint64                amount_minor);
void _trivet_receipt_add_word_amount (const TrivetReceipt *self,
                                      guint                style,
                                      guint                indent,
                                      TrivetReceiptWord    word,
                                      gint64               minor);
void _trivet_receipt_add_word_text (const TrivetReceipt *self,
                                    guint                indent,
                                    TrivetReceiptWord    word,
                                    const char          *text);

/* trivet-receipt-tenders.c */
void _trivet_receipt_add_tender  (const TrivetReceipt *self,
                                  const TrivetTender  *tender);
void _trivet_receipt_add_balance (const TrivetReceipt *self,
                                  const TrivetTotals  *totals);

/* trivet-receipt-check.c */
void _trivet_receipt_add_check_title (const TrivetReceipt *self);
void _trivet_receipt_add_check       (const TrivetReceipt *self,
                                      const TrivetTotals  *totals,
                                      const TrivetCheck   *check);

/* trivet-allergen-words.c. (transfer full) (nullable): "gluten, soy", %NULL for none. */
char *_trivet_allergens_join (TrivetReceiptLanguage  language,
                              const char *const     *allergens);

G_END_DECLS
