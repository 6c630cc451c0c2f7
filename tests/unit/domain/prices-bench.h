/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Price books and orders for the tests of the solver. */

#include "trivet-ledger.h"
#include "trivet-price-book.h"
#include "domain-bench.h"

G_BEGIN_DECLS

extern GTimeZone *prices_bench_zone;

TrivetPriceBook *prices_bench_new_book (void);
gboolean         prices_bench_try_rule (TrivetPriceBook  *book,
                                        const char       *type,
                                        const char       *body,
                                        GError          **error);
void             prices_bench_add_rule (TrivetPriceBook  *book,
                                        const char       *type,
                                        const char       *body);
void             prices_bench_add_dish (TrivetOrder      *order,
                                        const char       *line_id,
                                        const char       *sku,
                                        const char       *category,
                                        int               quantity,
                                        int               price_minor,
                                        gint64            time_us);
gint64           prices_bench_price    (TrivetPriceBook  *book,
                                        TrivetOrder      *order);

G_END_DECLS
