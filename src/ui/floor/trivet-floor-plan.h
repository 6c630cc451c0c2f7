/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-host.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetFloorPlan:
 *
 * The tables of one room, where they stand. Signals:
 * - `table-clicked` (TrivetSpot *spot)
 * - `table-moved` (TrivetSpot *spot, int x, int y, int width, int height): while editing, a drag
 *   has ended there; in units of the grid, perhaps outside of the room
 */
#define TRIVET_TYPE_FLOOR_PLAN (trivet_floor_plan_get_type ())
G_DECLARE_FINAL_TYPE (TrivetFloorPlan, trivet_floor_plan, TRIVET, FLOOR_PLAN, GtkWidget)

GtkWidget  *trivet_floor_plan_new         (TrivetFloorHost *host,
                                           TrivetCurrency   currency);
const char *trivet_floor_plan_get_room    (TrivetFloorPlan *self);
void        trivet_floor_plan_show_room   (TrivetFloorPlan *self,
                                           const char      *room_id);
void        trivet_floor_plan_set_editing (TrivetFloorPlan *self,
                                           gboolean         editing);
void        trivet_floor_plan_choose      (TrivetFloorPlan *self,
                                           const char      *table_id);
void        trivet_floor_plan_focus       (TrivetFloorPlan *self,
                                           const char      *table_id);

G_END_DECLS
