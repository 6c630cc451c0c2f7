/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a combo costs its parts and nothing else, each of its dishes is made where it is made, and open
 * prices are what staff said. Method: folds of written facts, and random combos beside sums made with
 * plain numbers. */

#include "domain-bench.h"
#include "trivet-kitchen.h"
#include "trivet-order-checks.h"
#include "trivet-order-merge.h"

#define ROUNDS DOMAIN_ROUNDS (2000)

#define DISH(slot, sku, category, price)                                                                   \
  "{'group':'" slot "','option':'" sku "','sku':'" sku "','category':'" category "','kitchen':'K" sku "'," \
  "'name':'Dish " sku "','price_minor':" #price ",'allergens':['soy']}"
#define INNER(under, option, price) \
  "{'group':'heat','option':'" option "','under':'" under "','name':'" option "','price_minor':" #price "}"
#define COMBO(modifiers)                                                                                  \
  "{'line':'L','sku':'S','category':'sets','name':'Set','name_zh':'套餐','kitchen':'套','quantity':2," \
  "'unit_price_minor':5000,'tax_rate_ppm':60000,'allergens':['fish','soy'],'modifiers':[" modifiers "]}"
#define LUNCH COMBO (DISH ("main", "W", "wok", 600) "," INNER ("main/W", "hot", 100) "," DISH ("drink", "T", "tea", 0))

static TrivetOrder *
open_lunch (void)
{
  TrivetOrder *order = domain_open_order ();

  domain_apply (order, "line-added", 2000, LUNCH);

  return order;
}

static const TrivetOrderLine *
get_line (TrivetOrder *order)
{
  return trivet_order_lookup_line (order, "L");
}

static const TrivetLineModifier *
get_part (TrivetOrder *order,
          const char  *sku)
{
  GPtrArray *modifiers = get_line (order)->modifiers;

  for (guint i = 0; i < modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (modifiers, i);

    if (g_strcmp0 (modifier->sku, sku) == 0)
      return modifier;
  }
  g_assert_not_reached ();
}

static void
assert_refused (TrivetOrder *order,
                const char  *type,
                const char  *body)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (TrivetFact) fact = domain_fact_about (DOMAIN_ORDER, type, 5000, text);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = domain_dump_order (order);
  g_autofree char *after = NULL;

  g_assert_false (trivet_order_apply (order, fact, &error));
  g_assert_nonnull (error);
  after = domain_dump_order (order);
  g_assert_cmpstr (after, ==, before);
}

static void
test_fold (void)
{
  g_autoptr (TrivetOrder) order = open_lunch ();
  g_autoptr (TrivetOrder) copy = trivet_order_copy (order);
  g_auto (GStrv) allergens = trivet_order_line_list_allergens (get_line (order));
  g_autofree char *all = g_strjoinv (" ", allergens);
  g_auto (TrivetTotals) totals = { 0 };
  g_autofree char *a = domain_dump_order (order);
  g_autofree char *b = domain_dump_order (copy);
  g_autoptr (JsonObject) json = trivet_line_modifier_to_json (get_part (order, "W"));

  g_assert_cmpstr (a, ==, b);
  g_assert_true (trivet_order_line_is_combo (get_line (order)));
  g_assert_cmpstr (all, ==, "fish soy");
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.total_minor, ==, 2 * (5000 + 600 + 100));
  g_assert_cmpstr (json_object_get_string_member (json, "category"), ==, "wok");
  g_assert_cmpstr (json_object_get_string_member (json, "kitchen"), ==, "KW");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json, "allergens")), ==, 1);
}

static void
test_refusals (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  /* Under what nobody chose, two levels deep, a dish that is in no slot. */
  assert_refused (order, "line-added", COMBO (INNER ("main/W", "hot", 0)));
  assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) "," INNER ("main/V", "hot", 0)));
  assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) "," INNER ("main/W", "hot", 0) "," INNER ("heat/hot", "hot", 0)));
  assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) ",{'group':'g','option':'V','sku':'V','under':'main/W','name':'V','price_minor':0}"));
}

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

static char *
dup_stations (TrivetKitchen *kitchen,
              TrivetOrder   *order,
              TrivetSlipKind kind)
{
  g_autoptr (TrivetSlip) due = trivet_kitchen_list_due (kitchen, order, kind, TRIVET_COURSE_ALL);
  g_autoptr (GPtrArray) slips = trivet_kitchen_share_out (kitchen, order, due);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slips->len; i++) {
    const TrivetSlip *slip = g_ptr_array_index (slips, i);

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", slip->station_id);
    g_assert_cmpuint (slip->lines->len, ==, 1);
  }

  return g_string_free (text, FALSE);
}

static void
assert_stations (TrivetKitchen *kitchen,
                 TrivetOrder   *order,
                 TrivetSlipKind kind,
                 const char    *expected)
{
  g_autofree char *stations = dup_stations (kitchen, order, kind);

  g_assert_cmpstr (stations, ==, expected);
}

static void
test_stations (void)
{
  g_autoptr (TrivetKitchen) kitchen = make_kitchen ();
  g_autoptr (TrivetOrder) order = open_lunch ();
  const TrivetStation *wok = trivet_kitchen_lookup_station (kitchen, "wok");
  const TrivetStation *pass = trivet_kitchen_lookup_station (kitchen, "pass");

  /* The station of the combo itself, the grill, has nothing to do. */
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "wok bar pass");
  g_assert_true (trivet_kitchen_concerns_part (kitchen, wok, get_part (order, "W")));
  g_assert_false (trivet_kitchen_concerns_part (kitchen, wok, get_part (order, "T")));
  g_assert_false (trivet_kitchen_concerns_part (kitchen, pass, g_ptr_array_index (get_line (order)->modifiers, 1)));
  g_assert_true (trivet_kitchen_concerns_part (kitchen, pass, get_part (order, "T")));
  g_assert_cmpint (trivet_kitchen_get_course (kitchen, get_line (order)), ==, 2);

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  assert_stations (kitchen, order, TRIVET_SLIP_NEW, "");
  domain_apply (order, "line-modifiers-set", 3500, "{'line':'L','modifiers':[" DISH ("main", "W", "wok", 600) "," INNER ("main/W", "mild", 0) "," DISH ("drink", "T", "tea", 0) "]}");
  assert_stations (kitchen, order, TRIVET_SLIP_CHANGE, "wok bar pass");
  domain_apply (order, "line-voided", 4000, "{'line':'L'}");
  assert_stations (kitchen, order, TRIVET_SLIP_VOID, "wok bar pass");
}

static void
test_cooked (void)
{
  g_autoptr (TrivetOrder) order = open_lunch ();

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  domain_apply (order, "lines-cooked", 3100, "{'lines':[{'line':'L','part':'drink/T','quantity':2}]}");
  g_assert_cmpint (get_part (order, "T")->cooked_quantity, ==, 2);
  g_assert_cmpint (get_line (order)->cooked_quantity, ==, 0);
  domain_apply (order, "lines-cooked", 3200, "{'lines':[{'line':'L','part':'main/W','quantity':1}]}");
  g_assert_cmpint (get_line (order)->cooked_quantity, ==, 1);
  /* The pass says it of the whole line. */
  domain_apply (order, "lines-cooked", 3300, "{'lines':[{'line':'L','quantity':1}]}");
  g_assert_cmpint (get_line (order)->cooked_quantity, ==, 2);
  domain_apply (order, "lines-cooked", 3400, "{'lines':[{'line':'L','part':'main/W','quantity':-2}]}");
  g_assert_cmpint (get_line (order)->cooked_quantity, ==, 0);
  g_assert_cmpint (get_part (order, "T")->cooked_quantity, >=, 2);

  /* Another option, the same dishes: they are as far as they were. Another dish: too late. */
  domain_apply (order, "line-modifiers-set", 3500, "{'line':'L','modifiers':[" DISH ("drink", "T", "tea", 0) "," DISH ("main", "W", "wok", 600) "]}");
  g_assert_cmpint (get_part (order, "T")->cooked_quantity, >=, 2);
  assert_refused (order, "line-modifiers-set", "{'line':'L','modifiers':[" DISH ("main", "V", "wok", 0) "," DISH ("drink", "T", "tea", 0) "]}");
  assert_refused (order, "line-modifiers-set", "{'line':'L','modifiers':[" DISH ("main", "W", "wok", 0) "]}");
  assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/V','quantity':1}]}");
  assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/W','quantity':1},{'line':'L','part':'main/W','quantity':1}]}");
  assert_refused (order, "lines-cooked", "{'lines':[{'line':'L','part':'main/W','quantity':1},{'line':'L','quantity':1}]}");

  /* Each cook sees for himself that nobody wants it any more. */
  domain_apply (order, "line-voided", 4000, "{'line':'L'}");
  domain_apply (order, "lines-sent", 4100, "{'lines':[{'line':'L','quantity':-2}]}");
  domain_apply (order, "lines-cooked", 4200, "{'lines':[{'line':'L','part':'main/W','quantity':0,'stopped':2}]}");
  g_assert_cmpint (get_part (order, "W")->stopped_seen, ==, 2);
  g_assert_cmpint (get_part (order, "T")->stopped_seen, ==, 0);
  g_assert_cmpint (get_line (order)->stopped_seen, ==, 0);
  domain_apply (order, "lines-cooked", 4300, "{'lines':[{'line':'L','part':'drink/T','quantity':0,'stopped':2}]}");
  g_assert_cmpint (get_line (order)->stopped_seen, ==, 2);
}

static void
test_moved (void)
{
  g_autoptr (TrivetOrder) order = open_lunch ();
  g_autoptr (TrivetOrder) other = domain_open_order ();

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  domain_apply (order, "lines-cooked", 3100, "{'lines':[{'line':'L','part':'drink/T','quantity':2}]}");
  domain_apply (order, "line-moved", 3200, "{'line':'L','to':'other','quantity':1}");
  g_assert_cmpint (get_part (order, "T")->cooked_quantity, ==, 1);
  domain_apply (other, "line-received", 3200,
                "{'line':'L','sku':'S','category':'sets','name':'Set','quantity':1,'unit_price_minor':5000,'tax_rate_ppm':0,"
                "'modifiers':[" DISH ("main", "W", "wok", 600) "," DISH ("drink", "T", "tea", 0) "],'from':'order','sent':1,'cooked':0,"
                                                                                                 "'cooked_parts':{'drink/T':1,'main/W':0}}");
  g_assert_cmpint (get_part (other, "T")->cooked_quantity, ==, 1);
  g_assert_cmpint (get_part (other, "W")->cooked_quantity, ==, 0);
  g_assert_cmpint (get_line (other)->cooked_quantity, ==, 0);
}

static void
test_open_price (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_apply (order, "line-added", 2000,
                "{'line':'L','sku':'X','category':'c','name':'Open','quantity':3,'unit_price_minor':1250,'tax_rate_ppm':0,'open_price':true,'modifiers':[]}");
  domain_add_line (order, "M", 1, 100);
  g_assert_true (get_line (order)->open_price);
  domain_apply (order, "line-price-set", 2500, "{'line':'L','unit_price_minor':1}");
  g_assert_cmpint (get_line (order)->unit_price_minor, ==, 1);
  assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':0}");
  assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':10000000001}");
  assert_refused (order, "line-price-set", "{'line':'L'}");
  assert_refused (order, "line-price-set", "{'line':'M','unit_price_minor':1}");
  assert_refused (order, "line-price-set", "{'line':'N','unit_price_minor':1}");
  domain_apply (order, "line-price-set", 2500, "{'line':'L','unit_price_minor':10000000000}");
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':3}]}");
  assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':1}");
}

/* One line of several checks is paid in parts that are the whole. */
static void
assert_splits (TrivetOrder        *order,
               TrivetSeededRandom *random,
               gint64              total_minor)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GPtrArray) checks = NULL;
  gint64 sum = 0;

  domain_apply (order, "checks-set", 2500, "{'kind':'lines','checks':3}");
  domain_apply (order, "line-shares-set", 2600, "{'line':'L','shares':[{'check':1,'weight':%u},{'check':3,'weight':%u}]}",
                1 + trivet_seeded_random_below (random, 9), 1 + trivet_seeded_random_below (random, 9));
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  checks = trivet_order_compute_checks (order, &totals);
  g_assert_cmpuint (checks->len, ==, 3);
  for (guint i = 0; i < checks->len; i++) {
    const TrivetCheck *check = g_ptr_array_index (checks, i);

    g_assert_cmpint (check->total_minor, >=, 0);
    sum += check->total_minor;
  }
  g_assert_cmpint (sum, ==, total_minor);
  domain_apply (order, "checks-set", 2700, "{'kind':'none'}");
}

/* Price of a combo = its own + surcharges + options, times how many; whatever is given back in pieces is
 * the whole; nothing is below zero. */
static void
test_sums (void)
{
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (44);

  for (int round = 0; round < ROUNDS; round++) {
    g_autoptr (TrivetOrder) order = domain_open_order ();
    g_autoptr (GString) modifiers = g_string_new (NULL);
    g_auto (TrivetTotals) totals = { 0 };
    gint64 unit = trivet_seeded_random_below (random, 9000);
    gint64 sum = unit;
    gint64 quantity = 1 + trivet_seeded_random_below (random, 9);
    gint64 back = 0;
    guint  n_slots = 1 + trivet_seeded_random_below (random, 5);

    for (guint i = 0; i < n_slots; i++) {
      gint64 surcharge = trivet_seeded_random_below (random, 1500);
      gint64 option = (gint64) trivet_seeded_random_below (random, 3000) - 1500;

      g_string_append_printf (modifiers, "%s{'group':'s%u','option':'D','sku':'D','category':'c','kitchen':'K','name':'D','price_minor':%d}",
                              i > 0 ? "," : "", i, (int) surcharge);
      g_string_append_printf (modifiers, ",{'group':'g','option':'o','under':'s%u/D','name':'O','price_minor':%d}", i, (int) option);
      sum += surcharge + option;
    }
    domain_apply (order, "line-added", 2000,
                  "{'line':'L','sku':'S','category':'c','name':'S','quantity':%d,'unit_price_minor':%d,'tax_rate_ppm':%u,'tax_included':%s,'modifiers':[%s]}",
                  (int) quantity, (int) unit, trivet_seeded_random_below (random, 200000),
                  trivet_seeded_random_chance (random, 500) ? "true" : "false", modifiers->str);
    g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
    g_assert_cmpint (totals.subtotal_minor, ==, MAX (sum, 0) * quantity);
    g_assert_cmpint (totals.total_minor, ==, totals.subtotal_minor + totals.tax_added_minor);
    g_assert_cmpint (totals.tax_added_minor, >=, 0);
    assert_splits (order, random, totals.total_minor);
    for (gint64 i = 0; i < quantity; i++) {
      gint64 amount;
      gint64 tax;

      g_assert_true (trivet_order_compute_return (order, "L", 1, &amount, &tax, NULL));
      g_assert_cmpint (amount, >=, 0);
      ((TrivetOrderLine *) get_line (order))->returned_quantity++;
      back += amount;
    }
    g_assert_cmpint (back, ==, totals.total_minor);
  }
}

/* Three registers: whatever the order in which facts arrive, the combo is the same. */
static void
test_merge (void)
{
  static const char *const bodies[][2] = {
    { "order-opened", "{'number':'1','currency':'CNY'}" },
    { "line-added", LUNCH },
    { "line-modifiers-set", "{'line':'L','modifiers':[" DISH ("main", "V", "wok", 0) "," INNER ("main/V", "hot", 100) "," DISH ("drink", "T", "tea", 0) "]}" },
    { "lines-sent", "{'lines':[{'line':'L','quantity':2}]}" },
    { "lines-cooked", "{'lines':[{'line':'L','part':'main/V','quantity':1}],'station':'wok'}" },
    { "lines-cooked", "{'lines':[{'line':'L','part':'drink/T','quantity':2}],'station':'bar'}" },
    { "line-modifiers-set", "{'line':'L','modifiers':[" DISH ("main", "W", "wok", 0) "," DISH ("drink", "T", "tea", 0) "]}" },
  };
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (45);
  g_autofree char *first = NULL;

  for (int round = 0; round < 50; round++) {
    g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
    g_autoptr (GHashTable) orders = NULL;
    g_autoptr (GPtrArray) conflicts = NULL;
    g_autofree char *dump = NULL;
    TrivetOrder     *order;

    for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
      g_autofree char *id = g_strdup_printf ("%026u", i);
      g_autofree char *register_id = g_strdup_printf ("R%u", 1 + i % 3);
      g_autofree char *text = g_strdelimit (g_strdup (bodies[i][1]), "'", '"');

      g_ptr_array_insert (facts, (int) trivet_seeded_random_below (random, facts->len + 1),
                          trivet_fact_restore (1 + i / 3, id, register_id, "", 1000 + i, bodies[i][0], 1, DOMAIN_ORDER, text, NULL));
    }
    orders = trivet_orders_fold_merged (facts, &conflicts);
    order = g_hash_table_lookup (orders, DOMAIN_ORDER);
    /* The last came too late: the kitchen makes the other dish. It is said, and nothing is lost. */
    g_assert_cmpuint (conflicts->len, ==, 1);
    g_assert_cmpstr (get_part (order, "V")->kitchen_name, ==, "KV");
    g_assert_cmpint (get_line (order)->cooked_quantity, ==, 1);
    dump = domain_dump_order (order);
    if (first == NULL)
      first = g_strdup (dump);
    g_assert_cmpstr (dump, ==, first);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-combos/fold", test_fold);
  g_test_add_func ("/domain/order-combos/refusals", test_refusals);
  g_test_add_func ("/domain/order-combos/stations", test_stations);
  g_test_add_func ("/domain/order-combos/cooked", test_cooked);
  g_test_add_func ("/domain/order-combos/moved", test_moved);
  g_test_add_func ("/domain/order-combos/open-price", test_open_price);
  g_test_add_func ("/domain/order-combos/sums", test_sums);
  g_test_add_func ("/domain/order-combos/merge", test_merge);

  return g_test_run ();
}
