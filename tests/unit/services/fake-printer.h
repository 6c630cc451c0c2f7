/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-printer.h"

G_BEGIN_DECLS

/**
 * FakePrinter:
 *
 * A printer that a test turns off, runs out of paper, or keeps busy. It looks at each paper: how
 * many came out whole, and which of them say DUPLICATE.
 */
#define FAKE_TYPE_PRINTER (fake_printer_get_type ())
G_DECLARE_FINAL_TYPE (FakePrinter, fake_printer, FAKE, PRINTER, GObject)

FakePrinter *fake_printer_new            (void);
/* The next @n tries end with @code of #TrivetDeviceError. */
void         fake_printer_fail           (FakePrinter *self,
                                          guint        n,
                                          int          code);
/* Keeps the next try open until fake_printer_release(), which tells whether there was one. */
void         fake_printer_hold           (FakePrinter *self);
gboolean     fake_printer_release        (FakePrinter *self);
guint        fake_printer_get_n_tries    (FakePrinter *self);
guint        fake_printer_get_n_papers   (FakePrinter *self);
guint        fake_printer_get_n_duplicates (FakePrinter *self);
guint        fake_printer_get_n_kicks     (FakePrinter *self);
/* (transfer full): the last paper that came out whole: each block's two sides between a bar. */
char        *fake_printer_dup_text        (FakePrinter *self);

G_END_DECLS
