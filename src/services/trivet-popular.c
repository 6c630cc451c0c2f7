/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-popular.h"

#include "trivet-order.h"

/*
 * TrivetPopular: folds the last orders one after the other and counts. Nobody waits for it, so it takes
 * one order at a time, and what cannot be read is passed over.
 */

/* What one guest ordered says nothing of the others. */
#define LEAST_SOLD 2

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPopular {
  GObject parent_instance;

  TrivetRepository *repository;
  GCancellable     *cancellable; /* while it reads */
  GPtrArray        *orders;      /* TrivetOrderSummary, to be read */
  guint             next;
  GHashTable       *sold;    /* sku → gint64 *, being counted */
  GHashTable       *popular; /* a set of skus */
};

G_DEFINE_FINAL_TYPE (TrivetPopular, trivet_popular, G_TYPE_OBJECT)

static void read_next (TrivetPopular *self);

static void
trivet_popular_dispose (GObject *object)
{
  TrivetPopular *self = TRIVET_POPULAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->repository);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->sold, g_hash_table_unref);
  g_clear_pointer (&self->popular, g_hash_table_unref);

  G_OBJECT_CLASS (trivet_popular_parent_class)->dispose (object);
}

static void
trivet_popular_class_init (TrivetPopularClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_popular_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_popular_init (TrivetPopular *self)
{
  self->popular = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
count_order (TrivetPopular     *self,
             const TrivetOrder *order)
{
  for (guint i = 0; order->settled_at_us != 0 && i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    gint64                *quantity = g_hash_table_lookup (self->sold, line->sku);

    if (line->voided || *line->sku == '\0')
      continue;
    if (quantity == NULL) {
      quantity = g_new0 (gint64, 1);
      g_hash_table_insert (self->sold, g_strdup (line->sku), quantity);
    }
    *quantity += line->quantity;
  }
}

typedef struct {
  const char *sku;
  gint64      quantity;
} Sold;

/* Equal ones in the order of their codes, so that the same orders always give the same dishes. */
static int
compare_sold (gconstpointer a,
              gconstpointer b)
{
  const Sold *x = a;
  const Sold *y = b;

  if (x->quantity != y->quantity)
    return x->quantity > y->quantity ? -1 : 1;

  return strcmp (x->sku, y->sku);
}

static gboolean
is_same (GHashTable *a,
         GHashTable *b)
{
  GHashTableIter iter;
  gpointer       sku;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &sku, NULL)) {
    if (!g_hash_table_contains (b, sku))
      return FALSE;
  }

  return TRUE;
}

static void
finish (TrivetPopular *self)
{
  g_autoptr (GArray) sold = g_array_new (FALSE, FALSE, sizeof (Sold));
  g_autoptr (GHashTable) before = g_steal_pointer (&self->popular);
  GHashTableIter iter;
  gpointer       sku, quantity;

  g_hash_table_iter_init (&iter, self->sold);
  while (g_hash_table_iter_next (&iter, &sku, &quantity)) {
    Sold each = { sku, *(const gint64 *) quantity };

    if (each.quantity >= LEAST_SOLD)
      g_array_append_val (sold, each);
  }
  g_array_sort (sold, compare_sold);
  self->popular = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < MIN (sold->len, TRIVET_POPULAR_MAX_DISHES); i++)
    g_hash_table_add (self->popular, g_strdup (g_array_index (sold, Sold, i).sku));
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->sold, g_hash_table_unref);
  if (!is_same (before, self->popular))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_facts_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetPopular) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  g_autoptr (TrivetOrder) order = NULL;

  if (self->orders == NULL)
    return;
  if (facts != NULL)
    order = trivet_order_fold (((const TrivetOrderSummary *) g_ptr_array_index (self->orders, self->next))->order_id, facts, &error);
  if (order != NULL)
    count_order (self, order);
  self->next++;
  read_next (self);
}

static void
read_next (TrivetPopular *self)
{
  const TrivetOrderSummary *summary;

  if (self->next == self->orders->len) {
    finish (self);
    return;
  }
  summary = g_ptr_array_index (self->orders, self->next);
  trivet_repository_load_facts_async (self->repository, summary->order_id, self->cancellable, on_facts_ready, g_object_ref (self));
}

static void
on_orders_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetPopular) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *orders = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (orders == NULL || self->repository == NULL) {
    g_clear_object (&self->cancellable);
    g_clear_pointer (&orders, g_ptr_array_unref);
    return;
  }
  self->orders = orders;
  self->next = 0;
  self->sold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_next (self);
}

/**
 * trivet_popular_new:
 * @repository: what was sold
 *
 * Returns: (transfer full): that knows of no dish yet
 */
TrivetPopular *
trivet_popular_new (TrivetRepository *repository)
{
  TrivetPopular *self;

  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);

  self = g_object_new (TRIVET_TYPE_POPULAR, NULL);
  self->repository = g_object_ref (repository);

  return self;
}

/**
 * trivet_popular_refresh:
 * @self: what is popular
 *
 * Counts anew, unless that is being done.
 */
void
trivet_popular_refresh (TrivetPopular *self)
{
  g_return_if_fail (TRIVET_IS_POPULAR (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, TRIVET_POPULAR_MAX_ORDERS,
                                       self->cancellable, on_orders_ready, g_object_ref (self));
}

/**
 * trivet_popular_get_n:
 * @self: what is popular
 *
 * Returns: how many dishes are
 */
guint
trivet_popular_get_n (TrivetPopular *self)
{
  g_return_val_if_fail (TRIVET_IS_POPULAR (self), 0);

  return g_hash_table_size (self->popular);
}

/**
 * trivet_popular_contains:
 * @self: what is popular
 * @sku: a dish's code
 *
 * Returns: whether it is one of them
 */
gboolean
trivet_popular_contains (TrivetPopular *self,
                         const char    *sku)
{
  g_return_val_if_fail (TRIVET_IS_POPULAR (self), FALSE);
  g_return_val_if_fail (sku != NULL, FALSE);

  return g_hash_table_contains (self->popular, sku);
}
