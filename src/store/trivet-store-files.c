/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store-files-private.h"

#include "trivet-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * What is done with the store's files beside SQLite: the lock, syncs after a rename, cleaning up.
 *
 * One writer for a store: a lock on an empty file beside it. SQLite's own locks would let two
 * registers take turns, and each would then number facts and keep orders in memory without
 * knowing of the other. The system takes the lock back when its holder dies; the file stays,
 * because removing it would race with the next holder.
 */

static void
set_busy_error (const char *path,
                GError    **error)
{
  g_set_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY,
               "The store “%s” is open in another Trivet. Close that one first.", path);
}

/**
 * _trivet_store_files_lock:
 * @path: the store's file
 * @error: where to put the error: %TRIVET_STORE_ERROR_BUSY, %TRIVET_STORE_ERROR_READ_ONLY, …
 *
 * Returns: a descriptor that holds the lock, or -1
 */
int
_trivet_store_files_lock (const char *path,
                          GError    **error)
{
  g_autofree char *name = g_strconcat (path, "-lock", NULL);
  /* An open-file-description lock also keeps out this program's own second opening. */
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int          fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0) {
    _trivet_database_errno_to_error (path, errno, error);
    return -1;
  }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;
  if (errno == EAGAIN || errno == EACCES)
    set_busy_error (path, error);
  else
    _trivet_database_errno_to_error (path, errno, error);
  close (fd);
  return -1;
}

/**
 * _trivet_store_files_unlock:
 * @lock: what _trivet_store_files_lock() gave; becomes -1
 *
 * Lets the next writer in.
 */
void
_trivet_store_files_unlock (int *lock)
{
  if (*lock >= 0)
    close (*lock);
  *lock = -1;
}

static gboolean
sync_path (const char *path,
           const char *named,
           int         flags,
           GError    **error)
{
  int      fd = open (path, flags | O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    _trivet_database_errno_to_error (named, errno, error);
  if (fd >= 0)
    close (fd);
  return done;
}

/* Makes the content of a file durable. */
gboolean
_trivet_store_files_sync (const char *path,
                          GError    **error)
{
  return sync_path (path, path, 0, error);
}

/* Makes the name of a file durable. */
gboolean
_trivet_store_files_sync_directory (const char *path,
                                    GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return sync_path (directory, path, O_DIRECTORY, error);
}

/* Removes a database that is not wanted, with what SQLite keeps beside it. */
void
_trivet_store_files_remove (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    g_unlink (name);
  }
}
