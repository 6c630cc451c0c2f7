/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_HEADER (trivet_header_get_type ())
G_DECLARE_FINAL_TYPE (TrivetHeader, trivet_header, TRIVET, HEADER, GtkBox)

/* The bar at the top: menu, open orders, what needs attention, who works, the time. */
GtkWidget *trivet_header_new       (TrivetUiContext *context);
void       trivet_header_show_tabs (TrivetHeader    *self);
void       trivet_header_show_page (TrivetHeader    *self,
                                    const char      *title,
                                    const char      *back_label);
void       trivet_header_show_bar  (TrivetHeader    *self,
                                    GtkWidget       *content);

G_END_DECLS
