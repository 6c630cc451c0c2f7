/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-server.h"

#include <stdlib.h>
#include <string.h>

/* A server that can do everything wrong: tests write its answers byte by byte and hang up when they
 * like, which no HTTP library would let them do. */

struct _RawServer {
  GCancellable    *stop;
  GSocketService  *service;
  GTlsCertificate *certificate;
  RawHandler       handler;
  guint16          port;
  gboolean         ask_certificate;
  gint             connections;
  gint             requests;
};

static gboolean
on_accept_certificate (GTlsConnection      *connection,
                       GTlsCertificate     *peer,
                       GTlsCertificateFlags errors,
                       gpointer             user_data)
{
  return TRUE;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  RawServer *self = user_data;
  guint      number;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));

  if (self->certificate != NULL) {
    GIOStream *tls = g_tls_server_connection_new (stream, self->certificate, NULL);

    g_object_unref (stream);
    stream = tls;
    if (self->ask_certificate) {
      g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
      g_signal_connect (tls, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
    }
    if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->stop, NULL))
      return TRUE;
  }
  number = (guint) g_atomic_int_add (&self->connections, 1) + 1;
  self->handler (self, stream, number);
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

RawServer *
raw_server_new (RawHandler       handler,
                GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) got = NULL;
  RawServer *self = g_new0 (RawServer, 1);

  self->handler = handler;
  self->stop = g_cancellable_new ();
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->service = g_threaded_socket_service_new (16);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  return self;
}

static void
on_service_gone (gpointer user_data,
                 GObject *service)
{
  g_atomic_int_set ((gint *) user_data, 1);
}

/* Each running connection holds the service; its end is the end of the last thread. */
void
raw_server_free (RawServer *self)
{
  gint gone = 0;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);
  g_object_weak_ref (G_OBJECT (self->service), on_service_gone, &gone);
  g_object_unref (self->service);
  while (!g_atomic_int_get (&gone))
    g_main_context_iteration (NULL, FALSE);
  g_object_unref (self->stop);
  g_clear_object (&self->certificate);
  g_free (self);
}

char *
raw_server_dup_url (RawServer  *self,
                    const char *path)
{
  return g_strdup_printf ("%s://localhost:%u%s", self->certificate != NULL ? "https" : "http", self->port, path);
}

guint
raw_server_get_requests (RawServer *self)
{
  return (guint) g_atomic_int_get (&self->requests);
}

guint
raw_server_get_connections (RawServer *self)
{
  return (guint) g_atomic_int_get (&self->connections);
}

void
raw_server_ask_certificate (RawServer *self)
{
  self->ask_certificate = TRUE;
}

static gsize
body_length (const char *request)
{
  const char *header = strstr (request, "Content-Length: ");

  return header != NULL ? (gsize) g_ascii_strtoull (header + strlen ("Content-Length: "), NULL, 10) : 0;
}

char *
raw_server_read (RawServer *self,
                 GIOStream *stream)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GInputStream *input = g_io_stream_get_input_stream (stream);
  const char   *head_end;
  char          byte;

  do {
    if (g_input_stream_read (input, &byte, 1, self->stop, NULL) <= 0)
      return NULL;
    g_string_append_c (text, byte);
    head_end = strstr (text->str, "\r\n\r\n");
  } while (head_end == NULL || text->len < (gsize) (head_end - text->str) + 4 + body_length (text->str));

  g_atomic_int_inc (&self->requests);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
raw_server_write (GIOStream  *stream,
                  const char *text)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (output, text, strlen (text), NULL, NULL, NULL);
  g_output_stream_flush (output, NULL, NULL);
}

void
raw_server_linger (RawServer *self,
                   GIOStream *stream)
{
  char rest[256];

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), rest, sizeof rest, self->stop, NULL) > 0)
    ;
}
