/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-journal.h"

/*
 * TrivetJournal: the one place where facts are written.
 */

enum {
  COMMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - store - error - quark, trivet_store_error)

G_DEFINE_INTERFACE (TrivetJournal, trivet_journal, G_TYPE_OBJECT)

static void
trivet_journal_default_init (TrivetJournalInterface *iface)
{
  signals[COMMITTED] =
    g_signal_new ("committed",
                  TRIVET_TYPE_JOURNAL,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_PTR_ARRAY);
}

/**
 * trivet_journal_append_async:
 * @self: a journal
 * @facts: (element-type TrivetFact): one or more; not changed afterwards
 * @callback: called when they are on the disk, or refused
 * @user_data: for @callback
 *
 * Makes all of @facts durable in one transaction, or none. Appends are done in the order of the
 * calls and cannot be cancelled.
 */
void
trivet_journal_append_async (TrivetJournal      *self,
                             GPtrArray          *facts,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_JOURNAL (self));
  g_return_if_fail (facts != NULL && facts->len > 0);

  TRIVET_JOURNAL_GET_IFACE (self)->append_async (self, facts, callback, user_data);
}

/**
 * trivet_journal_append_finish:
 * @self: a journal
 * @result: from the callback
 * @error: return location for a #TrivetStoreError or #TrivetFactError; nothing was written then
 *
 * Returns: %TRUE only when the facts are on the disk; each has its sequence number then
 */
gboolean
trivet_journal_append_finish (TrivetJournal *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (TRIVET_IS_JOURNAL (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);

  return TRIVET_JOURNAL_GET_IFACE (self)->append_finish (self, result, error);
}

/**
 * trivet_journal_emit_committed:
 * @self: a journal
 * @facts: (element-type TrivetFact): what is durable now
 *
 * For implementations: emits `committed`, in the main context that made the journal.
 */
void
trivet_journal_emit_committed (TrivetJournal *self,
                               GPtrArray     *facts)
{
  g_return_if_fail (TRIVET_IS_JOURNAL (self));
  g_return_if_fail (facts != NULL);

  g_signal_emit (self, signals[COMMITTED], 0, facts);
}
