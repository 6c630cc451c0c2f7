/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-floor-private.h"

/* The floor: rooms, tables, who has reserved and who waits, folded from facts. */

#define COMPARE(x, y) (((x) > (y)) - ((x) < (y)))

void
_trivet_room_free (TrivetRoom *room)
{
  g_free (room->id);
  g_free (room->name);
  g_free (room->name_zh);
  g_free (room);
}

void
_trivet_table_free (TrivetTable *table)
{
  g_free (table->id);
  g_free (table->room_id);
  g_free (table->name);
  g_free (table->name_zh);
  g_free (table);
}

void
_trivet_reservation_free (TrivetReservation *reservation)
{
  g_free (reservation->id);
  g_free (reservation->table_id);
  g_free (reservation->name);
  g_free (reservation->phone);
  g_free (reservation);
}

void
_trivet_waiting_free (TrivetWaitingParty *party)
{
  g_free (party->id);
  g_free (party->name);
  g_free (party);
}

static int
compare_rooms (gconstpointer a,
               gconstpointer b)
{
  const TrivetRoom *x = a;
  const TrivetRoom *y = b;

  return COMPARE (x->position, y->position);
}

/* As a reader goes over a room: this is the way of the focus, too. */
static int
compare_tables (gconstpointer a,
                gconstpointer b)
{
  const TrivetTable *x = a;
  const TrivetTable *y = b;

  return x->y != y->y ? COMPARE (x->y, y->y) : COMPARE (x->x, y->x);
}

static int
compare_reservations (gconstpointer a,
                      gconstpointer b)
{
  const TrivetReservation *x = a;
  const TrivetReservation *y = b;

  return COMPARE (x->at_us, y->at_us);
}

static int
compare_waiting (gconstpointer a,
                 gconstpointer b)
{
  const TrivetWaitingParty *x = a;
  const TrivetWaitingParty *y = b;

  return COMPARE (x->joined_at_us, y->joined_at_us);
}

static const struct {
  GCompareFunc   compare;
  GDestroyNotify free;
  guint          max;
} kinds[TRIVET_FLOOR_N_KINDS] = {
  [TRIVET_FLOOR_ROOMS] = { compare_rooms, (GDestroyNotify) _trivet_room_free, TRIVET_FLOOR_MAX_ROOMS },
  [TRIVET_FLOOR_TABLES] = { compare_tables, (GDestroyNotify) _trivet_table_free, TRIVET_FLOOR_MAX_TABLES },
  [TRIVET_FLOOR_RESERVATIONS] = { compare_reservations, (GDestroyNotify) _trivet_reservation_free, TRIVET_FLOOR_MAX_RESERVATIONS },
  [TRIVET_FLOOR_WAITING] = { compare_waiting, (GDestroyNotify) _trivet_waiting_free, TRIVET_FLOOR_MAX_WAITING },
};

static const char *
get_id (gconstpointer part)
{
  return *(const char *const *) part;
}

/* What stands first on the screen; ids decide between equals, so that every register agrees. */
static int
compare_parts (TrivetFloorKind kind,
               gconstpointer   a,
               gconstpointer   b)
{
  int order = kinds[kind].compare (a, b);

  return order != 0 ? order : g_strcmp0 (get_id (a), get_id (b));
}

gpointer
_trivet_floor_find (TrivetFloor    *self,
                    TrivetFloorKind kind,
                    const char     *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id[kind], id) : NULL;
}

/* Takes @part over, in place of one with the same id. */
gboolean
_trivet_floor_put (TrivetFloor    *self,
                   TrivetFloorKind kind,
                   gpointer        part,
                   GError        **error)
{
  GPtrArray *parts = self->parts[kind];
  guint      place = 0;

  if (_trivet_floor_find (self, kind, get_id (part)) == NULL && parts->len >= kinds[kind].max) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "There are %u of them already", parts->len);
    kinds[kind].free (part);
    return FALSE;
  }

  _trivet_floor_remove (self, kind, get_id (part));
  while (place < parts->len && compare_parts (kind, g_ptr_array_index (parts, place), part) < 0)
    place++;
  g_ptr_array_insert (parts, (int) place, part);
  g_hash_table_insert (self->by_id[kind], (gpointer) get_id (part), part);

  return TRUE;
}

void
_trivet_floor_remove (TrivetFloor    *self,
                      TrivetFloorKind kind,
                      const char     *id)
{
  gpointer part = _trivet_floor_find (self, kind, id);

  if (part == NULL)
    return;
  /* Its id goes with it. */
  g_hash_table_remove (self->by_id[kind], id);
  g_ptr_array_remove (self->parts[kind], part);
}

/**
 * trivet_floor_new:
 *
 * Returns: (transfer full): a floor without rooms
 */
TrivetFloor *
trivet_floor_new (void)
{
  TrivetFloor *self = g_new0 (TrivetFloor, 1);

  for (guint i = 0; i < TRIVET_FLOOR_N_KINDS; i++) {
    self->parts[i] = g_ptr_array_new_with_free_func (kinds[i].free);
    self->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
  }

  return self;
}

/**
 * trivet_floor_free:
 * @self: (transfer full): a floor
 */
void
trivet_floor_free (TrivetFloor *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < TRIVET_FLOOR_N_KINDS; i++) {
    g_hash_table_unref (self->by_id[i]);
    g_ptr_array_unref (self->parts[i]);
  }
  g_free (self);
}

static gboolean
set_room (TrivetFloor *self,
          JsonObject  *body,
          GError     **error)
{
  TrivetRoom *room = _trivet_floor_read_room (body, error);

  return room != NULL && _trivet_floor_put (self, TRIVET_FLOOR_ROOMS, room, error);
}

/* A table that is moved while it waits to be cleared waits still. */
static gboolean
set_table (TrivetFloor *self,
           JsonObject  *body,
           GError     **error)
{
  TrivetTable       *table = _trivet_floor_read_table (body, error);
  const TrivetTable *before = table != NULL ? trivet_floor_lookup_table (self, table->id) : NULL;

  if (before != NULL)
    table->left_at_us = before->left_at_us;
  if (before != NULL)
    table->looked_after = before->looked_after;

  return table != NULL && _trivet_floor_put (self, TRIVET_FLOOR_TABLES, table, error);
}

static gboolean
add_reservation (TrivetFloor *self,
                 JsonObject  *body,
                 GError     **error)
{
  TrivetReservation *reservation = _trivet_floor_read_reservation (body, error);

  return reservation != NULL && _trivet_floor_put (self, TRIVET_FLOOR_RESERVATIONS, reservation, error);
}

static gboolean
join_queue (TrivetFloor *self,
            TrivetFact  *fact,
            GError     **error)
{
  TrivetWaitingParty *party = _trivet_floor_read_waiting (trivet_fact_get_body (fact), error);

  if (party == NULL)
    return FALSE;
  party->joined_at_us = trivet_fact_get_time_us (fact);

  return _trivet_floor_put (self, TRIVET_FLOOR_WAITING, party, error);
}

static gboolean
remove_part (TrivetFloor    *self,
             TrivetFloorKind kind,
             JsonObject     *body,
             GError        **error)
{
  const char *id = _trivet_floor_read_id (body, error);

  if (id == NULL)
    return FALSE;
  _trivet_floor_remove (self, kind, id);

  return TRUE;
}

static gboolean
set_left (TrivetFloor *self,
          TrivetFact  *fact,
          gint64       left_at_us,
          GError     **error)
{
  const char  *id = _trivet_floor_read_id (trivet_fact_get_body (fact), error);
  TrivetTable *table;

  if (id == NULL)
    return FALSE;
  table = _trivet_floor_find (self, TRIVET_FLOOR_TABLES, id);
  if (table == NULL)
    return TRUE;
  table->left_at_us = left_at_us;
  table->looked_after = trivet_fact_get_sequence (fact);

  return TRUE;
}

/**
 * trivet_floor_apply:
 * @self: a floor
 * @fact: a fact of the subject "floor"
 * @error: return location: %TRIVET_FACT_ERROR_BODY when it lies, %TRIVET_FACT_ERROR_CONFLICT when
 *   there would be more rooms, tables, … than the named limits, %TRIVET_FACT_ERROR_UNKNOWN when it
 *   is not about the floor
 *
 * Folds a fact in; pointers to what it is about are invalid afterwards.
 *
 * Returns: %FALSE when it was refused; nothing changed then
 */
gboolean
trivet_floor_apply (TrivetFloor *self,
                    TrivetFact  *fact,
                    GError     **error)
{
  TrivetFactType type;
  JsonObject    *body;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  type = trivet_fact_get_fact_type (fact);
  body = trivet_fact_get_body (fact);
  if (type == TRIVET_FACT_ROOM_SET)
    return set_room (self, body, error);
  if (type == TRIVET_FACT_ROOM_REMOVED)
    return remove_part (self, TRIVET_FLOOR_ROOMS, body, error);
  if (type == TRIVET_FACT_TABLE_SET)
    return set_table (self, body, error);
  if (type == TRIVET_FACT_TABLE_REMOVED)
    return remove_part (self, TRIVET_FLOOR_TABLES, body, error);
  if (type == TRIVET_FACT_TABLE_LEFT)
    return set_left (self, fact, MAX (trivet_fact_get_time_us (fact), 1), error);
  if (type == TRIVET_FACT_TABLE_CLEARED)
    return set_left (self, fact, 0, error);
  if (type == TRIVET_FACT_TABLE_RESERVED)
    return add_reservation (self, body, error);
  if (type == TRIVET_FACT_RESERVATION_REMOVED)
    return remove_part (self, TRIVET_FLOOR_RESERVATIONS, body, error);
  if (type == TRIVET_FACT_QUEUE_JOINED)
    return join_queue (self, fact, error);
  if (type == TRIVET_FACT_QUEUE_LEFT)
    return remove_part (self, TRIVET_FLOOR_WAITING, body, error);
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_UNKNOWN, "It is not about the floor");

  return FALSE;
}

/**
 * trivet_floor_fold:
 * @facts: (element-type TrivetFact): all of the subject "floor", or those that make the present
 * @error: return location, as for trivet_floor_apply()
 *
 * Returns: (transfer full) (nullable): the floor
 */
TrivetFloor *
trivet_floor_fold (GPtrArray *facts,
                   GError   **error)
{
  g_autoptr (TrivetFloor) self = trivet_floor_new ();

  g_return_val_if_fail (facts != NULL, NULL);

  for (guint i = 0; i < facts->len; i++) {
    if (!trivet_floor_apply (self, g_ptr_array_index (facts, i), error))
      return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * trivet_floor_get_rooms:
 * @self: a floor
 *
 * Returns: (transfer none) (element-type TrivetRoom): by position
 */
GPtrArray *
trivet_floor_get_rooms (TrivetFloor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts[TRIVET_FLOOR_ROOMS];
}

/**
 * trivet_floor_get_tables:
 * @self: a floor
 *
 * Returns: (transfer none) (element-type TrivetTable): of all rooms, from top to bottom
 */
GPtrArray *
trivet_floor_get_tables (TrivetFloor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts[TRIVET_FLOOR_TABLES];
}

/**
 * trivet_floor_get_reservations:
 * @self: a floor
 *
 * Returns: (transfer none) (element-type TrivetReservation): the next first
 */
GPtrArray *
trivet_floor_get_reservations (TrivetFloor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts[TRIVET_FLOOR_RESERVATIONS];
}

/**
 * trivet_floor_get_waiting:
 * @self: a floor
 *
 * Returns: (transfer none) (element-type TrivetWaitingParty): who came first is first
 */
GPtrArray *
trivet_floor_get_waiting (TrivetFloor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parts[TRIVET_FLOOR_WAITING];
}

/**
 * trivet_floor_lookup_room:
 * @self: a floor
 * @id: a room's
 *
 * Returns: (transfer none) (nullable): the room
 */
const TrivetRoom *
trivet_floor_lookup_room (TrivetFloor *self,
                          const char  *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _trivet_floor_find (self, TRIVET_FLOOR_ROOMS, id);
}

/**
 * trivet_floor_lookup_table:
 * @self: a floor
 * @id: a table's
 *
 * Returns: (transfer none) (nullable): the table
 */
const TrivetTable *
trivet_floor_lookup_table (TrivetFloor *self,
                           const char  *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _trivet_floor_find (self, TRIVET_FLOOR_TABLES, id);
}

/**
 * trivet_floor_lookup_reservation:
 * @self: a floor
 * @id: a reservation's
 *
 * Returns: (transfer none) (nullable): the reservation
 */
const TrivetReservation *
trivet_floor_lookup_reservation (TrivetFloor *self,
                                 const char  *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _trivet_floor_find (self, TRIVET_FLOOR_RESERVATIONS, id);
}

/**
 * trivet_floor_lookup_waiting:
 * @self: a floor
 * @id: a party's
 *
 * Returns: (transfer none) (nullable): who waits
 */
const TrivetWaitingParty *
trivet_floor_lookup_waiting (TrivetFloor *self,
                             const char  *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _trivet_floor_find (self, TRIVET_FLOOR_WAITING, id);
}

/**
 * trivet_floor_get_room_of:
 * @self: a floor
 * @table: one of its tables
 *
 * One register may have removed the room into which another put the table: such a table is shown
 * in the first room, where somebody will find it.
 *
 * Returns: (transfer none) (nullable): the room; %NULL when there is none at all
 */
const TrivetRoom *
trivet_floor_get_room_of (TrivetFloor       *self,
                          const TrivetTable *table)
{
  const TrivetRoom *room;
  GPtrArray        *rooms;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  room = trivet_floor_lookup_room (self, table->room_id);
  rooms = self->parts[TRIVET_FLOOR_ROOMS];

  return room != NULL || rooms->len == 0 ? room : g_ptr_array_index (rooms, 0);
}
