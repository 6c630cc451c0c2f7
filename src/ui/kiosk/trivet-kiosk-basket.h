/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_BASKET (trivet_kiosk_basket_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskBasket, trivet_kiosk_basket, TRIVET, KIOSK_BASKET, GtkBox)

/* All lines of the order, to be changed and taken out. Signal `edit` (const char *line_id): the guest
 * wants other choices. */
GtkWidget *trivet_kiosk_basket_new (TrivetUiContext *context);

G_END_DECLS
