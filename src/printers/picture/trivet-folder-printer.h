/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-printer.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_FOLDER_PRINTER (trivet_folder_printer_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFolderPrinter, trivet_folder_printer, TRIVET, FOLDER_PRINTER, GObject)

/**
 * TrivetFolderPrinter:
 *
 * A printer whose papers are PNG files in a folder: for training, and for shops that want to see a
 * slip before they buy a printer.
 */
TrivetPrinter *trivet_folder_printer_new (const char *folder,
                                          guint       width_dots);

G_END_DECLS
