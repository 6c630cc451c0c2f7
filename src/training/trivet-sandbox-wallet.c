/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-training"

#include "trivet-sandbox-wallet.h"

#include "trivet-fact.h"
#include "trivet-http-client.h"

/*
 * TrivetSandboxWallet: asks the training gateways as the app on a guest's phone would.
 */

#define LIMIT_MS 5000

struct _TrivetSandboxWallet {
  GObject parent_instance;

  char             *base_url;
  TrivetHttpClient *client;
};

static void guest_phone_iface_init (TrivetGuestPhoneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetSandboxWallet, trivet_sandbox_wallet, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_GUEST_PHONE, guest_phone_iface_init))

static void
trivet_sandbox_wallet_finalize (GObject *object)
{
  TrivetSandboxWallet *self = TRIVET_SANDBOX_WALLET (object);

  g_clear_object (&self->client);
  g_free (self->base_url);

  G_OBJECT_CLASS (trivet_sandbox_wallet_parent_class)->finalize (object);
}

static void
trivet_sandbox_wallet_class_init (TrivetSandboxWalletClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_sandbox_wallet_finalize;
}

static void
trivet_sandbox_wallet_init (TrivetSandboxWallet *self)
{
}

static void
on_reply_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHttpReply) reply = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize       length;

  reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);
  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  text = trivet_http_reply_get_text (reply, &length);
  if (trivet_http_reply_get_status (reply) / 100 != 2) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The training wallet answers %u",
                             trivet_http_reply_get_status (reply));
    return;
  }
  if (length > 0 && !json_parser_load_from_data (parser, text, (gssize) length, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_task_return_pointer (task, g_steal_pointer (&parser), g_object_unref);
}

static void
call (TrivetSandboxWallet *self,
      const char          *method,
      const char          *path,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_autofree char  *url = g_strconcat (self->base_url, path, NULL);
  TrivetHttpRequest request = {
    .method = method,
    .url = url,
    .limit_ms = LIMIT_MS,
  };

  trivet_http_client_send_async (self->client, &request, cancellable, on_reply_ready,
                                 g_task_new (self, cancellable, callback, user_data));
}

static JsonObject *
finish (GAsyncResult *result,
        JsonParser  **ret_parser,
        GError      **error)
{
  JsonNode *root;

  *ret_parser = g_task_propagate_pointer (G_TASK (result), error);
  if (*ret_parser == NULL)
    return NULL;

  root = json_parser_get_root (*ret_parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The training wallet answers nonsense");
    return NULL;
  }

  return json_node_get_object (root);
}

static void
new_code_async (TrivetGuestPhone   *phone,
                const char         *wallet_id,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  g_autofree char *path = g_strconcat ("/phone/code?wallet=", wallet_id, NULL);

  call (TRIVET_SANDBOX_WALLET (phone), "POST", path, cancellable, callback, user_data);
}

static TrivetSecret *
new_code_finish (TrivetGuestPhone *phone,
                 GAsyncResult     *result,
                 guint            *ret_seconds,
                 GError          **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *answer = finish (result, &parser, error);
  const char *code = answer != NULL ? trivet_json_get_string (answer, "code", error) : NULL;

  if (code == NULL)
    return NULL;
  *ret_seconds = (guint) CLAMP (trivet_json_get_int_or (answer, "expires_in", 60), 1, 3600);

  return trivet_secret_new (code, -1);
}

static void
poll_async (TrivetGuestPhone   *phone,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  call (TRIVET_SANDBOX_WALLET (phone), "GET", "/phone/events", cancellable, callback, user_data);
}

static TrivetPhoneRequest *
read_request (JsonObject *object)
{
  TrivetPhoneRequest *request = trivet_phone_request_new ();

  request->id = g_strdup (trivet_json_get_string_or (object, "id", ""));
  request->merchant = g_strdup (trivet_json_get_string_or (object, "merchant", ""));
  request->amount = trivet_money_new (trivet_json_get_int_or (object, "amount_minor", 0), TRIVET_CURRENCY_CNY);
  request->seconds_left = (guint) MAX (trivet_json_get_int_or (object, "seconds_left", 0), 0);

  return request;
}

static TrivetPhoneRequest *
poll_finish (TrivetGuestPhone *phone,
             GAsyncResult     *result,
             GError          **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *answer = finish (result, &parser, error);
  JsonArray  *requests = answer != NULL ? trivet_json_get_array (answer, "requests", error) : NULL;
  JsonNode   *first;

  if (requests == NULL || json_array_get_length (requests) == 0)
    return NULL;
  first = json_array_get_element (requests, 0);

  return JSON_NODE_HOLDS_OBJECT (first) ? read_request (json_node_get_object (first)) : NULL;
}

static void
scan_async (TrivetGuestPhone   *phone,
            const char         *text,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/phone/scan?text=", escaped, NULL);

  call (TRIVET_SANDBOX_WALLET (phone), "POST", path, cancellable, callback, user_data);
}

static gboolean
scan_finish (TrivetGuestPhone *phone,
             GAsyncResult     *result,
             TrivetPhoneScan  *ret_scan,
             GError          **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *answer = finish (result, &parser, error);
  const char *word = answer != NULL ? trivet_json_get_string (answer, "result", error) : NULL;

  if (word == NULL)
    return FALSE;
  if (g_str_equal (word, "paid"))
    *ret_scan = TRIVET_PHONE_SCAN_PAID;
  else if (g_str_equal (word, "waiting"))
    *ret_scan = TRIVET_PHONE_SCAN_WAITING;
  else if (g_str_equal (word, "failed"))
    *ret_scan = TRIVET_PHONE_SCAN_FAILED;
  else
    *ret_scan = TRIVET_PHONE_SCAN_OVER;

  return TRUE;
}

static void
answer_async (TrivetGuestPhone   *phone,
              const char         *request_id,
              gboolean            confirm,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autofree char *id = g_uri_escape_string (request_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (confirm ? "/phone/confirm?id=" : "/phone/refuse?id=", id, NULL);

  call (TRIVET_SANDBOX_WALLET (phone), "POST", path, cancellable, callback, user_data);
}

static gboolean
answer_finish (TrivetGuestPhone *phone,
               GAsyncResult     *result,
               GError          **error)
{
  g_autoptr (JsonParser) parser = g_task_propagate_pointer (G_TASK (result), error);

  return parser != NULL;
}

static void
guest_phone_iface_init (TrivetGuestPhoneInterface *iface)
{
  iface->new_code_async = new_code_async;
  iface->new_code_finish = new_code_finish;
  iface->poll_async = poll_async;
  iface->poll_finish = poll_finish;
  iface->scan_async = scan_async;
  iface->scan_finish = scan_finish;
  iface->answer_async = answer_async;
  iface->answer_finish = answer_finish;
}

/**
 * trivet_sandbox_wallet_new:
 * @base_url: of the training gateways
 * @ca_file: (type filename): their own certificate authority
 * @clock: gives time
 * @error: return location: the certificate cannot be read
 *
 * Returns: (transfer full) (nullable): the guest's wallets
 */
TrivetGuestPhone *
trivet_sandbox_wallet_new (const char  *base_url,
                           const char  *ca_file,
                           TrivetClock *clock,
                           GError     **error)
{
  g_autoptr (TrivetSandboxWallet) self = NULL;
  TrivetHttpOptions options = { .ca_file = ca_file, .training = TRUE };

  g_return_val_if_fail (base_url != NULL && ca_file != NULL, NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_SANDBOX_WALLET, NULL);
  self->base_url = g_strdup (base_url);
  self->client = trivet_http_client_new (clock, &options, error);
  if (self->client == NULL)
    return NULL;

  return TRIVET_GUEST_PHONE (g_steal_pointer (&self));
}
