/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-alipay-answer.h"

/* Verified with a key whose private half is thrown away: whatever comes in, nothing may be proven. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  static TrivetAlipayKeys *keys;

  if (keys == NULL) {
    g_autoptr (TrivetPrivateKey) key = trivet_private_key_generate (2048, NULL);
    g_autoptr (TrivetPublicKey) public_key = trivet_private_key_dup_public (key);

    keys = trivet_alipay_keys_new ();
    trivet_alipay_keys_set_key (keys, public_key);
  }
  for (int operation = TRIVET_ALIPAY_OPERATION_PAY; operation <= TRIVET_ALIPAY_OPERATION_BILL; operation++) {
    TrivetAlipayQuestion question = { operation, "TRV20260101000123", 8800, "RF20260101000123", 300, 1767225600 };
    g_autoptr (GBytes) bytes = g_bytes_new (data, length);
    g_autoptr (TrivetHttpReply) reply = trivet_http_reply_new (200, bytes);
    g_autoptr (TrivetProviderAnswer) answer = trivet_alipay_read_answer (&question, keys, reply);

    g_assert_cmpint (answer->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  }
  return 0;
}
