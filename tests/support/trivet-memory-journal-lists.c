/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "trivet-memory-journal-private.h"

#include <string.h>

/* The reading half of the memory journal: every list is computed anew from the facts, slowly and
 * plainly, so that the store's tables can be compared with it. Money is in
 * trivet-memory-journal-money.c. */

/* Takes @array. */
void
_trivet_memory_journal_return_array (TrivetRepository   *repository,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data,
                                     GPtrArray          *array)
{
  g_autoptr (GTask) task = g_task_new (repository, cancellable, callback, user_data);

  g_task_return_pointer (task, array, (GDestroyNotify) g_ptr_array_unref);
}

/* Returns: (nullable): the order that a payment belongs to */
static const char *
find_order (TrivetMemoryJournal *self,
            const char          *payment_id)
{
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self, i);
    const char *other_id = trivet_json_get_string_or (trivet_fact_get_body (fact), "payment", "");

    if (g_str_equal (other_id, payment_id))
      return trivet_fact_get_subject (fact);
  }

  return NULL;
}

/* Of a bill that was stored several times, only the newest counts, and what came after it. */
static void
drop_older_bills (GPtrArray *facts)
{
  for (guint i = facts->len; i > 0; i--) {
    TrivetFact *fact = g_ptr_array_index (facts, i - 1);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_BILL_STORED &&
        trivet_json_get_int_or (trivet_fact_get_body (fact), "part", 0) == 1) {
      g_ptr_array_remove_range (facts, 0, i - 1);
      return;
    }
  }
}

static void
load_facts_async (TrivetRepository   *repository,
                  const char         *subject,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  g_autoptr (GPtrArray) facts = trivet_memory_journal_dup_facts (self, subject);
  const char *order_id = facts->len == 0 ? find_order (self, subject) : NULL;

  if (order_id != NULL) {
    g_ptr_array_unref (facts);
    facts = trivet_memory_journal_dup_facts (self, order_id);
  }
  drop_older_bills (facts);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, g_steal_pointer (&facts));
}

static const char *
find_last_method (const TrivetOrder *order)
{
  const char *method = "";

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state == TRIVET_TENDER_PAID)
      method = tender->method;
  }

  return method;
}

static TrivetOrderSummary *
summarise (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  TrivetOrderSummary *summary = trivet_order_summary_new ();

  trivet_order_compute_totals (order, &totals, NULL);
  summary->order_id = g_strdup (order->order_id);
  summary->number = g_strdup (order->number);
  summary->label = g_strdup (order->label);
  summary->table_name = g_strdup (order->table_name);
  summary->opened_at_us = order->opened_at_us;
  summary->settled_at_us = order->settled_at_us;
  summary->voided_at_us = order->voided_at_us;
  summary->total_minor = totals.total_minor;
  summary->paid_minor = trivet_order_get_paid_minor (order);
  summary->in_doubt_minor = trivet_order_get_in_doubt_minor (order);
  summary->n_items = (int) totals.n_items;
  summary->held = order->held;
  summary->tender = g_strdup (find_last_method (order));

  return summary;
}

static gboolean
matches (const TrivetOrderSummary *summary,
         TrivetOrderQuery          query,
         const char               *text,
         gint64                    before_us)
{
  gboolean closed = summary->settled_at_us != 0 || summary->voided_at_us != 0;

  if (closed != (query == TRIVET_ORDER_QUERY_HISTORY))
    return FALSE;
  if (before_us != 0 && summary->opened_at_us >= before_us)
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;

  return (summary->number != NULL && strstr (summary->number, text) != NULL) ||
         (summary->label != NULL && strstr (summary->label, text) != NULL) ||
         strstr (summary->table_name, text) != NULL;
}

static gboolean
was_sent (const TrivetOrder *order)
{
  for (guint i = 0; i < order->lines->len; i++) {
    if (((const TrivetOrderLine *) g_ptr_array_index (order->lines, i))->sent_at_us != 0)
      return TRUE;
  }

  return FALSE;
}

static void
list_orders_async (TrivetRepository   *repository,
                   TrivetOrderQuery    query,
                   const char         *text,
                   gint64              before_us,
                   guint               limit,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  g_autoptr (GPtrArray) subjects = trivet_memory_journal_dup_subjects (self);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_order_summary_free);

  for (guint i = subjects->len; i > 0 && list->len < limit; i--) {
    g_autoptr (TrivetOrder) order = NULL;
    g_autoptr (TrivetOrderSummary) summary = NULL;

    order = trivet_memory_journal_fold_order (self, g_ptr_array_index (subjects, i - 1));
    if (order == NULL)
      continue;
    summary = summarise (order);
    if (query == TRIVET_ORDER_QUERY_KITCHEN ? was_sent (order) : matches (summary, query, text, before_us))
      g_ptr_array_add (list, g_steal_pointer (&summary));
  }

  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

static TrivetPrintJob *
make_job (TrivetMemoryJournal *self,
          TrivetFact          *fact)
{
  JsonObject     *body = trivet_fact_get_body (fact);
  TrivetPrintJob *job = trivet_print_job_new ();
  g_autoptr (TrivetOrder) order = NULL;

  order = trivet_memory_journal_fold_order (self, trivet_fact_get_subject (fact));
  job->job_id = g_strdup (trivet_json_get_string_or (body, "job", ""));
  job->order_id = g_strdup (trivet_fact_get_subject (fact));
  job->order_number = g_strdup (order != NULL ? order->number : "");
  job->document = g_strdup (trivet_json_get_string_or (body, "document", ""));
  job->copy = (int) trivet_json_get_int_or (body, "copy", 1);
  job->state = g_strdup ("waiting");
  job->reason = g_strdup ("");
  job->station = g_strdup (trivet_json_get_string_or (body, "station", ""));
  job->requested_at_us = trivet_fact_get_time_us (fact);

  return job;
}

static void
update_jobs (TrivetMemoryJournal *self,
             GPtrArray           *jobs,
             TrivetFact          *fact)
{
  JsonObject    *body = trivet_fact_get_body (fact);
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  if (type == TRIVET_FACT_PRINT_REQUESTED) {
    g_ptr_array_add (jobs, make_job (self, fact));
    return;
  }
  if (type != TRIVET_FACT_PRINT_DONE && type != TRIVET_FACT_PRINT_CANCELLED &&
      type != TRIVET_FACT_PRINT_FAILED && type != TRIVET_FACT_PRINT_STARTED)
    return;

  for (guint i = 0; i < jobs->len; i++) {
    TrivetPrintJob *job = g_ptr_array_index (jobs, i);

    if (!g_str_equal (job->job_id, trivet_json_get_string_or (body, "job", "")))
      continue;
    if (type == TRIVET_FACT_PRINT_DONE || type == TRIVET_FACT_PRINT_CANCELLED) {
      g_ptr_array_remove_index (jobs, i);
      return;
    }
    g_free (job->state);
    job->state = g_strdup ("failed");
    g_free (job->reason);
    job->reason = g_strdup (trivet_json_get_string_or (body, "reason", TRIVET_PRINT_REASON_INTERRUPTED));
    if (type == TRIVET_FACT_PRINT_STARTED)
      return;
    job->partly = job->partly || trivet_json_get_bool_or (body, "partly", FALSE);
    job->attempts++;
    return;
  }
}

static void
list_print_jobs_async (TrivetRepository   *repository,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  GPtrArray           *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_print_job_free);

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++)
    update_jobs (self, jobs, trivet_memory_journal_get_fact (self, i));

  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, jobs);
}

static void
last_order_number_async (TrivetRepository   *repository,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  g_autoptr (GTask) task = g_task_new (repository, cancellable, callback, user_data);

  for (guint i = trivet_memory_journal_get_n_facts (self); i > 0; i--) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self, i - 1);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_ORDER_OPENED) {
      g_task_return_pointer (task,
                             g_strdup (trivet_json_get_string_or (trivet_fact_get_body (fact),
                                                                  "number", "")),
                             g_free);
      return;
    }
  }

  g_task_return_pointer (task, g_strdup (""), g_free);
}

/* In any case, as far as ASCII goes. */
static gboolean
has_reason (TrivetFact *fact,
            const char *words)
{
  g_autofree char *reason = g_ascii_strdown (trivet_json_get_string_or (trivet_fact_get_body (fact), "reason", ""), -1);
  g_autofree char *wanted = g_ascii_strdown (words, -1);

  return strstr (reason, wanted) != NULL;
}

static gboolean
fits (const TrivetAuditQuery *query,
      TrivetFact             *fact,
      const char             *number)
{
  gint64 time_us = trivet_fact_get_time_us (fact);

  return (query->staff == NULL || g_str_equal (query->staff, trivet_fact_get_staff (fact))) &&
         (query->order_number == NULL || g_strcmp0 (query->order_number, number) == 0) &&
         (query->reason == NULL || has_reason (fact, query->reason)) &&
         (query->types == NULL || query->types[trivet_fact_get_fact_type (fact)]) && time_us >= query->from_us &&
         (query->to_us == 0 || time_us < query->to_us) &&
         (query->before_us == 0 || time_us < query->before_us ||
          (time_us == query->before_us && trivet_fact_get_sequence (fact) < query->before_sequence));
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  TrivetFact *left = (*(TrivetAuditEntry *const *) a)->fact;
  TrivetFact *right = (*(TrivetAuditEntry *const *) b)->fact;
  gint64      by = trivet_fact_get_time_us (right) - trivet_fact_get_time_us (left);

  if (by == 0)
    by = trivet_fact_get_sequence (right) - trivet_fact_get_sequence (left);
  return by > 0 ? 1 : -1;
}

static void
list_audit_async (TrivetRepository       *repository,
                  const TrivetAuditQuery *query,
                  GCancellable           *cancellable,
                  GAsyncReadyCallback     callback,
                  gpointer                user_data)
{
  TrivetMemoryJournal *self = TRIVET_MEMORY_JOURNAL (repository);
  GPtrArray           *list = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_audit_entry_free);

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self, i);
    g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (self, trivet_fact_get_subject (fact));
    const char *number = order != NULL ? order->number : "";

    if (fits (query, fact, number))
      g_ptr_array_add (list, trivet_audit_entry_new (fact, number));
  }
  g_ptr_array_sort (list, compare_newest_first);
  if (list->len > query->limit)
    g_ptr_array_set_size (list, (gint) query->limit);
  _trivet_memory_journal_return_array (repository, cancellable, callback, user_data, list);
}

void
_trivet_memory_journal_repository_init (TrivetRepositoryInterface *iface)
{
  iface->load_facts_async = load_facts_async;
  iface->list_orders_async = list_orders_async;
  iface->list_print_jobs_async = list_print_jobs_async;
  iface->last_order_number_async = last_order_number_async;
  iface->list_audit_async = list_audit_async;
  _trivet_memory_journal_money_init (iface);
  _trivet_memory_journal_drawers_init (iface);
}
