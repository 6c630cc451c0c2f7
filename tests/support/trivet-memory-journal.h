/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-clock.h"
#include "trivet-order.h"
#include "trivet-repository.h"

G_BEGIN_DECLS

/**
 * TrivetMemoryJournal:
 *
 * A journal and repository in memory that behaves like the store, also badly: it can refuse, be
 * slow, and lose what was not durable yet. Like the store it refuses a fact that its order cannot
 * take. What is read back has gone through text, as from a disk.
 */
#define TRIVET_TYPE_MEMORY_JOURNAL (trivet_memory_journal_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMemoryJournal, trivet_memory_journal, TRIVET, MEMORY_JOURNAL, GObject)

TrivetMemoryJournal *trivet_memory_journal_new          (TrivetClock          *clock);
void                 trivet_memory_journal_fail_next    (TrivetMemoryJournal  *self,
                                                         guint                 n,
                                                         TrivetStoreError      code);
void                 trivet_memory_journal_set_delay_ms (TrivetMemoryJournal  *self,
                                                         guint                 delay_ms);
void                 trivet_memory_journal_crash        (TrivetMemoryJournal  *self,
                                                         guint                 n_durable);
guint                trivet_memory_journal_get_n_facts  (TrivetMemoryJournal  *self);
guint                trivet_memory_journal_get_n_appends (TrivetMemoryJournal *self);
guint                trivet_memory_journal_get_n_pending (TrivetMemoryJournal *self);
TrivetFact          *trivet_memory_journal_get_fact     (TrivetMemoryJournal  *self,
                                                         guint                 position);
GPtrArray           *trivet_memory_journal_dup_facts    (TrivetMemoryJournal  *self,
                                                         const char           *subject);
GPtrArray           *trivet_memory_journal_dup_subjects (TrivetMemoryJournal  *self);
TrivetOrder         *trivet_memory_journal_fold_order   (TrivetMemoryJournal  *self,
                                                         const char           *order_id);

G_END_DECLS
