/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-bookkeeper-private.h"

#include "trivet-bill-facts.h"

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetBookkeeper, trivet_bookkeeper, G_TYPE_OBJECT)

static void
job_free (TrivetBookkeeperJob *job)
{
  g_free (job->provider_id);
  g_free (job->date);
  g_clear_pointer (&job->trade, trivet_bill_free);
  g_clear_pointer (&job->funds, trivet_bill_free);
  g_clear_pointer (&job->before, trivet_bill_free);
  g_clear_pointer (&job->notes, g_hash_table_unref);
  g_clear_pointer (&job->remarks, g_ptr_array_unref);
  g_free (job);
}

static TrivetBookkeeperJob *
job_new (const char *provider_id,
         const char *date)
{
  TrivetBookkeeperJob *job = g_new0 (TrivetBookkeeperJob, 1);

  job->provider_id = g_strdup (provider_id);
  job->date = g_strdup (date);
  job->remarks = g_ptr_array_new_with_free_func (g_free);
  job->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return job;
}

/* Payments and bills are never "cancelled": cancelling ends the wait. */
GTask *
_trivet_bookkeeper_task_new (TrivetBookkeeper   *self,
                             const char         *provider_id,
                             const char         *date,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job_new (provider_id, date), (GDestroyNotify) job_free);
  return task;
}

static void
trivet_bookkeeper_dispose (GObject *object)
{
  TrivetBookkeeper *self = TRIVET_BOOKKEEPER (object);

  if (self->look_id != 0) {
    trivet_clock_remove_timeout (self->clock, self->look_id);
    self->look_id = 0;
  }
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (trivet_bookkeeper_parent_class)->dispose (object);
}

static void
trivet_bookkeeper_finalize (GObject *object)
{
  TrivetBookkeeper *self = TRIVET_BOOKKEEPER (object);

  g_hash_table_unref (self->fee_rates);
  g_hash_table_unref (self->troubles);
  g_object_unref (self->cancellable);
  g_object_unref (self->journal);
  g_object_unref (self->repository);
  g_object_unref (self->registry);
  g_object_unref (self->engine);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_clear_object (&self->manager);
  g_free (self->register_id);

  G_OBJECT_CLASS (trivet_bookkeeper_parent_class)->finalize (object);
}

static void
trivet_bookkeeper_class_init (TrivetBookkeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_bookkeeper_dispose;
  object_class->finalize = trivet_bookkeeper_finalize;

  /**
   * TrivetBookkeeper::changed:
   * @self: the bookkeeper
   * @provider_id: whose bill
   * @date: of which day
   *
   * A bill was stored, could not be had, or a difference was resolved.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", TRIVET_TYPE_BOOKKEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
trivet_bookkeeper_init (TrivetBookkeeper *self)
{
  self->fee_rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->troubles =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * trivet_bookkeeper_new:
 * @journal: where bills go
 * @repository: what we know
 * @registry: the providers
 * @engine: asks about a payment again
 * @clock: the time
 * @random: gives ids
 * @register_id: this register, stands in facts
 *
 * Returns: (transfer full): a bookkeeper that does nothing by itself before
 *   trivet_bookkeeper_start()
 */
TrivetBookkeeper *
trivet_bookkeeper_new (TrivetJournal          *journal,
                       TrivetRepository       *repository,
                       TrivetProviderRegistry *registry,
                       TrivetPaymentEngine    *engine,
                       TrivetClock            *clock,
                       TrivetRandom           *random,
                       const char             *register_id)
{
  TrivetBookkeeper *self = g_object_new (TRIVET_TYPE_BOOKKEEPER, NULL);

  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->registry = g_object_ref (registry);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->register_id = g_strdup (register_id);
  return self;
}

/**
 * trivet_bookkeeper_set_manager:
 * @self: a bookkeeper
 * @manager: (nullable): says who may see the books
 *
 * Each day's bills are fetched all the same.
 */
void
trivet_bookkeeper_set_manager (TrivetBookkeeper *self,
                               TrivetManager    *manager)
{
  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (manager == NULL || TRIVET_IS_MANAGER (manager));

  g_set_object (&self->manager, manager);
}

gboolean
_trivet_bookkeeper_is_open (TrivetBookkeeper *self,
                            GTask            *task)
{
  if (trivet_manager_is_open (self->manager, TRIVET_PERMISSION_SEE_REPORTS))
    return TRUE;
  _trivet_manager_refuse (task, "Somebody who may see the books has to approve it");
  return FALSE;
}

static void
on_bills_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *bills = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (bills != NULL)
    g_task_return_pointer (task, bills, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_bookkeeper_list_bills_async:
 * @self: a bookkeeper
 * @from: YYYY-MM-DD
 * @to: YYYY-MM-DD, included
 * @callback: called with the bills
 * @user_data: for @callback
 */
void
trivet_bookkeeper_list_bills_async (TrivetBookkeeper   *self,
                                    const char         *from,
                                    const char         *to,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (trivet_bill_is_date (from) && trivet_bill_is_date (to));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_bookkeeper_list_bills_async);
  if (_trivet_bookkeeper_is_open (self, task))
    trivet_repository_list_bills_async (self->repository, from, to, NULL, on_bills_listed, task);
}

/**
 * trivet_bookkeeper_list_bills_finish:
 * @self: a bookkeeper
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type TrivetBillSummary): the stored bills
 */
GPtrArray *
trivet_bookkeeper_list_bills_finish (TrivetBookkeeper *self,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * trivet_bookkeeper_dup_providers:
 * @self: a bookkeeper
 *
 * Returns: (transfer full): the ids of the providers that hand out a trade bill
 */
GStrv
trivet_bookkeeper_dup_providers (TrivetBookkeeper *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < trivet_provider_registry_get_n (self->registry); i++) {
    TrivetPaymentProvider *provider = trivet_provider_registry_get (self->registry, i);

    if (trivet_payment_provider_get_capabilities (provider) & TRIVET_CAPABILITY_TRADE_BILL)
      g_strv_builder_add (builder, trivet_payment_provider_get_id (provider));
  }

  return g_strv_builder_end (builder);
}

/**
 * trivet_bookkeeper_set_fee_rate:
 * @self: a bookkeeper
 * @provider_id: a provider
 * @fee_rate_ppm: what the contract says, in parts per million of the amount
 */
void
trivet_bookkeeper_set_fee_rate (TrivetBookkeeper *self,
                                const char       *provider_id,
                                gint64            fee_rate_ppm)
{
  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (provider_id != NULL && fee_rate_ppm >= 0);

  g_hash_table_insert (self->fee_rates, g_strdup (provider_id),
                       g_memdup2 (&fee_rate_ppm, sizeof fee_rate_ppm));
}

TrivetFactStamp
_trivet_bookkeeper_make_stamp (TrivetBookkeeper *self,
                               const char       *staff)
{
  return (TrivetFactStamp){ self->clock, self->random, self->register_id, staff };
}

void
_trivet_bookkeeper_note (TrivetBookkeeper          *self,
                         const TrivetBookkeeperJob *job,
                         const GError              *error)
{
  g_autofree char *key = g_strconcat (job->provider_id, "/", job->date, NULL);

  if (error != NULL)
    g_hash_table_insert (self->troubles, g_steal_pointer (&key), g_error_copy (error));
  else
    g_hash_table_remove (self->troubles, key);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->provider_id, job->date);
}

static void
on_resolved (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetBookkeeper    *self = g_task_get_source_object (task);
  TrivetBookkeeperJob *job = g_task_get_task_data (task);
  GError              *error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->provider_id, job->date);
  g_task_return_boolean (task, TRUE);
}

/**
 * trivet_bookkeeper_resolve_async:
 * @self: a bookkeeper
 * @provider_id: a provider
 * @date: YYYY-MM-DD
 * @key: of the #TrivetDifference
 * @note: what was done about it
 * @staff: who
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * The difference stays in the list, as resolved, with the note.
 */
void
trivet_bookkeeper_resolve_async (TrivetBookkeeper   *self,
                                 const char         *provider_id,
                                 const char         *date,
                                 const char         *key,
                                 const char         *note,
                                 const char         *staff,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autofree char *subject = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  JsonObject     *body;
  TrivetFactStamp stamp;
  GTask          *task;

  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (provider_id != NULL && key != NULL && note != NULL && staff != NULL);
  g_return_if_fail (trivet_bill_is_date (date));

  subject = trivet_bill_dup_subject (provider_id, TRIVET_BILL_TRADE, date);
  stamp = _trivet_bookkeeper_make_stamp (self, staff);
  body = json_object_new ();
  json_object_set_string_member (body, "key", key);
  json_object_set_string_member (body, "note", note);
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_DIFFERENCE_RESOLVED, subject, body, &stamp));

  task = _trivet_bookkeeper_task_new (self, provider_id, date, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_bookkeeper_resolve_async);
  if (_trivet_bookkeeper_is_open (self, task))
    trivet_journal_append_async (self->journal, facts, on_resolved, task);
}

/**
 * trivet_bookkeeper_resolve_finish:
 * @self: a bookkeeper
 * @result: what the callback got
 * @error: return location for a %TRIVET_STORE_ERROR
 *
 * Returns: whether it is durable
 */
gboolean
trivet_bookkeeper_resolve_finish (TrivetBookkeeper *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * trivet_bookkeeper_get_trouble:
 * @self: a bookkeeper
 * @provider_id: a provider
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer none) (nullable): why the last try for that day failed
 */
const GError *
trivet_bookkeeper_get_trouble (TrivetBookkeeper *self,
                               const char       *provider_id,
                               const char       *date)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), NULL);
  g_return_val_if_fail (provider_id != NULL && date != NULL, NULL);

  key = g_strconcat (provider_id, "/", date, NULL);
  return g_hash_table_lookup (self->troubles, key);
}

typedef struct {
  char    *id;
  gboolean refund;
} Question;

static void
question_free (Question *question)
{
  g_free (question->id);
  g_free (question);
}

static void
on_order_loaded (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  TrivetBookkeeper *self = g_task_get_source_object (task);
  const Question   *question = g_task_get_task_data (task);
  GError           *error = NULL;
  gboolean          asked = FALSE;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL && trivet_payment_engine_resume (self->engine, facts, &error))
    asked = question->refund
              ? trivet_payment_engine_check_refund_now (self->engine, question->id, &error)
              : trivet_payment_engine_check_now (self->engine, question->id, &error);
  if (asked)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_bookkeeper_ask_async:
 * @self: a bookkeeper
 * @difference: one about a payment or refund of ours
 * @callback: called when the provider is being asked
 * @user_data: for @callback
 *
 * Asks the provider about it once more, however long ago it ended; the answer comes through the
 * engine, and a late success is booked and, where the order does not need it, given back.
 */
void
trivet_bookkeeper_ask_async (TrivetBookkeeper       *self,
                             const TrivetDifference *difference,
                             GAsyncReadyCallback     callback,
                             gpointer                user_data)
{
  Question *question;
  GTask    *task;

  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));
  g_return_if_fail (difference != NULL && *difference->order_id != '\0');

  question = g_new0 (Question, 1);
  question->id = g_strdup (difference->id);
  question->refund = difference->refund;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_bookkeeper_ask_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (_trivet_bookkeeper_is_open (self, task))
    trivet_repository_load_facts_async (self->repository, difference->order_id, NULL,
                                        on_order_loaded, task);
}

/**
 * trivet_bookkeeper_ask_finish:
 * @self: a bookkeeper
 * @result: what the callback got
 * @error: return location; #TrivetPaymentError when it cannot be asked about
 *
 * Returns: whether the provider is being asked
 */
gboolean
trivet_bookkeeper_ask_finish (TrivetBookkeeper *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_BOOKKEEPER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
