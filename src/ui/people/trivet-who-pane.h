/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetWhoPane:
 *
 * Asks one of those who work here for the own PIN or badge. Signal `entered` (const char *staff_id,
 * TrivetSecret *secret, gboolean is_badge): somebody gave it; whoever judges it calls
 * trivet_who_pane_answer(). @staff_id is %NULL for a badge that says itself who it is.
 */
#define TRIVET_TYPE_WHO_PANE (trivet_who_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWhoPane, trivet_who_pane, TRIVET, WHO_PANE, GtkBox)

GtkWidget *trivet_who_pane_new    (TrivetUiContext *context,
                                   const char      *title,
                                   const char      *text,
                                   const char      *enter_label,
                                   const char      *except);
void       trivet_who_pane_append (TrivetWhoPane   *self,
                                   GtkWidget       *widget);
void       trivet_who_pane_open   (TrivetWhoPane   *self);
void       trivet_who_pane_answer (TrivetWhoPane   *self,
                                   const GError    *error);

G_END_DECLS
