/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-cash-back.h"
#include "trivet-money.h"
#include "trivet-repository.h"

/* The rows that belong to an order: its summary, its print jobs. */

#define SEPARATOR "\x1f"

static const char *
get_last_method (const TrivetOrder *order)
{
  const TrivetTender *last = NULL;

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state == TRIVET_TENDER_PAID &&
        (last == NULL || tender->settled_at_us >= last->settled_at_us))
      last = tender;
  }
  return last != NULL ? last->method : "";
}

/* When the kitchen last heard of the order, or made something of it; 0 for never. */
static gint64
get_kitchen_time (const TrivetOrder *order)
{
  gint64 time_us = 0;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    time_us = MAX (time_us, MAX (line->sent_at_us, line->cooked_at_us));
  }
  return time_us;
}

static char *
build_search (const TrivetOrder *order,
              gint64             total_minor)
{
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;

  total = trivet_money_to_decimal (trivet_money_new (total_minor, order->currency));
  text = g_strjoin (SEPARATOR, order->number != NULL ? order->number : "",
                    order->label != NULL ? order->label : "", order->table_name, total, NULL);
  return g_utf8_casefold (text, -1);
}

static gboolean
write_summary (TrivetDatabase          *database,
               const TrivetCachedOrder *cached,
               const TrivetTotals      *totals,
               GError                 **error)
{
  const TrivetOrder *order = cached->order;
  g_autofree char   *search = build_search (order, totals->total_minor);
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "INSERT INTO state_order (order_id, opened_sequence, number, label, opened_at_us,"
    " settled_at_us, voided_at_us, closed_at_us, total_minor, paid_minor, in_doubt_minor,"
    " surplus_minor, cash_back_minor, cash_given_minor, n_items, held, tender, search, kitchen_at_us, table_name)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (order_id) DO UPDATE SET number = excluded.number, label = excluded.label,"
    " settled_at_us = excluded.settled_at_us, voided_at_us = excluded.voided_at_us,"
    " closed_at_us = excluded.closed_at_us, total_minor = excluded.total_minor,"
    " paid_minor = excluded.paid_minor, in_doubt_minor = excluded.in_doubt_minor,"
    " surplus_minor = excluded.surplus_minor, cash_back_minor = excluded.cash_back_minor,"
    " cash_given_minor = excluded.cash_given_minor, n_items = excluded.n_items, held = excluded.held, tender = excluded.tender,"
    " search = excluded.search, kitchen_at_us = excluded.kitchen_at_us,"
    " table_name = excluded.table_name",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tittiiiiiiiiiiiittit", order->order_id, cached->opened_sequence,
                          order->number, order->label, order->opened_at_us, order->settled_at_us,
                          order->voided_at_us, MAX (order->settled_at_us, order->voided_at_us),
                          totals->total_minor, trivet_order_get_paid_minor (order),
                          trivet_order_get_in_doubt_minor (order),
                          trivet_order_get_surplus_minor (order), trivet_order_get_cash_back_minor (order),
                          trivet_cash_back_compute_given (order), totals->n_items,
                          (gint64) order->held, get_last_method (order), search,
                          get_kitchen_time (order), order->table_name);
  return _trivet_database_run (database, statement, error);
}

/**
 * _trivet_projection_write_order:
 * @database: the writer's database
 * @cached: an order
 * @error: where to put the error; %TRIVET_FACT_ERROR_CONFLICT when one of its payments or
 *   refunds is another order's
 *
 * Writes the order's summary, payments and refunds as they are now.
 */
gboolean
_trivet_projection_write_order (TrivetDatabase    *database,
                                TrivetCachedOrder *cached,
                                GError           **error)
{
  const TrivetOrder *order = cached->order;
  g_auto (TrivetTotals) totals = { 0 };

  if (!trivet_order_compute_totals (order, &totals, error)) {
    g_prefix_error (error, "The order %s has no total: ", order->order_id);
    return FALSE;
  }
  return _trivet_projection_write_money (database, order, error) &&
         write_summary (database, cached, &totals, error);
}

static gboolean
run_job_statement (TrivetDatabase  *database,
                   TrivetStatement *statement,
                   const char      *conflict,
                   GError         **error)
{
  if (!_trivet_database_run (database, statement, error))
    return FALSE;
  if (_trivet_database_get_changes (database) == 1)
    return TRUE;
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, conflict);
  return FALSE;
}

static gboolean
request_job (TrivetDatabase *database,
             TrivetFact     *fact,
             const char     *job,
             gint64          sequence,
             GError        **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *document = trivet_json_get_string (body, "document", error);
  g_autoptr (TrivetStatement) statement = NULL;
  gint64 copy;

  if (document == NULL || !trivet_json_get_int (body, "copy", &copy, error))
    return FALSE;
  statement = _trivet_database_prepare (
    database,
    "INSERT INTO state_print_job (job_id, order_id, requested_sequence, requested_at_us, document,"
    " copy, state, reason, attempts, partly, station) VALUES (?, ?, ?, ?, ?, ?, 'waiting', '', 0, 0, ?)"
    " ON CONFLICT DO NOTHING",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ttiitit", job, trivet_fact_get_subject (fact), sequence,
                          trivet_fact_get_time_us (fact), document, copy,
                          trivet_json_get_string_or (body, "station", ""));
  return run_job_statement (database, statement, "There is a print job of that id already", error);
}

/* Paper that came out is a fact even when the job was cancelled meanwhile; nothing undoes it. */
static gboolean
finish_job (TrivetDatabase *database,
            TrivetFact     *fact,
            const char     *job,
            GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "UPDATE state_print_job SET state = 'done', reason = ''"
    " WHERE job_id = ? AND order_id = ? AND state <> 'done'",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tt", job, trivet_fact_get_subject (fact));
  return run_job_statement (database, statement, "There is no such print job to be done", error);
}

/* Until its end is known it has failed: a power cut leaves it so, and there may be paper. */
static gboolean
start_job (TrivetDatabase *database,
           TrivetFact     *fact,
           const char     *job,
           GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "UPDATE state_print_job SET reason = ?,"
    " state = CASE state WHEN 'cancelled' THEN state ELSE 'failed' END"
    " WHERE job_id = ? AND order_id = ? AND state <> 'done'",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ttt", TRIVET_PRINT_REASON_INTERRUPTED, job,
                          trivet_fact_get_subject (fact));
  return run_job_statement (database, statement, "There is no such print job to start", error);
}

/* A cancelled job stays cancelled when its last try then fails. */
static gboolean
fail_job (TrivetDatabase *database,
          TrivetFact     *fact,
          const char     *job,
          GError        **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *reason = trivet_json_get_string (body, "reason", error);
  gint64      partly = trivet_json_get_bool_or (body, "partly", FALSE) ? 1 : 0;
  g_autoptr (TrivetStatement) statement = NULL;

  if (reason == NULL)
    return FALSE;
  statement = _trivet_database_prepare (
    database,
    "UPDATE state_print_job SET attempts = attempts + 1, partly = partly | ?, reason = ?,"
    " state = CASE state WHEN 'cancelled' THEN state ELSE 'failed' END"
    " WHERE job_id = ? AND order_id = ? AND state <> 'done'",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ittt", partly, reason, job, trivet_fact_get_subject (fact));
  return run_job_statement (database, statement, "There is no such print job to fail", error);
}

static gboolean
cancel_job (TrivetDatabase *database,
            TrivetFact     *fact,
            const char     *job,
            GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "UPDATE state_print_job SET state = 'cancelled'"
    " WHERE job_id = ? AND order_id = ? AND state IN ('waiting', 'failed')",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tt", job, trivet_fact_get_subject (fact));
  return run_job_statement (database, statement, "There is no such print job to cancel", error);
}

/**
 * _trivet_projection_apply_print:
 * @database: the writer's database
 * @fact: one of the print facts
 * @sequence: its number
 * @error: where to put the error
 *
 * Changes the row of a print job.
 */
gboolean
_trivet_projection_apply_print (TrivetDatabase *database,
                                TrivetFact     *fact,
                                gint64          sequence,
                                GError        **error)
{
  const char    *job = trivet_json_get_string (trivet_fact_get_body (fact), "job", error);
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  if (job == NULL)
    return FALSE;
  if (type == TRIVET_FACT_PRINT_REQUESTED)
    return request_job (database, fact, job, sequence, error);
  if (type == TRIVET_FACT_PRINT_STARTED)
    return start_job (database, fact, job, error);
  if (type == TRIVET_FACT_PRINT_DONE)
    return finish_job (database, fact, job, error);
  if (type == TRIVET_FACT_PRINT_FAILED)
    return fail_job (database, fact, job, error);
  g_assert (type == TRIVET_FACT_PRINT_CANCELLED);
  return cancel_job (database, fact, job, error);
}
