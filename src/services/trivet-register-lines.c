/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-id.h"
#include "trivet-register-menu.h"
#include "trivet-register-private.h"

/*
 * Commands about lines. What of a dish is left is in trivet-register-count.c.
 */

static JsonArray *
modifiers_array (GPtrArray *modifiers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);
    JsonObject               *object = json_object_new ();

    json_object_set_string_member (object, "group", modifier->group_id);
    json_object_set_string_member (object, "option", modifier->option_id);
    json_object_set_string_member (object, "name", modifier->name);
    json_object_set_string_member (object, "name_zh", modifier->name_zh);
    json_object_set_int_member (object, "price_minor", modifier->price_minor);
    json_array_add_object_element (array, object);
  }

  return array;
}

/* How many options of @group are among @modifiers. */
static int
count_of_group (GPtrArray  *modifiers,
                const char *group_id)
{
  int n = 0;

  for (guint i = 0; modifiers != NULL && i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (g_str_equal (modifier->group_id, group_id))
      n++;
  }

  return n;
}

static gboolean
choices_are_complete (TrivetRegister *self,
                      TrivetMenuItem *item,
                      GPtrArray      *modifiers)
{
  GStrv groups = trivet_menu_item_get_group_ids (item);

  for (guint i = 0; groups != NULL && groups[i] != NULL; i++) {
    const TrivetMenuGroup *group = trivet_menu_lookup_group (self->menu, groups[i]);
    int                    n = count_of_group (modifiers, groups[i]);

    if (group != NULL && (n < group->min || n > group->max)) {
      g_autofree char *message = g_strdup_printf ("Choose %d to %d of “%s”", group->min, group->max, group->name);

      _trivet_register_fail (self, TRIVET_REGISTER_ERROR_MODIFIERS, message);
      return FALSE;
    }
  }

  return TRUE;
}

/* What the kitchen has been told of is a line of its own. */
static const TrivetOrderLine *
find_equal_line (const TrivetOrder *order,
                 TrivetMenuItem    *item,
                 gint64             price_minor,
                 int                seat)
{
  for (guint i = 0; order != NULL && i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided && line->sent_quantity == 0 && line->modifiers->len == 0 && (line->note == NULL || *line->note == '\0') &&
        line->discount.kind == TRIVET_DISCOUNT_NONE && line->seat == seat &&
        line->unit_price_minor == price_minor &&
        g_str_equal (line->sku, trivet_menu_item_get_sku (item)))
      return line;
  }

  return NULL;
}

static JsonObject *
quantity_body (const char *line_id,
               gint64      by)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_int_member (body, "by", by);

  return body;
}

static JsonObject *
line_body (const char     *line_id,
           TrivetMenuItem *item,
           gint64          price_minor,
           GPtrArray      *modifiers,
           gint64          quantity,
           int             seat)
{
  JsonObject *body = json_object_new ();

  if (seat != 0)
    json_object_set_int_member (body, "seat", seat);

  json_object_set_string_member (body, "line", line_id);
  json_object_set_string_member (body, "sku", trivet_menu_item_get_sku (item));
  json_object_set_string_member (body, "category", trivet_menu_item_get_category_id (item));
  json_object_set_string_member (body, "name", trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN));
  json_object_set_string_member (body, "name_zh", trivet_menu_item_get_name (item, TRIVET_LANGUAGE_ZH));
  json_object_set_string_member (body, "kitchen", trivet_menu_item_get_kitchen_name (item));
  json_object_set_int_member (body, "quantity", quantity);
  json_object_set_int_member (body, "unit_price_minor", price_minor);
  json_object_set_int_member (body, "tax_rate_ppm", trivet_menu_item_get_tax_rate_ppm (item));
  json_object_set_boolean_member (body, "tax_included", trivet_menu_item_get_tax_included (item));
  json_object_set_array_member (body, "modifiers", modifiers_array (modifiers));

  return body;
}

/* All that `line-added` says of a line. */
JsonObject *
_trivet_register_line_body (const TrivetOrderLine *line,
                            const char            *line_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_string_member (body, "sku", line->sku);
  json_object_set_string_member (body, "category", line->category_id);
  json_object_set_string_member (body, "name", line->name);
  json_object_set_string_member (body, "name_zh", line->name_zh);
  json_object_set_string_member (body, "kitchen", line->kitchen_name);
  json_object_set_int_member (body, "quantity", line->quantity);
  json_object_set_int_member (body, "unit_price_minor", line->unit_price_minor);
  json_object_set_int_member (body, "tax_rate_ppm", line->tax_rate_ppm);
  json_object_set_boolean_member (body, "tax_included", line->tax_included);
  json_object_set_array_member (body, "modifiers", modifiers_array (line->modifiers));
  if (line->note != NULL && *line->note != '\0')
    json_object_set_string_member (body, "note", line->note);
  if (line->seat != 0)
    json_object_set_int_member (body, "seat", line->seat);
  if (line->course != 0)
    json_object_set_int_member (body, "course", line->course);

  return body;
}

/* Begins an order with its first line; both facts are in one append. */
static void
ensure_order (TrivetRegister *self,
              GPtrArray      *facts)
{
  g_autofree char *number = NULL;
  JsonObject      *body;

  if (_trivet_register_peek_ahead (self) != NULL)
    return;

  g_clear_object (&self->current);
  g_free (self->current_id);
  self->current_id = trivet_id_new (self->clock, self->random);
  number = _trivet_register_next_number (self);
  body = json_object_new ();
  json_object_set_string_member (body, "number", number);
  json_object_set_string_member (body, "currency", trivet_currency_get_code (self->shop.currency));
  g_ptr_array_insert (facts, 0,
                      _trivet_register_make_fact (self, TRIVET_FACT_ORDER_OPENED, self->current_id, body));
}

static void
leave_settled_order (TrivetRegister *self)
{
  TrivetOrder *order = _trivet_register_peek_ahead (self);

  if (order != NULL && !trivet_order_is_open (order))
    trivet_register_new_order (self);
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

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (group != NULL && option != NULL, NULL);

  modifier = g_new0 (TrivetLineModifier, 1);
  modifier->group_id = g_strdup (group->id);
  modifier->option_id = g_strdup (option->id);
  modifier->name = g_strdup (option->name);
  modifier->name_zh = g_strdup (option->name_zh);
  modifier->price_minor = option->price_minor;

  return modifier;
}

/**
 * trivet_register_add_item:
 * @self: a register
 * @item: a dish of the menu
 * @modifiers: (element-type TrivetLineModifier) (nullable): the choices
 * @quantity: how many, 1 or more
 *
 * Adds a dish to the current order, or to a new one when there is none (or it is settled).
 *
 * Returns: (transfer full) (nullable): the line's id, %NULL when refused (see `failed`)
 */
char *
trivet_register_add_item (TrivetRegister *self,
                          TrivetMenuItem *item,
                          GPtrArray      *modifiers,
                          gint64          quantity)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char       *line_id = NULL;
  const TrivetOrderLine *equal = NULL;
  gint64                 price_minor;
  GStrv                  groups;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);
  g_return_val_if_fail (quantity > 0, NULL);

  leave_settled_order (self);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (!choices_are_complete (self, item, modifiers) ||
      !_trivet_register_take_from_count (self, facts, trivet_menu_item_get_sku (item), quantity))
    return NULL;

  ensure_order (self, facts);
  price_minor = trivet_register_get_price_minor (self, item);
  groups = trivet_menu_item_get_group_ids (item);
  if (groups == NULL || groups[0] == NULL)
    equal = find_equal_line (_trivet_register_peek_ahead (self), item, price_minor, self->seat);
  if (equal != NULL) {
    line_id = g_strdup (equal->line_id);
    g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_LINE_QUANTITY_CHANGED, self->current_id,
                                                        quantity_body (line_id, quantity)));
  } else {
    line_id = trivet_id_new (self->clock, self->random);
    g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_LINE_ADDED, self->current_id,
                                                        line_body (line_id, item, price_minor, modifiers, quantity, self->seat)));
  }
  if (!_trivet_register_submit (self, self->current_id, facts,
                                _trivet_undo_step_new (self, TRIVET_FACT_LINE_QUANTITY_CHANGED,
                                                       quantity_body (line_id, -quantity))))
    return NULL;

  return g_steal_pointer (&line_id);
}

/**
 * trivet_register_add_amount:
 * @self: a register
 * @name: words for the receipt
 * @amount_minor: more than zero
 *
 * Adds an open amount without a dish.
 */
void
trivet_register_add_amount (TrivetRegister *self,
                            const char     *name,
                            gint64          amount_minor)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *line_id = NULL;
  TrivetOrderLine  line = { 0 };

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (name != NULL);

  leave_settled_order (self);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  ensure_order (self, facts);
  line_id = trivet_id_new (self->clock, self->random);
  line.sku = line.category_id = (char *) "";
  line.name = line.name_zh = line.kitchen_name = (char *) name;
  line.quantity = 1;
  line.unit_price_minor = amount_minor;
  line.tax_included = TRUE;
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_LINE_ADDED, self->current_id,
                                                      _trivet_register_line_body (&line, line_id)));
  _trivet_register_submit (self, self->current_id, facts,
                           _trivet_undo_step_new (self, TRIVET_FACT_LINE_QUANTITY_CHANGED,
                                                  quantity_body (line_id, -1)));
}

/* Another register, or somebody else at this one, may have been quicker. */
const TrivetOrderLine *
_trivet_register_require_line (TrivetRegister *self,
                               const char     *line_id)
{
  TrivetOrder           *order = _trivet_register_peek_ahead (self);
  const TrivetOrderLine *line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;

  if (line != NULL && !line->voided)
    return line;

  if (line != NULL && line->moved_to != NULL)
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_LINE_MOVED, "That line was moved to another order");
  else
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_LINE, "That line is no longer in the order");

  return NULL;
}

static void
submit_line_fact (TrivetRegister *self,
                  GPtrArray      *facts,
                  TrivetFactType  type,
                  JsonObject     *body,
                  TrivetFactType  undo_type,
                  JsonObject     *undo_body)
{
  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, self->current_id, body));
  _trivet_register_submit (self, self->current_id, facts, _trivet_undo_step_new (self, undo_type, undo_body));
}

/**
 * trivet_register_change_quantity:
 * @self: a register
 * @line_id: a line of the current order
 * @by: added to the quantity; at zero or below the line is voided
 */
void
trivet_register_change_quantity (TrivetRegister *self,
                                 const char     *line_id,
                                 gint64          by)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (JsonObject) body = NULL;
  const TrivetOrderLine *line;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL || by == 0)
    return;
  if (line->quantity + by <= 0) {
    trivet_register_void_line (self, line_id);
    return;
  }

  body = quantity_body (line_id, by);
  if (by < 0 && !_trivet_register_take_approval (self, trivet_register_needs_for_quantity (self, line_id, by), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (_trivet_register_take_from_count (self, facts, line->sku, by))
    submit_line_fact (self, facts,
                      TRIVET_FACT_LINE_QUANTITY_CHANGED, g_steal_pointer (&body),
                      TRIVET_FACT_LINE_QUANTITY_CHANGED, quantity_body (line_id, -by));
}

static JsonObject *
modifiers_body (const char *line_id,
                GPtrArray  *modifiers)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_array_member (body, "modifiers", modifiers_array (modifiers));

  return body;
}

/**
 * trivet_register_set_modifiers:
 * @self: a register
 * @line_id: a line of the current order
 * @modifiers: (element-type TrivetLineModifier) (nullable): all choices, replacing the old ones
 */
void
trivet_register_set_modifiers (TrivetRegister *self,
                               const char     *line_id,
                               GPtrArray      *modifiers)
{
  g_autoptr (GPtrArray) facts = NULL;
  const TrivetOrderLine *line;
  TrivetMenuItem        *item;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL)
    return;
  item = trivet_menu_lookup_item (self->menu, line->sku);
  if (item != NULL && !choices_are_complete (self, item, modifiers))
    return;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  submit_line_fact (self, facts,
                    TRIVET_FACT_LINE_MODIFIERS_SET, modifiers_body (line_id, modifiers),
                    TRIVET_FACT_LINE_MODIFIERS_SET, modifiers_body (line_id, line->modifiers));
}

static JsonObject *
line_note_body (const char *line_id,
                const char *note)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_string_member (body, "note", note != NULL ? note : "");

  return body;
}

/**
 * trivet_register_set_line_note:
 * @self: a register
 * @line_id: a line of the current order
 * @note: words for the kitchen; "" for none
 */
void
trivet_register_set_line_note (TrivetRegister *self,
                               const char     *line_id,
                               const char     *note)
{
  g_autoptr (GPtrArray) facts = NULL;
  const TrivetOrderLine *line;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL && note != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL)
    return;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  submit_line_fact (self, facts,
                    TRIVET_FACT_LINE_NOTE_SET, line_note_body (line_id, note),
                    TRIVET_FACT_LINE_NOTE_SET, line_note_body (line_id, line->note));
}

/**
 * trivet_register_set_line_discount:
 * @self: a register
 * @line_id: a line of the current order
 * @kind: amount, rate, or none to take it away
 * @value: minor units or parts per million
 * @name: (nullable): words for the guest
 */
void
trivet_register_set_line_discount (TrivetRegister    *self,
                                   const char        *line_id,
                                   TrivetDiscountKind kind,
                                   gint64             value,
                                   const char        *name)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (JsonObject) body = NULL;
  const TrivetOrderLine *line;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL)
    return;

  body = _trivet_register_discount_body (line_id, kind, value, name);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_discount (self, line_id, kind, value), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  submit_line_fact (self, facts,
                    TRIVET_FACT_LINE_DISCOUNT_SET,
                    g_steal_pointer (&body),
                    TRIVET_FACT_LINE_DISCOUNT_SET,
                    _trivet_register_discount_body (line_id, line->discount.kind, line->discount.value,
                                                    line->discount.name));
}

/**
 * trivet_register_void_line:
 * @self: a register
 * @line_id: a line of the current order
 *
 * Takes a line out; a step back adds an equal line again.
 */
void
trivet_register_void_line (TrivetRegister *self,
                           const char     *line_id)
{
  g_autoptr (GPtrArray) facts = NULL;
  const TrivetOrderLine *line;
  TrivetUndoStep        *undo;
  g_autoptr (JsonObject) body = NULL;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);

  line = _trivet_register_require_line (self, line_id);
  if (line == NULL)
    return;

  body = json_object_new ();
  json_object_set_string_member (body, "line", line_id);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_quantity (self, line_id, -line->quantity), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_take_from_count (self, facts, line->sku, -line->quantity);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_LINE_VOIDED, self->current_id, g_steal_pointer (&body)));

  undo = _trivet_undo_step_new (self, TRIVET_FACT_LINE_ADDED, _trivet_register_line_body (line, line_id));
  if (line->discount.kind != TRIVET_DISCOUNT_NONE)
    undo->discount = _trivet_register_discount_body (line_id, line->discount.kind, line->discount.value,
                                                     line->discount.name);
  _trivet_register_submit (self, self->current_id, facts, undo);
}
