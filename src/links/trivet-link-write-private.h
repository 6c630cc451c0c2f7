/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

short    _trivet_link_wait        (int            fd,
                                   short          events,
                                   gint64         until_us,
                                   GCancellable  *cancellable);
gboolean _trivet_link_write_all   (int            fd,
                                   GBytes        *bytes,
                                   gint64         deadline_us,
                                   GCancellable  *cancellable,
                                   gsize         *ret_n_written,
                                   char         **ret_reason);
GError  *_trivet_link_error       (gsize          n_written,
                                   gsize          n_bytes,
                                   const char    *label,
                                   const char    *reason);

G_END_DECLS
