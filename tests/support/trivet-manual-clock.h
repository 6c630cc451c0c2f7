/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"

G_BEGIN_DECLS

/**
 * TrivetManualClock:
 *
 * A clock that stands still until a test moves it. Each timeout runs at exactly its own time, with
 * the main context drained before and after, so that asynchronous steps happen "at" that time.
 */
#define TRIVET_TYPE_MANUAL_CLOCK (trivet_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (TrivetManualClock, trivet_manual_clock, TRIVET, MANUAL_CLOCK, GObject)

TrivetManualClock *trivet_manual_clock_new          (void);
void               trivet_manual_clock_advance      (TrivetManualClock *self,
                                                     gint64             ms);
gboolean           trivet_manual_clock_advance_next (TrivetManualClock *self);
void               trivet_manual_clock_jump_wall    (TrivetManualClock *self,
                                                     gint64             ms);
guint              trivet_manual_clock_get_n_timeouts (TrivetManualClock *self);
void               trivet_manual_clock_drain        (TrivetManualClock *self);

G_END_DECLS
