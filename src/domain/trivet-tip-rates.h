/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TRIVET_TIP_RATES_MAX 6

/**
 * TrivetTipBase:
 * @TRIVET_TIP_OF_TOTAL: of all that the order comes to without the tip
 * @TRIVET_TIP_OF_DISHES: of the dishes after discounts: no charge, no added tax
 */
typedef enum {
  TRIVET_TIP_OF_TOTAL,
  TRIVET_TIP_OF_DISHES,
} TrivetTipBase;

/**
 * TrivetTipRates:
 * @own: the shop has said which; otherwise those that are usual with its currency
 * @n_rates: of @rates_ppm; 0 of a shop's own is none
 *
 * The tips that a guest may choose from, besides a round sum and an amount of his own. All zero is a
 * shop that has not said.
 */
typedef struct {
  gboolean      own;
  guint         n_rates;
  gint64        rates_ppm[TRIVET_TIP_RATES_MAX];
  TrivetTipBase base;
} TrivetTipRates;

gboolean       trivet_tip_rates_read         (JsonObject           *body,
                                              TrivetTipRates       *ret_rates,
                                              GError              **error);
JsonObject    *trivet_tip_rates_to_json      (const TrivetTipRates *self);
gboolean       trivet_tip_rates_equal        (const TrivetTipRates *a,
                                              const TrivetTipRates *b);
TrivetTipRates trivet_tip_rates_for_currency (TrivetCurrency        currency);
TrivetTipRates trivet_tip_rates_resolve      (const TrivetTipRates *self,
                                              TrivetCurrency        currency);

G_END_DECLS
