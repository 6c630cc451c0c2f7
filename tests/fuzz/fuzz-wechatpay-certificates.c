/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-wechatpay-keyring.h"

/* A list of certificates whose signature headers are not genuine: never a key from it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (TrivetHttpReply) reply = trivet_http_reply_new (200, bytes);
  g_autoptr (TrivetSecret) key = trivet_secret_new ("GxIhV0yBzflTnVt3P3Ts4w5t0LzWlie3", -1);
  g_autoptr (TrivetWechatpayKeyring) keyring = trivet_wechatpay_keyring_new ();

  trivet_http_reply_add_header (reply, "Wechatpay-Serial", "5BFEC4C92C913C224B594AD97E1D2F015C2AFCEF");
  trivet_http_reply_add_header (reply, "Wechatpay-Timestamp", "1767230600");
  trivet_http_reply_add_header (reply, "Wechatpay-Nonce", "n");
  trivet_http_reply_add_header (reply, "Wechatpay-Signature", "AAAA");
  g_assert_false (trivet_wechatpay_keyring_load_answer (keyring, reply, key, 1767230600, 1800000000, NULL));
  g_assert_cmpuint (trivet_wechatpay_keyring_get_n (keyring), ==, 0);
  return 0;
}
