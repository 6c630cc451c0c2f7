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
#define TRIVET_ORDER_MAX_MODIFIERS    40
#define TRIVET_ORDER_MAX_TENDERS      500
#define TRIVET_ORDER_MAX_REFUNDS      500
#define TRIVET_ORDER_MAX_GUESTS       999
#define TRIVET_ORDER_MAX_SEAT         99
#define TRIVET_ORDER_MAX_COURSE       9
#define TRIVET_ORDER_MAX_CHECKS       50
#define TRIVET_ORDER_MAX_WEIGHT       1000
#define TRIVET_ORDER_MAX_CHARGES      8
#define TRIVET_ORDER_MAX_CHARGE_PPM   250000
#define TRIVET_ORDER_MAX_PRICE_MINOR  G_GINT64_CONSTANT (10000000000)
#define TRIVET_ORDER_MAX_AMOUNT_MINOR G_GINT64_CONSTANT (1000000000000000)

/**
 * TrivetDiscountKind:
 * @TRIVET_DISCOUNT_NONE: none
 * @TRIVET_DISCOUNT_AMOUNT: @value is minor units
 * @TRIVET_DISCOUNT_RATE: @value is parts per million off (100000 is 10 % off)
 * @TRIVET_DISCOUNT_COMP: given for nothing, on the house; @value is 0
 */
typedef enum {
  TRIVET_DISCOUNT_NONE,
  TRIVET_DISCOUNT_AMOUNT,
  TRIVET_DISCOUNT_RATE,
  TRIVET_DISCOUNT_COMP,
} TrivetDiscountKind;

/**
 * TrivetDiscount:
 * @name: (nullable): words for the guest, such as "Lunch set"; of %TRIVET_DISCOUNT_COMP, why it was
 *   given
 */
typedef struct {
  TrivetDiscountKind  kind;
  gint64              value;
  char               *name;
} TrivetDiscount;

/**
 * TrivetLineModifier:
 *
 * @under: (nullable): the place (trivet_line_modifier_make_place()) of the choice that opened its
 *   group; %NULL: the dish itself
 * @sku: (nullable): of a dish in a combo, its code; @option_id again
 * @category_id, @kitchen_name: (nullable): of a dish in a combo, what the kitchen needs of it
 * @allergens: (array zero-terminated=1): of a dish in a combo, what it holds
 * @cooked_quantity: of a dish in a combo, for how many of the line it is made
 * @stopped_seen: of a dish in a combo, how many that nobody wants any more its cook has seen
 *
 * A chosen option, with name and price as they were when it was chosen; of a combo, a chosen dish.
 */
typedef struct {
  char   *group_id;
  char   *option_id;
  char   *under;
  char   *name;
  char   *name_zh;
  gint64  price_minor;
  char   *sku;
  char   *category_id;
  char   *kitchen_name;
  GStrv   allergens;
  gint64  cooked_quantity;
  gint64  stopped_seen;
} TrivetLineModifier;

TrivetLineModifier *trivet_line_modifier_new        (const char               *group_id,
                                                     const char               *option_id,
                                                     const char               *name,
                                                     const char               *name_zh,
                                                     gint64                    price_minor);
TrivetLineModifier *trivet_line_modifier_copy       (const TrivetLineModifier *self);
void                trivet_line_modifier_free       (TrivetLineModifier       *self);
JsonObject         *trivet_line_modifier_to_json    (const TrivetLineModifier *self);
GPtrArray          *trivet_line_modifiers_read      (JsonObject               *body,
                                                     GError                  **error);
gboolean            trivet_line_modifiers_same_dishes (GPtrArray              *a,
                                                       GPtrArray              *b);
char               *trivet_line_modifier_make_place (const char               *group_id,
                                                     const char               *option_id);
gboolean            trivet_line_modifier_is_at      (const TrivetLineModifier *self,
                                                     const char               *place);

/**
 * TrivetLineShare:
 * @check: 1 … %TRIVET_ORDER_MAX_CHECKS
 * @weight: 1 … %TRIVET_ORDER_MAX_WEIGHT
 *
 * That @check pays @weight parts of the line; the whole is the sum of all weights.
 */
typedef struct {
  int check;
  int weight;
} TrivetLineShare;

/**
 * TrivetOrderLine:
 * @seat: who ordered it, 1 … %TRIVET_ORDER_MAX_SEAT; 0 is the whole table
 * @course: 0 (at once) … %TRIVET_ORDER_MAX_COURSE
 * @sent_quantity: how many the kitchen was told to make; the difference to @quantity (0 of a voided
 *   line) is what it must still be told
 * @cooked_quantity, @served_quantity: of those, how many are made, and are on the table
 * @sent_at_us, @rushed_at_us, @served_at_us: wall time of the last of each, 0 for never
 * @rushes: how often the guest asked where it is
 * @told: (nullable): choices and note as the kitchen knows them, %NULL when it knows nothing
 * @stopped_quantity: how many the kitchen was told not to make after all
 * @stopped_seen: of those, how many a cook has seen
 * @changed_at_us, @cooked_at_us: wall time at which the kitchen was last told of a change, and at
 *   which it last made some, 0 for never
 * @moved_to: (nullable): the order that has the line now; @voided is set then
 * @shares: (element-type TrivetLineShare): who pays it when the order is split by lines; empty is
 *   the first check
 * @tax_rate_ppm, @tax_included: the tax it has in this order
 * @menu_tax_rate_ppm, @menu_tax_included: the tax that the menu gave it; the price book's rules may
 *   have made another of it (`order-priced`)
 * @allergens: (array zero-terminated=1): what the dish holds; for those of a combo's dishes too, see
 *   trivet_order_line_list_allergens()
 * @open_price: staff said what it costs, and may say otherwise until the kitchen knows of it
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
  gint64          menu_tax_rate_ppm;
  gboolean        menu_tax_included;
  GPtrArray      *modifiers; /* TrivetLineModifier */
  char           *note;
  TrivetDiscount  discount;
  gboolean        voided;
  gint64          added_at_us;
  gint64          returned_quantity; /* given back by refunds that did not fail */
  int             seat;
  int             course;
  gint64          sent_quantity;
  gint64          cooked_quantity;
  gint64          served_quantity;
  gint64          sent_at_us;
  gint64          rushed_at_us;
  gint64          served_at_us;
  int             rushes;
  char           *told;
  gint64          stopped_quantity;
  gint64          stopped_seen;
  gint64          changed_at_us;
  gint64          cooked_at_us;
  char           *moved_to;
  GArray         *shares;
  GStrv           allergens;
  gboolean        open_price;
} TrivetOrderLine;

GStrv    trivet_order_line_list_allergens (const TrivetOrderLine *line);
gboolean trivet_order_line_is_combo       (const TrivetOrderLine *line);

/**
 * TrivetTenderState:
 * @TRIVET_TENDER_OFFERED: a code is shown (or about to be) that the guest may or may not pay;
 *   several may be out for the same due, the first to be paid wins
 * @TRIVET_TENDER_OPEN: asked or about to be, the answer is outstanding in the usual way
 * @TRIVET_TENDER_IN_DOUBT: the answer was lost, is unbelievable, or it is being reversed
 * @TRIVET_TENDER_PAID: money received
 * @TRIVET_TENDER_VOID: no money: declined, reversed, withdrawn or never sent
 */
typedef enum {
  TRIVET_TENDER_OFFERED,
  TRIVET_TENDER_OPEN,
  TRIVET_TENDER_IN_DOUBT,
  TRIVET_TENDER_PAID,
  TRIVET_TENDER_VOID,
} TrivetTenderState;

/**
 * TrivetTender:
 *
 * What the order knows of one payment; the payment's own record is payment/TrivetPayment.
 * @method is the wallet's id or "cash"; @provider_id is "" for cash. For cash, @tendered_minor and
 * @change_minor are set, and @rounding_minor: what was received is @amount_minor and it.
 * @returned_minor is what refunds gave or are giving back of @amount_minor, failed ones excepted;
 * @rounding_returned_minor of the rounding. @overridden: a manager lets the order be paid otherwise, although this one is in doubt;
 * @claimed: the guest shows a receipt for it, unverified; @watched: a shown code that was
 * withdrawn and can still be paid until its life is over; @money_returned: reversed, and the guest
 * had paid; @check: which check of a split order it pays, 0 for none in particular; @completes: it
 * asked for all that this check owed.
 */
typedef struct {
  char              *payment_id;
  char              *method;
  char              *provider_id;
  char              *merchant_order_id;
  char              *provider_transaction_id;
  gint64             started_at_us;
  gint64             amount_minor;
  gint64             returned_minor;
  gint64             payer_minor;
  gint64             discount_minor;
  gint64             tendered_minor;
  gint64             change_minor;
  gint64             rounding_minor;
  gint64             rounding_returned_minor;
  gint64             settled_at_us;
  TrivetTenderState  state;
  gboolean           shown;
  gboolean           watched;
  gboolean           money_returned;
  gboolean           overridden;
  gboolean           claimed;
  gboolean           completes;
  int                check;
} TrivetTender;

/**
 * TrivetReturnState:
 * @TRIVET_RETURN_OPEN: on its way, in doubt, or waiting for the shop's balance
 * @TRIVET_RETURN_DONE: the money went back
 * @TRIVET_RETURN_FAILED: the provider will not; a person must
 * @TRIVET_RETURN_PAID_BY_HAND: failed, and then given back in cash
 */
typedef enum {
  TRIVET_RETURN_OPEN,
  TRIVET_RETURN_DONE,
  TRIVET_RETURN_FAILED,
  TRIVET_RETURN_PAID_BY_HAND,
} TrivetReturnState;

/**
 * TrivetReturnedLine:
 * @amount_minor: of the line's net and added tax, what goes back for @quantity of it
 * @tax_minor: of @amount_minor, what was tax
 */
typedef struct {
  char   *line_id;
  gint64  quantity;
  gint64  amount_minor;
  gint64  tax_minor;
} TrivetReturnedLine;

/**
 * TrivetReturn:
 * @surplus: the order did not need this money; otherwise the guest got it back
 * @from_sale: it takes back something that was sold: the order was settled and needed the money.
 *   Otherwise it gives back what a guest had paid towards an order that was not settled
 * @rounding_minor: in cash, the guest got @amount_minor and it
 * @lines: (element-type TrivetReturnedLine): what was given back; may be empty
 *
 * What the order knows of one refund, by wallet or in cash; the refund's own record is
 * payment/TrivetRefund.
 */
typedef struct {
  char              *refund_id;
  char              *payment_id;
  char              *merchant_refund_id;
  char              *provider_refund_id;
  char              *reason;
  gint64             amount_minor;
  gint64             rounding_minor;
  gint64             started_at_us;
  gint64             done_at_us;
  GPtrArray         *lines;
  TrivetReturnState  state;
  gboolean           surplus;
  gboolean           from_sale;
  gboolean           cash;
} TrivetReturn;

/**
 * TrivetPromotionShare:
 *
 * What a promotion takes off one line.
 */
typedef struct {
  char   *line_id;
  gint64  amount_minor;
} TrivetPromotionShare;

/**
 * TrivetAppliedPromotion:
 * @name, @name_zh: the words for the guest: why it costs less
 * @order_minor: what it takes off the whole order
 * @shares: (element-type TrivetPromotionShare): what it takes off lines
 *
 * A promotion as it was worked out for this order (trivet_price_book_solve()). What it takes is
 * never more than there is, whatever has happened to the lines since.
 */
typedef struct {
  char      *promotion_id;
  char      *name;
  char      *name_zh;
  gint64     order_minor;
  GPtrArray *shares;
} TrivetAppliedPromotion;

/**
 * TrivetChargeKind:
 * @TRIVET_CHARGE_RATE: @value parts per million of the dishes, after discounts (service)
 * @TRIVET_CHARGE_ORDER: @value for the order (delivery)
 * @TRIVET_CHARGE_GUEST: @value for each guest (tea, cover)
 * @TRIVET_CHARGE_ITEM: @value for each dish (packing)
 * @TRIVET_CHARGE_MINIMUM: what the dishes, after discounts, lack to @value
 */
typedef enum {
  TRIVET_CHARGE_RATE,
  TRIVET_CHARGE_ORDER,
  TRIVET_CHARGE_GUEST,
  TRIVET_CHARGE_ITEM,
  TRIVET_CHARGE_MINIMUM,
} TrivetChargeKind;

/**
 * TrivetCharge:
 * @order_kinds: bits 1 << #TrivetOrderKind; 0 is all; of no meaning in an order
 * @off: switched off: for no order until it is switched on again; of no meaning in an order
 *
 * What is charged beside the dishes.
 */
typedef struct {
  char             *charge_id;
  char             *name;
  char             *name_zh;
  TrivetChargeKind  kind;
  gint64            value;
  gint64            tax_rate_ppm;
  gboolean          tax_included;
  guint             order_kinds;
  gboolean          off;
} TrivetCharge;

TrivetAppliedPromotion *trivet_applied_promotion_new  (const char             *promotion_id,
                                                       const char             *name,
                                                       const char             *name_zh);
void                    trivet_applied_promotion_free (TrivetAppliedPromotion *self);
void                    trivet_applied_promotion_add  (TrivetAppliedPromotion *self,
                                                       const char             *line_id,
                                                       gint64                  amount_minor);
void                    trivet_charge_free            (TrivetCharge           *self);
TrivetCharge           *trivet_charge_copy            (const TrivetCharge     *self);

/**
 * TrivetOrderKind:
 * @TRIVET_ORDER_KIND_COUNTER: at the counter, no table
 * @TRIVET_ORDER_KIND_TABLE: guests at a table
 * @TRIVET_ORDER_KIND_TAKEAWAY: to be fetched
 * @TRIVET_ORDER_KIND_DELIVERY: to be brought
 * @TRIVET_ORDER_KIND_BAR: a tab at the bar, by the guest's name
 */
typedef enum {
  TRIVET_ORDER_KIND_COUNTER,
  TRIVET_ORDER_KIND_TABLE,
  TRIVET_ORDER_KIND_TAKEAWAY,
  TRIVET_ORDER_KIND_DELIVERY,
  TRIVET_ORDER_KIND_BAR,
} TrivetOrderKind;

/**
 * TrivetSplitKind:
 * @TRIVET_SPLIT_NONE: one check
 * @TRIVET_SPLIT_LINES: each line by its shares
 * @TRIVET_SPLIT_EQUAL: @n_checks equal parts
 * @TRIVET_SPLIT_AMOUNTS: fixed sums, the last check pays the rest
 */
typedef enum {
  TRIVET_SPLIT_NONE,
  TRIVET_SPLIT_LINES,
  TRIVET_SPLIT_EQUAL,
  TRIVET_SPLIT_AMOUNTS,
} TrivetSplitKind;

const char      *trivet_order_kind_get_name  (TrivetOrderKind  kind);
gboolean         trivet_order_kind_from_name (const char      *name,
                                              TrivetOrderKind *ret_kind);
const char      *trivet_split_kind_get_name  (TrivetSplitKind  kind);

/**
 * TrivetOrder:
 * @table_id: where the guests sit, "" for nowhere
 * @table_name, @table_name_zh: what that table was called when they sat down, "" for nowhere
 * @staff: who looks after it; at first who opened it
 * @guests: 0 when nobody has counted them
 * @bill_asked_at_us: wall time at which the guests asked to pay, 0 when they have not
 * @merged_into: (nullable): the order that took its lines; @voided_at_us is set then
 * @held_courses: a bit for each course that is not sent until somebody fires it
 * @promotions: (element-type TrivetAppliedPromotion), @charges: (element-type TrivetCharge): as they
 *   were worked out when the order last changed
 * @reopened_at_us: since when a settled order is being corrected, 0 when it is not
 * @corrections: how often it was reopened
 * @corrected_at_us: wall time at which it had been settled before it was last reopened: what the
 *   receipt that is not true any more says
 * @n_old_tenders: of @tenders, how many there were when it was reopened
 * @member: (nullable): the member whose order it is
 * @coupons: (element-type utf8): ids of the promotions whose coupons were handed in
 * @check_amounts: (element-type gint64): of %TRIVET_SPLIT_AMOUNTS, one less than @n_checks
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
  GPtrArray      *returns; /* TrivetReturn */
  TrivetDiscount  discount;
  int             receipts; /* receipts asked for so far */
  TrivetOrderKind kind;
  char           *table_id;
  char           *table_name;
  char           *table_name_zh;
  char           *staff;
  int             guests;
  gint64          bill_asked_at_us;
  char           *merged_into;
  gint64          reopened_at_us;
  gint64          corrected_at_us;
  int             corrections;
  guint           n_old_tenders;
  guint           held_courses;
  TrivetSplitKind split_kind;
  int             n_checks; /* 1 when it is not split */
  GArray         *check_amounts;
  GPtrArray      *promotions;
  GPtrArray      *charges;
  char           *member;
  GPtrArray      *coupons;
  gint64          tip_minor;

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
gboolean               trivet_order_can_reopen  (const TrivetOrder  *self,
                                                 GError            **error);
gboolean               trivet_order_is_corrected (const TrivetOrder *self);

gint64 trivet_order_get_paid_minor     (const TrivetOrder *self);
gint64 trivet_order_get_open_minor     (const TrivetOrder *self);
gint64 trivet_order_get_in_doubt_minor (const TrivetOrder *self);
gint64   trivet_order_get_net_paid_minor  (const TrivetOrder *self);
gint64   trivet_order_get_claimed_minor   (const TrivetOrder *self);
gint64   trivet_order_get_surplus_minor   (const TrivetOrder *self);
gint64   trivet_order_get_cash_back_minor (const TrivetOrder *self);
gboolean trivet_order_has_blocking_doubt  (const TrivetOrder *self);
const TrivetReturn *trivet_order_lookup_return (const TrivetOrder *self,
                                                const char        *refund_id);

/**
 * TrivetLineTotal:
 * @line: (unowned): not voided
 * @gross_minor: (unit + modifiers) × quantity
 * @line_discount_minor: 0 … @gross_minor, what its own discount takes
 * @promotion_minor: 0 … , what promotions take off it, its share of those on the whole order too
 * @order_share_minor: 0 … , its share of the order's discount by largest remainder
 * @tax_minor: tax inside (included) or on top (added) of the net
 * @net_minor: @gross_minor − @line_discount_minor − @promotion_minor − @order_share_minor
 */
typedef struct {
  const TrivetOrderLine *line;
  gint64                 gross_minor;
  gint64                 line_discount_minor;
  gint64                 promotion_minor;
  gint64                 order_share_minor;
  gint64                 tax_minor;
  gint64                 net_minor;
} TrivetLineTotal;

/**
 * TrivetLinePromotion:
 * @line: which line of the totals, from 0
 * @promotion: which promotion of the order, from 0
 * @amount_minor: what it takes off the line, more than 0
 */
typedef struct {
  guint  line;
  guint  promotion;
  gint64 amount_minor;
} TrivetLinePromotion;

/**
 * TrivetChargeTotal:
 * @charge: (unowned)
 * @tax_minor: inside (included) or on top (added) of @amount_minor
 */
typedef struct {
  const TrivetCharge *charge;
  gint64              amount_minor;
  gint64              tax_minor;
} TrivetChargeTotal;

/**
 * TrivetTotals:
 * @lines: (element-type TrivetLineTotal): one for each line that is not voided, in order
 * @subtotal_minor: sum of gross less line discounts (what stands beside the lines)
 * @line_discount_minor: sum of the lines' own discounts
 * @promotions: (element-type gint64): what each of the order's promotions really takes
 * @line_promotions: (element-type TrivetLinePromotion): what of that they take off single lines
 * @promotion_minor: their sum
 * @order_discount_minor: what the order's discount takes, at most what is left
 * @comp_minor: of the lines' discounts and the order's, what was given on the house
 * @charges: (element-type TrivetChargeTotal): those that come to something
 * @charge_minor: their sum without added tax
 * @tax_included_minor: tax inside the prices (for information)
 * @tax_added_minor: tax on top
 * @tip_minor: what the guest gives to the staff
 * @total_minor: subtotal − promotions − order discount + charges + tax added + tip; what is due in
 *   all
 * @n_items: sum of quantities
 */
typedef struct {
  GArray *lines;
  GArray *promotions;
  GArray *line_promotions;
  GArray *charges;
  gint64  subtotal_minor;
  gint64  line_discount_minor;
  gint64  promotion_minor;
  gint64  charge_minor;
  gint64  tip_minor;
  gint64  order_discount_minor;
  gint64  comp_minor;
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

/* What giving back @quantity of a line means in money, mirrored from what was charged; what several
 * returns give adds up to the line exactly. */
gboolean trivet_order_compute_return (const TrivetOrder   *self,
                                      const char          *line_id,
                                      gint64               quantity,
                                      gint64              *ret_amount_minor,
                                      gint64              *ret_tax_minor,
                                      GError             **error);

/* What giving back @amount_minor of a payment in cash returns of its rounding: parts are exact, the
 * last one carries the rest, and never more goes back than was received. */
gint64              trivet_tender_compute_rounding_back (const TrivetTender *self,
                                                         gint64              amount_minor);
gint64              trivet_return_get_given_minor       (const TrivetReturn *self);

TrivetReturnedLine *trivet_returned_line_new  (const char         *line_id,
                                               gint64              quantity,
                                               gint64              amount_minor,
                                               gint64              tax_minor);
void                trivet_returned_line_free (TrivetReturnedLine *self);
JsonArray          *trivet_returned_lines_to_json (GPtrArray      *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrder, trivet_order_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetTotals, trivet_totals_clear)

G_END_DECLS
