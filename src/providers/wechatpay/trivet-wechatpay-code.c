/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-code.h"

/* WeChat Pay's error codes, v2 and v3 in one table: names are compared without underscores and
 * without case, so that NOTENOUGH is NOT_ENOUGH. The same word may mean something else for a refund:
 * there NOTENOUGH speaks of the shop's money. */

typedef struct {
  const char           *name;
  TrivetWechatpayEffect effect;
  TrivetPaymentReason   reason;
  TrivetWechatpayEffect refund_effect;
  TrivetPaymentReason   refund_reason;
} CodeRow;

#define E(name) TRIVET_WECHATPAY_EFFECT_##name
#define R(name) TRIVET_PAYMENT_REASON_##name

/* A wrong signature, key or clock is put right by a person, and the same refund goes through: so it
 * leaves a refund open, while it ends the attempt of a guest who stands there. */
/* clang-format off */
static const CodeRow rows[] = {
  { "USERPAYING",            E (WAIT),       R (NONE),             E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "SYSTEMERROR",           E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "BANKERROR",             E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "SERVICEUNAVAILABLE",    E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "FREQUENCYLIMITED",      E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "RATELIMITEXCEEDED",     E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "RATELIMITED",           E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "BIZERRNEEDRETRY",       E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "INVALIDREQTOOMUCH",     E (UNKNOWN),    R (SERVICE_BUSY),     E (UNKNOWN),    R (SERVICE_BUSY) },
  { "ORDERPAID",             E (UNKNOWN),    R (ALREADY_PAID),     E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "268449538",             E (UNKNOWN),    R (ALREADY_PAID),     E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "OUTTRADENOUSED",        E (UNKNOWN),    R (NUMBER_REUSED),    E (REFUSED),    R (NUMBER_REUSED) },
  { "REFUNDFEEMISMATCH",     E (UNKNOWN),    R (NOT_BELIEVABLE),   E (REFUSED),    R (NUMBER_REUSED) },
  { "ORDERCLOSED",           E (REFUSED),    R (CLOSED),           E (REFUSED),    R (NEEDS_MANAGER) },
  { "ORDERREVERSED",         E (REFUSED),    R (CLOSED),           E (REFUSED),    R (NEEDS_MANAGER) },
  { "NOTENOUGH",             E (REFUSED),    R (NO_MONEY),         E (REFUSED),    R (SHOP_BALANCE) },
  { "AUTHCODEEXPIRE",        E (REFUSED),    R (CODE_EXPIRED),     E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "AUTHCODEERROR",         E (REFUSED),    R (CODE_EXPIRED),     E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "AUTHCODEINVALID",       E (REFUSED),    R (CODE_EXPIRED),     E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "NOTSUPORTCARD",         E (REFUSED),    R (CARD_NOT_TAKEN),   E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "BUYERMISMATCH",         E (REFUSED),    R (OTHER_PAYER),      E (UNKNOWN),    R (NOT_BELIEVABLE) },
  { "TRADEERROR",            E (REFUSED),    R (WALLET_REFUSED),   E (REFUSED),    R (REFUND_REFUSED) },
  { "RULELIMIT",             E (REFUSED),    R (WALLET_REFUSED),   E (REFUSED),    R (REFUND_REFUSED) },
  { "RISKCONTROL",           E (REFUSED),    R (WALLET_REFUSED),   E (REFUSED),    R (REFUND_REFUSED) },
  { "NOAUTH",                E (REFUSED),    R (NOT_CONTRACTED),   E (REFUSED),    R (NOT_CONTRACTED) },
  { "INVALIDREQUEST",        E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (REFUND_REFUSED) },
  { "PARAMERROR",            E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "LACKPARAMS",            E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "XMLFORMATERROR",        E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "NOTUTF8",               E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "POSTDATAEMPTY",         E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "REQUIREPOSTMETHOD",     E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "INVALIDTRANSACTIONID",  E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "270924358",             E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "268449641",             E (REFUSED),    R (OUR_DATA),         E (REFUSED),    R (OUR_DATA) },
  { "APPIDMCHIDNOTMATCH",    E (REFUSED),    R (BAD_CREDENTIALS),  E (REFUSED),    R (BAD_CREDENTIALS) },
  { "APPIDNOTEXIST",         E (REFUSED),    R (BAD_CREDENTIALS),  E (REFUSED),    R (BAD_CREDENTIALS) },
  { "MCHIDNOTEXIST",         E (REFUSED),    R (BAD_CREDENTIALS),  E (REFUSED),    R (BAD_CREDENTIALS) },
  { "MCHNOTEXISTS",          E (REFUSED),    R (BAD_CREDENTIALS),  E (REFUSED),    R (BAD_CREDENTIALS) },
  { "SIGNERROR",             E (REFUSED),    R (BAD_CREDENTIALS),  E (UNKNOWN),    R (BAD_CREDENTIALS) },
  { "CERTERROR",             E (REFUSED),    R (BAD_CREDENTIALS),  E (UNKNOWN),    R (BAD_CREDENTIALS) },
  { "ORDERNOTEXIST",         E (MISSING),    R (NOT_EXISTING),     E (MISSING),    R (NOT_EXISTING) },
  { "RESOURCENOTEXISTS",     E (UNKNOWN),    R (NOT_EXISTING),     E (MISSING),    R (NOT_EXISTING) },
  { "REFUNDNOTEXIST",        E (UNKNOWN),    R (NOT_BELIEVABLE),   E (MISSING),    R (NOT_EXISTING) },
  { "USERACCOUNTABNORMAL",   E (UNKNOWN),    R (NEEDS_MANAGER),    E (REFUSED),    R (REFUND_REFUSED) },
  { "TRADEOVERDUE",          E (UNKNOWN),    R (NOT_BELIEVABLE),   E (REFUSED),    R (REFUND_REFUSED) },
  { "ERROR",                 E (UNKNOWN),    R (NOT_BELIEVABLE),   E (REFUSED),    R (REFUND_REFUSED) },
};
/* clang-format on */

/**
 * trivet_wechatpay_code_equal:
 * @name: "NOTENOUGH": capitals, without underscores
 * @code: what came: "NOT_ENOUGH"
 *
 * Returns: whether they are one code
 */
gboolean
trivet_wechatpay_code_equal (const char *name,
                             const char *code)
{
  for (; *code != '\0'; code++) {
    if (*code == '_')
      continue;
    if (*name == '\0' || g_ascii_toupper (*code) != *name)
      return FALSE;
    name++;
  }
  return *name == '\0';
}

static const CodeRow *
find_row (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (trivet_wechatpay_code_equal (rows[i].name, code))
      return &rows[i];
  }
  return NULL;
}

/**
 * trivet_wechatpay_code_lookup:
 * @code: "AUTH_CODE_ERROR"
 * @ret_effect: (out): what it says about a payment
 * @ret_reason: (out): why
 *
 * Returns: %FALSE if the documents do not know it; it then proves nothing
 */
gboolean
trivet_wechatpay_code_lookup (const char            *code,
                              TrivetWechatpayEffect *ret_effect,
                              TrivetPaymentReason   *ret_reason)
{
  const CodeRow *row;

  g_return_val_if_fail (code != NULL, FALSE);

  row = find_row (code);
  if (row == NULL)
    return FALSE;
  *ret_effect = row->effect;
  *ret_reason = row->reason;
  return TRUE;
}

/**
 * trivet_wechatpay_code_lookup_refund:
 * @code: "NOT_ENOUGH"
 * @ret_effect: (out): what it says about a refund
 * @ret_reason: (out): why
 *
 * Returns: %FALSE if the documents do not know it; it then proves nothing
 */
gboolean
trivet_wechatpay_code_lookup_refund (const char            *code,
                                     TrivetWechatpayEffect *ret_effect,
                                     TrivetPaymentReason   *ret_reason)
{
  const CodeRow *row;

  g_return_val_if_fail (code != NULL, FALSE);

  row = find_row (code);
  if (row == NULL)
    return FALSE;
  *ret_effect = row->refund_effect;
  *ret_reason = row->refund_reason;
  return TRUE;
}
