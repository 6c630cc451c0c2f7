/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"
#include "trivet-order.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

/**
 * TrivetReceiptLanguage:
 * @TRIVET_RECEIPT_LANGUAGE_EN: English, Chinese names where there is no English one
 * @TRIVET_RECEIPT_LANGUAGE_ZH: Chinese, English names where there is no Chinese one
 * @TRIVET_RECEIPT_LANGUAGE_BOTH: both, where they differ
 */
typedef enum {
  TRIVET_RECEIPT_LANGUAGE_EN,
  TRIVET_RECEIPT_LANGUAGE_ZH,
  TRIVET_RECEIPT_LANGUAGE_BOTH,
} TrivetReceiptLanguage;

/**
 * TrivetReceiptInfo:
 * @store_name: (nullable): as `store-created` has it, like the next five
 * @staff: (nullable): who served
 * @zone: (nullable): the shop's time zone, %NULL for the machine's
 * @wallets: (nullable): gives the names of payment methods; without it their ids are printed
 * @language: the guest's language
 * @copy: 1 for the first paper; above, it says DUPLICATE
 *
 * What a receipt says beside its order. Everything is borrowed.
 */
typedef struct {
  const char            *store_name;
  const char            *store_name_zh;
  const char            *address;
  const char            *phone;
  const char            *footer;
  const char            *footer_zh;
  const char            *staff;
  GTimeZone             *zone;
  TrivetWalletTable     *wallets;
  TrivetReceiptLanguage  language;
  int                    copy;
} TrivetReceiptInfo;

TrivetDocument *trivet_receipt_build (const TrivetReceiptInfo  *info,
                                      const TrivetOrder        *order,
                                      GError                  **error);

G_END_DECLS
