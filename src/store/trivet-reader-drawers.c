/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-reader-private.h"

#include "trivet-projection-private.h"

/* What drawers and reports read. A day is a stretch of the journal, found by its numbers alone: a
 * clock that was set back moves no fact into another day. */

static gpointer
make_shift (TrivetStatement *row,
            GError         **error)
{
  return _trivet_projection_get_shift (row);
}

static GPtrArray *
read_shifts (TrivetDatabase          *database,
             const TrivetReadRequest *request,
             GError                 **error)
{
  gboolean open = request->shifts == TRIVET_SHIFT_QUERY_OPEN;
  g_autoptr (TrivetStatement) statement = NULL;

  /* The conditions are written as the partial indices have them. */
  statement = _trivet_database_prepare (database,
                                        open ? "SELECT " TRIVET_SHIFT_COLUMNS " FROM state_shift WHERE closed_sequence = 0"
                                               " ORDER BY opened_at_us, shift_id"
                                             : "SELECT " TRIVET_SHIFT_COLUMNS " FROM state_shift WHERE closed_sequence > 0"
                                               " AND closed_sequence BETWEEN ?1 AND ?2 ORDER BY closed_sequence",
                                        error);
  if (statement == NULL)
    return NULL;
  if (!open)
    _trivet_statement_bind (statement, "ii", request->from_sequence, request->to_sequence);
  return _trivet_reader_collect (database, statement, make_shift, (GDestroyNotify) trivet_shift_free, error);
}

/* The numbers are those of #TrivetDaySumKind. Cash is what was in the hand. */
#define OF_DAY "fact.sequence BETWEEN ?1 AND ?2"
#define SUM_OF_AMOUNTS                                      \
  "ifnull (sum (json_extract (fact.body, '$.amount_minor')" \
  " + ifnull (json_extract (fact.body, '$.rounding_minor'), 0)), 0), count(*)"

static const char sums_sql[] =
  "SELECT 0 AS kind, account AS name, sum (amount_minor), count(*) FROM state_ledger"
  " WHERE sequence BETWEEN ?1 AND ?2 GROUP BY account"
  " UNION ALL SELECT 1, CASE type WHEN 'cash-taken' THEN 'cash' ELSE method END AS name, " SUM_OF_AMOUNTS
  " FROM fact LEFT JOIN state_payment ON payment_id = json_extract (fact.body, '$.payment')"
  " WHERE " OF_DAY " AND type IN ('payment-paid', 'cash-taken') GROUP BY name"
  " UNION ALL SELECT 2, CASE type WHEN 'cash-returned' THEN 'cash' ELSE method END AS name, " SUM_OF_AMOUNTS
  " FROM fact LEFT JOIN state_refund ON refund_id = json_extract (fact.body, '$.refund')"
  " LEFT JOIN state_payment USING (payment_id)"
  " WHERE " OF_DAY " AND type IN ('refund-done', 'cash-returned') GROUP BY name"
  " UNION ALL SELECT 3, type AS name, 0, count(*) FROM fact"
  " WHERE " OF_DAY " AND type IN ('order-opened', 'order-voided', 'line-voided', 'drawer-opened') GROUP BY type"
  " ORDER BY kind, name";

static gpointer
make_sum (TrivetStatement *row,
          GError         **error)
{
  return trivet_day_sum_new ((TrivetDaySumKind) sqlite3_column_int (row, 0), _trivet_statement_get_text (row, 1),
                             sqlite3_column_int64 (row, 2), sqlite3_column_int64 (row, 3));
}

static GPtrArray *
read_sums (TrivetDatabase          *database,
           const TrivetReadRequest *request,
           GError                 **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, sums_sql, error);

  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "ii", request->from_sequence, request->to_sequence);
  return _trivet_reader_collect (database, statement, make_sum, (GDestroyNotify) trivet_day_sum_free, error);
}

/**
 * _trivet_reader_read_drawers:
 * @database: a read-only connection
 * @request: %TRIVET_READ_SHIFTS or %TRIVET_READ_DAY_SUMS
 * @error: where to put the error
 *
 * Returns: (transfer full) (nullable): the rows
 */
GPtrArray *
_trivet_reader_read_drawers (TrivetDatabase          *database,
                             const TrivetReadRequest *request,
                             GError                 **error)
{
  if (request->kind == TRIVET_READ_SHIFTS)
    return read_shifts (database, request, error);
  g_assert (request->kind == TRIVET_READ_DAY_SUMS);
  return read_sums (database, request, error);
}
