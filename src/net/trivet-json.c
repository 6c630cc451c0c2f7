/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-json.h"

#include "trivet-net-error.h"

#include <string.h>

/* Reading JSON from strangers with json-glib, whose parser recurses without limit and accepts
 * comments and other spellings that are no JSON: a look at the raw bytes comes first. Writing is by
 * hand, because the text is signed as it stands and holds a guest's code, which must be wiped. */

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_PARSE, "Not a JSON object: %s", why);
  return FALSE;
}

static gboolean
check_bytes (const char *text,
             gsize       length,
             GError    **error)
{
  gboolean in_string = FALSE;
  int      depth = 0;

  for (gsize i = 0; i < length; i++) {
    char c = text[i];

    if (in_string) {
      if (c == '\\')
        i++;
      else if (c == '"')
        in_string = FALSE;
    } else if (c == '"') {
      in_string = TRUE;
    } else if (c == '{' || c == '[') {
      if (++depth > TRIVET_JSON_MAX_DEPTH)
        return refuse (error, "too many levels");
    } else if (c == '}' || c == ']') {
      depth--;
    } else if (!g_ascii_isalnum (c) && strchr (" \t\r\n,:+-.", c) == NULL) {
      return refuse (error, "a character that JSON does not have");
    }
  }
  return (!in_string && depth == 0) || refuse (error, "it breaks off");
}

/**
 * trivet_json_parse_object:
 * @text: (array length=length): from outside; need not end with NUL
 * @error: %TRIVET_NET_ERROR_PARSE
 *
 * Returns: (transfer full) (nullable): the object; of members with one name the last counts
 */
JsonObject *
trivet_json_parse_object (const char *text,
                          gsize       length,
                          GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate_len (text, length, NULL) || length > G_MAXINT) {
    refuse (error, "it is not UTF-8");
    return NULL;
  }
  if (!check_bytes (text, length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL)) {
    refuse (error, "its grammar is wrong");
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (error, "it is something else");
    return NULL;
  }
  return json_object_ref (json_node_get_object (root));
}

/**
 * trivet_json_get_text:
 *
 * Returns: (transfer none) (nullable): the text of a member; %NULL if it is missing or no string
 */
const char *
trivet_json_get_text (JsonObject *object,
                      const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * trivet_json_get_integer:
 *
 * Returns: %FALSE if the member is missing or no whole number
 */
gboolean
trivet_json_get_integer (JsonObject *object,
                         const char *name,
                         gint64     *ret_value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *ret_value = json_node_get_int (node);
  return TRUE;
}

/**
 * trivet_json_get_object:
 *
 * Returns: (transfer none) (nullable): the member; %NULL if it is missing or no object
 */
JsonObject *
trivet_json_get_object (JsonObject *object,
                        const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * trivet_json_append_string:
 * @text: UTF-8
 *
 * Appends @text with quotes and escapes. Only what JSON demands is escaped, so that the bytes are
 * the same on every machine.
 */
void
trivet_json_append_string (GString    *json,
                           const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_c (json, '\\');
    if ((guchar) *c < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *c);
    else
      g_string_append_c (json, *c);
  }
  g_string_append_c (json, '"');
}

/**
 * trivet_json_append_member:
 * @json: ends with "{" or with a member
 *
 * Appends `"name":"text"`, with a comma where one is needed.
 */
void
trivet_json_append_member (GString    *json,
                           const char *name,
                           const char *text)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  trivet_json_append_string (json, name);
  g_string_append_c (json, ':');
  trivet_json_append_string (json, text);
}
