/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-provider-private.h"

#include "trivet-net-error.h"
#include "trivet-provider-answers.h"

/* How a call travels: signed anew for each try, to the other host when the first cannot be reached,
 * and with a download of certificates when its answer is signed by a key that is not known yet. */

#define CHARGE_LIMIT_MS   30000
#define OTHER_LIMIT_MS    10000
#define FETCH_PAUSE_US    (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define FETCH_AGE_US      (G_GINT64_CONSTANT (12) * 3600 * G_USEC_PER_SEC)
#define MAX_TRIES         2
#define CERTIFICATES_PATH "/v3/certificates"

void
_trivet_wechatpay_call_free (TrivetWechatpayCall *call)
{
  g_free (call->merchant_order_id);
  g_free (call->path);
  g_clear_pointer (&call->body, g_bytes_unref);
  trivet_http_reply_free (call->reply);
  g_free (call);
}

static gint64
get_now_s (TrivetWechatpayProvider *self)
{
  return trivet_clock_get_wall_us (self->clock) / G_USEC_PER_SEC;
}

static void
finish (GTask                *task,
        TrivetProviderAnswer *answer)
{
  g_debug ("%s, code %s", trivet_outcome_get_name (answer->outcome), answer->raw_code != NULL ? answer->raw_code : "none");
  g_task_return_pointer (task, answer, (GDestroyNotify) trivet_provider_answer_free);
}

static char *
dup_authorization (TrivetWechatpayProvider *self,
                   const char              *method,
                   const char              *path,
                   GBytes                  *body)
{
  g_autofree char *timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, get_now_s (self));
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
read_reply (TrivetWechatpayProvider *self,
            GTask                   *task)
{
  TrivetWechatpayCall    *call = g_task_get_task_data (task);
  TrivetWechatpayQuestion question = { call->operation, self->mchid, call->merchant_order_id, call->amount_minor, get_now_s (self) };

  if (self->v2)
    finish (task, trivet_wechatpay_read_v2 (&question, self->v2_key, call->reply));
  else
    finish (task, trivet_wechatpay_read_v3 (&question, trivet_wechatpay_verify (call->reply, self->keyring, question.now_s), call->reply));
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
  gint64 now_s = get_now_s (self);

  self->fetching = FALSE;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);
  if (reply != NULL && !trivet_wechatpay_keyring_load_answer (self->keyring, reply, self->apiv3_key, now_s, now_s, &error))
    g_message ("WeChat Pay's certificates were not taken over: %s", error->message);
  else if (reply == NULL)
    g_message ("WeChat Pay's certificates could not be fetched: %s", error->message);

  for (guint i = 0; i < waiting->len; i++)
    read_reply (self, waiting->pdata[i]);
}

static void
fetch_certificates (TrivetWechatpayProvider *self)
{
  TrivetHttpRequest request = { .method = "GET", .limit_ms = OTHER_LIMIT_MS, .repeatable = TRUE };

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

  if (!self->v2 && trivet_wechatpay_verify (call->reply, self->keyring, get_now_s (self)) == TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL &&
      !g_str_has_prefix (serial, "PUB_KEY_ID_") && fetch_for_unknown_serial (self)) {
    g_ptr_array_add (self->waiting, g_object_ref (task));
    return;
  }
  read_reply (self, task);
}

/* The other host takes over when the first cannot be reached or says 502 or 503: the same number,
 * the same body, signed anew. A lost answer is reason enough only for a query. */
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
  return g_error_matches (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT) || call->operation == TRIVET_WECHATPAY_OPERATION_QUERY;
}

static void
return_transport_error (GTask        *task,
                        const GError *error)
{
  TrivetWechatpayCall  *call = g_task_get_task_data (task);
  TrivetProviderAnswer *answer = trivet_provider_answer_new_from_error (error);

  if (call->maybe_sent && answer->outcome == TRIVET_OUTCOME_UNSENT) {
    answer->outcome = TRIVET_OUTCOME_UNKNOWN;
    answer->reason = TRIVET_PAYMENT_REASON_ANSWER_LOST;
  }
  finish (task, answer);
}

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
    _trivet_wechatpay_send (self, task);
    return;
  }
  if (reply == NULL) {
    return_transport_error (task, error);
    return;
  }
  self->host = call->host;
  call->reply = reply;
  handle_reply (self, task);
}

/* Sends the call of @task once more; its host is set. */
void
_trivet_wechatpay_send (TrivetWechatpayProvider *self,
                        GTask                   *task)
{
  static const char *const close_header[] = { "Connection", "close", NULL };
  TrivetWechatpayCall     *call = g_task_get_task_data (task);
  GCancellable            *cancellable = g_task_get_cancellable (task);
  TrivetHttpClient        *client = self->client;
  g_autofree char         *url = NULL;
  TrivetHttpRequest        request = { .method = call->method, .body = call->body };

  request.limit_ms = call->operation == TRIVET_WECHATPAY_OPERATION_PAY ? CHARGE_LIMIT_MS : OTHER_LIMIT_MS;
  request.repeatable = call->operation == TRIVET_WECHATPAY_OPERATION_QUERY;
  call->tries++;
  if (!self->v2) {
    send_v3 (self, call->host, &request, call->path, cancellable, on_replied, g_object_ref (task));
    return;
  }
  /* v2 wants to see the merchant's certificate for a reverse; servers look for it at the handshake,
   * so each gets a connection of its own. */
  if (call->operation == TRIVET_WECHATPAY_OPERATION_REVERSE) {
    client = self->certified_client;
    request.headers = close_header;
  }
  url = g_strconcat (self->hosts[call->host], call->path, NULL);
  request.url = url;
  request.content_type = "text/xml; charset=utf-8";
  trivet_http_client_send_async (client, &request, cancellable, on_replied, g_object_ref (task));
}
