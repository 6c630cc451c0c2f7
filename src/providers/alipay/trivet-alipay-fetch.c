/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider-private.h"

#include "trivet-alipay-bill.h"
#include "trivet-alipay-code.h"
#include "trivet-alipay-envelope.h"
#include "trivet-json.h"

#include <string.h>

/* Fetches a bill: a signed call gives an address that lives 30 s; a plain GET of it, at once, gives
 * the file; a thread reads it. The address may be on any host: it gets neither key nor cookie nor
 * header of ours, and must be https like everything else (specs/alipay.md 12). */

#define DOWNLOAD_LIMIT_MS 60000

typedef struct {
  char   *provider_id;
  char   *date;
  GBytes *zip;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->provider_id);
  g_free (fetch->date);
  g_clear_pointer (&fetch->zip, g_bytes_unref);
  g_free (fetch);
}

static TrivetBillError
error_of_reason (TrivetAlipayEffect  effect,
                 TrivetPaymentReason reason)
{
  return effect == TRIVET_ALIPAY_EFFECT_REFUSED && reason != TRIVET_PAYMENT_REASON_SERVICE_BUSY ? TRIVET_BILL_ERROR_REFUSED : TRIVET_BILL_ERROR_UNREACHABLE;
}

/* The bill's codes come in either case and behind prefixes of many kinds: only the last part counts. */
static TrivetBillError
error_of_code (const char *code,
               const char *sub_code)
{
  static const struct {
    const char     *name;
    TrivetBillError error;
  } rows[] = {
    { "NO_BILL_DATA", TRIVET_BILL_ERROR_NO_BUSINESS },
    { "BILL_NOT_EXIST", TRIVET_BILL_ERROR_NO_BUSINESS },
    { "SYSTEM_RATE_LIMIT", TRIVET_BILL_ERROR_NOT_YET },
    { "USER_RATE_LIMIT", TRIVET_BILL_ERROR_NOT_YET },
    { "app-call-limited", TRIVET_BILL_ERROR_NOT_YET },
    { "method-call-limited", TRIVET_BILL_ERROR_NOT_YET },
    { "INVAILID_ARGUMENTS", TRIVET_BILL_ERROR_REFUSED },
    { "INVALID_ARGUMENTS", TRIVET_BILL_ERROR_REFUSED },
  };
  const char         *dot = sub_code != NULL ? strrchr (sub_code, '.') : NULL;
  const char         *last = dot != NULL ? dot + 1 : sub_code;
  TrivetAlipayEffect  effect;
  TrivetPaymentReason reason;

  for (guint i = 0; last != NULL && strcmp (code, "20000") != 0 && i < G_N_ELEMENTS (rows); i++) {
    if (g_ascii_strcasecmp (last, rows[i].name) == 0)
      return rows[i].error;
  }
  if (strcmp (code, "40005") == 0)
    return TRIVET_BILL_ERROR_NOT_YET;
  if (trivet_alipay_code_lookup (code, sub_code, &effect, &reason))
    return error_of_reason (effect, reason);
  return TRIVET_BILL_ERROR_UNREACHABLE;
}

static char *
read_failure (JsonObject *content,
              gboolean    is_signed,
              GError    **error)
{
  const char     *code = content != NULL ? trivet_json_get_text (content, "code") : NULL;
  const char     *sub_code = content != NULL ? trivet_json_get_text (content, "sub_code") : NULL;
  TrivetBillError what = code != NULL ? error_of_code (code, sub_code) : TRIVET_BILL_ERROR_UNREACHABLE;

  /* Without a signature anybody could say that there was no business on a day. Wrong settings are
   * told without one, as they must be. */
  if (!is_signed && what != TRIVET_BILL_ERROR_REFUSED)
    what = TRIVET_BILL_ERROR_UNREACHABLE;
  g_set_error (error, TRIVET_BILL_ERROR, what, "Alipay gives no bill: %s", sub_code != NULL ? sub_code : code != NULL ? code
                                                                                                                      : "no code");
  return NULL;
}

static char *
read_address (TrivetAlipayProvider  *self,
              const TrivetHttpReply *reply,
              GError               **error)
{
  const char         *method = trivet_alipay_operation_get_method (TRIVET_ALIPAY_OPERATION_BILL);
  const char         *text = NULL;
  gsize               length = 0, raw_length;
  const char         *raw = trivet_http_reply_get_text (reply, &raw_length);
  TrivetAlipayVerdict verdict = trivet_alipay_open_envelope (raw, raw_length, method, self->keys, &text, &length);
  g_autoptr (JsonObject) content = NULL;
  const char *url;

  if (verdict != TRIVET_ALIPAY_VERDICT_OK && verdict != TRIVET_ALIPAY_VERDICT_UNSIGNED) {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "The answer about the bill cannot be believed");
    return NULL;
  }
  content = trivet_json_parse_object (text, length, NULL);
  if (verdict != TRIVET_ALIPAY_VERDICT_OK || content == NULL || g_strcmp0 (trivet_json_get_text (content, "code"), "10000") != 0)
    return read_failure (content, verdict == TRIVET_ALIPAY_VERDICT_OK, error);

  url = trivet_json_get_text (content, "bill_download_url");
  if (url == NULL || *url == '\0') {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "Alipay named no address of the bill");
    return NULL;
  }
  return g_strdup (url);
}

static TrivetHttpReply *
finish_send (GObject      *source,
             GAsyncResult *result,
             GError      **error)
{
  g_autoptr (GError) local = NULL;
  TrivetHttpReply *reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &local);

  if (reply == NULL)
    g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "The bill did not come: %s", local->message);
  return reply;
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Fetch      *fetch = task_data;
  GError     *error = NULL;
  TrivetBill *bill = trivet_alipay_bill_parse (fetch->zip, fetch->provider_id, fetch->date, &error);

  if (bill != NULL)
    g_task_return_pointer (task, bill, (GDestroyNotify) trivet_bill_free);
  else
    g_task_return_error (task, error);
}

static void
on_downloaded (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHttpReply) reply = NULL;
  GError     *error = NULL;
  Fetch      *fetch = g_task_get_task_data (task);
  const char *bytes;
  gsize       length;

  reply = finish_send (source, result, &error);
  if (reply == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (trivet_http_reply_get_status (reply) != 200) {
    g_task_return_new_error (task, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_UNREACHABLE, "The bill did not come: status %u",
                             trivet_http_reply_get_status (reply));
    return;
  }
  bytes = trivet_http_reply_get_text (reply, &length);
  fetch->zip = g_bytes_new (bytes, length);
  g_debug ("Bill of %s: %" G_GSIZE_FORMAT " bytes", fetch->date, length);
  g_task_run_in_thread (task, parse_in_thread);
}

static void
on_address_replied (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TrivetHttpReply) reply = NULL;
  g_autofree char      *url = NULL;
  TrivetAlipayProvider *self = g_task_get_source_object (task);
  GError               *error = NULL;
  TrivetHttpRequest     request = { .method = "GET", .limit_ms = DOWNLOAD_LIMIT_MS, .max_bytes = TRIVET_HTTP_BILL_MAX_BYTES };

  reply = finish_send (source, result, &error);
  url = reply != NULL ? read_address (self, reply, &error) : NULL;
  if (url == NULL) {
    g_task_return_error (task, error);
    return;
  }
  request.url = url;
  trivet_http_client_send_async (self->client, &request, g_task_get_cancellable (task), on_downloaded, g_object_ref (task));
}

void
_trivet_alipay_fetch_bill_async (TrivetPaymentProvider *provider,
                                 TrivetBillKind         kind,
                                 const char            *date,
                                 GCancellable          *cancellable,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data)
{
  TrivetAlipayProvider *self = TRIVET_ALIPAY_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GError) error = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->provider_id = g_strdup (self->id);
  fetch->date = g_strdup (date);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  /* A cancelled wait ends the transfer, which answers in the bill's own words. */
  g_task_set_check_cancellable (task, FALSE);

  trivet_json_append_member (json, "bill_type", "trade");
  trivet_json_append_member (json, "bill_date", date);
  g_string_append_c (json, '}');
  if (!_trivet_alipay_post (self, TRIVET_ALIPAY_OPERATION_BILL, json->str, cancellable, on_address_replied, g_object_ref (task), &error)) {
    g_task_return_new_error (task, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED, "The call cannot be signed: %s", error->message);
    g_object_unref (task);
  }
}

TrivetBill *
_trivet_alipay_fetch_bill_finish (TrivetPaymentProvider *provider,
                                  GAsyncResult          *result,
                                  GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
