/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kiosk.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_PAY_PAGE (trivet_kiosk_pay_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskPayPage, trivet_kiosk_pay_page, TRIVET, KIOSK_PAY_PAGE, GtkWidget)

/* Where guests pay, by any way that is there, and read their number. */
GtkWidget *trivet_kiosk_pay_page_new         (TrivetUiContext    *context,
                                              TrivetKiosk        *kiosk);
void       trivet_kiosk_pay_page_open        (TrivetKioskPayPage *self);
void       trivet_kiosk_pay_page_close       (TrivetKioskPayPage *self);
void       trivet_kiosk_pay_page_update      (TrivetKioskPayPage *self);
void       trivet_kiosk_pay_page_handle_code (TrivetKioskPayPage *self,
                                              TrivetSecret       *code);

G_END_DECLS
