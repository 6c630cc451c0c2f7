/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-device-error.h"

/*
 * TrivetPrintQueue: papers that are wanted, one after the other.
 *
 * A job is a fact before it is paper, so that a power cut loses neither; every try that failed is a
 * fact too. Requests are worked off one at a time, because the number of a copy follows from the
 * copies before it. The jobs themselves are in trivet-print-queue-jobs.c, printing is in
 * trivet-print-queue-work.c.
 */

enum {
  CHANGED,
  DIVERTED,
  FAILED,
  STUCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetPrintQueue, trivet_print_queue, G_TYPE_OBJECT)

static void
trivet_print_queue_dispose (GObject *object)
{
  TrivetPrintQueue *self = TRIVET_PRINT_QUEUE (object);

  for (guint i = 0; self->jobs != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    _trivet_print_queue_stop_waiting (self, item);
  }
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_func (self->journal, _trivet_print_queue_on_committed, self);
  g_queue_clear_full (&self->requests, g_free);
  g_clear_object (&self->jobs);
  g_clear_pointer (&self->printers, g_hash_table_unref);
  g_clear_object (&self->kitchen);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->wallets);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_print_queue_parent_class)->dispose (object);
}

static void
trivet_print_queue_class_init (TrivetPrintQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_print_queue_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DIVERTED] =
    g_signal_new ("diverted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, TRIVET_TYPE_PRINT_JOB_ITEM, G_TYPE_STRING, G_TYPE_STRING);
  signals[STUCK] =
    g_signal_new ("stuck", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, TRIVET_TYPE_PRINT_JOB_ITEM);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
trivet_print_queue_init (TrivetPrintQueue *self)
{
  self->jobs = g_list_store_new (TRIVET_TYPE_PRINT_JOB_ITEM);
  self->language = TRIVET_RECEIPT_LANGUAGE_BOTH;
  self->printers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->kitchen = trivet_kitchen_new ();
  g_queue_init (&self->requests);
  g_queue_init (&self->pages);
}

/**
 * trivet_print_queue_new:
 * @reg: says for which shop
 * @journal: where jobs are written
 * @repository: where jobs and orders are read
 * @wallets: names the ways to pay
 * @clock: gives time
 *
 * Returns: (transfer full): a queue without a printer
 */
TrivetPrintQueue *
trivet_print_queue_new (TrivetRegister    *reg,
                        TrivetJournal     *journal,
                        TrivetRepository  *repository,
                        TrivetWalletTable *wallets,
                        TrivetClock       *clock)
{
  TrivetPrintQueue *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_WALLET_TABLE (wallets), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_PRINT_QUEUE, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->wallets = g_object_ref (wallets);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (journal, "committed", G_CALLBACK (_trivet_print_queue_on_committed), self, 0);

  return self;
}

void
_trivet_print_queue_fail (TrivetPrintQueue *self,
                          const GError     *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

void
_trivet_print_queue_emit_changed (TrivetPrintQueue *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
_trivet_print_queue_emit_diverted (TrivetPrintQueue   *self,
                                   TrivetPrintJobItem *item,
                                   const char         *from,
                                   const char         *to)
{
  g_signal_emit (self, signals[DIVERTED], 0, item, from, to);
}

void
_trivet_print_queue_emit_stuck (TrivetPrintQueue   *self,
                                TrivetPrintJobItem *item)
{
  g_signal_emit (self, signals[STUCK], 0, item);
}

static void
on_fact_stored_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    _trivet_print_queue_fail (self, error);
}

void
_trivet_print_queue_append_fact (TrivetPrintQueue   *self,
                                 TrivetFactType      type,
                                 const char         *order_id,
                                 JsonObject         *body,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = trivet_register_get_stamp (self->reg);

  g_ptr_array_add (facts, trivet_fact_new (type, order_id, body, &stamp));
  trivet_journal_append_async (self->journal, facts, callback, user_data);
}

/* A fact after which nothing waits; that it could not be stored is said. */
void
_trivet_print_queue_store (TrivetPrintQueue *self,
                           TrivetFactType    type,
                           const char       *order_id,
                           JsonObject       *body)
{
  _trivet_print_queue_append_fact (self, type, order_id, body, on_fact_stored_ready, g_object_ref (self));
}

JsonObject *
_trivet_print_queue_job_body (const char *job_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "job", job_id);

  return body;
}

/**
 * trivet_print_queue_set_printer:
 * @self: a queue
 * @printer: (nullable): where to print; with %NULL jobs wait
 */
void
trivet_print_queue_set_printer (TrivetPrintQueue *self,
                                TrivetPrinter    *printer)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (printer == NULL || TRIVET_IS_PRINTER (printer));

  trivet_print_queue_set_station_printer (self, "", printer);
}

/**
 * trivet_print_queue_set_station_printer:
 * @self: a queue
 * @station_id: a station, or "" for the guests' papers
 * @printer: (nullable): where to print; with %NULL its jobs wait, or go to the fallback's printer.
 *   Stations that share a printer must share the object, so that papers do not mix
 */
void
trivet_print_queue_set_station_printer (TrivetPrintQueue *self,
                                        const char       *station_id,
                                        TrivetPrinter    *printer)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (station_id != NULL);
  g_return_if_fail (printer == NULL || TRIVET_IS_PRINTER (printer));

  if (printer != NULL)
    g_hash_table_replace (self->printers, g_strdup (station_id), g_object_ref (printer));
  else
    g_hash_table_remove (self->printers, station_id);
  _trivet_print_queue_work (self);
}

/**
 * trivet_print_queue_set_kitchen:
 * @self: a queue
 * @kitchen: names the stations on slips and says which printer takes over for which
 */
void
trivet_print_queue_set_kitchen (TrivetPrintQueue *self,
                                TrivetKitchen    *kitchen)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (TRIVET_IS_KITCHEN (kitchen));

  g_set_object (&self->kitchen, kitchen);
}

/**
 * trivet_print_queue_get_printer:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): where it prints the guests' papers
 */
TrivetPrinter *
trivet_print_queue_get_printer (TrivetPrintQueue *self)
{
  g_return_val_if_fail (TRIVET_IS_PRINT_QUEUE (self), NULL);

  return g_hash_table_lookup (self->printers, "");
}

/**
 * trivet_print_queue_set_table_namer:
 * @self: a queue
 * @namer: gives the names of tables on slips
 * @data: for @namer; outlives the queue
 */
void
trivet_print_queue_set_table_namer (TrivetPrintQueue *self,
                                    TrivetTableNamer  namer,
                                    gpointer          data)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));

  self->namer = namer;
  self->namer_data = data;
}

/**
 * trivet_print_queue_set_language:
 * @self: a queue
 * @language: of the papers from now on
 */
void
trivet_print_queue_set_language (TrivetPrintQueue     *self,
                                 TrivetReceiptLanguage language)
{
  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));

  self->language = language;
}

/**
 * trivet_print_queue_get_jobs:
 * @self: a queue
 *
 * Returns: (transfer none): the jobs that wait or failed (#TrivetPrintJobItem), oldest first
 */
GListModel *
trivet_print_queue_get_jobs (TrivetPrintQueue *self)
{
  g_return_val_if_fail (TRIVET_IS_PRINT_QUEUE (self), NULL);

  return G_LIST_MODEL (self->jobs);
}
