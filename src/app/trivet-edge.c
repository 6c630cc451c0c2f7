/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-app"

#include "trivet-edge.h"

#include "trivet-provider-table.h"
#include "trivet-sandbox-wallet.h"
#include "trivet-scrypt-hasher.h"
#include "trivet-zbar-scanner.h"

static void
show_scanner (TrivetScanner *scanner,
              GBytes        *grey,
              int            width,
              int            height)
{
  g_return_if_fail (g_bytes_get_size (grey) == (gsize) width * (gsize) height);

  trivet_zbar_scanner_push_picture (TRIVET_ZBAR_SCANNER (scanner), TRIVET_PICTURE_GREY, g_bytes_get_data (grey, NULL),
                                    width, height, (gsize) width);
}

static const TrivetEdge table = {
  .version = TRIVET_VERSION,
  .load_providers = trivet_provider_table_load,
  .new_hasher = trivet_scrypt_hasher_new,
  .new_scanner = trivet_zbar_scanner_new,
  .show_scanner = show_scanner,
  .new_guest_phone = trivet_sandbox_wallet_new,
};

/**
 * trivet_edge_get_table:
 *
 * The only name that the shared object shows.
 *
 * Returns: (transfer none): the constructors
 */
const TrivetEdge *
trivet_edge_get_table (void)
{
  return &table;
}
