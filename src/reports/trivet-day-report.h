/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-receipt.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/**
 * TrivetDayReport:
 * @receipt: names the shop and the ways to pay; its language and zone are the report's
 * @currency: the shop's
 * @number: of a Z report; 0 for an X report, which ends nothing and counts nothing
 * @business_date: (nullable): YYYY-MM-DD, of a Z report
 * @time_us: when it was made, wall time
 * @sums: (element-type TrivetDaySum): of the day
 * @closed: (element-type TrivetShift): whose end was in the day
 * @open: (element-type TrivetShift): open ones
 * @drawers: (element-type TrivetDrawer): name the drawers of shifts
 * @orders: (element-type TrivetOrderSummary): open ones
 * @doubts: (element-type TrivetMovement): money without a certain end
 * @jobs: (element-type TrivetPrintJob): papers and slips that did not come out
 * @n_unsent: dishes that the kitchen was not told of
 *
 * What an X or a Z report says. Everything is borrowed.
 */
typedef struct {
  const TrivetReceiptInfo *receipt;
  TrivetCurrency           currency;
  gint64                   number;
  const char              *business_date;
  gint64                   time_us;
  GPtrArray               *sums;
  GPtrArray               *closed;
  GPtrArray               *open;
  GPtrArray               *drawers;
  GPtrArray               *orders;
  GPtrArray               *doubts;
  GPtrArray               *jobs;
  gint64                   n_unsent;
} TrivetDayReport;

TrivetDocument *trivet_day_report_build (const TrivetDayReport *report);

G_END_DECLS
