/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: nobody but the server that the shop trusts ever gets a byte of a request, and a charge finds
 * its connection ready. Method: an authority and leaves made on the spot; servers with a strange
 * authority, another name, an expired certificate, an old TLS version (OpenSSL's own server); each
 * refusal must be UNSENT and the server must have read nothing. */

#include "trivet-certificate.h"
#include "trivet-http-client.h"
#include "trivet-net-error.h"
#include "trivet-net-url.h"

#include "raw-server.h"
#include "send-and-wait.h"

#include <string.h>

#include <glib/gstdio.h>

#define LIMIT_MS 5000

typedef struct {
  char            *folder;
  char            *ca_path;
  char            *leaf_path;
  char            *key_path;
  GTlsCertificate *good;
  GTlsCertificate *other_name;
  GTlsCertificate *expired;
  GTlsCertificate *strange;
} Pki;

static Pki pki;

static char *
write_file (const char *name,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (pki.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return path;
}

static TrivetCertificate *
issue (const char        *alternative_names,
       gint64             not_after_s,
       TrivetCertificate *issuer,
       TrivetPrivateKey  *issuer_key,
       TrivetPrivateKey  *key)
{
  TrivetCertificateTemplate template_ = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetPublicKey) public_key = trivet_private_key_dup_public (key);
  TrivetCertificate *certificate;

  template_.common_name = alternative_names != NULL ? "leaf" : "authority";
  template_.alternative_names = alternative_names;
  template_.not_before_s = not_after_s - 7200;
  template_.not_after_s = not_after_s;
  template_.authority = alternative_names == NULL;
  certificate = trivet_certificate_issue (&template_, public_key, issuer, issuer_key, &error);
  g_assert_no_error (error);
  return certificate;
}

static GTlsCertificate *
to_tls (TrivetCertificate *certificate,
        TrivetPrivateKey  *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) key_pem = trivet_private_key_dup_pem (key);
  g_autofree char *pem = trivet_certificate_dup_pem (certificate);
  g_autofree char *both = g_strconcat (pem, trivet_secret_peek (key_pem), NULL);
  GTlsCertificate *tls = g_tls_certificate_new_from_pem (both, -1, &error);

  g_assert_no_error (error);
  return tls;
}

static void
pki_make (void)
{
  gint64 later = g_get_real_time () / G_USEC_PER_SEC + 3600;
  g_autoptr (TrivetPrivateKey) ca_key = trivet_private_key_generate (2048, NULL);
  g_autoptr (TrivetPrivateKey) key = trivet_private_key_generate (2048, NULL);
  g_autoptr (TrivetCertificate) ca = issue (NULL, later, NULL, ca_key, ca_key);
  g_autoptr (TrivetCertificate) stranger = issue (NULL, later, NULL, key, key);
  g_autoptr (TrivetCertificate) good = issue ("DNS:localhost,IP:127.0.0.1", later, ca, ca_key, key);
  g_autoptr (TrivetCertificate) other = issue ("DNS:example.com", later, ca, ca_key, key);
  g_autoptr (TrivetCertificate) expired = issue ("DNS:localhost", later - 7200, ca, ca_key, key);
  g_autoptr (TrivetCertificate) strange = issue ("DNS:localhost", later, stranger, key, key);
  g_autoptr (TrivetSecret) key_pem = trivet_private_key_dup_pem (key);
  g_autofree char *ca_pem = trivet_certificate_dup_pem (ca);
  g_autofree char *leaf_pem = trivet_certificate_dup_pem (good);

  pki.folder = g_dir_make_tmp ("trivet-tls-XXXXXX", NULL);
  pki.ca_path = write_file ("ca.pem", ca_pem);
  pki.leaf_path = write_file ("leaf.pem", leaf_pem);
  pki.key_path = write_file ("leaf.key.pem", trivet_secret_peek (key_pem));
  pki.good = to_tls (good, key);
  pki.other_name = to_tls (other, key);
  pki.expired = to_tls (expired, key);
  pki.strange = to_tls (strange, key);
}

static void
pki_clear (void)
{
  g_unlink (pki.ca_path);
  g_unlink (pki.leaf_path);
  g_unlink (pki.key_path);
  g_rmdir (pki.folder);
  g_free (pki.folder);
  g_free (pki.ca_path);
  g_free (pki.leaf_path);
  g_free (pki.key_path);
  g_object_unref (pki.good);
  g_object_unref (pki.other_name);
  g_object_unref (pki.expired);
  g_object_unref (pki.strange);
}

static TrivetHttpClient *
new_client (const char *ca_file,
            gboolean    show_certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  TrivetHttpOptions options = { .ca_file = ca_file };
  TrivetHttpClient *client;

  if (show_certificate) {
    options.certificate_file = pki.leaf_path;
    options.private_key_file = pki.key_path;
  }
  client = trivet_http_client_new (clock, &options, &error);
  g_assert_no_error (error);
  return client;
}

static TrivetHttpReply *
post (TrivetHttpClient *client,
      const char       *url,
      GError          **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("a=1", 3);
  TrivetHttpRequest request = {
    .method = "POST",
    .url = url,
    .body = body,
    .content_type = "text/plain",
    .limit_ms = LIMIT_MS,
  };

  return send_and_wait (client, &request, NULL, error);
}

static void
answer_ok (RawServer *server,
           GIOStream *stream,
           guint      number)
{
  char *request;

  while ((request = raw_server_read (server, stream)) != NULL) {
    g_free (request);
    raw_server_write (stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  }
}

static void
assert_refused (GTlsCertificate *certificate,
                const char      *ca_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client (ca_file, FALSE);
  g_autoptr (RawServer) server = raw_server_new (answer_ok, certificate);
  g_autofree char *url = raw_server_dup_url (server, "/");

  g_assert_null (post (client, url, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 0);
}

static void
test_trusted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client (pki.ca_path, FALSE);
  g_autoptr (RawServer) server = raw_server_new (answer_ok, pki.good);
  g_autofree char *url = raw_server_dup_url (server, "/");
  g_autoptr (TrivetHttpReply) reply = post (client, url, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (trivet_http_reply_get_status (reply), ==, 200);
  g_clear_object (&client);
}

static void
test_refused (void)
{
  assert_refused (pki.strange, pki.ca_path);
  assert_refused (pki.other_name, pki.ca_path);
  assert_refused (pki.expired, pki.ca_path);
  /* Without our authority there are only the system's roots. */
  assert_refused (pki.good, NULL);
}

static void
test_bad_trust_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  TrivetHttpOptions missing = { .ca_file = "/nowhere/ca.pem" };
  TrivetHttpOptions no_certificate = { .ca_file = pki.key_path };
  TrivetHttpOptions bad_client = { .certificate_file = pki.key_path, .private_key_file = pki.key_path };

  g_assert_null (trivet_http_client_new (clock, &missing, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_TRUST);
  g_assert_nonnull (strstr (error->message, "/nowhere/ca.pem"));
  g_clear_error (&error);
  g_assert_null (trivet_http_client_new (clock, &no_certificate, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_TRUST);
  g_clear_error (&error);
  g_assert_null (trivet_http_client_new (clock, &bad_client, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_TRUST);
}

static void
test_client_certificate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) with = new_client (pki.ca_path, TRUE);
  g_autoptr (TrivetHttpClient) without = new_client (pki.ca_path, FALSE);
  g_autoptr (RawServer) server = raw_server_new (answer_ok, pki.good);
  g_autofree char *url = raw_server_dup_url (server, "/");
  g_autoptr (TrivetHttpReply) reply = NULL;

  raw_server_ask_certificate (server);
  reply = post (with, url, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_http_reply_get_status (reply), ==, 200);

  g_assert_null (post (without, url, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (raw_server_get_requests (server), ==, 1);
  g_clear_object (&with);
  g_clear_object (&without);
}

static void
say_nothing (RawServer *server,
             GIOStream *stream,
             guint      number)
{
  raw_server_linger (server, stream);
}

/* A server that accepts the connection and then never shakes hands. */
static void
test_no_handshake (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("a=1", 3);
  g_autoptr (TrivetHttpClient) client = new_client (pki.ca_path, FALSE);
  g_autoptr (RawServer) server = raw_server_new (say_nothing, NULL);
  g_autofree char  *plain = raw_server_dup_url (server, "/");
  g_autofree char  *url = g_strconcat ("https", strstr (plain, "://"), NULL);
  TrivetHttpRequest request = { .method = "POST", .url = url, .body = body, .limit_ms = 300 };

  g_assert_null (send_and_wait (client, &request, NULL, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
}

/* OpenSSL's server on a port of its choice; it says which on its first line. */
static GSubprocess *
start_openssl (const char *version,
               char      **ret_url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  GSubprocess     *process;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", pki.leaf_path, "-key", pki.key_path,
                              version, "-cipher", "ALL:@SECLEVEL=0", "-www", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  do {
    g_free (line);
    line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (line);
  } while (!g_str_has_prefix (line, "ACCEPT "));
  *ret_url = g_strdup_printf ("https://localhost%s/", strrchr (line, ':'));
  return process;
}

/* OpenSSL's server answers GET only. */
static void
assert_version (const char *version,
                gboolean    accepted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client (pki.ca_path, FALSE);
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) process = start_openssl (version, &url);
  TrivetHttpRequest request = { .method = "GET", .url = url, .limit_ms = LIMIT_MS };
  g_autoptr (TrivetHttpReply) reply = send_and_wait (client, &request, NULL, &error);
  g_autoptr (TrivetHttpReply) charge = NULL;

  if (accepted) {
    g_assert_no_error (error);
    g_assert_cmpuint (trivet_http_reply_get_status (reply), ==, 200);
  } else {
    g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
    g_clear_error (&error);
    charge = post (client, url, &error);
    g_assert_null (charge);
    g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_UNSENT);
  }
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

/* Twice: once with the process-wide setting, once where only the client's own check stands. */
static void
test_old_versions (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");

  if (openssl == NULL) {
    g_test_skip ("needs the openssl program");
    return;
  }
  if (g_test_subprocess ()) {
    assert_version ("-tls1_1", FALSE);
    assert_version ("-tls1_2", TRUE);
    assert_version ("-tls1_3", TRUE);
    return;
  }
  assert_version ("-tls1_1", FALSE);
  assert_version ("-tls1_2", TRUE);
  g_setenv ("TRIVET_TEST_NET_INIT", "1", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static gboolean
on_enough (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (RawServer *server)
{
  gint64   limit = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean enough = FALSE;

  while (raw_server_get_connections (server) == 0 && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, FALSE);
  /* The client's end of the handshake. */
  g_timeout_add (100, on_enough, &enough);
  while (!enough)
    g_main_context_iteration (NULL, TRUE);
}

/* Charges and queries take the connection that was opened ahead; opening ahead again is free. A
 * server that asks for a certificate is answered at once, not only when there is a request. */
static void
test_preconnect (gconstpointer data)
{
  const gboolean asks = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpClient) client = new_client (pki.ca_path, asks);
  g_autoptr (RawServer) server = raw_server_new (answer_ok, pki.good);
  g_autofree char *url = raw_server_dup_url (server, "/");

  if (asks)
    raw_server_ask_certificate (server);
  for (guint i = 1; i <= 3; i++) {
    g_autoptr (TrivetHttpReply) charge = NULL;
    g_autoptr (TrivetHttpReply) query = NULL;

    trivet_http_client_preconnect (client, url);
    settle (server);
    g_assert_cmpuint (raw_server_get_connections (server), ==, 1);
    charge = post (client, url, &error);
    g_assert_no_error (error);
    query = post (client, url, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (raw_server_get_connections (server), ==, 1);
    g_assert_cmpuint (raw_server_get_requests (server), ==, 2 * i);
  }
  g_clear_object (&client);
}

static void
test_addresses (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_net_check_url ("https://api.mch.weixin.qq.com", FALSE, NULL));
  g_assert_true (trivet_net_check_url ("https://127.0.0.1:8443/gateway.do", FALSE, NULL));
  g_assert_true (trivet_net_check_url ("http://127.0.0.1:8080", TRUE, NULL));
  g_assert_true (trivet_net_check_url ("http://[::1]:8080", TRUE, NULL));
  g_assert_true (trivet_net_check_url ("http://localhost:8080", TRUE, NULL));
  g_assert_false (trivet_net_check_url ("http://127.0.0.1:8080", FALSE, NULL));
  g_assert_false (trivet_net_check_url ("http://localhost.example.com", TRUE, NULL));
  g_assert_false (trivet_net_check_url ("http://192.168.1.1", TRUE, NULL));
  g_assert_false (trivet_net_check_url ("https://user@example.com/", FALSE, NULL));
  g_assert_false (trivet_net_check_url ("file:///etc/passwd", TRUE, NULL));
  g_assert_false (trivet_net_check_url ("openapi.alipay.com", FALSE, NULL));
  g_assert_false (trivet_net_check_url ("", FALSE, NULL));
  g_assert_false (trivet_net_check_url ("http://openapi.alipay.com", FALSE, &error));
  g_assert_error (error, TRIVET_NET_ERROR, TRIVET_NET_ERROR_ADDRESS);
  g_assert_nonnull (strstr (error->message, "http://openapi.alipay.com"));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  if (g_getenv ("TRIVET_TEST_NET_INIT") != NULL)
    trivet_net_init ();
  g_test_init (&argc, &argv, NULL);
  pki_make ();

  g_test_add_func ("/net/tls/addresses", test_addresses);
  g_test_add_func ("/net/tls/trusted", test_trusted);
  g_test_add_func ("/net/tls/refused", test_refused);
  g_test_add_func ("/net/tls/bad-trust-files", test_bad_trust_files);
  g_test_add_func ("/net/tls/client-certificate", test_client_certificate);
  g_test_add_func ("/net/tls/no-handshake", test_no_handshake);
  g_test_add_func ("/net/tls/old-versions", test_old_versions);
  g_test_add_data_func ("/net/tls/preconnect", GINT_TO_POINTER (FALSE), test_preconnect);
  g_test_add_data_func ("/net/tls/preconnect-certificate", GINT_TO_POINTER (TRUE), test_preconnect);

  result = g_test_run ();
  pki_clear ();
  return result;
}
