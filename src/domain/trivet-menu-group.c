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

static TrivetMenuOption *
read_option (JsonNode *node,
             GError  **error)
{
  JsonObject       *object;
  const char       *id;
  const char       *name;
  TrivetMenuOption *option;
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

  option = g_new0 (TrivetMenuOption, 1);
  option->id = g_strdup (id);
  option->name = g_strdup (name);
  option->name_zh = g_strdup (trivet_json_get_string_or (object, "name_zh", name));
  option->price_minor = price;
  option->preselected = trivet_json_get_bool_or (object, "preselected", FALSE);

  return option;
}

static GPtrArray *
read_options (JsonObject *body,
              GError    **error)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (option_free);
  JsonArray *array = trivet_json_get_array (body, "options", error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    TrivetMenuOption *option = read_option (json_array_get_element (array, i), error);

    if (option == NULL)
      return NULL;
    g_ptr_array_add (options, option);
  }

  return g_steal_pointer (&options);
}

/* Returns: (transfer full) (nullable): the group, or %NULL when the body cannot be read */
TrivetMenuGroup *
_trivet_menu_group_new (JsonObject *body,
                        GError    **error)
{
  const char      *id = trivet_json_get_string (body, "id", error);
  const char      *name = id != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  GPtrArray       *options = name != NULL ? read_options (body, error) : NULL;
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
