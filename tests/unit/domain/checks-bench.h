/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain-bench.h"
#include "trivet-order-checks.h"

G_BEGIN_DECLS

typedef struct {
  TrivetTotals totals;
  GPtrArray   *checks;
} Bill;

void               bill_clear (Bill              *bill);
void               bill_read  (Bill              *bill,
                               const TrivetOrder *order);
const TrivetCheck *get_check  (const Bill        *bill,
                               int                number);
void               pay_cash   (TrivetOrder       *order,
                               const char        *payment_id,
                               int                check,
                               gint64             amount);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bill, bill_clear)

G_END_DECLS
