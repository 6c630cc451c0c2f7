/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"

G_BEGIN_DECLS

/* Wrong PINs in a row that cost no time. */
#define TRIVET_ATTEMPTS_FREE 5

/**
 * TrivetAttempts:
 * @wall_us: of the last refusal by its fact, which a restart keeps
 * @monotonic_us: the same by the clock that nobody can set forward; 0 for one of a former run
 *
 * How often something was guessed wrong in a row, and what the next guess costs: after five free
 * ones a pause of 30 s that doubles up to an hour. Two hours without a wrong one and the count begins
 * anew. A zeroed one has seen no guess.
 */
typedef struct {
  guint  n_refused;
  gint64 wall_us;
  gint64 monotonic_us;
} TrivetAttempts;

void  trivet_attempts_refuse      (TrivetAttempts       *self,
                                   gint64                wall_us,
                                   gint64                monotonic_us);
guint trivet_attempts_get_left    (const TrivetAttempts *self,
                                   TrivetClock          *clock);
guint trivet_attempts_get_pause_s (const TrivetAttempts *self,
                                   TrivetClock          *clock);

G_END_DECLS
