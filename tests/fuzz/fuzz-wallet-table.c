/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wallet-table.h"

/* No table that a shop edits crashes the register, and whatever it says, a code is either one
 * wallet's or nobody's. */
static void
scan (TrivetWalletTable *table,
      const char        *text)
{
  g_autoptr (TrivetSecret) scanned = trivet_secret_new (text, -1);
  g_autoptr (TrivetSecret) code = NULL;
  const char    *wallet = NULL;
  TrivetCodeKind kind = trivet_wallet_table_recognise (table, scanned, &code, &wallet);

  g_assert_true ((kind == TRIVET_CODE_PAYMENT) == (code != NULL));
  g_assert_true ((kind == TRIVET_CODE_PAYMENT) == (wallet != NULL));
  if (wallet != NULL)
    g_assert_nonnull (trivet_wallet_table_get_name (table, wallet, "zh_CN"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetWalletTable) table =
    trivet_wallet_table_new_from_data ((const char *) data, (gssize) length, "wallets.ini", &error);

  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    return 0;

  scan (table, "134212345678901288");
  scan (table, "2842123456789012");
  scan (table, "fp0123456789abcdef0123456789abcdef0");
  scan (table, "99999999");
  return 0;
}
