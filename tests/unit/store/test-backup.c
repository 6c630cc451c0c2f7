/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a backup taken while the register works is a whole store of one moment, and nothing less
 * ever takes its name; put back, it is that store again. Method: copies during a stream of appends,
 * opened and verified; targets that cannot be; a restore over what a crash has left. */

#include "store-support.h"
#include "store-vfs.h"

#include <string.h>

typedef struct {
  StoreTest *test;
  int        n_sales;
  gboolean   stop;
  gboolean   stopped;
} Stream;

static void append_next (Stream *stream);

static void
on_sale_appended (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Stream *stream = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error));
  stream->n_sales++;
  if (stream->stop)
    stream->stopped = TRUE;
  else
    append_next (stream);
}

static void
append_next (Stream *stream)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *order_id = store_test_new_id (stream->test);

  store_test_add_sale (facts, &stream->test->stamp, order_id, stream->n_sales, 2, TRUE);
  trivet_journal_append_async (TRIVET_JOURNAL (stream->test->store), facts, on_sale_appended, stream);
}

static void
check_copy (StoreTest  *test,
            const char *path,
            int         n_sales_at_least)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (TrivetStore) copy = NULL;

  g_assert_true (trivet_store_verify (path, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint ((report.n_facts - 1) % 4, ==, 0);
  g_assert_cmpint (report.n_facts, >=, 1 + 4 * n_sales_at_least);

  /* It works as a store, and its tables are those of its own journal. */
  before = store_test_dump_state (path);
  copy = trivet_store_open (path, TRIVET_STORE_OPEN_WRITER, &error);
  g_assert_no_error (error);
  store_test_rebuild (copy);
  after = store_test_dump_state (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_while_running (void)
{
  StoreTest test;
  Stream    stream = { .test = &test };

  store_test_set_up (&test);
  for (int i = 0; i < 50; i++)
    store_test_append_sale (&test, i, TRUE);
  append_next (&stream);
  for (int i = 0; i < 5; i++) {
    g_autofree char *path = store_test_build_path (&test, "copy");
    g_autoptr (GError) error = NULL;
    int n_before = stream.n_sales;

    /* The second and later ones replace the first. */
    g_assert_true (store_test_backup (test.store, path, &error));
    g_assert_no_error (error);
    check_copy (&test, path, 50 + n_before);
  }
  stream.stop = TRUE;
  while (!stream.stopped)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (stream.n_sales, >, 5);
  store_test_tear_down (&test);
}

static void
test_refused (void)
{
  g_autofree char *nowhere = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  g_assert_false (store_test_backup (test.store, test.path, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  nowhere = store_test_build_path (&test, "no-such-folder/copy");
  g_assert_false (store_test_backup (test.store, nowhere, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  g_clear_error (&error);

  /* The old copy stays when there is no room for a new one. */
  copy = store_test_build_path (&test, "copy");
  g_assert_true (store_test_backup (test.store, copy, &error));
  store_test_append_sale (&test, 2, TRUE);
  store_vfs_set_full (TRUE);
  g_assert_false (store_test_backup (test.store, copy, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_clear_error (&error);
  store_vfs_set_full (FALSE);
  check_copy (&test, copy, 1);
  store_test_tear_down (&test);
}

/* A broken chain is not copied over a good backup. */
static void
test_broken_chain (void)
{
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  copy = store_test_build_path (&test, "copy");
  store_test_sql (test.path, "UPDATE fact SET staff = 'wang' WHERE sequence = 2");
  g_assert_false (store_test_backup (test.store, copy, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Fact 2 "));
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  store_test_tear_down (&test);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  copy = store_test_build_path (&test, "copy");
  g_cancellable_cancel (cancellable);
  trivet_store_backup_async (test.store, copy, cancellable, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_false (trivet_store_backup_finish (test.store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_object (&result);
  store_test_tear_down (&test);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, content, (gssize) length, &error);
  g_assert_no_error (error);
}

/* What a crash leaves: a store whose newest sales are only in its log. */
static char *
make_crashed_copy (StoreTest *test)
{
  char            *path = store_test_build_path (test, "crashed");
  g_autofree char *log = g_strconcat (test->path, "-wal", NULL);
  g_autofree char *copied_log = g_strconcat (path, "-wal", NULL);

  copy_file (test->path, path);
  copy_file (log, copied_log);
  return path;
}

static gint64
count_facts (const char *path)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  trivet_store_verify (path, &report, &error);
  g_assert_no_error (error);
  return report.n_facts;
}

/* The old log must not be written over the restored store, and the old store is kept with it. */
static void
test_restore (void)
{
  g_autofree char *backup = NULL;
  g_autofree char *crashed = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetStore) store = NULL;
  StoreTest test;

  store_test_set_up (&test);
  backup = store_test_build_path (&test, "backup");
  store_test_append_sale (&test, 1, TRUE);
  g_assert_true (store_test_backup (test.store, backup, &error));
  for (int i = 2; i < 6; i++)
    store_test_append_sale (&test, i, TRUE);
  crashed = make_crashed_copy (&test);

  g_assert_true (trivet_store_restore (crashed, backup, &kept, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_facts (crashed), ==, 5);
  g_assert_cmpint (count_facts (kept), ==, 21);
  store = trivet_store_open (crashed, TRIVET_STORE_OPEN_WRITER, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  g_assert_cmpint (count_facts (crashed), ==, 5);
  store_test_tear_down (&test);
}

/* Where there is nothing any more. */
static void
test_restore_lost (void)
{
  g_autofree char *backup = NULL;
  g_autofree char *lost = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  backup = store_test_build_path (&test, "backup");
  lost = store_test_build_path (&test, "lost");
  store_test_append_sale (&test, 1, TRUE);
  g_assert_true (store_test_backup (test.store, backup, &error));
  g_assert_true (trivet_store_restore (lost, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_facts (lost), ==, 5);
  store_test_tear_down (&test);
}

static void
test_restore_refused (void)
{
  g_autofree char *backup = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  backup = store_test_build_path (&test, "backup");
  store_test_append_sale (&test, 1, TRUE);
  g_assert_true (store_test_backup (test.store, backup, &error));
  g_assert_false (trivet_store_restore (test.path, backup, &kept, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY);
  g_clear_error (&error);

  store_test_close (&test);
  before = store_test_dump_state (test.path);
  store_test_sql (backup, "UPDATE fact SET staff = 'wang' WHERE sequence = 3");
  g_assert_false (trivet_store_restore (test.path, backup, &kept, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (backup, "no store", -1, NULL));
  g_assert_false (trivet_store_restore (test.path, backup, &kept, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_assert_null (kept);
  after = store_test_dump_state (test.path);
  g_assert_cmpstr (before, ==, after);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  store_vfs_install ();
  g_test_add_func ("/store/backup/while-running", test_while_running);
  g_test_add_func ("/store/backup/refused", test_refused);
  g_test_add_func ("/store/backup/broken-chain", test_broken_chain);
  g_test_add_func ("/store/backup/cancelled", test_cancelled);
  g_test_add_func ("/store/restore/old-log", test_restore);
  g_test_add_func ("/store/restore/lost", test_restore_lost);
  g_test_add_func ("/store/restore/refused", test_restore_refused);
  return g_test_run ();
}
