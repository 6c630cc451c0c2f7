/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-floor.h"

/* The rows that belong to the floor: which fact says what about each part of it now. */

#define TABLE "state_floor"

static const char *
get_part_id (TrivetFact *fact)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
}

static gboolean
count_rows (TrivetDatabase    *database,
            TrivetFloorRowKind kind,
            gint64            *ret_n,
            GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (database, "SELECT count (*) FROM " TABLE " WHERE kind = ?", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "i", (gint64) kind);
  if (!_trivet_database_step (database, statement, &row, error))
    return FALSE;
  *ret_n = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

static gint64
get_limit (TrivetFloorRowKind kind)
{
  switch (kind) {
  case TRIVET_FLOOR_ROW_ROOM:
    return TRIVET_FLOOR_MAX_ROOMS;
  case TRIVET_FLOOR_ROW_TABLE:
  case TRIVET_FLOOR_ROW_LEFT:
    return TRIVET_FLOOR_MAX_TABLES;
  case TRIVET_FLOOR_ROW_RESERVATION:
    return TRIVET_FLOOR_MAX_RESERVATIONS;
  case TRIVET_FLOOR_ROW_WAITING:
    return TRIVET_FLOOR_MAX_WAITING;
  }
  return 0;
}

/* A floor with more than its limits could not be loaded. */
static gboolean
set_part (TrivetDatabase    *database,
          TrivetFact        *fact,
          TrivetFloorRowKind kind,
          gint64             sequence,
          GError           **error)
{
  gboolean known;
  gint64   n;

  if (!_trivet_projection_has_part (database, TABLE, (int) kind, get_part_id (fact), &known, error) ||
      !count_rows (database, kind, &n, error))
    return FALSE;
  if (known || n < get_limit (kind))
    return _trivet_projection_set_part (database, TABLE, (int) kind, get_part_id (fact), sequence, error);
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "There are %" G_GINT64_FORMAT " of them already", n);
  return FALSE;
}

static gboolean
delete_part (TrivetDatabase    *database,
             TrivetFact        *fact,
             TrivetFloorRowKind kind,
             GError           **error)
{
  return _trivet_projection_delete_part (database, TABLE, (int) kind, get_part_id (fact), error);
}

/* Of a table that is not there it says nothing, then or later. */
static gboolean
set_left (TrivetDatabase *database,
          TrivetFact     *fact,
          gint64          sequence,
          GError        **error)
{
  gboolean there;

  if (!_trivet_projection_has_part (database, TABLE, TRIVET_FLOOR_ROW_TABLE, get_part_id (fact), &there, error))
    return FALSE;
  return !there || set_part (database, fact, TRIVET_FLOOR_ROW_LEFT, sequence, error);
}

/**
 * _trivet_projection_apply_floor:
 * @database: the writer's database
 * @fact: one of the facts about the floor
 * @sequence: its number
 * @error: where to put the error, of %TRIVET_FACT_ERROR when the floor cannot take it
 *
 * Keeps the number of the newest fact of each room, table, reservation and party that waits.
 */
gboolean
_trivet_projection_apply_floor (TrivetDatabase *database,
                                TrivetFact     *fact,
                                gint64          sequence,
                                GError        **error)
{
  g_autoptr (TrivetFloor) scratch = trivet_floor_new ();
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  /* A floor that cannot be loaded would be lost, so what it would not take never gets in. */
  if (!_trivet_projection_check_subject (fact, TRIVET_FLOOR_SUBJECT, error) || !trivet_floor_apply (scratch, fact, error))
    return FALSE;
  if (type == TRIVET_FACT_ROOM_SET)
    return set_part (database, fact, TRIVET_FLOOR_ROW_ROOM, sequence, error);
  if (type == TRIVET_FACT_ROOM_REMOVED)
    return delete_part (database, fact, TRIVET_FLOOR_ROW_ROOM, error);
  if (type == TRIVET_FACT_TABLE_SET)
    return set_part (database, fact, TRIVET_FLOOR_ROW_TABLE, sequence, error);
  if (type == TRIVET_FACT_TABLE_REMOVED)
    return delete_part (database, fact, TRIVET_FLOOR_ROW_LEFT, error) &&
           delete_part (database, fact, TRIVET_FLOOR_ROW_TABLE, error);
  if (type == TRIVET_FACT_TABLE_LEFT)
    return set_left (database, fact, sequence, error);
  if (type == TRIVET_FACT_TABLE_CLEARED)
    return delete_part (database, fact, TRIVET_FLOOR_ROW_LEFT, error);
  if (type == TRIVET_FACT_TABLE_RESERVED)
    return set_part (database, fact, TRIVET_FLOOR_ROW_RESERVATION, sequence, error);
  if (type == TRIVET_FACT_RESERVATION_REMOVED)
    return delete_part (database, fact, TRIVET_FLOOR_ROW_RESERVATION, error);
  if (type == TRIVET_FACT_QUEUE_JOINED)
    return set_part (database, fact, TRIVET_FLOOR_ROW_WAITING, sequence, error);
  g_assert (type == TRIVET_FACT_QUEUE_LEFT);
  return delete_part (database, fact, TRIVET_FLOOR_ROW_WAITING, error);
}
