/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-account-book-private.h"

#include "trivet-ledger.h"

/**
 * TrivetAccountBook:
 *
 * The double-entry ledger in the store: a row for each posting, and each account's balance beside
 * it. Balances change in memory first and are written once a transaction, which is what makes a
 * rebuild of years quick. Nothing is committed while they do not add up to zero.
 */
struct _TrivetAccountBook {
  TrivetDatabase *database;
  GHashTable     *changes; /* account → gint64, since the last flush */
};

/**
 * _trivet_account_book_new:
 * @database: (not nullable): the writer's database; must outlive the book
 *
 * Returns: (transfer full): a book
 */
TrivetAccountBook *
_trivet_account_book_new (TrivetDatabase *database)
{
  TrivetAccountBook *self = g_new0 (TrivetAccountBook, 1);

  self->database = database;
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
_trivet_account_book_free (TrivetAccountBook *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->changes);
  g_free (self);
}

/* Forgets what was not flushed; to be called after a rollback. */
void
_trivet_account_book_clear (TrivetAccountBook *self)
{
  g_hash_table_remove_all (self->changes);
}

static gboolean
add_change (TrivetAccountBook   *self,
            const TrivetPosting *posting,
            GError             **error)
{
  gint64 *change = g_hash_table_lookup (self->changes, posting->account);

  if (change == NULL) {
    change = g_new0 (gint64, 1);
    g_hash_table_insert (self->changes, g_strdup (posting->account), change);
  }
  if (!__builtin_add_overflow (*change, posting->amount_minor, change))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
               "Its amount does not fit into the account “%s”", posting->account);
  return FALSE;
}

static gboolean
insert_posting (TrivetAccountBook   *self,
                gint64               sequence,
                const TrivetPosting *posting,
                GError             **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (self->database,
                                        "INSERT INTO state_ledger (sequence, account, amount_minor)"
                                        " VALUES (?, ?, ?)",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "iti", sequence, posting->account, posting->amount_minor);
  return _trivet_database_run (self->database, statement, error);
}

/**
 * _trivet_account_book_post:
 * @self: a book
 * @sequence: the number of the fact that moves the money
 * @postings: (element-type TrivetPosting): which accounts it moves
 * @error: where to put the error
 *
 * Writes the postings of one fact. Balances follow with _trivet_account_book_flush().
 */
gboolean
_trivet_account_book_post (TrivetAccountBook *self,
                           gint64             sequence,
                           GArray            *postings,
                           GError           **error)
{
  for (guint i = 0; i < postings->len; i++) {
    const TrivetPosting *posting = &g_array_index (postings, TrivetPosting, i);

    if (!add_change (self, posting, error) || !insert_posting (self, sequence, posting, error))
      return FALSE;
  }
  return TRUE;
}

/* A sum that does not fit is no number any more, and the table takes only numbers. */
static gboolean
write_balance (TrivetAccountBook *self,
               const char        *account,
               gint64             change,
               GError           **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (self->database,
                                        "INSERT INTO state_account (account, balance_minor)"
                                        " VALUES (?, ?) ON CONFLICT DO UPDATE"
                                        " SET balance_minor = balance_minor + excluded.balance_minor",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ti", account, change);
  return _trivet_database_run (self->database, statement, error);
}

static gboolean
check_balanced (TrivetAccountBook *self,
                GError           **error)
{
  gint64 sum;

  if (!_trivet_database_get_int (self->database, "SELECT sum (balance_minor) FROM state_account",
                                 &sum, error))
    return FALSE;
  if (sum == 0)
    return TRUE;
  _trivet_database_code_to_error (_trivet_database_get_path (self->database), SQLITE_CORRUPT, 0,
                                  "its accounts do not add up to zero; rebuilding may help", error);
  return FALSE;
}

/**
 * _trivet_account_book_flush:
 * @self: a book
 * @error: where to put the error; %TRIVET_STORE_ERROR_DAMAGED when the balances do not add up to
 *   zero
 *
 * Writes the balances that changed; to be called before the commit.
 */
gboolean
_trivet_account_book_flush (TrivetAccountBook *self,
                            GError           **error)
{
  GHashTableIter iter;
  gpointer       account;
  gpointer       change;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &account, &change)) {
    if (!write_balance (self, account, *(gint64 *) change, error))
      return FALSE;
  }
  g_hash_table_remove_all (self->changes);
  return check_balanced (self, error);
}

static char *
find_row (TrivetDatabase *database,
          const char     *sql,
          gint64         *ret_sequence,
          GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL || !_trivet_database_step (database, statement, &row, error) || !row)
    return NULL;
  *ret_sequence = sqlite3_column_int64 (statement, 0);
  return g_strdup (_trivet_statement_get_text (statement, 1));
}

/**
 * _trivet_account_book_find_fault:
 * @database: a connection
 * @ret_sequence: (out): the fact whose postings are wrong; 0 when it is a balance
 * @error: where to put the error; unset when there is no fault
 *
 * Adds up what is written, for trivet_store_verify().
 *
 * Returns: (transfer full) (nullable): one sentence about the first fault; %NULL when there is
 *   none, or on an error
 */
char *
_trivet_account_book_find_fault (TrivetDatabase *database,
                                 gint64         *ret_sequence,
                                 GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  char *fault;

  fault = find_row (database,
                    "SELECT sequence, 'The postings of fact ' || sequence || ' do not add up to zero'"
                    " FROM state_ledger GROUP BY sequence HAVING sum (amount_minor) <> 0 LIMIT 1",
                    ret_sequence, &local_error);
  if (fault == NULL && local_error == NULL)
    fault = find_row (database,
                      "SELECT 0, 'The account ' || account || ' is not the sum of its postings' FROM"
                      " (SELECT account, balance_minor AS amount FROM state_account UNION ALL"
                      "  SELECT account, -amount_minor FROM state_ledger)"
                      " GROUP BY account HAVING sum (amount) <> 0 LIMIT 1",
                      ret_sequence, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return fault;
}
