/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-attempts.h"

/* What guessing costs. */

#define FIRST_PAUSE_S   30
#define LONGEST_PAUSE_S 3600
#define FORGET_AFTER_S  (2 * LONGEST_PAUSE_S)

static gint64
compute_pause_s (guint n_refused)
{
  guint doublings;

  if (n_refused < TRIVET_ATTEMPTS_FREE)
    return 0;
  doublings = MIN (n_refused - TRIVET_ATTEMPTS_FREE, 16);
  return MIN ((gint64) FIRST_PAUSE_S << doublings, LONGEST_PAUSE_S);
}

/**
 * trivet_attempts_refuse:
 * @self: the attempts
 * @wall_us: when, by the fact
 * @monotonic_us: when, by the monotonic clock; 0 when the fact is of a former run
 *
 * One more was wrong. One that comes long after the last is the first again: who types badly once a day
 * is not made to wait.
 */
void
trivet_attempts_refuse (TrivetAttempts *self,
                        gint64          wall_us,
                        gint64          monotonic_us)
{
  gboolean one_run = self->monotonic_us != 0 && monotonic_us != 0;
  gint64   passed_us = one_run ? monotonic_us - self->monotonic_us : wall_us - self->wall_us;

  if (passed_us > (gint64) FORGET_AFTER_S * G_USEC_PER_SEC)
    self->n_refused = 0;
  self->n_refused++;
  self->wall_us = wall_us;
  self->monotonic_us = monotonic_us;
}

/**
 * trivet_attempts_get_left:
 * @self: the attempts
 * @clock: the time now
 *
 * Returns: how many may be wrong before the next pause
 */
guint
trivet_attempts_get_left (const TrivetAttempts *self,
                          TrivetClock          *clock)
{
  if (self->n_refused < TRIVET_ATTEMPTS_FREE)
    return TRIVET_ATTEMPTS_FREE - self->n_refused;
  return trivet_attempts_get_pause_s (self, clock) > 0 ? 0 : 1;
}

/**
 * trivet_attempts_get_pause_s:
 * @self: the attempts
 * @clock: the time now
 *
 * Counted by the monotonic clock while the program runs. After a restart only the facts' times are
 * there: a clock that was set back makes the pause begin anew, never longer than its length.
 *
 * Returns: seconds until the next guess, 0 for now
 */
guint
trivet_attempts_get_pause_s (const TrivetAttempts *self,
                             TrivetClock          *clock)
{
  gint64 pause_s = compute_pause_s (self->n_refused);
  gint64 passed_us;
  gint64 left_ms;

  if (self->monotonic_us != 0)
    passed_us = trivet_clock_get_monotonic_us (clock) - self->monotonic_us;
  else
    passed_us = trivet_clock_get_wall_us (clock) - self->wall_us;

  /* In whole milliseconds: a fact's time may be a few microseconds ahead of the clock. */
  left_ms = pause_s * 1000 - (MAX (passed_us, 0) + 999) / 1000;
  if (pause_s == 0 || left_ms <= 0)
    return 0;
  return (guint) ((left_ms + 999) / 1000);
}
