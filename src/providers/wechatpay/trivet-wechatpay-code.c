/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-code.h"

/* WeChat Pay's error codes, v2 and v3 in one table: names are compared without underscores and
 * without case, so that NOTENOUGH is NOT_ENOUGH. */

typedef struct {
  const char           *name;
  TrivetWechatpayEffect effect;
  TrivetPaymentReason   reason;
} CodeRow;

#define E(name) TRIVET_WECHATPAY_EFFECT_##name
#define R(name) TRIVET_PAYMENT_REASON_##name

/* clang-format off */
static const CodeRow rows[] = {
  { "USERPAYING",          E (WAIT),    R (NONE) },
  { "SYSTEMERROR",         E (UNKNOWN), R (SERVICE_BUSY) },
  { "BANKERROR",           E (UNKNOWN), R (SERVICE_BUSY) },
  { "SERVICEUNAVAILABLE",  E (UNKNOWN), R (SERVICE_BUSY) },
  { "FREQUENCYLIMITED",    E (UNKNOWN), R (SERVICE_BUSY) },
  { "RATELIMITEXCEEDED",   E (UNKNOWN), R (SERVICE_BUSY) },
  { "RATELIMITED",         E (UNKNOWN), R (SERVICE_BUSY) },
  { "ORDERPAID",           E (UNKNOWN), R (ALREADY_PAID) },
  { "OUTTRADENOUSED",      E (UNKNOWN), R (NUMBER_REUSED) },
  { "ORDERCLOSED",         E (REFUSED), R (CLOSED) },
  { "ORDERREVERSED",       E (REFUSED), R (CLOSED) },
  { "NOTENOUGH",           E (REFUSED), R (NO_MONEY) },
  { "AUTHCODEEXPIRE",      E (REFUSED), R (CODE_EXPIRED) },
  { "AUTHCODEERROR",       E (REFUSED), R (CODE_EXPIRED) },
  { "AUTHCODEINVALID",     E (REFUSED), R (CODE_EXPIRED) },
  { "NOTSUPORTCARD",       E (REFUSED), R (CARD_NOT_TAKEN) },
  { "BUYERMISMATCH",       E (REFUSED), R (OTHER_PAYER) },
  { "TRADEERROR",          E (REFUSED), R (WALLET_REFUSED) },
  { "RULELIMIT",           E (REFUSED), R (WALLET_REFUSED) },
  { "RISKCONTROL",         E (REFUSED), R (WALLET_REFUSED) },
  { "NOAUTH",              E (REFUSED), R (NOT_CONTRACTED) },
  { "PARAMERROR",          E (REFUSED), R (OUR_DATA) },
  { "LACKPARAMS",          E (REFUSED), R (OUR_DATA) },
  { "INVALIDREQUEST",      E (REFUSED), R (OUR_DATA) },
  { "XMLFORMATERROR",      E (REFUSED), R (OUR_DATA) },
  { "NOTUTF8",             E (REFUSED), R (OUR_DATA) },
  { "POSTDATAEMPTY",       E (REFUSED), R (OUR_DATA) },
  { "REQUIREPOSTMETHOD",   E (REFUSED), R (OUR_DATA) },
  { "270924358",           E (REFUSED), R (OUR_DATA) },
  { "APPIDMCHIDNOTMATCH",  E (REFUSED), R (BAD_CREDENTIALS) },
  { "APPIDNOTEXIST",       E (REFUSED), R (BAD_CREDENTIALS) },
  { "MCHIDNOTEXIST",       E (REFUSED), R (BAD_CREDENTIALS) },
  { "MCHNOTEXISTS",        E (REFUSED), R (BAD_CREDENTIALS) },
  { "SIGNERROR",           E (REFUSED), R (BAD_CREDENTIALS) },
  { "ORDERNOTEXIST",       E (MISSING), R (NOT_EXISTING) },
  /* Of refunds only. */
  { "RESOURCENOTEXISTS",   E (UNKNOWN), R (NOT_EXISTING) },
  { "USERACCOUNTABNORMAL", E (UNKNOWN), R (NEEDS_MANAGER) },
};
/* clang-format on */

static gboolean
names_match (const char *name,
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

/**
 * trivet_wechatpay_code_lookup:
 * @code: "AUTH_CODE_ERROR"
 * @ret_effect: (out): what it says
 * @ret_reason: (out): why
 *
 * Returns: %FALSE if the documents do not know it; it then proves nothing
 */
gboolean
trivet_wechatpay_code_lookup (const char            *code,
                              TrivetWechatpayEffect *ret_effect,
                              TrivetPaymentReason   *ret_reason)
{
  g_return_val_if_fail (code != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (!names_match (rows[i].name, code))
      continue;
    *ret_effect = rows[i].effect;
    *ret_reason = rows[i].reason;
    return TRUE;
  }
  return FALSE;
}
