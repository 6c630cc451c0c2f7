/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * Commands about whole orders, and taking a step back.
 */

char *
_trivet_register_next_number (TrivetRegister *self)
{
  self->last_number++;

  return g_strdup_printf ("%04" G_GINT64_FORMAT, self->last_number);
}

static void
submit_one (TrivetRegister *self,
            TrivetFactType  type,
            JsonObject     *body)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, self->current_id, body));
  _trivet_register_submit (self, self->current_id, facts);
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
  if (!order->held)
    submit_one (self, TRIVET_FACT_ORDER_HELD, json_object_new ());
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
    submit_one (self, TRIVET_FACT_ORDER_RECALLED, json_object_new ());
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
  submit_one (self, TRIVET_FACT_ORDER_LABELLED, body);
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
  _trivet_register_push_undo (self, TRIVET_FACT_ORDER_NOTE_SET, note_body (order->note));
  submit_one (self, TRIVET_FACT_ORDER_NOTE_SET, note_body (note));
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
    json_object_set_string_member (body, "name", name);

  return body;
}

/**
 * trivet_register_set_order_discount:
 * @self: a register
 * @kind: amount, rate, or none to take it away
 * @value: minor units or parts per million; see #TrivetDiscountKind
 * @name: (nullable): words for the guest
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

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  if (!require_order (self))
    return;

  old = &_trivet_register_peek_ahead (self)->discount;
  _trivet_register_push_undo (self, TRIVET_FACT_ORDER_DISCOUNT_SET,
                              _trivet_register_discount_body (NULL, old->kind, old->value, old->name));
  submit_one (self, TRIVET_FACT_ORDER_DISCOUNT_SET,
              _trivet_register_discount_body (NULL, kind, value, name));
}

static gboolean
has_money (const TrivetOrder *order)
{
  return trivet_order_get_paid_minor (order) != 0 ||
         trivet_order_get_open_minor (order) != 0 ||
         trivet_order_get_in_doubt_minor (order) != 0;
}

/**
 * trivet_register_void_order:
 * @self: a register
 * @reason: why
 *
 * Voids the current order; counted dishes go back. Refused while money is or may be in it.
 */
void
trivet_register_void_order (TrivetRegister *self,
                            const char     *reason)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *order_id = NULL;
  JsonObject      *body;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (reason != NULL);

  if (!require_order (self))
    return;
  if (has_money (_trivet_register_peek_ahead (self))) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY,
                           "The order holds a payment and cannot be voided");
    return;
  }

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_return_all (self, facts);
  body = json_object_new ();
  json_object_set_string_member (body, "reason", reason);
  order_id = g_strdup (self->current_id);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_VOIDED, order_id, body));
  if (_trivet_register_submit (self, order_id, facts))
    trivet_register_new_order (self);
}

/* Keeps how to take back what is about to be done. Takes @body over. */
void
_trivet_register_push_undo (TrivetRegister *self,
                            TrivetFactType  type,
                            JsonObject     *body)
{
  TrivetUndoStep *step = g_new0 (TrivetUndoStep, 1);

  step->order_id = g_strdup (self->current_id);
  step->type = type;
  step->body = body;
  g_queue_push_tail (&self->undo, step);

  if (g_queue_get_length (&self->undo) > TRIVET_REGISTER_MAX_UNDO)
    _trivet_undo_step_free (g_queue_pop_head (&self->undo));
}

/**
 * trivet_register_can_undo:
 * @self: a register
 *
 * Returns: whether the last step was on the order that is on the screen
 */
gboolean
trivet_register_can_undo (TrivetRegister *self)
{
  TrivetUndoStep *step;
  TrivetOrder    *order;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  step = g_queue_peek_tail (&self->undo);
  order = _trivet_register_peek_ahead (self);

  return step != NULL && order != NULL && trivet_order_is_open (order) &&
         g_strcmp0 (step->order_id, self->current_id) == 0;
}

/**
 * trivet_register_undo:
 * @self: a register
 *
 * Takes the last step on the current order back, by a fact of its own: nothing is erased.
 */
void
trivet_register_undo (TrivetRegister *self)
{
  g_autoptr (GPtrArray) facts = NULL;
  TrivetUndoStep *step;

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  if (!trivet_register_can_undo (self))
    return;

  step = g_queue_pop_tail (&self->undo);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  _trivet_register_count_for_undo (self, facts, step);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, step->type, self->current_id,
                                                      g_steal_pointer (&step->body)));
  _trivet_register_submit (self, self->current_id, facts);
  _trivet_undo_step_free (step);
}
