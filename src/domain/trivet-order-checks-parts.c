/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-checks-private.h"

/*
 * What a check's total is made of: the promotions, discounts, charges and taxes of the order that fall
 * to it, so that its own receipt can name them. A value is split after each step (what stands beside a
 * line, that less its promotions, …), and a part is the difference of two steps: so the parts of one
 * check make up what it pays of the line, and over all checks each part adds up to the order's, to the
 * fen. A check that pays a part of everything has a part of each of them in the same way.
 */

typedef struct {
  TrivetCheckSheet *sheet;
  gint64            weights[TRIVET_ORDER_MAX_CHECKS];
  gint64            value_minor;
  TrivetMoney       split[TRIVET_ORDER_MAX_CHECKS]; /* of @value_minor */
} Steps;

static void
begin (Steps *steps,
       gint64 value_minor)
{
  steps->value_minor = value_minor;
  _trivet_sheet_split (steps->sheet, value_minor, steps->weights, steps->split);
}

/* Adds @by to the value, and to each check's member what of it is that check's, with @sign. */
static void
step (Steps *steps,
      gint64 by,
      gint64 sign,
      gsize  offset)
{
  TrivetMoney before[TRIVET_ORDER_MAX_CHECKS];

  if (by == 0)
    return;
  for (int k = 0; k < _trivet_sheet_count (steps->sheet); k++)
    before[k] = steps->split[k];
  begin (steps, steps->value_minor + by);
  for (int k = 0; k < _trivet_sheet_count (steps->sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (steps->sheet, k + 1);

    G_STRUCT_MEMBER (gint64, check, offset) += sign * (steps->split[k].minor - before[k].minor);
  }
}

/* The same, into one place of an array that each check has. */
static void
step_into (Steps *steps,
           gint64 by,
           gint64 sign,
           gsize  offset,
           guint  place)
{
  TrivetMoney before[TRIVET_ORDER_MAX_CHECKS];

  for (int k = 0; k < _trivet_sheet_count (steps->sheet); k++)
    before[k] = steps->split[k];
  begin (steps, steps->value_minor + by);
  for (int k = 0; k < _trivet_sheet_count (steps->sheet); k++) {
    GArray *parts = G_STRUCT_MEMBER (GArray *, _trivet_sheet_get_check (steps->sheet, k + 1), offset);

    g_array_index (parts, gint64, place) += sign * (steps->split[k].minor - before[k].minor);
  }
}

#define PART(member) G_STRUCT_OFFSET (TrivetCheck, member)

static void
add_parts (TrivetCheckSheet *sheet,
           gint64            whole_minor,
           const gint64     *weights,
           gsize             offset)
{
  TrivetMoney parts[TRIVET_ORDER_MAX_CHECKS];

  _trivet_sheet_split (sheet, whole_minor, weights, parts);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++)
    G_STRUCT_MEMBER (gint64, _trivet_sheet_get_check (sheet, k), offset) += parts[k - 1].minor;
}

static void
name_line (TrivetCheckSheet *sheet,
           guint             index)
{
  const TrivetTotals    *totals = sheet->totals;
  const TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, index);
  Steps                  steps = { .sheet = sheet };

  _trivet_sheet_read_weights (sheet, total->line, steps.weights);
  begin (&steps, total->gross_minor - total->line_discount_minor);
  for (guint i = 0; i < totals->line_promotions->len; i++) {
    const TrivetLinePromotion *taken = &g_array_index (totals->line_promotions, TrivetLinePromotion, i);

    if (taken->line == index)
      step_into (&steps, -taken->amount_minor, -1, PART (promotions), taken->promotion);
  }
  step (&steps, -total->order_share_minor, -1, PART (order_discount_minor));
  if (total->line->tax_included)
    add_parts (sheet, total->tax_minor, steps.weights, PART (tax_within_minor));
  else
    step (&steps, total->tax_minor, 1, PART (tax_added_minor));
  step (&steps, -total->gone_minor, -1, PART (returned_minor));
}

/* What is not of one line goes with what the lines cost each check. */
static void
name_rest (TrivetCheckSheet *sheet)
{
  const TrivetTotals *totals = sheet->totals;
  Steps               steps = { .sheet = sheet };
  gint64              gone = totals->returned_minor;
  gint64              dishes = 0;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    for (guint i = 0; i < check->lines->len; i++)
      steps.weights[k - 1] += g_array_index (check->lines, TrivetCheckLine, i).payable_minor;
    dishes += steps.weights[k - 1];
  }
  if (dishes == 0)
    steps.weights[_trivet_sheet_find_first_open (sheet) - 1] = 1;
  for (guint i = 0; i < totals->lines->len; i++)
    gone -= g_array_index (totals->lines, TrivetLineTotal, i).gone_minor;

  begin (&steps, 0);
  for (guint i = 0; i < totals->charges->len; i++) {
    const TrivetChargeTotal *charge = &g_array_index (totals->charges, TrivetChargeTotal, i);

    step_into (&steps, charge->amount_minor, 1, PART (charges), i);
    if (charge->charge->tax_included)
      add_parts (sheet, charge->tax_minor, steps.weights, PART (tax_within_minor));
    else
      step (&steps, charge->tax_minor, 1, PART (tax_added_minor));
  }
  step (&steps, totals->lines->len > 0 ? sheet->order->tip_minor : 0, 1, PART (tip_minor));
  step (&steps, -gone, -1, PART (returned_minor));
}

/* A part of everything has a part of each thing, as large as what it pays beside a tip of its own. */
static void
name_everything (TrivetCheckSheet *sheet)
{
  const TrivetTotals *totals = sheet->totals;
  Steps               steps = { .sheet = sheet };
  gint64              whole = 0;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    const TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    steps.weights[k - 1] = MAX (check->total_minor - check->tip_minor, 0);
    whole += steps.weights[k - 1];
  }
  if (whole == 0)
    steps.weights[_trivet_sheet_find_first_open (sheet) - 1] = 1;

  begin (&steps, 0);
  step (&steps, totals->subtotal_minor, 1, PART (subtotal_minor));
  for (guint i = 0; i < totals->promotions->len; i++)
    step_into (&steps, -g_array_index (totals->promotions, gint64, i), -1, PART (promotions), i);
  step (&steps, -totals->order_discount_minor, -1, PART (order_discount_minor));
  for (guint i = 0; i < totals->charges->len; i++)
    step_into (&steps, g_array_index (totals->charges, TrivetChargeTotal, i).amount_minor, 1, PART (charges), i);
  step (&steps, totals->tax_added_minor, 1, PART (tax_added_minor));
  step (&steps, totals->lines->len > 0 ? sheet->order->tip_minor : 0, 1, PART (tip_minor));
  step (&steps, -totals->returned_minor, -1, PART (returned_minor));
}

/* The tax within a part of everything, and of an order of which something was given back, goes with what
 * each check pays, as the tax of what came back does. */
static void
share_tax (TrivetCheckSheet *sheet)
{
  gint64 weights[TRIVET_ORDER_MAX_CHECKS] = { 0 };

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    check->tax_within_minor = 0;
    weights[k - 1] = MAX (check->total_minor - check->tip_minor, 0);
  }
  add_parts (sheet, sheet->totals->tax_within_minor, weights, PART (tax_within_minor));
}

static gint64
sum_array (GArray *parts)
{
  gint64 sum = 0;

  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, gint64, i);

  return sum;
}

/*
 * After the totals are shared: names what they are made of.
 */
void
_trivet_sheet_name_parts (TrivetCheckSheet *sheet)
{
  gboolean by_lines = sheet->order->split_kind == TRIVET_SPLIT_NONE || sheet->order->split_kind == TRIVET_SPLIT_LINES;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    g_array_set_size (check->promotions, sheet->order->promotions->len);
    g_array_set_size (check->charges, sheet->totals->charges->len);
    if (sheet->totals->lines->len > 0)
      check->tip_minor = MIN (trivet_order_get_tip_minor (sheet->order, k), check->total_minor);
  }
  for (guint i = 0; by_lines && i < sheet->totals->lines->len; i++)
    name_line (sheet, i);
  if (by_lines)
    name_rest (sheet);
  else
    name_everything (sheet);
  if (!by_lines || sheet->totals->returned_minor > 0)
    share_tax (sheet);

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    check->other_minor = check->total_minor - check->subtotal_minor + sum_array (check->promotions) + check->order_discount_minor -
                         sum_array (check->charges) - check->tax_added_minor - check->tip_minor + check->returned_minor;
  }
}
