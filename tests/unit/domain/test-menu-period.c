/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a menu of certain hours runs when the clock on the wall says so, over midnight and on days when
 * the clocks change, and its categories and prices are those of its hours. Method: cases written down
 * by hand; random hours in six time zones against a second definition of them (minutes of a week), with
 * every change looked for minute by minute. */

#include "domain-bench.h"
#include "trivet-menu-period.h"

#define MINUTE_US      (60 * G_USEC_PER_SEC)
#define MINUTES_A_WEEK (7 * TRIVET_MINUTES_A_DAY)

static gint64
at (GTimeZone  *zone,
    const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static GTimeZone *
get_zone (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (zone);
  return zone;
}

static TrivetMenuPeriod *
try_period (const char *body,
            GError    **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about ("menu", "menu-period-set", 1, text);

  return trivet_menu_period_read (trivet_fact_get_body (fact), error);
}

static TrivetMenuPeriod *
make_period (const char *body)
{
  g_autoptr (GError) error = NULL;
  TrivetMenuPeriod *period = try_period (body, &error);

  g_assert_no_error (error);
  return period;
}

typedef struct {
  TrivetHours hours;
  const char *when;
  gboolean    on;
} Case;

static void
test_hours (void)
{
  /* 2026-03-02 was a Monday. */
  static const Case cases[] = {
    { { 0, 660, 840 }, "2026-03-02T10:59:59", FALSE },
    { { 0, 660, 840 }, "2026-03-02T11:00:00", TRUE },
    { { 0, 660, 840 }, "2026-03-02T13:59:59", TRUE },
    { { 0, 660, 840 }, "2026-03-02T14:00:00", FALSE },
    { { 1, 0, 0 }, "2026-03-02T23:59:00", TRUE },
    { { 1, 0, 0 }, "2026-03-03T00:00:00", FALSE },
    { { 1, 1320, 120 }, "2026-03-02T23:00:00", TRUE },
    { { 1, 1320, 120 }, "2026-03-03T01:59:00", TRUE },
    { { 1, 1320, 120 }, "2026-03-03T02:00:00", FALSE },
    { { 1, 1320, 120 }, "2026-03-02T01:00:00", FALSE },
    { { 64, 1320, 120 }, "2026-03-02T01:00:00", TRUE },
  };
  g_autoptr (GTimeZone) zone = get_zone ("Asia/Shanghai");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (trivet_hours_are_on (&cases[i].hours, at (zone, cases[i].when), zone), ==, cases[i].on);
}

static void
assert_next (const TrivetHours *hours,
             GTimeZone         *zone,
             const char        *after,
             const char        *expected)
{
  gint64 next_us = trivet_hours_next_change_us (hours, at (zone, after), zone);

  g_assert_cmpint (next_us, ==, expected != NULL ? at (zone, expected) : -1);
}

static void
test_clocks_change (void)
{
  const TrivetHours night = { 0, 150, 210 }; /* 02:30 to 03:30 */
  const TrivetHours lunch = { 0, 660, 840 };
  const TrivetHours always = { 0, 0, 0 };
  g_autoptr (GTimeZone) berlin = get_zone ("Europe/Berlin");

  /* From 02:00 the clocks go to 03:00, which is past half past two. */
  assert_next (&night, berlin, "2026-03-29T01:10:00", "2026-03-29T03:00:00");
  assert_next (&night, berlin, "2026-03-29T03:00:00", "2026-03-29T03:30:00");
  /* Half past two comes twice, an hour apart, in the night when they go back. */
  assert_next (&night, berlin, "2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00");
  assert_next (&night, berlin, "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00");
  assert_next (&night, berlin, "2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00");
  assert_next (&night, berlin, "2026-10-25T02:30:00+01:00", "2026-10-25T03:30:00+01:00");
  /* Lunch is at eleven all the same. */
  assert_next (&lunch, berlin, "2026-03-28T20:00:00", "2026-03-29T11:00:00");
  assert_next (&lunch, berlin, "2026-03-29T11:00:00", "2026-03-29T14:00:00");
  assert_next (&always, berlin, "2026-03-29T11:00:00", NULL);
}

/* The second definition: hours are stretches of a week of 10,080 minutes that begin on allowed days. */
static gboolean
is_on_by_week (const TrivetHours *hours,
               gint64             at_us,
               GTimeZone         *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  int      minute = ((g_date_time_get_day_of_week (local) - 1) * 24 + g_date_time_get_hour (local)) * 60 + g_date_time_get_minute (local);
  gboolean all_day = hours->from_minute == hours->to_minute;
  int      length = all_day ? TRIVET_MINUTES_A_DAY : (hours->to_minute - hours->from_minute + TRIVET_MINUTES_A_DAY) % TRIVET_MINUTES_A_DAY;

  for (int day = 0; day < 7; day++) {
    int start = day * TRIVET_MINUTES_A_DAY + (all_day ? 0 : hours->from_minute);

    if ((hours->days == 0 || (hours->days >> day & 1) != 0) && (minute - start + MINUTES_A_WEEK) % MINUTES_A_WEEK < length)
      return TRUE;
  }

  return FALSE;
}

static void
test_random_hours (void)
{
  static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia" };
  guint                    n_changes = 0;

  for (guint i = 0; i < 300; i++) {
    g_autoptr (GTimeZone) zone = get_zone (zones[i % G_N_ELEMENTS (zones)]);
    TrivetHours hours = { (guint) g_test_rand_int_range (0, 128), g_test_rand_int_range (0, 1440), g_test_rand_int_range (0, 1440) };
    /* Within two days of the nights in which clocks change in the north, and any time of the year. */
    gint64   base_us = i % 2 == 0 ? at (zone, "2026-03-27T00:00:00Z") : at (zone, "2026-01-01T00:00:00Z") + g_test_rand_int_range (0, 365) * 1440 * (gint64) MINUTE_US;
    gint64   now_us = base_us + g_test_rand_int_range (0, 3 * 86400) * (gint64) G_USEC_PER_SEC;
    gint64   next_us = trivet_hours_next_change_us (&hours, now_us, zone);
    gint64   minute_us = now_us - now_us % MINUTE_US;
    gboolean on = is_on_by_week (&hours, now_us, zone);

    g_assert_cmpint (trivet_hours_are_on (&hours, now_us, zone), ==, on);
    for (minute_us += MINUTE_US; minute_us < now_us + 2 * 1440 * (gint64) MINUTE_US; minute_us += MINUTE_US) {
      gboolean then = is_on_by_week (&hours, minute_us, zone);

      g_assert_cmpint (trivet_hours_are_on (&hours, minute_us, zone), ==, then);
      if (then != on)
        break;
    }
    if (minute_us < now_us + 2 * 1440 * (gint64) MINUTE_US) {
      g_assert_cmpint (next_us, ==, minute_us);
      n_changes++;
    } else {
      g_assert_true (next_us == -1 || next_us >= minute_us);
    }
  }
  g_assert_cmpuint (n_changes, >, 100);
}

#define LUNCH "{'id':'lunch','name':'Lunch','name_zh':'午市','position':1,'days':31,'from_minute':660,'to_minute':840," \
              "'categories':['sets'],'prices':[{'sku':'A1','price_minor':1800},{'sku':'A2','price_minor':900}]}"
#define NIGHT "{'id':'night','name':'Night','position':2,'from_minute':1260,'to_minute':120,'categories':['sets','bar']," \
              "'prices':[{'sku':'A1','price_minor':3000}]}"
#define TO_GO    "{'id':'to-go','name':'To go','position':0,'types':['takeaway'],'prices':[{'sku':'A1','price_minor':1500}]}"
#define ITEM(id) "{'id':'" id "','category':'sets','name':'Dish','price_minor':2800,'tax_rate_ppm':0}"

static TrivetMenu *
make_menu (void)
{
  static const char *const facts[][2] = {
    { "menu-category-set", "{'id':'sets','name':'Sets','position':0}" },
    { "menu-category-set", "{'id':'bar','name':'Bar','position':1}" },
    { "menu-category-set", "{'id':'tea','name':'Tea','position':2}" },
    { "menu-item-set", ITEM ("A1") },
    { "menu-item-set", ITEM ("A2") },
    { "menu-period-set", NIGHT },
    { "menu-period-set", LUNCH },
    { "menu-period-set", TO_GO },
  };
  TrivetMenu *menu = trivet_menu_new (TRIVET_CURRENCY_CNY);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    g_autofree char *text = g_strdelimit (g_strdup (facts[i][1]), "'", '"');
    g_autoptr (TrivetFact) fact = domain_fact_about ("menu", facts[i][0], 1, text);
    g_autoptr (GError) error = NULL;

    trivet_menu_apply (menu, fact, &error);
    g_assert_no_error (error);
  }

  return menu;
}

static gint64
price_at (TrivetMenu     *menu,
          const char     *sku,
          const char     *when,
          TrivetOrderKind kind)
{
  g_autoptr (GTimeZone) zone = get_zone ("Asia/Shanghai");
  const TrivetMenuMoment moment = { kind, at (zone, when), zone };

  return trivet_menu_periods_get_price (trivet_menu_get_periods (menu), trivet_menu_lookup_item (menu, sku), &moment);
}

static gboolean
shows_at (TrivetMenu *menu,
          const char *category_id,
          const char *when)
{
  g_autoptr (GTimeZone) zone = get_zone ("Asia/Shanghai");
  const TrivetMenuMoment moment = { TRIVET_ORDER_KIND_COUNTER, at (zone, when), zone };

  return trivet_menu_periods_show (trivet_menu_get_periods (menu), category_id, &moment);
}

static void
test_menu (void)
{
  g_autoptr (TrivetMenu) menu = make_menu ();
  g_autoptr (GTimeZone) zone = get_zone ("Asia/Shanghai");
  g_autoptr (TrivetFact) removed = domain_fact_about ("menu", "menu-period-removed", 1, "{\"id\":\"lunch\"}");
  GPtrArray             *periods = trivet_menu_get_periods (menu);
  const TrivetMenuMoment noon = { TRIVET_ORDER_KIND_TABLE, at (zone, "2026-03-02T12:00:00"), zone };
  const TrivetMenuMoment morning = { TRIVET_ORDER_KIND_TABLE, at (zone, "2026-03-02T09:00:00"), zone };

  g_assert_cmpuint (periods->len, ==, 3);
  g_assert_cmpstr (((TrivetMenuPeriod *) g_ptr_array_index (periods, 0))->id, ==, "to-go");
  g_assert_cmpstr (trivet_menu_periods_find_running (periods, &noon)->name_zh, ==, "午市");
  g_assert_null (trivet_menu_periods_find_running (periods, &morning));

  g_assert_true (shows_at (menu, "sets", "2026-03-02T12:00:00"));
  g_assert_false (shows_at (menu, "sets", "2026-03-02T09:00:00"));
  g_assert_true (shows_at (menu, "sets", "2026-03-02T22:00:00"));
  g_assert_true (shows_at (menu, "bar", "2026-03-03T01:00:00"));
  g_assert_false (shows_at (menu, "bar", "2026-03-02T12:00:00"));
  g_assert_false (shows_at (menu, "sets", "2026-03-07T12:00:00"));
  g_assert_true (shows_at (menu, "tea", "2026-03-02T09:00:00"));

  g_assert_cmpint (price_at (menu, "A1", "2026-03-02T12:00:00", TRIVET_ORDER_KIND_TABLE), ==, 1800);
  g_assert_cmpint (price_at (menu, "A1", "2026-03-02T12:00:00", TRIVET_ORDER_KIND_TAKEAWAY), ==, 1500);
  g_assert_cmpint (price_at (menu, "A2", "2026-03-02T12:00:00", TRIVET_ORDER_KIND_TAKEAWAY), ==, 900);
  g_assert_cmpint (price_at (menu, "A1", "2026-03-02T09:00:00", TRIVET_ORDER_KIND_TABLE), ==, 2800);
  g_assert_cmpint (price_at (menu, "A1", "2026-03-02T23:00:00", TRIVET_ORDER_KIND_TABLE), ==, 3000);
  g_assert_cmpint (trivet_menu_periods_next_change_us (periods, morning.at_us, zone), ==, at (zone, "2026-03-02T11:00:00"));

  g_assert_true (trivet_menu_apply (menu, removed, NULL));
  g_assert_cmpuint (trivet_menu_get_periods (menu)->len, ==, 2);
  g_assert_cmpint (price_at (menu, "A1", "2026-03-02T12:00:00", TRIVET_ORDER_KIND_TABLE), ==, 2800);
}

static void
test_refused (void)
{
  static const char *const bodies[] = {
    "{'name':'Lunch'}",
    "{'id':'x'}",
    "{'id':'x','name':'Lunch','days':128}",
    "{'id':'x','name':'Lunch','from_minute':1440}",
    "{'id':'x','name':'Lunch','to_minute':-1}",
    "{'id':'x','name':'Lunch','types':['breakfast']}",
    "{'id':'x','name':'Lunch','categories':[7]}",
    "{'id':'x','name':'Lunch','categories':'sets'}",
    "{'id':'x','name':'Lunch','prices':[7]}",
    "{'id':'x','name':'Lunch','prices':[{'sku':'A1'}]}",
    "{'id':'x','name':'Lunch','prices':[{'sku':'A1','price_minor':-1}]}",
    "{'id':'x','name':'Lunch','prices':{'A1':700}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (try_period (bodies[i], &error));
    g_assert_nonnull (error);
  }
  trivet_menu_period_free (make_period ("{'id':'x','name':'All','to_minute':1440}"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/menu-period/hours", test_hours);
  g_test_add_func ("/menu-period/clocks-change", test_clocks_change);
  g_test_add_func ("/menu-period/random-hours", test_random_hours);
  g_test_add_func ("/menu-period/menu", test_menu);
  g_test_add_func ("/menu-period/refused", test_refused);

  return g_test_run ();
}
