/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-luma.h"

#include <string.h>

/* Arithmetic on the brightness of grey pictures (trivet-luma-size.c has that on their size). Plain loops
 * over bytes, written so that the compiler can turn them into vector instructions; nothing here
 * allocates, the caller owns every target. */

/**
 * trivet_luma_crop:
 * @picture: a picture
 * @area: what to keep; must lie inside
 *
 * Returns: a view of the same bytes
 */
TrivetLuma
trivet_luma_crop (const TrivetLuma     *picture,
                  const TrivetLumaArea *area)
{
  g_return_val_if_fail (area->x >= 0 && area->y >= 0, *picture);
  g_return_val_if_fail (area->x + area->width <= picture->width, *picture);
  g_return_val_if_fail (area->y + area->height <= picture->height, *picture);

  return (TrivetLuma){
    .pixels = picture->pixels + (gsize) area->y * picture->stride + area->x,
    .width = area->width,
    .height = area->height,
    .stride = picture->stride,
  };
}

/**
 * trivet_luma_invert:
 * @picture: a picture
 * @target: room for width × height bytes; may be the pixels of @picture if its rows are packed
 *
 * Turns light into dark.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_invert (const TrivetLuma *picture,
                    guint8           *target)
{
  for (int y = 0; y < picture->height; y++) {
    const guint8 *from = picture->pixels + (gsize) y * picture->stride;
    guint8       *to = target + (gsize) y * picture->width;

    for (int x = 0; x < picture->width; x++)
      to[x] = (guint8) ~from[x];
  }

  return (TrivetLuma){ target, picture->width, picture->height, (gsize) picture->width };
}

/**
 * trivet_luma_smooth:
 * @picture: a picture of at least 3 × 3 pixels
 * @target: room for width × height bytes
 *
 * Makes a copy in which each pixel is weighted with its eight neighbours (1 2 1 both ways), against
 * sensor noise; the border is copied.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_smooth (const TrivetLuma *picture,
                    guint8           *target)
{
  const int   width = picture->width;
  const gsize stride = picture->stride;

  trivet_luma_shrink (picture, 1, target);
  for (int y = 1; y < picture->height - 1; y++) {
    const guint8 *above = picture->pixels + (gsize) (y - 1) * stride;
    const guint8 *here = above + stride;
    const guint8 *below = here + stride;
    guint8       *to = target + (gsize) y * width;

    for (int x = 1; x < width - 1; x++) {
      int left = above[x - 1] + 2 * here[x - 1] + below[x - 1];
      int middle = above[x] + 2 * here[x] + below[x];
      int right = above[x + 1] + 2 * here[x + 1] + below[x + 1];

      to[x] = (guint8) ((left + 2 * middle + right + 8) >> 4);
    }
  }

  return (TrivetLuma){ target, width, picture->height, (gsize) width };
}

static const guint8 *
row_at (const TrivetLuma *picture,
        int               y)
{
  return picture->pixels + (gsize) CLAMP (y, 0, picture->height - 1) * picture->stride;
}

/* Sum over @window columns around each x; outside the picture its edge is repeated. */
static void
sum_along (const guint32 *columns,
           int            width,
           int            radius,
           guint32       *sums)
{
  guint32 sum = columns[0] * (guint32) (radius + 1);

  for (int x = 1; x <= radius; x++)
    sum += columns[MIN (x, width - 1)];
  for (int x = 0; x < width; x++) {
    sums[x] = sum;
    sum += columns[MIN (x + radius + 1, width - 1)] - columns[MAX (x - radius, 0)];
  }
}

/**
 * trivet_luma_threshold:
 * @picture: a picture
 * @window: odd edge of the neighbourhood, in pixels
 * @gain: how steep; 255 is nearly black and white
 * @target: room for width × height bytes
 * @sums: room for 2 × width numbers
 *
 * Makes a copy in which the mean of each pixel's neighbourhood becomes middle grey and what differs
 * from it is multiplied by @gain. Reflections and low contrast go; where an edge lies between two
 * pixels stays, which a hard threshold would lose.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_threshold (const TrivetLuma *picture,
                       int               window,
                       int               gain,
                       guint8           *target,
                       guint32          *sums)
{
  const int   width = picture->width;
  const int   radius = window / 2;
  const float scale = (float) gain / (float) ((2 * radius + 1) * (2 * radius + 1));
  guint32    *columns = sums + width;

  memset (columns, 0, sizeof (guint32) * (gsize) width);
  for (int y = -radius; y <= radius; y++) {
    const guint8 *row = row_at (picture, y);

    for (int x = 0; x < width; x++)
      columns[x] += row[x];
  }

  for (int y = 0; y < picture->height; y++) {
    const guint8 *here = row_at (picture, y);
    const guint8 *next = row_at (picture, y + radius + 1);
    const guint8 *last = row_at (picture, y - radius);
    guint8       *to = target + (gsize) y * width;

    sum_along (columns, width, radius, sums);
    for (int x = 0; x < width; x++) {
      int value = 128 + here[x] * gain - (int) ((float) sums[x] * scale);

      to[x] = (guint8) CLAMP (value, 0, 255);
    }
    for (int x = 0; x < width; x++)
      columns[x] += (guint32) next[x] - (guint32) last[x];
  }

  return (TrivetLuma){ target, width, picture->height, (gsize) width };
}

/**
 * trivet_luma_from_yuy2:
 * @pixels: packed YUY2
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next, at least 2 × @width
 * @target: room for width × height bytes
 *
 * Takes every second byte, the luma.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_from_yuy2 (const guint8 *pixels,
                       int           width,
                       int           height,
                       gsize         stride,
                       guint8       *target)
{
  for (int y = 0; y < height; y++) {
    const guint8 *from = pixels + (gsize) y * stride;
    guint8       *to = target + (gsize) y * width;

    for (int x = 0; x < width; x++)
      to[x] = from[2 * x];
  }

  return (TrivetLuma){ target, width, height, (gsize) width };
}

/**
 * trivet_luma_from_rgb:
 * @pixels: packed RGB or BGR; the first byte of a colour, not of the filler
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next
 * @step: bytes from one pixel to the next, 3 or 4
 * @target: room for width × height bytes
 *
 * Takes (R + 2 G + B) / 4: near enough to luma for codes, which are grey, and alike for either order
 * of the colours.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_from_rgb (const guint8 *pixels,
                      int           width,
                      int           height,
                      gsize         stride,
                      int           step,
                      guint8       *target)
{
  for (int y = 0; y < height; y++) {
    const guint8 *from = pixels + (gsize) y * stride;
    guint8       *to = target + (gsize) y * width;

    for (int x = 0; x < width; x++, from += step)
      to[x] = (guint8) ((from[0] + 2 * from[1] + from[2] + 2) >> 2);
  }

  return (TrivetLuma){ target, width, height, (gsize) width };
}
