/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-printer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Cairo's own limit for a picture is 32,767 dots: 4 m of paper. */
#define TRIVET_PICTURE_MAX_HEIGHT 32000

#define TRIVET_TYPE_PICTURE_PRINTER (trivet_picture_printer_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPicturePrinter, trivet_picture_printer, TRIVET, PICTURE_PRINTER, GObject)

TrivetPicturePrinter *trivet_picture_printer_new             (void);
GBytes               *trivet_picture_printer_paint_pdf       (TrivetPicturePrinter  *self,
                                                              TrivetDocument        *document,
                                                              guint                  width_dots,
                                                              GError               **error);
void                  trivet_picture_printer_save_pdf_async  (TrivetPicturePrinter  *self,
                                                              TrivetDocument        *document,
                                                              guint                  width_dots,
                                                              GFile                 *file,
                                                              GCancellable          *cancellable,
                                                              GAsyncReadyCallback    callback,
                                                              gpointer               user_data);
gboolean              trivet_picture_printer_save_pdf_finish (TrivetPicturePrinter  *self,
                                                              GAsyncResult          *result,
                                                              GError               **error);

G_END_DECLS
