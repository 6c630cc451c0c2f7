/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"
#include "trivet-receipt.h"

G_BEGIN_DECLS

/**
 * TrivetSlipInfo:
 * @kitchen: names stations and courses
 * @station: (nullable): for whom, %NULL when it is no longer in the kitchen
 * @table_name: (nullable): what people call the order's table; its id without
 * @staff: (nullable): who sends it
 * @time_us: when it was sent, wall time
 * @zone: (nullable): the shop's time zone, %NULL for the machine's
 * @copy: 1 for the first paper; above, it says DUPLICATE
 *
 * What a slip says beside its order. Everything is borrowed.
 */
typedef struct {
  TrivetKitchen       *kitchen;
  const TrivetStation *station;
  const char          *table_name;
  const char          *staff;
  gint64               time_us;
  GTimeZone           *zone;
  int                  copy;
} TrivetSlipInfo;

TrivetDocument *trivet_slip_paper_build (const TrivetSlipInfo *info,
                                         const TrivetOrder    *order,
                                         const TrivetSlip     *slip);

G_END_DECLS
