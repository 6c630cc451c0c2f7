/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-returns-private.h"

/*
 * Which payment gives what back: pure, over the folded order.
 */

gint64
_trivet_tender_get_left_minor (const TrivetTender *tender)
{
  return tender->state == TRIVET_TENDER_PAID ? tender->amount_minor - tender->returned_minor : 0;
}

TrivetReturnPart *
_trivet_return_part_new (const TrivetTender *tender,
                         gint64              amount_minor)
{
  TrivetReturnPart *self = g_new0 (TrivetReturnPart, 1);

  self->payment_id = g_strdup (tender->payment_id);
  self->method = g_strdup (tender->method);
  self->cash = *tender->provider_id == '\0';
  self->amount_minor = amount_minor;
  self->cash_minor = amount_minor + trivet_tender_compute_rounding_back (tender, amount_minor);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_returned_line_free);
  return self;
}

/**
 * trivet_return_part_free:
 * @self: (transfer full): a part of a plan
 */
void
trivet_return_part_free (TrivetReturnPart *self)
{
  g_free (self->payment_id);
  g_free (self->method);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static gboolean
check_order (TrivetReturns *self,
             GError       **error)
{
  if (self->order != NULL && trivet_order_is_corrected (self->order)) {
    g_set_error_literal (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED,
                         "The order is being corrected; change it instead");
    return FALSE;
  }
  if (self->order != NULL)
    return TRUE;

  g_set_error_literal (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER, "No order is open for a refund");
  return FALSE;
}

static gboolean
fail_too_much (gint64   amount_minor,
               gint64   left_minor,
               GError **error)
{
  g_set_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH,
               "%" G_GINT64_FORMAT " is more than the %" G_GINT64_FORMAT " that can still go back", amount_minor,
               left_minor);
  return FALSE;
}

/**
 * trivet_returns_get_quantity:
 * @self: returns
 * @line_id: a line of the open order
 *
 * Returns: how many of it can still go back
 */
gint64
trivet_returns_get_quantity (TrivetReturns *self,
                             const char    *line_id)
{
  const TrivetOrderLine *line;

  g_return_val_if_fail (TRIVET_IS_RETURNS (self), 0);
  g_return_val_if_fail (line_id != NULL, 0);

  line = self->order != NULL ? trivet_order_lookup_line (self->order, line_id) : NULL;
  if (line == NULL || line->voided || self->order->settled_at_us == 0)
    return 0;
  return line->quantity - line->returned_quantity;
}

/**
 * trivet_returns_get_left_minor:
 * @self: returns
 * @payment_id: (nullable): one payment, %NULL for all
 *
 * Returns: what can still go back, in minor units
 */
gint64
trivet_returns_get_left_minor (TrivetReturns *self,
                               const char    *payment_id)
{
  gint64 sum = 0;

  g_return_val_if_fail (TRIVET_IS_RETURNS (self), 0);

  for (guint i = 0; self->order != NULL && i < self->order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->order->tenders, i);

    if (payment_id == NULL || g_str_equal (tender->payment_id, payment_id))
      sum += _trivet_tender_get_left_minor (tender);
  }

  return sum;
}

static gboolean
is_chosen_twice (const TrivetReturnChoice *choices,
                 guint                     n)
{
  for (guint i = 0; i < n; i++) {
    if (g_str_equal (choices[i].line_id, choices[n].line_id))
      return TRUE;
  }

  return FALSE;
}

/* Returns: (transfer full) (nullable): what each choice was charged */
static GPtrArray *
price_choices (TrivetReturns            *self,
               const TrivetReturnChoice *choices,
               guint                     n_choices,
               GError                  **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (!check_order (self, error))
    return NULL;
  if (self->order->settled_at_us == 0) {
    g_set_error_literal (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED,
                         "The order is not paid yet; void the line instead");
    return NULL;
  }

  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_returned_line_free);
  for (guint i = 0; i < n_choices; i++) {
    gint64 amount;
    gint64 tax;

    if (is_chosen_twice (choices, i) ||
        !trivet_order_compute_return (self->order, choices[i].line_id, choices[i].quantity, &amount, &tax, NULL)) {
      g_set_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH,
                   "Of a line, more is chosen than can still go back");
      return NULL;
    }
    g_ptr_array_add (lines, trivet_returned_line_new (choices[i].line_id, choices[i].quantity, amount, tax));
  }

  return g_steal_pointer (&lines);
}

static void
sum_lines (GPtrArray *lines,
           gint64    *ret_amount_minor,
           gint64    *ret_tax_minor)
{
  *ret_amount_minor = 0;
  *ret_tax_minor = 0;
  for (guint i = 0; i < lines->len; i++) {
    const TrivetReturnedLine *line = g_ptr_array_index (lines, i);

    *ret_amount_minor += line->amount_minor;
    *ret_tax_minor += line->tax_minor;
  }
}

/**
 * trivet_returns_compute:
 * @self: returns
 * @choices: (array length=n_choices): what goes back
 * @n_choices: how many
 * @ret_amount_minor: (out): what was charged for it, in minor units
 * @ret_tax_minor: (out): of that, what was tax
 * @error: return location for a #TrivetReturnsError
 *
 * Returns: %FALSE when something of it cannot go back
 */
gboolean
trivet_returns_compute (TrivetReturns            *self,
                        const TrivetReturnChoice *choices,
                        guint                     n_choices,
                        gint64                   *ret_amount_minor,
                        gint64                   *ret_tax_minor,
                        GError                  **error)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (TRIVET_IS_RETURNS (self), FALSE);
  g_return_val_if_fail (ret_amount_minor != NULL && ret_tax_minor != NULL, FALSE);

  lines = price_choices (self, choices, n_choices, error);
  if (lines == NULL)
    return FALSE;

  sum_lines (lines, ret_amount_minor, ret_tax_minor);
  return TRUE;
}

/* The latest payment that gives all of it; money goes back the way it came last. */
static const TrivetTender *
find_covering (const TrivetOrder *order,
               gint64             amount_minor)
{
  for (guint i = order->tenders->len; i > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i - 1);

    if (_trivet_tender_get_left_minor (tender) >= amount_minor)
      return tender;
  }

  return NULL;
}

static void
add_in_turn (TrivetReturns *self,
             GPtrArray     *parts,
             gint64         amount_minor)
{
  for (guint i = self->order->tenders->len; i > 0 && amount_minor > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (self->order->tenders, i - 1);
    gint64              piece = MIN (_trivet_tender_get_left_minor (tender), amount_minor);

    if (piece <= 0)
      continue;
    g_ptr_array_add (parts, _trivet_return_part_new (tender, piece));
    amount_minor -= piece;
  }
}

/**
 * trivet_returns_plan_amount:
 * @self: returns
 * @amount_minor: what goes back, in minor units
 * @payment_id: (nullable): the payment that gives it, %NULL to choose
 * @error: return location for a #TrivetReturnsError
 *
 * Returns: (transfer full) (element-type TrivetReturnPart) (nullable): who gives what; the parts
 *   add up to @amount_minor
 */
GPtrArray *
trivet_returns_plan_amount (TrivetReturns *self,
                            gint64         amount_minor,
                            const char    *payment_id,
                            GError       **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  const TrivetTender *tender;
  gint64              left;

  g_return_val_if_fail (TRIVET_IS_RETURNS (self), NULL);

  if (!check_order (self, error))
    return NULL;
  if (amount_minor <= 0) {
    g_set_error_literal (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOTHING, "Nothing is chosen to go back");
    return NULL;
  }
  left = trivet_returns_get_left_minor (self, payment_id);
  if (amount_minor > left) {
    fail_too_much (amount_minor, left, error);
    return NULL;
  }

  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_return_part_free);
  tender = payment_id != NULL ? trivet_order_lookup_tender (self->order, payment_id)
                              : find_covering (self->order, amount_minor);
  if (tender != NULL)
    g_ptr_array_add (parts, _trivet_return_part_new (tender, amount_minor));
  else
    add_in_turn (self, parts, amount_minor);

  return g_steal_pointer (&parts);
}

/**
 * Cursor:
 * @at: the part that is being filled
 * @room_minor: what of it no line has taken yet
 */
typedef struct {
  TrivetReturns *returns;
  GPtrArray     *parts;
  guint          at;
  gint64         room_minor;
} Cursor;

static TrivetReturnPart *
get_part (const Cursor *cursor)
{
  return g_ptr_array_index (cursor->parts, cursor->at);
}

static void
open_part (Cursor *cursor,
           guint   at)
{
  cursor->at = at;
  cursor->room_minor = get_part (cursor)->amount_minor;
}

/* What @n more of a line cost after @done of them. */
static void
price_more (const Cursor *cursor,
            const char   *line_id,
            gint64        done,
            gint64        n,
            gint64       *ret_amount_minor,
            gint64       *ret_tax_minor)
{
  const TrivetOrder *order = cursor->returns->order;
  gint64             before = 0;
  gint64             tax_before = 0;

  *ret_amount_minor = 0;
  *ret_tax_minor = 0;
  if (done > 0)
    trivet_order_compute_return (order, line_id, done, &before, &tax_before, NULL);
  if (done + n > 0)
    trivet_order_compute_return (order, line_id, done + n, ret_amount_minor, ret_tax_minor, NULL);
  *ret_amount_minor -= before;
  *ret_tax_minor -= tax_before;
}

/* How many more of a line the part can give back whole: the price grows with the number. */
static gint64
count_fitting (const Cursor             *cursor,
               const TrivetReturnedLine *line,
               gint64                    done)
{
  gint64 low = 0;
  gint64 high = line->quantity - done;

  while (low < high) {
    gint64 middle = (low + high + 1) / 2;
    gint64 amount;
    gint64 tax;

    price_more (cursor, line->line_id, done, middle, &amount, &tax);
    if (amount <= cursor->room_minor)
      low = middle;
    else
      high = middle - 1;
  }

  return low;
}

/* A fact names a line once. */
static void
add_line (TrivetReturnPart *part,
          const char       *line_id,
          gint64            quantity,
          gint64            amount_minor,
          gint64            tax_minor)
{
  for (guint i = 0; i < part->lines->len; i++) {
    TrivetReturnedLine *line = g_ptr_array_index (part->lines, i);

    if (g_str_equal (line->line_id, line_id)) {
      line->quantity += quantity;
      line->amount_minor += amount_minor;
      line->tax_minor += tax_minor;
      return;
    }
  }

  g_ptr_array_add (part->lines, trivet_returned_line_new (line_id, quantity, amount_minor, tax_minor));
}

/* One dish whose money several payments give back stands with the one that gives most of it, with
 * all of its tax. */
static void
spread_one (Cursor     *cursor,
            const char *line_id,
            gint64      amount_minor,
            gint64      tax_minor)
{
  TrivetReturnPart *best = get_part (cursor);
  gint64            best_minor = 0;
  gint64            rest = amount_minor;

  while (rest > 0) {
    gint64 piece = MIN (cursor->room_minor, rest);

    if (piece > best_minor) {
      best = get_part (cursor);
      best_minor = piece;
    }
    rest -= piece;
    cursor->room_minor -= piece;
    if (rest > 0)
      open_part (cursor, cursor->at + 1);
  }
  add_line (best, line_id, 1, best_minor, MIN (tax_minor, best_minor));
}

static void
spread_line (Cursor                   *cursor,
             const TrivetReturnedLine *line)
{
  gint64 done = 0;

  while (done < line->quantity) {
    gint64 n = count_fitting (cursor, line, done);
    gint64 amount;
    gint64 tax;

    price_more (cursor, line->line_id, done, MAX (n, 1), &amount, &tax);
    if (n > 0) {
      add_line (get_part (cursor), line->line_id, n, amount, tax);
      cursor->room_minor -= amount;
    } else {
      spread_one (cursor, line->line_id, amount, tax);
    }
    done += MAX (n, 1);
  }
}

/**
 * trivet_returns_plan_lines:
 * @self: returns
 * @choices: (array length=n_choices): what goes back
 * @n_choices: how many
 * @payment_id: (nullable): the payment that gives it, %NULL to choose
 * @error: return location for a #TrivetReturnsError
 *
 * Returns: (transfer full) (element-type TrivetReturnPart) (nullable): who gives what; the parts
 *   add up to what was charged
 */
GPtrArray *
trivet_returns_plan_lines (TrivetReturns            *self,
                           const TrivetReturnChoice *choices,
                           guint                     n_choices,
                           const char               *payment_id,
                           GError                  **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  Cursor cursor = { .returns = self };
  gint64 amount;
  gint64 tax;

  g_return_val_if_fail (TRIVET_IS_RETURNS (self), NULL);

  lines = price_choices (self, choices, n_choices, error);
  if (lines == NULL)
    return NULL;
  sum_lines (lines, &amount, &tax);
  parts = trivet_returns_plan_amount (self, amount, payment_id, error);
  if (parts == NULL)
    return NULL;

  cursor.parts = parts;
  open_part (&cursor, 0);
  for (guint i = 0; i < lines->len; i++)
    spread_line (&cursor, g_ptr_array_index (lines, i));

  return g_steal_pointer (&parts);
}
