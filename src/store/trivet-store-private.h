/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-read-pool-private.h"
#include "trivet-store.h"

G_BEGIN_DECLS

void _trivet_store_push_read       (TrivetStore               *self,
                                    GTask                     *task,
                                    TrivetReadFunc             func,
                                    GDestroyNotify             result_free);
void _trivet_store_repository_init (TrivetRepositoryInterface *iface);

G_END_DECLS
