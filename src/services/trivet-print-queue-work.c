/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

#include "trivet-device-error.h"

/*
 * Prints one job after the other: begun, done and failed are facts.
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

static void
job_failed (TrivetPrintQueue   *self,
            TrivetPrintJobItem *item,
            const GError       *error)
{
  TrivetPrintJob *job = item->job;
  JsonObject     *body = _trivet_print_queue_job_body (job->job_id);
  gboolean        partly = g_error_matches (error, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT);

  json_object_set_string_member (body, "reason", error->message);
  json_object_set_boolean_member (body, "partly", partly);
  _trivet_print_queue_store (self, TRIVET_FACT_PRINT_FAILED, job->order_id, body);

  g_free (job->state);
  job->state = g_strdup ("failed");
  g_free (job->reason);
  job->reason = g_strdup (error->message);
  job->attempts++;
  job->partly |= partly;
  plan_retry (self, item);
  _trivet_print_queue_refresh_job (self, item);
}

static void
job_done (TrivetPrintQueue   *self,
          TrivetPrintJobItem *item)
{
  g_autofree char *label = self->printer != NULL ? trivet_printer_dup_label (self->printer) : NULL;
  JsonObject      *body = _trivet_print_queue_job_body (item->job->job_id);

  if (label != NULL)
    json_object_set_string_member (body, "printer", label);
  _trivet_print_queue_store (self, TRIVET_FACT_PRINT_DONE, item->job->order_id, body);
  _trivet_print_queue_remove_job (self, item);
  _trivet_print_queue_emit_changed (self);
}

static void
end_printing (TrivetPrintQueue *self,
              const GError     *error)
{
  g_autoptr (TrivetPrintJobItem) item = g_steal_pointer (&self->printing);

  if (error == NULL)
    job_done (self, item);
  else
    job_failed (self, item, error);
  _trivet_print_queue_work (self);
}

static void
on_printed_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (GError) error = NULL;

  trivet_printer_print_finish (TRIVET_PRINTER (source), result, &error);
  if (self->printing != NULL)
    end_printing (self, error);
}

/* From here on there may be paper, and the journal says so before there is. */
static void
on_start_stored_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (TrivetDocument) document = g_steal_pointer (&self->document);
  g_autoptr (GError) error = NULL;
  gboolean stored = trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error);

  if (self->printing == NULL)
    return;
  if (!stored)
    end_printing (self, error);
  else if (self->printer == NULL)
    g_clear_object (&self->printing);
  else
    trivet_printer_print_async (self->printer, document, NULL, on_printed_ready, g_object_ref (self));
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
  };

  return trivet_receipt_build (&info, order, error);
}

static void
on_order_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetPrintQueue) self = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const TrivetPrintJob *job;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self->printing == NULL)
    return;
  /* The printer was taken away meanwhile: the job waits for the next one. */
  if (self->printer == NULL) {
    g_clear_object (&self->printing);
    return;
  }

  job = self->printing->job;
  if (facts != NULL)
    order = trivet_order_fold (job->order_id, facts, &error);
  /* After a try that may have left paper, the next one is a duplicate. */
  if (order != NULL)
    document = _trivet_print_queue_build_document (self, order, job->partly ? MAX (job->copy, 2) : job->copy, &error);
  if (document == NULL) {
    end_printing (self, error);
    return;
  }

  g_clear_pointer (&self->document, trivet_document_unref);
  self->document = g_steal_pointer (&document);
  _trivet_print_queue_append_fact (self, TRIVET_FACT_PRINT_STARTED, job->order_id, _trivet_print_queue_job_body (job->job_id),
                                   on_start_stored_ready, g_object_ref (self));
}

/* Takes the first job that is waiting or whose pause is over. */
void
_trivet_print_queue_work (TrivetPrintQueue *self)
{
  guint n;

  if (self->printing != NULL || self->printer == NULL)
    return;

  n = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
    gboolean given_up = item->job->partly || item->job->attempts > (int) G_N_ELEMENTS (retry_pauses_ms);
    gboolean waiting = g_str_equal (item->job->state, "waiting");

    if (item->timeout_id != 0 || (!waiting && given_up))
      continue;
    self->printing = g_object_ref (item);
    trivet_repository_load_facts_async (self->repository, item->job->order_id, NULL, on_order_ready,
                                        g_object_ref (self));
    return;
  }
}
