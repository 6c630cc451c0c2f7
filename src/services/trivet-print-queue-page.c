/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-print-queue-private.h"

/*
 * Pages that belong to no order, such as a printer's test: they are in no journal and are not tried
 * again, but take their turn with the papers of the same printer.
 */

typedef struct {
  TrivetPrinter  *printer;
  TrivetDocument *document;
  gboolean        running;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->printer);
  trivet_document_unref (page->document);
  g_free (page);
}

static void
on_page_printed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetPrintQueue *self = g_task_get_source_object (task);
  GError           *error = NULL;

  g_queue_remove (&self->pages, task);
  if (trivet_printer_print_finish (TRIVET_PRINTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  _trivet_print_queue_work (self);
}

/* Whether a page is on its way to @printer. */
gboolean
_trivet_print_queue_has_page_at (TrivetPrintQueue *self,
                                 TrivetPrinter    *printer)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next) {
    const Page *page = g_task_get_task_data (l->data);

    if (page->running && page->printer == printer)
      return TRUE;
  }

  return FALSE;
}

/* Begins, for each printer that is free, its first page. */
void
_trivet_print_queue_work_off_pages (TrivetPrintQueue *self)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next) {
    Page *page = g_task_get_task_data (l->data);

    if (page->running || _trivet_print_queue_is_busy (self, page->printer))
      continue;
    page->running = TRUE;
    trivet_printer_print_async (page->printer, page->document, NULL, on_page_printed, l->data);
  }
}

/**
 * trivet_print_queue_print_page_async:
 * @self: a queue
 * @printer: where, one of the queue's or another
 * @document: what
 * @callback: called when the printer has acknowledged it, or will not
 * @user_data: for @callback
 *
 * Waits for the paper that @printer has in hand.
 */
void
trivet_print_queue_print_page_async (TrivetPrintQueue   *self,
                                     TrivetPrinter      *printer,
                                     TrivetDocument     *document,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GTask *task;
  Page  *page;

  g_return_if_fail (TRIVET_IS_PRINT_QUEUE (self));
  g_return_if_fail (TRIVET_IS_PRINTER (printer));
  g_return_if_fail (document != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  page = g_new0 (Page, 1);
  page->printer = g_object_ref (printer);
  page->document = trivet_document_ref (document);
  g_task_set_task_data (task, page, page_free);
  g_queue_push_tail (&self->pages, task);
  _trivet_print_queue_work_off_pages (self);
}

/**
 * trivet_print_queue_print_page_finish:
 * @self: a queue
 * @result: from the callback
 * @error: return location for a #TrivetDeviceError
 *
 * Returns: whether the printer has acknowledged the page
 */
gboolean
trivet_print_queue_print_page_finish (TrivetPrintQueue *self,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
