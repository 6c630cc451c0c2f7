/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_SHOP_ITEMS  5000
#define BENCH_SHOP_TABLES 200

/* The demo's menu and rooms, and behind them all the others of a large shop: dishes up to
 * BENCH_SHOP_ITEMS, and BENCH_SHOP_TABLES tables more. */
char *bench_shop_enlarge (const char *demo_json);

G_END_DECLS
