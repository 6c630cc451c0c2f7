/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* This register's drawer, its shift, and the end of the day. */
#define TRIVET_TYPE_DRAWERS_PAGE (trivet_drawers_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDrawersPage, trivet_drawers_page, TRIVET, DRAWERS_PAGE, GtkBox)

GtkWidget *trivet_drawers_page_new  (TrivetUiContext   *context);
void       trivet_drawers_page_open (TrivetDrawersPage *self);

G_END_DECLS
