/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

/**
 * TrivetLineTotal:
 * @line: (unowned): not voided
 * @gross_minor: (unit + modifiers) × quantity
 * @line_discount_minor: 0 … @gross_minor, what its own discount takes
 * @promotion_minor: 0 … , what promotions take off it, its share of those on the whole order too
 * @order_share_minor: 0 … , its share of the order's discount by largest remainder
 * @tax_minor: tax inside (included) or on top (added) of the net
 * @net_minor: @gross_minor − @line_discount_minor − @promotion_minor − @order_share_minor
 * @gone_minor: of @net_minor and the tax on top, what had come back before the order was reopened
 */
typedef struct {
  const TrivetOrderLine *line;
  gint64                 gross_minor;
  gint64                 line_discount_minor;
  gint64                 promotion_minor;
  gint64                 order_share_minor;
  gint64                 tax_minor;
  gint64                 net_minor;
  gint64                 gone_minor;
} TrivetLineTotal;

/**
 * TrivetLinePromotion:
 * @line: which line of the totals, from 0
 * @promotion: which promotion of the order, from 0
 * @amount_minor: what it takes off the line, more than 0
 * @whole: it is the line's share of what the promotion takes off the whole order
 */
typedef struct {
  guint    line;
  guint    promotion;
  gint64   amount_minor;
  gboolean whole;
} TrivetLinePromotion;

/**
 * TrivetChargeTotal:
 * @charge: (unowned)
 * @tax_minor: inside (included) or on top (added) of @amount_minor
 */
typedef struct {
  const TrivetCharge *charge;
  gint64              amount_minor;
  gint64              tax_minor;
} TrivetChargeTotal;

/**
 * TrivetTotals:
 * @lines: (element-type TrivetLineTotal): one for each line that is not voided, in order
 * @subtotal_minor: sum of gross less line discounts (what stands beside the lines)
 * @line_discount_minor: sum of the lines' own discounts
 * @promotions: (element-type gint64): what each of the order's promotions really takes
 * @line_promotions: (element-type TrivetLinePromotion): what of that they take off each line
 * @promotion_minor: their sum
 * @order_discount_minor: what the order's discount takes, at most what is left
 * @comp_minor: of the lines' discounts and the order's, what was given on the house
 * @charges: (element-type TrivetChargeTotal): those that come to something
 * @charge_minor: their sum without added tax
 * @tax_included_minor: tax inside the prices (for information)
 * @tax_added_minor: tax on top
 * @tax_within_minor: of @total_minor, what is tax and has no row of its own above it: the tax inside
 *   the prices; when something was given back, all tax that is left
 * @tip_minor: what the guests give to the staff
 * @returned_minor: what was given back before the order was reopened
 * @returned_tax_minor: of that, what was tax
 * @total_minor: subtotal − promotions − order discount + charges + tax added + tip − returned; what
 *   is due in all
 * @n_items: sum of quantities
 */
typedef struct {
  GArray *lines;
  GArray *promotions;
  GArray *line_promotions;
  GArray *charges;
  gint64  subtotal_minor;
  gint64  line_discount_minor;
  gint64  promotion_minor;
  gint64  charge_minor;
  gint64  tip_minor;
  gint64  order_discount_minor;
  gint64  comp_minor;
  gint64  tax_included_minor;
  gint64  tax_added_minor;
  gint64  tax_within_minor;
  gint64  returned_minor;
  gint64  returned_tax_minor;
  gint64  total_minor;
  gint64  n_items;
} TrivetTotals;

gboolean trivet_order_compute_totals (const TrivetOrder  *self,
                                      TrivetTotals       *ret_totals,
                                      GError            **error);
void     trivet_totals_clear         (TrivetTotals       *totals);
gint64   trivet_order_line_get_unit_minor (const TrivetOrderLine *line);

/* What giving back @quantity of a line means in money, mirrored from what was charged; what several
 * returns give adds up to the line exactly. */
gboolean trivet_order_compute_return (const TrivetOrder   *self,
                                      const char          *line_id,
                                      gint64               quantity,
                                      gint64              *ret_amount_minor,
                                      gint64              *ret_tax_minor,
                                      GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetTotals, trivet_totals_clear)

G_END_DECLS
