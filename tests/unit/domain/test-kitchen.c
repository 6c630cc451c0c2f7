/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the kitchen has the stations and routes that facts and imports give it, and a slip is the same
 * after it was written into a fact. Method: folds of written facts, right and wrong. */

#include "kitchen-bench.h"

static void
assert_refused (TrivetKitchen *kitchen,
                const char    *subject,
                const char    *type_name,
                const char    *body)
{
  g_autofree char *copy = g_strdup (body);
  g_autoptr (TrivetFact) fact = domain_fact_about (subject, type_name, 1000, g_strdelimit (copy, "'", '"'));
  g_autoptr (GError) error = NULL;

  g_assert_false (trivet_kitchen_apply (kitchen, fact, &error));
  g_assert_nonnull (error);
}

static void
test_fold (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  const TrivetStation *station = trivet_kitchen_lookup_station (kitchen, "wok");

  g_assert_cmpuint (trivet_kitchen_get_stations (kitchen)->len, ==, 3);
  g_assert_cmpstr (station->name_zh, ==, "炒锅");
  g_assert_cmpstr (station->printer, ==, "tcp:192.0.2.7:9100");
  g_assert_cmpstr (station->fallback, ==, "bar");
  g_assert_cmpstr (station->language, ==, "both");
  g_assert_cmpint (station->paper_mm, ==, 80);
  g_assert_false (station->pass);
  g_assert_true (trivet_kitchen_find_station (kitchen, "WOK") == station);
  g_assert_true (trivet_kitchen_find_station (kitchen, "炒锅") == station);
  g_assert_null (trivet_kitchen_find_station (kitchen, "grill"));
  g_assert_null (trivet_kitchen_find_station (kitchen, NULL));

  /* Set again, it keeps its place; removed twice, it is gone once. */
  kitchen_apply (kitchen, "station-set", "{'id':'wok','name':'Stove'}");
  station = g_ptr_array_index (trivet_kitchen_get_stations (kitchen), 1);
  g_assert_cmpstr (station->name, ==, "Stove");
  g_assert_cmpstr (station->name_zh, ==, "Stove");
  g_assert_cmpstr (station->printer, ==, "");
  kitchen_apply (kitchen, "station-removed", "{'id':'wok'}");
  kitchen_apply (kitchen, "station-removed", "{'id':'wok'}");
  g_assert_cmpuint (trivet_kitchen_get_stations (kitchen)->len, ==, 2);
}

static void
test_refusals (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();

  assert_refused (kitchen, "menu", "station-set", "{'id':'x','name':'X'}");
  assert_refused (kitchen, "kitchen", "store-created", "{'id':'x','name':'X'}");
  assert_refused (kitchen, "kitchen", "station-set", "{'id':'x'}");
  assert_refused (kitchen, "kitchen", "station-set", "{'id':'','name':'X'}");
  assert_refused (kitchen, "kitchen", "station-set", "{'id':'x','name':'X','paper_mm':70}");
  assert_refused (kitchen, "kitchen", "station-set", "{'id':'x','name':'X','language':'fr'}");
  assert_refused (kitchen, "kitchen", "station-removed", "{}");
  assert_refused (kitchen, "kitchen", "category-routed", "{'category':'tea'}");
  assert_refused (kitchen, "kitchen", "category-routed", "{'category':'tea','station':'bar','course':10}");
  assert_refused (kitchen, "kitchen", "item-routed", "{'sku':7,'station':'bar'}");
  g_assert_cmpuint (trivet_kitchen_get_stations (kitchen)->len, ==, 3);

  for (int i = 3; i < TRIVET_KITCHEN_MAX_STATIONS; i++) {
    g_autofree char *body = g_strdup_printf ("{'id':'s%d','name':'S'}", i);

    kitchen_apply (kitchen, "station-set", body);
  }
  assert_refused (kitchen, "kitchen", "station-set", "{'id':'x','name':'X'}");
}

static void
assert_route (TrivetKitchen *kitchen,
              TrivetOrder   *order,
              const char    *line_id,
              const char    *station_id,
              int            course)
{
  const TrivetOrderLine *line = trivet_order_lookup_line (order, line_id);

  g_assert_cmpstr (trivet_kitchen_route (kitchen, line)->id, ==, station_id);
  g_assert_cmpint (trivet_kitchen_get_course (kitchen, line), ==, course);
}

static void
test_routes (void)
{
  g_autoptr (TrivetKitchen) kitchen = kitchen_new_three ();
  g_autoptr (TrivetKitchen) empty = trivet_kitchen_new ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  kitchen_add_dish (order, "A", "duck", "mains", 1);
  kitchen_add_dish (order, "B", "ice", "mains", 1);
  kitchen_add_dish (order, "C", "tea", "tea", 1);
  kitchen_add_dish (order, "D", "egg", "unheard-of", 1);
  assert_route (kitchen, order, "A", "wok", 2);
  assert_route (kitchen, order, "B", "bar", 2);
  assert_route (kitchen, order, "C", "bar", 0);
  assert_route (kitchen, order, "D", "wok", 0);
  domain_apply (order, "line-course-set", 3000, "{'line':'A','course':1}");
  assert_route (kitchen, order, "A", "wok", 1);

  kitchen_apply (kitchen, "item-routed", "{'sku':'ice','station':''}");
  assert_route (kitchen, order, "B", "wok", 2);
  /* A route to a station that is gone leads to the first one that makes anything. */
  kitchen_apply (kitchen, "station-removed", "{'id':'bar'}");
  assert_route (kitchen, order, "C", "wok", 0);
  g_assert_null (trivet_kitchen_route (empty, trivet_order_lookup_line (order, "A")));
}

static void
test_slip_json (void)
{
  static const char *const wrong[] = {
    "{'kind':'new','lines':[]}",
    "{'station':'wok','kind':'old','lines':[]}",
    "{'station':'wok','kind':'new'}",
    "{'station':'wok','kind':'new','lines':[7]}",
    "{'station':'wok','kind':'new','lines':[{'line':'A'}]}",
    "{'station':'wok','kind':'new','lines':[{'line':'A','quantity':0}]}",
    "{'station':'wok','kind':'new','lines':[{'line':'A','quantity':10000}]}",
    "{'station':'wok','kind':'place','lines':[]}",
    "{'station':'wok','kind':'place','former':7,'lines':[]}",
    "{'station':'wok','kind':'place','former':{'type':'moon'},'lines':[]}",
  };
  g_autoptr (TrivetFact) fact = domain_fact ("print-requested", 1, "{'station':'wok','kind':'void','lines':[{'line':'A','quantity':3}]}");
  g_autoptr (TrivetSlip) slip = trivet_slip_read (trivet_fact_get_body (fact), NULL);
  g_autoptr (JsonObject) written = json_object_new ();
  JsonArray *lines;

  trivet_slip_write (slip, written);
  lines = json_object_get_array_member (written, "lines");
  g_assert_cmpstr (slip->station_id, ==, "wok");
  g_assert_cmpint (slip->kind, ==, TRIVET_SLIP_VOID);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (lines, 0), "quantity"), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TrivetFact) bad = domain_fact ("print-requested", 1, "%s", wrong[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (trivet_slip_read (trivet_fact_get_body (bad), &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
  }
}

static void
test_allergy (void)
{
  g_assert_true (trivet_kitchen_is_allergy ("ALLERGY: peanuts"));
  g_assert_true (trivet_kitchen_is_allergy ("seat 2 is allergic to prawns"));
  g_assert_true (trivet_kitchen_is_allergy ("花生过敏"));
  g_assert_false (trivet_kitchen_is_allergy ("no coriander"));
  g_assert_false (trivet_kitchen_is_allergy (""));
  g_assert_false (trivet_kitchen_is_allergy (NULL));
}

static GPtrArray *
import (const char *text,
        GError    **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_auto (DomainBench) bench = { 0 };

  domain_bench_init (&bench, 1);

  return trivet_kitchen_import (json, -1, &bench.stamp, error);
}

static void
test_import (void)
{
  static const char *const wrong[] = {
    "{'kitchen':7}",
    "{'kitchen':{'stations':7}}",
    "{'kitchen':{'stations':[7]}}",
    "{'kitchen':{'stations':[{'id':'wok','name':'Wok'},{'id':'bar'}]}}",
  };
  g_autoptr (GPtrArray) none = import ("{'categories':[]}", NULL);
  g_autoptr (GPtrArray) facts = import ("{'kitchen':{'stations':[{'id':'wok','name':'Wok'}],"
                                        "'categories':[{'category':'tea','station':'wok'}],'items':[{'sku':'a','station':'wok'}]}}",
                                        NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (facts->len, ==, 3);
  g_assert_cmpint (trivet_fact_get_fact_type (g_ptr_array_index (facts, 1)), ==, TRIVET_FACT_CATEGORY_ROUTED);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (import (wrong[i], &error));
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY);
    if (i == 3)
      g_assert_nonnull (strstr (error->message, "Row 2 of “stations”"));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/kitchen/fold", test_fold);
  g_test_add_func ("/domain/kitchen/refusals", test_refusals);
  g_test_add_func ("/domain/kitchen/routes", test_routes);
  g_test_add_func ("/domain/kitchen/slip-json", test_slip_json);
  g_test_add_func ("/domain/kitchen/allergy", test_allergy);
  g_test_add_func ("/domain/kitchen/import", test_import);

  return g_test_run ();
}
