/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever somebody with the sqlite3 program does to the journal is found, and the right
 * fact is named. Method: a store of some sales; for each way to tamper a fresh one, changed by
 * plain SQL, then verified. */

#include "store-support.h"

#include <gio/gio.h>
#include <string.h>

typedef struct {
  const char        *name;
  const char        *sql;
  TrivetStoreFinding finding;
  gint64             sequence;
} Tamper;

/* Five sales of four facts after `store-created`: facts 1 to 21. The order of a swap goes over a
 * number that is free. */
static const Tamper tampers[] = {
  { "nothing", "SELECT 1", TRIVET_STORE_FINDING_NONE, 0 },
  { "body", "UPDATE fact SET body = replace (body, '1250', '0050') WHERE sequence = 3",
    TRIVET_STORE_FINDING_EDITED, 3 },
  { "body-space", "UPDATE fact SET body = body || ' ' WHERE sequence = 21",
    TRIVET_STORE_FINDING_EDITED, 21 },
  { "body-null-byte", "UPDATE fact SET body = body || char (0) || 'x' WHERE sequence = 9",
    TRIVET_STORE_FINDING_EDITED, 9 },
  { "time", "UPDATE fact SET time_us = time_us + 1 WHERE sequence = 7",
    TRIVET_STORE_FINDING_EDITED, 7 },
  { "staff", "UPDATE fact SET staff = 'wang' WHERE sequence = 1", TRIVET_STORE_FINDING_EDITED, 1 },
  { "type", "UPDATE fact SET type = 'order-voided' WHERE sequence = 5",
    TRIVET_STORE_FINDING_EDITED, 5 },
  { "version", "UPDATE fact SET version = 2 WHERE sequence = 5", TRIVET_STORE_FINDING_EDITED, 5 },
  { "subject", "UPDATE fact SET subject = 'menu' WHERE sequence = 6",
    TRIVET_STORE_FINDING_EDITED, 6 },
  { "register", "UPDATE fact SET register_id = 'bar' WHERE sequence = 6",
    TRIVET_STORE_FINDING_EDITED, 6 },
  { "id", "UPDATE fact SET id = 'X' WHERE sequence = 6", TRIVET_STORE_FINDING_EDITED, 6 },
  { "delete-first", "DELETE FROM fact WHERE sequence = 1", TRIVET_STORE_FINDING_REMOVED, 1 },
  { "delete-middle", "DELETE FROM fact WHERE sequence = 10", TRIVET_STORE_FINDING_REMOVED, 10 },
  { "delete-tail", "DELETE FROM fact WHERE sequence > 19", TRIVET_STORE_FINDING_REMOVED, 20 },
  { "delete-all", "DELETE FROM fact", TRIVET_STORE_FINDING_REMOVED, 1 },
  { "close-the-gap",
    "DELETE FROM fact WHERE sequence = 10;"
    "UPDATE fact SET sequence = sequence - 1 WHERE sequence > 10",
    TRIVET_STORE_FINDING_REORDERED, 10 },
  { "swap",
    "UPDATE fact SET sequence = 1000 WHERE sequence = 6;"
    "UPDATE fact SET sequence = 6 WHERE sequence = 7;"
    "UPDATE fact SET sequence = 7 WHERE sequence = 1000",
    TRIVET_STORE_FINDING_REORDERED, 6 },
  { "hash", "UPDATE fact SET hash = zeroblob (32) WHERE sequence = 12",
    TRIVET_STORE_FINDING_HASH, 12 },
  { "short-hash", "UPDATE fact SET hash = x'00' WHERE sequence = 12", TRIVET_STORE_FINDING_HASH, 12 },
  { "previous-hash", "UPDATE fact SET previous_hash = zeroblob (32) WHERE sequence = 12",
    TRIVET_STORE_FINDING_HASH, 12 },
  { "head-back",
    "UPDATE head SET sequence = 20, hash = (SELECT hash FROM fact WHERE sequence = 20)",
    TRIVET_STORE_FINDING_HEAD, 21 },
  { "head-hash", "UPDATE head SET hash = zeroblob (32)", TRIVET_STORE_FINDING_HEAD, 21 },
  { "head-removed", "DELETE FROM head", TRIVET_STORE_FINDING_HEAD, 21 },
  { "fact-below-one",
    "INSERT INTO fact SELECT 0, 'new', register_id, staff, time_us, type, version, subject, body,"
    " previous_hash, hash FROM fact WHERE sequence = 1",
    TRIVET_STORE_FINDING_EDITED, 0 },
  { "fact-appended",
    "INSERT INTO fact SELECT 22, 'new', register_id, staff, time_us, type, version, subject, body,"
    " (SELECT hash FROM fact WHERE sequence = 21), hash FROM fact WHERE sequence = 1",
    TRIVET_STORE_FINDING_EDITED, 22 },
};

static void
make_store (StoreTest *test)
{
  store_test_set_up (test);
  for (int i = 0; i < 5; i++)
    store_test_append_sale (test, i, TRUE);
  store_test_close (test);
}

static void
test_tamper (gconstpointer data)
{
  const Tamper *tamper = data;
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  StoreTest test;
  gboolean  whole;

  make_store (&test);
  store_test_sql (test.path, tamper->sql);
  whole = trivet_store_verify (test.path, &report, &error);

  g_assert_cmpint (report.finding, ==, tamper->finding);
  g_assert_cmpint (report.sequence, ==, tamper->sequence);
  if (tamper->finding == TRIVET_STORE_FINDING_NONE) {
    g_assert_no_error (error);
    g_assert_true (whole);
    g_assert_cmpint (report.n_facts, ==, 21);
  } else {
    g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
    g_assert_false (whole);
    g_assert_nonnull (strstr (error->message, test.path));
    g_assert_nonnull (strstr (error->message, report.message));
    g_test_message ("%s", error->message);
  }
  store_test_tear_down (&test);
}

/* A whole chain computed anew over other content, but for the head: what is left is its end. */
static void
test_other_past (void)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  StoreTest        test;
  StoreTest        other;
  g_autofree char *sql = NULL;

  make_store (&test);
  make_store (&other);
  /* The same facts but for the first one of the second half, from a store with its own chain. */
  store_test_sql (other.path, "UPDATE fact SET staff = 'wang' WHERE sequence = 11");
  sql = g_strdup_printf ("ATTACH '%s' AS other; DELETE FROM fact WHERE sequence > 10;"
                         "INSERT INTO fact SELECT * FROM other.fact WHERE sequence > 10",
                         other.path);
  store_test_sql (test.path, sql);
  g_assert_false (trivet_store_verify (test.path, &report, &error));
  g_assert_cmpint (report.finding, ==, TRIVET_STORE_FINDING_EDITED);
  g_assert_cmpint (report.sequence, ==, 11);
  store_test_tear_down (&test);
  store_test_tear_down (&other);
}

static void
test_foreign_fact (void)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  StoreTest        test;
  StoreTest        other;
  g_autofree char *sql = NULL;

  /* A fact that fits its own hash, from a store whose past is another one. */
  make_store (&test);
  store_test_set_up (&other);
  for (int i = 0; i < 5; i++)
    store_test_append_sale (&other, 100 + i, TRUE);
  store_test_close (&other);
  sql = g_strdup_printf ("ATTACH '%s' AS other; DELETE FROM fact WHERE sequence = 10;"
                         "INSERT INTO fact SELECT * FROM other.fact WHERE sequence = 10",
                         other.path);
  store_test_sql (test.path, sql);
  g_assert_false (trivet_store_verify (test.path, &report, &error));
  g_assert_cmpint (report.finding, ==, TRIVET_STORE_FINDING_REPLACED);
  g_assert_cmpint (report.sequence, ==, 10);
  store_test_tear_down (&test);
  store_test_tear_down (&other);
}

/* The register itself refuses to go on with an end that is not the one it wrote. */
static void
test_open_checks_end (void)
{
  static const char *const sql[] = {
    "DELETE FROM fact WHERE sequence = 21",
    "UPDATE fact SET body = '{}' WHERE sequence = 21",
    "UPDATE head SET hash = zeroblob (32)",
    "UPDATE head SET sequence = 20",
    "DELETE FROM head",
    "DELETE FROM fact",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++) {
    g_autoptr (GError) error = NULL;
    StoreTest test;

    make_store (&test);
    store_test_sql (test.path, sql[i]);
    g_assert_null (trivet_store_open (test.path, TRIVET_STORE_OPEN_WRITER, &error));
    g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_DAMAGED);
    store_test_tear_down (&test);
  }
}

static void
test_export (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  StoreTest test;

  make_store (&test);
  store_test_sql (test.path, "UPDATE fact SET body = 'no \"json\" at all' WHERE sequence = 4");
  g_assert_true (trivet_store_export (test.path, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, &error));
  lines = g_strsplit (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 22);
  for (int i = 0; i < 21; i++) {
    g_autoptr (JsonNode) node = json_from_string (lines[i], &error);
    JsonObject *object;

    g_assert_no_error (error);
    object = json_node_get_object (node);
    g_assert_cmpint (json_object_get_int_member (object, "sequence"), ==, i + 1);
    g_assert_cmpuint (strlen (json_object_get_string_member (object, "hash")), ==, 64);
    if (i + 1 == 4)
      g_assert_cmpstr (json_object_get_string_member (object, "body"), ==, "no \"json\" at all");
    else
      g_assert_nonnull (json_object_get_object_member (object, "body"));
  }
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tampers); i++) {
    g_autofree char *name = g_strconcat ("/store/verify/tamper/", tampers[i].name, NULL);

    g_test_add_data_func (name, &tampers[i], test_tamper);
  }
  g_test_add_func ("/store/verify/other-past", test_other_past);
  g_test_add_func ("/store/verify/foreign-fact", test_foreign_fact);
  g_test_add_func ("/store/verify/open-checks-end", test_open_checks_end);
  g_test_add_func ("/store/verify/export", test_export);
  return g_test_run ();
}
