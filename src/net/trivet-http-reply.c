/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-http-reply.h"

#include <libsoup/soup.h>

/* The body stays as it came: signatures are made over raw bytes, so nothing here decodes,
 * re-codes or trims. */

struct _TrivetHttpReply {
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
};

/**
 * trivet_http_reply_new:
 * @status: the HTTP status
 * @body: kept by reference
 *
 * Returns: (transfer full): an answer without headers
 */
TrivetHttpReply *
trivet_http_reply_new (guint   status,
                       GBytes *body)
{
  TrivetHttpReply *self = g_new0 (TrivetHttpReply, 1);

  self->status = status;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->body = g_bytes_ref (body);
  return self;
}

/**
 * trivet_http_reply_free:
 */
void
trivet_http_reply_free (TrivetHttpReply *self)
{
  if (self == NULL)
    return;
  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * trivet_http_reply_add_header:
 *
 * For the client while it builds the reply, and for tests.
 */
void
trivet_http_reply_add_header (TrivetHttpReply *self,
                              const char      *name,
                              const char      *value)
{
  soup_message_headers_append (self->headers, name, value);
}

/**
 * trivet_http_reply_get_status:
 *
 * Returns: the HTTP status, 100 … 999
 */
guint
trivet_http_reply_get_status (const TrivetHttpReply *self)
{
  return self->status;
}

/**
 * trivet_http_reply_get_header:
 * @name: case does not matter
 *
 * Returns: (nullable): the value; of a header that came twice the last
 */
const char *
trivet_http_reply_get_header (const TrivetHttpReply *self,
                              const char            *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

/**
 * trivet_http_reply_get_text:
 * @ret_length: (out): bytes of the body
 *
 * Returns: (transfer none): the body as it came, not ended by NUL and perhaps not UTF-8
 */
const char *
trivet_http_reply_get_text (const TrivetHttpReply *self,
                            gsize                 *ret_length)
{
  const char *text = g_bytes_get_data (self->body, ret_length);

  return text != NULL ? text : "";
}

/**
 * trivet_http_reply_get_skew_s:
 * @now_s: our clock, seconds since 1970
 * @ret_skew_s: (out): how far the server's clock is ahead of ours, in seconds
 *
 * A hint for people ("set the clock of this machine"); the header is not signed.
 *
 * Returns: %FALSE if the answer tells no usable time
 */
gboolean
trivet_http_reply_get_skew_s (const TrivetHttpReply *self,
                              gint64                 now_s,
                              gint64                *ret_skew_s)
{
  const char *text = trivet_http_reply_get_header (self, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL)
    return FALSE;
  *ret_skew_s = g_date_time_to_unix (date) - now_s;
  return TRUE;
}
