/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-day-paper-private.h"
#include "trivet-device-error.h"

/*
 * Prints jobs, one at a time on each printer: begun, done and failed are facts.
 */

/* Pauses before a job that failed is tried again by itself; then it waits for a person. */
static const guint retry_pauses_ms[] = { 2000, 5000, 15000 };

static gboolean
on_retry_time (gpointer user_data)
{
  TrivetPrintJobItem *item = user_data;
  TrivetPrintQueue   *self = g_object_get_data (G_OBJECT (item), "queue");

  item->timeout_id = 0;
  _trivet_print_queue_work (self);

  return G_SOURCE_REMOVE;
}

/* What may have left paper waits for a person: a second paper must be wanted. */
static void
plan_retry (TrivetPrintQueue   *self,
            TrivetPrintJobItem *item)
{
  guint n = (guint) item->job->attempts;

  if (item->job->partly || n == 0 || n > G_N_ELEMENTS (retry_pauses_ms))
    return;

  g_object_set_data (G_OBJECT (item), "queue", self);
  item->timeout_id = trivet_clock_add_timeout (self->clock, retry_pauses_ms[n - 1], on_retry_time, item, NULL);
}

/* Returns: (nullable) (transfer none): the printer that takes over for @item's own, if there is one */
static TrivetPrinter *
find_fallback (TrivetPrintQueue         *self,
               const TrivetPrintJobItem *item)
{
  const TrivetStation *station = trivet_kitchen_lookup_station (self->kitchen, item->job->station);
  TrivetPrinter       *own = g_hash_table_lookup (self->printers, item->job->station);
  TrivetPrinter       *other = station != NULL && *station->fallback != '\0'
                                 ? g_hash_table_lookup (self->printers, station->fallback)
                                 : NULL;

  return other != own ? other : NULL;
}

/* Returns: (nullable) (transfer none): where the next try goes */
static TrivetPrinter *
choose_printer (TrivetPrintQueue         *self,
                const TrivetPrintJobItem *item)
{
  TrivetPrinter *own = g_hash_table_lookup (self->printers, item->job->station);
  TrivetPrinter *fallback = find_fallback (self, item);

  return fallback != NULL && (item->diverted || own == NULL) ? fallback : own;
}

/**
 * trivet_print_queue_can_print:
 * @self: a queue
 * @item: one of its jobs
 *
 * Returns: whether there is a printer for it
 */
gboolean
trivet_print_queue_can_print (TrivetPrintQueue   *self,
                              TrivetPrintJobItem *item)
{
  g_return_val_if_fail (TRIVET_IS_PRINT_QUEUE (self), FALSE);
  g_return_val_if_fail (TRIVET_IS_PRINT_JOB_ITEM (item), FALSE);

  return choose_printer (self, item) != NULL;
}

static void
set_state (TrivetPrintJobItem *item,
           const char         *state)
{
  g_free (item->job->state);
  item->job->state = g_strdup (state);
}

/* The kitchen must have its slip now: what may be half a paper on the broken printer is a DUPLICATE on
 * the other. */
static gboolean
divert (TrivetPrintQueue   *self,
        TrivetPrintJobItem *item,
        const char         *failed_at)
{
  if (item->diverted || find_fallback (self, item) == NULL) {
    item->diverted = FALSE;
    return FALSE;
  }

  item->diverted = TRUE;
  g_free (item->failed_at);
  item->failed_at = g_strdup (failed_at);
  set_state (item, "waiting");

  return TRUE;
}

static void
job_failed (TrivetPrintQueue   *self,
            TrivetPrintJobItem *item,
            const char         *label,
            const GError       *error)
{
  TrivetPrintJob *job = item->job;
  JsonObject     *body = _trivet_print_queue_job_body (job->job_id);
  gboolean        partly = g_error_matches (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);

  json_object_set_string_member (body, "reason", error->message);
  json_object_set_boolean_member (body, "partly", partly);
  if (label != NULL)
    json_object_set_string_member (body, "printer", label);
  _trivet_print_queue_store (self, TRIVET_FACT_PRINT_FAILED, job->order_id, body);

  set_state (item, "failed");
  g_free (job->reason);
  job->reason = g_strdup (error->message);
  job->attempts++;
  job->partly |= partly;
  if (!divert (self, item, label)) {
    plan_retry (self, item);
    if (item->timeout_id == 0 && *job->station != '\0')
      _trivet_print_queue_emit_stuck (self, item);
  }
  _trivet_print_queue_refresh_job (self, item);
}

static void
job_done (TrivetPrintQueue   *self,
          TrivetPrintJobItem *item,
          const char         *label)
{
  JsonObject *body = _trivet_print_queue_job_body (item->job->job_id);

  if (label != NULL)
    json_object_set_string_member (body, "printer", label);
  _trivet_print_queue_store (self, TRIVET_FACT_PRINT_DONE, item->job->order_id, body);
  if (item->diverted)
    _trivet_print_queue_emit_diverted (self, item, item->failed_at != NULL ? item->failed_at : "", label != NULL ? label : "");
  _trivet_print_queue_remove_job (self, item);
  _trivet_print_queue_emit_changed (self);
}

/**
 * Try:
 *
 * One try of one job, on its way to a printer.
 */
typedef struct {
  TrivetPrintQueue   *queue;
  TrivetPrintJobItem *item;
} Try;

static void
try_free (Try *try)
{
  g_object_unref (try->queue);
  g_object_unref (try->item);
  g_free (try);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Try, try_free)

static void
end_try (Try          *try,
         const GError *error)
{
  TrivetPrintJobItem *item = try->item;
  g_autoptr (TrivetPrinter) printer = g_steal_pointer (&item->printer);
  g_autofree char *label = printer != NULL ? trivet_printer_dup_label (printer) : NULL;

  g_clear_pointer (&item->document, trivet_document_unref);
  if (error == NULL)
    job_done (try->queue, item, label);
  else
    job_failed (try->queue, item, label, error);
  _trivet_print_queue_work (try->queue);
}

/* The queue was disposed: the next start finds the job. */
static gboolean
is_over (const Try *try)
{
  return try->queue->jobs == NULL;
}

static void
on_printed_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Try) try = user_data;
  g_autoptr (GError) error = NULL;

  trivet_printer_print_finish (TRIVET_PRINTER (source), result, &error);
  if (!is_over (try))
    end_try (try, error);
}

/* The printer was taken away meanwhile: the job waits for the next one. */
static gboolean
is_gone (const Try *try)
{
  return choose_printer (try->queue, try->item) == NULL;
}

/* From here on there may be paper, and the journal says so before there is. */
static void
on_start_stored_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (Try) try = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPrintJobItem *item = try->item;
  gboolean            stored = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);

  if (is_over (try))
    return;
  if (!stored)
    end_try (try, error);
  else if (is_gone (try))
    g_clear_object (&item->printer);
  else
    trivet_printer_print_async (item->printer, item->document, NULL, on_printed_ready, g_steal_pointer (&try));
}

static const char *
get_method_name (gpointer    names,
                 const char *method,
                 const char *locale)
{
  return trivet_wallet_table_get_name (names, method, locale);
}

TrivetDocument *
_trivet_print_queue_build_document (TrivetPrintQueue  *self,
                                    const TrivetOrder *order,
                                    int                check,
                                    int                copy,
                                    GError           **error)
{
  const TrivetShopInfo *shop = trivet_register_get_shop (self->reg);
  TrivetReceiptInfo     info = {
        .store_name = shop->name,
        .store_name_zh = shop->name_zh,
        .address = shop->address,
        .phone = shop->phone,
        .footer = shop->footer,
        .footer_zh = shop->footer_zh,
        .staff = trivet_register_get_staff (self->reg),
        .get_method_name = get_method_name,
        .method_names = self->wallets,
        .language = self->language,
        .copy = copy,
        .check = check,
  };

  return trivet_receipt_build (&info, order, error);
}

/* After a try that may have left paper, the next one is a duplicate. */
static TrivetDocument *
build_paper (TrivetPrintQueue     *self,
             const TrivetPrintJob *job,
             GPtrArray            *facts,
             GError              **error)
{
  g_autoptr (TrivetOrder) order = NULL;
  TrivetFact *request;
  guint       position;
  int         check;

  if (g_str_equal (job->document, "slip"))
    return _trivet_print_queue_build_slip (self, job, facts, error);

  order = trivet_order_fold (job->order_id, facts, error);
  if (order == NULL)
    return NULL;
  request = _trivet_print_queue_find_request (facts, job->job_id, &position);
  check = request != NULL ? (int) trivet_json_get_int_or (trivet_fact_get_body (request), "check", 0) : 0;

  return _trivet_print_queue_build_document (self, order, check, job->partly ? MAX (job->copy, 2) : job->copy, error);
}

/* Takes @try. From here on there may be paper, so the journal hears of it first. */
static void
begin (Try *try)
{
  TrivetPrintJobItem *item = try->item;

  _trivet_print_queue_append_fact (try->queue, TRIVET_FACT_PRINT_STARTED, item->job->order_id,
                                   _trivet_print_queue_job_body (item->job->job_id), on_start_stored_ready, try);
}

static void
on_report_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Try) try = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetDocument) document = _trivet_day_paper_build_finish (result, &error);

  if (is_over (try))
    return;
  if (document == NULL) {
    end_try (try, error);
    return;
  }
  try->item->document = g_steal_pointer (&document);
  begin (g_steal_pointer (&try));
}

/* Takes @try. What an X or Z report says is read from the store, and is that of its request. */
static void
build_report (Try       *try,
              GPtrArray *facts)
{
  TrivetPrintQueue     *self = try->queue;
  const TrivetPrintJob *job = try->item->job;
  guint                 position;
  TrivetFact           *request = _trivet_print_queue_find_request (facts, job->job_id, &position);
  TrivetDayPaper        paper = {
           .reg = self->reg,
           .repository = self->repository,
           .wallets = self->wallets,
           .language = self->language,
           .copy = job->partly ? MAX (job->copy, 2) : job->copy,
  };

  g_return_if_fail (request != NULL);

  _trivet_day_paper_read (&paper, request);
  _trivet_day_paper_build_async (&paper, self, on_report_ready, try);
}

static void
on_order_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Try) try = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  TrivetPrintJobItem *item = try->item;
  TrivetPrintQueue   *self = try->queue;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (is_over (try))
    return;
  if (is_gone (try)) {
    g_clear_object (&item->printer);
    return;
  }
  if (facts != NULL && g_str_has_prefix (item->job->order_id, TRIVET_REPORT_SUBJECT_PREFIX)) {
    build_report (g_steal_pointer (&try), facts);
    return;
  }
  if (facts != NULL)
    item->document = build_paper (self, item->job, facts, &error);
  if (item->document == NULL) {
    end_try (try, error);
    return;
  }
  begin (g_steal_pointer (&try));
}

/* Whether a paper is on its way to @printer. */
gboolean
_trivet_print_queue_is_busy (TrivetPrintQueue *self,
                             TrivetPrinter    *printer)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

    if (item->printer == printer)
      return TRUE;
  }

  return _trivet_print_queue_has_page_at (self, printer);
}

static gboolean
may_begin (const TrivetPrintJobItem *item)
{
  gboolean given_up = item->job->partly || item->job->attempts > (int) G_N_ELEMENTS (retry_pauses_ms);

  return item->printer == NULL && item->timeout_id == 0 && (g_str_equal (item->job->state, "waiting") || !given_up);
}

/* Begins, for each printer that is free, its first page, or its first job that is waiting or whose pause
 * is over. */
void
_trivet_print_queue_work (TrivetPrintQueue *self)
{
  guint n = self->jobs != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) : 0;

  if (self->jobs != NULL)
    _trivet_print_queue_work_off_pages (self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
    TrivetPrinter *printer = choose_printer (self, item);
    Try           *try;

    if (printer == NULL || !may_begin (item) || _trivet_print_queue_is_busy (self, printer))
      continue;
    g_set_object (&item->printer, printer);
    try = g_new0 (Try, 1);
    try->queue = g_object_ref (self);
    try->item = g_object_ref (item);
    trivet_repository_load_facts_async (self->repository, item->job->order_id, NULL, on_order_ready, try);
  }
}
