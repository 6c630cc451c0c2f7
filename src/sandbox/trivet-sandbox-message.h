/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-sandbox-teller.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TrivetSandboxTrouble:
 * @TRIVET_SANDBOX_TROUBLE_NONE: nothing is wrong
 * @TRIVET_SANDBOX_TROUBLE_FORGED: done, but the answer is signed by a stranger
 * @TRIVET_SANDBOX_TROUBLE_BUSY: not done: too many calls
 * @TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR: not done: "system error"
 * @TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR: done, and all the same "system error"
 *
 * What goes wrong with one call, whatever it asks.
 */
typedef enum {
  TRIVET_SANDBOX_TROUBLE_NONE,
  TRIVET_SANDBOX_TROUBLE_FORGED,
  TRIVET_SANDBOX_TROUBLE_BUSY,
  TRIVET_SANDBOX_TROUBLE_SYSTEM_ERROR,
  TRIVET_SANDBOX_TROUBLE_DONE_SYSTEM_ERROR,
} TrivetSandboxTrouble;

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
 * @trouble: what goes wrong with it
 *
 * One HTTP request, as the gateways see it.
 */
typedef struct {
  const char           *method;
  const char           *path;
  const char           *query;
  SoupMessageHeaders   *headers;
  const char           *body;
  gsize                 length;
  gboolean              client_certificate;
  gint64                now_us;
  TrivetSandboxTrouble  trouble;
} TrivetSandboxRequest;

/**
 * TrivetSandboxReply:
 * @status: HTTP
 * @type: content type
 * @body: (nullable): text
 * @bytes: (nullable): the body when it is no text
 * @headers: further ones
 * @delivery: only PLAIN, DROP and HANG matter here: the rest is done in the text
 * @late_s: how many seconds to wait before it is sent
 * @note: (nullable): one word for the log; never a secret
 *
 * One HTTP answer.
 */
typedef struct {
  guint                  status;
  const char            *type;
  char                  *body;
  GBytes                *bytes;
  SoupMessageHeaders    *headers;
  TrivetSandboxDelivery  delivery;
  guint                  late_s;
  char                  *note;
} TrivetSandboxReply;

TrivetSandboxReply *trivet_sandbox_reply_new       (guint                       status,
                                                    const char                 *type,
                                                    char                       *body);
TrivetSandboxReply *trivet_sandbox_reply_new_bytes (const char                 *type,
                                                    GBytes                     *bytes);
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
