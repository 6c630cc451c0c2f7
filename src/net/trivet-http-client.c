/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-http-client.h"

#include "trivet-net-error.h"
#include "trivet-net-url.h"
#include "trivet-tls-certificate-private.h"

#include <string.h>

#include <libsoup/soup.h>

/* HTTPS for payment adapters. Two promises: the answer tells whether the request can have left this
 * machine, and it leaves it at most once.
 *
 * What libsoup does by itself, by its source and by measurement: a GET whose kept connection breaks
 * is sent again; a POST never is (on HTTP/1; trivet_net_init() turns HTTP/2 off). Sending again is
 * unsafe in libsoup 3.2: when another kept connection is at hand, it takes the end of the first try
 * for that of the second, and crashes (a test does it). So a GET is called a POST as soon as its
 * headers are out, and what is worth a second try is sent again by whoever knows. The flag
 * SOUP_MESSAGE_IDEMPOTENT does not matter for that: it only lets a POST use a connection that is
 * already open, which is how a charge finds the one that trivet_http_client_preconnect() made. Since
 * a later libsoup may read the flag otherwise, on_starting() stops any second sending. */

#define READ_BYTES      16384
#define MAX_CONNECTIONS 6
/* Servers of the wallets close idle connections after about a minute; be earlier. */
#define IDLE_LIMIT_S  50
#define STALL_LIMIT_S 60

struct _TrivetHttpClient {
  GObject parent_instance;

  SoupSession *session;
  TrivetClock *clock;
  gboolean     training;
};

G_DEFINE_FINAL_TYPE (TrivetHttpClient, trivet_http_client, G_TYPE_OBJECT)

/* One request on its way. */
typedef struct {
  TrivetClock  *clock;
  SoupMessage  *message;
  GCancellable *stop;
  GSource      *caller_cancelled;
  guint         connect_timeout;
  guint         total_timeout;
  gsize         max_bytes;
  gboolean      started;
  const char   *stop_reason;
  GByteArray   *body;
} Call;

static void
call_free (Call *call)
{
  g_signal_handlers_disconnect_by_data (call->message, call);
  if (call->connect_timeout != 0)
    trivet_clock_remove_timeout (call->clock, call->connect_timeout);
  if (call->total_timeout != 0)
    trivet_clock_remove_timeout (call->clock, call->total_timeout);
  if (call->caller_cancelled != NULL) {
    g_source_destroy (call->caller_cancelled);
    g_source_unref (call->caller_cancelled);
  }
  g_object_unref (call->message);
  g_object_unref (call->stop);
  g_object_unref (call->clock);
  g_byte_array_unref (call->body);
  g_free (call);
}

static void
call_stop (Call       *call,
           const char *reason)
{
  if (call->stop_reason == NULL)
    call->stop_reason = reason;
  g_cancellable_cancel (call->stop);
}

static gboolean
on_connect_timeout (gpointer user_data)
{
  Call *call = user_data;

  call->connect_timeout = 0;
  call_stop (call, "the server could not be reached in time");
  return G_SOURCE_REMOVE;
}

static gboolean
on_total_timeout (gpointer user_data)
{
  Call *call = user_data;

  call->total_timeout = 0;
  call_stop (call, "no answer came in time");
  return G_SOURCE_REMOVE;
}

static gboolean
on_caller_cancelled (GCancellable *cancellable,
                     gpointer      user_data)
{
  call_stop (user_data, "the wait was cancelled");
  return G_SOURCE_REMOVE;
}

/* Debian's GnuTLS still speaks TLS 1.0 and 1.1 when asked nicely. */
static gboolean
check_tls_version (Call *call)
{
  GTlsProtocolVersion version = soup_message_get_tls_protocol_version (call->message);

  if (version == G_TLS_PROTOCOL_VERSION_UNKNOWN || version >= G_TLS_PROTOCOL_VERSION_TLS_1_2)
    return TRUE;
  call_stop (call, "the server speaks an old TLS version that is not safe");
  return FALSE;
}

static void
on_tls_version_changed (Call *call)
{
  check_tls_version (call);
}

/* The last moment at which nothing has been written yet; comes again when libsoup sends again. */
static void
on_starting (Call *call)
{
  if (call->started)
    call_stop (call, "the connection broke");
  if (!check_tls_version (call) || g_cancellable_is_cancelled (call->stop))
    return;
  call->started = TRUE;
  if (call->connect_timeout != 0)
    trivet_clock_remove_timeout (call->clock, call->connect_timeout);
  call->connect_timeout = 0;
}

/* From here on the method only decides whether libsoup sends again. */
static void
on_wrote_headers (SoupMessage *message)
{
  soup_message_set_method (message, SOUP_METHOD_POST);
}

static void
return_failure (GTask        *task,
                const GError *cause)
{
  Call       *call = g_task_get_task_data (task);
  const char *reason = call->stop_reason != NULL ? call->stop_reason : cause->message;

  g_task_return_new_error (task, TRIVET_NET_ERROR,
                           call->started ? TRIVET_NET_ERROR_LOST : TRIVET_NET_ERROR_UNSENT,
                           "%s: %s", call->started ? "Sent, but no answer" : "Not sent", reason);
}

static void
add_header (const char *name,
            const char *value,
            gpointer    user_data)
{
  trivet_http_reply_add_header (user_data, name, value);
}

static void
return_reply (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&call->body));
  TrivetHttpReply *reply = trivet_http_reply_new (soup_message_get_status (call->message), body);

  call->body = g_byte_array_new ();
  soup_message_headers_foreach (soup_message_get_response_headers (call->message), add_header, reply);
  g_debug ("Answer %u, %" G_GSIZE_FORMAT " bytes", soup_message_get_status (call->message), g_bytes_get_size (body));
  g_task_return_pointer (task, reply, (GDestroyNotify) trivet_http_reply_free);
}

static void
on_chunk_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;
  Call *call = g_task_get_task_data (task);
  gsize length;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL) {
    return_failure (task, error);
    return;
  }

  length = g_bytes_get_size (chunk);
  if (length == 0) {
    return_reply (task);
    return;
  }
  if (call->body->len + length > call->max_bytes) {
    call_stop (call, "the answer is larger than any real one");
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
    return_failure (task, error);
    return;
  }
  g_byte_array_append (call->body, g_bytes_get_data (chunk, NULL), (guint) length);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), READ_BYTES, G_PRIORITY_DEFAULT,
                                   call->stop, on_chunk_ready, g_steal_pointer (&task));
}

static void
on_headers_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  Call *call = g_task_get_task_data (task);

  stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (stream == NULL) {
    return_failure (task, error);
    return;
  }
  g_input_stream_read_bytes_async (stream, READ_BYTES, G_PRIORITY_DEFAULT, call->stop,
                                   on_chunk_ready, g_steal_pointer (&task));
}

static void
trivet_http_client_finalize (GObject *object)
{
  TrivetHttpClient *self = TRIVET_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_http_client_parent_class)->finalize (object);
}

static void
trivet_http_client_class_init (TrivetHttpClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_http_client_finalize;
}

static void
trivet_http_client_init (TrivetHttpClient *self)
{
  g_autoptr (GTlsInteraction) without = _trivet_tls_certificate_new (NULL);

  self->session = soup_session_new_with_options ("max-conns-per-host", MAX_CONNECTIONS,
                                                 "idle-timeout", IDLE_LIMIT_S,
                                                 "timeout", STALL_LIMIT_S,
                                                 "tls-interaction", without,
                                                 "user-agent", "Trivet/" TRIVET_VERSION,
                                                 NULL);
  /* Signed bytes must come as they are, and nobody may ask us to log in. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

static gboolean
set_trust (TrivetHttpClient *self,
           const char       *ca_file,
           GError          **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GList) certificates = NULL;
  g_autofree char *absolute = g_canonicalize_filename (ca_file, NULL);

  certificates = g_tls_certificate_list_new_from_file (absolute, &local);
  if (certificates != NULL)
    database = g_tls_file_database_new (absolute, &local);
  g_list_free_full (g_steal_pointer (&certificates), g_object_unref);
  if (database == NULL) {
    g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_TRUST,
                 "No trusted certificate in “%s”: %s", ca_file, local != NULL ? local->message : "the file is empty");
    return FALSE;
  }
  soup_session_set_tls_database (self->session, database);
  return TRUE;
}

static gboolean
set_certificate (TrivetHttpClient *self,
                 const char       *certificate_file,
                 const char       *private_key_file,
                 GError          **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsInteraction) interaction = NULL;
  g_autoptr (GError) local = NULL;

  certificate = g_tls_certificate_new_from_files (certificate_file, private_key_file, &local);
  if (certificate == NULL) {
    g_set_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_TRUST,
                 "The certificate “%s” with the key “%s” cannot be used: %s",
                 certificate_file, private_key_file, local->message);
    return FALSE;
  }
  interaction = _trivet_tls_certificate_new (certificate);
  soup_session_set_tls_interaction (self->session, interaction);
  return TRUE;
}

/**
 * trivet_http_client_new:
 * @clock: times out requests
 * @options: copied
 * @error: %TRIVET_NET_ERROR_TRUST
 *
 * A @ca_file replaces the system's roots for this client, so that whoever names one knows exactly
 * who is trusted; certificates and host names are always verified.
 *
 * Returns: (transfer full) (nullable): a client with connections of its own
 */
TrivetHttpClient *
trivet_http_client_new (TrivetClock             *clock,
                        const TrivetHttpOptions *options,
                        GError                 **error)
{
  g_autoptr (TrivetHttpClient) self = g_object_new (TRIVET_TYPE_HTTP_CLIENT, NULL);

  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self->clock = g_object_ref (clock);
  self->training = options->training;
  if (options->ca_file != NULL && !set_trust (self, options->ca_file, error))
    return NULL;
  if (options->certificate_file != NULL &&
      !set_certificate (self, options->certificate_file, options->private_key_file, error))
    return NULL;
  return g_steal_pointer (&self);
}

static SoupMessage *
new_message (TrivetHttpClient *self,
             const char       *method,
             const char       *url)
{
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;

  if (!trivet_net_check_url (url, self->training, NULL))
    return NULL;
  /* ENCODED: what was signed is what is sent. */
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_ENCODED, NULL);
  message = uri != NULL ? soup_message_new_from_uri (method, uri) : NULL;
  if (message == NULL)
    return NULL;
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  return message;
}

static void
on_preconnected (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!soup_session_preconnect_finish (SOUP_SESSION (source), result, &error))
    g_debug ("No connection ahead: %s", error->message);
}

/**
 * trivet_http_client_preconnect:
 * @url: any address on the server
 *
 * Makes sure that a connection is open, so that the next request, a charge too, need not wait for a
 * handshake. Sends no request. A failure is only noted: the request itself will tell.
 */
void
trivet_http_client_preconnect (TrivetHttpClient *self,
                               const char       *url)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (TRIVET_IS_HTTP_CLIENT (self));
  g_return_if_fail (url != NULL);

  message = new_message (self, SOUP_METHOD_HEAD, url);
  if (message != NULL)
    soup_session_preconnect_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_preconnected, NULL);
}

static Call *
call_new (TrivetHttpClient        *self,
          SoupMessage             *message,
          const TrivetHttpRequest *request,
          GCancellable            *cancellable)
{
  Call *call = g_new0 (Call, 1);

  call->clock = g_object_ref (self->clock);
  call->message = g_object_ref (message);
  call->stop = g_cancellable_new ();
  call->body = g_byte_array_new ();
  call->max_bytes = request->max_bytes != 0 ? request->max_bytes : TRIVET_HTTP_REPLY_MAX_BYTES;
  call->connect_timeout = trivet_clock_add_timeout (self->clock, MIN (TRIVET_HTTP_CONNECT_LIMIT_MS, request->limit_ms),
                                                    on_connect_timeout, call, NULL);
  call->total_timeout = trivet_clock_add_timeout (self->clock, request->limit_ms, on_total_timeout, call, NULL);
  if (cancellable != NULL) {
    call->caller_cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (call->caller_cancelled, G_SOURCE_FUNC (on_caller_cancelled), call, NULL);
    g_source_attach (call->caller_cancelled, g_main_context_get_thread_default ());
  }
  g_signal_connect_swapped (message, "notify::tls-protocol-version", G_CALLBACK (on_tls_version_changed), call);
  g_signal_connect_swapped (message, "starting", G_CALLBACK (on_starting), call);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), NULL);
  return call;
}

static void
fill_message (SoupMessage             *message,
              const TrivetHttpRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    soup_message_headers_append (headers, request->headers[i], request->headers[i + 1]);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
}

/**
 * trivet_http_client_send_async:
 * @request: copied
 * @cancellable: (nullable): ends the wait, not what the server does
 *
 * Sends one request. Redirects are not followed; every status is an answer.
 */
void
trivet_http_client_send_async (TrivetHttpClient        *self,
                               const TrivetHttpRequest *request,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;
  Call *call;

  g_return_if_fail (TRIVET_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL && request->limit_ms > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, trivet_http_client_send_async);
  g_task_set_check_cancellable (task, FALSE);

  message = new_message (self, request->method, request->url);
  if (message == NULL || g_cancellable_is_cancelled (cancellable)) {
    g_task_return_new_error (task, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT, "Not sent: %s",
                             message == NULL ? "the address is not usable" : "the wait was cancelled");
    return;
  }

  fill_message (message, request);
  call = call_new (self, message, request, cancellable);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, call->stop, on_headers_ready,
                           g_steal_pointer (&task));
}

/**
 * trivet_http_client_send_finish:
 * @error: %TRIVET_NET_ERROR_UNSENT or %TRIVET_NET_ERROR_LOST, nothing else
 *
 * A body of announced length is whole. One that is chunked or goes on until the server closes is
 * returned as far as it came, since libsoup does not tell the difference: the caller believes it
 * only after checking its signature, or its grammar to the last byte.
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status
 */
TrivetHttpReply *
trivet_http_client_send_finish (TrivetHttpClient *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
