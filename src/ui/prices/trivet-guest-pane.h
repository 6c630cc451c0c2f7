/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetGuestPane:
 *
 * Whose order it is, and the coupons that the guest hands in; both can be typed or scanned. Signal
 * `done`: staff go on.
 */
#define TRIVET_TYPE_GUEST_PANE (trivet_guest_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetGuestPane, trivet_guest_pane, TRIVET, GUEST_PANE, GtkWidget)

GtkWidget *trivet_guest_pane_new         (TrivetUiContext *context);
void       trivet_guest_pane_open        (TrivetGuestPane *self,
                                          gboolean         for_coupon);
void       trivet_guest_pane_handle_code (TrivetGuestPane *self,
                                          const char      *text);

G_END_DECLS
