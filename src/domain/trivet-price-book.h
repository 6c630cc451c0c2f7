/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-cash-rounding.h"
#include "trivet-menu.h"
#include "trivet-order.h"

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
} TrivetPromotion;

gboolean trivet_promotion_is_for_line (const TrivetPromotion *self,
                                       const TrivetOrderLine *line,
                                       GTimeZone             *zone);

#define TRIVET_TYPE_PRICE_BOOK (trivet_price_book_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPriceBook, trivet_price_book, TRIVET, PRICE_BOOK, GObject)

/**
 * TrivetPriceBook:
 *
 * The fold of the facts of "prices": promotions, what is charged beside the dishes, and how cash is
 * rounded.
 */
TrivetPriceBook *trivet_price_book_new            (void);
gboolean         trivet_price_book_apply          (TrivetPriceBook    *self,
                                                   TrivetFact         *fact,
                                                   GError            **error);
GPtrArray       *trivet_price_book_get_promotions (TrivetPriceBook    *self);
GPtrArray       *trivet_price_book_get_charges    (TrivetPriceBook    *self);
const TrivetCashRounding *trivet_price_book_get_cash_rounding (TrivetPriceBook *self);

/* (transfer full) (element-type TrivetAppliedPromotion): the best combination that is allowed. */
GPtrArray       *trivet_price_book_solve          (TrivetPriceBook    *self,
                                                   const TrivetOrder  *order,
                                                   GTimeZone          *zone);
/* (transfer full) (nullable): what `order-priced` must hold, when it is new. */
JsonObject      *trivet_price_book_price          (TrivetPriceBook    *self,
                                                   const TrivetOrder  *order,
                                                   GTimeZone          *zone);

/* Import: the facts are the difference to the book. */
GPtrArray       *trivet_price_book_import         (TrivetPriceBook       *self,
                                                   const char            *json,
                                                   gssize                 length,
                                                   TrivetCurrency         currency,
                                                   const TrivetFactStamp *stamp,
                                                   GError               **error);

G_END_DECLS
