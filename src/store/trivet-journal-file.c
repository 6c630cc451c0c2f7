/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-journal-file-private.h"

#include "trivet-fact-table-private.h"
#include "trivet-projection-private.h"
#include "trivet-schema-private.h"
#include "trivet-store-files-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

/**
 * TrivetJournalFile:
 *
 * The store as its one writer has it: the lock, the connection, the newest hash and the
 * projection. No threads here; TrivetStore calls it from its writer thread only.
 */
struct _TrivetJournalFile {
  int               lock;
  TrivetDatabase   *database;
  TrivetProjection *projection;
  gint64            sequence;
  guint8            hash[TRIVET_CHAIN_HASH_LENGTH];
};

/* Pages of 4 KiB in the log: from the first number on it is copied when nothing waits, from the
 * second on before the next append all the same. */
#define WAL_IDLE_PAGES 1000
#define WAL_MAX_PAGES  16000

static void
set_damaged_error (TrivetJournalFile *self,
                   const char        *detail,
                   GError           **error)
{
  _trivet_database_code_to_error (_trivet_database_get_path (self->database), SQLITE_CORRUPT, 0,
                                  detail, error);
}

static gboolean
read_hash (TrivetStatement *row,
           int              column,
           guint8          *hash)
{
  if (sqlite3_column_bytes (row, column) != TRIVET_CHAIN_HASH_LENGTH)
    return FALSE;
  memcpy (hash, sqlite3_column_blob (row, column), TRIVET_CHAIN_HASH_LENGTH);
  return TRUE;
}

static gboolean
read_head (TrivetJournalFile *self,
           gint64            *ret_projection,
           GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (self->database,
                                        "SELECT sequence, hash, projection FROM head", error);
  if (statement == NULL || !_trivet_database_step (self->database, statement, &row, error))
    return FALSE;
  if (!row || !read_hash (statement, 1, self->hash)) {
    set_damaged_error (self, "the head row is missing", error);
    return FALSE;
  }
  self->sequence = sqlite3_column_int64 (statement, 0);
  *ret_projection = sqlite3_column_int64 (statement, 2);
  return TRUE;
}

static gboolean
newest_fact_fits (TrivetJournalFile *self,
                  TrivetStatement   *row)
{
  guint8          previous[TRIVET_CHAIN_HASH_LENGTH];
  guint8          hash[TRIVET_CHAIN_HASH_LENGTH];
  TrivetChainLink link;

  _trivet_fact_table_get_link (row, &link);
  if (link.sequence != self->sequence || !read_hash (row, TRIVET_FACT_N_COLUMNS, previous))
    return FALSE;
  _trivet_chain_hash (previous, &link, hash);
  return memcmp (hash, self->hash, sizeof hash) == 0;
}

/* Only the end is looked at, so that opening takes the same time for any number of facts; the
 * whole chain is trivet_store_verify()'s work. */
static gboolean
check_newest (TrivetJournalFile *self,
              GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (self->database,
                                        "SELECT " TRIVET_FACT_COLUMNS ", fact.previous_hash"
                                        " FROM fact ORDER BY sequence DESC LIMIT 1",
                                        error);
  if (statement == NULL || !_trivet_database_step (self->database, statement, &row, error))
    return FALSE;
  if (row ? newest_fact_fits (self, statement) : self->sequence == 0)
    return TRUE;
  set_damaged_error (self, "the newest fact is not the one that was written last", error);
  return FALSE;
}

static gboolean
rebuild (TrivetJournalFile *self,
         GError           **error)
{
  if (_trivet_database_exec (self->database, "BEGIN IMMEDIATE", error) &&
      _trivet_projection_rebuild (self->projection, error) &&
      _trivet_database_exec (self->database, "COMMIT", error))
    return TRUE;
  _trivet_database_rollback (self->database);
  _trivet_projection_forget (self->projection);
  return FALSE;
}

/* Finds a disk that cannot be written before a guest orders. Nothing is written: a sync takes long,
 * and screens wait for their first read. */
static gboolean
check_writable (TrivetJournalFile *self,
                GError           **error)
{
  return _trivet_database_exec (self->database, "BEGIN IMMEDIATE", error) &&
         _trivet_database_exec (self->database, "ROLLBACK", error);
}

static gboolean
set_up (TrivetJournalFile *self,
        GError           **error)
{
  sqlite3                *handle = _trivet_database_get_handle (self->database);
  const TrivetSchemaStep *steps;
  gint64                  projection;
  gsize                   n_steps;

  steps = _trivet_schema_get_steps (&n_steps);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  self->projection = _trivet_projection_new (self->database);
  if (!_trivet_database_exec (self->database, "PRAGMA journal_mode = WAL", error) ||
      !_trivet_schema_migrate (self->database, steps, n_steps, error) ||
      !read_head (self, &projection, error) ||
      !check_newest (self, error))
    return FALSE;
  if (projection != TRIVET_PROJECTION_VERSION && !rebuild (self, error))
    return FALSE;
  return check_writable (self, error);
}

/**
 * _trivet_journal_file_open:
 * @path: the store's file
 * @error: where to put the error, of %TRIVET_STORE_ERROR
 *
 * Opens a store for writing: takes the lock, refuses what is newer, damaged or not ours without
 * touching it, does the migrations that it lacks and rebuilds older state tables.
 *
 * Returns: (transfer full) (nullable): the store
 */
TrivetJournalFile *
_trivet_journal_file_open (const char *path,
                           GError    **error)
{
  g_autoptr (TrivetJournalFile) self = g_new0 (TrivetJournalFile, 1);
  const TrivetSchemaStep *steps;
  gsize                   n_steps;

  self->lock = -1;
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    _trivet_database_errno_to_error (path, ENOENT, error);
    return NULL;
  }
  self->lock = _trivet_store_files_lock (path, error);
  if (self->lock < 0)
    return NULL;
  self->database = _trivet_database_open (path, TRIVET_DATABASE_WRITER, error);
  if (self->database == NULL)
    return NULL;
  steps = _trivet_schema_get_steps (&n_steps);
  if (!_trivet_schema_check (self->database, steps, n_steps, error) || !set_up (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * _trivet_journal_file_close:
 * @self: (transfer full) (nullable): a store
 *
 * Copies the log into the file, closes it and lets the next writer in.
 */
void
_trivet_journal_file_close (TrivetJournalFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->projection, _trivet_projection_free);
  g_clear_pointer (&self->database, _trivet_database_close);
  _trivet_store_files_unlock (&self->lock);
  g_free (self);
}

static gboolean
write_head (TrivetJournalFile *self,
            gint64             sequence,
            const guint8      *hash,
            GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (self->database,
                                        "UPDATE head SET sequence = ?, hash = ? WHERE sequence = ?",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ihi", sequence, hash, self->sequence);
  if (!_trivet_database_run (self->database, statement, error))
    return FALSE;
  if (_trivet_database_get_changes (self->database) == 1)
    return TRUE;
  set_damaged_error (self, "somebody else wrote to it", error);
  return FALSE;
}

static gboolean
write_facts (TrivetJournalFile *self,
             GPtrArray         *facts,
             guint8            *hash,
             GError           **error)
{
  guint8 previous[TRIVET_CHAIN_HASH_LENGTH];

  memcpy (hash, self->hash, TRIVET_CHAIN_HASH_LENGTH);
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    gint64      sequence = self->sequence + 1 + i;

    memcpy (previous, hash, sizeof previous);
    if (!_trivet_projection_apply (self->projection, fact, sequence, error) ||
        !_trivet_fact_table_insert (self->database, fact, sequence, previous, hash, error))
      return FALSE;
  }
  return _trivet_projection_flush (self->projection, error) &&
         write_head (self, self->sequence + facts->len, hash, error);
}

static gboolean
run_in_transaction (TrivetJournalFile *self,
                    GPtrArray         *facts,
                    guint8            *hash,
                    GError           **error)
{
  g_autoptr (TrivetStatement) begin = NULL;
  g_autoptr (TrivetStatement) commit = NULL;

  begin = _trivet_database_prepare (self->database, "BEGIN IMMEDIATE", error);
  if (begin == NULL || !_trivet_database_run (self->database, begin, error) ||
      !write_facts (self, facts, hash, error))
    return FALSE;
  commit = _trivet_database_prepare (self->database, "COMMIT", error);
  return commit != NULL && _trivet_database_run (self->database, commit, error);
}

/**
 * _trivet_journal_file_append:
 * @self: a store
 * @facts: (element-type TrivetFact): new facts, at least one
 * @error: where to put the error: %TRIVET_STORE_ERROR for the disk, %TRIVET_FACT_ERROR for a fact
 *   that the state tables cannot take
 *
 * Writes all of @facts in one transaction, with one sync, and then gives them their numbers; or
 * none of them.
 */
gboolean
_trivet_journal_file_append (TrivetJournalFile *self,
                             GPtrArray         *facts,
                             GError           **error)
{
  guint8 hash[TRIVET_CHAIN_HASH_LENGTH];

  if (!run_in_transaction (self, facts, hash, error)) {
    _trivet_database_rollback (self->database);
    _trivet_projection_forget (self->projection);
    return FALSE;
  }
  for (guint i = 0; i < facts->len; i++)
    trivet_fact_set_sequence (g_ptr_array_index (facts, i), self->sequence + 1 + i);
  self->sequence += facts->len;
  memcpy (self->hash, hash, sizeof hash);
  return TRUE;
}

/**
 * _trivet_journal_file_rebuild:
 * @self: a store
 * @error: where to put the error
 *
 * Makes all state tables anew from the journal, in one transaction.
 */
gboolean
_trivet_journal_file_rebuild (TrivetJournalFile *self,
                              GError           **error)
{
  return rebuild (self, error);
}

/**
 * _trivet_journal_file_wants_checkpoint:
 * @self: a store
 * @idle: whether nothing waits to be written
 *
 * Returns: whether the log is long enough to be copied into the file now
 */
gboolean
_trivet_journal_file_wants_checkpoint (TrivetJournalFile *self,
                                       gboolean           idle)
{
  return _trivet_database_get_wal_pages (self->database) >= (idle ? WAL_IDLE_PAGES : WAL_MAX_PAGES);
}

gboolean
_trivet_journal_file_checkpoint (TrivetJournalFile *self,
                                 GError           **error)
{
  return _trivet_database_checkpoint (self->database, error);
}

static gboolean
fill_new_file (const char *path,
               GPtrArray  *facts,
               GError    **error)
{
  g_autoptr (TrivetJournalFile) self = g_new0 (TrivetJournalFile, 1);

  self->lock = -1;
  self->database = _trivet_database_open (path, TRIVET_DATABASE_NEW, error);
  /* Everything must be in the file itself before it is renamed: its log would not come along. */
  return self->database != NULL && set_up (self, error) &&
         (facts->len == 0 || _trivet_journal_file_append (self, facts, error)) &&
         _trivet_database_exec (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

/**
 * _trivet_journal_file_create:
 * @path: where; nothing may be there
 * @facts: (element-type TrivetFact): the first facts
 * @error: where to put the error; %TRIVET_STORE_ERROR_EXISTS when something is there
 *
 * Makes a store under another name and moves it to @path when it is whole, so that a half-made
 * one is never found.
 */
gboolean
_trivet_journal_file_create (const char *path,
                             GPtrArray  *facts,
                             GError    **error)
{
  g_autofree char *new_path = g_strdup_printf ("%s.new-%08x", path, g_random_int ());

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    _trivet_database_errno_to_error (path, EEXIST, error);
    return FALSE;
  }
  if (!fill_new_file (new_path, facts, error)) {
    _trivet_store_files_remove (new_path);
    return FALSE;
  }
  if (renameat2 (AT_FDCWD, new_path, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
    _trivet_database_errno_to_error (path, errno, error);
    _trivet_store_files_remove (new_path);
    return FALSE;
  }
  return _trivet_store_files_sync_directory (path, error);
}
