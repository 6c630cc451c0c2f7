/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-code.h"

#include <string.h>

/* Alipay's result codes (Open Platform, gateway protocol: public codes, and the sub codes of
 * trade.pay, precreate, query, cancel, close and refund). A name that ends with * is a family. */

typedef struct {
  const char         *name;
  TrivetAlipayEffect  effect;
  TrivetPaymentReason reason;
} CodeRow;

#define E(name) TRIVET_ALIPAY_EFFECT_##name
#define R(name) TRIVET_PAYMENT_REASON_##name

/* clang-format off */
static const CodeRow sub_codes[] = {
  { "SYSTEM_ERROR",                           E (REPEAT),     R (SERVICE_BUSY) },
  { "PAYMENT_AUTH_CODE_INVALID",              E (REFUSED),    R (CODE_EXPIRED) },
  { "PULL_MOBILE_CASHIER_FAIL",               E (REFUSED),    R (CODE_EXPIRED) },
  { "PAYMENT_FAIL",                           E (REFUSED),    R (CODE_EXPIRED) },
  { "BUYER_BALANCE_NOT_ENOUGH",               E (REFUSED),    R (NO_MONEY) },
  { "BUYER_BANKCARD_BALANCE_NOT_ENOUGH",      E (REFUSED),    R (NO_MONEY) },
  { "ERROR_BALANCE_PAYMENT_DISABLE",          E (REFUSED),    R (CARD_NOT_TAKEN) },
  { "NO_PAYMENT_INSTRUMENTS_AVAILABLE",       E (REFUSED),    R (CARD_NOT_TAKEN) },
  { "BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR",   E (REFUSED),    R (LIMIT) },
  { "BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR", E (REFUSED),    R (LIMIT) },
  { "PAYMENT_REQUEST_HAS_RISK",               E (REFUSED),    R (WALLET_REFUSED) },
  { "USER_FACE_PAYMENT_SWITCH_OFF",           E (REFUSED),    R (WALLET_REFUSED) },
  { "MOBILE_PAYMENT_SWITCH_OFF",              E (REFUSED),    R (WALLET_REFUSED) },
  { "BUYER_ENABLE_STATUS_FORBID",             E (REFUSED),    R (WALLET_REFUSED) },
  { "ERROR_BUYER_CERTIFY_LEVEL_LIMIT",        E (REFUSED),    R (WALLET_REFUSED) },
  { "BUYER_SELLER_EQUAL",                     E (REFUSED),    R (WALLET_REFUSED) },
  { "TRADE_HAS_SUCCESS",                      E (UNKNOWN),    R (ALREADY_PAID) },
  { "TRADE_HAS_CLOSE",                        E (DEAD),       R (CLOSED) },
  { "CONTEXT_INCONSISTENT",                   E (UNKNOWN),    R (NUMBER_REUSED) },
  { "TRADE_BUYER_NOT_MATCH",                  E (REFUSED),    R (OTHER_PAYER) },
  { "TOTAL_FEE_EXCEED",                       E (REFUSED),    R (MERCHANT_LIMIT) },
  { "BEYOND_PAY_RESTRICTION",                 E (REFUSED),    R (MERCHANT_LIMIT) },
  { "BEYOND_PER_RECEIPT_*",                   E (REFUSED),    R (MERCHANT_LIMIT) },
  { "MERCHANT_PERM_RECEIPT_*",                E (REFUSED),    R (MERCHANT_LIMIT) },
  { "PRODUCT_AMOUNT_LIMIT_ERROR",             E (REFUSED),    R (MERCHANT_LIMIT) },
  { "INVALID_PARAMETER",                      E (REFUSED),    R (OUR_DATA) },
  { "EXIST_FORBIDDEN_WORD",                   E (REFUSED),    R (OUR_DATA) },
  { "INVALID_STORE_ID",                       E (REFUSED),    R (OUR_DATA) },
  { "RISK_MERCHANT_IP_NOT_EXIST",             E (REFUSED),    R (OUR_DATA) },
  { "ACCESS_FORBIDDEN",                       E (REFUSED),    R (NOT_CONTRACTED) },
  { "PARTNER_ERROR",                          E (REFUSED),    R (NOT_CONTRACTED) },
  { "SELLER_BEEN_BLOCKED",                    E (REFUSED),    R (NOT_CONTRACTED) },
  { "MERCHANT_AGREEMENT_*",                   E (REFUSED),    R (NOT_CONTRACTED) },
  { "MERCHANT_STATUS_NOT_NORMAL",             E (REFUSED),    R (NOT_CONTRACTED) },
  { "SMILE_PAY_MERCHANT_NOT_MATCH",           E (REFUSED),    R (NOT_CONTRACTED) },
  { "APPLY_PC_MERCHANT_CODE_ERROR",           E (UNKNOWN),    R (SERVICE_BUSY) },
  { "TRADE_NOT_EXIST",                        E (MISSING),    R (NOT_EXISTING) },
  { "TRADE_STATUS_ERROR",                     E (UNKNOWN),    R (ALREADY_PAID) },
  { "REASON_TRADE_STATUS_INVALID",            E (UNKNOWN),    R (ALREADY_PAID) },
  { "REASON_ILLEGAL_STATUS",                  E (UNKNOWN),    R (ALREADY_PAID) },
  { "TRADE_CANCEL_TIME_OUT",                  E (UNKNOWN),    R (NEEDS_MANAGER) },
  { "TRADE_HAS_FINISHED",                     E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "CANCEL_NOT_ALLOWED",                     E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "SELLER_BALANCE_NOT_ENOUGH",              E (NO_BALANCE), R (SHOP_BALANCE) },
  { "REASON_TRADE_BEEN_FREEZEN",              E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "DISCORDANT_REPEAT_REQUEST",              E (UNKNOWN),    R (NUMBER_REUSED) },
  { "REASON_TRADE_REFUND_FEE_ERR",            E (NO_REFUND),  R (OUR_DATA) },
  { "REFUND_AMT_NOT_EQUAL_TOTAL",             E (NO_REFUND),  R (OUR_DATA) },
  { "NOT_ALLOW_PARTIAL_REFUND",               E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "TRADE_NOT_ALLOW_REFUND",                 E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "REFUND_FEE_ERROR",                       E (NO_REFUND),  R (OUR_DATA) },
  { "ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND",  E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "USER_NOT_MATCH_ERR",                     E (NO_REFUND),  R (OUR_DATA) },
  { "BUYER_NOT_EXIST",                        E (NO_REFUND),  R (NEEDS_MANAGER) },
  { "BUYER_ERROR",                            E (NO_REFUND),  R (NEEDS_MANAGER) },
  /* Public codes of the gateway; their names are in lower case. */
  { "unknow-error",                           E (REPEAT),     R (SERVICE_BUSY) },
  { "invalid-timestamp",                      E (REFUSED),    R (CLOCK_WRONG) },
  { "invalid-signature",                      E (REFUSED),    R (BAD_CREDENTIALS) },
  { "invalid-app-id",                         E (REFUSED),    R (BAD_CREDENTIALS) },
  { "invalid-encrypt",                        E (REFUSED),    R (BAD_CREDENTIALS) },
  { "suspected-attack",                       E (REFUSED),    R (OUR_DATA) },
  { "missing-*",                              E (REFUSED),    R (OUR_DATA) },
  { "app-call-limited",                       E (REPEAT),     R (SERVICE_BUSY) },
  { "method-call-limited",                    E (REPEAT),     R (SERVICE_BUSY) },
  { "insufficient-isv-permissions",           E (REFUSED),    R (NOT_CONTRACTED) },
};

static const CodeRow codes[] = {
  { "20000", E (REPEAT),     R (SERVICE_BUSY) },
  { "20001", E (REFUSED),    R (BAD_CREDENTIALS) },
  { "40001", E (REFUSED),    R (OUR_DATA) },
  { "40002", E (REFUSED),    R (OUR_DATA) },
  { "40003", E (REFUSED),    R (BAD_CREDENTIALS) },
  { "40005", E (REPEAT),     R (SERVICE_BUSY) },
  { "40006", E (REFUSED),    R (NOT_CONTRACTED) },
};
/* clang-format on */

static gboolean
row_matches (const CodeRow *row,
             const char    *name)
{
  gsize length = strlen (row->name);

  if (row->name[length - 1] == '*')
    return g_ascii_strncasecmp (row->name, name, length - 1) == 0;
  return g_ascii_strcasecmp (row->name, name) == 0;
}

static const CodeRow *
find_row (const CodeRow *rows,
          gsize          n_rows,
          const char    *name)
{
  for (gsize i = 0; i < n_rows; i++) {
    if (row_matches (&rows[i], name))
      return &rows[i];
  }
  return NULL;
}

/* The service writes the same code with and without prefixes, and once with a misprint. */
static const char *
strip_prefixes (const char *sub_code)
{
  static const char *const prefixes[] = { "aop.", "isv.", "isp.", "ACQ.", "AQC." };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
    if (g_ascii_strncasecmp (sub_code, prefixes[i], 4) == 0)
      sub_code += 4;
  }
  return sub_code;
}

/**
 * trivet_alipay_code_lookup:
 * @code: "40004"
 * @sub_code: (nullable): "ACQ.PAYMENT_AUTH_CODE_INVALID"
 * @ret_effect: (out): what it does, when it is signed
 * @ret_reason: (out): why
 *
 * Returns: %FALSE if the documents do not know it; it then proves nothing
 */
gboolean
trivet_alipay_code_lookup (const char          *code,
                           const char          *sub_code,
                           TrivetAlipayEffect  *ret_effect,
                           TrivetPaymentReason *ret_reason)
{
  const CodeRow *row = NULL;

  g_return_val_if_fail (code != NULL, FALSE);

  /* "Service unavailable" proves nothing, whatever stands beside it. */
  if (sub_code != NULL && strcmp (code, "20000") != 0)
    row = find_row (sub_codes, G_N_ELEMENTS (sub_codes), strip_prefixes (sub_code));
  if (row == NULL)
    row = find_row (codes, G_N_ELEMENTS (codes), code);
  if (row == NULL)
    return FALSE;
  *ret_effect = row->effect;
  *ret_reason = row->reason;
  return TRUE;
}
