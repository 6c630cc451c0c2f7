/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

/*
 * Why a promotion takes nothing off an order. What it takes, the solver says; the rest is asked in the
 * order in which a person would: is it on, is it for this order, for these dishes, at this time, and
 * enough of them.
 */

static gint64
find_taken (GPtrArray  *applied,
            const char *promotion_id)
{
  for (guint i = 0; i < applied->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (applied, i);
    gint64                        taken = promotion->order_minor;

    if (!g_str_equal (promotion->promotion_id, promotion_id))
      continue;
    for (guint j = 0; j < promotion->shares->len; j++)
      taken += ((const TrivetPromotionShare *) g_ptr_array_index (promotion->shares, j))->amount_minor;
    return taken;
  }

  return 0;
}

static gboolean
is_for_a_dish (const TrivetPromotion *promotion,
               const TrivetOrder     *order,
               GTimeZone             *zone)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (line->voided || line->discount.kind != TRIVET_DISCOUNT_NONE)
      continue;
    for (guint j = 0; zone == NULL && j < promotion->parts->len; j++) {
      if (_trivet_promotion_part_matches (g_ptr_array_index (promotion->parts, j), line))
        return TRUE;
    }
    if (zone != NULL && trivet_promotion_is_for_line (promotion, line, zone))
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_on_order (const TrivetPromotion *promotion)
{
  return promotion->kind == TRIVET_PROMOTION_ORDER_AMOUNT || promotion->kind == TRIVET_PROMOTION_ORDER_RATE;
}

/* Whether it would take something if there were no other. */
static gboolean
takes_alone (TrivetPriceBook       *self,
             const TrivetPromotion *promotion,
             const TrivetOrder     *order,
             GTimeZone             *zone)
{
  g_autoptr (TrivetPriceBook) alone = trivet_price_book_new ();
  g_autoptr (GPtrArray) applied = NULL;

  g_ptr_array_add (trivet_price_book_get_promotions (alone), trivet_promotion_copy (promotion));
  applied = trivet_price_book_solve (alone, order, zone);

  return applied->len > 0;
}

static TrivetPromotionVerdict
judge_order (const TrivetPromotion *promotion,
             const TrivetOrder     *order)
{
  if (promotion->off)
    return TRIVET_PROMOTION_VERDICT_OFF;
  if (promotion->order_kinds != 0 && (promotion->order_kinds & 1u << order->kind) == 0)
    return TRIVET_PROMOTION_VERDICT_ORDER_KIND;
  if (promotion->members && order->member == NULL)
    return TRIVET_PROMOTION_VERDICT_MEMBERS;

  return TRIVET_PROMOTION_VERDICT_COUPON;
}

static TrivetPromotionVerdict
judge_dishes (const TrivetPromotion *promotion,
              const TrivetOrder     *order,
              GTimeZone             *zone)
{
  if (!is_for_a_dish (promotion, order, NULL))
    return TRIVET_PROMOTION_VERDICT_DISHES;
  if (is_on_order (promotion) && !trivet_promotion_is_on_at (promotion, order->opened_at_us, zone))
    return TRIVET_PROMOTION_VERDICT_TIME;
  if (!is_on_order (promotion) && !is_for_a_dish (promotion, order, zone))
    return TRIVET_PROMOTION_VERDICT_TIME;
  if (is_on_order (promotion) && _trivet_order_get_subtotal (order) < promotion->threshold_minor)
    return TRIVET_PROMOTION_VERDICT_THRESHOLD;

  return TRIVET_PROMOTION_VERDICT_UNITS;
}

/**
 * trivet_price_book_judge:
 * @self: a price book
 * @promotion_id: one of its promotions
 * @order: an order
 * @zone: the shop's time zone
 * @ret_minor: (out) (optional): what it takes off the order, 0 when it takes nothing
 *
 * Says whether a promotion takes something off an order, in the best combination of all, and if not,
 * why. Pure.
 *
 * Returns: the first reason that a person would name
 */
TrivetPromotionVerdict
trivet_price_book_judge (TrivetPriceBook   *self,
                         const char        *promotion_id,
                         const TrivetOrder *order,
                         GTimeZone         *zone,
                         gint64            *ret_minor)
{
  const TrivetPromotion *promotion;
  g_autoptr (GPtrArray) applied = NULL;
  gint64 taken;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), TRIVET_PROMOTION_VERDICT_UNKNOWN);
  g_return_val_if_fail (promotion_id != NULL && order != NULL && zone != NULL, TRIVET_PROMOTION_VERDICT_UNKNOWN);

  if (ret_minor != NULL)
    *ret_minor = 0;
  promotion = trivet_price_book_lookup_promotion (self, promotion_id);
  if (promotion == NULL)
    return TRIVET_PROMOTION_VERDICT_UNKNOWN;
  if (!_trivet_promotion_is_for_order (promotion, order))
    return judge_order (promotion, order);

  applied = trivet_price_book_solve (self, order, zone);
  taken = find_taken (applied, promotion_id);
  if (ret_minor != NULL)
    *ret_minor = taken;
  if (taken > 0)
    return TRIVET_PROMOTION_VERDICT_TAKES;
  if (takes_alone (self, promotion, order, zone))
    return TRIVET_PROMOTION_VERDICT_BEATEN;

  return judge_dishes (promotion, order, zone);
}
