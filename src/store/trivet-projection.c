/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-projection-private.h"

#include "trivet-fact-table-private.h"
#include "trivet-menu.h"

/**
 * TrivetProjection:
 *
 * Keeps the tables that screens read (state_…) equal to the fold of the journal. Their content is
 * a function of the facts alone, so dropping and rebuilding them gives the same bytes. Everything
 * here runs inside the caller's transaction; a fact that cannot be folded is refused there and
 * never gets into the journal.
 */
struct _TrivetProjection {
  TrivetDatabase   *database;
  TrivetOrderCache *orders;
};

/* closed_at_us is the later of settled and voided, 0 while open. search is what the history
 * looks in: number, label and total, without case; it is in the index, so that a search reads
 * nothing else. */
#define STATE_SCHEMA                                                             \
  "CREATE TABLE state_order ("                                                   \
  "  order_id TEXT PRIMARY KEY,"                                                 \
  "  opened_sequence INTEGER NOT NULL,"                                          \
  "  number TEXT NOT NULL,"                                                      \
  "  label TEXT NOT NULL,"                                                       \
  "  opened_at_us INTEGER NOT NULL,"                                             \
  "  settled_at_us INTEGER NOT NULL,"                                            \
  "  voided_at_us INTEGER NOT NULL,"                                             \
  "  closed_at_us INTEGER NOT NULL,"                                             \
  "  total_minor INTEGER NOT NULL,"                                              \
  "  paid_minor INTEGER NOT NULL,"                                               \
  "  in_doubt_minor INTEGER NOT NULL,"                                           \
  "  n_items INTEGER NOT NULL,"                                                  \
  "  held INTEGER NOT NULL,"                                                     \
  "  tender TEXT NOT NULL,"                                                      \
  "  search TEXT NOT NULL) STRICT, WITHOUT ROWID;"                               \
  "CREATE UNIQUE INDEX state_order_sequence ON state_order (opened_sequence);"   \
  "CREATE INDEX state_order_open ON state_order (opened_at_us)"                  \
  "  WHERE closed_at_us = 0;"                                                    \
  "CREATE INDEX state_order_closed ON state_order (closed_at_us, search)"        \
  "  WHERE closed_at_us > 0;"                                                    \
  "CREATE TABLE state_payment ("                                                 \
  "  payment_id TEXT PRIMARY KEY,"                                               \
  "  order_id TEXT NOT NULL,"                                                    \
  "  method TEXT NOT NULL,"                                                      \
  "  amount_minor INTEGER NOT NULL,"                                             \
  "  state TEXT NOT NULL,"                                                       \
  "  settled_at_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                     \
  "CREATE INDEX state_payment_unsettled ON state_payment (order_id)"             \
  "  WHERE state IN ('offered', 'open', 'in-doubt', 'withdrawn');"               \
  "CREATE TABLE state_print_job ("                                               \
  "  job_id TEXT PRIMARY KEY,"                                                   \
  "  order_id TEXT NOT NULL,"                                                    \
  "  requested_sequence INTEGER NOT NULL,"                                       \
  "  requested_at_us INTEGER NOT NULL,"                                          \
  "  document TEXT NOT NULL,"                                                    \
  "  copy INTEGER NOT NULL,"                                                     \
  "  state TEXT NOT NULL,"                                                       \
  "  reason TEXT NOT NULL,"                                                      \
  "  attempts INTEGER NOT NULL,"                                                 \
  "  partly INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                            \
  "CREATE INDEX state_print_job_waiting ON state_print_job (requested_sequence)" \
  "  WHERE state IN ('waiting', 'failed');"                                      \
  "CREATE TABLE state_menu ("                                                    \
  "  kind INTEGER NOT NULL,"                                                     \
  "  id TEXT NOT NULL,"                                                          \
  "  sequence INTEGER NOT NULL,"                                                 \
  "  PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;"

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
  return self;
}

void
_trivet_projection_free (TrivetProjection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->orders, _trivet_order_cache_free);
  g_free (self);
}

static gboolean
check_subject (TrivetFact *fact,
               const char *expected,
               GError    **error)
{
  if (g_str_equal (trivet_fact_get_subject (fact), expected))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "Its subject must be “%s”, not “%s”", expected, trivet_fact_get_subject (fact));
  return FALSE;
}

static gboolean
check_bill_subject (TrivetFact *fact,
                    GError    **error)
{
  if (g_str_has_prefix (trivet_fact_get_subject (fact), "bill/"))
    return TRUE;
  g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT,
               "Its subject must be a bill, not “%s”", trivet_fact_get_subject (fact));
  return FALSE;
}

static const char *
get_menu_id (TrivetFact *fact)
{
  return trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
}

static gboolean
delete_menu_row (TrivetProjection *self,
                 TrivetMenuRowKind kind,
                 const char       *id,
                 GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (self->database,
                                        "DELETE FROM state_menu WHERE kind = ? AND id = ?", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "it", (gint64) kind, id);
  return _trivet_database_run (self->database, statement, error);
}

static gboolean
set_menu_row (TrivetProjection *self,
              TrivetMenuRowKind kind,
              const char       *id,
              gint64            sequence,
              GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (self->database,
                                        "INSERT INTO state_menu (kind, id, sequence) VALUES (?, ?, ?)"
                                        " ON CONFLICT DO UPDATE SET sequence = excluded.sequence",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "iti", (gint64) kind, id, sequence);
  return _trivet_database_run (self->database, statement, error);
}

/* A menu that cannot be loaded would keep the register from starting, so what the menu itself
 * would not take never gets in. */
static gboolean
check_menu_fact (TrivetFact *fact,
                 GError    **error)
{
  g_autoptr (TrivetMenu) scratch = trivet_menu_new (TRIVET_CURRENCY_CNY);

  return check_subject (fact, "menu", error) && trivet_menu_apply (scratch, fact, error);
}

static gboolean
apply_menu_set (TrivetProjection *self,
                TrivetFact       *fact,
                TrivetMenuRowKind kind,
                gint64            sequence,
                GError          **error)
{
  if (!check_menu_fact (fact, error))
    return FALSE;
  return set_menu_row (self, kind, get_menu_id (fact), sequence, error);
}

/* A dish that comes back later starts as available. */
static gboolean
apply_menu_removed (TrivetProjection *self,
                    TrivetFact       *fact,
                    TrivetMenuRowKind kind,
                    GError          **error)
{
  const char *id;

  if (!check_menu_fact (fact, error))
    return FALSE;
  id = get_menu_id (fact);
  if (kind == TRIVET_MENU_ROW_ITEM && !delete_menu_row (self, TRIVET_MENU_ROW_AVAILABILITY, id, error))
    return FALSE;
  return delete_menu_row (self, kind, id, error);
}

/* Of a dish that is not on the menu it says nothing, then or later. */
static gboolean
apply_availability (TrivetProjection *self,
                    TrivetFact       *fact,
                    gint64            sequence,
                    GError          **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean on_menu;

  if (!check_menu_fact (fact, error))
    return FALSE;
  statement = _trivet_database_prepare (self->database,
                                        "SELECT 1 FROM state_menu WHERE kind = ? AND id = ?", error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "it", (gint64) TRIVET_MENU_ROW_ITEM, get_menu_id (fact));
  if (!_trivet_database_step (self->database, statement, &on_menu, error))
    return FALSE;
  return !on_menu || set_menu_row (self, TRIVET_MENU_ROW_AVAILABILITY, get_menu_id (fact), sequence, error);
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
apply_order (TrivetProjection *self,
             TrivetFact       *fact,
             gint64            sequence,
             GError          **error)
{
  TrivetCachedOrder *cached;

  if (!check_order_subject (fact, error))
    return FALSE;
  cached = _trivet_order_cache_get (self->orders, trivet_fact_get_subject (fact), sequence, error);
  if (cached == NULL || !_trivet_cached_order_apply (cached, fact, sequence, error))
    return FALSE;
  if (cached->opened_sequence > 0)
    return TRUE;
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
  return apply_order (self, fact, sequence, error) &&
         _trivet_projection_apply_print (self->database, fact, sequence, error);
}

static gboolean
apply_by_type (TrivetProjection *self,
               TrivetFact       *fact,
               gint64            sequence,
               GError          **error)
{
  switch (trivet_fact_get_fact_type (fact)) {
  case TRIVET_FACT_STORE_CREATED:
    return check_subject (fact, "store", error);
  case TRIVET_FACT_MENU_CATEGORY_SET:
    return apply_menu_set (self, fact, TRIVET_MENU_ROW_CATEGORY, sequence, error);
  case TRIVET_FACT_MENU_CATEGORY_REMOVED:
    return apply_menu_removed (self, fact, TRIVET_MENU_ROW_CATEGORY, error);
  case TRIVET_FACT_MENU_GROUP_SET:
    return apply_menu_set (self, fact, TRIVET_MENU_ROW_GROUP, sequence, error);
  case TRIVET_FACT_MENU_GROUP_REMOVED:
    return apply_menu_removed (self, fact, TRIVET_MENU_ROW_GROUP, error);
  case TRIVET_FACT_MENU_ITEM_SET:
    return apply_menu_set (self, fact, TRIVET_MENU_ROW_ITEM, sequence, error);
  case TRIVET_FACT_MENU_ITEM_REMOVED:
    return apply_menu_removed (self, fact, TRIVET_MENU_ROW_ITEM, error);
  case TRIVET_FACT_ITEM_AVAILABILITY_SET:
    return apply_availability (self, fact, sequence, error);
  case TRIVET_FACT_ORDER_OPENED:
  case TRIVET_FACT_ORDER_LABELLED:
  case TRIVET_FACT_ORDER_HELD:
  case TRIVET_FACT_ORDER_RECALLED:
  case TRIVET_FACT_ORDER_VOIDED:
  case TRIVET_FACT_ORDER_CLOSED:
  case TRIVET_FACT_ORDER_NOTE_SET:
  case TRIVET_FACT_ORDER_DISCOUNT_SET:
  case TRIVET_FACT_LINE_ADDED:
  case TRIVET_FACT_LINE_QUANTITY_CHANGED:
  case TRIVET_FACT_LINE_MODIFIERS_SET:
  case TRIVET_FACT_LINE_NOTE_SET:
  case TRIVET_FACT_LINE_DISCOUNT_SET:
  case TRIVET_FACT_LINE_VOIDED:
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
  case TRIVET_FACT_CASH_TAKEN:
  case TRIVET_FACT_CASH_RETURNED:
  case TRIVET_FACT_REFUND_STARTED:
  case TRIVET_FACT_REFUND_ASKED:
  case TRIVET_FACT_REFUND_PENDING:
  case TRIVET_FACT_REFUND_DOUBTED:
  case TRIVET_FACT_REFUND_BLOCKED:
  case TRIVET_FACT_REFUND_REFUSED:
  case TRIVET_FACT_REFUND_DONE:
  case TRIVET_FACT_REFUND_FAILED:
  case TRIVET_FACT_REFUND_ALARM:
    return apply_order (self, fact, sequence, error);
  case TRIVET_FACT_PRINT_REQUESTED:
  case TRIVET_FACT_PRINT_DONE:
  case TRIVET_FACT_PRINT_FAILED:
  case TRIVET_FACT_PRINT_CANCELLED:
    return apply_print (self, fact, sequence, error);
  case TRIVET_FACT_MANAGER_PIN_SET:
    return check_subject (fact, "store", error);
  case TRIVET_FACT_BILL_STORED:
  case TRIVET_FACT_DIFFERENCE_RESOLVED:
    return check_bill_subject (fact, error);
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

/* Writes the rows of the orders that changed; to be called before the commit. */
gboolean
_trivet_projection_flush (TrivetProjection *self,
                          GError          **error)
{
  return _trivet_order_cache_flush (self->orders, error);
}

/* Forgets what was folded; to be called after a rollback. */
void
_trivet_projection_forget (TrivetProjection *self)
{
  _trivet_order_cache_clear (self->orders);
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
         _trivet_database_exec (self->database, STATE_SCHEMA, error) &&
         fold_journal (self, error) &&
         _trivet_database_exec (self->database, mark, error);
}
