/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each dish of a combo is made where it is made, in its course and with its allergens, also
 * after it was changed for another. Method: folds of written facts, and random changes of dishes. */

#include "combos-bench.h"

static TrivetKitchen *
make_kitchen (void)
{
  static const char *const facts[][2] = {
    { "station-set", "{'id':'wok','name':'Wok'}" },
    { "station-set", "{'id':'bar','name':'Bar'}" },
    { "station-set", "{'id':'grill','name':'Grill'}" },
    { "station-set", "{'id':'pass','name':'Pass','pass':true}" },
    { "category-routed", "{'category':'wok','station':'wok'}" },
    { "category-routed", "{'category':'tea','station':'bar'}" },
    { "category-routed", "{'category':'sets','station':'grill','course':2}" },
  };
  TrivetKitchen *kitchen = trivet_kitchen_new ();

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    g_autofree char *text = g_strdelimit (g_strdup (facts[i][1]), "'", '"');
    g_autoptr (TrivetFact) fact = domain_fact_about ("kitchen", facts[i][0], 1000, text);

    g_assert_true (trivet_kitchen_apply (kitchen, fact, NULL));
  }

  return kitchen;
}

/* "wok main/W×2; bar drink/T×2": what each station is told of the courses. */
static char *
dup_stations (TrivetKitchen *kitchen,
              TrivetOrder   *order,
              TrivetSlipKind kind,
              int            course)
{
  g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, kind, course);
  g_autoptr (GPtrArray) slips = trivet_kitchen_share_out (kitchen, order, due);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slips->len; i++) {
    const TrivetSlip *slip = g_ptr_array_index (slips, i);

    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", slip->station_id);
    for (guint j = 0; j < slip->lines->len; j++) {
      const TrivetSlipLine *entry = g_ptr_array_index (slip->lines, j);

      g_string_append_printf (text, " %s×%d", entry->part != NULL ? entry->part : entry->line_id, (int) entry->quantity);
    }
  }

  return g_string_free (text, FALSE);
}

static void
assert_stations (TrivetKitchen *kitchen,
                 TrivetOrder   *order,
                 TrivetSlipKind kind,
                 const char    *expected)
{
  g_autofree char *stations = dup_stations (kitchen, order, kind, TRIVET_COURSE_ALL);

  g_assert_cmpstr (stations, ==, expected);
}

static void
test_stations (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
  const TrivetStation *wok = trivet_kitchen_lookup_station (kitchen, "wok");
  const TrivetStation *pass = trivet_kitchen_lookup_station (kitchen, "pass");

  /* The station of the combo itself, the grill, has nothing to do. */
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "wok main/W×2; bar drink/T×2; pass main/W×2 drink/T×2");
  g_assert_true (trivet_kitchen_concerns_part (kitchen, wok, combos_bench_get_part (order, "W")));
  g_assert_false (trivet_kitchen_concerns_part (kitchen, wok, combos_bench_get_part (order, "T")));
  g_assert_false (trivet_kitchen_concerns_part (kitchen, pass, g_ptr_array_index (combos_bench_get_line (order)->modifiers, 1)));
  g_assert_true (trivet_kitchen_concerns_part (kitchen, pass, combos_bench_get_part (order, "T")));
  g_assert_cmpint (trivet_kitchen_get_course (kitchen, combos_bench_get_line (order)), ==, 2);

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "");
  domain_apply (order, "line-modifiers-set", 3500, "{'line':'L','modifiers':[" DISH ("main", "W", "wok", 600) "," INNER ("main/W", "mild", 0) "," DISH ("drink", "T", "tea", 0) "]}");
  assert_stations (kitchen, order, TRIVET_SLIP_CHANGE, "wok main/W×2; pass main/W×2");
  domain_apply (order, "line-voided", 4000, "{'line':'L'}");
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "wok main/W×2; bar drink/T×2; pass main/W×2 drink/T×2");
}

static void
test_cooked (void)
{
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  domain_apply (order, "lines-cooked", 3100, "{'lines':[{'line':'L','part':'drink/T','quantity':2}]}");
  g_assert_cmpint (combos_bench_get_part (order, "T")->cooked_quantity, ==, 2);
  g_assert_cmpint (combos_bench_get_line (order)->cooked_quantity, ==, 0);
  domain_apply (order, "lines-cooked", 3200, "{'lines':[{'line':'L','part':'main/W','quantity':1}]}");
  g_assert_cmpint (combos_bench_get_line (order)->cooked_quantity, ==, 1);
  /* The pass says it of the whole line. */
  domain_apply (order, "lines-cooked", 3300, "{'lines':[{'line':'L','quantity':1}]}");
  g_assert_cmpint (combos_bench_get_line (order)->cooked_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3400, "{'lines':[{'line':'L','part':'main/W','quantity':-2}]}");
  g_assert_cmpint (combos_bench_get_line (order)->cooked_quantity, ==, 0);
  g_assert_cmpint (combos_bench_get_part (order, "T")->cooked_quantity, >=, 2);

  /* Another option, the same dishes: they are as far as they were. */
  domain_apply (order, "line-modifiers-set", 3500, "{'line':'L','modifiers':[" DISH ("drink", "T", "tea", 0) "," DISH ("main", "W", "wok", 600) "]}");
  g_assert_cmpint (combos_bench_get_part (order, "T")->cooked_quantity, >=, 2);
  combos_bench_assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/V','quantity':1}]}");
  combos_bench_assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/W','quantity':1},{'line':'L','part':'main/W','quantity':1}]}");
  combos_bench_assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/W','quantity':1},{'line':'L','quantity':1}]}");

  /* Each cook sees for himself that nobody wants it any more. */
  domain_apply (order, "line-voided", 4000, "{'line':'L'}");
  domain_apply (order, "lines-sent", 4100, "{'lines':[{'line':'L','quantity':-2}]}");
  domain_apply (order, "lines-cooked", 4200, "{'lines':[{'line':'L','part':'main/W','quantity':0,'stopped':2}]}");
  g_assert_cmpint (combos_bench_get_part (order, "W")->stopped_seen, ==, 2);
  g_assert_cmpint (combos_bench_get_part (order, "T")->stopped_seen, ==, 0);
  g_assert_cmpint (combos_bench_get_line (order)->stopped_seen, ==, 0);
  domain_apply (order, "lines-cooked", 4300, "{'lines':[{'line':'L','part':'drink/T','quantity':0,'stopped':2}]}");
  g_assert_cmpint (combos_bench_get_line (order)->stopped_seen, ==, 2);
}

#define SET(modifiers) "{'line':'L','modifiers':[" modifiers "]}"
#define WOK            DISH ("main", "W", "wok", 600)
#define VEG            DISH ("main", "V", "sets", 0)
#define TEA            DISH ("drink", "T", "tea", 0)

/* As the register and the kitchen's desk do it: what is due of @kind is told. */
static void
tell (TrivetKitchen *kitchen,
      TrivetOrder   *order,
      TrivetSlipKind kind,
      int            course,
      gint64         time_us)
{
  g_autoptr (GPtrArray) dues = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_slip_free);
  JsonObject      *body;
  g_autofree char *text = NULL;

  g_ptr_array_add (dues, trivet_kitchen_list_due (kitchen, order, kind, course));
  body = trivet_kitchen_sent_body (order, dues);
  g_assert_nonnull (body);
  text = trivet_json_print (body);
  json_object_unref (body);
  domain_apply (order, "lines-sent", time_us, "%s", text);
}

/* A dish is changed after it was sent: its station stops, the new one's begins, the third hears nothing. */
static void
test_swapped (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
  g_autoptr (TrivetOrder) copy = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  tell (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL, 3000);
  g_assert_cmpint (combos_bench_get_line (order)->sent_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3100, "{'lines':[{'line':'L','part':'main/W','quantity':1}]}");
  domain_apply (order, "line-modifiers-set", 3200, SET (VEG "," TEA));
  copy = trivet_order_copy (order);
  a = domain_dump_order (order);
  b = domain_dump_order (copy);
  g_assert_cmpstr (a, ==, b);
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "wok main/W×2; pass main/W×2");
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "grill main/V×2; pass main/V×2");
  assert_stations (kitchen, order, TRIVET_SLIP_CHANGE, "");

  /* Back again before anybody has seen it: it is as far as it was. */
  domain_apply (order, "line-modifiers-set", 3300, SET (TEA "," WOK "," INNER ("main/W", "hot", 100)));
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "");
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "");
  g_assert_cmpint (combos_bench_get_part (order, "W")->cooked_quantity, ==, 1);
  g_assert_cmpuint (combos_bench_get_line (order)->dropped->len, ==, 0);

  /* Told, and seen: the old one is over. */
  domain_apply (order, "line-modifiers-set", 3400, SET (VEG "," TEA));
  tell (kitchen, order, TRIVET_SLIP_VOID, TRIVET_COURSE_ALL, 3500);
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "");
  tell (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_ALL, 3600);
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "");
  g_assert_cmpint (combos_bench_get_part (order, "V")->sent_quantity, ==, 2);
  g_assert_cmpint (trivet_order_line_lookup_part (combos_bench_get_line (order), "main/W")->stopped_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3700, "{'lines':[{'line':'L','part':'main/W','quantity':0,'stopped':2}]}");
  domain_apply (order, "line-modifiers-set", 3800, SET (WOK "," TEA));
  g_assert_cmpint (combos_bench_get_part (order, "W")->cooked_quantity, ==, 0);
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "wok main/W×2; pass main/W×2");
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "grill main/V×2; pass main/V×2");

  /* What is dropped stays void when the rest moves to another table, or is voided. */
  domain_apply (order, "line-moved", 3900, "{'line':'L','to':'other'}");
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "grill main/V×2; pass main/V×2");
}

/* Each dish comes with the course of its own category; what is held waits, the rest goes. */
static void
test_courses (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
  g_autoptr (TrivetFact) routed = domain_fact_about ("kitchen", "category-routed", 1000, "{\"category\":\"wok\",\"station\":\"wok\",\"course\":5}");
  g_autofree char *free_text = NULL;
  g_autofree char *fired = NULL;

  g_assert_true (trivet_kitchen_apply (kitchen, routed, NULL));
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "W")), ==, 5);
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "T")), ==, 2);
  g_assert_cmpint (trivet_kitchen_get_course (kitchen, combos_bench_get_line (order)), ==, 2);
  g_assert_true (trivet_kitchen_is_in_course (kitchen, NULL, combos_bench_get_line (order), 5));
  g_assert_false (trivet_kitchen_is_in_course (kitchen, trivet_kitchen_lookup_station (kitchen, "bar"), combos_bench_get_line (order), 5));

  domain_apply (order, "course-held", 2500, "{'course':5,'held':true}");
  free_text = dup_stations (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE);
  g_assert_cmpstr (free_text, ==, "bar drink/T×2; pass drink/T×2");
  tell (kitchen, order, TRIVET_SLIP_NEW, TRIVET_COURSE_FREE, 3000);
  g_assert_cmpint (combos_bench_get_part (order, "W")->sent_quantity, ==, 0);
  fired = dup_stations (kitchen, order, TRIVET_SLIP_NEW, 5);
  g_assert_cmpstr (fired, ==, "wok main/W×2; pass main/W×2");
  /* Who asks where it is, asks for what was sent. */
  assert_stations (kitchen, order, TRIVET_SLIP_RUSH, "bar drink/T×2; pass drink/T×2");
  domain_apply (order, "line-quantity-changed", 3100, "{'line':'L','by':-1}");
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "bar drink/T×1; pass drink/T×1");
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "wok main/W×1; pass main/W×1");

  /* What staff say of the line holds for all of it. */
  domain_apply (order, "line-course-set", 3200, "{'line':'L','course':7}");
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "W")), ==, 7);

  /* One dish alone; the others stay with the line, and so does this one when that is taken back. */
  domain_apply (order, "line-course-set", 3300, "{'line':'L','course':3,'place':'main/W'}");
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "W")), ==, 3);
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "T")), ==, 7);
  domain_apply (order, "line-course-set", 3500, "{'line':'L','course':0,'place':'main/W'}");
  g_assert_cmpint (trivet_kitchen_get_part_course (kitchen, combos_bench_get_line (order), combos_bench_get_part (order, "W")), ==, 7);
}

static void
test_allergens (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_auto (GStrv) tea = NULL;
  g_auto (GStrv) fried = NULL;
  g_autofree char *of_tea = NULL;
  g_autofree char *of_fried = NULL;

  /* Fish is said of the set alone: it may be in any of its dishes. Soy is said of both, nuts of one. */
  domain_apply (order, "line-added", 2000,
                COMBO ("{'group':'main','option':'W','sku':'W','name':'W','price_minor':0,'allergens':['soy','nuts']}," TEA));
  g_ptr_array_add (parts, (gpointer) combos_bench_get_part (order, "T"));
  tea = trivet_order_line_list_allergens (combos_bench_get_line (order), parts);
  of_tea = g_strjoinv (" ", tea);
  g_assert_cmpstr (of_tea, ==, "fish soy");
  g_ptr_array_index (parts, 0) = (gpointer) combos_bench_get_part (order, "W");
  fried = trivet_order_line_list_allergens (combos_bench_get_line (order), parts);
  of_fried = g_strjoinv (" ", fried);
  g_assert_true (g_strv_contains ((const char *const *) fried, "nuts"));
  g_assert_true (g_strv_contains ((const char *const *) fried, "fish"));
}

/* @known: part → how many a cook was told to make, who reads every slip */
static void
cook_reads (GHashTable       *known,
            const TrivetSlip *slip)
{
  for (guint i = 0; i < slip->lines->len; i++) {
    const TrivetSlipLine *entry = g_ptr_array_index (slip->lines, i);
    int                   n = GPOINTER_TO_INT (g_hash_table_lookup (known, entry->part));

    if (slip->kind == TRIVET_SLIP_NEW)
      n += (int) entry->quantity;
    if (slip->kind == TRIVET_SLIP_VOID)
      n -= (int) entry->quantity;
    g_assert_cmpint (n, >=, 0);
    g_hash_table_insert (known, g_strdup (entry->part), GINT_TO_POINTER (n));
  }
}

static void
change_something (TrivetOrder        *order,
                  TrivetSeededRandom *random,
                  gint64              time_us)
{
  static const char *const mains[] = { "W", "V", "U" };
  static const char *const categories[] = { "wok", "grill", "tea" };
  GPtrArray               *dropped = combos_bench_get_line (order)->dropped;
  guint                    which = trivet_seeded_random_below (random, 3);
  gboolean                 yes = trivet_seeded_random_below (random, 2);

  switch (trivet_seeded_random_below (random, 5)) {
  case 0:
    domain_apply (order, "line-modifiers-set", time_us,
                  "{'line':'L','modifiers':[{'group':'main','option':'%s','sku':'%s','category':'%s','kitchen':'K','name':'N','price_minor':0}%s]}",
                  mains[which], mains[which], categories[which], yes ? "," TEA : "");
    break;
  case 1:
    domain_apply (order, "line-quantity-changed", time_us, "{'line':'L','by':%d}", (int) which - 1 + (yes ? 1 : 0));
    break;
  case 2:
    domain_apply (order, "course-held", time_us, "{'course':4,'held':%s}", yes ? "true" : "false");
    break;
  case 3:
    domain_apply (order, "line-note-set", time_us, "{'line':'L','note':'%u'}", which);
    break;
  default:
    if (dropped->len > 0) {
      const TrivetLineModifier *part = g_ptr_array_index (dropped, 0);

      domain_apply (order, "lines-cooked", time_us, "{'lines':[{'line':'L','part':'%s/%s','quantity':0,'stopped':%d}]}",
                    part->group_id, part->option_id, (int) part->stopped_quantity);
    }
    break;
  }
}

static void
tell_all (TrivetKitchen *kitchen,
          TrivetOrder   *order,
          GHashTable    *known,
          int            course,
          gint64         time_us)
{
  for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_VOID; kind++) {
    int of = kind == TRIVET_SLIP_VOID ? TRIVET_COURSE_ALL : course;
    g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, kind, of);

    cook_reads (known, due);
    if (due->lines->len > 0)
      tell (kitchen, order, kind, of, time_us);
  }
}

static void
assert_known (TrivetOrder *order,
              GHashTable  *known)
{
  const TrivetOrderLine *line = combos_bench_get_line (order);
  GHashTableIter         iter;
  gpointer               place;
  gpointer               n;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &place, &n)) {
    gboolean wanted = FALSE;

    for (guint i = 0; i < line->modifiers->len; i++) {
      const TrivetLineModifier *part = g_ptr_array_index (line->modifiers, i);

      wanted |= part->sku != NULL && trivet_line_modifier_is_at (part, place);
    }
    g_assert_cmpint (GPOINTER_TO_INT (n), ==, wanted && !line->voided ? line->quantity : 0);
  }
}

/* Dishes come and go, courses are held, voids are seen, lines are counted up and down: in the end a cook
 * who reads every slip makes exactly what the guests want. */
static void
test_random_swaps (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (45);
  g_autoptr (TrivetFact) routed = domain_fact_about ("kitchen", "category-routed", 1000,
                                                     "{\"category\":\"grill\",\"station\":\"grill\",\"course\":4}");

  g_assert_true (trivet_kitchen_apply (kitchen, routed, NULL));
  for (int round = 0; round < ROUNDS; round++) {
    g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    gint64 time_us = 3000;

    for (int step = 0; step < 25 && !combos_bench_get_line (order)->voided; step++) {
      change_something (order, random, time_us += 10);
      if (trivet_seeded_random_below (random, 4) == 0)
        tell_all (kitchen, order, known, TRIVET_COURSE_FREE, time_us);
    }
    tell_all (kitchen, order, known, TRIVET_COURSE_ALL, time_us + 10);
    for (TrivetSlipKind kind = TRIVET_SLIP_NEW; kind <= TRIVET_SLIP_VOID; kind++)
      assert_stations (kitchen, order, kind, "");
    assert_known (order, known);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-combos/stations", test_stations);
  g_test_add_func ("/domain/order-combos/cooked", test_cooked);
  g_test_add_func ("/domain/order-combos/swapped", test_swapped);
  g_test_add_func ("/domain/order-combos/courses", test_courses);
  g_test_add_func ("/domain/order-combos/allergens", test_allergens);
  g_test_add_func ("/domain/order-combos/random-swaps", test_random_swaps);

  return g_test_run ();
}
