/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-period.h"
#include "trivet-register.h"

G_BEGIN_DECLS

/* What the menu is now, for the order on the screen. When it becomes another one, because its hours are
 * over or others begin, `menu-changed` says so. */
const TrivetMenuPeriod *trivet_register_get_period     (TrivetRegister *self);
gint64                  trivet_register_get_period_end_us (TrivetRegister *self);
gboolean                trivet_register_shows_category (TrivetRegister *self,
                                                        const char     *category_id);
gint64                  trivet_register_get_price_minor (TrivetRegister *self,
                                                         TrivetMenuItem *item);
GTimeZone              *trivet_register_get_zone       (TrivetRegister *self);

G_END_DECLS
