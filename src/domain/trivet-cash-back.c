/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-cash-back.h"

/**
 * trivet_cash_back_compute_given:
 * @order: an order
 *
 * What lies in the hand when trivet_order_get_cash_back_minor() is handed out, out of the latest
 * payments first: a payment whose cash was rounded gives back what it brought.
 *
 * Returns: that sum, in minor units; 0 when there is nothing to hand out
 */
gint64
trivet_cash_back_compute_given (const TrivetOrder *order)
{
  gint64 left;
  gint64 given = 0;

  g_return_val_if_fail (order != NULL, 0);

  left = trivet_order_get_cash_back_minor (order);
  for (guint i = order->tenders->len; i > 0 && left > 0; i--) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i - 1);
    gint64              piece = MIN (tender->amount_minor - tender->returned_minor, left);

    if (*tender->provider_id != '\0' || tender->state != TRIVET_TENDER_PAID || piece <= 0)
      continue;
    given += piece + trivet_tender_compute_rounding_back (tender, piece);
    left -= piece;
  }

  return given;
}
