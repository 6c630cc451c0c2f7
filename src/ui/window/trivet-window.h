/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_WINDOW (trivet_window_get_type ())
G_DECLARE_FINAL_TYPE (TrivetWindow, trivet_window, TRIVET, WINDOW, AdwApplicationWindow)

/* The register's window. Signal `guest-phone-wanted`: staff want to see the training phone. */
GtkWidget *trivet_window_new        (GtkApplication  *application,
                                     TrivetUiContext *context);
void       trivet_window_show_error (TrivetWindow    *self,
                                     const GError    *error);

G_END_DECLS
