/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/* How facts change the lines of an order: dishes, choices, quantities, notes, discounts. */

gboolean
_trivet_order_read_discount (JsonObject         *body,
                             TrivetDiscountKind *ret_kind,
                             gint64             *ret_value,
                             GError            **error)
{
  const char *kind = trivet_json_get_string (body, "kind", error);
  gint64      highest = TRIVET_ORDER_MAX_AMOUNT_MINOR;

  if (kind == NULL)
    return FALSE;
  if (g_str_equal (kind, "none")) {
    *ret_kind = TRIVET_DISCOUNT_NONE;
  } else if (g_str_equal (kind, "amount")) {
    *ret_kind = TRIVET_DISCOUNT_AMOUNT;
  } else if (g_str_equal (kind, "rate")) {
    *ret_kind = TRIVET_DISCOUNT_RATE;
    highest = TRIVET_RATE_PPM_ONE;
  } else if (g_str_equal (kind, "comp")) {
    *ret_kind = TRIVET_DISCOUNT_COMP;
    highest = 0;
  } else {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“kind” is not a kind of discount");
    return FALSE;
  }

  return _trivet_order_get_int_between (body, "value", 0, highest, ret_value, error);
}

/* Reads the body of a discount into @discount: what is given for nothing needs a reason, which is its
 * name from then on. */
gboolean
_trivet_order_set_discount (TrivetDiscount *discount,
                            JsonObject     *body,
                            GError        **error)
{
  TrivetDiscountKind kind;
  gint64             value;
  const char        *reason = trivet_json_get_string_or (body, "reason", "");

  if (!_trivet_order_read_discount (body, &kind, &value, error))
    return FALSE;
  if (kind == TRIVET_DISCOUNT_COMP && *reason == '\0') {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "What is on the house needs a “reason”");
    return FALSE;
  }
  _trivet_discount_set (discount, kind, value, kind == TRIVET_DISCOUNT_COMP ? reason : trivet_json_get_string_or (body, "name", NULL));

  return TRUE;
}

static gboolean
read_line_numbers (TrivetOrderLine *line,
                   JsonObject      *body,
                   GError         **error)
{
  if (!_trivet_order_get_int_between (body, "quantity", 1, TRIVET_ORDER_MAX_QUANTITY, &line->quantity, error) ||
      !_trivet_order_get_int_between (body, "unit_price_minor", -TRIVET_ORDER_MAX_PRICE_MINOR, TRIVET_ORDER_MAX_PRICE_MINOR,
                                      &line->unit_price_minor, error) ||
      !_trivet_order_get_int_between (body, "tax_rate_ppm", 0, TRIVET_RATE_PPM_ONE, &line->tax_rate_ppm, error))
    return FALSE;
  line->tax_included = trivet_json_get_bool_or (body, "tax_included", TRUE);
  line->menu_tax_rate_ppm = line->tax_rate_ppm;
  line->menu_tax_included = line->tax_included;

  return TRUE;
}

TrivetOrderLine *
_trivet_order_read_line (JsonObject *body,
                         GError    **error)
{
  const char      *line_id = trivet_json_get_string (body, "line", error);
  const char      *sku = line_id != NULL ? trivet_json_get_string (body, "sku", error) : NULL;
  const char      *name = sku != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  GPtrArray       *modifiers = name != NULL ? trivet_line_modifiers_read (body, error) : NULL;
  TrivetOrderLine *line;

  if (modifiers == NULL)
    return NULL;

  line = _trivet_order_line_new (line_id);
  g_ptr_array_unref (line->modifiers);
  line->modifiers = modifiers;
  line->sku = g_strdup (sku);
  line->category_id = g_strdup (trivet_json_get_string_or (body, "category", ""));
  line->name = g_strdup (name);
  line->name_zh = g_strdup (trivet_json_get_string_or (body, "name_zh", name));
  line->kitchen_name = g_strdup (trivet_json_get_string_or (body, "kitchen", name));
  _trivet_order_replace_text (&line->note, trivet_json_get_string_or (body, "note", ""));
  line->seat = (int) CLAMP (trivet_json_get_int_or (body, "seat", 0), 0, TRIVET_ORDER_MAX_SEAT);
  line->course = (int) CLAMP (trivet_json_get_int_or (body, "course", 0), 0, TRIVET_ORDER_MAX_COURSE);
  line->open_price = trivet_json_get_bool_or (body, "open_price", FALSE);
  g_strfreev (line->allergens);
  line->allergens = _trivet_order_read_strings (body, "allergens");
  if (!read_line_numbers (line, body, error)) {
    _trivet_order_line_free (line);
    return NULL;
  }

  return line;
}

gboolean
_trivet_order_apply_line_added (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_read_line (body, error);

  if (line == NULL)
    return FALSE;
  if (order->lines->len >= TRIVET_ORDER_MAX_LINES || trivet_order_lookup_line (order, line->line_id) != NULL) {
    gboolean full = order->lines->len >= TRIVET_ORDER_MAX_LINES;

    _trivet_order_line_free (line);
    return _trivet_order_conflict (error, full ? "The order is full" : "The line is in the order already");
  }
  line->added_at_us = trivet_fact_get_time_us (fact);
  g_ptr_array_add (order->lines, line);

  return TRUE;
}

TrivetOrderLine *
_trivet_order_find_line (TrivetOrder *order,
                         JsonObject  *body,
                         GError     **error)
{
  const char      *line_id = trivet_json_get_string (body, "line", error);
  TrivetOrderLine *line;

  if (line_id == NULL)
    return NULL;
  line = trivet_order_lookup_line (order, line_id);
  if (line == NULL) {
    _trivet_order_conflict (error, "The order has no such line");
    return NULL;
  }

  return line;
}

gboolean
_trivet_order_apply_line_quantity_changed (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  gint64           by;

  if (line == NULL ||
      !_trivet_order_get_int_between (body, "by", -TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_QUANTITY, &by, error))
    return FALSE;
  /* Another register may have voided the line meanwhile: its word stands. */
  if (line->voided)
    return TRUE;
  if (MAX (line->quantity + by, 0) < line->gone_quantity)
    return _trivet_order_conflict (error, "What was given back of the line stays as it is");
  if (line->quantity + by > TRIVET_ORDER_MAX_QUANTITY)
    return _trivet_order_conflict (error, "That is more than one line can hold");
  if (line->quantity + by <= 0)
    line->voided = TRUE;
  else
    line->quantity += by;

  return TRUE;
}

gboolean
_trivet_order_apply_line_modifiers_set (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  GPtrArray       *modifiers = line != NULL ? trivet_line_modifiers_read (body, error) : NULL;

  if (modifiers == NULL)
    return FALSE;
  _trivet_order_line_swap_modifiers (line, modifiers);

  return TRUE;
}

gboolean
_trivet_order_apply_line_price_set (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  gint64           price;

  if (line == NULL || !_trivet_order_get_int_between (body, "unit_price_minor", 1, TRIVET_ORDER_MAX_PRICE_MINOR, &price, error))
    return FALSE;
  if (!line->open_price || line->sent_quantity > 0)
    return _trivet_order_conflict (error, line->open_price ? "The kitchen has the line already; its price stays"
                                                           : "The price of that dish is not open");
  line->unit_price_minor = price;

  return TRUE;
}

gboolean
_trivet_order_apply_line_note_set (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);
  const char      *note = line != NULL ? trivet_json_get_string (body, "note", error) : NULL;

  if (note == NULL)
    return FALSE;
  _trivet_order_replace_text (&line->note, note);

  return TRUE;
}

gboolean
_trivet_order_apply_line_discount_set (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);

  return line != NULL && _trivet_order_set_discount (&line->discount, body, error);
}

gboolean
_trivet_order_apply_line_voided (TrivetOrder *order, TrivetFact *fact, JsonObject *body, GError **error)
{
  TrivetOrderLine *line = _trivet_order_find_line (order, body, error);

  if (line == NULL)
    return FALSE;
  if (line->gone_quantity > 0)
    return _trivet_order_conflict (error, "What was given back of the line stays as it is");
  line->voided = TRUE;

  return TRUE;
}
