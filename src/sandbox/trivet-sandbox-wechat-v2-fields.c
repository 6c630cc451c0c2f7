/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-v2-private.h"

/**
 * SECTION:trivet-sandbox-wechat-v2-fields
 *
 * The documented fields of each of WeChat Pay's v2 calls; it takes no others.
 */

#define STRING TRIVET_SANDBOX_FIELD_STRING

typedef struct {
  const char               *path;
  const TrivetSandboxField *fields;
} Form;

typedef struct {
  const char *name;
  const char *pattern;
} Pattern;

static const TrivetSandboxField micropay_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "body", STRING, 128, TRUE },
  { "out_trade_no", STRING, 32, TRUE },
  { "total_fee", STRING, 12, TRUE },
  { "spbill_create_ip", STRING, 64, TRUE },
  { "auth_code", STRING, 128, TRUE },
  { "device_info", STRING, 32, FALSE },
  { "sign_type", STRING, 32, FALSE },
  { "detail", STRING, 6000, FALSE },
  { "attach", STRING, 127, FALSE },
  { "fee_type", STRING, 16, FALSE },
  { "goods_tag", STRING, 32, FALSE },
  { "limit_pay", STRING, 32, FALSE },
  { "time_start", STRING, 14, FALSE },
  { "time_expire", STRING, 14, FALSE },
  { "receipt", STRING, 8, FALSE },
  { "scene_info", STRING, 256, FALSE },
  { "profit_sharing", STRING, 16, FALSE },
  { NULL },
};

static const TrivetSandboxField key_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "transaction_id", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, FALSE },
  { NULL },
};

static const TrivetSandboxField unifiedorder_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "body", STRING, 128, TRUE },
  { "out_trade_no", STRING, 32, TRUE },
  { "total_fee", STRING, 12, TRUE },
  { "spbill_create_ip", STRING, 64, TRUE },
  { "notify_url", STRING, 256, TRUE },
  { "trade_type", STRING, 16, TRUE },
  { "device_info", STRING, 32, FALSE },
  { "detail", STRING, 6000, FALSE },
  { "attach", STRING, 127, FALSE },
  { "fee_type", STRING, 16, FALSE },
  { "time_start", STRING, 14, FALSE },
  { "time_expire", STRING, 14, FALSE },
  { "goods_tag", STRING, 32, FALSE },
  { "limit_pay", STRING, 32, FALSE },
  { "product_id", STRING, 32, FALSE },
  { "receipt", STRING, 8, FALSE },
  { "scene_info", STRING, 256, FALSE },
  { "profit_sharing", STRING, 16, FALSE },
  { NULL },
};

static const TrivetSandboxField closeorder_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, TRUE },
  { NULL },
};

static const TrivetSandboxField refund_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "transaction_id", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, FALSE },
  { "out_refund_no", STRING, 64, TRUE },
  { "total_fee", STRING, 12, TRUE },
  { "refund_fee", STRING, 12, TRUE },
  { "refund_fee_type", STRING, 16, FALSE },
  { "refund_desc", STRING, 80, FALSE },
  { "refund_account", STRING, 30, FALSE },
  { "notify_url", STRING, 256, FALSE },
  { NULL },
};

static const TrivetSandboxField refundquery_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mch_id", STRING, 32, TRUE },
  { "nonce_str", STRING, 32, TRUE },
  { "sign", STRING, 64, TRUE },
  { "sign_type", STRING, 32, FALSE },
  { "transaction_id", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, FALSE },
  { "out_refund_no", STRING, 64, FALSE },
  { "refund_id", STRING, 32, FALSE },
  { "offset", STRING, 8, FALSE },
  { NULL },
};

static const Form forms[] = {
  { "/pay/micropay", micropay_fields },
  { "/pay/orderquery", key_fields },
  { "/secapi/pay/reverse", key_fields },
  { "/pay/unifiedorder", unifiedorder_fields },
  { "/pay/closeorder", closeorder_fields },
  { "/secapi/pay/refund", refund_fields },
  { "/pay/refundquery", refundquery_fields },
};

static const Pattern patterns[] = {
  { "total_fee", "^[1-9][0-9]{0,11}$" },
  { "refund_fee", "^[1-9][0-9]{0,11}$" },
  { "out_refund_no", "^[0-9A-Za-z_|*@-]{1,64}$" },
  { "fee_type", "^CNY$" },
  { "refund_fee_type", "^CNY$" },
  { "trade_type", "^NATIVE$" },
  { "notify_url", "^https?://[^?#]+$" },
  { "time_start", "^[0-9]{14}$" },
  { "time_expire", "^[0-9]{14}$" },
};

static const char *
check_table (GHashTable               *values,
             const TrivetSandboxField *table)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *path = NULL;
  GHashTableIter   iter;
  gpointer         name;
  gpointer         value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (*(char *) value != '\0')
      json_object_set_string_member (object, name, value);
  }

  switch (trivet_sandbox_fields_check (object, table, &path)) {
  case TRIVET_SANDBOX_FIELDS_GOOD:
    return NULL;
  case TRIVET_SANDBOX_FIELDS_MISSING:
    g_message ("v2: %s is missing", path);
    return "LACK_PARAMS";
  case TRIVET_SANDBOX_FIELDS_EXTRA:
  case TRIVET_SANDBOX_FIELDS_WRONG_TYPE:
  case TRIVET_SANDBOX_FIELDS_TOO_LONG:
  case TRIVET_SANDBOX_FIELDS_EMPTY:
    g_message ("v2: %s is wrong", path);
    return "PARAM_ERROR";
  }

  g_assert_not_reached ();
}

static const char *
check_patterns (GHashTable *values)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    const char *value = g_hash_table_lookup (values, patterns[i].name);

    if (value != NULL && *value != '\0' && !g_regex_match_simple (patterns[i].pattern, value, G_REGEX_DOLLAR_ENDONLY, 0))
      return "PARAM_ERROR";
  }

  return NULL;
}

/* A call that makes an order gives it a number; the others may have any that they were given. */
static const char *
check_number (const char *path,
              GHashTable *values)
{
  gboolean    makes = g_str_equal (path, "/pay/micropay") || g_str_equal (path, "/pay/unifiedorder");
  const char *number = g_hash_table_lookup (values, "out_trade_no");

  if (makes)
    return g_regex_match_simple ("^[0-9A-Za-z_|*-]{6,32}$", number, G_REGEX_DOLLAR_ENDONLY, 0) ? NULL : "PARAM_ERROR";
  if (number == NULL && g_hash_table_lookup (values, "transaction_id") == NULL && g_hash_table_lookup (values, "out_refund_no") == NULL && g_hash_table_lookup (values, "refund_id") == NULL)
    return "LACK_PARAMS";
  if (g_str_equal (path, "/secapi/pay/refund") && number == NULL && g_hash_table_lookup (values, "transaction_id") == NULL)
    return "LACK_PARAMS";
  return NULL;
}

/* Returns what is wrong with the fields of a call, or NULL. */
const char *
_trivet_sandbox_v2_check_fields (const char *path,
                                 GHashTable *values)
{
  const char *problem = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    if (g_str_equal (forms[i].path, path))
      problem = check_table (values, forms[i].fields);
  }
  if (problem == NULL)
    problem = check_patterns (values);
  if (problem == NULL)
    problem = check_number (path, values);
  if (problem == NULL && g_str_equal (path, "/pay/micropay") && !trivet_sandbox_phone_is_code (TRIVET_SANDBOX_WALLET_WECHAT, g_hash_table_lookup (values, "auth_code")))
    problem = "AUTH_CODE_ERROR";
  return problem;
}
