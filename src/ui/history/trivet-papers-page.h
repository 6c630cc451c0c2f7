/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PAPERS_PAGE (trivet_papers_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPapersPage, trivet_papers_page, TRIVET, PAPERS_PAGE, GtkBox)

/* Receipts that wait for the printer, with what is wrong and what can be done. */
GtkWidget *trivet_papers_page_new (TrivetUiContext *context);

G_END_DECLS
