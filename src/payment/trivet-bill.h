/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-money.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetBillError:
 * @TRIVET_BILL_ERROR_NOT_YET: the provider has not made it yet; try again in half an hour
 * @TRIVET_BILL_ERROR_NO_BUSINESS: nothing moved on that day, or it was asked too early; normal
 *   after noon of the next day
 * @TRIVET_BILL_ERROR_DAMAGED: truncated, wrong hash, totals do not add up; try again later
 * @TRIVET_BILL_ERROR_FORMAT: a column that is needed is missing or unreadable; the message names
 *   it; update Trivet, try again later
 * @TRIVET_BILL_ERROR_REFUSED: credentials or contract; see settings
 * @TRIVET_BILL_ERROR_UNREACHABLE: nothing or nothing believable came; try again later
 */
typedef enum {
  TRIVET_BILL_ERROR_NOT_YET,
  TRIVET_BILL_ERROR_NO_BUSINESS,
  TRIVET_BILL_ERROR_DAMAGED,
  TRIVET_BILL_ERROR_FORMAT,
  TRIVET_BILL_ERROR_REFUSED,
  TRIVET_BILL_ERROR_UNREACHABLE,
} TrivetBillError;

#define TRIVET_BILL_ERROR (trivet_bill_error_quark ())
GQuark trivet_bill_error_quark (void);

/**
 * TrivetBillKind:
 * @TRIVET_BILL_TRADE: what was traded: payments, refunds, reversals, with their fees
 * @TRIVET_BILL_FUNDS: what moved on the shop's account with the provider: settled money
 */
typedef enum {
  TRIVET_BILL_TRADE,
  TRIVET_BILL_FUNDS,
} TrivetBillKind;

const char *trivet_bill_kind_get_name (TrivetBillKind kind);

/**
 * TrivetBillEntryKind:
 * @TRIVET_BILL_ENTRY_PAYMENT: money in
 * @TRIVET_BILL_ENTRY_REFUND: money back by a refund
 * @TRIVET_BILL_ENTRY_REVERSAL: money back by undoing a payment that had been paid
 * @TRIVET_BILL_ENTRY_OTHER: (funds only) fees, withdrawals, and what this program does not know
 */
typedef enum {
  TRIVET_BILL_ENTRY_PAYMENT,
  TRIVET_BILL_ENTRY_REFUND,
  TRIVET_BILL_ENTRY_REVERSAL,
  TRIVET_BILL_ENTRY_OTHER,
} TrivetBillEntryKind;

const char          *trivet_bill_entry_kind_get_name  (TrivetBillEntryKind  kind);
gboolean             trivet_bill_entry_kind_from_name (const char          *name,
                                                       TrivetBillEntryKind *ret_kind);

/**
 * TrivetBillEntry:
 * @merchant_order_id: ours, "" when the row names none (funds)
 * @merchant_refund_id: ours, for refunds; otherwise ""
 * @provider_transaction_id: theirs, "" when the row names none
 * @state: the vendor's word ("SUCCESS"), for people
 * @amount_minor: zero or more; the kind says which way. For funds, OTHER may be negative (out)
 * @fee_micros: millionths of the currency's major unit (WeChat Pay has five decimals); more than
 *   zero is what the shop pays, negative is given back
 * @at_us: wall time of completion
 *
 * One row. Strings are never %NULL.
 */
typedef struct {
  TrivetBillEntryKind  kind;
  char                *merchant_order_id;
  char                *merchant_refund_id;
  char                *provider_transaction_id;
  char                *state;
  gint64               amount_minor;
  gint64               fee_micros;
  gint64               at_us;
} TrivetBillEntry;

TrivetBillEntry *trivet_bill_entry_new  (TrivetBillEntryKind  kind);
void             trivet_bill_entry_free (TrivetBillEntry     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetBillEntry, trivet_bill_entry_free)

/**
 * TrivetBill:
 * @date: YYYY-MM-DD of the provider's calendar
 * @sha256: lower-case hex, of the file as it was downloaded
 * @entries: (element-type TrivetBillEntry): in the file's order
 * @remarks: sentences for support, such as a column that this program does not know
 *
 * A provider's own list of one day, as an adapter parsed and checked it.
 */
typedef struct {
  TrivetBillKind  kind;
  char           *provider_id;
  char           *date;
  char           *sha256;
  TrivetCurrency  currency;
  GPtrArray      *entries;
  GPtrArray      *remarks;
} TrivetBill;

TrivetBill *trivet_bill_new     (TrivetBillKind  kind,
                                 const char     *provider_id,
                                 const char     *date,
                                 TrivetCurrency  currency);
void        trivet_bill_free    (TrivetBill     *self);
gboolean    trivet_bill_is_date (const char     *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetBill, trivet_bill_free)

G_END_DECLS
