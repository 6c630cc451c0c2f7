/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wallet-table.h"
#include "trivet-wedge.h"

#include <string.h>

/* Whatever a camera or a hand scanner reads is one of the known kinds; only what could be a code
 * goes to a wallet, and it goes in the length that the table knows. */
static void
recognise (TrivetWalletTable  *table,
           const TrivetSecret *scanned)
{
  g_autoptr (TrivetSecret) code = NULL;
  g_autofree char *masked = trivet_secret_dup_masked (scanned);
  const char      *wallet = NULL;
  TrivetCodeKind   kind = trivet_wallet_table_recognise (table, scanned, &code, &wallet);

  g_assert_nonnull (masked);
  g_assert_true ((kind == TRIVET_CODE_PAYMENT) == (code != NULL));
  if (code == NULL)
    return;
  g_assert_cmpuint (trivet_secret_get_length (code), >=, 16);
  g_assert_cmpuint (trivet_secret_get_length (code), <=, 64);
  g_assert_cmpuint (trivet_secret_get_length (code), <=, trivet_secret_get_length (scanned));
  g_assert_null (memchr (trivet_secret_peek (code), '\n', trivet_secret_get_length (code)));
}

/* As keys: the high bit is a long pause. */
static void
type (TrivetWalletTable *table,
      const uint8_t     *data,
      size_t             length)
{
  g_autoptr (TrivetWedge) wedge = trivet_wedge_new ();
  gint64 time_us = 0;

  for (size_t i = 0; i <= length; i++) {
    g_autoptr (TrivetSecret) code = NULL;
    gunichar           key = i < length ? data[i] & 0x7f : '\n';
    TrivetWedgeVerdict verdict;

    time_us += i < length && data[i] >= 0x80 ? G_USEC_PER_SEC : 2000;
    verdict = trivet_wedge_feed (wedge, key, time_us, &code);
    g_assert_true ((verdict == TRIVET_WEDGE_CODE) == (code != NULL));
    if (code == NULL)
      continue;
    g_assert_cmpuint (trivet_secret_get_length (code), >=, TRIVET_WEDGE_MIN_LENGTH);
    g_assert_cmpuint (trivet_secret_get_length (code), <=, TRIVET_WEDGE_MAX_LENGTH);
    recognise (table, code);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  static TrivetWalletTable *table;
  g_autoptr (TrivetSecret) scanned = trivet_secret_new ((const char *) data, (gssize) length);

  if (table == NULL)
    table = trivet_wallet_table_new_default ();
  recognise (table, scanned);
  type (table, data, length);
  return 0;
}
