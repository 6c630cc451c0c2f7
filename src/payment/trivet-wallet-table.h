/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-error.h"
#include "trivet-secret.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetCodeKind:
 * @TRIVET_CODE_PAYMENT: a guest's payment code; the wallet is known
 * @TRIVET_CODE_UNKNOWN_DIGITS: 16 to 24 digits of a wallet that the table lacks
 * @TRIVET_CODE_PRODUCT: an EAN or UPC of a product
 * @TRIVET_CODE_LINK: a web address or a merchant's code: something for the guest to scan
 * @TRIVET_CODE_EMPTY: nothing but white space
 * @TRIVET_CODE_OTHER: anything else
 */
typedef enum {
  TRIVET_CODE_PAYMENT,
  TRIVET_CODE_UNKNOWN_DIGITS,
  TRIVET_CODE_PRODUCT,
  TRIVET_CODE_LINK,
  TRIVET_CODE_EMPTY,
  TRIVET_CODE_OTHER,
} TrivetCodeKind;

/**
 * TrivetWalletTable:
 *
 * Which wallet a scanned code belongs to: an editable key file of ranges
 * (specs/acquirers-notes.md 1), one group a wallet:
 * |[
 * [wechat]
 * name=WeChat Pay
 * name[zh_CN]=微信支付
 * prefixes=10-15
 * lengths=18
 * ]|
 * `prefixes` are two-digit ranges (or a text with `text-prefix=`), `lengths` a list of numbers
 * and ranges, or empty for any from 8 to 64. Immutable once loaded.
 */
#define TRIVET_TYPE_WALLET_TABLE (trivet_wallet_table_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWalletTable, trivet_wallet_table, TRIVET, WALLET_TABLE, GObject)

TrivetWalletTable *trivet_wallet_table_new_from_data (const char          *data,
                                                      gssize               length,
                                                      const char          *origin,
                                                      GError             **error);
TrivetWalletTable *trivet_wallet_table_new_default   (void);
TrivetCodeKind     trivet_wallet_table_recognise     (TrivetWalletTable   *self,
                                                      const TrivetSecret  *scanned,
                                                      TrivetSecret       **ret_code,
                                                      const char         **ret_wallet_id);
const char        *trivet_wallet_table_get_name      (TrivetWalletTable   *self,
                                                      const char          *wallet_id,
                                                      const char          *locale);

G_END_DECLS
