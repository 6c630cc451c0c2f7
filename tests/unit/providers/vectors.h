/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-certificate.h"
#include "trivet-http-reply.h"
#include "trivet-key.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Files of tests/fixtures/vectors, for the tests of the wallets. */

static inline JsonObject *
load_vectors (const char *folder,
              const char *name)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char       *path = g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", folder, name, NULL);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static inline char *
key_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "vectors", "keys", name, NULL);
}

static inline TrivetPrivateKey *
load_private (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = key_path (name);
  TrivetPrivateKey  *key = trivet_private_key_new_from_file (path, &error);

  g_assert_no_error (error);
  return key;
}

static inline TrivetPublicKey *
load_public (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *path = key_path (name);
  TrivetPublicKey   *key = trivet_public_key_new_from_file (path, &error);

  g_assert_no_error (error);
  return key;
}

static inline TrivetHttpReply *
new_reply (guint       status,
           const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return trivet_http_reply_new (status, bytes);
}

#define FOR_EACH_CASE(root, c)                                                                      \
  for (guint index_ = 0;                                                                            \
       index_ < json_array_get_length (json_object_get_array_member ((root), "cases")) &&           \
       ((c) = json_array_get_object_element (json_object_get_array_member ((root), "cases"), index_)); \
       index_++)

G_END_DECLS
