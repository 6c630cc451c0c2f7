/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-v2.h"

/* No text may crash the reader, and nothing that is not signed with our key proves anything. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  TrivetWechatpayQuestion question = { TRIVET_WECHATPAY_OPERATION_PAY, "1900009191", "TRV20260101000123", 8800, 1767225600 };
  g_autoptr (GHashTable) fields = trivet_wechatpay_v2_from_xml ((const char *) data, length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (TrivetHttpReply) reply = trivet_http_reply_new (200, bytes);
  g_autoptr (TrivetSecret) key = trivet_secret_new ("00000000000000000000000000000000", -1);
  g_autoptr (TrivetProviderAnswer) answer = trivet_wechatpay_read_v2 (&question, key, reply);

  g_assert_cmpint (answer->outcome, ==, TRIVET_OUTCOME_UNKNOWN);
  if (fields != NULL) {
    g_autofree char *text = trivet_wechatpay_v2_sign_text (fields);

    g_assert_cmpuint (g_hash_table_size (fields), <=, TRIVET_WECHATPAY_XML_MAX_FIELDS);
  }
  return 0;
}
