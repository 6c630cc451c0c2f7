/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

#include "trivet-id.h"

#include <string.h>

/*
 * The plan: rooms and tables are added, changed and removed; how a step is taken back is in -steps.c.
 */

/* A new table, and the air around it. */
#define NEW_WIDTH  15
#define NEW_HEIGHT 11
#define NEW_SEATS  4
#define NEW_GAP    4

/* Returns: (transfer full) (nullable): a name that a fact can carry */
static char *
dup_clean_name (const char *name)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));

  return *clean != '\0' && strlen (clean) <= TRIVET_FLOOR_MAX_NAME_BYTES ? g_steal_pointer (&clean) : NULL;
}

/**
 * trivet_floor_host_add_room:
 * @self: a host
 * @name: of the new room
 *
 * Adds an empty room behind the others.
 *
 * Returns: (transfer full) (nullable): its id; %NULL when there are too many, or without a name
 */
char *
trivet_floor_host_add_room (TrivetFloorHost *self,
                            const char      *name)
{
  GPtrArray       *rooms;
  g_autofree char *clean = NULL;
  g_autofree char *id = NULL;
  TrivetRoom       room = { 0 };
  TrivetPlanStep  *step;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!_trivet_floor_host_may_edit (self))
    return NULL;

  rooms = trivet_floor_get_rooms (self->floor);
  clean = dup_clean_name (name);
  if (clean == NULL || rooms->len >= TRIVET_FLOOR_MAX_ROOMS) {
    _trivet_floor_host_fail (self, clean == NULL ? "A room needs a name" : "There are too many rooms");
    return NULL;
  }

  id = trivet_id_new (self->clock, self->random);
  room.id = id;
  room.name = clean;
  if (rooms->len > 0)
    room.position = ((const TrivetRoom *) g_ptr_array_index (rooms, rooms->len - 1))->position + 1;
  step = _trivet_plan_step_new ();
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_ROOM_SET, trivet_room_to_json (&room));
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_ROOM_REMOVED, _trivet_floor_host_id_body (id));
  _trivet_floor_host_finish_step (self, step);

  return g_steal_pointer (&id);
}

/**
 * trivet_floor_host_rename_room:
 * @self: a host
 * @room_id: a room
 * @name: its new name, in every language
 */
void
trivet_floor_host_rename_room (TrivetFloorHost *self,
                               const char      *room_id,
                               const char      *name)
{
  const TrivetRoom *before;
  g_autofree char  *clean = NULL;
  TrivetRoom        after;
  TrivetPlanStep   *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (room_id != NULL && name != NULL);

  if (!_trivet_floor_host_may_edit (self))
    return;

  before = trivet_floor_lookup_room (self->floor, room_id);
  clean = dup_clean_name (name);
  if (before == NULL || clean == NULL) {
    _trivet_floor_host_fail (self, clean == NULL ? "A room needs a name" : "That room is no longer on the plan");
    return;
  }

  after = *before;
  after.name = clean;
  after.name_zh = clean;
  step = _trivet_plan_step_new ();
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_ROOM_SET, trivet_room_to_json (&after));
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_ROOM_SET, trivet_room_to_json (before));
  _trivet_floor_host_finish_step (self, step);
}

static gboolean
is_taken (TrivetFloorHost *self,
          const char      *table_id)
{
  TrivetSpot *spot = trivet_floor_host_lookup_spot (self, table_id);

  return spot != NULL && trivet_spot_get_status (spot)->n_orders > 0;
}

/* Returns: (transfer container) (element-type TrivetTable): the tables of one room */
static GPtrArray *
list_tables_of (TrivetFloorHost  *self,
                const TrivetRoom *room)
{
  GPtrArray *all = trivet_floor_get_tables (self->floor);
  GPtrArray *tables = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    if (trivet_floor_get_room_of (self->floor, g_ptr_array_index (all, i)) == room)
      g_ptr_array_add (tables, g_ptr_array_index (all, i));
  }

  return tables;
}

static void
say_table_removed (TrivetFloorHost   *self,
                   TrivetPlanStep    *step,
                   const TrivetTable *table)
{
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_TABLE_REMOVED, _trivet_floor_host_id_body (table->id));
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_TABLE_SET, trivet_table_to_json (table));
}

/**
 * trivet_floor_host_remove_room:
 * @self: a host
 * @room_id: a room
 *
 * Removes a room with its tables; refused while somebody sits there.
 */
void
trivet_floor_host_remove_room (TrivetFloorHost *self,
                               const char      *room_id)
{
  const TrivetRoom *room;
  g_autoptr (GPtrArray) tables = NULL;
  TrivetPlanStep *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (room_id != NULL);

  if (!_trivet_floor_host_may_edit (self))
    return;

  room = trivet_floor_lookup_room (self->floor, room_id);
  if (room == NULL) {
    _trivet_floor_host_fail (self, "That room is no longer on the plan");
    return;
  }
  tables = list_tables_of (self, room);
  for (guint i = 0; i < tables->len; i++) {
    if (is_taken (self, ((const TrivetTable *) g_ptr_array_index (tables, i))->id)) {
      _trivet_floor_host_fail (self, "Guests sit in that room");
      return;
    }
  }

  step = _trivet_plan_step_new ();
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_ROOM_SET, trivet_room_to_json (room));
  for (guint i = 0; i < tables->len; i++)
    say_table_removed (self, step, g_ptr_array_index (tables, i));
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_ROOM_REMOVED, _trivet_floor_host_id_body (room_id));
  _trivet_floor_host_finish_step (self, step);
}

static gboolean
overlaps (const TrivetTable *table,
          int                x,
          int                y)
{
  return x < table->x + table->width + NEW_GAP && table->x < x + NEW_WIDTH + NEW_GAP &&
         y < table->y + table->height + NEW_GAP && table->y < y + NEW_HEIGHT + NEW_GAP;
}

/* The first place from the top left on where a new table touches no other; a full room takes it on
 * top of the others, to be dragged away. */
static void
find_place (GPtrArray *tables,
            int       *ret_x,
            int       *ret_y)
{
  *ret_x = 0;
  *ret_y = 0;
  for (int y = 0; y + NEW_HEIGHT <= TRIVET_FLOOR_ROWS; y++) {
    for (int x = 0; x + NEW_WIDTH <= TRIVET_FLOOR_COLUMNS; x++) {
      gboolean is_free = TRUE;

      for (guint i = 0; i < tables->len && is_free; i++)
        is_free = !overlaps (g_ptr_array_index (tables, i), x, y);
      if (is_free) {
        *ret_x = x;
        *ret_y = y;
        return;
      }
    }
  }
}

/* Returns: (transfer full): one above the highest number on the plan */
static char *
dup_next_name (TrivetFloorHost *self)
{
  GPtrArray *tables = trivet_floor_get_tables (self->floor);
  gint64     highest = 0;

  for (guint i = 0; i < tables->len; i++)
    highest = MAX (highest, g_ascii_strtoll (((const TrivetTable *) g_ptr_array_index (tables, i))->name, NULL, 10));

  return g_strdup_printf ("%" G_GINT64_FORMAT, MIN (highest, 99998) + 1);
}

/**
 * trivet_floor_host_add_table:
 * @self: a host
 * @room_id: where
 *
 * Adds a table of the usual size with the next number, where there is room.
 *
 * Returns: (transfer full) (nullable): its id; %NULL when there are too many, or no such room
 */
char *
trivet_floor_host_add_table (TrivetFloorHost *self,
                             const char      *room_id)
{
  const TrivetRoom *room;
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  TrivetTable      table = { .seats = NEW_SEATS, .width = NEW_WIDTH, .height = NEW_HEIGHT };
  TrivetPlanStep  *step;

  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), NULL);
  g_return_val_if_fail (room_id != NULL, NULL);

  if (!_trivet_floor_host_may_edit (self))
    return NULL;

  room = trivet_floor_lookup_room (self->floor, room_id);
  if (room == NULL || trivet_floor_get_tables (self->floor)->len >= TRIVET_FLOOR_MAX_TABLES) {
    _trivet_floor_host_fail (self, room == NULL ? "That room is no longer on the plan" : "There are too many tables");
    return NULL;
  }

  tables = list_tables_of (self, room);
  id = trivet_id_new (self->clock, self->random);
  name = dup_next_name (self);
  table.id = id;
  table.room_id = room->id;
  table.name = name;
  find_place (tables, &table.x, &table.y);
  step = _trivet_plan_step_new ();
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_TABLE_SET, trivet_table_to_json (&table));
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_TABLE_REMOVED, _trivet_floor_host_id_body (id));
  _trivet_floor_host_finish_step (self, step);

  return g_steal_pointer (&id);
}

static gboolean
is_same_table (const TrivetTable *a,
               const TrivetTable *b)
{
  return g_str_equal (a->room_id, b->room_id) && g_str_equal (a->name, b->name) && g_str_equal (a->name_zh, b->name_zh) &&
         a->seats == b->seats && a->shape == b->shape && a->x == b->x && a->y == b->y && a->width == b->width &&
         a->height == b->height;
}

/**
 * trivet_floor_host_set_table:
 * @self: a host
 * @table: how it is to be; what lies outside of the room is moved in
 *
 * Moves, resizes, renames or reshapes a table.
 */
void
trivet_floor_host_set_table (TrivetFloorHost   *self,
                             const TrivetTable *table)
{
  const TrivetTable *before;
  g_autofree char   *name = NULL;
  g_autofree char   *name_zh = NULL;
  TrivetTable        after;
  TrivetPlanStep    *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (table != NULL);

  if (!_trivet_floor_host_may_edit (self))
    return;

  before = trivet_floor_lookup_table (self->floor, table->id);
  name = dup_clean_name (table->name);
  name_zh = dup_clean_name (table->name_zh != NULL ? table->name_zh : table->name);
  if (before == NULL || name == NULL || name_zh == NULL) {
    _trivet_floor_host_fail (self, before == NULL ? "That table is no longer on the plan" : "A table needs a name");
    return;
  }

  after = *table;
  after.name = name;
  after.name_zh = name_zh;
  after.seats = CLAMP (table->seats, 1, TRIVET_FLOOR_MAX_SEATS);
  after.width = CLAMP (table->width, TRIVET_FLOOR_MIN_SIDE, TRIVET_FLOOR_COLUMNS);
  after.height = CLAMP (table->height, TRIVET_FLOOR_MIN_SIDE, TRIVET_FLOOR_ROWS);
  after.x = CLAMP (table->x, 0, TRIVET_FLOOR_COLUMNS - after.width);
  after.y = CLAMP (table->y, 0, TRIVET_FLOOR_ROWS - after.height);
  if (is_same_table (before, &after))
    return;

  step = _trivet_plan_step_new ();
  _trivet_floor_host_say (self, step->facts, TRIVET_FACT_TABLE_SET, trivet_table_to_json (&after));
  _trivet_floor_host_say (self, step->back, TRIVET_FACT_TABLE_SET, trivet_table_to_json (before));
  _trivet_floor_host_finish_step (self, step);
}

/**
 * trivet_floor_host_remove_table:
 * @self: a host
 * @table_id: a table
 *
 * Removes a table; refused while somebody sits there.
 */
void
trivet_floor_host_remove_table (TrivetFloorHost *self,
                                const char      *table_id)
{
  const TrivetTable *table;
  TrivetPlanStep    *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));
  g_return_if_fail (table_id != NULL);

  if (!_trivet_floor_host_may_edit (self))
    return;

  table = trivet_floor_lookup_table (self->floor, table_id);
  if (table == NULL || is_taken (self, table_id)) {
    _trivet_floor_host_fail (self, table == NULL ? "That table is no longer on the plan" : "Guests sit at that table");
    return;
  }

  step = _trivet_plan_step_new ();
  say_table_removed (self, step, table);
  _trivet_floor_host_finish_step (self, step);
}
