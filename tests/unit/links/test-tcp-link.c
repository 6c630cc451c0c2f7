/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "link-sender.h"
#include "trivet-device-error.h"
#include "trivet-tcp-link.h"

#include <sys/socket.h>

/* Goal: a printer on the network gets every byte, and when it does not, the link says in time
 * whether bytes have left. Method: real sockets on loopback with listeners that read, never read,
 * close early, or are not there. */

typedef enum {
  LISTENER_READS,
  LISTENER_READS_AND_STAYS,
  LISTENER_NEVER_READS,
  LISTENER_CLOSES_EARLY,
  LISTENER_CLOSES_AT_ONCE,
} ListenerMode;

typedef struct {
  ListenerMode mode;
  GSocket     *socket;
  guint16      port;
  GThread     *thread;
  GByteArray  *received;
  /* The test is over: a listener that stays may go. */
  GMutex   mutex;
  GCond    cond;
  gboolean released;
} Listener;

static void
read_all (Listener *self,
          GSocket  *connection)
{
  char   buffer[4096];
  gssize n;

  while ((n = g_socket_receive (connection, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (self->received, (const guint8 *) buffer, (guint) n);
}

static void
wait_for_release (Listener *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->released)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gpointer
run_listener (gpointer user_data)
{
  Listener *self = user_data;
  g_autoptr (GSocket) connection = g_socket_accept (self->socket, NULL, NULL);
  char buffer[1000];

  g_assert_nonnull (connection);
  switch (self->mode) {
  case LISTENER_READS:
    read_all (self, connection);
    break;
  case LISTENER_READS_AND_STAYS:
    read_all (self, connection);
    wait_for_release (self);
    break;
  case LISTENER_NEVER_READS:
    wait_for_release (self);
    break;
  case LISTENER_CLOSES_EARLY:
    g_socket_receive (connection, buffer, sizeof buffer, NULL, NULL);
    break;
  case LISTENER_CLOSES_AT_ONCE:
    break;
  }
  g_socket_close (connection, NULL);

  return NULL;
}

static GSocket *
listen_somewhere (int      backlog,
                  guint16 *ret_port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any_port, TRUE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (socket, backlog);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *ret_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

static Listener *
listener_new (ListenerMode mode)
{
  Listener *self = g_new0 (Listener, 1);

  self->mode = mode;
  self->received = g_byte_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->socket = listen_somewhere (1, &self->port);
  self->thread = g_thread_new ("listener", run_listener, self);

  return self;
}

static GBytes *
listener_free (Listener *self)
{
  GBytes *received;

  g_mutex_lock (&self->mutex);
  self->released = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  received = g_byte_array_free_to_bytes (self->received);
  g_object_unref (self->socket);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);

  return received;
}

static TrivetByteLink *
new_link (guint16 port)
{
  TrivetByteLink *link = trivet_tcp_link_new ("127.0.0.1", port);

  g_object_set (link, "connect-timeout-ms", 500, "write-timeout-ms", 700, "close-wait-ms", 200, NULL);

  return link;
}

static void
test_every_byte (gconstpointer data)
{
  Listener *listener = listener_new (GPOINTER_TO_INT (data));
  g_autoptr (TrivetByteLink) link = trivet_tcp_link_new ("127.0.0.1", listener->port);
  g_autoptr (GBytes) bytes = link_make_bytes (300000);
  g_autoptr (GBytes) received = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sent;

  g_object_set (link, "close-wait-ms", 100, NULL);
  sent = link_send (link, bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sent);
  received = listener_free (listener);
  g_assert_true (g_bytes_equal (bytes, received));
}

static void
test_nothing_to_send (void)
{
  Listener *listener = listener_new (LISTENER_READS);
  g_autoptr (TrivetByteLink) link = new_link (listener->port);
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) received = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (link_send (link, bytes, NULL, &error));
  g_assert_no_error (error);
  received = listener_free (listener);
  g_assert_cmpuint (g_bytes_get_size (received), ==, 0);
}

/* More than both sides' socket buffers hold, so the writing itself stops. */
static void
test_never_reads (void)
{
  Listener *listener = listener_new (LISTENER_NEVER_READS);
  g_autoptr (TrivetByteLink) link = new_link (listener->port);
  g_autoptr (GBytes) bytes = link_make_bytes (32 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  gint64 began_us = g_get_monotonic_time ();

  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, 700 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 10 * G_USEC_PER_SEC);
  g_bytes_unref (listener_free (listener));
}

/* All bytes fit into our own buffer, so writing succeeds and only the wait can tell. */
static void
test_never_takes_the_end (void)
{
  Listener *listener = listener_new (LISTENER_NEVER_READS);
  g_autoptr (TrivetByteLink) link = new_link (listener->port);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  int tiny = 2048;

  setsockopt (g_socket_get_fd (listener->socket), SOL_SOCKET, SO_RCVBUF, &tiny, sizeof tiny);
  bytes = link_make_bytes (60000);
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_bytes_unref (listener_free (listener));
}

static void
test_closes_early (gconstpointer data)
{
  gsize     length = GPOINTER_TO_SIZE (data);
  Listener *listener = listener_new (LISTENER_CLOSES_EARLY);
  g_autoptr (TrivetByteLink) link = new_link (listener->port);
  g_autoptr (GBytes) bytes = link_make_bytes (length);
  g_autoptr (GError) error = NULL;

  /* On a busy machine the listener may be slow to close; the link waits for that. */
  g_object_set (link, "write-timeout-ms", 20000, "close-wait-ms", 20000, NULL);
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_bytes_unref (listener_free (listener));
}

/* Whether a byte left before the close arrived is a race; that it is an error is not. */
static void
test_closes_at_once (void)
{
  Listener *listener = listener_new (LISTENER_CLOSES_AT_ONCE);
  g_autoptr (TrivetByteLink) link = new_link (listener->port);
  g_autoptr (GBytes) bytes = link_make_bytes (32 * 1024 * 1024);
  g_autoptr (GError) error = NULL;

  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_cmpint (error->domain, ==, TRIVET_DEVICE_ERROR);
  g_assert_true (error->code == TRIVET_DEVICE_ERROR_PARTLY_SENT ||
                 error->code == TRIVET_DEVICE_ERROR_NOT_SENT);
  g_bytes_unref (listener_free (listener));
}

static void
test_no_listener (void)
{
  g_autoptr (TrivetByteLink) link = NULL;
  g_autoptr (GBytes) bytes = link_make_bytes (100);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  guint16          port;

  g_object_unref (listen_somewhere (1, &port));
  link = new_link (port);
  label = trivet_byte_link_dup_label (link);
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (error->message, label));
}

/* A listener whose queue is full drops our greeting without a word, as a printer that is off. */
static void
test_no_answer (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = listen_somewhere (0, &port);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TrivetByteLink) link = new_link (port);
  g_autoptr (GBytes) bytes = link_make_bytes (100);
  g_autoptr (GError) error = NULL;
  gint64 began_us;

  for (int i = 0; i < 3; i++) {
    GSocket *other = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                   G_SOCKET_PROTOCOL_TCP, NULL);
    g_socket_set_blocking (other, FALSE);
    g_socket_connect (other, address, NULL, NULL);
    g_ptr_array_add (others, other);
  }

  began_us = g_get_monotonic_time ();
  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (error->message, "no answer"));
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, 500 * 1000);
}

static void
test_no_such_name (void)
{
  g_autoptr (TrivetByteLink) link = trivet_tcp_link_new ("no-such-printer.invalid", 9100);
  g_autoptr (GBytes) bytes = link_make_bytes (100);
  g_autoptr (GError) error = NULL;

  g_assert_false (link_send (link, bytes, NULL, &error));
  g_assert_cmpint (error->domain, ==, TRIVET_DEVICE_ERROR);
  /* Without any name server the search may run into the time limit instead. */
  g_assert_true (error->code == TRIVET_DEVICE_ERROR_NO_DEVICE ||
                 error->code == TRIVET_DEVICE_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (error->message, "no-such-printer.invalid"));
}

static gboolean
on_time_to_cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_cancel_before (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = listen_somewhere (1, &port);
  g_autoptr (TrivetByteLink) link = new_link (port);
  g_autoptr (GBytes) bytes = link_make_bytes (100);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (link_send (link, bytes, cancellable, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT);
}

static void
test_cancel_within (void)
{
  Listener *listener = listener_new (LISTENER_NEVER_READS);
  g_autoptr (TrivetByteLink) link = trivet_tcp_link_new ("127.0.0.1", listener->port);
  g_autoptr (GBytes) bytes = link_make_bytes (32 * 1024 * 1024);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began_us = g_get_monotonic_time ();

  g_timeout_add (300, on_time_to_cancel, cancellable);
  g_assert_false (link_send (link, bytes, cancellable, &error));
  g_assert_error (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 5 * G_USEC_PER_SEC);
  g_bytes_unref (listener_free (listener));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/links/tcp/every-byte", GINT_TO_POINTER (LISTENER_READS), test_every_byte);
  g_test_add_data_func ("/links/tcp/every-byte-and-stays",
                        GINT_TO_POINTER (LISTENER_READS_AND_STAYS), test_every_byte);
  g_test_add_func ("/links/tcp/nothing-to-send", test_nothing_to_send);
  g_test_add_func ("/links/tcp/never-reads", test_never_reads);
  g_test_add_func ("/links/tcp/never-takes-the-end", test_never_takes_the_end);
  g_test_add_data_func ("/links/tcp/closes-early/small", GSIZE_TO_POINTER (5000), test_closes_early);
  g_test_add_data_func ("/links/tcp/closes-early/large", GSIZE_TO_POINTER (32 * 1024 * 1024),
                        test_closes_early);
  g_test_add_func ("/links/tcp/closes-at-once", test_closes_at_once);
  g_test_add_func ("/links/tcp/no-listener", test_no_listener);
  g_test_add_func ("/links/tcp/no-answer", test_no_answer);
  g_test_add_func ("/links/tcp/no-such-name", test_no_such_name);
  g_test_add_func ("/links/tcp/cancel-before", test_cancel_before);
  g_test_add_func ("/links/tcp/cancel-within", test_cancel_within);

  return g_test_run ();
}
