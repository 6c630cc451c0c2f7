/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-device"

#include "trivet-printer.h"

/*
 * TrivetPrinter puts documents on paper; TrivetDocumentPainter shows them on the screen.
 */

G_DEFINE_INTERFACE (TrivetPrinter, trivet_printer, G_TYPE_OBJECT)
G_DEFINE_INTERFACE (TrivetDocumentPainter, trivet_document_painter, G_TYPE_OBJECT)

static void
trivet_printer_default_init (TrivetPrinterInterface *iface)
{
}

static void
trivet_document_painter_default_init (TrivetDocumentPainterInterface *iface)
{
}

/**
 * trivet_printer_print_async:
 * @self: a printer
 * @document: what to print; not changed any more
 * @cancellable: (nullable): ends the wait, not the paper
 * @callback: called at the end, within the printer's own time limit
 * @user_data: for @callback
 *
 * Prints once.
 */
void
trivet_printer_print_async (TrivetPrinter      *self,
                            TrivetDocument     *document,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_PRINTER (self));
  g_return_if_fail (document != NULL);

  TRIVET_PRINTER_GET_IFACE (self)->print_async (self, document, cancellable, callback, user_data);
}

/**
 * trivet_printer_print_finish:
 * @self: a printer
 * @result: from the callback
 * @error: return location for a #TrivetDeviceError: after NOT_SENT nothing came out, after
 *   PARTLY_SENT something may have
 *
 * Returns: whether everything was handed to the printer
 */
gboolean
trivet_printer_print_finish (TrivetPrinter *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (TRIVET_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);

  return TRIVET_PRINTER_GET_IFACE (self)->print_finish (self, result, error);
}

/**
 * trivet_printer_dup_label:
 * @self: a printer
 *
 * Returns: (transfer full): its name for people
 */
char *
trivet_printer_dup_label (TrivetPrinter *self)
{
  g_return_val_if_fail (TRIVET_IS_PRINTER (self), NULL);

  return TRIVET_PRINTER_GET_IFACE (self)->dup_label (self);
}

/**
 * trivet_printer_can_kick:
 * @self: a printer
 *
 * Returns: whether it has a connector for a cash drawer
 */
gboolean
trivet_printer_can_kick (TrivetPrinter *self)
{
  g_return_val_if_fail (TRIVET_IS_PRINTER (self), FALSE);

  return TRIVET_PRINTER_GET_IFACE (self)->kick_async != NULL;
}

/**
 * trivet_printer_kick_async:
 * @self: a printer that can
 * @cancellable: (nullable): ends the wait
 * @callback: called at the end, within the printer's own time limit
 * @user_data: for @callback
 *
 * Opens the cash drawer once.
 */
void
trivet_printer_kick_async (TrivetPrinter      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (trivet_printer_can_kick (self));

  TRIVET_PRINTER_GET_IFACE (self)->kick_async (self, cancellable, callback, user_data);
}

/**
 * trivet_printer_kick_finish:
 * @self: a printer
 * @result: from the callback
 * @error: return location for a #TrivetDeviceError
 *
 * Returns: whether the printer took the order
 */
gboolean
trivet_printer_kick_finish (TrivetPrinter *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (TRIVET_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);

  return TRIVET_PRINTER_GET_IFACE (self)->kick_finish (self, result, error);
}

/**
 * trivet_document_painter_paint:
 * @self: a painter
 * @document: what to draw
 * @width_dots: 384 (58 mm) or 576 (80 mm)
 * @error: return location: the document cannot be drawn
 *
 * Returns: (transfer full) (nullable): a PNG file
 */
GBytes *
trivet_document_painter_paint (TrivetDocumentPainter *self,
                               TrivetDocument        *document,
                               guint                  width_dots,
                               GError               **error)
{
  g_return_val_if_fail (TRIVET_IS_DOCUMENT_PAINTER (self), NULL);
  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (width_dots > 0, NULL);

  return TRIVET_DOCUMENT_PAINTER_GET_IFACE (self)->paint (self, document, width_dots, error);
}
