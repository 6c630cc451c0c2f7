/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The chips of the open orders, the current one lit. */
#define TRIVET_TYPE_HEADER_TABS (trivet_header_tabs_get_type ())
G_DECLARE_FINAL_TYPE (TrivetHeaderTabs, trivet_header_tabs, TRIVET, HEADER_TABS, GtkBox)

GtkWidget *trivet_header_tabs_new (TrivetUiContext *context);

G_END_DECLS
