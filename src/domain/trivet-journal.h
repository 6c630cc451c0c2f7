/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetStoreError:
 * @TRIVET_STORE_ERROR_OPEN: the file cannot be opened or made; check the path and its rights
 * @TRIVET_STORE_ERROR_NEWER: made by a newer Trivet; update this program, nothing was changed
 * @TRIVET_STORE_ERROR_DAMAGED: the file or the chain of facts is broken; restore a backup
 * @TRIVET_STORE_ERROR_FULL: the disk is full; make room and try again, nothing was written
 * @TRIVET_STORE_ERROR_READ_ONLY: the disk or file cannot be written
 * @TRIVET_STORE_ERROR_BUSY: another program holds the store; close it
 * @TRIVET_STORE_ERROR_NOT_FOUND: no such order or payment
 * @TRIVET_STORE_ERROR_EXISTS: there is a store already
 * @TRIVET_STORE_ERROR_FAILED: the disk answered otherwise; the message says what
 */
typedef enum {
  TRIVET_STORE_ERROR_OPEN,
  TRIVET_STORE_ERROR_NEWER,
  TRIVET_STORE_ERROR_DAMAGED,
  TRIVET_STORE_ERROR_FULL,
  TRIVET_STORE_ERROR_READ_ONLY,
  TRIVET_STORE_ERROR_BUSY,
  TRIVET_STORE_ERROR_NOT_FOUND,
  TRIVET_STORE_ERROR_EXISTS,
  TRIVET_STORE_ERROR_FAILED,
} TrivetStoreError;

#define TRIVET_STORE_ERROR (trivet_store_error_quark ())
GQuark trivet_store_error_quark (void);

#define TRIVET_TYPE_JOURNAL (trivet_journal_get_type ())
G_DECLARE_INTERFACE (TrivetJournal, trivet_journal, TRIVET, JOURNAL, GObject)

/**
 * TrivetJournalInterface:
 * @append_async: MUST make all of @facts (element-type TrivetFact) durable in their order and in
 *   one transaction, together with the state tables, or none of them; appends are done in the
 *   order of the calls. There is no cancelling: what was handed over will be written or refused.
 * @append_finish: MUST return %TRUE only when the facts are on the disk; then each fact has its
 *   sequence number
 *
 * The one place where facts are written. Signal (installed by the interface):
 * - `committed` (GPtrArray *facts): emitted in the main context that made the journal, after the
 *   append's own callback was scheduled and before it runs, for every append that succeeded.
 */
struct _TrivetJournalInterface {
  GTypeInterface parent_iface;

  void     (*append_async)  (TrivetJournal        *self,
                             GPtrArray            *facts,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
  gboolean (*append_finish) (TrivetJournal        *self,
                             GAsyncResult         *result,
                             GError              **error);
};

void     trivet_journal_append_async   (TrivetJournal        *self,
                                        GPtrArray            *facts,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean trivet_journal_append_finish  (TrivetJournal        *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void     trivet_journal_emit_committed (TrivetJournal        *self,
                                        GPtrArray            *facts);

G_END_DECLS
