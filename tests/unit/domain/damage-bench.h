/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain-bench.h"

G_BEGIN_DECLS

#define DAMAGE_ROUNDS DOMAIN_ROUNDS (600)

/**
 * DamageBench:
 * @present: another menu, which is in the store
 * @before: what it is
 * @n_read, @n_refused: how many files were
 *
 * For menu files that are wrong in one place.
 */
typedef struct {
  DomainBench domain;
  TrivetMenu *present;
  char       *before;
  guint       n_read;
  guint       n_refused;
} DamageBench;

void        damage_bench_set_up    (DamageBench  *bench,
                                    gconstpointer data);
void        damage_bench_tear_down (DamageBench  *bench,
                                    gconstpointer data);
guint       damage_bench_pick      (DamageBench  *bench,
                                    guint         n);
char       *damage_bench_make_file (DamageBench  *bench,
                                    gboolean      is_table);
TrivetMenu *damage_bench_read_file (DamageBench  *bench,
                                    const char   *text,
                                    gboolean      is_table,
                                    GError      **error);

G_END_DECLS
