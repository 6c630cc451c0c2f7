/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*TrivetStaffFunc) (const char *name,
                                 gpointer    user_data);

/* Who of those who work here, in a popover beside @parent. @user_data must live as long as @parent. Gives
 * %FALSE when nobody else is listed: then a name has to be typed. */
gboolean trivet_staff_popover_ask (GtkWidget       *parent,
                                   TrivetUiContext *context,
                                   const char      *title,
                                   const char      *present,
                                   TrivetStaffFunc  func,
                                   gpointer         user_data);

G_END_DECLS
