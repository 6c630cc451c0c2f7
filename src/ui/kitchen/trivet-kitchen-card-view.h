/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KITCHEN_CARD_VIEW (trivet_kitchen_card_view_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKitchenCardView, trivet_kitchen_card_view, TRIVET, KITCHEN_CARD_VIEW, GtkBox)

GtkWidget *trivet_kitchen_card_view_new    (TrivetKitchenBoard      *board);
void       trivet_kitchen_card_view_show   (TrivetKitchenCardView   *self,
                                            const TrivetKitchenCard *card);
void       trivet_kitchen_card_view_tick   (TrivetKitchenCardView   *self);
void       trivet_kitchen_card_view_bump   (TrivetKitchenCardView   *self);
char      *trivet_kitchen_format_minutes   (gint64                   time_us);

G_END_DECLS
