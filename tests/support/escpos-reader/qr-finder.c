/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "qr-finder.h"

#include <zbar.h>

/* Reads QR codes out of a picture with ZBar, as a phone would. */

/* Transparent is what lies outside the paper: white, like the table under it. */
static guint8
to_grey (guint32  pixel,
         gboolean has_alpha)
{
  guint paper = has_alpha ? 255 - (pixel >> 24) : 0;
  guint grey = ((pixel >> 16 & 0xFF) * 77 + (pixel >> 8 & 0xFF) * 150 + (pixel & 0xFF) * 29) >> 8;

  return (guint8) MIN (grey + paper, 255);
}

static guint8 *
surface_to_grey (cairo_surface_t *surface,
                 guint            width,
                 guint            height)
{
  gsize         stride = (gsize) cairo_image_surface_get_stride (surface);
  gboolean      has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  guint8       *grey = g_malloc ((gsize) width * height);
  const guint8 *pixels;

  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  for (guint y = 0; y < height; y++) {
    const guint32 *row = (const guint32 *) (gconstpointer) (pixels + y * stride);

    for (guint x = 0; x < width; x++)
      grey[(gsize) y * width + x] = to_grey (row[x], has_alpha);
  }

  return grey;
}

/**
 * qr_find:
 * @surface: an image surface, RGB24 or ARGB32
 *
 * Returns: (transfer full) (nullable): the text of the one QR code in it; %NULL when there is
 *   none or more than one
 */
char *
qr_find (cairo_surface_t *surface)
{
  guint                 width = (guint) cairo_image_surface_get_width (surface);
  guint                 height = (guint) cairo_image_surface_get_height (surface);
  g_autofree guint8    *grey = surface_to_grey (surface, width, height);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t         *image = zbar_image_create ();
  char                 *text = NULL;

  zbar_image_scanner_set_config (scanner, 0, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, grey, (gulong) width * height, NULL);
  if (zbar_scan_image (scanner, image) == 1)
    text = g_strdup (zbar_symbol_get_data (zbar_image_first_symbol (image)));

  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);

  return text;
}
