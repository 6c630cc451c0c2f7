/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-alipay-check.h"

#include "trivet-sandbox-fields.h"

/**
 * SECTION:trivet-sandbox-alipay-fields
 *
 * The documented fields of each of Alipay's calls; it takes no others.
 */

#define MAX_MINOR      G_GINT64_CONSTANT (10000000000)
#define DEFAULT_LIFE_S (3 * 3600)
#define MAX_LIFE_S     (15 * 24 * 3600)

#define STRING  TRIVET_SANDBOX_FIELD_STRING
#define OBJECT  TRIVET_SANDBOX_FIELD_OBJECT
#define OBJECTS TRIVET_SANDBOX_FIELD_OBJECTS
#define STRINGS TRIVET_SANDBOX_FIELD_STRINGS
#define ANY     TRIVET_SANDBOX_FIELD_ANY

/* What describes an order, whoever scans whom (specs/alipay 7). */
/* clang-format off */
#define ORDER_FIELDS \
  { "out_trade_no", STRING, 64, TRUE }, \
  { "total_amount", STRING, 12, TRUE }, \
  { "subject", STRING, 256, TRUE }, \
  { "product_code", STRING, 64, FALSE }, \
  { "seller_id", STRING, 28, FALSE }, \
  { "body", STRING, 128, FALSE }, \
  { "goods_detail", OBJECTS, 0, FALSE }, \
  { "goods_detail.goods_id", STRING, 64, TRUE }, \
  { "goods_detail.goods_name", STRING, 256, TRUE }, \
  { "goods_detail.quantity", ANY, 0, TRUE }, \
  { "goods_detail.price", ANY, 0, TRUE }, \
  { "goods_detail.goods_category", STRING, 24, FALSE }, \
  { "goods_detail.categories_tree", STRING, 128, FALSE }, \
  { "goods_detail.show_url", STRING, 400, FALSE }, \
  { "extend_params", OBJECT, 0, FALSE }, \
  { "extend_params.sys_service_provider_id", STRING, 64, FALSE }, \
  { "business_params", OBJECT, 0, FALSE }, \
  { "business_params.mc_create_trade_ip", STRING, 64, FALSE }, \
  { "discountable_amount", STRING, 12, FALSE }, \
  { "undiscountable_amount", STRING, 12, FALSE }, \
  { "store_id", STRING, 32, FALSE }, \
  { "operator_id", STRING, 28, FALSE }, \
  { "terminal_id", STRING, 32, FALSE }, \
  { "timeout_express", STRING, 6, FALSE }, \
  { "time_expire", STRING, 32, FALSE }, \
  { "query_options", STRINGS, 0, FALSE }
/* clang-format on */

static const TrivetSandboxField pay_fields[] = {
  ORDER_FIELDS,
  { "auth_code", STRING, 64, TRUE },
  { "scene", STRING, 32, TRUE },
  { NULL },
};

static const TrivetSandboxField precreate_fields[] = {
  ORDER_FIELDS,
  { "qr_code_timeout_express", STRING, 6, FALSE },
  { NULL },
};

static const TrivetSandboxField close_fields[] = {
  { "out_trade_no", STRING, 64, FALSE },
  { "trade_no", STRING, 64, FALSE },
  { "operator_id", STRING, 28, FALSE },
  { NULL },
};

static const TrivetSandboxField refund_fields[] = {
  { "out_trade_no", STRING, 64, FALSE },
  { "trade_no", STRING, 64, FALSE },
  { "refund_amount", STRING, 12, TRUE },
  { "out_request_no", STRING, 64, FALSE },
  { "refund_reason", STRING, 256, FALSE },
  { "refund_goods_detail", OBJECTS, 0, FALSE },
  { "refund_goods_detail.goods_id", STRING, 64, TRUE },
  { "refund_goods_detail.refund_amount", STRING, 12, TRUE },
  { "query_options", STRINGS, 0, FALSE },
  { "operator_id", STRING, 32, FALSE },
  { "store_id", STRING, 32, FALSE },
  { "terminal_id", STRING, 32, FALSE },
  { NULL },
};

static const TrivetSandboxField refund_query_fields[] = {
  { "out_trade_no", STRING, 64, FALSE },
  { "trade_no", STRING, 64, FALSE },
  { "out_request_no", STRING, 64, TRUE },
  { "query_options", STRINGS, 0, FALSE },
  { NULL },
};

static const TrivetSandboxField bill_fields[] = {
  { "bill_type", STRING, 20, TRUE },
  { "bill_date", STRING, 15, TRUE },
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

/* What pay and precreate have in common. */
static gboolean
check_order (JsonObject               *biz,
             TrivetSandboxAlipayError *error)
{
  gint64 minor;

  if (!matches (biz, "out_trade_no", "^[0-9A-Za-z_]+$") || !matches (biz, "subject", "^[^/=&]+$") || !matches (biz, "seller_id", "^2088[0-9]{12}$") || !matches (biz, "store_id", "^[\\x20-\\x7e]+$") || !matches (biz, "timeout_express", "^([1-9][0-9]{0,4}[mhd]|1c)$") || !trivet_sandbox_parse_yuan (json_object_get_string_member (biz, "total_amount"), &minor) || minor == 0)
    return fail (error, "40004", "ACQ.INVALID_PARAMETER");
  if (minor > MAX_MINOR)
    return fail (error, "40004", "ACQ.TOTAL_FEE_EXCEED");
  return TRUE;
}

static gboolean
check_names_order (JsonObject               *biz,
                   TrivetSandboxAlipayError *error)
{
  if (!json_object_has_member (biz, "out_trade_no") && !json_object_has_member (biz, "trade_no"))
    return fail (error, "40004", "ACQ.INVALID_PARAMETER");
  return TRUE;
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
  if (!check_table (biz, pay_fields, ret_error))
    return FALSE;
  if (!matches (biz, "scene", "^(bar_code|security_code)$") || !matches (biz, "product_code", "^(FACE_TO_FACE_PAYMENT|OFFLINE_PAYMENT)$"))
    return fail (ret_error, "40004", "ACQ.INVALID_PARAMETER");
  return check_order (biz, ret_error);
}

/**
 * trivet_sandbox_alipay_check_precreate:
 * @biz: business fields of `alipay.trade.precreate`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented; a code lives for two hours at most
 */
gboolean
trivet_sandbox_alipay_check_precreate (JsonObject               *biz,
                                       TrivetSandboxAlipayError *ret_error)
{
  if (!check_table (biz, precreate_fields, ret_error))
    return FALSE;
  if (!matches (biz, "product_code", "^(QR_CODE_OFFLINE|FACE_TO_FACE_PAYMENT)$") || !matches (biz, "qr_code_timeout_express", "^([1-9]|[1-9][0-9]|1[01][0-9]|120)m$|^[12]h$"))
    return fail (ret_error, "40004", "ACQ.INVALID_PARAMETER");
  return check_order (biz, ret_error);
}

/**
 * trivet_sandbox_alipay_check_close:
 * @biz: business fields of `alipay.trade.close`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether they name an order
 */
gboolean
trivet_sandbox_alipay_check_close (JsonObject               *biz,
                                   TrivetSandboxAlipayError *ret_error)
{
  return check_table (biz, close_fields, ret_error) && check_names_order (biz, ret_error);
}

/**
 * trivet_sandbox_alipay_check_refund:
 * @biz: business fields of `alipay.trade.refund`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether all fields are as documented. Others are dangerous: the documentation warns
 *   that a refund with them may be done twice.
 */
gboolean
trivet_sandbox_alipay_check_refund (JsonObject               *biz,
                                    TrivetSandboxAlipayError *ret_error)
{
  gint64 minor;

  if (!check_table (biz, refund_fields, ret_error) || !check_names_order (biz, ret_error))
    return FALSE;
  if (!matches (biz, "out_request_no", "^[\\x21-\\x7e]+$") || !trivet_sandbox_parse_yuan (json_object_get_string_member (biz, "refund_amount"), &minor) || minor == 0)
    return fail (ret_error, "40004", "ACQ.INVALID_PARAMETER");
  return TRUE;
}

/**
 * trivet_sandbox_alipay_check_refund_query:
 * @biz: business fields of `alipay.trade.fastpay.refund.query`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether they name a refund
 */
gboolean
trivet_sandbox_alipay_check_refund_query (JsonObject               *biz,
                                          TrivetSandboxAlipayError *ret_error)
{
  return check_table (biz, refund_query_fields, ret_error) && check_names_order (biz, ret_error);
}

/**
 * trivet_sandbox_alipay_check_bill:
 * @biz: business fields of `alipay.data.dataservice.bill.downloadurl.query`
 * @ret_error: (out caller-allocates): what is wrong
 *
 * Returns: whether they name a bill; which day there is one for is another question
 */
gboolean
trivet_sandbox_alipay_check_bill (JsonObject               *biz,
                                  TrivetSandboxAlipayError *ret_error)
{
  return check_table (biz, bill_fields, ret_error);
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
  return check_table (biz, key_fields, ret_error) && check_names_order (biz, ret_error);
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
