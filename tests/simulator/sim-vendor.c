/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-vendor-private.h"

/* Puts what a provider says into the vendor's own text and lets the shipped adapter read it. Only
 * the signature is left out: whoever signed is told beside the text. Reading text for each of
 * millions of answers would be most of the simulator's time, so what an adapter makes of each
 * saying is kept, and thorough worlds compare. */

#define N_VARIANTS   16
#define CANON_NUMBER "TR00000000000000000000000000"
#define CANON_REFUND "TF00000000000000000000000000"
#define CANON_MINOR  1000
#define MCHID        "1900000001"

static TrivetProviderAnswer *kept[SIM_N_WALLETS][SIM_N_CALLS][SIM_N_SAYINGS][N_VARIANTS];

static const char *const wechat_refusals[] = {
  "NOTENOUGH", "NOT_ENOUGH", "AUTHCODEEXPIRE", "AUTH_CODE_ERROR", "AUTH_CODE_INVALID",
  "NOTSUPORTCARD", "BUYER_MISMATCH", "TRADE_ERROR", "RULELIMIT", "RISKCONTROL", "NOAUTH",
  "PARAM_ERROR", "INVALID_REQUEST", "APPID_MCHID_NOT_MATCH", "NOT_UTF8", "LACK_PARAMS"
};

static const char *const wechat_busy[] = { "SYSTEM_ERROR", "SYSTEMERROR", "BANK_ERROR", "FREQUENCY_LIMITED", "SERVICE_UNAVAILABLE" };

static const char *const wechat_no_refund[] = { "USER_ACCOUNT_ABNORMAL", "INVALID_REQUEST", "TRADE_OVERDUE", "NO_AUTH" };

/* What is fed to an adapter. */
typedef struct {
  char    *text;
  guint    status;
  gboolean is_signed;
  gboolean forged;
} Words;

gint64
_sim_vendor_get_payer (gint64   total_minor,
                       gboolean coupon)
{
  return coupon ? total_minor - total_minor / 10 : total_minor;
}

static char *
wechat_order (const SimQuestion *question,
              const char        *number,
              const char        *state,
              gint64             total_minor,
              gboolean           coupon,
              gboolean           paid)
{
  return g_strdup_printf ("{\"mchid\":\"" MCHID "\",\"out_trade_no\":\"%s\",\"trade_state\":\"%s\",%s%s%s"
                          "\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"payer_total\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}}",
                          number, state, paid ? "\"transaction_id\":\"T" : "", paid ? number : "",
                          paid ? "\",\"success_time\":\"2026-01-01T20:00:00+08:00\"," : "",
                          total_minor, _sim_vendor_get_payer (total_minor, coupon));
}

static char *
wechat_refund (const SimQuestion *question,
               const char        *number,
               gint64             minor,
               const char        *status)
{
  return g_strdup_printf ("{\"refund_id\":\"R%s\",\"out_refund_no\":\"%s\",\"out_trade_no\":\"%s\",\"status\":\"%s\","
                          "\"amount\":{\"total\":%" G_GINT64_FORMAT ",\"refund\":%" G_GINT64_FORMAT ",\"currency\":\"CNY\"}}",
                          question->refund_number, question->refund_number, number, status,
                          question->amount_minor, minor);
}

static char *
wechat_failure (Words      *words,
                guint       status,
                const char *code)
{
  words->status = status;
  words->is_signed = FALSE;
  return g_strdup_printf ("{\"code\":\"%s\",\"message\":\"-\"}", code);
}

static char *
wechat_done (Words             *words,
             const SimQuestion *question,
             const char        *number,
             gint64             more_minor,
             gboolean           coupon)
{
  switch (question->call) {
  case SIM_CALL_CHARGE:
  case SIM_CALL_QUERY:
    return wechat_order (question, number, "SUCCESS", question->amount_minor + more_minor, coupon, TRUE);
  case SIM_CALL_SHOW:
    return g_strdup_printf ("{\"code_url\":\"weixin://wxpay/bizpayurl?pr=%s\"}", number);
  case SIM_CALL_REVERSE:
    return g_strdup_printf ("{\"mchid\":\"" MCHID "\",\"out_trade_no\":\"%s\"}", number);
  case SIM_CALL_CLOSE:
    words->status = 204;
    return g_strdup ("");
  case SIM_CALL_REFUND:
  case SIM_CALL_QUERY_REFUND:
    return wechat_refund (question, number, question->refund_minor + more_minor, "SUCCESS");
  }

  g_assert_not_reached ();
}

static char *
wechat_say_refund (Words             *words,
                   const SimQuestion *question,
                   SimSaying          saying,
                   guint              variant)
{
  if (saying == SIM_SAYS_REFUNDED)
    return wechat_refund (question, question->number, question->refund_minor, "SUCCESS");
  if (saying == SIM_SAYS_ACCEPTED)
    return wechat_refund (question, question->number, question->refund_minor, "PROCESSING");
  if (saying == SIM_SAYS_SHORT)
    return wechat_failure (words, 403, "NOT_ENOUGH");
  if (question->call == SIM_CALL_QUERY_REFUND || variant % 4 == 3)
    return wechat_refund (question, question->number, question->refund_minor, variant % 2 ? "CLOSED" : "ABNORMAL");
  return wechat_failure (words, 403, PICK (wechat_no_refund, variant));
}

static char *
wechat_say (Words             *words,
            const SimQuestion *question,
            SimSaying          saying,
            guint              variant)
{
  switch (saying) {
  case SIM_SAYS_PAID:
  case SIM_SAYS_PAID_COUPON:
    return wechat_order (question, question->number, "SUCCESS", question->amount_minor, saying == SIM_SAYS_PAID_COUPON, TRUE);
  case SIM_SAYS_WAIT:
    if (question->call == SIM_CALL_CHARGE && variant % 2)
      return wechat_failure (words, 400, "USERPAYING");
    return wechat_order (question, question->number, variant % 4 == 0 ? "NOTPAY" : "USERPAYING", question->amount_minor, FALSE, FALSE);
  case SIM_SAYS_FAILED:
    return wechat_order (question, question->number, "PAYERROR", question->amount_minor, FALSE, FALSE);
  case SIM_SAYS_REFUSED:
    return wechat_failure (words, 403, PICK (wechat_refusals, variant));
  case SIM_SAYS_ALREADY:
    return wechat_failure (words, 400, "ORDERPAID");
  case SIM_SAYS_DEAD:
    return wechat_failure (words, 400, variant % 2 ? "ORDER_CLOSED" : "ORDERREVERSED");
  case SIM_SAYS_NOT_FOUND:
    return wechat_failure (words, 404, question->call == SIM_CALL_QUERY_REFUND ? "RESOURCE_NOT_EXISTS" : "ORDER_NOT_EXIST");
  case SIM_SAYS_CLOSED:
    if (question->call == SIM_CALL_REVERSE || question->call == SIM_CALL_CLOSE)
      return wechat_done (words, question, question->number, 0, FALSE);
    return wechat_order (question, question->number, variant % 2 ? "CLOSED" : "REVOKED", question->amount_minor, FALSE, FALSE);
  case SIM_SAYS_RETURNED:
    if (question->call == SIM_CALL_REVERSE)
      return wechat_done (words, question, question->number, 0, FALSE);
    return wechat_order (question, question->number, "REVOKED", question->amount_minor, FALSE, TRUE);
  case SIM_SAYS_SHOWN:
    return wechat_done (words, question, question->number, 0, FALSE);
  case SIM_SAYS_TOO_EARLY:
    return wechat_failure (words, 400, "USERPAYING");
  case SIM_SAYS_AGAIN:
    return wechat_failure (words, 500, "SYSTEM_ERROR");
  case SIM_SAYS_WRONG_STATE:
    return wechat_failure (words, 400, variant % 2 ? "ORDERPAID" : "INVALID_REQUEST");
  case SIM_SAYS_REFUNDED:
  case SIM_SAYS_ACCEPTED:
  case SIM_SAYS_SHORT:
  case SIM_SAYS_NO_REFUND:
    return wechat_say_refund (words, question, saying, variant);
  case SIM_SAYS_BUSY:
    return wechat_failure (words, variant % 2 ? 500 : 429, PICK (wechat_busy, variant));
  case SIM_SAYS_NEW_CODE:
    return wechat_failure (words, 400, "SOMETHING_OF_NEXT_YEAR");
  case SIM_SAYS_OTHER_AMOUNT:
    return wechat_done (words, question, question->number, 100, FALSE);
  case SIM_SAYS_OTHER_NUMBER:
    return wechat_done (words, question, "TROFSOMEBODYELSE000000000000", 0, FALSE);
  case SIM_SAYS_FORGED:
    return wechat_done (words, question, question->number, 0, FALSE);
  case SIM_SAYS_FORGED_NO:
    return wechat_order (question, question->number, "CLOSED", question->amount_minor, FALSE, FALSE);
  case SIM_SAYS_UNSIGNED_NO:
    return wechat_failure (words, 403, "NOTENOUGH");
  case SIM_SAYS_GARBLED:
    words->status = 502;
    words->is_signed = FALSE;
    return g_strdup ("<html>502 Bad Gateway</html>");
  }

  g_assert_not_reached ();
}

static TrivetProviderAnswer *
read_wechat (const SimQuestion *question,
             SimSaying          saying,
             guint              variant)
{
  static const TrivetWechatpayOperation operations[] = {
    TRIVET_WECHATPAY_OPERATION_PAY, TRIVET_WECHATPAY_OPERATION_SHOW, TRIVET_WECHATPAY_OPERATION_QUERY,
    TRIVET_WECHATPAY_OPERATION_REVERSE, TRIVET_WECHATPAY_OPERATION_CLOSE, TRIVET_WECHATPAY_OPERATION_REFUND,
    TRIVET_WECHATPAY_OPERATION_QUERY_REFUND
  };
  TrivetWechatpayQuestion asked = {
    .operation = operations[question->call],
    .mchid = MCHID,
    .merchant_order_id = question->number,
    .amount_minor = question->amount_minor,
    .merchant_refund_id = question->refund_number,
    .refund_minor = question->refund_minor,
  };
  Words            words = { .status = 200, .is_signed = TRUE };
  g_autofree char *text = wechat_say (&words, question, saying, variant);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (TrivetHttpReply) reply = trivet_http_reply_new (words.status, body);
  TrivetWechatpayVerdict verdict = words.status >= 400 ? TRIVET_WECHATPAY_VERDICT_HTTP_ERROR
                                                       : TRIVET_WECHATPAY_VERDICT_OK;

  if (saying == SIM_SAYS_FORGED || saying == SIM_SAYS_FORGED_NO)
    verdict = variant % 2 ? TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE
                          : TRIVET_WECHATPAY_VERDICT_MISSING_HEADER;
  return trivet_wechatpay_read_v3 (&asked, verdict, reply);
}

static TrivetProviderAnswer *
read_text (const SimQuestion *question,
           SimSaying          saying,
           guint              variant)
{
  return question->wallet == SIM_WALLET_ALIPAY ? _sim_vendor_read_alipay (question, saying, variant)
                                               : read_wechat (question, saying, variant);
}

void
sim_vendor_open (void)
{
  memset (kept, 0, sizeof kept);
}

void
sim_vendor_close (void)
{
  TrivetProviderAnswer **all = &kept[0][0][0][0];

  for (gsize i = 0; i < sizeof kept / sizeof *all; i++)
    g_clear_pointer (&all[i], trivet_provider_answer_free);
}

static const TrivetProviderAnswer *
get_kept (const SimQuestion *question,
          SimSaying          saying,
          guint              variant)
{
  TrivetProviderAnswer **place = &kept[question->wallet][question->call][saying][variant];
  SimQuestion            canon = *question;

  if (*place == NULL) {
    canon.number = CANON_NUMBER;
    canon.amount_minor = CANON_MINOR;
    canon.refund_number = CANON_REFUND;
    canon.refund_minor = CANON_MINOR;
    *place = read_text (&canon, saying, variant);
  }
  return *place;
}

/* What @kept_minor of the standard amount is of another one. */
static gint64
scale (gint64 kept_minor,
       gint64 minor)
{
  if (kept_minor == 0)
    return 0;
  if (kept_minor == CANON_MINOR - CANON_MINOR / 10)
    return minor - minor / 10;
  return minor + kept_minor - CANON_MINOR;
}

static char *
swap_number (const char        *text,
             const SimQuestion *question)
{
  const char *place = text != NULL ? strstr (text, CANON_NUMBER) : NULL;

  if (place == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%.*s%s", (int) (place - text), text, question->number);
}

static TrivetProviderAnswer *
fit (const TrivetProviderAnswer *kept_answer,
     const SimQuestion          *question)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new (kept_answer->outcome, kept_answer->reason);

  answer->raw_code = g_strdup (kept_answer->raw_code);
  if (kept_answer->alarm)
    answer->detail = g_strdup (kept_answer->detail);
  answer->total_minor = scale (kept_answer->total_minor, question->amount_minor);
  answer->payer_minor = scale (kept_answer->payer_minor, question->amount_minor);
  answer->discount_minor = answer->total_minor - answer->payer_minor;
  answer->returned_minor = scale (kept_answer->returned_minor, question->refund_minor);
  answer->shown_code = swap_number (kept_answer->shown_code, question);
  answer->provider_transaction_id = swap_number (kept_answer->provider_transaction_id, question);
  answer->paid_at = g_strdup (kept_answer->paid_at);
  answer->money_returned = kept_answer->money_returned;
  answer->repeat = kept_answer->repeat;
  answer->alarm = kept_answer->alarm;
  return answer;
}

static void
compare (const SimQuestion          *question,
         SimSaying                   saying,
         const TrivetProviderAnswer *read,
         const TrivetProviderAnswer *fitted)
{
  if (read->outcome != fitted->outcome || read->reason != fitted->reason ||
      read->total_minor != fitted->total_minor || read->payer_minor != fitted->payer_minor ||
      read->returned_minor != fitted->returned_minor || read->repeat != fitted->repeat ||
      read->money_returned != fitted->money_returned || read->alarm != fitted->alarm ||
      g_strcmp0 (read->shown_code, fitted->shown_code) != 0)
    sim_fail ("adapter-steady: %s reads the saying %d to a %s differently for other numbers",
              sim_vendor_get_id (question->wallet), saying, sim_call_get_name (question->call));
}

/**
 * sim_vendor_answer:
 * @question: what was asked
 * @saying: what the provider has to say
 * @luck: chooses among codes that mean the same
 * @as_text: reads the text now, instead of remembering what the adapter made of it
 *
 * Returns: (transfer full): what the adapter makes of it
 */
TrivetProviderAnswer *
sim_vendor_answer (const SimQuestion *question,
                   SimSaying          saying,
                   guint64            luck,
                   gboolean           as_text)
{
  guint                 variant = (guint) (luck >> 7) % N_VARIANTS;
  TrivetProviderAnswer *fitted = fit (get_kept (question, saying, variant), question);
  TrivetProviderAnswer *read;

  if (!as_text)
    return fitted;
  read = read_text (question, saying, variant);
  compare (question, saying, read, fitted);
  trivet_provider_answer_free (fitted);
  return read;
}

const char *
sim_vendor_get_id (SimWallet wallet)
{
  return wallet == SIM_WALLET_ALIPAY ? "alipay" : "wechat";
}

/* How long the adapters wait (trivet-alipay-call.c, trivet-wechatpay-provider-private.h). */
gint64
sim_vendor_get_limit_us (SimWallet   wallet,
                         SimCallKind call)
{
  gint64 other_s = wallet == SIM_WALLET_ALIPAY ? 15 : 10;

  return (call == SIM_CALL_CHARGE ? 30 : other_s) * G_USEC_PER_SEC;
}

/* The adapters' own; their function needs no object. */
const TrivetCadence *
sim_vendor_get_cadence (SimWallet wallet)
{
  static const TrivetCadence *cadences[SIM_N_WALLETS];

  if (cadences[wallet] == NULL) {
    GType                           type = wallet == SIM_WALLET_ALIPAY ? TRIVET_TYPE_ALIPAY_PROVIDER : TRIVET_TYPE_WECHATPAY_PROVIDER;
    gpointer                        klass = g_type_class_ref (type);
    TrivetPaymentProviderInterface *iface = g_type_interface_peek (klass, TRIVET_TYPE_PAYMENT_PROVIDER);

    cadences[wallet] = iface->get_cadence (NULL);
    g_type_class_unref (klass);
  }
  return cadences[wallet];
}
