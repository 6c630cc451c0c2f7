/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * What facts say about money that goes back. A refund never exceeds what its payment brought, and
 * never gives back more of a line than was sold.
 */

/**
 * trivet_returned_line_new:
 * @line_id: a line
 * @quantity: how many of it
 * @amount_minor: what goes back for them
 * @tax_minor: of that, what was tax
 *
 * Returns: (transfer full): a part of a refund
 */
TrivetReturnedLine *
trivet_returned_line_new (const char *line_id,
                          gint64      quantity,
                          gint64      amount_minor,
                          gint64      tax_minor)
{
  TrivetReturnedLine *self;

  g_return_val_if_fail (line_id != NULL, NULL);

  self = g_new0 (TrivetReturnedLine, 1);
  self->line_id = g_strdup (line_id);
  self->quantity = quantity;
  self->amount_minor = amount_minor;
  self->tax_minor = tax_minor;
  return self;
}

/**
 * trivet_returned_line_free:
 * @self: (transfer full): a part of a refund
 */
void
trivet_returned_line_free (TrivetReturnedLine *self)
{
  g_free (self->line_id);
  g_free (self);
}

/**
 * trivet_returned_lines_to_json:
 * @lines: (element-type TrivetReturnedLine): parts of a refund
 *
 * Returns: (transfer full): what the body of a fact has as `lines`
 */
JsonArray *
trivet_returned_lines_to_json (GPtrArray *lines)
{
  JsonArray *array;

  g_return_val_if_fail (lines != NULL, NULL);

  array = json_array_new ();
  for (guint i = 0; i < lines->len; i++) {
    const TrivetReturnedLine *line = g_ptr_array_index (lines, i);
    JsonObject               *object = json_object_new ();

    json_object_set_string_member (object, "line", line->line_id);
    json_object_set_int_member (object, "quantity", line->quantity);
    json_object_set_int_member (object, "amount_minor", line->amount_minor);
    json_object_set_int_member (object, "tax_minor", line->tax_minor);
    json_array_add_object_element (array, object);
  }

  return array;
}

void
_trivet_return_free (TrivetReturn *self)
{
  g_free (self->refund_id);
  g_free (self->payment_id);
  g_free (self->merchant_refund_id);
  g_free (self->provider_refund_id);
  g_free (self->reason);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static gpointer
copy_returned_line (gconstpointer source,
                    gpointer      user_data)
{
  const TrivetReturnedLine *line = source;

  return trivet_returned_line_new (line->line_id, line->quantity, line->amount_minor,
                                   line->tax_minor);
}

gpointer
_trivet_return_copy (gconstpointer source,
                     gpointer      user_data)
{
  const TrivetReturn *self = source;
  TrivetReturn       *copy = g_new0 (TrivetReturn, 1);

  *copy = *self;
  copy->refund_id = g_strdup (self->refund_id);
  copy->payment_id = g_strdup (self->payment_id);
  copy->merchant_refund_id = g_strdup (self->merchant_refund_id);
  copy->provider_refund_id = g_strdup (self->provider_refund_id);
  copy->reason = g_strdup (self->reason);
  copy->lines = g_ptr_array_copy (self->lines, copy_returned_line, NULL);
  g_ptr_array_set_free_func (copy->lines, (GDestroyNotify) trivet_returned_line_free);
  return copy;
}

/**
 * trivet_order_lookup_return:
 * @self: an order
 * @refund_id: a refund's id
 *
 * Returns: (transfer none) (nullable): what the order knows of it
 */
const TrivetReturn *
trivet_order_lookup_return (const TrivetOrder *self,
                            const char        *refund_id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (refund_id != NULL, NULL);

  for (guint i = 0; i < self->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (self->returns, i);

    if (g_str_equal (back->refund_id, refund_id))
      return back;
  }

  return NULL;
}

static TrivetReturn *
find_return (TrivetOrder *order,
             JsonObject  *body,
             GError     **error)
{
  const char         *refund_id = trivet_json_get_string (body, "refund", error);
  const TrivetReturn *back;

  if (refund_id == NULL)
    return NULL;
  back = trivet_order_lookup_return (order, refund_id);
  if (back == NULL)
    _trivet_order_conflict (error, "The order has no such refund");

  return (TrivetReturn *) back;
}

static TrivetReturnedLine *
read_line (TrivetOrder *order,
           JsonNode    *node,
           GError     **error)
{
  JsonObject      *body = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char      *line_id;
  TrivetOrderLine *line;
  gint64           quantity, amount, tax;

  if (body == NULL) {
    _trivet_order_conflict (error, "A returned line is not an object");
    return NULL;
  }
  line_id = trivet_json_get_string (body, "line", error);
  if (line_id == NULL ||
      !_trivet_order_get_int_between (body, "quantity", 1, TRIVET_ORDER_MAX_QUANTITY, &quantity,
                                      error) ||
      !_trivet_order_get_int_between (body, "amount_minor", 0, TRIVET_ORDER_MAX_AMOUNT_MINOR,
                                      &amount, error) ||
      !_trivet_order_get_int_between (body, "tax_minor", 0, amount, &tax, error))
    return NULL;

  line = trivet_order_lookup_line (order, line_id);
  if (line == NULL || line->voided || quantity > line->quantity - line->returned_quantity) {
    _trivet_order_conflict (error, "More of a line would go back than was sold");
    return NULL;
  }
  return trivet_returned_line_new (line_id, quantity, amount, tax);
}

static gboolean
names_line (GPtrArray  *lines,
            const char *line_id)
{
  for (guint i = 0; i < lines->len; i++) {
    const TrivetReturnedLine *line = g_ptr_array_index (lines, i);

    if (g_str_equal (line->line_id, line_id))
      return TRUE;
  }

  return FALSE;
}

/* Each line at most once, so that the check against what was sold holds for the whole refund. */
static GPtrArray *
read_lines (TrivetOrder *order,
            JsonObject  *body,
            gint64       amount_minor,
            GError     **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  JsonArray *array;
  gint64     sum = 0;

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_returned_line_free);
  if (!json_object_has_member (body, "lines"))
    return g_steal_pointer (&lines);
  array = trivet_json_get_array (body, "lines", error);
  if (array == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++) {
    TrivetReturnedLine *line = read_line (order, json_array_get_element (array, i), error);

    if (line == NULL)
      return NULL;
    if (names_line (lines, line->line_id)) {
      trivet_returned_line_free (line);
      _trivet_order_conflict (error, "A line stands twice in a refund");
      return NULL;
    }
    g_ptr_array_add (lines, line);
    if (__builtin_add_overflow (sum, line->amount_minor, &sum))
      sum = G_MAXINT64;
  }
  if (sum > amount_minor) {
    _trivet_order_conflict (error, "A refund's lines are more than the refund");
    return NULL;
  }

  return g_steal_pointer (&lines);
}

/* A failed refund gives its lines free again, for the one that pays by hand. */
void
_trivet_order_move_returned (TrivetOrder        *order,
                             const TrivetReturn *back,
                             gint64              sign)
{
  for (guint i = 0; i < back->lines->len; i++) {
    const TrivetReturnedLine *returned = g_ptr_array_index (back->lines, i);
    TrivetOrderLine          *line = trivet_order_lookup_line (order, returned->line_id);

    line->returned_quantity += sign * returned->quantity;
  }
}

static TrivetReturn *
read_return (TrivetOrder  *order,
             TrivetFact   *fact,
             TrivetTender *tender,
             GError      **error)
{
  JsonObject  *body = trivet_fact_get_body (fact);
  const char  *refund_id = trivet_json_get_string (body, "refund", error);
  const char  *cause = refund_id != NULL ? trivet_json_get_string (body, "cause", error) : NULL;
  TrivetReturn back = { 0 };

  if (cause == NULL ||
      !_trivet_order_get_int_between (body, "amount_minor", 1,
                                      tender->amount_minor - tender->returned_minor,
                                      &back.amount_minor, error))
    return NULL;
  if (trivet_order_lookup_return (order, refund_id) != NULL ||
      order->returns->len >= TRIVET_ORDER_MAX_REFUNDS) {
    _trivet_order_conflict (error, "The refund is in the order already, or there are too many");
    return NULL;
  }
  back.lines = read_lines (order, body, back.amount_minor, error);
  if (back.lines == NULL)
    return NULL;

  back.refund_id = g_strdup (refund_id);
  back.payment_id = g_strdup (tender->payment_id);
  back.merchant_refund_id = g_strdup (trivet_json_get_string_or (body, "merchant_refund_id", ""));
  back.provider_refund_id = g_strdup ("");
  back.reason = g_strdup (trivet_json_get_string_or (body, "reason", ""));
  back.started_at_us = trivet_fact_get_time_us (fact);
  back.surplus = g_str_equal (cause, "surplus");
  back.from_sale = !back.surplus && order->settled_at_us != 0;
  return g_memdup2 (&back, sizeof back);
}

TrivetReturn *
_trivet_order_add_return (TrivetOrder *order,
                          TrivetFact  *fact,
                          JsonObject  *body,
                          GError     **error)
{
  TrivetTender *tender = _trivet_order_find_tender (order, body, error);
  TrivetReturn *back;

  if (tender == NULL)
    return NULL;
  if (tender->state != TRIVET_TENDER_PAID) {
    _trivet_order_conflict (error, "Only what was paid can be given back");
    return NULL;
  }
  back = read_return (order, fact, tender, error);
  if (back == NULL)
    return NULL;

  tender->returned_minor += back->amount_minor;
  _trivet_order_move_returned (order, back, 1);
  g_ptr_array_add (order->returns, back);
  return back;
}

gboolean
_trivet_order_apply_refund_started (TrivetOrder *order,
                                    TrivetFact  *fact,
                                    JsonObject  *body,
                                    GError     **error)
{
  return _trivet_order_add_return (order, fact, body, error) != NULL;
}

/* The provider has it, lost it or will repeat it: the order sees a refund on its way. */
gboolean
_trivet_order_apply_refund_moved (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  TrivetReturn *back = find_return (order, body, error);

  if (back == NULL)
    return FALSE;
  if (back->state != TRIVET_RETURN_OPEN)
    return _trivet_order_conflict (error, "The refund has ended already");

  return TRUE;
}

gboolean
_trivet_order_apply_refund_alarm (TrivetOrder *order,
                                  TrivetFact  *fact,
                                  JsonObject  *body,
                                  GError     **error)
{
  return find_return (order, body, error) != NULL;
}

gboolean
_trivet_order_apply_refund_done (TrivetOrder *order,
                                 TrivetFact  *fact,
                                 JsonObject  *body,
                                 GError     **error)
{
  TrivetReturn *back = find_return (order, body, error);
  gint64        amount;

  if (back == NULL || !_trivet_order_get_int_between (body, "amount_minor", back->amount_minor,
                                                      back->amount_minor, &amount, error))
    return FALSE;
  if (back->state != TRIVET_RETURN_OPEN)
    return _trivet_order_conflict (error, "The refund has ended already");

  back->state = TRIVET_RETURN_DONE;
  back->done_at_us = trivet_fact_get_time_us (fact);
  _trivet_order_replace_text (&back->provider_refund_id,
                              trivet_json_get_string_or (body, "provider_refund_id", ""));
  return TRUE;
}

gboolean
_trivet_order_apply_refund_failed (TrivetOrder *order,
                                   TrivetFact  *fact,
                                   JsonObject  *body,
                                   GError     **error)
{
  TrivetReturn *back = find_return (order, body, error);
  TrivetTender *tender;

  if (back == NULL)
    return FALSE;
  if (back->state != TRIVET_RETURN_OPEN)
    return _trivet_order_conflict (error, "The refund has ended already");

  tender = (TrivetTender *) trivet_order_lookup_tender (order, back->payment_id);
  tender->returned_minor -= back->amount_minor;
  _trivet_order_move_returned (order, back, -1);
  back->state = TRIVET_RETURN_FAILED;
  back->done_at_us = trivet_fact_get_time_us (fact);
  return TRUE;
}

/**
 * trivet_order_compute_return:
 * @self: an order
 * @line_id: one of its lines
 * @quantity: how many of it go back
 * @ret_amount_minor: (out): what was charged for them: net of discounts, with added tax
 * @ret_tax_minor: (out): of that, what was tax
 * @error: return location; %TRIVET_FACT_ERROR_CONFLICT when fewer are left to give back
 *
 * Mirrors what was charged. The shares are cut from the whole line as it stands, so that giving
 * back one after another adds up to the line exactly.
 *
 * Returns: %FALSE when it cannot go back
 */
gboolean
trivet_order_compute_return (const TrivetOrder *self,
                             const char        *line_id,
                             gint64             quantity,
                             gint64            *ret_amount_minor,
                             gint64            *ret_tax_minor,
                             GError           **error)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_return_val_if_fail (self != NULL && line_id != NULL, FALSE);
  g_return_val_if_fail (ret_amount_minor != NULL && ret_tax_minor != NULL, FALSE);

  if (!trivet_order_compute_totals (self, &totals, error))
    return FALSE;

  for (guint i = 0; i < totals.lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (totals.lines, TrivetLineTotal, i);
    const TrivetOrderLine *line = total->line;
    gint64                 before = line->returned_quantity;
    gint64                 whole, first, last;

    if (!g_str_equal (line->line_id, line_id))
      continue;
    if (quantity < 1 || quantity > line->quantity - before)
      return _trivet_order_conflict (error, "More of a line would go back than was sold");

    whole = total->net_minor + (line->tax_included ? 0 : total->tax_minor);
    first = _trivet_order_share_of (whole, before, line->quantity);
    last = _trivet_order_share_of (whole, before + quantity, line->quantity);
    *ret_amount_minor = last - first;
    /* Of the money, not of the number: so that the tax never exceeds what goes back. */
    *ret_tax_minor =
      whole > 0 ? _trivet_order_share_of (total->tax_minor, last, whole) - _trivet_order_share_of (total->tax_minor, first, whole)
                : 0;
    return TRUE;
  }

  return _trivet_order_conflict (error, "The order has no such line");
}
