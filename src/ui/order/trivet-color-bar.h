/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_COLOR_BAR (trivet_color_bar_get_type ())
G_DECLARE_FINAL_TYPE (TrivetColorBar, trivet_color_bar, TRIVET, COLOR_BAR, GtkWidget)

GtkWidget *trivet_color_bar_new       (void);
void       trivet_color_bar_set_color (TrivetColorBar *self,
                                       const char     *color);

G_END_DECLS
