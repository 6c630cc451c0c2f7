/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a durable order costs at most 1.2 times a bare SQLite transaction of the same rows, and
 * one sync a commit. Method: one sale as the register makes it (five commits: the order with its
 * first line, three more lines, cash and receipt) through the store's asynchronous interface, and
 * the same rows by prepared statements on this thread into a file of the same schema and
 * settings, in turns, so that both meet the same disk. Median of the ratios of the pairs. In the end
 * both files must hold as many rows in each table. With --quick a few sales that nobody judges by
 * their time, so that the tests find a benchmark that does not fit the store any more. */

#include "store-support.h"
#include "store-vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_SALES   300
#define N_QUICK   3
#define N_COMMITS 5
#define GOAL      1.2

typedef struct {
  sqlite3      *handle;
  sqlite3_stmt *begin;
  sqlite3_stmt *commit;
  sqlite3_stmt *fact;
  sqlite3_stmt *order;
  sqlite3_stmt *payment;
  sqlite3_stmt *job;
  sqlite3_stmt *ledger;
  sqlite3_stmt *account;
  sqlite3_stmt *balance;
  sqlite3_stmt *head;
  gint64        sequence;
} Bare;

static sqlite3_stmt *
prepare (Bare       *bare,
         const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v3 (bare->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (bare->handle));
  return statement;
}

/* A row with @columns as they are bound and all others empty: the store's tables grow. */
static sqlite3_stmt *
prepare_insert (Bare       *bare,
                const char *table,
                const char *columns,
                const char *rest)
{
  g_auto (GStrv) bound = g_strsplit (columns, " ", -1);
  g_autofree char *query = g_strdup_printf ("SELECT name, type FROM pragma_table_info('%s')", table);
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *info = prepare (bare, query);
  guint         n_bound = 0;

  g_string_printf (sql, "INSERT INTO %s VALUES (", table);
  for (guint i = 0; sqlite3_step (info) == SQLITE_ROW; i++) {
    const char *name = (const char *) sqlite3_column_text (info, 0);
    gboolean    text = g_str_equal ((const char *) sqlite3_column_text (info, 1), "TEXT");

    if (i > 0)
      g_string_append (sql, ", ");
    if (n_bound < g_strv_length (bound) && g_str_equal (bound[n_bound], name))
      g_string_append_printf (sql, "?%u", ++n_bound);
    else
      g_string_append (sql, text ? "''" : "0");
  }
  sqlite3_finalize (info);
  g_assert_cmpuint (n_bound, ==, g_strv_length (bound));
  g_string_append_printf (sql, ") %s", rest);

  return prepare (bare, sql->str);
}

static void
bare_open (Bare       *bare,
           const char *path)
{
  g_assert_cmpint (sqlite3_open_v2 (path, &bare->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL),
                   ==, SQLITE_OK);
  sqlite3_exec (bare->handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                              "PRAGMA wal_autocheckpoint = 0; UPDATE head SET log_starts = 2",
                NULL, NULL, NULL);
  bare->begin = prepare (bare, "BEGIN IMMEDIATE");
  bare->commit = prepare (bare, "COMMIT");
  bare->fact = prepare (bare, "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  bare->order = prepare_insert (bare, "state_order",
                                "order_id opened_sequence number opened_at_us settled_at_us closed_at_us total_minor"
                                " paid_minor n_items tender search",
                                " ON CONFLICT (order_id) DO UPDATE SET settled_at_us = excluded.settled_at_us,"
                                " closed_at_us = excluded.closed_at_us, total_minor = excluded.total_minor,"
                                " paid_minor = excluded.paid_minor, n_items = excluded.n_items,"
                                " tender = excluded.tender, search = excluded.search");
  bare->payment = prepare_insert (bare, "state_payment",
                                  "payment_id order_id method amount_minor state started_at_us settled_at_us moved_at_us", "");
  bare->job = prepare_insert (bare, "state_print_job",
                              "job_id order_id requested_sequence requested_at_us document state", "");
  bare->ledger = prepare_insert (bare, "state_ledger", "sequence account amount_minor", "");
  bare->account = prepare_insert (bare, "state_account", "account balance_minor",
                                  "ON CONFLICT DO UPDATE SET balance_minor = balance_minor + excluded.balance_minor");
  bare->balance = prepare (bare, "SELECT sum (balance_minor) FROM state_account");
  bare->head = prepare (bare, "UPDATE head SET sequence = ?, hash = ?");
  bare->sequence = 1;
}

static void
bare_run (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static void
bind_text (sqlite3_stmt *statement,
           int           index,
           const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
bare_insert_fact (Bare       *bare,
                  TrivetFact *fact)
{
  static const guint8 hash[32] = { 0x5a };

  sqlite3_bind_int64 (bare->fact, 1, ++bare->sequence);
  bind_text (bare->fact, 2, trivet_fact_get_id (fact));
  bind_text (bare->fact, 3, trivet_fact_get_register_id (fact));
  bind_text (bare->fact, 4, trivet_fact_get_staff (fact));
  sqlite3_bind_int64 (bare->fact, 5, trivet_fact_get_time_us (fact));
  bind_text (bare->fact, 6, trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)));
  sqlite3_bind_int64 (bare->fact, 7, trivet_fact_get_version (fact));
  bind_text (bare->fact, 8, trivet_fact_get_subject (fact));
  bind_text (bare->fact, 9, trivet_fact_get_body_text (fact));
  sqlite3_bind_blob (bare->fact, 10, hash, sizeof hash, SQLITE_STATIC);
  sqlite3_bind_blob (bare->fact, 11, hash, sizeof hash, SQLITE_STATIC);
  bare_run (bare->fact);
}

static void
bare_write_order (Bare       *bare,
                  TrivetFact *fact,
                  int         n_items,
                  gboolean    paid)
{
  gint64 time_us = trivet_fact_get_time_us (fact);

  bind_text (bare->order, 1, trivet_fact_get_subject (fact));
  sqlite3_bind_int64 (bare->order, 2, bare->sequence);
  bind_text (bare->order, 3, "A0001");
  sqlite3_bind_int64 (bare->order, 4, time_us);
  sqlite3_bind_int64 (bare->order, 5, paid ? time_us : 0);
  sqlite3_bind_int64 (bare->order, 6, paid ? time_us : 0);
  sqlite3_bind_int64 (bare->order, 7, n_items * 1250);
  sqlite3_bind_int64 (bare->order, 8, paid ? n_items * 1250 : 0);
  sqlite3_bind_int64 (bare->order, 9, n_items);
  bind_text (bare->order, 10, paid ? "cash" : "");
  bind_text (bare->order, 11, "a0001\x1f\x1f"
                              "50.00");
  bare_run (bare->order);
}

static void
bare_write_money (Bare       *bare,
                  TrivetFact *fact)
{
  JsonObject *body = trivet_fact_get_body (fact);

  bind_text (bare->payment, 1, trivet_json_get_string (body, "payment", NULL));
  bind_text (bare->payment, 2, trivet_fact_get_subject (fact));
  bind_text (bare->payment, 3, "cash");
  sqlite3_bind_int64 (bare->payment, 4, 5000);
  bind_text (bare->payment, 5, "paid");
  for (int i = 6; i <= 8; i++)
    sqlite3_bind_int64 (bare->payment, i, trivet_fact_get_time_us (fact));
  bare_run (bare->payment);
  bind_text (bare->job, 1, trivet_fact_get_id (fact));
  bind_text (bare->job, 2, trivet_fact_get_subject (fact));
  sqlite3_bind_int64 (bare->job, 3, bare->sequence);
  sqlite3_bind_int64 (bare->job, 4, trivet_fact_get_time_us (fact));
  bind_text (bare->job, 5, "receipt");
  bind_text (bare->job, 6, "waiting");
  bare_run (bare->job);
}

/* The three accounts that a sale in cash moves. */
static void
bare_write_ledger (Bare *bare)
{
  static const char *const accounts[] = { "cash", "sales", "tax" };
  static const gint64      amounts[] = { 5000, -4716, -284 };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    sqlite3_bind_int64 (bare->ledger, 1, bare->sequence);
    bind_text (bare->ledger, 2, accounts[i]);
    sqlite3_bind_int64 (bare->ledger, 3, amounts[i]);
    bare_run (bare->ledger);
    bind_text (bare->account, 1, accounts[i]);
    sqlite3_bind_int64 (bare->account, 2, amounts[i]);
    bare_run (bare->account);
  }
  g_assert_cmpint (sqlite3_step (bare->balance), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int64 (bare->balance, 0), ==, 0);
  sqlite3_reset (bare->balance);
}

static gint64
bare_append (Bare      *bare,
             GPtrArray *facts,
             int        commit)
{
  static const guint8 hash[32] = { 0x5a };
  gint64              start = g_get_monotonic_time ();
  gboolean            paid = commit == N_COMMITS - 1;
  TrivetFact         *first = g_ptr_array_index (facts, 0);

  bare_run (bare->begin);
  for (guint i = 0; i < facts->len; i++)
    bare_insert_fact (bare, g_ptr_array_index (facts, i));
  bare_write_order (bare, first, MIN (commit + 1, 4), paid);
  if (paid) {
    bare_write_money (bare, first);
    bare_write_ledger (bare);
  }
  sqlite3_bind_int64 (bare->head, 1, bare->sequence);
  sqlite3_bind_blob (bare->head, 2, hash, sizeof hash, SQLITE_STATIC);
  bare_run (bare->head);
  bare_run (bare->commit);
  return g_get_monotonic_time () - start;
}

static void
bare_close (Bare *bare)
{
  sqlite3_stmt *statement;

  while ((statement = sqlite3_next_stmt (bare->handle, NULL)) != NULL)
    sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (bare->handle), ==, SQLITE_OK);
}

/* From the call to its answer on the main loop. */
static gint64
store_append (StoreTest *test,
              GPtrArray *facts)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_journal_append_async (TRIVET_JOURNAL (test->store), facts, store_test_on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!trivet_journal_append_finish (TRIVET_JOURNAL (test->store), result, &error))
    g_error ("%s", error->message);
  return g_get_monotonic_time () - start;
}

/* The five appends of a sale. */
static GPtrArray *
make_commits (StoreTest *test,
              int        number)
{
  g_autofree char *order_id = store_test_new_id (test);
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  GPtrArray *commits = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  store_test_add_sale (facts, &test->stamp, order_id, number, 4, TRUE);
  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_PRINT_REQUESTED, order_id,
                                                "{\"job\":\"%s\",\"document\":\"receipt\",\"copy\":1}", order_id));
  for (guint i = 0; i < facts->len; i++) {
    if (i != 1 && i != facts->len - 1)
      g_ptr_array_add (commits, store_test_new_facts ());
    g_ptr_array_add (g_ptr_array_index (commits, commits->len - 1),
                     trivet_fact_ref (g_ptr_array_index (facts, i)));
  }
  g_assert_cmpuint (commits->len, ==, N_COMMITS);
  return commits;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
get_quantile (gint64 *times,
              int     n,
              int     percent)
{
  qsort (times, (gsize) n, sizeof *times, compare);
  return times[n * percent / 100];
}

/* Each sale against its own neighbour, in thousandths: a disk that is slow for a while is slow for
 * both. */
static gint64
get_ratio_permille (const gint64 *ours,
                    const gint64 *theirs,
                    int           n_sales)
{
  gint64 ratios[N_SALES];

  for (int i = 0; i < n_sales; i++)
    ratios[i] = 1000 * ours[i] / MAX (theirs[i], 1);
  return get_quantile (ratios, n_sales, 50);
}

/* Or one of them would have less to write. */
static void
assert_same_rows (const char *path,
                  const char *bare_path)
{
  static const char *const tables[] = { "fact", "state_order", "state_payment", "state_print_job", "state_ledger", "state_account" };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

    g_assert_cmpint (store_test_sql_int (path, sql), ==, store_test_sql_int (bare_path, sql));
  }
}

typedef struct {
  gint64 sales[N_SALES];
  gint64 commits[N_SALES * N_COMMITS];
  int    n_commits;
  int    n_syncs;
} Times;

static void
measure (StoreTest *test,
         Bare      *bare, /* NULL: the store */
         GPtrArray *commits,
         int        number,
         Times     *times)
{
  int syncs = store_vfs_get_syncs ();

  times->sales[number] = 0;
  for (guint i = 0; i < commits->len; i++) {
    GPtrArray *facts = g_ptr_array_index (commits, i);
    gint64     time = bare != NULL ? bare_append (bare, facts, (int) i) : store_append (test, facts);

    times->sales[number] += time;
    times->commits[times->n_commits++] = time;
  }
  times->n_syncs += store_vfs_get_syncs () - syncs;
}

static void
report (const char *name,
        Times      *times,
        int         n_sales)
{
  printf ("%s: sale of %d commits median %" G_GINT64_FORMAT " us, commit median %" G_GINT64_FORMAT
          " us, p95 %" G_GINT64_FORMAT " us, %d commits, %d syncs\n",
          name, N_COMMITS, get_quantile (times->sales, n_sales, 50),
          get_quantile (times->commits, times->n_commits, 50),
          get_quantile (times->commits, times->n_commits, 95), times->n_commits, times->n_syncs);
}

int
main (int   argc,
      char *argv[])
{
  static Times     ours, theirs;
  g_autofree char *bare_path = NULL;
  g_autofree char *copy = NULL;
  gsize            length;
  StoreTest        test;
  Bare             bare = { 0 };
  gboolean         quick = argc > 1 && g_str_equal (argv[1], "--quick");
  int              n_sales = quick ? N_QUICK : N_SALES;
  double           ratio;

  store_vfs_install ();
  store_test_set_up (&test);
  store_test_close (&test);
  bare_path = store_test_build_path (&test, "bare");
  g_assert_true (g_file_get_contents (test.path, &copy, &length, NULL));
  g_assert_true (g_file_set_contents (bare_path, copy, (gssize) length, NULL));
  store_test_open (&test);
  bare_open (&bare, bare_path);

  for (int i = 0; i < n_sales; i++) {
    g_autoptr (GPtrArray) commits = make_commits (&test, i);

    /* Who goes first changes, because a sync pays for what others left to the disk. */
    if (i % 2 == 0)
      measure (&test, NULL, commits, i, &ours);
    measure (&test, &bare, commits, i, &theirs);
    if (i % 2 == 1)
      measure (&test, NULL, commits, i, &ours);
  }
  ratio = (double) get_ratio_permille (ours.sales, theirs.sales, n_sales) / 1000;
  report ("store", &ours, n_sales);
  report ("bare SQLite", &theirs, n_sales);
  printf ("ratio %.3f (goal %.1f), syncs a commit %.3f (goal 1)\n", ratio, GOAL,
          (double) ours.n_syncs / ours.n_commits);
  bare_close (&bare);
  assert_same_rows (test.path, bare_path);
  store_test_tear_down (&test);
  return quick || (ratio <= GOAL && ours.n_syncs == ours.n_commits) ? EXIT_SUCCESS : EXIT_FAILURE;
}
