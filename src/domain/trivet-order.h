/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order-line.h"
#include "trivet-order-money.h"
#include "trivet-order-place.h"
#include "trivet-order-prices.h"

G_BEGIN_DECLS

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
 * @told_place: (nullable): where the kitchen was told that it goes, %NULL when it knows nothing
 * @former_place: (nullable): where it had been told before, when it was told otherwise at @moved_at_us
 * @promotions: (element-type TrivetAppliedPromotion), @charges: (element-type TrivetCharge): as they
 *   were worked out when the order last changed
 * @reopened_at_us: since when a settled order is being corrected, 0 when it is not
 * @corrections: how often it was reopened
 * @corrected_at_us: wall time at which it had been settled before it was last reopened: what the
 *   receipt that is not true any more says
 * @n_old_tenders: of @tenders, how many there were when it was reopened
 * @gone_minor: what had been given back when it was last reopened, beside the dishes that came back
 *   (@gone_quantity of its lines); below 0 when they cost more than was given for them
 * @gone_tax_minor: of that, what was tax
 * @beyond_minor: of what refunds of the sale had given back when it was last reopened, what the order
 *   had not needed: they took money that was paid too much; below 0 what other refunds had taken
 *   that it did need
 * @member: (nullable): the member whose order it is
 * @coupons: (element-type utf8): ids of the promotions whose coupons were handed in
 * @check_amounts: (element-type gint64): of %TRIVET_SPLIT_AMOUNTS, one less than @n_checks
 * @tip_minor: what all guests together give to the staff
 * @check_tips: (element-type gint64): what each check gives beside that, the first is that of check
 *   1; at most @n_checks
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
  gint64          gone_minor;
  gint64          gone_tax_minor;
  gint64          beyond_minor;
  guint           held_courses;
  TrivetOrderPlace *told_place;
  TrivetOrderPlace *former_place;
  gint64          moved_at_us;
  TrivetSplitKind split_kind;
  int             n_checks; /* 1 when it is not split */
  GArray         *check_amounts;
  GPtrArray      *promotions;
  GPtrArray      *charges;
  char           *member;
  GPtrArray      *coupons;
  gint64          tip_minor;
  GArray         *check_tips;

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
TrivetOrderPlace      *trivet_order_get_place   (const TrivetOrder  *self);
TrivetOrderPlace      *trivet_order_get_line_place (const TrivetOrder     *self,
                                                    const TrivetOrderLine *line);
gboolean               trivet_order_is_elsewhere (const TrivetOrder *self);
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
gint64              trivet_order_get_tip_minor (const TrivetOrder *self,
                                                int                check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrder, trivet_order_unref)

G_END_DECLS

#include "trivet-order-totals.h"
