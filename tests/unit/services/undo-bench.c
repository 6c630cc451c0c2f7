/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "undo-bench.h"

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Everything that a guest pays or a kitchen reads, without ids. */
char *
undo_bench_dup_picture (Services *self)
{
  TrivetTab          *tab = trivet_register_get_current (self->reg);
  TrivetOrder        *order = trivet_tab_get_order (tab);
  const TrivetTotals *totals = trivet_tab_get_totals (tab);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *picture = g_string_new (NULL);

  for (guint i = 0; i < totals->lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, i);
    const TrivetOrderLine *line = total->line;

    g_ptr_array_add (lines, g_strdup_printf ("%s x%" G_GINT64_FORMAT " +%u '%s' %d:%" G_GINT64_FORMAT
                                             " = %" G_GINT64_FORMAT " tax %" G_GINT64_FORMAT "\n",
                                             line->sku, line->quantity, line->modifiers->len, line->note,
                                             line->discount.kind, line->discount.value,
                                             total->net_minor, total->tax_minor));
  }
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (picture, g_ptr_array_index (lines, i));
  g_string_append_printf (picture, "'%s' %d:%" G_GINT64_FORMAT " total %" G_GINT64_FORMAT " fish %d", order->note,
                          order->discount.kind, order->discount.value, totals->total_minor,
                          services_left (self, "fish"));

  return g_string_free (picture, FALSE);
}
