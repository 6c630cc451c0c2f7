/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-ledger.h"
#include "trivet-memory-journal-private.h"

#include <string.h>

/* Accounts of the memory journal: what each fact moves between them, added up anew at each call. */

/* What each day's bill has posted so far, and what its parts have said. */
typedef struct {
  gint64 posted_minor;
  gint64 fee_micros;
} BillFee;

static gint64
sum_fees (JsonObject *body)
{
  JsonArray *entries = json_object_get_array_member (body, "entries");
  gint64     sum = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    sum += json_array_get_int_element (json_array_get_array_element (entries, i), 6);

  return sum;
}

static void
post_bill (GHashTable *fees,
           TrivetFact *fact,
           GArray     *postings)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *currency = trivet_json_get_string_or (body, "currency", "");
  gint64      part = trivet_json_get_int_or (body, "part", 0);
  BillFee    *fee = g_hash_table_lookup (fees, trivet_fact_get_subject (fact));
  gint64      fee_minor;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (trivet_json_get_string_or (body, "kind", ""), "trade"))
    return;
  if (fee == NULL) {
    fee = g_new0 (BillFee, 1);
    g_hash_table_insert (fees, g_strdup (trivet_fact_get_subject (fact)), fee);
  }
  fee->fee_micros = (part == 1 ? 0 : fee->fee_micros) + sum_fees (body);
  if (part != trivet_json_get_int_or (body, "parts", 0))
    return;
  trivet_ledger_round_fee (fee->fee_micros, trivet_currency_from_code (currency), &fee_minor, &error);
  g_assert_no_error (error);
  trivet_ledger_post_bill (trivet_json_get_string_or (body, "provider", ""), fee_minor,
                           fee->posted_minor, postings, &error);
  g_assert_no_error (error);
  fee->posted_minor = fee_minor;
}

static void
post_order (GHashTable *orders,
            TrivetFact *fact,
            GArray     *postings)
{
  const char  *subject = trivet_fact_get_subject (fact);
  TrivetOrder *order = g_hash_table_lookup (orders, subject);
  gboolean     was_settled;
  g_autoptr (GError) error = NULL;

  if (order == NULL) {
    order = trivet_order_new (subject);
    g_hash_table_insert (orders, g_strdup (subject), order);
  }
  was_settled = order->settled_at_us != 0;
  trivet_order_apply (order, fact, &error);
  g_assert_no_error (error);
  trivet_ledger_post_order (fact, was_settled, order, postings, &error);
  g_assert_no_error (error);
}

static void
add_postings (GHashTable *balances,
              GArray     *postings)
{
  for (guint i = 0; i < postings->len; i++) {
    const TrivetPosting  *posting = &g_array_index (postings, TrivetPosting, i);
    TrivetAccountBalance *balance = g_hash_table_lookup (balances, posting->account);

    if (balance == NULL) {
      balance = trivet_account_balance_new (posting->account, 0);
      g_hash_table_insert (balances, balance->account, balance);
    }
    balance->balance_minor += posting->amount_minor;
  }
}

static void
post_shift (GHashTable *shifts,
            TrivetFact *fact,
            GArray     *postings)
{
  const char  *shift_id = trivet_shift_get_fact_shift (fact);
  TrivetShift *shift = g_hash_table_lookup (shifts, shift_id);
  g_autoptr (GError) error = NULL;

  if (shift == NULL) {
    shift = trivet_shift_new (shift_id);
    g_hash_table_insert (shifts, shift->shift_id, shift);
  }
  trivet_shift_apply (shift, fact, &error);
  g_assert_no_error (error);
  if (!_trivet_memory_journal_is_about_order (fact))
    trivet_ledger_post_shift (fact, shift, postings, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): account → TrivetAccountBalance, which the table does not free */
static GHashTable *
compute_balances (TrivetMemoryJournal *self,
                  gint64               from_sequence,
                  gint64               to_sequence)
{
  g_autoptr (GHashTable) shifts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) trivet_shift_free);
  g_autoptr (GArray) postings = trivet_ledger_new_postings ();
  g_autoptr (GHashTable) fees = NULL;
  g_autoptr (GHashTable) orders = NULL;
  GHashTable *balances = g_hash_table_new (g_str_hash, g_str_equal);

  fees = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) trivet_order_unref);
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self, i);

    if (_trivet_memory_journal_is_about_order (fact))
      post_order (orders, fact, postings);
    else if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_BILL_STORED)
      post_bill (fees, fact, postings);
    if (trivet_shift_get_fact_shift (fact) != NULL)
      post_shift (shifts, fact, postings);
    if (trivet_fact_get_sequence (fact) >= from_sequence && trivet_fact_get_sequence (fact) <= to_sequence)
      add_postings (balances, postings);
    g_array_set_size (postings, 0);
  }

  return balances;
}

static int
compare_accounts (gconstpointer a,
                  gconstpointer b)
{
  return strcmp ((*(TrivetAccountBalance *const *) a)->account,
                 (*(TrivetAccountBalance *const *) b)->account);
}

/* Returns: (transfer full): what the facts between two numbers have posted, by account */
GPtrArray *
_trivet_memory_journal_dup_accounts (TrivetMemoryJournal *self,
                                     gint64               from_sequence,
                                     gint64               to_sequence)
{
  g_autoptr (GHashTable) balances = compute_balances (self, from_sequence, to_sequence);
  GPtrArray     *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_account_balance_free);
  GHashTableIter iter;
  gpointer       balance;

  g_hash_table_iter_init (&iter, balances);
  while (g_hash_table_iter_next (&iter, NULL, &balance))
    g_ptr_array_add (list, balance);
  g_ptr_array_sort (list, compare_accounts);

  return list;
}

void
_trivet_memory_journal_list_accounts_async (TrivetRepository   *repository,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data)
{
  GPtrArray *list = _trivet_memory_journal_dup_accounts (TRIVET_MEMORY_JOURNAL (repository), 1, G_MAXINT64);

  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}
