/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-disk-image.h"

#include <string.h>

#define SECTOR 512

/* Something that was done to a file and is not certain to be on the disk: whole sectors as they
 * were after a write, or a new size. */
typedef struct {
  GByteArray *sectors; /* NULL: truncated to offset */
  gsize       offset;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->sectors, g_byte_array_unref);
  g_free (change);
}

void
disk_image_free (gpointer data)
{
  DiskImage *image = data;

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
DiskImage *
disk_image_new (const char *path)
{
  DiskImage       *image = g_new0 (DiskImage, 1);
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

void
disk_image_write (DiskImage  *image,
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

void
disk_image_truncate (DiskImage *image,
                     gsize      size)
{
  Change *change = g_new0 (Change, 1);

  resize (image->content, size);
  change->offset = size;
  g_ptr_array_add (image->changes, change);
}

/* What is certain asks no dice. */
static gboolean
survives (GRand *dice,
          double chance)
{
  return dice == NULL || g_rand_double (dice) < chance;
}

/* What of a change survives: each sector by itself, a new size as a whole. */
static void
apply_change (GByteArray   *bytes,
              const Change *change,
              GRand        *dice,
              double        chance)
{
  if (change->sectors == NULL) {
    if (survives (dice, chance))
      resize (bytes, change->offset);
    return;
  }
  for (gsize i = 0; i < change->sectors->len; i += SECTOR) {
    gsize length = MIN (SECTOR, change->sectors->len - i);
    gsize end = change->offset + i + length;

    if (!survives (dice, chance))
      continue;
    if (end > bytes->len)
      resize (bytes, end);
    memcpy (bytes->data + end - length, change->sectors->data + i, length);
  }
}

static void
apply_changes (GByteArray      *bytes,
               const DiskImage *image,
               GRand           *dice,
               double           chance)
{
  for (guint i = 0; i < image->changes->len; i++)
    apply_change (bytes, g_ptr_array_index (image->changes, i), dice, chance);
}

static double
throw_dice (GRand *dice)
{
  static const double chances[] = { 0, 0.1, 0.5, 0.9, 1 };

  return chances[g_rand_int_range (dice, 0, G_N_ELEMENTS (chances))];
}

static void
settle (DiskImage *image,
        GRand     *dice,
        double     chance)
{
  apply_changes (image->durable, image, dice, chance);
  g_ptr_array_set_size (image->changes, 0);
}

/* A sync: everything is on the disk. */
void
disk_image_sync (DiskImage *image)
{
  settle (image, NULL, 1);
}

/* After a sync that failed the system forgets that pages were never written: those that the disk
 * did not take are lost, although programs still see them and the next sync succeeds. */
void
disk_image_fail_sync (DiskImage *image,
                      GRand     *dice)
{
  settle (image, dice, throw_dice (dice));
}

void
disk_image_restore (DiskImage *image,
                    GRand     *dice)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean comes_back = g_rand_boolean (dice);

  if (!image->exists && !comes_back)
    return;
  copy_bytes (bytes, image->durable);
  apply_changes (bytes, image, dice, throw_dice (dice));
  g_file_set_contents_full (image->path, (char *) bytes->data, (gssize) bytes->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}
