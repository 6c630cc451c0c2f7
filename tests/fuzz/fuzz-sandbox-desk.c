/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "sandbox-shop.h"
#include "trivet-sandbox-fields.h"

/* The phone, the books and the choice of scenarios answer every query with JSON, with the owner's
 * token and without. */
static void
assert_json (const TrivetSandboxReply *reply)
{
  g_autoptr (JsonObject) object = trivet_sandbox_fields_parse (reply->body, strlen (reply->body));

  g_assert_nonnull (object);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  SandboxShop     *shop = sandbox_shop_get ();
  const char      *token = trivet_sandbox_keys_get_text (shop->keys, TRIVET_SANDBOX_TEXT_ADMIN_TOKEN);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_auto (SandboxCall) call = { 0 };
  g_autoptr (TrivetSandboxReply) stranger = NULL;
  g_autoptr (TrivetSandboxReply) owner = NULL;

  sandbox_call_init (&call, data, length, "Authorization");
  stranger = trivet_sandbox_desk_handle (shop->desk, &call.request);
  soup_message_headers_replace (call.request.headers, "Authorization", bearer);
  owner = trivet_sandbox_desk_handle (shop->desk, &call.request);
  assert_json (stranger);
  assert_json (owner);
  g_assert_true (stranger->status == owner->status || stranger->status == 401);
  return 0;
}
