/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

/*
 * Guests who have paid leave a table that somebody must clear: `table-left` says so. It is a fact of its
 * own, behind the one that settled the order, so the register may die between the two. At the start the
 * last orders are looked through, and what is missing is said.
 */

#define N_LOOKED_THROUGH 16

static gboolean
is_anybody_left (TrivetFloorHost *self,
                 const char      *table_id)
{
  for (guint i = 0; i < self->open->len; i++) {
    if (g_str_equal (trivet_tab_get_order (g_ptr_array_index (self->open, i))->table_id, table_id))
      return TRUE;
  }

  return FALSE;
}

/* A bar is wiped in passing. */
void
_trivet_floor_host_look_after_gone (TrivetFloorHost   *self,
                                    const TrivetOrder *order)
{
  const TrivetTable *table = trivet_floor_lookup_table (self->floor, order->table_id);
  JsonObject        *body;

  if (order->settled_at_us == 0 || table == NULL || table->shape == TRIVET_TABLE_BAR || is_anybody_left (self, table->id))
    return;

  body = _trivet_floor_host_id_body (table->id);
  json_object_set_string_member (body, "order", order->order_id);
  _trivet_floor_host_tell (self, TRIVET_FACT_TABLE_LEFT, body);
}

/* Returns: (transfer full) (nullable): the order; @ret_settled_at is the sequence of the fact that settled it */
static TrivetOrder *
fold (GPtrArray *facts,
      gint64    *ret_settled_at)
{
  g_autoptr (TrivetOrder) order = trivet_order_new (trivet_fact_get_subject (g_ptr_array_index (facts, 0)));

  *ret_settled_at = 0;
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    gboolean    was_settled = order->settled_at_us != 0;

    if (!trivet_order_apply (order, fact, NULL))
      return NULL;
    if (!was_settled && order->settled_at_us != 0)
      *ret_settled_at = trivet_fact_get_sequence (fact);
  }

  return g_steal_pointer (&order);
}

/* What staff did with the table since then counts more. */
static void
on_order_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetFloorHost) self = user_data;
  g_autoptr (GPtrArray) facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, NULL);
  g_autoptr (TrivetOrder) order = NULL;
  const TrivetTable *table;
  gint64             settled_at;

  if (facts == NULL || facts->len == 0)
    return;
  order = fold (facts, &settled_at);
  table = order != NULL ? trivet_floor_lookup_table (self->floor, order->table_id) : NULL;
  if (table != NULL && table->left_at_us == 0 && table->looked_after < settled_at)
    _trivet_floor_host_look_after_gone (self, order);
}

static void
on_orders_listed (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetFloorHost) self = user_data;
  g_autoptr (GPtrArray) orders = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, NULL);

  for (guint i = 0; orders != NULL && i < orders->len; i++) {
    const TrivetOrderSummary *summary = g_ptr_array_index (orders, i);

    if (summary->settled_at_us != 0 && *summary->table_name != '\0')
      trivet_repository_load_facts_async (self->repository, summary->order_id, NULL, on_order_read, g_object_ref (self));
  }
}

void
_trivet_floor_host_mend (TrivetFloorHost *self)
{
  if (trivet_floor_get_tables (self->floor)->len > 0)
    trivet_repository_list_orders_async (self->repository, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, N_LOOKED_THROUGH, NULL,
                                         on_orders_listed, g_object_ref (self));
}
