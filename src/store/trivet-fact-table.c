/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-fact-table-private.h"

#include <errno.h>
#include <string.h>

/* Facts to rows of the table `fact` and back. */

static TrivetChainText
make_text (const char *text)
{
  return (TrivetChainText){ text, strlen (text) };
}

static void
fill_link (TrivetChainLink  *link,
           const TrivetFact *fact,
           gint64            sequence)
{
  link->sequence = sequence;
  link->id = make_text (trivet_fact_get_id (fact));
  link->register_id = make_text (trivet_fact_get_register_id (fact));
  link->staff = make_text (trivet_fact_get_staff (fact));
  link->time_us = trivet_fact_get_time_us (fact);
  link->type = make_text (trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)));
  link->version = trivet_fact_get_version (fact);
  link->subject = make_text (trivet_fact_get_subject (fact));
  link->body = make_text (trivet_fact_get_body_text (fact));
}

/* The only rule of the table that a caller can break is the unique id. */
static gboolean
run_insert (TrivetDatabase   *database,
            TrivetStatement  *statement,
            const TrivetFact *fact,
            GError          **error)
{
  int code;

  errno = 0;
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  if (code == SQLITE_CONSTRAINT_UNIQUE)
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
                 "The fact %s is in the journal already", trivet_fact_get_id (fact));
  else
    _trivet_database_set_error (database, code, error);
  return FALSE;
}

/**
 * _trivet_fact_table_insert:
 * @database: the writer's database
 * @fact: a fact that has no number yet
 * @sequence: the number it gets
 * @previous: the hash of the fact before
 * @hash: (out caller-allocates): its own, 32 bytes
 * @error: where to put the error; %TRIVET_FACT_ERROR_CONFLICT when its id is there already
 *
 * Writes one row, inside the caller's transaction.
 */
gboolean
_trivet_fact_table_insert (TrivetDatabase *database,
                           TrivetFact     *fact,
                           gint64          sequence,
                           const guint8   *previous,
                           guint8         *hash,
                           GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  TrivetChainLink link;

  statement = _trivet_database_prepare (
    database,
    "INSERT INTO fact (sequence, id, register_id, staff, time_us, type, version, subject, body,"
    " previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);
  if (statement == NULL)
    return FALSE;
  fill_link (&link, fact, sequence);
  _trivet_chain_hash (previous, &link, hash);
  _trivet_statement_bind (statement, "itttititthh", sequence, link.id.data, link.register_id.data,
                          link.staff.data, link.time_us, link.type.data, link.version,
                          link.subject.data, link.body.data, previous, hash);
  return run_insert (database, statement, fact, error);
}

/**
 * _trivet_fact_table_get_fact:
 * @row: a statement that starts with %TRIVET_FACT_COLUMNS, on a row
 * @error: where to put the error, of %TRIVET_FACT_ERROR
 *
 * Returns: (transfer full) (nullable): the fact
 */
TrivetFact *
_trivet_fact_table_get_fact (TrivetStatement *row,
                             GError         **error)
{
  return trivet_fact_restore (sqlite3_column_int64 (row, 0),
                              _trivet_statement_get_text (row, 1),
                              _trivet_statement_get_text (row, 2),
                              _trivet_statement_get_text (row, 3),
                              sqlite3_column_int64 (row, 4),
                              _trivet_statement_get_text (row, 5),
                              sqlite3_column_int (row, 6),
                              _trivet_statement_get_text (row, 7),
                              _trivet_statement_get_text (row, 8),
                              error);
}

static TrivetChainText
get_bytes (TrivetStatement *row,
           int              column)
{
  TrivetChainText text;

  text.data = _trivet_statement_get_text (row, column);
  text.length = (gsize) sqlite3_column_bytes (row, column);
  return text;
}

/**
 * _trivet_fact_table_get_link:
 * @row: a statement that starts with %TRIVET_FACT_COLUMNS, on a row
 * @link: (out caller-allocates): its columns, valid until the statement moves on
 *
 * The stored bytes themselves: a fact that was changed may be no fact any more.
 */
void
_trivet_fact_table_get_link (TrivetStatement *row,
                             TrivetChainLink *link)
{
  link->sequence = sqlite3_column_int64 (row, 0);
  link->id = get_bytes (row, 1);
  link->register_id = get_bytes (row, 2);
  link->staff = get_bytes (row, 3);
  link->time_us = sqlite3_column_int64 (row, 4);
  link->type = get_bytes (row, 5);
  link->version = sqlite3_column_int64 (row, 6);
  link->subject = get_bytes (row, 7);
  link->body = get_bytes (row, 8);
}

/**
 * _trivet_fact_table_load:
 * @database: a database
 * @statement: a bound query of %TRIVET_FACT_COLUMNS
 * @error: where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): all its rows
 */
GPtrArray *
_trivet_fact_table_load (TrivetDatabase  *database,
                         TrivetStatement *statement,
                         GError         **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  gboolean row;

  for (;;) {
    TrivetFact *fact;

    if (!_trivet_database_step (database, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&facts);
    fact = _trivet_fact_table_get_fact (statement, error);
    if (fact == NULL)
      return NULL;
    g_ptr_array_add (facts, fact);
  }
}
