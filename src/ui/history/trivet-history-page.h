/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_HISTORY_PAGE (trivet_history_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetHistoryPage, trivet_history_page, TRIVET, HISTORY_PAGE, GtkBox)

/* Past orders, with the receipt of the chosen one. */
GtkWidget *trivet_history_page_new     (TrivetUiContext   *context);
void       trivet_history_page_refresh (TrivetHistoryPage *self);

G_END_DECLS
