/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetClosePane:
 *
 * The end of this register's shift: the blind count, what is missing, and closing it or handing it over.
 * Signal `done`: it is closed.
 */
#define TRIVET_TYPE_CLOSE_PANE (trivet_close_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetClosePane, trivet_close_pane, TRIVET, CLOSE_PANE, GtkBox)

GtkWidget *trivet_close_pane_new (TrivetUiContext *context);

G_END_DECLS
