/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-reader-private.h"

#include "trivet-fact-table-private.h"

/* The audit's query. Which facts it wants is found in the index fact_audit alone, which has all that
 * is filtered by; only those that are shown are looked up. With an order, its few facts are read; for a
 * reason the bodies are, of those that fit otherwise. */

#define AUDIT_COLUMNS \
  TRIVET_FACT_COLUMNS ", ifnull ((SELECT number FROM state_order WHERE order_id = fact.subject), '')"

/* ?7 holds the names of all types that are wanted, each between two commas, or nothing. */
#define AUDIT_FILTER                                                \
  " WHERE time_us >= ?1 AND time_us < ?2 AND time_us <= ?3"         \
  " AND (time_us < ?3 OR sequence < ?4) AND (?5 = 0 OR staff = ?6)" \
  " AND (?7 = '' OR instr (?7, ',' || type || ',') > 0)"            \
  " AND (?9 = '' OR instr (lower (json_extract (body, '$.reason')), lower (?9)) > 0)"

#define AUDIT_ORDER " ORDER BY time_us DESC, sequence DESC LIMIT ?8"

static const char everything_sql[] =
  "SELECT " AUDIT_COLUMNS " FROM fact WHERE sequence IN"
  " (SELECT sequence FROM fact INDEXED BY fact_audit" AUDIT_FILTER AUDIT_ORDER ")" AUDIT_ORDER;

static const char order_sql[] =
  "SELECT " AUDIT_COLUMNS " FROM fact" AUDIT_FILTER
  " AND subject IN (SELECT order_id FROM state_order WHERE number = ?10)" AUDIT_ORDER;

static char *
join_types (const gboolean *types)
{
  GString *text = g_string_new (types != NULL ? "," : "");

  for (guint i = 1; types != NULL && i < TRIVET_N_FACT_TYPES; i++) {
    if (types[i])
      g_string_append_printf (text, "%s,", trivet_fact_type_get_name ((TrivetFactType) i));
  }

  return g_string_free (text, FALSE);
}

static gpointer
make_entry (TrivetStatement *row,
            GError         **error)
{
  g_autoptr (TrivetFact) fact = _trivet_fact_table_get_fact (row, error);

  return fact != NULL ? trivet_audit_entry_new (fact, _trivet_statement_get_text (row, TRIVET_FACT_N_COLUMNS)) : NULL;
}

/**
 * _trivet_reader_read_audit:
 * @database: a read-only connection
 * @query: what is wanted
 * @error: where to put the error
 *
 * Returns: (transfer full) (nullable) (element-type TrivetAuditEntry): the entries, newest first
 */
GPtrArray *
_trivet_reader_read_audit (TrivetDatabase         *database,
                           const TrivetAuditQuery *query,
                           GError                **error)
{
  gboolean         one_order = query->order_number != NULL;
  g_autofree char *types = join_types (query->types);
  gint64           to_us = query->to_us > 0 ? query->to_us : G_MAXINT64;
  gint64           before_us = query->before_us > 0 ? query->before_us : G_MAXINT64;
  gint64           before_sequence = query->before_us > 0 ? query->before_sequence : G_MAXINT64;
  g_autoptr (TrivetStatement) statement = NULL;

  statement = _trivet_database_prepare (database, one_order ? order_sql : everything_sql, error);
  if (statement == NULL)
    return NULL;
  _trivet_statement_bind (statement, one_order ? "iiiiittitt" : "iiiiittit", query->from_us, to_us, before_us,
                          before_sequence, (gint64) (query->staff != NULL), query->staff, types, (gint64) query->limit,
                          query->reason != NULL ? query->reason : "", query->order_number);
  return _trivet_reader_collect (database, statement, make_entry, (GDestroyNotify) trivet_audit_entry_free, error);
}
