/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-id.h"
#include "trivet-register-private.h"

/*
 * Commands about where an order's guests are: at a table, at the bar, or coming to fetch it.
 */

static JsonObject *
opening_body (TrivetRegister           *self,
              const TrivetOrderOpening *opening)
{
  g_autofree char *number = _trivet_register_next_number (self);
  JsonObject      *body = json_object_new ();

  json_object_set_string_member (body, "number", number);
  json_object_set_string_member (body, "currency", trivet_currency_get_code (self->shop.currency));
  json_object_set_string_member (body, "type", trivet_order_kind_get_name (opening->kind));
  if (opening->label != NULL && *opening->label != '\0')
    json_object_set_string_member (body, "label", opening->label);
  if (opening->guests > 0)
    json_object_set_int_member (body, "guests", opening->guests);
  if (opening->table_id != NULL) {
    json_object_set_string_member (body, "table", opening->table_id);
    json_object_set_string_member (body, "table_name", opening->table_name);
    json_object_set_string_member (body, "table_name_zh", opening->table_name_zh);
  }

  return body;
}

/**
 * trivet_register_open_order:
 * @self: a register that has loaded
 * @opening: what kind of order, where and for whom
 *
 * Opens an order at once and brings it to the screen, also without a dish: guests who sit at a
 * table are there before they choose. `current-changed` comes now, and again when it is durable.
 *
 * Returns: (transfer full) (nullable): its id; %NULL when it was refused (see `failed`)
 */
char *
trivet_register_open_order (TrivetRegister           *self,
                            const TrivetOrderOpening *opening)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autofree char *order_id = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (opening != NULL, NULL);
  g_return_val_if_fail (opening->table_id == NULL || (opening->table_name != NULL && opening->table_name_zh != NULL), NULL);
  g_return_val_if_fail (opening->guests >= 0 && opening->guests <= TRIVET_ORDER_MAX_GUESTS, NULL);

  order_id = trivet_id_new (self->clock, self->random);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, TRIVET_FACT_ORDER_OPENED, order_id, opening_body (self, opening)));
  _trivet_register_set_current (self, NULL, order_id);

  return _trivet_register_submit (self, order_id, facts, NULL) ? g_steal_pointer (&order_id) : NULL;
}

static gboolean
submit_one (TrivetRegister *self,
            TrivetFactType  type,
            JsonObject     *body,
            TrivetUndoStep *undo)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, self->current_id, body));

  return _trivet_register_submit (self, self->current_id, facts, undo);
}

/* Returns: (nullable): the order on the screen, open; without one the register says so */
static TrivetOrder *
require_open_order (TrivetRegister *self)
{
  TrivetOrder *order = _trivet_register_peek_ahead (self);

  if (order != NULL && trivet_order_is_open (order))
    return order;
  _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_ORDER, "There is no open order on the screen");

  return NULL;
}

static JsonObject *
guests_body (int guests)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "guests", guests);

  return body;
}

/**
 * trivet_register_set_guests:
 * @self: a register
 * @guests: 0 (nobody has counted them) … %TRIVET_ORDER_MAX_GUESTS
 *
 * Says how many guests the order on the screen is for.
 */
void
trivet_register_set_guests (TrivetRegister *self,
                            int             guests)
{
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (guests >= 0 && guests <= TRIVET_ORDER_MAX_GUESTS);

  order = require_open_order (self);
  if (order != NULL && order->guests != guests)
    submit_one (self, TRIVET_FACT_ORDER_GUESTS_SET, guests_body (guests),
                _trivet_undo_step_new (self, TRIVET_FACT_ORDER_GUESTS_SET, guests_body (order->guests)));
}

static JsonObject *
seat_body (const char *line_id,
           int         seat)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_int_member (body, "seat", seat);

  return body;
}

/**
 * trivet_register_set_line_seat:
 * @self: a register
 * @line_id: a line of the order on the screen
 * @seat: 1 … %TRIVET_ORDER_MAX_SEAT; 0 is the whole table
 *
 * Says who ordered a line.
 */
void
trivet_register_set_line_seat (TrivetRegister *self,
                               const char     *line_id,
                               int             seat)
{
  TrivetOrder           *order;
  const TrivetOrderLine *line;

  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (line_id != NULL);
  g_return_if_fail (seat >= 0 && seat <= TRIVET_ORDER_MAX_SEAT);

  order = require_open_order (self);
  if (order == NULL)
    return;
  line = trivet_order_lookup_line (order, line_id);
  if (line == NULL || line->voided) {
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_LINE, "That line is no longer in the order");
    return;
  }
  if (line->seat != seat)
    submit_one (self, TRIVET_FACT_LINE_SEAT_SET, seat_body (line_id, seat),
                _trivet_undo_step_new (self, TRIVET_FACT_LINE_SEAT_SET, seat_body (line_id, line->seat)));
}

/**
 * trivet_register_ask_bill:
 * @self: a register
 *
 * The guests of the order on the screen want to pay; who has asked first waits longest, so asking
 * again changes nothing.
 */
void
trivet_register_ask_bill (TrivetRegister *self)
{
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  order = require_open_order (self);
  if (order != NULL && order->bill_asked_at_us == 0)
    submit_one (self, TRIVET_FACT_ORDER_BILL_ASKED, json_object_new (), NULL);
}

/**
 * trivet_register_get_seat:
 * @self: a register
 *
 * Returns: who orders the lines that are added next; 0 is the whole table
 */
int
trivet_register_get_seat (TrivetRegister *self)
{
  g_return_val_if_fail (TRIVET_IS_REGISTER (self), 0);

  return self->seat;
}

/**
 * trivet_register_set_seat:
 * @self: a register
 * @seat: 1 … %TRIVET_ORDER_MAX_SEAT; 0 is the whole table
 *
 * Lines that are added from now on are this guest's. Another order begins with the whole table.
 */
void
trivet_register_set_seat (TrivetRegister *self,
                          int             seat)
{
  g_return_if_fail (TRIVET_IS_REGISTER (self));
  g_return_if_fail (seat >= 0 && seat <= TRIVET_ORDER_MAX_SEAT);

  self->seat = seat;
}
