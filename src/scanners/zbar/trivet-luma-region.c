/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-luma.h"

#include <stdlib.h>

/* Where in a frame a code may be: codes are the place with the most edges. The picture is cut into
 * tiles, each counts its edges above the noise, and the strongest group of neighbouring busy tiles
 * wins. */

#define MIN_TILE    8
#define MAX_TILES   64 /* a side */
#define NOISE_FLOOR 12 /* grey levels between two pixels that may still be noise */
#define JOIN_TILES  2  /* a quiet tile between two busy ones does not part them */
#define GROW_TILES  2  /* a code's quiet zone has no edges but is needed */
#define BUSY_PART   4  /* a tile is busy from a fourth of the busiest */

typedef struct {
  guint32 edges[MAX_TILES][MAX_TILES];
  guint16 waiting[MAX_TILES * MAX_TILES]; /* busy tiles whose neighbours are not looked at yet */
  int     columns;
  int     rows;
  guint32 least; /* edges of a busy tile */
} Tiles;

typedef struct {
  int     left;
  int     top;
  int     right;
  int     bottom;
  guint64 strength;
} Group;

static guint32
count_edges (const guint8 *pixels,
             gsize         stride,
             int           size)
{
  guint32 edges = 0;

  for (int y = 0; y < size; y++) {
    const guint8 *row = pixels + (gsize) y * stride;
    const guint8 *below = row + stride;

    for (int x = 0; x < size; x++) {
      int across = abs (row[x + 1] - row[x]);
      int down = abs (below[x] - row[x]);

      edges += (across > NOISE_FLOOR ? (guint32) across : 0) + (down > NOISE_FLOOR ? (guint32) down : 0);
    }
  }

  return edges;
}

static void
fill_tiles (Tiles            *tiles,
            const TrivetLuma *picture,
            int               size)
{
  guint32 peak = 0;

  /* The last row and column have no neighbour to differ from. */
  tiles->columns = (picture->width - 1) / size;
  tiles->rows = (picture->height - 1) / size;
  for (int y = 0; y < tiles->rows; y++)
    for (int x = 0; x < tiles->columns; x++) {
      const guint8 *corner = picture->pixels + (gsize) (y * size) * picture->stride + x * size;

      tiles->edges[y][x] = count_edges (corner, picture->stride, size);
      peak = MAX (peak, tiles->edges[y][x]);
    }
  tiles->least = peak / BUSY_PART + 1;
}

static void
take_tile (Tiles *tiles,
           Group *group,
           int    x,
           int    y,
           guint *n_waiting)
{
  group->strength += tiles->edges[y][x];
  group->left = MIN (group->left, x);
  group->right = MAX (group->right, x);
  group->top = MIN (group->top, y);
  group->bottom = MAX (group->bottom, y);
  tiles->edges[y][x] = 0;
  tiles->waiting[(*n_waiting)++] = (guint16) (y * MAX_TILES + x);
}

/* Takes out the group of busy tiles that (@x, @y) belongs to. */
static Group
take_group (Tiles *tiles,
            int    x,
            int    y)
{
  Group group = { .left = x, .top = y, .right = x, .bottom = y };
  guint n_waiting = 0;

  take_tile (tiles, &group, x, y, &n_waiting);
  while (n_waiting > 0) {
    guint tile = tiles->waiting[--n_waiting];
    int   at_x = (int) (tile % MAX_TILES);
    int   at_y = (int) (tile / MAX_TILES);

    for (int v = MAX (at_y - JOIN_TILES, 0); v <= MIN (at_y + JOIN_TILES, tiles->rows - 1); v++)
      for (int u = MAX (at_x - JOIN_TILES, 0); u <= MIN (at_x + JOIN_TILES, tiles->columns - 1); u++)
        if (tiles->edges[v][u] >= tiles->least)
          take_tile (tiles, &group, u, v, &n_waiting);
  }

  return group;
}

/**
 * trivet_luma_find_region:
 * @picture: a small picture, about 430 pixels wide
 * @ret_area: (out): where the most edges are, with room around them
 *
 * Finds the part of a frame that is worth a decoder's time.
 *
 * Returns: %FALSE if the picture has no edges at all
 */
gboolean
trivet_luma_find_region (const TrivetLuma *picture,
                         TrivetLumaArea   *ret_area)
{
  Tiles tiles;
  Group best = { 0 };
  int   size = MAX (MIN_TILE, (MAX (picture->width, picture->height) + MAX_TILES - 1) / MAX_TILES);
  int   right;
  int   bottom;

  fill_tiles (&tiles, picture, size);
  for (int y = 0; y < tiles.rows; y++)
    for (int x = 0; x < tiles.columns; x++)
      if (tiles.edges[y][x] >= tiles.least) {
        Group group = take_group (&tiles, x, y);

        if (group.strength > best.strength)
          best = group;
      }

  if (best.strength == 0)
    return FALSE;

  right = MIN ((best.right + 1 + GROW_TILES) * size, picture->width);
  bottom = MIN ((best.bottom + 1 + GROW_TILES) * size, picture->height);
  ret_area->x = MAX (best.left - GROW_TILES, 0) * size;
  ret_area->y = MAX (best.top - GROW_TILES, 0) * size;
  ret_area->width = right - ret_area->x;
  ret_area->height = bottom - ret_area->y;
  return TRUE;
}

/* The grey level of the pixel that has @part darker ones. */
static int
find_level (const guint32 *counts,
            guint32        part)
{
  int     level = 0;
  guint32 below = counts[0];

  while (below <= part && level < 255)
    below += counts[++level];

  return level;
}

/**
 * trivet_luma_is_dark:
 * @picture: a picture
 *
 * Judges whether a picture is light on dark, as a phone's page in dark mode: its mean is nearer to
 * the dark than to the light parts. The darkest and lightest twentieth are not looked at, since a
 * reflection would decide alone.
 *
 * Returns: whether it seems so
 */
gboolean
trivet_luma_is_dark (const TrivetLuma *picture)
{
  guint32 counts[256] = { 0 };
  guint32 n_pixels = (guint32) picture->width * (guint32) picture->height;
  gint64  sum = 0;
  gint64  dark;
  gint64  light;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      counts[picture->pixels[(gsize) y * picture->stride + (gsize) x]]++;
  for (int level = 0; level < 256; level++)
    sum += (gint64) counts[level] * level;
  dark = find_level (counts, n_pixels / 20);
  light = find_level (counts, n_pixels - n_pixels / 20);

  /* Nearer is from 3/8 of the way: pages in dark mode have 1/8 to 1/3, others from 3/8 up. */
  return (sum - dark * n_pixels) * 8 < (light - dark) * n_pixels * 3;
}
