/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-ladder.h"

#include "trivet-code-reader.h"
#include "trivet-scan-view.h"

#include <time.h>

/* Looks at one frame in several ways, cheapest first, until a code can be trusted or the time is
 * spent. No single way is enough: noise and dim light want a small copy, a far QR code a larger one
 * than the frame, thin bars want every pixel of a row, reflections want a local mean taken out. The
 * order of the steps was found by measuring how many unread frames each reads in a millisecond
 * (tests/bench/scan). */

/* Reading every line of a larger picture would take too long for one step. */
#define MAX_FINE_PIXELS 420000

#define REGION_MEMORY_US G_USEC_PER_SEC
#define MIN_EDGE         16 /* pixels; less cannot hold a code */
#define BAND             48 /* pixels of the frame in which bars are confirmed */

typedef struct {
  const char      *name;
  TrivetLook       look;
  TrivetReaderKind reader;
  gboolean         whole; /* the region may be wrong: looks everywhere */
} Step;

#define COARSE TRIVET_LOOK_COARSE
#define MIDDLE TRIVET_LOOK_MIDDLE
#define FULL   TRIVET_LOOK_FULL
#define DOUBLE TRIVET_LOOK_DOUBLE

#define PLAIN  TRIVET_LOOK_PLAIN
#define SMOOTH TRIVET_LOOK_SMOOTH
#define LEVEL  TRIVET_LOOK_LEVEL
#define MERGE  TRIVET_LOOK_MERGE
#define OTHER  TRIVET_LOOK_OTHER

static const Step steps[] = {
  { "coarse-smooth", { COARSE, SMOOTH, 0 }, TRIVET_READER_SPARSE, FALSE },
  { "coarse", { COARSE, PLAIN, 0 }, TRIVET_READER_FINE, FALSE },
  { "full-rows", { FULL, MERGE, 0 }, TRIVET_READER_ROWS, FALSE },
  { "double-smooth", { DOUBLE, SMOOTH, 0 }, TRIVET_READER_QUICK, FALSE },
  { "middle-smooth", { MIDDLE, SMOOTH, 0 }, TRIVET_READER_FINE, FALSE },
  { "other-coarse", { COARSE, OTHER, 0 }, TRIVET_READER_SPARSE, FALSE },
  { "whole-coarse-smooth", { COARSE, SMOOTH, 0 }, TRIVET_READER_SPARSE, TRUE },
  { "other-middle-smooth", { MIDDLE, SMOOTH | OTHER, 0 }, TRIVET_READER_QUICK, FALSE },
  { "full-level-quick", { FULL, LEVEL, 3 }, TRIVET_READER_QUICK, FALSE },
  { "middle-smooth-level", { MIDDLE, SMOOTH | LEVEL, 3 }, TRIVET_READER_FINE, FALSE },
  { "whole-middle-smooth", { MIDDLE, SMOOTH, 0 }, TRIVET_READER_QUICK, TRUE },
  { "whole-coarse", { COARSE, PLAIN, 0 }, TRIVET_READER_FINE, TRUE },
  { "other-full-smooth", { FULL, SMOOTH | OTHER, 0 }, TRIVET_READER_QUICK, FALSE },
  { "full-level", { FULL, LEVEL, 6 }, TRIVET_READER_FINE, FALSE },
  { "whole-other-middle-smooth", { MIDDLE, SMOOTH | OTHER, 0 }, TRIVET_READER_QUICK, TRUE },
  { "whole-full-level", { FULL, LEVEL, 6 }, TRIVET_READER_SPARSE, TRUE },
};

/* These are cheap and read most frames: live, each frame gets them; the others take turns. */
#define N_ALWAYS 4

/* Looks for a QR code before bars are believed. */
static const Step cross_check = { "cross-check", { MIDDLE, PLAIN, 0 }, TRIVET_READER_SPARSE, FALSE };

/* Ways to look a second time at the place where bars were read. */
static const Step confirmations[] = {
  { "confirm-full", { FULL, PLAIN, 0 }, TRIVET_READER_BARS, FALSE },
  { "confirm-middle", { MIDDLE, PLAIN, 0 }, TRIVET_READER_BARS, FALSE },
  { "confirm-full-smooth", { FULL, SMOOTH, 0 }, TRIVET_READER_BARS, FALSE },
  { "confirm-middle-level", { MIDDLE, LEVEL, 6 }, TRIVET_READER_BARS, FALSE },
  { "confirm-coarse", { COARSE, PLAIN, 0 }, TRIVET_READER_BARS, FALSE },
  { "confirm-full-level", { FULL, LEVEL, 6 }, TRIVET_READER_BARS, FALSE },
};

struct _TrivetScanLadder {
  TrivetScanMode      mode;
  gint64              budget_us;
  TrivetScanView     *view;
  TrivetCodeReader   *reader;
  TrivetScanEvidence *evidence;
  const char         *last_step;

  /* This frame. */
  gint64         started_at_us;
  gint64         work_before_us;
  TrivetLumaArea bars; /* where bars were read, in pixels of the frame; width 0 when none were */
  gboolean       bars_upright;

  /* This step. */
  const Step    *step;
  TrivetLumaArea step_area;
  int            step_width;

  /* Live. */
  const Step    *good_step;
  TrivetLumaArea good_region;
  gint64         good_at_us;
  guint          next_turn;
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
  self->view = trivet_scan_view_new ();
  self->reader = trivet_code_reader_new ();
  self->evidence = trivet_scan_evidence_new ();

  return self;
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
  trivet_scan_view_wipe (self->view);
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
  trivet_scan_view_free (self->view);
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
on_code_read (TrivetSymbol          symbol,
              const char           *text,
              gsize                 length,
              guint                 n_lines,
              const TrivetLumaArea *place,
              gpointer              user_data)
{
  TrivetScanLadder *self = user_data;

  trivet_scan_evidence_add (self->evidence, symbol, text, length, n_lines);
  if (symbol != TRIVET_SYMBOL_BARS || self->bars.width > 0)
    return;

  self->bars = trivet_scan_view_map_back (self->view, &self->step->look, &self->step_area, place);
  /* Bars that are read along rows have a place as wide as the picture. */
  self->bars_upright = place->x == 0 && place->width == self->step_width;
}

static TrivetReaderKind
choose_reader (const Step       *step,
               const TrivetLuma *picture)
{
  if (step->reader == TRIVET_READER_FINE && (gint64) picture->width * picture->height > MAX_FINE_PIXELS)
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

  if (!trivet_scan_view_make (self->view, &step->look, &area, &picture))
    return NULL;

  self->step = step;
  self->step_area = area;
  self->step_width = picture.width;
  trivet_scan_evidence_begin_step (self->evidence);
  trivet_code_reader_read (self->reader, choose_reader (step, &picture), &picture, on_code_read, self);

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
  TrivetLumaArea whole = trivet_scan_view_get_whole (self->view);
  TrivetLumaArea place = self->bars;

  if (self->bars_upright)
    fit_band (&place.y, &place.height, whole.height);
  else
    fit_band (&place.x, &place.width, whole.width);
  for (guint i = 0; i < G_N_ELEMENTS (confirmations); i++) {
    Step          second = confirmations[i];
    TrivetSecret *text;

    second.look.treatment |= step->look.treatment & OTHER;
    if (trivet_scan_view_is_same (self->view, &second.look, &step->look))
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
  for (const Step *earlier = steps; earlier < step; earlier++)
    if (earlier->reader == step->reader && earlier->whole == step->whole &&
        trivet_scan_view_is_same (self->view, &earlier->look, &step->look))
      return TRUE;

  return FALSE;
}

/* Bars are about to be believed, and looking twice at their band alone would never see a QR code
 * beside them that says something else: looks for one. */
static TrivetSecret *
look_for_qr (TrivetScanLadder *self,
             const Step       *step,
             TrivetSecret     *text)
{
  Step look = cross_check;

  look.look.treatment |= step->look.treatment & OTHER;
  trivet_secret_unref (text);
  text = take_step (self, &look, trivet_scan_view_get_region (self->view));

  return text != NULL ? text : trivet_scan_evidence_accept (self->evidence);
}

static TrivetSecret *
try_step (TrivetScanLadder *self,
          const Step       *step,
          TrivetLumaArea    region)
{
  TrivetLumaArea area = step->whole ? trivet_scan_view_get_whole (self->view) : region;
  TrivetSecret  *text;

  if (is_repeated (self, step))
    return NULL;

  self->bars.width = 0;
  text = take_step (self, step, area);
  if (text == NULL && self->bars.width > 0 && trivet_scan_evidence_wants_more (self->evidence))
    text = confirm (self, step);
  if (text != NULL && !trivet_scan_evidence_has_qr (self->evidence))
    text = look_for_qr (self, step, text);
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
  TrivetLumaArea region = trivet_scan_view_get_region (self->view);
  TrivetSecret  *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && text == NULL && has_time (self); i++)
    text = try_step (self, &steps[i], region);

  return text;
}

/* Camera, light and distance of a till hardly change: what worked is tried early, at its place. */
static TrivetSecret *
try_good_step (TrivetScanLadder *self)
{
  TrivetLumaArea whole = trivet_scan_view_get_whole (self->view);
  TrivetLumaArea region = trivet_scan_view_get_region (self->view);

  if (self->good_step == NULL || self->good_step == &steps[0])
    return NULL;
  if (self->started_at_us - self->good_at_us < REGION_MEMORY_US &&
      self->good_region.x + self->good_region.width <= whole.width &&
      self->good_region.y + self->good_region.height <= whole.height)
    region = self->good_region;

  return try_step (self, self->good_step, region);
}

static TrivetSecret *
read_live (TrivetScanLadder *self)
{
  const guint    n_turns = G_N_ELEMENTS (steps) - N_ALWAYS;
  TrivetLumaArea region = trivet_scan_view_get_region (self->view);
  TrivetSecret  *text = try_step (self, &steps[0], region);

  if (text == NULL)
    text = try_good_step (self);
  for (guint i = 1; i < N_ALWAYS && text == NULL; i++)
    text = try_step (self, &steps[i], region);
  /* One of them gets its turn even when the time is spent, or a slow till would never try it. */
  for (guint i = 0; i < n_turns && text == NULL && (i == 0 || has_time (self)); i++) {
    text = try_step (self, &steps[N_ALWAYS + self->next_turn], region);
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
  self->started_at_us = g_get_monotonic_time ();
  self->work_before_us = get_work_us ();
  if (self->mode == TRIVET_SCAN_STILL)
    trivet_scan_evidence_reset (self->evidence);
  trivet_scan_evidence_begin_frame (self->evidence, self->started_at_us);

  if (frame->width >= MIN_EDGE && frame->height >= MIN_EDGE) {
    trivet_scan_view_set_frame (self->view, frame);
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
