/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order-checks-private.h"

#include <string.h>

/*
 * What each check of a split order pays: a pure function of the order. The checks always add up to
 * the order's total. The rules:
 *
 * - by lines: each line's part of the total is shared by its weights, by largest remainder, the
 *   odd fen to the lower check. A line without a share (of a check that exists) belongs to the first
 *   check that is not completed, so that what guests order after one of them has paid falls on those
 *   who stay;
 * - equally: equal parts of what the completed checks left;
 * - by amount: the fixed sums, as far as the total reaches; the last check that is not completed
 *   pays the rest;
 * - what came back of a line before the order was reopened is not paid again by those who share it,
 *   and what was given beside dishes comes off all checks like a charge;
 * - a tip that a check gives is its own, on top of its share;
 * - a completed check pays what it has paid. The few fen by which a later line moves its share of a
 *   discount go to the first check that is not completed;
 * - when all are completed and something is owed all the same, the last one owes it;
 * - money for no check in particular, and what one check has too much, counts for the earliest
 *   checks that still owe something.
 */

static void
check_free (gpointer data)
{
  TrivetCheck *check = data;

  g_array_unref (check->lines);
  g_array_unref (check->promotions);
  g_array_unref (check->charges);
  g_free (check);
}

/* Whether it is all that its check pays; while guests are there, not once something of it went back. */
static gboolean
ends_check (const TrivetOrder  *order,
            const TrivetTender *tender)
{
  return tender->completes && (order->settled_at_us != 0 || tender->returned_minor == 0);
}

static void
read_tender (TrivetCheckSheet   *sheet,
             const TrivetTender *tender)
{
  int      number = tender->check <= _trivet_sheet_count (sheet) ? tender->check : 0;
  int      certainty;
  gboolean settled = sheet->order->settled_at_us != 0;

  switch (tender->state) {
  case TRIVET_TENDER_PAID:
    certainty = PAID;
    break;
  case TRIVET_TENDER_OPEN:
    certainty = OPEN;
    break;
  case TRIVET_TENDER_IN_DOUBT:
    certainty = IN_DOUBT;
    break;
  case TRIVET_TENDER_OFFERED:
  case TRIVET_TENDER_VOID:
  default:
    return;
  }
  if (tender->overridden && certainty != PAID)
    return;

  sheet->money[number][certainty] += tender->amount_minor - tender->returned_minor;
  if (number == 0)
    return;
  /* What was sold and came back was paid all the same. */
  sheet->kept[number] += tender->amount_minor - (settled ? 0 : tender->returned_minor);
  if (ends_check (sheet->order, tender))
    _trivet_sheet_get_check (sheet, number)->completed = TRUE;
}

int
_trivet_sheet_find_first_open (const TrivetCheckSheet *sheet)
{
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    if (!_trivet_sheet_get_check (sheet, k)->completed)
      return k;
  }

  return _trivet_sheet_count (sheet);
}

/* Writes the weight of each check, [0] is the first. Returns: their sum */
int
_trivet_sheet_read_weights (const TrivetCheckSheet *sheet,
                            const TrivetOrderLine  *line,
                            gint64                 *weights)
{
  int sum = 0;

  memset (weights, 0, sizeof *weights * TRIVET_ORDER_MAX_CHECKS);
  for (guint i = 0; i < line->shares->len; i++) {
    const TrivetLineShare *share = &g_array_index (line->shares, TrivetLineShare, i);

    if (share->check > _trivet_sheet_count (sheet))
      continue;
    weights[share->check - 1] = share->weight;
    sum += share->weight;
  }
  if (sum == 0)
    sum = (int) (weights[_trivet_sheet_find_first_open (sheet) - 1] = 1);

  return sum;
}

/* No weight is negative, and their sums are far from overflow. */
void
_trivet_sheet_split (const TrivetCheckSheet *sheet,
                     gint64                  whole_minor,
                     const gint64           *weights,
                     TrivetMoney            *ret_parts)
{
  gboolean fits = trivet_money_split (trivet_money_new (whole_minor, sheet->order->currency), weights,
                                      (gsize) _trivet_sheet_count (sheet), ret_parts, NULL);

  g_assert (fits);
}

static int
greatest_common_divisor (int a,
                         int b)
{
  while (b != 0) {
    int rest = a % b;

    a = b;
    b = rest;
  }

  return a;
}

static void
share_line (TrivetCheckSheet      *sheet,
            const TrivetLineTotal *total)
{
  gint64      weights[TRIVET_ORDER_MAX_CHECKS];
  TrivetMoney amounts[TRIVET_ORDER_MAX_CHECKS];
  TrivetMoney payables[TRIVET_ORDER_MAX_CHECKS];
  int         sum = _trivet_sheet_read_weights (sheet, total->line, weights);

  _trivet_sheet_split (sheet, total->gross_minor - total->line_discount_minor, weights, amounts);
  _trivet_sheet_split (sheet, total->net_minor + (total->line->tax_included ? 0 : total->tax_minor) - total->gone_minor, weights, payables);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck    *check = _trivet_sheet_get_check (sheet, k);
    int             weight = (int) weights[k - 1];
    TrivetCheckLine line = { .total = total, .amount_minor = amounts[k - 1].minor, .payable_minor = payables[k - 1].minor };

    if (weight == 0)
      continue;
    line.numerator = weight / greatest_common_divisor (weight, sum);
    line.denominator = sum / greatest_common_divisor (weight, sum);
    g_array_append_val (check->lines, line);
    check->subtotal_minor += line.amount_minor;
    check->total_minor += line.payable_minor;
  }
}

/* Charges and the tip of all go with the dishes: who ate more pays more of them. What was given back
 * beside dishes goes the same way, and never takes more than they cost. */
static void
share_charges (TrivetCheckSheet *sheet)
{
  gint64      weights[TRIVET_ORDER_MAX_CHECKS];
  TrivetMoney parts[TRIVET_ORDER_MAX_CHECKS];
  gint64      rest = sheet->totals->total_minor;
  gint64      dishes = 0;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    weights[k - 1] = _trivet_sheet_get_check (sheet, k)->total_minor;
    dishes += weights[k - 1];
    rest -= trivet_order_get_tip_minor (sheet->order, k);
  }
  rest = MAX (rest, 0) - dishes;
  if (dishes == 0 || rest == 0)
    return;
  _trivet_sheet_split (sheet, rest, weights, parts);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++)
    _trivet_sheet_get_check (sheet, k)->total_minor += parts[k - 1].minor;
}

/* Gives completed checks what they have paid. Returns: what is left for the others to share */
static gint64
keep_completed (TrivetCheckSheet *sheet)
{
  gint64 left = sheet->totals->total_minor - sheet->tips_minor;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    if (!check->completed)
      continue;
    check->total_minor = CLAMP (sheet->kept[k], 0, left);
    left -= check->total_minor;
  }

  return left;
}

static void
share_by_lines (TrivetCheckSheet *sheet)
{
  gint64 left;
  int    first;

  for (guint i = 0; i < sheet->totals->lines->len; i++)
    share_line (sheet, &g_array_index (sheet->totals->lines, TrivetLineTotal, i));

  share_charges (sheet);
  left = keep_completed (sheet);
  first = _trivet_sheet_find_first_open (sheet);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    if (check->completed)
      continue;
    check->total_minor = MIN (check->total_minor, left);
    left -= check->total_minor;
  }
  _trivet_sheet_get_check (sheet, first)->total_minor += left;
}

static void
share_equally (TrivetCheckSheet *sheet)
{
  gint64      weights[TRIVET_ORDER_MAX_CHECKS];
  TrivetMoney parts[TRIVET_ORDER_MAX_CHECKS];
  gint64      left = keep_completed (sheet);
  int         n = 0;

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++)
    n += (int) (weights[k - 1] = !_trivet_sheet_get_check (sheet, k)->completed);
  if (n == 0)
    weights[_trivet_sheet_count (sheet) - 1] = 1;
  _trivet_sheet_split (sheet, left, weights, parts);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++)
    _trivet_sheet_get_check (sheet, k)->total_minor += parts[k - 1].minor;
}

static int
find_last_open (const TrivetCheckSheet *sheet)
{
  for (int k = _trivet_sheet_count (sheet); k >= 1; k--) {
    if (!_trivet_sheet_get_check (sheet, k)->completed)
      return k;
  }

  return _trivet_sheet_count (sheet);
}

static void
share_by_amounts (TrivetCheckSheet *sheet)
{
  gint64 left = keep_completed (sheet);
  int    last = find_last_open (sheet);

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    if (check->completed || k == last)
      continue;
    check->total_minor = MIN (g_array_index (sheet->order->check_amounts, gint64, (guint) k - 1), left);
    left -= check->total_minor;
  }
  _trivet_sheet_get_check (sheet, last)->total_minor += left;
}

/* What open checks give on top, as far as the total reaches; of an order without dishes it is none. */
static void
reserve_tips (TrivetCheckSheet *sheet)
{
  for (int k = 1; k <= _trivet_sheet_count (sheet) && sheet->totals->lines->len > 0; k++) {
    if (!_trivet_sheet_get_check (sheet, k)->completed)
      sheet->tips_minor += trivet_order_get_tip_minor (sheet->order, k);
  }
  sheet->tips_minor = MIN (sheet->tips_minor, sheet->totals->total_minor);
}

static void
add_tips (TrivetCheckSheet *sheet)
{
  gint64 left = sheet->tips_minor;

  for (int k = 1; k <= _trivet_sheet_count (sheet) && left > 0; k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);
    gint64       tip = check->completed ? 0 : MIN (trivet_order_get_tip_minor (sheet->order, k), left);

    check->total_minor += tip;
    left -= tip;
  }
}

static void
share_total (TrivetCheckSheet *sheet)
{
  switch (sheet->order->split_kind) {
  case TRIVET_SPLIT_NONE:
  case TRIVET_SPLIT_LINES:
    share_by_lines (sheet);
    break;
  case TRIVET_SPLIT_EQUAL:
    share_equally (sheet);
    break;
  case TRIVET_SPLIT_AMOUNTS:
    share_by_amounts (sheet);
    break;
  }
}

/* What a check has too much is for none in particular; the surest money first. */
static void
free_excess (TrivetCheckSheet *sheet,
             int               k)
{
  gint64 *money = sheet->money[k];
  gint64  excess = money[PAID] + money[OPEN] + money[IN_DOUBT] - _trivet_sheet_get_check (sheet, k)->total_minor;

  for (int certainty = PAID; certainty < TRIVET_N_CERTAINTIES && excess > 0; certainty++) {
    gint64 part = CLAMP (money[certainty], 0, excess);

    money[certainty] -= part;
    sheet->money[0][certainty] += part;
    excess -= part;
  }
}

static void
share_money (TrivetCheckSheet *sheet)
{
  gint64 *pool = sheet->money[0];

  for (int k = 1; k <= _trivet_sheet_count (sheet); k++)
    free_excess (sheet, k);
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    gint64 *money = sheet->money[k];
    gint64  owing = _trivet_sheet_get_check (sheet, k)->total_minor - money[PAID] - money[OPEN] - money[IN_DOUBT];

    for (int certainty = PAID; certainty < TRIVET_N_CERTAINTIES && owing > 0; certainty++) {
      gint64 part = CLAMP (pool[certainty], 0, owing);

      pool[certainty] -= part;
      money[certainty] += part;
      owing -= part;
    }
  }
  /* A surplus: nobody owes it, and it is shown nevertheless. */
  for (int certainty = PAID; certainty < TRIVET_N_CERTAINTIES; certainty++)
    sheet->money[_trivet_sheet_count (sheet)][certainty] += pool[certainty];
}

static TrivetCheckState
find_state (const TrivetCheckSheet *sheet,
            const TrivetCheck      *check)
{
  if (check->total_minor == 0)
    return TRIVET_CHECK_EMPTY;
  if (check->paid_minor >= check->total_minor || sheet->order->settled_at_us != 0)
    return TRIVET_CHECK_PAID;
  if (check->paid_minor + check->open_minor + check->in_doubt_minor >= check->total_minor)
    return TRIVET_CHECK_ASKED;

  return check->paid_minor > 0 ? TRIVET_CHECK_PART_PAID : TRIVET_CHECK_OWING;
}

static void
finish (TrivetCheckSheet *sheet)
{
  for (int k = 1; k <= _trivet_sheet_count (sheet); k++) {
    TrivetCheck *check = _trivet_sheet_get_check (sheet, k);

    check->paid_minor = sheet->money[k][PAID];
    check->open_minor = sheet->money[k][OPEN];
    check->in_doubt_minor = sheet->money[k][IN_DOUBT];
    if (trivet_order_is_open (sheet->order))
      check->due_minor =
        MAX (check->total_minor - check->paid_minor - check->open_minor - check->in_doubt_minor, 0);
    check->state = find_state (sheet, check);
  }
}

/**
 * trivet_order_compute_checks:
 * @self: an order, split or not
 * @totals: what it adds up to (trivet_order_compute_totals()); must outlive the result
 *
 * Shares an order among its checks. Pure. Over all checks, the totals add up to the order's total,
 * the payments to its payments, and what is due to what the order owes.
 *
 * Returns: (transfer full) (element-type TrivetCheck): one or more checks, the first is number 1
 */
GPtrArray *
trivet_order_compute_checks (const TrivetOrder  *self,
                             const TrivetTotals *totals)
{
  TrivetCheckSheet sheet = { .order = self, .totals = totals };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (totals != NULL && totals->lines != NULL, NULL);

  sheet.checks = g_ptr_array_new_with_free_func (check_free);
  for (int k = 1; k <= self->n_checks; k++) {
    TrivetCheck *check = g_new0 (TrivetCheck, 1);

    check->number = k;
    check->lines = g_array_new (FALSE, FALSE, sizeof (TrivetCheckLine));
    check->promotions = g_array_new (FALSE, TRUE, sizeof (gint64));
    check->charges = g_array_new (FALSE, TRUE, sizeof (gint64));
    g_ptr_array_add (sheet.checks, check);
  }
  for (guint i = 0; i < self->tenders->len; i++)
    read_tender (&sheet, g_ptr_array_index (self->tenders, i));

  reserve_tips (&sheet);
  share_total (&sheet);
  add_tips (&sheet);
  _trivet_sheet_name_parts (&sheet);
  share_money (&sheet);
  finish (&sheet);

  return sheet.checks;
}

/**
 * trivet_checks_lookup:
 * @checks: (element-type TrivetCheck): from trivet_order_compute_checks()
 * @number: 1 … n
 *
 * Returns: (transfer none) (nullable): that check, %NULL when there is none
 */
const TrivetCheck *
trivet_checks_lookup (GPtrArray *checks,
                      int        number)
{
  g_return_val_if_fail (checks != NULL, NULL);

  return number >= 1 && number <= (int) checks->len ? g_ptr_array_index (checks, (guint) number - 1) : NULL;
}

/*
 * Whether a payment that is under way, in doubt or made pays all that @check owed.
 */
gboolean
_trivet_order_is_check_completed (const TrivetOrder *order,
                                  int                check)
{
  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);
    gboolean            asked = tender->state == TRIVET_TENDER_OPEN || tender->state == TRIVET_TENDER_IN_DOUBT;

    if (tender->check == check && ends_check (order, tender) &&
        (tender->state == TRIVET_TENDER_PAID || (asked && !tender->overridden)))
      return TRUE;
  }

  return FALSE;
}

/* The lines that fall to a check because it is the first that is not completed stay with it when it
 * is paid. */
static void
pin_lines (TrivetOrder       *order,
           const TrivetCheck *check)
{
  TrivetLineShare whole = { check->number, 1 };

  for (guint i = 0; i < check->lines->len; i++) {
    const TrivetCheckLine *line = &g_array_index (check->lines, TrivetCheckLine, i);
    TrivetOrderLine       *own = trivet_order_lookup_line (order, line->total->line->line_id);
    gboolean               shared = FALSE;

    for (guint j = 0; j < own->shares->len; j++)
      shared |= g_array_index (own->shares, TrivetLineShare, j).check <= order->n_checks;
    if (shared)
      continue;
    g_array_set_size (own->shares, 0);
    g_array_append_val (own->shares, whole);
  }
}

/*
 * Marks a payment that pays all that its check owes, before it is counted among what was asked for.
 */
void
_trivet_order_complete_check (TrivetOrder  *order,
                              TrivetTender *tender)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;
  const TrivetCheck *check;

  /* It may have been all of the due once, and late. */
  tender->completes = FALSE;
  if (tender->check == 0 || order->split_kind == TRIVET_SPLIT_NONE ||
      !trivet_order_is_open (order) || !trivet_order_compute_totals (order, &totals, NULL))
    return;
  checks = trivet_order_compute_checks (order, &totals);
  check = trivet_checks_lookup (checks, tender->check);
  if (check == NULL || check->due_minor == 0 || tender->amount_minor < check->due_minor)
    return;

  tender->completes = TRUE;
  pin_lines (order, check);
}
