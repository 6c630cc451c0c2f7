/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

#include "trivet-id.h"

/*
 * Commands about guests: they come, wait, reserve, sit down, and their table is cleared.
 */

static const TrivetTable *
require_table (TrivetFloorHost *self,
               const char      *table_id)
{
  const TrivetTable *table = trivet_floor_lookup_table (self->floor, table_id);

  if (table == NULL)
    _trivet_floor_host_fail (self, "That table is no longer on the plan");

  return table;
}

static gboolean
open_order (TrivetFloorHost   *self,
            TrivetOrderKind    kind,
            const TrivetTable *table,
            int                guests,
            const char        *label)
{
  TrivetOrderOpening opening = { .kind = kind, .guests = guests, .label = label };
  g_autofree char   *order_id = NULL;

  if (table != NULL) {
    opening.table_id = table->id;
    opening.table_name = table->name;
    opening.table_name_zh = table->name_zh;
  }
  order_id = trivet_register_open_order (self->reg, &opening);

  return order_id != NULL;
}

/* A table at which somebody sits has been cleared, whoever forgot to say so. */
static void
add_cleared (TrivetFloorHost   *self,
             const TrivetTable *table,
             GPtrArray         *facts)
{
  if (table->left_at_us != 0)
    g_ptr_array_add (facts, _trivet_floor_host_make_fact (self, TRIVET_FACT_TABLE_CLEARED, _trivet_floor_host_id_body (table->id)));
}

static JsonObject *
ended_body (const char *id,
            const char *reason)
{
  JsonObject *body = _trivet_floor_host_id_body (id);

  json_object_set_string_member (body, "reason", reason);

  return body;
}

/* Opens the order, and says on the floor what that ends; @ended: (nullable): a reservation's or a
 * party's id. */
static gboolean
seat (TrivetFloorHost   *self,
      const TrivetTable *table,
      int                guests,
      const char        *label,
      TrivetFactType     ended_type,
      const char        *ended)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetOrderKind kind = table->shape == TRIVET_TABLE_BAR ? TRIVET_ORDER_KIND_BAR : TRIVET_ORDER_KIND_TABLE;

  add_cleared (self, table, facts);
  if (ended != NULL)
    g_ptr_array_add (facts, _trivet_floor_host_make_fact (self, ended_type, ended_body (ended, "seated")));
  if (!open_order (self, kind, table, guests, label))
    return FALSE;
  if (facts->len > 0)
    _trivet_floor_host_append (self, facts);

  return TRUE;
}

/**
 * trivet_floor_host_seat:
 * @self: a host
 * @table_id: where they sit
 * @guests: 0 (not counted) … %TRIVET_FLOOR_MAX_GUESTS
 *
 * Seats guests and opens their order.
 *
 * Returns: whether the order is on its way; otherwise see `failed`
 */
gboolean
trivet_floor_host_seat (TrivetFloorHost *self,
                        const char      *table_id,
                        int              guests)
{
  const TrivetTable *table;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);
  g_return_val_if_fail (table_id != NULL, FALSE);

  table = require_table (self, table_id);

  return table != NULL && seat (self, table, guests, NULL, TRIVET_FACT_INVALID, NULL);
}

/**
 * trivet_floor_host_seat_reservation:
 * @self: a host
 * @reservation_id: who has come
 * @table_id: where they sit, not always where it was planned
 *
 * Returns: whether the order is on its way; otherwise see `failed`
 */
gboolean
trivet_floor_host_seat_reservation (TrivetFloorHost *self,
                                    const char      *reservation_id,
                                    const char      *table_id)
{
  const TrivetReservation *reservation;
  const TrivetTable       *table;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);
  g_return_val_if_fail (reservation_id != NULL && table_id != NULL, FALSE);

  table = require_table (self, table_id);
  reservation = trivet_floor_lookup_reservation (self->floor, reservation_id);
  if (table != NULL && reservation == NULL)
    _trivet_floor_host_fail (self, "That reservation is no longer there");

  return table != NULL && reservation != NULL &&
         seat (self, table, reservation->guests, reservation->name, TRIVET_FACT_RESERVATION_REMOVED, reservation->id);
}

/**
 * trivet_floor_host_seat_waiting:
 * @self: a host
 * @party_id: who has waited
 * @table_id: where they sit
 *
 * Returns: whether the order is on its way; otherwise see `failed`
 */
gboolean
trivet_floor_host_seat_waiting (TrivetFloorHost *self,
                                const char      *party_id,
                                const char      *table_id)
{
  const TrivetWaitingParty *party;
  const TrivetTable        *table;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);
  g_return_val_if_fail (party_id != NULL && table_id != NULL, FALSE);

  table = require_table (self, table_id);
  party = trivet_floor_lookup_waiting (self->floor, party_id);
  if (table != NULL && party == NULL)
    _trivet_floor_host_fail (self, "Those guests no longer wait");

  return table != NULL && party != NULL &&
         seat (self, table, party->guests, party->name, TRIVET_FACT_QUEUE_LEFT, party->id);
}

/**
 * trivet_floor_host_open_tab:
 * @self: a host
 * @table_id: a bar
 * @name: the guest's; may be ""
 *
 * Opens one more tab at the bar.
 *
 * Returns: whether the order is on its way; otherwise see `failed`
 */
gboolean
trivet_floor_host_open_tab (TrivetFloorHost *self,
                            const char      *table_id,
                            const char      *name)
{
  const TrivetTable *table;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);
  g_return_val_if_fail (table_id != NULL && name != NULL, FALSE);

  table = require_table (self, table_id);

  return table != NULL && open_order (self, TRIVET_ORDER_KIND_BAR, table, 1, name);
}

/**
 * trivet_floor_host_open_away:
 * @self: a host
 * @kind: %TRIVET_ORDER_KIND_TAKEAWAY or %TRIVET_ORDER_KIND_DELIVERY
 * @name: the guest's; may be ""
 *
 * Returns: whether the order is on its way; otherwise see `failed`
 */
gboolean
trivet_floor_host_open_away (TrivetFloorHost *self,
                             TrivetOrderKind  kind,
                             const char      *name)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);
  g_return_val_if_fail (kind == TRIVET_ORDER_KIND_TAKEAWAY || kind == TRIVET_ORDER_KIND_DELIVERY, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return open_order (self, kind, NULL, 0, name);
}

/**
 * trivet_floor_host_clear:
 * @self: a host
 * @table_id: a table
 *
 * The table is clear: guests can sit down.
 */
void
trivet_floor_host_clear (TrivetFloorHost *self,
                         const char      *table_id)
{
  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (table_id != NULL);

  _trivet_floor_host_tell (self, TRIVET_FACT_TABLE_CLEARED, _trivet_floor_host_id_body (table_id));
}

/**
 * trivet_floor_host_reserve:
 * @self: a host
 * @name: who comes; not ""
 * @guests: 1 … %TRIVET_FLOOR_MAX_GUESTS
 * @at_us: when they come, wall time
 * @table_id: "" while no table is chosen
 */
void
trivet_floor_host_reserve (TrivetFloorHost *self,
                           const char      *name,
                           int              guests,
                           gint64           at_us,
                           const char      *table_id)
{
  g_autofree char  *id = NULL;
  TrivetReservation reservation = { 0 };

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (name != NULL && *name != '\0');
  g_return_if_fail (guests >= 1 && guests <= TRIVET_FLOOR_MAX_GUESTS);
  g_return_if_fail (table_id != NULL);

  id = trivet_id_new (self->clock, self->random);
  reservation.id = id;
  reservation.name = (char *) name;
  reservation.guests = guests;
  reservation.at_us = at_us;
  reservation.table_id = (char *) table_id;
  _trivet_floor_host_tell (self, TRIVET_FACT_TABLE_RESERVED, trivet_reservation_to_json (&reservation));
}

/**
 * trivet_floor_host_cancel_reservation:
 * @self: a host
 * @reservation_id: who does not come
 */
void
trivet_floor_host_cancel_reservation (TrivetFloorHost *self,
                                      const char      *reservation_id)
{
  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (reservation_id != NULL);

  _trivet_floor_host_tell (self, TRIVET_FACT_RESERVATION_REMOVED, ended_body (reservation_id, "cancelled"));
}

/**
 * trivet_floor_host_join_queue:
 * @self: a host
 * @name: who waits; not ""
 * @guests: 1 … %TRIVET_FLOOR_MAX_GUESTS
 */
void
trivet_floor_host_join_queue (TrivetFloorHost *self,
                              const char      *name,
                              int              guests)
{
  g_autofree char   *id = NULL;
  TrivetWaitingParty party = { 0 };

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (name != NULL && *name != '\0');
  g_return_if_fail (guests >= 1 && guests <= TRIVET_FLOOR_MAX_GUESTS);

  id = trivet_id_new (self->clock, self->random);
  party.id = id;
  party.name = (char *) name;
  party.guests = guests;
  _trivet_floor_host_tell (self, TRIVET_FACT_QUEUE_JOINED, trivet_waiting_to_json (&party));
}

/**
 * trivet_floor_host_leave_queue:
 * @self: a host
 * @party_id: who no longer waits
 */
void
trivet_floor_host_leave_queue (TrivetFloorHost *self,
                               const char      *party_id)
{
  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (party_id != NULL);

  _trivet_floor_host_tell (self, TRIVET_FACT_QUEUE_LEFT, ended_body (party_id, "cancelled"));
}
