/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-database-private.h"
#include "trivet-store.h"

G_BEGIN_DECLS

gboolean _trivet_store_verify_database (TrivetDatabase     *database,
                                        TrivetStoreReport  *report,
                                        GError            **error);

G_END_DECLS
