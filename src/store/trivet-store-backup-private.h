/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"

G_BEGIN_DECLS

gboolean _trivet_store_backup_run (TrivetDatabase  *source,
                                   const char      *path,
                                   GCancellable    *cancellable,
                                   GError         **error);

G_END_DECLS
