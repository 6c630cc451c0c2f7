/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu itself, to be changed while the register sells: dishes and categories, choices, and menus of
 * certain hours. */
#define TRIVET_TYPE_MENU_PAGE (trivet_menu_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuPage, trivet_menu_page, TRIVET, MENU_PAGE, GtkBox)

GtkWidget *trivet_menu_page_new  (TrivetUiContext *context);
void       trivet_menu_page_open (TrivetMenuPage  *self);

G_END_DECLS
