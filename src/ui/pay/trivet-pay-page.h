/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPayPage:
 *
 * Takes the money for the order that the checkout has begun with. Signal `finished`: staff go on
 * to the next customer; the checkout has been ended.
 */
#define TRIVET_TYPE_PAY_PAGE (trivet_pay_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPayPage, trivet_pay_page, TRIVET, PAY_PAGE, GtkWidget)

GtkWidget *trivet_pay_page_new         (TrivetUiContext *context);
void       trivet_pay_page_open        (TrivetPayPage   *self);
void       trivet_pay_page_close       (TrivetPayPage   *self);
void       trivet_pay_page_handle_code (TrivetPayPage   *self,
                                        TrivetSecret    *code);
void       trivet_pay_page_take_exact  (TrivetPayPage   *self);

G_END_DECLS
