/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Goes on where a former run of the program stopped. */

/* A clock that was set back since must not make the payment younger than this moment. */
static gint64
compute_asked_us (TrivetPaymentEngine *self,
                  const TrivetPayment *payment)
{
  gint64 age_us = 0;

  if (payment->asked_at_us > 0)
    age_us = trivet_clock_get_wall_us (self->clock) - payment->asked_at_us;

  return trivet_clock_get_monotonic_us (self->clock) - MAX (age_us, 0);
}

static void
remember_alarms (TrivetPaymentDrive *drive,
                 GPtrArray          *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_PAYMENT_ALARM &&
        g_str_equal (trivet_json_get_string_or (body, "payment", ""), drive->payment->payment_id))
      _trivet_payment_drive_remember_alarm (drive, trivet_json_get_string_or (body, "raw_code", ""));
  }
}

/* A code that was being made when the program stopped has never been on a screen. */
static TrivetPaymentEvent
get_restart_event (const TrivetPayment *payment)
{
  return payment->shown && payment->state == TRIVET_PAYMENT_STATE_ASKED
           ? TRIVET_PAYMENT_EVENT_WITHDRAW
           : TRIVET_PAYMENT_EVENT_RESTART;
}

static void
take_over (TrivetPaymentEngine *self,
           TrivetPayment       *payment,
           GPtrArray           *facts)
{
  TrivetPaymentDrive *drive = _trivet_payment_drive_new (self, payment);

  drive->asked_us = compute_asked_us (self, payment);
  remember_alarms (drive, facts);
  _trivet_payment_engine_add_drive (self, drive);

  if (trivet_payment_state_is_final (payment->state)) {
    _trivet_payment_engine_settle (self, drive);
    return;
  }

  drive->resumed = TRUE;
  drive->give_up = payment->overridden;
  drive->give_up_reason = TRIVET_PAYMENT_REASON_STAFF_CANCELLED;
  _trivet_payment_drive_fire (drive, get_restart_event (payment), TRIVET_PAYMENT_REASON_RESTARTED,
                              NULL);
  _trivet_payment_drive_emit (drive);
}

static void
take_over_refund (TrivetPaymentEngine *self,
                  TrivetRefund        *refund,
                  GPtrArray           *payments)
{
  const TrivetPayment *payment = trivet_payment_find (payments, refund->payment_id);
  TrivetRefundDrive   *drive;

  if (payment == NULL || g_hash_table_contains (self->refunds, refund->refund_id))
    return;

  drive = _trivet_refund_drive_new (self, refund, payment);
  g_hash_table_insert (self->refunds, refund->refund_id, drive);
  if (trivet_refund_state_is_final (refund->state))
    _trivet_payment_engine_end_refund (self, drive);
  else
    _trivet_refund_drive_resume (drive);
}

/**
 * trivet_payment_engine_resume:
 * @self: an engine
 * @order_facts: (element-type TrivetFact): all facts of one order, in sequence
 * @error: return location; as in trivet_payment_fold_all()
 *
 * Goes on with the order's unsettled payments and refunds, and gives back what the order did not
 * need: one that was asked when the program stopped becomes
 * in doubt, and each is queried at once when its time has come. Payments that this engine drives
 * already are left alone. Settled ones become known to trivet_payment_engine_lookup() and
 * trivet_payment_engine_check_now().
 *
 * Returns: %FALSE when the facts cannot be folded; then nothing was taken over
 */
gboolean
trivet_payment_engine_resume (TrivetPaymentEngine *self,
                              GPtrArray           *order_facts,
                              GError             **error)
{
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GPtrArray) refunds = NULL;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (order_facts != NULL, FALSE);

  payments = trivet_payment_fold_all (order_facts, error);
  refunds = payments != NULL ? trivet_refund_fold_all (order_facts, error) : NULL;
  if (refunds == NULL)
    return FALSE;

  for (guint i = 0; i < payments->len; i++) {
    TrivetPayment *payment = g_ptr_array_index (payments, i);

    if (!self->disposed && !g_hash_table_contains (self->drives, payment->payment_id))
      take_over (self, payment, order_facts);
  }
  for (guint i = 0; i < refunds->len && !self->disposed; i++)
    take_over_refund (self, g_ptr_array_index (refunds, i), payments);
  if (!self->disposed && order_facts->len > 0)
    _trivet_payment_engine_review (self,
                                   trivet_fact_get_subject (g_ptr_array_index (order_facts, 0)));

  return TRUE;
}
