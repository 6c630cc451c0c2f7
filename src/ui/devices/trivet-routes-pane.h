/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which station makes what, inside the page for devices. */
#define TRIVET_TYPE_ROUTES_PANE (trivet_routes_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetRoutesPane, trivet_routes_pane, TRIVET, ROUTES_PANE, GtkBox)

GtkWidget *trivet_routes_pane_new (TrivetUiContext *context);

G_END_DECLS
