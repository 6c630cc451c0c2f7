/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: hostile JSON is refused before the recursive parser sees it, and what we write is read back
 * alike. Method: tables of texts; a round trip through json-glib. */

#include "trivet-json.h"
#include "trivet-net-error.h"

#include <string.h>

static void
assert_refused (const char *text,
                gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (trivet_json_parse_object (text, length, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE);
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "}",
    "[]",
    "\"a\"",
    "null",
    "{\"a\":1",
    "{\"a\":\"1}",
    "{'a':1}",
    "{\"a\":1}x",
    "{\"a\" 1}",
    "{/* \" */\"a\":1}",
    "{\"a\":1}//",
    "{a:1}",
    "<html>502</html>",
    "{\"a\":\"\xff\"}",
    "{\"a\":1}}",
    "{\"a\":\"\\",
  };
  g_autofree char *deep = g_strnfill (500000, '[');
  g_autofree char *hidden = g_strconcat ("{\"a\":/*\"*/", deep, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));
  assert_refused (deep, strlen (deep));
  assert_refused (hidden, strlen (hidden));
  assert_refused ("{\"a\":\"b\0c\"}", 11);
}

static void
test_getters (void)
{
  const char *text = "{\"t\":\"x\",\"n\":8800,\"o\":{\"k\":\"v\"},\"z\":null,\"d\":1.5,\"b\":true} trailing";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = trivet_json_parse_object (text, strlen (text) - strlen (" trailing"), &error);
  gint64 value = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (trivet_json_get_text (object, "t"), ==, "x");
  g_assert_null (trivet_json_get_text (object, "n"));
  g_assert_null (trivet_json_get_text (object, "z"));
  g_assert_null (trivet_json_get_text (object, "o"));
  g_assert_null (trivet_json_get_text (object, "missing"));
  g_assert_true (trivet_json_get_integer (object, "n", &value));
  g_assert_cmpint (value, ==, 8800);
  g_assert_false (trivet_json_get_integer (object, "t", &value));
  g_assert_false (trivet_json_get_integer (object, "d", &value));
  g_assert_false (trivet_json_get_integer (object, "b", &value));
  g_assert_false (trivet_json_get_integer (object, "missing", &value));
  g_assert_cmpstr (trivet_json_get_text (trivet_json_get_object (object, "o"), "k"), ==, "v");
  g_assert_null (trivet_json_get_object (object, "t"));
}

static void
test_writing (void)
{
  const char *hard = "川\"\\\n\t\x01/&<>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (JsonObject) object = NULL;

  trivet_json_append_member (json, "a", hard);
  trivet_json_append_member (json, "b", "");
  g_string_append_c (json, '}');
  g_assert_cmpstr (json->str, ==, "{\"a\":\"川\\\"\\\\\\u000a\\u0009\\u0001/&<>\",\"b\":\"\"}");
  object = trivet_json_parse_object (json->str, json->len, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_json_get_text (object, "a"), ==, hard);
  g_assert_cmpstr (trivet_json_get_text (object, "b"), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/json/refusals", test_refusals);
  g_test_add_func ("/net/json/getters", test_getters);
  g_test_add_func ("/net/json/writing", test_writing);

  return g_test_run ();
}
