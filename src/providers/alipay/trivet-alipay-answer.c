/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-alipay"

#include "trivet-alipay-answer.h"

#include "trivet-alipay-code.h"
#include "trivet-alipay-envelope.h"
#include "trivet-json.h"
#include "trivet-provider-answers.h"

#include <string.h>

/* The address in a shown code (specs/alipay.md 7). */
#define QR_MAX_BYTES 1024

/* From the bytes of an answer to the one form that the engine reads. The rule behind every branch:
 * only what Alipay signed, about our number and our amount, proves anything. */

const char *
trivet_alipay_operation_get_method (TrivetAlipayOperation operation)
{
  switch (operation) {
  case TRIVET_ALIPAY_OPERATION_PAY:
    return "alipay.trade.pay";
  case TRIVET_ALIPAY_OPERATION_QUERY:
    return "alipay.trade.query";
  case TRIVET_ALIPAY_OPERATION_CANCEL:
    return "alipay.trade.cancel";
  case TRIVET_ALIPAY_OPERATION_PRECREATE:
    return "alipay.trade.precreate";
  case TRIVET_ALIPAY_OPERATION_CLOSE:
    return "alipay.trade.close";
  case TRIVET_ALIPAY_OPERATION_REFUND:
    return "alipay.trade.refund";
  case TRIVET_ALIPAY_OPERATION_REFUND_QUERY:
    return "alipay.trade.fastpay.refund.query";
  case TRIVET_ALIPAY_OPERATION_BILL:
    return "alipay.data.dataservice.bill.downloadurl.query";
  }
  g_assert_not_reached ();
}

static TrivetProviderAnswer *
unbelievable (const char *detail)
{
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, NULL, detail);
}

static gboolean
get_amount (JsonObject *content,
            const char *name,
            gint64     *ret_minor)
{
  const char *text = trivet_json_get_text (content, name);
  TrivetMoney money;

  if (text == NULL || !trivet_money_from_decimal (text, TRIVET_CURRENCY_CNY, &money, NULL) || money.minor < 0)
    return FALSE;
  *ret_minor = money.minor;
  return TRUE;
}

/* %TRUE when the content names our number; @required: it must name one. */
static gboolean
check_number (const TrivetAlipayQuestion *question,
              JsonObject                 *content,
              gboolean                    required,
              TrivetProviderAnswer      **ret_answer)
{
  const char *number = trivet_json_get_text (content, "out_trade_no");

  if (number == NULL && !required)
    return TRUE;
  if (g_strcmp0 (number, question->merchant_order_id) == 0)
    return TRUE;
  *ret_answer = number == NULL ? unbelievable ("The answer names no order number")
                               : trivet_provider_answer_new_alarm ("The answer is about another order number");
  return FALSE;
}

static TrivetProviderAnswer *
read_paid (const TrivetAlipayQuestion *question,
           JsonObject                 *content,
           const char                 *time_member)
{
  TrivetProviderAnswer *answer = NULL;
  gint64                total, payer;

  if (!check_number (question, content, TRUE, &answer))
    return answer;
  if (!get_amount (content, "total_amount", &total))
    return unbelievable ("The answer says paid and names no amount");
  if (total != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The answer says paid with another amount than was asked");

  if (!get_amount (content, "buyer_pay_amount", &payer) || payer > total)
    payer = total;
  answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAID, TRIVET_PAYMENT_REASON_NONE, "10000", NULL);
  answer->total_minor = total;
  answer->payer_minor = payer;
  answer->discount_minor = total - payer;
  answer->provider_transaction_id = g_strdup (trivet_json_get_text (content, "trade_no"));
  answer->paid_at = g_strdup (trivet_json_get_text (content, time_member));
  return answer;
}

/* Closed: nobody keeps money. @paid_before: there was some, and it went back. */
static TrivetProviderAnswer *
new_not_paid (JsonObject *content,
              const char *raw_code,
              gboolean    paid_before)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED, raw_code, NULL);

  answer->provider_transaction_id = g_strdup (trivet_json_get_text (content, "trade_no"));
  answer->money_returned = paid_before;
  return answer;
}

static gboolean
has_text (JsonObject *content,
          const char *name)
{
  const char *text = trivet_json_get_text (content, name);

  return text != NULL && *text != '\0';
}

static TrivetProviderAnswer *
read_status (const TrivetAlipayQuestion *question,
             JsonObject                 *content)
{
  const char           *status = trivet_json_get_text (content, "trade_status");
  TrivetProviderAnswer *answer = NULL;
  gint64                total;

  if (g_strcmp0 (status, "TRADE_SUCCESS") == 0 || g_strcmp0 (status, "TRADE_FINISHED") == 0)
    return read_paid (question, content, "send_pay_date");
  if (!check_number (question, content, g_strcmp0 (status, "TRADE_CLOSED") == 0, &answer))
    return answer;
  if (get_amount (content, "total_amount", &total) && total != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The order exists with another amount than was asked");
  if (g_strcmp0 (status, "WAIT_BUYER_PAY") == 0)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE, status, NULL);
  /* TRADE_CLOSED is said of trades that were never paid and of those that were refunded whole; only
   * the latter have a time of payment (specs/alipay.md 8). */
  if (g_strcmp0 (status, "TRADE_CLOSED") == 0)
    return new_not_paid (content, status, has_text (content, "send_pay_date"));
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, status,
                                              "The trade has a status that the documents do not know");
}

static TrivetProviderAnswer *
read_cancelled (const TrivetAlipayQuestion *question,
                JsonObject                 *content)
{
  const char           *action = trivet_json_get_text (content, "action");
  TrivetProviderAnswer *answer = NULL;

  if (!check_number (question, content, TRUE, &answer))
    return answer;
  if (g_strcmp0 (trivet_json_get_text (content, "retry_flag"), "N") != 0) {
    answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_SERVICE_BUSY, "10000",
                                                  "Alipay asks for the same cancel again");
    answer->repeat = TRUE;
    return answer;
  }
  return new_not_paid (content, "10000", g_strcmp0 (action, "refund") == 0);
}

static TrivetProviderAnswer *
read_shown (const TrivetAlipayQuestion *question,
            JsonObject                 *content)
{
  const char           *code = trivet_json_get_text (content, "qr_code");
  TrivetProviderAnswer *answer = NULL;
  gint64                total;

  if (!check_number (question, content, TRUE, &answer))
    return answer;
  if (get_amount (content, "total_amount", &total) && total != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The code is for another amount than was asked");
  if (code == NULL || *code == '\0' || strlen (code) > QR_MAX_BYTES)
    return unbelievable ("The answer has no code to show");
  answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE, "10000", NULL);
  answer->shown_code = g_strdup (code);
  return answer;
}

static TrivetProviderAnswer *
read_closed (const TrivetAlipayQuestion *question,
             JsonObject                 *content)
{
  TrivetProviderAnswer *answer = NULL;

  return check_number (question, content, TRUE, &answer) ? new_not_paid (content, "10000", FALSE) : answer;
}

static TrivetProviderAnswer *
new_refunded (const TrivetAlipayQuestion *question)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_REFUNDED, TRIVET_PAYMENT_REASON_NONE, "10000", NULL);

  answer->returned_minor = question->refund_minor;
  return answer;
}

/* refund_fee is the sum of all refunds of this trade so far, not this one (specs/alipay.md 7): it
 * bounds this refund from both sides and proves no more. A repeated refund answers "N" although the
 * first was done: only the query decides then (10). */
static TrivetProviderAnswer *
read_refund (const TrivetAlipayQuestion *question,
             JsonObject                 *content)
{
  TrivetProviderAnswer *answer = NULL;
  gint64                sum;

  if (!check_number (question, content, TRUE, &answer))
    return answer;
  if (get_amount (content, "refund_fee", &sum) && sum > question->amount_minor)
    return trivet_provider_answer_new_alarm ("More was refunded in all than was paid");
  if (g_strcmp0 (trivet_json_get_text (content, "fund_change"), "Y") != 0)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_REFUND_PENDING, TRIVET_PAYMENT_REASON_NONE, "10000", NULL);
  if (get_amount (content, "refund_fee", &sum) && sum < question->refund_minor)
    return trivet_provider_answer_new_alarm ("Less was refunded in all than this refund asked");
  return new_refunded (question);
}

/* Contradictions in what a refund query says of this refund, or %NULL. */
static TrivetProviderAnswer *
check_refund (const TrivetAlipayQuestion *question,
              JsonObject                 *content)
{
  const char *number = trivet_json_get_text (content, "out_request_no");
  gint64      amount;

  if (number != NULL && g_strcmp0 (number, question->merchant_refund_id) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another refund number");
  if (get_amount (content, "total_amount", &amount) && amount != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The order exists with another amount than was paid");
  if (get_amount (content, "refund_amount", &amount) && amount != question->refund_minor)
    return trivet_provider_answer_new_alarm ("The refund exists with another amount than was asked");
  return NULL;
}

/* No status: not received, or failed: the same refund may be sent again. A status that the documents
 * do not know: somebody works on it. */
static TrivetProviderAnswer *
read_refund_status (const TrivetAlipayQuestion *question,
                    JsonObject                 *content)
{
  const char           *status = trivet_json_get_text (content, "refund_status");
  gboolean              done = g_strcmp0 (status, "REFUND_SUCCESS") == 0;
  TrivetProviderAnswer *answer = NULL;
  gint64                amount;

  if (!check_number (question, content, done, &answer) || (answer = check_refund (question, content)) != NULL)
    return answer;
  if (!has_text (content, "refund_status"))
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_NOT_FOUND, TRIVET_PAYMENT_REASON_NOT_EXISTING, "10000", NULL);
  if (!done)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_REFUND_PENDING, TRIVET_PAYMENT_REASON_NONE, status, NULL);
  if (!has_text (content, "out_request_no") || !get_amount (content, "refund_amount", &amount))
    return unbelievable ("The answer says refunded and names no refund number or amount");
  return new_refunded (question);
}

static TrivetProviderAnswer *
read_success (const TrivetAlipayQuestion *question,
              JsonObject                 *content)
{
  switch (question->operation) {
  case TRIVET_ALIPAY_OPERATION_PAY:
    return read_paid (question, content, "gmt_payment");
  case TRIVET_ALIPAY_OPERATION_QUERY:
    return read_status (question, content);
  case TRIVET_ALIPAY_OPERATION_CANCEL:
    return read_cancelled (question, content);
  case TRIVET_ALIPAY_OPERATION_PRECREATE:
    return read_shown (question, content);
  case TRIVET_ALIPAY_OPERATION_CLOSE:
    return read_closed (question, content);
  case TRIVET_ALIPAY_OPERATION_REFUND:
    return read_refund (question, content);
  case TRIVET_ALIPAY_OPERATION_REFUND_QUERY:
    return read_refund_status (question, content);
  case TRIVET_ALIPAY_OPERATION_BILL:
    return unbelievable ("A bill's address proves nothing about a payment");
  }
  g_assert_not_reached ();
}

static gboolean
is_attempt (TrivetAlipayOperation operation)
{
  return operation == TRIVET_ALIPAY_OPERATION_PAY || operation == TRIVET_ALIPAY_OPERATION_PRECREATE;
}

/* Table of section 9, for a refund. "Trade not found" is a wrong number, which no repetition mends.
 * Wrong keys and clocks are mended on this register, so such a refund stays open and is asked again;
 * so does one that is refused with a code that belongs to payments. */
static TrivetOutcome
judge_refund (TrivetAlipayEffect   effect,
              TrivetPaymentReason *reason)
{
  switch (effect) {
  case TRIVET_ALIPAY_EFFECT_REFUSED:
    if (*reason == TRIVET_PAYMENT_REASON_NOT_CONTRACTED)
      return TRIVET_OUTCOME_DECLINED;
    if (*reason != TRIVET_PAYMENT_REASON_OUR_DATA)
      return TRIVET_OUTCOME_UNKNOWN;
    *reason = TRIVET_PAYMENT_REASON_REFUND_REFUSED;
    return TRIVET_OUTCOME_DECLINED;
  case TRIVET_ALIPAY_EFFECT_NO_REFUND:
  case TRIVET_ALIPAY_EFFECT_MISSING:
    *reason = TRIVET_PAYMENT_REASON_REFUND_REFUSED;
    return TRIVET_OUTCOME_DECLINED;
  case TRIVET_ALIPAY_EFFECT_NO_BALANCE:
    return TRIVET_OUTCOME_DECLINED;
  case TRIVET_ALIPAY_EFFECT_DEAD:
  case TRIVET_ALIPAY_EFFECT_UNKNOWN:
  case TRIVET_ALIPAY_EFFECT_REPEAT:
    return TRIVET_OUTCOME_UNKNOWN;
  }
  g_assert_not_reached ();
}

static TrivetOutcome
judge (TrivetAlipayOperation operation,
       TrivetAlipayEffect    effect,
       TrivetPaymentReason  *reason)
{
  if (operation == TRIVET_ALIPAY_OPERATION_REFUND)
    return judge_refund (effect, reason);

  switch (effect) {
  case TRIVET_ALIPAY_EFFECT_REFUSED:
    return is_attempt (operation) ? TRIVET_OUTCOME_DECLINED : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_ALIPAY_EFFECT_DEAD:
    if (is_attempt (operation))
      return TRIVET_OUTCOME_DECLINED;
    return operation == TRIVET_ALIPAY_OPERATION_QUERY ? TRIVET_OUTCOME_NOT_PAID : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_ALIPAY_EFFECT_MISSING:
    return is_attempt (operation) ? TRIVET_OUTCOME_UNKNOWN : TRIVET_OUTCOME_NOT_FOUND;
  case TRIVET_ALIPAY_EFFECT_UNKNOWN:
  case TRIVET_ALIPAY_EFFECT_REPEAT:
  case TRIVET_ALIPAY_EFFECT_NO_REFUND:
  case TRIVET_ALIPAY_EFFECT_NO_BALANCE:
    return TRIVET_OUTCOME_UNKNOWN;
  }
  g_assert_not_reached ();
}

static TrivetProviderAnswer *
read_failure (const TrivetAlipayQuestion *question,
              JsonObject                 *content,
              const char                 *code,
              gboolean                    is_signed)
{
  const char           *sub_code = trivet_json_get_text (content, "sub_code");
  const char           *raw_code = sub_code != NULL ? sub_code : code;
  TrivetAlipayEffect    effect;
  TrivetPaymentReason   reason;
  TrivetProviderAnswer *answer = NULL;

  if (!check_number (question, content, FALSE, &answer))
    return answer;
  if (!trivet_alipay_code_lookup (code, sub_code, &effect, &reason))
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_SERVICE_BUSY, raw_code,
                                                "Alipay answered with a code that its documents do not know");
  if (is_signed) {
    TrivetOutcome outcome = judge (question->operation, effect, &reason);

    answer = trivet_provider_answer_new_detailed (outcome, reason, raw_code, NULL);
    answer->repeat = question->operation == TRIVET_ALIPAY_OPERATION_CANCEL &&
                     (effect == TRIVET_ALIPAY_EFFECT_REPEAT || effect == TRIVET_ALIPAY_EFFECT_NO_BALANCE);
    return answer;
  }

  /* Settings that are wrong are refused before anything can be signed: the hint goes to the screen,
   * the outcome stays open. A hint about the guest would only mislead. */
  if (reason != TRIVET_PAYMENT_REASON_BAD_CREDENTIALS && reason != TRIVET_PAYMENT_REASON_CLOCK_WRONG &&
      reason != TRIVET_PAYMENT_REASON_NOT_CONTRACTED && reason != TRIVET_PAYMENT_REASON_SERVICE_BUSY)
    reason = TRIVET_PAYMENT_REASON_NOT_BELIEVABLE;
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, reason, raw_code, "An error without a signature");
}

static TrivetProviderAnswer *
read_content (const TrivetAlipayQuestion *question,
              const char                 *text,
              gsize                       length,
              gboolean                    is_signed)
{
  g_autoptr (JsonObject) content = trivet_json_parse_object (text, length, NULL);
  const char *code = content != NULL ? trivet_json_get_text (content, "code") : NULL;

  if (code == NULL)
    return unbelievable ("The answer has no code");
  if (is_signed && strcmp (code, "10000") == 0)
    return read_success (question, content);
  if (is_signed && strcmp (code, "10003") == 0 && question->operation == TRIVET_ALIPAY_OPERATION_PAY) {
    TrivetProviderAnswer *answer = NULL;

    if (!check_number (question, content, FALSE, &answer))
      return answer;
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE, code, NULL);
  }
  return read_failure (question, content, code, is_signed);
}

/* A wrong clock explains what nothing else explains. */
static void
explain_by_clock (TrivetProviderAnswer       *answer,
                  const TrivetAlipayQuestion *question,
                  const TrivetHttpReply      *reply)
{
  gint64   skew_s = 0;
  gboolean wrong = trivet_http_reply_get_skew_s (reply, question->now_s, &skew_s) && ABS (skew_s) > TRIVET_CLOCK_SKEW_MAX_S;

  if (wrong && (answer->reason == TRIVET_PAYMENT_REASON_NOT_BELIEVABLE || answer->reason == TRIVET_PAYMENT_REASON_BAD_CREDENTIALS) && !answer->alarm)
    answer->reason = TRIVET_PAYMENT_REASON_CLOCK_WRONG;
  if (wrong && answer->reason == TRIVET_PAYMENT_REASON_CLOCK_WRONG) {
    g_free (answer->detail);
    answer->detail = trivet_provider_dup_skew_text (skew_s);
  }
}

/**
 * trivet_alipay_read_answer:
 * @question: what was asked
 * @keys: who may have signed
 * @reply: what came
 *
 * Returns: (transfer full): what is proven by it
 */
TrivetProviderAnswer *
trivet_alipay_read_answer (const TrivetAlipayQuestion *question,
                           TrivetAlipayKeys           *keys,
                           const TrivetHttpReply      *reply)
{
  gsize                 raw_length;
  const char           *raw = trivet_http_reply_get_text (reply, &raw_length);
  const char           *method = trivet_alipay_operation_get_method (question->operation);
  const char           *content = NULL;
  gsize                 length = 0;
  TrivetProviderAnswer *answer = NULL;

  switch (trivet_alipay_open_envelope (raw, raw_length, method, keys, &content, &length)) {
  case TRIVET_ALIPAY_VERDICT_OK:
    answer = read_content (question, content, length, TRUE);
    break;
  case TRIVET_ALIPAY_VERDICT_UNSIGNED:
    answer = read_content (question, content, length, FALSE);
    break;
  case TRIVET_ALIPAY_VERDICT_BAD_SIGNATURE:
    answer = unbelievable ("The answer is not signed with the Alipay key that is set up");
    break;
  case TRIVET_ALIPAY_VERDICT_UNKNOWN_KEY:
    answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_BAD_CREDENTIALS, NULL,
                                                  "The answer is signed with a newer Alipay certificate; download it in the portal");
    break;
  case TRIVET_ALIPAY_VERDICT_REJECT:
    answer = unbelievable ("The answer has not the shape of one");
    if (trivet_http_reply_get_status (reply) >= 500)
      answer->reason = TRIVET_PAYMENT_REASON_SERVICE_BUSY;
    break;
  }
  explain_by_clock (answer, question, reply);
  return answer;
}
