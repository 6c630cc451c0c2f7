/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_MENU_BAR (trivet_menu_bar_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuBar, trivet_menu_bar, TRIVET, MENU_BAR, GtkWidget)

/**
 * TrivetMenuBar:
 *
 * Which dishes are wanted: a category's chip, or words in a search; those of the hour unless all are.
 * Signals: `changed`: others are wanted; `activated`: Enter in the search.
 */
GtkWidget  *trivet_menu_bar_new          (TrivetUiContext *context);
void        trivet_menu_bar_update       (TrivetMenuBar   *self);
void        trivet_menu_bar_forget_all   (TrivetMenuBar   *self);
gboolean    trivet_menu_bar_hides        (TrivetMenuBar   *self,
                                          const char      *category_id);
gboolean    trivet_menu_bar_hides_some   (TrivetMenuBar   *self);
const char *trivet_menu_bar_get_category (TrivetMenuBar   *self);
const char *trivet_menu_bar_get_query    (TrivetMenuBar   *self);
void        trivet_menu_bar_search       (TrivetMenuBar   *self);
gboolean    trivet_menu_bar_leave_search (TrivetMenuBar   *self);

G_END_DECLS
