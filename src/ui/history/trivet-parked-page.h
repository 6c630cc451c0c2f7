/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetParkedPage:
 *
 * Every payment and refund that is not settled, what is known of it, and what can be done.
 */
#define TRIVET_TYPE_PARKED_PAGE (trivet_parked_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetParkedPage, trivet_parked_page, TRIVET, PARKED_PAGE, GtkBox)

GtkWidget *trivet_parked_page_new (TrivetUiContext *context);

G_END_DECLS
