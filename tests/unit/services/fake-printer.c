/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "fake-printer.h"

#include "trivet-device-error.h"

struct _FakePrinter {
  GObject parent_instance;

  guint    n_failures;
  int      failure;
  gboolean hold;
  GTask   *held;
  guint    n_tries;
  guint    n_papers;
  guint    n_duplicates;
  guint    n_kicks;
  GString *text;
};

static void fake_printer_printer_init (TrivetPrinterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePrinter,
                               fake_printer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PRINTER, fake_printer_printer_init))

static gboolean
is_duplicate (TrivetDocument *document)
{
  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    if (trivet_document_get_block (document, i)->style & TRIVET_DOCUMENT_STYLE_INVERTED)
      return TRUE;
  }

  return FALSE;
}

static void
read_text (FakePrinter    *self,
           TrivetDocument *document)
{
  g_string_truncate (self->text, 0);
  for (gsize i = 0; i < trivet_document_get_n_blocks (document); i++) {
    const TrivetDocumentBlock *block = trivet_document_get_block (document, i);

    g_string_append_printf (self->text, "%s|%s\n", block->left != NULL ? block->left : "", block->right != NULL ? block->right : "");
  }
}

static void
end_try (FakePrinter *self,
         GTask       *task)
{
  if (self->n_failures > 0) {
    self->n_failures--;
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, self->failure, "The test's printer is unwell");
    return;
  }

  self->n_papers++;
  read_text (self, g_task_get_task_data (task));
  self->n_duplicates += is_duplicate (g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
fake_printer_print_async (TrivetPrinter      *printer,
                          TrivetDocument     *document,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  FakePrinter *self = FAKE_PRINTER (printer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, trivet_document_ref (document), (GDestroyNotify) trivet_document_unref);
  self->n_tries++;
  if (self->hold) {
    self->hold = FALSE;
    self->held = g_steal_pointer (&task);
    return;
  }
  end_try (self, task);
}

static gboolean
fake_printer_print_finish (TrivetPrinter *printer,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
fake_printer_dup_label (TrivetPrinter *printer)
{
  return g_strdup ("Counter");
}

static void
fake_printer_kick_async (TrivetPrinter      *printer,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  FakePrinter *self = FAKE_PRINTER (printer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->n_failures > 0) {
    self->n_failures--;
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, self->failure, "The test's printer is unwell");
    return;
  }
  self->n_kicks++;
  g_task_return_boolean (task, TRUE);
}

static void
fake_printer_printer_init (TrivetPrinterInterface *iface)
{
  iface->print_async = fake_printer_print_async;
  iface->print_finish = fake_printer_print_finish;
  iface->dup_label = fake_printer_dup_label;
  iface->kick_async = fake_printer_kick_async;
  iface->kick_finish = fake_printer_print_finish;
}

static void
fake_printer_finalize (GObject *object)
{
  g_string_free (FAKE_PRINTER (object)->text, TRUE);

  G_OBJECT_CLASS (fake_printer_parent_class)->finalize (object);
}

static void
fake_printer_class_init (FakePrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_printer_finalize;
}

static void
fake_printer_init (FakePrinter *self)
{
  self->text = g_string_new (NULL);
}

FakePrinter *
fake_printer_new (void)
{
  return g_object_new (FAKE_TYPE_PRINTER, NULL);
}

void
fake_printer_fail (FakePrinter *self,
                   guint        n,
                   int          code)
{
  self->n_failures = n;
  self->failure = code;
}

void
fake_printer_hold (FakePrinter *self)
{
  self->hold = TRUE;
}

gboolean
fake_printer_release (FakePrinter *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->held);

  if (task == NULL)
    return FALSE;
  end_try (self, task);

  return TRUE;
}

guint
fake_printer_get_n_tries (FakePrinter *self)
{
  return self->n_tries;
}

guint
fake_printer_get_n_papers (FakePrinter *self)
{
  return self->n_papers;
}

guint
fake_printer_get_n_duplicates (FakePrinter *self)
{
  return self->n_duplicates;
}

guint
fake_printer_get_n_kicks (FakePrinter *self)
{
  return self->n_kicks;
}

char *
fake_printer_dup_text (FakePrinter *self)
{
  return g_strdup (self->text->str);
}
