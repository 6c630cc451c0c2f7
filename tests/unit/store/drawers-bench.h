/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Facts of drawers, appended to a store and to a memory journal. */

#include "store-support.h"
#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"

#include <string.h>

G_BEGIN_DECLS

gboolean   drawers_bench_append                    (StoreTest         *test,
                                                    TrivetFactType     type,
                                                    const char        *subject,
                                                    const char        *body,
                                                    GError           **error);
void       drawers_bench_must_append               (StoreTest         *test,
                                                    TrivetFactType     type,
                                                    const char        *subject,
                                                    const char        *body);
void       drawers_bench_assert_same_after_rebuild (StoreTest         *test);
GPtrArray *drawers_bench_list_shifts               (TrivetRepository  *repository,
                                                    TrivetShiftQuery   query,
                                                    gint64             from,
                                                    gint64             to);
GPtrArray *drawers_bench_sum_day                   (TrivetRepository  *repository,
                                                    gint64             from,
                                                    gint64             to);
char      *drawers_bench_describe_sums             (GPtrArray         *sums,
                                                    gboolean           with_counts);
char      *drawers_bench_describe_shifts           (GPtrArray         *shifts);
void       drawers_bench_sell                      (StoreTest         *test,
                                                    const char        *order_id,
                                                    const char        *shift);

G_END_DECLS
