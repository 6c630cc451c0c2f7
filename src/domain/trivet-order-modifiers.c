/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu.h"
#include "trivet-order-private.h"

#include <string.h>

/*
 * What is chosen of a dish, as an order and as a fact have it: options, options of groups that an
 * option has opened, and the dishes of a combo.
 */

/**
 * trivet_line_modifier_new:
 * @group_id: a group, or a slot of a combo
 * @option_id: what is chosen of it
 * @name: what it is called
 * @name_zh: the same in Chinese
 * @price_minor: added to the dish's price
 *
 * Returns: (transfer full): a choice of the dish's own groups that is no dish
 */
TrivetLineModifier *
trivet_line_modifier_new (const char *group_id,
                          const char *option_id,
                          const char *name,
                          const char *name_zh,
                          gint64      price_minor)
{
  TrivetLineModifier *self;

  g_return_val_if_fail (group_id != NULL && option_id != NULL, NULL);

  self = g_new0 (TrivetLineModifier, 1);
  self->group_id = g_strdup (group_id);
  self->option_id = g_strdup (option_id);
  self->name = g_strdup (name);
  self->name_zh = g_strdup (name_zh);
  self->price_minor = price_minor;
  self->allergens = g_new0 (char *, 1);

  return self;
}

/**
 * trivet_line_modifier_copy:
 * @self: a choice
 *
 * Returns: (transfer full): its copy
 */
TrivetLineModifier *
trivet_line_modifier_copy (const TrivetLineModifier *self)
{
  TrivetLineModifier *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (TrivetLineModifier, 1);
  *copy = *self;
  copy->group_id = g_strdup (self->group_id);
  copy->option_id = g_strdup (self->option_id);
  copy->under = g_strdup (self->under);
  copy->name = g_strdup (self->name);
  copy->name_zh = g_strdup (self->name_zh);
  copy->sku = g_strdup (self->sku);
  copy->category_id = g_strdup (self->category_id);
  copy->kitchen_name = g_strdup (self->kitchen_name);
  copy->allergens = g_strdupv (self->allergens);
  copy->told = g_strdup (self->told);

  return copy;
}

/**
 * trivet_line_modifier_free:
 * @self: (transfer full): a choice
 */
void
trivet_line_modifier_free (TrivetLineModifier *self)
{
  g_free (self->group_id);
  g_free (self->option_id);
  g_free (self->under);
  g_free (self->name);
  g_free (self->name_zh);
  g_free (self->sku);
  g_free (self->category_id);
  g_free (self->kitchen_name);
  g_strfreev (self->allergens);
  g_free (self->told);
  g_free (self);
}

/**
 * trivet_line_modifier_make_place:
 * @group_id: a group or slot of a dish
 * @option_id: one of its options
 *
 * Returns: (transfer full): the place of that choice: "group/option". What it opens is under it.
 */
char *
trivet_line_modifier_make_place (const char *group_id,
                                 const char *option_id)
{
  g_return_val_if_fail (group_id != NULL && option_id != NULL, NULL);

  return g_strdup_printf ("%s/%s", group_id, option_id);
}

/**
 * trivet_line_modifier_is_at:
 * @self: a choice
 * @place: a place
 *
 * Returns: whether it is the choice of the dish itself at that place
 */
gboolean
trivet_line_modifier_is_at (const TrivetLineModifier *self,
                            const char               *place)
{
  gsize length;

  g_return_val_if_fail (self != NULL && place != NULL, FALSE);

  length = strlen (self->group_id);

  return self->under == NULL && strncmp (place, self->group_id, length) == 0 && place[length] == '/' &&
         g_str_equal (place + length + 1, self->option_id);
}

JsonArray *
_trivet_order_strings_to_json (GStrv strings)
{
  JsonArray *array = json_array_new ();

  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);

  return array;
}

/**
 * trivet_line_modifier_to_json:
 * @self: a choice
 *
 * Returns: (transfer full): it as an element of the member `modifiers` of a fact
 */
JsonObject *
trivet_line_modifier_to_json (const TrivetLineModifier *self)
{
  JsonObject *object;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "group", self->group_id);
  json_object_set_string_member (object, "option", self->option_id);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "name_zh", self->name_zh);
  json_object_set_int_member (object, "price_minor", self->price_minor);
  if (self->under != NULL)
    json_object_set_string_member (object, "under", self->under);
  if (self->sku == NULL)
    return object;

  json_object_set_string_member (object, "sku", self->sku);
  json_object_set_string_member (object, "category", self->category_id);
  json_object_set_string_member (object, "kitchen", self->kitchen_name);
  if (*self->allergens != NULL)
    json_object_set_array_member (object, "allergens", _trivet_order_strings_to_json (self->allergens));
  if (self->course != 0)
    json_object_set_int_member (object, "course", self->course);

  return object;
}

/* Returns: (transfer full): the texts in the list @member; none when there is no such list */
GStrv
_trivet_order_read_strings (JsonObject *body,
                            const char *member)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonNode  *node = json_object_get_member (body, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
      g_strv_builder_add (strings, json_node_get_string (element));
  }

  return g_strv_builder_end (strings);
}

static TrivetLineModifier *
read_modifier (JsonNode *node,
               GError  **error)
{
  JsonObject         *object;
  const char         *group;
  const char         *option;
  const char         *name;
  TrivetLineModifier *modifier;
  gint64              price;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A choice is not an object");
    return NULL;
  }
  object = json_node_get_object (node);
  group = trivet_json_get_string (object, "group", error);
  option = group != NULL ? trivet_json_get_string (object, "option", error) : NULL;
  name = option != NULL ? trivet_json_get_string (object, "name", error) : NULL;
  if (name == NULL ||
      !_trivet_order_get_int_between (object, "price_minor", -TRIVET_ORDER_MAX_PRICE_MINOR, TRIVET_ORDER_MAX_PRICE_MINOR, &price, error))
    return NULL;

  modifier = trivet_line_modifier_new (group, option, name, trivet_json_get_string_or (object, "name_zh", name), price);
  modifier->under = g_strdup (trivet_json_get_string_or (object, "under", NULL));
  modifier->sku = g_strdup (trivet_json_get_string_or (object, "sku", NULL));
  if (modifier->sku != NULL) {
    modifier->category_id = g_strdup (trivet_json_get_string_or (object, "category", ""));
    modifier->kitchen_name = g_strdup (trivet_json_get_string_or (object, "kitchen", name));
    g_strfreev (modifier->allergens);
    modifier->allergens = _trivet_order_read_strings (object, "allergens");
    modifier->course = (int) CLAMP (trivet_json_get_int_or (object, "course", 0), 0, TRIVET_ORDER_MAX_COURSE);
  }

  return modifier;
}

/* What is under a place that nobody chose would be charged, and made by nobody. */
static gboolean
check_under (GPtrArray                *modifiers,
             const TrivetLineModifier *modifier,
             GError                  **error)
{
  if (modifier->under == NULL)
    return TRUE;
  for (guint i = 0; modifier->sku == NULL && i < modifiers->len; i++) {
    if (trivet_line_modifier_is_at (g_ptr_array_index (modifiers, i), modifier->under))
      return TRUE;
  }
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
               modifier->sku == NULL ? "The choice “%s” is under “%s”, which is not chosen" : "The dish “%s” is under “%s”, not in a slot",
               modifier->option_id, modifier->under);

  return FALSE;
}

/**
 * trivet_line_modifiers_read:
 * @body: of a fact about a line
 * @error: return location for %TRIVET_FACT_ERROR_BODY
 *
 * Returns: (transfer full) (nullable) (element-type TrivetLineModifier): its member `modifiers`
 */
GPtrArray *
trivet_line_modifiers_read (JsonObject *body,
                            GError    **error)
{
  g_autoptr (GPtrArray) modifiers = NULL;
  JsonArray *array = trivet_json_get_array (body, "modifiers", error);
  guint      n;

  if (array == NULL)
    return NULL;
  n = json_array_get_length (array);
  if (n > TRIVET_ORDER_MAX_MODIFIERS) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A line has %u choices; at most %d are allowed",
                 n, TRIVET_ORDER_MAX_MODIFIERS);
    return NULL;
  }

  modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  for (guint i = 0; i < n; i++) {
    TrivetLineModifier *modifier = read_modifier (json_array_get_element (array, i), error);

    if (modifier == NULL)
      return NULL;
    g_ptr_array_add (modifiers, modifier);
  }
  for (guint i = 0; i < n; i++) {
    if (!check_under (modifiers, g_ptr_array_index (modifiers, i), error))
      return NULL;
  }

  return g_steal_pointer (&modifiers);
}

/**
 * trivet_order_line_is_combo:
 * @line: a line
 *
 * Returns: whether dishes were chosen for it, which the kitchen makes instead of the line's own
 */
gboolean
trivet_order_line_is_combo (const TrivetOrderLine *line)
{
  g_return_val_if_fail (line != NULL, FALSE);

  for (guint i = 0; i < line->modifiers->len; i++) {
    if (((const TrivetLineModifier *) g_ptr_array_index (line->modifiers, i))->sku != NULL)
      return TRUE;
  }

  return FALSE;
}

static gboolean
holds (GStrv       allergens,
       const char *allergen)
{
  return g_strv_contains ((const char *const *) allergens, allergen);
}

static gboolean
any_holds (GPtrArray  *parts,
           const char *allergen)
{
  for (guint i = 0; i < parts->len; i++) {
    if (holds (((const TrivetLineModifier *) g_ptr_array_index (parts, i))->allergens, allergen))
      return TRUE;
  }

  return FALSE;
}

/**
 * trivet_order_line_list_allergens:
 * @line: a line
 * @parts: (nullable) (element-type TrivetLineModifier): of a combo, only those of its dishes; %NULL: the
 *   whole line
 *
 * What a combo itself is said to hold and none of its dishes is, may be in any of them.
 *
 * Returns: (transfer full) (array zero-terminated=1): what the dish, or those of a combo, hold, each
 *   once, in the order of trivet_menu_get_known_allergens()
 */
GStrv
trivet_order_line_list_allergens (const TrivetOrderLine *line,
                                  GPtrArray             *parts)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  g_return_val_if_fail (line != NULL, NULL);

  for (const char *const *known = trivet_menu_get_known_allergens (); *known != NULL; known++) {
    gboolean in_parts = any_holds (line->modifiers, *known);

    if (parts != NULL ? any_holds (parts, *known) || (!in_parts && holds (line->allergens, *known))
                      : in_parts || holds (line->allergens, *known))
      g_strv_builder_add (list, *known);
  }

  return g_strv_builder_end (list);
}
