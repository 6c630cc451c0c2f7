/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/**
 * TrivetDifferenceKind:
 * @TRIVET_DIFFERENCE_ONLY_OURS: we have it, the provider's bill has not
 * @TRIVET_DIFFERENCE_ONLY_THEIRS: the bill has it, no order of ours does
 * @TRIVET_DIFFERENCE_AMOUNT: both have it, with different amounts
 * @TRIVET_DIFFERENCE_STATE: both have it; one says that the money moved, the other that it did not
 * @TRIVET_DIFFERENCE_FEE: the fee is not what the contract says
 * @TRIVET_DIFFERENCE_CLAIM: a guest showed a receipt, and the bill does not know it
 * @TRIVET_DIFFERENCE_NOT_SETTLED: traded, but the money did not reach the shop's account
 * @TRIVET_DIFFERENCE_SETTLED_AMOUNT: it reached it with another amount
 */
typedef enum {
  TRIVET_DIFFERENCE_ONLY_OURS,
  TRIVET_DIFFERENCE_ONLY_THEIRS,
  TRIVET_DIFFERENCE_AMOUNT,
  TRIVET_DIFFERENCE_STATE,
  TRIVET_DIFFERENCE_FEE,
  TRIVET_DIFFERENCE_CLAIM,
  TRIVET_DIFFERENCE_NOT_SETTLED,
  TRIVET_DIFFERENCE_SETTLED_AMOUNT,
} TrivetDifferenceKind;

const char *trivet_difference_kind_get_name (TrivetDifferenceKind kind);

/**
 * TrivetNextStep:
 * @TRIVET_NEXT_STEP_ASK_PROVIDER: ask about it now (the engine's check), then compare again
 * @TRIVET_NEXT_STEP_REFUND_OR_ACCEPT: the guest paid what we did not count: refund it, or book it
 * @TRIVET_NEXT_STEP_CALL_PROVIDER: no machine can settle it: call the provider with both numbers
 * @TRIVET_NEXT_STEP_FIND_SELLER: another till or person sold under this merchant number
 * @TRIVET_NEXT_STEP_CHECK_CONTRACT: compare the fee with the contract
 * @TRIVET_NEXT_STEP_COLLECT: the guest did not pay: collect the money or write it off
 * @TRIVET_NEXT_STEP_WAIT: the money usually arrives with the next day's bill
 */
typedef enum {
  TRIVET_NEXT_STEP_ASK_PROVIDER,
  TRIVET_NEXT_STEP_REFUND_OR_ACCEPT,
  TRIVET_NEXT_STEP_CALL_PROVIDER,
  TRIVET_NEXT_STEP_FIND_SELLER,
  TRIVET_NEXT_STEP_CHECK_CONTRACT,
  TRIVET_NEXT_STEP_COLLECT,
  TRIVET_NEXT_STEP_WAIT,
} TrivetNextStep;

const char *trivet_next_step_get_name (TrivetNextStep step);

/**
 * TrivetDifference:
 * @key: names it for ever within its day, for `difference-resolved`: "payment:NUMBER:KIND"
 * @refund: about a refund, not a payment
 * @order_id, @order_number, @method, @id: of our order, wallet, payment or refund; "" when we have
 *   none
 * @merchant_id: our number with the provider
 * @provider_transaction_id: theirs, "" when they have none
 * @ours_minor, @theirs_minor: what each side says moved; for FEE and SETTLED, expected and actual
 * @note: (nullable): how somebody resolved it
 */
typedef struct {
  TrivetDifferenceKind  kind;
  TrivetNextStep        next_step;
  char                 *key;
  gboolean              refund;
  char                 *order_id;
  char                 *order_number;
  char                 *method;
  char                 *id;
  char                 *merchant_id;
  char                 *provider_transaction_id;
  gint64                ours_minor;
  gint64                theirs_minor;
  char                 *note;
} TrivetDifference;

/**
 * TrivetReconciliation:
 * @n_matched: payments and refunds on which both sides agree
 * @ours_minor, @theirs_minor: net of each side
 * @settled_minor: net of the funds bill, 0 without one
 * @fee_micros: of the bill
 * @n_carried: ours so near a midnight, or known so late, that the other day's bill is expected to
 *   have them
 * @differences: (element-type TrivetDifference): open ones first
 * @n_open: those without a note
 */
typedef struct {
  char      *provider_id;
  char      *date;
  gboolean   has_funds;
  guint      n_matched;
  guint      n_carried;
  guint      n_open;
  gint64     ours_minor;
  gint64     theirs_minor;
  gint64     settled_minor;
  gint64     fee_micros;
  GPtrArray *differences;
} TrivetReconciliation;

void trivet_reconciliation_free (TrivetReconciliation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetReconciliation, trivet_reconciliation_free)

/**
 * TrivetReconciliationInput:
 * @trade: the provider's trade bill of the day
 * @before: (nullable): its trade bill of the day before, when known: what was carried over midnight
 *   and stands on neither of the two is told on the later day
 * @funds: (nullable): its funds bill of the day, when known
 * @movements: (element-type TrivetMovement): ours with this provider, of the day and some days
 *   around it
 * @from_us, @to_us: the day of the provider's calendar in wall time
 * @fee_rate_ppm: of the contract, or -1 when it is not told
 * @notes: (nullable) (element-type utf8 utf8): key → note, of what was resolved
 */
typedef struct {
  const TrivetBill *trade;
  const TrivetBill *before;
  const TrivetBill *funds;
  GPtrArray        *movements;
  gint64            from_us;
  gint64            to_us;
  gint64            fee_rate_ppm;
  GHashTable       *notes;
} TrivetReconciliationInput;

TrivetReconciliation *trivet_reconcile (const TrivetReconciliationInput *input);

/* The day of a provider in China in wall time. */
gboolean trivet_bill_get_day (const char *date,
                              gint64     *ret_from_us,
                              gint64     *ret_to_us);

G_END_DECLS
