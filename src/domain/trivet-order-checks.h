/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

/**
 * TrivetCheckState:
 * @TRIVET_CHECK_EMPTY: it costs nothing
 * @TRIVET_CHECK_OWING: nothing has been paid
 * @TRIVET_CHECK_PART_PAID: something is still due
 * @TRIVET_CHECK_ASKED: nothing more is due, but a payment is under way or in doubt
 * @TRIVET_CHECK_PAID: paid in full
 */
typedef enum {
  TRIVET_CHECK_EMPTY,
  TRIVET_CHECK_OWING,
  TRIVET_CHECK_PART_PAID,
  TRIVET_CHECK_ASKED,
  TRIVET_CHECK_PAID,
} TrivetCheckState;

/**
 * TrivetCheckLine:
 * @total: (unowned): the line and what it adds up to
 * @numerator, @denominator: which part of it this check pays, in lowest terms
 * @amount_minor: that part of what stands beside the line
 * @payable_minor: that part of what the line adds to the order's total: less its share of the
 *   order's discount, with the tax on top
 */
typedef struct {
  const TrivetLineTotal *total;
  int                    numerator;
  int                    denominator;
  gint64                 amount_minor;
  gint64                 payable_minor;
} TrivetCheckLine;

/**
 * TrivetCheck:
 * @number: 1 … n
 * @lines: (element-type TrivetCheckLine): of %TRIVET_SPLIT_LINES; empty when it pays a part of
 *   everything
 * @subtotal_minor: sum of what stands beside its lines; of a part of everything, its part of that. With
 *   the parts below it makes up @total_minor; over all checks each part adds up to the order's
 * @total_minor: what it is to pay in all
 * @paid_minor, @open_minor, @in_doubt_minor: of that
 * @due_minor: what may still be asked for
 * @promotions: (element-type gint64): of @subtotal_minor, what each of the order's promotions takes
 * @charges: (element-type gint64): what it pays of each of the totals' charges
 * @order_discount_minor: what the order's discount takes
 * @tax_added_minor: what it pays of the tax on top
 * @tip_minor: what it gives to the staff, with its share of what all give together
 * @returned_minor: its share of what was given back before the order was reopened
 * @other_minor: what its total is beside all that: of a check that paid before the order changed
 * @tax_within_minor: of @total_minor, what is tax and not in @tax_added_minor
 * @completed: its last payment paid all that was due: it pays what it has paid, and what comes
 *   later falls on the others
 */
typedef struct {
  int              number;
  GArray          *lines;
  gint64           subtotal_minor;
  gint64           total_minor;
  gint64           paid_minor;
  gint64           open_minor;
  gint64           in_doubt_minor;
  gint64           due_minor;
  GArray          *promotions;
  GArray          *charges;
  gint64           order_discount_minor;
  gint64           tax_added_minor;
  gint64           tip_minor;
  gint64           returned_minor;
  gint64           other_minor;
  gint64           tax_within_minor;
  gboolean         completed;
  TrivetCheckState state;
} TrivetCheck;

GPtrArray         *trivet_order_compute_checks (const TrivetOrder   *self,
                                                const TrivetTotals  *totals);
const TrivetCheck *trivet_checks_lookup        (GPtrArray           *checks,
                                                int                  number);

G_END_DECLS
