/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PRINTER (trivet_printer_get_type ())
G_DECLARE_INTERFACE (TrivetPrinter, trivet_printer, TRIVET, PRINTER, GObject)

/**
 * TrivetPrinterInterface:
 * @print_async: MUST put @document on paper (or into a picture) and then report; MUST end within
 *   a time limit of its own. Cancelling ends the wait, not the paper.
 * @print_finish: MUST fail with #TrivetDeviceError: NOT_SENT when nothing can have come out,
 *   PARTLY_SENT when something may have
 * @dup_label: MUST return a name for people ("Counter, 192.0.2.7:9100")
 * @kick_async: MAY pulse the cash drawer at the printer's connector; without it there is none. Nobody
 *   can tell whether a drawer is there and has opened, only whether the printer took the order.
 * @kick_finish: MUST fail with #TrivetDeviceError, as @print_finish
 */
struct _TrivetPrinterInterface {
  GTypeInterface parent_iface;

  void     (*print_async)  (TrivetPrinter        *self,
                            TrivetDocument       *document,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  gboolean (*print_finish) (TrivetPrinter        *self,
                            GAsyncResult         *result,
                            GError              **error);
  char    *(*dup_label)    (TrivetPrinter        *self);
  void     (*kick_async)   (TrivetPrinter        *self,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  gboolean (*kick_finish)  (TrivetPrinter        *self,
                            GAsyncResult         *result,
                            GError              **error);
};

void     trivet_printer_print_async  (TrivetPrinter        *self,
                                      TrivetDocument       *document,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean trivet_printer_print_finish (TrivetPrinter        *self,
                                      GAsyncResult         *result,
                                      GError              **error);
char    *trivet_printer_dup_label    (TrivetPrinter        *self);
gboolean trivet_printer_can_kick     (TrivetPrinter        *self);
void     trivet_printer_kick_async   (TrivetPrinter        *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean trivet_printer_kick_finish  (TrivetPrinter        *self,
                                      GAsyncResult         *result,
                                      GError              **error);

#define TRIVET_TYPE_DOCUMENT_PAINTER (trivet_document_painter_get_type ())
G_DECLARE_INTERFACE (TrivetDocumentPainter, trivet_document_painter, TRIVET, DOCUMENT_PAINTER, GObject)

/**
 * TrivetDocumentPainterInterface:
 * @paint: MUST draw @document @width_dots wide as a PNG file and return its bytes; @width_dots is
 *   384 (58 mm) or 576 (80 mm). Called from the main context; quick for one receipt.
 *
 * Shows on screen what a printer would print.
 */
struct _TrivetDocumentPainterInterface {
  GTypeInterface parent_iface;

  GBytes *(*paint) (TrivetDocumentPainter  *self,
                    TrivetDocument         *document,
                    guint                   width_dots,
                    GError                **error);
};

GBytes *trivet_document_painter_paint (TrivetDocumentPainter  *self,
                                       TrivetDocument         *document,
                                       guint                   width_dots,
                                       GError                **error);

G_END_DECLS
