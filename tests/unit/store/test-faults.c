/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a full disk, a read-only one, one whose sync fails and a damaged file each give one clear
 * sentence, nothing that was acknowledged is lost, and the store goes on when the disk does.
 * Method: a VFS of the test's own between SQLite and the disk, the system's own limit on file
 * sizes, and bytes written over the file. */

#include "store-support.h"
#include "store-vfs.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_append_refused (StoreTest       *test,
                       TrivetStoreError code,
                       const char      *words)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *order_id = store_test_new_id (test);
  g_autoptr (GError) error = NULL;

  store_test_add_sale (facts, &test->stamp, order_id, 999, 3, TRUE);
  g_assert_false (store_test_append (test->store, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, test->path));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (trivet_fact_get_sequence (g_ptr_array_index (facts, 0)), ==, 0);
  g_test_message ("%s", error->message);
}

static void
assert_whole (StoreTest *test,
              gint64     n_facts)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_store_verify (test->path, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint (report.n_facts, ==, n_facts);
}

static void
test_full (void)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  before = store_test_dump_state (test.path);
  store_vfs_set_full (TRUE);
  for (int i = 0; i < 3; i++)
    assert_append_refused (&test, TRIVET_STORE_ERROR_FULL, "Make room");
  store_vfs_set_full (FALSE);
  after = store_test_dump_state (test.path);
  g_assert_cmpstr (before, ==, after);

  store_test_append_sale (&test, 2, TRUE);
  assert_whole (&test, 9);
  store_test_tear_down (&test);
}

/* A register on a full disk still opens, shows its history, and says so at the first sale. */
static void
test_open_when_full (void)
{
  g_autoptr (GPtrArray) history = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_close (&test);
  store_vfs_set_full (TRUE);
  store_test_open (&test);
  history = store_test_list (test.store, TRIVET_ORDER_QUERY_HISTORY, NULL, 0, 10);
  g_assert_cmpuint (history->len, ==, 1);
  assert_append_refused (&test, TRIVET_STORE_ERROR_FULL, "Make room");
  store_vfs_set_full (FALSE);
  store_test_append_sale (&test, 2, TRUE);
  assert_whole (&test, 9);
  store_test_tear_down (&test);
}

/* The same by the system itself: a write beyond the limit fails in the kernel. */
static void
test_full_by_system (void)
{
  g_autofree char *wal = NULL;
  struct rlimit    whole;
  struct rlimit    small;
  struct stat      log;
  StoreTest        test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  wal = g_strconcat (test.path, "-wal", NULL);
  g_assert_cmpint (stat (wal, &log), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  small = whole;
  small.rlim_cur = (rlim_t) log.st_size + 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_append_refused (&test, TRIVET_STORE_ERROR_FULL, "Make room");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  store_test_append_sale (&test, 2, TRUE);
  assert_whole (&test, 9);
  store_test_tear_down (&test);
}

static void
test_sync_fails (void)
{
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_vfs_set_sync_fails (TRUE);
  assert_append_refused (&test, TRIVET_STORE_ERROR_FAILED, "Check the disk");
  store_vfs_set_sync_fails (FALSE);
  store_test_append_sale (&test, 2, TRUE);
  assert_whole (&test, 9);
  store_test_tear_down (&test);
}

static void
test_read_only (void)
{
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_close (&test);
  store_vfs_set_read_only (TRUE);
  g_assert_null (trivet_store_open (test.path, TRIVET_STORE_OPEN_WRITER, &error));
  store_vfs_set_read_only (FALSE);
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, test.path));
  g_assert_nonnull (strstr (error->message, "writable"));
  assert_whole (&test, 5);
  store_test_open (&test);
  store_test_append_sale (&test, 2, TRUE);
  store_test_tear_down (&test);
}

static void
overwrite (const char *path,
           off_t       offset,
           gsize       length)
{
  g_autofree guint8 *bytes = g_malloc (length);
  int                fd = open (path, O_WRONLY | O_CLOEXEC);

  memset (bytes, 0xa5, length);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, bytes, length, offset), ==, (gssize) length);
  close (fd);
}

static void
make_damaged (StoreTest *test,
              off_t      offset,
              gsize      length)
{
  store_test_set_up (test);
  for (int i = 0; i < 40; i++)
    store_test_append_sale (test, i, TRUE);
  store_test_close (test);
  if (length > 0)
    overwrite (test->path, offset, length);
}

static void
assert_damaged_at_open (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (trivet_store_open (test->path, TRIVET_STORE_OPEN_WRITER, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, test->path));
  g_assert_nonnull (strstr (error->message, "Restore a backup"));
  g_test_message ("%s", error->message);
}

static void
test_damaged_header (void)
{
  StoreTest test;

  make_damaged (&test, 0, 100);
  assert_damaged_at_open (&test);
  store_test_tear_down (&test);

  /* The schema behind a good header. */
  make_damaged (&test, 100, 3996);
  assert_damaged_at_open (&test);
  store_test_tear_down (&test);
}

static void
test_cut_off (void)
{
  StoreTest test;

  make_damaged (&test, 0, 0);
  g_assert_cmpint (truncate (test.path, 3 * 4096), ==, 0);
  assert_damaged_at_open (&test);
  store_test_tear_down (&test);
}

/* Each page in turn: nothing crashes, and either opening or verifying or reading the state finds
 * it. Pages that hold only an index are found by SQLite's own check. */
static void
test_damaged_pages (void)
{
  struct stat file;
  StoreTest   test;
  gint64      n_pages;

  make_damaged (&test, 0, 0);
  g_assert_cmpint (stat (test.path, &file), ==, 0);
  n_pages = file.st_size / 4096;
  store_test_tear_down (&test);

  for (gint64 page = 1; page < n_pages; page++) {
    g_auto (TrivetStoreReport) report = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetStore) store = NULL;

    make_damaged (&test, page * 4096, 4096);
    store = trivet_store_open (test.path, TRIVET_STORE_OPEN_WRITER, &error);
    if (store == NULL) {
      g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
    } else {
      g_autofree char *copy = store_test_build_path (&test, "copy");

      /* A backup of it is refused, so that it never replaces a good one. */
      g_assert_false (store_test_backup (store, copy, &error));
      g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
      g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
      g_clear_error (&error);
      if (!trivet_store_verify (test.path, &report, &error))
        g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
    }
    g_clear_object (&store);
    store_test_tear_down (&test);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  store_vfs_install ();
  store_vfs_reset ();
  g_test_add_func ("/store/faults/full", test_full);
  g_test_add_func ("/store/faults/open-when-full", test_open_when_full);
  g_test_add_func ("/store/faults/full-by-system", test_full_by_system);
  g_test_add_func ("/store/faults/sync-fails", test_sync_fails);
  g_test_add_func ("/store/faults/read-only", test_read_only);
  g_test_add_func ("/store/faults/damaged-header", test_damaged_header);
  g_test_add_func ("/store/faults/cut-off", test_cut_off);
  g_test_add_func ("/store/faults/damaged-pages", test_damaged_pages);
  return g_test_run ();
}
