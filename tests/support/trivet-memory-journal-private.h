/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-memory-journal.h"

G_BEGIN_DECLS

/* trivet-memory-journal-lists.c */
void _trivet_memory_journal_repository_init (TrivetRepositoryInterface *iface);
void _trivet_memory_journal_return_array    (TrivetRepository          *repository,
                                             GCancellable              *cancellable,
                                             GAsyncReadyCallback        callback,
                                             gpointer                   user_data,
                                             GPtrArray                 *array);

/* trivet-memory-journal-drawers.c */
void _trivet_memory_journal_drawers_init    (TrivetRepositoryInterface *iface);
gboolean _trivet_memory_journal_check_drawers (TrivetMemoryJournal     *self,
                                               GPtrArray               *facts,
                                               GError                 **error);

/* trivet-memory-journal-money.c */
GPtrArray *_trivet_memory_journal_dup_accounts (TrivetMemoryJournal    *self,
                                                gint64                  from_sequence,
                                                gint64                  to_sequence);
void _trivet_memory_journal_money_init      (TrivetRepositoryInterface *iface);

/* trivet-memory-journal.c */
gboolean _trivet_memory_journal_is_about_order (const TrivetFact *fact);

void _trivet_memory_journal_list_accounts_async (TrivetRepository    *repository,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);

G_END_DECLS
