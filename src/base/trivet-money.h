/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetMoneyError:
 * @TRIVET_MONEY_ERROR_OVERFLOW: the result does not fit; the caller refuses the amount
 * @TRIVET_MONEY_ERROR_CURRENCY: two currencies met; the caller has a bug or a bad import
 * @TRIVET_MONEY_ERROR_PARSE: the text is not an amount; the caller asks for it again
 */
typedef enum {
  TRIVET_MONEY_ERROR_OVERFLOW,
  TRIVET_MONEY_ERROR_CURRENCY,
  TRIVET_MONEY_ERROR_PARSE,
} TrivetMoneyError;

#define TRIVET_MONEY_ERROR (trivet_money_error_quark ())
GQuark trivet_money_error_quark (void);

/**
 * TrivetCurrency:
 *
 * ISO 4217 currencies that a store can be run in. Zero is not a currency.
 */
typedef enum {
  TRIVET_CURRENCY_INVALID,
  TRIVET_CURRENCY_CNY,
  TRIVET_CURRENCY_EUR,
  TRIVET_CURRENCY_GBP,
  TRIVET_CURRENCY_HKD,
  TRIVET_CURRENCY_JPY,
  TRIVET_CURRENCY_KWD,
  TRIVET_CURRENCY_USD,
} TrivetCurrency;
#define TRIVET_N_CURRENCIES (TRIVET_CURRENCY_USD + 1)

/**
 * TrivetRounding:
 * @TRIVET_ROUNDING_HALF_UP: half away from zero, the rule of Chinese and European tills
 * @TRIVET_ROUNDING_DOWN: towards zero
 */
typedef enum {
  TRIVET_ROUNDING_HALF_UP,
  TRIVET_ROUNDING_DOWN,
} TrivetRounding;

/**
 * TrivetMoney:
 * @minor: amount in the currency's smallest unit (fen, cent, yen)
 * @currency: its currency
 *
 * Passed by value. Never a floating-point number.
 */
typedef struct {
  gint64         minor;
  TrivetCurrency currency;
} TrivetMoney;

/* One million parts: 60000 is 6 %. */
#define TRIVET_RATE_PPM_ONE 1000000

TrivetCurrency trivet_currency_from_code  (const char     *code);
const char    *trivet_currency_get_code   (TrivetCurrency  currency);
const char    *trivet_currency_get_symbol (TrivetCurrency  currency);
guint          trivet_currency_get_scale  (TrivetCurrency  currency);

TrivetMoney trivet_money_new        (gint64          minor,
                                     TrivetCurrency  currency);
gboolean    trivet_money_add        (TrivetMoney     a,
                                     TrivetMoney     b,
                                     TrivetMoney    *ret_sum,
                                     GError        **error);
gboolean    trivet_money_subtract   (TrivetMoney     a,
                                     TrivetMoney     b,
                                     TrivetMoney    *ret_difference,
                                     GError        **error);
gboolean    trivet_money_multiply   (TrivetMoney     a,
                                     gint64          factor,
                                     TrivetMoney    *ret_product,
                                     GError        **error);
gboolean    trivet_money_apply_rate (TrivetMoney     a,
                                     gint64          numerator,
                                     gint64          denominator,
                                     TrivetRounding  rounding,
                                     TrivetMoney    *ret_part,
                                     GError        **error);
gboolean    trivet_money_split      (TrivetMoney     whole,
                                     const gint64   *weights,
                                     gsize           n_weights,
                                     TrivetMoney    *ret_parts,
                                     GError        **error);

char       *trivet_money_format     (TrivetMoney     money);
char       *trivet_money_to_decimal (TrivetMoney     money);
gboolean    trivet_money_from_decimal (const char     *text,
                                       TrivetCurrency  currency,
                                       TrivetMoney    *ret_money,
                                       GError        **error);

G_END_DECLS
