/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-picture.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include <stdio.h>
#include <string.h>

/* A picture file as frames of a fixed size. PNG and PGM are made to fit, on white; any other file
 * must be exactly one frame of BGRx. */

struct _TestPicture {
  char    *path;
  guint8  *pixels;
  int      width;
  int      height;
  GStatBuf seen;
};

static gboolean
fail (GError    **error,
      const char *path,
      const char *why)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s %s", path, why);
  return FALSE;
}

static void
paint (TestPicture     *self,
       cairo_surface_t *image)
{
  cairo_surface_t *frame = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->height);
  cairo_t         *cr = cairo_create (frame);
  double           across = (double) self->width / cairo_image_surface_get_width (image);
  double           down = (double) self->height / cairo_image_surface_get_height (image);
  double           zoom = MIN (across, down);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr,
                   (self->width - zoom * cairo_image_surface_get_width (image)) / 2,
                   (self->height - zoom * cairo_image_surface_get_height (image)) / 2);
  cairo_scale (cr, zoom, zoom);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);

  cairo_surface_flush (frame);
  for (int y = 0; y < self->height; y++)
    memcpy (self->pixels + (gsize) y * self->width * 4,
            cairo_image_surface_get_data (frame) + (gsize) y * cairo_image_surface_get_stride (frame),
            (gsize) self->width * 4);
  cairo_surface_destroy (frame);
}

static gboolean
load_png (TestPicture *self,
          GError     **error)
{
  cairo_surface_t *image = cairo_image_surface_create_from_png (self->path);
  gboolean         good = cairo_surface_status (image) == CAIRO_STATUS_SUCCESS;

  if (good)
    paint (self, image);
  cairo_surface_destroy (image);

  return good || fail (error, self->path, "is not a PNG picture");
}

static cairo_surface_t *
make_grey (const guint8 *pixels,
           int           width,
           int           height)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8          *data = cairo_image_surface_get_data (image);

  for (int y = 0; y < height; y++) {
    guint32 *row = (guint32 *) (gpointer) (data + (gsize) y * cairo_image_surface_get_stride (image));

    for (int x = 0; x < width; x++)
      row[x] = pixels[(gsize) y * width + x] * 0x010101u;
  }
  cairo_surface_mark_dirty (image);

  return image;
}

static gboolean
load_pgm (TestPicture *self,
          const char  *contents,
          gsize        length,
          GError     **error)
{
  cairo_surface_t *image;
  int              width = 0;
  int              height = 0;
  int              head = 0;

  if (sscanf (contents, "P5 %d %d 255%n", &width, &height, &head) != 2 || head == 0 || width < 1 ||
      height < 1 || width > 8192 || height > 8192 ||
      length < (gsize) head + 1 + (gsize) width * (gsize) height)
    return fail (error, self->path, "is not a complete binary PGM picture");

  image = make_grey ((const guint8 *) contents + head + 1, width, height);
  paint (self, image);
  cairo_surface_destroy (image);

  return TRUE;
}

static gboolean
load (TestPicture *self,
      GError     **error)
{
  g_autofree char *contents = NULL;
  gsize            length = 0;

  if (!g_file_get_contents (self->path, &contents, &length, error))
    return FALSE;
  if (length > 8 && memcmp (contents, "\x89PNG", 4) == 0)
    return load_png (self, error);
  if (length > 8 && memcmp (contents, "P5", 2) == 0)
    return load_pgm (self, contents, length, error);
  if (length != (gsize) self->width * (gsize) self->height * 4)
    return fail (error, self->path, "is neither PNG nor PGM nor one frame of BGRx");

  memcpy (self->pixels, contents, length);
  return TRUE;
}

/* Loads @path and makes it fit frames of @width × @height. */
TestPicture *
test_picture_new (const char *path,
                  int         width,
                  int         height,
                  GError    **error)
{
  TestPicture *self = g_new0 (TestPicture, 1);

  self->path = g_strdup (path);
  self->width = width;
  self->height = height;
  self->pixels = g_malloc0 ((gsize) width * (gsize) height * 4);
  g_stat (path, &self->seen);
  if (!load (self, error))
    g_clear_pointer (&self, test_picture_free);

  return self;
}

void
test_picture_free (TestPicture *self)
{
  g_free (self->path);
  g_free (self->pixels);
  g_free (self);
}

/* Loads the file again if it was replaced. One that is missing or half written leaves the picture
 * as it was, and is tried again with the next frame. */
void
test_picture_refresh (TestPicture *self)
{
  GStatBuf now;

  if (g_stat (self->path, &now) != 0)
    return;
  if (now.st_ino == self->seen.st_ino && now.st_size == self->seen.st_size &&
      now.st_mtim.tv_sec == self->seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == self->seen.st_mtim.tv_nsec)
    return;

  if (load (self, NULL))
    self->seen = now;
}

/* One frame of packed BGRx. */
const guint8 *
test_picture_get_pixels (TestPicture *self)
{
  return self->pixels;
}
