/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-print-queue.h"

G_BEGIN_DECLS

struct _TrivetPrintQueue {
  GObject parent_instance;

  TrivetRegister       *reg;
  TrivetJournal        *journal;
  TrivetRepository     *repository;
  TrivetWalletTable    *wallets;
  TrivetClock          *clock;
  TrivetKitchen        *kitchen;
  TrivetTableNamer      namer;
  gpointer              namer_data;
  GHashTable           *printers; /* station id, "" for guests' papers → TrivetPrinter */
  TrivetReceiptLanguage language;

  GListStore *jobs;
  GQueue      requests; /* of trivet-print-queue-request.c */
  gboolean    requesting;
  GQueue      pages; /* GTask, of trivet-print-queue-page.c */
};

/**
 * TrivetPrintJobItem:
 * @printer: (nullable): where it is on its way to; one paper at a time for each printer
 * @document: (nullable): until its start is durable
 * @diverted: its own printer failed; the next try goes to the fallback's
 * @failed_at: (nullable): the name of its own printer, when that has failed
 */
struct _TrivetPrintJobItem {
  GObject parent_instance;

  TrivetPrintJob *job;
  guint           timeout_id;
  TrivetPrinter  *printer;
  TrivetDocument *document;
  gboolean        diverted;
  char           *failed_at;
};

void                _trivet_print_queue_emit_changed      (TrivetPrintQueue     *self);
void                _trivet_print_queue_fail              (TrivetPrintQueue     *self,
                                                           const GError         *error);
void                _trivet_print_queue_work              (TrivetPrintQueue     *self);
void                _trivet_print_queue_work_off_requests (TrivetPrintQueue     *self);
void                _trivet_print_queue_emit_diverted     (TrivetPrintQueue     *self,
                                                           TrivetPrintJobItem   *item,
                                                           const char           *from,
                                                           const char           *to);
void                _trivet_print_queue_emit_stuck        (TrivetPrintQueue     *self,
                                                           TrivetPrintJobItem   *item);
void                _trivet_print_queue_store             (TrivetPrintQueue     *self,
                                                           TrivetFactType        type,
                                                           const char           *order_id,
                                                           JsonObject           *body);
JsonObject         *_trivet_print_queue_job_body          (const char           *job_id);
void                _trivet_print_queue_append_fact       (TrivetPrintQueue     *self,
                                                           TrivetFactType        type,
                                                           const char           *order_id,
                                                           JsonObject           *body,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
TrivetDocument     *_trivet_print_queue_build_document    (TrivetPrintQueue     *self,
                                                           const TrivetOrder    *order,
                                                           int                   check,
                                                           int                   copy,
                                                           GError              **error);

gboolean            _trivet_print_queue_is_busy           (TrivetPrintQueue     *self,
                                                           TrivetPrinter        *printer);

/* trivet-print-queue-jobs.c */
gboolean            _trivet_print_queue_take_job          (TrivetPrintQueue     *self,
                                                           TrivetPrintJob       *job);
void                _trivet_print_queue_remove_job        (TrivetPrintQueue     *self,
                                                           TrivetPrintJobItem   *item);
void                _trivet_print_queue_refresh_job       (TrivetPrintQueue     *self,
                                                           TrivetPrintJobItem   *item);
void                _trivet_print_queue_stop_waiting      (TrivetPrintQueue     *self,
                                                           TrivetPrintJobItem   *item);

/* trivet-print-queue-page.c */
gboolean            _trivet_print_queue_has_page_at       (TrivetPrintQueue     *self,
                                                           TrivetPrinter        *printer);
void                _trivet_print_queue_work_off_pages    (TrivetPrintQueue     *self);

/* trivet-print-queue-slip.c */
void                _trivet_print_queue_on_committed      (TrivetJournal        *journal,
                                                           GPtrArray            *facts,
                                                           gpointer              user_data);
TrivetFact         *_trivet_print_queue_find_request      (GPtrArray            *facts,
                                                           const char           *job_id,
                                                           guint                *ret_position);
TrivetDocument     *_trivet_print_queue_build_slip        (TrivetPrintQueue     *self,
                                                           const TrivetPrintJob *job,
                                                           GPtrArray            *facts,
                                                           GError              **error);

G_END_DECLS
