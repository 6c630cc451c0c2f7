/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-import-private.h"

#include <string.h>

/*
 * The groups of choices of a menu file. An option may open groups, which may stand anywhere in the
 * file and open no others: that is judged when all have been read.
 */

#define MAX_OPTIONS 100

static gboolean
check_group_id (TrivetMenuImport *self,
                GHashTable       *ids,
                JsonNode         *node,
                gboolean          known,
                GError          **error)
{
  g_autofree char *quoted = NULL;
  const char      *id;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“modifier_groups” holds something else than the ids of groups");
  id = json_node_get_string (node);
  if (known && !g_hash_table_contains (self->group_ids, id)) {
    quoted = _trivet_menu_import_quote (id);
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_REFERENCE, error,
                                       "there is no modifier group %s; add it or take it out", quoted);
  }

  return _trivet_menu_import_claim_id (self, ids, id, error);
}

/*
 * _trivet_menu_import_group_ids:
 * @object: a dish, or an option
 * @known: whether all groups have been read, so that one that is missing is missing
 *
 * Returns: (transfer full) (nullable): the groups that it opens
 */
JsonArray *
_trivet_menu_import_group_ids (TrivetMenuImport *self,
                               JsonObject       *object,
                               gboolean          known,
                               GError          **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) groups = json_array_new ();
  JsonArray *array;

  if (!_trivet_menu_import_get_list (self, object, "modifier_groups", &array, error))
    return NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!check_group_id (self, ids, node, known, error))
      return NULL;
    json_array_add_string_element (groups, json_node_get_string (node));
  }

  return g_steal_pointer (&groups);
}

static gboolean
import_option (TrivetMenuImport *self,
               GHashTable       *ids,
               JsonNode         *node,
               JsonArray        *options,
               int              *n_preselected,
               GError          **error)
{
  JsonObject *object;
  JsonObject *option;
  const char *id;
  const char *name;
  const char *name_zh;
  gint64      price;
  gboolean    preselected;
  g_autoptr (JsonArray) groups = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "an option is not an object; write it in { }");
  object = json_node_get_object (node);
  _trivet_menu_import_enter (self, object);
  id = _trivet_menu_import_get_text (self, object, "id", error);
  if (id == NULL || !_trivet_menu_import_claim_id (self, ids, id, error) ||
      !_trivet_menu_import_get_names (self, object, &name, &name_zh, error) ||
      !_trivet_menu_import_get_price (self, object, TRUE, &price, error) ||
      !_trivet_menu_import_get_bool_or (self, object, "preselected", FALSE, &preselected, error))
    return FALSE;
  groups = _trivet_menu_import_group_ids (self, object, FALSE, error);
  if (groups == NULL)
    return FALSE;

  option = _trivet_menu_import_new_body (id, name, name_zh);
  json_object_set_int_member (option, "price_minor", price);
  json_object_set_boolean_member (option, "preselected", preselected);
  if (json_array_get_length (groups) > 0)
    json_object_set_array_member (option, "groups", g_steal_pointer (&groups));
  json_array_add_object_element (options, option);
  *n_preselected += preselected ? 1 : 0;

  return TRUE;
}

static JsonArray *
import_options (TrivetMenuImport *self,
                JsonObject       *object,
                int              *n_preselected,
                GError          **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) options = json_array_new ();
  JsonArray *array;
  guint      n;

  if (!_trivet_menu_import_get_list (self, object, "options", &array, error))
    return NULL;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n == 0 || n > MAX_OPTIONS) {
    _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_LIMIT, error, "“options” holds %u choices; list 1 to %d", n, MAX_OPTIONS);
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    if (!import_option (self, ids, json_array_get_element (array, i), options, n_preselected, error))
      return NULL;
  }

  return g_steal_pointer (&options);
}

/* The place of an option, "group/option", must be read in one way only. */
static gboolean
note_nesting (TrivetMenuImport *self,
              const char       *group_id,
              JsonArray        *options,
              GError          **error)
{
  gboolean nests = FALSE;

  for (guint i = 0; i < json_array_get_length (options); i++)
    nests |= json_object_has_member (json_array_get_object_element (options, i), "groups");
  if (nests && strchr (group_id, '/') != NULL) {
    self->member = "id";
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "a group whose options open groups must not have a “/” in its “id”; take it out");
  }
  if (nests)
    g_hash_table_add (self->nesting, g_strdup (group_id));

  return TRUE;
}

gboolean
_trivet_menu_import_group (TrivetMenuImport *self,
                           JsonObject       *object,
                           guint             position,
                           GError          **error)
{
  const char *id;
  const char *name;
  const char *name_zh;
  g_autoptr (JsonArray) options = NULL;
  JsonObject *body;
  int         n_preselected = 0;
  int         n;
  int         min;
  int         max;

  _trivet_menu_import_set_where (self, "modifier group", position, object, "id");
  id = _trivet_menu_import_get_text (self, object, "id", error);
  if (id == NULL || !_trivet_menu_import_claim_id (self, self->group_ids, id, error) ||
      !_trivet_menu_import_get_names (self, object, &name, &name_zh, error) ||
      !_trivet_menu_import_get_count_or (self, object, "min", 0, &min, error) ||
      !_trivet_menu_import_get_count_or (self, object, "max", MAX (min, 1), &max, error))
    return FALSE;
  options = import_options (self, object, &n_preselected, error);
  if (options == NULL)
    return FALSE;
  _trivet_menu_import_enter (self, object);
  if (!note_nesting (self, id, options, error))
    return FALSE;
  n = (int) json_array_get_length (options);
  self->member = "max";
  if (max < 1 || min > max || max > n || n_preselected > max)
    return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                       "“min” %d and “max” %d do not fit %d options, %d of them preselected", min, max, n,
                                       n_preselected);

  body = _trivet_menu_import_new_body (id, name, name_zh);
  json_object_set_int_member (body, "min", min);
  json_object_set_int_member (body, "max", max);
  json_object_set_array_member (body, "options", g_steal_pointer (&options));
  _trivet_menu_import_add_fact (self, TRIVET_FACT_MENU_GROUP_SET, body);

  return TRUE;
}

static gboolean
check_option (TrivetMenuImport *self,
              JsonObject       *option,
              GError          **error)
{
  g_autoptr (JsonArray) groups = NULL;

  _trivet_menu_import_enter (self, option);
  groups = _trivet_menu_import_group_ids (self, option, TRUE, error);
  for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++) {
    const char      *inner = json_array_get_string_element (groups, i);
    g_autofree char *quoted = _trivet_menu_import_quote (inner);
    g_autofree char *by = _trivet_menu_import_quote (json_object_get_string_member (option, "id"));

    if (g_hash_table_contains (self->nesting, inner))
      return _trivet_menu_import_refuse (self, TRIVET_MENU_ERROR_VALUE, error,
                                         "the option %s opens the group %s, whose options open groups too; groups nest once only",
                                         by, quoted);
  }

  return groups != NULL;
}

/* What the options of the groups in @root open: when all groups have been read. */
gboolean
_trivet_menu_import_check_groups (TrivetMenuImport *self,
                                  JsonObject       *root,
                                  GError          **error)
{
  JsonArray *groups = g_hash_table_size (self->nesting) > 0 ? json_object_get_array_member (root, "modifier_groups") : NULL;

  for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++) {
    JsonObject *group = json_array_get_object_element (groups, i);
    JsonArray  *options = json_object_get_array_member (group, "options");

    _trivet_menu_import_set_where (self, "modifier group", i, group, "id");
    for (guint j = 0; j < json_array_get_length (options); j++) {
      JsonObject *option = json_array_get_object_element (options, j);

      if (json_object_has_member (option, "modifier_groups") && !check_option (self, option, error))
        return FALSE;
    }
  }

  return TRUE;
}
