/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-check.h"

/**
 * SECTION:trivet-sandbox-wechat-check
 *
 * What WeChat Pay's v3 interface checks before it looks at the call itself: headers, signature,
 * clock, and a nonce that was never used.
 */

#define SCHEME            "WECHATPAY2-SHA256-RSA2048 "
#define CLOCK_TOLERANCE_S 300
#define MAX_NONCES        100000

static gboolean
fail (TrivetSandboxWechatError *error,
      guint                     status,
      const char               *code,
      const char               *message)
{
  error->status = status;
  error->code = code;
  error->message = message;
  return FALSE;
}

static gboolean
fail_signature (TrivetSandboxWechatError *error,
                const char               *message)
{
  return fail (error, 401, "SIGN_ERROR", message);
}

static gboolean
check_headers (const TrivetSandboxRequest *request,
               TrivetSandboxWechatError   *error)
{
  const char *agent = soup_message_headers_get_one (request->headers, "User-Agent");
  const char *accept = soup_message_headers_get_list (request->headers, "Accept");
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);

  if (agent == NULL || *agent == '\0')
    return fail (error, 400, "INVALID_REQUEST", "User-Agent is missing");
  if (accept == NULL || (strstr (accept, "application/json") == NULL && strstr (accept, "*/*") == NULL))
    return fail (error, 400, "INVALID_REQUEST", "Accept must take application/json");
  if (request->length > 0 && g_strcmp0 (type, "application/json") != 0)
    return fail (error, 400, "INVALID_REQUEST", "Content-Type must be application/json");
  return TRUE;
}

static GHashTable *
parse_authorization (const char *header)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = NULL;

  if (header == NULL || !g_str_has_prefix (header, SCHEME))
    return NULL;

  parts = g_strsplit (header + strlen (SCHEME), ",", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    char *equal = strchr (parts[i], '=');
    gsize length = equal != NULL ? strlen (equal) : 0;

    if (length < 4 || equal[1] != '"' || equal[length - 1] != '"')
      return NULL;
    if (!g_hash_table_insert (fields, g_strndup (parts[i], equal - parts[i]), g_strndup (equal + 2, length - 3)))
      return NULL;
  }

  return g_steal_pointer (&fields);
}

static gboolean
is_old (gpointer key,
        gpointer value,
        gpointer user_data)
{
  return GPOINTER_TO_INT (value) + CLOCK_TOLERANCE_S * 2 < *(const gint64 *) user_data;
}

/* A nonce is remembered for as long as its timestamp could be accepted. */
static gboolean
remember_nonce (GHashTable *nonces,
                const char *nonce,
                gint64      now_s)
{
  if (g_hash_table_size (nonces) >= MAX_NONCES)
    g_hash_table_foreach_remove (nonces, is_old, &now_s);

  return g_hash_table_insert (nonces, g_strdup (nonce), GINT_TO_POINTER ((int) now_s));
}

static gboolean
verify_signature (TrivetSandboxKeys          *keys,
                  const TrivetSandboxRequest *request,
                  GHashTable                 *fields)
{
  g_autofree char *target = trivet_sandbox_request_target (request);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n%s\n%s\n", request->method, target,
                          (const char *) g_hash_table_lookup (fields, "timestamp"),
                          (const char *) g_hash_table_lookup (fields, "nonce_str"));
  g_string_append_len (text, request->body, request->length);
  g_string_append_c (text, '\n');

  return trivet_sandbox_key_verify (trivet_sandbox_keys_get_key (keys, TRIVET_SANDBOX_KEY_MERCHANT), text->str,
                                    text->len, g_hash_table_lookup (fields, "signature"));
}

static gboolean
has_all_fields (GHashTable *fields)
{
  static const char *const names[] = { "mchid", "serial_no", "nonce_str", "timestamp", "signature" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (!g_hash_table_contains (fields, names[i]))
      return FALSE;
  }

  return g_hash_table_size (fields) == G_N_ELEMENTS (names);
}

/**
 * trivet_sandbox_wechat_error_clear:
 * @self: an error
 */
void
trivet_sandbox_wechat_error_clear (TrivetSandboxWechatError *self)
{
  g_clear_pointer (&self->field, g_free);
}

/**
 * trivet_sandbox_wechat_verify:
 * @keys: the training shop's
 * @request: what came
 * @nonces: those that were used; a good one is added
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether the request is genuine, fresh and new
 */
gboolean
trivet_sandbox_wechat_verify (TrivetSandboxKeys          *keys,
                              const TrivetSandboxRequest *request,
                              GHashTable                 *nonces,
                              TrivetSandboxWechatError   *ret_error)
{
  const char *mchid = trivet_sandbox_keys_get_text (keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID);
  const char *serial = trivet_sandbox_keys_get_serial (keys, TRIVET_SANDBOX_PEM_MERCHANT);
  g_autoptr (GHashTable) fields = NULL;
  gint64  now_s = request->now_us / G_USEC_PER_SEC;
  guint64 sent_s;

  if (!check_headers (request, ret_error))
    return FALSE;

  fields = parse_authorization (soup_message_headers_get_one (request->headers, "Authorization"));
  if (fields == NULL || !has_all_fields (fields))
    return fail_signature (ret_error, "Authorization is missing or malformed");
  if (!g_str_equal (g_hash_table_lookup (fields, "mchid"), mchid))
    return fail_signature (ret_error, "mchid is unknown");
  if (!g_str_equal (g_hash_table_lookup (fields, "serial_no"), serial))
    return fail_signature (ret_error, "serial_no is not that of the merchant's certificate");
  if (!g_ascii_string_to_unsigned (g_hash_table_lookup (fields, "timestamp"), 10, 0, G_MAXUINT32, &sent_s, NULL) || ABS (now_s - (gint64) sent_s) > CLOCK_TOLERANCE_S)
    return fail_signature (ret_error, "timestamp is more than five minutes off");
  if (!g_regex_match_simple ("^[0-9A-Za-z]{32}$", g_hash_table_lookup (fields, "nonce_str"), G_REGEX_DOLLAR_ENDONLY, 0))
    return fail_signature (ret_error, "nonce_str is not 32 letters and digits");
  if (!verify_signature (keys, request, fields))
    return fail_signature (ret_error, "signature is wrong");
  if (!remember_nonce (nonces, g_hash_table_lookup (fields, "nonce_str"), now_s))
    return fail_signature (ret_error, "nonce_str was used before");
  return TRUE;
}
