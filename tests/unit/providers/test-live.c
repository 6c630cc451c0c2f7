/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a mistake in the provider file is named by group, field and file; a call goes to the backup
 * host only when it may, with the same body signed anew. Method: provider files with one thing wrong
 * each; two raw servers on loopback that refuse, break off or answer 503, and count. */

#include "trivet-alipay-provider.h"
#include "trivet-http-client.h"
#include "trivet-payment-error.h"
#include "trivet-wechatpay-provider.h"

#include "raw-server.h"

#include <string.h>

#include "vectors.h"

#include <glib/gstdio.h>

#define ORIGIN "/etc/trivet/providers.ini"

static char *secret_path;

static GKeyFile *
new_file (const char *base_url,
          const char *backup_url)
{
  GKeyFile        *file = g_key_file_new ();
  g_autofree char *app_key = key_path ("ali_app_private.pem");
  g_autofree char *alipay_key = key_path ("ali_platform_public.pem");
  g_autofree char *merchant_key = key_path ("wx_merchant_private.pem");

  g_key_file_set_string (file, "alipay", "base-url", base_url);
  g_key_file_set_string (file, "alipay", "app-id", "2021000000000001");
  g_key_file_set_string (file, "alipay", "app-private-key-file", app_key);
  g_key_file_set_string (file, "alipay", "alipay-public-key-file", alipay_key);
  g_key_file_set_string (file, "wechat", "base-url", base_url);
  if (backup_url != NULL)
    g_key_file_set_string (file, "wechat", "backup-base-url", backup_url);
  g_key_file_set_string (file, "wechat", "mchid", "1900009191");
  g_key_file_set_string (file, "wechat", "appid", "wxd678efh567hg6787");
  g_key_file_set_string (file, "wechat", "merchant-serial", "6CB151D0DBED1607FAC56719122F1EB1A0619DF8");
  g_key_file_set_string (file, "wechat", "merchant-private-key-file", merchant_key);
  g_key_file_set_string (file, "wechat", "apiv3-key-file", secret_path);
  return file;
}

static TrivetPaymentProvider *
load (GKeyFile   *file,
      const char *group,
      gboolean    training,
      GError    **error)
{
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetRandom) random = trivet_system_random_new ();

  if (g_str_equal (group, "alipay"))
    return trivet_alipay_provider_new_from_key_file (file, group, ORIGIN, training, clock, random, error);
  return trivet_wechatpay_provider_new_from_key_file (file, group, ORIGIN, training, clock, random, error);
}

static void
assert_named (const char *group,
              const char *field,
              const char *value,
              const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = new_file ("https://127.0.0.1:1/gateway.do", NULL);
  g_autoptr (TrivetPaymentProvider) provider = NULL;

  if (value != NULL)
    g_key_file_set_string (file, group, field, value);
  else
    g_key_file_remove_key (file, group, field, NULL);
  provider = load (file, group, FALSE, &error);
  g_assert_null (provider);
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_CONFIGURATION);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, group));
  g_assert_nonnull (strstr (error->message, field));
  g_assert_nonnull (strstr (error->message, ORIGIN));
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_settings (void)
{
  static const char *const alipay_fields[] = { "base-url", "app-id", "app-private-key-file", "alipay-public-key-file" };
  static const char *const wechat_fields[] = { "base-url", "mchid", "appid", "merchant-serial", "merchant-private-key-file", "apiv3-key-file" };
  g_autofree char         *own = key_path ("ali_app_public.pem");
  g_autofree char         *own_wechat = key_path ("wx_merchant_public.pem");
  g_autofree char         *certificate = key_path ("ali_app_cert.pem");

  for (guint i = 0; i < G_N_ELEMENTS (alipay_fields); i++)
    assert_named ("alipay", alipay_fields[i], NULL, "is missing");
  for (guint i = 0; i < G_N_ELEMENTS (wechat_fields); i++)
    assert_named ("wechat", wechat_fields[i], NULL, "is missing");
  assert_named ("alipay", "base-url", "http://127.0.0.1:1", "https");
  assert_named ("alipay", "app-private-key-file", "nowhere.pem", "/etc/trivet/nowhere.pem");
  assert_named ("alipay", "app-private-key-file", own, "public key");
  assert_named ("alipay", "alipay-public-key-file", own, "application's own");
  assert_named ("alipay", "alipay-public-key-file", secret_path, "not a public key");
  assert_named ("alipay", "ca-file", "/nowhere/ca.pem", "/nowhere/ca.pem");
  assert_named ("wechat", "backup-base-url", "ftp://x", "https");
  assert_named ("wechat", "merchant-serial", "123", "40");
  assert_named ("wechat", "apiv3-key-file", certificate, "32 characters");
  assert_named ("wechat", "code-payments", "v1", "v3 or v2");
  assert_named ("wechat", "public-key-id", "X", "PUB_KEY_ID_");
}

static void
test_alipay_modes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = new_file ("https://127.0.0.1:1/gateway.do", NULL);
  g_autoptr (TrivetPaymentProvider) by_key = load (file, "alipay", FALSE, &error);
  g_autoptr (TrivetPaymentProvider) by_certificate = NULL;
  g_autofree char *app = key_path ("ali_app_cert.pem");
  g_autofree char *alipay = key_path ("ali_platform_cert.pem");
  g_autofree char *root = key_path ("ali_root_bundle.pem");

  g_assert_no_error (error);
  g_assert_cmpstr (trivet_payment_provider_get_id (by_key), ==, "alipay");
  g_assert_true (trivet_payment_provider_takes_wallet (by_key, "alipay"));
  g_assert_false (trivet_payment_provider_takes_wallet (by_key, "wechat"));
  g_key_file_set_string (file, "alipay", "app-certificate-file", app);
  g_key_file_set_string (file, "alipay", "alipay-certificate-file", alipay);
  g_key_file_set_string (file, "alipay", "alipay-root-certificate-file", root);
  by_certificate = load (file, "alipay", FALSE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (by_certificate);
}

static GMutex bodies_lock;
static char  *bodies[2];
static int    n_bodies;

static void
remember (RawServer *server,
          GIOStream *stream)
{
  g_autofree char *request = raw_server_read (server, stream);

  g_mutex_lock (&bodies_lock);
  if (request != NULL && n_bodies < 2)
    bodies[n_bodies++] = g_steal_pointer (&request);
  g_mutex_unlock (&bodies_lock);
}

static void
forget (void)
{
  for (; n_bodies > 0; n_bodies--)
    g_clear_pointer (&bodies[n_bodies - 1], g_free);
}

static void
answer_503 (RawServer *server,
            GIOStream *stream,
            guint      number)
{
  remember (server, stream);
  raw_server_write (stream, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static void
answer_error (RawServer *server,
              GIOStream *stream,
              guint      number)
{
  remember (server, stream);
  raw_server_write (stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 20\r\nConnection: close\r\n\r\n{\"code\":\"NOTENOUGH\"}");
}

static void
hang_up (RawServer *server,
         GIOStream *stream,
         guint      number)
{
  remember (server, stream);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(TrivetProviderAnswer **) user_data = trivet_payment_provider_answer_finish (TRIVET_PAYMENT_PROVIDER (source), result);
}

static TrivetProviderAnswer *
charge (const char *base_url,
        const char *backup_url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = new_file (base_url, backup_url);
  g_autoptr (TrivetPaymentProvider) provider = load (file, "wechat", TRUE, &error);
  g_autoptr (TrivetSecret) code = trivet_secret_new ("130061098828009406", -1);
  TrivetChargeRequest   request = { "TRV20260101000123", { 8800, TRIVET_CURRENCY_CNY }, code, "Lunch", "1", "T1", "S1" };
  TrivetProviderAnswer *answer = NULL;
  gint64                limit = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_assert_no_error (error);
  trivet_payment_provider_charge_async (provider, &request, NULL, on_answered, &answer);
  while (answer == NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (answer);
  if (answer->detail != NULL)
    g_assert_null (strstr (answer->detail, "130061098828009406"));
  return answer;
}

static char *
closed_url (void)
{
  RawServer *server = raw_server_new (hang_up, NULL);
  char      *url = raw_server_dup_url (server, "");

  raw_server_free (server);
  return url;
}

static void
test_backup_host (void)
{
  g_autofree char *nobody = closed_url ();
  g_autoptr (RawServer) busy = raw_server_new (answer_503, NULL);
  g_autoptr (RawServer) broken = raw_server_new (hang_up, NULL);
  g_autoptr (RawServer) good = raw_server_new (answer_error, NULL);
  g_autofree char *busy_url = raw_server_dup_url (busy, "");
  g_autofree char *broken_url = raw_server_dup_url (broken, "");
  g_autofree char *good_url = raw_server_dup_url (good, "");
  g_autoptr (TrivetProviderAnswer) unsent = charge (nobody, nobody);
  g_autoptr (TrivetProviderAnswer) over = charge (nobody, good_url);
  g_autoptr (TrivetProviderAnswer) lost = NULL;
  g_autoptr (TrivetProviderAnswer) half = NULL;
  g_autoptr (TrivetProviderAnswer) second = NULL;

  g_assert_cmpint (unsent->outcome, ==, TRIVET_OUTCOME_UNSENT);
  g_assert_cmpint (over->outcome, ==, TRIVET_OUTCOME_DECLINED);
  g_assert_cmpint (over->reason, ==, TRIVET_PAYMENT_REASON_NO_MONEY);
  g_assert_cmpuint (raw_server_get_requests (good), ==, 1);

  /* Sent and not answered: nobody else may be asked to charge. */
  lost = charge (broken_url, good_url);
  g_assert_cmpint (lost->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpuint (raw_server_get_requests (broken), ==, 1);
  g_assert_cmpuint (raw_server_get_requests (good), ==, 1);

  /* The first host may have it: that the second cannot be reached does not make it unsent. */
  half = charge (busy_url, nobody);
  g_assert_cmpint (half->outcome, ==, TRIVET_OUTCOME_UNKNOWN);

  forget ();
  second = charge (busy_url, good_url);
  g_assert_cmpint (second->outcome, ==, TRIVET_OUTCOME_DECLINED);
  g_assert_cmpint (n_bodies, ==, 2);
  g_assert_cmpstr (strstr (bodies[0], "\r\n\r\n"), ==, strstr (bodies[1], "\r\n\r\n"));
  g_assert_cmpstr (strstr (bodies[0], "Authorization: "), !=, strstr (bodies[1], "Authorization: "));
  g_assert_nonnull (strstr (bodies[0], "\"amount\":{\"total\":8800,\"currency\":\"CNY\"}"));
  forget ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  int              result;

  trivet_net_init ();
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("trivet-provider-XXXXXX", NULL);
  secret_path = g_build_filename (folder, "apiv3.txt", NULL);
  g_assert_true (g_file_set_contents_full (secret_path, "GxIhV0yBzflTnVt3P3Ts4w5t0LzWlie3\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  g_test_add_func ("/providers/live/settings", test_settings);
  g_test_add_func ("/providers/live/alipay-modes", test_alipay_modes);
  g_test_add_func ("/providers/live/backup-host", test_backup_host);

  result = g_test_run ();
  g_unlink (secret_path);
  g_rmdir (folder);
  g_free (secret_path);
  return result;
}
