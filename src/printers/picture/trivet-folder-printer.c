/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-printers"

#include "trivet-folder-printer.h"

#include "trivet-device-error.h"
#include "trivet-picture-printer.h"

#include <glib/gstdio.h>

/* TrivetFolderPrinter: papers as files, named by time and title. */

struct _TrivetFolderPrinter {
  GObject parent_instance;

  TrivetPicturePrinter *painter;
  char                 *folder;
  guint                 width_dots;
};

static void trivet_folder_printer_printer_init (TrivetPrinterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetFolderPrinter,
                               trivet_folder_printer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PRINTER, trivet_folder_printer_printer_init))

static void
trivet_folder_printer_finalize (GObject *object)
{
  TrivetFolderPrinter *self = TRIVET_FOLDER_PRINTER (object);

  g_clear_object (&self->painter);
  g_free (self->folder);

  G_OBJECT_CLASS (trivet_folder_printer_parent_class)->finalize (object);
}

static void
trivet_folder_printer_class_init (TrivetFolderPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_folder_printer_finalize;
}

static void
trivet_folder_printer_init (TrivetFolderPrinter *self)
{
  self->painter = trivet_picture_printer_new ();
}

static void
on_written_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT, "The picture cannot be written: %s", error->message);
}

/* A title is an order's; whatever it holds must not leave the folder. */
static GFile *
choose_file (TrivetFolderPrinter *self,
             const char          *title)
{
  g_autofree char *safe = g_strdup (title);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_strcanon (safe, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_", '-');
  name = g_strdup_printf ("%" G_GINT64_FORMAT "-%s.png", g_get_real_time (), safe);
  path = g_build_filename (self->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
trivet_folder_printer_print_async (TrivetPrinter      *printer,
                                   TrivetDocument     *document,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  TrivetFolderPrinter *self = TRIVET_FOLDER_PRINTER (printer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = trivet_document_painter_paint (TRIVET_DOCUMENT_PAINTER (self->painter), document, self->width_dots, &error);
  g_autoptr (GFile) file = NULL;

  if (png == NULL) {
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_NOT_SENT, "%s", error->message);
    return;
  }
  g_mkdir_with_parents (self->folder, 0700);
  file = choose_file (self, trivet_document_get_title (document));
  g_file_replace_contents_bytes_async (file, png, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_written_ready, g_steal_pointer (&task));
}

static gboolean
trivet_folder_printer_print_finish (TrivetPrinter *printer,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
trivet_folder_printer_dup_label (TrivetPrinter *printer)
{
  return g_strdup (TRIVET_FOLDER_PRINTER (printer)->folder);
}

static void
trivet_folder_printer_printer_init (TrivetPrinterInterface *iface)
{
  iface->print_async = trivet_folder_printer_print_async;
  iface->print_finish = trivet_folder_printer_print_finish;
  iface->dup_label = trivet_folder_printer_dup_label;
}

/**
 * trivet_folder_printer_new:
 * @folder: (type filename): made when the first paper comes
 * @width_dots: 384 (58 mm) or 576 (80 mm)
 *
 * Returns: (transfer full): the printer
 */
TrivetPrinter *
trivet_folder_printer_new (const char *folder,
                           guint       width_dots)
{
  TrivetFolderPrinter *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_FOLDER_PRINTER, NULL);
  self->folder = g_strdup (folder);
  self->width_dots = width_dots;

  return TRIVET_PRINTER (self);
}
