/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-private.h"

/*
 * How facts change an order. Each function first judges the whole fact and only then changes the
 * order, so that a fact that is refused leaves no trace. Facts may come from a hostile journal.
 * Lines are in -lines.c, tables in -table.c, the kitchen in
 * -kitchen.c, moves and checks in -moves.c, money in
 * -payments.c and -returns.c, corrections in -reopen.c.
 *
 * The limits of trivet-order.h keep every sum far from overflow: 500 lines of 9999 pieces at 41
 * prices of 10^10 are 1.05 × 10^18, with tax of at most the same again.
 */

static gboolean
apply_order_opened (TrivetOrder *order,
                    TrivetFact  *fact,
                    JsonObject  *body,
                    GError     **error)
{
  const char     *number = trivet_json_get_string (body, "number", error);
  const char     *code;
  TrivetOrderKind kind;
  TrivetCurrency  currency;

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
  if (!trivet_order_kind_from_name (trivet_json_get_string_or (body, "type", "counter"), &kind)) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“type” is not a type of order");
    return FALSE;
  }
  if (order->opened_at_us != 0)
    return _trivet_order_conflict (error, "The order has been opened before");

  _trivet_order_replace_text (&order->number, number);
  _trivet_order_replace_text (&order->label, trivet_json_get_string_or (body, "label", ""));
  _trivet_order_replace_text (&order->table_id, trivet_json_get_string_or (body, "table", ""));
  _trivet_order_read_table_name (order, body);
  _trivet_order_replace_text (&order->staff, trivet_fact_get_staff (fact));
  order->kind = kind;
  order->guests = (int) CLAMP (trivet_json_get_int_or (body, "guests", 0), 0, TRIVET_ORDER_MAX_GUESTS);
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

/* What was paid for an order that is corrected goes back as a surplus. */
static gboolean
apply_order_voided (TrivetOrder *order,
                    TrivetFact  *fact,
                    JsonObject  *body,
                    GError     **error)
{
  gboolean paid = trivet_order_get_paid_minor (order) != 0 && order->reopened_at_us == 0;

  if (paid || trivet_order_get_open_minor (order) != 0 || trivet_order_get_in_doubt_minor (order) != 0)
    return _trivet_order_conflict (error, "The order holds a payment");
  order->voided_at_us = MAX (trivet_fact_get_time_us (fact), 1);

  return TRUE;
}

static gboolean
apply_order_discount_set (TrivetOrder *order,
                          TrivetFact  *fact,
                          JsonObject  *body,
                          GError     **error)
{
  return _trivet_order_set_discount (&order->discount, body, error);
}

static void
settle (TrivetOrder *order,
        TrivetFact  *fact)
{
  order->settled_at_us = MAX (trivet_fact_get_time_us (fact), 1);
  order->reopened_at_us = 0;
}

/* An order that costs nothing has no payment to settle it, nor has a correction after which nothing
 * more is due. */
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
  settle (order, fact);

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
  if (g_str_equal (document, "receipt") && !json_object_has_member (body, "check"))
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

static TrivetOrderApply *const apply_funcs[TRIVET_N_FACT_TYPES] = {
  [TRIVET_FACT_ORDER_OPENED] = apply_order_opened,
  [TRIVET_FACT_ORDER_LABELLED] = apply_order_labelled,
  [TRIVET_FACT_ORDER_HELD] = apply_order_held,
  [TRIVET_FACT_ORDER_RECALLED] = apply_order_recalled,
  [TRIVET_FACT_ORDER_VOIDED] = apply_order_voided,
  [TRIVET_FACT_ORDER_CLOSED] = apply_order_closed,
  [TRIVET_FACT_ORDER_NOTE_SET] = apply_order_note_set,
  [TRIVET_FACT_ORDER_DISCOUNT_SET] = apply_order_discount_set,
  [TRIVET_FACT_LINE_ADDED] = _trivet_order_apply_line_added,
  [TRIVET_FACT_LINE_QUANTITY_CHANGED] = _trivet_order_apply_line_quantity_changed,
  [TRIVET_FACT_LINE_MODIFIERS_SET] = _trivet_order_apply_line_modifiers_set,
  [TRIVET_FACT_LINE_PRICE_SET] = _trivet_order_apply_line_price_set,
  [TRIVET_FACT_LINE_NOTE_SET] = _trivet_order_apply_line_note_set,
  [TRIVET_FACT_LINE_DISCOUNT_SET] = _trivet_order_apply_line_discount_set,
  [TRIVET_FACT_LINE_VOIDED] = _trivet_order_apply_line_voided,
  [TRIVET_FACT_ORDER_SEATED] = _trivet_order_apply_order_seated,
  [TRIVET_FACT_ORDER_GUESTS_SET] = _trivet_order_apply_order_guests_set,
  [TRIVET_FACT_ORDER_TYPE_SET] = _trivet_order_apply_order_type_set,
  [TRIVET_FACT_ORDER_TRANSFERRED] = _trivet_order_apply_order_transferred,
  [TRIVET_FACT_ORDER_MERGED] = _trivet_order_apply_order_merged,
  [TRIVET_FACT_CHECKS_SET] = _trivet_order_apply_checks_set,
  [TRIVET_FACT_ORDER_PRICED] = _trivet_order_apply_order_priced,
  [TRIVET_FACT_ORDER_MEMBER_SET] = _trivet_order_apply_order_member_set,
  [TRIVET_FACT_ORDER_COUPON_SET] = _trivet_order_apply_order_coupon_set,
  [TRIVET_FACT_ORDER_TIP_SET] = _trivet_order_apply_order_tip_set,
  [TRIVET_FACT_LINE_SEAT_SET] = _trivet_order_apply_line_seat_set,
  [TRIVET_FACT_LINE_COURSE_SET] = _trivet_order_apply_line_course_set,
  [TRIVET_FACT_LINE_SHARES_SET] = _trivet_order_apply_line_shares_set,
  [TRIVET_FACT_LINE_MOVED] = _trivet_order_apply_line_moved,
  [TRIVET_FACT_LINE_RECEIVED] = _trivet_order_apply_line_received,
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
  [TRIVET_FACT_ORDER_UNMERGED] = _trivet_order_apply_order_unmerged,
  [TRIVET_FACT_ORDER_REOPENED] = _trivet_order_apply_order_reopened,
  [TRIVET_FACT_ORDER_BILL_ASKED] = _trivet_order_apply_order_bill_asked,
  [TRIVET_FACT_COURSE_HELD] = _trivet_order_apply_course_held,
  [TRIVET_FACT_LINES_SENT] = _trivet_order_apply_lines_sent,
  [TRIVET_FACT_LINES_RUSHED] = _trivet_order_apply_lines_rushed,
  [TRIVET_FACT_LINES_COOKED] = _trivet_order_apply_lines_cooked,
  [TRIVET_FACT_LINES_SERVED] = _trivet_order_apply_lines_served,
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

  if (!trivet_order_is_open (order) || paid == 0 || !_trivet_order_may_settle (order, fact))
    return;

  fits = trivet_order_compute_totals (order, &totals, NULL);
  g_assert (fits);
  if (totals.lines->len > 0 && paid >= totals.total_minor)
    settle (order, fact);
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
