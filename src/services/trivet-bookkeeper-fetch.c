/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-bookkeeper-private.h"

#include "trivet-bill-facts.h"

/* Gets one day's bills. What was asked of the provider once does not grow the journal again: a bill
 * is stored when it is new or has changed. */

/* "No data" may be too early until noon of the next day (specs/alipay 12). */
#define CERTAIN_US (12 * G_TIME_SPAN_HOUR)

static void
fail (GTask  *task,
      GError *error)
{
  _trivet_bookkeeper_note (g_task_get_source_object (task), g_task_get_task_data (task), error);
  g_task_return_error (task, error);
}

static void fetch_next (GTask *task);

static void
go_on (GTask *task)
{
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);

  if (job->kind == TRIVET_BILL_TRADE) {
    job->kind = TRIVET_BILL_FUNDS;
    fetch_next (task);
  } else {
    _trivet_bookkeeper_note (self, job, NULL);
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
  }
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    fail (task, error);
  else
    go_on (g_steal_pointer (&task));
}

static void
store_bill (GTask      *task,
            TrivetBill *bill)
{
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  TrivetFactStamp      stamp = _trivet_bookkeeper_make_stamp (self, "");
  g_autoptr (GPtrArray) facts = trivet_bill_to_facts (bill, &stamp);

  for (guint i = 0; i < bill->remarks->len; i++)
    g_ptr_array_add (job->remarks, g_strdup (g_ptr_array_index (bill->remarks, i)));
  trivet_journal_append_async (self->journal, facts, on_stored, task);
}

/* A bill that is stored already and has not changed would only grow the journal. */
static gboolean
is_stored (GPtrArray        *summaries,
           const TrivetBill *bill)
{
  for (guint i = 0; i < summaries->len; i++) {
    const TrivetBillSummary *summary = g_ptr_array_index (summaries, i);

    if (g_str_equal (summary->provider_id, bill->provider_id) &&
        g_str_equal (summary->kind, trivet_bill_kind_get_name (bill->kind)) &&
        g_str_equal (summary->sha256, bill->sha256) &&
        summary->n_entries == (gint64) bill->entries->len)
      return TRUE;
  }

  return FALSE;
}

static void
on_summaries_loaded (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (TrivetBill) bill = NULL;
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  GError              *error = NULL;

  summaries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (summaries == NULL) {
    fail (task, error);
    return;
  }

  bill = g_steal_pointer (&job->trade);
  if (is_stored (summaries, bill))
    go_on (g_steal_pointer (&task));
  else
    store_bill (g_steal_pointer (&task), bill);
}

/* "No business" is a bill without entries, once it is certain that it was not asked too early. */
static TrivetBill *
make_empty_bill (TrivetBookkeeper          *self,
                 const TrivetBookkeeperJob *job)
{
  gint64 from_us, to_us;

  if (!trivet_bill_get_day (job->date, &from_us, &to_us) ||
      trivet_clock_get_wall_us (self->clock) < to_us + CERTAIN_US)
    return NULL;

  return trivet_bill_new (job->kind, job->provider_id, job->date, TRIVET_CURRENCY_CNY);
}

static void
on_bill_fetched (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  GError              *error = NULL;
  TrivetBill          *bill;

  bill = trivet_payment_provider_fetch_bill_finish (TRIVET_PAYMENT_PROVIDER (source), result,
                                                    &error);
  if (bill == NULL && g_error_matches (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_NO_BUSINESS)) {
    bill = make_empty_bill (self, job);
    if (bill != NULL)
      g_clear_error (&error);
  }
  if (bill == NULL && job->kind == TRIVET_BILL_FUNDS) {
    /* What was traded is stored already; the account's list is tried again with the next day. */
    g_ptr_array_add (job->remarks, g_strdup (error->message));
    g_clear_error (&error);
    go_on (g_steal_pointer (&task));
    return;
  }
  if (bill == NULL) {
    fail (task, error);
    return;
  }

  g_clear_pointer (&job->trade, trivet_bill_free);
  job->trade = bill;
  trivet_repository_list_bills_async (self->repository, job->date, job->date, NULL,
                                      on_summaries_loaded, g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
fetch_next (GTask *task)
{
  TrivetBookkeeper      *self = g_task_get_source_object (task);
  TrivetBookkeeperJob   *job = g_task_get_task_data (task);
  TrivetPaymentProvider *provider =
    trivet_provider_registry_lookup (self->registry, job->provider_id);
  guint needed = job->kind == TRIVET_BILL_TRADE ? TRIVET_CAPABILITY_TRADE_BILL
                                                : TRIVET_CAPABILITY_FUNDS_BILL;

  if (provider != NULL && (trivet_payment_provider_get_capabilities (provider) & needed)) {
    trivet_payment_provider_fetch_bill_async (provider, job->kind, job->date,
                                              g_task_get_cancellable (task), on_bill_fetched, task);
  } else if (job->kind == TRIVET_BILL_FUNDS) {
    go_on (task);
  } else {
    g_task_return_new_error (task, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_REFUSED,
                             "No provider “%s” is set up that hands out bills", job->provider_id);
    g_object_unref (task);
  }
}

void
_trivet_bookkeeper_fetch (TrivetBookkeeper   *self,
                          const char         *provider_id,
                          const char         *date,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  fetch_next (_trivet_bookkeeper_task_new (self, provider_id, date, cancellable, callback, user_data));
}

/**
 * trivet_bookkeeper_fetch_async:
 * @self: a bookkeeper
 * @provider_id: whose bill
 * @date: YYYY-MM-DD
 * @cancellable: (nullable): ends the wait
 * @callback: called when it is stored or cannot be had
 * @user_data: for @callback
 *
 * Fetches the day's trade bill, and the funds bill where the provider has one, and stores what is
 * new.
 */
void
trivet_bookkeeper_fetch_async (TrivetBookkeeper   *self,
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
  g_task_set_source_tag (task, trivet_bookkeeper_fetch_async);
  if (_trivet_bookkeeper_is_open (self, task))
    fetch_next (task);
}

/**
 * trivet_bookkeeper_fetch_finish:
 * @self: a bookkeeper
 * @result: what the callback got
 * @ret_remarks: (out) (optional) (transfer container) (element-type utf8): sentences about the
 *   bill, such as a column that this program does not know
 * @error: return location; #TrivetBillError says when to try again, %TRIVET_STORE_ERROR when it
 *   could not be stored
 *
 * Returns: whether the bill is stored
 */
gboolean
trivet_bookkeeper_fetch_finish (TrivetBookkeeper *self,
                                GAsyncResult     *result,
                                GPtrArray       **ret_remarks,
                                GError          **error)
{
  TrivetBookkeeperJob *job;

  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  job = g_task_get_task_data (G_TASK (result));
  if (ret_remarks != NULL)
    *ret_remarks = g_ptr_array_ref (job->remarks);
  return TRUE;
}
