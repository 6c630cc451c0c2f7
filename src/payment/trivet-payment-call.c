/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* What a payment asks its provider. */

/* An answer changes the payment, and then the screens are told; whoever listens may stop the
 * engine. */
void
_trivet_payment_drive_on_answer (gpointer              owner,
                                 TrivetCallKind        kind,
                                 TrivetProviderAnswer *answer,
                                 gboolean              late)
{
  TrivetPaymentDrive *self = owner;
  g_autoptr (TrivetPaymentEngine) engine = g_object_ref (self->engine);

  if (late)
    _trivet_payment_drive_take_late (self, kind, answer);
  else
    _trivet_payment_drive_take_answer (self, kind, answer);
  _trivet_payment_drive_emit (self);
}

gboolean
_trivet_payment_drive_is_busy (TrivetPaymentDrive *self)
{
  return _trivet_wire_get_call (self->wire) != TRIVET_CALL_NONE;
}

static gpointer
begin_call (TrivetPaymentDrive *self,
            TrivetCallKind      kind)
{
  if (self->timer_id != 0) {
    trivet_clock_remove_timeout (self->engine->clock, self->timer_id);
    self->timer_id = 0;
  }
  self->next_at_us = 0;

  return _trivet_wire_begin (self->wire, kind);
}

/* Providers take ASCII for who and where. */
const char *
_trivet_ascii_or_empty (const char *text)
{
  return text != NULL && g_str_is_ascii (text) ? text : "";
}

static void
charge_code (TrivetPaymentDrive    *self,
             TrivetPaymentProvider *provider)
{
  TrivetChargeRequest request = {
    .merchant_order_id = self->payment->merchant_order_id,
    .amount = self->payment->amount,
    .code = self->code,
    .subject = self->subject,
    .operator_id = _trivet_ascii_or_empty (self->staff),
    .terminal_id = _trivet_ascii_or_empty (self->engine->register_id),
    .store_id = "",
  };

  self->charge_cancellable = g_cancellable_new ();
  trivet_payment_provider_charge_async (provider, &request, self->charge_cancellable,
                                        _trivet_wire_on_ready,
                                        begin_call (self, TRIVET_CALL_CHARGE));

  /* The code has done its work: it is never sent again, so it is not kept either. */
  g_clear_pointer (&self->code, trivet_secret_unref);
}

static void
create_code (TrivetPaymentDrive    *self,
             TrivetPaymentProvider *provider)
{
  TrivetShowRequest request = {
    .merchant_order_id = self->payment->merchant_order_id,
    .amount = self->payment->amount,
    .subject = self->subject,
    .operator_id = _trivet_ascii_or_empty (self->staff),
    .terminal_id = _trivet_ascii_or_empty (self->engine->register_id),
    .store_id = "",
    .life_s = (trivet_payment_provider_get_cadence (provider)->show_limit_ms + 999) / 1000,
  };
  gpointer ticket = begin_call (self, TRIVET_CALL_SHOW);

  trivet_payment_provider_create_code_async (provider, &request,
                                             _trivet_wire_get_cancellable (self->wire),
                                             _trivet_wire_on_ready, ticket);
}

void
_trivet_payment_drive_charge (TrivetPaymentDrive *self)
{
  TrivetPaymentProvider *provider = _trivet_payment_drive_get_provider (self);

  if (self->payment->shown)
    create_code (self, provider);
  else
    charge_code (self, provider);
  g_clear_pointer (&self->subject, g_free);
}

void
_trivet_payment_drive_query (TrivetPaymentDrive *self)
{
  TrivetPaymentKey key = { self->payment->merchant_order_id, self->payment->amount };
  gpointer         ticket = begin_call (self, TRIVET_CALL_QUERY);

  self->checks++;
  trivet_payment_provider_query_async (_trivet_payment_drive_get_provider (self), &key,
                                       _trivet_wire_get_cancellable (self->wire),
                                       _trivet_wire_on_ready, ticket);
}

/* Undoes it: a code of the guest is reversed, one of ours is closed. */
void
_trivet_payment_drive_reverse (TrivetPaymentDrive *self)
{
  TrivetPaymentProvider *provider = _trivet_payment_drive_get_provider (self);
  TrivetPaymentKey       key = { self->payment->merchant_order_id, self->payment->amount };
  gboolean               shown = self->payment->shown;
  gpointer               ticket = begin_call (self, shown ? TRIVET_CALL_CLOSE : TRIVET_CALL_REVERSE);

  if (shown)
    trivet_payment_provider_close_async (provider, &key,
                                         _trivet_wire_get_cancellable (self->wire),
                                         _trivet_wire_on_ready, ticket);
  else
    trivet_payment_provider_reverse_async (provider, &key,
                                           _trivet_wire_get_cancellable (self->wire),
                                           _trivet_wire_on_ready, ticket);
}
