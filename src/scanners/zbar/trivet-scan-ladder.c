/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-ladder.h"

#include <time.h>

/* Looks at one frame in several ways, cheapest first, until a code can be trusted or the time is
 * spent. No single way is enough: noise and dim light want a small copy, a far or thin Code 128
 * wants every pixel, dark mode wants the picture inverted, reflections want a local mean taken out.
 * The order of the steps was found by measuring how many unread frames each reads in a millisecond
 * (tests/bench/scan). */

/* "Coarse" is about this wide whatever the camera gives, "middle" half as much again. */
#define COARSE_WIDTH 430
#define MIDDLE_WIDTH 640

/* Reading every line of a larger region at full size would take too long for one step. */
#define MAX_FINE_PIXELS 420000

#define LEVEL_SPAN       32 /* the local mean's window is the coarse width divided by this */
#define REGION_MEMORY_US G_USEC_PER_SEC
#define MIN_EDGE         16 /* pixels; less cannot hold a code */
#define BAND             48 /* pixels of the frame in which bars are confirmed */

typedef enum {
  SCALE_COARSE,
  SCALE_MIDDLE,
  SCALE_FULL,
} Scale;

#define N_SCALES (SCALE_FULL + 1)

typedef enum {
  TREAT_NOT = 0,
  TREAT_SMOOTH = 1 << 0, /* against noise and interference */
  TREAT_LEVEL = 1 << 1,  /* against reflections and low contrast */
  TREAT_INVERT = 1 << 2, /* for codes that are light on dark */
  TREAT_WHOLE = 1 << 3,  /* the region may be wrong: look everywhere */
} Treatment;

typedef struct {
  const char      *name;
  Scale            scale;
  TrivetReaderKind reader;
  int              gain; /* of TREAT_LEVEL */
  Treatment        treatment;
} Step;

static const Step steps[] = {
  { "coarse-smooth-sparse", SCALE_COARSE, TRIVET_READER_SPARSE, 0, TREAT_SMOOTH },
  { "coarse", SCALE_COARSE, TRIVET_READER_FINE, 0, TREAT_NOT },
  { "coarse-inverted-sparse", SCALE_COARSE, TRIVET_READER_SPARSE, 0, TREAT_INVERT },
  { "middle-sparse", SCALE_MIDDLE, TRIVET_READER_SPARSE, 0, TREAT_NOT },
  { "full-smooth-sparse", SCALE_FULL, TRIVET_READER_SPARSE, 0, TREAT_SMOOTH },
  { "middle-inverted-sparse", SCALE_MIDDLE, TRIVET_READER_SPARSE, 0, TREAT_INVERT },
  { "full-bars", SCALE_FULL, TRIVET_READER_BARS, 0, TREAT_NOT },
  { "middle-inverted", SCALE_MIDDLE, TRIVET_READER_FINE, 0, TREAT_INVERT },
  { "middle-level", SCALE_MIDDLE, TRIVET_READER_FINE, 6, TREAT_LEVEL },
  { "whole-coarse", SCALE_COARSE, TRIVET_READER_FINE, 0, TREAT_WHOLE },
  { "middle-smooth", SCALE_MIDDLE, TRIVET_READER_FINE, 0, TREAT_SMOOTH },
  { "full-level", SCALE_FULL, TRIVET_READER_FINE, 6, TREAT_LEVEL },
  { "middle-level-inverted", SCALE_MIDDLE, TRIVET_READER_FINE, 6, TREAT_LEVEL | TREAT_INVERT },
  { "whole-middle-inverted", SCALE_MIDDLE, TRIVET_READER_SPARSE, 0, TREAT_WHOLE | TREAT_INVERT },
  { "full-level-inverted", SCALE_FULL, TRIVET_READER_FINE, 6, TREAT_LEVEL | TREAT_INVERT },
  { "whole-full-level", SCALE_FULL, TRIVET_READER_SPARSE, 6, TREAT_WHOLE | TREAT_LEVEL },
};

/* These are cheap and read most frames: live, each frame gets them; the others take turns. */
#define N_ALWAYS 4

/* Steps that look for a QR code before bars are believed. */
#define CROSS_CHECK      3
#define CROSS_CHECK_ELSE 1

/* Ways to look a second time at the place where bars were read. */
static const Step confirmations[] = {
  { "confirm-full", SCALE_FULL, TRIVET_READER_BARS_FINE, 0, TREAT_NOT },
  { "confirm-middle", SCALE_MIDDLE, TRIVET_READER_BARS_FINE, 0, TREAT_NOT },
  { "confirm-full-smooth", SCALE_FULL, TRIVET_READER_BARS_FINE, 0, TREAT_SMOOTH },
  { "confirm-middle-level", SCALE_MIDDLE, TRIVET_READER_BARS_FINE, 6, TREAT_LEVEL },
  { "confirm-coarse", SCALE_COARSE, TRIVET_READER_BARS_FINE, 0, TREAT_NOT },
  { "confirm-full-level", SCALE_FULL, TRIVET_READER_BARS_FINE, 6, TREAT_LEVEL },
};

struct _TrivetScanLadder {
  TrivetScanMode      mode;
  gint64              budget_us;
  TrivetCodeReader   *reader;
  TrivetScanEvidence *evidence;
  const char         *last_step;

  /* This frame. */
  TrivetLuma     frame;
  TrivetLuma     coarse;
  TrivetLumaArea region; /* in pixels of the frame */
  int            factors[N_SCALES];
  gint64         started_at_us;
  gint64         work_before_us;
  TrivetLumaArea bars; /* where bars were read, in pixels of the frame; width 0 when none were */
  gboolean       bars_upright;
  TrivetLumaArea step_area;
  int            step_factor;

  /* Live. */
  const Step    *good_step;
  TrivetLumaArea good_region;
  gint64         good_at_us;
  guint          next_turn;

  gsize    room; /* bytes of each buffer below */
  guint8  *coarse_pixels;
  guint8  *pixels;
  guint8  *more_pixels;
  guint32 *sums;
};

/**
 * trivet_scan_ladder_new:
 * @mode: whether pictures belong together
 * @budget_us: processor time for a picture; the clock is read between steps, so the last one may
 *   overrun it
 *
 * Returns: (transfer full): a ladder, for one thread at a time
 */
TrivetScanLadder *
trivet_scan_ladder_new (TrivetScanMode mode,
                        gint64         budget_us)
{
  TrivetScanLadder *self = g_new0 (TrivetScanLadder, 1);

  self->mode = mode;
  self->budget_us = budget_us;
  self->reader = trivet_code_reader_new ();
  self->evidence = trivet_scan_evidence_new ();

  return self;
}

static void
drop_buffers (TrivetScanLadder *self)
{
  /* They hold pictures of a guest's code. */
  if (self->room > 0) {
    trivet_secret_wipe (self->coarse_pixels, self->room);
    trivet_secret_wipe (self->pixels, self->room);
    trivet_secret_wipe (self->more_pixels, self->room);
  }
  g_clear_pointer (&self->coarse_pixels, g_free);
  g_clear_pointer (&self->pixels, g_free);
  g_clear_pointer (&self->more_pixels, g_free);
  g_clear_pointer (&self->sums, g_free);
  self->room = 0;
}

/**
 * trivet_scan_ladder_reset:
 * @self: a ladder
 *
 * Forgets all earlier pictures and wipes them.
 */
void
trivet_scan_ladder_reset (TrivetScanLadder *self)
{
  trivet_scan_evidence_reset (self->evidence);
  drop_buffers (self);
  self->good_step = NULL;
  self->next_turn = 0;
}

/**
 * trivet_scan_ladder_free:
 * @self: (transfer full): a ladder
 *
 * Wipes and frees it.
 */
void
trivet_scan_ladder_free (TrivetScanLadder *self)
{
  drop_buffers (self);
  trivet_scan_evidence_free (self->evidence);
  trivet_code_reader_free (self->reader);
  g_free (self);
}

/**
 * trivet_scan_ladder_get_last_step:
 * @self: a ladder
 *
 * Returns: (transfer none) (nullable): the name of the step that read the last picture
 */
const char *
trivet_scan_ladder_get_last_step (TrivetScanLadder *self)
{
  return self->last_step;
}

static void
make_room (TrivetScanLadder *self,
           const TrivetLuma *frame)
{
  gsize wanted = (gsize) frame->width * (gsize) frame->height;

  if (wanted <= self->room)
    return;

  drop_buffers (self);
  self->coarse_pixels = g_malloc (wanted);
  self->pixels = g_malloc (wanted);
  self->more_pixels = g_malloc (wanted);
  /* A picture can be one row: the numbers a row needs are bounded by its pixels. */
  self->sums = g_new (guint32, 2 * wanted);
  self->room = wanted;
}

static void
choose_factors (TrivetScanLadder *self)
{
  int longest = MAX (self->frame.width, self->frame.height);

  self->factors[SCALE_FULL] = 1;
  self->factors[SCALE_COARSE] = CLAMP ((longest + COARSE_WIDTH / 2) / COARSE_WIDTH, 1, 64);
  self->factors[SCALE_MIDDLE] = CLAMP ((longest + MIDDLE_WIDTH / 2) / MIDDLE_WIDTH, 1, 64);
  if (self->factors[SCALE_MIDDLE] == self->factors[SCALE_COARSE] && self->factors[SCALE_COARSE] > 1)
    self->factors[SCALE_MIDDLE]--;
}

static void
find_region (TrivetScanLadder *self)
{
  int            factor = self->factors[SCALE_COARSE];
  TrivetLumaArea area;

  self->coarse = trivet_luma_shrink (&self->frame, factor, self->coarse_pixels);
  self->region = (TrivetLumaArea){ 0, 0, self->frame.width, self->frame.height };
  if (trivet_luma_find_region (&self->coarse, &area))
    self->region = (TrivetLumaArea){ area.x * factor, area.y * factor, area.width * factor, area.height * factor };
}

/* Cuts @area out of the frame at the step's size; the coarse copy is there already. */
static TrivetLuma
cut_out (TrivetScanLadder *self,
         Scale             scale,
         TrivetLumaArea    area)
{
  int        factor = self->factors[scale];
  TrivetLuma cut;

  if (scale == SCALE_COARSE && area.x % factor == 0 && area.y % factor == 0) {
    TrivetLumaArea small = { area.x / factor, area.y / factor, area.width / factor, area.height / factor };

    cut = trivet_luma_crop (&self->coarse, &small);
    return trivet_luma_shrink (&cut, 1, self->pixels);
  }

  cut = trivet_luma_crop (&self->frame, &area);
  return trivet_luma_shrink (&cut, factor, self->pixels);
}

/* Makes the picture that ZBar gets for @step. */
static TrivetLuma
prepare (TrivetScanLadder *self,
         const Step       *step,
         TrivetLumaArea    area)
{
  int        factor = self->factors[step->scale];
  int        window = MAX (self->coarse.width / LEVEL_SPAN * self->factors[SCALE_COARSE] / factor, 8) | 1;
  TrivetLuma picture = cut_out (self, step->scale, area);
  guint8    *spare = self->more_pixels;

  if (step->treatment & TREAT_SMOOTH && picture.width >= 3 && picture.height >= 3) {
    picture = trivet_luma_smooth (&picture, spare);
    spare = self->pixels;
  }
  if (step->treatment & TREAT_LEVEL)
    picture = trivet_luma_threshold (&picture, window, step->gain, spare, self->sums);
  if (step->treatment & TREAT_INVERT)
    picture = trivet_luma_invert (&picture, (guint8 *) picture.pixels);

  return picture;
}

static void
on_code_read (TrivetSymbol          symbol,
              const char           *text,
              gsize                 length,
              const TrivetLumaArea *place,
              gpointer              user_data)
{
  TrivetScanLadder *self = user_data;

  trivet_scan_evidence_add (self->evidence, symbol, text, length);
  if (symbol != TRIVET_SYMBOL_BARS || self->bars.width > 0)
    return;

  self->bars = (TrivetLumaArea){
    .x = self->step_area.x + place->x * self->step_factor,
    .y = self->step_area.y + place->y * self->step_factor,
    .width = place->width * self->step_factor,
    .height = place->height * self->step_factor,
  };
  /* Bars that are read along rows have a place as wide as the picture. */
  self->bars_upright = place->x == 0 && place->width == self->step_area.width / self->step_factor;
}

static TrivetReaderKind
choose_reader (TrivetScanLadder     *self,
               const Step           *step,
               const TrivetLumaArea *area)
{
  gint64 factor = self->factors[step->scale];

  if (step->reader == TRIVET_READER_FINE &&
      (gint64) area->width * area->height > MAX_FINE_PIXELS * factor * factor)
    return TRIVET_READER_SPARSE;

  return step->reader;
}

/* Does one step; returns the digits if they can be trusted after it. */
static TrivetSecret *
take_step (TrivetScanLadder *self,
           const Step       *step,
           TrivetLumaArea    area)
{
  TrivetLuma picture;

  self->step_area = area;
  self->step_factor = self->factors[step->scale];
  if (area.width / self->step_factor < MIN_EDGE || area.height / self->step_factor < MIN_EDGE)
    return NULL;

  picture = prepare (self, step, area);
  trivet_scan_evidence_begin_step (self->evidence);
  trivet_code_reader_read (self->reader, choose_reader (self, step, &area), &picture, on_code_read, self);

  return trivet_scan_evidence_accept (self->evidence);
}

/* Makes a band across the bars as high as BAND around its middle, within the frame. */
static void
fit_band (int *start,
          int *length,
          int  limit)
{
  int middle = *start + *length / 2;
  int end = MIN (MAX (middle, 0) + BAND / 2, limit);

  *start = MAX (middle - BAND / 2, 0);
  *length = end - *start;
}

/* Bars were read once: looks at their place in other ways, which costs little, rather than at the
 * whole region again. */
static TrivetSecret *
confirm (TrivetScanLadder *self,
         const Step       *step)
{
  TrivetLumaArea place = self->bars;

  if (self->bars_upright)
    fit_band (&place.y, &place.height, self->frame.height);
  else
    fit_band (&place.x, &place.width, self->frame.width);
  for (guint i = 0; i < G_N_ELEMENTS (confirmations); i++) {
    Step          second = confirmations[i];
    TrivetSecret *text;

    second.treatment |= step->treatment & TREAT_INVERT;
    if (second.scale == step->scale && second.treatment == (step->treatment & ~(guint) TREAT_WHOLE))
      continue;
    text = take_step (self, &second, place);
    if (text != NULL || !trivet_scan_evidence_wants_more (self->evidence))
      return text;
  }

  return NULL;
}

/* Whether @step does the same as an earlier one because the frame is small. */
static gboolean
is_repeated (TrivetScanLadder *self,
             const Step       *step)
{
  for (const Step *other = steps; other < step; other++)
    if (self->factors[other->scale] == self->factors[step->scale] && other->reader == step->reader &&
        other->treatment == step->treatment && other->gain == step->gain)
      return TRUE;

  return FALSE;
}

/* Bars are about to be believed, and looking twice at their band alone would never see a QR code
 * beside them that says something else: looks for one. */
static TrivetSecret *
cross_check (TrivetScanLadder *self,
             const Step       *step,
             TrivetSecret     *text)
{
  const Step *check = step == &steps[CROSS_CHECK] ? &steps[CROSS_CHECK_ELSE] : &steps[CROSS_CHECK];
  Step        look = *check;

  look.treatment |= step->treatment & TREAT_INVERT;
  trivet_secret_unref (text);

  return take_step (self, &look, self->region);
}

static TrivetSecret *
try_step (TrivetScanLadder *self,
          const Step       *step,
          TrivetLumaArea    region)
{
  TrivetLumaArea whole = { 0, 0, self->frame.width, self->frame.height };
  TrivetLumaArea area = step->treatment & TREAT_WHOLE ? whole : region;
  TrivetSecret  *text;

  if (is_repeated (self, step))
    return NULL;

  self->bars.width = 0;
  text = take_step (self, step, area);
  if (text == NULL && self->bars.width > 0 && trivet_scan_evidence_wants_more (self->evidence))
    text = confirm (self, step);
  if (text != NULL && !trivet_scan_evidence_has_qr (self->evidence))
    text = cross_check (self, step, text);
  if (text != NULL) {
    self->last_step = step->name;
    self->good_step = step;
    self->good_region = area;
    self->good_at_us = self->started_at_us;
  }

  return text;
}

/* Work done by this thread, not time gone by: a busy machine makes a frame late, but must not make
 * it unread. The mailbox before the decode thread sees to it that late frames do not pile up. */
static gint64
get_work_us (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (gint64) work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000;
}

static gboolean
has_time (TrivetScanLadder *self)
{
  return get_work_us () - self->work_before_us < self->budget_us;
}

static TrivetSecret *
read_still (TrivetScanLadder *self)
{
  TrivetSecret *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && text == NULL && has_time (self); i++)
    text = try_step (self, &steps[i], self->region);

  return text;
}

/* Camera, light and distance of a till hardly change: what worked is tried early, at its place. */
static TrivetSecret *
try_good_step (TrivetScanLadder *self)
{
  TrivetLumaArea region = self->region;

  if (self->good_step == NULL || self->good_step == &steps[0])
    return NULL;
  if (self->started_at_us - self->good_at_us < REGION_MEMORY_US &&
      self->good_region.x + self->good_region.width <= self->frame.width &&
      self->good_region.y + self->good_region.height <= self->frame.height)
    region = self->good_region;

  return try_step (self, self->good_step, region);
}

static TrivetSecret *
read_live (TrivetScanLadder *self)
{
  const guint   n_turns = G_N_ELEMENTS (steps) - N_ALWAYS;
  TrivetSecret *text = try_step (self, &steps[0], self->region);

  if (text == NULL)
    text = try_good_step (self);
  for (guint i = 1; i < N_ALWAYS && text == NULL; i++)
    text = try_step (self, &steps[i], self->region);
  /* One of them gets its turn even when the time is spent, or a slow till would never try it. */
  for (guint i = 0; i < n_turns && text == NULL && (i == 0 || has_time (self)); i++) {
    text = try_step (self, &steps[N_ALWAYS + self->next_turn], self->region);
    self->next_turn = (self->next_turn + 1) % n_turns;
  }

  return text;
}

/**
 * trivet_scan_ladder_read:
 * @self: a ladder
 * @frame: the picture; only read during the call
 * @ret_kind: (out) (optional): what is returned
 *
 * Looks for a code. Payment digits go before any other text. What is returned follows the rules of
 * #TrivetScanEvidence: nothing rather than something doubtful.
 *
 * Returns: (transfer full) (nullable): the text
 */
TrivetSecret *
trivet_scan_ladder_read (TrivetScanLadder *self,
                         const TrivetLuma *frame,
                         TrivetScanKind   *ret_kind)
{
  TrivetScanKind kind = TRIVET_SCAN_NOTHING;
  TrivetSecret  *text = NULL;

  g_return_val_if_fail (frame->stride >= (gsize) frame->width, NULL);

  self->last_step = NULL;
  self->frame = *frame;
  self->started_at_us = g_get_monotonic_time ();
  self->work_before_us = get_work_us ();
  if (self->mode == TRIVET_SCAN_STILL)
    trivet_scan_evidence_reset (self->evidence);
  trivet_scan_evidence_begin_frame (self->evidence, self->started_at_us);

  if (frame->width >= MIN_EDGE && frame->height >= MIN_EDGE) {
    make_room (self, frame);
    choose_factors (self);
    find_region (self);
    text = self->mode == TRIVET_SCAN_STILL ? read_still (self) : read_live (self);
  }

  if (text != NULL)
    kind = TRIVET_SCAN_PAYMENT;
  else
    text = trivet_scan_evidence_end_frame (self->evidence, &kind);
  if (ret_kind != NULL)
    *ret_kind = kind;

  return text;
}
