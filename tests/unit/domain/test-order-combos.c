/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a combo costs its parts and nothing else, and open prices are what staff said. Method: folds
 * of written facts, and random combos beside sums made with plain numbers. */

#include "combos-bench.h"

static void
test_fold (void)
{
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
  g_autoptr (TrivetOrder) copy = trivet_order_copy (order);
  g_auto (GStrv) allergens = trivet_order_line_list_allergens (combos_bench_get_line (order), NULL);
  g_autofree char *all = g_strjoinv (" ", allergens);
  g_auto (TrivetTotals) totals = { 0 };
  g_autofree char *a = domain_dump_order (order);
  g_autofree char *b = domain_dump_order (copy);
  g_autoptr (JsonObject) json = trivet_line_modifier_to_json (combos_bench_get_part (order, "W"));

  g_assert_cmpstr (a, ==, b);
  g_assert_true (trivet_order_line_is_combo (combos_bench_get_line (order)));
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
  combos_bench_assert_refused (order, "line-added", COMBO (INNER ("main/W", "hot", 0)));
  combos_bench_assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) "," INNER ("main/V", "hot", 0)));
  combos_bench_assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) "," INNER ("main/W", "hot", 0) "," INNER ("heat/hot", "hot", 0)));
  combos_bench_assert_refused (order, "line-added", COMBO (DISH ("main", "W", "wok", 0) ",{'group':'g','option':'V','sku':'V','under':'main/W','name':'V','price_minor':0}"));
}

static void
test_moved (void)
{
  g_autoptr (TrivetOrder) order = combos_bench_open_lunch ();
  g_autoptr (TrivetOrder) other = domain_open_order ();

  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':2}]}");
  domain_apply (order, "lines-cooked", 3100, "{'lines':[{'line':'L','part':'drink/T','quantity':2}]}");
  domain_apply (order, "line-moved", 3200, "{'line':'L','to':'other','quantity':1}");
  g_assert_cmpint (combos_bench_get_part (order, "T")->cooked_quantity, ==, 1);
  domain_apply (other, "line-received", 3200,
                "{'line':'L','sku':'S','category':'sets','name':'Set','quantity':1,'unit_price_minor':5000,'tax_rate_ppm':0,"
                "'modifiers':[" DISH ("main", "W", "wok", 600) "," DISH ("drink", "T", "tea", 0) "],'from':'order','sent':1,'cooked':0,"
                                                                                                 "'cooked_parts':{'drink/T':1,'main/W':0}}");
  g_assert_cmpint (combos_bench_get_part (other, "T")->cooked_quantity, ==, 1);
  g_assert_cmpint (combos_bench_get_part (other, "W")->sent_quantity, ==, 1);
  g_assert_cmpint (combos_bench_get_part (other, "W")->cooked_quantity, ==, 0);
  g_assert_cmpint (combos_bench_get_line (other)->cooked_quantity, ==, 0);
}

static void
test_open_price (void)
{
  g_autoptr (TrivetOrder) order = domain_open_order ();

  domain_apply (order, "line-added", 2000,
                "{'line':'L','sku':'X','category':'c','name':'Open','quantity':3,'unit_price_minor':1250,'tax_rate_ppm':0,'open_price':true,'modifiers':[]}");
  domain_add_line (order, "M", 1, 100);
  g_assert_true (combos_bench_get_line (order)->open_price);
  domain_apply (order, "line-price-set", 2500, "{'line':'L','unit_price_minor':1}");
  g_assert_cmpint (combos_bench_get_line (order)->unit_price_minor, ==, 1);
  combos_bench_assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':0}");
  combos_bench_assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':10000000001}");
  combos_bench_assert_refused (order, "line-price-set", "{'line':'L'}");
  combos_bench_assert_refused (order, "line-price-set", "{'line':'M','unit_price_minor':1}");
  combos_bench_assert_refused (order, "line-price-set", "{'line':'N','unit_price_minor':1}");
  domain_apply (order, "line-price-set", 2500, "{'line':'L','unit_price_minor':10000000000}");
  domain_apply (order, "lines-sent", 3000, "{'lines':[{'line':'L','quantity':3}]}");
  combos_bench_assert_refused (order, "line-price-set", "{'line':'L','unit_price_minor':1}");
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
      ((TrivetOrderLine *) combos_bench_get_line (order))->returned_quantity++;
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
    /* The last changed a dish of which the kitchen knows: that one is void, and as far as it was. */
    g_assert_cmpuint (conflicts->len, ==, 0);
    g_assert_cmpstr (combos_bench_get_part (order, "W")->kitchen_name, ==, "KW");
    g_assert_cmpint (combos_bench_get_part (order, "T")->cooked_quantity, ==, 2);
    g_assert_cmpint (trivet_order_line_lookup_part (combos_bench_get_line (order), "main/V")->sent_quantity, ==, 2);
    g_assert_cmpint (trivet_order_line_lookup_part (combos_bench_get_line (order), "main/V")->cooked_quantity, ==, 1);
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
  g_test_add_func ("/domain/order-combos/moved", test_moved);
  g_test_add_func ("/domain/order-combos/open-price", test_open_price);
  g_test_add_func ("/domain/order-combos/sums", test_sums);
  g_test_add_func ("/domain/order-combos/merge", test_merge);

  return g_test_run ();
}
