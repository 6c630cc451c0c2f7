/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checks-bench.h"

void
bill_clear (Bill *bill)
{
  trivet_totals_clear (&bill->totals);
  g_clear_pointer (&bill->checks, g_ptr_array_unref);
}

void
bill_read (Bill              *bill,
           const TrivetOrder *order)
{
  g_autoptr (GError) error = NULL;
  gboolean computed;

  bill_clear (bill);
  computed = trivet_order_compute_totals (order, &bill->totals, &error);
  g_assert_no_error (error);
  g_assert_true (computed);
  bill->checks = trivet_order_compute_checks (order, &bill->totals);
}

const TrivetCheck *
get_check (const Bill *bill,
           int         number)
{
  const TrivetCheck *check = trivet_checks_lookup (bill->checks, number);

  g_assert_nonnull (check);

  return check;
}

void
pay_cash (TrivetOrder *order,
          const char  *payment_id,
          int          check,
          gint64       amount)
{
  domain_apply (order, "cash-taken", 5000,
                "{'payment':'%s','amount_minor':%" G_GINT64_FORMAT ",'tendered_minor':%" G_GINT64_FORMAT
                ",'change_minor':0,'check':%d}",
                payment_id, amount, amount, check);
}
