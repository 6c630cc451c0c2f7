/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetMovePage:
 *
 * Chooses lines of the order on the screen and the order they go to: all of them is a merge. Also
 * hands the order over to somebody else. Signal `done`: something was moved.
 */
#define TRIVET_TYPE_MOVE_PAGE (trivet_move_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMovePage, trivet_move_page, TRIVET, MOVE_PAGE, GtkBox)

GtkWidget *trivet_move_page_new  (TrivetUiContext *context);
void       trivet_move_page_open (TrivetMovePage  *self);

G_END_DECLS
