/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

/* What the server does with one connection; runs in a thread of its own. @number counts connections
 * from 1; @stream is already encrypted when the server has a certificate. */
typedef void (*RawHandler) (RawServer *server,
                            GIOStream *stream,
                            guint      number);

RawServer *raw_server_new          (RawHandler       handler,
                                    GTlsCertificate *certificate);
void       raw_server_free         (RawServer       *self);
char      *raw_server_dup_url      (RawServer       *self,
                                    const char      *path);
guint      raw_server_get_requests (RawServer       *self);
/* Connections whose handshake, if any, succeeded. */
guint      raw_server_get_connections (RawServer    *self);
void       raw_server_ask_certificate (RawServer    *self);

/* One whole request: head and body; NULL when the peer closed. Counts it. */
char      *raw_server_read         (RawServer       *self,
                                    GIOStream       *stream);
void       raw_server_write        (GIOStream       *stream,
                                    const char      *text);
/* Waits until the peer closes or the server is freed. */
void       raw_server_linger       (RawServer       *self,
                                    GIOStream       *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
