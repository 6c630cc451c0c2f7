/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: with 5,000 dishes and 100,000 past orders the order page is there in at most 1.3 times what
 * a bare libadwaita window takes. Method: both programs are started in turn on the same X server.
 * For the bare window the clock stops when its middle is painted; for the register when a tile with
 * its category's colour and the dark words of a dish is, which is the first frame that can be
 * tapped. The register leaves GL out where there is no graphics device, so the bare window that it
 * is measured against does too; the other one is printed for comparison. On a busy machine the wall
 * time is mostly that of others: the processor's time until that frame is printed beside it, of the
 * main thread and of all. Prints medians, and how the register was built. A start is as long as others let it
 * be: nine runs of each differ by a tenth from the nine before.
 *
 *   bench-start BARE-WINDOW TRIVET [--quick]
 *
 * With --quick once and with few orders: so the tests find a benchmark that does not see the dishes any more.
 */

#include "bench-screen.h"
#include "store-support.h"

#include <stdio.h>

#define N_CATEGORIES 8
#define N_ITEMS      5000
#define N_ORDERS     100000
#define BATCH        1000
#define N_RUNS       25
#define GOAL         1.3

static void
append (StoreTest *test,
        GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  if (!store_test_append (test->store, facts, &error))
    g_error ("%s", error->message);
}

static void
fill (StoreTest *test,
      int        n_orders)
{
  g_autoptr (GPtrArray) menu = store_test_new_facts ();

  for (int i = 0; i < N_CATEGORIES; i++)
    g_ptr_array_add (menu, store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                                                 "{\"id\":\"C%d\",\"name\":\"Noodles %d\",\"name_zh\":\"面\",\"position\":%d,"
                                                 "\"color\":\"" BENCH_COLOR "\"}",
                                                 i, i, i));
  for (int i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (menu, store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_ITEM_SET, "menu",
                                                 "{\"id\":\"S%d\",\"category\":\"C%d\",\"name\":\"Beef noodles %d\","
                                                 "\"name_zh\":\"牛肉面\",\"kitchen\":\"BEEF\",\"emoji\":\"🍜\",\"price_minor\":1250,"
                                                 "\"tax_rate_ppm\":60000,\"tax_included\":true,\"position\":%d,"
                                                 "\"groups\":[],\"search\":\"beef noodles\\u001fniuroumian\"}",
                                                 i, i % N_CATEGORIES, i, i));
  append (test, menu);
  for (int i = 0; i < n_orders; i += BATCH) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();

    for (int j = i; j < i + BATCH; j++) {
      g_autofree char *order_id = store_test_new_id (test);

      store_test_add_sale (facts, &test->stamp, order_id, j, 2, TRUE);
    }
    append (test, facts);
  }
}

static void
run (BenchTimes    *times,
     Display       *display,
     char         **argv,
     gboolean       without_gl,
     BenchShownFunc is_shown)
{
  BenchProgram program;

  bench_start_program (&program, times, display, argv, without_gl, is_shown);
  bench_end_program (&program);
}

int
main (int    argc,
      char **argv)
{
  char      *bare_argv[] = { argv[1], NULL };
  char      *trivet_argv[] = { argv[2], (char *) "--data", NULL, NULL };
  BenchTimes with_gl;
  BenchTimes bare;
  BenchTimes trivet;
  StoreTest  test;
  Display   *display;
  gboolean   quick = argc > 3 && g_str_equal (argv[3], "--quick");
  int        n_orders = quick ? BATCH : N_ORDERS;
  int        n_runs = quick ? 1 : N_RUNS;
  double     ratio;

  g_assert_cmpint (argc, >=, 3);
  display = bench_open_display ();
  bench_times_init (&with_gl);
  bench_times_init (&bare);
  bench_times_init (&trivet);

  store_test_set_up (&test);
  fill (&test, n_orders);
  store_test_close (&test);
  trivet_argv[2] = test.directory;

  for (int i = 0; i < n_runs; i++) {
    run (&with_gl, display, bare_argv, FALSE, bench_is_painted);
    run (&bare, display, bare_argv, TRUE, bench_is_painted);
    run (&trivet, display, trivet_argv, FALSE, bench_shows_dishes);
  }
  printf ("build type %s, %d dishes, %d past orders, medians of %d\n", BUILD_TYPE, N_ITEMS, n_orders, n_runs);
  bench_report ("bare libadwaita window with GL", &with_gl);
  bench_report ("bare libadwaita window without GL", &bare);
  bench_report ("order page without GL", &trivet);
  ratio = bench_get_median (trivet.wall_ms) / bench_get_median (bare.wall_ms);
  printf ("order page against bare window, both without GL: wall %.2f, main thread %.2f, all threads %.2f (goal %.1f, wall: %s)\n", ratio,
          bench_get_median (trivet.main_ms) / bench_get_median (bare.main_ms), bench_get_median (trivet.all_ms) / bench_get_median (bare.all_ms),
          GOAL, ratio <= GOAL ? "met" : "missed");

  XCloseDisplay (display);
  bench_times_clear (&with_gl);
  bench_times_clear (&bare);
  bench_times_clear (&trivet);
  store_test_open (&test);
  store_test_tear_down (&test);

  return 0;
}
