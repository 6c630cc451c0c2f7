/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store-backup-private.h"

#include "trivet-store-files-private.h"
#include "trivet-store-verify-private.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

/* A copy of the store while it runs: one snapshot, checked before it takes its name. */

/* How much is copied between two looks at the cancellable: 4 MiB. */
#define STEP_PAGES 1024

static gboolean
is_same_file (const char *a,
              const char *b)
{
  struct stat stat_a, stat_b;

  return stat (a, &stat_a) == 0 && stat (b, &stat_b) == 0 && stat_a.st_dev == stat_b.st_dev &&
         stat_a.st_ino == stat_b.st_ino;
}

static gboolean
copy_pages (TrivetDatabase *source,
            TrivetDatabase *target,
            GCancellable   *cancellable,
            GError        **error)
{
  sqlite3_backup *backup;
  int             code = SQLITE_OK;

  backup = sqlite3_backup_init (_trivet_database_get_handle (target), "main",
                                _trivet_database_get_handle (source), "main");
  if (backup == NULL) {
    _trivet_database_set_error (target, sqlite3_errcode (_trivet_database_get_handle (target)), error);
    return FALSE;
  }
  errno = 0;
  while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_backup_step (backup, STEP_PAGES);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    _trivet_database_set_error (target, code, error);
  return FALSE;
}

/* The open transaction keeps one snapshot over all steps; otherwise every sale would make the
 * copy start again. */
static gboolean
copy_snapshot (TrivetDatabase *source,
               TrivetDatabase *target,
               GCancellable   *cancellable,
               GError        **error)
{
  gboolean done;
  gint64   sequence;

  if (!_trivet_database_exec (source, "BEGIN", error))
    return FALSE;
  done = _trivet_database_get_int (source, "SELECT sequence FROM head", &sequence, error) &&
         copy_pages (source, target, cancellable, error);
  _trivet_database_rollback (source);
  return done;
}

static gboolean
check_pages (TrivetDatabase *target,
             GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (target, "PRAGMA quick_check (1)", error);
  if (statement == NULL || !_trivet_database_step (target, statement, &row, error))
    return FALSE;
  if (row && g_str_equal (_trivet_statement_get_text (statement, 0), "ok"))
    return TRUE;
  _trivet_database_code_to_error (_trivet_database_get_path (target), SQLITE_CORRUPT, 0,
                                  _trivet_statement_get_text (statement, 0), error);
  return FALSE;
}

static gboolean
fill_copy (TrivetDatabase *source,
           const char     *path,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (TrivetDatabase) target = _trivet_database_open (path, TRIVET_DATABASE_NEW, error);
  g_auto (TrivetStoreReport) report = { 0 };

  return target != NULL && copy_snapshot (source, target, cancellable, error) &&
         check_pages (target, error) && _trivet_store_verify_database (target, &report, error);
}

/**
 * _trivet_store_backup_run:
 * @source: a read-only connection to the store
 * @path: where the copy goes; a file there is replaced once the copy is whole
 * @cancellable: (nullable): stops the copying
 * @error: where to put the error
 *
 * Copies one snapshot, checks its pages and its chain, syncs it and gives it its name.
 */
gboolean
_trivet_store_backup_run (TrivetDatabase *source,
                          const char     *path,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%08x", path, g_random_int ());

  if (is_same_file (path, _trivet_database_get_path (source))) {
    _trivet_database_errno_to_error (path, EEXIST, error);
    return FALSE;
  }
  if (fill_copy (source, part, cancellable, error) && _trivet_store_files_sync (part, error)) {
    if (rename (part, path) == 0)
      return _trivet_store_files_sync_directory (path, error);
    _trivet_database_errno_to_error (path, errno, error);
  }
  _trivet_store_files_remove (part);
  return FALSE;
}
