/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-teller.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxRequest:
 * @method: upper case
 * @path: as sent, percent-encoded
 * @query: (nullable): as sent, percent-encoded
 * @headers: of the request
 * @body: never %NULL, ends with a zero byte that is not counted
 * @length: of @body
 * @client_certificate: whether the shop's own TLS certificate was shown
 * @now_us: when it came
 *
 * One HTTP request, as the gateways see it.
 */
typedef struct {
  const char         *method;
  const char         *path;
  const char         *query;
  SoupMessageHeaders *headers;
  const char         *body;
  gsize               length;
  gboolean            client_certificate;
  gint64              now_us;
} TrivetSandboxRequest;

/**
 * TrivetSandboxReply:
 * @status: HTTP
 * @type: content type
 * @body: text
 * @headers: further ones
 * @delivery: only PLAIN, DROP and HANG matter here: the rest is done in the text
 * @note: (nullable): one word for the log; never a secret
 *
 * One HTTP answer.
 */
typedef struct {
  guint                  status;
  const char            *type;
  char                  *body;
  SoupMessageHeaders    *headers;
  TrivetSandboxDelivery  delivery;
  char                  *note;
} TrivetSandboxReply;

TrivetSandboxReply *trivet_sandbox_reply_new       (guint                       status,
                                                    const char                 *type,
                                                    char                       *body);
TrivetSandboxReply *trivet_sandbox_reply_garbage   (void);
void                trivet_sandbox_reply_free      (TrivetSandboxReply         *self);
char               *trivet_sandbox_request_target  (const TrivetSandboxRequest *self);
gboolean            trivet_sandbox_form_read       (const char                 *text,
                                                    GHashTable                 *values);
gboolean            trivet_sandbox_parse_yuan      (const char                 *text,
                                                    gint64                     *ret_minor);
char               *trivet_sandbox_format_yuan     (gint64                      minor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSandboxReply, trivet_sandbox_reply_free)

G_END_DECLS
