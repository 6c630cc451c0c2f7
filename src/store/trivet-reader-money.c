/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-reader-private.h"

/* The queries about money: what is unsettled, what moved, accounts, bills. */

static gpointer
dup_text (TrivetStatement *row,
          GError         **error)
{
  return g_strdup (_trivet_statement_get_text (row, 0));
}

/* The conditions are written as the partial indices have them, and then narrowed. */
static GPtrArray *
read_unsettled (TrivetDatabase *database,
                GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database,
                                        "SELECT order_id FROM state_payment"
                                        " WHERE state IN ('offered', 'open', 'in-doubt', 'withdrawn')"
                                        " UNION SELECT order_id FROM state_refund"
                                        " WHERE state IN ('open', 'failed') AND state = 'open'"
                                        " UNION SELECT order_id FROM state_order"
                                        " WHERE surplus_minor > cash_back_minor AND surplus_minor > 0 ORDER BY order_id",
                                        error);
  if (statement == NULL)
    return NULL;
  return _trivet_reader_collect (database, statement, dup_text, g_free, error);
}

/* The columns of make_movement(), in its order; then what rows are sorted by. */
#define PAYMENTS                                                                               \
  "SELECT 0 AS kind, payment_id AS id, state_payment.order_id, number, payment_id, method,"    \
  " provider_id, merchant_order_id, '' AS merchant_refund_id, provider_transaction_id, state," \
  " amount_minor, started_at_us, state_payment.settled_at_us, shown, claimed, overridden,"     \
  " money_returned, 0 AS surplus, moved_at_us"                                                 \
  " FROM state_payment JOIN state_order USING (order_id)"
#define REFUNDS                                                                          \
  "SELECT 1 + cash AS kind, refund_id AS id, state_refund.order_id, number, payment_id," \
  " method, provider_id, merchant_order_id, merchant_refund_id, provider_refund_id,"     \
  " state_refund.state, state_refund.amount_minor, state_refund.started_at_us,"          \
  " state_refund.settled_at_us, 0, 0, 0, 0, surplus, state_refund.moved_at_us"           \
  " FROM state_refund JOIN state_payment USING (payment_id)"                             \
  " JOIN state_order ON state_order.order_id = state_refund.order_id"
#define CASH_OWED                                                                          \
  "SELECT 3, 'owed/' || order_id, order_id, number, '', 'cash', '', '', '', '', 'failed'," \
  " cash_given_minor, closed_at_us, 0, 0, 0, 0, 0, 1, closed_at_us FROM state_order"
#define OF_PROVIDER " AND (?1 OR provider_id = ?2)"

static const char *
get_movement_sql (TrivetMovementQuery query)
{
  switch (query) {
  case TRIVET_MOVEMENT_QUERY_PARKED:
    return PAYMENTS " WHERE state IN ('offered', 'open', 'in-doubt', 'withdrawn')" OF_PROVIDER
                    " UNION ALL " REFUNDS
                    " WHERE state_refund.state IN ('open', 'failed')" OF_PROVIDER
                    " UNION ALL " CASH_OWED " WHERE cash_back_minor > 0 AND (?1 OR ?2 = '')"
                    " ORDER BY started_at_us, id";
  case TRIVET_MOVEMENT_QUERY_PERIOD:
    return PAYMENTS " WHERE moved_at_us >= ?3 AND moved_at_us < ?4" OF_PROVIDER
                    " UNION ALL " REFUNDS
                    " WHERE state_refund.moved_at_us >= ?3 AND state_refund.moved_at_us < ?4" OF_PROVIDER
                    " ORDER BY moved_at_us, started_at_us, id";
  }
  g_assert_not_reached ();
}

static gpointer
make_movement (TrivetStatement *row,
               GError         **error)
{
  TrivetMovement borrowed = {
    .kind = (TrivetMovementKind) sqlite3_column_int (row, 0),
    .id = (char *) _trivet_statement_get_text (row, 1),
    .order_id = (char *) _trivet_statement_get_text (row, 2),
    .order_number = (char *) _trivet_statement_get_text (row, 3),
    .payment_id = (char *) _trivet_statement_get_text (row, 4),
    .method = (char *) _trivet_statement_get_text (row, 5),
    .provider_id = (char *) _trivet_statement_get_text (row, 6),
    .merchant_order_id = (char *) _trivet_statement_get_text (row, 7),
    .merchant_refund_id = (char *) _trivet_statement_get_text (row, 8),
    .provider_transaction_id = (char *) _trivet_statement_get_text (row, 9),
    .state = (char *) _trivet_statement_get_text (row, 10),
    .amount_minor = sqlite3_column_int64 (row, 11),
    .started_at_us = sqlite3_column_int64 (row, 12),
    .settled_at_us = sqlite3_column_int64 (row, 13),
    .shown = sqlite3_column_int (row, 14) != 0,
    .claimed = sqlite3_column_int (row, 15) != 0,
    .overridden = sqlite3_column_int (row, 16) != 0,
    .money_returned = sqlite3_column_int (row, 17) != 0,
    .surplus = sqlite3_column_int (row, 18) != 0,
  };

  return trivet_movement_copy (&borrowed);
}

static GPtrArray *
read_movements (TrivetDatabase          *database,
                const TrivetReadRequest *request,
                GError                 **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, get_movement_sql (request->movements), error);
  if (statement == NULL)
    return NULL;
  /* What is parked has no period. */
  _trivet_statement_bind (statement,
                          request->movements == TRIVET_MOVEMENT_QUERY_PARKED ? "it" : "itii",
                          (gint64) (request->text == NULL), request->text, request->from_us,
                          request->to_us);
  return _trivet_reader_collect (database, statement, make_movement,
                                 (GDestroyNotify) trivet_movement_free, error);
}

static gpointer
make_account (TrivetStatement *row,
              GError         **error)
{
  return trivet_account_balance_new (_trivet_statement_get_text (row, 0),
                                     sqlite3_column_int64 (row, 1));
}

static GPtrArray *
read_accounts (TrivetDatabase *database,
               GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database,
                                        "SELECT account, balance_minor FROM state_account"
                                        " ORDER BY account",
                                        error);
  if (statement == NULL)
    return NULL;
  return _trivet_reader_collect (database, statement, make_account,
                                 (GDestroyNotify) trivet_account_balance_free, error);
}

static gpointer
make_bill (TrivetStatement *row,
           GError         **error)
{
  TrivetBillSummary *bill = trivet_bill_summary_new ();

  bill->provider_id = g_strdup (_trivet_statement_get_text (row, 0));
  bill->kind = g_strdup (_trivet_statement_get_text (row, 1));
  bill->date = g_strdup (_trivet_statement_get_text (row, 2));
  bill->sha256 = g_strdup (_trivet_statement_get_text (row, 3));
  bill->n_entries = sqlite3_column_int64 (row, 4);
  bill->stored_at_us = sqlite3_column_int64 (row, 5);
  return bill;
}

static GPtrArray *
read_bills (TrivetDatabase          *database,
            const TrivetReadRequest *request,
            GError                 **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database,
                                        "SELECT provider_id, kind, date, sha256, n_entries,"
                                        " stored_at_us FROM state_bill WHERE date >= ? AND date <= ?"
                                        " ORDER BY date, provider_id, kind",
                                        error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, "tt", request->text, request->to_date);
  return _trivet_reader_collect (database, statement, make_bill,
                                 (GDestroyNotify) trivet_bill_summary_free, error);
}

/**
 * _trivet_reader_read_money:
 * @database: a read-only connection
 * @request: one of the requests about money
 * @error: where to put the error
 *
 * Returns: (transfer full) (nullable): the rows
 */
GPtrArray *
_trivet_reader_read_money (TrivetDatabase          *database,
                           const TrivetReadRequest *request,
                           GError                 **error)
{
  if (request->kind == TRIVET_READ_UNSETTLED)
    return read_unsettled (database, error);
  if (request->kind == TRIVET_READ_MOVEMENTS)
    return read_movements (database, request, error);
  if (request->kind == TRIVET_READ_ACCOUNTS)
    return read_accounts (database, error);
  g_assert (request->kind == TRIVET_READ_BILLS);
  return read_bills (database, request, error);
}
