/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

/*
 * Whether the order is eaten here, fetched or brought. Prices, taxes and charges may depend on it, so
 * they are worked out anew in the append that changes it; what the dishes cost stays as it was said
 * when they were ordered. Who fetches an order is called by its number, which it has from the
 * beginning.
 */

static JsonObject *
type_body (TrivetOrderKind kind)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "type", trivet_order_kind_get_name (kind));

  return body;
}

/* The way back to what @order is now, to its table, too. */
static JsonObject *
place_body (const TrivetOrder *order)
{
  g_autoptr (TrivetOrderPlace) place = trivet_order_get_place (order);

  return trivet_order_place_to_json (place);
}

/* What was paid was paid at the prices of its type. */
static gboolean
may_change (TrivetRegister    *self,
            const TrivetOrder *order)
{
  if (!trivet_order_is_open (order)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "The order is not open any more");
    return FALSE;
  }
  if (_trivet_register_has_money (order)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY,
                           "Something is paid already, or being paid: the order stays what it is");
    return FALSE;
  }

  return TRUE;
}

/**
 * trivet_register_get_order_kind:
 * @self: a register
 *
 * Returns: what the order on the screen is; without one, what the next one will be
 */
TrivetOrderKind
trivet_register_get_order_kind (TrivetRegister *self)
{
  const TrivetOrder *order;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_ORDER_KIND_COUNTER);

  order = _trivet_register_peek_ahead (self);

  return order != NULL ? order->kind : self->next_kind;
}

/**
 * trivet_register_set_order_kind:
 * @self: a register
 * @kind: eaten here (%TRIVET_ORDER_KIND_COUNTER), fetched or brought; who sits down at a table is
 *   seated or moved there instead
 *
 * Says what the order on the screen is: its promotions, taxes and charges become those of @kind in
 * the same append, and one that was at a table leaves it. One step back brings all of it back.
 * Refused once something was paid for it or is being paid (see `failed`); an order that was reopened
 * to be corrected may change all the same. Without an order on the screen the next one will be of
 * @kind, until another order is brought there; `current-changed` tells.
 *
 * Returns: whether it is so, or on its way
 */
gboolean
trivet_register_set_order_kind (TrivetRegister *self,
                                TrivetOrderKind kind)
{
  const TrivetOrder *order;
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (kind != TRIVET_ORDER_KIND_TABLE && kind != TRIVET_ORDER_KIND_BAR, FALSE);

  order = _trivet_register_peek_ahead (self);
  if (order == NULL) {
    _trivet_register_set_next_kind (self, kind);
    return TRUE;
  }
  if (order->kind == kind)
    return TRUE;
  if (!may_change (self, order))
    return FALSE;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_TYPE_SET, self->current_id, type_body (kind)));

  return _trivet_register_submit (self, self->current_id, facts,
                                  _trivet_undo_step_new (self, TRIVET_FACT_ORDER_TYPE_SET, place_body (order)));
}
