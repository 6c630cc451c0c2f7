/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/* How facts change what staff do around an order: tables, guests, seats, courses. */

/* Names as they were then: a table that is called otherwise tomorrow does not rewrite receipts. */
void
_trivet_order_read_table_name (TrivetOrder *order,
                               JsonObject  *body)
{
  const char *name = trivet_json_get_string_or (body, "table_name", "");

  _trivet_order_replace_text (&order->table_name, name);
  _trivet_order_replace_text (&order->table_name_zh, trivet_json_get_string_or (body, "table_name_zh", name));
}

/* An order at the counter whose guests sit down is a table's from then on. */
gboolean
_trivet_order_apply_order_seated (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  const char *table = trivet_json_get_string (body, "table", error);

  if (table == NULL)
    return FALSE;
  _trivet_order_replace_text (&order->table_id, table);
  _trivet_order_read_table_name (order, body);
  if (*table != '\0' && order->kind == TRIVET_ORDER_KIND_COUNTER)
    order->kind = TRIVET_ORDER_KIND_TABLE;

  return TRUE;
}

gboolean
_trivet_order_apply_order_guests_set (TrivetOrder *order,
                                      TrivetFact  *fact,
                                      JsonObject  *body,
                                      GError     **error)
{
  gint64 guests;

  if (!_trivet_order_get_int_between (body, "guests", 0, TRIVET_ORDER_MAX_GUESTS, &guests, error))
    return FALSE;
  order->guests = (int) guests;

  return TRUE;
}

static gboolean
is_at_a_table (TrivetOrderKind kind)
{
  return kind == TRIVET_ORDER_KIND_TABLE || kind == TRIVET_ORDER_KIND_BAR;
}

/* What is fetched or brought leaves its table to others. What was paid for does not matter here: a
 * register that knew of no money may have said it, and its guests are not asked again. */
gboolean
_trivet_order_apply_order_type_set (TrivetOrder *order,
                                    TrivetFact  *fact,
                                    JsonObject  *body,
                                    GError     **error)
{
  const char     *type = trivet_json_get_string (body, "type", error);
  TrivetOrderKind kind;

  if (type == NULL)
    return FALSE;
  if (!trivet_order_kind_from_name (type, &kind)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“type” is not a type of order");
    return FALSE;
  }

  order->kind = kind;
  if (!is_at_a_table (kind)) {
    _trivet_order_replace_text (&order->table_id, "");
    _trivet_order_replace_text (&order->table_name, "");
    _trivet_order_replace_text (&order->table_name_zh, "");
  } else if (json_object_has_member (body, "table")) {
    _trivet_order_replace_text (&order->table_id, trivet_json_get_string_or (body, "table", ""));
    _trivet_order_read_table_name (order, body);
  }

  return TRUE;
}

gboolean
_trivet_order_apply_order_transferred (TrivetOrder *order,
                                       TrivetFact  *fact,
                                       JsonObject  *body,
                                       GError     **error)
{
  const char *staff = trivet_json_get_string (body, "staff", error);

  if (staff == NULL)
    return FALSE;
  _trivet_order_replace_text (&order->staff, staff);

  return TRUE;
}

gboolean
_trivet_order_apply_order_bill_asked (TrivetOrder *order,
                                      TrivetFact  *fact,
                                      JsonObject  *body,
                                      GError     **error)
{
  order->bill_asked_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

gboolean
_trivet_order_apply_line_seat_set (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  gint64           seat;

  if (line == NULL || !_trivet_order_get_int_between (body, "seat", 0, TRIVET_ORDER_MAX_SEAT, &seat, error))
    return FALSE;
  line->seat = (int) seat;

  return TRUE;
}

gboolean
_trivet_order_apply_line_course_set (TrivetOrder *order,
                                     TrivetFact  *fact,
                                     JsonObject  *body,
                                     GError     **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  const char      *place = trivet_json_get_string_or (body, "place", NULL);
  gint64           course;

  if (line == NULL || !_trivet_order_get_int_between (body, "course", 0, TRIVET_ORDER_MAX_COURSE, &course, error))
    return FALSE;
  /* A dish that has left the combo meanwhile comes with no course. */
  for (guint i = 0; place != NULL && i < line->modifiers->len; i++) {
    TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

    if (part->sku != NULL && trivet_line_modifier_is_at (part, place))
      part->course = (int) course;
  }
  if (place == NULL)
    line->course = (int) course;

  return TRUE;
}
