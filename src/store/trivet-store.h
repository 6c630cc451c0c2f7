/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-repository.h"

G_BEGIN_DECLS

/* Appends and reads that may wait; one more is refused with TRIVET_STORE_ERROR_BUSY. */
#define TRIVET_STORE_MAX_APPENDS 256
#define TRIVET_STORE_MAX_READS   256

/**
 * TrivetStoreOpenFlags:
 * @TRIVET_STORE_OPEN_WRITER: may append; one at a time for a file
 * @TRIVET_STORE_OPEN_READ_ONLY: snapshots only, also while a writer has the file
 */
typedef enum {
  TRIVET_STORE_OPEN_WRITER,
  TRIVET_STORE_OPEN_READ_ONLY,
} TrivetStoreOpenFlags;

/**
 * TrivetStoreFinding:
 * @TRIVET_STORE_FINDING_NONE: the chain is whole
 * @TRIVET_STORE_FINDING_EDITED: the fact's content is not what was written
 * @TRIVET_STORE_FINDING_REMOVED: a fact is missing here
 * @TRIVET_STORE_FINDING_REORDERED: the fact was written at another place of the journal
 * @TRIVET_STORE_FINDING_REPLACED: the fact fits its own hash, but not the fact before it
 * @TRIVET_STORE_FINDING_HASH: the content is right, its hash columns were changed
 * @TRIVET_STORE_FINDING_HEAD: the facts are right, the head row does not agree with them
 * @TRIVET_STORE_FINDING_ACCOUNTS: the chain is whole, the accounts made from it do not add up; a
 *   rebuild makes them anew
 */
typedef enum {
  TRIVET_STORE_FINDING_NONE,
  TRIVET_STORE_FINDING_EDITED,
  TRIVET_STORE_FINDING_REMOVED,
  TRIVET_STORE_FINDING_REORDERED,
  TRIVET_STORE_FINDING_REPLACED,
  TRIVET_STORE_FINDING_HASH,
  TRIVET_STORE_FINDING_HEAD,
  TRIVET_STORE_FINDING_ACCOUNTS,
} TrivetStoreFinding;

/**
 * TrivetStoreReport:
 * @n_facts: facts that were found good, from the first one on
 * @finding: what is wrong with the first bad one
 * @sequence: its place in the journal, 0 while there is none
 * @id: (nullable): its id; %NULL when the fact itself is missing
 * @type: (nullable): its type, likewise
 * @message: (nullable): one sentence about it
 *
 * What trivet_store_verify() found. Free the members with trivet_store_report_clear().
 */
typedef struct {
  gint64              n_facts;
  TrivetStoreFinding  finding;
  gint64              sequence;
  char               *id;
  char               *type;
  char               *message;
} TrivetStoreReport;

void trivet_store_report_clear (TrivetStoreReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrivetStoreReport, trivet_store_report_clear)

#define TRIVET_TYPE_STORE (trivet_store_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStore, trivet_store, TRIVET, STORE, GObject)

char        *trivet_store_build_path     (const char            *directory);
gboolean     trivet_store_create         (const char            *path,
                                          GPtrArray             *facts,
                                          GError               **error);
TrivetStore *trivet_store_open           (const char            *path,
                                          TrivetStoreOpenFlags   flags,
                                          GError               **error);
TrivetStore *trivet_store_new            (const char            *path);
void         trivet_store_start_async    (TrivetStore           *self,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
gboolean     trivet_store_start_finish   (TrivetStore           *self,
                                          GAsyncResult          *result,
                                          GError               **error);
void         trivet_store_close_async    (TrivetStore           *self,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
gboolean     trivet_store_close_finish   (TrivetStore           *self,
                                          GAsyncResult          *result,
                                          GError               **error);
const char  *trivet_store_get_path       (TrivetStore           *self);
void         trivet_store_rebuild_async  (TrivetStore           *self,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
gboolean     trivet_store_rebuild_finish (TrivetStore           *self,
                                          GAsyncResult          *result,
                                          GError               **error);
void         trivet_store_backup_async   (TrivetStore           *self,
                                          const char            *path,
                                          GCancellable          *cancellable,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data);
gboolean     trivet_store_backup_finish  (TrivetStore           *self,
                                          GAsyncResult          *result,
                                          GError               **error);

/* For programs without a screen: these wait for the disk. */
gboolean     trivet_store_verify         (const char            *path,
                                          TrivetStoreReport     *report,
                                          GError               **error);
gboolean     trivet_store_restore        (const char            *path,
                                          const char            *backup,
                                          char                 **ret_kept,
                                          GError               **error);
gboolean     trivet_store_export         (const char            *path,
                                          GOutputStream         *stream,
                                          GCancellable          *cancellable,
                                          GError               **error);

G_END_DECLS
