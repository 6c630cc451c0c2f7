/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-cash-rounding.h"
#include "trivet-menu.h"
#include "trivet-order.h"
#include "trivet-tip-rates.h"

G_BEGIN_DECLS

#define TRIVET_PRICE_BOOK_MAX_RULES 200
#define TRIVET_PROMOTION_MAX_PARTS  8
#define TRIVET_PROMOTION_MAX_UNITS  20
/* Units of an order that are looked at for promotions over several units. */
#define TRIVET_PROMOTION_MAX_BUNDLED 200

/**
 * TrivetPromotionKind:
 * @TRIVET_PROMOTION_RATE: @value parts per million off each unit
 * @TRIVET_PROMOTION_AMOUNT: @value minor units off each unit
 * @TRIVET_PROMOTION_PRICE: the dish costs @value; choices cost extra
 * @TRIVET_PROMOTION_BUY_GET: of @buy + @get units, the @get cheapest are @value parts per million
 *   off (a million: free)
 * @TRIVET_PROMOTION_SET: one of each part (or as many as the part says) cost @value together;
 *   choices cost extra
 * @TRIVET_PROMOTION_ORDER_AMOUNT: @value off an order that comes to @threshold_minor
 * @TRIVET_PROMOTION_ORDER_RATE: @value parts per million off an order that comes to
 *   @threshold_minor
 */
typedef enum {
  TRIVET_PROMOTION_RATE,
  TRIVET_PROMOTION_AMOUNT,
  TRIVET_PROMOTION_PRICE,
  TRIVET_PROMOTION_BUY_GET,
  TRIVET_PROMOTION_SET,
  TRIVET_PROMOTION_ORDER_AMOUNT,
  TRIVET_PROMOTION_ORDER_RATE,
} TrivetPromotionKind;

/**
 * TrivetPromotionPart:
 * @skus, @categories: (array zero-terminated=1): what it is for; both empty is every dish
 * @count: units of a set, at least 1
 */
typedef struct {
  GStrv skus;
  GStrv categories;
  int   count;
} TrivetPromotionPart;

/**
 * TrivetPromotion:
 * @parts: (element-type TrivetPromotionPart): those of a set; otherwise one, what it is for
 * @order_kinds: bits 1 << #TrivetOrderKind; 0 is all
 * @days: bits 1 << (weekday - 1), Monday is 1; 0 is every day
 * @from_minute, @to_minute: of the shop's day, up to but without @to_minute; equal is all day, and
 *   a promotion may go past midnight: then it belongs to the day on which it began
 * @members: for members only
 * @coupon: only with its coupon
 * @exclusive: with no other promotion on the same order
 * @off: switched off: for no order until it is switched on again
 */
typedef struct {
  char                *id;
  char                *name;
  char                *name_zh;
  TrivetPromotionKind  kind;
  gint64               value;
  gint64               threshold_minor;
  int                  buy;
  int                  get;
  GPtrArray           *parts;
  guint                order_kinds;
  guint                days;
  int                  from_minute;
  int                  to_minute;
  gboolean             members;
  gboolean             coupon;
  gboolean             exclusive;
  gboolean             off;
} TrivetPromotion;

/**
 * TrivetPromotionVerdict:
 * @TRIVET_PROMOTION_VERDICT_TAKES: it takes something off the order
 * @TRIVET_PROMOTION_VERDICT_UNKNOWN: the price book has no such promotion
 * @TRIVET_PROMOTION_VERDICT_OFF: it is switched off
 * @TRIVET_PROMOTION_VERDICT_ORDER_KIND: not for orders of this type
 * @TRIVET_PROMOTION_VERDICT_MEMBERS: for members only, and the order is nobody's
 * @TRIVET_PROMOTION_VERDICT_COUPON: only with its coupon
 * @TRIVET_PROMOTION_VERDICT_DISHES: for none of the order's dishes
 * @TRIVET_PROMOTION_VERDICT_TIME: the dishes that it is for were ordered at another time
 * @TRIVET_PROMOTION_VERDICT_THRESHOLD: the dishes do not come to what it asks for
 * @TRIVET_PROMOTION_VERDICT_UNITS: too few of the dishes, or they cost no more than that anyway
 * @TRIVET_PROMOTION_VERDICT_BEATEN: others take more, and both are not allowed
 *
 * Why a promotion takes something off an order, or does not.
 */
typedef enum {
  TRIVET_PROMOTION_VERDICT_TAKES,
  TRIVET_PROMOTION_VERDICT_UNKNOWN,
  TRIVET_PROMOTION_VERDICT_OFF,
  TRIVET_PROMOTION_VERDICT_ORDER_KIND,
  TRIVET_PROMOTION_VERDICT_MEMBERS,
  TRIVET_PROMOTION_VERDICT_COUPON,
  TRIVET_PROMOTION_VERDICT_DISHES,
  TRIVET_PROMOTION_VERDICT_TIME,
  TRIVET_PROMOTION_VERDICT_THRESHOLD,
  TRIVET_PROMOTION_VERDICT_UNITS,
  TRIVET_PROMOTION_VERDICT_BEATEN,
} TrivetPromotionVerdict;

const char          *trivet_promotion_kind_get_name (TrivetPromotionKind        kind);
TrivetPromotionPart *trivet_promotion_part_new      (void);
void                 trivet_promotion_part_free     (TrivetPromotionPart       *self);
TrivetPromotionPart *trivet_promotion_part_copy     (const TrivetPromotionPart *self);
TrivetPromotion     *trivet_promotion_new           (const char                *id);
TrivetPromotion     *trivet_promotion_copy          (const TrivetPromotion     *self);
void                 trivet_promotion_free          (TrivetPromotion           *self);
JsonObject          *trivet_promotion_to_body       (const TrivetPromotion     *self);
gboolean             trivet_promotion_is_on_at      (const TrivetPromotion     *self,
                                                     gint64                     at_us,
                                                     GTimeZone                 *zone);
gboolean             trivet_promotion_is_for_line   (const TrivetPromotion     *self,
                                                     const TrivetOrderLine     *line,
                                                     GTimeZone                 *zone);
JsonObject          *trivet_charge_to_body          (const TrivetCharge        *charge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPromotion, trivet_promotion_free)

/**
 * TrivetTaxRule:
 * @categories: (array zero-terminated=1): whose dishes it is for; empty is every dish
 * @order_kinds: bits 1 << #TrivetOrderKind, at least one
 * @sets_included: whether @tax_included is the rule's; otherwise the menu's stays
 *
 * The tax that dishes have in orders of certain types, such as what is taken away.
 */
typedef struct {
  char     *id;
  char     *name;
  GStrv     categories;
  guint     order_kinds;
  gint64    tax_rate_ppm;
  gboolean  sets_included;
  gboolean  tax_included;
} TrivetTaxRule;

TrivetTaxRule *trivet_tax_rule_new  (const char          *id);
JsonObject    *trivet_tax_rule_to_body (const TrivetTaxRule *self);
TrivetTaxRule *trivet_tax_rule_copy (const TrivetTaxRule *self);
void           trivet_tax_rule_free (TrivetTaxRule       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetTaxRule, trivet_tax_rule_free)

#define TRIVET_TYPE_PRICE_BOOK (trivet_price_book_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPriceBook, trivet_price_book, TRIVET, PRICE_BOOK, GObject)

/**
 * TrivetPriceBook:
 *
 * The fold of the facts of "prices": promotions, what is charged beside the dishes, taxes by type of
 * order, how cash is rounded, and the tips to choose from.
 */
TrivetPriceBook *trivet_price_book_new            (void);
gboolean         trivet_price_book_apply          (TrivetPriceBook    *self,
                                                   TrivetFact         *fact,
                                                   GError            **error);
GPtrArray       *trivet_price_book_get_promotions (TrivetPriceBook    *self);
GPtrArray       *trivet_price_book_get_charges    (TrivetPriceBook    *self);
const TrivetCashRounding *trivet_price_book_get_cash_rounding (TrivetPriceBook *self);
const TrivetTipRates *trivet_price_book_get_tip_rates (TrivetPriceBook *self);
const TrivetTaxRule  *trivet_price_book_lookup_tax_rule (TrivetPriceBook *self,
                                                         const char      *id);
GPtrArray       *trivet_price_book_get_tax_rules  (TrivetPriceBook    *self);
const TrivetTaxRule *trivet_price_book_find_tax_rule (TrivetPriceBook *self,
                                                      TrivetOrderKind  kind,
                                                      const char      *category_id);
TrivetPriceBook *trivet_price_book_copy           (TrivetPriceBook    *self);
const TrivetPromotion *
                 trivet_price_book_lookup_promotion (TrivetPriceBook  *self,
                                                     const char       *id);
const TrivetCharge *
                 trivet_price_book_lookup_charge  (TrivetPriceBook    *self,
                                                   const char         *id);
/* The body with which a rule was set last; (nullable). */
const char      *trivet_price_book_lookup_text    (TrivetPriceBook    *self,
                                                   TrivetFactType      set_type,
                                                   const char         *id);

/* (transfer full) (element-type TrivetAppliedPromotion): the best combination that is allowed. */
GPtrArray       *trivet_price_book_solve          (TrivetPriceBook    *self,
                                                   const TrivetOrder  *order,
                                                   GTimeZone          *zone);
/* (transfer full) (nullable): what `order-priced` must hold, when it is new. */
JsonObject      *trivet_price_book_price          (TrivetPriceBook    *self,
                                                   const TrivetOrder  *order,
                                                   GTimeZone          *zone);

/* In trivet-promotion-verdict.c. */
TrivetPromotionVerdict
                 trivet_price_book_judge          (TrivetPriceBook    *self,
                                                   const char         *promotion_id,
                                                   const TrivetOrder  *order,
                                                   GTimeZone          *zone,
                                                   gint64             *ret_minor);

/* Import: the facts are the difference to the book. */
GPtrArray       *trivet_price_book_import         (TrivetPriceBook       *self,
                                                   const char            *json,
                                                   gssize                 length,
                                                   TrivetCurrency         currency,
                                                   const TrivetFactStamp *stamp,
                                                   GError               **error);

/* (transfer full): such a file; importing it again gives no facts. */
char            *trivet_price_book_export         (TrivetPriceBook       *self,
                                                   TrivetCurrency         currency);

G_END_DECLS
