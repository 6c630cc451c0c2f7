/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kiosk.h"
#include "trivet-ui-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_WINDOW (trivet_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskWindow, trivet_kiosk_window, TRIVET, KIOSK_WINDOW, AdwWindow)

/* The whole screen, for guests. Signal `left`: staff have said who they are, and want the register. */
GtkWidget *trivet_kiosk_window_new (TrivetUiContext *context);

G_END_DECLS
