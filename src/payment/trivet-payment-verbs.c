/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* What people do to a payment that is under way: look now, give up, override, claim. */

static TrivetPaymentDrive *
find_drive (TrivetPaymentEngine *self,
            const char          *payment_id,
            GError             **error)
{
  TrivetPaymentDrive *drive = g_hash_table_lookup (self->drives, payment_id);

  if (drive == NULL)
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND,
                 "There is no payment %s here", payment_id);

  return drive;
}

/**
 * trivet_payment_engine_check_now:
 * @self: an engine
 * @payment_id: a payment, settled or not
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_NO_PROVIDER when
 *   its provider is not set up any more
 *
 * Asks now. Does nothing when a call is out, a result is being stored, or the payment is paid. A
 * payment that was settled without money is asked about once more; should the provider say "paid",
 * it becomes paid.
 *
 * Returns: %FALSE when the payment cannot be asked about
 */
gboolean
trivet_payment_engine_check_now (TrivetPaymentEngine *self,
                                 const char          *payment_id,
                                 GError             **error)
{
  TrivetPaymentDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL, FALSE);

  drive = find_drive (self, payment_id, error);
  if (drive == NULL)
    return FALSE;
  if (_trivet_payment_drive_get_provider (drive) == NULL) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER,
                 "The provider %s of payment %s is not set up", drive->payment->provider_id,
                 payment_id);
    return FALSE;
  }

  if (!_trivet_payment_drive_is_busy (drive) && !drive->deciding) {
    _trivet_payment_drive_step (drive);
    _trivet_payment_drive_emit (drive);
  }
  return TRUE;
}

/**
 * trivet_payment_engine_cancel:
 * @self: an engine
 * @payment_id: a payment
 * @reason: %TRIVET_PAYMENT_REASON_STAFF_CANCELLED, or %TRIVET_PAYMENT_REASON_OTHER_TENDER for a
 *   shown code whose amount was paid otherwise
 * @staff: who, "" for the program itself
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION
 *   when it is settled already or a guest's claim stands
 *
 * Staff give up. A call that is out is not aborted: its answer decides first, since the guest may
 * have paid. Then there is one last query, and what is not paid by then is reversed until the
 * provider is certain.
 *
 * Returns: %FALSE when there is nothing to give up
 */
gboolean
trivet_payment_engine_cancel (TrivetPaymentEngine *self,
                              const char          *payment_id,
                              TrivetPaymentReason  reason,
                              const char          *staff,
                              GError             **error)
{
  TrivetPaymentDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && staff != NULL, FALSE);

  drive = find_drive (self, payment_id, error);
  if (drive == NULL)
    return FALSE;
  if (_trivet_payment_drive_is_claimed (drive) &&
      !trivet_payment_state_is_final (drive->payment->state)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "The guest shows a receipt for payment %s; only its provider can end it",
                 payment_id);
    return FALSE;
  }
  if (trivet_payment_state_is_final (drive->payment->state)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "Payment %s is %s already", payment_id,
                 trivet_payment_state_get_name (drive->payment->state));
    return FALSE;
  }

  if (drive->give_up || drive->payment->state == TRIVET_PAYMENT_STATE_REVERSING)
    return TRUE;
  drive->give_up = TRUE;
  drive->give_up_reason = reason;
  g_free (drive->give_up_staff);
  drive->give_up_staff = g_strdup (staff);
  if (!_trivet_payment_drive_is_busy (drive) && !drive->deciding)
    _trivet_payment_drive_step (drive);
  _trivet_payment_drive_emit (drive);
  return TRUE;
}

/* An override or a claim is about a payment whose end nobody knows. */
static TrivetPaymentDrive *
find_doubtful (TrivetPaymentEngine *self,
               const char          *payment_id,
               gboolean             reversing_too,
               GError             **error)
{
  TrivetPaymentDrive *drive = find_drive (self, payment_id, error);
  TrivetPaymentState  state;

  if (drive == NULL)
    return NULL;
  state = drive->payment->state;
  if (state == TRIVET_PAYMENT_STATE_IN_DOUBT || state == TRIVET_PAYMENT_STATE_REFUSED ||
      (state == TRIVET_PAYMENT_STATE_WAITING && !drive->payment->shown) ||
      (state == TRIVET_PAYMENT_STATE_REVERSING && reversing_too))
    return drive;

  g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
               "Payment %s is %s, not in doubt", payment_id,
               trivet_payment_state_get_name (state));
  return NULL;
}

/* What is said about a payment stands on the disk behind what was decided before it: behind a “paid”
 * an override fits no more, and the store would refuse both. */
static gboolean
check_undecided (const TrivetPaymentDrive *drive,
                 GError                  **error)
{
  if (!drive->deciding)
    return TRUE;

  g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
               "Payment %s has news that is being stored", drive->payment->payment_id);
  return FALSE;
}

/**
 * trivet_payment_engine_override:
 * @self: an engine
 * @payment_id: a payment in doubt
 * @approver: the manager whose PIN was checked by the caller
 * @reason: the manager's words, for the audit
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION
 *   when it is not in doubt
 *
 * The order may be paid otherwise from now on, as soon as `changed` shows the record overridden.
 * The payment itself is given up: undone until its provider is certain. Should it prove paid, the
 * order is paid by it; what is then too much goes back by itself (design.md 4.4).
 *
 * Returns: %FALSE when there is nothing to override
 */
gboolean
trivet_payment_engine_override (TrivetPaymentEngine *self,
                                const char          *payment_id,
                                const char          *approver,
                                const char          *reason,
                                GError             **error)
{
  TrivetPaymentDrive *drive;
  JsonObject         *body;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && approver != NULL && reason != NULL, FALSE);

  drive = find_doubtful (self, payment_id, TRUE, error);
  if (drive == NULL)
    return FALSE;
  if (drive->payment->overridden)
    return TRUE;
  if (!check_undecided (drive, error))
    return FALSE;

  body = json_object_new ();
  json_object_set_string_member (body, "approver", approver);
  json_object_set_string_member (body, "reason", reason);
  _trivet_payment_drive_mark (drive, TRIVET_FACT_PAYMENT_OVERRIDDEN, approver, body);
  return TRUE;
}

/**
 * trivet_payment_engine_claim:
 * @self: an engine
 * @payment_id: a payment in doubt that is not being undone yet
 * @reference: what the guest's receipt says, such as the wallet's number; may be ""
 * @reason: words for the audit
 * @staff: who looked at it
 * @approver: (nullable): whose yes it had, when one was needed
 * @error: return location; as in trivet_payment_engine_override()
 *
 * Records that the guest shows a receipt. It is not verified: the payment stays in doubt and in
 * every list of what is open, it is not reversed by itself any more, and only its provider's
 * answer, or its bill in the reconciliation, ends it.
 *
 * Returns: %FALSE when it cannot be claimed
 */
gboolean
trivet_payment_engine_claim (TrivetPaymentEngine *self,
                             const char          *payment_id,
                             const char          *reference,
                             const char          *reason,
                             const char          *staff,
                             const char          *approver,
                             GError             **error)
{
  TrivetPaymentDrive *drive;
  JsonObject         *body;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && reference != NULL, FALSE);
  g_return_val_if_fail (reason != NULL && staff != NULL, FALSE);

  drive = find_doubtful (self, payment_id, FALSE, error);
  if (drive == NULL)
    return FALSE;
  if (_trivet_payment_drive_is_claimed (drive))
    return TRUE;
  if (!check_undecided (drive, error))
    return FALSE;

  drive->claiming = TRUE;
  body = json_object_new ();
  _trivet_json_set_vendor_text (body, "reference", reference);
  json_object_set_string_member (body, "reason", reason);
  if (approver != NULL)
    json_object_set_string_member (body, "approver", approver);
  _trivet_payment_drive_mark (drive, TRIVET_FACT_PAYMENT_CLAIMED, staff, body);
  return TRUE;
}
