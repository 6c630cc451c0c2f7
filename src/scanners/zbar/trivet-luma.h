/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TrivetLuma:
 * @pixels: first byte of the first row
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row to the next, at least @width
 *
 * A borrowed view of a grey picture, one byte a pixel: what a camera's Y plane holds.
 */
typedef struct {
  const guint8 *pixels;
  int           width;
  int           height;
  gsize         stride;
} TrivetLuma;

/**
 * TrivetLumaArea:
 *
 * A rectangle inside a #TrivetLuma, in its pixels.
 */
typedef struct {
  int x;
  int y;
  int width;
  int height;
} TrivetLumaArea;

TrivetLuma trivet_luma_crop                 (const TrivetLuma     *picture,
                                             const TrivetLumaArea *area);
TrivetLuma trivet_luma_shrink               (const TrivetLuma     *picture,
                                             int                   factor,
                                             guint8               *target);
TrivetLuma trivet_luma_shrink_to_two_thirds (const TrivetLuma     *picture,
                                             guint8               *target);
TrivetLuma trivet_luma_double               (const TrivetLuma     *picture,
                                             guint8               *scratch,
                                             guint8               *target);
TrivetLuma trivet_luma_merge_rows           (const TrivetLuma     *picture,
                                             int                   n_rows,
                                             guint8               *target);
TrivetLuma trivet_luma_invert               (const TrivetLuma     *picture,
                                             guint8               *target);
TrivetLuma trivet_luma_smooth               (const TrivetLuma     *picture,
                                             guint8               *target);
TrivetLuma trivet_luma_threshold            (const TrivetLuma     *picture,
                                             int                   window,
                                             int                   gain,
                                             guint8               *target,
                                             guint32              *sums);
TrivetLuma trivet_luma_from_yuy2            (const guint8         *pixels,
                                             int                   width,
                                             int                   height,
                                             gsize                 stride,
                                             guint8               *target);
TrivetLuma trivet_luma_from_rgb             (const guint8         *pixels,
                                             int                   width,
                                             int                   height,
                                             gsize                 stride,
                                             int                   step,
                                             guint8               *target);
gboolean   trivet_luma_find_region          (const TrivetLuma     *picture,
                                             TrivetLumaArea       *ret_area);
gboolean   trivet_luma_is_dark              (const TrivetLuma     *picture);

G_END_DECLS
