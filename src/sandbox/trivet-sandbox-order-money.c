/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-order.h"

/**
 * SECTION:trivet-sandbox-order-money
 *
 * What an order and its refunds come to: for the shop, the guest and the wallet.
 */

/**
 * trivet_sandbox_order_get_kept:
 * @self: an order
 *
 * Returns: what the shop keeps of it, in fen
 */
gint64
trivet_sandbox_order_get_kept (const TrivetSandboxOrder *self)
{
  if (self->state != TRIVET_SANDBOX_STATE_PAID)
    return 0;

  return self->amount_minor - trivet_sandbox_order_get_refunded (self);
}

/**
 * trivet_sandbox_order_get_spent:
 * @self: an order
 *
 * Returns: what the guest has spent on it and not got back, in fen
 */
gint64
trivet_sandbox_order_get_spent (const TrivetSandboxOrder *self)
{
  gint64 spent = self->payer_minor;

  if (self->state != TRIVET_SANDBOX_STATE_PAID)
    return 0;

  for (guint i = 0; i < self->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (self->refunds, i);

    if (refund->state == TRIVET_SANDBOX_REFUND_DONE)
      spent -= refund->payer_minor;
  }
  return spent;
}

/**
 * trivet_sandbox_order_get_fee:
 * @self: an order
 *
 * Returns: what the wallet keeps of the fee, in fen
 */
gint64
trivet_sandbox_order_get_fee (const TrivetSandboxOrder *self)
{
  gint64 fee = self->fee_minor;

  if (self->state != TRIVET_SANDBOX_STATE_PAID)
    return 0;

  for (guint i = 0; i < self->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (self->refunds, i);

    if (refund->state == TRIVET_SANDBOX_REFUND_DONE)
      fee -= refund->fee_minor;
  }
  return fee;
}

/**
 * trivet_sandbox_order_get_refunded:
 * @self: an order
 *
 * Returns: what refunds have given back, in fen
 */
gint64
trivet_sandbox_order_get_refunded (const TrivetSandboxOrder *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (self->refunds, i);

    if (refund->state == TRIVET_SANDBOX_REFUND_DONE)
      sum += refund->amount_minor;
  }
  return sum;
}

/**
 * trivet_sandbox_order_get_taken:
 * @self: an order
 *
 * Returns: what refunds have given back or may still give back, in fen
 */
gint64
trivet_sandbox_order_get_taken (const TrivetSandboxOrder *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (self->refunds, i);

    if (trivet_sandbox_refund_is_taken (refund))
      sum += refund->amount_minor;
  }
  return sum;
}

/**
 * trivet_sandbox_fee_of:
 * @amount_minor: fen, not negative
 *
 * Returns: the fee for that: 0.6 %, half a fen up
 */
gint64
trivet_sandbox_fee_of (gint64 amount_minor)
{
  return (amount_minor * 6 + 500) / 1000;
}
