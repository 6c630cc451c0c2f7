/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetGuestsStepper:
 *
 * How many guests the order on the screen is for; one tap more or less. Only guests who sit somewhere are
 * counted.
 */
#define TRIVET_TYPE_GUESTS_STEPPER (trivet_guests_stepper_get_type ())
G_DECLARE_FINAL_TYPE (TrivetGuestsStepper, trivet_guests_stepper, TRIVET, GUESTS_STEPPER, GtkBox)

GtkWidget *trivet_guests_stepper_new    (TrivetUiContext     *context);
/* @order: (nullable): what is on the screen */
void       trivet_guests_stepper_update (TrivetGuestsStepper *self,
                                         const TrivetOrder   *order);

G_END_DECLS
