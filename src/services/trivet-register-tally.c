/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * How many of a dish orders take while nobody counts it down: who stopped the count and wants it back
 * must get the number that is true by then.
 */

static gint64
count_in_line (const TrivetOrderLine *line,
               const char            *sku)
{
  gint64 each = g_str_equal (line->sku, sku);

  for (guint i = 0; i < line->modifiers->len; i++)
    each += g_strcmp0 (((const TrivetLineModifier *) g_ptr_array_index (line->modifiers, i))->sku, sku) == 0;

  return line->voided ? 0 : each * line->quantity;
}

static gint64
count_in_order (const TrivetOrder *order,
                const char        *sku)
{
  gint64 n = 0;

  for (guint i = 0; order->voided_at_us == 0 && i < order->lines->len; i++)
    n += count_in_line (g_ptr_array_index (order->lines, i), sku);

  return n;
}

/* From now on what orders take of the dish is known. */
void
_trivet_register_begin_tally (TrivetRegister *self,
                              const char     *sku)
{
  if (self->tally == NULL)
    self->tally = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_hash_table_contains (self->tally, sku))
    g_hash_table_insert (self->tally, g_strdup (sku), g_new0 (gint64, 1));
}

gint64
_trivet_register_get_tally (TrivetRegister *self,
                            const char     *sku)
{
  const gint64 *taken = self->tally != NULL ? g_hash_table_lookup (self->tally, sku) : NULL;

  return taken != NULL ? *taken : 0;
}

/* Called before a fact about an order is folded, with -1, and afterwards, with 1. */
void
_trivet_register_tally (TrivetRegister *self,
                        const char     *order_id,
                        int             sign)
{
  TrivetTab     *tab;
  GHashTableIter iter;
  gpointer       sku;
  gpointer       taken;

  if (self->tally == NULL)
    return;
  tab = trivet_register_lookup_tab (self, order_id);
  if (tab == NULL)
    tab = g_hash_table_lookup (self->aside, order_id);
  if (tab == NULL)
    return;
  g_hash_table_iter_init (&iter, self->tally);
  while (g_hash_table_iter_next (&iter, &sku, &taken))
    *(gint64 *) taken += sign * count_in_order (trivet_tab_get_order (tab), sku);
}
