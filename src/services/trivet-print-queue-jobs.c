/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

/*
 * The jobs that wait or failed: read at the start, taken when they are wanted, tried again or given up by
 * a person.
 */

G_DEFINE_FINAL_TYPE (TrivetPrintJobItem, trivet_print_job_item, G_TYPE_OBJECT)

static void
trivet_print_job_item_finalize (GObject *object)
{
  TrivetPrintJobItem *self = TRIVET_PRINT_JOB_ITEM (object);

  g_clear_pointer (&self->job, trivet_print_job_free);
  g_clear_pointer (&self->document, trivet_document_unref);
  g_clear_pointer (&self->failed_at, g_free);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (trivet_print_job_item_parent_class)->finalize (object);
}

static void
trivet_print_job_item_class_init (TrivetPrintJobItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_print_job_item_finalize;
}

static void
trivet_print_job_item_init (TrivetPrintJobItem *self)
{
}

static TrivetPrintJobItem *
item_new (TrivetPrintJob *job)
{
  TrivetPrintJobItem *self = g_object_new (TRIVET_TYPE_PRINT_JOB_ITEM, NULL);

  self->job = job;

  return self;
}

/**
 * trivet_print_job_item_get_job:
 * @self: an item
 *
 * Returns: (transfer none): the job
 */
const TrivetPrintJob *
trivet_print_job_item_get_job (TrivetPrintJobItem *self)
{
  g_return_val_if_fail (TRIVET_IS_PRINT_JOB_ITEM (self), NULL);

  return self->job;
}

void
_trivet_print_queue_stop_waiting (TrivetPrintQueue   *self,
                                  TrivetPrintJobItem *item)
{
  if (item->timeout_id != 0) {
    trivet_clock_remove_timeout (self->clock, item->timeout_id);
    item->timeout_id = 0;
  }
}

static TrivetPrintJobItem *
find_job (TrivetPrintQueue *self,
          const char       *job_id,
          guint            *ret_position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (g_str_equal (item->job->job_id, job_id)) {
      *ret_position = i;
      return item;
    }
  }

  return NULL;
}

/* Takes @job over; a job that is in the list already is not taken twice. */
gboolean
_trivet_print_queue_take_job (TrivetPrintQueue *self,
                              TrivetPrintJob   *job)
{
  g_autoptr (TrivetPrintJobItem) item = NULL;
  guint position;

  if (find_job (self, job->job_id, &position) != NULL) {
    trivet_print_job_free (job);
    return FALSE;
  }
  item = item_new (job);
  g_list_store_append (self->jobs, item);

  return TRUE;
}

void
_trivet_print_queue_remove_job (TrivetPrintQueue   *self,
                                TrivetPrintJobItem *item)
{
  guint position;

  _trivet_print_queue_stop_waiting (self, item);
  if (g_list_store_find (self->jobs, item, &position))
    g_list_store_remove (self->jobs, position);
}

/* A screen that shows a job hears of a new state by the item being put in anew. */
void
_trivet_print_queue_refresh_job (TrivetPrintQueue   *self,
                                 TrivetPrintJobItem *item)
{
  guint position;

  if (g_list_store_find (self->jobs, item, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->jobs), position, 1, 1);
  _trivet_print_queue_emit_changed (self);
}

/* The former run stopped between the first byte and the end: a person must look for the paper, and
 * another one says DUPLICATE. */
static void
note_interruption (TrivetPrintJob *job)
{
  if (!g_str_equal (job->reason, TRIVET_PRINT_REASON_INTERRUPTED))
    return;

  job->partly = TRUE;
  g_free (job->reason);
  job->reason = g_strdup ("The register stopped while it was printing; there may be a paper");
}

static void
on_jobs_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rows = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->jobs == NULL)
    return;
  if (rows == NULL) {
    _trivet_print_queue_fail (self, error);
    return;
  }

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    note_interruption (g_ptr_array_index (rows, i));
    _trivet_print_queue_take_job (self, g_ptr_array_index (rows, i));
  }
  _trivet_print_queue_emit_changed (self);
  _trivet_print_queue_work (self);
}

/**
 * trivet_print_queue_load:
 * @self: a queue without jobs
 *
 * Takes over the jobs that a former run left.
 */
void
trivet_print_queue_load (TrivetPrintQueue *self)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));

  trivet_repository_list_print_jobs_async (self->repository, NULL, on_jobs_ready, g_object_ref (self));
}

/**
 * trivet_print_queue_retry:
 * @self: a queue
 * @job_id: a job that failed
 *
 * A person wants the job to be tried again now.
 */
void
trivet_print_queue_retry (TrivetPrintQueue *self,
                          const char       *job_id)
{
  TrivetPrintJobItem *item;
  guint               position;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (job_id != NULL);

  item = find_job (self, job_id, &position);
  if (item == NULL || item->printer != NULL)
    return;

  _trivet_print_queue_stop_waiting (self, item);
  item->diverted = FALSE;
  g_free (item->job->state);
  item->job->state = g_strdup ("waiting");
  _trivet_print_queue_refresh_job (self, item);
  _trivet_print_queue_work (self);
}

/**
 * trivet_print_queue_cancel:
 * @self: a queue
 * @job_id: a job that is not being printed
 *
 * Nobody wants the paper any more.
 */
void
trivet_print_queue_cancel (TrivetPrintQueue *self,
                           const char       *job_id)
{
  g_autoptr (TrivetPrintJobItem) item = NULL;
  guint position;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (job_id != NULL);

  g_set_object (&item, find_job (self, job_id, &position));
  if (item == NULL || item->printer != NULL)
    return;

  _trivet_print_queue_store (self, TRIVET_FACT_PRINT_CANCELLED, item->job->order_id, _trivet_print_queue_job_body (job_id));
  _trivet_print_queue_remove_job (self, item);
  _trivet_print_queue_emit_changed (self);
}
