/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetCodesPane:
 *
 * A code of ours for the guest to scan, large, one wallet at a time. It stands beside the camera:
 * whichever is paid first wins.
 */
#define TRIVET_TYPE_CODES_PANE (trivet_codes_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCodesPane, trivet_codes_pane, TRIVET, CODES_PANE, GtkWidget)

GtkWidget *trivet_codes_pane_new      (TrivetUiContext *context);
void       trivet_codes_pane_show     (TrivetCodesPane *self);
void       trivet_codes_pane_refresh  (TrivetCodesPane *self);
gboolean   trivet_codes_pane_is_live  (TrivetCodesPane *self);

G_END_DECLS
