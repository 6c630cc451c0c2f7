/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_CHOICES_PANE (trivet_choices_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetChoicesPane, trivet_choices_pane, TRIVET, CHOICES_PANE, GtkBox)

/* The choices of one dish. Signals: `done`: staff want the dishes back; `price` (const char *line_id):
 * they want to correct what they said that the line costs. */
GtkWidget *trivet_choices_pane_new    (TrivetUiContext   *context);
void       trivet_choices_pane_hide_note (TrivetChoicesPane *self);
void       trivet_choices_pane_start  (TrivetChoicesPane *self,
                                       TrivetMenuItem    *item,
                                       gint64             price_minor);
gboolean   trivet_choices_pane_edit   (TrivetChoicesPane *self,
                                       const char        *line_id);
gboolean   trivet_choices_pane_follow (TrivetChoicesPane *self,
                                       gboolean           other_order);

G_END_DECLS
