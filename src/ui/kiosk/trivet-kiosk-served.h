/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_SERVED_VIEW (trivet_kiosk_served_view_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskServedView, trivet_kiosk_served_view, TRIVET, KIOSK_SERVED_VIEW, GtkBox)

/* The number by which a paid order is called. Signal `done`: the guest has read it. */
GtkWidget *trivet_kiosk_served_new  (void);
void       trivet_kiosk_served_show (TrivetKioskServedView *self,
                                     const TrivetPayScene  *scene,
                                     const char            *number,
                                     guint                  seconds_left);

G_END_DECLS
