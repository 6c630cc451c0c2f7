/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_TICKET_PANE (trivet_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTicketPane, trivet_ticket_pane, TRIVET, TICKET_PANE, GtkBox)

/* The order. Signal `edit-line` (const char *line_id): a line's choices are wanted. */
GtkWidget *trivet_ticket_pane_new             (TrivetUiContext  *context);
void       trivet_ticket_pane_change_selected (TrivetTicketPane *self,
                                               int               by);
void       trivet_ticket_pane_void_selected   (TrivetTicketPane *self);
void       trivet_ticket_pane_move_selection  (TrivetTicketPane *self,
                                               int               by);

G_END_DECLS
