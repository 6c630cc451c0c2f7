/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetDayPane:
 *
 * The day: its X report, the Z reports of those that have ended, and its end. A report is shown as
 * it looks on paper and can be printed, also again.
 */
#define TRIVET_TYPE_DAY_PANE (trivet_day_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDayPane, trivet_day_pane, TRIVET, DAY_PANE, GtkBox)

GtkWidget *trivet_day_pane_new       (TrivetUiContext *context);
void       trivet_day_pane_show_x    (TrivetDayPane   *self);
void       trivet_day_pane_show_days (TrivetDayPane   *self);
void       trivet_day_pane_show_end  (TrivetDayPane   *self);

G_END_DECLS
