/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"

G_BEGIN_DECLS

/* They keep every sum within 64 bits; see trivet-order-apply.c. */
#define TRIVET_ORDER_MAX_LINES        500
#define TRIVET_ORDER_MAX_QUANTITY     9999
#define TRIVET_ORDER_MAX_MODIFIERS    20
#define TRIVET_ORDER_MAX_TENDERS      500
#define TRIVET_ORDER_MAX_PRICE_MINOR  G_GINT64_CONSTANT (10000000000)
#define TRIVET_ORDER_MAX_AMOUNT_MINOR G_GINT64_CONSTANT (1000000000000000)

/**
 * TrivetDiscountKind:
 * @TRIVET_DISCOUNT_NONE: none
 * @TRIVET_DISCOUNT_AMOUNT: @value is minor units
 * @TRIVET_DISCOUNT_RATE: @value is parts per million off (100000 is 10 % off)
 */
typedef enum {
  TRIVET_DISCOUNT_NONE,
  TRIVET_DISCOUNT_AMOUNT,
  TRIVET_DISCOUNT_RATE,
} TrivetDiscountKind;

/**
 * TrivetDiscount:
 * @name: (nullable): words for the guest, such as "Lunch set"
 */
typedef struct {
  TrivetDiscountKind  kind;
  gint64              value;
  char               *name;
} TrivetDiscount;

/**
 * TrivetLineModifier:
 *
 * A chosen option, with name and price as they were when it was chosen.
 */
typedef struct {
  char   *group_id;
  char   *option_id;
  char   *name;
  char   *name_zh;
  gint64  price_minor;
} TrivetLineModifier;

TrivetLineModifier *trivet_line_modifier_copy (const TrivetLineModifier *self);
void                trivet_line_modifier_free (TrivetLineModifier       *self);

/**
 * TrivetOrderLine:
 *
 * Carries everything that its price needs, so that a later change of the menu never changes an
 * order. @unit_price_minor is the dish alone; modifiers are added to it. @quantity is 1 … 9999;
 * a line whose quantity falls to 0 is voided.
 */
typedef struct {
  char           *line_id;
  char           *sku;
  char           *category_id;
  char           *name;
  char           *name_zh;
  char           *kitchen_name;
  gint64          quantity;
  gint64          unit_price_minor;
  gint64          tax_rate_ppm;
  gboolean        tax_included;
  GPtrArray      *modifiers; /* TrivetLineModifier */
  char           *note;
  TrivetDiscount  discount;
  gboolean        voided;
  gint64          added_at_us;
} TrivetOrderLine;

/**
 * TrivetTenderState:
 * @TRIVET_TENDER_OPEN: asked or about to be, the answer is outstanding in the usual way
 * @TRIVET_TENDER_IN_DOUBT: the answer was lost, is unbelievable, or it is being reversed
 * @TRIVET_TENDER_PAID: money received
 * @TRIVET_TENDER_VOID: no money: declined, reversed or never sent
 */
typedef enum {
  TRIVET_TENDER_OPEN,
  TRIVET_TENDER_IN_DOUBT,
  TRIVET_TENDER_PAID,
  TRIVET_TENDER_VOID,
} TrivetTenderState;

/**
 * TrivetTender:
 *
 * What the order knows of one payment; the payment's own record is payment/TrivetPayment.
 * @method is the wallet's id or "cash". For cash, @tendered_minor and @change_minor are set.
 */
typedef struct {
  char              *payment_id;
  char              *method;
  char              *provider_transaction_id;
  gint64             amount_minor;
  gint64             payer_minor;
  gint64             discount_minor;
  gint64             tendered_minor;
  gint64             change_minor;
  gint64             settled_at_us;
  TrivetTenderState  state;
} TrivetTender;

/**
 * TrivetOrder:
 *
 * The fold of an order's facts. Reference-counted like a value: shared ones are not changed;
 * trivet_order_copy() before applying when somebody else holds it.
 */
typedef struct {
  char           *order_id;
  char           *number;
  char           *label;
  char           *note;
  TrivetCurrency  currency;
  gint64          opened_at_us;
  gint64          settled_at_us;
  gint64          voided_at_us;
  gboolean        held;
  GPtrArray      *lines;   /* TrivetOrderLine, in the order they were added */
  GPtrArray      *tenders; /* TrivetTender */
  TrivetDiscount  discount;
  int             receipts; /* receipts asked for so far */

  /*< private >*/
  int             ref_count;
} TrivetOrder;

#define TRIVET_TYPE_ORDER (trivet_order_get_type ())
GType trivet_order_get_type (void) G_GNUC_CONST;

TrivetOrder           *trivet_order_new         (const char         *order_id);
TrivetOrder           *trivet_order_ref         (TrivetOrder        *self);
void                   trivet_order_unref       (TrivetOrder        *self);
TrivetOrder           *trivet_order_copy        (const TrivetOrder  *self);
gboolean               trivet_order_apply       (TrivetOrder        *self,
                                                 TrivetFact         *fact,
                                                 GError            **error);
TrivetOrder           *trivet_order_fold        (const char         *order_id,
                                                 GPtrArray          *facts,
                                                 GError            **error);
TrivetOrderLine       *trivet_order_lookup_line (const TrivetOrder  *self,
                                                 const char         *line_id);
const TrivetTender    *trivet_order_lookup_tender (const TrivetOrder *self,
                                                   const char        *payment_id);
gboolean               trivet_order_is_open     (const TrivetOrder  *self);

gint64 trivet_order_get_paid_minor     (const TrivetOrder *self);
gint64 trivet_order_get_open_minor     (const TrivetOrder *self);
gint64 trivet_order_get_in_doubt_minor (const TrivetOrder *self);

/**
 * TrivetLineTotal:
 * @line: (unowned): not voided
 * @gross_minor: (unit + modifiers) × quantity
 * @line_discount_minor: 0 … @gross_minor, what its own discount takes
 * @order_share_minor: 0 … , its share of the order's discount by largest remainder
 * @tax_minor: tax inside (included) or on top (added) of the net
 * @net_minor: @gross_minor − @line_discount_minor − @order_share_minor
 */
typedef struct {
  const TrivetOrderLine *line;
  gint64                 gross_minor;
  gint64                 line_discount_minor;
  gint64                 order_share_minor;
  gint64                 tax_minor;
  gint64                 net_minor;
} TrivetLineTotal;

/**
 * TrivetTotals:
 * @lines: (element-type TrivetLineTotal): one for each line that is not voided, in order
 * @subtotal_minor: sum of gross less line discounts (what stands beside the lines)
 * @line_discount_minor: sum of the lines' own discounts
 * @order_discount_minor: what the order's discount takes, at most the subtotal
 * @tax_included_minor: tax inside the prices (for information)
 * @tax_added_minor: tax on top
 * @total_minor: subtotal − order discount + tax added; what is due in all
 * @n_items: sum of quantities
 */
typedef struct {
  GArray *lines;
  gint64  subtotal_minor;
  gint64  line_discount_minor;
  gint64  order_discount_minor;
  gint64  tax_included_minor;
  gint64  tax_added_minor;
  gint64  total_minor;
  gint64  n_items;
} TrivetTotals;

gboolean trivet_order_compute_totals (const TrivetOrder  *self,
                                      TrivetTotals       *ret_totals,
                                      GError            **error);
void     trivet_totals_clear         (TrivetTotals       *totals);
gint64   trivet_order_line_get_unit_minor (const TrivetOrderLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrder, trivet_order_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetTotals, trivet_totals_clear)

G_END_DECLS
