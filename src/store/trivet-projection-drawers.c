/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

/* The rows of drawers, shifts and the last day's end. A shift's row is read, folded and written with
 * each of its facts: a shift has few, beside those of the orders. */

#define DRAWER_TABLE "state_drawer"
#define DRAWER_KIND  1

static gboolean
conflict (GError    **error,
          const char *words)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, words);
  return FALSE;
}

static gboolean
has_open_shift (TrivetDatabase *database,
                const char     *drawer_id,
                gboolean       *ret_open,
                GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, "SELECT 1 FROM state_shift WHERE closed_sequence = 0 AND drawer_id = ?", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "t", drawer_id);
  return _trivet_database_step (database, statement, ret_open, error);
}

static gboolean
remove_drawer (TrivetDatabase *database,
               TrivetFact     *fact,
               GError        **error)
{
  const char *id = trivet_json_get_string (trivet_fact_get_body (fact), "id", error);
  gboolean    open;

  if (id == NULL || !has_open_shift (database, id, &open, error))
    return FALSE;
  if (open)
    return conflict (error, "The drawer has an open shift");
  return _trivet_projection_delete_part (database, DRAWER_TABLE, DRAWER_KIND, id, error);
}

static gboolean
read_last_day (TrivetDatabase *database,
               TrivetDayEnd   *day,
               GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, "SELECT number, sequence FROM state_day", error);
  gboolean row;

  if (statement == NULL || !_trivet_database_step (database, statement, &row, error))
    return FALSE;
  if (row) {
    day->number = sqlite3_column_int64 (statement, 0);
    day->to_sequence = sqlite3_column_int64 (statement, 1);
  }
  return TRUE;
}

static gboolean
close_day (TrivetDatabase *database,
           TrivetFact     *fact,
           gint64          sequence,
           GError        **error)
{
  g_auto (TrivetDayEnd) day = { 0 };
  g_autoptr (TrivetStatement) statement = NULL;

  if (!_trivet_projection_check_subject (fact, TRIVET_DAY_SUBJECT, error) || !read_last_day (database, &day, error) ||
      !trivet_day_end_apply (&day, fact, sequence, error))
    return FALSE;
  statement = _trivet_database_prepare (database, "INSERT OR REPLACE INTO state_day (one, number, sequence) VALUES (1, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ii", day.number, day.to_sequence);
  return _trivet_database_run (database, statement, error);
}

/**
 * _trivet_projection_apply_drawers:
 * @database: the writer's database
 * @fact: one about drawers, or the end of a day
 * @sequence: its number
 * @error: where to put the error, of %TRIVET_FACT_ERROR when it does not fit
 */
gboolean
_trivet_projection_apply_drawers (TrivetDatabase *database,
                                  TrivetFact     *fact,
                                  gint64          sequence,
                                  GError        **error)
{
  g_autoptr (TrivetDrawer) drawer = NULL;

  if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_DAY_CLOSED)
    return close_day (database, fact, sequence, error);
  if (!_trivet_projection_check_subject (fact, TRIVET_DRAWERS_SUBJECT, error))
    return FALSE;
  if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_DRAWER_REMOVED)
    return remove_drawer (database, fact, error);
  drawer = trivet_drawer_new_from_fact (fact, error);
  return drawer != NULL && _trivet_projection_set_part (database, DRAWER_TABLE, DRAWER_KIND, drawer->id, sequence, error);
}

/* Returns: (transfer full): the shift of a row with TRIVET_SHIFT_COLUMNS */
TrivetShift *
_trivet_projection_get_shift (TrivetStatement *row)
{
  TrivetShift borrowed = {
    .shift_id = (char *) _trivet_statement_get_text (row, 0),
    .drawer_id = (char *) _trivet_statement_get_text (row, 1),
    .register_id = (char *) _trivet_statement_get_text (row, 2),
    .opened_by = (char *) _trivet_statement_get_text (row, 3),
    .closed_by = (char *) _trivet_statement_get_text (row, 4),
    .opened_at_us = sqlite3_column_int64 (row, 5),
    .closed_at_us = sqlite3_column_int64 (row, 6),
    .float_minor = sqlite3_column_int64 (row, 7),
    .cash_in_minor = sqlite3_column_int64 (row, 8),
    .cash_out_minor = sqlite3_column_int64 (row, 9),
    .paid_in_minor = sqlite3_column_int64 (row, 10),
    .paid_out_minor = sqlite3_column_int64 (row, 11),
    .dropped_minor = sqlite3_column_int64 (row, 12),
    .n_kicks = sqlite3_column_int64 (row, 13),
    .counted = sqlite3_column_int (row, 14) != 0,
    .counted_minor = sqlite3_column_int64 (row, 15),
    .expected_minor = sqlite3_column_int64 (row, 16),
    .variance_minor = sqlite3_column_int64 (row, 17),
  };

  return trivet_shift_copy (&borrowed);
}

/* Returns: (transfer full) (nullable): the shift as it is, or one that was never opened */
static TrivetShift *
read_shift (TrivetDatabase *database,
            const char     *shift_id,
            GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (database, "SELECT " TRIVET_SHIFT_COLUMNS " FROM state_shift WHERE shift_id = ?", error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "t", shift_id);
  if (!_trivet_database_step (database, statement, &row, error))
    return NULL;
  return row ? _trivet_projection_get_shift (statement) : trivet_shift_new (shift_id);
}

static gboolean
write_shift (TrivetDatabase    *database,
             const TrivetShift *shift,
             gint64             sequence,
             GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database,
                                        "INSERT OR REPLACE INTO state_shift (" TRIVET_SHIFT_COLUMNS ", closed_sequence)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tttttiiiiiiiiiiiiii", shift->shift_id, shift->drawer_id, shift->register_id,
                          shift->opened_by, shift->closed_by, shift->opened_at_us, shift->closed_at_us,
                          shift->float_minor, shift->cash_in_minor, shift->cash_out_minor, shift->paid_in_minor,
                          shift->paid_out_minor, shift->dropped_minor, shift->n_kicks, (gint64) shift->counted,
                          shift->counted_minor, shift->expected_minor, shift->variance_minor,
                          shift->closed_at_us != 0 ? sequence : (gint64) 0);
  return _trivet_database_run (database, statement, error);
}

static gboolean
check_drawer (TrivetDatabase    *database,
              const TrivetShift *shift,
              GError           **error)
{
  gboolean known;
  gboolean open;

  if (!_trivet_projection_has_part (database, DRAWER_TABLE, DRAWER_KIND, shift->drawer_id, &known, error) ||
      !has_open_shift (database, shift->drawer_id, &open, error))
    return FALSE;
  if (!known)
    return conflict (error, "There is no such drawer");
  return !open || conflict (error, "The drawer has an open shift already");
}

/**
 * _trivet_projection_apply_shift:
 * @database: the writer's database
 * @fact: one that changes a shift
 * @sequence: its number
 * @ret_shift: (out) (transfer full): the shift with @fact applied
 * @error: where to put the error, of %TRIVET_FACT_ERROR when it does not fit
 */
gboolean
_trivet_projection_apply_shift (TrivetDatabase *database,
                                TrivetFact     *fact,
                                gint64          sequence,
                                TrivetShift   **ret_shift,
                                GError        **error)
{
  g_autoptr (TrivetShift) shift = read_shift (database, trivet_shift_get_fact_shift (fact), error);

  if (shift == NULL || !trivet_shift_apply (shift, fact, error) ||
      (trivet_fact_get_fact_type (fact) == TRIVET_FACT_SHIFT_OPENED && !check_drawer (database, shift, error)) ||
      !write_shift (database, shift, sequence, error))
    return FALSE;
  *ret_shift = g_steal_pointer (&shift);
  return TRUE;
}
