/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-vfs.h"

#include <sqlite3.h>
#include <string.h>

/* Passes everything on to the default VFS, and counts or refuses where the test wants it. */

typedef struct {
  sqlite3_file  base;
  sqlite3_file *real;
} StoreVfsFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs  store_vfs;

static int n_syncs;
static int is_full;
static int sync_fails;
static int is_read_only;
static int sync_delay_ms;

static GMutex   hold_mutex;
static GCond    hold_cond;
static gboolean is_held;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((StoreVfsFile *) file)->real;
}

static int
on_close (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;
}

static int
on_read (sqlite3_file *file,
         void         *buffer,
         int           length,
         sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), buffer, length, offset);
}

static int
on_write (sqlite3_file *file,
          const void   *buffer,
          int           length,
          sqlite3_int64 offset)
{
  if (g_atomic_int_get (&is_full))
    return SQLITE_FULL;
  return get_real (file)->pMethods->xWrite (get_real (file), buffer, length, offset);
}

static int
on_truncate (sqlite3_file *file,
             sqlite3_int64 size)
{
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static void
wait_until_released (void)
{
  g_mutex_lock (&hold_mutex);
  while (is_held)
    g_cond_wait (&hold_cond, &hold_mutex);
  g_mutex_unlock (&hold_mutex);
}

static int
on_sync (sqlite3_file *file,
         int           flags)
{
  int delay_ms = g_atomic_int_get (&sync_delay_ms);

  g_atomic_int_inc (&n_syncs);
  wait_until_released ();
  if (delay_ms > 0)
    g_usleep (1000 * (gulong) delay_ms);
  if (g_atomic_int_get (&sync_fails))
    return SQLITE_IOERR_FSYNC;
  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
on_file_size (sqlite3_file  *file,
              sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
on_lock (sqlite3_file *file,
         int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
on_unlock (sqlite3_file *file,
           int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
on_check_reserved_lock (sqlite3_file *file,
                        int          *held)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), held);
}

static int
on_file_control (sqlite3_file *file,
                 int           operation,
                 void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
on_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
on_shm_map (sqlite3_file   *file,
            int             page,
            int             size,
            int             extend,
            void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, memory);
}

static int
on_shm_lock (sqlite3_file *file,
             int           offset,
             int           n,
             int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
on_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
on_shm_unmap (sqlite3_file *file,
              int           remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved_lock,
  .xFileControl = on_file_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device_characteristics,
  .xShmMap = on_shm_map,
  .xShmLock = on_shm_lock,
  .xShmBarrier = on_shm_barrier,
  .xShmUnmap = on_shm_unmap,
};

static int
on_open (sqlite3_vfs  *vfs,
         const char   *name,
         sqlite3_file *file,
         int           flags,
         int          *ret_flags)
{
  StoreVfsFile *self = (StoreVfsFile *) file;
  int           code;

  self->real = (sqlite3_file *) (self + 1);
  if (g_atomic_int_get (&is_read_only)) {
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
      return SQLITE_READONLY;
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  }
  code = real_vfs->xOpen (real_vfs, name, self->real, flags, ret_flags);
  self->base.pMethods = code == SQLITE_OK ? &methods : NULL;
  return code;
}

/* Makes this disk the one that every later connection of the process gets. */
void
store_vfs_install (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  store_vfs = *real_vfs;
  store_vfs.zName = "trivet-test";
  store_vfs.szOsFile = (int) sizeof (StoreVfsFile) + real_vfs->szOsFile;
  store_vfs.xOpen = on_open;
  store_vfs.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&store_vfs, 1), ==, SQLITE_OK);
}

/* A healthy disk again, nothing counted. */
void
store_vfs_reset (void)
{
  g_atomic_int_set (&n_syncs, 0);
  g_atomic_int_set (&is_full, 0);
  g_atomic_int_set (&sync_fails, 0);
  g_atomic_int_set (&is_read_only, 0);
  g_atomic_int_set (&sync_delay_ms, 0);
}

int
store_vfs_get_syncs (void)
{
  return g_atomic_int_get (&n_syncs);
}

void
store_vfs_set_full (gboolean full)
{
  g_atomic_int_set (&is_full, full);
}

void
store_vfs_set_sync_fails (gboolean fails)
{
  g_atomic_int_set (&sync_fails, fails);
}

void
store_vfs_set_read_only (gboolean read_only)
{
  g_atomic_int_set (&is_read_only, read_only);
}

void
store_vfs_set_sync_delay_ms (int delay_ms)
{
  g_atomic_int_set (&sync_delay_ms, delay_ms);
}

/* A sync that does not come back until it is let go. */
void
store_vfs_set_sync_held (gboolean held)
{
  g_mutex_lock (&hold_mutex);
  is_held = held;
  g_cond_broadcast (&hold_cond);
  g_mutex_unlock (&hold_mutex);
}
