/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* An order, and the receipt that is made of it. */

#include "receipt-order.h"

#include <string.h>

G_BEGIN_DECLS

/* Goal: a receipt says what the order says, in the guest's language, and nothing that it must
 * not. Method: orders made of facts, and a search through the document's blocks. */

typedef struct {
  ReceiptFacts       facts;
  TrivetWalletTable *wallets;
  GTimeZone         *zone;
  TrivetReceiptInfo  info;
  TrivetDocument    *document;
} ReceiptFixture;

void                       receipt_bench_build              (ReceiptFixture *self);
const TrivetDocumentBlock *receipt_bench_find               (ReceiptFixture *self,
                                                             const char     *left);
void                       receipt_bench_assert_text        (ReceiptFixture *self,
                                                             const char     *left);
void                       receipt_bench_assert_amount      (ReceiptFixture *self,
                                                             const char     *left,
                                                             const char     *right);
gboolean                   receipt_bench_mentions           (ReceiptFixture *self,
                                                             const char     *text);
void                       receipt_bench_add_wallet_payment (ReceiptFixture *self,
                                                             const char     *result_type,
                                                             const char     *result_body);
void                       receipt_bench_add                (const char     *path,
                                                             const char     *currency,
                                                             void (*test) (ReceiptFixture *, gconstpointer));

G_END_DECLS
