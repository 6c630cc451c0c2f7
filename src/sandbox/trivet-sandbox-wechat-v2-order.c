/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-wechat-v2-private.h"
#include "trivet-sandbox-xml.h"

/**
 * SECTION:trivet-sandbox-wechat-v2-order
 *
 * WeChat Pay's v2 calls about an order: pay by code, make a code to show, query, reverse, close.
 */

#define CODE_LIFE_S G_GINT64_CONSTANT (7200)

#define V(name) [TRIVET_SANDBOX_VERDICT_##name]

static const char *const error_codes[TRIVET_SANDBOX_N_VERDICTS] = {
  V (NOT_FOUND) = "ORDERNOTEXIST",
  V (NO_MONEY) = "NOTENOUGH",
  V (CODE_BAD) = "AUTH_CODE_INVALID",
  V (CODE_EXPIRED) = "AUTHCODEEXPIRE",
  V (ALREADY_PAID) = "ORDERPAID",
  V (ALREADY_ENDED) = "ORDERREVERSED",
  V (OTHER_DATA) = "OUT_TRADE_NO_USED",
  V (BUSY) = "FREQUENCY_LIMITED",
  V (SYSTEM_ERROR) = "SYSTEMERROR",
  V (TOO_EARLY) = "USERPAYING",
  V (TOO_LATE) = "REVERSE_EXPIRE",
  V (CALL_AGAIN) = "SYSTEMERROR",
  V (WRONG_KIND) = "INVALID_REQUEST",
  V (NOT_ALLOWED) = "INVALID_REQUEST",
};

static const char *const trade_states[TRIVET_SANDBOX_N_VERDICTS] = {
  V (PAID) = "SUCCESS",
  V (WAITING) = "USERPAYING",
  V (REFUSED) = "PAYERROR",
  V (CLOSED) = "REVOKED",
  V (RETURNED) = "REVOKED",
};

#undef V

static void
fill_amounts (GHashTable                *answer,
              const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  gint64                    extra = ruling->delivery == TRIVET_SANDBOX_DELIVERY_OTHER_AMOUNT ? 100 : 0;

  _trivet_sandbox_v2_set_minor (answer, "total_fee", order->amount_minor + extra);
  _trivet_sandbox_v2_set (answer, "fee_type", "CNY");
  _trivet_sandbox_v2_set_minor (answer, "cash_fee", order->payer_minor + extra);
  if (order->payer_minor != order->amount_minor) {
    _trivet_sandbox_v2_set_minor (answer, "coupon_fee", order->amount_minor - order->payer_minor);
    _trivet_sandbox_v2_set_minor (answer, "settlement_total_fee", order->amount_minor);
  }
}

static void
fill_paid (GHashTable                *answer,
           const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;
  g_autofree char          *time = trivet_sandbox_format_time (order->paid_us, "%Y%m%d%H%M%S");

  _trivet_sandbox_v2_set (answer, "openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
  _trivet_sandbox_v2_set (answer, "is_subscribe", "N");
  _trivet_sandbox_v2_set (answer, "trade_type", order->shown_code != NULL ? "NATIVE" : "MICROPAY");
  _trivet_sandbox_v2_set (answer, "bank_type", "OTHERS");
  _trivet_sandbox_v2_set (answer, "transaction_id", order->trade_no);
  _trivet_sandbox_v2_set (answer, "out_trade_no", order->number);
  _trivet_sandbox_v2_set (answer, "attach", order->attach != NULL ? order->attach : "");
  _trivet_sandbox_v2_set (answer, "time_end", time);
  fill_amounts (answer, ruling);
}

/* A paid order keeps its state REFUND from the first refund that was taken, also a partial one. */
static const char *
get_trade_state (const TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *order = ruling->order;

  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_PAID && trivet_sandbox_order_get_taken (order) > 0)
    return "REFUND";
  if (order->shown_code != NULL && (ruling->verdict == TRIVET_SANDBOX_VERDICT_SHOWN || ruling->verdict == TRIVET_SANDBOX_VERDICT_WAITING))
    return "NOTPAY";
  if (order->shown_code != NULL && ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOSED)
    return "CLOSED";
  return trade_states[ruling->verdict];
}

/* Puts into @answer what is the same for all calls; whether the call succeeded. */
static gboolean
take_ruling (const TrivetSandboxRuling *ruling,
             TrivetSandboxV2Answer     *answer)
{
  answer->delivery = ruling->delivery;
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_CLOCK_WRONG)
    answer->refusal = "SIGNERROR";
  answer->err_code = error_codes[ruling->verdict];
  if (ruling->verdict == TRIVET_SANDBOX_VERDICT_ALREADY_ENDED && ruling->order->shown_code != NULL)
    answer->err_code = "ORDERCLOSED";
  return answer->refusal == NULL && answer->err_code == NULL;
}

static const char *
get_text (GHashTable *values,
          const char *name)
{
  const char *value = g_hash_table_lookup (values, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Everything that must be the same when a number comes again: all but what is new in each call. */
static char *
join_data (GHashTable *values)
{
  static const char *const fresh[] = { "nonce_str", "sign", "sign_type", NULL };
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       name;
  gpointer       value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (!g_strv_contains (fresh, name))
      g_hash_table_insert (kept, name, value);
  }
  return trivet_sandbox_xml_sign (kept, "", FALSE);
}

/* `time_expire` is Beijing's; an order lives for two hours without it. */
static gboolean
parse_expiry (const char *text,
              gint64      now_us,
              gint64     *ret_us)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;
  gint64           life_s;

  *ret_us = now_us + CODE_LIFE_S * G_USEC_PER_SEC;
  if (text == NULL)
    return TRUE;

  iso = g_strdup_printf ("%.8sT%s", text, text + 8);
  time = g_date_time_new_from_iso8601 (iso, beijing);
  if (time == NULL)
    return FALSE;
  life_s = g_date_time_to_unix (time) - now_us / G_USEC_PER_SEC;
  *ret_us = MIN (*ret_us, g_date_time_to_unix (time) * G_USEC_PER_SEC);
  return life_s >= 60;
}

/* Sets a text. */
void
_trivet_sandbox_v2_set (GHashTable *values,
                        const char *name,
                        const char *value)
{
  g_hash_table_insert (values, g_strdup (name), g_strdup (value));
}

/* Sets an amount in fen. */
void
_trivet_sandbox_v2_set_minor (GHashTable *values,
                              const char *name,
                              gint64      minor)
{
  g_hash_table_insert (values, g_strdup (name), g_strdup_printf ("%" G_GINT64_FORMAT, minor));
}

/* Returns the merchant's number of the order that a call names; "" when there is none. */
const char *
_trivet_sandbox_v2_find_number (TrivetSandboxWechatV2 *self,
                                GHashTable            *values)
{
  const char               *id = g_hash_table_lookup (values, "transaction_id");
  const char               *number = g_hash_table_lookup (values, "out_trade_no");
  const TrivetSandboxOrder *order;

  if (id == NULL || *id == '\0')
    return number != NULL ? number : "";

  order = trivet_sandbox_books_find_trade (self->books, TRIVET_SANDBOX_WALLET_WECHAT, id);
  return order != NULL ? order->number : "";
}

/* Handles micropay. */
void
_trivet_sandbox_v2_micropay (TrivetSandboxWechatV2 *self,
                             GHashTable            *values,
                             gint64                 now_us,
                             TrivetSandboxV2Answer *answer)
{
  TrivetSandboxPayCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v2", .now_us = now_us };
  g_autofree char     *data = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  call.number = g_hash_table_lookup (values, "out_trade_no");
  call.amount_minor = g_ascii_strtoll (g_hash_table_lookup (values, "total_fee"), NULL, 10);
  call.code = g_hash_table_lookup (values, "auth_code");
  call.attach = get_text (values, "attach");
  call.subject = g_hash_table_lookup (values, "body");
  call.life_s = TRIVET_SANDBOX_WECHAT_LIFE_S;
  data = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s", call.amount_minor, call.code, call.subject);
  call.data = data;
  trivet_sandbox_teller_pay (self->teller, &call, &ruling);

  if (!take_ruling (&ruling, answer))
    return;
  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_PAID)
    fill_paid (answer->values, &ruling);
  else
    answer->err_code = "USERPAYING";
  answer->note = trade_states[ruling.verdict];
}

/* Handles orderquery. */
void
_trivet_sandbox_v2_orderquery (TrivetSandboxWechatV2 *self,
                               GHashTable            *values,
                               gint64                 now_us,
                               TrivetSandboxV2Answer *answer)
{
  const char *number = _trivet_sandbox_v2_find_number (self, values);
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_query (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, now_us, &ruling);
  if (!take_ruling (&ruling, answer))
    return;

  answer->note = get_trade_state (&ruling);
  _trivet_sandbox_v2_set (answer->values, "trade_state", answer->note);
  _trivet_sandbox_v2_set (answer->values, "trade_state_desc", "训练 <状态> & 状态");
  _trivet_sandbox_v2_set (answer->values, "out_trade_no", ruling.order->number);
  if (ruling.verdict == TRIVET_SANDBOX_VERDICT_PAID)
    fill_paid (answer->values, &ruling);
  else if (ruling.order->amount_minor > 0)
    fill_amounts (answer->values, &ruling);
}

/* Handles reverse; `recall` asks for the same call again. */
void
_trivet_sandbox_v2_reverse (TrivetSandboxWechatV2 *self,
                            GHashTable            *values,
                            gint64                 now_us,
                            TrivetSandboxV2Answer *answer)
{
  const char *number = _trivet_sandbox_v2_find_number (self, values);
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  gboolean done;
  gboolean final;

  trivet_sandbox_teller_reverse (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, number, now_us, &ruling);
  done = take_ruling (&ruling, answer);
  final = ruling.verdict == TRIVET_SANDBOX_VERDICT_TOO_LATE || ruling.verdict == TRIVET_SANDBOX_VERDICT_WRONG_KIND || ruling.verdict == TRIVET_SANDBOX_VERDICT_NOT_ALLOWED;
  _trivet_sandbox_v2_set (answer->values, "recall", done || final ? "N" : "Y");
}

/* Handles unifiedorder, for codes to show. */
void
_trivet_sandbox_v2_unifiedorder (TrivetSandboxWechatV2 *self,
                                 GHashTable            *values,
                                 gint64                 now_us,
                                 TrivetSandboxV2Answer *answer)
{
  TrivetSandboxShowCall call = { .wallet = TRIVET_SANDBOX_WALLET_WECHAT, .api = "v2", .now_us = now_us };
  g_autofree char      *data = join_data (values);
  g_autofree char      *prepay = NULL;
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  if (!parse_expiry (get_text (values, "time_expire"), now_us, &call.expires_us)) {
    answer->err_code = "PARAM_ERROR";
    return;
  }

  call.number = g_hash_table_lookup (values, "out_trade_no");
  call.amount_minor = g_ascii_strtoll (g_hash_table_lookup (values, "total_fee"), NULL, 10);
  call.attach = get_text (values, "attach");
  call.subject = g_hash_table_lookup (values, "body");
  call.data = data;
  trivet_sandbox_teller_show (self->teller, &call, &ruling);
  if (!take_ruling (&ruling, answer))
    return;

  prepay = g_strconcat ("wx", ruling.order->trade_no, NULL);
  _trivet_sandbox_v2_set (answer->values, "trade_type", "NATIVE");
  _trivet_sandbox_v2_set (answer->values, "prepay_id", prepay);
  _trivet_sandbox_v2_set (answer->values, "code_url", ruling.order->shown_code);
  answer->note = "shown";
}

/* Handles closeorder. */
void
_trivet_sandbox_v2_closeorder (TrivetSandboxWechatV2 *self,
                               GHashTable            *values,
                               gint64                 now_us,
                               TrivetSandboxV2Answer *answer)
{
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_close (self->teller, TRIVET_SANDBOX_WALLET_WECHAT, g_hash_table_lookup (values, "out_trade_no"),
                               now_us, &ruling);
  take_ruling (&ruling, answer);
  answer->note = "closed";
}
