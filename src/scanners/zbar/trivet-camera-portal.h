/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean trivet_camera_portal_is_needed   (void);
void     trivet_camera_portal_open_async  (GDBusConnection      *connection,
                                           guint                 patience_ms,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
int      trivet_camera_portal_open_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
