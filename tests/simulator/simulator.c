/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: no unit of money is lost and none is taken twice, whatever the world does.
 * Method: the shipped engine, folds, ledger and adapters' reading of answers on a virtual clock,
 * between people who press buttons at bad moments, a hostile network, providers with books of their
 * own, full disks and deaths between any two steps; all from a seed. README.md says what is checked.
 * As a test it plays some thousand payments and every script; --help shows the rest. */

#include "sim-run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define DEFAULT_SEED 20261122

#define LONG_PAYMENTS 1000000

/* The allocators of the sanitizers are many times slower. */
#if defined(__SANITIZE_ADDRESS__)
#define DEFAULT_PAYMENTS 2000
#else
#define DEFAULT_PAYMENTS 10000
#endif

static gint64   option_seed = DEFAULT_SEED;
static gint64   option_seeds;
static gint64   option_payments = G_MAXINT64;
static char    *option_script;
static char    *option_keep;
static char    *option_expect;
static gboolean option_print;

static const GOptionEntry entries[] = {
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed, "The first seed", "SEED" },
  { "seeds", 0, 0, G_OPTION_ARG_INT64, &option_seeds, "How many worlds", "N" },
  { "payments", 0, 0, G_OPTION_ARG_INT64, &option_payments, "Stop after so many payments", "N" },
  { "script", 0, 0, G_OPTION_ARG_FILENAME, &option_script, "Play a script instead", "FILE" },
  { "keep", 0, 0, G_OPTION_ARG_FILENAME, &option_keep, "Where the script of a failure goes", "FILE" },
  { "expect", 0, 0, G_OPTION_ARG_STRING, &option_expect, "Succeed only when this is found: a name, or “any”", "NAME" },
  { "print", 0, 0, G_OPTION_ARG_NONE, &option_print, "Print the plan of the seed", NULL },
  { NULL }
};

static double
get_cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec +
         ((double) usage.ru_utime.tv_usec + (double) usage.ru_stime.tv_usec) / 1e6;
}

static void
print_report (double cpu_s)
{
  const SimReport *r = sim_report;

  printf ("%" G_GUINT64_FORMAT " payments in %" G_GUINT64_FORMAT " worlds, %.1f s: %.0f a second\n", r->n_payments,
          r->n_worlds, cpu_s, (double) r->n_payments / MAX (cpu_s, 1e-6));
  printf ("%" G_GUINT64_FORMAT " calls, %" G_GUINT64_FORMAT " of them (%.1f %%) with a mishap; %.1f %% of the payments had one\n",
          r->n_calls, r->n_mishaps, 100.0 * (double) r->n_mishaps / (double) MAX (r->n_calls, 1),
          100.0 * (double) r->n_hostile / (double) MAX (r->n_payments, 1));
  printf ("%" G_GUINT64_FORMAT " facts, %" G_GUINT64_FORMAT " steps, %" G_GUINT64_FORMAT " deaths, %" G_GUINT64_FORMAT " machine events, %" G_GUINT64_FORMAT " answers after the engine's limit\n",
          r->n_facts, r->n_steps, r->n_crashes, r->n_machines, r->n_late);
  printf ("%" G_GUINT64_FORMAT " shown, %" G_GUINT64_FORMAT " overridden, %" G_GUINT64_FORMAT " claimed, %" G_GUINT64_FORMAT " alarms; paid %" G_GUINT64_FORMAT ", declined %" G_GUINT64_FORMAT ", reversed %" G_GUINT64_FORMAT " (%" G_GUINT64_FORMAT " had been paid), unsent %" G_GUINT64_FORMAT "\n",
          r->n_shown, r->n_overridden, r->n_claimed, r->n_alarms, r->n_ends[TRIVET_PAYMENT_STATE_PAID],
          r->n_ends[TRIVET_PAYMENT_STATE_DECLINED], r->n_ends[TRIVET_PAYMENT_STATE_REVERSED], r->n_returned,
          r->n_ends[TRIVET_PAYMENT_STATE_UNSENT]);
  printf ("%" G_GUINT64_FORMAT " bills, %" G_GUINT64_FORMAT " differences; %" G_GUINT64_FORMAT " stood on another day's bill\n", r->n_bills, r->n_differences, r->n_told_twice);
  printf ("%" G_GUINT64_FORMAT " payments in cash were rounded\n", r->n_rounded);
  printf ("%" G_GUINT64_FORMAT " orders reopened, %" G_GUINT64_FORMAT " after something was given back\n", r->n_reopened,
          r->n_reopened_after_refund);
  printf ("%" G_GUINT64_FORMAT " refunds, %" G_GUINT64_FORMAT " of a surplus: done %" G_GUINT64_FORMAT ", failed %" G_GUINT64_FORMAT "\n", r->n_refunds,
          r->n_surplus, r->n_refund_ends[TRIVET_REFUND_STATE_DONE], r->n_refund_ends[TRIVET_REFUND_STATE_FAILED]);
}

/* The seed has failed: finds a short script for it and keeps that. */
static void
keep_script (const char *message)
{
  g_autoptr (SimPlan) whole = sim_plan_new_random (sim_report->seed);
  g_autoptr (SimPlan) small = NULL;
  g_autofree char *path = option_keep != NULL ? g_strdup (option_keep) : g_strdup_printf ("seed-%" G_GUINT64_FORMAT ".script", sim_report->seed);
  g_autofree char *plan_text = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  small = sim_shrink (whole, message);
  if (small == NULL) {
    printf ("It does not repeat; that is a bug of the simulator\n");
    return;
  }
  plan_text = sim_plan_print (small);
  text = g_strdup_printf ("# SPDX-FileCopyrightText: 2026 The Trivet authors\n# SPDX-License-Identifier: CC0-1.0\n# %s\n%s", message, plan_text);
  printf ("%s", text);
  if (!g_file_set_contents (path, text, -1, &error))
    printf ("%s\n", error->message);
  else
    printf ("%u steps and %u mishaps are kept in %s\n", small->steps->len, small->mishaps->len, path);
}

static int
judge (const char *message)
{
  if (option_expect == NULL) {
    if (message != NULL)
      keep_script (message);
    return message != NULL;
  }
  if (message == NULL) {
    printf ("Nothing was found, and something should have been\n");
    return 1;
  }
  return !(g_str_equal (option_expect, "any") || g_str_has_prefix (message, option_expect));
}

static int
run_seeds (void)
{
  g_autofree char *message = sim_run_seeds ((guint64) option_seed, option_seeds > 0 ? (guint64) option_seeds : G_MAXUINT64, (guint64) option_payments);

  if (message != NULL)
    printf ("seed %" G_GUINT64_FORMAT ", after %" G_GUINT64_FORMAT " payments: %s\n", sim_report->seed, sim_report->n_payments, message);
  print_report (get_cpu_s ());
  return judge (message);
}

static char *
play_script (const char *path)
{
  g_autoptr (SimPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    return g_strdup (error->message);
  plan = sim_plan_new_parsed (text, &error);
  return plan != NULL ? sim_run_plan (plan) : g_strdup (error->message);
}

static int
run_script (void)
{
  g_autofree char *message = play_script (option_script);

  if (message != NULL)
    printf ("%s\n", message);
  return message != NULL;
}

static int
print_plan (void)
{
  g_autoptr (SimPlan) plan = sim_plan_new_random ((guint64) option_seed);
  g_autofree char *text = sim_plan_print (plan);

  printf ("%s", text);
  return 0;
}

static guint64
read_number (const char *name,
             guint64     fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
test_worlds (void)
{
  guint64          seed = read_number ("TRIVET_TEST_SEED", DEFAULT_SEED);
  guint64          n_payments = read_number ("TRIVET_TEST_PAYMENTS", g_getenv ("TRIVET_TEST_LONG") != NULL ? LONG_PAYMENTS : DEFAULT_PAYMENTS);
  g_autofree char *message = NULL;

  g_test_message ("TRIVET_TEST_SEED=%" G_GUINT64_FORMAT, seed);
  message = sim_run_seeds (seed, G_MAXUINT64, n_payments);
  if (message != NULL)
    g_test_message ("seed %" G_GUINT64_FORMAT ": %s", sim_report->seed, message);
  g_assert_null (message);

  g_test_message ("%" G_GUINT64_FORMAT " payments, %" G_GUINT64_FORMAT " of them with a mishap, %" G_GUINT64_FORMAT " deaths",
                  sim_report->n_payments, sim_report->n_hostile, sim_report->n_crashes);
  /* A world in which one of these never happens would prove little. */
  g_assert_cmpuint (sim_report->n_hostile * 5, >=, sim_report->n_payments);
  g_assert_cmpuint (sim_report->n_ends[TRIVET_PAYMENT_STATE_PAID], >, 0);
  g_assert_cmpuint (sim_report->n_ends[TRIVET_PAYMENT_STATE_DECLINED], >, 0);
  g_assert_cmpuint (sim_report->n_ends[TRIVET_PAYMENT_STATE_REVERSED], >, 0);
  g_assert_cmpuint (sim_report->n_ends[TRIVET_PAYMENT_STATE_UNSENT], >, 0);
  g_assert_cmpuint (sim_report->n_refund_ends[TRIVET_REFUND_STATE_DONE], >, 0);
  g_assert_cmpuint (sim_report->n_refund_ends[TRIVET_REFUND_STATE_FAILED], >, 0);
  g_assert_cmpuint (sim_report->n_returned, >, 0);
  g_assert_cmpuint (sim_report->n_rounded, >, 0);
  g_assert_cmpuint (sim_report->n_reopened, >, 0);
  g_assert_cmpuint (sim_report->n_reopened_after_refund, >, 0);
  g_assert_cmpuint (sim_report->n_surplus, >, 0);
  g_assert_cmpuint (sim_report->n_overridden, >, 0);
  g_assert_cmpuint (sim_report->n_claimed, >, 0);
  g_assert_cmpuint (sim_report->n_crashes, >, 0);
  g_assert_cmpuint (sim_report->n_differences, >, 0);
}

static void
test_script (gconstpointer path)
{
  g_autofree char *message = play_script (path);

  if (message != NULL)
    g_test_message ("%s: %s", (const char *) path, message);
  g_assert_null (message);
}

static void
add_scripts (GPtrArray *paths)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "simulator", "scripts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *test = g_strconcat ("/simulator/", name, NULL);

    if (!g_str_has_suffix (name, ".script"))
      continue;
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    g_test_add_data_func (test, g_ptr_array_index (paths, paths->len - 1), test_script);
  }
}

static int
run_tests (int    argc,
           char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/worlds", test_worlds);
  add_scripts (paths);
  return g_test_run ();
}

/* GLib's own pools of small blocks cost more than sim-memory.c, and it must be told before it begins. */
static void
refuse_slices (char **argv)
{
  if (g_getenv ("G_SLICE") != NULL)
    return;
  g_setenv ("G_SLICE", "always-malloc", TRUE);
  execv ("/proc/self/exe", argv);
  g_error ("The program cannot start itself again: %s", g_strerror (errno));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- plays the world against the payment engine");
  g_autoptr (GError) error = NULL;

  refuse_slices (argv);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  sim_report_open ();
  if (argc == 1 || g_str_has_prefix (argv[1], "--tap") || argv[1][1] == 'p')
    return run_tests (argc, argv);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("%s\n", error->message);
    return 2;
  }
  if (option_print)
    return print_plan ();
  return option_script != NULL ? run_script () : run_seeds ();
}
