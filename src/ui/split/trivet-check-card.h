/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tab.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetCheckCard:
 *
 * One bill of a split order: its lines, what it comes to, and the button that pays it. Signals:
 * - `line-tapped` (const char *line_id)
 * - `tapped`: anywhere else
 * - `dropped` (const char *line_id, int from_check): a line was dragged here
 * - `pay`
 */
#define TRIVET_TYPE_CHECK_CARD (trivet_check_card_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCheckCard, trivet_check_card, TRIVET, CHECK_CARD, GtkBox)

GtkWidget *trivet_check_card_new        (TrivetUiContext *context,
                                         int              number);
int        trivet_check_card_get_number (TrivetCheckCard *self);
/* @selected_line_id: (nullable): the line that the next tap moves. */
void       trivet_check_card_show       (TrivetCheckCard *self,
                                         TrivetTab       *tab,
                                         const char      *selected_line_id);

G_END_DECLS
