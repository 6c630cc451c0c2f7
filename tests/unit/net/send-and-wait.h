/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-http-client.h"

G_BEGIN_DECLS

/* Sends and waits in the main loop. Exactly one of the two results is set. */
static inline TrivetHttpReply *
send_and_wait (TrivetHttpClient        *client,
               const TrivetHttpRequest *request,
               GCancellable            *cancellable,
               GError                 **error);

typedef struct {
  TrivetHttpReply *reply;
  GError          *error;
  gboolean         done;
} SendResult;

static inline void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  SendResult *sent = user_data;

  sent->reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &sent->error);
  sent->done = TRUE;
}

static inline TrivetHttpReply *
send_and_wait (TrivetHttpClient        *client,
               const TrivetHttpRequest *request,
               GCancellable            *cancellable,
               GError                 **error)
{
  SendResult sent = { 0 };
  gint64     limit = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  trivet_http_client_send_async (client, request, cancellable, on_sent, &sent);
  while (!sent.done && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sent.done);
  g_assert_true ((sent.reply == NULL) != (sent.error == NULL));
  if (sent.error != NULL)
    g_propagate_error (error, sent.error);
  return sent.reply;
}

G_END_DECLS
