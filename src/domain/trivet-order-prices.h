/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"

G_BEGIN_DECLS

/**
 * TrivetPromotionShare:
 *
 * What a promotion takes off one line.
 */
typedef struct {
  char   *line_id;
  gint64  amount_minor;
} TrivetPromotionShare;

/**
 * TrivetAppliedPromotion:
 * @name, @name_zh: the words for the guest: why it costs less
 * @order_minor: what it takes off the whole order
 * @shares: (element-type TrivetPromotionShare): what it takes off lines
 *
 * A promotion as it was worked out for this order (trivet_price_book_solve()). What it takes is
 * never more than there is, whatever has happened to the lines since.
 */
typedef struct {
  char      *promotion_id;
  char      *name;
  char      *name_zh;
  gint64     order_minor;
  GPtrArray *shares;
} TrivetAppliedPromotion;

/**
 * TrivetChargeKind:
 * @TRIVET_CHARGE_RATE: @value parts per million of the dishes, after discounts (service)
 * @TRIVET_CHARGE_ORDER: @value for the order (delivery)
 * @TRIVET_CHARGE_GUEST: @value for each guest (tea, cover)
 * @TRIVET_CHARGE_ITEM: @value for each dish (packing)
 * @TRIVET_CHARGE_MINIMUM: what the dishes, after discounts, lack to @value
 */
typedef enum {
  TRIVET_CHARGE_RATE,
  TRIVET_CHARGE_ORDER,
  TRIVET_CHARGE_GUEST,
  TRIVET_CHARGE_ITEM,
  TRIVET_CHARGE_MINIMUM,
} TrivetChargeKind;

/**
 * TrivetCharge:
 * @order_kinds: bits 1 << #TrivetOrderKind; 0 is all; of no meaning in an order
 * @off: switched off: for no order until it is switched on again; of no meaning in an order
 * @from_guests: only for so many guests and more, 0 for any; of no meaning in an order
 * @tables: (nullable) (array zero-terminated=1): ids of the tables that it is for, such as a private
 *   room; %NULL or empty is everywhere; of no meaning in an order
 *
 * What is charged beside the dishes.
 */
typedef struct {
  char             *charge_id;
  char             *name;
  char             *name_zh;
  TrivetChargeKind  kind;
  gint64            value;
  gint64            tax_rate_ppm;
  gboolean          tax_included;
  guint             order_kinds;
  gboolean          off;
  int               from_guests;
  GStrv             tables;
} TrivetCharge;

TrivetAppliedPromotion *trivet_applied_promotion_new  (const char             *promotion_id,
                                                       const char             *name,
                                                       const char             *name_zh);
void                    trivet_applied_promotion_free (TrivetAppliedPromotion *self);
void                    trivet_applied_promotion_add  (TrivetAppliedPromotion *self,
                                                       const char             *line_id,
                                                       gint64                  amount_minor);
void                    trivet_charge_free            (TrivetCharge           *self);
TrivetCharge           *trivet_charge_copy            (const TrivetCharge     *self);

G_END_DECLS
