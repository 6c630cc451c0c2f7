/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the kitchen is told of every dish once, at the right station, and of nothing twice. Method:
 * folds of written facts, and random histories beside a cook who knows only slips. */

#include "domain-bench.h"
#include "trivet-kitchen.h"

static void
kitchen_apply (TrivetKitchen *kitchen,
               const char    *type_name,
               const char    *body)
{
  g_autofree char *copy = g_strdup (body);
  g_autoptr (TrivetFact) fact = domain_fact_about ("kitchen", type_name, 1000, g_strdelimit (copy, "'", '"'));
  g_autoptr (GError) error = NULL;
  gboolean applied = trivet_kitchen_apply (kitchen, fact, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

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

static TrivetKitchen *
make_kitchen (void)
{
  TrivetKitchen *kitchen = trivet_kitchen_new ();

  kitchen_apply (kitchen, "station-set", "{'id':'pass','name':'Pass','name_zh':'出菜口','pass':true}");
  kitchen_apply (kitchen, "station-set", "{'id':'wok','name':'Wok','name_zh':'炒锅','printer':'tcp:192.0.2.7:9100','fallback':'bar'}");
  kitchen_apply (kitchen, "station-set", "{'id':'bar','name':'Bar','name_zh':'吧台','paper_mm':58,'language':'en'}");
  kitchen_apply (kitchen, "category-routed", "{'category':'tea','station':'bar'}");
  kitchen_apply (kitchen, "category-routed", "{'category':'mains','station':'wok','course':2}");
  kitchen_apply (kitchen, "item-routed", "{'sku':'ice','station':'bar'}");

  return kitchen;
}

static void
add_dish (TrivetOrder *order,
          const char  *line_id,
          const char  *sku,
          const char  *category,
          int          quantity)
{
  domain_apply (order, "line-added", 2000,
                "{'line':'%s','sku':'%s','category':'%s','name':'Dish','name_zh':'菜','kitchen':'菜','quantity':%d,"
                "'unit_price_minor':100,'tax_rate_ppm':0,'modifiers':[]}",
                line_id, sku, category, quantity);
}

static void
test_fold (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
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
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();

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
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetKitchen) empty = trivet_kitchen_new ();
  g_autoptr (TrivetOrder) order = domain_open_order ();

  add_dish (order, "A", "duck", "mains", 1);
  add_dish (order, "B", "ice", "mains", 1);
  add_dish (order, "C", "tea", "tea", 1);
  add_dish (order, "D", "egg", "unheard-of", 1);
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

static guint
count_due (TrivetKitchen *kitchen,
           TrivetOrder   *order,
           TrivetSlipKind kind,
           int            course)
{
  g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, kind, course);

  return due->lines->len;
}

static void
test_slips_by_station (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetSlip) due = NULL;
  g_autoptr (GPtrArray) slips = NULL;
  const TrivetSlip *slip;

  add_dish (order, "A", "duck", "mains", 2);
  add_dish (order, "C", "tea", "tea", 1);
  add_dish (order, "E", "", "mains", 1);
  due = trivet_kitchen_list_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL);
  slips = trivet_kitchen_share_out (kitchen, order, due);
  g_assert_cmpuint (slips->len, ==, 3);
  slip = g_ptr_array_index (slips, 0);
  g_assert_cmpstr (slip->station_id, ==, "pass");
  g_assert_cmpuint (slip->lines->len, ==, 2);
  slip = g_ptr_array_index (slips, 1);
  g_assert_cmpstr (slip->station_id, ==, "wok");
  g_assert_cmpuint (slip->lines->len, ==, 1);
  g_assert_cmpint (((TrivetSlipLine *) g_ptr_array_index (slip->lines, 0))->quantity, ==, 2);
}

static void
test_held (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (TrivetFact) wrong = domain_fact ("course-held", 3000, "{'course':10,'held':true}");

  add_dish (order, "A", "duck", "mains", 2);
  add_dish (order, "C", "tea", "tea", 1);
  domain_apply (order, "course-held", 3000, "{'course':2,'held':true}");
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE), ==, 1);
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL), ==, 2);
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_NEW, 2), ==, 1);
  domain_apply (order, "course-held", 3000, "{'course':2,'held':false}");
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE), ==, 2);
  g_assert_false (trivet_order_apply (order, wrong, NULL));
}

/* What a person does after sending, one after the other. */
static void
test_after_sending (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetOrderLine *line;

  add_dish (order, "A", "duck", "mains", 2);
  domain_apply (order, "line-note-set", 2500, "{'line':'A','note':'well done'}");
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_CHANGE, TRIVET_COURSE_ALL), ==, 0);
  g_assert_cmpuint (count_due (kitchen, order, TRIVET_SLIP_RUSH, TRIVET_COURSE_ALL), ==, 0);
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'A','quantity':2}]}");
  line = trivet_order_lookup_line (order, "A");
  g_assert_cmpint (line->sent_at_us, ==, 3000);
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind < TRIVET_SLIP_RUSH; kind++)
    g_assert_cmpuint (count_due (kitchen, order, kind, TRIVET_COURSE_ALL), ==, 0);
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH), ==, 2);

  /* Changed and changed back is no change; changed is told once. */
  domain_apply (order, "line-note-set", 3100, "{'line':'A','note':'rare'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 2);
  domain_apply (order, "line-note-set", 3200, "{'line':'A','note':'well done'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 0);
  domain_apply (order, "line-modifiers-set", 3300, "{'line':'A','modifiers':[{'group':'g','option':'o','name':'Mild','price_minor':0}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 2);
  domain_apply (order, "lines-sent", 3400, "{'lines':[{'line':'A','quantity':0}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_CHANGE), ==, 0);
  g_assert_cmpint (line->changed_at_us, ==, 3400);
  g_assert_cmpint (line->sent_at_us, ==, 3000);

  /* One is served; one is voided, then all. */
  domain_apply (order, "lines-served", 3500, "{'lines':[{'line':'A','quantity':1}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_RUSH), ==, 1);
  domain_apply (order, "line-quantity-changed", 3600, "{'line':'A','by':-1}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 1);
  domain_apply (order, "line-voided", 3700, "{'line':'A'}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 2);
  domain_apply (order, "lines-sent", 3800, "{'lines':[{'line':'A','quantity':-2}]}");
  g_assert_cmpint (trivet_order_line_get_due (order, line, TRIVET_SLIP_VOID), ==, 0);
  g_assert_cmpint (line->stopped_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3900, "{'lines':[{'line':'A','quantity':0,'stopped':2}]}");
  g_assert_cmpint (line->stopped_seen, ==, 2);
}

/* The kitchen goes on with a line that another order has taken over; a void order has none. */
static void
test_moved_and_void (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  const TrivetOrderLine *moved;
  const TrivetOrderLine *left;

  add_dish (order, "A", "duck", "mains", 2);
  add_dish (order, "B", "duck", "mains", 3);
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'A','quantity':2},{'line':'B','quantity':3}]}");
  domain_apply (order, "line-moved", 3100, "{'line':'A','to':'OTHER'}");
  domain_apply (order, "order-voided", 3200, "{'reason':'left'}");
  moved = trivet_order_lookup_line (order, "A");
  left = trivet_order_lookup_line (order, "B");
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_RUSH; kind++)
    g_assert_cmpint (trivet_order_line_get_due (order, moved, kind), ==, 0);
  g_assert_cmpint (trivet_order_line_get_due (order, left, TRIVET_SLIP_VOID), ==, 3);
  g_assert_cmpint (trivet_order_line_get_due (order, left, TRIVET_SLIP_RUSH), ==, 0);
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
  };
  g_autoptr (TrivetFact) fact = domain_fact ("print-requested", 1, "{'station':'wok','kind':'void','lines':[{'line':'A','quantity':3}]}");
  g_autoptr (TrivetSlip) slip = trivet_slip_read (trivet_fact_get_body (fact), NULL);
  g_autoptr (JsonArray) lines = trivet_slip_lines_to_json (slip);

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

/* What a cook knows who reads every slip and nothing else. */
typedef struct {
  GHashTable *quantities; /* line id → how many to make */
  GHashTable *notes;      /* line id → note as last told */
} Cook;

static void
cook_reads (Cook              *cook,
            const TrivetOrder *order,
            const TrivetSlip  *slip)
{
  for (guint i = 0; i < slip->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (slip->lines, i);
    int                   known = GPOINTER_TO_INT (g_hash_table_lookup (cook->quantities, entry->line_id));

    if (slip->kind == TRIVET_SLIP_NEW)
      known += (int) entry->quantity;
    if (slip->kind == TRIVET_SLIP_VOID)
      known -= (int) entry->quantity;
    g_assert_cmpint (known, >=, 0);
    g_hash_table_insert (cook->quantities, g_strdup (entry->line_id), GINT_TO_POINTER (known));
    if (slip->kind == TRIVET_SLIP_NEW || slip->kind == TRIVET_SLIP_CHANGE)
      g_hash_table_insert (cook->notes, g_strdup (entry->line_id),
                           g_strdup (trivet_order_lookup_line (order, entry->line_id)->note));
  }
}

static void
send_kinds (TrivetKitchen *kitchen,
            TrivetOrder   *order,
            Cook          *cook,
            TrivetSlipKind first,
            TrivetSlipKind last,
            int            course)
{
  g_autoptr (GPtrArray) dues = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  JsonObject      *body;
  g_autofree char *text = NULL;

  for (TrivetSlipKind kind = first; kind <= last; kind++) {
    g_ptr_array_add (dues, trivet_kitchen_list_due (kitchen, order, kind, course));
    cook_reads (cook, order, g_ptr_array_index (dues, dues->len - 1));
  }
  body = trivet_kitchen_sent_body (dues);
  if (body == NULL)
    return;
  text = trivet_json_print (body);
  json_object_unref (body);
  domain_apply (order, "lines-sent", 5000, "%s", text);
}

static void
assert_cook_knows (TrivetKitchen *kitchen,
                   TrivetOrder   *order,
                   Cook          *cook)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    gint64                 wanted = trivet_order_line_get_wanted (order, line);

    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (cook->quantities, line->line_id)), ==, wanted);
    if (wanted > 0)
      g_assert_cmpstr (g_hash_table_lookup (cook->notes, line->line_id), ==, line->note);
  }
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_VOID; kind++)
    g_assert_cmpuint (count_due (kitchen, order, kind, TRIVET_COURSE_ALL), ==, 0);
}

static void
change_something (TrivetOrder *order,
                  guint       *n_lines)
{
  g_autofree char *line_id = g_strdup_printf ("L%d", g_test_rand_int_range (0, (gint32) MAX (*n_lines, 1)));

  switch (*n_lines == 0 ? 0 : g_test_rand_int_range (0, 6)) {
  case 0:
    if (*n_lines < 12) {
      g_autofree char *new_id = g_strdup_printf ("L%u", (*n_lines)++);

      add_dish (order, new_id, "duck", g_test_rand_bit () ? "mains" : "tea", g_test_rand_int_range (1, 5));
    }
    break;
  case 1:
  case 2:
    domain_apply (order, "line-quantity-changed", 4000, "{'line':'%s','by':%d}", line_id, g_test_rand_int_range (-2, 3));
    break;
  case 3:
    domain_apply (order, "line-note-set", 4000, "{'line':'%s','note':'%d'}", line_id, g_test_rand_int_range (0, 3));
    break;
  case 4:
    domain_apply (order, "line-voided", 4000, "{'line':'%s'}", line_id);
    break;
  case 5:
    domain_apply (order, "lines-cooked", 4000, "{'lines':[{'line':'%s','quantity':1}]}", line_id);
    break;
  }
}

static void
test_random (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();

  for (int round = 0; round < DOMAIN_ROUNDS (2000); round++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();
    g_autoptr (GHashTable) quantities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    Cook  cook = { quantities, notes };
    guint n_lines = 0;

    for (int step = 0; step < 40; step++) {
      change_something (order, &n_lines);
      /* As the register does: what is void at once, by itself; the rest when somebody says so. */
      if (g_test_rand_bit ())
        send_kinds (kitchen, order, &cook, TRIVET_SLIP_VOID, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL);
      if (g_test_rand_int_range (0, 4) == 0)
        send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_CHANGE, g_test_rand_bit () ? 2 : TRIVET_COURSE_FREE);
    }
    if (g_test_rand_bit ())
      domain_apply (order, "order-voided", 4500, "{'reason':'left'}");
    send_kinds (kitchen, order, &cook, TRIVET_SLIP_VOID, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL);
    send_kinds (kitchen, order, &cook, TRIVET_SLIP_NEW, TRIVET_SLIP_CHANGE, TRIVET_COURSE_ALL);
    assert_cook_knows (kitchen, order, &cook);
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
  g_test_add_func ("/domain/kitchen/slips-by-station", test_slips_by_station);
  g_test_add_func ("/domain/kitchen/held", test_held);
  g_test_add_func ("/domain/kitchen/after-sending", test_after_sending);
  g_test_add_func ("/domain/kitchen/moved-and-void", test_moved_and_void);
  g_test_add_func ("/domain/kitchen/slip-json", test_slip_json);
  g_test_add_func ("/domain/kitchen/allergy", test_allergy);
  g_test_add_func ("/domain/kitchen/import", test_import);
  g_test_add_func ("/domain/kitchen/random", test_random);

  return g_test_run ();
}
