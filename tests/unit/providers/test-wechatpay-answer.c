/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: only a signed answer of WeChat Pay about our merchant, number and amount proves anything;
 * errors of v3 at most end an attempt; every documented code has its place in both interfaces.
 * Method: answers with one thing changed; the list of codes from the documents, walked for each call. */

#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-code.h"
#include "trivet-wechatpay-v2.h"

#include <string.h>

#include "vectors.h"

#define MCHID         "1900009191"
#define NUMBER        "TRV20260101000123"
#define REFUND_NUMBER "RTRV20260101000123"
#define NOW_S         1767225600
#define V2_KEY        "KSGSaF1DYhT01Y63hjkSBYn6XD7qW2dW"

#define PAY     TRIVET_WECHATPAY_OPERATION_PAY
#define QUERY   TRIVET_WECHATPAY_OPERATION_QUERY
#define REVERSE TRIVET_WECHATPAY_OPERATION_REVERSE
#define SHOW    TRIVET_WECHATPAY_OPERATION_SHOW
#define CLOSE   TRIVET_WECHATPAY_OPERATION_CLOSE
#define O(name) TRIVET_OUTCOME_##name

static TrivetProviderAnswer *
ask_v3 (TrivetWechatpayOperation operation,
        TrivetWechatpayVerdict   verdict,
        guint                    status,
        const char              *body,
        const char              *date)
{
  TrivetWechatpayQuestion question = { operation, MCHID, NUMBER, 8800, NOW_S, REFUND_NUMBER, 300 };
  g_autoptr (TrivetHttpReply) reply = new_reply (status, body);

  if (date != NULL)
    trivet_http_reply_add_header (reply, "Date", date);
  return trivet_wechatpay_read_v3 (&question, verdict, reply);
}

static void
assert_v3 (TrivetWechatpayOperation operation,
           const char              *body,
           TrivetOutcome            outcome,
           gboolean                 alarm)
{
  g_autoptr (TrivetProviderAnswer) answer = ask_v3 (operation, TRIVET_WECHATPAY_VERDICT_OK, 200, body, NULL);

  g_test_message ("%s", body);
  g_assert_cmpint (answer->outcome, ==, outcome);
  g_assert_cmpint (answer->alarm, ==, alarm);
}

#define ORDER "\"mchid\":\"" MCHID "\",\"out_trade_no\":\"" NUMBER "\""
#define TOTAL ",\"amount\":{\"total\":8800,\"payer_total\":8300}"

static void
test_v3_states (void)
{
  g_autoptr (TrivetProviderAnswer) paid = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_OK, 200,
                                                  "{" ORDER TOTAL ",\"trade_state\":\"SUCCESS\",\"transaction_id\":\"42\",\"success_time\":\"t\"}", NULL);
  g_autoptr (TrivetProviderAnswer) returned = ask_v3 (QUERY, TRIVET_WECHATPAY_VERDICT_OK, 200,
                                                      "{" ORDER TOTAL ",\"trade_state\":\"REVOKED\",\"transaction_id\":\"42\",\"success_time\":\"t\"}", NULL);

  g_assert_cmpint (paid->outcome, ==, TRIVET_OUTCOME_PAID);
  g_assert_cmpint (paid->total_minor, ==, 8800);
  g_assert_cmpint (paid->payer_minor, ==, 8300);
  g_assert_cmpint (paid->discount_minor, ==, 500);
  g_assert_cmpstr (paid->provider_transaction_id, ==, "42");
  g_assert_true (returned->money_returned);
  g_assert_cmpstr (returned->provider_transaction_id, ==, "42");

  assert_v3 (QUERY, "{" ORDER TOTAL ",\"trade_state\":\"REFUND\"}", O (PAID), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"NOTPAY\"}", O (PAYER_ACTION), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"USERPAYING\"}", O (PAYER_ACTION), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"CLOSED\"}", O (NOT_PAID), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"REVOKED\"}", O (NOT_PAID), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"PAYERROR\"}", O (DECLINED), FALSE);
  assert_v3 (PAY, "{" ORDER ",\"trade_state\":\"PAYERROR\"}", O (DECLINED), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"SOMETHING_NEW\"}", O (UNKNOWN), FALSE);
  assert_v3 (QUERY, "{" ORDER "}", O (UNKNOWN), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"SUCCESS\"}", O (UNKNOWN), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"SUCCESS\",\"amount\":{\"total\":\"8800\"}}", O (UNKNOWN), FALSE);
  assert_v3 (QUERY, "{" ORDER ",\"trade_state\":\"SUCCESS\",\"amount\":{\"total\":8801}}", O (UNKNOWN), TRUE);
  assert_v3 (QUERY, "{\"mchid\":\"1\",\"out_trade_no\":\"" NUMBER "\"" TOTAL ",\"trade_state\":\"SUCCESS\"}", O (UNKNOWN), TRUE);
  assert_v3 (QUERY, "{\"mchid\":\"" MCHID "\",\"out_trade_no\":\"X\"" TOTAL ",\"trade_state\":\"SUCCESS\"}", O (UNKNOWN), TRUE);
  assert_v3 (QUERY, "{\"out_trade_no\":\"" NUMBER "\"" TOTAL ",\"trade_state\":\"SUCCESS\"}", O (UNKNOWN), FALSE);
  assert_v3 (REVERSE, "{" ORDER "}", O (NOT_PAID), FALSE);
  assert_v3 (REVERSE, "{\"mchid\":\"" MCHID "\",\"out_trade_no\":\"X\"}", O (UNKNOWN), TRUE);
  assert_v3 (REVERSE, "", O (UNKNOWN), FALSE);
}

/* A success that is not verified is a doubt, whatever it says. */
static void
test_v3_unverified (void)
{
  for (int verdict = TRIVET_WECHATPAY_VERDICT_MISSING_HEADER; verdict <= TRIVET_WECHATPAY_VERDICT_BAD_SIGNATURE; verdict++) {
    for (int operation = PAY; operation < TRIVET_WECHATPAY_N_OPERATIONS; operation++) {
      g_autoptr (TrivetProviderAnswer) answer = ask_v3 (operation, verdict, 200, "{" ORDER TOTAL ",\"trade_state\":\"SUCCESS\"}", NULL);

      g_assert_cmpint (answer->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
    }
  }
}

static void
test_v3_errors (void)
{
  g_autoptr (TrivetProviderAnswer) page = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 502, "<html>", NULL);
  g_autoptr (TrivetProviderAnswer) strange = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 400, "{\"code\":\"NEW_CODE\"}", NULL);
  g_autoptr (TrivetProviderAnswer) odd = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 400, "{\"code\":\"<script>\"}", NULL);
  g_autoptr (TrivetProviderAnswer) clock = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 401, "{\"code\":\"SIGN_ERROR\"}", "Wed, 31 Dec 2025 23:50:00 GMT");
  g_autoptr (TrivetProviderAnswer) skew = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW, 200, "{}", "Thu, 01 Jan 2026 00:10:00 GMT");
  g_autoptr (TrivetProviderAnswer) replayed = ask_v3 (PAY, TRIVET_WECHATPAY_VERDICT_CLOCK_SKEW, 200, "{}", "Thu, 01 Jan 2026 00:00:01 GMT");
  g_autoptr (TrivetProviderAnswer) early = ask_v3 (REVERSE, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 400, "{\"code\":\"USERPAYING\"}", NULL);

  g_assert_cmpint (page->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (page->reason, ==, TRIVET_PAYMENT_REASON_SERVICE_BUSY);
  g_assert_cmpint (strange->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpstr (strange->raw_code, ==, "NEW_CODE");
  g_assert_cmpint (odd->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_null (odd->raw_code);
  g_assert_cmpint (clock->reason, ==, TRIVET_PAYMENT_REASON_CLOCK_WRONG);
  g_assert_nonnull (strstr (clock->detail, "600 seconds ahead of"));
  g_assert_cmpint (skew->reason, ==, TRIVET_PAYMENT_REASON_CLOCK_WRONG);
  g_assert_cmpint (replayed->reason, ==, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE);
  g_assert_cmpint (early->reason, ==, TRIVET_PAYMENT_REASON_TOO_EARLY);
  g_assert_true (early->repeat);
}

/* "name=value name=value …", signed with the key, as XML. */
static TrivetProviderAnswer *
ask_v2 (TrivetWechatpayOperation operation,
        const char              *text,
        gboolean                 sign)
{
  TrivetWechatpayQuestion question = { operation, MCHID, NUMBER, 8800, NOW_S, REFUND_NUMBER, 300 };
  g_autoptr (TrivetSecret) key = trivet_secret_new (V2_KEY, -1);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) xml = NULL;
  g_autoptr (TrivetHttpReply) reply = NULL;

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    g_hash_table_insert (fields, g_strdup (pair[0]), g_strdup (pair[1]));
  }
  if (sign)
    g_hash_table_insert (fields, g_strdup ("sign"), trivet_wechatpay_v2_sign (fields, key, operation == QUERY));
  xml = trivet_wechatpay_v2_to_xml (fields);
  reply = new_reply (200, xml->str);
  return trivet_wechatpay_read_v2 (&question, key, reply);
}

static void
assert_v2 (TrivetWechatpayOperation operation,
           const char              *text,
           TrivetOutcome            outcome,
           gboolean                 alarm)
{
  g_autoptr (TrivetProviderAnswer) answer = ask_v2 (operation, text, TRUE);
  g_autoptr (TrivetProviderAnswer) forged = ask_v2 (operation, text, FALSE);

  g_test_message ("%s", text);
  g_assert_cmpint (answer->outcome, ==, outcome);
  g_assert_cmpint (answer->alarm, ==, alarm);
  g_assert_cmpint (forged->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
}

#define V2_OK "return_code=SUCCESS mch_id=" MCHID " result_code=SUCCESS"

static void
test_v2 (void)
{
  g_autoptr (TrivetProviderAnswer) again = ask_v2 (REVERSE, "return_code=SUCCESS mch_id=" MCHID " result_code=FAIL err_code=SYSTEMERROR recall=Y", TRUE);

  assert_v2 (PAY, V2_OK " out_trade_no=" NUMBER " total_fee=8800 cash_fee=8300 transaction_id=42", O (PAID), FALSE);
  assert_v2 (PAY, V2_OK " out_trade_no=" NUMBER " total_fee=8801", O (UNKNOWN), TRUE);
  assert_v2 (PAY, V2_OK " out_trade_no=" NUMBER, O (UNKNOWN), FALSE);
  assert_v2 (PAY, V2_OK " out_trade_no=X total_fee=8800", O (UNKNOWN), TRUE);
  assert_v2 (PAY, "return_code=SUCCESS mch_id=1 result_code=SUCCESS out_trade_no=" NUMBER " total_fee=8800", O (UNKNOWN), TRUE);
  assert_v2 (PAY, "return_code=SUCCESS mch_id=" MCHID " result_code=FAIL err_code=USERPAYING", O (PAYER_ACTION), FALSE);
  assert_v2 (PAY, "return_code=SUCCESS mch_id=" MCHID " result_code=FAIL err_code=NOTENOUGH", O (DECLINED), FALSE);
  assert_v2 (PAY, "return_code=SUCCESS mch_id=" MCHID " result_code=FAIL", O (UNKNOWN), FALSE);
  assert_v2 (PAY, "return_code=FAIL return_msg=sign", O (UNKNOWN), FALSE);
  assert_v2 (QUERY, V2_OK " out_trade_no=" NUMBER " trade_state=SUCCESS total_fee=8800", O (PAID), FALSE);
  assert_v2 (QUERY, V2_OK " out_trade_no=" NUMBER " trade_state=REVOKED", O (NOT_PAID), FALSE);
  assert_v2 (QUERY, V2_OK " out_trade_no=" NUMBER, O (UNKNOWN), FALSE);
  assert_v2 (REVERSE, V2_OK " recall=N", O (NOT_PAID), FALSE);
  assert_v2 (REVERSE, V2_OK " recall=N out_trade_no=X", O (UNKNOWN), TRUE);
  g_assert_cmpint (again->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_true (again->repeat);
}

/* Nothing is returned that was not paid: without a time of payment nobody knows. */
static void
test_not_paid (void)
{
  g_autoptr (TrivetProviderAnswer) revoked = ask_v3 (QUERY, TRIVET_WECHATPAY_VERDICT_OK, 200,
                                                     "{" ORDER ",\"trade_state\":\"REVOKED\",\"transaction_id\":\"42\"}", NULL);
  g_autoptr (TrivetProviderAnswer) waiting = ask_v3 (QUERY, TRIVET_WECHATPAY_VERDICT_OK, 200,
                                                     "{" ORDER ",\"trade_state\":\"NOTPAY\",\"transaction_id\":\"43\",\"success_time\":\"t\"}", NULL);
  g_autoptr (TrivetProviderAnswer) failed = ask_v3 (QUERY, TRIVET_WECHATPAY_VERDICT_OK, 200, "{" ORDER ",\"trade_state\":\"PAYERROR\"}", NULL);
  g_autoptr (TrivetProviderAnswer) failed_v2 = ask_v2 (QUERY, V2_OK " out_trade_no=" NUMBER " trade_state=PAYERROR", TRUE);

  g_assert_false (revoked->money_returned);
  g_assert_cmpstr (revoked->provider_transaction_id, ==, "42");
  g_assert_false (waiting->money_returned);
  g_assert_cmpstr (waiting->provider_transaction_id, ==, "43");
  g_assert_cmpint (failed->outcome, ==, TRIVET_OUTCOME_DECLINED);
  g_assert_cmpint (failed->reason, ==, TRIVET_PAYMENT_REASON_WALLET_REFUSED);
  g_assert_cmpint (failed_v2->outcome, ==, TRIVET_OUTCOME_DECLINED);
  assert_v3 (QUERY, "{\"mchid\":\"" MCHID "\",\"out_trade_no\":\"X\",\"trade_state\":\"PAYERROR\"}", O (UNKNOWN), TRUE);
}

static void
test_shown_code (void)
{
  g_autofree char *too_long = g_strdup_printf ("{\"code_url\":\"weixin://%0600d\"}", 1);
  g_autoptr (TrivetProviderAnswer) shown = ask_v3 (SHOW, TRIVET_WECHATPAY_VERDICT_OK, 200, "{\"code_url\":\"weixin://wxpay/bizpayurl/up?pr=NwY5Mz9&groupid=00\"}", NULL);
  g_autoptr (TrivetProviderAnswer) shown_v2 = ask_v2 (SHOW, V2_OK " trade_type=NATIVE prepay_id=wx1 code_url=weixin://wxpay/bizpayurl?pr=1", TRUE);

  g_assert_cmpint (shown->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (shown->shown_code, ==, "weixin://wxpay/bizpayurl/up?pr=NwY5Mz9&groupid=00");
  g_assert_cmpint (shown_v2->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (shown_v2->shown_code, ==, "weixin://wxpay/bizpayurl?pr=1");
  assert_v3 (SHOW, "{}", O (UNKNOWN), FALSE);
  assert_v3 (SHOW, "{\"code_url\":\"https://example.com/\"}", O (UNKNOWN), FALSE);
  assert_v3 (SHOW, "{\"code_url\":7}", O (UNKNOWN), FALSE);
  assert_v3 (SHOW, too_long, O (UNKNOWN), FALSE);
  assert_v2 (SHOW, V2_OK, O (UNKNOWN), FALSE);
  assert_v2 (SHOW, "return_code=SUCCESS mch_id=1 result_code=SUCCESS code_url=weixin://x", O (UNKNOWN), TRUE);
}

static void
test_close (void)
{
  g_autoptr (TrivetProviderAnswer) closed = ask_v3 (CLOSE, TRIVET_WECHATPAY_VERDICT_OK, 204, "", NULL);
  g_autoptr (TrivetProviderAnswer) moved = ask_v3 (CLOSE, TRIVET_WECHATPAY_VERDICT_OK, 302, "", NULL);
  g_autoptr (TrivetProviderAnswer) unsigned_answer = ask_v3 (CLOSE, TRIVET_WECHATPAY_VERDICT_MISSING_HEADER, 204, "", NULL);
  g_autoptr (TrivetProviderAnswer) paid = ask_v3 (CLOSE, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 400, "{\"code\":\"ORDER_PAID\"}", NULL);

  g_assert_cmpint (closed->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  g_assert_false (closed->money_returned);
  g_assert_cmpint (moved->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (unsigned_answer->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (paid->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (paid->reason, ==, TRIVET_PAYMENT_REASON_ALREADY_PAID);
  assert_v2 (CLOSE, V2_OK, O (NOT_PAID), FALSE);
  assert_v2 (CLOSE, V2_OK " out_trade_no=X", O (UNKNOWN), TRUE);
}

/* "not-paid/unknown": what the signed v2 proves and the unsigned v3 does not. */
static void
assert_outcome (TrivetOutcome outcome,
                const char   *words,
                guint         interface)
{
  g_auto (GStrv) both = g_strsplit (words, "/", 2);

  g_assert_cmpstr (trivet_outcome_get_name (outcome), ==, both[1] != NULL && interface == 3 ? both[1] : both[0]);
}

static void
walk_code (const char *const *words)
{
  for (int operation = PAY; operation < TRIVET_WECHATPAY_N_OPERATIONS; operation++) {
    g_autofree char *json = g_strdup_printf ("{\"code\":\"%s\"}", words[0]);
    g_autofree char *fields = g_strdup_printf ("return_code=SUCCESS mch_id=" MCHID " result_code=FAIL err_code=%s", words[0]);
    g_autoptr (TrivetProviderAnswer) v3 = ask_v3 (operation, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, 400, json, NULL);
    g_autoptr (TrivetProviderAnswer) v2 = ask_v2 (operation, fields, TRUE);
    const char *reason = words[operation >= TRIVET_WECHATPAY_OPERATION_REFUND ? 9 : 8];

    g_test_message ("%s, operation %d", words[0], operation);
    assert_outcome (v3->outcome, words[1 + operation], 3);
    assert_outcome (v2->outcome, words[1 + operation], 2);
    g_assert_cmpint (v3->reason, ==, v2->reason);
    if (strcmp (reason, "-") != 0)
      g_assert_cmpstr (trivet_payment_reason_get_name (v3->reason), ==, reason);
  }
}

static void
test_documented_codes (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wechatpay", "documented-codes.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    TrivetWechatpayEffect effect;
    TrivetPaymentReason   reason;

    if (*lines[i] == '#' || *lines[i] == '\0')
      continue;
    g_assert_cmpuint (g_strv_length (words), ==, 10);
    g_assert_true (trivet_wechatpay_code_lookup (words[0], &effect, &reason));
    g_assert_true (trivet_wechatpay_code_lookup_refund (words[0], &effect, &reason));
    walk_code ((const char *const *) words);
    n++;
  }
  g_assert_cmpuint (n, >, 55);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wechatpay/answer/v3-states", test_v3_states);
  g_test_add_func ("/wechatpay/answer/v3-unverified", test_v3_unverified);
  g_test_add_func ("/wechatpay/answer/v3-errors", test_v3_errors);
  g_test_add_func ("/wechatpay/answer/v2", test_v2);
  g_test_add_func ("/wechatpay/answer/not-paid", test_not_paid);
  g_test_add_func ("/wechatpay/answer/shown-code", test_shown_code);
  g_test_add_func ("/wechatpay/answer/close", test_close);
  g_test_add_func ("/wechatpay/answer/documented-codes", test_documented_codes);

  return g_test_run ();
}
