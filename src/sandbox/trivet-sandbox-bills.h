/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-books.h"

G_BEGIN_DECLS

/**
 * TrivetSandboxBillKind:
 * @TRIVET_SANDBOX_BILL_ALIPAY: Alipay's business bill
 * @TRIVET_SANDBOX_BILL_TRADE: WeChat Pay's trade bill, all rows
 * @TRIVET_SANDBOX_BILL_TRADE_PAID: WeChat Pay's trade bill, payments only
 * @TRIVET_SANDBOX_BILL_TRADE_REFUNDS: WeChat Pay's trade bill, refunds only
 * @TRIVET_SANDBOX_BILL_FUNDS: WeChat Pay's fund bill
 */
typedef enum {
  TRIVET_SANDBOX_BILL_ALIPAY,
  TRIVET_SANDBOX_BILL_TRADE,
  TRIVET_SANDBOX_BILL_TRADE_PAID,
  TRIVET_SANDBOX_BILL_TRADE_REFUNDS,
  TRIVET_SANDBOX_BILL_FUNDS,
} TrivetSandboxBillKind;

/**
 * TrivetSandboxBillTrouble:
 *
 * What is wrong with the next bill; README.md says what each one does.
 */
typedef enum {
  TRIVET_SANDBOX_BILL_GOOD,
  TRIVET_SANDBOX_BILL_NOT_YET,
  TRIVET_SANDBOX_BILL_NO_BUSINESS,
  TRIVET_SANDBOX_BILL_TRUNCATED,
  TRIVET_SANDBOX_BILL_WRONG_HASH,
  TRIVET_SANDBOX_BILL_WRONG_TOTALS,
  TRIVET_SANDBOX_BILL_UNKNOWN_COLUMN,
  TRIVET_SANDBOX_BILL_MISSING_COLUMN,
  TRIVET_SANDBOX_BILL_ROW_REMOVED,
  TRIVET_SANDBOX_BILL_AMOUNT_CHANGED,
  TRIVET_SANDBOX_BILL_FOREIGN_ROW,
  TRIVET_SANDBOX_BILL_SLOW,
  TRIVET_SANDBOX_BILL_URL_DEAD,
} TrivetSandboxBillTrouble;

#define TRIVET_SANDBOX_N_BILL_TROUBLES 13

/**
 * TrivetSandboxBillVerdict:
 * @TRIVET_SANDBOX_BILL_MADE: there is a bill
 * @TRIVET_SANDBOX_BILL_WAIT: it is not made yet
 * @TRIVET_SANDBOX_BILL_EMPTY: no money moved that day
 * @TRIVET_SANDBOX_BILL_BAD_DATE: no such day, today or later, or too long ago
 */
typedef enum {
  TRIVET_SANDBOX_BILL_MADE,
  TRIVET_SANDBOX_BILL_WAIT,
  TRIVET_SANDBOX_BILL_EMPTY,
  TRIVET_SANDBOX_BILL_BAD_DATE,
} TrivetSandboxBillVerdict;

/**
 * TrivetSandboxBillRuling:
 * @verdict: what to say
 * @url: (nullable): where the file is, path and query only
 * @hash: (nullable): SHA-1 of the file before it is packed
 */
typedef struct {
  TrivetSandboxBillVerdict  verdict;
  char                     *url;
  char                     *hash;
} TrivetSandboxBillRuling;

void trivet_sandbox_bill_ruling_clear (TrivetSandboxBillRuling *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetSandboxBillRuling, trivet_sandbox_bill_ruling_clear)

#define TRIVET_SANDBOX_TYPE_BILLS (trivet_sandbox_bills_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSandboxBills, trivet_sandbox_bills, TRIVET_SANDBOX, BILLS, GObject)

TrivetSandboxBills *trivet_sandbox_bills_new       (TrivetSandboxBooks      *books,
                                                    const char              *appid,
                                                    const char              *mchid,
                                                    gboolean                 today);
void                trivet_sandbox_bills_set_today (TrivetSandboxBills      *self,
                                                    gboolean                 today);
gboolean            trivet_sandbox_bills_force     (TrivetSandboxBills      *self,
                                                    const char              *name);
void                trivet_sandbox_bills_make      (TrivetSandboxBills      *self,
                                                    TrivetSandboxBillKind    kind,
                                                    const char              *date,
                                                    gboolean                 gzip,
                                                    gint64                   now_us,
                                                    TrivetSandboxBillRuling *ret_ruling);
GBytes             *trivet_sandbox_bills_fetch     (TrivetSandboxBills      *self,
                                                    const char              *url,
                                                    gint64                   now_us,
                                                    guint                   *ret_late_s);

G_END_DECLS
