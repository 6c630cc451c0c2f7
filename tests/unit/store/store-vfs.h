/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk between SQLite and the real one, that counts and fails on request. All numbers are
 * atomic, because the writer's thread is the one that calls. */
void store_vfs_install           (void);
void store_vfs_reset             (void);
int  store_vfs_get_syncs         (void);
void store_vfs_set_full          (gboolean full);
void store_vfs_set_sync_fails    (gboolean fails);
void store_vfs_set_read_only     (gboolean read_only);
void store_vfs_set_sync_delay_ms (int      delay_ms);
void store_vfs_set_sync_held     (gboolean held);

G_END_DECLS
