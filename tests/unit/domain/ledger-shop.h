/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain-bench.h"
#include "trivet-ledger.h"

G_BEGIN_DECLS

#define LEDGER_N_ORDERS 5

/* A few orders and the accounts that their facts have moved. */
typedef struct {
  TrivetSeededRandom *random;
  GHashTable         *balances; /* account → gint64 */
  GArray             *postings; /* of the last fact */
  TrivetOrder        *orders[LEDGER_N_ORDERS];
  guint               n_settled;
} LedgerShop;

void     ledger_shop_init         (LedgerShop   *shop,
                                   guint64       seed);
void     ledger_shop_clear        (LedgerShop   *shop);
void     ledger_shop_add_postings (LedgerShop   *shop);
gint64   ledger_shop_get_balance  (LedgerShop   *shop,
                                   const char   *account);
gboolean ledger_shop_apply        (LedgerShop   *shop,
                                   TrivetOrder  *order,
                                   const char   *type,
                                   const char   *format,
                                   ...) G_GNUC_PRINTF (4, 5);
void     ledger_shop_add_line     (LedgerShop   *shop,
                                   TrivetOrder  *order,
                                   const char   *line,
                                   guint         quantity,
                                   guint         price_minor,
                                   gboolean      tax_included);

G_END_DECLS
