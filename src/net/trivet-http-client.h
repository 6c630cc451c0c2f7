/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-http-reply.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest answer that is read; wallets send some kilobytes. */
#define TRIVET_HTTP_REPLY_MAX_BYTES (1024 * 1024)
/* The largest file of a bill: some hundred thousand rows, packed or not. */
#define TRIVET_HTTP_BILL_MAX_BYTES (64 * 1024 * 1024)
#define TRIVET_HTTP_CONNECT_LIMIT_MS 5000

/**
 * TrivetHttpOptions:
 * @ca_file: (nullable): PEM certificates to trust instead of the system's; verification stays on
 * @certificate_file, @private_key_file: (nullable): shown to a server that asks who we are
 * @training: plain http to this machine is allowed
 *
 * What one client is set up with.
 */
typedef struct {
  const char *ca_file;
  const char *certificate_file;
  const char *private_key_file;
  gboolean    training;
} TrivetHttpOptions;

/**
 * TrivetHttpRequest:
 * @method: "GET" or "POST"
 * @url: absolute, already encoded; sent as it is
 * @body: (nullable): sent as it is
 * @content_type: (nullable): of @body
 * @headers: (nullable) (array zero-terminated=1): name, value, name, value, …
 * @limit_ms: from the call until the last byte of the answer
 * @max_bytes: the largest answer that is read; 0 means %TRIVET_HTTP_REPLY_MAX_BYTES
 *
 * One request. It leaves this machine at most once; whether it may be sent again is the caller's to
 * know.
 */
typedef struct {
  const char        *method;
  const char        *url;
  GBytes            *body;
  const char        *content_type;
  const char *const *headers;
  guint              limit_ms;
  gsize              max_bytes;
} TrivetHttpRequest;

#define TRIVET_TYPE_HTTP_CLIENT (trivet_http_client_get_type ())
G_DECLARE_FINAL_TYPE (TrivetHttpClient, trivet_http_client, TRIVET, HTTP_CLIENT, GObject)

void              trivet_net_init                (void);

TrivetHttpClient *trivet_http_client_new         (TrivetClock              *clock,
                                                  const TrivetHttpOptions  *options,
                                                  GError                  **error);
void              trivet_http_client_preconnect  (TrivetHttpClient         *self,
                                                  const char               *url);
void              trivet_http_client_send_async  (TrivetHttpClient         *self,
                                                  const TrivetHttpRequest  *request,
                                                  GCancellable             *cancellable,
                                                  GAsyncReadyCallback       callback,
                                                  gpointer                  user_data);
TrivetHttpReply  *trivet_http_client_send_finish (TrivetHttpClient         *self,
                                                  GAsyncResult             *result,
                                                  GError                  **error);

G_END_DECLS
