/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sandbox-fixture.h"

#include <glib/gstdio.h>

/**
 * SECTION:sandbox-fixture
 *
 * What the sandbox's tests share: directories of their own, the vendors' published vectors, and
 * a training shop that owns the keys of those vectors.
 */

static JsonObject *
get_config (JsonNode   *config,
            const char *wallet)
{
  return json_object_get_object_member (json_node_get_object (config), wallet);
}

static void
copy_key (const char *directory,
          const char *from,
          const char *to)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", from, NULL);
  g_autofree char *target = g_build_filename (directory, to, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (source, &text, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, text, length, &error);
  g_assert_no_error (error);
}

static void
write_text (const char *directory,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_identity (const char *directory)
{
  g_autoptr (JsonNode) config = sandbox_fixture_load_vectors ("keys", "config.json");
  JsonObject      *wechat = get_config (config, "wechat");
  g_autofree char *identity = NULL;

  identity = g_strdup_printf ("[sandbox]\nalipay-app-id=%s\nwechat-mchid=%s\nwechat-appid=%s\nwechat-public-key-id=%s\n",
                              json_object_get_string_member (get_config (config, "alipay"), "app_id"),
                              json_object_get_string_member (wechat, "mchid"),
                              json_object_get_string_member (wechat, "appid"),
                              json_object_get_string_member (wechat, "pub_key_id"));
  write_text (directory, "sandbox.ini", identity);
  write_text (directory, "apiv3.txt", json_object_get_string_member (wechat, "apiv3_key"));
  write_text (directory, "v2key.txt", json_object_get_string_member (wechat, "apiv2_key"));
}

/* Returns a directory of its own for one test. */
char *
sandbox_fixture_make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *directory = g_dir_make_tmp ("trivet-sandbox-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

/* Removes the directory and the files in it. */
void
sandbox_fixture_remove_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* Returns the keys of a shop whose public halves are those of the vectors. */
TrivetSandboxKeys *
sandbox_fixture_open_vector_keys (void)
{
  g_autofree char *directory = sandbox_fixture_make_directory ();
  g_autoptr (GError) error = NULL;
  TrivetSandboxKeys *keys;

  keys = trivet_sandbox_keys_open (directory, &error);
  g_assert_no_error (error);
  g_object_unref (keys);

  write_identity (directory);
  copy_key (directory, "ali_app_private.pem", "alipay-app.key.pem");
  copy_key (directory, "wx_merchant_private.pem", "apiclient_key.pem");
  copy_key (directory, "wx_merchant_cert.pem", "apiclient_cert.pem");
  keys = trivet_sandbox_keys_open (directory, &error);
  g_assert_no_error (error);

  sandbox_fixture_remove_directory (directory);
  return keys;
}

/* Returns one file of vectors, which must be there. */
JsonNode *
sandbox_fixture_load_vectors (const char *folder,
                              const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}
