/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-memory-journal-private.h"

#include <string.h>

/* Drawers, shifts and days of the memory journal: folded anew from the facts at each call, slowly
 * and plainly, with the refusals of the store. */

typedef struct {
  GPtrArray   *shifts;  /* TrivetShift, as they were opened */
  GHashTable  *closed;  /* TrivetShift → the number of its end */
  GPtrArray   *drawers; /* ids */
  TrivetDayEnd day;
} Books;

static void
books_clear (Books *books)
{
  g_clear_pointer (&books->shifts, g_ptr_array_unref);
  g_clear_pointer (&books->closed, g_hash_table_unref);
  g_clear_pointer (&books->drawers, g_ptr_array_unref);
  trivet_day_end_clear (&books->day);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Books, books_clear)

static gboolean
refuse (GError    **error,
        const char *words)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, words);
  return FALSE;
}

static TrivetShift *
find_shift (Books      *books,
            const char *shift_id)
{
  for (guint i = 0; i < books->shifts->len; i++) {
    TrivetShift *shift = g_ptr_array_index (books->shifts, i);

    if (g_str_equal (shift->shift_id, shift_id))
      return shift;
  }

  return NULL;
}

static gboolean
has_open_shift (Books      *books,
                const char *drawer_id)
{
  for (guint i = 0; i < books->shifts->len; i++) {
    TrivetShift *shift = g_ptr_array_index (books->shifts, i);

    if (shift->closed_at_us == 0 && g_str_equal (shift->drawer_id, drawer_id))
      return TRUE;
  }

  return FALSE;
}

static gboolean
fold_shift (Books      *books,
            TrivetFact *fact,
            gint64      sequence,
            GError    **error)
{
  const char *shift_id = trivet_shift_get_fact_shift (fact);
  g_autoptr (TrivetShift) fresh = NULL;
  TrivetShift *shift = find_shift (books, shift_id);
  const char  *drawer_id = trivet_json_get_string_or (trivet_fact_get_body (fact), "drawer", "");

  if (shift == NULL)
    shift = fresh = trivet_shift_new (shift_id);
  if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_SHIFT_OPENED) {
    if (!g_ptr_array_find_with_equal_func (books->drawers, drawer_id, g_str_equal, NULL))
      return refuse (error, "There is no such drawer");
    if (has_open_shift (books, drawer_id))
      return refuse (error, "The drawer has an open shift already");
  }
  if (!trivet_shift_apply (shift, fact, error))
    return FALSE;
  if (shift->closed_at_us != 0)
    g_hash_table_insert (books->closed, shift, GINT_TO_POINTER ((int) sequence));
  if (fresh != NULL)
    g_ptr_array_add (books->shifts, g_steal_pointer (&fresh));

  return TRUE;
}

static gboolean
fold_drawer (Books      *books,
             TrivetFact *fact,
             GError    **error)
{
  const char *id = trivet_json_get_string_or (trivet_fact_get_body (fact), "id", "");
  guint       at;

  if (g_ptr_array_find_with_equal_func (books->drawers, id, g_str_equal, &at)) {
    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_DRAWER_REMOVED) {
      if (has_open_shift (books, id))
        return refuse (error, "The drawer has an open shift");
      g_ptr_array_remove_index (books->drawers, at);
    }
  } else if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_DRAWER_SET)
    g_ptr_array_add (books->drawers, g_strdup (id));

  return TRUE;
}

static gboolean
fold (Books      *books,
      TrivetFact *fact,
      gint64      sequence,
      GError    **error)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  if (trivet_shift_get_fact_shift (fact) != NULL)
    return fold_shift (books, fact, sequence, error);
  if (type == TRIVET_FACT_DRAWER_SET || type == TRIVET_FACT_DRAWER_REMOVED)
    return fold_drawer (books, fact, error);

  if (type == TRIVET_FACT_DRAWER_OPENED)
    return trivet_drawer_check_opened (fact, error);

  return type != TRIVET_FACT_DAY_CLOSED || trivet_day_end_apply (&books->day, fact, sequence, error);
}

static void
fold_all (Books               *books,
          TrivetMemoryJournal *self)
{
  *books = (Books){
    .shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_shift_free),
    .closed = g_hash_table_new (NULL, NULL),
    .drawers = g_ptr_array_new_with_free_func (g_free),
  };
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    g_autoptr (GError) error = NULL;

    fold (books, trivet_memory_journal_get_fact (self, i), i + 1, &error);
    g_assert_no_error (error);
  }
}

static gboolean
is_about_drawers (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return (type >= TRIVET_FACT_DRAWER_SET && type <= TRIVET_FACT_DAY_CLOSED) || trivet_shift_get_fact_shift (fact) != NULL;
}

/* Whether the store would take @facts, as far as drawers, shifts and days are concerned. */
gboolean
_trivet_memory_journal_check_drawers (TrivetMemoryJournal *self,
                                      GPtrArray           *facts,
                                      GError             **error)
{
  g_auto (Books) books = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < facts->len; i++)
    any = any || is_about_drawers (g_ptr_array_index (facts, i));
  if (!any)
    return TRUE;

  fold_all (&books, self);
  for (guint i = 0; i < facts->len; i++) {
    if (!fold (&books, g_ptr_array_index (facts, i), trivet_memory_journal_get_n_facts (self) + i + 1, error))
      return FALSE;
  }

  return TRUE;
}

static int
compare_ends (gconstpointer a,
              gconstpointer b,
              gpointer      closed)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (closed, *(gpointer *) a)) -
         GPOINTER_TO_INT (g_hash_table_lookup (closed, *(gpointer *) b));
}

static void
list_shifts_async (TrivetRepository   *repository,
                   TrivetShiftQuery    query,
                   gint64              from_sequence,
                   gint64              to_sequence,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_shift_free);
  g_auto (Books) books = { 0 };

  fold_all (&books, TRIVET_MEMORY_JOURNAL (repository));
  g_ptr_array_sort_with_data (books.shifts, compare_ends, books.closed);
  for (guint i = 0; i < books.shifts->len; i++) {
    TrivetShift *shift = g_ptr_array_index (books.shifts, i);
    int          end = GPOINTER_TO_INT (g_hash_table_lookup (books.closed, shift));

    if (query == TRIVET_SHIFT_QUERY_OPEN ? end == 0 : end > 0 && end >= from_sequence && end <= to_sequence)
      g_ptr_array_add (list, trivet_shift_copy (shift));
  }
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

static void
add_sum (GPtrArray       *list,
         TrivetDaySumKind kind,
         const char      *name,
         gint64           amount_minor)
{
  TrivetDaySum *sum;

  for (guint i = 0; i < list->len; i++) {
    sum = g_ptr_array_index (list, i);
    if (sum->kind == kind && g_str_equal (sum->name, name)) {
      sum->amount_minor += amount_minor;
      sum->count++;
      return;
    }
  }
  g_ptr_array_add (list, trivet_day_sum_new (kind, name, amount_minor, 1));
}

static void
add_fact (TrivetMemoryJournal *self,
          GPtrArray           *list,
          TrivetFact          *fact)
{
  JsonObject    *body = trivet_fact_get_body (fact);
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  gint64         amount = trivet_json_get_int_or (body, "amount_minor", 0) + trivet_json_get_int_or (body, "rounding_minor", 0);
  g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (self, trivet_fact_get_subject (fact));
  const TrivetReturn *back;

  if (type == TRIVET_FACT_CASH_TAKEN)
    add_sum (list, TRIVET_DAY_SUM_TAKEN, "cash", amount);
  else if (type == TRIVET_FACT_CASH_RETURNED)
    add_sum (list, TRIVET_DAY_SUM_GIVEN_BACK, "cash", amount);
  else if (type == TRIVET_FACT_PAYMENT_PAID)
    add_sum (list, TRIVET_DAY_SUM_TAKEN, trivet_order_lookup_tender (order, trivet_json_get_string_or (body, "payment", ""))->method, amount);
  else if (type == TRIVET_FACT_REFUND_DONE) {
    back = trivet_order_lookup_return (order, trivet_json_get_string_or (body, "refund", ""));
    add_sum (list, TRIVET_DAY_SUM_GIVEN_BACK, trivet_order_lookup_tender (order, back->payment_id)->method, amount);
  } else if (type == TRIVET_FACT_ORDER_OPENED || type == TRIVET_FACT_ORDER_VOIDED || type == TRIVET_FACT_LINE_VOIDED ||
             type == TRIVET_FACT_DRAWER_OPENED)
    add_sum (list, TRIVET_DAY_SUM_FACTS, trivet_fact_type_get_name (type), 0);
}

static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const TrivetDaySum *x = *(TrivetDaySum *const *) a;
  const TrivetDaySum *y = *(TrivetDaySum *const *) b;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind : strcmp (x->name, y->name);
}

/* How many facts have posted to an account is not counted here: 1 when any has. */
static void
sum_day_async (TrivetRepository   *repository,
               gint64              from_sequence,
               gint64              to_sequence,
               GCancellable       *cancellable,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  GPtrArray           *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_day_sum_free);
  g_autoptr (GPtrArray) accounts = _trivet_memory_journal_dup_accounts (self, from_sequence, to_sequence);

  for (guint i = 0; i < accounts->len; i++) {
    const TrivetAccountBalance *balance = g_ptr_array_index (accounts, i);

    add_sum (list, TRIVET_DAY_SUM_ACCOUNT, balance->account, balance->balance_minor);
  }
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    if ((gint64) i + 1 >= from_sequence && (gint64) i + 1 <= to_sequence)
      add_fact (self, list, trivet_memory_journal_get_fact (self, i));
  }
  g_ptr_array_sort (list, compare_sums);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

void
_trivet_memory_journal_drawers_init (TrivetRepositoryInterface *iface)
{
  iface->list_shifts_async = list_shifts_async;
  iface->sum_day_async = sum_day_async;
}
