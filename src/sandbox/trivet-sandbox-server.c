/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-server.h"

#include "trivet-sandbox-alipay.h"
#include "trivet-sandbox-desk.h"
#include "trivet-sandbox-wechat-v2.h"
#include "trivet-sandbox-wechat.h"

/**
 * SECTION:trivet-sandbox-server
 *
 * The TLS listener on 127.0.0.1, and nowhere else. It hands each request to the gateway that its
 * path names, and delivers the answer, or loses it when the scenario says so.
 */

#define MAX_BODY      (1024 * 1024)
#define TOO_LARGE_KEY "trivet-too-large"

struct _TrivetSandboxServer {
  GObject parent_instance;

  SoupServer            *server;
  TrivetSandboxKeys     *keys;
  TrivetSandboxBooks    *books;
  TrivetSandboxPhone    *phone;
  TrivetSandboxTeller   *teller;
  TrivetSandboxAlipay   *alipay;
  TrivetSandboxWechat   *wechat;
  TrivetSandboxWechatV2 *wechat_v2;
  TrivetSandboxDesk     *desk;
  GTlsCertificate       *merchant;
  GHashTable            *held;
  guint                  hang_s;
  guint                  port;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxServer, trivet_sandbox_server, G_TYPE_OBJECT)

/* An answer that is never sent: its connection is closed after a while. */
typedef struct {
  TrivetSandboxServer *server;
  SoupServerMessage   *message;
  guint                source_id;
} Held;

static void
held_free (Held *held)
{
  g_signal_handlers_disconnect_by_data (held->message, held);
  g_clear_handle_id (&held->source_id, g_source_remove);
  g_object_unref (held->message);
  g_free (held);
}

static gboolean
on_hold_over (gpointer user_data)
{
  Held *held = user_data;
  g_autoptr (SoupServerMessage) message = g_object_ref (held->message);
  g_autoptr (GIOStream) stream = NULL;

  held->source_id = 0;
  g_hash_table_remove (held->server->held, held);
  stream = soup_server_message_steal_connection (message);
  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_held_gone (SoupServerMessage *message,
              gpointer           user_data)
{
  Held *held = user_data;

  g_hash_table_remove (held->server->held, held);
}

static void
hold (TrivetSandboxServer *self,
      SoupServerMessage   *message,
      guint                delay_s)
{
  Held *held = g_new0 (Held, 1);

  held->server = self;
  held->message = g_object_ref (message);
  soup_server_message_pause (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_held_gone), held);
  g_signal_connect (message, "finished", G_CALLBACK (on_held_gone), held);
  held->source_id = g_timeout_add (delay_s * 1000, on_hold_over, held);
  g_hash_table_add (self->held, held);
}

static TrivetSandboxReply *
dispatch (TrivetSandboxServer        *self,
          const TrivetSandboxRequest *request)
{
  if (g_str_equal (request->path, "/gateway.do"))
    return trivet_sandbox_alipay_handle (self->alipay, request);
  if (g_str_has_prefix (request->path, "/v3/"))
    return trivet_sandbox_wechat_handle (self->wechat, request);
  if (g_str_has_prefix (request->path, "/pay/") || g_str_has_prefix (request->path, "/secapi/"))
    return trivet_sandbox_wechat_v2_handle (self->wechat_v2, request);
  return trivet_sandbox_desk_handle (self->desk, request);
}

static void
copy_header (const char *name,
             const char *value,
             gpointer    user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
deliver (TrivetSandboxServer *self,
         SoupServerMessage   *message,
         TrivetSandboxReply  *reply)
{
  if (reply->delivery == TRIVET_SANDBOX_DELIVERY_DROP) {
    hold (self, message, 0);
    return;
  }
  if (reply->delivery == TRIVET_SANDBOX_DELIVERY_HANG) {
    hold (self, message, self->hang_s);
    return;
  }

  soup_message_headers_foreach (reply->headers, copy_header, soup_server_message_get_response_headers (message));
  soup_server_message_set_status (message, reply->status, NULL);
  soup_server_message_set_response (message, reply->type, SOUP_MEMORY_COPY, reply->body, strlen (reply->body));
}

static gboolean
is_merchant (TrivetSandboxServer *self,
             SoupServerMessage   *message)
{
  GTlsCertificate *peer = soup_server_message_get_tls_peer_certificate (message);

  return peer != NULL && g_tls_certificate_is_same (peer, self->merchant);
}

static void
answer_request (TrivetSandboxServer *self,
                SoupServerMessage   *message,
                const char          *path)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize            length = g_bytes_get_size (bytes);
  g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), length);
  g_autoptr (TrivetSandboxReply) reply = NULL;
  TrivetSandboxRequest request = { 0 };

  /* No interface here knows a zero byte, and the copy ends at the first one. */
  if (strlen (body) != length) {
    soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
    return;
  }

  request.method = soup_server_message_get_method (message);
  request.path = g_uri_get_path (uri);
  request.query = g_uri_get_query (uri);
  request.headers = soup_server_message_get_request_headers (message);
  request.body = body;
  request.length = length;
  request.client_certificate = is_merchant (self, message);
  request.now_us = g_get_real_time ();

  reply = dispatch (self, &request);
  g_message ("%s %s: %u %s", request.method, path, reply->status, reply->note != NULL ? reply->note : "");
  deliver (self, message, reply);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  if (g_object_get_data (G_OBJECT (message), TOO_LARGE_KEY) != NULL)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else
    answer_request (user_data, message, path);
}

static gboolean
on_accept_certificate (SoupServerMessage   *message,
                       GTlsCertificate     *certificate,
                       GTlsCertificateFlags errors,
                       gpointer             user_data)
{
  return errors == 0;
}

/* Stops storing a body that is too long, so that memory stays small whatever is sent. */
static void
on_got_chunk (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length > MAX_BODY) {
    soup_message_body_set_accumulate (body, FALSE);
    soup_message_body_truncate (body);
    g_object_set_data (G_OBJECT (message), TOO_LARGE_KEY, GINT_TO_POINTER (1));
  }
}

static void
on_request_started (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), NULL);
}

static gboolean
set_up_tls (TrivetSandboxServer *self,
            GError             **error)
{
  g_autofree char *certificate_path = trivet_sandbox_keys_dup_path (self->keys, "server.pem");
  g_autofree char *key_path = trivet_sandbox_keys_dup_path (self->keys, "server.key.pem");
  g_autofree char *ca_path = trivet_sandbox_keys_dup_path (self->keys, "ca.pem");
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsDatabase) database = NULL;

  certificate = g_tls_certificate_new_from_files (certificate_path, key_path, error);
  if (certificate == NULL)
    return FALSE;
  database = g_tls_file_database_new (ca_path, error);
  if (database == NULL)
    return FALSE;
  self->merchant = g_tls_certificate_new_from_pem (trivet_sandbox_keys_get_pem (self->keys, TRIVET_SANDBOX_PEM_MERCHANT),
                                                   -1, error);
  if (self->merchant == NULL)
    return FALSE;

  self->server = soup_server_new ("server-header", "Trivet training ", NULL);
  soup_server_set_tls_certificate (self->server, certificate);
  soup_server_set_tls_database (self->server, database);
  soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUESTED);
  return TRUE;
}

static gboolean
listen_on_loopback (TrivetSandboxServer *self,
                    guint16              port,
                    GError             **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  GSList *uris;

  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), self);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen (self->server, address, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

static gboolean
set_up_gateways (TrivetSandboxServer        *self,
                 const TrivetSandboxOptions *options,
                 GError                    **error)
{
  g_autofree char *ledger = NULL;

  self->keys = trivet_sandbox_keys_open (options->directory, error);
  if (self->keys == NULL)
    return FALSE;
  ledger = trivet_sandbox_keys_dup_path (self->keys, "ledger");
  self->books = trivet_sandbox_books_open (ledger, error);
  if (self->books == NULL)
    return FALSE;

  self->hang_s = options->hang_s;
  self->phone = trivet_sandbox_phone_new (options->code_life_s, options->balance_minor);
  self->teller = trivet_sandbox_teller_new (self->books, self->phone,
                                            trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_SALT),
                                            options->min_reverse_s);
  self->alipay = trivet_sandbox_alipay_new (self->keys, self->books, self->teller);
  self->wechat = trivet_sandbox_wechat_new (self->keys, self->books, self->teller);
  self->wechat_v2 = trivet_sandbox_wechat_v2_new (self->keys, self->books, self->teller);
  self->desk = trivet_sandbox_desk_new (self->keys, self->books, self->phone, self->teller);
  return TRUE;
}

static void
trivet_sandbox_server_dispose (GObject *object)
{
  TrivetSandboxServer *self = TRIVET_SANDBOX_SERVER (object);

  g_hash_table_remove_all (self->held);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->merchant);
  g_clear_object (&self->desk);
  g_clear_object (&self->wechat_v2);
  g_clear_object (&self->wechat);
  g_clear_object (&self->alipay);
  g_clear_object (&self->teller);
  g_clear_object (&self->phone);
  g_clear_object (&self->books);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (trivet_sandbox_server_parent_class)->dispose (object);
}

static void
trivet_sandbox_server_finalize (GObject *object)
{
  TrivetSandboxServer *self = TRIVET_SANDBOX_SERVER (object);

  g_hash_table_unref (self->held);

  G_OBJECT_CLASS (trivet_sandbox_server_parent_class)->finalize (object);
}

static void
trivet_sandbox_server_class_init (TrivetSandboxServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_sandbox_server_dispose;
  object_class->finalize = trivet_sandbox_server_finalize;
}

static void
trivet_sandbox_server_init (TrivetSandboxServer *self)
{
  self->held = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) held_free, NULL);
}

/**
 * trivet_sandbox_server_new:
 * @options: how to run; not kept
 * @error: return location
 *
 * Makes or loads keys and books and listens on 127.0.0.1, in the default main context.
 *
 * Returns: (transfer full) (nullable): a server that takes requests from now on
 */
TrivetSandboxServer *
trivet_sandbox_server_new (const TrivetSandboxOptions *options,
                           GError                    **error)
{
  g_autoptr (TrivetSandboxServer) self = g_object_new (TRIVET_SANDBOX_TYPE_SERVER, NULL);

  if (!set_up_gateways (self, options, error) || !set_up_tls (self, error) || !listen_on_loopback (self, options->port, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * trivet_sandbox_server_get_port:
 * @self: the server
 *
 * Returns: where it listens
 */
guint
trivet_sandbox_server_get_port (TrivetSandboxServer *self)
{
  return self->port;
}

/**
 * trivet_sandbox_server_write_providers:
 * @self: the server
 * @copy: (nullable): where to write `providers.ini` once more
 * @error: return location
 *
 * Returns: whether the provider files are written
 */
gboolean
trivet_sandbox_server_write_providers (TrivetSandboxServer *self,
                                       const char          *copy,
                                       GError             **error)
{
  return trivet_sandbox_keys_write_providers (self->keys, self->port, copy, error);
}
