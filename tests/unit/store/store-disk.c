/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-disk.h"

#include "store-disk-image.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  sqlite3_file  base;
  DiskImage    *image;
  sqlite3_file *real;
} DiskFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs  disk_vfs;

static GMutex      mutex;
static GHashTable *images; /* path → DiskImage */
static GRand      *dice;   /* decides what survives */
static gboolean    is_cut;
static int         until_cut;
static int         until_failed_sync;
static int         until_full;
static int         n_refused_when_full;
static int         until_failed_read;
static int         n_faults;
static int         is_short; /* atomic */

static DiskImage *
find_image (const char *path)
{
  DiskImage *image = g_hash_table_lookup (images, path);

  if (image == NULL) {
    image = disk_image_new (path);
    g_hash_table_insert (images, image->path, image);
  }
  image->exists = TRUE;
  return image;
}

/* Counts down to a fault; TRUE when it is due. */
static gboolean
is_due (int *until)
{
  if (*until < 0)
    return FALSE;
  return (*until)-- == 0;
}

/* Every operation that changes the disk is one at which the power can go. */
static gboolean
cut_now (void)
{
  if (!is_cut && is_due (&until_cut)) {
    is_cut = TRUE;
    n_faults++;
  }
  return is_cut;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((DiskFile *) file)->real;
}

static int
on_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
on_read (sqlite3_file *file,
         void         *buffer,
         int           length,
         sqlite3_int64 offset)
{
  gboolean fails;

  g_mutex_lock (&mutex);
  fails = is_due (&until_failed_read);
  n_faults += fails;
  g_mutex_unlock (&mutex);
  if (fails)
    return SQLITE_IOERR_READ;
  return get_real (file)->pMethods->xRead (get_real (file), buffer, length, offset);
}

/* The system may always read and write less than it was asked to, and SQLite then asks again. This
 * is done below it: a VFS that reads less says that the file ends there. */
static size_t
shorten (size_t length)
{
  return g_atomic_int_get (&is_short) && length > 1 ? length / 2 : length;
}

static ssize_t
on_system_read (int    fd,
                void  *buffer,
                size_t length)
{
  return read (fd, buffer, shorten (length));
}

static ssize_t
on_system_pread (int    fd,
                 void  *buffer,
                 size_t length,
                 off_t  offset)
{
  return pread (fd, buffer, shorten (length), offset);
}

static ssize_t
on_system_write (int         fd,
                 const void *buffer,
                 size_t      length)
{
  return write (fd, buffer, shorten (length));
}

static ssize_t
on_system_pwrite (int         fd,
                  const void *buffer,
                  size_t      length,
                  off_t       offset)
{
  return pwrite (fd, buffer, shorten (length), offset);
}

/* A full disk may still take the beginning. */
static int
write_when_full (DiskFile     *self,
                 const void   *buffer,
                 int           length,
                 sqlite3_int64 offset)
{
  int part = length / 3;

  n_refused_when_full--;
  n_faults++;
  if (part > 0) {
    disk_image_write (self->image, buffer, (gsize) part, (gsize) offset);
    self->real->pMethods->xWrite (self->real, buffer, part, offset);
  }
  return SQLITE_FULL;
}

static int
write_locked (DiskFile     *self,
              const void   *buffer,
              int           length,
              sqlite3_int64 offset)
{
  if (is_cut)
    return SQLITE_IOERR_WRITE;
  if (until_full > 0)
    until_full--;
  else if (until_full == 0 && n_refused_when_full > 0)
    return write_when_full (self, buffer, length, offset);
  /* The write under way when the power goes may be torn as well. */
  disk_image_write (self->image, buffer, (gsize) length, (gsize) offset);
  if (cut_now ())
    return SQLITE_IOERR_WRITE;
  return self->real->pMethods->xWrite (self->real, buffer, length, offset);
}

static int
on_write (sqlite3_file *file,
          const void   *buffer,
          int           length,
          sqlite3_int64 offset)
{
  int code;

  g_mutex_lock (&mutex);
  code = write_locked ((DiskFile *) file, buffer, length, offset);
  g_mutex_unlock (&mutex);
  return code;
}

static int
on_truncate (sqlite3_file *file,
             sqlite3_int64 size)
{
  DiskFile *self = (DiskFile *) file;
  int       code = SQLITE_IOERR_TRUNCATE;

  g_mutex_lock (&mutex);
  if (!is_cut) {
    disk_image_truncate (self->image, (gsize) size);
    if (!cut_now ())
      code = self->real->pMethods->xTruncate (self->real, size);
  }
  g_mutex_unlock (&mutex);
  return code;
}

static int
on_sync (sqlite3_file *file,
         int           flags)
{
  DiskFile *self = (DiskFile *) file;
  int       code = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (cut_now ()) {
    code = SQLITE_IOERR_FSYNC;
  } else if (is_due (&until_failed_sync)) {
    n_faults++;
    disk_image_fail_sync (self->image, dice);
    code = SQLITE_IOERR_FSYNC;
  } else {
    disk_image_sync (self->image);
  }
  g_mutex_unlock (&mutex);
  return code;
}

/* Locks, sizes and shared memory are the system's; the real file's methods want the real file. */
#define PASS_ON(name, parameters, arguments)          \
  static int on_##name parameters                     \
  {                                                   \
    return get_real (file)->pMethods->name arguments; \
  }

PASS_ON (xFileSize, (sqlite3_file * file, sqlite3_int64 *size), (get_real (file), size))
PASS_ON (xLock, (sqlite3_file * file, int level), (get_real (file), level))
PASS_ON (xUnlock, (sqlite3_file * file, int level), (get_real (file), level))
PASS_ON (xCheckReservedLock, (sqlite3_file * file, int *held), (get_real (file), held))
PASS_ON (xFileControl, (sqlite3_file * file, int operation, void *argument), (get_real (file), operation, argument))
PASS_ON (xSectorSize, (sqlite3_file * file), (get_real (file)))
PASS_ON (xDeviceCharacteristics, (sqlite3_file * file), (get_real (file)))
PASS_ON (xShmMap, (sqlite3_file * file, int page, int size, int extend, void volatile **memory), (get_real (file), page, size, extend, memory))
PASS_ON (xShmLock, (sqlite3_file * file, int offset, int n, int flags), (get_real (file), offset, n, flags))
PASS_ON (xShmUnmap, (sqlite3_file * file, int delete_flag), (get_real (file), delete_flag))

static void
on_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_xFileSize,
  .xLock = on_xLock,
  .xUnlock = on_xUnlock,
  .xCheckReservedLock = on_xCheckReservedLock,
  .xFileControl = on_xFileControl,
  .xSectorSize = on_xSectorSize,
  .xDeviceCharacteristics = on_xDeviceCharacteristics,
  .xShmMap = on_xShmMap,
  .xShmLock = on_xShmLock,
  .xShmBarrier = on_shm_barrier,
  .xShmUnmap = on_xShmUnmap,
};

static int
on_open (sqlite3_vfs  *vfs,
         const char   *name,
         sqlite3_file *file,
         int           flags,
         int          *ret_flags)
{
  DiskFile *self = (DiskFile *) file;
  int       code;

  self->real = (sqlite3_file *) (self + 1);
  code = real_vfs->xOpen (real_vfs, name, self->real, flags, ret_flags);
  self->base.pMethods = code == SQLITE_OK ? &methods : NULL;
  if (code != SQLITE_OK)
    return code;
  g_assert (name != NULL);
  g_mutex_lock (&mutex);
  self->image = find_image (name);
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

/* Removing a name is not certain either, but nobody makes the file anew before the next start. */
static int
on_delete (sqlite3_vfs *vfs,
           const char  *name,
           int          sync_directory)
{
  DiskImage *image;
  int        code = SQLITE_IOERR_DELETE;

  g_mutex_lock (&mutex);
  if (!cut_now ()) {
    image = g_hash_table_lookup (images, name);
    if (image != NULL)
      image->exists = FALSE;
    code = real_vfs->xDelete (real_vfs, name, sync_directory);
  }
  g_mutex_unlock (&mutex);
  return code;
}

static void
heal (void)
{
  is_cut = FALSE;
  until_cut = -1;
  until_failed_sync = -1;
  until_full = -1;
  n_refused_when_full = 0;
  until_failed_read = -1;
  g_atomic_int_set (&is_short, FALSE);
}

/* A healthy disk that knows no file; nothing may be open. @seed decides what survives. */
void
store_disk_reset (guint32 seed)
{
  g_rand_set_seed (dice, seed);
  g_hash_table_remove_all (images);
  heal ();
  n_faults = 0;
}

/* Which of them SQLite uses depends on how it was built. */
static void
replace_system_calls (void)
{
  static const struct {
    const char         *name;
    sqlite3_syscall_ptr call;
  } calls[] = {
    { "read", (sqlite3_syscall_ptr) on_system_read },
    { "pread", (sqlite3_syscall_ptr) on_system_pread },
    { "pread64", (sqlite3_syscall_ptr) on_system_pread },
    { "write", (sqlite3_syscall_ptr) on_system_write },
    { "pwrite", (sqlite3_syscall_ptr) on_system_pwrite },
    { "pwrite64", (sqlite3_syscall_ptr) on_system_pwrite },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_assert_cmpint (real_vfs->xSetSystemCall (real_vfs, calls[i].name, calls[i].call), ==, SQLITE_OK);
}

/* Makes this disk the one that every later connection of the process gets. */
void
store_disk_install (void)
{
  images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, disk_image_free);
  real_vfs = sqlite3_vfs_find (NULL);
  disk_vfs = *real_vfs;
  disk_vfs.zName = "trivet-disk";
  disk_vfs.szOsFile = (int) sizeof (DiskFile) + real_vfs->szOsFile;
  disk_vfs.xOpen = on_open;
  disk_vfs.xDelete = on_delete;
  disk_vfs.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&disk_vfs, 1), ==, SQLITE_OK);
  replace_system_calls ();
  dice = g_rand_new_with_seed (0);
  store_disk_reset (0);
}

void
store_disk_cut_after (int n_operations)
{
  g_mutex_lock (&mutex);
  until_cut = n_operations;
  g_mutex_unlock (&mutex);
}

void
store_disk_fail_sync_after (int n_syncs)
{
  g_mutex_lock (&mutex);
  until_failed_sync = n_syncs;
  g_mutex_unlock (&mutex);
}

void
store_disk_fill_after (int n_writes,
                       int n_refused)
{
  g_mutex_lock (&mutex);
  until_full = n_writes;
  n_refused_when_full = n_refused;
  g_mutex_unlock (&mutex);
}

void
store_disk_fail_read_after (int n_reads)
{
  g_mutex_lock (&mutex);
  until_failed_read = n_reads;
  g_mutex_unlock (&mutex);
}

/* Every read and write of the system does half of what it is asked. */
void
store_disk_set_short (gboolean is_on)
{
  g_atomic_int_set (&is_short, is_on);
}

gboolean
store_disk_is_cut (void)
{
  gboolean cut;

  g_mutex_lock (&mutex);
  cut = is_cut;
  g_mutex_unlock (&mutex);
  return cut;
}

/* How many of the planned faults have happened. */
int
store_disk_get_faults (void)
{
  int n;

  g_mutex_lock (&mutex);
  n = n_faults;
  g_mutex_unlock (&mutex);
  return n;
}

/* The power is back: each file is what of it survived, the shared memory is gone, and the disk is
 * healthy. Nothing may be open. */
void
store_disk_restore_after_cut (void)
{
  g_autoptr (GList) list = g_list_sort (g_hash_table_get_keys (images), (GCompareFunc) strcmp);

  for (GList *link = list; link != NULL; link = link->next) {
    g_autofree char *shm = g_strconcat (link->data, "-shm", NULL);

    g_unlink (shm);
    disk_image_restore (g_hash_table_lookup (images, link->data), dice);
  }
  g_hash_table_remove_all (images);
  heal ();
}
