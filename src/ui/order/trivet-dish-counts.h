/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tab.h"

G_BEGIN_DECLS

/* How many of each dish are in an order. */
GHashTable *trivet_dish_counts_new    (void);
void        trivet_dish_counts_take   (GHashTable *counts,
                                       TrivetTab  *tab);
gint64      trivet_dish_counts_lookup (GHashTable *counts,
                                       const char *sku);

G_END_DECLS
