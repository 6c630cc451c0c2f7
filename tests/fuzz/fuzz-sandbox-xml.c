/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "sandbox-shop.h"
#include "trivet-sandbox-xml.h"

/* No XML crashes the training gateway's v2 interface: as it comes, which must be refused without a
 * trace in the books, and with a good merchant and signature put in, so that the fields behind are
 * reached; what was read is written and read again as the same. */

static void
set (GHashTable *values,
     const char *name,
     char       *value)
{
  g_hash_table_insert (values, g_strdup (name), value);
}

static void
assert_same (GHashTable *a,
             GHashTable *b)
{
  GHashTableIter iter;
  gpointer       name, value;

  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_assert_cmpstr (value, ==, g_hash_table_lookup (b, name));
}

static void
call_signed (SandboxShop *shop,
             const char  *path,
             GHashTable  *values)
{
  SoupMessageHeaders  *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  TrivetSandboxRequest request = { .method = "POST", .path = path, .headers = headers, .client_certificate = TRUE, .now_us = SANDBOX_SHOP_NOW_US };
  g_autoptr (TrivetSandboxReply) reply = NULL;
  g_autofree char *xml = trivet_sandbox_xml_print (values);

  request.body = xml;
  request.length = strlen (xml);
  reply = trivet_sandbox_wechat_v2_handle (shop->wechat_v2, &request);
  g_assert_cmpuint (reply->status, ==, 200);
  soup_message_headers_unref (headers);
}

static void
sign (SandboxShop *shop,
      GHashTable  *values)
{
  gboolean hmac = g_strcmp0 (g_hash_table_lookup (values, "sign_type"), "HMAC-SHA256") == 0;

  set (values, "appid", g_strdup (trivet_sandbox_keys_get_text (shop->keys, TRIVET_SANDBOX_TEXT_WECHAT_APPID)));
  set (values, "mch_id", g_strdup (trivet_sandbox_keys_get_text (shop->keys, TRIVET_SANDBOX_TEXT_WECHAT_MCHID)));
  g_hash_table_remove (values, "sign");
  set (values, "sign", trivet_sandbox_xml_sign (values, trivet_sandbox_keys_get_text (shop->keys, TRIVET_SANDBOX_TEXT_WECHAT_V2_KEY), hmac));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  SandboxShop     *shop = sandbox_shop_get ();
  g_autofree char *text = g_strndup ("", length);
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GHashTable) again = NULL;
  g_autofree char *xml = NULL;

  memcpy (text, data, length);
  values = trivet_sandbox_xml_parse (text, length);
  if (values == NULL)
    return 0;

  xml = trivet_sandbox_xml_print (values);
  again = trivet_sandbox_xml_parse (xml, strlen (xml));
  g_assert_nonnull (again);
  assert_same (values, again);

  sign (shop, values);
  call_signed (shop, "/pay/micropay", values);
  call_signed (shop, "/pay/orderquery", values);
  call_signed (shop, "/secapi/pay/reverse", values);
  return 0;
}
