/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRIVET_FRAME_METER_TICK_MS 250

/**
 * TrivetFrameMeter:
 *
 * How many frames come, and whether they still come. Its fields are its own.
 */
typedef struct {
  guint  past[1000 / TRIVET_FRAME_METER_TICK_MS];
  guint  n_ticks;
  guint  n_frames;
  guint  rate_fps;
  gint64 frame_at_us;
  gint64 opened_at_us;
} TrivetFrameMeter;

void     trivet_frame_meter_reset     (TrivetFrameMeter *self);
void     trivet_frame_meter_open      (TrivetFrameMeter *self,
                                       gint64            now_us);
gboolean trivet_frame_meter_tick      (TrivetFrameMeter *self,
                                       guint             n_frames,
                                       gint64            now_us);
gboolean trivet_frame_meter_is_silent (TrivetFrameMeter *self,
                                       gint64            now_us);

G_END_DECLS
