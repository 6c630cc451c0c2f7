/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-memory-journal.h"

G_BEGIN_DECLS

void _trivet_memory_journal_repository_init (TrivetRepositoryInterface *iface);

G_END_DECLS
