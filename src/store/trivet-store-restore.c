/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store.h"

#include "trivet-reader-private.h"
#include "trivet-store-backup-private.h"
#include "trivet-store-files-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/*
 * A backup back in its place. Copying it there by hand would leave the old store's log (-wal)
 * beside it, and SQLite would write that log over the restored store.
 */

static gboolean
rename_beside (const char *path,
               const char *kept,
               const char *suffix,
               GError    **error)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (kept, suffix, NULL);

  if (rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  _trivet_database_errno_to_error (from, errno, error);
  return FALSE;
}

/* The old file gets a second name first, so that there is a store of that name at every moment. */
static gboolean
keep_old (const char *path,
          const char *kept,
          GError    **error)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (shm);
  if (link (path, kept) != 0 && !rename_beside (path, kept, "", error))
    return FALSE;
  return rename_beside (path, kept, "-wal", error);
}

static gboolean
replace (TrivetDatabase *backup,
         const char     *path,
         const char     *kept,
         GError        **error)
{
  g_autofree char *copy = g_strconcat (kept, ".new", NULL);

  if (!_trivet_store_backup_run (backup, copy, NULL, error))
    return FALSE;
  if (keep_old (path, kept, error)) {
    if (rename (copy, path) == 0)
      return _trivet_store_files_sync_directory (path, error);
    _trivet_database_errno_to_error (path, errno, error);
  }
  _trivet_store_files_remove (copy);
  return FALSE;
}

/**
 * trivet_store_restore:
 * @path: where the store is, or was; no register may have it open
 * @backup: what trivet_store_backup_async() made
 * @ret_kept: (out) (optional) (transfer full): the name that the old store has now, with its log
 *   beside it; there is no such file when there was none at @path
 * @error: where to put the error: %TRIVET_STORE_ERROR_BUSY when the store is open,
 *   %TRIVET_STORE_ERROR_DAMAGED when the backup is not whole; nothing is changed then
 *
 * Checks the backup, puts a copy of it in the place of the store, and keeps what was there: it may
 * hold facts that the backup lacks. It waits for the disk.
 */
gboolean
trivet_store_restore (const char *path,
                      const char *backup,
                      char      **ret_kept,
                      GError    **error)
{
  g_autoptr (TrivetDatabase) database = NULL;
  g_autofree char *kept = NULL;
  gboolean         done;
  int              lock;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (backup != NULL, FALSE);

  lock = _trivet_store_files_lock (path, error);
  if (lock < 0)
    return FALSE;
  kept = g_strdup_printf ("%s.old-%08x", path, g_random_int ());
  database = _trivet_database_open (backup, TRIVET_DATABASE_READER, error);
  done = database != NULL && _trivet_reader_check (database, error) &&
         replace (database, path, kept, error);
  _trivet_store_files_unlock (&lock);
  if (done && ret_kept != NULL)
    *ret_kept = g_steal_pointer (&kept);
  return done;
}
