/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-disk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/* Something that was done to a file and is not certain to be on the disk: whole sectors as they
 * were after a write, or a new size. */
typedef struct {
  GByteArray *sectors; /* NULL: truncated to offset */
  gsize       offset;
} Change;

typedef struct {
  char       *path;
  GByteArray *content; /* as programs see it */
  GByteArray *durable; /* what certainly survives */
  GPtrArray  *changes; /* since the last sync */
  gboolean    exists;
} Image;

typedef struct {
  sqlite3_file  base;
  Image        *image;
  sqlite3_file *real;
} DiskFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs  disk_vfs;

static GMutex      mutex;
static GHashTable *images; /* path → Image */
static GRand      *dice;
static gboolean    is_cut;
static int         until_cut;
static int         until_failed_sync;
static int         until_full;
static int         n_refused_when_full;
static int         until_failed_read;
static int         n_faults;
static int         is_short; /* atomic */

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->sectors, g_byte_array_unref);
  g_free (change);
}

static void
image_free (gpointer data)
{
  Image *image = data;

  g_free (image->path);
  g_byte_array_unref (image->content);
  g_byte_array_unref (image->durable);
  g_ptr_array_unref (image->changes);
  g_free (image);
}

static void
copy_bytes (GByteArray       *to,
            const GByteArray *from)
{
  g_byte_array_set_size (to, 0);
  g_byte_array_append (to, from->data, from->len);
}

/* Whatever is in the file now was there before and is certain. */
static Image *
image_new (const char *path)
{
  Image           *image = g_new0 (Image, 1);
  g_autofree char *data = NULL;
  gsize            length = 0;

  image->path = g_strdup (path);
  image->content = g_byte_array_new ();
  image->durable = g_byte_array_new ();
  image->changes = g_ptr_array_new_with_free_func (change_free);
  image->exists = TRUE;
  if (g_file_get_contents (path, &data, &length, NULL))
    g_byte_array_append (image->content, (guint8 *) data, (guint) length);
  copy_bytes (image->durable, image->content);
  return image;
}

static Image *
find_image (const char *path)
{
  Image *image = g_hash_table_lookup (images, path);

  if (image == NULL) {
    image = image_new (path);
    g_hash_table_insert (images, image->path, image);
  }
  image->exists = TRUE;
  return image;
}

/* Grows with zeros, as a file does. */
static void
resize (GByteArray *bytes,
        gsize       size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (size > old)
    memset (bytes->data + old, 0, size - old);
}

static void
note_write (Image      *image,
            const void *buffer,
            gsize       length,
            gsize       offset)
{
  gsize   end = offset + length;
  gsize   first = offset / SECTOR * SECTOR;
  gsize   last;
  Change *change;

  if (end > image->content->len)
    resize (image->content, end);
  memcpy (image->content->data + offset, buffer, length);
  last = MIN ((end + SECTOR - 1) / SECTOR * SECTOR, image->content->len);
  change = g_new0 (Change, 1);
  change->offset = first;
  change->sectors = g_byte_array_new ();
  g_byte_array_append (change->sectors, image->content->data + first, (guint) (last - first));
  g_ptr_array_add (image->changes, change);
}

static void
note_truncate (Image *image,
               gsize  size)
{
  Change *change = g_new0 (Change, 1);

  resize (image->content, size);
  change->offset = size;
  g_ptr_array_add (image->changes, change);
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
    note_write (self->image, buffer, (gsize) part, (gsize) offset);
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
  note_write (self->image, buffer, (gsize) length, (gsize) offset);
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
    note_truncate (self->image, (gsize) size);
    if (!cut_now ())
      code = self->real->pMethods->xTruncate (self->real, size);
  }
  g_mutex_unlock (&mutex);
  return code;
}

/* What of a change survives: each sector by itself, a new size as a whole. */
static void
apply_change (GByteArray   *bytes,
              const Change *change,
              double        chance)
{
  if (change->sectors == NULL) {
    if (g_rand_double (dice) < chance)
      resize (bytes, change->offset);
    return;
  }
  for (gsize i = 0; i < change->sectors->len; i += SECTOR) {
    gsize length = MIN (SECTOR, change->sectors->len - i);
    gsize end = change->offset + i + length;

    if (g_rand_double (dice) >= chance)
      continue;
    if (end > bytes->len)
      resize (bytes, end);
    memcpy (bytes->data + end - length, change->sectors->data + i, length);
  }
}

static void
apply_changes (GByteArray  *bytes,
               const Image *image,
               double       chance)
{
  for (guint i = 0; i < image->changes->len; i++)
    apply_change (bytes, g_ptr_array_index (image->changes, i), chance);
}

static double
throw_dice (void)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };

  return chances[g_rand_int_range (dice, 0, G_N_ELEMENTS (chances))];
}

/* After a sync that failed the system forgets that pages were never written: those that the disk
 * did not take are lost, although programs still see them and the next sync succeeds. */
static void
settle_changes (Image *image,
                double chance)
{
  apply_changes (image->durable, image, chance);
  g_ptr_array_set_size (image->changes, 0);
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
    settle_changes (self->image, throw_dice ());
    code = SQLITE_IOERR_FSYNC;
  } else {
    settle_changes (self->image, 1);
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
  Image *image;
  int    code = SQLITE_IOERR_DELETE;

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
  images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, image_free);
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

static void
restore_image (Image *image)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean comes_back = g_rand_boolean (dice);

  if (!image->exists && !comes_back)
    return;
  copy_bytes (bytes, image->durable);
  apply_changes (bytes, image, throw_dice ());
  g_file_set_contents_full (image->path, (char *) bytes->data, (gssize) bytes->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
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
    restore_image (g_hash_table_lookup (images, link->data));
  }
  g_hash_table_remove_all (images);
  heal ();
}
