/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a store with a menu of 5,000 items and 100,000 past orders opens at once and answers
 * screens in milliseconds. Method: such a store, made in large appends; then medians of the calls
 * that a start and the history page make, against the same calls on a new store. */

#include "store-support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define N_ORDERS  100000
#define N_ITEMS   5000
#define BATCH     1000
#define N_REPEATS 9
#define OPEN_MS   20
#define PAGE_MS   20

typedef void (*Call) (StoreTest *test);

static void
append (StoreTest *test,
        GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  if (!store_test_append (test->store, facts, &error))
    g_error ("%s", error->message);
}

static void
fill_menu (StoreTest *test)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                                                "{\"id\":\"c\",\"name\":\"Noodles\",\"name_zh\":\"面\"}"));
  for (int i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (facts,
                     store_test_make_fact (&test->stamp, TRIVET_FACT_MENU_ITEM_SET, "menu",
                                           "{\"id\":\"S%d\",\"category\":\"c\",\"name\":\"Beef noodles %d\","
                                           "\"name_zh\":\"牛肉面\",\"kitchen\":\"BEEF\",\"price_minor\":1250,"
                                           "\"tax_rate_ppm\":60000,\"tax_included\":true,\"position\":%d,"
                                           "\"groups\":[],\"search\":\"beef noodles\\u001fniuroumian\"}",
                                           i, i, i));
  append (test, facts);
}

static void
fill (StoreTest *test)
{
  fill_menu (test);
  for (int i = 0; i < N_ORDERS; i += BATCH) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();

    for (int j = i; j < i + BATCH; j++) {
      g_autofree char *order_id = store_test_new_id (test);

      store_test_add_sale (facts, &test->stamp, order_id, j, 2, TRUE);
    }
    append (test, facts);
  }
}

static void
call_open (StoreTest *test)
{
  store_test_open (test);
}

static void
call_close (StoreTest *test)
{
  store_test_close (test);
}

static void
call_menu (StoreTest *test)
{
  g_ptr_array_unref (store_test_load (test->store, "menu"));
}

static void
call_open_orders (StoreTest *test)
{
  g_ptr_array_unref (store_test_list (test->store, TRIVET_ORDER_QUERY_OPEN, NULL, 0, 100));
}

static void
call_history (StoreTest *test)
{
  g_ptr_array_unref (store_test_list (test->store, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, 50));
}

static void
call_search_miss (StoreTest *test)
{
  g_ptr_array_unref (store_test_list (test->store, TRIVET_ORDER_QUERY_HISTORY, "nowhere", 0, 50));
}

static void
call_unsettled (StoreTest *test)
{
  g_ptr_array_unref (store_test_list_unsettled (test->store));
}

static void
call_last_number (StoreTest *test)
{
  g_free (store_test_last_number (test->store));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Median in milliseconds; @after, not measured, undoes @call. */
static double
measure (StoreTest  *test,
         const char *name,
         Call        call,
         Call        after)
{
  gint64 times[N_REPEATS];

  for (int i = 0; i < N_REPEATS; i++) {
    gint64 start = g_get_monotonic_time ();

    call (test);
    times[i] = g_get_monotonic_time () - start;
    if (after != NULL)
      after (test);
  }
  qsort (times, N_REPEATS, sizeof times[0], compare);
  printf ("  %s %.2f ms\n", name, (double) times[N_REPEATS / 2] / 1000);
  return (double) times[N_REPEATS / 2] / 1000;
}

static void
measure_once (StoreTest  *test,
              const char *name,
              Call        call)
{
  gint64 start = g_get_monotonic_time ();

  call (test);
  printf ("  %s %.2f s\n", name, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static void
call_rebuild (StoreTest *test)
{
  store_test_rebuild (test->store);
}

static void
call_verify (StoreTest *test)
{
  g_auto (TrivetStoreReport) report = { 0 };

  g_assert_true (trivet_store_verify (test->path, &report, NULL));
}

static void
call_backup (StoreTest *test)
{
  g_autofree char *path = store_test_build_path (test, "copy");

  g_assert_true (store_test_backup (test->store, path, NULL));
}

static gboolean
measure_start (StoreTest *test)
{
  gboolean good = TRUE;

  store_test_close (test);
  good &= measure (test, "open", call_open, call_close) <= OPEN_MS;
  store_test_open (test);
  good &= measure (test, "first page of the history", call_history, NULL) <= PAGE_MS;
  good &= measure (test, "open orders", call_open_orders, NULL) <= PAGE_MS;
  good &= measure (test, "payments to settle", call_unsettled, NULL) <= PAGE_MS;
  good &= measure (test, "last number", call_last_number, NULL) <= PAGE_MS;
  measure (test, "search without a hit", call_search_miss, NULL);
  measure (test, "menu", call_menu, NULL);
  return good;
}

int
main (int   argc,
      char *argv[])
{
  struct stat file;
  StoreTest   test;
  gboolean    good;

  store_test_set_up (&test);
  printf ("new store:\n");
  measure_start (&test);
  printf ("%d items, %d past orders:\n", N_ITEMS, N_ORDERS);
  measure_once (&test, "made in", fill);
  good = measure_start (&test);
  measure_once (&test, "verify", call_verify);
  measure_once (&test, "rebuild", call_rebuild);
  measure_once (&test, "backup with its checks", call_backup);
  g_assert_cmpint (stat (test.path, &file), ==, 0);
  printf ("  size %.0f MB\n", (double) file.st_size / 1e6);
  store_test_tear_down (&test);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
