/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTipPane:
 *
 * What the guest gives to the staff: usual rates, round sums, or any amount. Signal `done`: the tip
 * is on its way, or nobody wants one.
 */
#define TRIVET_TYPE_TIP_PANE (trivet_tip_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTipPane, trivet_tip_pane, TRIVET, TIP_PANE, GtkWidget)

GtkWidget *trivet_tip_pane_new       (TrivetUiContext *context);
void       trivet_tip_pane_open      (TrivetTipPane   *self,
                                      int              check);
void       trivet_tip_pane_press_key (TrivetTipPane   *self,
                                      guint            key);

G_END_DECLS
