/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-id.h"
#include "trivet-register-private.h"

/*
 * Lines that change from one order to another, orders that join, and orders that another member of
 * staff looks after. What leaves one order and joins another is in one append, so that no line is
 * ever in both or in none; one step back undoes it on both sides.
 */

static void
add_body (TrivetRegister *self,
          GPtrArray      *facts,
          const char     *order_id,
          TrivetFactType  type,
          JsonObject     *body)
{
  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, order_id, body));
}

static JsonObject *
moved_body (const char *line_id,
            gint64      quantity,
            const char *to_order_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_string_member (body, "to", to_order_id);
  json_object_set_int_member (body, "quantity", quantity);

  return body;
}

/* What of @done goes along when @moved of @quantity go: the rest keeps as much as it can hold. */
static gint64
progress_of_moved (gint64 done,
                   gint64 quantity,
                   gint64 moved)
{
  return CLAMP (done - (quantity - moved), 0, moved);
}

/* Of a combo, each dish is as far as it is. */
static void
add_parts (JsonObject            *body,
           const TrivetOrderLine *line,
           gint64                 quantity)
{
  JsonObject *sent = json_object_new ();
  JsonObject *cooked = json_object_new ();

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);
    g_autofree char          *place = trivet_line_modifier_make_place (part->group_id, part->option_id);

    if (part->sku == NULL)
      continue;
    json_object_set_int_member (sent, place, progress_of_moved (part->sent_quantity, line->quantity, quantity));
    json_object_set_int_member (cooked, place, progress_of_moved (part->cooked_quantity, line->quantity, quantity));
  }
  json_object_set_object_member (body, "sent_parts", sent);
  json_object_set_object_member (body, "cooked_parts", cooked);
}

static JsonObject *
received_body (const TrivetOrder     *from,
               const TrivetOrderLine *line,
               gint64                 quantity)
{
  JsonObject *body = _trivet_register_line_body (line, line->line_id);

  json_object_set_int_member (body, "quantity", quantity);
  json_object_set_string_member (body, "from", from->order_id);
  if (line->sent_quantity > 0) {
    g_autoptr (TrivetOrderPlace) place = trivet_order_get_line_place (from, line);

    json_object_set_object_member (body, "from_place", trivet_order_place_to_json (place));
  }
  json_object_set_int_member (body, "sent", progress_of_moved (line->sent_quantity, line->quantity, quantity));
  json_object_set_int_member (body, "cooked", progress_of_moved (line->cooked_quantity, line->quantity, quantity));
  json_object_set_int_member (body, "served", progress_of_moved (line->served_quantity, line->quantity, quantity));
  json_object_set_int_member (body, "sent_at_us", line->sent_at_us);
  if (trivet_order_line_is_combo (line))
    add_parts (body, line, quantity);
  if (line->discount.kind != TRIVET_DISCOUNT_NONE) {
    g_autoptr (JsonObject) discount =
      _trivet_register_discount_body (NULL, line->discount.kind, line->discount.value, NULL);

    json_object_set_string_member (body, "kind", json_object_get_string_member (discount, "kind"));
    json_object_set_int_member (body, "value", line->discount.value);
    if (line->discount.name != NULL)
      json_object_set_string_member (body, "discount_name", line->discount.name);
  }

  return body;
}

/* Adds the two facts that bring @quantity of a line from one order to another. */
gboolean
_trivet_register_add_move (TrivetRegister *self,
                           GPtrArray      *facts,
                           const char     *from_order_id,
                           const char     *line_id,
                           gint64          quantity,
                           const char     *to_order_id)
{
  const TrivetOrder     *from = _trivet_register_peek_order (self, from_order_id);
  const TrivetOrderLine *line = from != NULL ? trivet_order_lookup_line (from, line_id) : NULL;

  if (line == NULL || line->voided || line->quantity < quantity) {
    if (line != NULL && line->moved_to != NULL)
      _trivet_register_fail (self, TRIVET_REGISTER_ERROR_LINE_MOVED, "That line was moved to another order");
    else
      _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_LINE, "That line is no longer in the order");
    return FALSE;
  }

  if (line->quantity - quantity < line->gone_quantity) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_GIVEN_BACK, "That was given back already and stays in the order");
    return FALSE;
  }

  add_body (self, facts, from_order_id, TRIVET_FACT_LINE_MOVED, moved_body (line_id, quantity, to_order_id));
  add_body (self, facts, to_order_id, TRIVET_FACT_LINE_RECEIVED, received_body (from, line, quantity));

  return TRUE;
}

/* What of a line's own is not in `line-received`: who pays it. */
static gboolean
move (TrivetRegister *self,
      GPtrArray      *facts,
      TrivetUndoStep *undo,
      const char     *from_order_id,
      const char     *line_id,
      gint64          quantity,
      const char     *to_order_id)
{
  const TrivetOrder     *from = _trivet_register_peek_order (self, from_order_id);
  const TrivetOrderLine *line = from != NULL ? trivet_order_lookup_line (from, line_id) : NULL;

  if (!_trivet_register_add_move (self, facts, from_order_id, line_id, quantity, to_order_id))
    return FALSE;
  _trivet_undo_step_add (undo, to_order_id, TRIVET_FACT_LINE_MOVED, moved_body (line_id, quantity, from_order_id));
  if (line->shares->len > 0)
    _trivet_undo_step_add (undo, from_order_id, TRIVET_FACT_LINE_SHARES_SET, _trivet_register_shares_body (line));

  return TRUE;
}

/* Returns: (transfer full) (nullable): the order that takes, begun in @facts when @to_order_id is NULL */
static char *
ensure_target (TrivetRegister *self,
               GPtrArray      *facts,
               const char     *to_order_id)
{
  g_autofree char   *number = NULL;
  const TrivetOrder *to;
  JsonObject        *body;
  char              *order_id;

  if (to_order_id != NULL) {
    to = _trivet_register_peek_order (self, to_order_id);
    if (to != NULL && trivet_order_is_open (to) && g_strcmp0 (to_order_id, self->current_id) != 0)
      return g_strdup (to_order_id);
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "That order is no longer open");
    return NULL;
  }

  number = _trivet_register_next_number (self);
  order_id = trivet_id_new (self->clock, self->random);
  body = json_object_new ();
  json_object_set_string_member (body, "number", number);
  json_object_set_string_member (body, "currency", trivet_currency_get_code (self->shop.currency));
  add_body (self, facts, order_id, TRIVET_FACT_ORDER_OPENED, body);

  return order_id;
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

/* Nothing is sent, so the number of an order that would have begun is free again. */
static gboolean
give_up (TrivetRegister *self,
         GPtrArray      *facts)
{
  TrivetFact *first = facts->len > 0 ? g_ptr_array_index (facts, 0) : NULL;

  if (first != NULL && trivet_fact_get_fact_type (first) == TRIVET_FACT_ORDER_OPENED)
    _trivet_register_return_number (self, first);

  return FALSE;
}

/**
 * trivet_register_move_quantity:
 * @self: a register
 * @line_id: a line of the current order
 * @quantity: how many of it, from 1 to all
 * @to_order_id: (nullable): another open order, or %NULL for a new one
 *
 * Moves a part of a line, with what the kitchen has done for it.
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_move_quantity (TrivetRegister *self,
                               const char     *line_id,
                               gint64          quantity,
                               const char     *to_order_id)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (TrivetUndoStep) undo = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (line_id != NULL && quantity > 0, FALSE);

  if (_trivet_register_require_line (self, line_id) == NULL)
    return FALSE;
  to = ensure_target (self, facts, to_order_id);
  undo = _trivet_undo_step_new_many (self);
  if (to == NULL || !move (self, facts, undo, self->current_id, line_id, quantity, to))
    return give_up (self, facts);

  return _trivet_register_submit (self, self->current_id, facts, g_steal_pointer (&undo));
}

/**
 * trivet_register_move_lines:
 * @self: a register
 * @line_ids: (array zero-terminated=1): lines of the current order
 * @to_order_id: (nullable): another open order, or %NULL for a new one
 *
 * Moves whole lines, with what the kitchen has done for them.
 *
 * Returns: whether they are on their way; otherwise see `failed`, and nothing was moved
 */
gboolean
trivet_register_move_lines (TrivetRegister    *self,
                            const char *const *line_ids,
                            const char        *to_order_id)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (TrivetUndoStep) undo = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (line_ids != NULL && line_ids[0] != NULL, FALSE);

  to = ensure_target (self, facts, to_order_id);
  if (to == NULL)
    return FALSE;
  undo = _trivet_undo_step_new_many (self);
  for (guint i = 0; line_ids[i] != NULL; i++) {
    const TrivetOrderLine *line = _trivet_register_require_line (self, line_ids[i]);

    if (line == NULL || !move (self, facts, undo, self->current_id, line->line_id, line->quantity, to))
      return give_up (self, facts);
  }

  return _trivet_register_submit (self, self->current_id, facts, g_steal_pointer (&undo));
}

static JsonObject *
text_body (const char *member,
           const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, member, text);

  return body;
}

static JsonObject *
guests_body (int guests)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "guests", guests);

  return body;
}

/* The guests sit together now. */
static void
join_guests (TrivetRegister    *self,
             GPtrArray         *facts,
             TrivetUndoStep    *undo,
             const TrivetOrder *from,
             const TrivetOrder *to)
{
  int sum = from->guests + to->guests;

  if (from->guests == 0 || to->guests == 0 || sum > TRIVET_ORDER_MAX_GUESTS)
    return;
  add_body (self, facts, to->order_id, TRIVET_FACT_ORDER_GUESTS_SET, guests_body (sum));
  _trivet_undo_step_add (undo, to->order_id, TRIVET_FACT_ORDER_GUESTS_SET, guests_body (to->guests));
}

static gboolean
holds_money (const TrivetOrder *order)
{
  return trivet_order_get_paid_minor (order) != 0 || trivet_order_get_open_minor (order) != 0 ||
         trivet_order_get_in_doubt_minor (order) != 0;
}

/**
 * trivet_register_merge_into:
 * @self: a register
 * @to_order_id: another open order
 *
 * Merges the current order into another one: all its lines go there, and that one is on the screen
 * afterwards. Refused while the current order holds money, or a discount of its own: shared among its
 * lines it would take them out of promotions and cost the guest money, so a person decides what becomes
 * of it.
 *
 * Returns: whether it is on its way; otherwise see `failed`, and nothing was moved
 */
gboolean
trivet_register_merge_into (TrivetRegister *self,
                            const char     *to_order_id)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (TrivetUndoStep) undo = NULL;
  g_autofree char   *to = NULL;
  g_autofree char   *from_id = g_strdup (self->current_id);
  const TrivetOrder *from;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (to_order_id != NULL, FALSE);

  from = _trivet_register_peek_ahead (self);
  to = from != NULL ? ensure_target (self, facts, to_order_id) : NULL;
  if (to == NULL)
    return FALSE;
  if (holds_money (from)) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY, "The order holds a payment and cannot be merged");
    return FALSE;
  }
  if (from->discount.kind != TRIVET_DISCOUNT_NONE) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_DISCOUNTED, "The order's own discount would be lost");
    return FALSE;
  }

  undo = _trivet_undo_step_new_many (self);
  g_free (undo->order_id);
  undo->order_id = g_strdup (to);
  _trivet_undo_step_add (undo, from_id, TRIVET_FACT_ORDER_UNMERGED, json_object_new ());
  for (guint i = 0; i < from->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (from->lines, i);

    if (!line->voided && !move (self, facts, undo, from_id, line->line_id, line->quantity, to))
      return FALSE;
  }
  join_guests (self, facts, undo, from, _trivet_register_peek_order (self, to));
  add_body (self, facts, from_id, TRIVET_FACT_ORDER_MERGED, text_body ("into", to));
  if (!_trivet_register_submit (self, to, facts, g_steal_pointer (&undo)))
    return FALSE;
  trivet_register_select (self, to);

  return TRUE;
}

/**
 * trivet_register_transfer:
 * @self: a register
 * @staff: who looks after the current order from now on
 *
 * Returns: whether it is on its way; otherwise see `failed`
 */
gboolean
trivet_register_transfer (TrivetRegister *self,
                          const char     *staff)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  const TrivetOrder *order;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);
  g_return_val_if_fail (staff != NULL, FALSE);

  order = _trivet_register_peek_ahead (self);
  if (order == NULL) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "There is no order yet");
    return FALSE;
  }
  add_body (self, facts, self->current_id, TRIVET_FACT_ORDER_TRANSFERRED, text_body ("staff", staff));

  return _trivet_register_submit (self, self->current_id, facts,
                                  _trivet_undo_step_new (self, TRIVET_FACT_ORDER_TRANSFERRED, text_body ("staff", order->staff)));
}
