/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-net-error.h"

/* How a call travels: signed anew for each try, to the other host when the first cannot be reached,
 * and with a download of certificates when its answer is signed by a key that is not known yet. */

#define FETCH_PAUSE_US    (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define FETCH_AGE_US      (G_GINT64_CONSTANT (12) * 3600 * G_USEC_PER_SEC)
#define MAX_TRIES         2
#define CERTIFICATES_PATH "/v3/certificates"

void
_trivet_wechatpay_call_free (TrivetWechatpayCall *call)
{
  if (call == NULL)
    return;
  g_free (call->merchant_order_id);
  g_free (call->merchant_refund_id);
  g_free (call->path);
  g_clear_pointer (&call->body, g_bytes_unref);
  trivet_http_reply_free (call->reply);
  g_free (call);
}

gint64
_trivet_wechatpay_get_now_s (TrivetWechatpayProvider *self)
{
  return trivet_clock_get_wall_us (self->clock) / G_USEC_PER_SEC;
}

static char *
dup_authorization (TrivetWechatpayProvider *self,
                   const char              *method,
                   const char              *path,
                   GBytes                  *body)
{
  g_autofree char *timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, _trivet_wechatpay_get_now_s (self));
  g_autofree char *nonce = _trivet_wechatpay_dup_nonce (self);
  g_autoptr (GString) message = g_string_sized_new (4096);
  g_autofree char *signature = NULL;

  g_string_append_printf (message, "%s\n%s\n%s\n%s\n", method, path, timestamp, nonce);
  if (body != NULL)
    g_string_append_len (message, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_string_append_c (message, '\n');
  signature = trivet_private_key_sign (self->key, message->str, message->len, NULL);
  trivet_secret_wipe (message->str, message->len);
  return signature != NULL ? trivet_wechatpay_authorization (self->mchid, self->serial, timestamp, nonce, signature) : NULL;
}

static void
send_v3 (TrivetWechatpayProvider *self,
         guint                    host,
         TrivetHttpRequest       *request,
         const char              *path,
         GCancellable            *cancellable,
         GAsyncReadyCallback      callback,
         gpointer                 user_data)
{
  g_autofree char *authorization = dup_authorization (self, request->method, path, request->body);
  g_autofree char *url = g_strconcat (self->hosts[host], path, NULL);
  const char      *headers[] = { "Accept", "application/json", "Authorization", authorization != NULL ? authorization : "",
                                 "Wechatpay-Serial", self->public_key_id, NULL };

  if (self->public_key_id == NULL)
    headers[4] = NULL;
  request->url = url;
  request->headers = headers;
  request->content_type = "application/json";
  trivet_http_client_send_async (self->client, request, cancellable, callback, user_data);
}

static void
judge_reply (TrivetWechatpayProvider *self,
             GTask                   *task)
{
  TrivetWechatpayCall *call = g_task_get_task_data (task);

  if (!call->v2 && !call->unsigned_answer)
    call->verdict = trivet_wechatpay_verify (call->reply, self->keyring, _trivet_wechatpay_get_now_s (self));
  g_task_return_boolean (task, TRUE);
}

static void
on_certificates_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (TrivetWechatpayProvider) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (TrivetHttpReply) reply = NULL;
  gint64 now_s = _trivet_wechatpay_get_now_s (self);

  self->fetching = FALSE;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);
  if (reply != NULL && !trivet_wechatpay_keyring_load_answer (self->keyring, reply, self->apiv3_key, now_s, now_s, &error))
    g_message ("WeChat Pay's certificates were not taken over: %s", error->message);
  else if (reply == NULL)
    g_message ("WeChat Pay's certificates could not be fetched: %s", error->message);

  for (guint i = 0; i < waiting->len; i++)
    judge_reply (self, waiting->pdata[i]);
}

static void
fetch_certificates (TrivetWechatpayProvider *self)
{
  TrivetHttpRequest request = { .method = "GET", .limit_ms = TRIVET_WECHATPAY_OTHER_LIMIT_MS };

  if (self->fetching)
    return;
  self->fetching = TRUE;
  self->fetched_at_us = trivet_clock_get_monotonic_us (self->clock);
  send_v3 (self, self->host, &request, CERTIFICATES_PATH, NULL, on_certificates_ready, g_object_ref (self));
}

/* An answer names a certificate that we do not have: fetched at most once a minute, so that forged
 * serials cannot make us ask without end. %FALSE if it is too early and none is on its way. The
 * regular refresh does not count: a certificate may be new right after it. */
static gboolean
fetch_for_unknown_serial (TrivetWechatpayProvider *self)
{
  gint64 now_us = trivet_clock_get_monotonic_us (self->clock);

  if (!self->fetching) {
    if (self->wanted_at_us >= 0 && now_us - self->wanted_at_us < FETCH_PAUSE_US)
      return FALSE;
    self->wanted_at_us = now_us;
  }
  fetch_certificates (self);
  return TRUE;
}

/* Called when a charge may come soon: certificates are new at most every 12 hours. With a public
 * key they are fetched only when an answer names one. */
void
_trivet_wechatpay_refresh_keys (TrivetWechatpayProvider *self)
{
  gint64 now_us = trivet_clock_get_monotonic_us (self->clock);

  if (self->v2 || self->public_key_id != NULL)
    return;
  if (self->fetched_at_us < 0 || now_us - self->fetched_at_us >= FETCH_AGE_US || trivet_wechatpay_keyring_get_n (self->keyring) == 0)
    fetch_certificates (self);
}

static void
handle_reply (TrivetWechatpayProvider *self,
              GTask                   *task)
{
  TrivetWechatpayCall *call = g_task_get_task_data (task);
  const char          *serial = trivet_http_reply_get_header (call->reply, "Wechatpay-Serial");

  if (!call->v2 && !call->unsigned_answer &&
      trivet_wechatpay_verify (call->reply, self->keyring, _trivet_wechatpay_get_now_s (self)) == TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL &&
      !g_str_has_prefix (serial, "PUB_KEY_ID_") && fetch_for_unknown_serial (self)) {
    g_ptr_array_add (self->waiting, g_object_ref (task));
    return;
  }
  judge_reply (self, task);
}

/* The other host takes over when the first cannot be reached or says 502 or 503: the same number,
 * the same body, signed anew. A lost answer is reason enough only for what changes nothing. */
static gboolean
may_switch (TrivetWechatpayProvider *self,
            GTask                   *task,
            const TrivetHttpReply   *reply,
            const GError            *error)
{
  TrivetWechatpayCall *call = g_task_get_task_data (task);
  guint                status = reply != NULL ? trivet_http_reply_get_status (reply) : 0;

  if (self->hosts[1] == NULL || call->tries >= MAX_TRIES || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  if (reply != NULL)
    return status == 502 || status == 503;
  return g_error_matches (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT) || call->repeatable;
}

static void
return_transport_error (GTask  *task,
                        GError *error)
{
  TrivetWechatpayCall *call = g_task_get_task_data (task);

  /* The first host may have it: that the second cannot be reached does not make it unsent. */
  if (call->maybe_sent && g_error_matches (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT))
    error->code = TRIVET_NET_ERROR_LOST;
  g_task_return_error (task, error);
}

static void send_call (TrivetWechatpayProvider *self,
                       GTask                   *task);

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TrivetWechatpayProvider *self = g_task_get_source_object (task);
  TrivetWechatpayCall     *call = g_task_get_task_data (task);
  TrivetHttpReply         *reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);

  if (may_switch (self, task, reply, error)) {
    call->maybe_sent = call->maybe_sent || !g_error_matches (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
    call->host = 1 - call->host;
    trivet_http_reply_free (reply);
    send_call (self, task);
    return;
  }
  if (reply == NULL) {
    return_transport_error (task, g_steal_pointer (&error));
    return;
  }
  self->host = call->host;
  call->reply = reply;
  handle_reply (self, task);
}

/* Sends the call of @task once more; its host is set. */
static void
send_call (TrivetWechatpayProvider *self,
           GTask                   *task)
{
  static const char *const close_header[] = { "Connection", "close", NULL };
  TrivetWechatpayCall     *call = g_task_get_task_data (task);
  GCancellable            *cancellable = g_task_get_cancellable (task);
  TrivetHttpRequest        request = {
           .method = call->method, .body = call->body, .limit_ms = call->limit_ms, .max_bytes = call->max_bytes
  };
  g_autofree char *url = NULL;

  call->tries++;
  if (!call->v2) {
    send_v3 (self, call->host, &request, call->path, cancellable, on_replied, g_object_ref (task));
    return;
  }
  /* v2 wants to see the merchant's certificate where money goes back; servers look for it at the
   * handshake, so each gets a connection of its own. */
  if (call->certified)
    request.headers = close_header;
  url = g_strconcat (self->hosts[call->host], call->path, NULL);
  request.url = url;
  request.content_type = "text/xml; charset=utf-8";
  trivet_http_client_send_async (call->certified ? self->certified_client : self->client, &request, cancellable, on_replied, g_object_ref (task));
}

/* @call: (unowned): must live until @callback; gets the reply and its verdict. */
void
_trivet_wechatpay_exchange_async (TrivetWechatpayProvider *self,
                                  TrivetWechatpayCall     *call,
                                  GCancellable            *cancellable,
                                  GAsyncReadyCallback      callback,
                                  gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, NULL);
  send_call (self, task);
}

/* @error: %TRIVET_NET_ERROR; UNSENT only if no try can have left this machine. */
gboolean
_trivet_wechatpay_exchange_finish (TrivetWechatpayProvider *self,
                                   GAsyncResult            *result,
                                   GError                 **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
