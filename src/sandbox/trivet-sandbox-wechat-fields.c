/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-check.h"

#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-wechat-fields
 *
 * The documented fields of each of WeChat Pay's v3 calls; it takes no others.
 */

#define CODE_LIFE_S  G_GINT64_CONSTANT (7200)
#define MIN_EXPIRE_S 60
#define MAX_EXPIRE_S (7 * 24 * 3600)

#define STRING  TRIVET_SANDBOX_FIELD_STRING
#define INTEGER TRIVET_SANDBOX_FIELD_INTEGER
#define BOOLEAN TRIVET_SANDBOX_FIELD_BOOLEAN
#define OBJECT  TRIVET_SANDBOX_FIELD_OBJECT
#define OBJECTS TRIVET_SANDBOX_FIELD_OBJECTS

static const TrivetSandboxField codepay_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mchid", STRING, 32, TRUE },
  { "description", STRING, 127, TRUE },
  { "out_trade_no", STRING, 32, TRUE },
  { "payer", OBJECT, 0, TRUE },
  { "payer.auth_code", STRING, 32, TRUE },
  { "amount", OBJECT, 0, TRUE },
  { "amount.total", INTEGER, 0, TRUE },
  { "amount.currency", STRING, 16, FALSE },
  { "scene_info", OBJECT, 0, TRUE },
  { "scene_info.store_info", OBJECT, 0, TRUE },
  { "scene_info.store_info.id", STRING, 32, FALSE },
  { "scene_info.store_info.out_id", STRING, 32, FALSE },
  { "scene_info.device_id", STRING, 32, FALSE },
  { "scene_info.device_ip", STRING, 45, FALSE },
  { "attach", STRING, 128, FALSE },
  { "goods_tag", STRING, 32, FALSE },
  { "support_fapiao", BOOLEAN, 0, FALSE },
  { "detail", OBJECT, 0, FALSE },
  { "detail.cost_price", INTEGER, 0, FALSE },
  { "detail.invoice_id", STRING, 32, FALSE },
  { "detail.goods_detail", OBJECTS, 0, TRUE },
  { "detail.goods_detail.merchant_goods_id", STRING, 32, TRUE },
  { "detail.goods_detail.wxpay_goods_id", STRING, 32, FALSE },
  { "detail.goods_detail.goods_name", STRING, 256, FALSE },
  { "detail.goods_detail.quantity", INTEGER, 0, TRUE },
  { "detail.goods_detail.unit_price", INTEGER, 0, TRUE },
  { "settle_info", OBJECT, 0, FALSE },
  { "settle_info.profit_sharing", BOOLEAN, 0, FALSE },
  { NULL },
};

static const TrivetSandboxField reverse_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mchid", STRING, 32, TRUE },
  { NULL },
};

static const TrivetSandboxField native_fields[] = {
  { "appid", STRING, 32, TRUE },
  { "mchid", STRING, 32, TRUE },
  { "description", STRING, 127, TRUE },
  { "out_trade_no", STRING, 32, TRUE },
  { "notify_url", STRING, 255, TRUE },
  { "amount", OBJECT, 0, TRUE },
  { "amount.total", INTEGER, 0, TRUE },
  { "amount.currency", STRING, 16, FALSE },
  { "time_expire", STRING, 64, FALSE },
  { "attach", STRING, 128, FALSE },
  { "goods_tag", STRING, 32, FALSE },
  { "support_fapiao", BOOLEAN, 0, FALSE },
  { "detail", OBJECT, 0, FALSE },
  { "detail.cost_price", INTEGER, 0, FALSE },
  { "detail.invoice_id", STRING, 32, FALSE },
  { "detail.goods_detail", OBJECTS, 0, FALSE },
  { "detail.goods_detail.merchant_goods_id", STRING, 32, TRUE },
  { "detail.goods_detail.wechatpay_goods_id", STRING, 32, FALSE },
  { "detail.goods_detail.goods_name", STRING, 256, FALSE },
  { "detail.goods_detail.quantity", INTEGER, 0, TRUE },
  { "detail.goods_detail.unit_price", INTEGER, 0, TRUE },
  { "scene_info", OBJECT, 0, FALSE },
  { "scene_info.payer_client_ip", STRING, 45, TRUE },
  { "scene_info.device_id", STRING, 32, FALSE },
  { "scene_info.store_info", OBJECT, 0, FALSE },
  { "scene_info.store_info.id", STRING, 32, TRUE },
  { "scene_info.store_info.name", STRING, 256, TRUE },
  { "scene_info.store_info.area_code", STRING, 32, TRUE },
  { "scene_info.store_info.address", STRING, 512, TRUE },
  { "settle_info", OBJECT, 0, FALSE },
  { "settle_info.profit_sharing", BOOLEAN, 0, FALSE },
  { NULL },
};

static const TrivetSandboxField close_fields[] = {
  { "mchid", STRING, 32, TRUE },
  { NULL },
};

static const TrivetSandboxField refund_fields[] = {
  { "transaction_id", STRING, 32, FALSE },
  { "out_trade_no", STRING, 32, FALSE },
  { "out_refund_no", STRING, 64, TRUE },
  { "reason", STRING, 80, FALSE },
  { "notify_url", STRING, 256, FALSE },
  { "funds_account", STRING, 32, FALSE },
  { "amount", OBJECT, 0, TRUE },
  { "amount.refund", INTEGER, 0, TRUE },
  { "amount.total", INTEGER, 0, TRUE },
  { "amount.currency", STRING, 16, TRUE },
  { "amount.from", OBJECTS, 0, FALSE },
  { "amount.from.account", STRING, 32, TRUE },
  { "amount.from.amount", INTEGER, 0, TRUE },
  { "goods_detail", OBJECTS, 0, FALSE },
  { "goods_detail.merchant_goods_id", STRING, 32, TRUE },
  { "goods_detail.wechatpay_goods_id", STRING, 32, FALSE },
  { "goods_detail.goods_name", STRING, 256, FALSE },
  { "goods_detail.unit_price", INTEGER, 0, TRUE },
  { "goods_detail.refund_amount", INTEGER, 0, TRUE },
  { "goods_detail.refund_quantity", INTEGER, 0, TRUE },
  { NULL },
};

static gboolean
fail (TrivetSandboxWechatError *error,
      guint                     status,
      const char               *code,
      const char               *message,
      const char               *path)
{
  error->status = status;
  error->code = code;
  error->message = message;
  if (path != NULL) {
    g_autofree char *pointer = g_strdelimit (g_strdup (path), ".", '/');

    error->field = g_strconcat ("/", pointer, NULL);
  }
  return FALSE;
}

static gboolean
check_names (TrivetSandboxKeys        *keys,
             JsonObject               *body,
             TrivetSandboxWechatError *error)
{
  const char *mchid = trivet_sandbox_keys_get_text (keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID);
  const char *appid = trivet_sandbox_keys_get_text (keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID);

  if (!g_str_equal (json_object_get_string_member (body, "mchid"), mchid))
    return fail (error, 400, "PARAM_ERROR", "mchid is not the one that signed", "mchid");
  if (json_object_has_member (body, "appid") && !g_str_equal (json_object_get_string_member (body, "appid"), appid))
    return fail (error, 400, "APPID_MCHID_NOT_MATCH", "appid does not belong to mchid", "appid");
  return TRUE;
}

static gboolean
check_table (JsonObject               *body,
             const TrivetSandboxField *table,
             TrivetSandboxWechatError *error)
{
  g_autofree char *path = NULL;

  switch (trivet_sandbox_fields_check (body, table, &path)) {
  case TRIVET_SANDBOX_FIELDS_GOOD:
    return TRUE;
  case TRIVET_SANDBOX_FIELDS_MISSING:
    return fail (error, 400, "PARAM_ERROR", "A field is missing", path);
  case TRIVET_SANDBOX_FIELDS_EXTRA:
    return fail (error, 400, "PARAM_ERROR", "Illegal extra parameter (270924358)", path);
  case TRIVET_SANDBOX_FIELDS_WRONG_TYPE:
    return fail (error, 400, "PARAM_ERROR", "A field is of the wrong type", path);
  case TRIVET_SANDBOX_FIELDS_TOO_LONG:
    return fail (error, 400, "PARAM_ERROR", "A field is too long", path);
  case TRIVET_SANDBOX_FIELDS_EMPTY:
    return fail (error, 400, "PARAM_ERROR", "A field is empty", path);
  }

  g_assert_not_reached ();
}

/* What every call for a new order has. */
static gboolean
check_order (JsonObject               *body,
             TrivetSandboxWechatError *error)
{
  const char *currency = trivet_sandbox_fields_get_string (body, "amount.currency");

  if (json_object_get_int_member (json_object_get_object_member (body, "amount"), "total") < 1)
    return fail (error, 400, "PARAM_ERROR", "The amount is less than one fen", "amount.total");
  if (currency != NULL && !g_str_equal (currency, "CNY"))
    return fail (error, 400, "PARAM_ERROR", "The currency is not CNY", "amount.currency");
  if (!g_regex_match_simple ("^[0-9A-Za-z_|*-]{6,32}$", json_object_get_string_member (body, "out_trade_no"),
                             G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (error, 400, "PARAM_ERROR", "The number has the wrong form", "out_trade_no");
  return TRUE;
}

/**
 * trivet_sandbox_wechat_check_codepay:
 * @keys: the training shop's
 * @body: of a call to pay
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented, and no other is there
 */
gboolean
trivet_sandbox_wechat_check_codepay (TrivetSandboxKeys        *keys,
                                     JsonObject               *body,
                                     TrivetSandboxWechatError *ret_error)
{
  if (!check_table (body, codepay_fields, ret_error) || !check_names (keys, body, ret_error) || !check_order (body, ret_error))
    return FALSE;
  if (trivet_sandbox_fields_get_string (body, "scene_info.store_info.id") == NULL && trivet_sandbox_fields_get_string (body, "scene_info.store_info.out_id") == NULL)
    return fail (ret_error, 400, "PARAM_ERROR", "No shop is named", "scene_info.store_info");
  if (!trivet_sandbox_phone_is_code (TRIVET_SANDBOX_WALLET_WECHAT,
                                     trivet_sandbox_fields_get_string (body, "payer.auth_code")))
    return fail (ret_error, 400, "AUTH_CODE_ERROR", "This is no payment code", "payer.auth_code");
  return TRUE;
}

/**
 * trivet_sandbox_wechat_check_reverse:
 * @keys: the training shop's
 * @body: of a call to reverse
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented
 */
gboolean
trivet_sandbox_wechat_check_reverse (TrivetSandboxKeys        *keys,
                                     JsonObject               *body,
                                     TrivetSandboxWechatError *ret_error)
{
  return check_table (body, reverse_fields, ret_error) && check_names (keys, body, ret_error);
}

/**
 * trivet_sandbox_wechat_check_native:
 * @keys: the training shop's
 * @body: of a call for a code to show
 * @now_us: now
 * @ret_expires_us: (out): until when the code can be paid
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented; a code lives from one minute to seven days
 */
gboolean
trivet_sandbox_wechat_check_native (TrivetSandboxKeys        *keys,
                                    JsonObject               *body,
                                    gint64                    now_us,
                                    gint64                   *ret_expires_us,
                                    TrivetSandboxWechatError *ret_error)
{
  const char *expire;
  g_autoptr (GDateTime) time = NULL;
  gint64 life_s;

  if (!check_table (body, native_fields, ret_error) || !check_names (keys, body, ret_error) || !check_order (body, ret_error))
    return FALSE;
  if (!g_regex_match_simple ("^https://[^?#]+$", json_object_get_string_member (body, "notify_url"), G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (ret_error, 400, "PARAM_ERROR", "notify_url is not https, or has a query", "notify_url");

  *ret_expires_us = now_us + CODE_LIFE_S * G_USEC_PER_SEC;
  expire = json_object_get_string_member_with_default (body, "time_expire", NULL);
  if (expire == NULL)
    return TRUE;

  if (g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$", expire, G_REGEX_DOLLAR_ENDONLY, 0))
    time = g_date_time_new_from_iso8601 (expire, NULL);
  if (time == NULL)
    return fail (ret_error, 400, "PARAM_ERROR", "time_expire is not RFC 3339 with an offset", "time_expire");
  life_s = g_date_time_to_unix (time) - now_us / G_USEC_PER_SEC;
  if (life_s < MIN_EXPIRE_S || life_s > MAX_EXPIRE_S)
    return fail (ret_error, 400, "PARAM_ERROR", "time_expire is not from one minute to seven days away", "time_expire");
  *ret_expires_us = MIN (*ret_expires_us, g_date_time_to_unix (time) * G_USEC_PER_SEC);
  return TRUE;
}

/**
 * trivet_sandbox_wechat_check_close:
 * @keys: the training shop's
 * @body: of a call to close
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented
 */
gboolean
trivet_sandbox_wechat_check_close (TrivetSandboxKeys        *keys,
                                   JsonObject               *body,
                                   TrivetSandboxWechatError *ret_error)
{
  return check_table (body, close_fields, ret_error) && check_names (keys, body, ret_error);
}

/**
 * trivet_sandbox_wechat_check_refund:
 * @body: of a call for a refund
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented
 */
gboolean
trivet_sandbox_wechat_check_refund (JsonObject               *body,
                                    TrivetSandboxWechatError *ret_error)
{
  JsonObject *amount;
  gboolean    by_id;

  if (!check_table (body, refund_fields, ret_error))
    return FALSE;

  amount = json_object_get_object_member (body, "amount");
  by_id = json_object_has_member (body, "transaction_id");
  if (by_id == json_object_has_member (body, "out_trade_no"))
    return fail (ret_error, 400, "PARAM_ERROR", "One of transaction_id and out_trade_no, please", "out_trade_no");
  if (!g_regex_match_simple ("^[0-9A-Za-z_|*@-]{1,64}$", json_object_get_string_member (body, "out_refund_no"), G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (ret_error, 400, "PARAM_ERROR", "The refund's number has the wrong form", "out_refund_no");
  if (json_object_get_int_member (amount, "refund") < 1 || json_object_get_int_member (amount, "refund") > json_object_get_int_member (amount, "total"))
    return fail (ret_error, 400, "PARAM_ERROR", "The refund is nothing, or more than the order", "amount.refund");
  if (!g_str_equal (json_object_get_string_member (amount, "currency"), "CNY"))
    return fail (ret_error, 400, "PARAM_ERROR", "The currency is not CNY", "amount.currency");
  return TRUE;
}
