/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "combos-bench.h"

TrivetOrder *
combos_bench_open_lunch (void)
{
  TrivetOrder *order = domain_open_order ();

  domain_apply (order, "line-added", 2000, LUNCH);

  return order;
}

const TrivetOrderLine *
combos_bench_get_line (TrivetOrder *order)
{
  return trivet_order_lookup_line (order, "L");
}

const TrivetLineModifier *
combos_bench_get_part (TrivetOrder *order,
                       const char  *sku)
{
  GPtrArray *modifiers = combos_bench_get_line (order)->modifiers;

  for (guint i = 0; i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (g_strcmp0 (modifier->sku, sku) == 0)
      return modifier;
  }
  g_assert_not_reached ();
}

void
combos_bench_assert_refused (TrivetOrder *order,
                             const char  *type,
                             const char  *body)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, type, 5000, text);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = domain_dump_order (order);
  g_autofree char *after = NULL;

  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_nonnull (error);
  after = domain_dump_order (order);
  g_assert_cmpstr (after, ==, before);
}
