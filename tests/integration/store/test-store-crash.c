/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what was acknowledged before a crash is there after it, and nothing is there by half.
 * Method: a child appends sales of four facts and says so on a pipe; it is killed (SIGKILL) at
 * random moments, over and over on the same store, and each time the file is opened, verified with
 * its accounts, and compared with a rebuild. TRIVET_TEST_LONG makes it 1,000 kills.
 *
 * A kill does not lose what the system had not yet written; /store/power/seeds is about that. */

#include "store-support.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS         50
#define N_LONG_KILLS    1000
#define FACTS_OF_A_SALE 4

static const char *child_path;

static GPid
start_child (StoreTest *test,
             int        seed,
             int       *ret_output)
{
  g_autofree char *seed_text = g_strdup_printf ("%d", seed);
  const char      *argv[] = { child_path, test->path, seed_text, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                           &pid, NULL, ret_output, NULL, &error));
  g_assert_no_error (error);
  return pid;
}

/* Reads what the child acknowledged, to the end of the pipe. */
static gint64
read_last_acknowledged (int    fd,
                        char  *first,
                        gssize n_first)
{
  g_autoptr (GString) text = g_string_new_len (first, n_first);
  g_auto (GStrv) lines = NULL;
  char   buffer[4096];
  gint64 last = 0;
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (lines[i][0] == 'A')
      last = g_ascii_strtoll (lines[i] + 1, NULL, 10);
  }
  return last;
}

/* Kills the child some time after its first sale. Returns the number of the last fact that it
 * had said is durable. */
static gint64
run_and_kill (StoreTest *test,
              int        seed,
              gulong     delay_us)
{
  char   first[64];
  int    output;
  int    status;
  gint64 last;
  GPid   pid = start_child (test, seed, &output);
  gssize n = read (output, first, sizeof first);

  g_assert_cmpint (n, >, 0);
  g_usleep (delay_us);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  last = read_last_acknowledged (output, first, n);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  close (output);
  return last + FACTS_OF_A_SALE - 1;
}

static gint64
check_store (StoreTest *test,
             gint64     acknowledged)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_test_open (test);
  g_assert_true (trivet_store_verify (test->path, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint (report.n_facts, >=, acknowledged);
  /* One fact made the store; all others came as whole sales. */
  g_assert_cmpint ((report.n_facts - 1) % FACTS_OF_A_SALE, ==, 0);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT count(*) FROM state_order WHERE closed_at_us > 0"),
                   ==, (report.n_facts - 1) / FACTS_OF_A_SALE);
  before = store_test_dump_state (test->path);
  store_test_rebuild (test->store);
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
  store_test_close (test);
  return report.n_facts;
}

static void
test_kill (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  int       n_kills = g_getenv ("TRIVET_TEST_LONG") != NULL ? N_LONG_KILLS : N_KILLS;
  gint64    n_facts = 1;
  StoreTest test;

  store_test_set_up (&test);
  store_test_close (&test);
  for (int i = 0; i < n_kills; i++) {
    gint64 acknowledged;

    /* Every rebuild takes as long as all facts so far. */
    if (i > 0 && i % N_KILLS == 0) {
      store_test_tear_down (&test);
      store_test_set_up (&test);
      store_test_close (&test);
      n_facts = 1;
    }
    acknowledged = run_and_kill (&test, i, (gulong) g_rand_int_range (rand, 0, 60000));
    g_assert_cmpint (acknowledged, >, n_facts);
    n_facts = check_store (&test, acknowledged);
  }
  g_test_message ("%d kills, %" G_GINT64_FORMAT " facts", n_kills, n_facts);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  child_path = argv[1];
  g_test_add_func ("/store/crash/kill", test_kill);
  return g_test_run ();
}
