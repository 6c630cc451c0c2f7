/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store-verify-private.h"

#include "trivet-account-book-private.h"
#include "trivet-fact-table-private.h"
#include "trivet-projection-private.h"
#include "trivet-reader-private.h"

#include <string.h>

/*
 * Walks the chain from the first fact to the head, and names the first fact that is not what the
 * journal wrote. trivet-chain.c says what a chain can and cannot find.
 */

#define PREVIOUS_COLUMN TRIVET_FACT_N_COLUMNS
#define HASH_COLUMN     (TRIVET_FACT_N_COLUMNS + 1)
#define NEXT_COLUMN     (TRIVET_FACT_N_COLUMNS + 2)

typedef struct {
  TrivetDatabase    *database;
  TrivetStoreReport *report;
  guint8             hash[TRIVET_CHAIN_HASH_LENGTH]; /* of the last good fact */
} TrivetWalk;

/**
 * trivet_store_report_clear:
 * @report: a report
 *
 * Frees what the report holds, not the report.
 */
void
trivet_store_report_clear (TrivetStoreReport *report)
{
  g_clear_pointer (&report->id, g_free);
  g_clear_pointer (&report->type, g_free);
  g_clear_pointer (&report->message, g_free);
  memset (report, 0, sizeof *report);
}

static void
find_at (TrivetWalk        *walk,
         TrivetStoreFinding finding,
         TrivetStatement   *row,
         const char        *what)
{
  TrivetStoreReport *report = walk->report;

  report->finding = finding;
  report->sequence = sqlite3_column_int64 (row, 0);
  report->id = g_strdup (_trivet_statement_get_text (row, 1));
  report->type = g_strdup (_trivet_statement_get_text (row, 5));
  report->message = g_strdup_printf ("Fact %" G_GINT64_FORMAT " (%s, %s) %s", report->sequence,
                                     report->id, report->type, what);
}

static void
find_missing (TrivetWalk *walk,
              gint64      first,
              gint64      last)
{
  TrivetStoreReport *report = walk->report;

  report->finding = TRIVET_STORE_FINDING_REMOVED;
  report->sequence = first;
  if (first == last)
    report->message = g_strdup_printf ("Fact %" G_GINT64_FORMAT " was removed", first);
  else
    report->message = g_strdup_printf ("Facts %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                                       " were removed",
                                       first, last);
}

static gboolean
column_is (TrivetStatement *row,
           int              column,
           const guint8    *hash)
{
  return sqlite3_column_bytes (row, column) == TRIVET_CHAIN_HASH_LENGTH &&
         memcmp (sqlite3_column_blob (row, column), hash, TRIVET_CHAIN_HASH_LENGTH) == 0;
}

/* Under which number the row fits its own hash. Only a broken chain comes here, so it may try
 * them all. Returns 0 when there is none: then the content was edited. */
static gint64
find_true_sequence (TrivetStatement *row,
                    gint64           newest)
{
  guint8          hash[TRIVET_CHAIN_HASH_LENGTH];
  TrivetChainLink link;

  if (sqlite3_column_bytes (row, PREVIOUS_COLUMN) != TRIVET_CHAIN_HASH_LENGTH)
    return 0;
  _trivet_fact_table_get_link (row, &link);
  for (link.sequence = 1; link.sequence <= newest; link.sequence++) {
    _trivet_chain_hash (sqlite3_column_blob (row, PREVIOUS_COLUMN), &link, hash);
    if (column_is (row, HASH_COLUMN, hash))
      return link.sequence;
  }
  return 0;
}

/* @hash is what the row's content makes after the last good fact. */
static void
name_bad_row (TrivetWalk      *walk,
              TrivetStatement *row,
              const guint8    *hash,
              gint64           newest)
{
  g_autofree char *moved = NULL;
  gint64           sequence = sqlite3_column_int64 (row, 0);
  gint64           true_sequence;

  /* The content still leads to the next fact: only the hash columns were touched. */
  if (column_is (row, HASH_COLUMN, hash) || column_is (row, NEXT_COLUMN, hash)) {
    find_at (walk, TRIVET_STORE_FINDING_HASH, row, "has other hashes than those written with it");
    return;
  }
  true_sequence = find_true_sequence (row, newest);
  if (true_sequence == 0) {
    find_at (walk, TRIVET_STORE_FINDING_EDITED, row, "was changed after it was written");
  } else if (true_sequence == sequence) {
    find_at (walk, TRIVET_STORE_FINDING_REPLACED, row, "does not follow the fact before it");
  } else {
    moved = g_strdup_printf ("was written as fact %" G_GINT64_FORMAT, true_sequence);
    find_at (walk, TRIVET_STORE_FINDING_REORDERED, row, moved);
  }
}

static void
check_row (TrivetWalk      *walk,
           TrivetStatement *row,
           gint64           newest)
{
  gint64          expected = walk->report->n_facts + 1;
  guint8          hash[TRIVET_CHAIN_HASH_LENGTH];
  TrivetChainLink link;

  _trivet_fact_table_get_link (row, &link);
  if (link.sequence > expected) {
    find_missing (walk, expected, link.sequence - 1);
    return;
  }
  _trivet_chain_hash (walk->hash, &link, hash);
  if (link.sequence < expected || !column_is (row, PREVIOUS_COLUMN, walk->hash) ||
      !column_is (row, HASH_COLUMN, hash)) {
    name_bad_row (walk, row, hash, newest);
    return;
  }
  memcpy (walk->hash, hash, sizeof hash);
  walk->report->n_facts++;
}

static gboolean
walk_facts (TrivetWalk *walk,
            gint64      newest,
            GError    **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (
    walk->database,
    "SELECT " TRIVET_FACT_COLUMNS ", fact.previous_hash, fact.hash,"
    " (SELECT n.previous_hash FROM fact AS n WHERE n.sequence = fact.sequence + 1)"
    " FROM fact ORDER BY fact.sequence",
    error);
  if (statement == NULL)
    return FALSE;
  while (walk->report->finding == TRIVET_STORE_FINDING_NONE) {
    if (!_trivet_database_step (walk->database, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    check_row (walk, statement, newest);
  }
  return TRUE;
}

static gboolean
check_head (TrivetWalk *walk,
            GError    **error)
{
  TrivetStoreReport *report = walk->report;
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (walk->database, "SELECT sequence, hash FROM head", error);
  if (statement == NULL || !_trivet_database_step (walk->database, statement, &row, error))
    return FALSE;
  if (row && sqlite3_column_int64 (statement, 0) > report->n_facts) {
    find_missing (walk, report->n_facts + 1, sqlite3_column_int64 (statement, 0));
  } else if (!row || sqlite3_column_int64 (statement, 0) < report->n_facts ||
             !column_is (statement, 1, walk->hash)) {
    report->finding = TRIVET_STORE_FINDING_HEAD;
    report->sequence = report->n_facts;
    report->message = g_strdup_printf ("The head does not agree with fact %" G_GINT64_FORMAT
                                       ", the newest one",
                                       report->n_facts);
  }
  return TRUE;
}

static gboolean
walk_chain (TrivetWalk *walk,
            GError    **error)
{
  gint64 newest;

  return _trivet_database_get_int (walk->database, "SELECT max (sequence) FROM fact", &newest,
                                   error) &&
         walk_facts (walk, newest, error) &&
         (walk->report->finding != TRIVET_STORE_FINDING_NONE || check_head (walk, error));
}

/**
 * _trivet_store_verify_database:
 * @database: a connection
 * @report: (out caller-allocates): what was found, also after an error
 * @error: where to put the error
 *
 * trivet_store_verify() on an open connection, in one snapshot.
 */
gboolean
_trivet_store_verify_database (TrivetDatabase    *database,
                               TrivetStoreReport *report,
                               GError           **error)
{
  TrivetWalk walk = { database, report, { 0 } };
  gboolean   done;

  memset (report, 0, sizeof *report);
  if (!_trivet_database_exec (database, "BEGIN", error))
    return FALSE;
  done = walk_chain (&walk, error);
  _trivet_database_rollback (database);
  if (!done)
    return FALSE;
  if (report->finding == TRIVET_STORE_FINDING_NONE)
    return TRUE;
  g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED,
               "The journal in “%s” is not as it was written: %s. Keep this file and restore a backup.",
               _trivet_database_get_path (database), report->message);
  return FALSE;
}

/* Tables of an older version are made anew before anybody uses them. */
static gboolean
verify_accounts (TrivetDatabase    *database,
                 TrivetStoreReport *report,
                 GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 projection;

  if (!_trivet_database_get_int (database, "SELECT projection FROM head", &projection, error))
    return FALSE;
  if (projection != TRIVET_PROJECTION_VERSION)
    return TRUE;
  report->message = _trivet_account_book_find_fault (database, &report->sequence, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (report->message == NULL)
    return TRUE;
  report->finding = TRIVET_STORE_FINDING_ACCOUNTS;
  g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED,
               "The journal in “%s” is as it was written, but not its accounts: %s. Rebuild them "
               "from the journal.",
               _trivet_database_get_path (database), report->message);
  return FALSE;
}

/**
 * trivet_store_verify:
 * @path: the store's file; a writer may have it open
 * @report: (out caller-allocates): what was found, also when it returns %FALSE
 * @error: where to put the error: %TRIVET_STORE_ERROR_DAMAGED when the chain is broken
 *
 * Computes the whole chain of facts again and compares it, so that any edited, removed or
 * reordered fact is found and the first one is named. Then it adds up the accounts. It waits for
 * the disk.
 *
 * Somebody who may write the file and computes all later hashes and the head anew is not found;
 * compare with a backup or an export for that.
 *
 * Returns: whether every fact is as it was written and the accounts add up
 */
gboolean
trivet_store_verify (const char        *path,
                     TrivetStoreReport *report,
                     GError           **error)
{
  g_autoptr (TrivetDatabase) database = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  memset (report, 0, sizeof *report);
  database = _trivet_database_open (path, TRIVET_DATABASE_READER, error);
  return database != NULL && _trivet_reader_check (database, error) &&
         _trivet_store_verify_database (database, report, error) &&
         verify_accounts (database, report, error);
}
