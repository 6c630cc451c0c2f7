/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "sandbox-shop.h"
#include "trivet-sandbox-alipay-check.h"
#include "trivet-sandbox-fields.h"

/* No form crashes the training gateway, nothing unsigned gets as far as the books, and business
 * fields are checked as if they had been signed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  SandboxShop *shop = sandbox_shop_get ();
  g_auto (SandboxCall) call = { 0 };
  g_autoptr (TrivetSandboxReply) reply = NULL;
  g_autoptr (JsonObject) biz = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  TrivetSandboxAlipayError error = { 0 };

  sandbox_call_init (&call, data, length, "Content-Type");
  soup_message_headers_replace (call.request.headers, "Content-Type", "application/x-www-form-urlencoded");
  reply = trivet_sandbox_alipay_handle (shop->alipay, &call.request);
  orders = trivet_sandbox_books_list (shop->books);
  g_assert_cmpuint (orders->len, ==, 0);
  g_assert_nonnull (reply->body);

  biz = trivet_sandbox_fields_parse (call.request.body, call.request.length);
  if (biz == NULL)
    return 0;
  trivet_sandbox_alipay_check_key (biz, &error);
  if (trivet_sandbox_alipay_check_pay (biz, &error))
    g_assert_cmpuint (trivet_sandbox_alipay_parse_life (trivet_sandbox_fields_get_string (biz, "timeout_express")), >, 0);
  return 0;
}
