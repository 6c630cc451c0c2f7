/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * How facts change an order. Each function first judges the whole fact and only then changes the
 * order, so that a fact that is refused leaves no trace. Facts may come from a hostile journal.
 * What facts say about money is in trivet-order-apply-payments.c.
 *
 * The limits of trivet-order.h keep every sum far from overflow: 500 lines of 9999 pieces at 21
 * prices of 10^10 are 1.05 × 10^18, with tax of at most the same again.
 */

typedef gboolean (*ApplyFunc) (TrivetOrder *order,
                               TrivetFact  *fact,
                               JsonObject  *body,
                               GError     **error);

static gboolean
apply_order_opened (TrivetOrder *order,
                    TrivetFact  *fact,
                    JsonObject  *body,
                    GError     **error)
{
  const char    *number = trivet_json_get_string (body, "number", error);
  const char    *code;
  TrivetCurrency currency;

  if (number == NULL)
    return FALSE;
  code = trivet_json_get_string (body, "currency", error);
  if (code == NULL)
    return FALSE;
  currency = trivet_currency_from_code (code);
  if (currency == TRIVET_CURRENCY_INVALID) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“currency” is not a currency of ours");
    return FALSE;
  }
  if (order->opened_at_us != 0)
    return _trivet_order_conflict (error, "The order has been opened before");

  _trivet_order_replace_text (&order->number, number);
  _trivet_order_replace_text (&order->label, trivet_json_get_string_or (body, "label", ""));
  order->currency = currency;
  /* Zero means "not opened"; a clock before 1970 must not look like that. */
  order->opened_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

static gboolean
apply_order_labelled (TrivetOrder *order,
                      TrivetFact  *fact,
                      JsonObject  *body,
                      GError     **error)
{
  const char *label = trivet_json_get_string (body, "label", error);

  if (label == NULL)
    return FALSE;
  _trivet_order_replace_text (&order->label, label);

  return TRUE;
}

static gboolean
apply_order_note_set (TrivetOrder *order,
                      TrivetFact  *fact,
                      JsonObject  *body,
                      GError     **error)
{
  const char *note = trivet_json_get_string (body, "note", error);

  if (note == NULL)
    return FALSE;
  _trivet_order_replace_text (&order->note, note);

  return TRUE;
}

static gboolean
apply_order_held (TrivetOrder *order,
                  TrivetFact  *fact,
                  JsonObject  *body,
                  GError     **error)
{
  order->held = TRUE;

  return TRUE;
}

static gboolean
apply_order_recalled (TrivetOrder *order,
                      TrivetFact  *fact,
                      JsonObject  *body,
                      GError     **error)
{
  order->held = FALSE;

  return TRUE;
}

static gboolean
apply_order_voided (TrivetOrder *order,
                    TrivetFact  *fact,
                    JsonObject  *body,
                    GError     **error)
{
  if (trivet_order_get_paid_minor (order) != 0 || trivet_order_get_open_minor (order) != 0 ||
      trivet_order_get_in_doubt_minor (order) != 0)
    return _trivet_order_conflict (error, "The order holds a payment");
  order->voided_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

static gboolean
read_discount (JsonObject         *body,
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
  } else {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“kind” is not a kind of discount");
    return FALSE;
  }

  return _trivet_order_get_int_between (body, "value", 0, highest, ret_value, error);
}

static gboolean
apply_order_discount_set (TrivetOrder *order,
                          TrivetFact  *fact,
                          JsonObject  *body,
                          GError     **error)
{
  TrivetDiscountKind kind;
  gint64             value;

  if (!read_discount (body, &kind, &value, error))
    return FALSE;
  _trivet_discount_set (&order->discount, kind, value, trivet_json_get_string_or (body, "name", NULL));

  return TRUE;
}

static TrivetLineModifier *
read_modifier (JsonNode *node,
               GError  **error)
{
  JsonObject         *object;
  const char         *group;
  const char         *option;
  const char         *name;
  TrivetLineModifier *modifier;
  gint64              price;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A choice is not an object");
    return NULL;
  }
  object = json_node_get_object (node);
  group = trivet_json_get_string (object, "group", error);
  option = group != NULL ? trivet_json_get_string (object, "option", error) : NULL;
  name = option != NULL ? trivet_json_get_string (object, "name", error) : NULL;
  if (name == NULL ||
      !_trivet_order_get_int_between (object, "price_minor", -TRIVET_ORDER_MAX_PRICE_MINOR, TRIVET_ORDER_MAX_PRICE_MINOR, &price, error))
    return NULL;

  modifier = g_new0 (TrivetLineModifier, 1);
  modifier->group_id = g_strdup (group);
  modifier->option_id = g_strdup (option);
  modifier->name = g_strdup (name);
  modifier->name_zh = g_strdup (trivet_json_get_string_or (object, "name_zh", name));
  modifier->price_minor = price;

  return modifier;
}

static GPtrArray *
read_modifiers (JsonObject *body,
                GError    **error)
{
  g_autoptr (GPtrArray) modifiers = NULL;
  JsonArray *array = trivet_json_get_array (body, "modifiers", error);
  guint      n;

  if (array == NULL)
    return NULL;
  n = json_array_get_length (array);
  if (n > TRIVET_ORDER_MAX_MODIFIERS) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A line has %u choices; at most %d are allowed",
                 n, TRIVET_ORDER_MAX_MODIFIERS);
    return NULL;
  }

  modifiers = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_line_modifier_free);
  for (guint i = 0; i < n; i++) {
    TrivetLineModifier *modifier = read_modifier (json_array_get_element (array, i), error);

    if (modifier == NULL)
      return NULL;
    g_ptr_array_add (modifiers, modifier);
  }

  return g_steal_pointer (&modifiers);
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

  return TRUE;
}

static TrivetOrderLine *
read_line (JsonObject *body,
           GError    **error)
{
  const char      *line_id = trivet_json_get_string (body, "line", error);
  const char      *sku = line_id != NULL ? trivet_json_get_string (body, "sku", error) : NULL;
  const char      *name = sku != NULL ? trivet_json_get_string (body, "name", error) : NULL;
  GPtrArray       *modifiers = name != NULL ? read_modifiers (body, error) : NULL;
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
  if (!read_line_numbers (line, body, error)) {
    _trivet_order_line_free (line);
    return NULL;
  }

  return line;
}

static gboolean
apply_line_added (TrivetOrder *order,
                  TrivetFact  *fact,
                  JsonObject  *body,
                  GError     **error)
{
  TrivetOrderLine *line = read_line (body, error);

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

static TrivetOrderLine *
find_line (TrivetOrder *order,
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

static gboolean
apply_line_quantity_changed (TrivetOrder *order,
                             TrivetFact  *fact,
                             JsonObject  *body,
                             GError     **error)
{
  TrivetOrderLine *line = find_line (order, body, error);
  gint64           by;

  if (line == NULL ||
      !_trivet_order_get_int_between (body, "by", -TRIVET_ORDER_MAX_QUANTITY, TRIVET_ORDER_MAX_QUANTITY, &by, error))
    return FALSE;
  /* Another register may have voided the line meanwhile: its word stands. */
  if (line->voided)
    return TRUE;
  if (line->quantity + by > TRIVET_ORDER_MAX_QUANTITY)
    return _trivet_order_conflict (error, "That is more than one line can hold");
  if (line->quantity + by <= 0)
    line->voided = TRUE;
  else
    line->quantity += by;

  return TRUE;
}

static gboolean
apply_line_modifiers_set (TrivetOrder *order,
                          TrivetFact  *fact,
                          JsonObject  *body,
                          GError     **error)
{
  TrivetOrderLine *line = find_line (order, body, error);
  GPtrArray       *modifiers = line != NULL ? read_modifiers (body, error) : NULL;

  if (modifiers == NULL)
    return FALSE;
  g_ptr_array_unref (line->modifiers);
  line->modifiers = modifiers;

  return TRUE;
}

static gboolean
apply_line_note_set (TrivetOrder *order,
                     TrivetFact  *fact,
                     JsonObject  *body,
                     GError     **error)
{
  TrivetOrderLine *line = find_line (order, body, error);
  const char      *note = line != NULL ? trivet_json_get_string (body, "note", error) : NULL;

  if (note == NULL)
    return FALSE;
  _trivet_order_replace_text (&line->note, note);

  return TRUE;
}

static gboolean
apply_line_discount_set (TrivetOrder *order,
                         TrivetFact  *fact,
                         JsonObject  *body,
                         GError     **error)
{
  TrivetOrderLine   *line = find_line (order, body, error);
  TrivetDiscountKind kind;
  gint64             value;

  if (line == NULL || !read_discount (body, &kind, &value, error))
    return FALSE;
  _trivet_discount_set (&line->discount, kind, value, trivet_json_get_string_or (body, "name", NULL));

  return TRUE;
}

static gboolean
apply_line_voided (TrivetOrder *order,
                   TrivetFact  *fact,
                   JsonObject  *body,
                   GError     **error)
{
  TrivetOrderLine *line = find_line (order, body, error);

  if (line == NULL)
    return FALSE;
  line->voided = TRUE;

  return TRUE;
}

/* An order that costs nothing has no payment to settle it. */
static gboolean
apply_order_closed (TrivetOrder *order,
                    TrivetFact  *fact,
                    JsonObject  *body,
                    GError     **error)
{
  g_auto (TrivetTotals) totals = { 0 };

  if (!trivet_order_compute_totals (order, &totals, error))
    return FALSE;
  if (totals.lines->len == 0 || totals.total_minor > trivet_order_get_net_paid_minor (order))
    return _trivet_order_conflict (error, "The order is empty or owes something");
  order->settled_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

static gboolean
apply_print_requested (TrivetOrder *order,
                       TrivetFact  *fact,
                       JsonObject  *body,
                       GError     **error)
{
  const char *document = trivet_json_get_string (body, "document", error);

  if (document == NULL)
    return FALSE;
  if (g_str_equal (document, "receipt"))
    order->receipts++;

  return TRUE;
}

static gboolean
apply_nothing (TrivetOrder *order,
               TrivetFact  *fact,
               JsonObject  *body,
               GError     **error)
{
  return TRUE;
}

static const ApplyFunc apply_funcs[TRIVET_N_FACT_TYPES] = {
  [TRIVET_FACT_ORDER_OPENED] = apply_order_opened,
  [TRIVET_FACT_ORDER_LABELLED] = apply_order_labelled,
  [TRIVET_FACT_ORDER_HELD] = apply_order_held,
  [TRIVET_FACT_ORDER_RECALLED] = apply_order_recalled,
  [TRIVET_FACT_ORDER_VOIDED] = apply_order_voided,
  [TRIVET_FACT_ORDER_CLOSED] = apply_order_closed,
  [TRIVET_FACT_ORDER_NOTE_SET] = apply_order_note_set,
  [TRIVET_FACT_ORDER_DISCOUNT_SET] = apply_order_discount_set,
  [TRIVET_FACT_LINE_ADDED] = apply_line_added,
  [TRIVET_FACT_LINE_QUANTITY_CHANGED] = apply_line_quantity_changed,
  [TRIVET_FACT_LINE_MODIFIERS_SET] = apply_line_modifiers_set,
  [TRIVET_FACT_LINE_NOTE_SET] = apply_line_note_set,
  [TRIVET_FACT_LINE_DISCOUNT_SET] = apply_line_discount_set,
  [TRIVET_FACT_LINE_VOIDED] = apply_line_voided,
  [TRIVET_FACT_PAYMENT_STARTED] = _trivet_order_apply_payment_started,
  [TRIVET_FACT_PAYMENT_ASKED] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_WAITING] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_DOUBTED] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_REFUSED] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_REVERSING] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_PAID] = _trivet_order_apply_payment_paid,
  [TRIVET_FACT_PAYMENT_DECLINED] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_REVERSED] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_UNSENT] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_ALARM] = _trivet_order_apply_payment_alarm,
  [TRIVET_FACT_PAYMENT_WITHDRAWN] = _trivet_order_apply_payment_moved,
  [TRIVET_FACT_PAYMENT_OVERRIDDEN] = _trivet_order_apply_payment_overridden,
  [TRIVET_FACT_PAYMENT_CLAIMED] = _trivet_order_apply_payment_claimed,
  [TRIVET_FACT_CASH_TAKEN] = _trivet_order_apply_cash_taken,
  [TRIVET_FACT_CASH_RETURNED] = _trivet_order_apply_cash_returned,
  [TRIVET_FACT_REFUND_STARTED] = _trivet_order_apply_refund_started,
  [TRIVET_FACT_REFUND_ASKED] = _trivet_order_apply_refund_moved,
  [TRIVET_FACT_REFUND_PENDING] = _trivet_order_apply_refund_moved,
  [TRIVET_FACT_REFUND_DOUBTED] = _trivet_order_apply_refund_moved,
  [TRIVET_FACT_REFUND_BLOCKED] = _trivet_order_apply_refund_moved,
  [TRIVET_FACT_REFUND_REFUSED] = _trivet_order_apply_refund_moved,
  [TRIVET_FACT_REFUND_DONE] = _trivet_order_apply_refund_done,
  [TRIVET_FACT_REFUND_FAILED] = _trivet_order_apply_refund_failed,
  [TRIVET_FACT_REFUND_ALARM] = _trivet_order_apply_refund_alarm,
  [TRIVET_FACT_PRINT_REQUESTED] = apply_print_requested,
  [TRIVET_FACT_PRINT_STARTED] = apply_nothing,
  [TRIVET_FACT_PRINT_DONE] = apply_nothing,
  [TRIVET_FACT_PRINT_FAILED] = apply_nothing,
  [TRIVET_FACT_PRINT_CANCELLED] = apply_nothing,
};

/* What the guest ordered may change only while the order is open; money and paper always may. */
static gboolean
needs_open_order (TrivetFactType type)
{
  return type > TRIVET_FACT_ORDER_OPENED && type < TRIVET_FACT_PAYMENT_STARTED;
}

static void
settle_if_covered (TrivetOrder *order,
                   TrivetFact  *fact)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64   paid = trivet_order_get_net_paid_minor (order);
  gboolean fits;

  if (!trivet_order_is_open (order) || paid == 0)
    return;

  fits = trivet_order_compute_totals (order, &totals, NULL);
  g_assert (fits);
  if (totals.lines->len > 0 && paid >= totals.total_minor)
    order->settled_at_us = MAX (trivet_fact_get_time_us (fact), 1);
}

/**
 * trivet_order_apply:
 * @self: an order that nobody else holds
 * @fact: the next fact about it
 * @error: return location for a #TrivetFactError
 *
 * Folds one fact into the order. Facts about other things (menu, store) are refused.
 *
 * Returns: %FALSE when the fact cannot be believed; the order is as before then
 */
gboolean
trivet_order_apply (TrivetOrder *self,
                    TrivetFact  *fact,
                    GError     **error)
{
  TrivetFactType type;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (fact != NULL, FALSE);

  type = trivet_fact_get_fact_type (fact);
  if (apply_funcs[type] == NULL || !g_str_equal (trivet_fact_get_subject (fact), self->order_id))
    return _trivet_order_conflict (error, "The fact is not about this order");
  if (type != TRIVET_FACT_ORDER_OPENED && self->opened_at_us == 0)
    return _trivet_order_conflict (error, "The order has not been opened");
  if (needs_open_order (type) && !trivet_order_is_open (self))
    return _trivet_order_conflict (error, "The order is settled or void and cannot be changed");

  if (!apply_funcs[type](self, fact, trivet_fact_get_body (fact), error))
    return FALSE;
  settle_if_covered (self, fact);

  return TRUE;
}
