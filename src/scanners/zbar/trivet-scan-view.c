/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-view.h"

#include "trivet-secret.h"

/* One frame as the ladder's steps want to see it: where a code may be, whether it is light on dark,
 * and copies of a part of it at any size. A frame is as often asked for dark codes as for light
 * ones, and each wrong guess costs a whole look, so pictures are made in the likelier polarity. */

#define COARSE_WIDTH 430
#define MIDDLE_WIDTH 850

#define MAX_FACTOR        64
#define LEVEL_SPAN        32     /* the local mean's window is the coarse width divided by this */
#define MIN_EDGE          16     /* pixels; less cannot hold a code */
#define MERGED_ROWS       4      /* bars that lean by a seventh still read */
#define MAX_DOUBLE_PIXELS 200000 /* a code in a larger region is large enough */

struct _TrivetScanView {
  TrivetLuma     frame;
  TrivetLuma     coarse;
  TrivetLumaArea region; /* in pixels of the frame */
  gboolean       is_dark;
  int            halves[TRIVET_LOOK_N_SCALES]; /* a pixel's edge, in halves of a pixel of the frame */

  gsize    frame_room; /* bytes */
  gsize    room;       /* bytes of each of the last three, numbers in sums × 2 */
  guint8  *coarse_pixels;
  guint8  *pixels;
  guint8  *more_pixels;
  guint32 *sums;
};

/**
 * trivet_scan_view_new:
 *
 * Returns: (transfer full): a view without a frame, for one thread at a time
 */
TrivetScanView *
trivet_scan_view_new (void)
{
  return g_new0 (TrivetScanView, 1);
}

/**
 * trivet_scan_view_wipe:
 * @self: a view
 *
 * Forgets the frame and every copy of it: they hold pictures of a guest's code.
 */
void
trivet_scan_view_wipe (TrivetScanView *self)
{
  if (self->room > 0) {
    trivet_secret_wipe (self->coarse_pixels, self->frame_room);
    trivet_secret_wipe (self->pixels, self->room);
    trivet_secret_wipe (self->more_pixels, self->room);
  }
  g_clear_pointer (&self->coarse_pixels, g_free);
  g_clear_pointer (&self->pixels, g_free);
  g_clear_pointer (&self->more_pixels, g_free);
  g_clear_pointer (&self->sums, g_free);
  self->frame_room = 0;
  self->room = 0;
}

/**
 * trivet_scan_view_free:
 * @self: (transfer full): a view
 *
 * Wipes and frees it.
 */
void
trivet_scan_view_free (TrivetScanView *self)
{
  trivet_scan_view_wipe (self);
  g_free (self);
}

static void
make_room (TrivetScanView   *self,
           const TrivetLuma *frame)
{
  gsize wanted = (gsize) frame->width * (gsize) frame->height;

  if (wanted <= self->frame_room)
    return;

  trivet_scan_view_wipe (self);
  self->frame_room = wanted;
  self->room = MAX (wanted, 4 * MIN (wanted, MAX_DOUBLE_PIXELS));
  self->coarse_pixels = g_malloc (self->frame_room);
  self->pixels = g_malloc (self->room);
  self->more_pixels = g_malloc (self->room);
  /* A picture can be one row: the numbers a row needs are bounded by its pixels. */
  self->sums = g_new (guint32, 2 * self->room);
}

static void
choose_factors (TrivetScanView *self)
{
  int longest = MAX (self->frame.width, self->frame.height);
  int middle = (2 * longest + MIDDLE_WIDTH / 2) / MIDDLE_WIDTH;

  self->halves[TRIVET_LOOK_DOUBLE] = 1;
  self->halves[TRIVET_LOOK_FULL] = 2;
  /* One and a half is the only factor that is not whole. */
  self->halves[TRIVET_LOOK_MIDDLE] = middle == 3 ? 3 : CLAMP (middle / 2, 1, MAX_FACTOR) * 2;
  self->halves[TRIVET_LOOK_COARSE] = CLAMP ((longest + COARSE_WIDTH / 2) / COARSE_WIDTH, 1, MAX_FACTOR) * 2;
}

static void
find_region (TrivetScanView *self)
{
  int            factor = self->halves[TRIVET_LOOK_COARSE] / 2;
  TrivetLumaArea area = { 0, 0, 0, 0 };
  TrivetLuma     inside;

  self->coarse = trivet_luma_shrink (&self->frame, factor, self->coarse_pixels);
  if (trivet_luma_find_region (&self->coarse, &area))
    self->region = (TrivetLumaArea){ area.x * factor, area.y * factor, area.width * factor, area.height * factor };
  else
    self->region = trivet_scan_view_get_whole (self);

  inside = area.width > 0 ? trivet_luma_crop (&self->coarse, &area) : self->coarse;
  self->is_dark = trivet_luma_is_dark (&inside);
}

/**
 * trivet_scan_view_set_frame:
 * @self: a view
 * @frame: a picture; only read until the next frame is set
 *
 * Takes a frame and finds where in it a code may be.
 */
void
trivet_scan_view_set_frame (TrivetScanView   *self,
                            const TrivetLuma *frame)
{
  make_room (self, frame);
  self->frame = *frame;
  choose_factors (self);
  find_region (self);
}

/**
 * trivet_scan_view_get_region:
 * @self: a view with a frame
 *
 * Returns: the likely place of a code, in pixels of the frame
 */
TrivetLumaArea
trivet_scan_view_get_region (TrivetScanView *self)
{
  return self->region;
}

/**
 * trivet_scan_view_get_whole:
 * @self: a view with a frame
 *
 * Returns: all of the frame
 */
TrivetLumaArea
trivet_scan_view_get_whole (TrivetScanView *self)
{
  return (TrivetLumaArea){ 0, 0, self->frame.width, self->frame.height };
}

/**
 * trivet_scan_view_is_same:
 * @self: a view with a frame
 * @look: a way of looking
 * @other: another
 *
 * Returns: whether both show the same, since some scales are one for small frames
 */
gboolean
trivet_scan_view_is_same (TrivetScanView   *self,
                          const TrivetLook *look,
                          const TrivetLook *other)
{
  return self->halves[look->scale] == self->halves[other->scale] && look->treatment == other->treatment &&
         look->gain == other->gain;
}

/* Cuts @area out of the frame at the wanted size; the coarse copy is there already. */
static TrivetLuma
cut_out (TrivetScanView       *self,
         TrivetLookScale       scale,
         const TrivetLumaArea *area)
{
  int        halves = self->halves[scale];
  int        factor = halves / 2;
  TrivetLuma cut;

  if (scale == TRIVET_LOOK_COARSE && area->x % factor == 0 && area->y % factor == 0) {
    TrivetLumaArea small = { area->x / factor, area->y / factor, area->width / factor, area->height / factor };

    cut = trivet_luma_crop (&self->coarse, &small);
    return trivet_luma_shrink (&cut, 1, self->pixels);
  }

  cut = trivet_luma_crop (&self->frame, area);
  if (halves == 1)
    return trivet_luma_double (&cut, self->more_pixels, self->pixels);
  if (halves == 3)
    return trivet_luma_shrink_to_two_thirds (&cut, self->pixels);

  return trivet_luma_shrink (&cut, factor, self->pixels);
}

/* The buffer that @picture is not in. */
static guint8 *
get_spare (TrivetScanView   *self,
           const TrivetLuma *picture)
{
  return picture->pixels == self->pixels ? self->more_pixels : self->pixels;
}

static TrivetLuma
treat (TrivetScanView   *self,
       const TrivetLook *look,
       TrivetLuma        picture)
{
  int      window = self->coarse.width / LEVEL_SPAN * self->halves[TRIVET_LOOK_COARSE] / self->halves[look->scale];
  gboolean other = (look->treatment & TRIVET_LOOK_OTHER) != 0;

  if (look->treatment & TRIVET_LOOK_MERGE)
    picture = trivet_luma_merge_rows (&picture, MERGED_ROWS, get_spare (self, &picture));
  if (look->treatment & TRIVET_LOOK_SMOOTH && picture.width >= 3 && picture.height >= 3)
    picture = trivet_luma_smooth (&picture, get_spare (self, &picture));
  if (look->treatment & TRIVET_LOOK_LEVEL)
    picture = trivet_luma_threshold (&picture, MAX (window, 8) | 1, look->gain, get_spare (self, &picture), self->sums);
  if (other != self->is_dark)
    picture = trivet_luma_invert (&picture, (guint8 *) picture.pixels);

  return picture;
}

/**
 * trivet_scan_view_make:
 * @self: a view with a frame
 * @look: how to look
 * @area: at which part of the frame, in its pixels
 * @ret_picture: (out): the picture, with packed rows; valid until the next one is made
 *
 * Makes the picture that a decoder gets: dark on light if the guess about the polarity is right.
 *
 * Returns: %FALSE if @area is not worth this look: too small for a code, or too large to be doubled
 */
gboolean
trivet_scan_view_make (TrivetScanView       *self,
                       const TrivetLook     *look,
                       const TrivetLumaArea *area,
                       TrivetLuma           *ret_picture)
{
  int halves = self->halves[look->scale];

  if (area->width * 2 / halves < MIN_EDGE || area->height * 2 / halves < MIN_EDGE)
    return FALSE;
  if (look->scale == TRIVET_LOOK_DOUBLE && (gint64) area->width * area->height > MAX_DOUBLE_PIXELS)
    return FALSE;

  *ret_picture = treat (self, look, cut_out (self, look->scale, area));
  return TRUE;
}

/**
 * trivet_scan_view_map_back:
 * @self: a view with a frame
 * @look: how it was looked at
 * @area: the part of the frame that was looked at
 * @place: a place in the picture that was made for them
 *
 * Returns: @place in pixels of the frame
 */
TrivetLumaArea
trivet_scan_view_map_back (TrivetScanView       *self,
                           const TrivetLook     *look,
                           const TrivetLumaArea *area,
                           const TrivetLumaArea *place)
{
  int across = self->halves[look->scale];
  int down = across * (look->treatment & TRIVET_LOOK_MERGE ? MERGED_ROWS : 1);

  return (TrivetLumaArea){
    .x = area->x + place->x * across / 2,
    .y = area->y + place->y * down / 2,
    .width = MAX (place->width * across / 2, 1),
    .height = MAX (place->height * down / 2, 1),
  };
}
