/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a store is brought up to date step by step, each step wholly or not at all, and what is
 * newer or not ours is left alone to the byte. Method: tables of steps of the test's own on real
 * files, and files made by plain SQLite. */

#include "store-support.h"
#include "trivet-schema-private.h"

#include <string.h>

static const TrivetSchemaStep steps[] = {
  { 1, "CREATE TABLE fact (n INTEGER); INSERT INTO fact VALUES (41)" },
  { 2, "ALTER TABLE fact ADD COLUMN shop TEXT NOT NULL DEFAULT 'main'; UPDATE fact SET n = n + 1" },
  { 3, "CREATE TABLE extra (x INTEGER); INSERT INTO nowhere VALUES (1)" },
};

static void
migrate (const char *path,
         gsize       n_steps,
         gboolean    expect)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDatabase) database = _trivet_database_open (path, TRIVET_DATABASE_NEW, &error);

  g_assert_no_error (error);
  g_assert_cmpint (_trivet_schema_migrate (database, steps, n_steps, &error), ==, expect);
  g_assert_true (expect == (error == NULL));
}

static void
test_steps (void)
{
  StoreTest        test;
  g_autofree char *path = NULL;

  store_test_set_up (&test);
  path = store_test_build_path (&test, "steps");

  migrate (path, 1, TRUE);
  g_assert_cmpint (store_test_sql_int (path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (store_test_sql_int (path, "SELECT n FROM fact"), ==, 41);

  migrate (path, 2, TRUE);
  migrate (path, 2, TRUE);
  g_assert_cmpint (store_test_sql_int (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (store_test_sql_int (path, "SELECT n FROM fact WHERE shop = 'main'"), ==, 42);
  g_assert_cmpint (store_test_sql_int (path, "PRAGMA application_id"), ==,
                   TRIVET_DATABASE_APPLICATION_ID);

  /* The third fails in its middle and leaves nothing. */
  migrate (path, 3, FALSE);
  g_assert_cmpint (store_test_sql_int (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (store_test_sql_int (path, "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"),
                   ==, 0);
  store_test_tear_down (&test);
}

static void
assert_refused (StoreTest       *test,
                const char      *path,
                TrivetStoreError code,
                const char      *words)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_assert_null (trivet_store_open (path, TRIVET_STORE_OPEN_WRITER, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, words));
  g_clear_error (&error);
  g_assert_null (trivet_store_open (path, TRIVET_STORE_OPEN_READ_ONLY, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, (int) code);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_newer (void)
{
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_close (&test);
  store_test_sql (test.path, "PRAGMA user_version = 99; CREATE TABLE new_things (x)");
  assert_refused (&test, test.path, TRIVET_STORE_ERROR_NEWER, "Update this program");
  store_test_tear_down (&test);
}

static void
test_not_ours (void)
{
  StoreTest        test;
  g_autofree char *other = NULL;
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;

  store_test_set_up (&test);
  other = store_test_build_path (&test, "other");
  store_test_sql (other, "CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
  assert_refused (&test, other, TRIVET_STORE_ERROR_DAMAGED, "not a Trivet store");

  text = store_test_build_path (&test, "text");
  g_assert_true (g_file_set_contents (text, "Dear diary, this is more than a hundred bytes of text, "
                                            "because SQLite reads a header of that length first.",
                                      -1, NULL));
  assert_refused (&test, text, TRIVET_STORE_ERROR_DAMAGED, "Restore a backup");

  empty = store_test_build_path (&test, "empty");
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  assert_refused (&test, empty, TRIVET_STORE_ERROR_DAMAGED, "empty");
  store_test_tear_down (&test);
}

static void
test_other_projection (void)
{
  StoreTest        test;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_test_set_up (&test);
  for (int i = 0; i < 5; i++)
    store_test_append_sale (&test, i, i % 2 == 0);
  store_test_close (&test);
  before = store_test_dump_state (test.path);

  /* As an older program would have left it: other tables, another number. */
  store_test_sql (test.path, "DROP TABLE state_payment; CREATE TABLE state_old (x, y);"
                             "UPDATE state_order SET number = 'wrong'; UPDATE head SET projection = 0");
  store_test_open (&test);
  store_test_close (&test);
  after = store_test_dump_state (test.path);
  g_assert_cmpstr (before, ==, after);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/steps", test_steps);
  g_test_add_func ("/store/schema/newer", test_newer);
  g_test_add_func ("/store/schema/not-ours", test_not_ours);
  g_test_add_func ("/store/schema/other-projection", test_other_projection);
  return g_test_run ();
}
