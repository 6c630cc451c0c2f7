/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-luma.h"

#include <string.h>

/* Grey pictures at other sizes: smaller ones have less noise and take less time, a larger one gives
 * a decoder room between the bars of a far code. */

#define SHRINK_CHUNK 1024

static void
copy_rows (const TrivetLuma *picture,
           guint8           *target)
{
  for (int y = 0; y < picture->height; y++)
    memcpy (target + (gsize) y * picture->width,
            picture->pixels + (gsize) y * picture->stride,
            picture->width);
}

/* One row of the small picture: first down the columns, which the compiler vectorises, then along
 * the row. A 16-bit sum holds 257 rows of white. */
static void
shrink_row (const guint8 *pixels,
            gsize         stride,
            int           factor,
            int           width,
            guint8       *target)
{
  const int     chunk = SHRINK_CHUNK / factor * factor;
  const guint32 reciprocal = (1u << 22) / (guint32) (factor * factor);
  guint16       sums[SHRINK_CHUNK];

  for (int from = 0; from < width * factor; from += chunk) {
    int count = MIN (chunk, width * factor - from);

    for (int x = 0; x < count; x++)
      sums[x] = pixels[from + x];
    for (int y = 1; y < factor; y++) {
      const guint8 *row = pixels + (gsize) y * stride + from;

      for (int x = 0; x < count; x++)
        sums[x] = (guint16) (sums[x] + row[x]);
    }
    for (int x = 0; x < count; x += factor) {
      guint32 sum = 0;

      for (int i = 0; i < factor; i++)
        sum += sums[x + i];
      *target++ = (guint8) ((sum * (guint64) reciprocal + (1u << 21)) >> 22);
    }
  }
}

/**
 * trivet_luma_shrink:
 * @picture: a picture
 * @factor: 1 to 64; 1 only packs the rows
 * @target: room for (width / factor) × (height / factor) bytes
 *
 * Makes a copy in which each pixel is the mean of @factor × @factor pixels; a rest at the right
 * and at the bottom is dropped.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_shrink (const TrivetLuma *picture,
                    int               factor,
                    guint8           *target)
{
  TrivetLuma small = {
    .pixels = target,
    .width = picture->width / factor,
    .height = picture->height / factor,
    .stride = (gsize) (picture->width / factor),
  };

  g_return_val_if_fail (factor >= 1 && factor <= 64, *picture);

  if (factor == 1) {
    copy_rows (picture, target);
    return small;
  }

  for (int y = 0; y < small.height; y++)
    shrink_row (picture->pixels + (gsize) y * factor * picture->stride,
                picture->stride,
                factor,
                small.width,
                target + (gsize) y * small.stride);

  return small;
}

/* Three pixels of a row become two, still times 3. */
static void
weigh_row (const guint8 *row,
           int           n_pairs,
           guint16      *sums)
{
  for (int x = 0; x < n_pairs; x++) {
    sums[2 * x] = (guint16) (2 * row[3 * x] + row[3 * x + 1]);
    sums[2 * x + 1] = (guint16) (row[3 * x + 1] + 2 * row[3 * x + 2]);
  }
}

/* Two rows of three, for at most SHRINK_CHUNK / 2 pairs of pixels. */
static void
shrink_rows_to_two_thirds (const guint8 *pixels,
                           gsize         stride,
                           int           n_pairs,
                           guint8       *upper,
                           guint8       *lower)
{
  guint16 sums[3][SHRINK_CHUNK];

  for (int y = 0; y < 3; y++)
    weigh_row (pixels + (gsize) y * stride, n_pairs, sums[y]);
  for (int x = 0; x < 2 * n_pairs; x++) {
    /* Divided by 9: 7282 / 65536. */
    upper[x] = (guint8) (((2u * sums[0][x] + sums[1][x]) * 7282 + 32768) >> 16);
    lower[x] = (guint8) (((sums[1][x] + 2u * sums[2][x]) * 7282 + 32768) >> 16);
  }
}

/**
 * trivet_luma_shrink_to_two_thirds:
 * @picture: a picture
 * @target: room for (2 × (width / 3)) × (2 × (height / 3)) bytes
 *
 * Makes a copy in which each 3 × 3 pixels became 2 × 2, each the mean of the area that it covers; a
 * rest at the right and at the bottom is dropped.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_shrink_to_two_thirds (const TrivetLuma *picture,
                                  guint8           *target)
{
  const int  n_pairs = picture->width / 3;
  TrivetLuma small = { target, 2 * n_pairs, picture->height / 3 * 2, (gsize) (2 * n_pairs) };

  for (int y = 0; y < picture->height / 3; y++)
    for (int from = 0; from < n_pairs; from += SHRINK_CHUNK / 2) {
      const guint8 *pixels = picture->pixels + (gsize) (3 * y) * picture->stride + 3 * from;
      guint8       *upper = target + (gsize) (2 * y) * small.stride + 2 * from;

      shrink_rows_to_two_thirds (pixels,
                                 picture->stride,
                                 MIN (n_pairs - from, SHRINK_CHUNK / 2),
                                 upper,
                                 upper + small.stride);
    }

  return small;
}

/**
 * trivet_luma_merge_rows:
 * @picture: a picture
 * @n_rows: how many, 1 to 16
 * @target: room for width × (height / n_rows) bytes
 *
 * Makes a copy in which each row is the mean of @n_rows rows; a rest at the bottom is dropped. Bars
 * that stand upright lose their noise and nothing of their width.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_merge_rows (const TrivetLuma *picture,
                        int               n_rows,
                        guint8           *target)
{
  const guint32 reciprocal = (1u << 16) / (guint32) n_rows;
  TrivetLuma    merged = { target, picture->width, picture->height / n_rows, (gsize) picture->width };

  g_return_val_if_fail (n_rows >= 1 && n_rows <= 16, *picture);

  for (int y = 0; y < merged.height; y++)
    for (int from = 0; from < merged.width; from += SHRINK_CHUNK) {
      const guint8 *row = picture->pixels + (gsize) (y * n_rows) * picture->stride + from;
      guint8       *to = target + (gsize) y * merged.stride + from;
      const int     count = MIN (merged.width - from, SHRINK_CHUNK);
      guint16       sums[SHRINK_CHUNK] = { 0 };

      for (int i = 0; i < n_rows; i++, row += picture->stride)
        for (int x = 0; x < count; x++)
          sums[x] = (guint16) (sums[x] + row[x]);
      for (int x = 0; x < count; x++)
        to[x] = (guint8) ((sums[x] * reciprocal + (1u << 15)) >> 16);
    }

  return merged;
}

/* Half-way between @b and @c, on the curve through their neighbours too: a straight line would blur
 * bars of one pixel. */
static inline guint8
get_between (int a,
             int b,
             int c,
             int d)
{
  int value = (9 * (b + c) - a - d + 8) >> 4;

  return (guint8) CLAMP (value, 0, 255);
}

static TrivetLuma
double_rows (const TrivetLuma *picture,
             guint8           *target)
{
  const int width = picture->width;

  for (int y = 0; y < picture->height; y++) {
    const guint8 *here = picture->pixels + (gsize) y * picture->stride;
    const guint8 *above = y > 0 ? here - picture->stride : here;
    const guint8 *below = y + 1 < picture->height ? here + picture->stride : here;
    const guint8 *under = y + 2 < picture->height ? below + picture->stride : below;
    guint8       *to = target + (gsize) (2 * y) * width;

    memcpy (to, here, (gsize) width);
    for (int x = 0; x < width; x++)
      to[width + x] = get_between (above[x], here[x], below[x], under[x]);
  }

  return (TrivetLuma){ target, width, 2 * picture->height, (gsize) width };
}

static TrivetLuma
double_columns (const TrivetLuma *picture,
                guint8           *target)
{
  const int last = picture->width - 1;

  for (int y = 0; y < picture->height; y++) {
    const guint8 *row = picture->pixels + (gsize) y * picture->stride;
    guint8       *to = target + (gsize) y * 2 * picture->width;

    for (int x = 0; x <= last; x++) {
      to[2 * x] = row[x];
      to[2 * x + 1] = get_between (row[MAX (x - 1, 0)], row[x], row[MIN (x + 1, last)], row[MIN (x + 2, last)]);
    }
  }

  return (TrivetLuma){ target, 2 * picture->width, picture->height, 2 * (gsize) picture->width };
}

/**
 * trivet_luma_double:
 * @picture: a picture
 * @scratch: room for 2 × width × height bytes
 * @target: room for 4 × width × height bytes
 *
 * Makes a copy of twice the width and height.
 *
 * Returns: a view of @target with packed rows
 */
TrivetLuma
trivet_luma_double (const TrivetLuma *picture,
                    guint8           *scratch,
                    guint8           *target)
{
  TrivetLuma high = double_rows (picture, scratch);

  return double_columns (&high, target);
}
