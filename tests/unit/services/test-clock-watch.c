/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: staff hear that the register's clock was set back, at a start and while it runs, until it is
 * right again; selling goes on, and what is sold keeps its order. Method: a clock that jumps, over a
 * journal in memory. */

#include "services-bench.h"

#include "trivet-clock-watch.h"

#define MINUTE_MS (60 * 1000)
#define HOUR_MS   (60 * (gint64) MINUTE_MS)

typedef struct {
  Services          services;
  TrivetClockWatch *watch;
  guint             n_changed;
} Bench;

static void
on_changed (TrivetClockWatch *watch,
            gpointer          user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
watch_clock (Bench *self)
{
  self->watch = trivet_clock_watch_new (TRIVET_JOURNAL (self->services.journal), TRIVET_REPOSITORY (self->services.journal),
                                        TRIVET_CLOCK (self->services.clock));
  g_signal_connect (self->watch, "changed", G_CALLBACK (on_changed), self);
}

static void
pass_ms (Bench *self,
         guint  ms)
{
  trivet_manual_clock_advance (self->services.clock, ms);
  services_drain (&self->services);
}

static TrivetFact *
dup_newest (Bench *self)
{
  TrivetMemoryJournal *journal = self->services.journal;

  return trivet_fact_ref (trivet_memory_journal_get_fact (journal, trivet_memory_journal_get_n_facts (journal) - 1));
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_object_run_dispose (G_OBJECT (self->watch));
  g_assert_finalize_object (self->watch);
  services_tear_down (&self->services, user_data);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, user_data);
}

static void
test_right (Bench        *self,
            gconstpointer user_data)
{
  watch_clock (self);
  g_assert_cmpint (trivet_clock_watch_get_newest_us (self->watch), ==, G_MININT64);
  pass_ms (self, 2 * MINUTE_MS);
  g_assert_cmpint (trivet_clock_watch_get_newest_us (self->watch), >, 0);
  g_assert_false (trivet_clock_watch_is_behind (self->watch));
  g_free (services_add (&self->services, "rice"));
  services_drain (&self->services);
  g_assert_cmpuint (self->n_changed, ==, 0);
}

/* The battery of the machine's clock is empty: it wakes up in another year. */
static void
test_behind_at_start (Bench        *self,
                      gconstpointer user_data)
{
  trivet_manual_clock_jump_wall (self->services.clock, -400 * 24 * HOUR_MS);
  watch_clock (self);
  pass_ms (self, MINUTE_MS);
  g_assert_true (trivet_clock_watch_is_behind (self->watch));
  g_assert_cmpuint (self->n_changed, ==, 1);

  trivet_manual_clock_jump_wall (self->services.clock, 400 * 24 * HOUR_MS);
  pass_ms (self, MINUTE_MS);
  g_assert_false (trivet_clock_watch_is_behind (self->watch));
  g_assert_cmpuint (self->n_changed, ==, 2);
}

static void
test_set_back_while_selling (Bench        *self,
                             gconstpointer user_data)
{
  g_autoptr (TrivetFact) before = NULL;
  g_autoptr (TrivetFact) after = NULL;

  watch_clock (self);
  pass_ms (self, MINUTE_MS);
  g_free (services_add (&self->services, "rice"));
  services_drain (&self->services);
  before = dup_newest (self);

  trivet_manual_clock_jump_wall (self->services.clock, -3 * HOUR_MS);
  g_free (services_add (&self->services, "rice"));
  services_drain (&self->services);
  after = dup_newest (self);

  g_assert_true (trivet_clock_watch_is_behind (self->watch));
  g_assert_cmpint (trivet_fact_get_time_us (after), >, trivet_fact_get_time_us (before));
  g_assert_cmpint (trivet_fact_get_time_us (after), ==, trivet_clock_watch_get_newest_us (self->watch));
}

/* A register beside this one may be a minute ahead. */
static void
test_small_difference (Bench        *self,
                       gconstpointer user_data)
{
  trivet_manual_clock_jump_wall (self->services.clock, -90 * 1000);
  watch_clock (self);
  pass_ms (self, 2 * MINUTE_MS);
  g_assert_false (trivet_clock_watch_is_behind (self->watch));
  g_assert_cmpuint (self->n_changed, ==, 0);
}

#define ADD(path, func) g_test_add ("/clock-watch/" path, Bench, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("right", test_right);
  ADD ("behind-at-start", test_behind_at_start);
  ADD ("set-back-while-selling", test_set_back_while_selling);
  ADD ("small-difference", test_small_difference);

  return g_test_run ();
}
