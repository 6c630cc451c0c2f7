/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int      _trivet_store_files_lock           (const char  *path,
                                             GError     **error);
void     _trivet_store_files_unlock         (int         *lock);
gboolean _trivet_store_files_sync           (const char  *path,
                                             GError     **error);
gboolean _trivet_store_files_sync_directory (const char  *path,
                                             GError     **error);
void     _trivet_store_files_remove         (const char  *path);

G_END_DECLS
