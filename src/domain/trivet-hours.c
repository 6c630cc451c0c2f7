/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-hours.h"

#include "trivet-fact.h"

/*
 * Hours of a week. They are those of the wall clock, so that lunch begins at eleven also on the day on
 * which the clocks change.
 */

/* Clocks change at whole quarters of an hour of UTC, in every zone: within one of them local time
 * runs on evenly, and no local midnight lies inside. */
#define QUARTER_MINUTES 15
#define QUARTER_US      (QUARTER_MINUTES * 60 * G_USEC_PER_SEC)
#define MINUTE_US       (60 * G_USEC_PER_SEC)
/* A week and a day: what has not changed until then never does. */
#define MAX_QUARTERS (8 * 24 * 4)

/**
 * trivet_hours_read:
 * @body: of a fact, with `days`, `from_minute` and `to_minute`, each of which may be absent
 * @ret_hours: (out): the hours
 * @error: return location for a %TRIVET_FACT_ERROR_BODY
 *
 * Returns: %FALSE when they are not within a day or a week
 */
gboolean
trivet_hours_read (JsonObject  *body,
                   TrivetHours *ret_hours,
                   GError     **error)
{
  gint64 from;
  gint64 to;
  gint64 days;

  g_return_val_if_fail (body != NULL, FALSE);
  g_return_val_if_fail (ret_hours != NULL, FALSE);

  from = trivet_json_get_int_or (body, "from_minute", 0);
  to = trivet_json_get_int_or (body, "to_minute", 0);
  days = trivet_json_get_int_or (body, "days", 0);
  if (from < 0 || from >= TRIVET_MINUTES_A_DAY || to < 0 || to > TRIVET_MINUTES_A_DAY || days < 0 || days > 127) {
    g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY,
                         "“from_minute”, “to_minute” or “days” is not within a day or a week");
    return FALSE;
  }
  ret_hours->from_minute = (int) from;
  ret_hours->to_minute = (int) to % TRIVET_MINUTES_A_DAY;
  ret_hours->days = (guint) days;

  return TRUE;
}

static gboolean
are_on_at (const TrivetHours *self,
           int                weekday,
           int                minute)
{
  int      from = self->from_minute;
  int      to = self->to_minute;
  gboolean past_midnight = from > to && minute < to;

  if (past_midnight)
    weekday = weekday == 1 ? 7 : weekday - 1;
  if (self->days != 0 && (self->days & 1u << (weekday - 1)) == 0)
    return FALSE;
  if (from == to)
    return TRUE;

  return from < to ? minute >= from && minute < to : minute >= from || past_midnight;
}

static gboolean
get_local (gint64     at_us,
           GTimeZone *zone,
           int       *ret_weekday,
           int       *ret_minute)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (local == NULL)
    return FALSE;
  *ret_weekday = g_date_time_get_day_of_week (local);
  *ret_minute = g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);

  return TRUE;
}

/**
 * trivet_hours_are_on:
 * @self: hours
 * @at_us: microseconds since 1970-01-01 UTC
 * @zone: the shop's time zone
 *
 * Returns: whether @at_us is within them
 */
gboolean
trivet_hours_are_on (const TrivetHours *self,
                     gint64             at_us,
                     GTimeZone         *zone)
{
  int weekday;
  int minute;

  g_return_val_if_fail (self != NULL && zone != NULL, FALSE);

  return get_local (at_us, zone, &weekday, &minute) && are_on_at (self, weekday, minute);
}

/**
 * trivet_hours_next_change_us:
 * @self: hours
 * @after_us: microseconds since 1970-01-01 UTC
 * @zone: the shop's time zone
 *
 * Returns: the first whole minute after @after_us at which the hours begin or end; -1 when they never
 *   do
 */
gint64
trivet_hours_next_change_us (const TrivetHours *self,
                             gint64             after_us,
                             GTimeZone         *zone)
{
  gint64   quarter_us = after_us - after_us % QUARTER_US;
  gboolean was_on;

  g_return_val_if_fail (self != NULL && zone != NULL, -1);
  g_return_val_if_fail (after_us >= 0, -1);

  was_on = trivet_hours_are_on (self, after_us, zone);
  for (guint i = 0; i < MAX_QUARTERS; i++, quarter_us += QUARTER_US) {
    int weekday;
    int minute;

    if (!get_local (quarter_us, zone, &weekday, &minute))
      return -1;
    for (int j = 0; j < QUARTER_MINUTES; j++) {
      gint64 at_us = quarter_us + j * MINUTE_US;

      if (at_us > after_us && are_on_at (self, weekday, minute + j) != was_on)
        return at_us;
    }
  }

  return -1;
}
