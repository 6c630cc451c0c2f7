/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_KIOSK_CODE (trivet_kiosk_code_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKioskCode, trivet_kiosk_code, TRIVET, KIOSK_CODE, GtkWidget)

/* A code of ours that a guest scans, of one wallet at a time. */
GtkWidget *trivet_kiosk_code_new     (TrivetUiContext *context);
void       trivet_kiosk_code_show    (TrivetKioskCode *self);
void       trivet_kiosk_code_refresh (TrivetKioskCode *self);

G_END_DECLS
