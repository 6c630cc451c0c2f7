/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "sandbox-shop.h"
#include "trivet-sandbox-fields.h"
#include "trivet-sandbox-wechat-check.h"

/* No request crashes the training gateway, nothing unsigned gets as far as the books, and the
 * fields of a body are checked as if it had been signed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  SandboxShop *shop = sandbox_shop_get ();
  g_auto (SandboxCall) call = { 0 };
  g_auto (TrivetSandboxWechatError) pay_error = { 0 };
  g_auto (TrivetSandboxWechatError) reverse_error = { 0 };
  g_autoptr (TrivetSandboxReply) reply = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GPtrArray) orders = NULL;

  sandbox_call_init (&call, data, length, "Authorization");
  soup_message_headers_append (call.request.headers, "Accept", "application/json");
  soup_message_headers_append (call.request.headers, "Content-Type", "application/json");
  soup_message_headers_append (call.request.headers, "User-Agent", "fuzz");
  reply = trivet_sandbox_wechat_handle (shop->wechat, &call.request);
  orders = trivet_sandbox_books_list (shop->books);
  g_assert_cmpuint (orders->len, ==, 0);
  g_assert_cmpuint (reply->status, >=, 400);

  body = trivet_sandbox_fields_parse (call.request.body, call.request.length);
  if (body == NULL)
    return 0;
  g_assert_true (trivet_sandbox_wechat_check_codepay (shop->keys, body, &pay_error) == (pay_error.status == 0));
  g_assert_true (trivet_sandbox_wechat_check_reverse (shop->keys, body, &reverse_error) == (reverse_error.status == 0));
  return 0;
}
