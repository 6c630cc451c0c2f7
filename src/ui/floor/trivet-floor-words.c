/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-floor-words.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What stands on a table, in few words.
 */

/* From this width on, in units of the grid, there is room for words beside the numbers. */
#define WIDE_COLUMNS 24

/**
 * trivet_floor_words_name:
 * @name: English
 * @name_zh: Chinese
 *
 * Returns: (transfer none): the one of the language on the screen
 */
const char *
trivet_floor_words_name (const char *name,
                         const char *name_zh)
{
  return trivet_ui_is_chinese () ? name_zh : name;
}

/**
 * trivet_floor_words_for_table:
 * @table: a table
 *
 * Returns: (transfer full): "Table 12", or the table's own name
 */
char *
trivet_floor_words_for_table (const TrivetTable *table)
{
  return trivet_words_for_table_name (trivet_floor_words_name (table->name, table->name_zh));
}

/**
 * trivet_floor_words_for_minutes:
 * @minutes: whole minutes
 *
 * Returns: (transfer full): hours and minutes, "1:12"
 */
char *
trivet_floor_words_for_minutes (int minutes)
{
  return g_strdup_printf ("%d:%02d", minutes / 60, minutes % 60);
}

/**
 * trivet_floor_words_for_time:
 * @at_us: wall time
 *
 * Returns: (transfer full): the local clock, "13:00"
 */
char *
trivet_floor_words_for_time (gint64 at_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("?");
}

/**
 * trivet_floor_words_for_party:
 * @name: who
 * @guests: how many
 *
 * Returns: (transfer full): "Wang, 6"
 */
char *
trivet_floor_words_for_party (const char *name,
                              int         guests)
{
  /* Translators: a guest's name and how many they are */
  return g_strdup_printf (_("%s, %d"), name, guests);
}

/* A whole amount is short, so that it fits: ¥96, but ¥96.50. */
static char *
words_for_amount (gint64         minor,
                  TrivetCurrency currency)
{
  char *text = trivet_ui_format_minor (minor, currency);
  char *point = g_str_has_suffix (text, ".00") ? strrchr (text, '.') : NULL;

  if (point != NULL)
    *point = '\0';

  return text;
}

static char *
words_for_reserved (const TrivetReservation *reservation)
{
  g_autofree char *time = trivet_floor_words_for_time (reservation->at_us);
  g_autofree char *party = trivet_floor_words_for_party (reservation->name, reservation->guests);

  /* Translators: a time, and a name with the number of guests */
  return g_strdup_printf (_("reserved %s · %s"), time, party);
}

static char *
words_for_taken (const TrivetTable      *table,
                 const TrivetSpotStatus *status,
                 TrivetCurrency          currency)
{
  g_autofree char *time = trivet_floor_words_for_minutes (status->minutes);
  GString         *text = g_string_new (NULL);

  if (status->guests > 0 && table->width >= WIDE_COLUMNS)
    g_string_append_printf (text, ngettext ("%d guest", "%d guests", (gulong) status->guests), status->guests);
  else if (status->guests > 0)
    g_string_append_printf (text, "%d", status->guests);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", time);
  if (status->amount_minor != 0) {
    g_autofree char *amount = words_for_amount (status->amount_minor, currency);

    g_string_append_printf (text, "%s%s", table->shape == TRIVET_TABLE_ROUND ? "\n" : " · ", amount);
  }

  return g_string_free (text, FALSE);
}

static char *
words_for_bar (const TrivetSpotStatus *status,
               TrivetCurrency          currency)
{
  g_autofree char *tabs = g_strdup_printf (ngettext ("%u tab open", "%u tabs open", status->n_orders), status->n_orders);
  g_autofree char *amount = words_for_amount (status->amount_minor, currency);

  return g_strdup_printf ("%s · %s", tabs, amount);
}

/**
 * trivet_floor_words_for_detail:
 * @spot: a table
 * @currency: of the amounts
 *
 * Returns: (transfer full): what stands below its name
 */
char *
trivet_floor_words_for_detail (TrivetSpot    *spot,
                               TrivetCurrency currency)
{
  const TrivetTable      *table = trivet_spot_get_table (spot);
  const TrivetSpotStatus *status = trivet_spot_get_status (spot);

  switch (status->state) {
  case TRIVET_SPOT_FREE:
    return g_strdup_printf (ngettext ("%d seat", "%d seats", (gulong) table->seats), table->seats);
  case TRIVET_SPOT_RESERVED:
    return words_for_reserved (trivet_spot_get_reservation (spot));
  case TRIVET_SPOT_TO_CLEAR:
    return g_strdup (_("to clear"));
  case TRIVET_SPOT_SEATED:
  case TRIVET_SPOT_SERVED:
  case TRIVET_SPOT_BILL_ASKED:
    break;
  }

  return table->shape == TRIVET_TABLE_BAR ? words_for_bar (status, currency) : words_for_taken (table, status, currency);
}

static char *
words_for_courses (const TrivetSpotStatus *status)
{
  g_autofree char *sent = NULL;

  if (status->courses_sent == 0)
    return g_strdup ("");
  sent = g_strdup_printf (ngettext ("%d course sent", "%d courses sent", (gulong) status->courses_sent), status->courses_sent);
  if (status->next_course <= 0)
    return g_steal_pointer (&sent);

  /* Translators: "2 courses sent", and the number of the course that comes after them */
  return g_strdup_printf (_("%s · course %d next"), sent, status->next_course);
}

/**
 * trivet_floor_words_for_more:
 * @spot: a table
 *
 * Returns: (transfer full): what must be said besides, "" for nothing
 */
char *
trivet_floor_words_for_more (TrivetSpot *spot)
{
  const TrivetTable      *table = trivet_spot_get_table (spot);
  const TrivetSpotStatus *status = trivet_spot_get_status (spot);

  /* Translators: in a round table, where lines must be short: for how long the bill has been asked for */
  if (status->state == TRIVET_SPOT_BILL_ASKED && status->bill_minutes > 0 && table->shape == TRIVET_TABLE_ROUND)
    return g_strdup_printf (_("bill %d min"), status->bill_minutes);
  if (status->state == TRIVET_SPOT_BILL_ASKED)
    return status->bill_minutes > 0 ? g_strdup_printf (_("bill asked %d min ago"), status->bill_minutes) : g_strdup (_("bill asked"));
  if (status->late == TRIVET_SPOT_LATE_ORDER)
    return g_strdup (_("nothing ordered yet"));
  if (status->late == TRIVET_SPOT_LATE_FOOD)
    return g_strdup (_("food is late"));

  return table->width >= WIDE_COLUMNS && status->n_orders > 0 ? words_for_courses (status) : g_strdup ("");
}

/**
 * trivet_floor_words_for_state:
 * @state: of a table
 *
 * Returns: (transfer none): one word for it
 */
const char *
trivet_floor_words_for_state (TrivetSpotState state)
{
  switch (state) {
  case TRIVET_SPOT_FREE:
    return _("Free");
  case TRIVET_SPOT_RESERVED:
    return _("Reserved");
  case TRIVET_SPOT_SEATED:
    return _("Seated");
  case TRIVET_SPOT_SERVED:
    return _("Served");
  case TRIVET_SPOT_BILL_ASKED:
    return _("Bill asked");
  case TRIVET_SPOT_TO_CLEAR:
    return _("To clear");
  }

  return "";
}
