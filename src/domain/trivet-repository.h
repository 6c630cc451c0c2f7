/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-audit.h"
#include "trivet-journal.h"
#include "trivet-menu.h"
#include "trivet-repository-rows.h"
#include "trivet-shift.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_REPOSITORY (trivet_repository_get_type ())
G_DECLARE_INTERFACE (TrivetRepository, trivet_repository, TRIVET, REPOSITORY, GObject)

/**
 * TrivetRepositoryInterface:
 * @load_facts_async: MUST give the facts of @subject in sequence order (element-type TrivetFact);
 *   an empty array when there are none. A payment's id gives all facts of the order that the
 *   payment belongs to. @subject "menu" gives the facts that make the present
 *   menu (the newest of each category, group, item and availability), in the order in which it can
 *   be built: categories, groups, items, availabilities; "floor" in the same way those that make
 *   the present floor; "staff" in the same way the newest of each
 *   role and member, the policy, and the refusals since the last right PIN; "store" the store's own;
 *   "drawers" the newest of each drawer; "day" the end of the last business day. @subject
 *   "bill/PROVIDER/KIND/DATE" gives all parts of the newest bill that was stored under it, and the
 *   differences that were resolved after that.
 * @list_orders_async: MUST give at most @limit #TrivetOrderSummary older than @before_us (0: from
 *   the newest) whose number, label or total contains @text (%NULL or "": all)
 * @list_unsettled_payments_async: MUST give the order ids (char *) of all orders with money that
 *   the engine must still look after: a payment that is neither paid, declined, reversed nor
 *   unsent (codes that are shown, or were withdrawn and are watched, among them), a refund that
 *   has not ended, or a surplus that no refund has taken up, unless all of it is cash that staff
 *   must hand out
 * @list_print_jobs_async: MUST give the #TrivetPrintJob that are waiting or failed, oldest first
 * @last_order_number_async: MUST give the newest order's number, or "" in a new store
 * @list_movements_async: MUST give the #TrivetMovement of @query, oldest first; only those of
 *   @provider_id unless it is %NULL, in which case cash is among them. A period is that of
 *   settling, or of starting while it is not settled, from @from_us up to but without @to_us
 * @list_accounts_async: MUST give the #TrivetAccountBalance of every account that has a posting,
 *   by name; they add up to zero
 * @list_bills_async: MUST give the #TrivetBillSummary of all days from @from_date to @to_date, both
 *   included, by date, provider and kind
 * @load_menu_async: MAY give what trivet_menu_fold() makes of the facts of "menu", on the thread
 *   that reads them; without it the caller's thread folds
 * @list_audit_async: MUST give the #TrivetAuditEntry of @query, newest first by time and then by
 *   sequence
 * @list_shifts_async: MUST give the #TrivetShift of @query; of closed ones those whose `shift-closed`
 *   is from @from_sequence up to @to_sequence, both included
 * @sum_day_async: MUST give the #TrivetDaySum rows over the facts from @from_sequence up to
 *   @to_sequence, both included, by kind and then by name
 *
 * What screens and services read. Each call reads one consistent snapshot, on another thread.
 */
struct _TrivetRepositoryInterface {
  GTypeInterface parent_iface;

  void (*load_facts_async)              (TrivetRepository     *self,
                                         const char           *subject,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_orders_async)             (TrivetRepository     *self,
                                         TrivetOrderQuery      query,
                                         const char           *text,
                                         gint64                before_us,
                                         guint                 limit,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_unsettled_payments_async) (TrivetRepository     *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_print_jobs_async)         (TrivetRepository     *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*last_order_number_async)       (TrivetRepository     *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_movements_async)          (TrivetRepository     *self,
                                         TrivetMovementQuery   query,
                                         const char           *provider_id,
                                         gint64                from_us,
                                         gint64                to_us,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_accounts_async)           (TrivetRepository     *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_bills_async)              (TrivetRepository     *self,
                                         const char           *from_date,
                                         const char           *to_date,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*load_menu_async)               (TrivetRepository     *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_audit_async)              (TrivetRepository     *self,
                                         const TrivetAuditQuery *query,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*list_shifts_async)             (TrivetRepository     *self,
                                         TrivetShiftQuery      query,
                                         gint64                from_sequence,
                                         gint64                to_sequence,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
  void (*sum_day_async)                 (TrivetRepository     *self,
                                         gint64                from_sequence,
                                         gint64                to_sequence,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
};

void       trivet_repository_load_facts_async              (TrivetRepository     *self,
                                                            const char           *subject,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_load_menu_async               (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_orders_async             (TrivetRepository     *self,
                                                            TrivetOrderQuery      query,
                                                            const char           *text,
                                                            gint64                before_us,
                                                            guint                 limit,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_unsettled_payments_async (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_audit_async              (TrivetRepository     *self,
                                                            const TrivetAuditQuery *query,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_print_jobs_async         (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_last_order_number_async       (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_movements_async          (TrivetRepository     *self,
                                                            TrivetMovementQuery   query,
                                                            const char           *provider_id,
                                                            gint64                from_us,
                                                            gint64                to_us,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_accounts_async           (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_list_bills_async              (TrivetRepository     *self,
                                                            const char           *from_date,
                                                            const char           *to_date,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);

/* One finish for all eight: implementations return a GTask whose pointer is a GPtrArray, or a
 * string for last_order_number. */
void       trivet_repository_list_shifts_async             (TrivetRepository     *self,
                                                            TrivetShiftQuery      query,
                                                            gint64                from_sequence,
                                                            gint64                to_sequence,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_sum_day_async                 (TrivetRepository     *self,
                                                            gint64                from_sequence,
                                                            gint64                to_sequence,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
GPtrArray *trivet_repository_list_finish   (TrivetRepository  *self,
                                            GAsyncResult      *result,
                                            GError           **error);
char      *trivet_repository_string_finish (TrivetRepository  *self,
                                            GAsyncResult      *result,
                                            GError           **error);
TrivetMenu *trivet_repository_menu_finish  (TrivetRepository  *self,
                                            GAsyncResult      *result,
                                            GError           **error);

G_END_DECLS
