/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-check.h"

#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-alipay-check
 *
 * What Alipay's gateway checks before it looks at an order: public parameters, signature, Beijing
 * clock, and the documented fields of each call.
 */

#define CLOCK_TOLERANCE_US (10 * 60 * G_USEC_PER_SEC)
#define BEIJING_OFFSET_S   (8 * 3600)
#define MAX_MINOR          G_GINT64_CONSTANT (10000000000)
#define DEFAULT_LIFE_S     (3 * 3600)
#define MAX_LIFE_S         (15 * 24 * 3600)

#define STRING  TRIVET_SANDBOX_FIELD_STRING
#define OBJECT  TRIVET_SANDBOX_FIELD_OBJECT
#define OBJECTS TRIVET_SANDBOX_FIELD_OBJECTS
#define STRINGS TRIVET_SANDBOX_FIELD_STRINGS
#define ANY     TRIVET_SANDBOX_FIELD_ANY

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

static const TrivetSandboxField pay_fields[] = {
  { "out_trade_no", STRING, 64, TRUE },
  { "total_amount", STRING, 12, TRUE },
  { "subject", STRING, 256, TRUE },
  { "auth_code", STRING, 64, TRUE },
  { "scene", STRING, 32, TRUE },
  { "product_code", STRING, 64, FALSE },
  { "seller_id", STRING, 28, FALSE },
  { "body", STRING, 128, FALSE },
  { "goods_detail", OBJECTS, 0, FALSE },
  { "goods_detail.goods_id", STRING, 64, TRUE },
  { "goods_detail.goods_name", STRING, 256, TRUE },
  { "goods_detail.quantity", ANY, 0, TRUE },
  { "goods_detail.price", ANY, 0, TRUE },
  { "goods_detail.goods_category", STRING, 24, FALSE },
  { "goods_detail.categories_tree", STRING, 128, FALSE },
  { "goods_detail.show_url", STRING, 400, FALSE },
  { "extend_params", OBJECT, 0, FALSE },
  { "extend_params.sys_service_provider_id", STRING, 64, FALSE },
  { "business_params", OBJECT, 0, FALSE },
  { "business_params.mc_create_trade_ip", STRING, 64, FALSE },
  { "discountable_amount", STRING, 12, FALSE },
  { "undiscountable_amount", STRING, 12, FALSE },
  { "store_id", STRING, 32, FALSE },
  { "operator_id", STRING, 28, FALSE },
  { "terminal_id", STRING, 32, FALSE },
  { "timeout_express", STRING, 6, FALSE },
  { "time_expire", STRING, 32, FALSE },
  { "query_options", STRINGS, 0, FALSE },
  { NULL },
};

static const TrivetSandboxField key_fields[] = {
  { "out_trade_no", STRING, 64, FALSE },
  { "trade_no", STRING, 64, FALSE },
  { "query_options", STRINGS, 0, FALSE },
  { NULL },
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

static gboolean
check_table (JsonObject               *biz,
             const TrivetSandboxField *table,
             TrivetSandboxAlipayError *error)
{
  g_autofree char *path = NULL;

  switch (trivet_sandbox_fields_check (biz, table, &path)) {
  case TRIVET_SANDBOX_FIELDS_GOOD:
    return TRUE;
  case TRIVET_SANDBOX_FIELDS_MISSING:
    g_message ("Alipay: %s is missing", path);
    return fail (error, "40001", "isv.missing-parameter");
  case TRIVET_SANDBOX_FIELDS_EXTRA:
  case TRIVET_SANDBOX_FIELDS_WRONG_TYPE:
  case TRIVET_SANDBOX_FIELDS_TOO_LONG:
  case TRIVET_SANDBOX_FIELDS_EMPTY:
    g_message ("Alipay: %s is wrong", path);
    return fail (error, "40004", "ACQ.INVALID_PARAMETER");
  }

  g_assert_not_reached ();
}

static gboolean
matches (JsonObject *biz,
         const char *name,
         const char *pattern)
{
  const char *text = json_object_get_string_member_with_default (biz, name, NULL);

  return text == NULL || g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
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

/**
 * trivet_sandbox_alipay_check_pay:
 * @biz: business fields of `alipay.trade.pay`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented
 */
gboolean
trivet_sandbox_alipay_check_pay (JsonObject               *biz,
                                 TrivetSandboxAlipayError *ret_error)
{
  gint64 minor;

  if (!check_table (biz, pay_fields, ret_error))
    return FALSE;
  if (!matches (biz, "out_trade_no", "^[0-9A-Za-z_]+$") || !matches (biz, "subject", "^[^/=&]+$") || !matches (biz, "scene", "^(bar_code|security_code)$") || !matches (biz, "product_code", "^(FACE_TO_FACE_PAYMENT|OFFLINE_PAYMENT)$") || !matches (biz, "seller_id", "^2088[0-9]{12}$") || !matches (biz, "store_id", "^[\\x20-\\x7e]+$") || !matches (biz, "timeout_express", "^([1-9][0-9]{0,4}[mhd]|1c)$") || !trivet_sandbox_parse_yuan (json_object_get_string_member (biz, "total_amount"), &minor) || minor == 0)
    return fail (ret_error, "40004", "ACQ.INVALID_PARAMETER");
  if (minor > MAX_MINOR)
    return fail (ret_error, "40004", "ACQ.TOTAL_FEE_EXCEED");
  return TRUE;
}

/**
 * trivet_sandbox_alipay_check_key:
 * @biz: business fields of a query or a cancel
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether they name an order
 */
gboolean
trivet_sandbox_alipay_check_key (JsonObject               *biz,
                                 TrivetSandboxAlipayError *ret_error)
{
  if (!check_table (biz, key_fields, ret_error))
    return FALSE;
  if (!json_object_has_member (biz, "out_trade_no") && !json_object_has_member (biz, "trade_no"))
    return fail (ret_error, "40004", "ACQ.INVALID_PARAMETER");
  return TRUE;
}

/**
 * trivet_sandbox_alipay_parse_life:
 * @text: (nullable): `timeout_express`, checked
 *
 * Returns: how many seconds the guest may take
 */
guint
trivet_sandbox_alipay_parse_life (const char *text)
{
  guint64 count;
  char   *unit;

  if (text == NULL)
    return DEFAULT_LIFE_S;

  count = g_ascii_strtoull (text, &unit, 10);
  count *= *unit == 'm' ? 60 : *unit == 'h' ? 3600
                                            : 24 * 3600;
  return MIN (count, MAX_LIFE_S);
}
