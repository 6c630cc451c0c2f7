/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: nothing is committed while the accounts do not add up, verifying finds it and rebuilding
 * heals it; a bill is whole or not there, and the newest one of a day counts. Method: small stores
 * with known content, and plain SQL for what somebody could change behind our back. */

#include "store-support.h"

#include <string.h>

static void
assert_finding (StoreTest  *test,
                const char *words,
                gint64      sequence)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_store_verify (test->path, &report, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_assert_cmpint (report.finding, ==, TRIVET_STORE_FINDING_ACCOUNTS);
  g_assert_cmpint (report.sequence, ==, sequence);
  g_assert_nonnull (strstr (report.message, words));
  g_assert_nonnull (strstr (error->message, "Rebuild them"));
  g_test_message ("%s", error->message);
}

static void
assert_whole (StoreTest *test)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_store_verify (test->path, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint (report.finding, ==, TRIVET_STORE_FINDING_NONE);
}

static void
test_unbalanced (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  assert_whole (&test);
  store_test_sql (test.path, "UPDATE state_account SET balance_minor = balance_minor + 1 WHERE account = 'cash'");
  store_test_add_sale (facts, &test.stamp, "order", 2, 1, FALSE);
  /* Not even a fact that moves no money. */
  g_assert_false (store_test_append (test.store, facts, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "do not add up"));
  g_clear_error (&error);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM fact"), ==, 5);
  assert_finding (&test, "account cash", 0);

  store_test_rebuild (test.store);
  assert_whole (&test);
  g_assert_true (store_test_append (test.store, facts, &error));
  g_assert_no_error (error);
  store_test_tear_down (&test);
}

/* Two accounts wrong by the same amount still add up to zero; verifying finds them all the same. */
static void
test_tampered (void)
{
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_sql (test.path, "UPDATE state_account SET balance_minor = balance_minor + 1 WHERE account = 'cash';"
                             "UPDATE state_account SET balance_minor = balance_minor - 1 WHERE account = 'tax'");
  assert_finding (&test, "account cash", 0);
  store_test_rebuild (test.store);
  store_test_sql (test.path, "UPDATE state_ledger SET amount_minor = 7 WHERE account = 'sales'");
  assert_finding (&test, "fact 5", 5);
  store_test_rebuild (test.store);
  store_test_sql (test.path, "DELETE FROM state_account WHERE account = 'sales'");
  assert_finding (&test, "account sales", 0);
  store_test_rebuild (test.store);
  assert_whole (&test);
  /* Balances that no longer fit do not become something else. */
  store_test_sql (test.path, "UPDATE state_account SET balance_minor = 9223372036854775807 WHERE account = 'cash';"
                             "UPDATE state_account SET balance_minor = -9223372036854775807 WHERE account = 'sales';"
                             "UPDATE state_account SET balance_minor = 0 WHERE account = 'tax'");
  {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();
    g_autoptr (GError) error = NULL;

    store_test_add_sale (facts, &test.stamp, "order", 2, 1, TRUE);
    g_assert_false (store_test_append (test.store, facts, &error));
    g_assert_nonnull (error);
    g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM fact"), ==, 5);
  }
  store_test_tear_down (&test);
}

/* A refund's id belongs to one order. */
static void
test_foreign_refund (void)
{
  StoreTest test;

  store_test_set_up (&test);
  for (int i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) facts = store_test_new_facts ();
    g_autofree char *order_id = g_strdup_printf ("order-%d", i);
    g_autoptr (GError) error = NULL;

    store_test_add_sale (facts, &test.stamp, order_id, i, 1, TRUE);
    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_CASH_RETURNED, order_id,
                                                  "{\"refund\":\"R\",\"payment\":\"P-%s\",\"amount_minor\":50,"
                                                  "\"cause\":\"guest\",\"reason\":\"cold\"}",
                                                  order_id));
    g_assert_true (store_test_append (test.store, facts, &error) == (i == 0));
    if (i == 1)
      g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  }
  assert_whole (&test);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT balance_minor FROM state_account WHERE account = 'cash'"), ==, 1200);
  store_test_tear_down (&test);
}

#define SUBJECT "bill/wx/trade/2026-01-31"

static void
add_part (StoreTest  *test,
          GPtrArray  *facts,
          const char *subject,
          int         part,
          int         parts,
          const char *sha256,
          const char *entries)
{
  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_BILL_STORED, subject,
                                                "{\"provider\":\"wx\",\"kind\":\"trade\",\"date\":\"2026-01-31\","
                                                "\"part\":%d,\"parts\":%d,\"currency\":\"CNY\",\"sha256\":\"%s\","
                                                "\"entries\":[%s],\"remarks\":[]}",
                                                part, parts, sha256, entries));
}

static void
assert_refused (StoreTest *test,
                GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_test_append (test->store, facts, &error));
  g_assert_true (error->domain == TRIVET_FACT_ERROR);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT count(*) FROM fact"), ==, 1);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT count(*) FROM state_bill"), ==, 0);
  g_test_message ("%s", error->message);
  g_ptr_array_set_size (facts, 0);
}

#define ENTRY(amount, fee) "[\"payment\",\"m\",\"\",\"t\",\"SUCCESS\"," amount "," fee ",1]"

static void
test_bill_refused (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  StoreTest test;

  store_test_set_up (&test);
  add_part (&test, facts, SUBJECT, 1, 2, "a", "");
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 2, 2, "a", "");
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 1, 3, "a", "");
  add_part (&test, facts, SUBJECT, 3, 3, "a", "");
  assert_refused (&test, facts);
  /* Parts of two files. */
  add_part (&test, facts, SUBJECT, 1, 2, "a", "");
  add_part (&test, facts, SUBJECT, 2, 2, "b", "");
  assert_refused (&test, facts);
  add_part (&test, facts, "bill/ali/trade/2026-01-31", 1, 1, "a", "");
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 1, 1, "a", "[1]");
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 1, 1, "a", ENTRY ("\"1\"", "1"));
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 1, 1, "a", ENTRY ("1", "9000000000000000000"));
  assert_refused (&test, facts);
  add_part (&test, facts, SUBJECT, 0, 0, "a", "");
  assert_refused (&test, facts);
  store_test_tear_down (&test);
}

static void
assert_fees (StoreTest *test,
             gint64     fees_minor,
             gint64     n_entries)
{
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT sum (balance_minor) FROM state_account WHERE account = 'fees'"),
                   ==, fees_minor);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT sum (balance_minor) FROM state_account WHERE account = 'clearing:wx'"),
                   ==, -fees_minor);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT count(*) FROM state_bill_entry"), ==, n_entries);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT n_entries FROM state_bill"), ==, n_entries);
  assert_whole (test);
}

static void
append_and_clear (StoreTest *test,
                  GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store_test_append (test->store, facts, &error));
  g_assert_no_error (error);
  g_ptr_array_set_size (facts, 0);
}

static void
resolve (StoreTest *test,
         GPtrArray *facts)
{
  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, TRIVET_FACT_DIFFERENCE_RESOLVED, SUBJECT,
                                                "{\"key\":\"amount m\",\"note\":\"asked\"}"));
}

static void
assert_loaded (StoreTest  *test,
               const char *expected)
{
  g_autoptr (GPtrArray) facts = store_test_load (test->store, SUBJECT);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (text, "%s ",
                            trivet_json_get_string_or (trivet_fact_get_body (g_ptr_array_index (facts, i)),
                                                       "sha256", "resolved"));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_bill_again (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  StoreTest test;

  store_test_set_up (&test);
  /* 0.01235 + 0.10000 of a yuan: the day is rounded once. */
  add_part (&test, facts, SUBJECT, 1, 2, "first", ENTRY ("1000", "12350"));
  add_part (&test, facts, SUBJECT, 2, 2, "first", ENTRY ("2000", "100000") "," ENTRY ("5", "0"));
  append_and_clear (&test, facts);
  assert_fees (&test, 11, 3);
  resolve (&test, facts);
  append_and_clear (&test, facts);
  assert_loaded (&test, "first first resolved ");

  add_part (&test, facts, SUBJECT, 1, 1, "second", ENTRY ("1000", "30000"));
  append_and_clear (&test, facts);
  assert_fees (&test, 3, 1);
  assert_loaded (&test, "second ");
  resolve (&test, facts);
  append_and_clear (&test, facts);
  assert_loaded (&test, "second resolved ");
  store_test_rebuild (test.store);
  assert_fees (&test, 3, 1);
  assert_loaded (&test, "second resolved ");
  store_test_tear_down (&test);
}

/* Tables of another version: who only reads is told, who writes makes them anew. */
static void
test_older_tables (void)
{
  g_autoptr (TrivetStore) store = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_close (&test);
  store_test_sql (test.path, "DROP TABLE state_refund; UPDATE head SET projection = 1");
  assert_whole (&test);
  store = trivet_store_open (test.path, TRIVET_STORE_OPEN_READ_ONLY, &error);
  g_assert_null (store);
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "for writing once"));
  g_clear_error (&error);

  store_test_open (&test);
  assert_whole (&test);
  store = trivet_store_open (test.path, TRIVET_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  g_clear_object (&store);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/accounts/unbalanced", test_unbalanced);
  g_test_add_func ("/store/accounts/tampered", test_tampered);
  g_test_add_func ("/store/accounts/foreign-refund", test_foreign_refund);
  g_test_add_func ("/store/accounts/bill-refused", test_bill_refused);
  g_test_add_func ("/store/accounts/bill-again", test_bill_again);
  g_test_add_func ("/store/accounts/older-tables", test_older_tables);
  return g_test_run ();
}
