/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-provider-answers.h"

#include "trivet-net-error.h"

/* Answers that every adapter gives alike. */

/**
 * trivet_provider_answer_new_detailed:
 * @raw_code: (nullable): the vendor's code
 * @detail: (nullable): one sentence, never a secret
 *
 * Returns: (transfer full): an answer
 */
TrivetProviderAnswer *
trivet_provider_answer_new_detailed (TrivetOutcome       outcome,
                                     TrivetPaymentReason reason,
                                     const char         *raw_code,
                                     const char         *detail)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new (outcome, reason);

  answer->raw_code = g_strdup (raw_code);
  answer->detail = g_strdup (detail);
  return answer;
}

/**
 * trivet_provider_answer_new_from_error:
 * @error: %TRIVET_NET_ERROR of the client
 *
 * Returns: (transfer full): UNSENT only when it is certain that nothing left this machine,
 *   otherwise UNKNOWN
 */
TrivetProviderAnswer *
trivet_provider_answer_new_from_error (const GError *error)
{
  gboolean unsent = g_error_matches (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);

  return trivet_provider_answer_new_detailed (unsent ? TRIVET_OUTCOME_UNSENT : TRIVET_OUTCOME_UNKNOWN,
                                              unsent ? TRIVET_PAYMENT_REASON_UNREACHABLE : TRIVET_PAYMENT_REASON_ANSWER_LOST,
                                              NULL, error->message);
}

/**
 * trivet_provider_answer_new_alarm:
 * @detail: what contradicts what
 *
 * Returns: (transfer full): a doubt that a person must look at
 */
TrivetProviderAnswer *
trivet_provider_answer_new_alarm (const char *detail)
{
  TrivetProviderAnswer *answer;

  answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, NULL, detail);
  answer->alarm = TRUE;
  return answer;
}

/**
 * trivet_provider_dup_skew_text:
 * @skew_s: how far the server's clock is ahead of ours
 *
 * Returns: (transfer full): a sentence for logs and support
 */
char *
trivet_provider_dup_skew_text (gint64 skew_s)
{
  return g_strdup_printf ("This machine's clock is %" G_GINT64_FORMAT " seconds %s the server's",
                          ABS (skew_s), skew_s > 0 ? "behind" : "ahead of");
}

static void
free_secret_text (gpointer data)
{
  GString *text = data;

  trivet_secret_wipe (text->str, text->len);
  g_string_free (text, TRUE);
}

/**
 * trivet_provider_bytes_take_secret:
 * @text: (transfer full): a request that may hold a guest's code
 *
 * Returns: (transfer full): the bytes, wiped with the last reference
 */
GBytes *
trivet_provider_bytes_take_secret (GString *text)
{
  return g_bytes_new_with_free_func (text->str, text->len, free_secret_text, text);
}

/**
 * trivet_provider_task_new:
 * @provider: who was asked
 * @cancellable: (nullable): ends the wait
 *
 * Returns: (transfer full): a task for one call, whose answer stands even if the wait was cancelled
 *   while it came in: by default GTask would replace "paid" with "cancelled"
 */
GTask *
trivet_provider_task_new (TrivetPaymentProvider *provider,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/**
 * trivet_provider_task_return:
 * @task: of trivet_provider_task_new()
 * @answer: (transfer full): what is proven
 */
void
trivet_provider_task_return (GTask                *task,
                             TrivetProviderAnswer *answer)
{
  g_task_return_pointer (task, answer, (GDestroyNotify) trivet_provider_answer_free);
}

/**
 * trivet_provider_task_return_unsent:
 * @task: of trivet_provider_task_new()
 * @reason: why nothing was sent
 * @detail: one sentence, never a secret
 */
void
trivet_provider_task_return_unsent (GTask              *task,
                                    TrivetPaymentReason reason,
                                    const char         *detail)
{
  trivet_provider_task_return (task, trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNSENT, reason, NULL, detail));
}
