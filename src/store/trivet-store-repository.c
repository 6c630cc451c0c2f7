/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store-private.h"

#include "trivet-reader-private.h"

/* TrivetStore as #TrivetRepository: each call becomes a request for one of the readers. */

static void
read_request_free (gpointer data)
{
  TrivetReadRequest *request = data;

  g_free (request->text);
  g_free (request->to_date);
  g_clear_pointer (&request->audit, trivet_audit_query_free);
  g_free (request);
}

static gpointer
run_request (TrivetDatabase *database,
             gpointer        task_data,
             GCancellable   *cancellable,
             GError        **error)
{
  return _trivet_reader_read (database, task_data, error);
}

/* Takes @request. */
static void
push_request (TrivetRepository   *repository,
              TrivetReadRequest   request,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  TrivetStore *self = TRIVET_STORE (repository);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GDestroyNotify result_free = (GDestroyNotify) g_ptr_array_unref;

  if (request.kind == TRIVET_READ_LAST_NUMBER)
    result_free = g_free;
  else if (request.kind == TRIVET_READ_MENU)
    result_free = g_object_unref;
  g_task_set_task_data (task, g_memdup2 (&request, sizeof request), read_request_free);
  _trivet_store_push_read (self, g_steal_pointer (&task), run_request, result_free);
}

static void
trivet_store_load_facts_async (TrivetRepository   *repository,
                               const char         *subject,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_FACTS, .text = g_strdup (subject) };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_orders_async (TrivetRepository   *repository,
                                TrivetOrderQuery    query,
                                const char         *text,
                                gint64              before_us,
                                guint               limit,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  TrivetReadRequest request = {
    .kind = TRIVET_READ_ORDERS,
    .text = g_strdup (text),
    .query = query,
    .before_us = before_us,
    .limit = limit,
  };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_unsettled_payments_async (TrivetRepository   *repository,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_UNSETTLED };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_print_jobs_async (TrivetRepository   *repository,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_PRINT_JOBS };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_last_order_number_async (TrivetRepository   *repository,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_LAST_NUMBER };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_movements_async (TrivetRepository   *repository,
                                   TrivetMovementQuery query,
                                   const char         *provider_id,
                                   gint64              from_us,
                                   gint64              to_us,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  TrivetReadRequest request = {
    .kind = TRIVET_READ_MOVEMENTS,
    .text = g_strdup (provider_id),
    .movements = query,
    .from_us = from_us,
    .to_us = to_us,
  };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_accounts_async (TrivetRepository   *repository,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_ACCOUNTS };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_bills_async (TrivetRepository   *repository,
                               const char         *from_date,
                               const char         *to_date,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  TrivetReadRequest request = {
    .kind = TRIVET_READ_BILLS,
    .text = g_strdup (from_date),
    .to_date = g_strdup (to_date),
  };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_load_menu_async (TrivetRepository   *repository,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_MENU };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_audit_async (TrivetRepository       *repository,
                               const TrivetAuditQuery *query,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  TrivetReadRequest request = { .kind = TRIVET_READ_AUDIT, .audit = trivet_audit_query_copy (query) };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_list_shifts_async (TrivetRepository   *repository,
                                TrivetShiftQuery    query,
                                gint64              from_sequence,
                                gint64              to_sequence,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  TrivetReadRequest request = {
    .kind = TRIVET_READ_SHIFTS,
    .shifts = query,
    .from_sequence = from_sequence,
    .to_sequence = to_sequence,
  };

  push_request (repository, request, cancellable, callback, user_data);
}

static void
trivet_store_sum_day_async (TrivetRepository   *repository,
                            gint64              from_sequence,
                            gint64              to_sequence,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  TrivetReadRequest request = {
    .kind = TRIVET_READ_DAY_SUMS,
    .from_sequence = from_sequence,
    .to_sequence = to_sequence,
  };

  push_request (repository, request, cancellable, callback, user_data);
}

/* Fills the interface of #TrivetStore. */
void
_trivet_store_repository_init (TrivetRepositoryInterface *iface)
{
  iface->load_facts_async = trivet_store_load_facts_async;
  iface->list_orders_async = trivet_store_list_orders_async;
  iface->list_unsettled_payments_async = trivet_store_list_unsettled_payments_async;
  iface->list_print_jobs_async = trivet_store_list_print_jobs_async;
  iface->last_order_number_async = trivet_store_last_order_number_async;
  iface->list_movements_async = trivet_store_list_movements_async;
  iface->list_accounts_async = trivet_store_list_accounts_async;
  iface->list_bills_async = trivet_store_list_bills_async;
  iface->load_menu_async = trivet_store_load_menu_async;
  iface->list_audit_async = trivet_store_list_audit_async;
  iface->list_shifts_async = trivet_store_list_shifts_async;
  iface->sum_day_async = trivet_store_sum_day_async;
}
