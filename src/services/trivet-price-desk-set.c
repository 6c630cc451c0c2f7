/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-price-desk-private.h"

/* One command for each kind of thing that a price book says; how it is written is in
 * trivet-price-desk-change.c. */

/**
 * trivet_price_desk_set_promotion_async:
 * @self: a desk
 * @promotion: a new promotion, or what one of the same id becomes
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Fails with a #TrivetPriceDeskError that names the field.
 */
void
trivet_price_desk_set_promotion_async (TrivetPriceDesk       *self,
                                       const TrivetPromotion *promotion,
                                       TrivetApproval        *approval,
                                       GAsyncReadyCallback    callback,
                                       gpointer               user_data)
{
  g_autoptr (TrivetPromotion) clean = NULL;
  GTask  *task;
  GError *error = NULL;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (promotion != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  clean = _trivet_price_desk_clean_promotion (promotion, &error);
  _trivet_price_desk_set_rule (task, TRIVET_FACT_PROMOTION_SET, clean != NULL ? clean->id : NULL, clean != NULL ? trivet_promotion_to_body (clean) : NULL,
                               error, approval);
}

/**
 * trivet_price_desk_set_charge_async:
 * @self: a desk
 * @charge: a new charge, or what one of the same id becomes
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Fails with a #TrivetPriceDeskError that names the field.
 */
void
trivet_price_desk_set_charge_async (TrivetPriceDesk    *self,
                                    const TrivetCharge *charge,
                                    TrivetApproval     *approval,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  TrivetCharge *clean;
  GTask        *task;
  GError       *error = NULL;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (charge != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  clean = _trivet_price_desk_clean_charge (charge, &error);
  _trivet_price_desk_set_rule (task, TRIVET_FACT_CHARGE_SET, clean != NULL ? clean->charge_id : NULL, clean != NULL ? trivet_charge_to_body (clean) : NULL,
                               error, approval);
  g_clear_pointer (&clean, trivet_charge_free);
}

/**
 * trivet_price_desk_set_rounding_async:
 * @self: a desk
 * @rounding: how sums are rounded that are paid in cash from now on
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_price_desk_set_rounding_async (TrivetPriceDesk          *self,
                                      const TrivetCashRounding *rounding,
                                      TrivetApproval           *approval,
                                      GAsyncReadyCallback       callback,
                                      gpointer                  user_data)
{
  JsonObject *body = NULL;
  GError     *error = NULL;
  GTask      *task;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (rounding != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  if (rounding->unit_minor < 0 || rounding->unit_minor > TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR)
    g_set_error_literal (&error, TRIVET_PRICE_DESK_ERROR, TRIVET_PRICE_DESK_ERROR_ROUNDING, "Cash is not rounded to so much");
  else
    body = trivet_cash_rounding_to_json (rounding);
  _trivet_price_desk_set_rule (task, TRIVET_FACT_CASH_ROUNDING_SET, "", body, error, approval);
}

/**
 * trivet_price_desk_set_tax_rule_async:
 * @self: a desk
 * @rule: a new rule, or what one of the same id becomes
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Fails with a #TrivetPriceDeskError that names the field.
 */
void
trivet_price_desk_set_tax_rule_async (TrivetPriceDesk     *self,
                                      const TrivetTaxRule *rule,
                                      TrivetApproval      *approval,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (TrivetTaxRule) clean = NULL;
  GTask  *task;
  GError *error = NULL;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (rule != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  clean = _trivet_price_desk_clean_tax_rule (rule, &error);
  _trivet_price_desk_set_rule (task, TRIVET_FACT_TAX_RULE_SET, clean != NULL ? clean->id : NULL,
                               clean != NULL ? trivet_tax_rule_to_body (clean) : NULL, error, approval);
}

/**
 * trivet_price_desk_set_tip_rates_async:
 * @self: a desk
 * @rates: the tips to choose from now on
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_price_desk_set_tip_rates_async (TrivetPriceDesk      *self,
                                       const TrivetTipRates *rates,
                                       TrivetApproval       *approval,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data)
{
  JsonObject *body = NULL;
  GError     *error = NULL;
  GTask      *task;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (rates != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  if (_trivet_price_desk_check_tip_rates (rates, &error))
    body = trivet_tip_rates_to_json (rates);
  _trivet_price_desk_set_rule (task, TRIVET_FACT_TIP_RATES_SET, "", body, error, approval);
}
