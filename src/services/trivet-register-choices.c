/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/* What is chosen of a dish, and what staff say that it costs. */

JsonArray *
_trivet_register_modifiers_array (GPtrArray *modifiers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++)
    json_array_add_object_element (array, trivet_line_modifier_to_json (g_ptr_array_index (modifiers, i)));

  return array;
}

/* Whether each open group has as many choices as it asks for. */
gboolean
_trivet_register_check_choices (TrivetRegister *self,
                                TrivetMenuItem *item,
                                GPtrArray      *modifiers)
{
  g_autoptr (GPtrArray) openings = trivet_menu_list_openings (self->menu, item, modifiers);
  const TrivetMenuOpening *missing = trivet_menu_find_unfulfilled (openings, modifiers);
  g_autofree char         *message = NULL;

  if (missing != NULL)
    message = g_strdup_printf ("Choose %d to %d of “%s”", missing->group->min, missing->group->max, missing->group->name);
  else if (modifiers != NULL && modifiers->len > TRIVET_ORDER_MAX_MODIFIERS)
    message = g_strdup_printf ("A dish may have %d choices", TRIVET_ORDER_MAX_MODIFIERS);
  if (message != NULL)
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_MODIFIERS, message);

  return message == NULL;
}

/**
 * trivet_register_make_modifier:
 * @self: a register
 * @group: a group of the menu
 * @option: one of its options
 *
 * Returns: (transfer full): the choice, for trivet_register_add_item(); freed by the array that
 *   holds it (trivet_line_modifier_free())
 */
TrivetLineModifier *
trivet_register_make_modifier (TrivetRegister         *self,
                               const TrivetMenuGroup  *group,
                               const TrivetMenuOption *option)
{
  TrivetLineModifier *modifier;
  TrivetMenuItem     *dish;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (group != NULL && option != NULL, NULL);

  modifier = trivet_line_modifier_new (group->id, option->id,
                                       trivet_menu_get_option_name (self->menu, option, TRIVET_LANGUAGE_EN),
                                       trivet_menu_get_option_name (self->menu, option, TRIVET_LANGUAGE_ZH), option->price_minor);
  dish = option->sku != NULL ? trivet_menu_lookup_item (self->menu, option->sku) : NULL;
  if (dish != NULL) {
    modifier->sku = g_strdup (option->sku);
    modifier->category_id = g_strdup (trivet_menu_item_get_category_id (dish));
    modifier->kitchen_name = g_strdup (trivet_menu_item_get_kitchen_name (dish));
    g_strfreev (modifier->allergens);
    modifier->allergens = g_strdupv (trivet_menu_item_get_allergens (dish));
  }

  return modifier;
}

static JsonObject *
modifiers_body (const char *line_id,
                GPtrArray  *modifiers)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_array_member (body, "modifiers", _trivet_register_modifiers_array (modifiers));

  return body;
}

/**
 * trivet_register_set_modifiers:
 * @self: a register
 * @line_id: a line of the current order
 * @modifiers: (element-type TrivetLineModifier) (nullable): all choices, replacing the old ones
 *
 * What the kitchen knows of a dish of a combo that goes is voided there; see
 * trivet_register_needs_for_modifiers().
 */
void
trivet_register_set_modifiers (TrivetRegister *self,
                               const char     *line_id,
                               GPtrArray      *modifiers)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (JsonObject) body = NULL;
  const TrivetOrderLine *line;
  TrivetMenuItem        *item;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL)
    return;
  item = trivet_menu_lookup_item (self->menu, line->sku);
  if (item != NULL && !_trivet_register_check_choices (self, item, modifiers))
    return;

  body = modifiers_body (line_id, modifiers);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_modifiers (self, line_id, modifiers), body) ||
      !_trivet_register_swap_dishes (self, facts, line, modifiers))
    return;
  _trivet_register_submit_line (self, facts,
                                TRIVET_FACT_LINE_MODIFIERS_SET, g_steal_pointer (&body),
                                TRIVET_FACT_LINE_MODIFIERS_SET, modifiers_body (line_id, line->modifiers));
}

/* Whether an amount can be the price of a dish. */
gboolean
_trivet_register_check_price (TrivetRegister *self,
                              gint64          price_minor)
{
  if (price_minor >= 1 && price_minor <= TRIVET_ORDER_MAX_PRICE_MINOR)
    return TRUE;
  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PRICE, price_minor < 1 ? "A dish costs something" : "No dish may cost that much");

  return FALSE;
}

static JsonObject *
price_body (const char *line_id,
            gint64      price_minor)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_int_member (body, "unit_price_minor", price_minor);

  return body;
}

/**
 * trivet_register_set_line_price:
 * @self: a register
 * @line_id: a line of the current order whose price is open
 * @price_minor: what one costs, 1 … %TRIVET_ORDER_MAX_PRICE_MINOR
 *
 * Corrects what staff said, as long as the kitchen does not know of the line.
 */
void
trivet_register_set_line_price (TrivetRegister *self,
                                const char     *line_id,
                                gint64          price_minor)
{
  g_autoptr (GPtrArray) facts = NULL;
  const TrivetOrderLine *line;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL || line->unit_price_minor == price_minor || !_trivet_register_check_price (self, price_minor))
    return;
  if (!line->open_price || line->sent_quantity > 0) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_SENT, "The kitchen has that line already: its price stays");
    return;
  }
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_submit_line (self, facts,
                                TRIVET_FACT_LINE_PRICE_SET, price_body (line_id, price_minor),
                                TRIVET_FACT_LINE_PRICE_SET, price_body (line_id, line->unit_price_minor));
}
