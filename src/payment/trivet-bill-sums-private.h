/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bill.h"

G_BEGIN_DECLS

/* What a provider's bill says about one of our numbers. */
typedef struct {
  const TrivetBillEntry *first;
  gint64                 in_minor;
  gint64                 reversed_minor;
  gint64                 fee_micros;
  gboolean               seen; /* for whoever compares */
} TrivetBillSum;

/* A provider's bills of one day, by number. The texts are the bills' own. */
typedef struct {
  GHashTable *payments; /* merchant order id → TrivetBillSum */
  GHashTable *refunds;  /* merchant refund id → TrivetBillSum */
  GHashTable *settled;  /* provider transaction id → gint64 of the funds */
  GHashTable *before;   /* numbers, ours, of the day before; both kinds */
  gint64      traded_minor;
  gint64      fee_micros;
  gint64      settled_minor;
} TrivetBillSums;

TrivetBillSums *_trivet_bill_sums_new  (const TrivetBill *trade,
                                        const TrivetBill *before,
                                        const TrivetBill *funds);
void            _trivet_bill_sums_free (TrivetBillSums   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetBillSums, _trivet_bill_sums_free)

G_END_DECLS
