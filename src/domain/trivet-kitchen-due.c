/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-kitchen.h"

#include "trivet-order-private.h"

#include <string.h>

/*
 * What the kitchen must still be told of an order. Everything follows from the difference between
 * what the guests want and what `lines-sent` says that the kitchen knows, so nothing is told twice
 * and nothing is forgotten, also when two registers work on one order.
 */

/**
 * trivet_order_line_get_wanted:
 * @order: an order
 * @line: one of its lines
 *
 * A line that another order has taken over is that order's affair: the kitchen goes on making what
 * it was told.
 *
 * Returns: how many the kitchen should know of
 */
gint64
trivet_order_line_get_wanted (const TrivetOrder     *order,
                              const TrivetOrderLine *line)
{
  g_return_val_if_fail (order != NULL && line != NULL, 0);

  if (line->moved_to != NULL)
    return line->sent_quantity;
  if (line->voided || (order->voided_at_us != 0 && order->merged_into == NULL))
    return 0;

  return line->quantity;
}

static gint64
get_rushable (const TrivetOrder     *order,
              const TrivetOrderLine *line)
{
  gint64 asked = MIN (line->sent_quantity, trivet_order_line_get_wanted (order, line));

  return line->moved_to != NULL ? 0 : MAX (0, asked - line->served_quantity);
}

/* What changed is told once for all that the kitchen already knows of. */
static gint64
get_changed (const TrivetOrder     *order,
             const TrivetOrderLine *line)
{
  gint64 known = MIN (line->sent_quantity, trivet_order_line_get_wanted (order, line));

  return line->moved_to == NULL && known > 0 && !_trivet_order_line_is_told (line) ? known : 0;
}

/**
 * trivet_order_line_get_due:
 * @order: an order
 * @line: one of its lines
 * @kind: what about it
 *
 * Returns: how many of the line the kitchen must be told of; of %TRIVET_SLIP_RUSH, how many the
 *   guest waits for
 */
gint64
trivet_order_line_get_due (const TrivetOrder     *order,
                           const TrivetOrderLine *line,
                           TrivetSlipKind         kind)
{
  gint64 missing = trivet_order_line_get_wanted (order, line) - line->sent_quantity;

  switch (kind) {
  case TRIVET_SLIP_NEW:
    return MAX (0, missing);
  case TRIVET_SLIP_VOID:
    return MAX (0, -missing);
  case TRIVET_SLIP_CHANGE:
    return get_changed (order, line);
  case TRIVET_SLIP_RUSH:
    return get_rushable (order, line);
  }

  return 0;
}

static gboolean
is_in_course (TrivetKitchen         *self,
              const TrivetOrder     *order,
              const TrivetOrderLine *line,
              int                    wanted)
{
  int course = trivet_kitchen_get_course (self, line);

  if (wanted == TRIVET_COURSE_ALL)
    return TRUE;
  if (wanted == TRIVET_COURSE_FREE)
    return (order->held_courses & (1u << course)) == 0;

  return course == wanted;
}

/* A station of a counter hears of new things when they are paid; of what it was told, always. */
static gboolean
may_hear (TrivetKitchen         *self,
          const TrivetOrder     *order,
          const TrivetOrderLine *line,
          TrivetSlipKind         kind)
{
  const TrivetStation *station = trivet_kitchen_route (self, line);

  return kind == TRIVET_SLIP_VOID || kind == TRIVET_SLIP_RUSH || line->sent_quantity > 0 || order->settled_at_us != 0 ||
         station == NULL || !station->when_paid;
}

/**
 * trivet_kitchen_list_due:
 * @self: a kitchen
 * @order: an order
 * @kind: what about it
 * @course: a course, %TRIVET_COURSE_ALL or %TRIVET_COURSE_FREE
 *
 * An open amount, which is no dish, is never told.
 *
 * Returns: (transfer full): the lines that are due, for no station yet
 */
TrivetSlip *
trivet_kitchen_list_due (TrivetKitchen     *self,
                         const TrivetOrder *order,
                         TrivetSlipKind     kind,
                         int                course)
{
  TrivetSlip *due;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  due = trivet_slip_new ("", kind);
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    gint64                 quantity = trivet_order_line_get_due (order, line, kind);

    if (quantity > 0 && *line->sku != '\0' && is_in_course (self, order, line, course) && may_hear (self, order, line, kind))
      trivet_slip_add (due, line->line_id, quantity);
  }

  return due;
}

/**
 * trivet_kitchen_share_out:
 * @self: a kitchen
 * @order: the order
 * @due: lines of it
 *
 * Returns: (transfer full) (element-type TrivetSlip): one slip for each station that @due concerns,
 *   passes among them; none when the shop has no stations
 */
GPtrArray *
trivet_kitchen_share_out (TrivetKitchen     *self,
                          const TrivetOrder *order,
                          const TrivetSlip  *due)
{
  GPtrArray *slips;
  GPtrArray *stations;

  g_return_val_if_fail (TRIVET_IS_KITCHEN (self), NULL);
  g_return_val_if_fail (order != NULL && due != NULL, NULL);

  slips = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  stations = trivet_kitchen_get_stations (self);
  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (stations, i);
    g_autoptr (TrivetSlip) slip = trivet_slip_new (station->id, due->kind);

    for (guint j = 0; j < due->lines->len; j++) {
      const TrivetSlipLine  *entry = g_ptr_array_index (due->lines, j);
      const TrivetOrderLine *line = trivet_order_lookup_line (order, entry->line_id);

      if (line != NULL && trivet_kitchen_concerns (self, station, line))
        trivet_slip_add (slip, entry->line_id, entry->quantity);
    }
    if (slip->lines->len > 0)
      g_ptr_array_add (slips, g_steal_pointer (&slip));
  }

  return slips;
}

static gint64
get_sent_by (const TrivetSlip     *due,
             const TrivetSlipLine *entry)
{
  switch (due->kind) {
  case TRIVET_SLIP_NEW:
    return entry->quantity;
  case TRIVET_SLIP_VOID:
    return -entry->quantity;
  case TRIVET_SLIP_CHANGE:
  case TRIVET_SLIP_RUSH:
    break;
  }

  return 0;
}

/**
 * trivet_kitchen_sent_body:
 * @dues: (element-type TrivetSlip): what is told now, without %TRIVET_SLIP_RUSH
 *
 * Returns: (transfer full) (nullable): the body of the `lines-sent` that says so; %NULL when there
 *   is nothing to tell
 */
JsonObject *
trivet_kitchen_sent_body (GPtrArray *dues)
{
  g_autoptr (GHashTable) sums = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) array = json_array_new ();
  JsonObject *body;

  g_return_val_if_fail (dues != NULL, NULL);

  for (guint i = 0; i < dues->len; i++) {
    const TrivetSlip *due = g_ptr_array_index (dues, i);

    for (guint j = 0; j < due->lines->len; j++) {
      const TrivetSlipLine *entry = g_ptr_array_index (due->lines, j);
      JsonObject           *sum = g_hash_table_lookup (sums, entry->line_id);
      gint64                by = get_sent_by (due, entry);

      /* One that is both new and changed comes once. */
      if (sum != NULL) {
        json_object_set_int_member (sum, "quantity", json_object_get_int_member (sum, "quantity") + by);
        continue;
      }
      sum = json_object_new ();
      json_object_set_string_member (sum, "line", entry->line_id);
      json_object_set_int_member (sum, "quantity", by);
      json_array_add_object_element (array, sum);
      g_hash_table_insert (sums, entry->line_id, sum);
    }
  }
  if (json_array_get_length (array) == 0)
    return NULL;

  body = json_object_new ();
  json_object_set_array_member (body, "lines", g_steal_pointer (&array));

  return body;
}

/**
 * trivet_kitchen_is_allergy:
 * @note: (nullable): what staff wrote
 *
 * Returns: whether it speaks of an allergy, in English or Chinese
 */
gboolean
trivet_kitchen_is_allergy (const char *note)
{
  static const char *const words[] = { "allerg", "anaphyla", "过敏", "過敏" };
  g_autofree char         *folded = NULL;

  if (note == NULL || *note == '\0')
    return FALSE;

  folded = g_utf8_casefold (note, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  }

  return FALSE;
}
