/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-frame-meter.h"

#include <string.h>

/* PipeWire says nothing when a camera is pulled out while it runs: frames just stop. So frames are
 * counted four times a second, and a camera that gives none is called silent. */

#define SILENT_US      (2 * G_USEC_PER_SEC)
#define FIRST_FRAME_US (4 * G_USEC_PER_SEC) /* opening a USB camera takes up to 1.5 s */

/**
 * trivet_frame_meter_reset:
 * @self: a meter
 *
 * Counts from zero.
 */
void
trivet_frame_meter_reset (TrivetFrameMeter *self)
{
  memset (self, 0, sizeof *self);
}

/**
 * trivet_frame_meter_open:
 * @self: a meter
 * @now_us: monotonic time
 *
 * Notes that a camera is being opened.
 */
void
trivet_frame_meter_open (TrivetFrameMeter *self,
                         gint64            now_us)
{
  self->opened_at_us = now_us;
}

/**
 * trivet_frame_meter_tick:
 * @self: a meter
 * @n_frames: all frames since the reset
 * @now_us: monotonic time
 *
 * Counts; to be called every %TRIVET_FRAME_METER_TICK_MS.
 *
 * Returns: whether the rate, which is taken once a second, is a new one
 */
gboolean
trivet_frame_meter_tick (TrivetFrameMeter *self,
                         guint             n_frames,
                         gint64            now_us)
{
  guint *past = &self->past[self->n_ticks % G_N_ELEMENTS (self->past)];
  guint  rate_fps = n_frames - *past;

  if (n_frames != self->n_frames)
    self->frame_at_us = now_us;
  self->n_frames = n_frames;
  *past = n_frames;
  self->n_ticks++;

  if (rate_fps == self->rate_fps || self->n_ticks % G_N_ELEMENTS (self->past) != 0)
    return FALSE;

  self->rate_fps = rate_fps;
  return TRUE;
}

/**
 * trivet_frame_meter_is_silent:
 * @self: a meter
 * @now_us: monotonic time
 *
 * Returns: whether the camera that was opened last gives no frames
 */
gboolean
trivet_frame_meter_is_silent (TrivetFrameMeter *self,
                              gint64            now_us)
{
  if (self->frame_at_us < self->opened_at_us)
    return now_us - self->opened_at_us > FIRST_FRAME_US;

  return now_us - self->frame_at_us > SILENT_US;
}
