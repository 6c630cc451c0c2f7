/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TRIVET_MINUTES_A_DAY 1440

/**
 * TrivetHours:
 * @days: bits 1 << (weekday - 1), Monday is 1; 0 is every day
 * @from_minute, @to_minute: of the shop's day, 0 … 1439, up to but without @to_minute; equal is all
 *   day, and hours may go past midnight: then they belong to the day on which they began
 *
 * At which hours of the week something is so, by the clock on the shop's wall.
 */
typedef struct {
  guint days;
  int   from_minute;
  int   to_minute;
} TrivetHours;

gboolean trivet_hours_read           (JsonObject        *body,
                                      TrivetHours       *ret_hours,
                                      GError           **error);
gboolean trivet_hours_are_on         (const TrivetHours *self,
                                      gint64             at_us,
                                      GTimeZone         *zone);
gint64   trivet_hours_next_change_us (const TrivetHours *self,
                                      gint64             after_us,
                                      GTimeZone         *zone);

G_END_DECLS
