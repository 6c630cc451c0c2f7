/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sandbox-shop.h"

#include <glib/gstdio.h>
#include <string.h>

/* Keys are made once, in a folder that is gone before the first request; the books go on in a file
 * without a name. */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

/**
 * sandbox_shop_get:
 *
 * Returns: (transfer none): the one shop of this program
 */
SandboxShop *
sandbox_shop_get (void)
{
  static SandboxShop shop;
  g_autoptr (TrivetSandboxBills) bills = NULL;
  g_autoptr (TrivetSandboxFaults) faults = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *ledger = NULL;

  if (shop.keys != NULL)
    return &shop;

  folder = g_dir_make_tmp ("trivet-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  ledger = g_build_filename (folder, "ledger", NULL);
  shop.keys = trivet_sandbox_keys_open (folder, &error);
  g_assert_no_error (error);
  shop.books = trivet_sandbox_books_open (ledger, &error);
  g_assert_no_error (error);
  remove_folder (folder);

  shop.phone = trivet_sandbox_phone_new (60, 100000);
  shop.teller = trivet_sandbox_teller_new (shop.books, shop.phone, trivet_sandbox_keys_get_text (shop.keys, TRIVET_SANDBOX_TEXT_SALT), 0, 0);
  bills = trivet_sandbox_bills_new (shop.books, "wx0", "1900", TRUE);
  faults = trivet_sandbox_faults_new ();
  shop.alipay = trivet_sandbox_alipay_new (shop.keys, shop.books, shop.teller, bills);
  shop.wechat = trivet_sandbox_wechat_new (shop.keys, shop.books, shop.teller, bills);
  shop.wechat_v2 = trivet_sandbox_wechat_v2_new (shop.keys, shop.books, shop.teller);
  shop.desk = trivet_sandbox_desk_new (shop.keys, shop.books, shop.phone, shop.teller, bills, faults);
  return &shop;
}

static const char *
word_or (const SandboxCall *call,
         guint              i,
         const char        *fallback)
{
  return g_strv_length (call->words) > i ? call->words[i] : fallback;
}

/* What libsoup would not let through is no header. */
static gboolean
is_header_value (const char *text)
{
  return *text != '\0' && g_utf8_validate (text, -1, NULL) && strpbrk (text, "\r\n") == NULL;
}

/**
 * sandbox_call_init:
 * @call: (out caller-allocates): a request
 * @data: its text
 * @length: bytes of @data
 * @header: the header that the third word of the first line goes to
 */
void
sandbox_call_init (SandboxCall  *call,
                   const guint8 *data,
                   gsize         length,
                   const char   *header)
{
  const guint8    *end = memchr (data, '\n', length);
  gsize            used = end != NULL ? (gsize) (end - data) : length;
  g_autofree char *line = g_strndup ((const char *) data, used);
  const char      *value;

  call->words = g_strsplit (line, " ", 3);
  call->target = g_strsplit (word_or (call, 1, "/"), "?", 2);
  call->text = g_strndup ("", length);
  call->request = (TrivetSandboxRequest){ .method = word_or (call, 0, ""), .path = "/", .now_us = SANDBOX_SHOP_NOW_US };
  if (call->target[0] != NULL) {
    call->request.path = call->target[0];
    call->request.query = call->target[1];
  }
  if (end != NULL) {
    call->request.length = length - used - 1;
    memcpy (call->text, end + 1, call->request.length);
  }
  call->request.body = call->text;
  call->request.client_certificate = TRUE;
  call->request.headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  value = word_or (call, 2, "");
  if (is_header_value (value))
    soup_message_headers_append (call->request.headers, header, value);
}

/**
 * sandbox_call_clear:
 * @call: a request
 */
void
sandbox_call_clear (SandboxCall *call)
{
  soup_message_headers_unref (call->request.headers);
  g_strfreev (call->words);
  g_strfreev (call->target);
  g_free (call->text);
}
