/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-id.h"
#include "trivet-register-menu.h"
#include "trivet-register-private.h"

/*
 * Commands about lines. Their choices and open prices are in trivet-register-choices.c, what of a dish
 * is left in trivet-register-count.c.
 */

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

/* What later screens and papers say of the dish; absent when there is nothing to say. */
static void
add_marks (JsonObject *body,
           GStrv       allergens,
           gboolean    open_price)
{
  JsonArray *list;

  if (open_price)
    json_object_set_boolean_member (body, "open_price", TRUE);
  if (allergens == NULL || *allergens == NULL)
    return;
  list = json_array_new ();
  for (; *allergens != NULL; allergens++)
    json_array_add_string_element (list, *allergens);
  json_object_set_array_member (body, "allergens", list);
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
  json_object_set_array_member (body, "modifiers", _trivet_register_modifiers_array (modifiers));
  add_marks (body, trivet_menu_item_get_allergens (item), trivet_menu_item_get_open_price (item));

  return body;
}

/* All that `line-added` says of a line: with the menu's tax, since another order may be of another
 * type. */
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
  json_object_set_int_member (body, "tax_rate_ppm", line->menu_tax_rate_ppm);
  json_object_set_boolean_member (body, "tax_included", line->menu_tax_included);
  json_object_set_array_member (body, "modifiers", _trivet_register_modifiers_array (line->modifiers));
  if (line->note != NULL && *line->note != '\0')
    json_object_set_string_member (body, "note", line->note);
  if (line->seat != 0)
    json_object_set_int_member (body, "seat", line->seat);
  if (line->course != 0)
    json_object_set_int_member (body, "course", line->course);
  add_marks (body, line->allergens, line->open_price);

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
  if (self->next_kind != TRIVET_ORDER_KIND_COUNTER)
    json_object_set_string_member (body, "type", trivet_order_kind_get_name (self->next_kind));
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

/* Returns: (transfer full) (nullable): the line's id */
static char *
add_dish (TrivetRegister *self,
          TrivetMenuItem *item,
          gint64          price_minor,
          GPtrArray      *modifiers,
          gint64          quantity)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autofree char       *line_id = NULL;
  const TrivetOrderLine *equal = NULL;

  if (!_trivet_register_check_choices (self, item, modifiers) ||
      !_trivet_register_take_dishes (self, facts, trivet_menu_item_get_sku (item), modifiers, quantity))
    return NULL;

  ensure_order (self, facts);
  if (!trivet_menu_item_has_choices (item))
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
 * trivet_register_add_item:
 * @self: a register
 * @item: a dish of the menu that has a price
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
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), NULL);
  g_return_val_if_fail (quantity > 0, NULL);

  if (trivet_menu_item_get_open_price (item)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PRICE, "That dish has no price: say what it costs");
    return NULL;
  }
  leave_settled_order (self);

  return add_dish (self, item, trivet_register_get_price_minor (self, item), modifiers, quantity);
}

/**
 * trivet_register_add_open_item:
 * @self: a register
 * @item: a dish with an open price
 * @price_minor: what one costs, 1 … %TRIVET_ORDER_MAX_PRICE_MINOR
 * @modifiers: (element-type TrivetLineModifier) (nullable): the choices
 * @quantity: how many, 1 or more
 *
 * Like trivet_register_add_item(). Equal prices join one line.
 *
 * Returns: (transfer full) (nullable): the line's id, %NULL when refused (see `failed`)
 */
char *
trivet_register_add_open_item (TrivetRegister *self,
                               TrivetMenuItem *item,
                               gint64          price_minor,
                               GPtrArray      *modifiers,
                               gint64          quantity)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item) && trivet_menu_item_get_open_price (item), NULL);
  g_return_val_if_fail (quantity > 0, NULL);

  if (!_trivet_register_check_price (self, price_minor))
    return NULL;
  leave_settled_order (self);

  return add_dish (self, item, price_minor, modifiers, quantity);
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
  line.menu_tax_included = TRUE;
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

/* Adds a fact about a line to @facts and appends them all. */
void
_trivet_register_submit_line (TrivetRegister *self,
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
 *
 * What was given back before the order was reopened stays in the line.
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
  if (line->gone_quantity > 0 && line->quantity + by < line->gone_quantity) {
    by = line->gone_quantity - line->quantity;
    if (by == 0) {
      _trivet_register_fail (self, TRIVET_REGISTER_ERROR_GIVEN_BACK, "That was given back already and stays in the order");
      return;
    }
  } else if (line->quantity + by <= 0) {
    trivet_register_void_line (self, line_id);
    return;
  }

  body = quantity_body (line_id, by);
  if (by < 0 && !_trivet_register_take_approval (self, trivet_register_needs_for_quantity (self, line_id, by), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  if (_trivet_register_take_dishes (self, facts, line->sku, line->modifiers, by))
    _trivet_register_submit_line (self, facts,
                                  TRIVET_FACT_LINE_QUANTITY_CHANGED, g_steal_pointer (&body),
                                  TRIVET_FACT_LINE_QUANTITY_CHANGED, quantity_body (line_id, -by));
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
  _trivet_register_submit_line (self, facts,
                                TRIVET_FACT_LINE_NOTE_SET, line_note_body (line_id, note),
                                TRIVET_FACT_LINE_NOTE_SET, line_note_body (line_id, line->note));
}

/**
 * trivet_register_set_line_discount:
 * @self: a register
 * @line_id: a line of the current order
 * @kind: amount, rate, comp, or none to take it away
 * @value: minor units or parts per million
 * @name: (nullable): words for the guest; of a comp, why, unless trivet_register_approve_next() says so
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
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_discount (self, line_id, kind, value), body) ||
      !_trivet_register_check_reason (self, kind, body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_submit_line (self, facts,
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
 * Takes a line out, but for what was given back of it before the order was reopened; a step back adds
 * an equal line again.
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
  if (line->gone_quantity > 0) {
    trivet_register_change_quantity (self, line_id, -line->quantity);
    return;
  }

  body = json_object_new ();
  json_object_set_string_member (body, "line", line_id);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_quantity (self, line_id, -line->quantity), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_take_dishes (self, facts, line->sku, line->modifiers, -line->quantity);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_LINE_VOIDED, self->current_id, g_steal_pointer (&body)));

  undo = _trivet_undo_step_new (self, TRIVET_FACT_LINE_ADDED, _trivet_register_line_body (line, line_id));
  if (line->discount.kind != TRIVET_DISCOUNT_NONE)
    undo->discount = _trivet_register_discount_body (line_id, line->discount.kind, line->discount.value,
                                                     line->discount.name);
  _trivet_register_submit (self, self->current_id, facts, undo);
}
