/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

#include "trivet-floor-spot-private.h"

#include <string.h>

/* What the host makes of the plan and of open orders: a spot for each table, and the orders of those who
 * sit at none. */

/* Returns: (transfer full): table id → GPtrArray of its open orders, unowned */
static GHashTable *
group_by_table (TrivetFloorHost *self)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->open->len; i++) {
    TrivetTab  *tab = g_ptr_array_index (self->open, i);
    const char *table_id = trivet_tab_get_order (tab)->table_id;
    GPtrArray  *group = g_hash_table_lookup (groups, table_id);

    if (*table_id == '\0')
      continue;
    if (group == NULL) {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, (gpointer) table_id, group);
    }
    g_ptr_array_add (group, tab);
  }

  return groups;
}

/* The next one for which the table is kept now. */
static const TrivetReservation *
find_reservation (TrivetFloorHost *self,
                  const char      *table_id,
                  gint64           now_us)
{
  GPtrArray *reservations = trivet_floor_get_reservations (self->floor);

  for (guint i = 0; i < reservations->len; i++) {
    const TrivetReservation *reservation = g_ptr_array_index (reservations, i);

    if (g_str_equal (reservation->table_id, table_id) && reservation->at_us - now_us <= TRIVET_SPOT_RESERVED_BEFORE_US &&
        now_us - reservation->at_us <= TRIVET_SPOT_RESERVED_AFTER_US)
      return reservation;
  }

  return NULL;
}

/* An order at a table that is gone must not be out of sight. */
static gboolean
is_away (TrivetFloorHost   *self,
         const TrivetOrder *order)
{
  if (order->kind == TRIVET_ORDER_KIND_COUNTER)
    return FALSE;

  return *order->table_id == '\0' || trivet_floor_lookup_table (self->floor, order->table_id) == NULL;
}

static void
update_away (TrivetFloorHost *self)
{
  g_ptr_array_set_size (self->away, 0);
  for (guint i = 0; i < self->open->len; i++) {
    TrivetTab *tab = g_ptr_array_index (self->open, i);

    if (is_away (self, trivet_tab_get_order (tab)))
      g_ptr_array_add (self->away, g_object_ref (tab));
  }
  _trivet_floor_host_emit_orders_changed (self);
}

static void
update_spot (TrivetFloorHost *self,
             TrivetSpot      *spot,
             GHashTable      *groups,
             gboolean         moved)
{
  const char *table_id = trivet_spot_get_table_id (spot);
  gint64      now_us = trivet_clock_get_wall_us (self->clock);

  _trivet_spot_update (spot, trivet_floor_lookup_table (self->floor, table_id), find_reservation (self, table_id, now_us),
                       g_hash_table_lookup (groups, table_id), now_us, moved);
}

void
_trivet_floor_host_update_spots (TrivetFloorHost *self)
{
  g_autoptr (GHashTable) groups = group_by_table (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->spots));

  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetSpot) spot = g_list_model_get_item (G_LIST_MODEL (self->spots), i);

    update_spot (self, spot, groups, FALSE);
  }
  update_away (self);
}

static void
on_tab_changed (TrivetFloorHost *self)
{
  _trivet_floor_host_update_spots (self);
}

void
_trivet_floor_host_forget_tabs (TrivetFloorHost *self)
{
  for (guint i = 0; i < self->open->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->open, i), on_tab_changed, self);
  g_ptr_array_set_size (self->open, 0);
}

void
_trivet_floor_host_look_at_tabs (TrivetFloorHost *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);
  g_autoptr (GPtrArray) before = self->open;

  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    TrivetTab *tab = g_list_model_get_item (tabs, i);

    if (!g_ptr_array_find (before, tab, NULL))
      g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (self->open, tab);
  }
  for (guint i = 0; i < before->len; i++) {
    TrivetTab *tab = g_ptr_array_index (before, i);

    if (g_ptr_array_find (self->open, tab, NULL))
      continue;
    g_signal_handlers_disconnect_by_func (tab, on_tab_changed, self);
    _trivet_floor_host_look_after_gone (self, trivet_tab_get_order (tab));
  }
  _trivet_floor_host_update_spots (self);
}

/* A table's spot is kept while the table is there, so that its button keeps the focus. */
void
_trivet_floor_host_rebuild_spots (TrivetFloorHost *self)
{
  GPtrArray *tables = trivet_floor_get_tables (self->floor);
  g_autoptr (GPtrArray) spots = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) groups = group_by_table (self);
  guint    n = g_list_model_get_n_items (G_LIST_MODEL (self->spots));
  gboolean same = n == tables->len;

  for (guint i = 0; i < tables->len; i++) {
    const TrivetTable *table = g_ptr_array_index (tables, i);
    TrivetSpot        *known = trivet_floor_host_lookup_spot (self, table->id);
    g_autoptr (TrivetSpot) present = same ? g_list_model_get_item (G_LIST_MODEL (self->spots), i) : NULL;

    same = same && known != NULL && known == present;
    g_ptr_array_add (spots, known != NULL ? g_object_ref (known) : _trivet_spot_new (table->id));
    update_spot (self, g_ptr_array_index (spots, i), groups, TRUE);
  }
  g_hash_table_remove_all (self->by_table);
  for (guint i = 0; i < spots->len; i++)
    g_hash_table_insert (self->by_table, (gpointer) trivet_spot_get_table_id (g_ptr_array_index (spots, i)), g_ptr_array_index (spots, i));
  if (!same)
    g_list_store_splice (self->spots, 0, n, spots->pdata, spots->len);
  update_away (self);
  _trivet_floor_host_emit_plan_changed (self);
}

/* How well a table's name answers what was typed: 3 is the name itself, 0 not at all. */
static int
rate_name (const char *name,
           const char *typed)
{
  const char *digits = strpbrk (name, "0123456789");

  if (strcmp (name, typed) == 0)
    return 3;
  if (g_str_has_prefix (name, typed))
    return 2;

  return digits != NULL && g_str_has_prefix (digits, typed) ? 1 : 0;
}

/**
 * trivet_floor_host_find_spot:
 * @self: a host
 * @typed: digits of a table's number
 *
 * The table of exactly that number, else the first whose name begins with it, else the first with
 * such a number in its name ("Booth 1").
 *
 * Returns: (transfer none) (nullable): the table
 */
TrivetSpot *
trivet_floor_host_find_spot (TrivetFloorHost *self,
                             const char      *typed)
{
  TrivetSpot *best = NULL;
  int         best_rate = 0;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  for (guint i = 0; *typed != '\0' && i < g_list_model_get_n_items (G_LIST_MODEL (self->spots)); i++) {
    g_autoptr (TrivetSpot) spot = g_list_model_get_item (G_LIST_MODEL (self->spots), i);
    int rate = rate_name (trivet_spot_get_table (spot)->name, typed);

    if (rate > best_rate) {
      best = spot;
      best_rate = rate;
    }
  }

  return best;
}
