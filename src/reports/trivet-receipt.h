/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"
#include "trivet-order.h"

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
 * @get_method_name: (nullable): gives a payment method's name in a locale ("en", "zh_CN"), or
 *   %NULL when it knows none; without it the methods' ids are printed
 * @method_names: for @get_method_name
 * @language: the guest's language
 * @copy: 1 for the first paper; above, it says DUPLICATE
 * @check: which bill of a split order, 0 for the whole order
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
  const char          *(*get_method_name) (gpointer    method_names,
                                           const char *method,
                                           const char *locale);
  gpointer               method_names;
  TrivetReceiptLanguage  language;
  int                    copy;
  int                    check;
} TrivetReceiptInfo;

TrivetDocument *trivet_receipt_build (const TrivetReceiptInfo  *info,
                                      const TrivetOrder        *order,
                                      GError                  **error);

G_END_DECLS
