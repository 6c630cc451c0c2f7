/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_MENU_PANE (trivet_menu_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuPane, trivet_menu_pane, TRIVET, MENU_PANE, GtkBox)

/* The menu: categories, search, dishes; choices in place of the dishes. */
GtkWidget *trivet_menu_pane_new         (TrivetUiContext *context);
void       trivet_menu_pane_edit_line   (TrivetMenuPane  *self,
                                         const char      *line_id);
void       trivet_menu_pane_show_dishes (TrivetMenuPane  *self);
void       trivet_menu_pane_search      (TrivetMenuPane  *self);
gboolean   trivet_menu_pane_go_back     (TrivetMenuPane  *self);

G_END_DECLS
