/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-payment-provider.h"

G_BEGIN_DECLS

/* Beyond this the wallets refuse what we sign, and we refuse what they sign. */
#define TRIVET_CLOCK_SKEW_MAX_S 300

TrivetProviderAnswer *trivet_provider_answer_new_detailed   (TrivetOutcome        outcome,
                                                             TrivetPaymentReason  reason,
                                                             const char          *raw_code,
                                                             const char          *detail);
TrivetProviderAnswer *trivet_provider_answer_new_from_error (const GError        *error);
TrivetProviderAnswer *trivet_provider_answer_new_alarm      (const char          *detail);
char                 *trivet_provider_dup_skew_text         (gint64               skew_s);
GBytes               *trivet_provider_bytes_take_secret     (GString             *text);

GTask                *trivet_provider_task_new              (TrivetPaymentProvider *provider,
                                                             GCancellable          *cancellable,
                                                             GAsyncReadyCallback    callback,
                                                             gpointer               user_data);
void                  trivet_provider_task_return           (GTask                 *task,
                                                             TrivetProviderAnswer  *answer);
void                  trivet_provider_task_return_unsent    (GTask                 *task,
                                                             TrivetPaymentReason    reason,
                                                             const char            *detail);

G_END_DECLS
