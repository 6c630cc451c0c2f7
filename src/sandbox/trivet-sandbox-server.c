/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-server.h"

#include "trivet-sandbox-alipay.h"
#include "trivet-sandbox-desk.h"
#include "trivet-sandbox-postman.h"
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
  TrivetSandboxBills    *bills;
  TrivetSandboxFaults   *faults;
  TrivetSandboxPostman  *postman;
  guint                  port;
};

G_DEFINE_FINAL_TYPE (TrivetSandboxServer, trivet_sandbox_server, G_TYPE_OBJECT)

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
  if (g_str_equal (request->path, "/downloadBillFile.resource"))
    return trivet_sandbox_alipay_fetch_bill (self->alipay, request);
  return trivet_sandbox_desk_handle (self->desk, request);
}

/* Does what is asked, with what goes wrong; nothing when the call never arrives. */
static TrivetSandboxReply *
dispatch_with_fault (TrivetSandboxServer  *self,
                     TrivetSandboxRequest *request,
                     TrivetSandboxFault    fault,
                     guint                 late_s)
{
  TrivetSandboxReply *reply;

  request->trouble = trivet_sandbox_fault_get_trouble (fault);
  if (fault == TRIVET_SANDBOX_FAULT_NOT_DONE)
    return NULL;
  if (fault == TRIVET_SANDBOX_FAULT_TWICE)
    trivet_sandbox_reply_free (dispatch (self, request));

  reply = dispatch (self, request);
  if (fault == TRIVET_SANDBOX_FAULT_GARBAGE) {
    trivet_sandbox_reply_free (reply);
    reply = trivet_sandbox_reply_garbage ();
  }
  if (fault == TRIVET_SANDBOX_FAULT_LATE)
    reply->late_s = late_s;
  return reply;
}

static void
answer (TrivetSandboxServer  *self,
        SoupServerMessage    *message,
        TrivetSandboxRequest *request)
{
  guint              late_s;
  TrivetSandboxFault fault = trivet_sandbox_faults_take (self->faults, request, &late_s);
  g_autoptr (TrivetSandboxReply) reply = dispatch_with_fault (self, request, fault, late_s);

  if (reply == NULL) {
    g_message ("%s %s: lost on the way", request->method, request->path);
    trivet_sandbox_postman_drop (self->postman, message);
    return;
  }

  g_message ("%s %s: %u %s", request->method, request->path, reply->status, reply->note != NULL ? reply->note : "");
  trivet_sandbox_postman_deliver (self->postman, message, reply, fault, trivet_sandbox_faults_name_call (request) != NULL);
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
                SoupServerMessage   *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize                length = g_bytes_get_size (bytes);
  g_autofree char     *body = g_strndup (g_bytes_get_data (bytes, NULL), length);
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

  answer (self, message, &request);
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
    answer_request (user_data, message);
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

/* Both wallets say where bills are fetched. */
static void
set_base_url (TrivetSandboxServer *self)
{
  g_autofree char *base_url = g_strdup_printf ("https://127.0.0.1:%u", self->port);

  trivet_sandbox_alipay_set_base_url (self->alipay, base_url);
  trivet_sandbox_wechat_set_base_url (self->wechat, base_url);
}

static gboolean
listen_on_loopback (TrivetSandboxServer *self,
                    guint16              port,
                    GError             **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) bound = NULL;
  GSList *listeners;

  g_signal_connect (self->server, "request-started", G_CALLBACK (on_request_started), self);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen (self->server, address, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;

  /* Not from soup_server_get_uris(), which loses an address at each call in libsoup 3.2. */
  listeners = soup_server_get_listeners (self->server);
  bound = g_socket_get_local_address (listeners->data, error);
  g_slist_free (listeners);
  if (bound == NULL)
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  set_base_url (self);
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

  self->postman = trivet_sandbox_postman_new (options->hang_s);
  self->faults = trivet_sandbox_faults_new ();
  self->phone = trivet_sandbox_phone_new (options->code_life_s, options->balance_minor);
  self->teller = trivet_sandbox_teller_new (self->books, self->phone,
                                            trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_SALT),
                                            options->min_reverse_s, options->refund_gap_s);
  self->bills = trivet_sandbox_bills_new (self->books, trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID),
                                          trivet_sandbox_keys_get_text (self->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID), options->bill_today);
  self->alipay = trivet_sandbox_alipay_new (self->keys, self->books, self->teller, self->bills);
  self->wechat = trivet_sandbox_wechat_new (self->keys, self->books, self->teller, self->bills);
  self->wechat_v2 = trivet_sandbox_wechat_v2_new (self->keys, self->books, self->teller);
  self->desk = trivet_sandbox_desk_new (self->keys, self->books, self->phone, self->teller, self->bills, self->faults);
  return TRUE;
}

static void
trivet_sandbox_server_dispose (GObject *object)
{
  TrivetSandboxServer *self = TRIVET_SANDBOX_SERVER (object);

  g_clear_object (&self->postman);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->merchant);
  g_clear_object (&self->desk);
  g_clear_object (&self->wechat_v2);
  g_clear_object (&self->wechat);
  g_clear_object (&self->alipay);
  g_clear_object (&self->bills);
  g_clear_object (&self->faults);
  g_clear_object (&self->teller);
  g_clear_object (&self->phone);
  g_clear_object (&self->books);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (trivet_sandbox_server_parent_class)->dispose (object);
}

static void
trivet_sandbox_server_class_init (TrivetSandboxServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_sandbox_server_dispose;
}

static void
trivet_sandbox_server_init (TrivetSandboxServer *self)
{
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
