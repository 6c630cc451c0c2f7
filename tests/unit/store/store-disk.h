/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk whose power can be cut. What was written since the last sync survives by the sector, each
 * one by itself, so in any order and torn within a write. It remembers every file that is opened
 * after store_disk_install(); real syncs are left out, because only its own memory counts. */

void     store_disk_install              (void);
void     store_disk_reset                (guint32      seed);

/* The next operations, each counted from now; -1 for never. After the cut everything fails. */
void     store_disk_cut_after            (int          n_operations);
void     store_disk_fail_sync_after      (int          n_syncs);
void     store_disk_fill_after           (int          n_writes,
                                          int          n_refused);
void     store_disk_fail_read_after      (int          n_reads);
void     store_disk_set_short            (gboolean     is_on);

gboolean store_disk_is_cut               (void);
int      store_disk_get_faults           (void);
void     store_disk_restore_after_cut    (void);

G_END_DECLS
