/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-floor-spot.h"

G_BEGIN_DECLS

TrivetSpot *_trivet_spot_new    (const char              *table_id);
/* @tabs: (nullable) (element-type TrivetTab): the open orders at it, oldest first.
 * @moved: what is known of the table may be new. */
void        _trivet_spot_update (TrivetSpot              *self,
                                 const TrivetTable       *table,
                                 const TrivetReservation *reservation,
                                 GPtrArray               *tabs,
                                 gint64                   now_us,
                                 gboolean                 moved);

G_END_DECLS
