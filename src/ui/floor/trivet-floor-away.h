/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetFloorAway:
 *
 * Orders that are at no table: takeaway and delivery, with what the guest is called by. Signal
 * `order-clicked` (const char *order_id).
 */
#define TRIVET_TYPE_FLOOR_AWAY (trivet_floor_away_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFloorAway, trivet_floor_away, TRIVET, FLOOR_AWAY, GtkBox)

GtkWidget *trivet_floor_away_new (TrivetUiContext *context);

G_END_DECLS
