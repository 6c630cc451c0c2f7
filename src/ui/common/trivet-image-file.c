/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-image-file.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * Decoding of one picture that a stranger has made: what it is and how large it is are looked at
 * before anything of its size is allocated.
 */

#define MAX_FILE_BYTES (32 * 1024 * 1024)
/* 160 MB while one is decoded; a telephone's camera makes 12 to 50 million. */
#define MAX_PIXELS (40 * 1000 * 1000)

/* How far before its end a file must say that it is whole; what cameras append is shorter. */
#define TAIL_BYTES (64 * 1024)

/* The only loaders that a photograph needs; each other one is only a way in. Of a file that was
 * copied half, the loaders would show what they got, and rubbish below it. */
static const struct {
  const char *name;
  const char *end; /* PNG 11.2.5 IEND; JPEG (T.81) B.2.1 EOI; NULL: the loader wants all anyway */
} formats[] = {
  { "png", "IEND" },
  { "jpeg", "\xff\xd9" },
  { "webp", NULL },
};

/* The file below @folder; %NULL when @name leads out of it. */
static char *
build_path (const char *folder,
            const char *name,
            GError    **error)
{
  g_autofree char *root = g_canonicalize_filename (folder, "/");
  g_autofree char *inside = g_strconcat (root, "/", NULL);
  g_autofree char *path = g_canonicalize_filename (name, root);

  if (!g_path_is_absolute (name) && g_str_has_prefix (path, inside))
    return g_steal_pointer (&path);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, "It lies outside the folder of images");
  return NULL;
}

static gboolean
check_file (const char *path,
            GError    **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such file");
  else if (!S_ISREG (info.st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is not a file");
  else if (info.st_size > MAX_FILE_BYTES)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "It is too large a file");
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_whole (const char *path,
          const char *end)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  gsize tail = MIN (length, TAIL_BYTES);

  if (end == NULL || tail == 0)
    return tail > 0;

  return memmem (g_mapped_file_get_contents (file) + length - tail, tail, end, strlen (end)) != NULL;
}

static gboolean
check_format (const char      *path,
              GdkPixbufFormat *format,
              GError         **error)
{
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (formats); i++) {
    if (!g_str_equal (name, formats[i].name))
      continue;
    if (is_whole (path, formats[i].end))
      return TRUE;
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Its end is missing");
    return FALSE;
  }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "It is neither PNG nor JPEG nor WebP");
  return FALSE;
}

/* Reads the picture's head only. */
static gboolean
read_size (const char *path,
           int        *ret_width,
           int        *ret_height,
           GError    **error)
{
  int              width = 0;
  int              height = 0;
  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, &width, &height);

  if (!check_format (path, format, error))
    return FALSE;
  if (width <= 0 || height <= 0 || (gint64) width * height > MAX_PIXELS) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "It has %d × %d pixels, which is too many", width, height);
    return FALSE;
  }
  *ret_width = width;
  *ret_height = height;

  return TRUE;
}

/* The middle of @pixbuf in the shape of the target, in exactly its size. */
static GdkPixbuf *
cover (GdkPixbuf *pixbuf,
       int        width,
       int        height)
{
  int        from_width = gdk_pixbuf_get_width (pixbuf);
  int        from_height = gdk_pixbuf_get_height (pixbuf);
  double     scale = MAX ((double) width / from_width, (double) height / from_height);
  int        full_width = MAX ((int) (from_width * scale + 0.5), width);
  int        full_height = MAX ((int) (from_height * scale + 0.5), height);
  GdkPixbuf *covered = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (pixbuf), 8, width, height);

  gdk_pixbuf_scale (pixbuf, covered, 0, 0, width, height,
                    (width - full_width) / 2.0, (height - full_height) / 2.0, /* offsets */
                    (double) full_width / from_width, (double) full_height / from_height, GDK_INTERP_BILINEAR);

  return covered;
}

/**
 * trivet_image_file_load:
 * @folder: where pictures lie
 * @name: a file's name in @folder, or below it
 * @width: of the result, in pixels
 * @height: of the result, in pixels
 * @error: return location of a #GError of `G_IO_ERROR` or `GDK_PIXBUF_ERROR`
 *
 * Reads a PNG, JPEG or WebP file, turned as its camera was held, and cuts its middle out so that
 * the result is filled.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
trivet_image_file_load (const char *folder,
                        const char *name,
                        int         width,
                        int         height,
                        GError    **error)
{
  g_autofree char *path = build_path (folder, name, error);
  g_autoptr (GdkPixbuf) full = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) covered = NULL;
  int side = 2 * MAX (width, height);
  int file_width;
  int file_height;

  if (path == NULL || !check_file (path, error) || !read_size (path, &file_width, &file_height, error))
    return NULL;

  /* Twice the size is enough to cut from, and JPEG never unpacks more than it must. A long strip
   * keeps its short side, so the result may be soft; it is still right. */
  if (file_width > side && file_height > side)
    full = gdk_pixbuf_new_from_file_at_scale (path, file_width > file_height ? -1 : side,
                                              file_width > file_height ? side : -1, TRUE, error);
  else
    full = gdk_pixbuf_new_from_file (path, error);
  if (full == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (full);
  covered = cover (upright, width, height);

  return gdk_texture_new_for_pixbuf (covered);
}
