/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-checkout-private.h"

/*
 * What staff and managers can do about a payment whose end is not known.
 */

static void
warn_about (GError *error)
{
  if (error != NULL)
    g_debug ("The engine does not take that now: %s", error->message);
}

/**
 * trivet_checkout_check_now:
 * @self: a checkout
 *
 * Asks the provider at once instead of at the next time.
 */
void
trivet_checkout_check_now (TrivetCheckout *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->status.payment_id != NULL && _trivet_checkout_is_under_way (self->status.kind) &&
      !trivet_payment_engine_check_now (self->engine, self->status.payment_id, &error))
    warn_about (error);
}

/**
 * trivet_checkout_cancel:
 * @self: a checkout
 *
 * Staff give the payment up: it is queried once more and then reversed until the provider is
 * certain. The guest may have paid meanwhile; then it is paid.
 */
void
trivet_checkout_cancel (TrivetCheckout *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TRIVET_IS_CHECKOUT (self));

  if (self->status.payment_id != NULL && _trivet_checkout_is_under_way (self->status.kind) &&
      !trivet_payment_engine_cancel (self->engine, self->status.payment_id,
                                     TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                     trivet_register_get_staff (self->reg), &error))
    warn_about (error);
}

/**
 * trivet_checkout_serve_next:
 * @self: a checkout
 *
 * Leaves a payment in doubt to the background and clears the register for the next guest. The
 * order stays open with a mark.
 *
 * Returns: %FALSE when no payment is in doubt here
 */
gboolean
trivet_checkout_serve_next (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  if (self->status.kind != TRIVET_CHECKOUT_IN_DOUBT && self->status.kind != TRIVET_CHECKOUT_CANCELLING &&
      self->status.kind != TRIVET_CHECKOUT_CLAIMED && self->status.kind != TRIVET_CHECKOUT_OVERRIDDEN)
    return FALSE;

  trivet_checkout_end (self);
  trivet_register_new_order (self->reg);

  return TRUE;
}

/* Returns: (nullable): the present payment, or the one of that id, if it has no end */
static const TrivetPayment *
find_unsettled (TrivetCheckout *self,
                const char     *payment_id)
{
  const char          *id = payment_id != NULL ? payment_id : self->status.payment_id;
  const TrivetPayment *payment = id != NULL ? trivet_payment_engine_lookup (self->engine, id) : NULL;

  return payment != NULL && !trivet_payment_state_is_final (payment->state) ? payment : NULL;
}

static gboolean
is_doubtful (const TrivetPayment *payment)
{
  return payment->state == TRIVET_PAYMENT_STATE_IN_DOUBT ||
         payment->state == TRIVET_PAYMENT_STATE_REFUSED ||
         (payment->state == TRIVET_PAYMENT_STATE_WAITING && !payment->shown);
}

/**
 * trivet_checkout_can_override:
 * @self: a checkout
 * @payment_id: (nullable): a payment, %NULL for the one on the page
 *
 * Returns: whether a manager can let the order be paid otherwise
 */
gboolean
trivet_checkout_can_override (TrivetCheckout *self,
                              const char     *payment_id)
{
  const TrivetPayment *payment;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  payment = find_unsettled (self, payment_id);
  return payment != NULL && !payment->overridden &&
         (is_doubtful (payment) || payment->state == TRIVET_PAYMENT_STATE_REVERSING);
}

/**
 * trivet_checkout_can_claim:
 * @self: a checkout
 * @payment_id: (nullable): a payment, %NULL for the one on the page
 *
 * Returns: whether a guest's receipt can be recorded for it
 */
gboolean
trivet_checkout_can_claim (TrivetCheckout *self,
                           const char     *payment_id)
{
  const TrivetPayment *payment;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);

  payment = find_unsettled (self, payment_id);
  return payment != NULL && !payment->claimed && !payment->overridden && is_doubtful (payment);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL,
                       "Somebody who may do this has to approve it");
  return FALSE;
}

static gboolean
check_id (const char *id,
          GError    **error)
{
  if (id != NULL)
    return TRUE;

  g_set_error_literal (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND,
                       "There is no payment on the page");
  return FALSE;
}

/**
 * trivet_checkout_override:
 * @self: a checkout
 * @payment_id: (nullable): a payment in doubt, %NULL for the one on the page
 * @approval: (transfer full): the yes of somebody who may; needed also where nobody has a PIN, because the
 *   money may be taken twice until the first payment is certain
 * @reason: the manager's words, for the audit
 * @error: return location for a #TrivetPaymentError, or %TRIVET_REGISTER_ERROR_NEEDS_APPROVAL
 *
 * Lets the order be paid otherwise: the status becomes OVERRIDDEN when that is durable. The payment
 * is undone in the background; should it prove paid, what is too much goes back by itself.
 *
 * Returns: %FALSE when it is not in doubt
 */
gboolean
trivet_checkout_override (TrivetCheckout *self,
                          const char     *payment_id,
                          TrivetApproval *approval,
                          const char     *reason,
                          GError        **error)
{
  g_autoptr (TrivetApproval) owned = approval;
  g_autofree char *id = NULL;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (approval != NULL && reason != NULL, FALSE);

  if (!trivet_approval_covers (owned, TRIVET_PERMISSION_OVERRIDE_PAYMENT))
    return refuse (error);
  id = g_strdup (payment_id != NULL ? payment_id : self->status.payment_id);
  return check_id (id, error) &&
         trivet_payment_engine_override (self->engine, id, trivet_approval_get_approver (owned), reason, error);
}

/**
 * trivet_checkout_needs_for_claim:
 * @self: a checkout
 *
 * Returns: what one must be permitted to take a guest's word for a payment: what it covers is not asked
 *   for again, as with an override. %TRIVET_PERMISSION_NONE where nobody has a PIN, or when who is
 *   signed in may
 */
TrivetPermission
trivet_checkout_needs_for_claim (TrivetCheckout *self)
{
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_needs (trivet_register_get_manager (self->reg), TRIVET_PERMISSION_OVERRIDE_PAYMENT);
}

/**
 * trivet_checkout_claim:
 * @self: a checkout
 * @payment_id: (nullable): a payment in doubt, %NULL for the one on the page
 * @reference: what the guest's receipt says, such as the wallet's number; may be ""
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_checkout_needs_for_claim() one
 * @reason: words for the audit
 * @error: return location for a #TrivetPaymentError, or %TRIVET_REGISTER_ERROR_NEEDS_APPROVAL
 *
 * Records that the guest shows a receipt: the status becomes CLAIMED when that is durable. Nothing
 * is verified; the payment stays in the list of what is open until its provider or its bill says
 * what is true.
 *
 * Returns: %FALSE when it cannot be claimed
 */
gboolean
trivet_checkout_claim (TrivetCheckout *self,
                       const char     *payment_id,
                       const char     *reference,
                       TrivetApproval *approval,
                       const char     *reason,
                       GError        **error)
{
  g_autoptr (JsonObject) yes = json_object_new ();
  g_autofree char *id = NULL;

  g_return_val_if_fail (TRIVET_IS_CHECKOUT (self), FALSE);
  g_return_val_if_fail (reference != NULL && reason != NULL, FALSE);

  if (!trivet_manager_allows (trivet_register_get_manager (self->reg), TRIVET_PERMISSION_OVERRIDE_PAYMENT, approval, yes))
    return refuse (error);
  id = g_strdup (payment_id != NULL ? payment_id : self->status.payment_id);
  return check_id (id, error) &&
         trivet_payment_engine_claim (self->engine, id, reference, reason, trivet_register_get_staff (self->reg),
                                      trivet_json_get_string_or (yes, "approver", NULL), error);
}
