/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-bookkeeper-private.h"

#include "trivet-bill-facts.h"

/* Compares one day: the stored bills, and ours around that day, because refunds end days after they
 * were accepted. */

#define BEFORE_US G_TIME_SPAN_DAY
#define AFTER_US  (8 * G_TIME_SPAN_DAY)

static gint64
get_fee_rate (TrivetBookkeeper *self,
              const char       *provider_id)
{
  const gint64 *rate = g_hash_table_lookup (self->fee_rates, provider_id);

  return rate != NULL ? *rate : -1;
}

static void
on_movements_loaded (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) movements = NULL;
  TrivetBookkeeper         *self = g_task_get_source_object (task);
  TrivetBookkeeperJob      *job = g_task_get_task_data (task);
  GError                   *error = NULL;
  TrivetReconciliationInput input = { 0 };

  movements = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (movements == NULL) {
    g_task_return_error (task, error);
    return;
  }

  input.trade = job->trade;
  input.before = job->before;
  input.funds = job->funds;
  input.movements = movements;
  input.notes = job->notes;
  input.fee_rate_ppm = get_fee_rate (self, job->provider_id);
  trivet_bill_get_day (job->date, &input.from_us, &input.to_us);
  g_task_return_pointer (task, trivet_reconcile (&input),
                         (GDestroyNotify) trivet_reconciliation_free);
}

static void
read_notes (TrivetBookkeeperJob *job,
            GPtrArray           *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_DIFFERENCE_RESOLVED)
      g_hash_table_insert (job->notes, g_strdup (trivet_json_get_string_or (body, "key", "")),
                           g_strdup (trivet_json_get_string_or (body, "note", "")));
  }
}

static void load_bill (GTask       *task,
                       TrivetBill **place);

static void
load_movements (GTask *task)
{
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  gint64               from_us = 0;
  gint64               to_us = 0;

  trivet_bill_get_day (job->date, &from_us, &to_us);
  trivet_repository_list_movements_async (self->repository, TRIVET_MOVEMENT_QUERY_PERIOD,
                                          job->provider_id, from_us - BEFORE_US, to_us + AFTER_US,
                                          NULL, on_movements_loaded, task);
}

static void
on_bill_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  GError              *error = NULL;
  TrivetBill          *bill = NULL;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    bill = trivet_bill_from_facts (facts, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
  } else if (job->loading != &job->trade) {
    *job->loading = bill;
    if (job->loading == &job->funds)
      load_bill (g_steal_pointer (&task), &job->before);
    else
      load_movements (g_steal_pointer (&task));
  } else if (bill == NULL) {
    g_task_return_new_error (task, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_NOT_YET,
                             "No bill of “%s” for %s is stored; fetch it first", job->provider_id,
                             job->date);
  } else {
    job->trade = bill;
    read_notes (job, facts);
    load_bill (g_steal_pointer (&task), &job->funds);
  }
}

static char *
dup_day_before (const char *date)
{
  gint64 from_us = 0, to_us = 0;

  trivet_bill_get_day (date, &from_us, &to_us);
  return _trivet_bookkeeper_dup_date (from_us - 1);
}

/* @task: (transfer full); @place: of its job */
static void
load_bill (GTask       *task,
           TrivetBill **place)
{
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  g_autofree char     *date = place == &job->before ? dup_day_before (job->date) : g_strdup (job->date);
  g_autofree char     *subject = NULL;

  job->loading = place;
  subject = trivet_bill_dup_subject (
    job->provider_id, place == &job->funds ? TRIVET_BILL_FUNDS : TRIVET_BILL_TRADE, date);
  trivet_repository_load_facts_async (self->repository, subject, NULL, on_bill_loaded, task);
}

/**
 * trivet_bookkeeper_reconcile_async:
 * @self: a bookkeeper
 * @provider_id: a provider
 * @date: YYYY-MM-DD
 * @cancellable: (nullable): ends the wait
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Compares the stored bill of that day with our books; asks nobody.
 */
void
trivet_bookkeeper_reconcile_async (TrivetBookkeeper   *self,
                                   const char         *provider_id,
                                   const char         *date,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (trivet_bill_is_date (date));

  task = _trivet_bookkeeper_task_new (self, provider_id, date, cancellable, callback, user_data);
  g_task_set_source_tag (task, trivet_bookkeeper_reconcile_async);
  if (_trivet_bookkeeper_is_open (self, task))
    load_bill (task, &((TrivetBookkeeperJob *) g_task_get_task_data (task))->trade);
}

/**
 * trivet_bookkeeper_reconcile_finish:
 * @self: a bookkeeper
 * @result: what the callback got
 * @error: return location; %TRIVET_BILL_ERROR_NOT_YET when no bill of that day is stored
 *
 * Returns: (transfer full) (nullable): the comparison
 */
TrivetReconciliation *
trivet_bookkeeper_reconcile_finish (TrivetBookkeeper *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
