/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wechatpay-shop.h"

#include "trivet-wechatpay-provider.h"

#include <string.h>

#include "vectors.h"

#include <glib/gstdio.h>

#define PUBLIC_KEY_ID "PUB_KEY_ID_0119000091912026010100000000000001"
#define WAIT_US       (20 * G_USEC_PER_SEC)

/* @start: of the request line. */
typedef struct {
  const char *start;
  guint       status;
  GBytes     *body;
  gboolean    sign;
} Route;

static char             *folder;
static char             *apiv3_path;
static char             *v2_path;
static TrivetPrivateKey *wechat_key;

/* Set before a call and read after it; the server's threads work in between. */
static GMutex  lock;
static GArray *routes;
GPtrArray     *shop_requests;

static void
clear_route (gpointer data)
{
  g_bytes_unref (((Route *) data)->body);
}

static void
add_route (const char *start,
           guint       status,
           GBytes     *body,
           gboolean    sign)
{
  Route new_route = { start, status, g_bytes_ref (body), sign };

  g_mutex_lock (&lock);
  g_array_append_val (routes, new_route);
  g_mutex_unlock (&lock);
}

void
shop_route (const char *start,
            guint       status,
            const char *body,
            gboolean    sign)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  add_route (start, status, bytes, sign);
}

void
shop_route_file (const char *start,
                 GBytes     *file)
{
  add_route (start, 200, file, FALSE);
}

void
shop_forget (void)
{
  g_mutex_lock (&lock);
  g_array_set_size (routes, 0);
  g_ptr_array_set_size (shop_requests, 0);
  g_mutex_unlock (&lock);
}

static char *
dup_signature (GBytes *body)
{
  g_autofree char *timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *message = g_strdup_printf ("%s\nNONCE\n%.*s\n", timestamp, (int) g_bytes_get_size (body), (const char *) g_bytes_get_data (body, NULL));
  g_autofree char *signature = trivet_private_key_sign (wechat_key, message, strlen (message), NULL);

  return g_strdup_printf ("Wechatpay-Timestamp: %s\r\nWechatpay-Nonce: NONCE\r\nWechatpay-Serial: " PUBLIC_KEY_ID "\r\nWechatpay-Signature: %s\r\n",
                          timestamp, signature);
}

static void
answer (GIOStream *stream,
        guint      status,
        GBytes    *body,
        gboolean   sign)
{
  g_autofree char *signature = sign ? dup_signature (body) : g_strdup ("");
  /* 204 has no body, so it names no length either. */
  g_autofree char *length = status == 204 ? g_strdup ("") : g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", g_bytes_get_size (body));
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u X\r\n%s%sConnection: close\r\n\r\n", status, signature, length);

  raw_server_write (stream, head);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL, NULL);
}

/* The last route that fits, so that a test can change its mind. */
void
shop_serve (RawServer *server,
            GIOStream *stream,
            guint      number)
{
  char    *request = raw_server_read (server, stream);
  guint    status = 404;
  gboolean sign = FALSE;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  if (request == NULL)
    return;
  g_mutex_lock (&lock);
  g_ptr_array_add (shop_requests, request);
  for (guint i = routes->len; i > 0; i--) {
    const Route *found = &g_array_index (routes, Route, i - 1);

    if (!g_str_has_prefix (request, found->start))
      continue;
    g_bytes_unref (body);
    body = g_bytes_ref (found->body);
    status = found->status;
    sign = found->sign;
    break;
  }
  g_mutex_unlock (&lock);
  answer (stream, status, body, sign);
}

GKeyFile *
shop_new_file (RawServer  *server,
               const char *code_payments)
{
  GKeyFile        *file = g_key_file_new ();
  g_autofree char *url = raw_server_dup_url (server, "");
  g_autofree char *merchant_key = key_path ("wx_merchant_private.pem");
  g_autofree char *certificate = key_path ("wx_merchant_cert.pem");
  g_autofree char *public_key = key_path ("wx_pubkey_public.pem");

  g_key_file_set_string (file, "wechat", "base-url", url);
  g_key_file_set_string (file, "wechat", "mchid", SHOP_MCHID);
  g_key_file_set_string (file, "wechat", "appid", "wxd678efh567hg6787");
  g_key_file_set_string (file, "wechat", "code-payments", code_payments);
  g_key_file_set_string (file, "wechat", "merchant-private-key-file", merchant_key);
  if (strcmp (code_payments, "v2") == 0) {
    g_key_file_set_string (file, "wechat", "v2-key-file", v2_path);
    g_key_file_set_string (file, "wechat", "client-certificate-file", certificate);
    return file;
  }
  g_key_file_set_string (file, "wechat", "merchant-serial", "6CB151D0DBED1607FAC56719122F1EB1A0619DF8");
  g_key_file_set_string (file, "wechat", "apiv3-key-file", apiv3_path);
  g_key_file_set_string (file, "wechat", "public-key-id", PUBLIC_KEY_ID);
  g_key_file_set_string (file, "wechat", "public-key-file", public_key);
  return file;
}

TrivetPaymentProvider *
shop_load (GKeyFile *file,
           GError  **error)
{
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();

  return trivet_wechatpay_provider_new_from_key_file (file, "wechat", "/etc/trivet/providers.ini", TRUE, clock, random, error);
}

TrivetPaymentProvider *
shop_new_provider (RawServer  *server,
                   const char *code_payments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = shop_new_file (server, code_payments);
  TrivetPaymentProvider *provider = shop_load (file, &error);

  g_assert_no_error (error);
  return provider;
}

void
shop_on_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
shop_wait_for (GAsyncResult **result)
{
  gint64 limit = g_get_monotonic_time () + WAIT_US;

  while (*result == NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);
}

static char *
dup_header_field (const char *request,
                  const char *name)
{
  g_autofree char *start = g_strdup_printf ("%s=\"", name);
  const char      *value = strstr (request, start);

  g_assert_nonnull (value);
  value += strlen (start);
  return g_strndup (value, strcspn (value, "\""));
}

/* Checks the signature over method, path and body of the request as they came. */
void
shop_assert_signed (const char *request,
                    const char *line)
{
  g_autoptr (TrivetPublicKey) key = load_public ("wx_merchant_public.pem");
  g_autofree char *timestamp = dup_header_field (request, "timestamp");
  g_autofree char *nonce = dup_header_field (request, "nonce_str");
  g_autofree char *signature = dup_header_field (request, "signature");
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_autofree char *message = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n", words[0], words[1], timestamp, nonce, strstr (request, "\r\n\r\n") + 4);
  g_autofree char *whole = g_strconcat (line, " HTTP/1.1\r\n", NULL);

  g_assert_true (g_str_has_prefix (request, whole));
  g_assert_true (trivet_public_key_verify (key, message, strlen (message), signature));
}

void
shop_assert_has (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

const char *
shop_get_apiv3_path (void)
{
  return apiv3_path;
}

static char *
write_secret (const char *name,
              const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

void
shop_set_up (void)
{
  folder = g_dir_make_tmp ("trivet-wechatpay-XXXXXX", NULL);
  apiv3_path = write_secret ("apiv3.txt", "GxIhV0yBzflTnVt3P3Ts4w5t0LzWlie3\n");
  v2_path = write_secret ("v2.txt", SHOP_V2_KEY "\n");
  wechat_key = load_private ("wx_pubkey_private.pem");
  routes = g_array_new (FALSE, FALSE, sizeof (Route));
  g_array_set_clear_func (routes, clear_route);
  shop_requests = g_ptr_array_new_with_free_func (g_free);
}

void
shop_tear_down (void)
{
  g_ptr_array_unref (shop_requests);
  g_array_unref (routes);
  trivet_private_key_unref (wechat_key);
  g_unlink (apiv3_path);
  g_unlink (v2_path);
  g_rmdir (folder);
  g_free (apiv3_path);
  g_free (v2_path);
  g_free (folder);
}
