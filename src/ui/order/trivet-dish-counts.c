/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-dish-counts.h"

/* What the grids of dishes show beside a dish: how many of it are in the order, with any choices. */

/**
 * trivet_dish_counts_new:
 *
 * Returns: (transfer full): counts of nothing yet
 */
GHashTable *
trivet_dish_counts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * trivet_dish_counts_take:
 * @counts: from trivet_dish_counts_new()
 * @tab: (nullable): an order; %NULL for none
 *
 * Counts anew.
 */
void
trivet_dish_counts_take (GHashTable *counts,
                         TrivetTab  *tab)
{
  const TrivetTotals *totals = tab != NULL ? trivet_tab_get_totals (tab) : NULL;

  g_return_if_fail (counts != NULL);

  g_hash_table_remove_all (counts);
  for (guint i = 0; totals != NULL && i < totals->lines->len; i++) {
    const TrivetOrderLine *line = g_array_index (totals->lines, TrivetLineTotal, i).line;
    gint64                *quantity = g_hash_table_lookup (counts, line->sku);

    if (quantity == NULL) {
      quantity = g_new0 (gint64, 1);
      g_hash_table_insert (counts, g_strdup (line->sku), quantity);
    }
    *quantity += line->quantity;
  }
}

/**
 * trivet_dish_counts_lookup:
 * @counts: from trivet_dish_counts_new()
 * @sku: a dish's code
 *
 * Returns: how many of it are in the order
 */
gint64
trivet_dish_counts_lookup (GHashTable *counts,
                           const char *sku)
{
  const gint64 *quantity;

  g_return_val_if_fail (counts != NULL, 0);
  g_return_val_if_fail (sku != NULL, 0);

  quantity = g_hash_table_lookup (counts, sku);

  return quantity != NULL ? *quantity : 0;
}
