/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-bills.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_SANDBOX_ENTRY_PAYMENT,
  TRIVET_SANDBOX_ENTRY_REFUND,
  TRIVET_SANDBOX_ENTRY_REVERSAL,
} TrivetSandboxEntryKind;

/**
 * TrivetSandboxEntry:
 * @kind: which way the money went
 * @number, @trade_no: the order's, the merchant's and ours
 * @refund_number, @refund_no: the refund's, the merchant's and ours; "" for payments
 * @subject, @attach: the merchant's words
 * @shown: whether the shop showed a code
 * @pending: (refunds) not done when it was written down
 * @at_us: when it happened
 * @created_us: when the order was made
 * @amount_minor: zero or more
 * @payer_minor: what of it the guest paid or got
 * @fee_minor: what the shop paid, or got back, of the fee; zero or more
 *
 * One line of a bill.
 */
typedef struct {
  TrivetSandboxEntryKind  kind;
  char                   *number;
  char                   *trade_no;
  char                   *refund_number;
  char                   *refund_no;
  char                   *subject;
  char                   *attach;
  gboolean                shown;
  gboolean                pending;
  gint64                  at_us;
  gint64                  created_us;
  gint64                  amount_minor;
  gint64                  payer_minor;
  gint64                  fee_minor;
} TrivetSandboxEntry;

/**
 * TrivetSandboxBillPaper:
 * @date: YYYY-MM-DD
 * @appid, @mchid: of the shop
 * @kind: which bill
 * @trouble: what is wrong with it
 * @entries: (element-type TrivetSandboxEntry): in order of time
 * @opening_minor: (funds) the balance before the first one
 * @now_us: when it is written
 *
 * What a bill is written from.
 */
typedef struct {
  const char               *date;
  const char               *appid;
  const char               *mchid;
  TrivetSandboxBillKind     kind;
  TrivetSandboxBillTrouble  trouble;
  GPtrArray                *entries;
  gint64                    opening_minor;
  gint64                    now_us;
} TrivetSandboxBillPaper;

/* In trivet-sandbox-bill-entries.c */
GPtrArray *_trivet_sandbox_entries_collect   (TrivetSandboxBooks       *books,
                                              TrivetSandboxBillKind     kind,
                                              gint64                    from_us,
                                              gint64                    until_us);
void       _trivet_sandbox_entries_spoil     (GPtrArray                *entries,
                                              TrivetSandboxBillTrouble  trouble,
                                              gint64                    at_us);
gint64     _trivet_sandbox_entries_sum_funds (GPtrArray                *entries);

/* In trivet-sandbox-bill-table.c */
GPtrArray *_trivet_sandbox_table_new           (const char *const        *names);
void       _trivet_sandbox_table_add           (GPtrArray                *table,
                                                const char *const        *cells);
void       _trivet_sandbox_table_keep          (GPtrArray                *table,
                                                const char *const        *names);
void       _trivet_sandbox_table_spoil         (GPtrArray                *table,
                                                TrivetSandboxBillTrouble  trouble,
                                                const char               *needed);
char      *_trivet_sandbox_table_print         (GPtrArray                *table,
                                                const char               *mark,
                                                gboolean                  quote);

/* In trivet-sandbox-bill-wechat.c and trivet-sandbox-bill-alipay.c */
char      *_trivet_sandbox_bill_print_trade    (const TrivetSandboxBillPaper *paper);
char      *_trivet_sandbox_bill_print_funds    (const TrivetSandboxBillPaper *paper);
GBytes    *_trivet_sandbox_bill_make_zip       (const TrivetSandboxBillPaper *paper);

G_END_DECLS
