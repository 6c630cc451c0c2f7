/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_CARD (trivet_kiosk_card_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskCard, trivet_kiosk_card, TRIVET, KIOSK_CARD, GtkBox)

/* A dish as guests see it. Signals: `more`, `less`: a guest wants one more of it, or one less. */
GtkWidget      *trivet_kiosk_card_new          (TrivetUiContext *context);
TrivetMenuItem *trivet_kiosk_card_get_item     (TrivetKioskCard *self);
void            trivet_kiosk_card_set_item     (TrivetKioskCard *self,
                                                TrivetMenuItem  *item);
void            trivet_kiosk_card_set_quantity (TrivetKioskCard *self,
                                                gint64           quantity);
void            trivet_kiosk_card_update       (TrivetKioskCard *self);

G_END_DECLS
