/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-fields.h"

#include <string.h>

/**
 * SECTION:trivet-sandbox-fields
 *
 * Checks a request against a vendor's list of fields: what is missing, what nobody knows, what
 * is too long. Both wallets count characters, not bytes.
 */

#define GOOD      TRIVET_SANDBOX_FIELDS_GOOD
#define MAX_DEPTH 32

static const TrivetSandboxField *
find_field (const TrivetSandboxField *table,
            const char               *path)
{
  for (; table->path != NULL; table++) {
    if (g_str_equal (table->path, path))
      return table;
  }

  return NULL;
}

static TrivetSandboxFieldsResult
check_string (JsonNode *node,
              guint     max_chars)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return TRIVET_SANDBOX_FIELDS_WRONG_TYPE;

  text = json_node_get_string (node);
  if (*text == '\0')
    return TRIVET_SANDBOX_FIELDS_EMPTY;
  return max_chars != 0 && g_utf8_strlen (text, -1) > max_chars ? TRIVET_SANDBOX_FIELDS_TOO_LONG : GOOD;
}

static TrivetSandboxFieldsResult
check_type (JsonNode *node,
            GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
           ? GOOD
           : TRIVET_SANDBOX_FIELDS_WRONG_TYPE;
}

static TrivetSandboxFieldsResult check_object (JsonObject               *object,
                                               const TrivetSandboxField *table,
                                               const char               *prefix,
                                               char                    **ret_path);

static TrivetSandboxFieldsResult
check_objects (JsonNode                 *node,
               const TrivetSandboxField *table,
               const char               *path,
               char                    **ret_path)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return TRIVET_SANDBOX_FIELDS_WRONG_TYPE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode                 *element = json_array_get_element (array, i);
    TrivetSandboxFieldsResult result;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      return TRIVET_SANDBOX_FIELDS_WRONG_TYPE;
    result = check_object (json_node_get_object (element), table, path, ret_path);
    if (result != GOOD)
      return result;
  }

  return GOOD;
}

static TrivetSandboxFieldsResult
check_strings (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return TRIVET_SANDBOX_FIELDS_WRONG_TYPE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    TrivetSandboxFieldsResult result = check_string (json_array_get_element (array, i), 0);

    if (result != GOOD)
      return result;
  }

  return GOOD;
}

static TrivetSandboxFieldsResult
check_member (JsonNode                 *node,
              const TrivetSandboxField *table,
              const TrivetSandboxField *field,
              char                    **ret_path)
{
  switch (field->kind) {
  case TRIVET_SANDBOX_FIELD_STRING:
    return check_string (node, field->max_chars);
  case TRIVET_SANDBOX_FIELD_INTEGER:
    return check_type (node, G_TYPE_INT64);
  case TRIVET_SANDBOX_FIELD_BOOLEAN:
    return check_type (node, G_TYPE_BOOLEAN);
  case TRIVET_SANDBOX_FIELD_OBJECT:
    return JSON_NODE_HOLDS_OBJECT (node)
             ? check_object (json_node_get_object (node), table, field->path, ret_path)
             : TRIVET_SANDBOX_FIELDS_WRONG_TYPE;
  case TRIVET_SANDBOX_FIELD_OBJECTS:
    return check_objects (node, table, field->path, ret_path);
  case TRIVET_SANDBOX_FIELD_STRINGS:
    return check_strings (node);
  case TRIVET_SANDBOX_FIELD_ANY:
    return JSON_NODE_HOLDS_VALUE (node) ? GOOD : TRIVET_SANDBOX_FIELDS_WRONG_TYPE;
  }

  g_assert_not_reached ();
}

static char *
join_path (const char *prefix,
           const char *name)
{
  return *prefix != '\0' ? g_strconcat (prefix, ".", name, NULL) : g_strdup (name);
}

static TrivetSandboxFieldsResult
check_required (JsonObject               *object,
                const TrivetSandboxField *table,
                const char               *prefix,
                char                    **ret_path)
{
  gsize skip = *prefix != '\0' ? strlen (prefix) + 1 : 0;

  for (; table->path != NULL; table++) {
    if (!table->required || !g_str_has_prefix (table->path, prefix) || strlen (table->path) <= skip || (skip > 0 && table->path[skip - 1] != '.') || strchr (table->path + skip, '.') != NULL)
      continue;
    if (!json_object_has_member (object, table->path + skip)) {
      *ret_path = g_strdup (table->path);
      return TRIVET_SANDBOX_FIELDS_MISSING;
    }
  }

  return GOOD;
}

static TrivetSandboxFieldsResult
check_object (JsonObject               *object,
              const TrivetSandboxField *table,
              const char               *prefix,
              char                    **ret_path)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char          *path = join_path (prefix, l->data);
    const TrivetSandboxField *field = find_field (table, path);
    TrivetSandboxFieldsResult result = TRIVET_SANDBOX_FIELDS_EXTRA;

    if (field != NULL)
      result = check_member (json_object_get_member (object, l->data), table, field, ret_path);
    if (result != GOOD) {
      if (*ret_path == NULL)
        *ret_path = g_steal_pointer (&path);
      return result;
    }
  }

  return check_required (object, table, prefix, ret_path);
}

/**
 * trivet_sandbox_fields_check:
 * @object: a request
 * @table: the vendor's list
 * @ret_path: (out) (nullable) (transfer full): the field that is wrong
 *
 * Returns: what is wrong first
 */
TrivetSandboxFieldsResult
trivet_sandbox_fields_check (JsonObject               *object,
                             const TrivetSandboxField *table,
                             char                    **ret_path)
{
  *ret_path = NULL;
  return check_object (object, table, "", ret_path);
}

/**
 * trivet_sandbox_fields_get_string:
 * @object: a request that was checked
 * @path: names joined with a point
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
trivet_sandbox_fields_get_string (JsonObject *object,
                                  const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  guint last = g_strv_length (names) - 1;

  for (guint i = 0; i < last; i++) {
    if (!json_object_has_member (object, names[i]))
      return NULL;
    object = json_object_get_object_member (object, names[i]);
  }

  return json_object_get_string_member_with_default (object, names[last], NULL);
}

/* JSON-GLib goes down one call for each bracket, until the stack is full. */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  gboolean in_string = FALSE;
  guint    depth = 0;

  for (gsize i = 0; i < length; i++) {
    if (in_string && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (!in_string && depth > 0 && (text[i] == '}' || text[i] == ']'))
      depth--;
  }

  return TRUE;
}

/**
 * trivet_sandbox_fields_parse:
 * @text: bytes
 * @length: of @text
 *
 * Returns: (transfer full) (nullable): the JSON object that @text is
 */
JsonObject *
trivet_sandbox_fields_parse (const char *text,
                             gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, length, NULL) || !is_shallow (text, length) ||
      !json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

/**
 * trivet_sandbox_json_add_text:
 * @members: (element-type utf8): members of an object, as text
 * @name: ASCII
 * @value: (nullable): UTF-8; nothing is added for %NULL
 * @escape_slash: whether to print a slash as Alipay does, with a backslash before it
 */
void
trivet_sandbox_json_add_text (GPtrArray  *members,
                              const char *name,
                              const char *value,
                              gboolean    escape_slash)
{
  g_autoptr (GString) text = NULL;

  if (value == NULL)
    return;

  text = g_string_new (NULL);
  g_string_append_printf (text, "\"%s\":\"", name);
  for (const char *c = value; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\' || (*c == '/' && escape_slash))
      g_string_append_printf (text, "\\%c", *c);
    else if ((guint8) *c < 0x20)
      g_string_append_printf (text, "\\u%04x", *c);
    else
      g_string_append_c (text, *c);
  }
  g_string_append_c (text, '"');
  g_ptr_array_add (members, g_string_free (g_steal_pointer (&text), FALSE));
}
