/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a refund counts as done only when a signed answer says so about our refund number, order and
 * amounts; "accepted" is pending, "closed" and "abnormal" go to a person. Method: answers of both
 * interfaces with one thing changed. */

#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-v2.h"

#include <string.h>

#include "vectors.h"

#define MCHID         "1900009191"
#define NUMBER        "TRV20260101000123"
#define REFUND_NUMBER "RTRV20260101000123"
#define V2_KEY        "KSGSaF1DYhT01Y63hjkSBYn6XD7qW2dW"

#define REFUND  TRIVET_WECHATPAY_OPERATION_REFUND
#define QUERY   TRIVET_WECHATPAY_OPERATION_QUERY_REFUND
#define O(name) TRIVET_OUTCOME_##name
#define R(name) TRIVET_PAYMENT_REASON_##name

static const TrivetWechatpayQuestion template = { REFUND, MCHID, NUMBER, 8800, 1767225600, REFUND_NUMBER, 300 };

static TrivetProviderAnswer *
ask_v3 (TrivetWechatpayOperation operation,
        const char              *body)
{
  TrivetWechatpayQuestion question = template;
  g_autoptr (TrivetHttpReply) reply = new_reply (200, body);

  question.operation = operation;
  return trivet_wechatpay_read_v3 (&question, TRIVET_WECHATPAY_VERDICT_OK, reply);
}

/* A refund and a question about one are answered alike, so each text is tried as both. */
static void
assert_v3 (const char         *body,
           TrivetOutcome       outcome,
           TrivetPaymentReason reason,
           gboolean            alarm)
{
  g_test_message ("%s", body);
  for (int operation = REFUND; operation <= QUERY; operation++) {
    g_autoptr (TrivetProviderAnswer) answer = ask_v3 (operation, body);

    g_assert_cmpint (answer->outcome, ==, outcome);
    g_assert_cmpint (answer->reason, ==, reason);
    g_assert_cmpint (answer->alarm, ==, alarm);
  }
}

#define IDS    "\"refund_id\":\"50300000012026010100000000001\",\"out_refund_no\":\"" REFUND_NUMBER "\",\"out_trade_no\":\"" NUMBER "\""
#define AMOUNT ",\"amount\":{\"total\":8800,\"refund\":300,\"payer_total\":8800,\"payer_refund\":300,\"currency\":\"CNY\"}"

static void
test_v3 (void)
{
  g_autoptr (TrivetProviderAnswer) done = ask_v3 (QUERY, "{" IDS AMOUNT ",\"status\":\"SUCCESS\",\"success_time\":\"2026-01-01T09:00:00+08:00\"}");
  g_autoptr (TrivetProviderAnswer) pending = ask_v3 (REFUND, "{" IDS AMOUNT ",\"status\":\"PROCESSING\"}");

  g_assert_cmpint (done->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (done->returned_minor, ==, 300);
  g_assert_cmpstr (done->provider_transaction_id, ==, "50300000012026010100000000001");
  g_assert_cmpstr (done->paid_at, ==, "2026-01-01T09:00:00+08:00");
  g_assert_cmpint (pending->returned_minor, ==, 0);
  g_assert_cmpstr (pending->provider_transaction_id, ==, "50300000012026010100000000001");

  assert_v3 ("{" IDS AMOUNT ",\"status\":\"PROCESSING\"}", O (REFUND_PENDING), R (NONE), FALSE);
  assert_v3 ("{" IDS ",\"status\":\"PROCESSING\"}", O (REFUND_PENDING), R (NONE), FALSE);
  assert_v3 ("{" IDS AMOUNT ",\"status\":\"CLOSED\"}", O (DECLINED), R (REFUND_REFUSED), FALSE);
  assert_v3 ("{" IDS AMOUNT ",\"status\":\"ABNORMAL\"}", O (DECLINED), R (NEEDS_MANAGER), FALSE);
  assert_v3 ("{" IDS AMOUNT ",\"status\":\"NEW_STATE\"}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v3 ("{" IDS AMOUNT "}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v3 ("[]", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
}

static void
test_v3_contradictions (void)
{
  assert_v3 ("{" IDS ",\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v3 ("{\"out_refund_no\":\"" REFUND_NUMBER "\"" AMOUNT ",\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v3 ("{\"out_trade_no\":\"" NUMBER "\"" AMOUNT ",\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v3 ("{\"out_refund_no\":\"OTHER\",\"out_trade_no\":\"" NUMBER "\"" AMOUNT ",\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v3 ("{\"out_refund_no\":\"" REFUND_NUMBER "\",\"out_trade_no\":\"OTHER\"" AMOUNT ",\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v3 ("{" IDS ",\"amount\":{\"total\":8800,\"refund\":301},\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v3 ("{" IDS ",\"amount\":{\"total\":8801,\"refund\":300},\"status\":\"PROCESSING\"}", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v3 ("{" IDS ",\"amount\":{\"total\":8800,\"refund\":300,\"currency\":\"USD\"},\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v3 ("{" IDS ",\"amount\":{\"total\":8800,\"refund\":\"300\"},\"status\":\"SUCCESS\"}", O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
}

static TrivetProviderAnswer *
ask_v2 (TrivetWechatpayOperation operation,
        const char              *text,
        gboolean                 sign)
{
  TrivetWechatpayQuestion question = template;
  g_autoptr (TrivetSecret) key = trivet_secret_new (V2_KEY, -1);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) xml = NULL;
  g_autoptr (TrivetHttpReply) reply = NULL;

  question.operation = operation;
  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    g_hash_table_insert (fields, g_strdup (pair[0]), g_strdup (pair[1]));
  }
  if (sign)
    g_hash_table_insert (fields, g_strdup ("sign"), trivet_wechatpay_v2_sign (fields, key, TRUE));
  xml = trivet_wechatpay_v2_to_xml (fields);
  reply = new_reply (200, xml->str);
  return trivet_wechatpay_read_v2 (&question, key, reply);
}

static void
assert_v2 (TrivetWechatpayOperation operation,
           const char              *text,
           TrivetOutcome            outcome,
           TrivetPaymentReason      reason,
           gboolean                 alarm)
{
  g_autoptr (TrivetProviderAnswer) answer = ask_v2 (operation, text, TRUE);
  g_autoptr (TrivetProviderAnswer) forged = ask_v2 (operation, text, FALSE);

  g_test_message ("%s", text);
  g_assert_cmpint (answer->outcome, ==, outcome);
  g_assert_cmpint (answer->reason, ==, reason);
  g_assert_cmpint (answer->alarm, ==, alarm);
  g_assert_cmpint (forged->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
}

#define V2_OK    "return_code=SUCCESS mch_id=" MCHID " result_code=SUCCESS out_trade_no=" NUMBER " total_fee=8800"
#define V2_OURS  " out_refund_no_0=" REFUND_NUMBER " refund_id_0=5030 refund_fee_0=300"
#define V2_OTHER " out_refund_no_0=OTHER refund_id_0=5029 refund_fee_0=700 refund_status_0=PROCESSING"

static void
test_v2 (void)
{
  g_autoptr (TrivetProviderAnswer) done = ask_v2 (QUERY, V2_OK V2_OURS " refund_status_0=SUCCESS refund_success_time_0=t", TRUE);

  g_assert_cmpint (done->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (done->returned_minor, ==, 300);
  g_assert_cmpstr (done->provider_transaction_id, ==, "5030");

  assert_v2 (REFUND, V2_OK " out_refund_no=" REFUND_NUMBER " refund_fee=300 refund_id=5030", O (REFUND_PENDING), R (NONE), FALSE);
  assert_v2 (REFUND, V2_OK " out_refund_no=" REFUND_NUMBER " refund_fee=301", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v2 (REFUND, V2_OK " out_refund_no=OTHER refund_fee=300", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v2 (REFUND, V2_OK, O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v2 (REFUND, "return_code=SUCCESS mch_id=1 result_code=SUCCESS out_refund_no=" REFUND_NUMBER, O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  assert_v2 (QUERY, V2_OK V2_OURS " refund_status_0=PROCESSING", O (REFUND_PENDING), R (NONE), FALSE);
  assert_v2 (QUERY, V2_OK V2_OURS " refund_status_0=REFUNDCLOSE", O (DECLINED), R (REFUND_REFUSED), FALSE);
  assert_v2 (QUERY, V2_OK V2_OURS " refund_status_0=CHANGE", O (DECLINED), R (NEEDS_MANAGER), FALSE);
  assert_v2 (QUERY, V2_OK V2_OURS, O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v2 (QUERY, V2_OK, O (UNKNOWN), R (NOT_BELIEVABLE), FALSE);
  assert_v2 (QUERY, V2_OK V2_OTHER, O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
  /* Ours may not be the first, or may have no number. */
  assert_v2 (QUERY, V2_OK V2_OTHER " out_refund_no_1=" REFUND_NUMBER " refund_fee_1=300 refund_status_1=SUCCESS", O (REFUNDED), R (NONE), FALSE);
  assert_v2 (QUERY, V2_OK " out_refund_no=" REFUND_NUMBER " refund_fee=300 refund_status=SUCCESS", O (REFUNDED), R (NONE), FALSE);
  assert_v2 (QUERY, V2_OK " out_refund_no_0=" REFUND_NUMBER " refund_fee_0=299 refund_status_0=SUCCESS", O (UNKNOWN), R (NOT_BELIEVABLE), TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wechatpay/refund/v3", test_v3);
  g_test_add_func ("/wechatpay/refund/v3-contradictions", test_v3_contradictions);
  g_test_add_func ("/wechatpay/refund/v2", test_v2);

  return g_test_run ();
}
