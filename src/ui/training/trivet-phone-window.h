/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PHONE_WINDOW (trivet_phone_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPhoneWindow, trivet_phone_window, TRIVET, PHONE_WINDOW, GtkWindow)

/* The guest's phone of the training mode. Signal `shown` (GBytes *gray, int width, int height):
 * the phone is held in front of the camera: a picture of its screen, one byte a pixel. Signal
 * `tapped` (TrivetSecret *code): it is held to the reader; returns whether that heard it. */
GtkWidget *trivet_phone_window_new (TrivetUiContext *context);

G_END_DECLS
