/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-scripted-provider.h"

/* Answers that tests often put into a provider's mouth. */

/**
 * trivet_scripted_provider_push_outcome:
 * @self: a provider
 * @call: to which calls
 * @outcome: what is proven
 * @reason: why
 */
void
trivet_scripted_provider_push_outcome (TrivetScriptedProvider *self,
                                       TrivetScriptedCall      call,
                                       TrivetOutcome           outcome,
                                       TrivetPaymentReason     reason)
{
  trivet_scripted_provider_push (self, call, trivet_provider_answer_new (outcome, reason));
}

/**
 * trivet_scripted_answer_paid:
 * @total_minor: what was paid
 *
 * Returns: (transfer full): a believable "paid", a tenth of it by a voucher
 */
TrivetProviderAnswer *
trivet_scripted_answer_paid (gint64 total_minor)
{
  TrivetProviderAnswer *answer =
    trivet_provider_answer_new (TRIVET_OUTCOME_PAID, TRIVET_PAYMENT_REASON_NONE);

  answer->total_minor = total_minor;
  answer->discount_minor = total_minor / 10;
  answer->payer_minor = total_minor - answer->discount_minor;
  answer->provider_transaction_id = g_strdup ("SCRIPTED-1");
  answer->paid_at = g_strdup ("2026-01-01 20:00:00");
  return answer;
}

/**
 * trivet_scripted_answer_shown:
 * @code: the text of a code to show
 *
 * Returns: (transfer full): the answer to a create_code that worked
 */
TrivetProviderAnswer *
trivet_scripted_answer_shown (const char *code)
{
  TrivetProviderAnswer *answer =
    trivet_provider_answer_new (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);

  answer->shown_code = g_strdup (code);
  return answer;
}

/**
 * trivet_scripted_answer_refunded:
 * @minor: what went back
 *
 * Returns: (transfer full): a believable "refunded"
 */
TrivetProviderAnswer *
trivet_scripted_answer_refunded (gint64 minor)
{
  TrivetProviderAnswer *answer =
    trivet_provider_answer_new (TRIVET_OUTCOME_REFUNDED, TRIVET_PAYMENT_REASON_NONE);

  answer->returned_minor = minor;
  answer->provider_transaction_id = g_strdup ("SCRIPTED-R");
  return answer;
}

/**
 * trivet_scripted_provider_push_paid:
 * @self: a provider
 * @call: to which calls
 * @total_minor: what was paid
 */
void
trivet_scripted_provider_push_paid (TrivetScriptedProvider *self,
                                    TrivetScriptedCall      call,
                                    gint64                  total_minor)
{
  trivet_scripted_provider_push (self, call, trivet_scripted_answer_paid (total_minor));
}
