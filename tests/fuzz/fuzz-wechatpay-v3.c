/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wechatpay-answer.h"

/* As if it were signed: no text may crash the reader; and as an unsigned error, where no text may
 * prove that money came or cannot come. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (TrivetHttpReply) good = trivet_http_reply_new (200, bytes);
  g_autoptr (TrivetHttpReply) bad = trivet_http_reply_new (400, bytes);

  for (int operation = TRIVET_WECHATPAY_OPERATION_PAY; operation < TRIVET_WECHATPAY_N_OPERATIONS; operation++) {
    TrivetWechatpayQuestion question = { operation, "1900009191", "TRV20260101000123", 8800, 1767225600, "RTRV20260101000123", 300 };
    g_autoptr (TrivetProviderAnswer) answer = trivet_wechatpay_read_v3 (&question, TRIVET_WECHATPAY_VERDICT_OK, good);
    g_autoptr (TrivetProviderAnswer) error = trivet_wechatpay_read_v3 (&question, TRIVET_WECHATPAY_VERDICT_HTTP_ERROR, bad);

    if (answer->outcome == TRIVET_OUTCOME_PAID)
      g_assert_cmpint (answer->total_minor, ==, 8800);
    if (answer->outcome == TRIVET_OUTCOME_REFUNDED)
      g_assert_cmpint (answer->returned_minor, ==, 300);
    g_assert_true (error->outcome != TRIVET_OUTCOME_PAID && error->outcome != TRIVET_OUTCOME_NOT_PAID &&
                   error->outcome != TRIVET_OUTCOME_REFUNDED);
  }
  return 0;
}
