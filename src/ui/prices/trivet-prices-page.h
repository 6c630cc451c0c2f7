/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPricesPage:
 *
 * The price book: promotions, charges, and how cash is rounded. Whoever may changes it, each change
 * can be taken back.
 */
#define TRIVET_TYPE_PRICES_PAGE (trivet_prices_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPricesPage, trivet_prices_page, TRIVET, PRICES_PAGE, GtkBox)

GtkWidget *trivet_prices_page_new     (TrivetUiContext  *context);
void       trivet_prices_page_refresh (TrivetPricesPage *self);

G_END_DECLS
