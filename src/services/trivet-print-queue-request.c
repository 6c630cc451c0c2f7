/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-id.h"

#include <string.h>

/*
 * New papers for the queue, and papers that are only looked at.
 */

typedef struct {
  TrivetPrintQueue *queue;
  TrivetPrintJob   *job;
} Request;

/* @check: of a split order, 0 for all of it */
typedef struct {
  int  check;
  char order_id[];
} Want;

static Want *
want_new (const char *order_id,
          int         check)
{
  gsize size = strlen (order_id) + 1;
  Want *want = g_malloc (sizeof *want + size);

  want->check = check;
  memcpy (want->order_id, order_id, size);

  return want;
}

static void
request_free (Request *request)
{
  g_object_unref (request->queue);
  g_clear_pointer (&request->job, trivet_print_job_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
on_request_stored_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPrintQueue *self = request->queue;
  gboolean          stored = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);

  /* The queue was disposed meanwhile; the next start finds the job. */
  if (self->jobs == NULL)
    return;

  if (stored) {
    _trivet_print_queue_take_job (self, g_steal_pointer (&request->job));
    _trivet_print_queue_emit_changed (self);
  } else {
    _trivet_print_queue_fail (self, error);
  }

  self->requesting = FALSE;
  _trivet_print_queue_work_off_requests (self);
  _trivet_print_queue_work (self);
}

/* The number of the next paper of the order, or of one of its bills. */
static int
count_copies (const TrivetOrder *order,
              GPtrArray         *facts,
              int                check)
{
  int n = 1;

  if (check == 0)
    return order->receipts + 1;
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    n += trivet_fact_get_fact_type (fact) == TRIVET_FACT_PRINT_REQUESTED &&
         trivet_json_get_int_or (trivet_fact_get_body (fact), "check", 0) == check;
  }

  return n;
}

static TrivetPrintJob *
make_job (TrivetPrintQueue  *self,
          const TrivetOrder *order,
          int                copy)
{
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);
  TrivetPrintJob *job = trivet_print_job_new ();

  job->job_id = trivet_id_new (stamp.clock, stamp.random);
  job->order_id = g_strdup (order->order_id);
  job->order_number = g_strdup (order->number);
  job->document = g_strdup ("receipt");
  job->state = g_strdup ("waiting");
  job->reason = g_strdup ("");
  job->station = g_strdup ("");
  job->copy = copy;
  job->requested_at_us = trivet_clock_get_wall_us (stamp.clock);

  return job;
}

static void
on_request_order_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree Want *want = g_queue_pop_head (&self->requests);
  Request         *request;
  JsonObject      *body;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL && want != NULL)
    order = trivet_order_fold (want->order_id, facts, &error);
  if (order == NULL) {
    self->requesting = FALSE;
    if (error != NULL)
      _trivet_print_queue_fail (self, error);
    _trivet_print_queue_work_off_requests (self);
    return;
  }

  request = g_new0 (Request, 1);
  request->queue = g_object_ref (self);
  request->job = make_job (self, order, count_copies (order, facts, want->check));
  body = _trivet_print_queue_job_body (request->job->job_id);
  json_object_set_string_member (body, "document", request->job->document);
  json_object_set_int_member (body, "copy", request->job->copy);
  if (want->check > 0)
    json_object_set_int_member (body, "check", want->check);
  _trivet_print_queue_append_fact (self, TRIVET_FACT_PRINT_REQUESTED, order->order_id, body, on_request_stored_ready, request);
}

void
_trivet_print_queue_work_off_requests (TrivetPrintQueue *self)
{
  const Want *want = g_queue_peek_head (&self->requests);

  if (self->requesting || want == NULL)
    return;

  self->requesting = TRUE;
  trivet_repository_load_facts_async (self->repository, want->order_id, NULL, on_request_order_ready,
                                      g_object_ref (self));
}

/**
 * trivet_print_queue_request_receipt:
 * @self: a queue
 * @order_id: an order
 *
 * Wants a receipt: the first one of an order is the original, each further one says DUPLICATE.
 */
void
trivet_print_queue_request_receipt (TrivetPrintQueue *self,
                                    const char       *order_id)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (order_id != NULL);

  trivet_print_queue_request_check (self, order_id, 0);
}

/**
 * trivet_print_queue_request_check:
 * @self: a queue
 * @order_id: an order
 * @check: one of its bills; 0 for the whole order
 *
 * Wants the receipt of a bill: the first paper of it is the original, each further one says DUPLICATE.
 */
void
trivet_print_queue_request_check (TrivetPrintQueue *self,
                                  const char       *order_id,
                                  int               check)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (order_id != NULL && check >= 0);

  g_queue_push_tail (&self->requests, want_new (order_id, check));
  _trivet_print_queue_work_off_requests (self);
}

static void
on_preview_order_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  TrivetDocument   *document = NULL;
  TrivetPrintQueue *self = g_task_get_source_object (task);
  const Want       *want = g_task_get_task_data (task);

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    order = trivet_order_fold (want->order_id, facts, &error);
  if (order != NULL)
    document = _trivet_print_queue_build_document (self, order, want->check, count_copies (order, facts, want->check), &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) trivet_document_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * trivet_print_queue_build_async:
 * @self: a queue
 * @order_id: an order
 * @check: one of its bills, 0 for all of it
 * @cancellable: (nullable): ends the wait
 * @callback: called with the document
 * @user_data: for @callback
 *
 * Builds the receipt as it would be printed now, without printing it.
 */
void
trivet_print_queue_build_async (TrivetPrintQueue   *self,
                                const char         *order_id,
                                int                 check,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (order_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, want_new (order_id, check), g_free);
  trivet_repository_load_facts_async (self->repository, order_id, cancellable, on_preview_order_ready, task);
}

/**
 * trivet_print_queue_build_finish:
 * @self: a queue
 * @result: from the callback
 * @error: return location: the order cannot be read
 *
 * Returns: (transfer full) (nullable): the paper
 */
TrivetDocument *
trivet_print_queue_build_finish (TrivetPrintQueue *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_PRINT_QUEUE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
