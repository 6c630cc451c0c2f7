/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* What the store's tests share: repeatable facts, calls that wait, and the file seen by plain
 * SQLite, without our own code in between. */

#define TEST_TYPE_CLOCK (test_clock_get_type ())
G_DECLARE_FINAL_TYPE (TestClock, test_clock, TEST, CLOCK, GObject)

struct _TestClock {
  GObject parent_instance;
  gint64  wall_us;
};

/* Every look at the clock is a second later. */
static gint64
test_clock_get_wall_us (TrivetClock *clock)
{
  TestClock *self = TEST_CLOCK (clock);

  self->wall_us += G_USEC_PER_SEC;
  return self->wall_us;
}

static gint64
test_clock_get_monotonic_us (TrivetClock *clock)
{
  return TEST_CLOCK (clock)->wall_us;
}

static void
test_clock_iface_init (TrivetClockInterface *iface)
{
  iface->get_wall_us = test_clock_get_wall_us;
  iface->get_monotonic_us = test_clock_get_monotonic_us;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestClock, test_clock, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_CLOCK, test_clock_iface_init))

static void
test_clock_class_init (TestClockClass *klass)
{
}

static void
test_clock_init (TestClock *self)
{
  self->wall_us = G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC;
}

#define TEST_TYPE_RANDOM (test_random_get_type ())
G_DECLARE_FINAL_TYPE (TestRandom, test_random, TEST, RANDOM, GObject)

struct _TestRandom {
  GObject parent_instance;
  GRand  *rand;
};

static void
test_random_fill (TrivetRandom *random,
                  guint8       *bytes,
                  gsize         length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int_range (TEST_RANDOM (random)->rand, 0, 256);
}

static void
test_random_iface_init (TrivetRandomInterface *iface)
{
  iface->fill = test_random_fill;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRandom, test_random, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_RANDOM, test_random_iface_init))

static void
test_random_finalize (GObject *object)
{
  g_rand_free (TEST_RANDOM (object)->rand);
  G_OBJECT_CLASS (test_random_parent_class)->finalize (object);
}

static void
test_random_class_init (TestRandomClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_random_finalize;
}

static void
test_random_init (TestRandom *self)
{
  self->rand = g_rand_new_with_seed (1);
}

/* Owned by the caller: store_test_clear_stamp(). */
TrivetFactStamp
store_test_new_stamp (guint32 seed)
{
  TrivetFactStamp stamp = { 0 };
  TestRandom     *random = g_object_new (TEST_TYPE_RANDOM, NULL);

  g_rand_set_seed (random->rand, seed);
  stamp.clock = g_object_new (TEST_TYPE_CLOCK, NULL);
  stamp.random = TRIVET_RANDOM (random);
  stamp.register_id = "front";
  stamp.staff = "lin";
  return stamp;
}

void
store_test_clear_stamp (TrivetFactStamp *stamp)
{
  g_clear_object (&stamp->clock);
  g_clear_object (&stamp->random);
}

GPtrArray *
store_test_new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

TrivetFact *
store_test_make_fact (const TrivetFactStamp *stamp,
                      TrivetFactType         type,
                      const char            *subject,
                      const char            *body,
                      ...)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  va_list values;

  va_start (values, body);
  text = g_strdup_vprintf (body, values);
  va_end (values);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return trivet_fact_new (type, subject, json_object_ref (json_node_get_object (node)), stamp);
}

void
store_test_add_sale (GPtrArray             *facts,
                     const TrivetFactStamp *stamp,
                     const char            *order_id,
                     int                    number,
                     int                    n_lines,
                     gboolean               paid)
{
  g_ptr_array_add (facts, store_test_make_fact (stamp, TRIVET_FACT_ORDER_OPENED, order_id,
                                                "{\"number\":\"A%04d\",\"currency\":\"CNY\"}", number));
  for (int i = 0; i < n_lines; i++)
    g_ptr_array_add (facts,
                     store_test_make_fact (stamp, TRIVET_FACT_LINE_ADDED, order_id,
                                           "{\"line\":\"L%d\",\"sku\":\"S%d\",\"category\":\"noodles\","
                                           "\"name\":\"Beef noodles\",\"name_zh\":\"牛肉面\","
                                           "\"kitchen\":\"BEEF NOODLES\",\"quantity\":1,"
                                           "\"unit_price_minor\":1250,\"tax_rate_ppm\":60000,"
                                           "\"tax_included\":true,\"modifiers\":[]}",
                                           i, i));
  if (paid)
    g_ptr_array_add (facts,
                     store_test_make_fact (stamp, TRIVET_FACT_CASH_TAKEN, order_id,
                                           "{\"payment\":\"P-%s\",\"amount_minor\":%d,"
                                           "\"tendered_minor\":%d,\"change_minor\":0}",
                                           order_id, n_lines * 1250, n_lines * 1250));
}

void
store_test_set_up (StoreTest *test)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;

  test->stamp = store_test_new_stamp (7);
  test->directory = g_dir_make_tmp ("trivet-store-XXXXXX", &error);
  g_assert_no_error (error);
  test->path = trivet_store_build_path (test->directory);
  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_STORE_CREATED, "store",
                                                "{\"name\":\"Trivet House\",\"currency\":\"CNY\"}"));
  g_assert_true (trivet_store_create (test->path, facts, &error));
  g_assert_no_error (error);
  store_test_open (test);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
store_test_tear_down (StoreTest *test)
{
  if (test->store != NULL)
    store_test_close (test);
  remove_directory (test->directory);
  store_test_clear_stamp (&test->stamp);
  g_clear_pointer (&test->directory, g_free);
  g_clear_pointer (&test->path, g_free);
}

void
store_test_on_result (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
on_timeout (gpointer user_data)
{
  g_error ("The store did not answer in %d ms", STORE_TEST_TIMEOUT_MS);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the answer is there. */
void
store_test_wait (GAsyncResult **result)
{
  guint timeout = g_timeout_add (STORE_TEST_TIMEOUT_MS, on_timeout, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

void
store_test_open (StoreTest *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test->store = trivet_store_new (test->path);
  trivet_store_start_async (test->store, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_true (trivet_store_start_finish (test->store, result, &error));
  g_assert_no_error (error);
}

void
store_test_close (StoreTest *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_store_close_async (test->store, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_true (trivet_store_close_finish (test->store, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

char *
store_test_build_path (StoreTest  *test,
                       const char *name)
{
  return g_build_filename (test->directory, name, NULL);
}

char *
store_test_new_id (StoreTest *test)
{
  return trivet_random_dup_token (test->stamp.random, "0123456789ABCDEF", 20);
}

gboolean
store_test_append (TrivetStore *store,
                   GPtrArray   *facts,
                   GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_journal_append_async (TRIVET_JOURNAL (store), facts, store_test_on_result, &result);
  store_test_wait (&result);
  return trivet_journal_append_finish (TRIVET_JOURNAL (store), result, error);
}

void
store_test_append_sale (StoreTest *test,
                        int        number,
                        gboolean   paid)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *order_id = store_test_new_id (test);
  g_autoptr (GError) error = NULL;

  store_test_add_sale (facts, &test->stamp, order_id, number, 2, paid);
  g_assert_true (store_test_append (test->store, facts, &error));
  g_assert_no_error (error);
}

static GPtrArray *
finish_list (TrivetStore  *store,
             GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = trivet_repository_list_finish (TRIVET_REPOSITORY (store), result, &error);

  g_assert_no_error (error);
  return list;
}

GPtrArray *
store_test_load (TrivetStore *store,
                 const char  *subject)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_repository_load_facts_async (TRIVET_REPOSITORY (store), subject, NULL,
                                      store_test_on_result, &result);
  store_test_wait (&result);
  return finish_list (store, result);
}

GPtrArray *
store_test_list (TrivetStore     *store,
                 TrivetOrderQuery query,
                 const char      *text,
                 gint64           before_us,
                 guint            limit)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_repository_list_orders_async (TRIVET_REPOSITORY (store), query, text, before_us, limit, NULL,
                                       store_test_on_result, &result);
  store_test_wait (&result);
  return finish_list (store, result);
}

GPtrArray *
store_test_list_unsettled (TrivetStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_repository_list_unsettled_payments_async (TRIVET_REPOSITORY (store), NULL,
                                                   store_test_on_result, &result);
  store_test_wait (&result);
  return finish_list (store, result);
}

GPtrArray *
store_test_list_jobs (TrivetStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_repository_list_print_jobs_async (TRIVET_REPOSITORY (store), NULL, store_test_on_result,
                                           &result);
  store_test_wait (&result);
  return finish_list (store, result);
}

char *
store_test_last_number (TrivetStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *number;

  trivet_repository_last_order_number_async (TRIVET_REPOSITORY (store), NULL, store_test_on_result,
                                             &result);
  store_test_wait (&result);
  number = trivet_repository_string_finish (TRIVET_REPOSITORY (store), result, &error);
  g_assert_no_error (error);
  return number;
}

void
store_test_rebuild (TrivetStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_store_rebuild_async (store, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_true (trivet_store_rebuild_finish (store, result, &error));
  g_assert_no_error (error);
}

gboolean
store_test_backup (TrivetStore *store,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_store_backup_async (store, path, NULL, store_test_on_result, &result);
  store_test_wait (&result);
  return trivet_store_backup_finish (store, result, error);
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  return handle;
}

/* What somebody with the sqlite3 program could do. */
void
store_test_sql (const char *path,
                const char *sql)
{
  sqlite3 *handle = open_raw (path);
  char    *message = NULL;

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

gint64
store_test_sql_int (const char *path,
                    const char *sql)
{
  sqlite3      *handle = open_raw (path);
  sqlite3_stmt *statement;
  gint64        value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return value;
}

static void
dump_table (GString    *dump,
            sqlite3    *handle,
            const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt    *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    g_string_append (dump, table);
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (dump, "|%s=%d:%s", sqlite3_column_name (statement, i),
                              sqlite3_column_type (statement, i),
                              (const char *) sqlite3_column_text (statement, i));
    g_string_append_c (dump, '\n');
  }
  sqlite3_finalize (statement);
}

/* Every row of every state table, with types, and the schema itself. */
char *
store_test_dump_state (const char *path)
{
  GString      *dump = g_string_new (NULL);
  sqlite3      *handle = open_raw (path);
  sqlite3_stmt *tables;

  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT type, name, sql FROM sqlite_schema"
                                       " WHERE tbl_name GLOB 'state_*' ORDER BY type DESC, name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW) {
    const char *type = (const char *) sqlite3_column_text (tables, 0);
    const char *name = (const char *) sqlite3_column_text (tables, 1);

    g_string_append_printf (dump, "%s\n", (const char *) sqlite3_column_text (tables, 2));
    if (g_str_equal (type, "table"))
      dump_table (dump, handle, name);
  }
  sqlite3_finalize (tables);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return g_string_free (dump, FALSE);
}
