/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_LINE_KITCHEN (trivet_line_kitchen_get_type ())
G_DECLARE_FINAL_TYPE (TrivetLineKitchen, trivet_line_kitchen, TRIVET, LINE_KITCHEN, GtkBox)

/* What staff tell the kitchen of a line of the current order. */
GtkWidget *trivet_line_kitchen_new    (TrivetUiContext   *context,
                                       const char        *line_id);
void       trivet_line_kitchen_update (TrivetLineKitchen *self);

G_END_DECLS
