/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

#include "trivet-order-checks.h"

/*
 * What is said to the guest before it is done: whether a coupon counts, and which tips are usual.
 */

/* The sums to which people round up. */
static const int tip_steps[] = { 1, 10, 100 };

static gboolean
equals_folded (const char *a,
               const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

/**
 * trivet_register_find_coupon:
 * @self: a register
 * @text: what was typed or scanned
 *
 * Looks for a coupon of the price book by its id, or by its name in either language; capital letters
 * and blanks around it do not matter.
 *
 * Returns: (transfer none) (nullable): its promotion, until the price book changes
 */
const TrivetPromotion *
trivet_register_find_coupon (TrivetRegister *self,
                             const char     *text)
{
  GPtrArray       *promotions;
  g_autofree char *typed = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  typed = g_strstrip (g_strdup (text));
  promotions = trivet_price_book_get_promotions (self->prices);
  for (guint i = 0; *typed != '\0' && i < promotions->len; i++) {
    const TrivetPromotion *promotion = g_ptr_array_index (promotions, i);

    if (promotion->coupon && (equals_folded (promotion->id, typed) || equals_folded (promotion->name, typed) ||
                              equals_folded (promotion->name_zh, typed)))
      return promotion;
  }

  return NULL;
}

void
_trivet_register_hand_in (TrivetOrder *order,
                          const char  *promotion_id)
{
  if (!g_ptr_array_find_with_equal_func (order->coupons, promotion_id, g_str_equal, NULL))
    g_ptr_array_add (order->coupons, g_strdup (promotion_id));
}

/**
 * trivet_register_judge_coupon:
 * @self: a register
 * @promotion_id: a promotion that wants a coupon
 * @ret_minor: (out): what it takes off the current order
 *
 * Says what a coupon does, or would do if the guest handed it in.
 *
 * Returns: why it takes something or not; %TRIVET_PROMOTION_VERDICT_UNKNOWN without an order
 */
TrivetPromotionVerdict
trivet_register_judge_coupon (TrivetRegister *self,
                              const char     *promotion_id,
                              gint64         *ret_minor)
{
  const TrivetOrder     *current;
  const TrivetPromotion *promotion;
  g_autoptr (TrivetOrder) order = NULL;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), TRIVET_PROMOTION_VERDICT_UNKNOWN);
  g_return_val_if_fail (promotion_id != NULL && ret_minor != NULL, TRIVET_PROMOTION_VERDICT_UNKNOWN);

  *ret_minor = 0;
  current = _trivet_register_peek_ahead (self);
  promotion = trivet_price_book_lookup_promotion (self->prices, promotion_id);
  if (current == NULL || promotion == NULL || !promotion->coupon)
    return TRIVET_PROMOTION_VERDICT_UNKNOWN;
  order = trivet_order_copy (current);
  _trivet_register_hand_in (order, promotion_id);

  return trivet_price_book_judge (self->prices, promotion_id, order, self->zone, ret_minor);
}

static void
add_tip (GArray *tips,
         gint64  rate_ppm,
         gint64  amount_minor,
         gint64  sum_minor)
{
  const TrivetTipChoice choice = { rate_ppm, amount_minor, sum_minor + amount_minor };

  for (guint i = 0; i < tips->len; i++) {
    const TrivetTipChoice *other = &g_array_index (tips, TrivetTipChoice, i);

    if (rate_ppm == 0 && other->rate_ppm == 0 && other->amount_minor == amount_minor)
      return;
  }
  if (amount_minor > 0)
    g_array_append_val (tips, choice);
}

static gint64
whole_unit (TrivetCurrency currency)
{
  gint64 unit = 1;

  for (guint i = 0; i < trivet_currency_get_scale (currency); i++)
    unit *= 10;

  return unit;
}

/* What of @sum_minor, which is all of an order or a share of it, is dishes after discounts: neither
 * charges nor added tax are what somebody cooked or carried. */
static gint64
get_dishes_minor (const TrivetTotals *totals,
                  gint64              sum_minor,
                  TrivetCurrency      currency)
{
  const gint64 dishes = totals->subtotal_minor - totals->promotion_minor - totals->order_discount_minor;
  const gint64 whole = totals->total_minor - totals->tip_minor;
  TrivetMoney  share;

  if (whole <= 0 || !trivet_money_apply_rate (trivet_money_new (dishes, currency), sum_minor, whole, TRIVET_ROUNDING_HALF_UP, &share, NULL))
    return 0;

  return share.minor;
}

/**
 * trivet_register_suggest_tips:
 * @self: a register
 *
 * The rates that the shop offers, or the usual ones, of what the current order or its dishes come to,
 * rounded half up, and the round sums above it; none for an order that costs nothing.
 *
 * Returns: (transfer full) (element-type TrivetTipChoice): the rates first
 */
GArray *
trivet_register_suggest_tips (TrivetRegister *self)
{
  return trivet_register_suggest_check_tips (self, 0);
}

/* What it comes to without what is given to the staff. */
static gint64
sum_without_tip (const TrivetOrder  *order,
                 const TrivetTotals *totals,
                 int                 number)
{
  g_autoptr (GPtrArray) checks = NULL;
  const TrivetCheck *check;

  if (number == 0)
    return totals->total_minor - totals->tip_minor;
  checks = trivet_order_compute_checks (order, totals);
  check = trivet_checks_lookup (checks, number);

  return check != NULL ? check->total_minor - check->tip_minor : 0;
}

/**
 * trivet_register_suggest_check_tips:
 * @self: a register
 * @check: one bill of a split order, 0 for the whole order
 *
 * As trivet_register_suggest_tips(), of what that bill comes to.
 *
 * Returns: (transfer full) (element-type TrivetTipChoice): the rates first
 */
GArray *
trivet_register_suggest_check_tips (TrivetRegister *self,
                                    int             check)
{
  GArray            *tips = g_array_new (FALSE, FALSE, sizeof (TrivetTipChoice));
  const TrivetOrder *order;
  TrivetTipRates     rates;
  g_auto (TrivetTotals) totals = { 0 };
  gint64 sum;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), tips);

  order = _trivet_register_peek_ahead (self);
  if (order == NULL || !trivet_order_compute_totals (order, &totals, NULL))
    return tips;
  sum = sum_without_tip (order, &totals, check);
  rates = trivet_tip_rates_resolve (trivet_price_book_get_tip_rates (self->prices), order->currency);
  for (guint i = 0; i < rates.n_rates; i++) {
    gint64      base = rates.base == TRIVET_TIP_OF_DISHES ? get_dishes_minor (&totals, sum, order->currency) : sum;
    TrivetMoney tip;

    if (trivet_money_apply_rate (trivet_money_new (base, order->currency), rates.rates_ppm[i], TRIVET_RATE_PPM_ONE,
                                 TRIVET_ROUNDING_HALF_UP, &tip, NULL))
      add_tip (tips, rates.rates_ppm[i], tip.minor, sum);
  }
  for (guint i = 0; i < G_N_ELEMENTS (tip_steps); i++) {
    gint64 step = tip_steps[i] * whole_unit (order->currency);

    /* Nobody rounds up by more than a third. */
    if (sum > 0 && sum % step != 0 && (step - sum % step) <= sum / 3)
      add_tip (tips, 0, step - sum % step, sum);
  }

  return tips;
}
