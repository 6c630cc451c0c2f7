/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "damage-bench.h"

#include "random-menu.h"

/* What both kinds of damaged files are read with. */

void
damage_bench_set_up (DamageBench  *bench,
                     gconstpointer data)
{
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  domain_bench_init (&bench->domain, 11);
  bench->present = trivet_menu_new (TRIVET_CURRENCY_CNY);
  json = random_menu_make (bench->domain.random, TRUE);
  facts = trivet_menu_import (json, -1, bench->present, &bench->domain.stamp, NULL);
  domain_apply_all (bench->present, facts);
  bench->before = trivet_menu_export (bench->present);
}

void
damage_bench_tear_down (DamageBench  *bench,
                        gconstpointer data)
{
  g_free (bench->before);
  g_assert_finalize_object (bench->present);
  domain_bench_clear (&bench->domain);
}

guint
damage_bench_pick (DamageBench *bench,
                   guint        n)
{
  return trivet_seeded_random_below (bench->domain.random, n);
}

/* Returns: (transfer full): a random menu as a register writes it */
char *
damage_bench_make_file (DamageBench *bench,
                        gboolean     is_table)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autofree char *json = random_menu_make (bench->domain.random, !is_table);
  g_autoptr (GPtrArray) facts = trivet_menu_import (json, -1, menu, &bench->domain.stamp, NULL);

  domain_apply_all (menu, facts);

  return is_table ? trivet_menu_export_csv (menu) : trivet_menu_export (menu);
}

static void
assert_unchanged (DamageBench *bench)
{
  g_autofree char *after = trivet_menu_export (bench->present);

  g_assert_cmpstr (after, ==, bench->before);
}

/* Returns: (transfer full) (nullable): the menu that the file makes of nothing; %NULL and @error */
TrivetMenu *
damage_bench_read_file (DamageBench *bench,
                        const char  *text,
                        gboolean     is_table,
                        GError     **error)
{
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GError) other_error = NULL;
  g_autoptr (GPtrArray) facts = is_table ? trivet_menu_import_csv (text, -1, menu, &bench->domain.stamp, error)
                                         : trivet_menu_import (text, -1, menu, &bench->domain.stamp, error);
  g_autoptr (GPtrArray) change = is_table ? trivet_menu_import_csv (text, -1, bench->present, &bench->domain.stamp, &other_error)
                                          : trivet_menu_import (text, -1, bench->present, &bench->domain.stamp, &other_error);

  assert_unchanged (bench);
  if (facts == NULL) {
    bench->n_refused++;
    /* Whatever is in the store. */
    g_assert_null (change);
    g_assert_cmpstr (other_error->message, ==, (*error)->message);
    return NULL;
  }
  bench->n_read++;
  domain_apply_all (menu, facts);

  return g_steal_pointer (&menu);
}
