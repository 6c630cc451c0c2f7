/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-popular.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_SIDES (trivet_kiosk_sides_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskSides, trivet_kiosk_sides, TRIVET, KIOSK_SIDES, GtkWidget)

/* The categories of the menu of the hour, below what is popular. Signal `changed`: a guest chose one. */
GtkWidget  *trivet_kiosk_sides_new    (TrivetUiContext  *context,
                                       TrivetPopular    *popular);
void        trivet_kiosk_sides_reset  (TrivetKioskSides *self);
void        trivet_kiosk_sides_update (TrivetKioskSides *self);
gboolean    trivet_kiosk_sides_wants  (TrivetKioskSides *self,
                                       TrivetMenuItem   *item);

G_END_DECLS
