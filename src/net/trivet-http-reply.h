/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetHttpReply:
 *
 * A whole answer: status, headers and the very bytes of the body. Immutable.
 */
typedef struct _TrivetHttpReply TrivetHttpReply;

TrivetHttpReply *trivet_http_reply_new        (guint                  status,
                                               GBytes                *body);
void             trivet_http_reply_free       (TrivetHttpReply       *self);
void             trivet_http_reply_add_header (TrivetHttpReply       *self,
                                               const char            *name,
                                               const char            *value);
guint            trivet_http_reply_get_status (const TrivetHttpReply *self);
const char      *trivet_http_reply_get_header (const TrivetHttpReply *self,
                                               const char            *name);
const char      *trivet_http_reply_get_text   (const TrivetHttpReply *self,
                                               gsize                 *ret_length);
gboolean         trivet_http_reply_get_skew_s (const TrivetHttpReply *self,
                                               gint64                 now_s,
                                               gint64                *ret_skew_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetHttpReply, trivet_http_reply_free)

G_END_DECLS
