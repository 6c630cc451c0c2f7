/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-account-book-private.h"
#include "trivet-bill-fold-private.h"
#include "trivet-day-left.h"
#include "trivet-fact-table-private.h"
#include "trivet-ledger.h"
#include "trivet-price-book.h"
#include "trivet-reasons.h"

/**
 * TrivetProjection:
 *
 * Keeps the tables that screens read (state_…) equal to the fold of the journal. Their content is
 * a function of the facts alone, so dropping and rebuilding them gives the same bytes. Everything
 * here runs inside the caller's transaction; a fact that cannot be folded is refused there and
 * never gets into the journal. The tables are in trivet-projection-schema.c.
 */
struct _TrivetProjection {
  TrivetDatabase    *database;
  TrivetOrderCache  *orders;
  TrivetAccountBook *accounts;
  TrivetBillFold    *bills;
  GArray            *postings; /* of the fact that is being applied */
};

static gboolean
flush_order (TrivetCachedOrder *cached,
             gpointer           user_data,
             GError           **error)
{
  TrivetProjection *self = user_data;

  return _trivet_projection_write_order (self->database, cached, error);
}

/**
 * _trivet_projection_new:
 * @database: (not nullable): the writer's database; must outlive the projection
 *
 * Returns: (transfer full): a projection
 */
TrivetProjection *
_trivet_projection_new (TrivetDatabase *database)
{
  TrivetProjection *self = g_new0 (TrivetProjection, 1);

  self->database = database;
  self->orders = _trivet_order_cache_new (database, flush_order, self);
  self->accounts = _trivet_account_book_new (database);
  self->bills = _trivet_bill_fold_new (database, self->accounts);
  self->postings = trivet_ledger_new_postings ();
  return self;
}

void
_trivet_projection_free (TrivetProjection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->postings, g_array_unref);
  g_clear_pointer (&self->bills, _trivet_bill_fold_free);
  g_clear_pointer (&self->accounts, _trivet_account_book_free);
  g_clear_pointer (&self->orders, _trivet_order_cache_free);
  g_free (self);
}

/* Refuses a fact that is not about @expected. */
gboolean
_trivet_projection_check_subject (TrivetFact *fact,
                                  const char *expected,
                                  GError    **error)
{
  if (g_str_equal (trivet_fact_get_subject (fact), expected))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "Its subject must be “%s”, not “%s”", expected, trivet_fact_get_subject (fact));
  return FALSE;
}

/* Nobody reads it but with its bill, so its text is all that must be right. */
static gboolean
check_difference (TrivetFact *fact,
                  GError    **error)
{
  JsonObject *body = trivet_fact_get_body (fact);

  if (trivet_json_get_string (body, "key", error) == NULL ||
      trivet_json_get_string (body, "note", error) == NULL)
    return FALSE;
  if (g_str_has_prefix (trivet_fact_get_subject (fact), "bill/"))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "Its subject must be a bill, not “%s”", trivet_fact_get_subject (fact));
  return FALSE;
}

/* What the price book would not take would keep the register from starting. */
static gboolean
check_prices (TrivetFact *fact,
              GError    **error)
{
  g_autoptr (TrivetPriceBook) scratch = trivet_price_book_new ();

  return _trivet_projection_check_subject (fact, "prices", error) &&
         trivet_price_book_apply (scratch, fact, error);
}

/* What is offered to choose from is read with the facts themselves. */
static gboolean
check_reason (TrivetFact *fact,
              GError    **error)
{
  g_autoptr (TrivetReasonList) scratch = trivet_reason_list_new ();

  return _trivet_projection_check_subject (fact, "reasons", error) &&
         trivet_reason_list_apply (scratch, fact, error);
}

static gboolean
check_order_subject (TrivetFact *fact,
                     GError    **error)
{
  const char *subject = trivet_fact_get_subject (fact);

  if (*subject != '\0' && !g_str_equal (subject, "menu") && !g_str_equal (subject, "store"))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "Its subject “%s” is not an order", subject);
  return FALSE;
}

static gboolean
post_order (TrivetProjection  *self,
            TrivetFact        *fact,
            gboolean           was_settled,
            const TrivetOrder *order,
            gint64             sequence,
            GError           **error)
{
  g_array_set_size (self->postings, 0);
  return trivet_ledger_post_order (fact, was_settled, order, self->postings, error) &&
         _trivet_account_book_post (self->accounts, sequence, self->postings, error);
}

static gboolean
apply_order (TrivetProjection *self,
             TrivetFact       *fact,
             gint64            sequence,
             GError          **error)
{
  TrivetCachedOrder *cached;
  gboolean           was_settled;

  if (!check_order_subject (fact, error))
    return FALSE;
  cached = _trivet_order_cache_get (self->orders, trivet_fact_get_subject (fact), sequence, error);
  if (cached == NULL)
    return FALSE;
  was_settled = cached->order->settled_at_us != 0;
  if (!_trivet_cached_order_apply (cached, fact, sequence, error))
    return FALSE;
  if (cached->opened_sequence > 0)
    return post_order (self, fact, was_settled, cached->order, sequence, error);
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "The order %s was never opened", trivet_fact_get_subject (fact));
  return FALSE;
}

static gboolean
apply_print (TrivetProjection *self,
             TrivetFact       *fact,
             gint64            sequence,
             GError          **error)
{
  gboolean is_report = g_str_has_prefix (trivet_fact_get_subject (fact), TRIVET_REPORT_SUBJECT_PREFIX);
  gboolean fits = !is_report                                                        ? apply_order (self, fact, sequence, error)
                  : trivet_fact_get_fact_type (fact) == TRIVET_FACT_PRINT_REQUESTED ? trivet_report_check (fact, error)
                                                                                    : TRUE;

  return fits && _trivet_projection_apply_print (self->database, fact, sequence, error);
}

/* The order's books have the money already; the shift's only say in which drawer it lies. */
static gboolean
apply_cash (TrivetProjection *self,
            TrivetFact       *fact,
            gint64            sequence,
            GError          **error)
{
  g_autoptr (TrivetShift) shift = NULL;

  if (!apply_order (self, fact, sequence, error))
    return FALSE;
  return trivet_shift_get_fact_shift (fact) == NULL ||
         _trivet_projection_apply_shift (self->database, fact, sequence, &shift, error);
}

static gboolean
apply_shift (TrivetProjection *self,
             TrivetFact       *fact,
             gint64            sequence,
             GError          **error)
{
  g_autoptr (TrivetShift) shift = NULL;

  if (trivet_shift_get_fact_shift (fact) == NULL)
    return trivet_drawer_check_opened (fact, error);
  if (!_trivet_projection_apply_shift (self->database, fact, sequence, &shift, error))
    return FALSE;
  g_array_set_size (self->postings, 0);
  return trivet_ledger_post_shift (fact, shift, self->postings, error) &&
         _trivet_account_book_post (self->accounts, sequence, self->postings, error);
}

static gboolean
apply_by_type (TrivetProjection *self,
               TrivetFact       *fact,
               gint64            sequence,
               GError          **error)
{
  switch (trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_STORE_CREATED:
    return _trivet_projection_check_subject (fact, "store", error);
  case TRIVET_FACT_MENU_CATEGORY_SET:
  case TRIVET_FACT_MENU_CATEGORY_REMOVED:
  case TRIVET_FACT_MENU_GROUP_SET:
  case TRIVET_FACT_MENU_GROUP_REMOVED:
  case TRIVET_FACT_MENU_ITEM_SET:
  case TRIVET_FACT_MENU_ITEM_REMOVED:
  case TRIVET_FACT_ITEM_AVAILABILITY_SET:
  case TRIVET_FACT_MENU_PERIOD_SET:
  case TRIVET_FACT_MENU_PERIOD_REMOVED:
    return _trivet_projection_apply_menu (self->database, fact, sequence, error);
  case TRIVET_FACT_ROLE_SET:
  case TRIVET_FACT_ROLE_REMOVED:
  case TRIVET_FACT_STAFF_SET:
  case TRIVET_FACT_STAFF_REMOVED:
  case TRIVET_FACT_STAFF_POLICY_SET:
  case TRIVET_FACT_STAFF_SIGNED_IN:
  case TRIVET_FACT_STAFF_SIGNED_OUT:
  case TRIVET_FACT_STAFF_APPROVED:
  case TRIVET_FACT_STAFF_REFUSED:
    return _trivet_projection_apply_staff (self->database, fact, sequence, error);
  case TRIVET_FACT_STATION_SET:
  case TRIVET_FACT_STATION_REMOVED:
  case TRIVET_FACT_CATEGORY_ROUTED:
  case TRIVET_FACT_ITEM_ROUTED:
    return _trivet_projection_check_subject (fact, "kitchen", error);
  case TRIVET_FACT_REASON_SET:
  case TRIVET_FACT_REASON_REMOVED:
    return check_reason (fact, error);
  case TRIVET_FACT_ROOM_SET:
  case TRIVET_FACT_ROOM_REMOVED:
  case TRIVET_FACT_TABLE_SET:
  case TRIVET_FACT_TABLE_REMOVED:
  case TRIVET_FACT_TABLE_LEFT:
  case TRIVET_FACT_TABLE_CLEARED:
  case TRIVET_FACT_TABLE_RESERVED:
  case TRIVET_FACT_RESERVATION_REMOVED:
  case TRIVET_FACT_QUEUE_JOINED:
  case TRIVET_FACT_QUEUE_LEFT:
    return _trivet_projection_apply_floor (self->database, fact, sequence, error);
  case TRIVET_FACT_PROMOTION_SET:
  case TRIVET_FACT_PROMOTION_REMOVED:
  case TRIVET_FACT_CHARGE_SET:
  case TRIVET_FACT_CHARGE_REMOVED:
  case TRIVET_FACT_CASH_ROUNDING_SET:
  case TRIVET_FACT_TAX_RULE_SET:
  case TRIVET_FACT_TAX_RULE_REMOVED:
  case TRIVET_FACT_TIP_RATES_SET:
    return check_prices (fact, error);
  case TRIVET_FACT_DRAWER_SET:
  case TRIVET_FACT_DRAWER_REMOVED:
  case TRIVET_FACT_DAY_CLOSED:
    return _trivet_projection_apply_drawers (self->database, fact, sequence, error);
  case TRIVET_FACT_SHIFT_OPENED:
  case TRIVET_FACT_DRAWER_PAID_IN:
  case TRIVET_FACT_DRAWER_PAID_OUT:
  case TRIVET_FACT_DRAWER_DROPPED:
  case TRIVET_FACT_DRAWER_OPENED:
  case TRIVET_FACT_DRAWER_COUNTED:
  case TRIVET_FACT_SHIFT_CLOSED:
    return apply_shift (self, fact, sequence, error);
  case TRIVET_FACT_ORDER_OPENED:
  case TRIVET_FACT_ORDER_LABELLED:
  case TRIVET_FACT_ORDER_HELD:
  case TRIVET_FACT_ORDER_RECALLED:
  case TRIVET_FACT_ORDER_VOIDED:
  case TRIVET_FACT_ORDER_CLOSED:
  case TRIVET_FACT_ORDER_NOTE_SET:
  case TRIVET_FACT_ORDER_DISCOUNT_SET:
  case TRIVET_FACT_ORDER_SEATED:
  case TRIVET_FACT_ORDER_GUESTS_SET:
  case TRIVET_FACT_ORDER_TYPE_SET:
  case TRIVET_FACT_ORDER_TRANSFERRED:
  case TRIVET_FACT_ORDER_MERGED:
  case TRIVET_FACT_CHECKS_SET:
  case TRIVET_FACT_ORDER_PRICED:
  case TRIVET_FACT_ORDER_MEMBER_SET:
  case TRIVET_FACT_ORDER_COUPON_SET:
  case TRIVET_FACT_ORDER_TIP_SET:
  case TRIVET_FACT_LINE_ADDED:
  case TRIVET_FACT_LINE_QUANTITY_CHANGED:
  case TRIVET_FACT_LINE_MODIFIERS_SET:
  case TRIVET_FACT_LINE_PRICE_SET:
  case TRIVET_FACT_LINE_NOTE_SET:
  case TRIVET_FACT_LINE_DISCOUNT_SET:
  case TRIVET_FACT_LINE_VOIDED:
  case TRIVET_FACT_LINE_SEAT_SET:
  case TRIVET_FACT_LINE_COURSE_SET:
  case TRIVET_FACT_LINE_SHARES_SET:
  case TRIVET_FACT_LINE_MOVED:
  case TRIVET_FACT_LINE_RECEIVED:
  case TRIVET_FACT_PAYMENT_STARTED:
  case TRIVET_FACT_PAYMENT_ASKED:
  case TRIVET_FACT_PAYMENT_WAITING:
  case TRIVET_FACT_PAYMENT_DOUBTED:
  case TRIVET_FACT_PAYMENT_REFUSED:
  case TRIVET_FACT_PAYMENT_REVERSING:
  case TRIVET_FACT_PAYMENT_PAID:
  case TRIVET_FACT_PAYMENT_DECLINED:
  case TRIVET_FACT_PAYMENT_REVERSED:
  case TRIVET_FACT_PAYMENT_UNSENT:
  case TRIVET_FACT_PAYMENT_ALARM:
  case TRIVET_FACT_PAYMENT_WITHDRAWN:
  case TRIVET_FACT_PAYMENT_OVERRIDDEN:
  case TRIVET_FACT_PAYMENT_CLAIMED:
  case TRIVET_FACT_REFUND_STARTED:
  case TRIVET_FACT_REFUND_ASKED:
  case TRIVET_FACT_REFUND_PENDING:
  case TRIVET_FACT_REFUND_DOUBTED:
  case TRIVET_FACT_REFUND_BLOCKED:
  case TRIVET_FACT_REFUND_REFUSED:
  case TRIVET_FACT_REFUND_DONE:
  case TRIVET_FACT_REFUND_FAILED:
  case TRIVET_FACT_REFUND_ALARM:
  case TRIVET_FACT_ORDER_UNMERGED:
  case TRIVET_FACT_ORDER_REOPENED:
  case TRIVET_FACT_ORDER_BILL_ASKED:
  case TRIVET_FACT_COURSE_HELD:
  case TRIVET_FACT_LINES_SENT:
  case TRIVET_FACT_LINES_RUSHED:
  case TRIVET_FACT_LINES_COOKED:
  case TRIVET_FACT_LINES_SERVED:
    return apply_order (self, fact, sequence, error);
  case TRIVET_FACT_CASH_TAKEN:
  case TRIVET_FACT_CASH_RETURNED:
    return apply_cash (self, fact, sequence, error);
  case TRIVET_FACT_PRINT_REQUESTED:
  case TRIVET_FACT_PRINT_STARTED:
  case TRIVET_FACT_PRINT_DONE:
  case TRIVET_FACT_PRINT_FAILED:
  case TRIVET_FACT_PRINT_CANCELLED:
    return apply_print (self, fact, sequence, error);
  case TRIVET_FACT_MANAGER_PIN_SET:
    return _trivet_projection_check_subject (fact, "store", error);
  case TRIVET_FACT_MANAGER_PIN_REFUSED:
  case TRIVET_FACT_MANAGER_APPROVED:
    return _trivet_projection_check_subject (fact, "manager", error);
  case TRIVET_FACT_BILL_STORED:
    return _trivet_bill_fold_apply (self->bills, fact, sequence, error);
  case TRIVET_FACT_DIFFERENCE_RESOLVED:
    return check_difference (fact, error);
  case TRIVET_FACT_INVALID:
    break;
  }
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_UNKNOWN, "Its type is unknown");
  return FALSE;
}

/**
 * _trivet_projection_apply:
 * @self: a projection
 * @fact: the next fact
 * @sequence: its number
 * @error: where to put the error: %TRIVET_FACT_ERROR when the fact is not believed
 *
 * Folds one fact into the state, to be called before the fact itself is inserted. Rows of orders
 * are written by _trivet_projection_flush(). After an error the caller rolls back and calls
 * _trivet_projection_forget().
 */
gboolean
_trivet_projection_apply (TrivetProjection *self,
                          TrivetFact       *fact,
                          gint64            sequence,
                          GError          **error)
{
  if (apply_by_type (self, fact, sequence, error))
    return TRUE;
  g_prefix_error (error, "The fact %s (%s) was refused: ", trivet_fact_get_id (fact),
                  trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)));
  return FALSE;
}

/**
 * _trivet_projection_flush:
 * @self: a projection
 * @error: where to put the error: %TRIVET_STORE_ERROR_DAMAGED when the accounts do not add up,
 *   %TRIVET_FACT_ERROR when a part of a bill is missing
 *
 * Writes the rows of the orders and accounts that changed; to be called before the commit.
 */
gboolean
_trivet_projection_flush (TrivetProjection *self,
                          GError          **error)
{
  return _trivet_bill_fold_check_complete (self->bills, error) &&
         _trivet_order_cache_flush (self->orders, error) &&
         _trivet_account_book_flush (self->accounts, error);
}

/* Forgets what was folded; to be called after a rollback. */
void
_trivet_projection_forget (TrivetProjection *self)
{
  _trivet_order_cache_clear (self->orders);
  _trivet_account_book_clear (self->accounts);
  _trivet_bill_fold_clear (self->bills);
}

static gboolean
drop_tables (TrivetProjection *self,
             GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);
  gboolean row;

  statement = _trivet_database_prepare (self->database,
                                        "SELECT name FROM sqlite_schema"
                                        " WHERE type = 'table' AND name GLOB 'state_*'",
                                        error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!_trivet_database_step (self->database, statement, &row, error))
      return FALSE;
    if (!row)
      break;
    g_string_append_printf (sql, "DROP TABLE \"%s\";", _trivet_statement_get_text (statement, 0));
  }
  sqlite3_reset (statement);
  return _trivet_database_exec (self->database, sql->str, error);
}

static gboolean
fold_journal (TrivetProjection *self,
              GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (self->database,
                                        "SELECT " TRIVET_FACT_COLUMNS " FROM fact ORDER BY sequence",
                                        error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    g_autoptr (TrivetFact) fact = NULL;

    if (!_trivet_database_step (self->database, statement, &row, error))
      return FALSE;
    if (!row)
      return _trivet_projection_flush (self, error);
    fact = _trivet_fact_table_get_fact (statement, error);
    if (fact == NULL ||
        !_trivet_projection_apply (self, fact, trivet_fact_get_sequence (fact), error))
      return FALSE;
  }
}

/**
 * _trivet_projection_rebuild:
 * @self: a projection
 * @error: where to put the error
 *
 * Drops the state tables and folds the whole journal into new ones, inside the caller's
 * transaction. The journal is not touched.
 */
gboolean
_trivet_projection_rebuild (TrivetProjection *self,
                            GError          **error)
{
  g_autofree char *mark = NULL;

  mark = g_strdup_printf ("UPDATE head SET projection = %d", TRIVET_PROJECTION_VERSION);
  _trivet_projection_forget (self);
  return drop_tables (self, error) &&
         _trivet_database_exec (self->database, _trivet_projection_get_schema (), error) &&
         fold_journal (self, error) &&
         _trivet_database_exec (self->database, mark, error);
}
