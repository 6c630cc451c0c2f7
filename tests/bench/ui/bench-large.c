/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a shop with 5,000 dishes, 200 tables and 50,000 past orders starts, answers a tap and shows its
 * tables in at most 1.1 times what the demo restaurant takes. Method: the real program with either
 * store, in turn, often, on the same X server. Both menus begin with the same dishes, so the same pixels
 * are waited for and tapped, with a real pointer. A tap is timed until the order's sums have changed on
 * the screen; the processor's time of the main thread is counted until it is quiet again. On a busy
 * machine the wall's time is mostly that of others, so the processor's time is what is judged; both
 * are printed.
 *
 *   bench-large TRIVET TRIVETCTL DEMO-MENU
 */

#include "bench-screen.h"
#include "bench-shop.h"
#include "store-support.h"

#include <X11/Xutil.h>
#include <stdio.h>

#define N_ORDERS 50000
#define BATCH    1000
/* With the pauses in between, in which a button's play of colours ends, each takes most of a second. */
#define N_TAPS       10
#define GOAL         1.1
#define TAP_LIMIT_US (10 * G_USEC_PER_SEC)
#define QUIET_US     (80 * G_TIME_SPAN_MILLISECOND)
#define LOOK_US      (2 * G_TIME_SPAN_MILLISECOND)

/* Of the sums below the order, and of two dishes without choices, on a screen of 1366 × 768. */
#define SUMS_X      16
#define SUMS_Y      560
#define SUMS_WIDTH  380
#define SUMS_HEIGHT 180
static const int dishes[][2] = { { 530, 220 }, { 1260, 220 } };

typedef struct {
  const char *name;
  char       *directory;
  BenchTimes  starts;
  BenchTimes  taps;
  BenchTimes  floors;
} Side;

static void
write_large_menu (const char *demo,
                  const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *large = NULL;

  if (!g_file_get_contents (demo, &json, NULL, &error))
    g_error ("%s", error->message);
  large = bench_shop_enlarge (json);
  if (!g_file_set_contents (path, large, -1, &error))
    g_error ("%s", error->message);
}

static void
make_store (const char *ctl,
            const char *directory,
            const char *menu)
{
  const char *argv[] = { ctl, "--data", directory, "init", "--import", menu, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
}

static void
add_past_orders (const char *directory)
{
  StoreTest test = { .directory = (char *) directory, .stamp = store_test_new_stamp (1) };

  test.path = trivet_store_build_path (directory);
  store_test_open (&test);
  for (int i = 0; i < N_ORDERS; i += BATCH) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();
    g_autoptr (GError) error = NULL;

    for (int j = i; j < i + BATCH; j++) {
      g_autofree char *order_id = store_test_new_id (&test);

      store_test_add_sale (facts, &test.stamp, order_id, j, 2, TRUE);
    }
    if (!store_test_append (test.store, facts, &error))
      g_error ("%s", error->message);
  }
  store_test_close (&test);
  store_test_clear_stamp (&test.stamp);
  g_free (test.path);
}

/* A pointer and a keyboard: what it reads is done at once. */
static FILE *
open_hand (void)
{
  FILE *hand = popen ("xdotool -", "w");

  g_assert_nonnull (hand);

  return hand;
}

static guint
look_at_sums (Display            *display,
              const BenchProgram *program)
{
  XImage *image = XGetImage (display, program->window, SUMS_X, SUMS_Y, SUMS_WIDTH, SUMS_HEIGHT, AllPlanes, ZPixmap);
  guint   hash = 5381;

  if (image == NULL)
    return 0;
  for (int y = 0; y < SUMS_HEIGHT; y++) {
    for (int x = 0; x < SUMS_WIDTH; x++)
      hash = hash * 33 + (guint) (XGetPixel (image, x, y) & 0xffffff);
  }
  XDestroyImage (image);

  return hash;
}

/* Until the main thread has had nothing to do for a while. */
static double
wait_until_quiet (const BenchProgram *program)
{
  double used_ms = bench_read_main_ms (program);
  gint64 since_us = g_get_monotonic_time ();

  while (g_get_monotonic_time () - since_us < QUIET_US) {
    double now_ms = bench_read_main_ms (program);

    if (now_ms > used_ms)
      since_us = g_get_monotonic_time ();
    used_ms = now_ms;
    g_usleep (LOOK_US);
  }

  return used_ms;
}

/* @command: for xdotool */
static void
measure (BenchTimes         *times,
         Display            *display,
         const BenchProgram *program,
         FILE               *hand,
         const char         *command)
{
  double main_ms = wait_until_quiet (program);
  double all_ms = bench_read_all_ms (program);
  guint  before = look_at_sums (display, program);
  gint64 begun_us = g_get_monotonic_time ();
  double took_ms;

  fprintf (hand, "%s\n", command);
  fflush (hand);
  while (look_at_sums (display, program) == before) {
    if (g_get_monotonic_time () - begun_us > TAP_LIMIT_US)
      g_error ("“%s” has changed nothing on the screen", command);
    g_usleep (LOOK_US);
  }
  took_ms = (double) (g_get_monotonic_time () - begun_us) / 1000;
  main_ms = wait_until_quiet (program) - main_ms;
  all_ms = bench_read_all_ms (program) - all_ms;
  g_array_append_val (times->wall_ms, took_ms);
  g_array_append_val (times->main_ms, main_ms);
  g_array_append_val (times->all_ms, all_ms);
}

static void
run (Side       *side,
     Display    *display,
     const char *trivet)
{
  const char  *argv[] = { trivet, "--data", side->directory, NULL };
  BenchProgram program;
  FILE        *hand = open_hand ();

  bench_start_program (&program, &side->starts, display, (char **) argv, FALSE, bench_shows_dishes);
  for (int i = 0; i < N_TAPS; i++) {
    fprintf (hand, "mousemove %d %d\n", dishes[i % 2][0], dishes[i % 2][1]);
    fflush (hand);
    measure (&side->taps, display, &program, hand, "click 1");
  }
  measure (&side->floors, display, &program, hand, "key F2");
  /* The program has inherited the hand's pipe. */
  bench_end_program (&program);
  pclose (hand);
}

static void
compare (const char *what,
         BenchTimes *demo,
         BenchTimes *large)
{
  double           wall = bench_get_median (large->wall_ms) / bench_get_median (demo->wall_ms);
  double           main_thread = bench_get_median (large->main_ms) / bench_get_median (demo->main_ms);
  double           all = bench_get_median (large->all_ms) / bench_get_median (demo->all_ms);
  g_autofree char *name = g_strdup_printf ("%s, demo data", what);
  g_autofree char *large_name = g_strdup_printf ("%s, large shop", what);

  bench_report (name, demo);
  bench_report (large_name, large);
  printf ("%s, large against demo: wall %.2f, main thread %.2f, all threads %.2f (goal %.1f, main thread: %s)\n", what, wall, main_thread,
          all, GOAL, main_thread <= GOAL ? "met" : "missed");
}

static void
set_up (Side       *side,
        const char *name,
        const char *folder)
{
  side->name = name;
  side->directory = g_build_filename (folder, name, NULL);
  bench_times_init (&side->starts);
  bench_times_init (&side->taps);
  bench_times_init (&side->floors);
}

static void
tear_down (Side *side)
{
  g_free (side->directory);
  bench_times_clear (&side->starts);
  bench_times_clear (&side->taps);
  bench_times_clear (&side->floors);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("trivet-large-XXXXXX", NULL);
  g_autofree char *menu = g_build_filename (folder, "menu.json", NULL);
  const char      *remove[] = { "rm", "-rf", folder, NULL };
  Side             demo;
  Side             large;
  Display         *display;

  g_assert_cmpint (argc, ==, 4);
  display = bench_open_display ();
  set_up (&demo, "demo", folder);
  set_up (&large, "large", folder);
  write_large_menu (argv[3], menu);
  make_store (argv[2], demo.directory, argv[3]);
  make_store (argv[2], large.directory, menu);
  add_past_orders (large.directory);

  for (int i = 0; i < BENCH_RUNS; i++) {
    run (&demo, display, argv[1]);
    run (&large, display, argv[1]);
  }
  printf ("%d dishes, %d tables more, %d past orders against the demo restaurant; medians of %d starts and %d taps, in turn\n", BENCH_SHOP_ITEMS,
          BENCH_SHOP_TABLES, N_ORDERS, BENCH_RUNS, BENCH_RUNS * N_TAPS);
  compare ("start", &demo.starts, &large.starts);
  compare ("tap", &demo.taps, &large.taps);
  compare ("the tables", &demo.floors, &large.floors);

  XCloseDisplay (display);
  tear_down (&demo);
  tear_down (&large);

  return g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL) ? 0 : 1;
}
