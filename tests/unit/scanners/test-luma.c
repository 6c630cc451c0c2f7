/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-luma.h"

#include <string.h>

/* Goal: arithmetic on grey pictures is right for odd sizes and any stride. Method: compare with the
 * plain definition, pixel by pixel, on seeded noise. */

#define WIDTH  131
#define HEIGHT 67

static guint8 *
make_noise (gsize size)
{
  guint8 *pixels = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    pixels[i] = (guint8) g_test_rand_int_range (0, 256);

  return pixels;
}

static int
at (const TrivetLuma *picture,
    int               x,
    int               y)
{
  x = CLAMP (x, 0, picture->width - 1);
  y = CLAMP (y, 0, picture->height - 1);

  return picture->pixels[(gsize) y * picture->stride + (gsize) x];
}

static void
test_shrink (void)
{
  static const gsize paddings[] = { 0, 4, 13 };

  for (guint p = 0; p < G_N_ELEMENTS (paddings); p++)
    for (int factor = 1; factor <= 9; factor++) {
      gsize              stride = WIDTH + paddings[p];
      g_autofree guint8 *pixels = make_noise (stride * HEIGHT);
      g_autofree guint8 *target = g_malloc (WIDTH * HEIGHT);
      TrivetLuma         picture = { pixels, WIDTH, HEIGHT, stride };
      TrivetLuma         small = trivet_luma_shrink (&picture, factor, target);

      g_assert_cmpint (small.width, ==, WIDTH / factor);
      g_assert_cmpint (small.height, ==, HEIGHT / factor);
      for (int y = 0; y < small.height; y++)
        for (int x = 0; x < small.width; x++) {
          int sum = 0;

          for (int i = 0; i < factor * factor; i++)
            sum += at (&picture, x * factor + i % factor, y * factor + i / factor);
          g_assert_cmpint (ABS (at (&small, x, y) * factor * factor - sum), <=, factor * factor / 2 + 1);
        }
    }
}

static void
test_shrink_wide (void)
{
  const int          width = 3 * 1500 + 2;
  g_autofree guint8 *pixels = g_malloc ((gsize) width * 3);
  g_autofree guint8 *target = g_malloc ((gsize) width);
  TrivetLuma         picture = { pixels, width, 3, (gsize) width };
  TrivetLuma         small;

  memset (pixels, 255, (gsize) width * 3);
  small = trivet_luma_shrink (&picture, 3, target);
  g_assert_cmpint (small.width, ==, 1500);
  for (int x = 0; x < small.width; x++)
    g_assert_cmpint (at (&small, x, 0), ==, 255);
}

/* Each target pixel covers one and a half pixels of the picture both ways: weights 2 1 0 or 0 1 2. */
static void
test_two_thirds (void)
{
  static const int   weights[2][3] = { { 2, 1, 0 }, { 0, 1, 2 } };
  const int          width = 3 * 1200 + 1; /* more than one chunk */
  const int          height = 20;
  g_autofree guint8 *pixels = make_noise ((gsize) ((width + 5) * height));
  g_autofree guint8 *target = g_malloc ((gsize) (width * height));
  TrivetLuma         picture = { pixels, width, height, (gsize) (width + 5) };
  TrivetLuma         small = trivet_luma_shrink_to_two_thirds (&picture, target);

  g_assert_cmpint (small.width, ==, 2400);
  g_assert_cmpint (small.height, ==, 12);
  for (int y = 0; y < small.height; y++)
    for (int x = 0; x < small.width; x++) {
      int sum = 0;

      for (int i = 0; i < 9; i++)
        sum += weights[y % 2][i / 3] * weights[x % 2][i % 3] * at (&picture, x / 2 * 3 + i % 3, y / 2 * 3 + i / 3);
      g_assert_cmpint (at (&small, x, y), ==, (2 * sum + 9) / 18);
    }
}

static void
test_merge_rows (void)
{
  const int          width = 1500; /* more than one chunk */
  g_autofree guint8 *pixels = make_noise ((gsize) ((width + 3) * 35));
  g_autofree guint8 *target = g_malloc ((gsize) (width * 35));
  TrivetLuma         picture = { pixels, width, 35, (gsize) (width + 3) };

  for (int n_rows = 1; n_rows <= 16; n_rows++) {
    TrivetLuma merged = trivet_luma_merge_rows (&picture, n_rows, target);

    g_assert_cmpint (merged.width, ==, width);
    g_assert_cmpint (merged.height, ==, 35 / n_rows);
    for (int y = 0; y < merged.height; y++)
      for (int x = 0; x < width; x++) {
        int sum = 0;

        for (int i = 0; i < n_rows; i++)
          sum += at (&picture, x, y * n_rows + i);
        g_assert_cmpint (ABS (at (&merged, x, y) * n_rows - sum), <=, n_rows / 2 + 1);
      }
  }
}

static int
between (int a,
         int b,
         int c,
         int d)
{
  int sum = 9 * (b + c) - a - d + 8;

  return CLAMP (sum < 0 ? 0 : sum / 16, 0, 255);
}

/* Even rows and columns are the picture itself; odd ones lie on a curve through their neighbours. */
static void
test_double (void)
{
  g_autofree guint8 *pixels = make_noise ((WIDTH + 5) * HEIGHT);
  g_autofree guint8 *scratch = g_malloc (2 * WIDTH * HEIGHT);
  g_autofree guint8 *target = g_malloc (4 * WIDTH * HEIGHT);
  TrivetLuma         picture = { pixels, WIDTH, HEIGHT, WIDTH + 5 };
  TrivetLuma         large = trivet_luma_double (&picture, scratch, target);

  g_assert_cmpint (large.width, ==, 2 * WIDTH);
  g_assert_cmpint (large.height, ==, 2 * HEIGHT);
  for (int y = 0; y < large.height; y++)
    for (int x = 0; x < large.width; x++) {
      int column[4]; /* this row at the four columns around x */

      for (int i = 0; i < 4; i++) {
        int u = x / 2 - 1 + i;
        int v = y / 2;

        column[i] = y % 2 == 0 ? at (&picture, u, v)
                               : between (at (&picture, u, v - 1), at (&picture, u, v), at (&picture, u, v + 1), at (&picture, u, v + 2));
      }
      g_assert_cmpint (at (&large, x, y),
                       ==,
                       x % 2 == 0 ? column[1] : between (column[0], column[1], column[2], column[3]));
    }
}

static void
test_dark (void)
{
  guint8     pixels[40 * 40];
  TrivetLuma picture = { pixels, 40, 40, 40 };

  /* A page a sixth of which is light, and one of which the half is, dim and bright. */
  for (int light = 40; light <= 240; light += 50) {
    for (gsize i = 0; i < sizeof pixels; i++)
      pixels[i] = (guint8) (i % 6 == 0 ? light : 20);
    g_assert_true (trivet_luma_is_dark (&picture));
    for (gsize i = 0; i < sizeof pixels; i++)
      pixels[i] = (guint8) (i % 6 < 3 ? light : 20);
    g_assert_false (trivet_luma_is_dark (&picture));
  }

  /* A few glaring pixels do not make a page dark. */
  for (gsize i = 0; i < sizeof pixels; i++)
    pixels[i] = (guint8) (i % 50 == 0 ? 255 : i % 2 ? 60
                                                    : 20);
  g_assert_false (trivet_luma_is_dark (&picture));

  memset (pixels, 0, sizeof pixels);
  g_assert_false (trivet_luma_is_dark (&picture));
}

static void
test_invert (void)
{
  g_autofree guint8 *pixels = make_noise ((WIDTH + 5) * HEIGHT);
  g_autofree guint8 *target = g_malloc (WIDTH * HEIGHT);
  TrivetLuma         picture = { pixels, WIDTH, HEIGHT, WIDTH + 5 };
  TrivetLuma         inverted = trivet_luma_invert (&picture, target);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      g_assert_cmpint (at (&inverted, x, y), ==, 255 - at (&picture, x, y));
}

static void
test_smooth (void)
{
  g_autofree guint8 *pixels = make_noise ((WIDTH + 5) * HEIGHT);
  g_autofree guint8 *target = g_malloc (WIDTH * HEIGHT);
  TrivetLuma         picture = { pixels, WIDTH, HEIGHT, WIDTH + 5 };
  TrivetLuma         smooth = trivet_luma_smooth (&picture, target);

  for (int y = 1; y < HEIGHT - 1; y++)
    for (int x = 1; x < WIDTH - 1; x++) {
      int sum = 8;

      for (int v = -1; v <= 1; v++)
        for (int u = -1; u <= 1; u++)
          sum += at (&picture, x + u, y + v) * (2 - ABS (u)) * (2 - ABS (v));
      g_assert_cmpint (at (&smooth, x, y), ==, sum / 16);
    }
}

static void
test_threshold (void)
{
  const int           radius = 8;
  const int           gain = 6;
  g_autofree guint8  *pixels = make_noise ((WIDTH + 3) * HEIGHT);
  g_autofree guint8  *target = g_malloc (WIDTH * HEIGHT);
  g_autofree guint32 *sums = g_new (guint32, 2 * WIDTH);
  TrivetLuma          picture = { pixels, WIDTH, HEIGHT, WIDTH + 3 };
  TrivetLuma          level = trivet_luma_threshold (&picture, 2 * radius + 1, gain, target, sums);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int sum = 0;
      int wanted;

      for (int v = -radius; v <= radius; v++)
        for (int u = -radius; u <= radius; u++)
          sum += at (&picture, x + u, y + v);
      wanted = 128 + gain * at (&picture, x, y) - gain * sum / ((2 * radius + 1) * (2 * radius + 1));
      g_assert_cmpint (ABS (at (&level, x, y) - CLAMP (wanted, 0, 255)), <=, 1);
    }
}

static void
test_packed (void)
{
  const gsize        stride = 4 * WIDTH + 7;
  g_autofree guint8 *pixels = make_noise (stride * HEIGHT);
  g_autofree guint8 *target = g_malloc (WIDTH * HEIGHT);
  TrivetLuma         grey = trivet_luma_from_yuy2 (pixels, WIDTH, HEIGHT, stride, target);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      g_assert_cmpint (at (&grey, x, y), ==, pixels[(gsize) y * stride + 2 * (gsize) x]);

  for (int step = 3; step <= 4; step++) {
    grey = trivet_luma_from_rgb (pixels, WIDTH, HEIGHT, stride, step, target);
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++) {
        const guint8 *pixel = pixels + (gsize) y * stride + (gsize) (x * step);

        g_assert_cmpint (at (&grey, x, y), ==, (pixel[0] + 2 * pixel[1] + pixel[2] + 2) / 4);
      }
  }
}

static void
test_region (void)
{
  const int          width = 427;
  const int          height = 240;
  g_autofree guint8 *pixels = g_malloc ((gsize) (width * height));
  TrivetLuma         picture = { pixels, width, height, (gsize) width };
  TrivetLumaArea     area;

  memset (pixels, 120, (gsize) (width * height));
  g_assert_false (trivet_luma_find_region (&picture, &area));

  /* A small busy place and a large one. */
  for (int y = 20; y < 40; y++)
    for (int x = 20; x < 40; x++)
      pixels[y * width + x] = (x + y) % 2 ? 0 : 255;
  for (int y = 100; y < 190; y++)
    for (int x = 200; x < 300; x++)
      pixels[y * width + x] = (x + y) % 3 ? 0 : 255;
  g_assert_true (trivet_luma_find_region (&picture, &area));
  g_assert_cmpint (area.x, >, 150);
  g_assert_cmpint (area.x, <=, 200 - 8);
  g_assert_cmpint (area.y, <=, 100 - 8);
  g_assert_cmpint (area.x + area.width, >=, 300 + 8);
  g_assert_cmpint (area.y + area.height, >=, 190 + 8);
}

static void
test_region_sizes (void)
{
  static const int edges[] = { 1, 2, 7, 9, 16, 17, 100, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    for (guint j = 0; j < G_N_ELEMENTS (edges); j++) {
      g_autofree guint8 *pixels = make_noise ((gsize) edges[i] * (gsize) edges[j]);
      TrivetLuma         picture = { pixels, edges[i], edges[j], (gsize) edges[i] };
      TrivetLumaArea     area = { 0, 0, 0, 0 };

      if (trivet_luma_find_region (&picture, &area)) {
        g_assert_cmpint (area.x + area.width, <=, edges[i]);
        g_assert_cmpint (area.y + area.height, <=, edges[j]);
      }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanners/luma/shrink", test_shrink);
  g_test_add_func ("/scanners/luma/shrink-wide", test_shrink_wide);
  g_test_add_func ("/scanners/luma/two-thirds", test_two_thirds);
  g_test_add_func ("/scanners/luma/merge-rows", test_merge_rows);
  g_test_add_func ("/scanners/luma/double", test_double);
  g_test_add_func ("/scanners/luma/dark", test_dark);
  g_test_add_func ("/scanners/luma/invert", test_invert);
  g_test_add_func ("/scanners/luma/smooth", test_smooth);
  g_test_add_func ("/scanners/luma/threshold", test_threshold);
  g_test_add_func ("/scanners/luma/packed", test_packed);
  g_test_add_func ("/scanners/luma/region", test_region);
  g_test_add_func ("/scanners/luma/region-sizes", test_region_sizes);

  return g_test_run ();
}
