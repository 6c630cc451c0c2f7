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
void           trivet_print_queue_retry           (TrivetPrintQueue *self,
                                                   const char       *job_id);
void           trivet_print_queue_cancel          (TrivetPrintQueue *self,
                                                   const char       *job_id);

/* The paper for @order_id as it would be printed now, for the preview. */
void            trivet_print_queue_build_async  (TrivetPrintQueue     *self,
                                                 const char           *order_id,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
TrivetDocument *trivet_print_queue_build_finish (TrivetPrintQueue     *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
