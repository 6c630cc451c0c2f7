/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_HEAD (trivet_kiosk_head_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskHead, trivet_kiosk_head, TRIVET, KIOSK_HEAD, GtkWidget)

/* The top of the screen. Signals: `language`; `ease`: larger and lower, or back; `start-over`: the
 * guest has said so twice; `staff`: somebody pressed long on the title. */
GtkWidget *trivet_kiosk_head_new       (void);
void       trivet_kiosk_head_show      (TrivetKioskHead *self,
                                        const char      *title,
                                        gboolean         started,
                                        gboolean         worth_asking);

G_END_DECLS
