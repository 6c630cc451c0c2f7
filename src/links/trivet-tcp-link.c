/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-links"

#include "trivet-tcp-link.h"

#include "trivet-device-error.h"
#include "trivet-link-write-private.h"

#include <errno.h>
#include <linux/sockios.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/*
 * Bytes to a printer on the network (raw TCP, port 9100). Connecting is asynchronous; writing
 * runs on a worker thread with poll(2). A send succeeds when the printer's side has acknowledged
 * every byte and has then closed, or has stayed quiet for the close wait: that is all that TCP
 * can tell.
 */

/* How often to look at the send queue: the kernel has no event for "everything acknowledged". */
#define LOOK_INTERVAL_US (10 * G_TIME_SPAN_MILLISECOND)

typedef enum {
  PROP_HOST = 1,
  PROP_PORT,
  PROP_CONNECT_TIMEOUT_MS,
  PROP_WRITE_TIMEOUT_MS,
  PROP_CLOSE_WAIT_MS,
} TrivetTcpLinkProperty;

static GParamSpec *properties[PROP_CLOSE_WAIT_MS + 1];

struct _TrivetTcpLink {
  GObject parent_instance;

  char *host;
  guint port;
  guint connect_timeout_ms;
  guint write_timeout_ms;
  guint close_wait_ms;
};

typedef struct {
  GBytes *bytes;
  char   *label;
  guint   connect_timeout_ms;
  guint   write_timeout_ms;
  guint   close_wait_ms;
  /* Ends the connecting: by the caller's cancellable or by the timeout. */
  GCancellable      *connecting;
  gulong             cancelled_id;
  GSource           *timeout;
  gboolean           timed_out;
  GSocketConnection *connection;
} SendState;

static void trivet_tcp_link_byte_link_init (TrivetByteLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetTcpLink, trivet_tcp_link, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_BYTE_LINK, trivet_tcp_link_byte_link_init))

static void
send_state_free (SendState *state)
{
  g_clear_pointer (&state->bytes, g_bytes_unref);
  g_clear_pointer (&state->label, g_free);
  g_clear_pointer (&state->timeout, g_source_unref);
  g_clear_object (&state->connecting);
  g_clear_object (&state->connection);
  g_free (state);
}

static char *
trivet_tcp_link_dup_label (TrivetByteLink *link)
{
  TrivetTcpLink *self = TRIVET_TCP_LINK (link);

  /* An IPv6 address has colons of its own. */
  if (strchr (self->host, ':') != NULL)
    return g_strdup_printf ("[%s]:%u", self->host, self->port);

  return g_strdup_printf ("%s:%u", self->host, self->port);
}

static gboolean
send_queue_is_empty (int fd)
{
  int n_pending = 0;

  return ioctl (fd, SIOCOUTQ, &n_pending) != 0 || n_pending == 0;
}

/* Reads and drops what the printer says (status bytes). Returns 0 while it is still there, 1 when
 * it has closed in good order, -1 when it broke off, which throws away what it had not read. */
static int
drain_input (int fd)
{
  guint8 buffer[512];
  gssize n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT);

  if (n == 0)
    return 1;
  if (n < 0 && errno != EAGAIN && errno != EINTR)
    return -1;

  return 0;
}

/* Waits until the printer has acknowledged everything. Returns NULL, or why that did not come. */
static const char *
wait_until_taken (int           fd,
                  gint64        deadline_us,
                  guint         close_wait_ms,
                  GCancellable *cancellable)
{
  gint64   quiet_us = g_get_monotonic_time () + close_wait_ms * (gint64) 1000;
  gboolean closed = FALSE;

  shutdown (fd, SHUT_WR);
  while (TRUE) {
    gint64   now_us = g_get_monotonic_time ();
    gboolean taken = send_queue_is_empty (fd);

    if (taken && (closed || now_us >= MIN (quiet_us, deadline_us)))
      return NULL;
    if (g_cancellable_is_cancelled (cancellable))
      return "the wait was cancelled";
    if (now_us >= deadline_us)
      return "the printer did not take the end of the data";

    /* Once closed, the descriptor is readable for ever, so only a break-off is worth waking for. */
    _trivet_link_wait (fd, closed ? 0 : POLLIN,
                       taken ? MIN (quiet_us, deadline_us) : now_us + LOOK_INTERVAL_US,
                       cancellable);
    switch (drain_input (fd)) {
    case 1:
      closed = TRUE;
      break;
    case -1:
      return "the printer broke off the connection";
    default:
      break;
    }
  }
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  SendState       *state = task_data;
  GSocket         *socket = g_socket_connection_get_socket (state->connection);
  int              fd = g_socket_get_fd (socket);
  gsize            n_bytes = g_bytes_get_size (state->bytes);
  gint64           deadline_us = g_get_monotonic_time () + state->write_timeout_ms * (gint64) 1000;
  g_autofree char *failure = NULL;
  const char      *reason;
  gsize            n_written;

  if (!_trivet_link_write_all (fd, state->bytes, deadline_us, cancellable, &n_written, &failure)) {
    /* Closing with unsent data in the queue must not go on feeding a printer that we gave up. */
    struct linger reset = { 1, 0 };
    setsockopt (fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    g_socket_close (socket, NULL);
    g_task_return_error (task, _trivet_link_error (n_written, n_bytes, state->label, failure));
    return;
  }

  reason = wait_until_taken (fd, deadline_us, state->close_wait_ms, cancellable);
  g_socket_close (socket, NULL);
  if (reason != NULL)
    g_task_return_error (task, _trivet_link_error (n_written, n_bytes, state->label, reason));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
on_connect_timeout (gpointer user_data)
{
  SendState *state = user_data;

  state->timed_out = TRUE;
  g_cancellable_cancel (state->connecting);

  return G_SOURCE_REMOVE;
}

static void
on_caller_cancelled (GCancellable *cancellable,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static GError *
connect_error (SendState    *state,
               GCancellable *cancellable,
               const GError *cause)
{
  g_autofree char *reason = NULL;

  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NO_DEVICE,
                        "%s: no such name in the network: %s", state->label, cause->message);

  if (g_cancellable_is_cancelled (cancellable))
    reason = g_strdup ("the wait was cancelled");
  else if (state->timed_out)
    reason = g_strdup_printf ("no answer within %u ms", state->connect_timeout_ms);
  else
    reason = g_strdup (cause->message);

  return _trivet_link_error (0, g_bytes_get_size (state->bytes), state->label, reason);
}

static void
on_connect_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SendState    *state = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_source_destroy (state->timeout);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, state->cancelled_id);

  state->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (state->connection == NULL)
    g_task_return_error (task, connect_error (state, cancellable, error));
  else
    g_task_run_in_thread (task, write_in_thread);
}

static SendState *
send_state_new (TrivetTcpLink *self,
                GBytes        *bytes)
{
  SendState *state = g_new0 (SendState, 1);

  state->bytes = g_bytes_ref (bytes);
  state->label = trivet_tcp_link_dup_label (TRIVET_BYTE_LINK (self));
  state->connect_timeout_ms = self->connect_timeout_ms;
  state->write_timeout_ms = self->write_timeout_ms;
  state->close_wait_ms = self->close_wait_ms;
  state->connecting = g_cancellable_new ();
  state->timeout = g_timeout_source_new (self->connect_timeout_ms);
  g_source_set_callback (state->timeout, on_connect_timeout, state, NULL);

  return state;
}

static void
trivet_tcp_link_send_async (TrivetByteLink     *link,
                            GBytes             *bytes,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  TrivetTcpLink *self = TRIVET_TCP_LINK (link);
  GTask         *task = g_task_new (self, cancellable, callback, user_data);
  SendState     *state = send_state_new (self, bytes);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) address = g_network_address_new (self->host, (guint16) self->port);

  g_task_set_source_tag (task, trivet_tcp_link_send_async);
  /* The error must say whether bytes left; GTask's own CANCELLED would hide that. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, state, (GDestroyNotify) send_state_free);

  g_source_attach (state->timeout, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    state->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled),
                                                 g_object_ref (state->connecting), g_object_unref);

  /* A printer stands in the same room: never by way of a proxy. */
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, address, state->connecting, on_connect_ready, task);
}

static gboolean
trivet_tcp_link_send_finish (TrivetByteLink *link,
                             GAsyncResult   *result,
                             GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
trivet_tcp_link_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  TrivetTcpLink *self = TRIVET_TCP_LINK (object);

  switch ((TrivetTcpLinkProperty) property_id) {
  case PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case PROP_PORT:
    g_value_set_uint (value, self->port);
    break;
  case PROP_CONNECT_TIMEOUT_MS:
    g_value_set_uint (value, self->connect_timeout_ms);
    break;
  case PROP_WRITE_TIMEOUT_MS:
    g_value_set_uint (value, self->write_timeout_ms);
    break;
  case PROP_CLOSE_WAIT_MS:
    g_value_set_uint (value, self->close_wait_ms);
    break;
  }
}

static void
trivet_tcp_link_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  TrivetTcpLink *self = TRIVET_TCP_LINK (object);

  switch ((TrivetTcpLinkProperty) property_id) {
  case PROP_HOST:
    self->host = g_value_dup_string (value);
    break;
  case PROP_PORT:
    self->port = g_value_get_uint (value);
    break;
  case PROP_CONNECT_TIMEOUT_MS:
    self->connect_timeout_ms = g_value_get_uint (value);
    break;
  case PROP_WRITE_TIMEOUT_MS:
    self->write_timeout_ms = g_value_get_uint (value);
    break;
  case PROP_CLOSE_WAIT_MS:
    self->close_wait_ms = g_value_get_uint (value);
    break;
  }
}

static void
trivet_tcp_link_finalize (GObject *object)
{
  TrivetTcpLink *self = TRIVET_TCP_LINK (object);

  g_free (self->host);

  G_OBJECT_CLASS (trivet_tcp_link_parent_class)->finalize (object);
}

static void
trivet_tcp_link_byte_link_init (TrivetByteLinkInterface *iface)
{
  iface->send_async = trivet_tcp_link_send_async;
  iface->send_finish = trivet_tcp_link_send_finish;
  iface->dup_label = trivet_tcp_link_dup_label;
}

static void
trivet_tcp_link_class_init (TrivetTcpLinkClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_flags =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags limit_flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = trivet_tcp_link_get_property;
  object_class->set_property = trivet_tcp_link_set_property;
  object_class->finalize = trivet_tcp_link_finalize;

  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, "localhost", construct_flags);
  properties[PROP_PORT] = g_param_spec_uint ("port", NULL, NULL, 1, G_MAXUINT16,
                                             TRIVET_TCP_LINK_DEFAULT_PORT, construct_flags);
  /* The limits are properties so that tests need not wait as long as a cook does. */
  properties[PROP_CONNECT_TIMEOUT_MS] =
    g_param_spec_uint ("connect-timeout-ms", NULL, NULL, 1, G_MAXINT,
                       TRIVET_TCP_LINK_CONNECT_TIMEOUT_MS, limit_flags);
  properties[PROP_WRITE_TIMEOUT_MS] =
    g_param_spec_uint ("write-timeout-ms", NULL, NULL, 1, G_MAXINT,
                       TRIVET_TCP_LINK_WRITE_TIMEOUT_MS, limit_flags);
  properties[PROP_CLOSE_WAIT_MS] =
    g_param_spec_uint ("close-wait-ms", NULL, NULL, 0, G_MAXINT,
                       TRIVET_TCP_LINK_CLOSE_WAIT_MS, limit_flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
trivet_tcp_link_init (TrivetTcpLink *self)
{
}

/**
 * trivet_tcp_link_new:
 * @host: a name or an address, IPv6 without brackets
 * @port: 1 … 65535, usually %TRIVET_TCP_LINK_DEFAULT_PORT
 *
 * A link that opens a connection of its own for each send.
 *
 * Returns: (transfer full): a new link
 */
TrivetByteLink *
trivet_tcp_link_new (const char *host,
                     guint16     port)
{
  g_return_val_if_fail (host != NULL && *host != '\0', NULL);
  g_return_val_if_fail (port > 0, NULL);

  return g_object_new (TRIVET_TYPE_TCP_LINK, "host", host, "port", (guint) port, NULL);
}
