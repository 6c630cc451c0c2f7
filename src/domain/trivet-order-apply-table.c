/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/* How facts change what staff do around an order: tables, guests, seats, courses, the kitchen. */

static const char *const kind_names[] = {
  [TRIVET_ORDER_KIND_COUNTER] = "counter",
  [TRIVET_ORDER_KIND_TABLE] = "table",
  [TRIVET_ORDER_KIND_TAKEAWAY] = "takeaway",
  [TRIVET_ORDER_KIND_DELIVERY] = "delivery",
  [TRIVET_ORDER_KIND_BAR] = "bar",
};

/**
 * trivet_order_kind_get_name:
 *
 * Returns: (transfer none): the word for it in facts
 */
const char *
trivet_order_kind_get_name (TrivetOrderKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * trivet_order_kind_from_name:
 * @name: (nullable): a word from a fact
 * @ret_kind: (out): the kind
 *
 * Returns: whether the word is known
 */
gboolean
trivet_order_kind_from_name (const char      *name,
                             TrivetOrderKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++) {
    if (g_strcmp0 (name, kind_names[i]) == 0) {
      *ret_kind = (TrivetOrderKind) i;
      return TRUE;
    }
  }

  return FALSE;
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
  gint64           course;

  if (line == NULL || !_trivet_order_get_int_between (body, "course", 0, TRIVET_ORDER_MAX_COURSE, &course, error))
    return FALSE;
  line->course = (int) course;

  return TRUE;
}

/**
 * Progress:
 * @by: what is added, negative takes back
 *
 * One entry of a fact about what the kitchen does with lines.
 */
typedef struct {
  TrivetOrderLine *line;
  gint64           by;
} Progress;

static gboolean
read_progress (TrivetOrder *order,
               JsonNode    *node,
               Progress    *ret_progress,
               GError     **error)
{
  JsonObject *entry;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“lines” holds something that is no line");
    return FALSE;
  }
  entry = json_node_get_object (node);
  ret_progress->line = _trivet_order_find_line (order, entry, error);

  return ret_progress->line != NULL &&
         _trivet_order_get_int_between (entry, "quantity", -TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_QUANTITY,
                                        &ret_progress->by, error);
}

/* Returns: (transfer full) (nullable): the entries of "lines"; each line may come once */
static GArray *
read_all_progress (TrivetOrder *order,
                   JsonObject  *body,
                   GError     **error)
{
  JsonArray *lines = trivet_json_get_array (body, "lines", error);
  g_autoptr (GArray) all = NULL;

  if (lines == NULL)
    return NULL;
  if (json_array_get_length (lines) > TRIVET_ORDER_MAX_LINES) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“lines” names more than an order can hold");
    return NULL;
  }

  all = g_array_new (FALSE, FALSE, sizeof (Progress));
  for (guint i = 0; i < json_array_get_length (lines); i++) {
    Progress progress;

    if (!read_progress (order, json_array_get_element (lines, i), &progress, error))
      return NULL;
    for (guint j = 0; j < i; j++) {
      if (g_array_index (all, Progress, j).line == progress.line) {
        _trivet_order_conflict (error, "A line comes twice in one fact");
        return NULL;
      }
    }
    g_array_append_val (all, progress);
  }

  return g_steal_pointer (&all);
}

/* Two registers may both have told the kitchen: the sum is bounded, not refused. */
static gint64
add_within (gint64 quantity,
            gint64 by,
            gint64 highest)
{
  return CLAMP (quantity + by, 0, highest);
}

gboolean
_trivet_order_apply_lines_sent (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  g_autoptr (GArray) all = read_all_progress (order, body, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const Progress *progress = &g_array_index (all, Progress, i);

    progress->line->sent_quantity = add_within (progress->line->sent_quantity, progress->by, TRIVET_ORDER_MAX_QUANTITY);
    if (progress->by > 0)
      progress->line->sent_at_us = MAX (trivet_fact_get_time_us (fact), 1);
  }

  return TRUE;
}

gboolean
_trivet_order_apply_lines_rushed (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  g_autoptr (GArray) all = read_all_progress (order, body, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    TrivetOrderLine *line = g_array_index (all, Progress, i).line;

    line->rushes++;
    line->rushed_at_us = MAX (trivet_fact_get_time_us (fact), 1);
  }

  return TRUE;
}

gboolean
_trivet_order_apply_lines_cooked (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  g_autoptr (GArray) all = read_all_progress (order, body, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const Progress *progress = &g_array_index (all, Progress, i);

    progress->line->cooked_quantity = add_within (progress->line->cooked_quantity, progress->by, TRIVET_ORDER_MAX_QUANTITY);
  }

  return TRUE;
}

gboolean
_trivet_order_apply_lines_served (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  g_autoptr (GArray) all = read_all_progress (order, body, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const Progress *progress = &g_array_index (all, Progress, i);

    progress->line->served_quantity = add_within (progress->line->served_quantity, progress->by, TRIVET_ORDER_MAX_QUANTITY);
    if (progress->by > 0)
      progress->line->served_at_us = MAX (trivet_fact_get_time_us (fact), 1);
  }

  return TRUE;
}
