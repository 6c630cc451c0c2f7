/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kiosk.h"
#include "trivet-popular.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_ORDER_PAGE (trivet_kiosk_order_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskOrderPage, trivet_kiosk_order_page, TRIVET, KIOSK_ORDER_PAGE, GtkBox)

/* Where guests order. Signals `language`, `ease` and `staff` as of #TrivetKioskHead. */
GtkWidget *trivet_kiosk_order_page_new    (TrivetUiContext      *context,
                                           TrivetKiosk          *kiosk,
                                           TrivetPopular        *popular);
void       trivet_kiosk_order_page_update (TrivetKioskOrderPage *self);

G_END_DECLS
