/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "checkout-bench.h"

const TrivetCheckoutStatus *
checkout_bench_status_of (Services *self)
{
  return trivet_checkout_get_status (self->checkout);
}

guint
checkout_bench_n_charges (Services *self)
{
  return trivet_scripted_provider_get_n_calls (self->provider, TRIVET_SCRIPTED_CHARGE);
}

void
checkout_bench_push (Services           *self,
                     TrivetScriptedCall  call,
                     TrivetOutcome       outcome,
                     TrivetPaymentReason reason)
{
  if (outcome == TRIVET_OUTCOME_PAID)
    trivet_scripted_provider_push_paid (self->provider, call, TOTAL);
  else
    trivet_scripted_provider_push_outcome (self->provider, call, outcome, reason);
}

/* An order of one fish, whose charge the wallet answers with @outcome. */
void
checkout_bench_begin_and_scan (Services     *self,
                               TrivetOutcome outcome)
{
  services_begin (self, "fish");
  checkout_bench_push (self, TRIVET_SCRIPTED_CHARGE, outcome, TRIVET_PAYMENT_REASON_NONE);
  services_scan (self, SERVICES_WECHAT_CODE);
}
