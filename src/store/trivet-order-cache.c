/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-order-cache-private.h"

#include "trivet-fact-table-private.h"

/**
 * TrivetOrderCache:
 *
 * The folds of the orders that were touched last, so that a line added to a long order does not
 * read the whole order back. Bounded: the one touched longest ago goes first, after its rows are
 * written.
 */
struct _TrivetOrderCache {
  TrivetDatabase      *database;
  TrivetOrderCacheFunc flush_func;
  gpointer             user_data;
  GHashTable          *orders; /* order id, owned by the order → TrivetCachedOrder */
  GQueue               recent; /* newest first */
};

static void
cached_order_free (TrivetCachedOrder *cached)
{
  g_clear_pointer (&cached->order, trivet_order_unref);
  g_free (cached);
}

/**
 * _trivet_order_cache_new:
 * @database: (not nullable): where missing orders are folded from; must outlive the cache
 * @flush_func: writes the rows of one order
 * @user_data: for @flush_func
 *
 * Returns: (transfer full): an empty cache
 */
TrivetOrderCache *
_trivet_order_cache_new (TrivetDatabase      *database,
                         TrivetOrderCacheFunc flush_func,
                         gpointer             user_data)
{
  TrivetOrderCache *self = g_new0 (TrivetOrderCache, 1);

  self->database = database;
  self->flush_func = flush_func;
  self->user_data = user_data;
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) cached_order_free);
  g_queue_init (&self->recent);
  return self;
}

/* Frees the cache; rows that were not flushed are lost, as after a rollback. */
void
_trivet_order_cache_free (TrivetOrderCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->orders);
  g_free (self);
}

/* Forgets everything, which is right after a rollback: the folds may be ahead of the journal. */
void
_trivet_order_cache_clear (TrivetOrderCache *self)
{
  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->orders);
}

/**
 * _trivet_cached_order_apply:
 * @cached: an order
 * @fact: the next of its facts
 * @sequence: the fact's number
 * @error: where to put the error, of %TRIVET_FACT_ERROR
 *
 * Folds one more fact in. After an error the order is not to be used any more.
 */
gboolean
_trivet_cached_order_apply (TrivetCachedOrder *cached,
                            TrivetFact        *fact,
                            gint64             sequence,
                            GError           **error)
{
  if (!trivet_order_apply (cached->order, fact, error))
    return FALSE;
  if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_ORDER_OPENED)
    cached->opened_sequence = sequence;
  cached->dirty = TRUE;
  return TRUE;
}

static gboolean
fold (TrivetCachedOrder *cached,
      GPtrArray         *facts,
      GError           **error)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (!_trivet_cached_order_apply (cached, fact, trivet_fact_get_sequence (fact), error))
      return FALSE;
  }
  cached->dirty = FALSE;
  return TRUE;
}

static TrivetCachedOrder *
load (TrivetOrderCache *self,
      const char       *order_id,
      gint64            before_sequence,
      GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  TrivetCachedOrder *cached;

  statement = _trivet_database_prepare (self->database,
                                        "SELECT " TRIVET_FACT_COLUMNS " FROM fact "
                                        "WHERE subject = ? AND sequence < ? ORDER BY sequence",
                                        error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "ti", order_id, before_sequence);
  facts = _trivet_fact_table_load (self->database, statement, error);
  if (facts == NULL)
    return NULL;

  cached = g_new0 (TrivetCachedOrder, 1);
  cached->order = trivet_order_new (order_id);
  cached->link.data = cached;
  if (fold (cached, facts, error))
    return cached;
  cached_order_free (cached);
  return NULL;
}

static gboolean
make_room (TrivetOrderCache *self,
           GError          **error)
{
  TrivetCachedOrder *oldest;

  if (g_queue_get_length (&self->recent) < TRIVET_ORDER_CACHE_MAX)
    return TRUE;
  oldest = g_queue_peek_tail_link (&self->recent)->data;
  if (oldest->dirty && !self->flush_func (oldest, self->user_data, error))
    return FALSE;
  g_queue_unlink (&self->recent, &oldest->link);
  g_hash_table_remove (self->orders, oldest->order->order_id);
  return TRUE;
}

/**
 * _trivet_order_cache_get:
 * @self: a cache
 * @order_id: an order's id
 * @before_sequence: facts from this number on are not folded in
 * @error: where to put the error
 *
 * Returns: (transfer none) (nullable): the order as it was before @before_sequence, valid until
 *   the next call; it may have no facts yet
 */
TrivetCachedOrder *
_trivet_order_cache_get (TrivetOrderCache *self,
                         const char       *order_id,
                         gint64            before_sequence,
                         GError          **error)
{
  TrivetCachedOrder *cached = g_hash_table_lookup (self->orders, order_id);

  if (cached != NULL) {
    g_queue_unlink (&self->recent, &cached->link);
  } else {
    if (!make_room (self, error))
      return NULL;
    cached = load (self, order_id, before_sequence, error);
    if (cached == NULL)
      return NULL;
    g_hash_table_insert (self->orders, cached->order->order_id, cached);
  }
  g_queue_push_head_link (&self->recent, &cached->link);
  return cached;
}

/* Writes the rows of all orders that changed. The changed ones are always in front, so the walk
 * stops at the first unchanged one. */
gboolean
_trivet_order_cache_flush (TrivetOrderCache *self,
                           GError          **error)
{
  for (GList *link = self->recent.head; link != NULL; link = link->next) {
    TrivetCachedOrder *cached = link->data;

    if (!cached->dirty)
      break;
    if (!self->flush_func (cached, self->user_data, error))
      return FALSE;
    cached->dirty = FALSE;
  }
  return TRUE;
}
