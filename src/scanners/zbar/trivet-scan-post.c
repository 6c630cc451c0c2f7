/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-scanners"

#include "trivet-scan-post.h"

/* The way from a thread back to the main context. Not g_main_context_invoke(): while nobody runs the
 * default context, that would call the function in the calling thread. */

/**
 * trivet_scan_post:
 * @context: where to call
 * @func: called once, with %G_SOURCE_REMOVE as its answer
 * @data: (transfer full): for @func
 * @notify: frees @data, in @context as a rule
 *
 * Calls @func in @context soon. Any thread.
 */
void
trivet_scan_post (GMainContext  *context,
                  GSourceFunc    func,
                  gpointer       data,
                  GDestroyNotify notify)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, notify);
  g_source_attach (source, context);
}
