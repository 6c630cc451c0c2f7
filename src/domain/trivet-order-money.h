/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"

G_BEGIN_DECLS

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

G_END_DECLS
