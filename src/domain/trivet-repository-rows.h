/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TrivetOrderSummary:
 *
 * One row of a list of orders, as the store's state table has it. All strings are owned.
 * @settled_at_us and @voided_at_us are 0 while it is neither. @table_name is "" at no table.
 * @tender is the method of the last payment that was paid: "alipay", "wechat", "cash", … or "".
 */
typedef struct {
  char    *order_id;
  char    *number;
  char    *label;
  char    *table_name;
  gint64   opened_at_us;
  gint64   settled_at_us;
  gint64   voided_at_us;
  gint64   total_minor;
  gint64   paid_minor;
  gint64   in_doubt_minor;
  int      n_items;
  gboolean held;
  char    *tender;
} TrivetOrderSummary;

TrivetOrderSummary *trivet_order_summary_new  (void);
void                trivet_order_summary_free (TrivetOrderSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrderSummary, trivet_order_summary_free)

#define TRIVET_PRINT_REASON_INTERRUPTED "interrupted"

/**
 * TrivetPrintJob:
 *
 * One row of the print queue. A job that was begun and whose end nobody has recorded has failed for
 * the reason %TRIVET_PRINT_REASON_INTERRUPTED: there may be paper. @copy is 1 for the first paper of a kind for that order; above, the
 * paper says DUPLICATE. @station is for whom a slip is, "" for papers that are for guests. @state is "waiting", "done", "failed" or "cancelled". @attempts counts
 * the failed tries; @partly says that one of them may have left paper.
 */
typedef struct {
  char    *job_id;
  char    *order_id;
  char    *order_number;
  char    *document;
  char    *state;
  char    *reason;
  char    *station;
  int      copy;
  int      attempts;
  gboolean partly;
  gint64   requested_at_us;
} TrivetPrintJob;

TrivetPrintJob *trivet_print_job_new  (void);
void            trivet_print_job_free (TrivetPrintJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPrintJob, trivet_print_job_free)

typedef enum {
  TRIVET_ORDER_QUERY_OPEN,    /* neither settled nor voided, newest first */
  TRIVET_ORDER_QUERY_HISTORY, /* settled or voided, newest first */
  TRIVET_ORDER_QUERY_KITCHEN, /* the kitchen was told of them, those it last heard or made something of first */
} TrivetOrderQuery;

/**
 * TrivetMovementKind:
 * @TRIVET_MOVEMENT_PAYMENT: money in, or perhaps in; by wallet or in cash
 * @TRIVET_MOVEMENT_REFUND: money back through the provider that took it
 * @TRIVET_MOVEMENT_CASH_REFUND: money back out of the drawer
 * @TRIVET_MOVEMENT_CASH_OWED: nothing has moved yet: what an order does not need any more and was
 *   paid in cash; staff must hand it out. @id is "owed/" and the order's; @state is "failed", for a
 *   person must do it. Among those that are parked only
 */
typedef enum {
  TRIVET_MOVEMENT_PAYMENT,
  TRIVET_MOVEMENT_REFUND,
  TRIVET_MOVEMENT_CASH_REFUND,
  TRIVET_MOVEMENT_CASH_OWED,
} TrivetMovementKind;

/**
 * TrivetMovement:
 * @id: the payment's or the refund's id
 * @payment_id: @id for a payment; of a refund, the payment that it gives back
 * @method: the payment's wallet, or "cash"
 * @provider_id: the payment's provider, "" for cash
 * @merchant_order_id: the payment's number with the provider, "" for cash
 * @merchant_refund_id: the refund's number with the provider, "" for payments and cash
 * @provider_transaction_id: the provider's number of the payment, or of the refund; "" until told
 * @state: of a payment "offered", "open", "in-doubt", "paid", "void" or "withdrawn"; of a refund
 *   "open", "done", "failed" or "paid-by-hand"
 * @settled_at_us: when it was paid, or when the refund ended; 0 before
 * @shown: the guest scanned our code
 * @claimed: the guest says it is paid; nobody has proven it
 * @overridden: a manager lets the order be paid otherwise
 * @money_returned: reversed by the provider after the guest had paid
 * @surplus: the refund gives back what the order did not need
 *
 * One payment or refund, as the store's state tables have it. A boxed type; all strings are owned
 * and never %NULL.
 */
typedef struct {
  TrivetMovementKind  kind;
  char               *id;
  char               *order_id;
  char               *order_number;
  char               *payment_id;
  char               *method;
  char               *provider_id;
  char               *merchant_order_id;
  char               *merchant_refund_id;
  char               *provider_transaction_id;
  char               *state;
  gint64              amount_minor;
  gint64              started_at_us;
  gint64              settled_at_us;
  gboolean            shown;
  gboolean            claimed;
  gboolean            overridden;
  gboolean            money_returned;
  gboolean            surplus;
} TrivetMovement;

#define TRIVET_TYPE_MOVEMENT (trivet_movement_get_type ())
GType trivet_movement_get_type (void) G_GNUC_CONST;

TrivetMovement *trivet_movement_new  (TrivetMovementKind    kind);
TrivetMovement *trivet_movement_copy (const TrivetMovement *self);
void            trivet_movement_free (TrivetMovement       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetMovement, trivet_movement_free)

/**
 * TrivetMovementQuery:
 * @TRIVET_MOVEMENT_QUERY_PARKED: what the engine or a person still has to settle: payments that
 *   are offered, open, in doubt (claimed ones among them) or withdrawn and watched, refunds that
 *   are open, and refunds that failed and were not paid by hand; oldest first
 * @TRIVET_MOVEMENT_QUERY_PERIOD: what was settled, or else started, within a time; oldest first
 */
typedef enum {
  TRIVET_MOVEMENT_QUERY_PARKED,
  TRIVET_MOVEMENT_QUERY_PERIOD,
} TrivetMovementQuery;

/**
 * TrivetAccountBalance:
 * @account: a name of trivet-ledger.h
 * @balance_minor: the sum of its postings; debit is positive, credit negative
 */
typedef struct {
  char   *account;
  gint64  balance_minor;
} TrivetAccountBalance;

TrivetAccountBalance *trivet_account_balance_new  (const char           *account,
                                                   gint64                balance_minor);
void                  trivet_account_balance_free (TrivetAccountBalance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetAccountBalance, trivet_account_balance_free)

/**
 * TrivetBillSummary:
 * @kind: "trade" or "funds"
 * @date: YYYY-MM-DD of the provider's calendar
 * @sha256: of the file as it was downloaded, lower-case hex
 * @n_entries: rows of it
 * @stored_at_us: wall time of its first fact
 *
 * The newest bill that was stored for a provider, kind and day. All strings are owned. Its facts
 * are those of the subject "bill/PROVIDER/KIND/DATE".
 */
typedef struct {
  char   *provider_id;
  char   *kind;
  char   *date;
  char   *sha256;
  gint64  n_entries;
  gint64  stored_at_us;
} TrivetBillSummary;

TrivetBillSummary *trivet_bill_summary_new  (void);
void               trivet_bill_summary_free (TrivetBillSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetBillSummary, trivet_bill_summary_free)

/**
 * TrivetShiftQuery:
 * @TRIVET_SHIFT_QUERY_OPEN: those that are open, oldest first
 * @TRIVET_SHIFT_QUERY_CLOSED: those whose end is one of the facts of a period, in the order of their
 *   ends
 */
typedef enum {
  TRIVET_SHIFT_QUERY_OPEN,
  TRIVET_SHIFT_QUERY_CLOSED,
} TrivetShiftQuery;

/**
 * TrivetDaySumKind:
 * @TRIVET_DAY_SUM_ACCOUNT: @name is an account; what was posted to it, and by how many facts
 * @TRIVET_DAY_SUM_TAKEN: @name is a method ("cash", "alipay", …); payments that arrived
 * @TRIVET_DAY_SUM_GIVEN_BACK: @name is a method; refunds that arrived, or left the drawer
 * @TRIVET_DAY_SUM_FACTS: @name is a type of fact (`order-opened`, `order-voided`, `line-voided`,
 *   `drawer-opened`);
 *   how many, without an amount
 */
typedef enum {
  TRIVET_DAY_SUM_ACCOUNT,
  TRIVET_DAY_SUM_TAKEN,
  TRIVET_DAY_SUM_GIVEN_BACK,
  TRIVET_DAY_SUM_FACTS,
} TrivetDaySumKind;

/**
 * TrivetDaySum:
 *
 * One sum over the facts between two numbers of the journal, as X and Z reports have it.
 */
typedef struct {
  TrivetDaySumKind  kind;
  char             *name;
  gint64            amount_minor;
  gint64            count;
} TrivetDaySum;

TrivetDaySum *trivet_day_sum_new  (TrivetDaySumKind  kind,
                                   const char       *name,
                                   gint64            amount_minor,
                                   gint64            count);
void          trivet_day_sum_free (TrivetDaySum     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDaySum, trivet_day_sum_free)

G_END_DECLS
