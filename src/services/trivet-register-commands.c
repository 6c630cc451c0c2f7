/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * Commands about whole orders.
 */

char *
_trivet_register_next_number (TrivetRegister *self)
{
  self->last_number++;

  return g_strdup_printf ("%04" G_GINT64_FORMAT, self->last_number);
}

/* Another register, or another program, may count in the same store. */
void
_trivet_register_see_number (TrivetRegister *self,
                             TrivetFact     *opened)
{
  const char *number = trivet_json_get_string_or (trivet_fact_get_body (opened), "number", "");

  self->last_number = MAX (self->last_number, g_ascii_strtoll (number, NULL, 10));
}

/* An order that never began must not leave a hole in the numbers, unless a later one has begun. */
void
_trivet_register_return_number (TrivetRegister *self,
                                TrivetFact     *opened)
{
  const char *number = trivet_json_get_string_or (trivet_fact_get_body (opened), "number", "");

  if (g_ascii_strtoll (number, NULL, 10) == self->last_number)
    self->last_number--;
}

static void
submit_one (TrivetRegister *self,
            TrivetFactType  type,
            JsonObject     *body,
            TrivetUndoStep *undo)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, self->current_id, body));
  _trivet_register_submit (self, self->current_id, facts, undo);
}

static gboolean
require_order (TrivetRegister *self)
{
  if (_trivet_register_peek_ahead (self) != NULL)
    return TRUE;

  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "There is no order yet");

  return FALSE;
}

/**
 * trivet_register_new_order:
 * @self: a register
 *
 * Clears the screen for the next guest. The order itself begins with its first dish, so that no
 * empty order is kept.
 */
void
trivet_register_new_order (TrivetRegister *self)
{
  g_return_if_fail (TRIVET_IS_REGISTER (self));

  _trivet_register_set_current (self, NULL, NULL);
}

/**
 * trivet_register_hold:
 * @self: a register
 *
 * Puts the current order aside and clears the screen.
 */
void
trivet_register_hold (TrivetRegister *self)
{
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  if (!require_order (self))
    return;

  order = _trivet_register_peek_ahead (self);
  if (trivet_order_is_open (order) && !order->held)
    submit_one (self, TRIVET_FACT_ORDER_HELD, json_object_new (), NULL);
  trivet_register_new_order (self);
}

/**
 * trivet_register_select:
 * @self: a register
 * @order_id: an open order
 *
 * Brings an open order to the screen; a held one is recalled.
 */
void
trivet_register_select (TrivetRegister *self,
                        const char     *order_id)
{
  TrivetTab *tab;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (order_id != NULL);

  tab = trivet_register_lookup_tab (self, order_id);
  if (tab == NULL) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "That order is no longer open");
    return;
  }

  _trivet_register_set_current (self, tab, trivet_tab_get_order_id (tab));
  if (_trivet_register_peek_ahead (self)->held)
    submit_one (self, TRIVET_FACT_ORDER_RECALLED, json_object_new (), NULL);
}

/**
 * trivet_register_set_label:
 * @self: a register
 * @label: what staff call the order ("Window seat"); "" for none
 *
 * Names the current order.
 */
void
trivet_register_set_label (TrivetRegister *self,
                           const char     *label)
{
  JsonObject *body;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (label != NULL);

  if (!require_order (self))
    return;

  body = json_object_new ();
  json_object_set_string_member (body, "label", label);
  submit_one (self, TRIVET_FACT_ORDER_LABELLED, body, NULL);
}

static JsonObject *
note_body (const char *note)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "note", note != NULL ? note : "");

  return body;
}

/**
 * trivet_register_set_order_note:
 * @self: a register
 * @note: words for the kitchen and the receipt; "" for none
 *
 * Sets the note of the current order.
 */
void
trivet_register_set_order_note (TrivetRegister *self,
                                const char     *note)
{
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (note != NULL);

  if (!require_order (self))
    return;

  order = _trivet_register_peek_ahead (self);
  submit_one (self, TRIVET_FACT_ORDER_NOTE_SET, note_body (note),
              _trivet_undo_step_new (self, TRIVET_FACT_ORDER_NOTE_SET, note_body (order->note)));
}

static const char *
discount_kind_name (TrivetDiscountKind kind)
{
  switch (kind) {
  case TRIVET_DISCOUNT_NONE:
    return "none";
  case TRIVET_DISCOUNT_AMOUNT:
    return "amount";
  case TRIVET_DISCOUNT_RATE:
    return "rate";
  case TRIVET_DISCOUNT_COMP:
    return "comp";
  }

  return "none";
}

JsonObject *
_trivet_register_discount_body (const char        *line_id,
                                TrivetDiscountKind kind,
                                gint64             value,
                                const char        *name)
{
  JsonObject *body = json_object_new ();

  if (line_id != NULL)
    json_object_set_string_member (body, "line", line_id);
  json_object_set_string_member (body, "kind", discount_kind_name (kind));
  json_object_set_int_member (body, "value", value);
  if (name != NULL)
    json_object_set_string_member (body, kind == TRIVET_DISCOUNT_COMP ? "reason" : "name", name);

  return body;
}

/* What is given for nothing is never given without saying why. */
gboolean
_trivet_register_check_reason (TrivetRegister    *self,
                               TrivetDiscountKind kind,
                               JsonObject        *body)
{
  if (kind != TRIVET_DISCOUNT_COMP || *trivet_json_get_string_or (body, "reason", "") != '\0')
    return TRUE;
  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL, "What is on the house needs a reason");

  return FALSE;
}

/**
 * trivet_register_set_order_discount:
 * @self: a register
 * @kind: amount, rate, comp, or none to take it away
 * @value: minor units or parts per million; see #TrivetDiscountKind
 * @name: (nullable): words for the guest; of a comp, why, unless trivet_register_approve_next() says so
 *
 * Sets the discount of the whole current order.
 */
void
trivet_register_set_order_discount (TrivetRegister    *self,
                                    TrivetDiscountKind kind,
                                    gint64             value,
                                    const char        *name)
{
  const TrivetDiscount *old;
  JsonObject           *old_body;
  g_autoptr (JsonObject) body = NULL;

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  if (!require_order (self))
    return;

  body = _trivet_register_discount_body (NULL, kind, value, name);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_discount (self, NULL, kind, value), body) ||
      !_trivet_register_check_reason (self, kind, body))
    return;
  old = &_trivet_register_peek_ahead (self)->discount;
  old_body = _trivet_register_discount_body (NULL, old->kind, old->value, old->name);
  submit_one (self, TRIVET_FACT_ORDER_DISCOUNT_SET,
              g_steal_pointer (&body),
              _trivet_undo_step_new (self, TRIVET_FACT_ORDER_DISCOUNT_SET, old_body));
}

/* What was paid for an order that is corrected goes back. */
gboolean
_trivet_register_has_money (const TrivetOrder *order)
{
  return (trivet_order_get_paid_minor (order) != 0 && order->reopened_at_us == 0) ||
         trivet_order_get_open_minor (order) != 0 ||
         trivet_order_get_in_doubt_minor (order) != 0;
}

/**
 * trivet_register_void_order:
 * @self: a register
 * @reason: why
 *
 * Voids the current order; counted dishes go back. Refused while money is or may be in it, unless it
 * was reopened: then that goes back as well.
 */
void
trivet_register_void_order (TrivetRegister *self,
                            const char     *reason)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *order_id = NULL;
  g_autoptr (JsonObject) body = NULL;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (reason != NULL);

  if (!require_order (self))
    return;
  if (_trivet_register_has_money (_trivet_register_peek_ahead (self))) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY,
                           "The order holds a payment and cannot be voided");
    return;
  }

  body = json_object_new ();
  json_object_set_string_member (body, "reason", reason);
  if (!_trivet_register_take_approval (self, trivet_register_needs_for_void (self), body))
    return;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_return_all (self, facts);
  order_id = g_strdup (self->current_id);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_VOIDED, order_id, g_steal_pointer (&body)));
  if (_trivet_register_submit (self, order_id, facts, NULL))
    trivet_register_new_order (self);
}
