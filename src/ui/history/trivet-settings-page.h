/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_SETTINGS_PAGE (trivet_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSettingsPage, trivet_settings_page, TRIVET, SETTINGS_PAGE, GtkBox)

/* What this terminal prefers: who works here, printer, paper, receipts. */
GtkWidget *trivet_settings_page_new (TrivetUiContext *context);

G_END_DECLS
