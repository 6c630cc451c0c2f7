/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who works here, in which role, and when somebody must sign in. For those who may change it. */
#define TRIVET_TYPE_STAFF_PAGE (trivet_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStaffPage, trivet_staff_page, TRIVET, STAFF_PAGE, GtkBox)

GtkWidget *trivet_staff_page_new     (TrivetUiContext *context);
void       trivet_staff_page_refresh (TrivetStaffPage *self);

G_END_DECLS
