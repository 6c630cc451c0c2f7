/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-vendor-private.h"

/* Alipay's dialect: what a bank has to say as its answers, and what the shipped adapter reads in them. */

#define DATE_TEXT "2026-01-01 20:00:00"

/* Refusals that the documents call definite (specs/alipay 9, specs/wechatpay 9). */
static const char *const alipay_refusals[] = {
  "ACQ.PAYMENT_AUTH_CODE_INVALID", "ACQ.PULL_MOBILE_CASHIER_FAIL", "ACQ.BUYER_BALANCE_NOT_ENOUGH",
  "ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH", "ACQ.ERROR_BALANCE_PAYMENT_DISABLE",
  "ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE", "ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR",
  "ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR", "ACQ.PAYMENT_REQUEST_HAS_RISK",
  "ACQ.USER_FACE_PAYMENT_SWITCH_OFF", "ACQ.BUYER_ENABLE_STATUS_FORBID", "ACQ.BUYER_SELLER_EQUAL",
  "AQC.PAYMENT_FAIL", "ACQ.TOTAL_FEE_EXCEED", "ACQ.BEYOND_PER_RECEIPT_RESTRICTION",
  "ACQ.SELLER_BEEN_BLOCKED"
};

static const char *const alipay_busy[] = { "ACQ.SYSTEM_ERROR", "isp.unknow-error", "aop.app-call-limited" };

static const char *const alipay_no_refund[] = { "ACQ.TRADE_HAS_FINISHED", "ACQ.TRADE_NOT_ALLOW_REFUND", "ACQ.REASON_TRADE_BEEN_FREEZEN", "ACQ.BUYER_ERROR", "ACQ.REASON_TRADE_REFUND_FEE_ERR" };

static char *
dup_yuan (gint64 minor)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, minor / 100, minor % 100);
}

static char *
alipay_failure (const char *sub_code)
{
  return g_strdup_printf ("{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"%s\"}", sub_code);
}

static char *
alipay_paid (const SimQuestion *question,
             const char        *number,
             gint64             total_minor,
             gboolean           coupon)
{
  g_autofree char *total = dup_yuan (total_minor);
  g_autofree char *payer = dup_yuan (_sim_vendor_get_payer (total_minor, coupon));

  return g_strdup_printf ("{\"code\":\"10000\",\"msg\":\"Success\",\"out_trade_no\":\"%s\",\"trade_no\":\"T%s\","
                          "\"total_amount\":\"%s\",\"buyer_pay_amount\":\"%s\",\"trade_status\":\"TRADE_SUCCESS\","
                          "\"gmt_payment\":\"" DATE_TEXT "\",\"send_pay_date\":\"" DATE_TEXT "\"}",
                          number, number, total, payer);
}

static char *
alipay_status (const SimQuestion *question,
               const char        *status,
               const char        *more)
{
  g_autofree char *total = dup_yuan (question->amount_minor);

  return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"trade_no\":\"T%s\",\"total_amount\":\"%s\",\"trade_status\":\"%s\"%s}",
                          question->number, question->number, total, status, more);
}

static char *
alipay_cancelled (const SimQuestion *question,
                  const char        *action,
                  const char        *retry)
{
  return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"retry_flag\":\"%s\",\"action\":\"%s\"}",
                          question->number, retry, action);
}

static char *
alipay_refund (const SimQuestion *question,
               gint64             minor,
               gboolean           done)
{
  g_autofree char *amount = dup_yuan (minor);

  /* refund_fee is what all refunds of the trade gave: more than was paid contradicts. */
  if (question->call == SIM_CALL_REFUND) {
    g_autofree char *sum = dup_yuan (minor > question->refund_minor ? question->amount_minor + minor : question->amount_minor);

    return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"refund_fee\":\"%s\",\"fund_change\":\"%s\"}",
                            question->number, sum, done ? "Y" : "N");
  }
  return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"out_request_no\":\"%s\",\"refund_amount\":\"%s\",\"refund_status\":\"%s\"}",
                          question->number, question->refund_number, amount,
                          done ? "REFUND_SUCCESS" : "REFUND_PROCESSING");
}

/* "It went well", as this call says it. */
static char *
alipay_done (const SimQuestion *question,
             const char        *number,
             gint64             minor,
             gboolean           coupon)
{
  SimQuestion other = *question;

  other.number = number;
  switch (question->call) {
  case SIM_CALL_CHARGE:
  case SIM_CALL_QUERY:
    return alipay_paid (question, number, question->amount_minor + minor, coupon);
  case SIM_CALL_SHOW:
    return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"qr_code\":\"https://qr.alipay.com/%s\"}", number, number);
  case SIM_CALL_REVERSE:
    return alipay_cancelled (&other, "refund", "N");
  case SIM_CALL_CLOSE:
    return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\",\"trade_no\":\"T%s\"}", number, number);
  case SIM_CALL_REFUND:
  case SIM_CALL_QUERY_REFUND:
    return alipay_refund (&other, question->refund_minor + minor, TRUE);
  }

  g_assert_not_reached ();
}

static char *
alipay_say (const SimQuestion *question,
            SimSaying          saying,
            guint              variant)
{
  switch (saying) {
  case SIM_SAYS_PAID:
  case SIM_SAYS_PAID_COUPON:
    return alipay_paid (question, question->number, question->amount_minor, saying == SIM_SAYS_PAID_COUPON);
  case SIM_SAYS_WAIT:
    if (question->call == SIM_CALL_CHARGE)
      return g_strdup_printf ("{\"code\":\"10003\",\"out_trade_no\":\"%s\"}", question->number);
    return alipay_status (question, "WAIT_BUYER_PAY", "");
  case SIM_SAYS_FAILED:
    return alipay_status (question, "WAIT_BUYER_PAY", "");
  case SIM_SAYS_REFUSED:
    return alipay_failure (PICK (alipay_refusals, variant));
  case SIM_SAYS_ALREADY:
    return alipay_failure ("ACQ.TRADE_HAS_SUCCESS");
  case SIM_SAYS_DEAD:
    return alipay_failure ("ACQ.TRADE_HAS_CLOSE");
  case SIM_SAYS_NOT_FOUND:
    if (question->call == SIM_CALL_QUERY_REFUND)
      return g_strdup_printf ("{\"code\":\"10000\",\"out_trade_no\":\"%s\"}", question->number);
    return alipay_failure ("ACQ.TRADE_NOT_EXIST");
  case SIM_SAYS_CLOSED:
    if (question->call == SIM_CALL_REVERSE)
      return alipay_cancelled (question, "close", "N");
    if (question->call == SIM_CALL_CLOSE)
      return alipay_done (question, question->number, 0, FALSE);
    return alipay_status (question, "TRADE_CLOSED", "");
  case SIM_SAYS_RETURNED:
    if (question->call == SIM_CALL_REVERSE)
      return alipay_cancelled (question, "refund", "N");
    return alipay_status (question, "TRADE_CLOSED", ",\"send_pay_date\":\"" DATE_TEXT "\"");
  case SIM_SAYS_SHOWN:
    return alipay_done (question, question->number, 0, FALSE);
  case SIM_SAYS_TOO_EARLY:
  case SIM_SAYS_AGAIN:
    return alipay_cancelled (question, "", "Y");
  case SIM_SAYS_WRONG_STATE:
    return alipay_failure (variant % 2 ? "ACQ.TRADE_STATUS_ERROR" : "ACQ.REASON_TRADE_STATUS_INVALID");
  case SIM_SAYS_REFUNDED:
    return alipay_refund (question, question->refund_minor, TRUE);
  case SIM_SAYS_ACCEPTED:
    return alipay_refund (question, question->refund_minor, FALSE);
  case SIM_SAYS_SHORT:
    return alipay_failure ("ACQ.SELLER_BALANCE_NOT_ENOUGH");
  case SIM_SAYS_NO_REFUND:
    return alipay_failure (PICK (alipay_no_refund, variant));
  case SIM_SAYS_BUSY:
    if (variant % 4 == 3)
      return g_strdup ("{\"code\":\"20000\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}");
    return alipay_failure (PICK (alipay_busy, variant));
  case SIM_SAYS_NEW_CODE:
    return g_strdup ("{\"code\":\"40009\",\"sub_code\":\"ACQ.SOMETHING_OF_NEXT_YEAR\"}");
  case SIM_SAYS_OTHER_AMOUNT:
    return alipay_done (question, question->number, 100, FALSE);
  case SIM_SAYS_OTHER_NUMBER:
    return alipay_done (question, "TROFSOMEBODYELSE000000000000", 0, FALSE);
  case SIM_SAYS_FORGED:
    return alipay_done (question, question->number, 0, FALSE);
  case SIM_SAYS_FORGED_NO:
    return question->call == SIM_CALL_CHARGE ? alipay_failure ("ACQ.BUYER_BALANCE_NOT_ENOUGH")
                                             : alipay_status (question, "TRADE_CLOSED", "");
  case SIM_SAYS_UNSIGNED_NO:
    return alipay_failure ("ACQ.BUYER_BALANCE_NOT_ENOUGH");
  case SIM_SAYS_GARBLED:
    return g_strdup ("<html>502 Bad Gateway</html>");
  }

  g_assert_not_reached ();
}

/* The envelope without a signature: its first character says who signed. */
TrivetAlipayVerdict __wrap_trivet_alipay_open_envelope (const char *raw, gsize length, const char *method, TrivetAlipayKeys *keys, const char **ret_content, gsize *ret_length);

TrivetAlipayVerdict
__wrap_trivet_alipay_open_envelope (const char       *raw,
                                    gsize             length,
                                    const char       *method,
                                    TrivetAlipayKeys *keys,
                                    const char      **ret_content,
                                    gsize            *ret_length)
{
  *ret_content = raw + 1;
  *ret_length = length - 1;
  if (raw[0] == 'S')
    return TRIVET_ALIPAY_VERDICT_OK;
  if (raw[0] == 'U')
    return TRIVET_ALIPAY_VERDICT_UNSIGNED;
  return raw[0] == 'F' ? TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE : TRIVET_ALIPAY_VERDICT_REJECT;
}

TrivetProviderAnswer *
_sim_vendor_read_alipay (const SimQuestion *question,
                         SimSaying          saying,
                         guint              variant)
{
  static const TrivetAlipayOperation operations[] = {
    TRIVET_ALIPAY_OPERATION_PAY, TRIVET_ALIPAY_OPERATION_PRECREATE, TRIVET_ALIPAY_OPERATION_QUERY,
    TRIVET_ALIPAY_OPERATION_CANCEL, TRIVET_ALIPAY_OPERATION_CLOSE, TRIVET_ALIPAY_OPERATION_REFUND,
    TRIVET_ALIPAY_OPERATION_REFUND_QUERY
  };
  TrivetAlipayQuestion asked = {
    .operation = operations[question->call],
    .merchant_order_id = question->number,
    .amount_minor = question->amount_minor,
    .merchant_refund_id = question->refund_number,
    .refund_minor = question->refund_minor,
  };
  g_autofree char *text = alipay_say (question, saying, variant);
  const char      *mark = saying == SIM_SAYS_GARBLED                                  ? "R"
                          : saying == SIM_SAYS_UNSIGNED_NO                            ? "U"
                          : saying == SIM_SAYS_FORGED || saying == SIM_SAYS_FORGED_NO ? "F"
                                                                                      : "S";
  g_autofree char *raw = g_strconcat (mark, text, NULL);
  g_autoptr (GBytes) body = g_bytes_new (raw, strlen (raw));
  g_autoptr (TrivetHttpReply) reply = trivet_http_reply_new (saying == SIM_SAYS_GARBLED ? 502 : 200, body);

  return trivet_alipay_read_answer (&asked, NULL, reply);
}
