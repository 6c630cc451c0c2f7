/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-answer-private.h"
#include "trivet-wechatpay-bill.h"
#include "trivet-wechatpay-code.h"
#include "trivet-wechatpay-provider-private.h"

#include "trivet-json.h"
#include "trivet-provider-answers.h"

#include <string.h>

/* A bill comes in two steps: a signed answer with an address and a hash, then the file. Both go out
 * with our signature, so the second goes to a host of the settings and nowhere else. */

#define DOWNLOAD_LIMIT_MS 120000
#define SHA1_HEX_LENGTH   40

/* @address, @download: the two exchanges. @sha1_hex: of the file. */
typedef struct {
  TrivetBillKind       kind;
  char                *provider_id;
  char                *mchid;
  char                *date;
  char                *sha1_hex;
  GBytes              *file;
  TrivetWechatpayCall *address;
  TrivetWechatpayCall *download;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->provider_id);
  g_free (fetch->mchid);
  g_free (fetch->date);
  g_free (fetch->sha1_hex);
  g_clear_pointer (&fetch->file, g_bytes_unref);
  _trivet_wechatpay_call_free (fetch->address);
  _trivet_wechatpay_call_free (fetch->download);
  g_free (fetch);
}

static TrivetWechatpayCall *
call_new (TrivetWechatpayProvider *self,
          char                    *path)
{
  TrivetWechatpayCall *call = g_new0 (TrivetWechatpayCall, 1);

  call->method = "GET";
  call->path = path;
  call->host = self->host;
  call->limit_ms = TRIVET_WECHATPAY_OTHER_LIMIT_MS;
  call->repeatable = TRUE;
  return call;
}

/* What an error without a signature says about a bill. */
static TrivetBillError
judge_code (const char *code)
{
  TrivetWechatpayEffect effect;
  TrivetPaymentReason   reason;

  if (trivet_wechatpay_code_equal ("NOSTATEMENTEXIST", code))
    return TRIVET_BILL_ERROR_NO_BUSINESS;
  if (trivet_wechatpay_code_equal ("STATEMENTCREATING", code))
    return TRIVET_BILL_ERROR_NOT_YET;
  if (trivet_wechatpay_code_lookup (code, &effect, &reason) && effect == TRIVET_WECHATPAY_EFFECT_REFUSED)
    return TRIVET_BILL_ERROR_REFUSED;
  return TRIVET_BILL_ERROR_UNREACHABLE;
}

static GError *
new_http_error (TrivetWechatpayProvider *self,
                const TrivetHttpReply   *reply)
{
  g_autofree char *code = _trivet_wechatpay_dup_code (reply);
  gint64           skew_s = 0;

  if (code == NULL)
    return g_error_new (TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "WeChat Pay answered with status %u", trivet_http_reply_get_status (reply));
  if (trivet_wechatpay_code_equal ("SIGNERROR", code) && trivet_http_reply_get_skew_s (reply, _trivet_wechatpay_get_now_s (self), &skew_s) &&
      ABS (skew_s) >= TRIVET_CLOCK_SKEW_MAX_S) {
    g_autofree char *text = trivet_provider_dup_skew_text (skew_s);

    return g_error_new_literal (TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED, text);
  }
  return g_error_new (TRIVET_BILL_ERROR, judge_code (code), "WeChat Pay answered %s", code);
}

/* (nullable): an error unless the answer is a success that WeChat Pay signed. */
static GError *
check_answer (TrivetWechatpayProvider   *self,
              const TrivetWechatpayCall *call)
{
  switch (call->verdict) {
  case TRIVET_WECHATPAY_VERDICT_OK:
    return NULL;
  case TRIVET_WECHATPAY_VERDICT_HTTP_ERROR:
    return new_http_error (self, call->reply);
  case TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL:
    return g_error_new_literal (TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED, "The answer is signed with a WeChat Pay key that is not set up");
  case TRIVET_WECHATPAY_VERDICT_MISSING_HEADER:
  case TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW:
  case TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE:
    break;
  }
  return g_error_new_literal (TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "The answer is not signed by WeChat Pay, or not now");
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = trivet_wechatpay_bill_open (fetch->file, fetch->sha1_hex, &error);
  g_autoptr (TrivetBill) bill = trivet_bill_new (fetch->kind, fetch->provider_id, fetch->date, TRIVET_CURRENCY_CNY);

  if (text == NULL ||
      !trivet_wechatpay_bill_parse (bill, fetch->mchid, g_bytes_get_data (text, NULL), g_bytes_get_size (text), &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_free (bill->sha256);
  bill->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, fetch->file);
  g_debug ("A bill of %" G_GSIZE_FORMAT " bytes, %u entries", g_bytes_get_size (fetch->file), bill->entries->len);
  g_task_return_pointer (task, g_steal_pointer (&bill), (GDestroyNotify) trivet_bill_free);
}

static void
return_unreachable (GTask        *task,
                    const GError *error)
{
  g_task_return_new_error (task, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "The bill could not be fetched: %s", error->message);
}

static void
on_download_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Fetch      *fetch = g_task_get_task_data (task);
  const char *text;
  gsize       length;

  if (!_trivet_wechatpay_exchange_finish (self, result, &error)) {
    return_unreachable (task, error);
    return;
  }
  if (trivet_http_reply_get_status (fetch->download->reply) != 200) {
    g_task_return_error (task, new_http_error (self, fetch->download->reply));
    return;
  }
  text = trivet_http_reply_get_text (fetch->download->reply, &length);
  fetch->file = g_bytes_new (text, length);
  /* A busy month of unpacking and adding up is too long for the main loop. */
  g_task_run_in_thread (task, parse_in_thread);
}

static gboolean
is_same_host (const char *base_url,
              GUri       *uri)
{
  g_autoptr (GUri) base = base_url != NULL ? g_uri_parse (base_url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL) : NULL;

  return base != NULL && strcmp (g_uri_get_scheme (base), g_uri_get_scheme (uri)) == 0 &&
         g_uri_get_port (base) == g_uri_get_port (uri) && g_uri_get_userinfo (uri) == NULL &&
         g_ascii_strcasecmp (g_uri_get_host (base), g_uri_get_host (uri)) == 0;
}

/* The index of the host of the settings that @url names, or -1. @ret_path: path and query as they
 * stand there, because that is what is signed. */
static int
find_host (TrivetWechatpayProvider *self,
           const char              *url,
           char                   **ret_path)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *authority = strstr (url, "://");
  const char *path = authority != NULL ? strchr (authority + 3, '/') : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || path == NULL || *g_uri_get_path (uri) != '/' || g_uri_get_fragment (uri) != NULL)
    return -1;
  for (const char *c = path; *c != '\0'; c++) {
    if (!g_ascii_isgraph (*c))
      return -1;
  }
  for (int i = 0; i < 2; i++) {
    if (!is_same_host (self->hosts[i], uri))
      continue;
    *ret_path = g_strdup (path);
    return i;
  }
  return -1;
}

/* The signed answer that tells where the file is and what its hash must be. */
static gboolean
take_address (TrivetWechatpayProvider *self,
              Fetch                   *fetch,
              GError                 **error)
{
  gsize       length;
  const char *text = trivet_http_reply_get_text (fetch->address->reply, &length);
  g_autoptr (JsonObject) object = trivet_json_parse_object (text, length, NULL);
  const char      *hash_type = object != NULL ? trivet_json_get_text (object, "hash_type") : NULL;
  const char      *hash = object != NULL ? trivet_json_get_text (object, "hash_value") : NULL;
  const char      *url = object != NULL ? trivet_json_get_text (object, "download_url") : NULL;
  g_autofree char *path = NULL;
  int              host;

  if (hash == NULL || url == NULL || strlen (hash) != SHA1_HEX_LENGTH || g_strcmp0 (hash_type, "SHA1") != 0) {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "The answer lacks hash_type SHA1, hash_value or download_url");
    return FALSE;
  }
  host = find_host (self, url, &path);
  if (host < 0) {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED,
                         "The bill is offered on a host that is neither base-url nor backup-base-url; our signature is not sent there");
    return FALSE;
  }
  fetch->sha1_hex = g_strdup (hash);
  fetch->download = call_new (self, g_steal_pointer (&path));
  fetch->download->host = (guint) host;
  fetch->download->limit_ms = DOWNLOAD_LIMIT_MS;
  fetch->download->max_bytes = TRIVET_HTTP_BILL_MAX_BYTES;
  fetch->download->unsigned_answer = TRUE;
  return TRUE;
}

static void
on_address_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Fetch *fetch = g_task_get_task_data (task);

  if (!_trivet_wechatpay_exchange_finish (self, result, &error)) {
    return_unreachable (task, error);
    return;
  }
  error = check_answer (self, fetch->address);
  if (error != NULL || !take_address (self, fetch, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  _trivet_wechatpay_exchange_async (self, fetch->download, g_task_get_cancellable (task), on_download_ready, g_object_ref (task));
}

static void
trivet_wechatpay_provider_fetch_bill_async (TrivetPaymentProvider *provider,
                                            TrivetBillKind         kind,
                                            const char            *date,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data)
{
  TrivetWechatpayProvider *self = TRIVET_WECHATPAY_PROVIDER (provider);
  g_autoptr (GTask) task = trivet_provider_task_new (provider, cancellable, callback, user_data);
  Fetch      *fetch = g_new0 (Fetch, 1);
  const char *format = kind == TRIVET_BILL_TRADE ? "/v3/bill/tradebill?bill_date=%s&bill_type=ALL&tar_type=GZIP"
                                                 : "/v3/bill/fundflowbill?bill_date=%s&account_type=BASIC&tar_type=GZIP";

  fetch->kind = kind;
  fetch->provider_id = g_strdup (self->id);
  fetch->mchid = g_strdup (self->mchid);
  fetch->date = g_strdup (date);
  fetch->address = call_new (self, g_strdup_printf (format, date));
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  _trivet_wechatpay_exchange_async (self, fetch->address, cancellable, on_address_ready, g_object_ref (task));
}

static TrivetBill *
trivet_wechatpay_provider_fetch_bill_finish (TrivetPaymentProvider *provider,
                                             GAsyncResult          *result,
                                             GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
_trivet_wechatpay_bills_init (TrivetPaymentProviderInterface *iface)
{
  iface->fetch_bill_async = trivet_wechatpay_provider_fetch_bill_async;
  iface->fetch_bill_finish = trivet_wechatpay_provider_fetch_bill_finish;
}
