/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-books-words.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetBooksDetail:
 *
 * One provider's day: totals and differences. Signal `fetch`: staff want the bill now.
 */
#define TRIVET_TYPE_BOOKS_DETAIL (trivet_books_detail_get_type ())
G_DECLARE_FINAL_TYPE (TrivetBooksDetail, trivet_books_detail, TRIVET, BOOKS_DETAIL, GtkBox)

GtkWidget *trivet_books_detail_new  (TrivetUiContext      *context);
void       trivet_books_detail_show (TrivetBooksDetail    *self,
                                     const TrivetBooksDay *day);

G_END_DECLS
