/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-base"

#include "trivet-money.h"

#include <string.h>

/*
 * Money: whole minor units with checked arithmetic. The scale belongs to the currency, so nothing
 * here ever sees a fraction; rates multiply in 128 bits and name their rounding.
 */

G_DEFINE_QUARK (trivet - money - error - quark, trivet_money_error)

typedef struct {
  const char *code;
  const char *symbol;
  guint       scale;
} CurrencyRow;

static const CurrencyRow currencies[TRIVET_N_CURRENCIES] = {
  [TRIVET_CURRENCY_INVALID] = { "", "", 0 },
  [TRIVET_CURRENCY_CNY] = { "CNY", "¥", 2 },
  [TRIVET_CURRENCY_EUR] = { "EUR", "€", 2 },
  [TRIVET_CURRENCY_GBP] = { "GBP", "£", 2 },
  [TRIVET_CURRENCY_HKD] = { "HKD", "HK$", 2 },
  [TRIVET_CURRENCY_JPY] = { "JPY", "¥", 0 },
  [TRIVET_CURRENCY_KWD] = { "KWD", "KD ", 3 },
  [TRIVET_CURRENCY_USD] = { "USD", "$", 2 },
};

/**
 * trivet_currency_from_code:
 * @code: (nullable): three letters of ISO 4217
 *
 * Returns: the currency, or %TRIVET_CURRENCY_INVALID
 */
TrivetCurrency
trivet_currency_from_code (const char *code)
{
  for (guint i = 1; code != NULL && i < TRIVET_N_CURRENCIES; i++) {
    if (g_str_equal (code, currencies[i].code))
      return (TrivetCurrency) i;
  }

  return TRIVET_CURRENCY_INVALID;
}

/**
 * trivet_currency_get_code:
 * @currency: a currency
 *
 * Returns: (transfer none): its ISO 4217 code, "" for the invalid one
 */
const char *
trivet_currency_get_code (TrivetCurrency currency)
{
  g_return_val_if_fail (currency < TRIVET_N_CURRENCIES, NULL);

  return currencies[currency].code;
}

/**
 * trivet_currency_get_symbol:
 * @currency: a currency
 *
 * Returns: (transfer none): what stands before an amount
 */
const char *
trivet_currency_get_symbol (TrivetCurrency currency)
{
  g_return_val_if_fail (currency < TRIVET_N_CURRENCIES, NULL);

  return currencies[currency].symbol;
}

/**
 * trivet_currency_get_scale:
 * @currency: a currency
 *
 * Returns: decimals of its minor unit (CNY 2, JPY 0, KWD 3)
 */
guint
trivet_currency_get_scale (TrivetCurrency currency)
{
  g_return_val_if_fail (currency < TRIVET_N_CURRENCIES, 0);

  return currencies[currency].scale;
}

/**
 * trivet_money_new:
 * @minor: amount in minor units
 * @currency: its currency
 *
 * Returns: the amount
 */
TrivetMoney
trivet_money_new (gint64         minor,
                  TrivetCurrency currency)
{
  TrivetMoney money = { minor, currency };

  return money;
}

static gboolean
set_overflow (GError **error)
{
  g_set_error_literal (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW, "The amount is too large");

  return FALSE;
}

static gboolean
check_same (TrivetMoney a,
            TrivetMoney b,
            GError    **error)
{
  if (a.currency == b.currency)
    return TRUE;

  g_set_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_CURRENCY,
               "%s and %s cannot be added up",
               trivet_currency_get_code (a.currency), trivet_currency_get_code (b.currency));

  return FALSE;
}

/**
 * trivet_money_add:
 * @a: an amount
 * @b: another of the same currency
 * @ret_sum: (out): @a + @b
 * @error: return location for a #TrivetMoneyError
 *
 * Returns: whether the sum exists
 */
gboolean
trivet_money_add (TrivetMoney  a,
                  TrivetMoney  b,
                  TrivetMoney *ret_sum,
                  GError     **error)
{
  gint64 minor;

  g_return_val_if_fail (ret_sum != NULL, FALSE);

  if (!check_same (a, b, error))
    return FALSE;
  if (__builtin_add_overflow (a.minor, b.minor, &minor))
    return set_overflow (error);

  *ret_sum = trivet_money_new (minor, a.currency);

  return TRUE;
}

/**
 * trivet_money_subtract:
 * @a: an amount
 * @b: another of the same currency
 * @ret_difference: (out): @a − @b
 * @error: return location for a #TrivetMoneyError
 *
 * Returns: whether the difference exists
 */
gboolean
trivet_money_subtract (TrivetMoney  a,
                       TrivetMoney  b,
                       TrivetMoney *ret_difference,
                       GError     **error)
{
  gint64 minor;

  g_return_val_if_fail (ret_difference != NULL, FALSE);

  if (!check_same (a, b, error))
    return FALSE;
  if (__builtin_sub_overflow (a.minor, b.minor, &minor))
    return set_overflow (error);

  *ret_difference = trivet_money_new (minor, a.currency);

  return TRUE;
}

/**
 * trivet_money_multiply:
 * @a: an amount
 * @factor: how many times
 * @ret_product: (out): @a × @factor
 * @error: return location for a #TrivetMoneyError
 *
 * Returns: whether the product exists
 */
gboolean
trivet_money_multiply (TrivetMoney  a,
                       gint64       factor,
                       TrivetMoney *ret_product,
                       GError     **error)
{
  gint64 minor;

  g_return_val_if_fail (ret_product != NULL, FALSE);

  if (__builtin_mul_overflow (a.minor, factor, &minor))
    return set_overflow (error);

  *ret_product = trivet_money_new (minor, a.currency);

  return TRUE;
}

static __int128
divide (__int128       dividend,
        __int128       divisor,
        TrivetRounding rounding)
{
  __int128 quotient = dividend / divisor;
  __int128 rest = dividend % divisor;

  /* C divides towards zero, so the rest has the dividend's sign. */
  if (rounding == TRIVET_ROUNDING_HALF_UP && 2 * (rest < 0 ? -rest : rest) >= divisor)
    quotient += dividend < 0 ? -1 : 1;

  return quotient;
}

/**
 * trivet_money_apply_rate:
 * @a: an amount
 * @numerator: of the rate, such as parts per million
 * @denominator: of the rate, more than zero
 * @rounding: what to do with the rest
 * @ret_part: (out): @a × @numerator ÷ @denominator
 * @error: return location for a #TrivetMoneyError
 *
 * Returns: whether the part exists
 */
gboolean
trivet_money_apply_rate (TrivetMoney    a,
                         gint64         numerator,
                         gint64         denominator,
                         TrivetRounding rounding,
                         TrivetMoney   *ret_part,
                         GError       **error)
{
  __int128 quotient;

  g_return_val_if_fail (denominator > 0, FALSE);
  g_return_val_if_fail (ret_part != NULL, FALSE);

  quotient = divide ((__int128) a.minor * numerator, denominator, rounding);
  if (quotient > G_MAXINT64 || quotient < G_MININT64)
    return set_overflow (error);

  *ret_part = trivet_money_new ((gint64) quotient, a.currency);

  return TRUE;
}

static gboolean
sum_weights (const gint64 *weights,
             gsize         n_weights,
             __int128     *ret_sum,
             GError      **error)
{
  __int128 sum = 0;

  for (gsize i = 0; i < n_weights; i++) {
    if (weights[i] < 0) {
      g_set_error_literal (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_OVERFLOW,
                           "A share cannot be less than nothing");
      return FALSE;
    }
    sum += weights[i];
  }
  *ret_sum = sum;

  return TRUE;
}

/* Gives one unit more to the parts with the largest rests; among equals the earlier one. */
static void
spread_rest (TrivetMoney   *parts,
             const guint64 *rests,
             gsize          n,
             gint64         units,
             gint64         step)
{
  g_autofree gboolean *served = g_new0 (gboolean, n);

  for (; units > 0; units--) {
    gsize best = n;

    for (gsize i = 0; i < n; i++) {
      if (!served[i] && (best == n || rests[i] > rests[best]))
        best = i;
    }
    g_assert (best < n);
    served[best] = TRUE;
    parts[best].minor += step;
  }
}

/**
 * trivet_money_split:
 * @whole: what to share out; may be negative
 * @weights: (array length=n_weights): shares, none below zero; all zero means equal parts
 * @n_weights: one or more
 * @ret_parts: (out caller-allocates) (array length=n_weights): parts that sum to @whole
 * @error: return location for a #TrivetMoneyError
 *
 * Splits by largest remainder: each part is its exact share rounded down or up.
 *
 * Returns: whether it was split
 */
gboolean
trivet_money_split (TrivetMoney   whole,
                    const gint64 *weights,
                    gsize         n_weights,
                    TrivetMoney  *ret_parts,
                    GError      **error)
{
  g_autofree guint64 *rests = NULL;
  __int128            sum;
  __int128            size = whole.minor < 0 ? -(__int128) whole.minor : whole.minor;
  __int128            left = size;
  gint64              step = whole.minor < 0 ? -1 : 1;
  gboolean            equal;

  g_return_val_if_fail (weights != NULL && n_weights > 0, FALSE);
  g_return_val_if_fail (ret_parts != NULL, FALSE);

  if (!sum_weights (weights, n_weights, &sum, error))
    return FALSE;
  if (sum > G_MAXINT64)
    return set_overflow (error);
  equal = sum == 0;
  if (equal)
    sum = (__int128) n_weights;

  rests = g_new0 (guint64, n_weights);
  for (gsize i = 0; i < n_weights; i++) {
    __int128 product = size * (equal ? 1 : weights[i]);

    ret_parts[i] = trivet_money_new ((gint64) (step * (product / sum)), whole.currency);
    rests[i] = (guint64) (product % sum);
    left -= product / sum;
  }
  spread_rest (ret_parts, rests, n_weights, (gint64) left, step);

  return TRUE;
}

static guint64
power_of_ten (guint exponent)
{
  guint64 power = 1;

  while (exponent-- > 0)
    power *= 10;

  return power;
}

static char *
print_decimal (TrivetMoney money,
               const char *minus,
               const char *symbol)
{
  guint       scale = trivet_currency_get_scale (money.currency);
  guint64     unit = power_of_ten (scale);
  guint64     size = money.minor < 0 ? -(guint64) money.minor : (guint64) money.minor;
  const char *sign = money.minor < 0 ? minus : "";

  if (scale == 0)
    return g_strdup_printf ("%s%s%" G_GUINT64_FORMAT, sign, symbol, size);

  return g_strdup_printf ("%s%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT,
                          sign, symbol, size / unit, (int) scale, size % unit);
}

/**
 * trivet_money_format:
 * @money: an amount
 *
 * Returns: (transfer full): for people: "¥185.40", "−¥20.60" (with a true minus sign)
 */
char *
trivet_money_format (TrivetMoney money)
{
  g_return_val_if_fail (money.currency < TRIVET_N_CURRENCIES, NULL);

  return print_decimal (money, "−", trivet_currency_get_symbol (money.currency));
}

/**
 * trivet_money_to_decimal:
 * @money: an amount
 *
 * Returns: (transfer full): for machines: "185.40", "-20.60"
 */
char *
trivet_money_to_decimal (TrivetMoney money)
{
  g_return_val_if_fail (money.currency < TRIVET_N_CURRENCIES, NULL);

  return print_decimal (money, "-", "");
}

static gboolean
set_parse_error (const char *text,
                 GError    **error)
{
  /* The text may come from anywhere, and a cut may fall into a character. */
  g_autofree char *start = g_utf8_make_valid (text, (gssize) MIN (strlen (text), 40));

  g_set_error (error, TRIVET_MONEY_ERROR, TRIVET_MONEY_ERROR_PARSE, "“%s” is not an amount", start);

  return FALSE;
}

static gboolean
add_digit (gint64  *minor,
           gboolean negative,
           int      digit)
{
  return !__builtin_mul_overflow (*minor, 10, minor) &&
         !__builtin_add_overflow (*minor, negative ? -digit : digit, minor);
}

/**
 * trivet_money_from_decimal:
 * @text: "185.40", "185.4", "185", "-20.60": digits with at most one point, no blanks
 * @currency: gives the number of decimals
 * @ret_money: (out): the amount
 * @error: return location for a #TrivetMoneyError
 *
 * Reads an amount; the locale plays no part.
 *
 * Returns: whether @text is an amount
 */
gboolean
trivet_money_from_decimal (const char    *text,
                           TrivetCurrency currency,
                           TrivetMoney   *ret_money,
                           GError       **error)
{
  gboolean    negative;
  gint64      minor = 0;
  guint       n_whole = 0;
  guint       n_decimals = 0;
  guint       scale;
  const char *p;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (currency < TRIVET_N_CURRENCIES, FALSE);
  g_return_val_if_fail (ret_money != NULL, FALSE);

  scale = trivet_currency_get_scale (currency);
  negative = *text == '-';
  p = text + negative;
  for (; g_ascii_isdigit (*p); p++, n_whole++) {
    if (!add_digit (&minor, negative, *p - '0'))
      return set_overflow (error);
  }
  if (*p == '.' && scale > 0) {
    for (p++; g_ascii_isdigit (*p) && n_decimals < scale; p++, n_decimals++) {
      if (!add_digit (&minor, negative, *p - '0'))
        return set_overflow (error);
    }
    if (n_decimals == 0)
      return set_parse_error (text, error);
  }
  if (*p != '\0' || n_whole == 0)
    return set_parse_error (text, error);
  for (; n_decimals < scale; n_decimals++) {
    if (!add_digit (&minor, negative, 0))
      return set_overflow (error);
  }

  *ret_money = trivet_money_new (minor, currency);

  return TRUE;
}
