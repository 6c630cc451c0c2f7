/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-message.h"

/**
 * SECTION:trivet-sandbox-message
 *
 * A request and an answer apart from any connection, so that each gateway is a function from one
 * to the other and can be tested without a network. Also forms and decimal yuan.
 */

static gboolean
read_pair (const char *pair,
           GHashTable *values)
{
  const char      *equal = strchr (pair, '=');
  g_autofree char *name = NULL;
  g_autofree char *spaced = NULL;
  g_autofree char *value = NULL;

  if (equal == NULL || equal == pair)
    return FALSE;

  name = g_uri_unescape_segment (pair, equal, NULL);
  spaced = g_strdelimit (g_strdup (equal + 1), "+", ' ');
  value = g_uri_unescape_string (spaced, NULL);
  if (name == NULL || value == NULL || !g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL) || g_hash_table_contains (values, name))
    return FALSE;

  g_hash_table_insert (values, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

/**
 * trivet_sandbox_reply_new:
 * @status: HTTP
 * @type: content type, static
 * @body: (transfer full): text
 *
 * Returns: (transfer full): an answer
 */
TrivetSandboxReply *
trivet_sandbox_reply_new (guint       status,
                          const char *type,
                          char       *body)
{
  TrivetSandboxReply *self = g_new0 (TrivetSandboxReply, 1);

  self->status = status;
  self->type = type;
  self->body = body;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  return self;
}

/**
 * trivet_sandbox_reply_new_bytes:
 * @type: content type, static
 * @bytes: a file
 *
 * Returns: (transfer full): an answer with status 200
 */
TrivetSandboxReply *
trivet_sandbox_reply_new_bytes (const char *type,
                                GBytes     *bytes)
{
  TrivetSandboxReply *self = trivet_sandbox_reply_new (200, type, NULL);

  self->bytes = g_bytes_ref (bytes);
  return self;
}

/**
 * trivet_sandbox_reply_garbage:
 *
 * Returns: (transfer full): the page that a broken proxy would give
 */
TrivetSandboxReply *
trivet_sandbox_reply_garbage (void)
{
  return trivet_sandbox_reply_new (200, "text/html",
                                   g_strdup ("<html><head><title>502</title></head><body><h1>Bad "
                                             "Gateway</h1>{\"code\":\"10000\"</body></html>\n"));
}

/**
 * trivet_sandbox_reply_free:
 * @self: (nullable): an answer
 */
void
trivet_sandbox_reply_free (TrivetSandboxReply *self)
{
  if (self == NULL)
    return;

  g_free (self->body);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->note);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

/**
 * trivet_sandbox_request_target:
 * @self: a request
 *
 * Returns: (transfer full): path and query as sent
 */
char *
trivet_sandbox_request_target (const TrivetSandboxRequest *self)
{
  return self->query != NULL ? g_strconcat (self->path, "?", self->query, NULL) : g_strdup (self->path);
}

/**
 * trivet_sandbox_form_read:
 * @text: a query or a form body
 * @values: decoded names and values are added here
 *
 * Returns: whether it was well-formed UTF-8 and no name came twice
 */
gboolean
trivet_sandbox_form_read (const char *text,
                          GHashTable *values)
{
  g_auto (GStrv) pairs = g_strsplit (text, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++) {
    if (*pairs[i] != '\0' && !read_pair (pairs[i], values))
      return FALSE;
  }

  return TRUE;
}

/**
 * trivet_sandbox_parse_yuan:
 * @text: digits, at most one point, at most two decimals
 * @ret_minor: (out): fen
 *
 * Returns: whether @text is an amount
 */
gboolean
trivet_sandbox_parse_yuan (const char *text,
                           gint64     *ret_minor)
{
  gint64      minor = 0;
  guint       decimals = 0;
  const char *point = strchr (text, '.');

  if (!g_regex_match_simple ("^[0-9]{1,12}(\\.[0-9]{1,2})?$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '.')
      continue;
    minor = minor * 10 + g_ascii_digit_value (*c);
    decimals += point != NULL && c > point;
  }
  for (; decimals < 2; decimals++)
    minor *= 10;

  *ret_minor = minor;
  return TRUE;
}

/**
 * trivet_sandbox_format_yuan:
 * @minor: fen
 *
 * Returns: (transfer full): yuan with two decimals
 */
char *
trivet_sandbox_format_yuan (gint64 minor)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", minor < 0 ? "-" : "", ABS (minor) / 100, (int) (ABS (minor) % 100));
}
