/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-receipt.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

#define RECEIPT_ORDER_ID "01JD8X5Y7Q0123456789ABCDEF"

/* Facts for an order, added one after the other. */
typedef struct {
  GPtrArray *facts;
} ReceiptFacts;

void              receipt_facts_init  (ReceiptFacts      *self,
                                       const char        *currency);
void              receipt_facts_add   (ReceiptFacts      *self,
                                       const char        *type_name,
                                       const char        *body);
TrivetOrder      *receipt_facts_fold  (ReceiptFacts      *self);
void              receipt_facts_add_meal (ReceiptFacts   *self);
void              receipt_facts_add_combo (ReceiptFacts   *self);
TrivetReceiptInfo receipt_info_new    (TrivetWalletTable *wallets,
                                       GTimeZone         *zone);

G_END_DECLS
