/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-popular.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_DISHES (trivet_kiosk_dishes_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskDishes, trivet_kiosk_dishes, TRIVET, KIOSK_DISHES, GtkBox)

/* The dishes of the menu for guests, and the choices of one in their place. */
GtkWidget *trivet_kiosk_dishes_new   (TrivetUiContext   *context,
                                      TrivetPopular     *popular);
void       trivet_kiosk_dishes_reset (TrivetKioskDishes *self);
void       trivet_kiosk_dishes_edit  (TrivetKioskDishes *self,
                                      const char        *line_id);

G_END_DECLS
