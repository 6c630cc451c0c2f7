/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a fact keeps its exact text, its names never drift from FACTS.md, and what cannot be
 * believed is an error. Method: round trips, the table in FACTS.md, lists of bad bodies, threads. */

#include "domain-bench.h"
#include "trivet-id.h"

#include <string.h>

static void
test_names (void)
{
  for (guint i = 1; i < TRIVET_N_FACT_TYPES; i++) {
    const char *name = trivet_fact_type_get_name ((TrivetFactType) i);

    g_assert_nonnull (name);
    g_assert_cmpint (trivet_fact_type_from_name (name), ==, i);
  }
  g_assert_cmpint (trivet_fact_type_from_name (NULL), ==, TRIVET_FACT_INVALID);
  g_assert_cmpint (trivet_fact_type_from_name (""), ==, TRIVET_FACT_INVALID);
  g_assert_cmpint (trivet_fact_type_from_name ("Line-Added"), ==, TRIVET_FACT_INVALID);
  g_assert_cmpint (trivet_fact_type_from_name ("line-added "), ==, TRIVET_FACT_INVALID);
}

/* RFC 8259, section 7: no control character stands in a text as it is. */
static void
test_control_characters (void)
{
  for (char c = 1; c < 0x20; c++) {
    const char       value[] = { 'a', c, 'b', c, '\0' };
    JsonObject      *object = json_object_new ();
    g_autofree char *text = NULL;
    g_autoptr (JsonNode) read = NULL;

    json_object_set_string_member (object, "value", value);
    text = trivet_json_print (object);
    for (const char *p = text; *p != '\0'; p++)
      g_assert_cmpuint ((guchar) *p, >=, 0x20);
    read = json_from_string (text, NULL);
    g_assert_cmpstr (json_object_get_string_member (json_node_get_object (read), "value"), ==, value);
    json_object_unref (object);
  }
}

/* The first cell of each row of the table holds names in backquotes. */
static void
test_document (void)
{
  g_autofree char *text = domain_read ("..", "src", "domain", "FACTS.md", NULL);
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  guint n_names = 0;

  for (GStrv row = rows; *row != NULL; row++) {
    g_auto (GStrv) cells = g_strsplit (*row, "|", 3);
    g_auto (GStrv) parts = NULL;

    if (!g_str_has_prefix (*row, "| `") || cells[1] == NULL)
      continue;
    parts = g_strsplit (cells[1], "`", -1);
    for (guint i = 1; i < g_strv_length (parts); i += 2) {
      g_test_message ("%s", parts[i]);
      g_assert_cmpint (trivet_fact_type_from_name (parts[i]), !=, TRIVET_FACT_INVALID);
      n_names++;
    }
  }
  g_assert_cmpuint (n_names, ==, TRIVET_N_FACT_TYPES - 1);
}

static void
test_new (void)
{
  g_auto (DomainBench) bench = { 0 };
  g_autoptr (TrivetFact) fact = NULL;
  g_autoptr (TrivetFact) again = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *body = json_object_new ();

  domain_bench_init (&bench, 1);
  json_object_set_string_member (body, "label", "Table \"12\" <&> 三脚灶 🥟\n");
  fact = trivet_fact_new (TRIVET_FACT_ORDER_LABELLED, DOMAIN_ORDER, body, &bench.stamp);

  g_assert_cmpint (trivet_fact_get_fact_type (fact), ==, TRIVET_FACT_ORDER_LABELLED);
  g_assert_cmpstr (trivet_fact_get_subject (fact), ==, DOMAIN_ORDER);
  g_assert_cmpstr (trivet_fact_get_register_id (fact), ==, "R1");
  g_assert_cmpstr (trivet_fact_get_staff (fact), ==, "Lin Mei");
  g_assert_cmpint (trivet_fact_get_time_us (fact), ==, trivet_clock_get_wall_us (bench.stamp.clock));
  g_assert_cmpint (trivet_fact_get_version (fact), ==, 1);
  g_assert_true (trivet_id_is_valid (trivet_fact_get_id (fact)));
  g_assert_cmpstr (trivet_fact_get_body_text (fact), ==, "{\"label\":\"Table \\\"12\\\" <&> 三脚灶 🥟\\n\"}");

  g_assert_cmpint (trivet_fact_get_sequence (fact), ==, 0);
  trivet_fact_set_sequence (fact, 42);
  again = trivet_fact_restore (trivet_fact_get_sequence (fact), trivet_fact_get_id (fact), "R1", "Lin Mei",
                               trivet_fact_get_time_us (fact), "order-labelled", 1, DOMAIN_ORDER,
                               trivet_fact_get_body_text (fact), &error);
  g_assert_no_error (error);
  g_assert_cmpint (trivet_fact_get_sequence (again), ==, 42);
  g_assert_cmpstr (trivet_json_get_string (trivet_fact_get_body (again), "label", NULL), ==, "Table \"12\" <&> 三脚灶 🥟\n");
}

/* What is hashed is the text of the journal, not what our printer would make of it. */
static void
test_exact_text (void)
{
  static const char *const text = "{ \"label\" : \"\\u4e09\",\n\t\"n\":1 }";
  g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, "order-labelled", 5, text);

  g_assert_cmpstr (trivet_fact_get_body_text (fact), ==, text);
  g_assert_cmpstr (trivet_json_get_string (trivet_fact_get_body (fact), "label", NULL), ==, "三");
}

/* The body is parsed when somebody wants it; by then it must be sure that it can be. */
static void
test_believed (void)
{
  static const char *const good[] = {
    "{}",
    " \n{ \t\r} ",
    "{\"n\":[0,-0,10,1.5,-1e9,2E+3,4e-2,true,false,null,{},[],[[1],{\"a\":[]}]]}",
    "{\"n\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83c\\udf5c\"}",
    "{\"n\":\"\x1f\"}",
    "{\"\\u006e\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, "order-labelled", 5, good[i]);

    g_assert_cmpint (json_object_has_member (trivet_fact_get_body (fact), "n"), ==, i >= 2);
    g_assert_true (trivet_fact_get_body (fact) == trivet_fact_get_body (fact));
  }
}

static gpointer
parse_in_thread (gpointer fact)
{
  return trivet_fact_get_body (fact);
}

/* Whichever thread parses it first: all of them read the same. */
static void
test_first_reader (void)
{
  for (int round = 0; round < 200; round++) {
    g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, "order-labelled", 5, "{\"label\":\"x\"}");
    GThread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("reader", parse_in_thread, fact);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      g_assert_true (g_thread_join (threads[i]) == trivet_fact_get_body (fact));
  }
}

static void
assert_refused (const char     *type_name,
                int             version,
                const char     *body,
                TrivetFactError code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s %d", type_name, version);
  g_assert_null (trivet_fact_restore (7, "I", "R1", "", 0, type_name, version, DOMAIN_ORDER, body, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, (int) code);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "null",
    "[]",
    "5",
    "\"x\"",
    "{",
    "{}}",
    "{\"a\":}",
    "{\"a\"}",
    "{a:1}",
    "{\"a\":1",
    "{\"a\":\"\xff\"}",
    "{\"a\":\"",
    "{\"a\":\"\\",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12",
    "{\"a\":\"\\u12g4\"}",
    "{\"a\":\"\\ud83c\"}",
    "{\"a\":\"\\udf5c\\ud83c\"}",
    "{\"a\":01}",
    "{\"a\":1.}",
    "{\"a\":1e}",
    "{\"a\":-}",
    "{\"a\":+1}",
    "{\"a\":truth}",
    "{\"a\":[1,]}",
    "{\"a\":[1 2]}",
    "{\"a\":1,}",
    "{\"a\":1}x",
    "{'a':1}",
    "{/* */\"a\":1}",
    "\xef\xbb\xbf",
  };
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *deep_body = g_strconcat ("{\"a\":", deep, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused ("line-added", 1, bad[i], TRIVET_FACT_ERROR_BODY);
  assert_refused ("line-added", 1, deep_body, TRIVET_FACT_ERROR_BODY);
  assert_refused ("line-teleported", 1, "{}", TRIVET_FACT_ERROR_UNKNOWN);
  assert_refused ("line-added", 2, "{}", TRIVET_FACT_ERROR_UNKNOWN);
  assert_refused ("line-added", 0, "{}", TRIVET_FACT_ERROR_UNKNOWN);
  assert_refused ("", 1, "{}", TRIVET_FACT_ERROR_UNKNOWN);
}

static void
test_readers (void)
{
  g_autoptr (TrivetFact) fact = domain_fact ("order-labelled", 5, "{'i':-7,'s':'x','b':true,'d':1.0,'a':[1],'o':{},'n':null}");
  JsonObject *body = trivet_fact_get_body (fact);
  gint64      value = 99;

  g_assert_true (trivet_json_get_int (body, "i", &value, NULL));
  g_assert_cmpint (value, ==, -7);
  g_assert_cmpstr (trivet_json_get_string (body, "s", NULL), ==, "x");
  g_assert_cmpuint (json_array_get_length (trivet_json_get_array (body, "a", NULL)), ==, 1);
  g_assert_cmpint (trivet_json_get_int_or (body, "i", 5), ==, -7);
  g_assert_cmpstr (trivet_json_get_string_or (body, "s", "f"), ==, "x");
  g_assert_true (trivet_json_get_bool_or (body, "b", FALSE));

  for (const char *member = "sbdaonz"; *member != '\0'; member++) {
    g_autoptr (GError) error = NULL;
    const char name[] = { *member, '\0' };

    g_assert_false (trivet_json_get_int (body, name, &value, &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_assert_nonnull (strstr (error->message, name));
    g_assert_cmpint (trivet_json_get_int_or (body, name, 5), ==, 5);
  }
  for (const char *member = "ibdaonz"; *member != '\0'; member++) {
    g_autoptr (GError) error = NULL;
    const char name[] = { *member, '\0' };

    g_assert_null (trivet_json_get_string (body, name, &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    g_assert_cmpstr (trivet_json_get_string_or (body, name, "f"), ==, "f");
    g_assert_null (*member == 'a' ? NULL : trivet_json_get_array (body, name, NULL));
    g_assert_cmpint (trivet_json_get_bool_or (body, name, TRUE), ==, TRUE);
  }
}

/* json-glib would give 99999999999999999999 as −1, and with a minus as 1. */
static void
test_large_numbers (void)
{
  g_autoptr (TrivetFact) fact =
    domain_fact ("order-labelled", 5, "{'a':9223372036854775807,'b':-9223372036854775808,'c':'99999999999999999999'}");
  gint64 value;

  g_assert_true (trivet_json_get_int (trivet_fact_get_body (fact), "a", &value, NULL));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (trivet_json_get_int (trivet_fact_get_body (fact), "b", &value, NULL));
  g_assert_cmpint (value, ==, G_MININT64);
  assert_refused ("line-added", 1, "{\"a\":9223372036854775808}", TRIVET_FACT_ERROR_BODY);
  assert_refused ("line-added", 1, "{\"a\":-9223372036854775809}", TRIVET_FACT_ERROR_BODY);
  assert_refused ("line-added", 1, "{\"a\":[99999999999999999999]}", TRIVET_FACT_ERROR_BODY);
  assert_refused ("line-added", 1, "{\"a\":-99999999999999999999}", TRIVET_FACT_ERROR_BODY);
}

static gpointer
read_in_thread (gpointer data)
{
  TrivetFact *fact = data;
  gint64      value;

  for (int i = 0; i < 20000; i++) {
    trivet_fact_ref (fact);
    g_assert_true (trivet_json_get_int (trivet_fact_get_body (fact), "by", &value, NULL));
    g_assert_cmpint (value, ==, 3);
    trivet_fact_unref (fact);
  }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TrivetFact) fact = domain_fact ("line-quantity-changed", 5, "{'line':'L','by':3}");
  GThread *threads[3];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, fact);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (trivet_fact_get_body_text (fact), ==, "{\"line\":\"L\",\"by\":3}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/fact/names", test_names);
  g_test_add_func ("/domain/fact/control-characters", test_control_characters);
  g_test_add_func ("/domain/fact/document", test_document);
  g_test_add_func ("/domain/fact/new", test_new);
  g_test_add_func ("/domain/fact/exact-text", test_exact_text);
  g_test_add_func ("/domain/fact/believed", test_believed);
  g_test_add_func ("/domain/fact/first-reader", test_first_reader);
  g_test_add_func ("/domain/fact/refused", test_refused);
  g_test_add_func ("/domain/fact/readers", test_readers);
  g_test_add_func ("/domain/fact/large-numbers", test_large_numbers);
  g_test_add_func ("/domain/fact/threads", test_threads);

  return g_test_run ();
}
