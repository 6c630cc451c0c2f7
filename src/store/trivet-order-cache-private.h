/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"
#include "trivet-order.h"

G_BEGIN_DECLS

/* Enough for every open table of a large house; more are folded again when they are touched. */
#define TRIVET_ORDER_CACHE_MAX 256

/**
 * TrivetCachedOrder:
 * @order: the fold of its facts so far
 * @opened_sequence: the number of its `order-opened`, 0 before
 * @dirty: its rows are older than @order
 */
typedef struct {
  TrivetOrder *order;
  gint64       opened_sequence;
  gboolean     dirty;

  /*< private >*/
  GList        link;
} TrivetCachedOrder;

typedef struct _TrivetOrderCache TrivetOrderCache;

typedef gboolean (*TrivetOrderCacheFunc) (TrivetCachedOrder  *cached,
                                          gpointer            user_data,
                                          GError            **error);

TrivetOrderCache  *_trivet_order_cache_new     (TrivetDatabase        *database,
                                                TrivetOrderCacheFunc   flush_func,
                                                gpointer               user_data);
void               _trivet_order_cache_free    (TrivetOrderCache      *self);
TrivetCachedOrder *_trivet_order_cache_get     (TrivetOrderCache      *self,
                                                const char            *order_id,
                                                gint64                 before_sequence,
                                                GError               **error);
gboolean           _trivet_cached_order_apply  (TrivetCachedOrder     *cached,
                                                TrivetFact            *fact,
                                                gint64                 sequence,
                                                GError               **error);
gboolean           _trivet_order_cache_flush   (TrivetOrderCache      *self,
                                                GError               **error);
void               _trivet_order_cache_clear   (TrivetOrderCache      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrderCache, _trivet_order_cache_free)

G_END_DECLS
