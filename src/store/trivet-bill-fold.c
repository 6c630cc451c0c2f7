/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-bill-fold-private.h"

#include "trivet-ledger.h"

/**
 * TrivetBillFold:
 *
 * The rows of the providers' bills. A bill is several facts, `part` 1 … `parts`, of one append; the
 * last one posts the day's fee, less what an earlier bill of that day has posted.
 */
struct _TrivetBillFold {
  TrivetDatabase    *database;
  TrivetAccountBook *accounts;
  char              *subject; /* of the bill whose next part is awaited; NULL when none is */
  char              *sha256;
  gint64             next_part;
  gint64             n_entries;
};

/* They keep the sum of a day within 64 bits. */
#define MAX_PARTS        10000
#define MAX_FEE_MICROS   G_GINT64_CONSTANT (1000000000000)
#define N_ENTRY_ELEMENTS 8

typedef struct {
  const char    *provider_id;
  const char    *kind;
  const char    *date;
  const char    *sha256;
  JsonArray     *entries;
  TrivetCurrency currency;
  gint64         part;
  gint64         parts;
} BillPart;

/**
 * _trivet_bill_fold_new:
 * @database: (not nullable): the writer's database; must outlive the fold
 * @accounts: (not nullable): where fees are posted; must outlive the fold
 *
 * Returns: (transfer full): a fold that awaits no part
 */
TrivetBillFold *
_trivet_bill_fold_new (TrivetDatabase    *database,
                       TrivetAccountBook *accounts)
{
  TrivetBillFold *self = g_new0 (TrivetBillFold, 1);

  self->database = database;
  self->accounts = accounts;
  return self;
}

/* Forgets a bill whose parts did not all come; to be called after a rollback. */
void
_trivet_bill_fold_clear (TrivetBillFold *self)
{
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->sha256, g_free);
  self->next_part = 0;
  self->n_entries = 0;
}

void
_trivet_bill_fold_free (TrivetBillFold *self)
{
  if (self == NULL)
    return;
  _trivet_bill_fold_clear (self);
  g_free (self);
}

static gboolean
refuse (TrivetFactError code,
        const char     *message,
        GError        **error)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
read_part (TrivetFact *fact,
           BillPart   *part,
           GError    **error)
{
  JsonObject      *body = trivet_fact_get_body (fact);
  const char      *currency;
  g_autofree char *subject = NULL;

  if ((part->provider_id = trivet_json_get_string (body, "provider", error)) == NULL ||
      (part->kind = trivet_json_get_string (body, "kind", error)) == NULL ||
      (part->date = trivet_json_get_string (body, "date", error)) == NULL ||
      (part->sha256 = trivet_json_get_string (body, "sha256", error)) == NULL ||
      (currency = trivet_json_get_string (body, "currency", error)) == NULL ||
      (part->entries = trivet_json_get_array (body, "entries", error)) == NULL ||
      !trivet_json_get_int (body, "part", &part->part, error) ||
      !trivet_json_get_int (body, "parts", &part->parts, error))
    return FALSE;

  part->currency = trivet_currency_from_code (currency);
  if (*part->provider_id == '\0' || part->currency == TRIVET_CURRENCY_INVALID ||
      (!g_str_equal (part->kind, "trade") && !g_str_equal (part->kind, "funds")) ||
      part->parts < 1 || part->parts > MAX_PARTS || part->part < 1 || part->part > part->parts)
    return refuse (TRIVET_FACT_ERROR_BODY, "Its provider, kind, currency or part is none", error);
  subject = g_strdup_printf ("bill/%s/%s/%s", part->provider_id, part->kind, part->date);
  if (!g_str_equal (subject, trivet_fact_get_subject (fact)))
    return refuse (TRIVET_FACT_ERROR_CONFLICT, "Its subject is another bill's", error);
  return TRUE;
}

/* Parts come in order and in one append, so that there is never half a bill. */
static gboolean
check_order (TrivetBillFold *self,
             const char     *subject,
             const BillPart *part,
             GError        **error)
{
  gboolean fits = self->subject == NULL ? part->part == 1
                                        : part->part == self->next_part &&
                                            g_str_equal (self->subject, subject) &&
                                            g_str_equal (self->sha256, part->sha256);

  return fits ||
         refuse (TRIVET_FACT_ERROR_CONFLICT, "It is not the part of the bill that comes next", error);
}

static gboolean
run_for_subject (TrivetBillFold *self,
                 const char     *sql,
                 const char     *subject,
                 GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "t", subject);
  return _trivet_database_run (self->database, statement, error);
}

/* The fee that an earlier bill of the same subject posted stays in the row until the last part has
 * posted the difference. */
static gboolean
start_bill (TrivetBillFold *self,
            TrivetFact     *fact,
            const BillPart *part,
            gint64          sequence,
            GError        **error)
{
  const char *subject = trivet_fact_get_subject (fact);
  g_autoptr (TrivetStatement) statement = NULL;

  if (!run_for_subject (self, "DELETE FROM state_bill_entry WHERE subject = ?", subject, error))
    return FALSE;
  statement = _trivet_database_prepare (
    self->database,
    "INSERT INTO state_bill (subject, provider_id, kind, date, sha256, first_sequence,"
    " stored_at_us, n_entries, fee_minor) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)"
    " ON CONFLICT DO UPDATE SET sha256 = excluded.sha256,"
    " first_sequence = excluded.first_sequence, stored_at_us = excluded.stored_at_us",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "tttttii", subject, part->provider_id, part->kind, part->date,
                          part->sha256, sequence, trivet_fact_get_time_us (fact));
  if (!_trivet_database_run (self->database, statement, error))
    return FALSE;
  self->subject = g_strdup (subject);
  self->sha256 = g_strdup (part->sha256);
  return TRUE;
}

static gboolean
is_entry (JsonNode *node)
{
  static const GType types[N_ENTRY_ELEMENTS] = {
    G_TYPE_STRING,
    G_TYPE_STRING,
    G_TYPE_STRING,
    G_TYPE_STRING,
    G_TYPE_STRING,
    G_TYPE_INT64,
    G_TYPE_INT64,
    G_TYPE_INT64,
  };
  JsonArray *entry = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64     amount;
  gint64     fee;

  if (entry == NULL || json_array_get_length (entry) != N_ENTRY_ELEMENTS)
    return FALSE;
  for (guint i = 0; i < N_ENTRY_ELEMENTS; i++) {
    JsonNode *element = json_array_get_element (entry, i);

    if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != types[i])
      return FALSE;
  }
  amount = json_array_get_int_element (entry, 5);
  fee = json_array_get_int_element (entry, 6);
  return amount >= -TRIVET_ORDER_MAX_AMOUNT_MINOR && amount <= TRIVET_ORDER_MAX_AMOUNT_MINOR &&
         fee >= -MAX_FEE_MICROS && fee <= MAX_FEE_MICROS;
}

static gboolean
insert_entry (TrivetBillFold *self,
              JsonNode       *node,
              GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  JsonArray *entry;

  if (!is_entry (node))
    return refuse (TRIVET_FACT_ERROR_BODY, "One of its entries is none", error);
  entry = json_node_get_array (node);
  statement = _trivet_database_prepare (
    self->database,
    "INSERT INTO state_bill_entry (subject, position, kind, merchant_order_id, merchant_refund_id,"
    " provider_transaction_id, state, amount_minor, fee_micros, at_us)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "titttttiii", self->subject, self->n_entries,
                          json_array_get_string_element (entry, 0),
                          json_array_get_string_element (entry, 1),
                          json_array_get_string_element (entry, 2),
                          json_array_get_string_element (entry, 3),
                          json_array_get_string_element (entry, 4),
                          json_array_get_int_element (entry, 5),
                          json_array_get_int_element (entry, 6),
                          json_array_get_int_element (entry, 7));
  self->n_entries++;
  return _trivet_database_run (self->database, statement, error);
}

static gboolean
insert_entries (TrivetBillFold *self,
                JsonArray      *entries,
                GError        **error)
{
  for (guint i = 0; i < json_array_get_length (entries); i++) {
    if (!insert_entry (self, json_array_get_element (entries, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_fees (TrivetBillFold *self,
           gint64         *ret_fee_micros,
           gint64         *ret_posted_minor,
           GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gboolean row;

  statement = _trivet_database_prepare (
    self->database,
    "SELECT ifnull ((SELECT sum (fee_micros) FROM state_bill_entry WHERE subject = ?1), 0),"
    " fee_minor FROM state_bill WHERE subject = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "t", self->subject);
  if (!_trivet_database_step (self->database, statement, &row, error))
    return FALSE;
  g_assert (row);
  *ret_fee_micros = sqlite3_column_int64 (statement, 0);
  *ret_posted_minor = sqlite3_column_int64 (statement, 1);
  return TRUE;
}

static gboolean
post_fee (TrivetBillFold *self,
          const BillPart *part,
          gint64          sequence,
          gint64         *ret_fee_minor,
          GError        **error)
{
  g_autoptr (GArray) postings = trivet_ledger_new_postings ();
  gint64 fee_micros;
  gint64 posted_minor;

  return read_fees (self, &fee_micros, &posted_minor, error) &&
         trivet_ledger_round_fee (fee_micros, part->currency, ret_fee_minor, error) &&
         trivet_ledger_post_bill (part->provider_id, *ret_fee_minor, posted_minor, postings, error) &&
         _trivet_account_book_post (self->accounts, sequence, postings, error);
}

/* The bill of funds lists the same fees as money that moved; only the trade bill posts them. */
static gboolean
finish_bill (TrivetBillFold *self,
             const BillPart *part,
             gint64          sequence,
             GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  gint64 fee_minor = 0;

  if (g_str_equal (part->kind, "trade") && !post_fee (self, part, sequence, &fee_minor, error))
    return FALSE;
  statement = _trivet_database_prepare (self->database,
                                        "UPDATE state_bill SET n_entries = ?, fee_minor = ?"
                                        " WHERE subject = ?",
                                        error);
  if (statement == NULL)
    return FALSE;
  _trivet_statement_bind (statement, "iit", self->n_entries, fee_minor, self->subject);
  if (!_trivet_database_run (self->database, statement, error))
    return FALSE;
  _trivet_statement_release (g_steal_pointer (&statement));
  _trivet_bill_fold_clear (self);
  return TRUE;
}

/**
 * _trivet_bill_fold_apply:
 * @self: a fold
 * @fact: a `bill-stored`
 * @sequence: its number
 * @error: where to put the error: %TRIVET_FACT_ERROR when the fact is not believed
 *
 * Writes the rows of one part; the first part removes those of an earlier bill of that day.
 */
gboolean
_trivet_bill_fold_apply (TrivetBillFold *self,
                         TrivetFact     *fact,
                         gint64          sequence,
                         GError        **error)
{
  BillPart part = { 0 };

  if (!read_part (fact, &part, error) ||
      !check_order (self, trivet_fact_get_subject (fact), &part, error) ||
      (part.part == 1 && !start_bill (self, fact, &part, sequence, error)) ||
      !insert_entries (self, part.entries, error))
    return FALSE;
  self->next_part = part.part + 1;
  return part.part < part.parts || finish_bill (self, &part, sequence, error);
}

/* To be called before the commit: refuses an append that holds only the beginning of a bill. */
gboolean
_trivet_bill_fold_check_complete (TrivetBillFold *self,
                                  GError        **error)
{
  return self->subject == NULL ||
         refuse (TRIVET_FACT_ERROR_CONFLICT, "The last parts of a bill are missing", error);
}
