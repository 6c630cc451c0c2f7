/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * How facts move lines between orders, and share them among the checks of one order.
 *
 * A move is two facts in one append: `line-moved` of the order that gives, and `line-received`,
 * which carries the whole line, of the one that takes. The line keeps its id, so that a line that
 * comes back is the same line again, and that one which two registers have moved to two orders can
 * be found.
 */

static const char *const split_names[] = {
  [TRIVET_SPLIT_NONE] = "none",
  [TRIVET_SPLIT_LINES] = "lines",
  [TRIVET_SPLIT_EQUAL] = "equal",
  [TRIVET_SPLIT_AMOUNTS] = "amounts",
};

/**
 * trivet_split_kind_get_name:
 *
 * Returns: (transfer none): the word for it in facts
 */
const char *
trivet_split_kind_get_name (TrivetSplitKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (split_names), NULL);

  return split_names[kind];
}

/* A check that no order can have is none. */
int
_trivet_order_get_check (JsonObject *body)
{
  gint64 check = trivet_json_get_int_or (body, "check", 0);

  return check >= 1 && check <= TRIVET_ORDER_MAX_CHECKS ? (int) check : 0;
}

static gboolean
holds_money (const TrivetOrder *order)
{
  return trivet_order_get_paid_minor (order) != 0 || trivet_order_get_open_minor (order) != 0 ||
         trivet_order_get_in_doubt_minor (order) != 0;
}

gboolean
_trivet_order_apply_order_merged (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  const char *into = trivet_json_get_string (body, "into", error);

  if (into == NULL)
    return FALSE;
  if (g_str_equal (into, order->order_id))
    return _trivet_order_conflict (error, "An order cannot be merged into itself");
  if (holds_money (order))
    return _trivet_order_conflict (error, "The order holds a payment");
  for (guint i = 0; i < order->lines->len; i++) {
    if (!((const TrivetOrderLine *) g_ptr_array_index (order->lines, i))->voided)
      return _trivet_order_conflict (error, "The order still has lines");
  }
  _trivet_order_replace_text (&order->merged_into, into);
  order->voided_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

gboolean
_trivet_order_apply_order_unmerged (TrivetOrder *order,
                                    TrivetFact  *fact,
                                    JsonObject  *body,
                                    GError     **error)
{
  if (order->merged_into == NULL)
    return _trivet_order_conflict (error, "The order is not merged");
  g_clear_pointer (&order->merged_into, g_free);
  order->voided_at_us = 0;

  return TRUE;
}

/* Without "quantity" the whole line goes; with it, that many, and the rest stays. */
gboolean
_trivet_order_apply_line_moved (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  const char      *to = line != NULL ? trivet_json_get_string (body, "to", error) : NULL;
  gint64           quantity;

  if (to == NULL)
    return FALSE;
  if (line->voided)
    return _trivet_order_conflict (error, "The line is no longer in the order");
  quantity = line->quantity;
  if (json_object_has_member (body, "quantity") &&
      !_trivet_order_get_int_between (body, "quantity", 1, TRIVET_ORDER_MAX_QUANTITY, &quantity, error))
    return FALSE;
  if (quantity > line->quantity)
    return _trivet_order_conflict (error, "The line has fewer than that");
  if (line->quantity - quantity < line->gone_quantity)
    return _trivet_order_conflict (error, "What was given back of the line stays as it is");

  if (quantity < line->quantity) {
    line->quantity -= quantity;
    line->sent_quantity = MIN (line->sent_quantity, line->quantity);
    line->came_quantity = MIN (line->came_quantity, line->sent_quantity);
    line->cooked_quantity = MIN (line->cooked_quantity, line->quantity);
    line->served_quantity = MIN (line->served_quantity, line->quantity);
    _trivet_order_line_limit_parts (line);
    return TRUE;
  }
  _trivet_order_replace_text (&line->moved_to, to);
  line->voided = TRUE;

  return TRUE;
}

static gboolean
read_progress (TrivetOrderLine *line,
               JsonObject      *body,
               GError         **error)
{
  TrivetDiscountKind kind = TRIVET_DISCOUNT_NONE;
  gint64             value = 0;

  if (json_object_has_member (body, "kind") && !_trivet_order_read_discount (body, &kind, &value, error))
    return FALSE;
  _trivet_discount_set (&line->discount, kind, value, trivet_json_get_string_or (body, "discount_name", NULL));
  line->sent_quantity = CLAMP (trivet_json_get_int_or (body, "sent", 0), 0, line->quantity);
  line->cooked_quantity = CLAMP (trivet_json_get_int_or (body, "cooked", 0), 0, line->quantity);
  line->served_quantity = CLAMP (trivet_json_get_int_or (body, "served", 0), 0, line->quantity);
  line->sent_at_us = trivet_json_get_int_or (body, "sent_at_us", 0);
  if (line->sent_quantity > 0)
    line->told = _trivet_order_line_dup_wish (line, NULL);
  _trivet_order_line_read_parts (line, body);

  return TRUE;
}

/* What comes back before the kitchen has heard that it left, or stays at its table, needs no word. */
static gboolean
is_where (const TrivetOrder      *order,
          const TrivetOrderPlace *place)
{
  return g_str_equal (place->number, order->number) || (*place->table_id != '\0' && g_str_equal (place->table_id, order->table_id));
}

/* The kitchen goes on making what it was told, and must hear where that goes now. Of a line that is
 * not told in a place, from before there were such words, it is not told. */
static gboolean
read_origin (const TrivetOrder *order,
             TrivetOrderLine   *line,
             JsonObject        *body,
             GError           **error)
{
  g_autoptr (TrivetOrderPlace) place = NULL;

  if (line->sent_quantity == 0 || !json_object_has_member (body, "from_place"))
    return TRUE;
  place = trivet_order_place_read (body, "from_place", error);
  if (place == NULL)
    return FALSE;
  if (is_where (order, place))
    return TRUE;
  line->came_from = g_steal_pointer (&place);
  line->came_quantity = line->sent_quantity;

  return TRUE;
}

static int
find_index (TrivetOrder *order,
            const char  *line_id)
{
  for (guint i = 0; i < order->lines->len; i++) {
    if (g_str_equal (((const TrivetOrderLine *) g_ptr_array_index (order->lines, i))->line_id, line_id))
      return (int) i;
  }

  return -1;
}

/* Whether @part may join @line: it is the same dish at the same price, and both fit into one line. */
static gboolean
is_part_of (const TrivetOrderLine *part,
            const TrivetOrderLine *line)
{
  return g_str_equal (part->sku, line->sku) &&
         trivet_order_line_get_unit_minor (part) == trivet_order_line_get_unit_minor (line) &&
         part->quantity + line->quantity <= TRIVET_ORDER_MAX_QUANTITY;
}

/* A part that was moved away comes back to the rest. Takes @part over. */
static void
join_part (TrivetOrderLine *line,
           TrivetOrderLine *part)
{
  if (part->came_quantity > 0) {
    g_clear_pointer (&line->came_from, trivet_order_place_free);
    line->came_from = g_steal_pointer (&part->came_from);
    line->came_quantity += part->came_quantity;
  }
  line->quantity += part->quantity;
  line->sent_quantity += part->sent_quantity;
  line->cooked_quantity += part->cooked_quantity;
  line->served_quantity += part->served_quantity;
  _trivet_order_line_join_parts (line, part);
  _trivet_order_line_free (part);
}

gboolean
_trivet_order_apply_line_received (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  TrivetOrderLine *line = trivet_json_get_string (body, "from", error) != NULL ? _trivet_order_read_line (body, error) : NULL;
  TrivetOrderLine *own = NULL;
  const char      *problem = NULL;
  int              index;

  if (line == NULL)
    return FALSE;
  index = find_index (order, line->line_id);
  if (index >= 0)
    own = g_ptr_array_index (order->lines, (guint) index);
  if (own != NULL && own->moved_to == NULL && (own->voided || !is_part_of (line, own)))
    problem = "The line is in the order already";
  else if (index < 0 && order->lines->len >= TRIVET_ORDER_MAX_LINES)
    problem = "The order is full";
  if (problem != NULL || !read_progress (line, body, error) || !read_origin (order, line, body, error)) {
    _trivet_order_line_free (line);
    return problem != NULL ? _trivet_order_conflict (error, problem) : FALSE;
  }

  if (line->sent_quantity > 0)
    _trivet_order_begin_place (order);
  if (own != NULL && !own->voided) {
    join_part (own, line);
    return TRUE;
  }
  line->added_at_us = trivet_fact_get_time_us (fact);
  if (index >= 0)
    g_ptr_array_remove_index (order->lines, (guint) index);
  g_ptr_array_insert (order->lines, index, line);

  return TRUE;
}

static gboolean
read_share (JsonNode        *node,
            TrivetLineShare *ret_share,
            GError         **error)
{
  JsonObject *object;
  gint64      check;
  gint64      weight;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A share is not an object");
    return FALSE;
  }
  object = json_node_get_object (node);
  if (!_trivet_order_get_int_between (object, "check", 1, TRIVET_ORDER_MAX_CHECKS, &check, error) ||
      !_trivet_order_get_int_between (object, "weight", 1, TRIVET_ORDER_MAX_WEIGHT, &weight, error))
    return FALSE;
  *ret_share = (TrivetLineShare){ (int) check, (int) weight };

  return TRUE;
}

gboolean
_trivet_order_apply_line_shares_set (TrivetOrder *order,
                                     TrivetFact  *fact,
                                     JsonObject  *body,
                                     GError     **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  JsonArray       *array = line != NULL ? trivet_json_get_array (body, "shares", error) : NULL;
  g_autoptr (GArray) shares = NULL;

  if (array == NULL)
    return FALSE;
  shares = g_array_new (FALSE, FALSE, sizeof (TrivetLineShare));
  for (guint i = 0; i < json_array_get_length (array); i++) {
    TrivetLineShare share;

    if (!read_share (json_array_get_element (array, i), &share, error))
      return FALSE;
    for (guint j = 0; j < i; j++) {
      if (g_array_index (shares, TrivetLineShare, j).check == share.check)
        return _trivet_order_conflict (error, "A check has two shares of one line");
    }
    g_array_append_val (shares, share);
  }

  g_array_unref (line->shares);
  line->shares = g_steal_pointer (&shares);

  return TRUE;
}

static gboolean
read_split_kind (JsonObject      *body,
                 TrivetSplitKind *ret_kind,
                 GError         **error)
{
  const char *name = trivet_json_get_string (body, "kind", error);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (split_names); i++) {
    if (g_str_equal (name, split_names[i])) {
      *ret_kind = (TrivetSplitKind) i;
      return TRUE;
    }
  }
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“kind” is not a way to split");

  return FALSE;
}

/* Returns: (transfer full) (nullable): the fixed sums, one less than there are checks */
static GArray *
read_amounts (JsonObject *body,
              gint64      checks,
              GError    **error)
{
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *array = trivet_json_get_array (body, "amounts", error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array) && i < TRIVET_ORDER_MAX_CHECKS; i++) {
    JsonNode *node = json_array_get_element (array, i);
    gint64    amount = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

    if (amount < 1 || amount > TRIVET_ORDER_MAX_AMOUNT_MINOR) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“amounts” holds something that is no amount");
      return NULL;
    }
    g_array_append_val (amounts, amount);
  }
  if (amounts->len != checks - 1) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“amounts” must be one less than the checks");
    return NULL;
  }

  return g_steal_pointer (&amounts);
}

gboolean
_trivet_order_apply_checks_set (TrivetOrder *order,
                                TrivetFact  *fact,
                                JsonObject  *body,
                                GError     **error)
{
  g_autoptr (GArray) amounts = NULL;
  TrivetSplitKind kind;
  gint64          checks = 1;

  if (!read_split_kind (body, &kind, error) ||
      (kind != TRIVET_SPLIT_NONE &&
       !_trivet_order_get_int_between (body, "checks", 1, TRIVET_ORDER_MAX_CHECKS, &checks, error)))
    return FALSE;
  amounts = kind == TRIVET_SPLIT_AMOUNTS ? read_amounts (body, checks, error) : g_array_new (FALSE, FALSE, sizeof (gint64));
  if (amounts == NULL)
    return FALSE;

  order->split_kind = kind;
  order->n_checks = (int) checks;
  g_array_unref (order->check_amounts);
  order->check_amounts = g_steal_pointer (&amounts);
  _trivet_order_join_tips (order, kind == TRIVET_SPLIT_NONE ? 0 : (guint) checks);

  return TRUE;
}
