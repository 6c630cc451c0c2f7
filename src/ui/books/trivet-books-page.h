/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetBooksPage:
 *
 * Our books beside the providers' bills: the last days, and of one day the totals and every
 * difference with its next step.
 */
#define TRIVET_TYPE_BOOKS_PAGE (trivet_books_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetBooksPage, trivet_books_page, TRIVET, BOOKS_PAGE, GtkBox)

GtkWidget *trivet_books_page_new     (TrivetUiContext *context);
void       trivet_books_page_refresh (TrivetBooksPage *self);

G_END_DECLS
