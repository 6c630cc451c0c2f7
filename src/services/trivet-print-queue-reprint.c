/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-id.h"

/*
 * The slips that an order has had, and another paper of one of them.
 */

/**
 * trivet_slip_record_free:
 * @self: (transfer full): a record
 */
void
trivet_slip_record_free (TrivetSlipRecord *self)
{
  g_free (self->job_id);
  g_free (self->printer);
  g_clear_pointer (&self->slip, trivet_slip_free);
  g_clear_pointer (&self->order, trivet_order_unref);
  g_free (self);
}

static TrivetSlipRecord *
find_record (GPtrArray  *records,
             const char *job_id)
{
  for (guint i = 0; i < records->len; i++) {
    TrivetSlipRecord *record = g_ptr_array_index (records, i);

    if (g_str_equal (record->job_id, job_id))
      return record;
  }

  return NULL;
}

static void
add_request (GPtrArray   *records,
             TrivetFact  *fact,
             TrivetOrder *order)
{
  JsonObject       *body = trivet_fact_get_body (fact);
  const char       *of = trivet_json_get_string_or (body, "of", NULL);
  TrivetSlipRecord *record = of != NULL ? find_record (records, of) : NULL;
  TrivetSlip       *slip;

  if (record != NULL) {
    record->n_copies++;
    return;
  }
  slip = trivet_slip_read (body, NULL);
  if (slip == NULL)
    return;
  record = g_new0 (TrivetSlipRecord, 1);
  record->job_id = g_strdup (trivet_json_get_string_or (body, "job", ""));
  record->slip = slip;
  record->order = trivet_order_copy (order);
  record->n_copies = 1;
  record->wanted_at_us = trivet_fact_get_time_us (fact);
  g_ptr_array_add (records, record);
}

/* Returns: (transfer full) (nullable): the slips of @facts, which are those of one order */
static GPtrArray *
read_records (const char *order_id,
              GPtrArray  *facts,
              GError    **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_record_free);
  g_autoptr (TrivetOrder) order = trivet_order_new (order_id);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact       *fact = g_ptr_array_index (facts, i);
    TrivetFactType    type = trivet_fact_get_fact_type (fact);
    JsonObject       *body = trivet_fact_get_body (fact);
    TrivetSlipRecord *record;

    if (!trivet_order_apply (order, fact, error))
      return NULL;
    if (type == TRIVET_FACT_PRINT_REQUESTED && g_str_equal (trivet_json_get_string_or (body, "document", ""), "slip"))
      add_request (records, fact, order);
    if (type != TRIVET_FACT_PRINT_DONE)
      continue;
    record = find_record (records, trivet_json_get_string_or (body, "job", ""));
    if (record != NULL && record->printer == NULL)
      record->printer = g_strdup (trivet_json_get_string_or (body, "printer", ""));
  }

  return g_steal_pointer (&records);
}

static void
on_facts_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  GPtrArray *records = facts != NULL ? read_records (g_task_get_task_data (task), facts, &error) : NULL;

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_print_queue_list_slips_async:
 * @self: a queue
 * @order_id: an order
 * @callback: called with its slips
 * @user_data: for @callback
 */
void
trivet_print_queue_list_slips_async (TrivetPrintQueue   *self,
                                     const char         *order_id,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (order_id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_print_queue_list_slips_async);
  g_task_set_task_data (task, g_strdup (order_id), g_free);
  trivet_repository_load_facts_async (self->repository, order_id, NULL, on_facts_listed, task);
}

/**
 * trivet_print_queue_list_slips_finish:
 * @self: a queue
 * @result: from the callback
 * @error: return location for a #TrivetStoreError or #TrivetFactError
 *
 * Returns: (transfer full) (nullable) (element-type TrivetSlipRecord): the slips, oldest first
 */
GPtrArray *
trivet_print_queue_list_slips_finish (TrivetPrintQueue *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct {
  char *order_id;
  char *job_id;
} Reprint;

static void
reprint_free (gpointer data)
{
  Reprint *reprint = data;

  g_free (reprint->order_id);
  g_free (reprint->job_id);
  g_free (reprint);
}

static void
on_reprint_stored (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static JsonObject *
make_body (TrivetPrintQueue       *self,
           const TrivetSlipRecord *record)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autofree char *job_id = trivet_id_new (stamp.clock, stamp.random);
  JsonObject      *body = _trivet_print_queue_job_body (job_id);

  json_object_set_string_member (body, "document", "slip");
  json_object_set_int_member (body, "copy", record->n_copies + 1);
  json_object_set_string_member (body, "of", record->job_id);
  trivet_slip_write (record->slip, body);

  return body;
}

static void
on_slips_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetPrintQueue *self = TRIVET_PRINT_QUEUE (source);
  const Reprint    *reprint = g_task_get_task_data (task);
  GError           *error = NULL;
  g_autoptr (GPtrArray) records = trivet_print_queue_list_slips_finish (self, result, &error);
  const TrivetSlipRecord *record = records != NULL ? find_record (records, reprint->job_id) : NULL;

  if (records == NULL)
    g_task_return_error (task, error);
  else if (record == NULL)
    g_task_return_new_error (task, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT, "The order does not know of the slip");
  else
    _trivet_print_queue_append_fact (self, TRIVET_FACT_PRINT_REQUESTED, reprint->order_id, make_body (self, record), on_reprint_stored,
                                     g_steal_pointer (&task));
}

/**
 * trivet_print_queue_reprint_async:
 * @self: a queue
 * @order_id: an order
 * @job_id: the first paper of one of its slips, printed or not
 * @callback: called when the duplicate is wanted durably
 * @user_data: for @callback
 */
void
trivet_print_queue_reprint_async (TrivetPrintQueue   *self,
                                  const char         *order_id,
                                  const char         *job_id,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  Reprint *reprint;
  GTask   *task;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (order_id != NULL && job_id != NULL);

  reprint = g_new0 (Reprint, 1);
  reprint->order_id = g_strdup (order_id);
  reprint->job_id = g_strdup (job_id);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_print_queue_reprint_async);
  g_task_set_task_data (task, reprint, reprint_free);
  trivet_print_queue_list_slips_async (self, order_id, on_slips_listed, task);
}

/**
 * trivet_print_queue_reprint_finish:
 * @self: a queue
 * @result: from the callback
 * @error: return location for a #TrivetFactError or #TrivetStoreError
 *
 * Returns: whether the paper is wanted
 */
gboolean
trivet_print_queue_reprint_finish (TrivetPrintQueue *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
