/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetDoor:
 *
 * A page that not everybody may see: what is behind it, or the question for somebody's yes. The yes lasts
 * until the page is left. Signal `opened`: what is behind is shown now and may ask the services.
 */
#define TRIVET_TYPE_DOOR (trivet_door_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDoor, trivet_door, TRIVET, DOOR, GtkWidget)

/* @content: (transfer floating) */
GtkWidget *trivet_door_new     (TrivetUiContext  *context,
                                TrivetPermission  permission,
                                GtkWidget        *content);
void       trivet_door_enter   (TrivetDoor       *self,
                                const char       *title,
                                const char       *text);
gboolean   trivet_door_is_open (TrivetDoor       *self);

G_END_DECLS
