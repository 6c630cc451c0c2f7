/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-byte-link.h"
#include "trivet-escpos-encoder.h"
#include "trivet-printer.h"

G_BEGIN_DECLS

#define TRIVET_TYPE_ESCPOS_PRINTER (trivet_escpos_printer_get_type ())
G_DECLARE_FINAL_TYPE (TrivetEscposPrinter, trivet_escpos_printer, TRIVET, ESCPOS_PRINTER, GObject)

TrivetPrinter *trivet_escpos_printer_new (TrivetByteLink    *link,
                                          TrivetEscposPaper  paper);

G_END_DECLS
