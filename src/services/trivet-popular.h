/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-repository.h"

G_BEGIN_DECLS

/* Of how many dishes the most popular are told, and from how many orders. */
#define TRIVET_POPULAR_MAX_DISHES 8
#define TRIVET_POPULAR_MAX_ORDERS 60

#define TRIVET_TYPE_POPULAR (trivet_popular_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPopular, trivet_popular, TRIVET, POPULAR, GObject)

/**
 * TrivetPopular:
 *
 * Which dishes were sold most in the last orders that were paid. Signal `changed`: they are others.
 */
TrivetPopular *trivet_popular_new      (TrivetRepository *repository);
void           trivet_popular_refresh  (TrivetPopular    *self);
guint          trivet_popular_get_n    (TrivetPopular    *self);
gboolean       trivet_popular_contains (TrivetPopular    *self,
                                        const char       *sku);

G_END_DECLS
