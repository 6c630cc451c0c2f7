/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the journal keeps its contract: order, atomicity, numbers, the `committed` signal, one
 * writer, a bounded queue, nothing written after a refusal. Method: a real file in a folder of
 * its own and the asynchronous interface, as the register uses it. */

#include "store-support.h"
#include "store-vfs.h"

#include <string.h>

static void
test_create_and_open (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = NULL;
  StoreTest        test;
  TrivetFact      *fact;

  store_test_set_up (&test);
  facts = store_test_load (test.store, "store");
  g_assert_cmpuint (facts->len, ==, 1);
  fact = g_ptr_array_index (facts, 0);
  g_assert_cmpint (trivet_fact_get_sequence (fact), ==, 1);
  g_assert_cmpint (trivet_fact_get_fact_type (fact), ==, TRIVET_FACT_STORE_CREATED);
  g_assert_cmpstr (trivet_json_get_string (trivet_fact_get_body (fact), "name", NULL), ==, "Trivet House");
  g_assert_cmpstr (trivet_store_get_path (test.store), ==, test.path);

  g_assert_false (trivet_store_create (test.path, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  nowhere = store_test_build_path (&test, "no-such-folder/store");
  g_assert_false (trivet_store_create (nowhere, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_null (trivet_store_open (nowhere, TRIVET_STORE_OPEN_WRITER, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  g_assert_null (trivet_store_open (nowhere, TRIVET_STORE_OPEN_READ_ONLY, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  store_test_tear_down (&test);
}

/* A first fact that is not believed leaves no file at all. */
static void
test_create_refused (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  path = store_test_build_path (&test, "second");
  g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_ORDER_HELD, "o", "{}"));
  g_assert_false (trivet_store_create (path, facts, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* Tear-down removes what is left; more than the first store's files would be a leftover. */
  store_test_close (&test);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM fact"), ==, 1);
  store_test_tear_down (&test);
}

typedef struct {
  GString *log;
  int      n;
} Journal;

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  Journal    *self = user_data;
  TrivetFact *first = g_ptr_array_index (facts, 0);

  g_string_append_printf (self->log, "committed %" G_GINT64_FORMAT "+%u ",
                          trivet_fact_get_sequence (first), facts->len);
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Journal *self = user_data;
  g_autoptr (GError) error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_string_append (self->log, "done ");
  else
    g_string_append (self->log, "refused ");
  self->n++;
}

static void
test_order_of_answers (void)
{
  Journal   journal = { g_string_new (NULL), 0 };
  StoreTest test;

  store_test_set_up (&test);
  g_signal_connect (test.store, "committed", G_CALLBACK (on_committed), &journal);
  for (int i = 0; i < 3; i++) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();
    g_autofree char *order_id = store_test_new_id (&test);

    store_test_add_sale (facts, &test.stamp, order_id, i, 1, TRUE);
    /* The second contradicts itself at its end: no such line. */
    if (i == 1)
      g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_LINE_VOIDED, order_id,
                                                    "{\"line\":\"none\"}"));
    trivet_journal_append_async (TRIVET_JOURNAL (test.store), facts, on_appended, &journal);
  }
  while (journal.n < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (journal.log->str, ==, "committed 2+3 done refused committed 5+3 done ");
  g_string_free (journal.log, TRUE);
  store_test_tear_down (&test);
}

typedef struct {
  TrivetFactType  type;
  const char     *subject; /* NULL: the open order of the test */
  const char     *body;
  TrivetFactError code;
} Refusal;

static const Refusal refusals[] = {
  { TRIVET_FACT_LINE_ADDED, "unknown", "{\"line\":\"L\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_ORDER_OPENED, NULL, "{\"number\":\"A1\",\"currency\":\"CNY\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_ORDER_OPENED, "menu", "{\"number\":\"A1\",\"currency\":\"CNY\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_ORDER_OPENED, "", "{\"number\":\"A1\",\"currency\":\"CNY\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_ORDER_OPENED, "new", "{\"number\":\"A1\",\"currency\":\"???\"}", TRIVET_FACT_ERROR_BODY },
  { TRIVET_FACT_LINE_VOIDED, NULL, "{\"line\":\"none\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_PAYMENT_PAID, NULL, "{\"payment\":\"none\",\"amount_minor\":1}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_CASH_TAKEN, NULL,
    "{\"payment\":\"P-first\",\"amount_minor\":1,\"tendered_minor\":1,\"change_minor\":0}",
    TRIVET_FACT_ERROR_CONFLICT }, /* the other order's payment */
  { TRIVET_FACT_PRINT_DONE, NULL, "{\"job\":\"none\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_PRINT_REQUESTED, NULL, "{\"job\":\"J\",\"document\":\"receipt\"}", TRIVET_FACT_ERROR_BODY },
  { TRIVET_FACT_PRINT_REQUESTED, NULL, "{\"document\":\"receipt\",\"copy\":1}", TRIVET_FACT_ERROR_BODY },
  { TRIVET_FACT_MENU_ITEM_SET, "menu", "{\"name\":\"no id\"}", TRIVET_FACT_ERROR_BODY },
  { TRIVET_FACT_MENU_ITEM_SET, "menu", "{\"id\":\"S1\",\"category\":\"c\",\"name\":\"x\",\"tax_rate_ppm\":0}",
    TRIVET_FACT_ERROR_BODY }, /* no price */
  { TRIVET_FACT_MENU_ITEM_SET, "store", "{\"id\":\"S1\"}", TRIVET_FACT_ERROR_CONFLICT },
  { TRIVET_FACT_STORE_CREATED, "menu", "{\"name\":\"x\"}", TRIVET_FACT_ERROR_CONFLICT },
};

static void
test_refusals (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  store_test_add_sale (facts, &test.stamp, "first", 1, 1, TRUE);
  store_test_add_sale (facts, &test.stamp, "second", 2, 1, FALSE);
  g_assert_true (store_test_append (test.store, facts, &error));
  before = store_test_dump_state (test.path);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    const Refusal *refusal = &refusals[i];
    const char    *subject = refusal->subject != NULL ? refusal->subject : "second";
    g_autoptr (GPtrArray) batch = store_test_new_facts ();
    TrivetFact *bad;

    /* A good fact in front shows that the whole append is refused. */
    g_ptr_array_add (batch, store_test_make_fact (&test.stamp, TRIVET_FACT_ORDER_HELD, "second", "{}"));
    bad = store_test_make_fact (&test.stamp, refusal->type, subject, "%s", refusal->body);
    g_ptr_array_add (batch, bad);
    g_assert_false (store_test_append (test.store, batch, &error));
    g_test_message ("%s", error->message);
    g_assert_error (error, TRIVET_FACT_ERROR, (int) refusal->code);
    /* It names the fact, or the payment when the order as a whole is what does not fit. */
    g_assert_true (strstr (error->message, trivet_fact_get_id (bad)) != NULL ||
                   strstr (error->message, "P-first") != NULL);
    g_assert_cmpint (trivet_fact_get_sequence (g_ptr_array_index (batch, 0)), ==, 0);
    g_clear_error (&error);
  }

  after = store_test_dump_state (test.path);
  g_assert_cmpstr (before, ==, after);
  /* The journal goes on where it was. */
  store_test_append_sale (&test, 3, TRUE);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT max (sequence) FROM fact"), ==,
                   1 + facts->len + 4);
  store_test_tear_down (&test);
}

static void
test_same_fact_twice (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu", "{\"id\":\"S\",\"name\":\"Soups\"}"));
  g_assert_true (store_test_append (test.store, facts, &error));
  g_assert_false (store_test_append (test.store, facts, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM fact"), ==, 2);
  store_test_tear_down (&test);
}

static void
test_one_writer (void)
{
  g_autoptr (TrivetStore) reader = NULL;
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  g_assert_null (trivet_store_open (test.path, TRIVET_STORE_OPEN_WRITER, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, test.path));
  g_clear_error (&error);

  /* A snapshot is always there, and cannot write. */
  store_test_append_sale (&test, 1, TRUE);
  reader = trivet_store_open (test.path, TRIVET_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  seen = store_test_list (reader, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, 10);
  g_assert_cmpuint (seen->len, ==, 1);
  g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu", "{\"id\":\"S\",\"name\":\"Soups\"}"));
  g_assert_false (store_test_append (reader, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* The lock goes with its holder. */
  g_clear_object (&reader);
  store_test_close (&test);
  store_test_open (&test);
  store_test_tear_down (&test);
}

static void
test_closed (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GAsyncResult) append_result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;
  g_autoptr (GAsyncResult) late_result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = NULL;
  StoreTest        test;

  /* What was appended before is written; what comes after is refused; no log is left over. */
  store_test_set_up (&test);
  store_test_add_sale (facts, &test.stamp, "order", 1, 1, TRUE);
  trivet_journal_append_async (TRIVET_JOURNAL (test.store), facts, store_test_on_result, &append_result);
  trivet_store_close_async (test.store, store_test_on_result, &close_result);
  trivet_repository_list_print_jobs_async (TRIVET_REPOSITORY (test.store), NULL, store_test_on_result,
                                           &late_result);
  store_test_wait (&close_result);
  store_test_wait (&late_result);
  g_assert_nonnull (append_result);
  g_assert_true (trivet_journal_append_finish (TRIVET_JOURNAL (test.store), append_result, &error));
  g_assert_true (trivet_store_close_finish (test.store, close_result, &error));
  g_assert_null (trivet_repository_list_finish (TRIVET_REPOSITORY (test.store), late_result, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED);
  g_clear_object (&append_result);
  g_clear_object (&close_result);
  g_clear_object (&late_result);
  g_assert_finalize_object (g_steal_pointer (&test.store));
  wal = g_strconcat (test.path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM fact"), ==, 4);

  /* Dropping the last reference does the same. */
  store_test_open (&test);
  store_test_append_sale (&test, 2, TRUE);
  g_assert_finalize_object (g_steal_pointer (&test.store));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  store_test_tear_down (&test);
}

static void
test_bounded_queue (void)
{
  Journal   journal = { g_string_new (NULL), 0 };
  StoreTest test;
  const int n = TRIVET_STORE_MAX_APPENDS + 20;
  int       n_refused = 0;

  store_test_set_up (&test);
  store_vfs_set_sync_held (TRUE);
  for (int i = 0; i < n; i++) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();

    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                                                  "{\"id\":\"S%d\",\"name\":\"Soups\"}", i));
    trivet_journal_append_async (TRIVET_JOURNAL (test.store), facts, on_appended, &journal);
  }
  store_vfs_set_sync_held (FALSE);
  while (journal.n < n)
    g_main_context_iteration (NULL, TRUE);
  for (const char *at = journal.log->str; (at = strstr (at, "refused")) != NULL; at++)
    n_refused++;
  /* One may be with the writer already. */
  g_assert_cmpint (n_refused, >=, 19);
  g_assert_cmpint (n_refused, <=, 20);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_menu"), ==, n - n_refused);
  g_string_free (journal.log, TRUE);
  store_test_tear_down (&test);
}

static gboolean
on_tick (gpointer user_data)
{
  gint64 *times = user_data;
  gint64  now = g_get_monotonic_time ();

  times[1] = MAX (times[1], now - times[0]);
  times[0] = now;
  return G_SOURCE_CONTINUE;
}

/* A disk that needs half a second for a sync must not be seen on the main loop. */
static void
test_main_loop_never_waits (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GAsyncResult) append_result = NULL;
  g_autoptr (GAsyncResult) read_result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;
  gint64    times[2] = { g_get_monotonic_time (), 0 };
  guint     tick = g_timeout_add (2, on_tick, times);
  StoreTest test;

  store_test_set_up (&test);
  store_test_close (&test);
  store_vfs_set_sync_delay_ms (500);
  times[0] = g_get_monotonic_time ();
  times[1] = 0;
  store_test_open (&test);
  store_test_add_sale (facts, &test.stamp, "order", 1, 1, TRUE);
  trivet_journal_append_async (TRIVET_JOURNAL (test.store), facts, store_test_on_result, &append_result);
  /* A read neither waits for the write. */
  trivet_repository_list_print_jobs_async (TRIVET_REPOSITORY (test.store), NULL, store_test_on_result,
                                           &read_result);
  store_test_wait (&read_result);
  g_assert_null (append_result);
  store_test_wait (&append_result);
  trivet_store_close_async (test.store, store_test_on_result, &close_result);
  store_test_wait (&close_result);
  g_assert_cmpint (times[1], <, 400 * 1000);
  g_source_remove (tick);
  store_vfs_set_sync_delay_ms (0);
  g_clear_object (&append_result);
  g_clear_object (&read_result);
  g_clear_object (&close_result);
  g_clear_object (&test.store);
  store_test_tear_down (&test);
}

/* Exactly one sync for a commit, from the first one after opening on. */
static void
test_one_sync (void)
{
  StoreTest test;

  store_test_set_up (&test);
  /* Behind it, opening has warmed the log up. */
  store_test_append_sale (&test, 0, TRUE);
  store_vfs_reset ();
  for (int i = 1; i <= 40; i++)
    store_test_append_sale (&test, i, TRUE);
  g_assert_cmpint (store_vfs_get_syncs (), ==, 40);
  store_test_tear_down (&test);
}

static gint64
get_log_starts (StoreTest *test)
{
  return store_test_sql_int (test->path, "SELECT log_starts FROM head");
}

/* A long log is copied into the file once nothing waits, and the append after that needs one sync
 * as every other. */
static void
test_checkpoint (void)
{
  gint64    deadline;
  gint64    n_starts;
  StoreTest test;

  store_test_set_up (&test);
  n_starts = get_log_starts (&test);
  for (int i = 0; i < 250; i++)
    store_test_append_sale (&test, i, TRUE);
  deadline = g_get_monotonic_time () + STORE_TEST_TIMEOUT_MS * 1000;
  while (get_log_starts (&test) == n_starts && g_get_monotonic_time () < deadline)
    g_usleep (10000);
  g_assert_cmpint (get_log_starts (&test), ==, n_starts + 1);
  store_vfs_reset ();
  for (int i = 0; i < 10; i++)
    store_test_append_sale (&test, 1000 + i, TRUE);
  g_assert_cmpint (store_vfs_get_syncs (), ==, 10);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  store_vfs_install ();
  g_test_add_func ("/store/create-and-open", test_create_and_open);
  g_test_add_func ("/store/create-refused", test_create_refused);
  g_test_add_func ("/store/order-of-answers", test_order_of_answers);
  g_test_add_func ("/store/refusals", test_refusals);
  g_test_add_func ("/store/same-fact-twice", test_same_fact_twice);
  g_test_add_func ("/store/one-writer", test_one_writer);
  g_test_add_func ("/store/closed", test_closed);
  g_test_add_func ("/store/bounded-queue", test_bounded_queue);
  g_test_add_func ("/store/main-loop-never-waits", test_main_loop_never_waits);
  g_test_add_func ("/store/one-sync", test_one_sync);
  g_test_add_func ("/store/checkpoint", test_checkpoint);
  return g_test_run ();
}
