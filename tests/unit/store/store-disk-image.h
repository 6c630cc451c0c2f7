/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a disk has of one file: as programs see it, and what would survive if the power went. */
typedef struct {
  char       *path;
  GByteArray *content; /* as programs see it */
  GByteArray *durable; /* what certainly survives */
  GPtrArray  *changes; /* since the last sync */
  gboolean    exists;
} DiskImage;

DiskImage *disk_image_new       (const char  *path);
void       disk_image_free      (gpointer     data);
void       disk_image_write     (DiskImage   *image,
                                 const void  *buffer,
                                 gsize        length,
                                 gsize        offset);
void       disk_image_truncate  (DiskImage   *image,
                                 gsize        size);
void       disk_image_sync      (DiskImage   *image);
void       disk_image_fail_sync (DiskImage   *image,
                                 GRand       *dice);
void       disk_image_restore   (DiskImage   *image,
                                 GRand       *dice);

G_END_DECLS
