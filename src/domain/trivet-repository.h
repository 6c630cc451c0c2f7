/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-journal.h"

G_BEGIN_DECLS

/**
 * TrivetOrderSummary:
 *
 * One row of a list of orders, as the store's state table has it. All strings are owned.
 * @settled_at_us and @voided_at_us are 0 while it is neither.
 * @tender is the method of the last payment that was paid: "alipay", "wechat", "cash", … or "".
 */
typedef struct {
  char    *order_id;
  char    *number;
  char    *label;
  gint64   opened_at_us;
  gint64   settled_at_us;
  gint64   voided_at_us;
  gint64   total_minor;
  gint64   paid_minor;
  gint64   in_doubt_minor;
  int      n_items;
  gboolean held;
  char    *tender;
} TrivetOrderSummary;

TrivetOrderSummary *trivet_order_summary_new  (void);
void                trivet_order_summary_free (TrivetOrderSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrderSummary, trivet_order_summary_free)

/**
 * TrivetPrintJob:
 *
 * One row of the print queue. @copy is 1 for the first paper of a kind for that order; above, the
 * paper says DUPLICATE. @state is "waiting", "done", "failed" or "cancelled". @attempts counts
 * the failed tries; @partly says that one of them may have left paper.
 */
typedef struct {
  char    *job_id;
  char    *order_id;
  char    *order_number;
  char    *document;
  char    *state;
  char    *reason;
  int      copy;
  int      attempts;
  gboolean partly;
  gint64   requested_at_us;
} TrivetPrintJob;

TrivetPrintJob *trivet_print_job_new  (void);
void            trivet_print_job_free (TrivetPrintJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetPrintJob, trivet_print_job_free)

typedef enum {
  TRIVET_ORDER_QUERY_OPEN,    /* neither settled nor voided, newest first */
  TRIVET_ORDER_QUERY_HISTORY, /* settled or voided, newest first */
} TrivetOrderQuery;

#define TRIVET_TYPE_REPOSITORY (trivet_repository_get_type ())
G_DECLARE_INTERFACE (TrivetRepository, trivet_repository, TRIVET, REPOSITORY, GObject)

/**
 * TrivetRepositoryInterface:
 * @load_facts_async: MUST give the facts of @subject in sequence order (element-type TrivetFact);
 *   an empty array when there are none. A payment's id gives all facts of the order that the
 *   payment belongs to. @subject "menu" gives the facts that make the present
 *   menu (the newest of each category, group, item and availability), in the order in which it can
 *   be built: categories, groups, items, availabilities; "store" the store's own.
 * @list_orders_async: MUST give at most @limit #TrivetOrderSummary older than @before_us (0: from
 *   the newest) whose number, label or total contains @text (%NULL or "": all)
 * @list_unsettled_payments_async: MUST give the order ids (char *) of all orders that have a
 *   payment that is neither paid, declined, reversed nor unsent
 * @list_print_jobs_async: MUST give the #TrivetPrintJob that are waiting or failed, oldest first
 * @last_order_number_async: MUST give the newest order's number, or "" in a new store
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
};

void       trivet_repository_load_facts_async              (TrivetRepository     *self,
                                                            const char           *subject,
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
void       trivet_repository_list_print_jobs_async         (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void       trivet_repository_last_order_number_async       (TrivetRepository     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);

/* One finish for all five: implementations return a GTask whose pointer is a GPtrArray, or a
 * string for last_order_number. */
GPtrArray *trivet_repository_list_finish   (TrivetRepository  *self,
                                            GAsyncResult      *result,
                                            GError           **error);
char      *trivet_repository_string_finish (TrivetRepository  *self,
                                            GAsyncResult      *result,
                                            GError           **error);

G_END_DECLS
