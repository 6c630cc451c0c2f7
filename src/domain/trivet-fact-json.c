/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact-private.h"
#include "trivet-fact.h"
#include "trivet-json-scan-private.h"

#include <string.h>

/*
 * Reading the bodies of facts: strict for what must be there, lenient for what may be absent.
 */

static gsize
skip_string (const char *text,
             gsize       length,
             gsize       start)
{
  gsize i;

  for (i = start + 1; i < length && text[i] != '"'; i++) {
    if (text[i] == '\\')
      i++;
  }

  return i;
}

/* What json-glib's parser does not refuse by itself: it calls itself for every level, so a file of
 * brackets could exhaust the stack, and large numbers arrive as others. Returns what is wrong. */
const char *
_trivet_json_find_trouble (const char *text,
                           gssize      length)
{
  gsize end = length < 0 ? strlen (text) : (gsize) length;
  int   levels = 0;

  for (gsize i = 0; i < end; i++) {
    if (text[i] == '"') {
      i = skip_string (text, end, i);
    } else if (text[i] == '{' || text[i] == '[') {
      if (++levels > TRIVET_JSON_MAX_LEVELS)
        return "brackets within brackets, too deep";
    } else if (text[i] == '}' || text[i] == ']') {
      levels--;
    } else if (g_ascii_isdigit (text[i])) {
      gsize first = i;

      while (i + 1 < end && g_ascii_isdigit (text[i + 1]))
        i++;
      if (!_trivet_json_digits_fit (text + first, i + 1 - first, first > 0 && text[first - 1] == '-'))
        return "a number that is too large";
    }
  }

  return NULL;
}

void
_trivet_json_set_missing (const char *member,
                          const char *wanted,
                          GError    **error)
{
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is missing or is not %s", member, wanted);
}

/* Returns: (transfer none) (nullable): the member, when it is a value of @type. Folding a journal
 * reads many members; each is looked up once. */
static JsonNode *
find_value (JsonObject *object,
            const char *member,
            GType       type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * trivet_json_get_int:
 * @object: a body
 * @member: its name
 * @ret_value: (out): the whole number
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: whether there is such a whole number
 */
gboolean
trivet_json_get_int (JsonObject *object,
                     const char *member,
                     gint64     *ret_value,
                     GError    **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, FALSE);
  g_return_val_if_fail (ret_value != NULL, FALSE);

  node = find_value (object, member, G_TYPE_INT64);
  if (node == NULL) {
    _trivet_json_set_missing (member, "a whole number", error);
    return FALSE;
  }

  *ret_value = json_node_get_int (node);

  return TRUE;
}

/**
 * trivet_json_get_string:
 * @object: a body
 * @member: its name
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
trivet_json_get_string (JsonObject *object,
                        const char *member,
                        GError    **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, NULL);

  node = find_value (object, member, G_TYPE_STRING);
  if (node == NULL) {
    _trivet_json_set_missing (member, "a text", error);
    return NULL;
  }

  return json_node_get_string (node);
}

/**
 * trivet_json_get_array:
 * @object: a body
 * @member: its name
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer none) (nullable): the array
 */
JsonArray *
trivet_json_get_array (JsonObject *object,
                       const char *member,
                       GError    **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, NULL);

  node = json_object_get_member (object, member);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)) {
    _trivet_json_set_missing (member, "a list", error);
    return NULL;
  }

  return json_node_get_array (node);
}

/**
 * trivet_json_get_int_or:
 * @object: a body
 * @member: its name
 * @fallback: for when it is absent or something else
 *
 * Returns: the whole number
 */
gint64
trivet_json_get_int_or (JsonObject *object,
                        const char *member,
                        gint64      fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  node = find_value (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

/**
 * trivet_json_get_string_or:
 * @object: a body
 * @member: its name
 * @fallback: (nullable): for when it is absent or something else
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
trivet_json_get_string_or (JsonObject *object,
                           const char *member,
                           const char *fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  node = find_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : fallback;
}

/**
 * trivet_json_get_bool_or:
 * @object: a body
 * @member: its name
 * @fallback: for when it is absent or something else
 *
 * Returns: the truth value
 */
gboolean
trivet_json_get_bool_or (JsonObject *object,
                         const char *member,
                         gboolean    fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  node = find_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

/**
 * trivet_json_print:
 * @object: an object
 *
 * Returns: (transfer full): compact JSON in the order of the members
 */
char *
trivet_json_print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *printed = NULL;
  GString         *text;

  g_return_val_if_fail (object != NULL, NULL);

  json_node_set_object (node, object);
  printed = json_to_string (node, FALSE);

  /* json-glib escapes all control characters but this last one, and strict readers of an export
   * (RFC 8259, section 7) refuse it. Our search keys are made with it. */
  text = g_string_new (printed);
  g_string_replace (text, "\x1f", "\\u001f", 0);

  return g_string_free (text, FALSE);
}
