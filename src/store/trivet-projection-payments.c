/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

/* The rows of an order's payments and refunds. */

static const char *
get_tender_state_name (const TrivetTender *tender)
{
  switch (tender->state) {
  case TRIVET_TENDER_OFFERED:
    return "offered";
  case TRIVET_TENDER_OPEN:
    return "open";
  case TRIVET_TENDER_IN_DOUBT:
    return "in-doubt";
  case TRIVET_TENDER_PAID:
    return "paid";
  case TRIVET_TENDER_VOID:
    return tender->watched ? "withdrawn" : "void";
  }
  g_assert_not_reached ();
}

static const char *
get_return_state_name (const TrivetReturn *back)
{
  switch (back->state) {
  case TRIVET_RETURN_OPEN:
    return "open";
  case TRIVET_RETURN_DONE:
    return "done";
  case TRIVET_RETURN_FAILED:
    return "failed";
  case TRIVET_RETURN_PAID_BY_HAND:
    return "paid-by-hand";
  }
  g_assert_not_reached ();
}

/* The WHERE of the statement leaves another order's row of the same id alone, and the count tells
 * us. */
static gboolean
run_for_order (TrivetDatabase  *database,
               TrivetStatement *statement,
               const char      *id,
               const char      *order_id,
               GError         **error)
{
  if (!_trivet_database_run (database, statement, error))
    return FALSE;
  if (_trivet_database_get_changes (database) == 1)
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "The payment or refund %s belongs to another order than %s", id, order_id);
  return FALSE;
}

static gboolean
write_payment (TrivetDatabase     *database,
               const char         *order_id,
               const TrivetTender *tender,
               GError            **error)
{
  gint64 moved_at_us = tender->settled_at_us != 0 ? tender->settled_at_us : tender->started_at_us;
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "INSERT INTO state_payment (payment_id, order_id, method, provider_id, merchant_order_id,"
    " provider_transaction_id, amount_minor, state, started_at_us, settled_at_us, moved_at_us,"
    " shown, claimed, overridden, money_returned)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (payment_id) DO UPDATE SET"
    " provider_transaction_id = excluded.provider_transaction_id, state = excluded.state,"
    " settled_at_us = excluded.settled_at_us, moved_at_us = excluded.moved_at_us,"
    " claimed = excluded.claimed, overridden = excluded.overridden,"
    " money_returned = excluded.money_returned WHERE order_id = excluded.order_id",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "ttttttitiiiiiii", tender->payment_id, order_id,
                          tender->method, tender->provider_id, tender->merchant_order_id,
                          tender->provider_transaction_id, tender->amount_minor,
                          get_tender_state_name (tender), tender->started_at_us,
                          tender->settled_at_us, moved_at_us, (gint64) tender->shown,
                          (gint64) tender->claimed, (gint64) tender->overridden,
                          (gint64) tender->money_returned);
  return run_for_order (database, statement, tender->payment_id, order_id, error);
}

static gboolean
write_refund (TrivetDatabase     *database,
              const char         *order_id,
              const TrivetReturn *back,
              GError            **error)
{
  gint64 moved_at_us = back->done_at_us != 0 ? back->done_at_us : back->started_at_us;
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (
    database,
    "INSERT INTO state_refund (refund_id, order_id, payment_id, merchant_refund_id,"
    " provider_refund_id, amount_minor, state, started_at_us, settled_at_us, moved_at_us, cash,"
    " surplus) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (refund_id) DO UPDATE SET provider_refund_id = excluded.provider_refund_id,"
    " state = excluded.state, settled_at_us = excluded.settled_at_us,"
    " moved_at_us = excluded.moved_at_us WHERE order_id = excluded.order_id",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tttttitiiiii", back->refund_id, order_id, back->payment_id,
                          back->merchant_refund_id, back->provider_refund_id, back->amount_minor,
                          get_return_state_name (back), back->started_at_us, back->done_at_us,
                          moved_at_us, (gint64) back->cash, (gint64) back->surplus);
  return run_for_order (database, statement, back->refund_id, order_id, error);
}

/**
 * _trivet_projection_write_money:
 * @database: the writer's database
 * @order: an order
 * @error: where to put the error; %TRIVET_FACT_ERROR_CONFLICT when one of its payments or refunds
 *   is another order's
 *
 * Writes the order's payments and refunds as they are now.
 */
gboolean
_trivet_projection_write_money (TrivetDatabase    *database,
                                const TrivetOrder *order,
                                GError           **error)
{
  for (guint i = 0; i < order->tenders->len; i++) {
    if (!write_payment (database, order->order_id, g_ptr_array_index (order->tenders, i), error))
      return FALSE;
  }
  for (guint i = 0; i < order->returns->len; i++) {
    if (!write_refund (database, order->order_id, g_ptr_array_index (order->returns, i), error))
      return FALSE;
  }
  return TRUE;
}
