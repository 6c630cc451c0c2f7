/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_ARM (trivet_kiosk_arm_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskArm, trivet_kiosk_arm, TRIVET, KIOSK_ARM, GtkBox)

/* One way to pay: a picture, what to do, and what else there is to say. */
GtkWidget *trivet_kiosk_arm_new        (GtkWidget      *picture,
                                        const char     *css_class);
void       trivet_kiosk_arm_say        (TrivetKioskArm *self,
                                        const char     *title,
                                        const char     *text);
void       trivet_kiosk_arm_append     (TrivetKioskArm *self,
                                        GtkWidget      *child);

G_END_DECLS
