/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-day-left.h"
#include "trivet-receipt.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/**
 * TrivetDayReport:
 * @receipt: names the shop and the ways to pay; its language, zone and copy are the report's: above 1
 *   it says DUPLICATE
 * @currency: the shop's
 * @number: of a Z report; 0 for an X report, which ends nothing and counts nothing
 * @business_date: (nullable): YYYY-MM-DD, of a Z report
 * @time_us: when it was made, wall time
 * @sums: (element-type TrivetDaySum): of the day
 * @closed: (element-type TrivetShift): whose end was in the day
 * @drawers: (element-type TrivetDrawer): name the drawers of shifts
 * @left: (nullable): what was open; %NULL when nobody has written it down
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
  GPtrArray               *drawers;
  const TrivetDayLeft     *left;
} TrivetDayReport;

TrivetDocument *trivet_day_report_build (const TrivetDayReport *report);

G_END_DECLS
