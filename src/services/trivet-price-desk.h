/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-register.h"

G_BEGIN_DECLS

#define TRIVET_PRICE_DESK_MAX_NAME 60

/**
 * TrivetPriceDeskError:
 * @TRIVET_PRICE_DESK_ERROR_NAME: a name has 1 to %TRIVET_PRICE_DESK_MAX_NAME characters
 * @TRIVET_PRICE_DESK_ERROR_VALUE: what it gives or costs is nothing, or more than there can be
 * @TRIVET_PRICE_DESK_ERROR_THRESHOLD: from which sum on it is for an order is no sum
 * @TRIVET_PRICE_DESK_ERROR_UNITS: how many must be bought and are cheaper: at least 1 each, 20 together
 * @TRIVET_PRICE_DESK_ERROR_DISHES: a set has 2 to 20 dishes in up to 8 parts; all others have one part
 * @TRIVET_PRICE_DESK_ERROR_HOURS: its hours are not within a day, or its days not within a week
 * @TRIVET_PRICE_DESK_ERROR_TAX: a tax is 0 to 100 %
 * @TRIVET_PRICE_DESK_ERROR_ROUNDING: cash is rounded to at most
 *   %TRIVET_CASH_ROUNDING_MAX_UNIT_MINOR
 * @TRIVET_PRICE_DESK_ERROR_ORDER_KINDS: a tax rule is for one type of order at least
 * @TRIVET_PRICE_DESK_ERROR_GUESTS: the number of guests is not one
 * @TRIVET_PRICE_DESK_ERROR_TABLES: there is no such table
 * @TRIVET_PRICE_DESK_ERROR_FULL: the price book is full; remove a rule first
 * @TRIVET_PRICE_DESK_ERROR_GONE: somebody has removed the rule meanwhile
 * @TRIVET_PRICE_DESK_ERROR_CHANGED: somebody has changed the rule since the step that was to be taken
 *   back; the step is dropped
 * @TRIVET_PRICE_DESK_ERROR_NO_STEP: there is no step to take back
 * @TRIVET_PRICE_DESK_ERROR_BUSY: another change is being written; try again in a moment
 * @TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL: who is signed in may not do it; get somebody's yes
 */
typedef enum {
  TRIVET_PRICE_DESK_ERROR_NAME,
  TRIVET_PRICE_DESK_ERROR_VALUE,
  TRIVET_PRICE_DESK_ERROR_THRESHOLD,
  TRIVET_PRICE_DESK_ERROR_UNITS,
  TRIVET_PRICE_DESK_ERROR_DISHES,
  TRIVET_PRICE_DESK_ERROR_HOURS,
  TRIVET_PRICE_DESK_ERROR_TAX,
  TRIVET_PRICE_DESK_ERROR_ROUNDING,
  TRIVET_PRICE_DESK_ERROR_ORDER_KINDS,
  TRIVET_PRICE_DESK_ERROR_GUESTS,
  TRIVET_PRICE_DESK_ERROR_TABLES,
  TRIVET_PRICE_DESK_ERROR_FULL,
  TRIVET_PRICE_DESK_ERROR_GONE,
  TRIVET_PRICE_DESK_ERROR_CHANGED,
  TRIVET_PRICE_DESK_ERROR_NO_STEP,
  TRIVET_PRICE_DESK_ERROR_BUSY,
  TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL,
} TrivetPriceDeskError;

#define TRIVET_PRICE_DESK_ERROR (trivet_price_desk_error_quark ())
GQuark trivet_price_desk_error_quark (void);

/**
 * TrivetTaxTrial:
 * @n_dishes: how many dishes of the order the rule is the first for
 * @tax_before_minor, @tax_after_minor: in the prices and added, together
 * @total_before_minor, @total_after_minor: what the order comes to
 *
 * What a tax rule would make of an order.
 */
typedef struct {
  gint64 n_dishes;
  gint64 tax_before_minor;
  gint64 tax_after_minor;
  gint64 total_before_minor;
  gint64 total_after_minor;
} TrivetTaxTrial;

#define TRIVET_TYPE_PRICE_DESK (trivet_price_desk_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPriceDesk, trivet_price_desk, TRIVET, PRICE_DESK, GObject)

/**
 * TrivetPriceDesk:
 *
 * Changes the register's price book: promotions, charges, taxes by type of order, how cash is rounded
 * and the tips to choose from. A rule has its id
 * for ever; orders keep what they were priced with. Each step can be taken back. Changes need
 * %TRIVET_PERMISSION_EDIT_MENU; one yes is for one change.
 *
 * Signal `changed`: the price book is new, or whether a step can be taken back.
 */
TrivetPriceDesk *trivet_price_desk_new      (TrivetRegister *reg);
TrivetPriceBook *trivet_price_desk_get_book (TrivetPriceDesk *self);
char            *trivet_price_desk_new_id   (TrivetPriceDesk *self);
TrivetPermission trivet_price_desk_needs    (TrivetPriceDesk *self);

/* Changes; all end with trivet_price_desk_change_finish(). @approval: (transfer full) (nullable).
 * @set_type: %TRIVET_FACT_PROMOTION_SET, %TRIVET_FACT_CHARGE_SET or, not to switch,
 * %TRIVET_FACT_TAX_RULE_SET. */
void     trivet_price_desk_set_promotion_async (TrivetPriceDesk          *self,
                                                const TrivetPromotion    *promotion,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_set_charge_async    (TrivetPriceDesk          *self,
                                                const TrivetCharge       *charge,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_set_rounding_async  (TrivetPriceDesk          *self,
                                                const TrivetCashRounding *rounding,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_set_tax_rule_async  (TrivetPriceDesk          *self,
                                                const TrivetTaxRule      *rule,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_set_tip_rates_async (TrivetPriceDesk          *self,
                                                const TrivetTipRates     *rates,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_switch_async        (TrivetPriceDesk          *self,
                                                TrivetFactType            set_type,
                                                const char               *id,
                                                gboolean                  on,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_move_tax_rule_async (TrivetPriceDesk          *self,
                                                const char               *id,
                                                int                       by,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
void     trivet_price_desk_remove_async        (TrivetPriceDesk          *self,
                                                TrivetFactType            set_type,
                                                const char               *id,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
gboolean trivet_price_desk_can_undo            (TrivetPriceDesk          *self);
void     trivet_price_desk_undo_async          (TrivetPriceDesk          *self,
                                                TrivetApproval           *approval,
                                                GAsyncReadyCallback       callback,
                                                gpointer                  user_data);
gboolean trivet_price_desk_change_finish       (TrivetPriceDesk          *self,
                                                GAsyncResult             *result,
                                                GError                  **error);

/* Without changing anything. */
gboolean               trivet_price_desk_check         (TrivetPriceDesk       *self,
                                                        const TrivetPromotion *promotion,
                                                        GError               **error);
TrivetPromotionVerdict trivet_price_desk_try           (TrivetPriceDesk       *self,
                                                        const TrivetPromotion *promotion,
                                                        gint64                *ret_minor);
/* The tax of the order on the screen as it is, and as it would be. */
gboolean               trivet_price_desk_try_tax_rule  (TrivetPriceDesk       *self,
                                                        const TrivetTaxRule   *rule,
                                                        TrivetTaxTrial        *ret_trial);
gboolean               trivet_price_desk_is_active_now (TrivetPriceDesk       *self,
                                                        const TrivetPromotion *promotion);

G_END_DECLS
