/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact-private.h"
#include "trivet-fact.h"

/*
 * Reading the bodies of facts: strict for what must be there, lenient for what may be absent.
 */

/* json-glib's parser calls itself for every level, so a file of brackets could exhaust the stack. */
gboolean
_trivet_json_is_deep (const char *text,
                      gssize      length)
{
  gboolean in_string = FALSE;
  int      levels = 0;

  for (gssize i = 0; length < 0 ? text[i] != '\0' : i < length; i++) {
    if (in_string && text[i] == '\\') {
      /* What is escaped ends no string; a NUL behind it ends the text. */
      if (length < 0 && text[i + 1] == '\0')
        break;
      i++;
    } else if (text[i] == '"') {
      in_string = !in_string;
    } else if (!in_string && (text[i] == '{' || text[i] == '[')) {
      if (++levels > TRIVET_JSON_MAX_LEVELS)
        return TRUE;
    } else if (!in_string && (text[i] == '}' || text[i] == ']')) {
      levels--;
    }
  }

  return FALSE;
}

static void
set_body_error (const char *member,
                const char *wanted,
                GError    **error)
{
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“%s” is missing or is not %s", member, wanted);
}

static gboolean
holds (JsonObject *object,
       const char *member,
       GType       type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
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
  g_return_val_if_fail (object != NULL && member != NULL, FALSE);
  g_return_val_if_fail (ret_value != NULL, FALSE);

  if (!holds (object, member, G_TYPE_INT64)) {
    set_body_error (member, "a whole number", error);
    return FALSE;
  }

  *ret_value = json_object_get_int_member (object, member);

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
  g_return_val_if_fail (object != NULL && member != NULL, NULL);

  if (!holds (object, member, G_TYPE_STRING)) {
    set_body_error (member, "a text", error);
    return NULL;
  }

  return json_object_get_string_member (object, member);
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
    set_body_error (member, "a list", error);
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
  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  return holds (object, member, G_TYPE_INT64) ? json_object_get_int_member (object, member) : fallback;
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
  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  return holds (object, member, G_TYPE_STRING) ? json_object_get_string_member (object, member) : fallback;
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
  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  return holds (object, member, G_TYPE_BOOLEAN) ? json_object_get_boolean_member (object, member) : fallback;
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

  g_return_val_if_fail (object != NULL, NULL);

  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}
