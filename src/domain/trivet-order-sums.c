/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-order.h"

/* What an order's payments and refunds add up to. Applying a fact has checked that the sum of all
 * amounts fits, so plain additions do here. */

static gint64
sum_tenders (const TrivetOrder *self,
             TrivetTenderState  state)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);

    if (tender->state == state && !tender->overridden)
      sum += tender->amount_minor;
  }

  return sum;
}

/**
 * trivet_order_get_paid_minor:
 * @self: an order
 *
 * Returns: what has been received, in minor units, whatever was given back afterwards
 */
gint64
trivet_order_get_paid_minor (const TrivetOrder *self)
{
  gint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);

    if (tender->state == TRIVET_TENDER_PAID)
      sum += tender->amount_minor;
  }

  return sum;
}

/**
 * trivet_order_get_open_minor:
 * @self: an order
 *
 * Returns: what has been asked for and is outstanding in the usual way, in minor units; codes that
 *   are only shown are not in it
 */
gint64
trivet_order_get_open_minor (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sum_tenders (self, TRIVET_TENDER_OPEN);
}

/**
 * trivet_order_get_in_doubt_minor:
 * @self: an order
 *
 * Returns: what has been asked for with an unknown outcome, in minor units; what a manager has
 *   overridden is not in it, what a guest claims to have paid is
 */
gint64
trivet_order_get_in_doubt_minor (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sum_tenders (self, TRIVET_TENDER_IN_DOUBT);
}

/**
 * trivet_order_get_claimed_minor:
 * @self: an order
 *
 * Returns: what guests claim to have paid and nobody has proven yet, in minor units
 */
gint64
trivet_order_get_claimed_minor (const TrivetOrder *self)
{
  gint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);

    if (tender->claimed && !tender->overridden &&
        (tender->state == TRIVET_TENDER_IN_DOUBT || tender->state == TRIVET_TENDER_OPEN))
      sum += tender->amount_minor;
  }

  return sum;
}

/**
 * trivet_order_has_blocking_doubt:
 * @self: an order
 *
 * Returns: whether a payment is in doubt that neither a manager has overridden nor a guest has
 *   claimed: nothing more may be charged meanwhile
 */
gboolean
trivet_order_has_blocking_doubt (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);

    if (tender->state == TRIVET_TENDER_IN_DOUBT && !tender->overridden && !tender->claimed)
      return TRUE;
  }

  return FALSE;
}

static gint64
sum_returns (const TrivetOrder *self,
             gboolean           sales_too,
             gboolean           failed_too)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->returns->len; i++) {
    const TrivetReturn *back = g_ptr_array_index (self->returns, i);

    if ((sales_too || !back->from_sale) &&
        (failed_too || back->state != TRIVET_RETURN_FAILED))
      sum += back->amount_minor;
  }

  return sum;
}

/**
 * trivet_order_get_net_paid_minor:
 * @self: an order
 *
 * Returns: what has been received less what went back or is on its way back, in minor units
 */
gint64
trivet_order_get_net_paid_minor (const TrivetOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return trivet_order_get_paid_minor (self) - sum_returns (self, TRUE, FALSE);
}

/**
 * trivet_order_get_surplus_minor:
 * @self: an order
 *
 * What was received and the order does not need: a second guest's payment in a race, a late success
 * after an override or a void, and what an order costs less after a correction, once that has ended. What a refund has tried already is not in it, so that a refund that
 * failed is a task for a person and is not begun again and again.
 *
 * Returns: what must be given back, in minor units, 0 or more
 */
gint64
trivet_order_get_surplus_minor (const TrivetOrder *self)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64 surplus;

  g_return_val_if_fail (self != NULL, 0);

  if (trivet_order_is_corrected (self))
    return 0;
  if (self->voided_at_us != 0) {
    surplus = trivet_order_get_paid_minor (self) - sum_returns (self, TRUE, TRUE);
  } else {
    if (!trivet_order_compute_totals (self, &totals, NULL))
      return 0;
    surplus =
      trivet_order_get_paid_minor (self) - sum_returns (self, FALSE, TRUE) - totals.total_minor;
  }

  return MAX (surplus, 0);
}

/**
 * trivet_order_get_cash_back_minor:
 * @self: an order
 *
 * What of the surplus no wallet can give back, because it was paid in cash: staff hand it out.
 *
 * Returns: what the guest must get out of the drawer, in minor units, 0 or more
 */
gint64
trivet_order_get_cash_back_minor (const TrivetOrder *self)
{
  gint64 surplus;
  gint64 cash = 0;

  g_return_val_if_fail (self != NULL, 0);

  surplus = trivet_order_get_surplus_minor (self);
  for (guint i = 0; i < self->tenders->len && surplus > 0; i++) {
    const TrivetTender *tender = g_ptr_array_index (self->tenders, i);
    gint64              left = tender->state == TRIVET_TENDER_PAID ? tender->amount_minor - tender->returned_minor : 0;

    if (*tender->provider_id == '\0')
      cash += left;
    else
      surplus -= left;
  }

  return CLAMP (surplus, 0, cash);
}
