/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-check.h"

/**
 * SECTION:trivet-sandbox-alipay-check
 *
 * What Alipay's gateway checks before it looks at the call itself: public parameters, signature and
 * Beijing clock.
 */

#define CLOCK_TOLERANCE_US (10 * 60 * G_USEC_PER_SEC)
#define BEIJING_OFFSET_S   (8 * 3600)

typedef struct {
  const char *name;
  const char *missing;
  const char *invalid;
  const char *value;
  guint       max_chars;
} Parameter;

static const Parameter parameters[] = {
  { "app_id", "isv.missing-app-id", "isv.invalid-app-id", NULL, 32 },
  { "method", "isv.missing-method", "isv.invalid-method", NULL, 128 },
  { "format", NULL, "isv.invalid-format", "JSON", 40 },
  { "charset", "isv.missing-charset", "isv.invalid-charset", "utf-8", 10 },
  { "sign_type", "isv.missing-signature-type", "isv.invalid-signature-type", "RSA2", 10 },
  { "sign", "isv.missing-signature", "isv.invalid-signature", NULL, 344 },
  { "timestamp", "isv.missing-timestamp", "isv.invalid-timestamp", NULL, 19 },
  { "version", "isv.missing-version", "isv.invalid-version", "1.0", 3 },
  { "biz_content", "isv.missing-biz-content", "isv.invalid-biz-content", NULL, 0 },
  { "notify_url", NULL, "isv.invalid-notify-url", NULL, 256 },
  { "app_auth_token", NULL, "isv.invalid-auth-token", NULL, 40 },
  { "app_cert_sn", NULL, "isv.invalid-app-cert-sn", NULL, 32 },
  { "alipay_root_cert_sn", NULL, "isv.invalid-root-cert-sn", NULL, 0 },
};

static gboolean
fail (TrivetSandboxAlipayError *error,
      const char               *code,
      const char               *sub_code)
{
  error->code = code;
  error->sub_code = sub_code;
  return FALSE;
}

static const Parameter *
find_parameter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++) {
    if (g_str_equal (parameters[i].name, name))
      return &parameters[i];
  }

  return NULL;
}

static gboolean
check_values (GHashTable               *params,
              TrivetSandboxAlipayError *error)
{
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++) {
    if (parameters[i].missing != NULL && !g_hash_table_contains (params, parameters[i].name))
      return fail (error, "40001", parameters[i].missing);
  }

  g_hash_table_iter_init (&iter, params);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    const Parameter *row = find_parameter (name);

    if (row == NULL)
      return fail (error, "40002", "isv.invalid-parameter");
    if (*(char *) value == '\0' || (row->max_chars != 0 && g_utf8_strlen (value, -1) > row->max_chars) || (row->value != NULL && !g_str_equal (row->value, value)))
      return fail (error, "40002", row->invalid);
  }

  return TRUE;
}

/* The gateway must know the charset before it reads the body, so it looks in the URL. */
static gboolean
read_params (const TrivetSandboxRequest *request,
             GHashTable                 *params,
             TrivetSandboxAlipayError   *error)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);

  if (!g_str_equal (request->method, "POST") || g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    return fail (error, "40002", "isv.invalid-request");
  if (request->query == NULL || !trivet_sandbox_form_read (request->query, params))
    return fail (error, "40002", "isv.suspected-attack");
  if (!g_hash_table_contains (params, "charset"))
    return fail (error, "40001", "isv.missing-charset");
  if (strlen (request->body) != request->length || !trivet_sandbox_form_read (request->body, params))
    return fail (error, "40002", "isv.suspected-attack");
  return TRUE;
}

static gboolean
parse_beijing (const char *text,
               gint64     *ret_us)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (BEIJING_OFFSET_S);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = g_strdup (text);

  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", text,
                             G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;

  iso[10] = 'T';
  time = g_date_time_new_from_iso8601 (iso, beijing);
  if (time == NULL)
    return FALSE;

  *ret_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
check_signature (TrivetSandboxKeys *keys,
                 GHashTable        *params)
{
  g_autofree char *text = trivet_sandbox_alipay_signed_text (params);

  return trivet_sandbox_key_verify (trivet_sandbox_keys_get_key (keys, TRIVET_SANDBOX_KEY_ALIPAY_APP), text,
                                    strlen (text), g_hash_table_lookup (params, "sign"));
}

static gboolean
check_all (TrivetSandboxKeys          *keys,
           const TrivetSandboxRequest *request,
           GHashTable                 *params,
           TrivetSandboxAlipayError   *error)
{
  const char *app_id = trivet_sandbox_keys_get_text (keys, TRIVET_SANDBOX_TEXT_ALIPAY_APP_ID);
  gint64      sent_us;

  if (!read_params (request, params, error) || !check_values (params, error))
    return FALSE;
  if (!g_str_equal (g_hash_table_lookup (params, "app_id"), app_id))
    return fail (error, "40002", "isv.invalid-app-id");
  if (!check_signature (keys, params))
    return fail (error, "40002", "isv.invalid-signature");
  if (!parse_beijing (g_hash_table_lookup (params, "timestamp"), &sent_us) || ABS (request->now_us - sent_us) > CLOCK_TOLERANCE_US)
    return fail (error, "40002", "isv.invalid-timestamp");
  return TRUE;
}

/**
 * trivet_sandbox_alipay_signed_text:
 * @params: all parameters of a request, decoded
 *
 * Returns: (transfer full): the text that the signature covers
 */
char *
trivet_sandbox_alipay_signed_text (GHashTable *params)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (params), compare_names);
  GString *text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next) {
    const char *value = g_hash_table_lookup (params, l->data);

    if (g_str_equal (l->data, "sign") || *value == '\0')
      continue;
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", (const char *) l->data, value);
  }

  return g_string_free (text, FALSE);
}

/**
 * trivet_sandbox_alipay_verify:
 * @keys: the training shop's
 * @request: what came
 * @ret_error: (out caller-allocates): what is wrong when %NULL is returned
 *
 * Returns: (transfer full) (nullable): the decoded parameters of a request that is genuine
 */
GHashTable *
trivet_sandbox_alipay_verify (TrivetSandboxKeys          *keys,
                              const TrivetSandboxRequest *request,
                              TrivetSandboxAlipayError   *ret_error)
{
  g_autoptr (GHashTable) params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return check_all (keys, request, params, ret_error) ? g_steal_pointer (&params) : NULL;
}
