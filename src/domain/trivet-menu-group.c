/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-private.h"

/* A group of choices, as the body of a fact says. */

static void
option_free (gpointer data)
{
  TrivetMenuOption *option = data;

  g_free (option->id);
  g_free (option->name);
  g_free (option->name_zh);
  g_strfreev (option->groups);
  g_free (option->sku);
  g_free (option);
}

void
_trivet_menu_group_free (TrivetMenuGroup *group)
{
  g_free (group->id);
  g_free (group->name);
  g_free (group->name_zh);
  g_ptr_array_unref (group->options);
  g_free (group);
}

/* Returns: (transfer full) (nullable): which groups the choice opens, perhaps none */
static GStrv
read_option_groups (JsonObject *object,
                    const char *group_id,
                    GError    **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array;

  if (!json_object_has_member (object, "groups"))
    return g_strv_builder_end (ids);
  array = trivet_json_get_array (object, "groups", error);
  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
      g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A choice of the group “%s” opens something that is no group", group_id);
      return NULL;
    }
    if (g_str_equal (json_node_get_string (node), group_id)) {
      g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "The choice “%s” of the group “%s” opens its own group",
                   trivet_json_get_string_or (object, "id", ""), group_id);
      return NULL;
    }
    g_strv_builder_add (ids, json_node_get_string (node));
  }

  return g_strv_builder_end (ids);
}

static TrivetMenuOption *
read_option (JsonNode   *node,
             const char *group_id,
             GError    **error)
{
  JsonObject       *object;
  const char       *id;
  const char       *name;
  TrivetMenuOption *option;
  GStrv             groups;
  gint64            price;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A choice is not an object");
    return NULL;
  }
  object = json_node_get_object (node);
  id = trivet_json_get_string (object, "id", error);
  name = id != NULL ? trivet_json_get_string (object, "name", error) : NULL;
  if (name == NULL || !trivet_json_get_int (object, "price_minor", &price, error))
    return NULL;
  groups = read_option_groups (object, group_id, error);
  if (groups == NULL)
    return NULL;

  option = g_new0 (TrivetMenuOption, 1);
  option->id = g_strdup (id);
  option->name = g_strdup (name);
  option->name_zh = g_strdup (trivet_json_get_string_or (object, "name_zh", name));
  option->price_minor = price;
  option->preselected = trivet_json_get_bool_or (object, "preselected", FALSE);
  option->groups = groups;

  return option;
}

/* A dish in a slot; what it is called, and which groups it opens, is the dish's. */
static TrivetMenuOption *
read_choice (JsonNode   *node,
             const char *slot_id,
             GError    **error)
{
  JsonObject       *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char       *sku = object != NULL ? trivet_json_get_string (object, "sku", error) : NULL;
  gint64            price = sku != NULL ? trivet_json_get_int_or (object, "price_minor", 0) : 0;
  TrivetMenuOption *option;

  if (object == NULL || price < 0)
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                 object == NULL ? "A choice of the slot “%s” is not an object" : "A choice of the slot “%s” takes something off", slot_id);
  if (sku == NULL || price < 0)
    return NULL;

  option = g_new0 (TrivetMenuOption, 1);
  option->id = g_strdup (sku);
  option->name = g_strdup (sku);
  option->name_zh = g_strdup (sku);
  option->price_minor = price;
  option->groups = g_new0 (char *, 1);
  option->sku = g_strdup (sku);

  return option;
}

typedef TrivetMenuOption *(*ReadOption) (JsonNode   *node,
                                         const char *group_id,
                                         GError    **error);

static GPtrArray *
read_options (JsonObject *body,
              const char *member,
              ReadOption  read,
              GError    **error)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (option_free);
  const char *group_id = trivet_json_get_string_or (body, "id", "");
  JsonArray  *array = trivet_json_get_array (body, member, error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    TrivetMenuOption *option = read (json_array_get_element (array, i), group_id, error);

    if (option == NULL)
      return NULL;
    g_ptr_array_add (options, option);
  }

  return g_steal_pointer (&options);
}

static TrivetMenuGroup *
read_group (JsonObject *body,
            const char *member,
            ReadOption  read,
            GError    **error)
{
  const char      *id = trivet_json_get_string (body, "id", error);
  const char      *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  GPtrArray       *options = name != NULL ? read_options (body, member, read, error) : NULL;
  TrivetMenuGroup *group;

  if (options == NULL)
    return NULL;

  group = g_new0 (TrivetMenuGroup, 1);
  group->id = g_strdup (id);
  group->name = g_strdup (name);
  group->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  group->min = (int) CLAMP (trivet_json_get_int_or (body, "min", 0), 0, (gint64) options->len);
  group->max = (int) CLAMP (trivet_json_get_int_or (body, "max", 1), MAX (group->min, 1), G_MAXINT);
  group->options = options;

  return group;
}

/* Returns: (transfer full) (nullable): the group, or %NULL when the body cannot be read */
TrivetMenuGroup *
_trivet_menu_group_new (JsonObject *body,
                        GError    **error)
{
  return read_group (body, "options", read_option, error);
}

/* Returns: (transfer full) (nullable): the slots of a combo as groups, perhaps none */
GPtrArray *
_trivet_menu_slots_new (JsonArray *slots,
                        GError   **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_menu_group_free);

  for (guint i = 0; slots != NULL && i < json_array_get_length (slots); i++) {
    JsonNode        *node = json_array_get_element (slots, i);
    TrivetMenuGroup *group;

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A slot is not an object");
      return NULL;
    }
    group = read_group (json_node_get_object (node), "choices", read_choice, error);
    if (group == NULL)
      return NULL;
    g_ptr_array_add (groups, group);
  }

  return g_steal_pointer (&groups);
}

/**
 * trivet_menu_group_lookup:
 * @group: a group
 * @option_id: an option's id
 *
 * Returns: (transfer none) (nullable): the option
 */
const TrivetMenuOption *
trivet_menu_group_lookup (const TrivetMenuGroup *group,
                          const char            *option_id)
{
  g_return_val_if_fail (group != NULL, NULL);
  g_return_val_if_fail (option_id != NULL, NULL);

  for (guint i = 0; i < group->options->len; i++) {
    const TrivetMenuOption *option = g_ptr_array_index (group->options, i);

    if (g_str_equal (option->id, option_id))
      return option;
  }

  return NULL;
}
