/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wechatpay-answer.h"
#include "trivet-wechatpay-v2.h"

/* No text may crash the reader, and nothing that is not signed with our key proves anything. The same
 * fields, signed, prove at most what was asked. */

static void
read_signed (GHashTable         *fields,
             const TrivetSecret *key)
{
  g_autoptr (GString) xml = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TrivetHttpReply) reply = NULL;

  g_hash_table_insert (fields, g_strdup ("sign"), trivet_wechatpay_v2_sign (fields, key, FALSE));
  xml = trivet_wechatpay_v2_to_xml (fields);
  bytes = g_bytes_new (xml->str, xml->len);
  reply = trivet_http_reply_new (200, bytes);
  for (int operation = TRIVET_WECHATPAY_OPERATION_PAY; operation < TRIVET_WECHATPAY_N_OPERATIONS; operation++) {
    TrivetWechatpayQuestion question = { operation, "1900009191", "TRV20260101000123", 8800, 1767225600, "RTRV20260101000123", 300 };
    g_autoptr (TrivetProviderAnswer) answer = trivet_wechatpay_read_v2 (&question, key, reply);

    if (answer->outcome == TRIVET_OUTCOME_PAID)
      g_assert_cmpint (answer->total_minor, ==, 8800);
    if (answer->outcome == TRIVET_OUTCOME_REFUNDED)
      g_assert_cmpint (answer->returned_minor, ==, 300);
  }
}

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
    read_signed (fields, key);
  }
  return 0;
}
