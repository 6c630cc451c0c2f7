/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetFloorPage:
 *
 * The tables of the shop (design: floor). Signal `order-wanted`: the register has an order on the
 * screen that staff want to see.
 */
#define TRIVET_TYPE_FLOOR_PAGE (trivet_floor_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFloorPage, trivet_floor_page, TRIVET, FLOOR_PAGE, GtkWidget)

GtkWidget *trivet_floor_page_new        (TrivetUiContext *context);
GtkWidget *trivet_floor_page_get_bar    (TrivetFloorPage *self);
void       trivet_floor_page_open       (TrivetFloorPage *self);
gboolean   trivet_floor_page_handle_key (TrivetFloorPage *self,
                                         guint            keyval,
                                         GdkModifierType  state);
gboolean   trivet_floor_page_go_back    (TrivetFloorPage *self);

G_END_DECLS
