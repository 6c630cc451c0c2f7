/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the client tells truly whether a request can have left, returns whole answers untouched, and
 * never sends a charge twice. Method: real sockets on loopback; a server that answers, breaks off,
 * hangs and hangs up as told, and counts what arrives. */

#include "trivet-http-client.h"
#include "trivet-net-error.h"

#include "raw-server.h"
#include "send-and-wait.h"

#include <string.h>

#define LIMIT_MS 5000

static TrivetHttpClient *
new_client (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  TrivetHttpOptions options = { .training = TRUE };
  TrivetHttpClient *client = trivet_http_client_new (clock, &options, &error);

  g_assert_no_error (error);
  return client;
}

static TrivetHttpReply *
post (TrivetHttpClient *client,
      const char       *url,
      guint             limit_ms,
      GCancellable     *cancellable,
      GError          **error)
{
  static const char *const headers[] = { "X-Mark", "1", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("a=1", 3);
  TrivetHttpRequest request = {
    .method = "POST",
    .url = url,
    .body = body,
    .content_type = "text/plain",
    .headers = headers,
    .limit_ms = limit_ms,
  };

  return send_and_wait (client, &request, cancellable, error);
}

static void
assert_post_fails (RawHandler handler,
                   guint      limit_ms,
                   int        code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (handler, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");

  g_assert_null (post (client, url, limit_ms, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, code);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 1);
}

static char *seen_request;

static void
answer_once (RawServer *server,
             GIOStream *stream,
             guint      number)
{
  g_autofree char *request = raw_server_read (server, stream);

  g_free (seen_request);
  seen_request = g_steal_pointer (&request);
  raw_server_write (stream, "HTTP/1.1 500 Oops\r\nDate: Thu, 01 Jan 2026 00:00:10 GMT\r\nX-Two: 2\r\n"
                            "Content-Length: 5\r\n\r\na\\/ \n");
  raw_server_linger (server, stream);
}

static void
test_reply (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (answer_once, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/a%2Fb?x=%7C&y=a+b");
  g_autoptr (TrivetHttpReply) reply = post (client, url, LIMIT_MS, NULL, &error);
  const char *text;
  gsize       length;
  gint64      skew_s;

  g_assert_no_error (error);
  g_assert_cmpuint (trivet_http_reply_get_status (reply), ==, 500);
  text = trivet_http_reply_get_text (reply, &length);
  g_assert_cmpmem (text, length, "a\\/ \n", 5);
  g_assert_cmpstr (trivet_http_reply_get_header (reply, "x-two"), ==, "2");
  g_assert_true (trivet_http_reply_get_skew_s (reply, 1767225600, &skew_s));
  g_assert_cmpint (skew_s, ==, 10);

  g_assert_true (g_str_has_prefix (seen_request, "POST /a%2Fb?x=%7C&y=a+b HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (seen_request, "User-Agent: Trivet/"));
  g_assert_nonnull (strstr (seen_request, "X-Mark: 1\r\n"));
  g_assert_nonnull (strstr (seen_request, "Content-Type: text/plain\r\n"));
  g_assert_null (strstr (seen_request, "Accept-Encoding"));
  g_assert_true (g_str_has_suffix (seen_request, "\r\n\r\na=1"));
  g_clear_pointer (&seen_request, g_free);
}

static void
redirect_once (RawServer *server,
               GIOStream *stream,
               guint      number)
{
  g_autofree char *request = raw_server_read (server, stream);
  g_autofree char *login = NULL;

  raw_server_write (stream, "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
  login = raw_server_read (server, stream);
  raw_server_write (stream, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
  raw_server_linger (server, stream);
}

static void
test_no_redirect (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (redirect_once, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");
  g_autoptr (TrivetHttpReply) moved = post (client, url, LIMIT_MS, NULL, &error);
  g_autoptr (TrivetHttpReply) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (trivet_http_reply_get_status (moved), ==, 302);
  refused = post (client, url, LIMIT_MS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_http_reply_get_status (refused), ==, 401);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 2);
}

/* A port on which nobody listens: bound, and let go. */
static void
test_refused_port (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  RawServer       *server = raw_server_new (answer_once, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");

  raw_server_free (server);
  g_assert_null (post (client, url, LIMIT_MS, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
}

static void
test_unknown_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();

  g_assert_null (post (client, "https://nowhere.invalid/", LIMIT_MS, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
}

static void
close_at_once (RawServer *server,
               GIOStream *stream,
               guint      number)
{
  g_free (raw_server_read (server, stream));
}

static void
cut_in_headers (RawServer *server,
                GIOStream *stream,
                guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Le");
}

static void
cut_in_body (RawServer *server,
             GIOStream *stream,
             guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":\"10000\"}");
}

static void
cut_in_chunks (RawServer *server,
               GIOStream *stream,
               guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
}

static void
speak_garbage (RawServer *server,
               GIOStream *stream,
               guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "\x01\x02\x03 whatever this is\r\n\r\n\r\n");
}

static void
answer_hugely (RawServer *server,
               GIOStream *stream,
               guint      number)
{
  g_autofree char *block = g_strnfill (65536, 'x');

  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\n\r\n");
  for (guint i = 0; i < 20; i++)
    raw_server_write (stream, block);
}

static void
hang (RawServer *server,
      GIOStream *stream,
      guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_linger (server, stream);
}

static void
hang_in_body (RawServer *server,
              GIOStream *stream,
              guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  raw_server_linger (server, stream);
}

static void
test_lost (void)
{
  assert_post_fails (close_at_once, LIMIT_MS, TRIVET_NET_ERROR_LOST);
  assert_post_fails (cut_in_headers, LIMIT_MS, TRIVET_NET_ERROR_LOST);
  assert_post_fails (cut_in_body, LIMIT_MS, TRIVET_NET_ERROR_LOST);
  assert_post_fails (speak_garbage, LIMIT_MS, TRIVET_NET_ERROR_LOST);
  assert_post_fails (answer_hugely, LIMIT_MS, TRIVET_NET_ERROR_LOST);
  assert_post_fails (hang, 300, TRIVET_NET_ERROR_LOST);
  assert_post_fails (hang_in_body, 300, TRIVET_NET_ERROR_LOST);
}

/* The same answer is read whole by whoever expects a file of that size. */
static void
test_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (answer_hugely, NULL);
  g_autofree char  *url = raw_server_dup_url (server, "/bill.zip");
  TrivetHttpRequest request = { .method = "GET", .url = url, .limit_ms = LIMIT_MS, .max_bytes = 20 * 65536 };
  g_autoptr (TrivetHttpReply) reply = send_and_wait (client, &request, NULL, &error);
  gsize length;

  g_assert_no_error (error);
  trivet_http_reply_get_text (reply, &length);
  g_assert_cmpuint (length, ==, 20 * 65536);
}

/* libsoup does not tell a chunked answer that breaks off from one that ends. Adapters must not
 * believe what is not signed or not whole; this test is here to notice when that changes. */
static void
test_broken_chunks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (cut_in_chunks, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");
  g_autoptr (TrivetHttpReply) reply = post (client, url, LIMIT_MS, NULL, &error);
  const char *text;
  gsize       length;

  g_assert_no_error (error);
  text = trivet_http_reply_get_text (reply, &length);
  g_assert_cmpmem (text, length, "hello", 5);
}

static gboolean
on_time_to_cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (hang, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");

  g_timeout_add (200, on_time_to_cancel, cancellable);
  g_assert_null (post (client, url, LIMIT_MS, cancellable, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_LOST);
  g_clear_error (&error);

  g_assert_null (post (client, url, LIMIT_MS, cancellable, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 1);
}

/* Answers the first request of the first connection; every other is read and not answered. */
static void
answer_then_drop (RawServer *server,
                  GIOStream *stream,
                  guint      number)
{
  g_autofree char *first = raw_server_read (server, stream);
  g_autofree char *second = NULL;

  if (number > 1)
    return;
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  second = raw_server_read (server, stream);
}

/* Requests that arrive when one of @method is sent on a kept connection that then breaks. */
static guint
count_arrivals (const char *method)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (answer_then_drop, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");
  g_autoptr (TrivetHttpReply) reply = post (client, url, LIMIT_MS, NULL, &error);
  TrivetHttpRequest request = { .method = method, .url = url, .limit_ms = LIMIT_MS };

  g_assert_no_error (error);
  g_assert_null (send_and_wait (client, &request, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_LOST);
  return raw_server_get_requests (server) - 1;
}

/* The server has read it and hangs up: one arrival, LOST. libsoup by itself sends a GET again. */
static void
test_sent_once (void)
{
  g_assert_cmpuint (count_arrivals ("POST"), ==, 1);
  g_assert_cmpuint (count_arrivals ("GET"), ==, 1);
}

/* What the server did about each request: answered it or hung up. */
static gint dealt_with;

/* Answers the first request of each connection once both have come, and all later ones but the third,
 * at which it hangs up. */
static void
drop_the_third (RawServer *server,
                GIOStream *stream,
                guint      number)
{
  char *request;

  while ((request = raw_server_read (server, stream)) != NULL) {
    g_free (request);
    while (raw_server_get_requests (server) < 2)
      g_thread_yield ();
    if (raw_server_get_requests (server) == 3)
      g_io_stream_close (stream, NULL, NULL);
    else
      raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    g_atomic_int_inc (&dealt_with);
  }
}

/* A busy machine: whatever the server does about a request has happened when the client looks. */
static gboolean
on_wrote_body (GSignalInvocationHint *hint,
               guint                  n_values,
               const GValue          *values,
               gpointer               user_data)
{
  guint *sent = user_data;

  (*sent)++;
  while ((guint) g_atomic_int_get (&dealt_with) < *sent)
    g_thread_yield ();
  return TRUE;
}

static void
on_one_sent (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  guint *left = user_data;
  g_autoptr (TrivetHttpReply) reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);

  g_assert_no_error (error);
  (*left)--;
}

/* With a second kept connection at hand and a slow client, libsoup 3.2 that sends a GET again takes
 * the end of the first try for that of the second, and crashes. */
static void
test_second_connection_at_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (drop_the_third, NULL);
  g_autofree char  *url = raw_server_dup_url (server, "/");
  TrivetHttpRequest request = { .method = "GET", .url = url, .limit_ms = LIMIT_MS };
  guint             left = 2, sent = 2, wrote_body;
  gulong            hook;

  for (guint i = 0; i < 2; i++)
    trivet_http_client_send_async (client, &request, NULL, on_one_sent, &left);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);

  wrote_body = g_signal_lookup ("wrote-body", g_type_from_name ("SoupMessage"));
  hook = g_signal_add_emission_hook (wrote_body, 0, on_wrote_body, &sent, NULL);
  g_assert_null (send_and_wait (client, &request, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_LOST);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_remove_emission_hook (wrote_body, hook);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 3);
}

/* The server hangs up at once after each answer, without saying so before: a new connection. */
static void
answer_and_close (RawServer *server,
                  GIOStream *stream,
                  guint      number)
{
  g_free (raw_server_read (server, stream));
  raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

static void
test_kept_connection_closed (void)
{
  g_autoptr (TrivetHttpClient) client = new_client ();
  g_autoptr (RawServer) server = raw_server_new (answer_and_close, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/");

  for (guint i = 1; i <= 20; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetHttpReply) reply = post (client, url, LIMIT_MS, NULL, &error);

    /* Either may win the race; what matters is that nothing is sent twice. */
    if (reply == NULL)
      g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_LOST);
    g_assert_cmpuint (raw_server_get_requests (server), <=, i);
  }
}

int
main (int   argc,
      char *argv[])
{
  trivet_net_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/http/reply", test_reply);
  g_test_add_func ("/net/http/no-redirect", test_no_redirect);
  g_test_add_func ("/net/http/refused-port", test_refused_port);
  g_test_add_func ("/net/http/unknown-name", test_unknown_name);
  g_test_add_func ("/net/http/lost", test_lost);
  g_test_add_func ("/net/http/large", test_large);
  g_test_add_func ("/net/http/broken-chunks", test_broken_chunks);
  g_test_add_func ("/net/http/cancel", test_cancel);
  g_test_add_func ("/net/http/sent-once", test_sent_once);
  g_test_add_func ("/net/http/second-connection-at-hand", test_second_connection_at_hand);
  g_test_add_func ("/net/http/kept-connection-closed", test_kept_connection_closed);

  return g_test_run ();
}
