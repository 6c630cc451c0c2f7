/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-journal.h"

G_BEGIN_DECLS

typedef struct _TrivetJournalFile TrivetJournalFile;

gboolean           _trivet_journal_file_create           (const char         *path,
                                                          GPtrArray          *facts,
                                                          GError            **error);
TrivetJournalFile *_trivet_journal_file_open             (const char         *path,
                                                          GError            **error);
void               _trivet_journal_file_close            (TrivetJournalFile  *self);
gboolean           _trivet_journal_file_append           (TrivetJournalFile  *self,
                                                          GPtrArray          *facts,
                                                          GError            **error);
gboolean           _trivet_journal_file_rebuild          (TrivetJournalFile  *self,
                                                          GError            **error);
gboolean           _trivet_journal_file_wants_checkpoint (TrivetJournalFile  *self,
                                                          gboolean            idle);
gboolean           _trivet_journal_file_checkpoint       (TrivetJournalFile  *self,
                                                          GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetJournalFile, _trivet_journal_file_close)

G_END_DECLS
