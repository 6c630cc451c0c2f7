/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-reader-private.h"

#include "trivet-fact-table-private.h"
#include "trivet-projection-private.h"
#include "trivet-schema-private.h"

/* The queries of the repository, each on one snapshot of a read-only connection. Those about money
 * are in trivet-reader-money.c. */

#define ORDER_COLUMNS                                                                 \
  "order_id, number, label, opened_at_us, settled_at_us, voided_at_us, total_minor, " \
  "paid_minor, in_doubt_minor, n_items, held, tender, table_name"

/* What a dish takes, and the largest that malloc() takes from its heap. */
#define MENU_ROW_SIZE 1200
#define HEAP_STEP     (96 * 1024)
#define MAX_STEPS     128

/* Returns: (transfer full) (nullable): what @row_func makes of each row of @statement */
GPtrArray *
_trivet_reader_collect (TrivetDatabase     *database,
                        TrivetStatement    *statement,
                        TrivetReaderRowFunc row_func,
                        GDestroyNotify      free_func,
                        GError            **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_func);
  gboolean row;

  for (;;) {
    gpointer value;

    if (!_trivet_database_step (database, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&rows);
    value = row_func (statement, error);
    if (value == NULL)
      return NULL;
    g_ptr_array_add (rows, value);
  }
}

static GPtrArray *
read_parts (TrivetDatabase *database,
            const char     *sql,
            GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, sql, error);

  return statement != NULL ? _trivet_fact_table_load (database, statement, error) : NULL;
}

/* The menu is given in the order in which it can be built, not in the order of its newest facts:
 * an old dish may stand in a category that was renamed today. */
#define MENU_QUERY                                    \
  "SELECT " TRIVET_FACT_COLUMNS " FROM state_menu"    \
  " JOIN fact ON fact.sequence = state_menu.sequence" \
  " ORDER BY state_menu.kind, state_menu.sequence"

/* The same for the floor: a table comes before the fact that its guests have left. */
static GPtrArray *
read_floor (TrivetDatabase *database,
            GError        **error)
{
  return read_parts (database,
                     "SELECT " TRIVET_FACT_COLUMNS " FROM state_floor"
                     " JOIN fact ON fact.sequence = state_floor.sequence"
                     " ORDER BY state_floor.kind, state_floor.sequence",
                     error);
}

static GPtrArray *
read_staff (TrivetDatabase *database,
            GError        **error)
{
  return read_parts (database,
                     "SELECT " TRIVET_FACT_COLUMNS " FROM state_staff"
                     " JOIN fact ON fact.sequence = state_staff.sequence"
                     " ORDER BY state_staff.kind, state_staff.sequence",
                     error);
}

static GPtrArray *
read_drawers (TrivetDatabase *database,
              GError        **error)
{
  return read_parts (database,
                     "SELECT " TRIVET_FACT_COLUMNS " FROM state_drawer"
                     " JOIN fact ON fact.sequence = state_drawer.sequence ORDER BY state_drawer.sequence",
                     error);
}

/* Years of days leave one. */
static GPtrArray *
read_last_day (TrivetDatabase *database,
               GError        **error)
{
  return read_parts (database,
                     "SELECT " TRIVET_FACT_COLUMNS " FROM state_day"
                     " JOIN fact ON fact.sequence = state_day.sequence",
                     error);
}

/* A thread's heap grows page by page, and each time the memory of the whole program is locked, which
 * the thread that builds the screens at that moment waits for. So it grows in large steps before it
 * is needed: what is freed stays with the thread. */
static void
reserve_heap (gint64 n_rows)
{
  gpointer steps[MAX_STEPS];
  gint64   n_steps = MIN (n_rows * MENU_ROW_SIZE / HEAP_STEP, MAX_STEPS);

  for (gint64 i = 0; i < n_steps; i++)
    steps[i] = g_malloc (HEAP_STEP);
  for (gint64 i = 0; i < n_steps; i++)
    g_free (steps[i]);
}

/* Of 5,000 dishes no fact is kept longer than it takes to read it. */
static gboolean
apply_rows (TrivetDatabase  *database,
            TrivetStatement *statement,
            TrivetMenu      *menu,
            GError         **error)
{
  gboolean row;

  while (_trivet_database_step (database, statement, &row, error)) {
    g_autoptr (TrivetFact) fact = NULL;

    if (!row)
      return TRUE;
    fact = _trivet_fact_table_get_fact (statement, error);
    if (fact == NULL || !trivet_menu_apply (menu, fact, error))
      return FALSE;
  }

  return FALSE;
}

static TrivetMenu *
fold_menu (TrivetDatabase *database,
           GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, MENU_QUERY, error);
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_INVALID);
  gint64 n_rows;

  if (statement == NULL || !_trivet_database_get_int (database, "SELECT COUNT(*) FROM state_menu", &n_rows, error))
    return NULL;

  /* A guess: a dish may come in between. */
  reserve_heap (n_rows);
  if (!apply_rows (database, statement, menu, error))
    return NULL;
  /* Sorted here, and not by whoever asks first. */
  trivet_menu_get_items (menu);

  return g_steal_pointer (&menu);
}

/* Facts of a payment stand under its order's id. A bill that was stored again counts from there. */
static GPtrArray *
read_facts (TrivetDatabase *database,
            const char     *subject,
            GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  if (g_str_equal (subject, "menu"))
    return read_parts (database, MENU_QUERY, error);
  if (g_str_equal (subject, "floor"))
    return read_floor (database, error);
  if (g_str_equal (subject, "staff"))
    return read_staff (database, error);
  if (g_str_equal (subject, TRIVET_DRAWERS_SUBJECT))
    return read_drawers (database, error);
  if (g_str_equal (subject, TRIVET_DAY_SUBJECT))
    return read_last_day (database, error);
  statement = _trivet_database_prepare (database,
                                        "SELECT " TRIVET_FACT_COLUMNS " FROM fact"
                                        " WHERE subject = ifnull ((SELECT order_id FROM state_payment"
                                        " WHERE payment_id = ?1), ?1) AND sequence >= ifnull ("
                                        " (SELECT first_sequence FROM state_bill WHERE subject = ?1),"
                                        " 0) ORDER BY sequence",
                                        error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "t", subject);
  return _trivet_fact_table_load (database, statement, error);
}

static gpointer
make_summary (TrivetStatement *row,
              GError         **error)
{
  TrivetOrderSummary *summary = trivet_order_summary_new ();

  summary->order_id = g_strdup (_trivet_statement_get_text (row, 0));
  summary->number = g_strdup (_trivet_statement_get_text (row, 1));
  summary->label = g_strdup (_trivet_statement_get_text (row, 2));
  summary->opened_at_us = sqlite3_column_int64 (row, 3);
  summary->settled_at_us = sqlite3_column_int64 (row, 4);
  summary->voided_at_us = sqlite3_column_int64 (row, 5);
  summary->total_minor = sqlite3_column_int64 (row, 6);
  summary->paid_minor = sqlite3_column_int64 (row, 7);
  summary->in_doubt_minor = sqlite3_column_int64 (row, 8);
  summary->n_items = sqlite3_column_int (row, 9);
  summary->held = sqlite3_column_int (row, 10) != 0;
  summary->tender = g_strdup (_trivet_statement_get_text (row, 11));
  summary->table_name = g_strdup (_trivet_statement_get_text (row, 12));
  return summary;
}

/* The conditions on closed_at_us are written as the partial indices have them. The history is
 * searched in its index alone; only what is shown is looked up. */
static const char *
get_order_sql (TrivetOrderQuery query)
{
  switch (query) {
  case TRIVET_ORDER_QUERY_OPEN:
    return "SELECT " ORDER_COLUMNS " FROM state_order WHERE closed_at_us = 0"
           " AND opened_at_us < ?1 AND instr (search, ?2) > 0"
           " ORDER BY opened_at_us DESC, order_id DESC LIMIT ?3";
  case TRIVET_ORDER_QUERY_KITCHEN:
    return "SELECT " ORDER_COLUMNS " FROM state_order WHERE kitchen_at_us > 0"
           " AND kitchen_at_us < ?1 AND instr (search, ?2) > 0"
           " ORDER BY kitchen_at_us DESC, order_id DESC LIMIT ?3";
  case TRIVET_ORDER_QUERY_HISTORY:
    return "SELECT " ORDER_COLUMNS " FROM state_order WHERE order_id IN"
           " (SELECT order_id FROM state_order WHERE closed_at_us > 0"
           " AND closed_at_us < ?1 AND instr (search, ?2) > 0"
           " ORDER BY closed_at_us DESC, order_id DESC LIMIT ?3)"
           " ORDER BY closed_at_us DESC, order_id DESC";
  }
  g_assert_not_reached ();
}

static GPtrArray *
read_orders (TrivetDatabase          *database,
             const TrivetReadRequest *request,
             GError                 **error)
{
  g_autofree char *text = g_utf8_casefold (request->text != NULL ? request->text : "", -1);
  gint64           before_us = request->before_us > 0 ? request->before_us : G_MAXINT64;
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, get_order_sql (request->query), error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "iti", before_us, text, (gint64) request->limit);
  return _trivet_reader_collect (database, statement, make_summary, (GDestroyNotify) trivet_order_summary_free,
                                 error);
}

static gpointer
make_print_job (TrivetStatement *row,
                GError         **error)
{
  TrivetPrintJob *job = trivet_print_job_new ();

  job->job_id = g_strdup (_trivet_statement_get_text (row, 0));
  job->order_id = g_strdup (_trivet_statement_get_text (row, 1));
  job->order_number = g_strdup (_trivet_statement_get_text (row, 2));
  job->document = g_strdup (_trivet_statement_get_text (row, 3));
  job->state = g_strdup (_trivet_statement_get_text (row, 4));
  job->reason = g_strdup (_trivet_statement_get_text (row, 5));
  job->copy = sqlite3_column_int (row, 6);
  job->attempts = sqlite3_column_int (row, 7);
  job->partly = sqlite3_column_int (row, 8) != 0;
  job->requested_at_us = sqlite3_column_int64 (row, 9);
  job->station = g_strdup (_trivet_statement_get_text (row, 10));
  return job;
}

static GPtrArray *
read_print_jobs (TrivetDatabase *database,
                 GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "SELECT job_id, order_id, ifnull (state_order.number, ''), document, state, reason, copy, attempts, partly,"
    " requested_at_us, station FROM state_print_job LEFT JOIN state_order USING (order_id)"
    " WHERE state IN ('waiting', 'failed') ORDER BY requested_sequence",
    error);
  if (statement == NULL)
    return NULL;
  return _trivet_reader_collect (database, statement, make_print_job, (GDestroyNotify) trivet_print_job_free,
                                 error);
}

static char *
read_last_number (TrivetDatabase *database,
                  GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (database,
                                        "SELECT number FROM state_order"
                                        " ORDER BY opened_sequence DESC LIMIT 1",
                                        error);
  if (statement == NULL || !_trivet_database_step (database, statement, &row, error))
    return NULL;
  return g_strdup (row ? _trivet_statement_get_text (statement, 0) : "");
}

/**
 * _trivet_reader_check:
 * @database: a read-only connection
 * @error: where to put the error: %TRIVET_STORE_ERROR_NEWER, %TRIVET_STORE_ERROR_DAMAGED, …
 *
 * Reads whether the file is a store that this program knows.
 */
gboolean
_trivet_reader_check (TrivetDatabase *database,
                      GError        **error)
{
  const TrivetSchemaStep *steps;
  gsize                   n_steps;

  steps = _trivet_schema_get_steps (&n_steps);
  return _trivet_schema_check (database, steps, n_steps, error);
}

/**
 * _trivet_reader_check_state:
 * @database: a read-only connection
 * @error: where to put the error: %TRIVET_STORE_ERROR_OPEN
 *
 * Reads whether the state tables are those of this program. A writer makes them anew by itself.
 */
gboolean
_trivet_reader_check_state (TrivetDatabase *database,
                            GError        **error)
{
  gint64 projection;

  if (!_trivet_database_get_int (database, "SELECT projection FROM head", &projection, error))
    return FALSE;
  if (projection == TRIVET_PROJECTION_VERSION)
    return TRUE;
  g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN,
               "The tables of the store “%s” were made by another version of Trivet. Open it for "
               "writing once; its facts stay as they are.",
               _trivet_database_get_path (database));
  return FALSE;
}

/**
 * _trivet_reader_read:
 * @database: a read-only connection, used by one thread at a time
 * @request: what to read
 * @error: where to put the error
 *
 * What a request gives is read by one statement, and that is one snapshot.
 *
 * Returns: (transfer full) (nullable): a #GPtrArray, a string for %TRIVET_READ_LAST_NUMBER, or a
 *   #TrivetMenu for %TRIVET_READ_MENU
 */
gpointer
_trivet_reader_read (TrivetDatabase          *database,
                     const TrivetReadRequest *request,
                     GError                 **error)
{
  switch (request->kind) {
  case TRIVET_READ_FACTS:
    return read_facts (database, request->text, error);
  case TRIVET_READ_ORDERS:
    return read_orders (database, request, error);
  case TRIVET_READ_UNSETTLED:
  case TRIVET_READ_MOVEMENTS:
  case TRIVET_READ_ACCOUNTS:
  case TRIVET_READ_BILLS:
    return _trivet_reader_read_money (database, request, error);
  case TRIVET_READ_PRINT_JOBS:
    return read_print_jobs (database, error);
  case TRIVET_READ_LAST_NUMBER:
    return read_last_number (database, error);
  case TRIVET_READ_MENU:
    return fold_menu (database, error);
  case TRIVET_READ_AUDIT:
    return _trivet_reader_read_audit (database, request->audit, error);
  case TRIVET_READ_SHIFTS:
  case TRIVET_READ_DAY_SUMS:
    return _trivet_reader_read_drawers (database, request, error);
  }
  g_assert_not_reached ();
}
