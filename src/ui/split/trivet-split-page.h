/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetSplitPage:
 *
 * The bills of the order on the screen, side by side: a line is tapped and then a bill, or dragged.
 * Signal `pay` (int check): that bill is to be paid.
 */
#define TRIVET_TYPE_SPLIT_PAGE (trivet_split_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSplitPage, trivet_split_page, TRIVET, SPLIT_PAGE, GtkBox)

GtkWidget *trivet_split_page_new   (TrivetUiContext *context);
void       trivet_split_page_open  (TrivetSplitPage *self);
void       trivet_split_page_leave (TrivetSplitPage *self);

G_END_DECLS
