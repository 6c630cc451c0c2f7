/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the system clock's timeouts run where they were added, stop when told, and free what they
 * hold once. Method: a main loop that waits for the effect. */

#include "trivet-clock.h"

typedef struct {
  TrivetClock *clock;
  guint        id;
  int          n_calls;
  int          n_notified;
  int          stop_after;
  gboolean     remove_itself;
  GThread     *thread;
} Timeout;

static gboolean
on_timeout (gpointer user_data)
{
  Timeout *timeout = user_data;

  timeout->n_calls++;
  timeout->thread = g_thread_self ();
  if (timeout->remove_itself)
    trivet_clock_remove_timeout (timeout->clock, timeout->id);

  return timeout->n_calls < timeout->stop_after ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_gone (gpointer user_data)
{
  ((Timeout *) user_data)->n_notified++;
}

static void
run_until_gone (Timeout      *timeout,
                GMainContext *context)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (timeout->n_notified == 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (context, TRUE);
  g_assert_cmpint (timeout->n_notified, ==, 1);
}

static void
test_times (void)
{
  TrivetClock *clock = trivet_system_clock_new ();
  gint64       before = g_get_real_time ();
  gint64       wall = trivet_clock_get_wall_us (clock);
  gint64       first = trivet_clock_get_monotonic_us (clock);

  g_assert_cmpint (wall, >=, before - G_USEC_PER_SEC);
  g_assert_cmpint (wall, <=, before + 60 * G_USEC_PER_SEC);
  g_assert_cmpint (trivet_clock_get_monotonic_us (clock), >=, first);
  g_assert_finalize_object (clock);
}

static void
test_repeats (void)
{
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  Timeout timeout = { .clock = clock, .stop_after = 3 };
  gint64  start = g_get_monotonic_time ();

  g_assert_cmpuint (trivet_clock_add_timeout (clock, 5, on_timeout, &timeout, on_gone), !=, 0);
  run_until_gone (&timeout, NULL);
  g_assert_cmpint (timeout.n_calls, ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 10 * 1000);
}

static void
test_removed (void)
{
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  Timeout never = { .clock = clock, .stop_after = 1 };
  Timeout itself = { .clock = clock, .stop_after = 9, .remove_itself = TRUE };

  never.id = trivet_clock_add_timeout (clock, 1, on_timeout, &never, on_gone);
  itself.id = trivet_clock_add_timeout (clock, 1, on_timeout, &itself, on_gone);
  g_assert_cmpuint (never.id, !=, itself.id);
  trivet_clock_remove_timeout (clock, never.id);
  g_assert_cmpint (never.n_notified, ==, 1);

  run_until_gone (&itself, NULL);
  g_assert_cmpint (itself.n_calls, ==, 1);
  g_assert_cmpint (never.n_calls, ==, 0);
}

static gpointer
run_in_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  Timeout *timeout = data;
  Timeout  removed = { .clock = clock, .stop_after = 1 };

  g_main_context_push_thread_default (context);
  removed.id = trivet_clock_add_timeout (clock, 1, on_timeout, &removed, on_gone);
  trivet_clock_add_timeout (clock, 5, on_timeout, timeout, on_gone);
  trivet_clock_remove_timeout (clock, removed.id);
  run_until_gone (timeout, context);
  g_assert_cmpint (removed.n_calls, ==, 0);
  g_main_context_pop_thread_default (context);

  return g_thread_self ();
}

static void
test_own_context (void)
{
  Timeout  timeout = { .stop_after = 1 };
  gpointer thread = g_thread_join (g_thread_new ("timer", run_in_thread, &timeout));

  g_assert_cmpint (timeout.n_calls, ==, 1);
  g_assert_true (timeout.thread == thread);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/times", test_times);
  g_test_add_func ("/base/clock/repeats", test_repeats);
  g_test_add_func ("/base/clock/removed", test_removed);
  g_test_add_func ("/base/clock/own-context", test_own_context);

  return g_test_run ();
}
