/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-random.h"

G_BEGIN_DECLS

/* The simulator's only loop: virtual time, a queue of what is ready, a heap of what is due. One
 * step runs one callback, so that a process can die between any two. */

void     sim_loop_reset       (void);
gint64   sim_loop_get_us      (void);
gint64   sim_loop_get_ms      (void);
gint64   sim_loop_to_wall_us  (gint64 loop_us);
guint64  sim_loop_get_n_steps (void);
void     sim_loop_push        (GFunc          func,
                               gpointer       a,
                               gpointer       b);
guint    sim_loop_add         (gint64         delay_us,
                               GSourceFunc    func,
                               gpointer       user_data,
                               GDestroyNotify notify);
void     sim_loop_remove      (guint          id);
guint    sim_loop_get_n_ready (void);
gboolean sim_loop_step        (void);

/**
 * SimClock:
 *
 * A register's clocks: the loop's time, and a wall clock that somebody may set.
 */
#define SIM_TYPE_CLOCK (sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (SimClock, sim_clock, SIM, CLOCK, GObject)

SimClock *sim_clock_new  (void);
void      sim_clock_jump (SimClock *self,
                          gint64    ms);

/**
 * SimRandom:
 *
 * A register's ids, from the seed; without the lock that threads would need.
 */
#define SIM_TYPE_RANDOM (sim_random_get_type ())
G_DECLARE_FINAL_TYPE (SimRandom, sim_random, SIM, RANDOM, GObject)

SimRandom *sim_random_new (guint64 seed);

G_END_DECLS
