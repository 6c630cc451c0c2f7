/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever a person writes behind a key is read, quietly. Method: escapes right and wrong;
 * warnings end a test. */

#include "trivet-key-file.h"

static char *
read_value (const char *value)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = g_strdup_printf ("[wallet]\nname=%s\n", value);
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  g_assert_null (trivet_key_file_dup_string (file, "wallet", "prefixes"));
  g_assert_null (trivet_key_file_dup_string (file, "nobody", "name"));
  return trivet_key_file_dup_string (file, "wallet", "name");
}

static void
test_escapes (void)
{
  static const struct {
    const char *value;
    const char *text;
  } rows[] = {
    { "", "" },
    { "支付宝", "支付宝" },
    { "a\\sb\\nc\\td\\re\\\\f", "a b\nc\td\re\\f" },
    { "end\\\\", "end\\" },
    { "end\\", "end\\" },
    { "C:\\keys", "C:\\keys" },
    { "\\x\\", "\\x\\" },
    { "\\x\\s", "\\x\\s" },
    { "\xff\\x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = read_value (rows[i].value);

    g_assert_cmpstr (found, ==, rows[i].text);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/key-file/escapes", test_escapes);
  return g_test_run ();
}
