/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what is asked for before a store is open is answered when it is, and not before; where it
 * cannot be opened, each answer is the reason, and nothing can be written. Method: a real file, a
 * path where there is none, and one that another writer holds. */

#include "store-support.h"

#include <string.h>

#define N_READS 5

typedef struct {
  GPtrArray *order; /* names of what was answered, unowned */
  GError    *error; /* of the last read */
  guint      n_facts;
} Answers;

static void
answers_clear (Answers *answers)
{
  g_ptr_array_unref (answers->order);
  g_clear_error (&answers->error);
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answers *answers = user_data;

  g_ptr_array_add (answers->order, (gpointer) "started");
  trivet_store_start_finish (TRIVET_STORE (source), result, NULL);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answers *answers = user_data;
  g_autoptr (GPtrArray) facts = NULL;

  g_ptr_array_add (answers->order, (gpointer) "read");
  g_clear_error (&answers->error);
  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &answers->error);
  answers->n_facts += facts != NULL ? facts->len : 0;
}

/* Asks first and starts then, and waits for all. */
static Answers
ask_and_start (TrivetStore *store)
{
  Answers answers = { g_ptr_array_new (), NULL, 0 };

  for (guint i = 0; i < N_READS; i++)
    trivet_repository_load_facts_async (TRIVET_REPOSITORY (store), "store", NULL, on_read, &answers);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answers.order->len, ==, 0);

  trivet_store_start_async (store, on_started, &answers);
  while (answers.order->len < N_READS + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (answers.order, 0), ==, "started");

  return answers;
}

static void
test_reads_wait (void)
{
  StoreTest test;
  Answers   answers;

  store_test_set_up (&test);
  store_test_close (&test);
  test.store = trivet_store_new (test.path);
  answers = ask_and_start (test.store);
  g_assert_no_error (answers.error);
  g_assert_cmpuint (answers.n_facts, ==, N_READS);

  /* It is a store like any other. */
  store_test_append_sale (&test, 1, TRUE);
  answers_clear (&answers);
  store_test_tear_down (&test);
}

static void
assert_nothing_can_be_written (StoreTest   *test,
                               TrivetStore *store)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_ORDER_HELD, "o", "{}"));
  g_assert_false (store_test_append (store, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nothing was written"));
  g_clear_error (&error);

  trivet_store_rebuild_async (store, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_false (trivet_store_rebuild_finish (store, result, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED);
}

static void
test_no_file (void)
{
  g_autofree char *nowhere = NULL;
  g_autoptr (TrivetStore) store = NULL;
  StoreTest test;
  Answers   answers;

  store_test_set_up (&test);
  nowhere = store_test_build_path (&test, "nothing.store");
  store = trivet_store_new (nowhere);
  answers = ask_and_start (store);
  g_assert_error (answers.error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  g_assert_nonnull (strstr (answers.error->message, nowhere));
  g_assert_cmpuint (answers.n_facts, ==, 0);
  assert_nothing_can_be_written (&test, store);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
  answers_clear (&answers);
  store_test_tear_down (&test);
}

/* A reader could see the file that another writer holds, but must not: there would be two registers. */
static void
test_held_file (void)
{
  g_autoptr (TrivetStore) second = NULL;
  StoreTest test;
  Answers   answers;

  store_test_set_up (&test);
  second = trivet_store_new (test.path);
  answers = ask_and_start (second);
  g_assert_error (answers.error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY);
  assert_nothing_can_be_written (&test, second);
  answers_clear (&answers);
  store_test_tear_down (&test);
}

/* What waits for the file is bounded as what waits for a reader is. */
static void
test_bounded (void)
{
  StoreTest test;
  Answers   answers = { g_ptr_array_new (), NULL, 0 };

  store_test_set_up (&test);
  store_test_close (&test);
  test.store = trivet_store_new (test.path);
  for (guint i = 0; i <= TRIVET_STORE_MAX_READS; i++)
    trivet_repository_load_facts_async (TRIVET_REPOSITORY (test.store), "store", NULL, on_read, &answers);
  while (answers.order->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answers.error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY);

  trivet_store_start_async (test.store, on_started, &answers);
  while (answers.order->len < TRIVET_STORE_MAX_READS + 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answers.error);
  g_assert_cmpuint (answers.n_facts, ==, TRIVET_STORE_MAX_READS);
  answers_clear (&answers);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/start/reads-wait", test_reads_wait);
  g_test_add_func ("/store/start/no-file", test_no_file);
  g_test_add_func ("/store/start/held-file", test_held_file);
  g_test_add_func ("/store/start/bounded", test_bounded);

  return g_test_run ();
}
