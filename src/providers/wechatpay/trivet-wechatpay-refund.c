/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-wechatpay"

#include "trivet-wechatpay-answer-private.h"

#include "trivet-json.h"
#include "trivet-provider-answers.h"

#include <string.h>

/* What an answer says about a refund. "Accepted" is not "refunded": only the state SUCCESS of our
 * refund number, with our amounts, proves that the guest has the money (specs/wechatpay.md 8). */

/* v2 numbers the refunds of an order; asked by our refund number it lists one, but may list more. */
#define V2_MAX_REFUNDS 60

/* What either interface says about one refund. Amounts are -1 when it names none. */
typedef struct {
  const char *number;
  const char *refund_number;
  const char *refund_id;
  const char *state;
  const char *done_at;
  gint64      total;
  gint64      refund;
} Facts;

/* (nullable): an answer if the facts are not about the refund that was asked. v3 names no merchant
 * here; v2's was compared before. */
static TrivetProviderAnswer *
check_facts (const TrivetWechatpayQuestion *question,
             const Facts                   *facts)
{
  if (facts->refund_number == NULL)
    return _trivet_wechatpay_unbelievable ("The answer does not say which refund it is about");
  if (strcmp (facts->refund_number, question->merchant_refund_id) != 0)
    return trivet_provider_answer_new_alarm ("The answer is about another refund number");
  if (facts->number != NULL && strcmp (facts->number, question->merchant_order_id) != 0)
    return trivet_provider_answer_new_alarm ("The refund is one of another order");
  if (facts->total >= 0 && facts->total != question->amount_minor)
    return trivet_provider_answer_new_alarm ("The refund names another total of the order");
  if (facts->refund >= 0 && facts->refund != question->refund_minor)
    return trivet_provider_answer_new_alarm ("The refund has another amount than was asked");
  return NULL;
}

static TrivetProviderAnswer *
new_refunded (const TrivetWechatpayQuestion *question,
              const Facts                   *facts)
{
  TrivetProviderAnswer *answer;

  if (facts->number == NULL || facts->refund < 0)
    return _trivet_wechatpay_unbelievable ("The answer says refunded and names no order or no amount");
  answer = trivet_provider_answer_new_detailed (TRIVET_OUTCOME_REFUNDED, TRIVET_PAYMENT_REASON_NONE, facts->state, NULL);
  answer->returned_minor = question->refund_minor;
  answer->paid_at = g_strdup (facts->done_at);
  return answer;
}

static TrivetProviderAnswer *
judge_state (const TrivetWechatpayQuestion *question,
             const Facts                   *facts)
{
  if (strcmp (facts->state, "SUCCESS") == 0)
    return new_refunded (question, facts);
  if (strcmp (facts->state, "PROCESSING") == 0)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_REFUND_PENDING, TRIVET_PAYMENT_REASON_NONE, facts->state, NULL);
  if (strcmp (facts->state, "CLOSED") == 0 || strcmp (facts->state, "REFUNDCLOSE") == 0)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_REFUND_REFUSED, facts->state,
                                                "WeChat Pay closed the refund; another try needs another number");
  /* The guest's card is dead: the money waits with WeChat Pay, and a person directs it in the
   * merchant portal. Paying it out by hand as well would pay twice. */
  if (strcmp (facts->state, "ABNORMAL") == 0 || strcmp (facts->state, "CHANGE") == 0)
    return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NEEDS_MANAGER, facts->state,
                                                "The guest's account cannot take the money; settle it in the merchant portal");
  return trivet_provider_answer_new_detailed (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE, facts->state,
                                              "The refund has a state that the documents do not know");
}

static TrivetProviderAnswer *
read_facts (const TrivetWechatpayQuestion *question,
            const Facts                   *facts)
{
  TrivetProviderAnswer *answer = check_facts (question, facts);

  if (answer != NULL)
    return answer;
  if (facts->state == NULL)
    return _trivet_wechatpay_unbelievable ("The answer names no state of the refund");
  answer = judge_state (question, facts);
  answer->provider_transaction_id = g_strdup (facts->refund_id);
  return answer;
}

/* @object: the verified answer to a refund or to a question about one; both look alike. */
TrivetProviderAnswer *
_trivet_wechatpay_read_refund_v3 (const TrivetWechatpayQuestion *question,
                                  JsonObject                    *object)
{
  JsonObject *amount = trivet_json_get_object (object, "amount");
  Facts       facts = { .total = -1, .refund = -1 };
  const char *currency = amount != NULL ? trivet_json_get_text (amount, "currency") : NULL;

  if (currency != NULL && strcmp (currency, "CNY") != 0)
    return trivet_provider_answer_new_alarm ("The refund has another currency than was asked");
  facts.number = trivet_json_get_text (object, "out_trade_no");
  facts.refund_number = trivet_json_get_text (object, "out_refund_no");
  facts.refund_id = trivet_json_get_text (object, "refund_id");
  facts.state = trivet_json_get_text (object, "status");
  facts.done_at = trivet_json_get_text (object, "success_time");
  if (amount != NULL) {
    trivet_json_get_integer (amount, "total", &facts.total);
    trivet_json_get_integer (amount, "refund", &facts.refund);
  }
  return read_facts (question, &facts);
}

static const char *
lookup_numbered (GHashTable *fields,
                 const char *name,
                 const char *suffix)
{
  g_autofree char *whole = g_strconcat (name, suffix, NULL);

  return g_hash_table_lookup (fields, whole);
}

static void
collect_v2 (GHashTable *fields,
            const char *suffix,
            Facts      *facts)
{
  g_autofree char *fee_name = g_strconcat ("refund_fee", suffix, NULL);

  facts->number = g_hash_table_lookup (fields, "out_trade_no");
  facts->total = _trivet_wechatpay_get_fen (fields, "total_fee");
  facts->refund = _trivet_wechatpay_get_fen (fields, fee_name);
  facts->refund_number = lookup_numbered (fields, "out_refund_no", suffix);
  facts->refund_id = lookup_numbered (fields, "refund_id", suffix);
  facts->state = lookup_numbered (fields, "refund_status", suffix);
  facts->done_at = lookup_numbered (fields, "refund_success_time", suffix);
}

/* The fields of our refund: "_0", "_1", … or without a number. If none is ours, the first is taken,
 * which then contradicts. */
static void
find_v2 (const TrivetWechatpayQuestion *question,
         GHashTable                    *fields,
         Facts                         *facts)
{
  for (guint i = 0; i < V2_MAX_REFUNDS; i++) {
    g_autofree char *suffix = g_strdup_printf ("_%u", i);
    const char      *number = lookup_numbered (fields, "out_refund_no", suffix);

    if (number == NULL)
      break;
    if (i > 0 && strcmp (number, question->merchant_refund_id) != 0)
      continue;
    collect_v2 (fields, suffix, facts);
    if (strcmp (number, question->merchant_refund_id) == 0)
      return;
  }
  if (facts->refund_number == NULL)
    collect_v2 (fields, "", facts);
}

/* @fields: the verified answer, with result_code SUCCESS and our merchant. */
TrivetProviderAnswer *
_trivet_wechatpay_read_refund_v2 (const TrivetWechatpayQuestion *question,
                                  GHashTable                    *fields)
{
  Facts facts = { .total = -1, .refund = -1 };

  if (question->operation == TRIVET_WECHATPAY_OPERATION_QUERY_REFUND) {
    find_v2 (question, fields, &facts);
  } else {
    collect_v2 (fields, "", &facts);
    /* The answer to a refund has no state: it was accepted. */
    facts.state = "PROCESSING";
  }
  return read_facts (question, &facts);
}
