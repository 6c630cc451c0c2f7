/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a fault meets the calls that it was planned for, as often as planned, and no other; each call
 * is counted under its name.
 * Method: requests of all three interfaces without a network. */

#include "trivet-sandbox-faults.h"

#include <string.h>

static const char *
name_call (const char *method,
           const char *path,
           const char *query)
{
  SoupMessageHeaders  *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  TrivetSandboxRequest request = { .method = method, .path = path, .query = query, .headers = headers, .body = "" };
  const char          *name = trivet_sandbox_faults_name_call (&request);

  soup_message_headers_unref (headers);
  return name;
}

static TrivetSandboxFault
take (TrivetSandboxFaults *faults,
      const char          *path,
      const char          *body)
{
  SoupMessageHeaders  *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  TrivetSandboxRequest request = { .method = "POST", .path = path, .headers = headers, .body = body };
  guint                seconds;
  TrivetSandboxFault   fault = trivet_sandbox_faults_take (faults, &request, &seconds);

  soup_message_headers_unref (headers);
  g_assert_cmpuint (seconds, ==, fault == TRIVET_SANDBOX_FAULT_NONE ? 0 : 7);
  return fault;
}

static void
test_names (void)
{
  g_assert_cmpstr (name_call ("POST", "/gateway.do", "charset=utf-8&method=alipay.trade.pay"), ==, "pay");
  g_assert_cmpstr (name_call ("POST", "/gateway.do", "method=alipay.trade.fastpay.refund.query"), ==, "refund-query");
  g_assert_null (name_call ("POST", "/gateway.do", "method=alipay.magic"));
  g_assert_null (name_call ("POST", "/gateway.do", NULL));
  g_assert_cmpstr (name_call ("POST", "/v3/pay/transactions/codepay", NULL), ==, "pay");
  g_assert_cmpstr (name_call ("POST", "/v3/pay/transactions/out-trade-no/A/reverse", NULL), ==, "reverse");
  g_assert_cmpstr (name_call ("POST", "/v3/pay/transactions/out-trade-no/A/close", NULL), ==, "close");
  g_assert_cmpstr (name_call ("GET", "/v3/pay/transactions/out-trade-no/A", "mchid=1"), ==, "query");
  g_assert_cmpstr (name_call ("GET", "/v3/pay/transactions/id/1", "mchid=1"), ==, "query");
  g_assert_cmpstr (name_call ("GET", "/v3/refund/domestic/refunds/R", NULL), ==, "refund-query");
  g_assert_cmpstr (name_call ("GET", "/v3/billdownload/file", "token=1"), ==, "bill-file");
  g_assert_cmpstr (name_call ("POST", "/secapi/pay/refund", NULL), ==, "refund");
  g_assert_null (name_call ("GET", "/ledger", NULL));
  g_assert_null (name_call ("GET", "/pay/micropay", NULL));
}

static void
test_plans (void)
{
  g_autoptr (TrivetSandboxFaults) faults = trivet_sandbox_faults_new ();

  g_assert_true (trivet_sandbox_faults_plan (faults, "pay", "lost", 2, 7));
  g_assert_true (trivet_sandbox_faults_plan (faults, "any", "late", 1, 7));
  g_assert_false (trivet_sandbox_faults_plan (faults, "nonsense", "late", 1, 7));
  g_assert_false (trivet_sandbox_faults_plan (faults, "pay", "nonsense", 1, 7));
  g_assert_false (trivet_sandbox_faults_plan (faults, NULL, NULL, 1, 7));

  g_assert_cmpint (take (faults, "/pay/micropay", "1"), ==, TRIVET_SANDBOX_FAULT_LOST);
  g_assert_cmpint (take (faults, "/pay/orderquery", "2"), ==, TRIVET_SANDBOX_FAULT_LATE);
  g_assert_cmpint (take (faults, "/pay/orderquery", "3"), ==, TRIVET_SANDBOX_FAULT_NONE);
  g_assert_cmpint (take (faults, "/pay/micropay", "4"), ==, TRIVET_SANDBOX_FAULT_LOST);
  g_assert_cmpint (take (faults, "/pay/micropay", "5"), ==, TRIVET_SANDBOX_FAULT_NONE);

  trivet_sandbox_faults_plan (faults, "pay", "lost", 9, 7);
  trivet_sandbox_faults_plan (faults, "pay", "none", 1, 7);
  g_assert_cmpint (take (faults, "/pay/micropay", "6"), ==, TRIVET_SANDBOX_FAULT_NONE);
}

static void
test_counts (void)
{
  g_autoptr (TrivetSandboxFaults) faults = trivet_sandbox_faults_new ();
  g_autofree char *report = NULL;

  take (faults, "/pay/micropay", "a");
  take (faults, "/pay/micropay", "b");
  take (faults, "/pay/micropay", "a");
  take (faults, "/pay/orderquery", "a");
  take (faults, "/nothing", "a");
  report = trivet_sandbox_faults_dup_report (faults);
  g_assert_nonnull (strstr (report, "\"pay\":3"));
  g_assert_nonnull (strstr (report, "\"query\":1"));
  g_assert_nonnull (strstr (report, "\"duplicates\":1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/faults/names", test_names);
  g_test_add_func ("/sandbox/faults/plans", test_plans);
  g_test_add_func ("/sandbox/faults/counts", test_counts);

  return g_test_run ();
}
