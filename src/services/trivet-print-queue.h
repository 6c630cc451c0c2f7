/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"
#include "trivet-printer.h"
#include "trivet-receipt.h"
#include "trivet-register.h"
#include "trivet-repository.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

/**
 * TrivetPrintJobItem:
 *
 * One paper that is waiting, printing or failed. Replaced, not changed. @get_job is borrowed.
 */
#define TRIVET_TYPE_PRINT_JOB_ITEM (trivet_print_job_item_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPrintJobItem, trivet_print_job_item, TRIVET, PRINT_JOB_ITEM, GObject)

const TrivetPrintJob *trivet_print_job_item_get_job (TrivetPrintJobItem *self);

/**
 * TrivetSlipRecord:
 * @job_id: of the first paper
 * @slip: what the station was told
 * @order: (nullable): as it was then
 * @printer: (nullable): where it came out, %NULL when it has not
 * @n_copies: papers that were wanted of it
 *
 * A slip that was wanted once.
 */
typedef struct {
  char        *job_id;
  TrivetSlip  *slip;
  TrivetOrder *order;
  char        *printer;
  int          n_copies;
  gint64       wanted_at_us;
} TrivetSlipRecord;

void trivet_slip_record_free (TrivetSlipRecord *self);

#define TRIVET_TYPE_PRINT_QUEUE (trivet_print_queue_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPrintQueue, trivet_print_queue, TRIVET, PRINT_QUEUE, GObject)

/**
 * TrivetPrintQueue:
 *
 * Prints receipts after the sale is durable, and slips after the kitchen's orders are; a printer
 * never delays a sale, and one that is off no other. A slip whose printer fails goes to the printer
 * of the station's fallback at once. A job that fails
 * is tried again three times with a growing pause, then waits for a person. Signals:
 * - `changed`: the list of jobs is new
 * - `diverted` (TrivetPrintJobItem *item, const char *from, const char *to): a slip came out
 *   elsewhere, since the printer @from did not answer; staff must be told
 * - `stuck` (TrivetPrintJobItem *item): a slip waits for a person
 * - `failed` (GError *error): a job could not be stored
 */
TrivetPrintQueue *trivet_print_queue_new (TrivetRegister    *reg,
                                          TrivetJournal     *journal,
                                          TrivetRepository  *repository,
                                          TrivetWalletTable *wallets,
                                          TrivetClock       *clock);

void           trivet_print_queue_set_printer     (TrivetPrintQueue *self,
                                                   TrivetPrinter    *printer);
TrivetPrinter *trivet_print_queue_get_printer     (TrivetPrintQueue *self);
/* Whether anything can print it: its own printer, or the one that takes over. */
gboolean       trivet_print_queue_can_print       (TrivetPrintQueue *self,
                                                   TrivetPrintJobItem *item);
void           trivet_print_queue_set_kitchen     (TrivetPrintQueue *self,
                                                   TrivetKitchen    *kitchen);
void           trivet_print_queue_set_table_namer (TrivetPrintQueue *self,
                                                   TrivetTableNamer  namer,
                                                   gpointer          data);
void           trivet_print_queue_set_station_printer (TrivetPrintQueue *self,
                                                   const char       *station_id,
                                                   TrivetPrinter    *printer);
void           trivet_print_queue_set_language    (TrivetPrintQueue *self,
                                                   TrivetReceiptLanguage language);
GListModel    *trivet_print_queue_get_jobs        (TrivetPrintQueue *self);
void           trivet_print_queue_load            (TrivetPrintQueue *self);
void           trivet_print_queue_request_receipt (TrivetPrintQueue *self,
                                                   const char       *order_id);
/* @check: one bill of a split order; its papers are counted by themselves. */
void           trivet_print_queue_request_check   (TrivetPrintQueue *self,
                                                   const char       *order_id,
                                                   int               check);
/* Wants the slip of @job_id, which is among the order's, once more: it says DUPLICATE. Ends with
 * trivet_print_queue_reprint_finish(). */
void           trivet_print_queue_reprint_async   (TrivetPrintQueue *self,
                                                   const char       *order_id,
                                                   const char       *job_id,
                                                   GAsyncReadyCallback callback,
                                                   gpointer          user_data);
gboolean       trivet_print_queue_reprint_finish  (TrivetPrintQueue *self,
                                                   GAsyncResult     *result,
                                                   GError          **error);
/* The slips of an order that were wanted (element-type TrivetSlipRecord), oldest first. */
void           trivet_print_queue_list_slips_async (TrivetPrintQueue *self,
                                                   const char       *order_id,
                                                   GAsyncReadyCallback callback,
                                                   gpointer          user_data);
GPtrArray     *trivet_print_queue_list_slips_finish (TrivetPrintQueue *self,
                                                   GAsyncResult     *result,
                                                   GError          **error);
void           trivet_print_queue_retry           (TrivetPrintQueue *self,
                                                   const char       *job_id);
void           trivet_print_queue_cancel          (TrivetPrintQueue *self,
                                                   const char       *job_id);

/* The paper for @order_id as it would be printed now, for the preview; @check: 0 for the order. */
void            trivet_print_queue_build_async  (TrivetPrintQueue     *self,
                                                 const char           *order_id,
                                                 int                   check,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
TrivetDocument *trivet_print_queue_build_finish (TrivetPrintQueue     *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* A page that belongs to no order, such as a printer's test. */
void            trivet_print_queue_print_page_async  (TrivetPrintQueue    *self,
                                                      TrivetPrinter       *printer,
                                                      TrivetDocument      *document,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
gboolean        trivet_print_queue_print_page_finish (TrivetPrintQueue    *self,
                                                      GAsyncResult        *result,
                                                      GError             **error);

G_END_DECLS
