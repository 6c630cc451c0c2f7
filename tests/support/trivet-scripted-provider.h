/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-payment-provider.h"

G_BEGIN_DECLS

typedef enum {
  TRIVET_SCRIPTED_CHARGE,
  TRIVET_SCRIPTED_QUERY,
  TRIVET_SCRIPTED_REVERSE,
  TRIVET_SCRIPTED_SHOW,
  TRIVET_SCRIPTED_CLOSE,
  TRIVET_SCRIPTED_REFUND,
  TRIVET_SCRIPTED_QUERY_REFUND,
} TrivetScriptedCall;
#define TRIVET_N_SCRIPTED_CALLS (TRIVET_SCRIPTED_QUERY_REFUND + 1)

/**
 * TrivetScriptedRecord:
 * @at_us: monotonic time of the call
 * @merchant_order_id: for a refund, its own number (merchant_refund_id)
 * @code_length: of a charge's code; the code itself is not kept
 *
 * One call that was made.
 */
typedef struct {
  TrivetScriptedCall call;
  char              *merchant_order_id;
  TrivetMoney        amount;
  gsize              code_length;
  gint64             at_us;
} TrivetScriptedRecord;

/**
 * TrivetScriptedWorld:
 * @ret_delay_ms: when to answer, 0 unless it is set; G_MAXUINT for never
 *
 * Decides an answer when it is asked for, instead of the queue.
 * Returns: (transfer full): the answer
 */
typedef TrivetProviderAnswer *(*TrivetScriptedWorld) (TrivetScriptedCall  call,
                                                      const char         *merchant_order_id,
                                                      TrivetMoney         amount,
                                                      guint              *ret_delay_ms,
                                                      gpointer            user_data);

/**
 * TrivetScriptedProvider:
 *
 * A provider that answers what a test tells it to: from a queue for each kind of call, or by a
 * world function. A call without an answer in its queue stays open until
 * trivet_scripted_provider_release(), or answers "unknown" when it is cancelled.
 */
#define TRIVET_TYPE_SCRIPTED_PROVIDER (trivet_scripted_provider_get_type ())
G_DECLARE_FINAL_TYPE (TrivetScriptedProvider, trivet_scripted_provider, TRIVET, SCRIPTED_PROVIDER, GObject)

TrivetScriptedProvider *trivet_scripted_provider_new (const char  *id,
                                                      const char  *wallet_id,
                                                      TrivetClock *clock);
void  trivet_scripted_provider_set_capabilities (TrivetScriptedProvider *self,
                                                 guint                   capabilities);
void  trivet_scripted_provider_set_cadence      (TrivetScriptedProvider *self,
                                                 const TrivetCadence    *cadence);
void  trivet_scripted_provider_set_limit_minor  (TrivetScriptedProvider *self,
                                                 gint64                  limit_minor);
void  trivet_scripted_provider_set_deaf         (TrivetScriptedProvider *self,
                                                 gboolean                deaf);
void  trivet_scripted_provider_set_world        (TrivetScriptedProvider *self,
                                                 TrivetScriptedWorld     world,
                                                 gpointer                user_data);
void  trivet_scripted_provider_push             (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call,
                                                 TrivetProviderAnswer   *answer);
void  trivet_scripted_provider_push_outcome     (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call,
                                                 TrivetOutcome           outcome,
                                                 TrivetPaymentReason     reason);
void  trivet_scripted_provider_push_paid        (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call,
                                                 gint64                  total_minor);
gboolean trivet_scripted_provider_release       (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call,
                                                 TrivetProviderAnswer   *answer);
guint trivet_scripted_provider_get_n_calls      (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call);
const TrivetScriptedRecord *
      trivet_scripted_provider_get_last         (TrivetScriptedProvider *self,
                                                 TrivetScriptedCall      call);
guint trivet_scripted_provider_get_n_prepared   (TrivetScriptedProvider *self);

TrivetProviderAnswer *trivet_scripted_answer_paid     (gint64      total_minor);
TrivetProviderAnswer *trivet_scripted_answer_shown    (const char *code);
TrivetProviderAnswer *trivet_scripted_answer_refunded (gint64      minor);

G_END_DECLS
