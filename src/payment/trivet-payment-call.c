/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Puts one call at a time on the wire. Adapters have time-outs of their own; the limit here is for
 * an adapter that forgets: the engine stops waiting, and doubts. */

#define CALL_LIMIT_MS 90000

TrivetDriveRef *
_trivet_drive_ref_new (TrivetPaymentDrive *drive)
{
  TrivetDriveRef *self = g_new0 (TrivetDriveRef, 1);

  g_weak_ref_init (&self->engine, drive->engine);
  self->payment_id = g_strdup (drive->payment->payment_id);
  self->kind = drive->call;
  self->serial = drive->call_serial;
  return self;
}

void
_trivet_drive_ref_free (TrivetDriveRef *self)
{
  g_weak_ref_clear (&self->engine);
  g_free (self->payment_id);
  g_free (self);
}

/* Returns: (nullable): the drive, valid while the caller holds @ret_engine and has not told anybody
 * anything yet */
TrivetPaymentDrive *
_trivet_drive_ref_lock (TrivetDriveRef       *self,
                        TrivetPaymentEngine **ret_engine)
{
  g_autoptr (TrivetPaymentEngine) engine = g_weak_ref_get (&self->engine);
  TrivetPaymentDrive *drive;

  if (engine == NULL)
    return NULL;
  drive = g_hash_table_lookup (engine->drives, self->payment_id);
  if (drive != NULL)
    *ret_engine = g_steal_pointer (&engine);

  return drive;
}

static void
end_call (TrivetPaymentDrive *self)
{
  if (self->limit_id != 0) {
    trivet_clock_remove_timeout (self->engine->clock, self->limit_id);
    self->limit_id = 0;
  }
  g_clear_object (&self->cancellable);
  self->call = TRIVET_CALL_NONE;
  self->call_serial++;
}

static void
on_call_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetDriveRef) ref = user_data;
  g_autoptr (TrivetProviderAnswer) answer = NULL;
  g_autoptr (TrivetPaymentEngine) engine = NULL;
  TrivetPaymentDrive *self;

  answer = trivet_payment_provider_answer_finish (TRIVET_PAYMENT_PROVIDER (source), result);
  self = _trivet_drive_ref_lock (ref, &engine);
  if (self == NULL)
    return;

  if (ref->serial != self->call_serial) {
    _trivet_payment_drive_take_late (self, ref->kind, answer);
  } else {
    end_call (self);
    _trivet_payment_drive_take_answer (self, ref->kind, answer);
  }
  _trivet_payment_drive_emit (self);
}

static gboolean
on_call_limit (gpointer user_data)
{
  TrivetPaymentDrive *self = user_data;
  g_autoptr (TrivetProviderAnswer) answer = NULL;
  TrivetCallKind kind = self->call;

  self->limit_id = 0;
  _trivet_payment_drive_hang_up (self);
  answer = trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  _trivet_payment_drive_take_answer (self, kind, answer);
  _trivet_payment_drive_emit (self);

  return G_SOURCE_REMOVE;
}

static TrivetDriveRef *
begin_call (TrivetPaymentDrive *self,
            TrivetCallKind      kind)
{
  g_assert (self->call == TRIVET_CALL_NONE);

  if (self->timer_id != 0) {
    trivet_clock_remove_timeout (self->engine->clock, self->timer_id);
    self->timer_id = 0;
  }
  self->next_at_us = 0;
  self->call = kind;
  self->cancellable = g_cancellable_new ();
  self->limit_id =
    trivet_clock_add_timeout (self->engine->clock, CALL_LIMIT_MS, on_call_limit, self, NULL);

  return _trivet_drive_ref_new (self);
}

/* Stops waiting. A charge is not cancelled by it: when it says "paid" afterwards, that comes in as
 * a late answer. */
void
_trivet_payment_drive_hang_up (TrivetPaymentDrive *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  if (self->call == TRIVET_CALL_NONE)
    return;

  cancellable = g_steal_pointer (&self->cancellable);
  end_call (self);
  g_cancellable_cancel (cancellable);
}

static const char *
ascii_or_empty (const char *text)
{
  return text != NULL && g_str_is_ascii (text) ? text : "";
}

void
_trivet_payment_drive_charge (TrivetPaymentDrive *self)
{
  TrivetPaymentProvider *provider = _trivet_payment_drive_get_provider (self);
  TrivetChargeRequest    request = {
       .merchant_order_id = self->payment->merchant_order_id,
       .amount = self->payment->amount,
       .code = self->code,
       .subject = self->subject,
       .operator_id = ascii_or_empty (self->staff),
       .terminal_id = ascii_or_empty (self->engine->register_id),
       .store_id = "",
  };

  self->charge_cancellable = g_cancellable_new ();
  trivet_payment_provider_charge_async (provider, &request, self->charge_cancellable,
                                        on_call_ready, begin_call (self, TRIVET_CALL_CHARGE));

  /* The code has done its work: it is never sent again, so it is not kept either. */
  g_clear_pointer (&self->code, trivet_secret_unref);
  g_clear_pointer (&self->subject, g_free);
}

void
_trivet_payment_drive_query (TrivetPaymentDrive *self)
{
  TrivetPaymentKey key = { self->payment->merchant_order_id, self->payment->amount };
  TrivetDriveRef  *ref = begin_call (self, TRIVET_CALL_QUERY);

  self->checks++;
  trivet_payment_provider_query_async (_trivet_payment_drive_get_provider (self), &key,
                                       self->cancellable, on_call_ready, ref);
}

void
_trivet_payment_drive_reverse (TrivetPaymentDrive *self)
{
  TrivetPaymentKey key = { self->payment->merchant_order_id, self->payment->amount };
  TrivetDriveRef  *ref = begin_call (self, TRIVET_CALL_REVERSE);

  trivet_payment_provider_reverse_async (_trivet_payment_drive_get_provider (self), &key,
                                         self->cancellable, on_call_ready, ref);
}
