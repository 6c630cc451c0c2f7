/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-byte-link.h"

G_BEGIN_DECLS

/* A printer on the same network answers within milliseconds; three seconds is a Wi-Fi hiccup. */
#define TRIVET_TCP_LINK_CONNECT_TIMEOUT_MS 3000
/* From the first byte until the printer has taken the last one. */
#define TRIVET_TCP_LINK_WRITE_TIMEOUT_MS 10000
/* How long to wait for the printer to close its side once it has taken everything. */
#define TRIVET_TCP_LINK_CLOSE_WAIT_MS 2000
/* What printers listen on when they are not told otherwise. */
#define TRIVET_TCP_LINK_DEFAULT_PORT 9100

#define TRIVET_TYPE_TCP_LINK (trivet_tcp_link_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTcpLink, trivet_tcp_link, TRIVET, TCP_LINK, GObject)

TrivetByteLink *trivet_tcp_link_new (const char *host,
                                     guint16     port);

G_END_DECLS
