/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-guest-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PHONE_WINDOW (trivet_phone_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPhoneWindow, trivet_phone_window, TRIVET, PHONE_WINDOW, GtkWindow)

/* The guest's phone of the training mode. Signal `shown` (GBytes *gray, int width, int height):
 * the phone is held in front of the camera: a picture of its screen, one byte a pixel. */
GtkWidget *trivet_phone_window_new (TrivetGuestPhone *phone);

G_END_DECLS
