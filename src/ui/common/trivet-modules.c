/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-modules.h"

#include <string.h>

/**
 * trivet_modules_make_texture:
 * @ink: of the dark modules; the ground is white
 * @modules: row by row; the lowest bit says dark
 * @columns: modules in a row
 * @rows: rows
 * @width_px: of a module
 * @height_px: of a module
 *
 * One texture for all of them: rectangles side by side show seams where a renderer smooths their
 * edges.
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
trivet_modules_make_texture (const GdkRGBA *ink,
                             const guint8  *modules,
                             int            columns,
                             int            rows,
                             int            width_px,
                             int            height_px)
{
  const guint8 color[3] = { (guint8) (ink->red * 255), (guint8) (ink->green * 255), (guint8) (ink->blue * 255) };
  gsize        stride = (gsize) (columns * width_px) * 3;
  gsize        length = stride * (gsize) (rows * height_px);
  guint8      *pixels = g_malloc (length);
  g_autoptr (GBytes) bytes = NULL;

  memset (pixels, 255, length);
  for (int y = 0; y < rows * height_px; y++) {
    for (int x = 0; x < columns * width_px; x++) {
      if (modules[y / height_px * columns + x / width_px] & 1)
        memcpy (pixels + (gsize) y * stride + (gsize) x * 3, color, 3);
    }
  }
  bytes = g_bytes_new_take (pixels, length);

  return gdk_memory_texture_new (columns * width_px, rows * height_px, GDK_MEMORY_R8G8B8, bytes, stride);
}
