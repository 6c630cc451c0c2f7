/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-repository.h"

/*
 * TrivetRepository: what screens and services read back.
 */

G_DEFINE_INTERFACE (TrivetRepository, trivet_repository, G_TYPE_OBJECT)

static void
trivet_repository_default_init (TrivetRepositoryInterface *iface)
{
}

/**
 * trivet_order_summary_new:
 *
 * Returns: (transfer full): an empty row
 */
TrivetOrderSummary *
trivet_order_summary_new (void)
{
  return g_new0 (TrivetOrderSummary, 1);
}

/**
 * trivet_order_summary_free:
 * @self: (transfer full): a row
 */
void
trivet_order_summary_free (TrivetOrderSummary *self)
{
  g_free (self->order_id);
  g_free (self->number);
  g_free (self->label);
  g_free (self->tender);
  g_free (self);
}

/**
 * trivet_print_job_new:
 *
 * Returns: (transfer full): an empty job
 */
TrivetPrintJob *
trivet_print_job_new (void)
{
  return g_new0 (TrivetPrintJob, 1);
}

/**
 * trivet_print_job_free:
 * @self: (transfer full): a job
 */
void
trivet_print_job_free (TrivetPrintJob *self)
{
  g_free (self->job_id);
  g_free (self->order_id);
  g_free (self->order_number);
  g_free (self->document);
  g_free (self->state);
  g_free (self->reason);
  g_free (self);
}

/**
 * trivet_repository_load_facts_async:
 * @self: a repository
 * @subject: an order's id, a payment's id (for the facts of its order), "menu" or "store"
 * @cancellable: (nullable): ends the wait
 * @callback: called with the facts; see trivet_repository_list_finish()
 * @user_data: for @callback
 *
 * Reads the facts of @subject in the order of the journal.
 */
void
trivet_repository_load_facts_async (TrivetRepository   *self,
                                    const char         *subject,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));
  g_return_if_fail (subject != NULL);

  TRIVET_REPOSITORY_GET_IFACE (self)->load_facts_async (self, subject, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_orders_async:
 * @self: a repository
 * @query: which orders
 * @text: (nullable): only those whose number, label or total contains it
 * @before_us: only those older than this wall time, 0 for all
 * @limit: at most so many
 * @cancellable: (nullable): ends the wait
 * @callback: called with #TrivetOrderSummary rows, newest first
 * @user_data: for @callback
 */
void
trivet_repository_list_orders_async (TrivetRepository   *self,
                                     TrivetOrderQuery    query,
                                     const char         *text,
                                     gint64              before_us,
                                     guint               limit,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_orders_async (self, query, text, before_us, limit, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_unsettled_payments_async:
 * @self: a repository
 * @cancellable: (nullable): ends the wait
 * @callback: called with the ids of the orders that hold such a payment
 * @user_data: for @callback
 */
void
trivet_repository_list_unsettled_payments_async (TrivetRepository   *self,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_unsettled_payments_async (self, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_print_jobs_async:
 * @self: a repository
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetPrintJob rows that wait or failed, oldest first
 * @user_data: for @callback
 */
void
trivet_repository_list_print_jobs_async (TrivetRepository   *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_print_jobs_async (self, cancellable, callback, user_data);
}

/**
 * trivet_repository_last_order_number_async:
 * @self: a repository
 * @cancellable: (nullable): ends the wait
 * @callback: called with the number; see trivet_repository_string_finish()
 * @user_data: for @callback
 */
void
trivet_repository_last_order_number_async (TrivetRepository   *self,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->last_order_number_async (self, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_finish:
 * @self: a repository
 * @result: from the callback of any call that gives a list
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): the rows, freed with the array
 */
GPtrArray *
trivet_repository_list_finish (TrivetRepository *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * trivet_repository_string_finish:
 * @self: a repository
 * @result: from the callback of trivet_repository_last_order_number_async()
 * @error: return location for a #TrivetStoreError
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
trivet_repository_string_finish (TrivetRepository *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
