/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-escpos"

#include "trivet-escpos-printer.h"

#include "trivet-device-error.h"

/*
 * A thermal printer that speaks ESC/POS, at the end of any byte link. One print is one try:
 * trying again is the queue's business, because only the queue may decide on a DUPLICATE.
 */

typedef enum {
  PROP_LINK = 1,
  PROP_PAPER_MM,
} TrivetEscposPrinterProperty;

static GParamSpec *properties[PROP_PAPER_MM + 1];

struct _TrivetEscposPrinter {
  GObject parent_instance;

  TrivetByteLink *link;
  guint           paper_mm;
};

/* The document is not changed any more, so the thread may read it; a reference is held here and
 * dropped on the caller's thread. */
typedef struct {
  TrivetDocument   *document;
  TrivetEscposPaper paper;
} EncodeJob;

static void trivet_escpos_printer_printer_init (TrivetPrinterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetEscposPrinter, trivet_escpos_printer, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PRINTER, trivet_escpos_printer_printer_init))

static void
encode_job_free (EncodeJob *job)
{
  trivet_document_unref (job->document);
  g_free (job);
}

static void
on_bytes_sent (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_byte_link_send_finish (TRIVET_BYTE_LINK (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
encode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  EncodeJob *job = task_data;
  GError    *error = NULL;
  GBytes    *bytes = trivet_escpos_encode (job->document, job->paper, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
on_encoded (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetEscposPrinter *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (bytes == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  trivet_byte_link_send_async (self->link, bytes, cancellable, on_bytes_sent,
                               g_steal_pointer (&task));
}

static void
trivet_escpos_printer_print_async (TrivetPrinter      *printer,
                                   TrivetDocument     *document,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  TrivetEscposPrinter *self = TRIVET_ESCPOS_PRINTER (printer);
  GTask               *task = g_task_new (self, cancellable, callback, user_data);
  /* Without the cancellable: the link answers a cancel, and knows whether bytes have left. Without
   * a source: the thread may be the last to drop its task, and must not finalize the printer. */
  g_autoptr (GTask) encode_task = g_task_new (NULL, NULL, on_encoded, task);
  EncodeJob *job = g_new0 (EncodeJob, 1);

  g_task_set_source_tag (task, trivet_escpos_printer_print_async);
  g_task_set_check_cancellable (task, FALSE);

  job->document = trivet_document_ref (document);
  job->paper = (TrivetEscposPaper) self->paper_mm;
  g_task_set_task_data (encode_task, job, (GDestroyNotify) encode_job_free);
  /* The first line that must be drawn loads fonts, which takes longer than a frame. */
  g_task_run_in_thread (encode_task, encode_in_thread);
}

static gboolean
trivet_escpos_printer_print_finish (TrivetPrinter *printer,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ESC p 0 t1 t2: pin 2 of the connector, 50 ms on and 500 ms off, in units of 2 ms. */
static const guint8 drawer_pulse[] = { 0x1b, 'p', 0, 25, 250 };

static void
trivet_escpos_printer_kick_async (TrivetPrinter      *printer,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  TrivetEscposPrinter *self = TRIVET_ESCPOS_PRINTER (printer);
  GTask               *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) bytes = g_bytes_new_static (drawer_pulse, sizeof drawer_pulse);

  g_task_set_source_tag (task, trivet_escpos_printer_kick_async);
  g_task_set_check_cancellable (task, FALSE);
  trivet_byte_link_send_async (self->link, bytes, cancellable, on_bytes_sent, task);
}

static char *
trivet_escpos_printer_dup_label (TrivetPrinter *printer)
{
  return trivet_byte_link_dup_label (TRIVET_ESCPOS_PRINTER (printer)->link);
}

static void
trivet_escpos_printer_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  TrivetEscposPrinter *self = TRIVET_ESCPOS_PRINTER (object);

  switch ((TrivetEscposPrinterProperty) property_id) {
  case PROP_LINK:
    g_value_set_object (value, self->link);
    break;
  case PROP_PAPER_MM:
    g_value_set_uint (value, self->paper_mm);
    break;
  }
}

static void
trivet_escpos_printer_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  TrivetEscposPrinter *self = TRIVET_ESCPOS_PRINTER (object);

  switch ((TrivetEscposPrinterProperty) property_id) {
  case PROP_LINK:
    self->link = g_value_dup_object (value);
    break;
  case PROP_PAPER_MM:
    self->paper_mm = g_value_get_uint (value);
    break;
  }
}

static void
trivet_escpos_printer_dispose (GObject *object)
{
  TrivetEscposPrinter *self = TRIVET_ESCPOS_PRINTER (object);

  g_clear_object (&self->link);

  G_OBJECT_CLASS (trivet_escpos_printer_parent_class)->dispose (object);
}

static void
trivet_escpos_printer_printer_init (TrivetPrinterInterface *iface)
{
  iface->print_async = trivet_escpos_printer_print_async;
  iface->print_finish = trivet_escpos_printer_print_finish;
  iface->dup_label = trivet_escpos_printer_dup_label;
  iface->kick_async = trivet_escpos_printer_kick_async;
  iface->kick_finish = trivet_escpos_printer_print_finish;
}

static void
trivet_escpos_printer_class_init (TrivetEscposPrinterClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = trivet_escpos_printer_get_property;
  object_class->set_property = trivet_escpos_printer_set_property;
  object_class->dispose = trivet_escpos_printer_dispose;

  properties[PROP_LINK] =
    g_param_spec_object ("link", NULL, NULL, TRIVET_TYPE_BYTE_LINK, flags);
  properties[PROP_PAPER_MM] =
    g_param_spec_uint ("paper-mm", NULL, NULL, TRIVET_ESCPOS_PAPER_58_MM,
                       TRIVET_ESCPOS_PAPER_80_MM, TRIVET_ESCPOS_PAPER_80_MM, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
trivet_escpos_printer_init (TrivetEscposPrinter *self)
{
}

/**
 * trivet_escpos_printer_new:
 * @link: the line to the printer
 * @paper: how wide its paper is
 *
 * A printer on @link.
 *
 * Returns: (transfer full): a new printer
 */
TrivetPrinter *
trivet_escpos_printer_new (TrivetByteLink   *link,
                           TrivetEscposPaper paper)
{
  g_return_val_if_fail (TRIVET_IS_BYTE_LINK (link), NULL);

  return g_object_new (TRIVET_TYPE_ESCPOS_PRINTER, "link", link, "paper-mm", (guint) paper, NULL);
}
