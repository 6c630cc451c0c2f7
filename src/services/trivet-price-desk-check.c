/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-price-desk-private.h"

#include "trivet-hours.h"

/*
 * What a rule may say, field by field, so that a screen can point at the one that is wrong. The price
 * book accepts more, for the sake of old files: a promotion that gives nothing, a set of one dish.
 */

static gboolean
refuse (GError             **error,
        TrivetPriceDeskError code,
        const char          *message)
{
  g_set_error_literal (error, TRIVET_PRICE_DESK_ERROR, (int) code, message);

  return FALSE;
}

/* Both names without blanks around them; without a Chinese one both are the same. */
static gboolean
clean_names (char   **name,
             char   **name_zh,
             GError **error)
{
  g_strstrip (*name);
  g_strstrip (*name_zh);
  if (**name == '\0' || g_utf8_strlen (*name, -1) > TRIVET_PRICE_DESK_MAX_NAME ||
      g_utf8_strlen (*name_zh, -1) > TRIVET_PRICE_DESK_MAX_NAME)
    return refuse (error, TRIVET_PRICE_DESK_ERROR_NAME, "A name has 1 to 60 characters");
  if (**name_zh == '\0') {
    g_free (*name_zh);
    *name_zh = g_strdup (*name);
  }

  return TRUE;
}

static gboolean
is_between (gint64 value,
            gint64 min,
            gint64 max)
{
  return value >= min && value <= max;
}

static gboolean
check_value (const TrivetPromotion *promotion,
             GError               **error)
{
  gint64 max = TRIVET_ORDER_MAX_PRICE_MINOR;
  gint64 min = 1;

  switch (promotion->kind) {
  case TRIVET_PROMOTION_RATE:
  case TRIVET_PROMOTION_BUY_GET:
  case TRIVET_PROMOTION_ORDER_RATE:
    max = TRIVET_RATE_PPM_ONE;
    break;
  case TRIVET_PROMOTION_PRICE:
    min = 0; /* given away */
    break;
  case TRIVET_PROMOTION_AMOUNT:
  case TRIVET_PROMOTION_SET:
  case TRIVET_PROMOTION_ORDER_AMOUNT:
    break;
  }
  if (!is_between (promotion->value, min, max))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_VALUE, "The promotion gives nothing, or more than there can be");
  if (!is_between (promotion->threshold_minor, 0, TRIVET_ORDER_MAX_PRICE_MINOR))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_THRESHOLD, "The sum from which on it is for an order is none");

  return TRUE;
}

static gboolean
check_units (const TrivetPromotion *promotion,
             GError               **error)
{
  if (promotion->kind != TRIVET_PROMOTION_BUY_GET)
    return TRUE;
  if (promotion->buy < 1 || promotion->get < 1 || promotion->buy > TRIVET_PROMOTION_MAX_UNITS ||
      promotion->get > TRIVET_PROMOTION_MAX_UNITS || promotion->buy + promotion->get > TRIVET_PROMOTION_MAX_UNITS)
    return refuse (error, TRIVET_PRICE_DESK_ERROR_UNITS, "How many are bought and given must be at least 1, and 20 together at most");

  return TRUE;
}

static gboolean
check_parts (const TrivetPromotion *promotion,
             GError               **error)
{
  gboolean is_set = promotion->kind == TRIVET_PROMOTION_SET;
  gint64   units = 0;

  for (guint i = 0; i < promotion->parts->len; i++) {
    const TrivetPromotionPart *part = g_ptr_array_index (promotion->parts, i);

    if (!is_between (part->count, 1, TRIVET_PROMOTION_MAX_UNITS))
      return refuse (error, TRIVET_PRICE_DESK_ERROR_DISHES, "A part of a set is 1 to 20 dishes");
    units += part->count;
  }
  if (!is_between (promotion->parts->len, 1, is_set ? TRIVET_PROMOTION_MAX_PARTS : 1))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_DISHES, "A set has up to 8 parts, all others have one");
  if (is_set && !is_between (units, 2, TRIVET_PROMOTION_MAX_UNITS))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_DISHES, "A set has 2 to 20 dishes");

  return TRUE;
}

static gboolean
check_hours (const TrivetPromotion *promotion,
             GError               **error)
{
  if (!is_between (promotion->from_minute, 0, TRIVET_MINUTES_A_DAY - 1) || !is_between (promotion->to_minute, 0, TRIVET_MINUTES_A_DAY - 1) ||
      promotion->days > 127)
    return refuse (error, TRIVET_PRICE_DESK_ERROR_HOURS, "The hours are not within a day");

  return TRUE;
}

/* Fields of other kinds, left over from a change of mind, are as usual. */
static void
drop_others (TrivetPromotion *promotion)
{
  gboolean on_order = promotion->kind == TRIVET_PROMOTION_ORDER_AMOUNT || promotion->kind == TRIVET_PROMOTION_ORDER_RATE;

  if (!on_order)
    promotion->threshold_minor = 0;
  if (promotion->kind != TRIVET_PROMOTION_SET && promotion->parts->len > 1)
    g_ptr_array_set_size (promotion->parts, 1);
  if (promotion->kind != TRIVET_PROMOTION_SET && promotion->parts->len == 1)
    ((TrivetPromotionPart *) g_ptr_array_index (promotion->parts, 0))->count = 1;
  if (on_order) {
    g_ptr_array_set_size (promotion->parts, 0);
    g_ptr_array_add (promotion->parts, trivet_promotion_part_new ());
  }
  if (promotion->kind != TRIVET_PROMOTION_BUY_GET) {
    promotion->buy = 1;
    promotion->get = 1;
  }
}

TrivetPromotion *
_trivet_price_desk_clean_promotion (const TrivetPromotion *promotion,
                                    GError               **error)
{
  g_autoptr (TrivetPromotion) clean = trivet_promotion_copy (promotion);

  drop_others (clean);
  if (!clean_names (&clean->name, &clean->name_zh, error) || !check_value (clean, error) || !check_units (clean, error) ||
      !check_parts (clean, error) || !check_hours (clean, error))
    return NULL;

  return g_steal_pointer (&clean);
}

static gboolean
check_charge (const TrivetCharge *charge,
              GError            **error)
{
  gint64 max = charge->kind == TRIVET_CHARGE_RATE ? TRIVET_ORDER_MAX_CHARGE_PPM : TRIVET_ORDER_MAX_PRICE_MINOR;

  if (!is_between (charge->value, 1, max))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_VALUE, "The charge is nothing, or more than there can be");
  if (!is_between (charge->tax_rate_ppm, 0, TRIVET_RATE_PPM_ONE))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_TAX, "A tax is 0 to 100 %");
  if (!is_between (charge->from_guests, 0, TRIVET_ORDER_MAX_GUESTS))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_GUESTS, "There are never so many guests");

  return TRUE;
}

TrivetCharge *
_trivet_price_desk_clean_charge (const TrivetCharge *charge,
                                 GError            **error)
{
  TrivetCharge *clean = trivet_charge_copy (charge);

  if (clean_names (&clean->name, &clean->name_zh, error) && check_charge (clean, error))
    return clean;
  trivet_charge_free (clean);

  return NULL;
}

static gboolean
check_tax_rule (const TrivetTaxRule *rule,
                GError             **error)
{
  if (*rule->name == '\0' || g_utf8_strlen (rule->name, -1) > TRIVET_PRICE_DESK_MAX_NAME)
    return refuse (error, TRIVET_PRICE_DESK_ERROR_NAME, "A name has 1 to 60 characters");
  if (!is_between (rule->tax_rate_ppm, 0, TRIVET_RATE_PPM_ONE))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_TAX, "A tax is 0 to 100 %");
  if (rule->order_kinds == 0)
    return refuse (error, TRIVET_PRICE_DESK_ERROR_ORDER_KINDS, "A tax rule is for one type of order at least");

  return TRUE;
}

TrivetTaxRule *
_trivet_price_desk_clean_tax_rule (const TrivetTaxRule *rule,
                                   GError             **error)
{
  g_autoptr (TrivetTaxRule) clean = trivet_tax_rule_copy (rule);

  g_strstrip (clean->name);

  return check_tax_rule (clean, error) ? g_steal_pointer (&clean) : NULL;
}

gboolean
_trivet_price_desk_check_tip_rates (const TrivetTipRates *rates,
                                    GError              **error)
{
  for (guint i = 0; i < rates->n_rates; i++) {
    if (!is_between (rates->rates_ppm[i], 1, TRIVET_RATE_PPM_ONE))
      return refuse (error, TRIVET_PRICE_DESK_ERROR_VALUE, "A tip is more than nothing and 100 % at most");
  }

  return TRUE;
}
