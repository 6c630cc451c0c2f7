/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-private.h"

/**
 * SECTION:trivet-sandbox-wechat-bill
 *
 * WeChat Pay's bills, v3: where a bill is and what it hashes to, signed; then the file itself,
 * asked for with a signature, but not signed.
 */

#define VERDICT(name) [TRIVET_SANDBOX_BILL_##name]

static const TrivetSandboxWechatError bill_errors[] = {
  VERDICT (MADE) = { 0 },
  VERDICT (WAIT) = { 400, "STATEMENT_CREATING", "账单生成中" },
  VERDICT (EMPTY) = { 400, "NO_STATEMENT_EXIST", "账单文件不存在" },
  VERDICT (BAD_DATE) = { 400, "INVALID_REQUEST", "不合法的账单日期" },
};

#undef VERDICT

static const TrivetSandboxWechatError bad_query = { 400, "PARAM_ERROR", "The query is not as documented" };
static const TrivetSandboxWechatError no_file = { 404, "RESOURCE_NOT_EXISTS", "下载链接已失效" };

typedef struct {
  const char *date;
  gboolean    gzip;
  const char *type;
} Query;

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  return g_strv_contains (words, text);
}

static gboolean
read_query (GHashTable *values,
            gboolean    funds,
            Query      *query)
{
  static const char *const trade_types[] = { "ALL", "SUCCESS", "REFUND", NULL };
  static const char *const accounts[] = { "BASIC", NULL };
  const char              *tar = g_hash_table_lookup (values, "tar_type");
  const char              *type = g_hash_table_lookup (values, funds ? "account_type" : "bill_type");
  guint                    known = 1 + (tar != NULL) + (type != NULL);

  query->date = g_hash_table_lookup (values, "bill_date");
  query->gzip = tar != NULL;
  query->type = type != NULL ? type : "ALL";
  if (query->date == NULL || g_hash_table_size (values) != known || (tar != NULL && !g_str_equal (tar, "GZIP")))
    return FALSE;
  return type == NULL || is_one_of (type, funds ? accounts : trade_types);
}

static TrivetSandboxBillKind
choose_kind (const Query *query,
             gboolean     funds)
{
  if (funds)
    return TRIVET_SANDBOX_BILL_FUNDS;
  if (g_str_equal (query->type, "SUCCESS"))
    return TRIVET_SANDBOX_BILL_TRADE_PAID;
  return g_str_equal (query->type, "REFUND") ? TRIVET_SANDBOX_BILL_TRADE_REFUNDS : TRIVET_SANDBOX_BILL_TRADE;
}

/* Handles tradebill and fundflowbill. Only the basic account exists. */
TrivetSandboxReply *
_trivet_sandbox_wechat_bill (TrivetSandboxWechat        *self,
                             const TrivetSandboxRequest *request,
                             gboolean                    funds)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_auto (TrivetSandboxBillRuling) ruling = { 0 };
  g_autofree char *url = NULL;
  Query            query = { 0 };

  if (request->query == NULL || !trivet_sandbox_form_read (request->query, values) || !read_query (values, funds, &query))
    return _trivet_sandbox_wechat_refuse (&bad_query);

  trivet_sandbox_bills_make (self->bills, choose_kind (&query, funds), query.date, query.gzip, request->now_us, &ruling);
  if (ruling.verdict != TRIVET_SANDBOX_BILL_MADE)
    return _trivet_sandbox_wechat_refuse (&bill_errors[ruling.verdict]);

  url = g_strconcat (self->base_url, ruling.url, NULL);
  trivet_sandbox_json_add_text (members, "hash_type", "SHA1", FALSE);
  trivet_sandbox_json_add_text (members, "hash_value", ruling.hash, FALSE);
  trivet_sandbox_json_add_text (members, "download_url", url, FALSE);
  return _trivet_sandbox_wechat_sign_answer (self, request, _trivet_sandbox_wechat_print_members (members), TRIVET_SANDBOX_DELIVERY_PLAIN);
}

/* Handles the download. */
TrivetSandboxReply *
_trivet_sandbox_wechat_fetch_bill (TrivetSandboxWechat        *self,
                                   const TrivetSandboxRequest *request)
{
  g_autofree char *target = trivet_sandbox_request_target (request);
  guint            late_s = 0;
  g_autoptr (GBytes) bytes = trivet_sandbox_bills_fetch (self->bills, target, request->now_us, &late_s);
  TrivetSandboxReply *reply;

  if (bytes == NULL)
    return _trivet_sandbox_wechat_refuse (&no_file);

  reply = trivet_sandbox_reply_new_bytes ("text/plain", bytes);
  reply->late_s = late_s;
  return reply;
}
