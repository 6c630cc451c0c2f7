/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-tip-rates.h"

#include "trivet-order-private.h"

/* The tips that guests may choose from: the shop's own, or what is usual where its money is. */

static const char *const base_names[] = {
  [TRIVET_TIP_OF_TOTAL] = "total",
  [TRIVET_TIP_OF_DISHES] = "dishes",
};

#define PERCENT(n) ((n) * (TRIVET_RATE_PPM_ONE / 100))

static gboolean
read_base (JsonObject    *body,
           TrivetTipBase *ret_base,
           GError       **error)
{
  const char *name = trivet_json_get_string_or (body, "of", base_names[TRIVET_TIP_OF_TOTAL]);

  for (guint i = 0; i < G_N_ELEMENTS (base_names); i++) {
    if (g_str_equal (name, base_names[i])) {
      *ret_base = (TrivetTipBase) i;
      return TRUE;
    }
  }
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“of” is “%s”, and must be “total” or “dishes”", name);

  return FALSE;
}

static gboolean
read_rates (JsonObject     *body,
            TrivetTipRates *rates,
            GError        **error)
{
  JsonArray *array = trivet_json_get_array (body, "rates_ppm", error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) > TRIVET_TIP_RATES_MAX) {
    g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "“rates_ppm” has more than %d rates", TRIVET_TIP_RATES_MAX);
    return FALSE;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    gint64    rate = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

    if (rate < 1 || rate > TRIVET_RATE_PPM_ONE) {
      g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A rate of “rates_ppm” is not 1 to 1000000");
      return FALSE;
    }
    rates->rates_ppm[i] = rate;
  }
  rates->own = TRUE;
  rates->n_rates = json_array_get_length (array);

  return TRUE;
}

/**
 * trivet_tip_rates_read:
 * @body: that of a `tip-rates-set`
 * @ret_rates: (out): the rates
 * @error: return location for a #TrivetFactError; the message names the member
 *
 * Returns: %FALSE when @body cannot be believed
 */
gboolean
trivet_tip_rates_read (JsonObject     *body,
                       TrivetTipRates *ret_rates,
                       GError        **error)
{
  TrivetTipRates rates = { 0 };

  if (!read_base (body, &rates.base, error))
    return FALSE;
  if (json_object_has_member (body, "rates_ppm") && !read_rates (body, &rates, error))
    return FALSE;
  *ret_rates = rates;

  return TRUE;
}

/**
 * trivet_tip_rates_to_json:
 * @self: rates
 *
 * Returns: (transfer full): the body of a `tip-rates-set`
 */
JsonObject *
trivet_tip_rates_to_json (const TrivetTipRates *self)
{
  JsonObject *body = json_object_new ();
  JsonArray  *array;

  if (!self->own)
    return body;
  array = json_array_new ();
  for (guint i = 0; i < self->n_rates; i++)
    json_array_add_int_element (array, self->rates_ppm[i]);
  json_object_set_array_member (body, "rates_ppm", array);
  json_object_set_string_member (body, "of", base_names[self->base]);

  return body;
}

/**
 * trivet_tip_rates_equal:
 * @a: rates
 * @b: others
 *
 * Returns: whether they say the same
 */
gboolean
trivet_tip_rates_equal (const TrivetTipRates *a,
                        const TrivetTipRates *b)
{
  if (a->own != b->own)
    return FALSE;
  if (!a->own)
    return TRUE;
  if (a->n_rates != b->n_rates || a->base != b->base)
    return FALSE;
  for (guint i = 0; i < a->n_rates; i++) {
    if (a->rates_ppm[i] != b->rates_ppm[i])
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_tip_rates_for_currency:
 * @currency: a shop's
 *
 * What guests expect where they pay in it: in North America a fifth or so of the dishes before tax, in
 * East Asia nothing (a round sum or an amount can still be given), elsewhere up to 15 %.
 *
 * Returns: the usual rates
 */
TrivetTipRates
trivet_tip_rates_for_currency (TrivetCurrency currency)
{
  const TrivetTipRates none = { 0 };
  const TrivetTipRates usual = { FALSE, 3, { PERCENT (5), PERCENT (10), PERCENT (15) }, TRIVET_TIP_OF_TOTAL };
  const TrivetTipRates american = { FALSE, 4, { PERCENT (15), PERCENT (18), PERCENT (20), PERCENT (25) }, TRIVET_TIP_OF_DISHES };

  switch (currency) {
  case TRIVET_CURRENCY_USD:
    return american;
  case TRIVET_CURRENCY_EUR:
  case TRIVET_CURRENCY_GBP:
  case TRIVET_CURRENCY_KWD:
    return usual;
  case TRIVET_CURRENCY_CNY:
  case TRIVET_CURRENCY_HKD:
  case TRIVET_CURRENCY_JPY:
  case TRIVET_CURRENCY_INVALID:
    break;
  }

  return none;
}

/**
 * trivet_tip_rates_resolve:
 * @self: what a shop has said, or not
 * @currency: its currency
 *
 * Returns: the rates to offer
 */
TrivetTipRates
trivet_tip_rates_resolve (const TrivetTipRates *self,
                          TrivetCurrency        currency)
{
  return self->own ? *self : trivet_tip_rates_for_currency (currency);
}
