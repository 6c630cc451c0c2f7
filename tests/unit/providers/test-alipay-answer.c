/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: only a signed answer of Alipay about our number and our amount proves anything, and every
 * documented code has its place. Method: answers signed with the test platform key, each with one
 * thing changed; the list of codes from the documents, walked for every operation. */

#include "trivet-alipay-answer.h"
#include "trivet-alipay-code.h"

#include <string.h>

#include "vectors.h"

#define NUMBER        "TRV20260101000123"
#define REFUND_NUMBER "RF20260101000123"
#define NOW_S         1767225600

static TrivetPrivateKey *platform_key;
static TrivetAlipayKeys *keys;

static TrivetProviderAnswer *
read_raw (TrivetAlipayOperation operation,
          guint                 status,
          const char           *raw,
          const char           *date)
{
  TrivetAlipayQuestion question = { operation, NUMBER, 8800, REFUND_NUMBER, 300, NOW_S };
  g_autoptr (TrivetHttpReply) reply = new_reply (status, raw);

  if (date != NULL)
    trivet_http_reply_add_header (reply, "Date", date);
  return trivet_alipay_read_answer (&question, keys, reply);
}

static char *
wrap (TrivetAlipayOperation operation,
      const char           *content,
      gboolean              sign)
{
  g_autofree char *name = g_strdelimit (g_strdup (trivet_alipay_operation_get_method (operation)), ".", '_');
  g_autofree char *signature = trivet_private_key_sign (platform_key, content, strlen (content), NULL);

  if (!sign)
    return g_strdup_printf ("{\"%s_response\":%s}", name, content);
  return g_strdup_printf ("{\"%s_response\":%s,\"sign\":\"%s\"}", name, content, signature);
}

static TrivetProviderAnswer *
ask (TrivetAlipayOperation operation,
     const char           *content)
{
  g_autofree char *raw = wrap (operation, content, TRUE);

  return read_raw (operation, 200, raw, NULL);
}

static void
assert_outcome (TrivetAlipayOperation operation,
                const char           *content,
                TrivetOutcome         outcome,
                gboolean              alarm)
{
  g_autoptr (TrivetProviderAnswer) answer = ask (operation, content);

  g_test_message ("%s", content);
  g_assert_cmpint (answer->outcome, ==, outcome);
  g_assert_cmpint (answer->alarm, ==, alarm);
}

#define PAY       TRIVET_ALIPAY_OPERATION_PAY
#define QUERY     TRIVET_ALIPAY_OPERATION_QUERY
#define CANCEL    TRIVET_ALIPAY_OPERATION_CANCEL
#define CREATE    TRIVET_ALIPAY_OPERATION_PRECREATE
#define CLOSE     TRIVET_ALIPAY_OPERATION_CLOSE
#define REFUND    TRIVET_ALIPAY_OPERATION_REFUND
#define LOOK      TRIVET_ALIPAY_OPERATION_REFUND_QUERY
#define O(name)   TRIVET_OUTCOME_##name
#define SIGNED_OK "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\","

static void
test_pay (void)
{
  g_autoptr (TrivetProviderAnswer) paid = ask (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88.00\",\"buyer_pay_amount\":\"80.50\","
                                                    "\"trade_no\":\"2026\",\"gmt_payment\":\"2026-01-01 08:00:03\"}");

  g_assert_cmpint (paid->outcome, ==, TRIVET_OUTCOME_PAID);
  g_assert_cmpint (paid->total_minor, ==, 8800);
  g_assert_cmpint (paid->payer_minor, ==, 8050);
  g_assert_cmpint (paid->discount_minor, ==, 750);
  g_assert_cmpstr (paid->provider_transaction_id, ==, "2026");
  g_assert_cmpstr (paid->paid_at, ==, "2026-01-01 08:00:03");

  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88\"}", O (PAID), FALSE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88.01\"}", O (UNKNOWN), TRUE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"X\",\"total_amount\":\"88.00\"}", O (UNKNOWN), TRUE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"total_amount\":\"88.00\"}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\"}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":88.00}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"-88.00\"}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"code\":\"10003\",\"out_trade_no\":\"" NUMBER "\"}", O (PAYER_ACTION), FALSE);
  assert_outcome (PAY, "{\"code\":\"10003\",\"out_trade_no\":\"X\"}", O (UNKNOWN), TRUE);
  assert_outcome (PAY, "{\"code\":\"40004\",\"sub_code\":\"ACQ.PAYMENT_AUTH_CODE_INVALID\",\"out_trade_no\":\"X\"}", O (UNKNOWN), TRUE);
  assert_outcome (PAY, "{\"code\":\"40004\",\"sub_code\":\"ACQ.SOMETHING_NEW\"}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"code\":\"99999\"}", O (UNKNOWN), FALSE);
  assert_outcome (PAY, "{\"msg\":\"Success\"}", O (UNKNOWN), FALSE);
}

static void
test_query (void)
{
  static const char closed[] = "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"TRADE_CLOSED\",\"total_amount\":\"88.00\"}";

  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"TRADE_SUCCESS\",\"total_amount\":\"88.00\"}", O (PAID), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"TRADE_FINISHED\",\"total_amount\":\"88.00\"}", O (PAID), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"TRADE_SUCCESS\",\"total_amount\":\"8.80\"}", O (UNKNOWN), TRUE);
  assert_outcome (QUERY, closed, O (NOT_PAID), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"trade_status\":\"TRADE_CLOSED\"}", O (UNKNOWN), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"WAIT_BUYER_PAY\"}", O (PAYER_ACTION), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"trade_status\":\"SOMETHING_NEW\"}", O (UNKNOWN), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\"}", O (UNKNOWN), FALSE);
  assert_outcome (QUERY, "{\"code\":\"10003\"}", O (UNKNOWN), FALSE);
}

static void
test_cancel (void)
{
  g_autoptr (TrivetProviderAnswer) again = ask (CANCEL, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"retry_flag\":\"Y\"}");
  g_autoptr (TrivetProviderAnswer) closed = ask (CANCEL, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"retry_flag\":\"N\",\"action\":\"close\"}");
  g_autoptr (TrivetProviderAnswer) refunded = ask (CANCEL, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"retry_flag\":\"N\",\"action\":\"refund\"}");
  g_autoptr (TrivetProviderAnswer) busy = ask (CANCEL, "{\"code\":\"20000\",\"sub_code\":\"aop.ACQ.SYSTEM_ERROR\"}");

  g_assert_cmpint (again->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_true (again->repeat);
  g_assert_cmpint (closed->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  g_assert_false (closed->money_returned);
  g_assert_cmpint (refunded->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  g_assert_true (refunded->money_returned);
  g_assert_cmpint (busy->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_true (busy->repeat);
  assert_outcome (CANCEL, "{\"code\":\"10000\",\"out_trade_no\":\"X\",\"retry_flag\":\"N\"}", O (UNKNOWN), TRUE);
  assert_outcome (CANCEL, "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\"}", O (UNKNOWN), FALSE);
}

/* TRADE_CLOSED is both "never paid" and "paid and given back": the time of payment tells which. */
static void
test_money_returned (void)
{
  g_autoptr (TrivetProviderAnswer) unpaid = ask (QUERY, SIGNED_OK "\"trade_no\":\"2026\",\"trade_status\":\"TRADE_CLOSED\",\"total_amount\":\"88.00\"}");
  g_autoptr (TrivetProviderAnswer) empty = ask (QUERY, SIGNED_OK "\"trade_status\":\"TRADE_CLOSED\",\"send_pay_date\":\"\"}");
  g_autoptr (TrivetProviderAnswer) returned = ask (QUERY, SIGNED_OK "\"trade_no\":\"2026\",\"trade_status\":\"TRADE_CLOSED\",\"send_pay_date\":\"2026-01-01 08:00:03\"}");
  g_autoptr (TrivetProviderAnswer) cancelled = ask (CANCEL, SIGNED_OK "\"trade_no\":\"2026\",\"retry_flag\":\"N\",\"action\":\"refund\"}");

  g_assert_cmpint (unpaid->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  g_assert_false (unpaid->money_returned);
  g_assert_cmpstr (unpaid->provider_transaction_id, ==, "2026");
  g_assert_false (empty->money_returned);
  g_assert_null (empty->provider_transaction_id);
  g_assert_cmpint (returned->outcome, ==, TRIVET_OUTCOME_NOT_PAID);
  g_assert_true (returned->money_returned);
  g_assert_cmpstr (returned->provider_transaction_id, ==, "2026");
  g_assert_true (cancelled->money_returned);
  g_assert_cmpstr (cancelled->provider_transaction_id, ==, "2026");
}

static void
test_create_code (void)
{
  g_autoptr (TrivetProviderAnswer) shown = ask (CREATE, SIGNED_OK "\"qr_code\":\"https:\\/\\/qr.alipay.com\\/bax03431ljhokirwl38f00a7\"}");
  g_autofree char *long_code = g_strnfill (1025, 'x');
  g_autofree char *too_long = g_strconcat (SIGNED_OK "\"qr_code\":\"", long_code, "\"}", NULL);

  g_assert_cmpint (shown->outcome, ==, TRIVET_OUTCOME_PAYER_ACTION);
  g_assert_cmpstr (shown->shown_code, ==, "https://qr.alipay.com/bax03431ljhokirwl38f00a7");
  assert_outcome (CREATE, SIGNED_OK "\"qr_code\":\"\"}", O (UNKNOWN), FALSE);
  assert_outcome (CREATE, SIGNED_OK "\"msg\":\"Success\"}", O (UNKNOWN), FALSE);
  assert_outcome (CREATE, SIGNED_OK "\"total_amount\":\"88.01\",\"qr_code\":\"https://qr.alipay.com/x\"}", O (UNKNOWN), TRUE);
  assert_outcome (CREATE, SIGNED_OK "\"total_amount\":\"88.00\",\"qr_code\":\"https://qr.alipay.com/x\"}", O (PAYER_ACTION), FALSE);
  assert_outcome (CREATE, too_long, O (UNKNOWN), FALSE);
  assert_outcome (CREATE, "{\"code\":\"10000\",\"qr_code\":\"https://qr.alipay.com/x\"}", O (UNKNOWN), FALSE);
  assert_outcome (CREATE, "{\"code\":\"10000\",\"out_trade_no\":\"X\",\"qr_code\":\"https://qr.alipay.com/x\"}", O (UNKNOWN), TRUE);
  assert_outcome (CREATE, "{\"code\":\"10003\",\"out_trade_no\":\"" NUMBER "\"}", O (UNKNOWN), FALSE);
}

static void
test_close (void)
{
  assert_outcome (CLOSE, SIGNED_OK "\"trade_no\":\"2026\"}", O (NOT_PAID), FALSE);
  assert_outcome (CLOSE, "{\"code\":\"10000\"}", O (UNKNOWN), FALSE);
  assert_outcome (CLOSE, "{\"code\":\"10000\",\"out_trade_no\":\"X\"}", O (UNKNOWN), TRUE);
  assert_outcome (CLOSE, "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}", O (NOT_FOUND), FALSE);
  assert_outcome (CLOSE, "{\"code\":\"40004\",\"sub_code\":\"ACQ.REASON_TRADE_STATUS_INVALID\"}", O (UNKNOWN), FALSE);
}

static void
test_refund (void)
{
  g_autoptr (TrivetProviderAnswer) done = ask (REFUND, SIGNED_OK "\"trade_no\":\"2026\",\"fund_change\":\"Y\",\"refund_fee\":\"3.00\"}");
  /* The fee is the sum of all refunds so far; this one is still ours alone. */
  g_autoptr (TrivetProviderAnswer) second = ask (REFUND, SIGNED_OK "\"fund_change\":\"Y\",\"refund_fee\":\"88.00\"}");
  g_autoptr (TrivetProviderAnswer) again = ask (REFUND, SIGNED_OK "\"fund_change\":\"N\",\"refund_fee\":\"3.00\"}");

  g_assert_cmpint (done->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (done->returned_minor, ==, 300);
  g_assert_cmpint (second->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (second->returned_minor, ==, 300);
  g_assert_cmpint (again->outcome, ==, TRIVET_OUTCOME_REFUND_PENDING);
  g_assert_cmpint (again->returned_minor, ==, 0);

  assert_outcome (REFUND, SIGNED_OK "\"fund_change\":\"Y\"}", O (REFUNDED), FALSE);
  assert_outcome (REFUND, SIGNED_OK "\"refund_fee\":\"3.00\"}", O (REFUND_PENDING), FALSE);
  assert_outcome (REFUND, SIGNED_OK "\"fund_change\":\"y\"}", O (REFUND_PENDING), FALSE);
  assert_outcome (REFUND, SIGNED_OK "\"fund_change\":\"N\",\"refund_fee\":\"0.00\"}", O (REFUND_PENDING), FALSE);
  assert_outcome (REFUND, SIGNED_OK "\"fund_change\":\"Y\",\"refund_fee\":\"2.99\"}", O (UNKNOWN), TRUE);
  assert_outcome (REFUND, SIGNED_OK "\"fund_change\":\"Y\",\"refund_fee\":\"88.01\"}", O (UNKNOWN), TRUE);
  assert_outcome (REFUND, "{\"code\":\"10000\",\"fund_change\":\"Y\"}", O (UNKNOWN), FALSE);
  assert_outcome (REFUND, "{\"code\":\"10000\",\"out_trade_no\":\"X\",\"fund_change\":\"Y\"}", O (UNKNOWN), TRUE);
  assert_outcome (REFUND, "{\"code\":\"40004\",\"sub_code\":\"ACQ.SOMETHING_NEW\"}", O (UNKNOWN), FALSE);
}

#define DONE "\"refund_status\":\"REFUND_SUCCESS\","
#define OURS "\"out_request_no\":\"" REFUND_NUMBER "\","

static void
test_refund_query (void)
{
  g_autoptr (TrivetProviderAnswer) done = ask (LOOK, SIGNED_OK OURS DONE "\"total_amount\":\"88.00\",\"refund_amount\":\"3.00\"}");

  g_assert_cmpint (done->outcome, ==, TRIVET_OUTCOME_REFUNDED);
  g_assert_cmpint (done->returned_minor, ==, 300);
  assert_outcome (LOOK, SIGNED_OK OURS DONE "\"total_amount\":\"88.00\",\"refund_amount\":\"4.00\"}", O (UNKNOWN), TRUE);
  assert_outcome (LOOK, SIGNED_OK OURS DONE "\"total_amount\":\"89.00\",\"refund_amount\":\"3.00\"}", O (UNKNOWN), TRUE);
  assert_outcome (LOOK, SIGNED_OK DONE "\"out_request_no\":\"X\",\"refund_amount\":\"3.00\"}", O (UNKNOWN), TRUE);
  assert_outcome (LOOK, SIGNED_OK DONE "\"refund_amount\":\"3.00\"}", O (UNKNOWN), FALSE);
  assert_outcome (LOOK, SIGNED_OK OURS "\"refund_status\":\"REFUND_SUCCESS\"}", O (UNKNOWN), FALSE);
  assert_outcome (LOOK, "{\"code\":\"10000\"," OURS DONE "\"refund_amount\":\"3.00\"}", O (UNKNOWN), FALSE);
  /* Nothing known of it, in the two ways in which that is said; then a state that is new. */
  assert_outcome (LOOK, "{\"code\":\"10000\",\"msg\":\"Success\"}", O (NOT_FOUND), FALSE);
  assert_outcome (LOOK, SIGNED_OK OURS "\"refund_status\":\"\",\"refund_amount\":\"3.00\"}", O (NOT_FOUND), FALSE);
  assert_outcome (LOOK, SIGNED_OK OURS "\"refund_amount\":\"4.00\"}", O (UNKNOWN), TRUE);
  assert_outcome (LOOK, SIGNED_OK OURS "\"refund_status\":\"REFUND_PROCESSING\"}", O (REFUND_PENDING), FALSE);
}

static void
test_unsigned (void)
{
  static const struct {
    const char         *content;
    TrivetPaymentReason reason;
  } rows[] = {
    { "{\"code\":\"10000\",\"out_trade_no\":\"" NUMBER "\",\"total_amount\":\"88.00\"}", TRIVET_PAYMENT_REASON_NOT_BELIEVABLE },
    { "{\"code\":\"10003\"}", TRIVET_PAYMENT_REASON_NOT_BELIEVABLE },
    { "{\"code\":\"40004\",\"sub_code\":\"ACQ.BUYER_BALANCE_NOT_ENOUGH\"}", TRIVET_PAYMENT_REASON_NOT_BELIEVABLE },
    { "{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}", TRIVET_PAYMENT_REASON_NOT_BELIEVABLE },
    { "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}", TRIVET_PAYMENT_REASON_BAD_CREDENTIALS },
    { "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-timestamp\"}", TRIVET_PAYMENT_REASON_CLOCK_WRONG },
    { "{\"code\":\"40006\",\"sub_code\":\"isv.insufficient-isv-permissions\"}", TRIVET_PAYMENT_REASON_NOT_CONTRACTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (int operation = PAY; operation <= LOOK; operation++) {
      g_autofree char *raw = wrap (operation, rows[i].content, FALSE);
      g_autoptr (TrivetProviderAnswer) answer = read_raw (operation, 200, raw, NULL);

      g_assert_cmpint (answer->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
      g_assert_cmpint (answer->reason, ==, rows[i].reason);
    }
  }
}

static void
test_no_answer_at_all (void)
{
  g_autoptr (TrivetProviderAnswer) page = read_raw (PAY, 502, "<html>Bad Gateway</html>", NULL);
  g_autoptr (TrivetProviderAnswer) empty = read_raw (PAY, 200, "", NULL);
  g_autofree char *raw = wrap (PAY, "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}", FALSE);
  g_autoptr (TrivetProviderAnswer) late = read_raw (PAY, 200, raw, "Thu, 01 Jan 2026 00:10:00 GMT");

  g_assert_cmpint (page->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (page->reason, ==, TRIVET_PAYMENT_REASON_SERVICE_BUSY);
  g_assert_cmpint (empty->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpint (late->reason, ==, TRIVET_PAYMENT_REASON_CLOCK_WRONG);
  g_assert_nonnull (strstr (late->detail, "600 seconds behind"));
}

/* The same list proves that the table has no hole and that each code does what it should. */
static void
test_documented_codes (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "alipay", "documented-codes.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    g_autofree char    *content = NULL;
    TrivetAlipayEffect  effect;
    TrivetPaymentReason reason;

    if (*lines[i] == '#' || *lines[i] == '\0')
      continue;
    g_assert_cmpuint (g_strv_length (words), ==, 11);
    if (strcmp (words[1], "-") == 0)
      content = g_strdup_printf ("{\"code\":\"%s\"}", words[0]);
    else
      content = g_strdup_printf ("{\"code\":\"%s\",\"sub_code\":\"%s\"}", words[0], words[1]);
    g_assert_true (trivet_alipay_code_lookup (words[0], strcmp (words[1], "-") == 0 ? NULL : words[1], &effect, &reason));
    for (int operation = PAY; operation <= LOOK; operation++) {
      g_autoptr (TrivetProviderAnswer) answer = ask (operation, content);

      g_test_message ("%s", lines[i]);
      g_assert_cmpstr (trivet_outcome_get_name (answer->outcome), ==, words[2 + operation]);
      g_assert_cmpstr (trivet_payment_reason_get_name (answer->reason), ==, words[operation == REFUND ? 10 : 9]);
    }
    n++;
  }
  g_assert_cmpuint (n, >, 75);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (TrivetPublicKey) public_key = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  platform_key = load_private ("ali_platform_private.pem");
  public_key = load_public ("ali_platform_public.pem");
  keys = trivet_alipay_keys_new ();
  trivet_alipay_keys_set_key (keys, public_key);

  g_test_add_func ("/alipay/answer/pay", test_pay);
  g_test_add_func ("/alipay/answer/query", test_query);
  g_test_add_func ("/alipay/answer/cancel", test_cancel);
  g_test_add_func ("/alipay/answer/money-returned", test_money_returned);
  g_test_add_func ("/alipay/answer/create-code", test_create_code);
  g_test_add_func ("/alipay/answer/close", test_close);
  g_test_add_func ("/alipay/answer/refund", test_refund);
  g_test_add_func ("/alipay/answer/refund-query", test_refund_query);
  g_test_add_func ("/alipay/answer/unsigned", test_unsigned);
  g_test_add_func ("/alipay/answer/no-answer-at-all", test_no_answer_at_all);
  g_test_add_func ("/alipay/answer/documented-codes", test_documented_codes);

  result = g_test_run ();
  trivet_alipay_keys_free (keys);
  trivet_private_key_unref (platform_key);
  return result;
}
