/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_STRIP (trivet_kiosk_strip_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskStrip, trivet_kiosk_strip, TRIVET, KIOSK_STRIP, GtkBox)

/* The order below the dishes. Signals: `pay`; `see-all`: the guest wants the whole list, or the dishes
 * back. */
GtkWidget *trivet_kiosk_strip_new      (TrivetUiContext  *context);
void       trivet_kiosk_strip_set_open (TrivetKioskStrip *self,
                                        gboolean          open);
void       trivet_kiosk_strip_say      (TrivetKioskStrip *self,
                                        const char       *words);

G_END_DECLS
