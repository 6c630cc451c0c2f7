/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-words-private.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/* What the price book says beside promotions: charges, taxes, how cash is rounded, tips. */

static char *
dup_cost (const TrivetCharge *charge,
          TrivetCurrency      currency)
{
  g_autofree char *percent = trivet_prices_words_dup_percent (charge->value);
  g_autofree char *sum = trivet_ui_format_minor (charge->value, currency);

  switch (charge->kind) {
  case TRIVET_CHARGE_RATE:
    return g_strdup_printf (_("%s of the dishes"), percent);
  case TRIVET_CHARGE_ORDER:
    return g_strdup_printf (_("%s for each order"), sum);
  case TRIVET_CHARGE_GUEST:
    return g_strdup_printf (_("%s for each guest"), sum);
  case TRIVET_CHARGE_ITEM:
    return g_strdup_printf (_("%s for each dish"), sum);
  case TRIVET_CHARGE_MINIMUM:
    return g_strdup_printf (_("What the dishes lack to %s"), sum);
  }

  return g_strdup ("");
}

static void
append_scope (GString            *text,
              const TrivetCharge *charge)
{
  guint n_tables = charge->tables != NULL ? g_strv_length (charge->tables) : 0;

  if (charge->from_guests > 0) {
    g_autofree char *guests = g_strdup_printf (ngettext ("from %d guest", "from %d guests", (gulong) charge->from_guests), charge->from_guests);

    _trivet_prices_words_append (text, guests);
  }
  if (n_tables > 0) {
    g_autofree char *tables = g_strdup_printf (ngettext ("at %u table", "at %u tables", n_tables), n_tables);

    _trivet_prices_words_append (text, tables);
  }
}

/**
 * trivet_prices_words_dup_charge:
 * @charge: a charge
 * @currency: of its sums
 *
 * Returns: (transfer full): what it costs, for whom, and its tax
 */
char *
trivet_prices_words_dup_charge (const TrivetCharge *charge,
                                TrivetCurrency      currency)
{
  g_autofree char *cost = dup_cost (charge, currency);
  GString         *text = g_string_new (cost);

  _trivet_prices_words_append_order_kinds (text, charge->order_kinds);
  append_scope (text, charge);
  if (charge->tax_rate_ppm > 0) {
    g_autofree char *percent = trivet_prices_words_dup_percent (charge->tax_rate_ppm);
    g_autofree char *tax = g_strdup_printf (charge->tax_included ? _("with %s tax in it") : _("plus %s tax"), percent);

    _trivet_prices_words_append (text, tax);
  }

  return g_string_free (text, FALSE);
}

/**
 * trivet_prices_words_dup_rounding:
 * @rounding: how cash is rounded
 * @currency: of the shop
 *
 * Returns: (transfer full): one sentence
 */
char *
trivet_prices_words_dup_rounding (const TrivetCashRounding *rounding,
                                  TrivetCurrency            currency)
{
  g_autofree char *unit = trivet_ui_format_minor (rounding->unit_minor, currency);

  if (rounding->unit_minor <= 1)
    return g_strdup (_("Cash is taken to the last coin"));
  switch (rounding->mode) {
  case TRIVET_CASH_ROUNDING_DOWN:
    return g_strdup_printf (_("Sums paid in cash are rounded down to %s"), unit);
  case TRIVET_CASH_ROUNDING_NEAREST:
    return g_strdup_printf (_("Sums paid in cash are rounded to the nearest %s"), unit);
  case TRIVET_CASH_ROUNDING_UP:
    return g_strdup_printf (_("Sums paid in cash are rounded up to %s"), unit);
  }

  return g_strdup ("");
}

static void
append_categories (GString           *text,
                   const char *const *categories,
                   TrivetMenu        *menu)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; categories[i] != NULL; i++) {
    const TrivetMenuCategory *category = trivet_menu_lookup_category (menu, categories[i]);

    if (category != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", trivet_ui_is_chinese () ? category->name_zh : category->name);
  }
  _trivet_prices_words_append (text, names->len > 0 ? names->str : _("dishes that are no longer on the menu"));
}

/**
 * trivet_prices_words_dup_tax_rule:
 * @rule: a tax rule
 * @menu: names its categories
 *
 * Returns: (transfer full): how much it is, of what, and in which types of order
 */
char *
trivet_prices_words_dup_tax_rule (const TrivetTaxRule *rule,
                                  TrivetMenu          *menu)
{
  g_autofree char *percent = trivet_prices_words_dup_percent (rule->tax_rate_ppm);
  GString         *text = g_string_new (NULL);

  if (!rule->sets_included)
    g_string_append_printf (text, _("%s tax"), percent);
  else
    g_string_append_printf (text, rule->tax_included ? _("%s tax in the prices") : _("%s tax added to the prices"), percent);
  _trivet_prices_words_append_order_kinds (text, rule->order_kinds);
  if (rule->categories[0] == NULL)
    _trivet_prices_words_append (text, _("every dish"));
  else
    append_categories (text, (const char *const *) rule->categories, menu);

  return g_string_free (text, FALSE);
}

/**
 * trivet_prices_words_dup_tips:
 * @rates: what guests are offered, or a shop that has not said
 * @currency: of the shop
 *
 * Returns: (transfer full): one sentence
 */
char *
trivet_prices_words_dup_tips (const TrivetTipRates *rates,
                              TrivetCurrency        currency)
{
  TrivetTipRates offered = trivet_tip_rates_resolve (rates, currency);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < offered.n_rates; i++) {
    g_autofree char *percent = trivet_prices_words_dup_percent (offered.rates_ppm[i]);

    g_string_append_printf (list, "%s%s", i > 0 ? _(", ") : "", percent);
  }
  if (offered.n_rates == 0)
    return g_strdup (_("A round sum or an amount; no rates"));
  if (offered.base == TRIVET_TIP_OF_DISHES)
    return g_strdup_printf (_("%s of the dishes, a round sum or an amount"), list->str);

  return g_strdup_printf (_("%s of the sum, a round sum or an amount"), list->str);
}

/**
 * trivet_prices_words_for_charge:
 * @kind: a kind of charge
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_prices_words_for_charge (TrivetChargeKind kind)
{
  switch (kind) {
  case TRIVET_CHARGE_RATE:
    return _("Per cent of the dishes");
  case TRIVET_CHARGE_ORDER:
    return _("For each order");
  case TRIVET_CHARGE_GUEST:
    return _("For each guest");
  case TRIVET_CHARGE_ITEM:
    return _("For each dish");
  case TRIVET_CHARGE_MINIMUM:
    return _("Minimum spend");
  }

  return "";
}
