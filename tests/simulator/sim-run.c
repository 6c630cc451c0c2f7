/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-run.h"

#include "sim-vendor.h"
#include "sim-world.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A world that takes longer than this many seconds has gone round in circles. */
#define WORLD_LIMIT_S 60

typedef void (*Work) (gpointer data);

/* Signals are findings too: an assertion in the engine. */
static char *
run_child (Work     work,
           gpointer data)
{
  int   status = 0;
  pid_t child;

  sim_report->failed = FALSE;
  sim_report->n_happened = 0;
  child = fork ();
  g_assert (child >= 0);
  if (child == 0) {
    prctl (PR_SET_PDEATHSIG, SIGKILL);
    sim_vendor_open ();
    work (data);
    sim_vendor_close ();
    _exit (0);
  }
  g_assert (waitpid (child, &status, 0) == child);

  if (sim_report->failed)
    return g_strdup (sim_report->message);
  if (WIFSIGNALED (status))
    return g_strdup_printf ("signal-%d: the program died", WTERMSIG (status));
  if (WEXITSTATUS (status) != 0)
    return g_strdup_printf ("exit-%d: the program ended itself", WEXITSTATUS (status));
  return NULL;
}

static void
play_plan (gpointer data)
{
  alarm (WORLD_LIMIT_S);
  sim_world_play (data);
}

char *
sim_run_plan (const SimPlan *plan)
{
  return run_child (play_plan, (gpointer) plan);
}

typedef struct {
  guint64 first;
  guint64 n_seeds;
  guint64 n_payments;
} Range;

static void
play_range (gpointer data)
{
  const Range *range = data;

  for (guint64 i = 0; i < range->n_seeds && sim_report->n_payments < range->n_payments; i++) {
    g_autoptr (SimPlan) plan = sim_plan_new_random (range->first + i);

    alarm (WORLD_LIMIT_S);
    sim_report->seed = range->first + i;
    sim_report->n_happened = 0;
    sim_world_play (plan);
  }
}

/**
 * sim_run_seeds:
 * @first: the first seed
 * @n_seeds: how many worlds at most
 * @n_payments: stop when so many payments were begun
 *
 * Plays one world after the other, until one fails; its seed stands in the report.
 *
 * Returns: (transfer full) (nullable): what did not hold
 */
char *
sim_run_seeds (guint64 first,
               guint64 n_seeds,
               guint64 n_payments)
{
  Range range = { first, n_seeds, n_payments };

  return run_child (play_range, &range);
}
