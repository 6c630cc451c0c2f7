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
 * trivet_repository_load_facts_async:
 * @self: a repository
 * @subject: an order's id, a payment's id (for the facts of its order), "menu", "store" or
 *   "bill/PROVIDER/KIND/DATE" (for the newest such bill)
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

static void
on_menu_facts_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  TrivetMenu *menu = NULL;
  GError     *error = NULL;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (facts != NULL)
    menu = trivet_menu_fold (facts, &error);
  if (menu != NULL)
    g_task_return_pointer (task, menu, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_repository_load_menu_async:
 * @self: a repository
 * @cancellable: (nullable): ends the wait
 * @callback: called with the present menu; see trivet_repository_menu_finish()
 * @user_data: for @callback
 */
void
trivet_repository_load_menu_async (TrivetRepository   *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  TrivetRepositoryInterface *iface;

  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  iface = TRIVET_REPOSITORY_GET_IFACE (self);
  if (iface->load_menu_async != NULL)
    iface->load_menu_async (self, cancellable, callback, user_data);
  else
    iface->load_facts_async (self, "menu", cancellable, on_menu_facts_ready,
                             g_task_new (self, cancellable, callback, user_data));
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
 * @callback: called with the ids of the orders
 * @user_data: for @callback
 *
 * Which orders hold money that the engine must look after: a payment or a refund that has not
 * ended, or a surplus that no refund has taken up.
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
 * trivet_repository_list_movements_async:
 * @self: a repository
 * @query: which payments and refunds
 * @provider_id: (nullable): only those of this provider; %NULL for all, cash among them
 * @from_us: start of the period, wall time
 * @to_us: its end, not included; both are ignored by %TRIVET_MOVEMENT_QUERY_PARKED
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetMovement rows, oldest first
 * @user_data: for @callback
 */
void
trivet_repository_list_movements_async (TrivetRepository   *self,
                                        TrivetMovementQuery query,
                                        const char         *provider_id,
                                        gint64              from_us,
                                        gint64              to_us,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_movements_async (self, query, provider_id, from_us, to_us, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_accounts_async:
 * @self: a repository
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetAccountBalance rows, by name
 * @user_data: for @callback
 */
void
trivet_repository_list_accounts_async (TrivetRepository   *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_accounts_async (self, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_bills_async:
 * @self: a repository
 * @from_date: first day, YYYY-MM-DD
 * @to_date: last day, included
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetBillSummary rows, by date, provider and kind
 * @user_data: for @callback
 */
void
trivet_repository_list_bills_async (TrivetRepository   *self,
                                    const char         *from_date,
                                    const char         *to_date,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));
  g_return_if_fail (from_date != NULL);
  g_return_if_fail (to_date != NULL);

  TRIVET_REPOSITORY_GET_IFACE (self)->list_bills_async (self, from_date, to_date, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_audit_async:
 * @self: a repository
 * @query: which facts; copied
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetAuditEntry rows, newest first
 * @user_data: for @callback
 */
void
trivet_repository_list_audit_async (TrivetRepository       *self,
                                    const TrivetAuditQuery *query,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));
  g_return_if_fail (query != NULL && query->limit > 0);

  TRIVET_REPOSITORY_GET_IFACE (self)->list_audit_async (self, query, cancellable, callback, user_data);
}

/**
 * trivet_repository_list_shifts_async:
 * @self: a repository
 * @query: open or closed ones
 * @from_sequence: the first fact of the period; ignored for open ones
 * @to_sequence: its last
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetShift rows
 * @user_data: for @callback
 */
void
trivet_repository_list_shifts_async (TrivetRepository   *self,
                                     TrivetShiftQuery    query,
                                     gint64              from_sequence,
                                     gint64              to_sequence,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->list_shifts_async (self, query, from_sequence, to_sequence, cancellable, callback, user_data);
}

/**
 * trivet_repository_sum_day_async:
 * @self: a repository
 * @from_sequence: the first fact
 * @to_sequence: the last; %G_MAXINT64 for all that there are
 * @cancellable: (nullable): ends the wait
 * @callback: called with the #TrivetDaySum rows
 * @user_data: for @callback
 *
 * Adds up a business day for its X or Z report.
 */
void
trivet_repository_sum_day_async (TrivetRepository   *self,
                                 gint64              from_sequence,
                                 gint64              to_sequence,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_REPOSITORY (self));

  TRIVET_REPOSITORY_GET_IFACE (self)->sum_day_async (self, from_sequence, to_sequence, cancellable, callback, user_data);
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

/**
 * trivet_repository_menu_finish:
 * @self: a repository
 * @result: from the callback of trivet_repository_load_menu_async()
 * @error: return location for a #TrivetStoreError or a #TrivetFactError
 *
 * Returns: (transfer full) (nullable): the menu, without a currency
 */
TrivetMenu *
trivet_repository_menu_finish (TrivetRepository *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
