/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"
#include "trivet-scanner.h"

G_BEGIN_DECLS

char       *trivet_words_for_error   (const GError              *error);
const char *trivet_words_for_reason  (TrivetPaymentReason        reason);
const char *trivet_words_for_remedy  (TrivetPaymentReason        reason);
const char *trivet_words_for_code    (TrivetCodeKind             kind);
const char *trivet_words_for_scanner (TrivetScannerState         state);
const char *trivet_words_for_camera  (const char                *label);
char       *trivet_words_for_order   (const TrivetOrder         *order);
char       *trivet_words_for_table_name (const char             *name);
char       *trivet_words_for_place   (const TrivetOrder         *order);
const char *trivet_words_for_discount (const TrivetDiscount     *discount);
char       *trivet_words_for_method  (TrivetWalletTable         *wallets,
                                      const char                *method);

G_END_DECLS
