/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-provider-private.h"

#include "trivet-alipay-sign.h"
#include "trivet-json.h"
#include "trivet-provider-answers.h"

#include <string.h>

/* One call of the gateway: parameters, signature, sending, and what the answer proves. */

#define PAY_LIMIT_MS      30000
#define OTHER_LIMIT_MS    15000
#define SUBJECT_MAX_CHARS 256
#define BEIJING_OFFSET_S  (8 * 3600)

/* One question on its way; owns what the question points to. */
typedef struct {
  TrivetAlipayQuestion question;
  char                *merchant_order_id;
  char                *merchant_refund_id;
} Call;

static void
call_free (Call *call)
{
  g_free (call->merchant_order_id);
  g_free (call->merchant_refund_id);
  g_free (call);
}

static void
free_wiped (gpointer data)
{
  char *text = data;

  trivet_secret_wipe (text, strlen (text));
  g_free (text);
}

gboolean
_trivet_alipay_takes_amount (TrivetMoney amount)
{
  return amount.currency == TRIVET_CURRENCY_CNY && amount.minor > 0 && amount.minor <= TRIVET_ALIPAY_MAX_FEN;
}

/* Words for the guest's statement: must not hold / = &, and 256 characters at most. Commas and
 * quotes would come back in the bill, whose fields are separated by commas. */
void
_trivet_alipay_append_subject (GString    *json,
                               const char *name,
                               const char *text,
                               const char *otherwise)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *clean = g_strdelimit (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), SUBJECT_MAX_CHARS)), "/=&,\"\r\n\t", ' ');

  g_strstrip (clean);
  if (*clean != '\0' || otherwise != NULL)
    trivet_json_append_member (json, name, *clean != '\0' ? clean : otherwise);
}

/* Optional identifiers are left out rather than sent in a form that the gateway may refuse. */
static void
append_identifier (GString    *json,
                   const char *name,
                   const char *value,
                   gsize       max_length)
{
  if (value == NULL || *value == '\0' || strlen (value) > max_length)
    return;
  for (const char *c = value; *c != '\0'; c++) {
    if (!g_ascii_isalnum (*c) && *c != '_' && *c != '-')
      return;
  }
  trivet_json_append_member (json, name, value);
}

void
_trivet_alipay_append_place (GString    *json,
                             const char *store_id,
                             const char *terminal_id,
                             const char *operator_id)
{
  append_identifier (json, "store_id", store_id, 32);
  append_identifier (json, "terminal_id", terminal_id, 32);
  append_identifier (json, "operator_id", operator_id, 28);
}

gint64
_trivet_alipay_get_now_s (TrivetAlipayProvider *self)
{
  return trivet_clock_get_wall_us (self->clock) / G_USEC_PER_SEC;
}

/* The gateway wants Beijing time, whatever the zone of this machine. */
static char *
dup_timestamp (TrivetAlipayProvider *self)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (_trivet_alipay_get_now_s (self) + BEIJING_OFFSET_S);

  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

static GHashTable *
new_parameters (TrivetAlipayProvider *self,
                const char           *method,
                const char           *content)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_wiped);

  g_hash_table_insert (parameters, g_strdup ("app_id"), g_strdup (self->app_id));
  g_hash_table_insert (parameters, g_strdup ("method"), g_strdup (method));
  g_hash_table_insert (parameters, g_strdup ("format"), g_strdup ("JSON"));
  g_hash_table_insert (parameters, g_strdup ("charset"), g_strdup ("utf-8"));
  g_hash_table_insert (parameters, g_strdup ("sign_type"), g_strdup ("RSA2"));
  g_hash_table_insert (parameters, g_strdup ("version"), g_strdup ("1.0"));
  g_hash_table_insert (parameters, g_strdup ("timestamp"), dup_timestamp (self));
  g_hash_table_insert (parameters, g_strdup ("biz_content"), g_strdup (content));
  if (self->app_cert_sn != NULL) {
    g_hash_table_insert (parameters, g_strdup ("app_cert_sn"), g_strdup (self->app_cert_sn));
    g_hash_table_insert (parameters, g_strdup ("alipay_root_cert_sn"), g_strdup (self->root_cert_sn));
  }
  return parameters;
}

/* Public parameters travel in the address, the business content in the body. %FALSE: nothing was
 * sent, and @callback will not be called. */
gboolean
_trivet_alipay_post (TrivetAlipayProvider *self,
                     TrivetAlipayOperation operation,
                     const char           *content,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data,
                     GError              **error)
{
  g_autoptr (GHashTable) parameters = new_parameters (self, trivet_alipay_operation_get_method (operation), content);
  g_autofree char *query = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GBytes) body = NULL;
  GString          *form = g_string_sized_new (4096);
  TrivetHttpRequest request = { .method = "POST", .content_type = "application/x-www-form-urlencoded; charset=utf-8" };

  g_string_append (form, "biz_content=");
  g_string_append_uri_escaped (form, content, NULL, FALSE);
  body = trivet_provider_bytes_take_secret (form);
  if (!trivet_alipay_sign_parameters (parameters, self->app_key, error))
    return FALSE;

  g_hash_table_remove (parameters, "biz_content");
  query = trivet_alipay_encode_form (parameters);
  url = g_strdup_printf ("%s?%s", self->url, query);
  request.url = url;
  request.body = body;
  request.limit_ms = operation == TRIVET_ALIPAY_OPERATION_PAY ? PAY_LIMIT_MS : OTHER_LIMIT_MS;
  trivet_http_client_send_async (self->client, &request, cancellable, callback, user_data);
  return TRUE;
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetHttpReply) reply = NULL;
  TrivetAlipayProvider *self = g_task_get_source_object (task);
  Call                 *call = g_task_get_task_data (task);
  TrivetProviderAnswer *answer;

  reply = trivet_http_client_send_finish (TRIVET_HTTP_CLIENT (source), result, &error);
  if (reply == NULL) {
    answer = trivet_provider_answer_new_from_error (error);
  } else {
    call->question.now_s = _trivet_alipay_get_now_s (self);
    answer = trivet_alipay_read_answer (&call->question, self->keys, reply);
  }
  g_debug ("%s: %s, code %s", trivet_alipay_operation_get_method (call->question.operation),
           trivet_outcome_get_name (answer->outcome), answer->raw_code != NULL ? answer->raw_code : "none");
  trivet_provider_task_return (task, answer);
}

/* Asks @question (copied) with the business content @content, and answers by what is proven. */
void
_trivet_alipay_ask (TrivetAlipayProvider       *self,
                    const TrivetAlipayQuestion *question,
                    const char                 *content,
                    GCancellable               *cancellable,
                    GAsyncReadyCallback         callback,
                    gpointer                    user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = trivet_provider_task_new (TRIVET_PAYMENT_PROVIDER (self), cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->merchant_order_id = g_strdup (question->merchant_order_id);
  call->merchant_refund_id = g_strdup (question->merchant_refund_id);
  call->question = *question;
  call->question.merchant_order_id = call->merchant_order_id;
  call->question.merchant_refund_id = call->merchant_refund_id;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  if (!_trivet_alipay_post (self, question->operation, content, cancellable, on_replied, g_object_ref (task), &error)) {
    trivet_provider_task_return_unsent (task, TRIVET_PAYMENT_REASON_BAD_CREDENTIALS, error->message);
    g_object_unref (task);
  }
}

/* The calls that need nothing but the number: query, cancel, close. */
void
_trivet_alipay_ask_by_key (TrivetAlipayProvider   *self,
                           TrivetAlipayOperation   operation,
                           const TrivetPaymentKey *key,
                           GCancellable           *cancellable,
                           GAsyncReadyCallback     callback,
                           gpointer                user_data)
{
  TrivetAlipayQuestion question = { .operation = operation, .merchant_order_id = key->merchant_order_id, .amount_minor = key->amount.minor };
  g_autoptr (GString) json = g_string_new ("{");

  trivet_json_append_member (json, "out_trade_no", key->merchant_order_id);
  g_string_append_c (json, '}');
  _trivet_alipay_ask (self, &question, json->str, cancellable, callback, user_data);
}

/* Answers without sending: what is asked is not what Alipay takes. */
void
_trivet_alipay_refuse (TrivetAlipayProvider *self,
                       const char           *detail,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr (GTask) task = trivet_provider_task_new (TRIVET_PAYMENT_PROVIDER (self), cancellable, callback, user_data);

  trivet_provider_task_return_unsent (task, TRIVET_PAYMENT_REASON_OUR_DATA, detail);
}
