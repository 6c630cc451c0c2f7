/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-http-client.h"

/**
 * trivet_net_init:
 *
 * Must be the first thing in main(), before any thread and any TLS: switches off TLS 1.0 and 1.1
 * for the whole process and HTTP/2 for libsoup. Each message checks its TLS version besides.
 */
void
trivet_net_init (void)
{
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1", TRUE);
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}
