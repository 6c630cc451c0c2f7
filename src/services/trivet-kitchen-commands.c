/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kitchen-desk-private.h"

#include "trivet-register-private.h"

/* What staff tell the kitchen of the order on the screen. */

static void
send_course (TrivetKitchenDesk *self,
             int                course,
             GPtrArray         *facts)
{
  TrivetOrder *order = _trivet_register_peek_ahead (self->reg);

  if (order == NULL)
    return;
  _trivet_kitchen_desk_add_dues (self, order, TRIVET_SLIP_NEW, TRIVET_SLIP_PLACE, course, facts);
  if (facts->len > 0)
    _trivet_register_submit (self->reg, order->order_id, facts, NULL);
}

/**
 * trivet_kitchen_desk_count_due:
 * @self: a desk
 * @order: an order
 * @course: a course, %TRIVET_COURSE_ALL or %TRIVET_COURSE_FREE
 *
 * Returns: how many lines are new or changed since the kitchen was told
 */
guint
trivet_kitchen_desk_count_due (TrivetKitchenDesk *self,
                               const TrivetOrder *order,
                               int                course)
{
  g_autoptr (GHashTable) lines = NULL;

  g_return_val_if_fail (TRIVET_IS_KITCHEN_DESK (self), 0);
  g_return_val_if_fail (order != NULL, 0);

  /* One that is both new and changed is one line, and so is a combo. */
  lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_CHANGE; kind++) {
    g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (self->kitchen, order, kind, course);

    for (guint i = 0; i < due->lines->len; i++)
      g_hash_table_add (lines, g_strdup (((TrivetSlipLine *) g_ptr_array_index (due->lines, i))->line_id));
  }

  return g_hash_table_size (lines);
}

/**
 * trivet_kitchen_desk_send:
 * @self: a desk
 *
 * Tells the kitchen what is new or changed in the current order, in the courses that are not held.
 */
void
trivet_kitchen_desk_send (TrivetKitchenDesk *self)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  send_course (self, TRIVET_COURSE_FREE, facts);
}

static TrivetFact *
held_fact (TrivetKitchenDesk *self,
           const TrivetOrder *order,
           int                course,
           gboolean           held)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "course", course);
  json_object_set_boolean_member (body, "held", held);

  return _trivet_register_make_fact (self->reg, TRIVET_FACT_COURSE_HELD, order->order_id, body);
}

/**
 * trivet_kitchen_desk_hold:
 * @self: a desk
 * @course: a course of the current order
 *
 * The course waits until somebody fires it.
 */
void
trivet_kitchen_desk_hold (TrivetKitchenDesk *self,
                          int                course)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  order = _trivet_register_peek_ahead (self->reg);
  if (order == NULL)
    return;
  g_ptr_array_add (facts, held_fact (self, order, course, TRUE));
  _trivet_register_submit (self->reg, order->order_id, facts, NULL);
}

/**
 * trivet_kitchen_desk_fire:
 * @self: a desk
 * @course: a course of the current order
 *
 * The kitchen is told of the course now, held or not.
 */
void
trivet_kitchen_desk_fire (TrivetKitchenDesk *self,
                          int                course)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetOrder *order;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));

  order = _trivet_register_peek_ahead (self->reg);
  if (order == NULL)
    return;
  if ((order->held_courses & (1u << course)) != 0)
    g_ptr_array_add (facts, held_fact (self, order, course, FALSE));
  send_course (self, course, facts);
}

static JsonObject *
lines_body (const char *line_id,
            gint64      quantity)
{
  JsonObject *body = json_object_new ();
  JsonObject *entry = json_object_new ();
  JsonArray  *lines = json_array_new ();

  json_object_set_string_member (entry, "line", line_id);
  json_object_set_int_member (entry, "quantity", quantity);
  json_array_add_object_element (lines, entry);
  json_object_set_array_member (body, "lines", lines);

  return body;
}

/* Returns: (nullable): the line of the current order, when the guest waits for some of it */
static const TrivetOrderLine *
find_waiting (TrivetKitchenDesk *self,
              const char        *line_id,
              TrivetOrder      **ret_order)
{
  TrivetOrder           *order = _trivet_register_peek_ahead (self->reg);
  const TrivetOrderLine *line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;

  *ret_order = order;

  return line != NULL && trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH) > 0 ? line : NULL;
}

/**
 * trivet_kitchen_desk_rush:
 * @self: a desk
 * @line_id: a line of the current order
 *
 * The guest asks where it is.
 */
void
trivet_kitchen_desk_rush (TrivetKitchenDesk *self,
                          const char        *line_id)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (TrivetSlip) due = NULL;
  const TrivetOrderLine *line;
  TrivetOrder           *order;
  gint64                 quantity;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));
  g_return_if_fail (line_id != NULL);

  line = find_waiting (self, line_id, &order);
  if (line == NULL)
    return;
  quantity = trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH);
  due = trivet_kitchen_list_due_of (self->kitchen, order, line, TRIVET_SLIP_RUSH);
  g_ptr_array_add (facts, _trivet_register_make_fact (self->reg, TRIVET_FACT_LINES_RUSHED, order->order_id,
                                                      lines_body (line_id, quantity)));
  _trivet_kitchen_desk_add_slips (self, order, due, facts);
  _trivet_register_submit (self->reg, order->order_id, facts, NULL);
}

/**
 * trivet_kitchen_desk_serve:
 * @self: a desk
 * @line_id: a line of the current order
 *
 * All of it that was sent is on the table. When it is already, somebody erred, and it is not.
 */
void
trivet_kitchen_desk_serve (TrivetKitchenDesk *self,
                           const char        *line_id)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  const TrivetOrderLine *line;
  TrivetOrder           *order;
  gint64                 by;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));
  g_return_if_fail (line_id != NULL);

  order = _trivet_register_peek_ahead (self->reg);
  line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;
  if (line == NULL || line->sent_quantity == 0)
    return;
  by = trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH);
  if (by == 0)
    by = -line->served_quantity;
  g_ptr_array_add (facts, _trivet_register_make_fact (self->reg, TRIVET_FACT_LINES_SERVED, order->order_id,
                                                      lines_body (line_id, by)));
  _trivet_register_submit (self->reg, order->order_id, facts, NULL);
}

static JsonObject *
course_body (const char *line_id,
             const char *place,
             int         course)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "line", line_id);
  json_object_set_int_member (body, "course", course);
  if (place != NULL)
    json_object_set_string_member (body, "place", place);

  return body;
}

/**
 * trivet_kitchen_desk_set_course:
 * @self: a desk
 * @line_id: a line of the current order
 * @place: (nullable): of a combo, the place of one of its dishes; %NULL: the line
 * @course: with which course it is eaten; 0 is what its category says, or of a dish, the line
 */
void
trivet_kitchen_desk_set_course (TrivetKitchenDesk *self,
                                const char        *line_id,
                                const char        *place,
                                int                course)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  const TrivetOrderLine    *line;
  const TrivetLineModifier *part;
  TrivetOrder              *order;
  int                       before;

  g_return_if_fail (TRIVET_IS_KITCHEN_DESK (self));
  g_return_if_fail (line_id != NULL);

  order = _trivet_register_peek_ahead (self->reg);
  line = order != NULL ? trivet_order_lookup_line (order, line_id) : NULL;
  part = line != NULL ? trivet_order_line_lookup_part (line, place) : NULL;
  if (line == NULL || line->voided || (place != NULL && part == NULL))
    return;
  before = part != NULL ? part->course : line->course;
  if (before == course)
    return;
  g_ptr_array_add (facts, _trivet_register_make_fact (self->reg, TRIVET_FACT_LINE_COURSE_SET, order->order_id, course_body (line_id, place, course)));
  _trivet_register_submit (self->reg, order->order_id, facts,
                           _trivet_undo_step_new (self->reg, TRIVET_FACT_LINE_COURSE_SET, course_body (line_id, place, before)));
}
