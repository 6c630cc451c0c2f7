/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-bookkeeper-private.h"

/* Looks every half hour which of the last days are missing: bills are made about 09:00 and safe to
 * ask for after 10:00 (specs/wechatpay 11, specs/alipay 12). */

#define LOOK_INTERVAL_MS (30 * 60 * 1000)
#define DAYS_BACK        7
#define READY_US         (10 * G_TIME_SPAN_HOUR)

/* Returns: (transfer full): the day of a provider's calendar */
char *
_trivet_bookkeeper_dup_date (gint64 wall_us)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, beijing);

  return g_date_time_format (local, "%Y-%m-%d");
}

/* Trouble is noted for the page and tried again; one line in the log is enough. */
static void
on_missing_fetched (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!trivet_bookkeeper_fetch_finish (TRIVET_BOOKKEEPER (source), result, NULL, &error))
    g_message ("A bill cannot be had yet: %s", error->message);
}

static gboolean
has_trade (GPtrArray  *summaries,
           const char *provider_id,
           const char *date)
{
  for (guint i = 0; i < summaries->len; i++) {
    const TrivetBillSummary *summary = g_ptr_array_index (summaries, i);

    if (g_str_equal (summary->provider_id, provider_id) && g_str_equal (summary->date, date) &&
        g_str_equal (summary->kind, "trade"))
      return TRUE;
  }

  return FALSE;
}

static void
fetch_missing (TrivetBookkeeper *self,
               GPtrArray        *summaries)
{
  g_auto (GStrv) provider_ids = trivet_bookkeeper_dup_providers (self);
  gint64 ready_us = trivet_clock_get_wall_us (self->clock) - READY_US;

  for (guint i = 0; provider_ids[i] != NULL; i++) {
    for (guint day = 1; day <= DAYS_BACK; day++) {
      g_autofree char *date = _trivet_bookkeeper_dup_date (ready_us - day * G_TIME_SPAN_DAY);

      if (!has_trade (summaries, provider_ids[i], date))
        _trivet_bookkeeper_fetch (self, provider_ids[i], date, self->cancellable, on_missing_fetched, NULL);
    }
  }
}

static void
on_stock_taken (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetBookkeeper) self = user_data;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;

  summaries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (summaries == NULL)
    g_warning ("The stored bills cannot be listed: %s", error->message);
  else if (self->look_id != 0)
    fetch_missing (self, summaries);
}

gboolean
_trivet_bookkeeper_on_look_due (gpointer user_data)
{
  TrivetBookkeeper *self = user_data;
  gint64            now_us = trivet_clock_get_wall_us (self->clock);
  g_autofree char  *from = _trivet_bookkeeper_dup_date (now_us - (DAYS_BACK + 1) * G_TIME_SPAN_DAY);
  g_autofree char  *to = _trivet_bookkeeper_dup_date (now_us);

  self->look_id = trivet_clock_add_timeout (self->clock, LOOK_INTERVAL_MS, _trivet_bookkeeper_on_look_due, self, NULL);
  trivet_repository_list_bills_async (self->repository, from, to, NULL, on_stock_taken,
                                      g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/**
 * trivet_bookkeeper_start:
 * @self: a bookkeeper
 *
 * Looks now, and then every half hour, which of the last days' bills are missing, and fetches them.
 */
void
trivet_bookkeeper_start (TrivetBookkeeper *self)
{
  g_return_if_fail (TRIVET_IS_BOOKKEEPER (self));

  if (self->look_id == 0)
    self->look_id = trivet_clock_add_timeout (self->clock, 0, _trivet_bookkeeper_on_look_due, self, NULL);
}
