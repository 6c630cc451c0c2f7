/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kiosk-private.h"

/* What a guest does at a kiosk, and what the guest may not while money is on its way. */

/* Whether money may be moving at this moment, or have moved: then nobody leaves. */
gboolean
_trivet_kiosk_is_moving (TrivetCheckoutKind kind)
{
  switch (kind) {
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_WAITING:
  case TRIVET_CHECKOUT_CONFIRMING:
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
  case TRIVET_CHECKOUT_PAID:
    return TRUE;
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_BAD_CODE:
  case TRIVET_CHECKOUT_DECLINED:
  case TRIVET_CHECKOUT_CANCELLED:
  case TRIVET_CHECKOUT_LINK_DOWN:
  case TRIVET_CHECKOUT_REFUSED:
    return FALSE;
  }

  return TRUE;
}

/* What nobody can hurry is left to the engine, and the order to staff, after a while; so is one that is
 * paid in part only, when nobody pays the rest. */
gboolean
_trivet_kiosk_is_unclear (TrivetCheckoutKind kind)
{
  return kind == TRIVET_CHECKOUT_IN_DOUBT || kind == TRIVET_CHECKOUT_CANCELLING || kind == TRIVET_CHECKOUT_CLAIMED ||
         kind == TRIVET_CHECKOUT_OVERRIDDEN || kind == TRIVET_CHECKOUT_PAID;
}

guint
_trivet_kiosk_get_pay_s (TrivetCheckoutKind kind)
{
  if (_trivet_kiosk_is_unclear (kind))
    return TRIVET_KIOSK_DOUBT_S;

  return _trivet_kiosk_is_moving (kind) ? 0 : TRIVET_KIOSK_PAY_S;
}

/**
 * trivet_kiosk_may_leave:
 * @self: a kiosk
 *
 * Returns: whether the guest may go back or start over: not while money may be moving, or has moved
 */
gboolean
trivet_kiosk_may_leave (TrivetKiosk *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK (self), FALSE);

  return self->state != TRIVET_KIOSK_PAYING || !_trivet_kiosk_is_moving (trivet_checkout_get_status (self->checkout)->kind);
}

/**
 * trivet_kiosk_begin:
 * @self: a kiosk that waits for a guest
 * @kind: eaten here (%TRIVET_ORDER_KIND_COUNTER) or taken away
 *
 * A guest is there.
 */
void
trivet_kiosk_begin (TrivetKiosk    *self,
                    TrivetOrderKind kind)
{
  g_return_if_fail (TRIVET_IS_KIOSK (self));

  if (self->state != TRIVET_KIOSK_NOBODY)
    return;
  self->state = TRIVET_KIOSK_ORDERING;
  trivet_register_set_order_kind (self->reg, kind);
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_ORDERING, TRIVET_KIOSK_IDLE_S);
}

/**
 * trivet_kiosk_touch:
 * @self: a kiosk
 *
 * Somebody touches the screen.
 */
void
trivet_kiosk_touch (TrivetKiosk *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK (self));

  switch (self->state) {
  case TRIVET_KIOSK_NOBODY:
  case TRIVET_KIOSK_SERVED:
    break;
  case TRIVET_KIOSK_ORDERING:
    _trivet_kiosk_set_deadline (self, TRIVET_KIOSK_IDLE_S);
    break;
  case TRIVET_KIOSK_ASKING:
    _trivet_kiosk_set_state (self, TRIVET_KIOSK_ORDERING, TRIVET_KIOSK_IDLE_S);
    break;
  case TRIVET_KIOSK_PAYING:
    _trivet_kiosk_set_deadline (self, _trivet_kiosk_get_pay_s (self->paying));
    break;
  }
}

/**
 * trivet_kiosk_pay:
 * @self: a kiosk
 *
 * Brings the guest's order to the checkout.
 *
 * Returns: %FALSE when there is nothing to pay for yet
 */
gboolean
trivet_kiosk_pay (TrivetKiosk *self)
{
  TrivetTab *tab;

  g_return_val_if_fail (TRIVET_IS_KIOSK (self), FALSE);

  tab = trivet_register_get_current (self->reg);
  if ((self->state != TRIVET_KIOSK_ORDERING && self->state != TRIVET_KIOSK_ASKING) || tab == NULL ||
      trivet_tab_get_totals (tab)->lines->len == 0 || !trivet_checkout_begin (self->checkout, trivet_tab_get_order_id (tab)))
    return FALSE;
  self->paying = trivet_checkout_get_status (self->checkout)->kind;
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_PAYING, _trivet_kiosk_get_pay_s (self->paying));

  return TRUE;
}

/**
 * trivet_kiosk_go_back:
 * @self: a kiosk
 *
 * From paying to the dishes.
 *
 * Returns: %FALSE when money may be moving, and nothing was done
 */
gboolean
trivet_kiosk_go_back (TrivetKiosk *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK (self), FALSE);

  if (self->state != TRIVET_KIOSK_PAYING || !trivet_kiosk_may_leave (self))
    return FALSE;
  trivet_checkout_end (self->checkout);
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_ORDERING, TRIVET_KIOSK_IDLE_S);

  return TRUE;
}

/**
 * trivet_kiosk_start_over:
 * @self: a kiosk
 *
 * The guest wants nothing of it: the order is voided with that reason.
 *
 * Returns: %FALSE when money may be moving, and nothing was done
 */
gboolean
trivet_kiosk_start_over (TrivetKiosk *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK (self), FALSE);

  if (self->state == TRIVET_KIOSK_SERVED || !trivet_kiosk_may_leave (self))
    return FALSE;
  if (self->state == TRIVET_KIOSK_PAYING)
    trivet_checkout_end (self->checkout);
  _trivet_kiosk_drop_order (self, TRIVET_KIOSK_REASON_STARTED_OVER);

  return TRUE;
}

/**
 * trivet_kiosk_finish:
 * @self: a kiosk
 *
 * The guest has read the number, or leaves a payment that is not clear to staff; otherwise nothing
 * happens.
 */
void
trivet_kiosk_finish (TrivetKiosk *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK (self));

  if (self->state == TRIVET_KIOSK_SERVED)
    _trivet_kiosk_wait_for_guest (self);
  else if (self->state == TRIVET_KIOSK_PAYING && _trivet_kiosk_is_unclear (self->paying))
    _trivet_kiosk_leave_to_staff (self);
}
