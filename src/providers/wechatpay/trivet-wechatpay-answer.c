/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-answer-private.h"

#include "trivet-json.h"
#include "trivet-provider-answers.h"
#include "trivet-wechatpay-code.h"
#include "trivet-wechatpay-v2.h"

#include <string.h>

/* From the bytes of an answer to the one form that the engine reads. Only what is signed, about our
 * merchant, number and amount, proves that money came or cannot come; errors of v3 are unsigned and
 * at most end an attempt, which the engine confirms by a query. */

#define CODE_URL_MAX_BYTES 512

/* What an answer of either interface says about an order. Amounts are -1 when it names none. */
typedef struct {
  const char *mchid;
  const char *number;
  const char *state;
  gint64      total;
  gint64      payer;
  const char *transaction_id;
  const char *paid_at;
} Facts;

/* A doubt: whatever came proves nothing. */
TrivetProviderAnswer *
_trivet_wechatpay_unbelievable (const char *detail)
{
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, NULL, detail);
}

/* (nullable): an answer if the facts are not about what was asked. */
static TrivetProviderAnswer *
check_facts (const TrivetWechatpayQuestion *question,
             const Facts                   *facts,
             gboolean                       with_amount)
{
  if (facts->mchid == NULL || facts->number == NULL)
    return _trivet_wechatpay_unbelievable ("The answer does not say which order it is about");
  if (strcmp (facts->mchid, question->mchid) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another merchant");
  if (strcmp (facts->number, question->merchant_order_id) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another order number");
  if (with_amount && facts->total < 0)
    return _trivet_wechatpay_unbelievable ("The answer says paid and names no amount");
  if (facts->total >= 0 && facts->total != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The order has another amount than was asked");
  return NULL;
}

static TrivetProviderAnswer *
new_paid (const Facts *facts)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAID, TRIVET_PAYMENT_REASON_NONE, facts->state, NULL);

  answer->total_minor = facts->total;
  answer->payer_minor = facts->payer >= 0 && facts->payer <= facts->total ? facts->payer : facts->total;
  answer->discount_minor = answer->total_minor - answer->payer_minor;
  answer->provider_transaction_id = g_strdup (facts->transaction_id);
  answer->paid_at = g_strdup (facts->paid_at);
  return answer;
}

static gboolean
state_is (const Facts *facts,
          const char  *state)
{
  return strcmp (facts->state, state) == 0;
}

/* An order without our money in it: what the state means, before theirs is copied. */
static TrivetProviderAnswer *
new_unpaid (const Facts *facts)
{
  if (state_is (facts, "USERPAYING") || state_is (facts, "NOTPAY"))
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE, facts->state, NULL);
  if (state_is (facts, "CLOSED") || state_is (facts, "REVOKED"))
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED, facts->state, NULL);
  /* The wallet refused, but the order is not closed for certain: the engine reverses it, then it
   * is (specs/wechatpay.md 8). */
  if (state_is (facts, "PAYERROR"))
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_WALLET_REFUSED, facts->state, NULL);
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, facts->state,
                                              "The order has a state that the documents do not know");
}

static TrivetProviderAnswer *
read_state (const TrivetWechatpayQuestion *question,
            const Facts                   *facts)
{
  TrivetProviderAnswer *answer;
  /* A partly refunded order says REFUND for ever: it was paid. */
  gboolean paid = facts->state != NULL && (state_is (facts, "SUCCESS") || state_is (facts, "REFUND"));

  if (facts->state == NULL)
    return _trivet_wechatpay_unbelievable ("The answer names no state");
  answer = check_facts (question, facts, paid);
  if (answer != NULL)
    return answer;
  if (paid)
    return new_paid (facts);
  answer = new_unpaid (facts);
  answer->provider_transaction_id = g_strdup (facts->transaction_id);
  /* Only a paid order has a transaction id and a time: it was reversed after the guest had paid. */
  answer->money_returned = answer->outcome == TRIVET_OUTCOME_NOT_PAID && facts->transaction_id != NULL && facts->paid_at != NULL;
  return answer;
}

/* What an effect means for each call. @signed_answer: errors of v2 are signed, those of v3 are not,
 * and only a signed one may say that nobody can pay any more. */
static TrivetOutcome
judge_effect (TrivetWechatpayOperation operation,
              TrivetWechatpayEffect    effect,
              TrivetPaymentReason      reason,
              gboolean                 signed_answer)
{
  switch (operation) {
  case TRIVET_WECHATPAY_OPERATION_PAY:
    if (effect == TRIVET_WECHATPAY_EFFECT_WAIT)
      return TRIVET_OUTCOME_PAYER_ACTION;
    return effect == TRIVET_WECHATPAY_EFFECT_REFUSED ? TRIVET_OUTCOME_DECLINED : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_WECHATPAY_OPERATION_QUERY:
    if (effect == TRIVET_WECHATPAY_EFFECT_WAIT)
      return TRIVET_OUTCOME_PAYER_ACTION;
    return effect == TRIVET_WECHATPAY_EFFECT_MISSING ? TRIVET_OUTCOME_NOT_FOUND : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_WECHATPAY_OPERATION_SHOW:
    return effect == TRIVET_WECHATPAY_EFFECT_REFUSED ? TRIVET_OUTCOME_DECLINED : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_WECHATPAY_OPERATION_CLOSE:
    if (signed_answer && effect == TRIVET_WECHATPAY_EFFECT_REFUSED && reason == TRIVET_PAYMENT_REASON_CLOSED)
      return TRIVET_OUTCOME_NOT_PAID;
    return effect == TRIVET_WECHATPAY_EFFECT_MISSING ? TRIVET_OUTCOME_NOT_FOUND : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_WECHATPAY_OPERATION_REVERSE:
  case TRIVET_WECHATPAY_OPERATION_QUERY_REFUND:
    return effect == TRIVET_WECHATPAY_EFFECT_MISSING ? TRIVET_OUTCOME_NOT_FOUND : TRIVET_OUTCOME_UNKNOWN;
  case TRIVET_WECHATPAY_OPERATION_REFUND:
    /* "Missing" is the payment here, not the refund: a person must look. */
    return effect == TRIVET_WECHATPAY_EFFECT_UNKNOWN ? TRIVET_OUTCOME_UNKNOWN : TRIVET_OUTCOME_DECLINED;
  }
  g_return_val_if_reached (TRIVET_OUTCOME_UNKNOWN);
}

/* A code that ended a call, from either interface. */
static TrivetProviderAnswer *
read_code (const TrivetWechatpayQuestion *question,
           const char                    *code,
           gboolean                       signed_answer)
{
  TrivetWechatpayEffect effect = TRIVET_WECHATPAY_EFFECT_UNKNOWN;
  TrivetPaymentReason   reason = TRIVET_PAYMENT_REASON_SERVICE_BUSY;
  gboolean              is_refund = question->operation >= TRIVET_WECHATPAY_OPERATION_REFUND;
  gboolean              is_reverse = question->operation == TRIVET_WECHATPAY_OPERATION_REVERSE;
  gboolean              known = is_refund ? trivet_wechatpay_code_lookup_refund (code, &effect, &reason)
                                          : trivet_wechatpay_code_lookup (code, &effect, &reason);
  TrivetProviderAnswer *answer;

  if (effect == TRIVET_WECHATPAY_EFFECT_WAIT && is_reverse)
    reason = TRIVET_PAYMENT_REASON_TOO_EARLY;
  if (effect == TRIVET_WECHATPAY_EFFECT_MISSING && question->operation == TRIVET_WECHATPAY_OPERATION_REFUND)
    reason = TRIVET_PAYMENT_REASON_NEEDS_MANAGER;
  answer = trivet_provider_answer_new_detailed (judge_effect (question->operation, effect, reason, signed_answer), reason, code,
                                                known ? NULL : "WeChat Pay answered with a code that its documents do not know");
  answer->repeat = is_reverse && (effect == TRIVET_WECHATPAY_EFFECT_WAIT || reason == TRIVET_PAYMENT_REASON_SERVICE_BUSY);
  return answer;
}

/* Codes are words of capital letters; anything else in that place is not shown to anybody. */
static gboolean
is_code (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= 64 &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == strlen (text);
}

/* (nullable) (transfer full): the code that an error of v3 carries; nobody signed it. */
char *
_trivet_wechatpay_dup_code (const TrivetHttpReply *reply)
{
  gsize       length;
  const char *text = trivet_http_reply_get_text (reply, &length);
  g_autoptr (JsonObject) object = trivet_json_parse_object (text, length, NULL);
  const char *code = object != NULL ? trivet_json_get_text (object, "code") : NULL;

  return is_code (code) ? g_strdup (code) : NULL;
}

static TrivetProviderAnswer *
read_http_error (const TrivetWechatpayQuestion *question,
                 const TrivetHttpReply         *reply)
{
  g_autofree char *code = _trivet_wechatpay_dup_code (reply);
  guint            status = trivet_http_reply_get_status (reply);

  if (code != NULL)
    return read_code (question, code, FALSE);
  if (status >= 500 || status == 429)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_SERVICE_BUSY, NULL, "WeChat Pay is busy");
  return _trivet_wechatpay_unbelievable ("An error without a code");
}

/* The text of a code to show: an address of WeChat Pay's own, drawn unchanged. */
static TrivetProviderAnswer *
read_shown_code (const char *code_url)
{
  TrivetProviderAnswer *answer;

  if (code_url == NULL || !g_str_has_prefix (code_url, "weixin://") || strlen (code_url) > CODE_URL_MAX_BYTES || !g_str_is_ascii (code_url))
    return _trivet_wechatpay_unbelievable ("The answer holds no code to show");
  answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE, "SHOWN", NULL);
  answer->shown_code = g_strdup (code_url);
  return answer;
}

static TrivetProviderAnswer *
new_closed (const char *word)
{
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED, word, NULL);
}

static void
collect_facts (JsonObject *object,
               Facts      *facts)
{
  JsonObject *amount = trivet_json_get_object (object, "amount");

  facts->mchid = trivet_json_get_text (object, "mchid");
  facts->number = trivet_json_get_text (object, "out_trade_no");
  facts->state = trivet_json_get_text (object, "trade_state");
  facts->transaction_id = trivet_json_get_text (object, "transaction_id");
  facts->paid_at = trivet_json_get_text (object, "success_time");
  if (amount != NULL) {
    trivet_json_get_integer (amount, "total", &facts->total);
    trivet_json_get_integer (amount, "payer_total", &facts->payer);
  }
}

static TrivetProviderAnswer *
read_v3_success (const TrivetWechatpayQuestion *question,
                 const TrivetHttpReply         *reply)
{
  gsize       length;
  const char *text = trivet_http_reply_get_text (reply, &length);
  Facts       facts = { .total = -1, .payer = -1 };
  g_autoptr (JsonObject) object = NULL;
  TrivetProviderAnswer *answer;

  /* A close is answered by 204: the signature covers the empty text. */
  if (question->operation == TRIVET_WECHATPAY_OPERATION_CLOSE)
    return trivet_http_reply_get_status (reply) / 100 == 2 ? new_closed ("CLOSED") : _trivet_wechatpay_unbelievable ("The order was not closed");
  object = trivet_json_parse_object (text, length, NULL);
  if (object == NULL)
    return _trivet_wechatpay_unbelievable ("The answer is no JSON object");
  collect_facts (object, &facts);
  switch (question->operation) {
  case TRIVET_WECHATPAY_OPERATION_PAY:
  case TRIVET_WECHATPAY_OPERATION_QUERY:
    return read_state (question, &facts);
  case TRIVET_WECHATPAY_OPERATION_SHOW:
    return read_shown_code (trivet_json_get_text (object, "code_url"));
  case TRIVET_WECHATPAY_OPERATION_REFUND:
  case TRIVET_WECHATPAY_OPERATION_QUERY_REFUND:
    return _trivet_wechatpay_read_refund_v3 (question, object);
  case TRIVET_WECHATPAY_OPERATION_REVERSE:
  case TRIVET_WECHATPAY_OPERATION_CLOSE:
    break;
  }
  answer = check_facts (question, &facts, FALSE);
  return answer != NULL ? answer : new_closed ("REVERSED");
}

/* A wrong clock explains what nothing else explains. */
static void
explain_by_clock (TrivetProviderAnswer          *answer,
                  const TrivetWechatpayQuestion *question,
                  const TrivetHttpReply         *reply)
{
  gint64 skew_s = 0;

  if (answer->alarm || (answer->reason != TRIVET_PAYMENT_REASON_NOT_BELIEVABLE && answer->reason != TRIVET_PAYMENT_REASON_BAD_CREDENTIALS))
    return;
  if (!trivet_http_reply_get_skew_s (reply, question->now_s, &skew_s) || ABS (skew_s) < TRIVET_CLOCK_SKEW_MAX_S)
    return;
  answer->reason = TRIVET_PAYMENT_REASON_CLOCK_WRONG;
  g_free (answer->detail);
  answer->detail = trivet_provider_dup_skew_text (skew_s);
}

/**
 * trivet_wechatpay_read_v3:
 * @question: what was asked
 * @verdict: of trivet_wechatpay_verify()
 * @reply: what came
 *
 * Returns: (transfer full): what is proven by it
 */
TrivetProviderAnswer *
trivet_wechatpay_read_v3 (const TrivetWechatpayQuestion *question,
                          TrivetWechatpayVerdict         verdict,
                          const TrivetHttpReply         *reply)
{
  TrivetProviderAnswer *answer = NULL;

  switch (verdict) {
  case TRIVET_WECHATPAY_VERDICT_OK:
    answer = read_v3_success (question, reply);
    break;
  case TRIVET_WECHATPAY_VERDICT_HTTP_ERROR:
    answer = read_http_error (question, reply);
    break;
  case TRIVET_WECHATPAY_VERDICT_MISSING_HEADER:
    answer = _trivet_wechatpay_unbelievable ("The answer is not signed");
    break;
  case TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW:
    answer = _trivet_wechatpay_unbelievable ("The answer was signed at another time");
    break;
  case TRIVET_WECHATPAY_VERDICT_UNKNOWN_SERIAL:
    answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_BAD_CREDENTIALS, NULL,
                                                  "The answer is signed with a WeChat Pay key that is not set up");
    break;
  case TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE:
    answer = _trivet_wechatpay_unbelievable ("The answer is not signed by WeChat Pay");
    break;
  }
  explain_by_clock (answer, question, reply);
  return answer;
}

/* Fen of a field of v2; -1 if it is missing or no number. */
gint64
_trivet_wechatpay_get_fen (GHashTable *fields,
                           const char *name)
{
  const char *text = g_hash_table_lookup (fields, name);
  guint64     value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return -1;
  return (gint64) value;
}

static TrivetProviderAnswer *
read_v2_success (const TrivetWechatpayQuestion *question,
                 GHashTable                    *fields)
{
  Facts facts = { .total = _trivet_wechatpay_get_fen (fields, "total_fee"), .payer = _trivet_wechatpay_get_fen (fields, "cash_fee") };

  facts.mchid = g_hash_table_lookup (fields, "mch_id");
  facts.number = g_hash_table_lookup (fields, "out_trade_no");
  facts.transaction_id = g_hash_table_lookup (fields, "transaction_id");
  facts.paid_at = g_hash_table_lookup (fields, "time_end");
  switch (question->operation) {
  case TRIVET_WECHATPAY_OPERATION_PAY:
    facts.state = "SUCCESS";
    return read_state (question, &facts);
  case TRIVET_WECHATPAY_OPERATION_QUERY:
    facts.state = g_hash_table_lookup (fields, "trade_state");
    return read_state (question, &facts);
  case TRIVET_WECHATPAY_OPERATION_SHOW:
    return read_shown_code (g_hash_table_lookup (fields, "code_url"));
  case TRIVET_WECHATPAY_OPERATION_REFUND:
  case TRIVET_WECHATPAY_OPERATION_QUERY_REFUND:
    return _trivet_wechatpay_read_refund_v2 (question, fields);
  case TRIVET_WECHATPAY_OPERATION_REVERSE:
  case TRIVET_WECHATPAY_OPERATION_CLOSE:
    break;
  }
  /* These two name the merchant, not always the order; the engine's query after a reverse decides. */
  if (facts.number != NULL && strcmp (facts.number, question->merchant_order_id) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another order number");
  return new_closed (question->operation == TRIVET_WECHATPAY_OPERATION_CLOSE ? "CLOSED" : "REVERSED");
}

static TrivetProviderAnswer *
read_v2_fields (const TrivetWechatpayQuestion *question,
                GHashTable                    *fields)
{
  const char           *merchant = g_hash_table_lookup (fields, "mch_id");
  const char           *code = g_hash_table_lookup (fields, "err_code");
  TrivetProviderAnswer *answer;

  if (merchant != NULL && strcmp (merchant, question->mchid) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another merchant");
  if (question->operation == TRIVET_WECHATPAY_OPERATION_REVERSE && g_strcmp0 (g_hash_table_lookup (fields, "recall"), "Y") == 0) {
    answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_SERVICE_BUSY, is_code (code) ? code : NULL,
                                                  "WeChat Pay asks for the same reverse again");
    answer->repeat = TRUE;
    return answer;
  }
  if (g_strcmp0 (g_hash_table_lookup (fields, "result_code"), "SUCCESS") != 0)
    return is_code (code) ? read_code (question, code, TRUE) : _trivet_wechatpay_unbelievable ("A failure without a code");
  return read_v2_success (question, fields);
}

/**
 * trivet_wechatpay_read_v2:
 * @question: what was asked
 * @key: the APIv2 key
 * @reply: what came
 *
 * Returns: (transfer full): what is proven by it
 */
TrivetProviderAnswer *
trivet_wechatpay_read_v2 (const TrivetWechatpayQuestion *question,
                          const TrivetSecret            *key,
                          const TrivetHttpReply         *reply)
{
  gsize       length;
  const char *text = trivet_http_reply_get_text (reply, &length);
  g_autoptr (GHashTable) fields = trivet_wechatpay_v2_from_xml (text, length, NULL);
  TrivetProviderAnswer *answer;

  if (fields == NULL) {
    answer = _trivet_wechatpay_unbelievable ("The answer is no XML document of WeChat Pay");
    if (trivet_http_reply_get_status (reply) >= 500)
      answer->reason = TRIVET_PAYMENT_REASON_SERVICE_BUSY;
  } else if (g_strcmp0 (g_hash_table_lookup (fields, "return_code"), "SUCCESS") != 0) {
    /* Not signed: our signature, or the merchant's number, is probably wrong. */
    answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_BAD_CREDENTIALS, NULL,
                                                  "WeChat Pay refused the call as such");
  } else if (!trivet_wechatpay_v2_verify (fields, key)) {
    answer = _trivet_wechatpay_unbelievable ("The answer is not signed with the APIv2 key");
  } else {
    answer = read_v2_fields (question, fields);
  }
  explain_by_clock (answer, question, reply);
  return answer;
}
