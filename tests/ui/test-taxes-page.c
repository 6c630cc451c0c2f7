/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: tax rates, charges for some tables and guests, and the shop's own tips are made by touch, tried on
 * the order on the screen and taken back; an order becomes one that is taken away, with its prices, and
 * comes back. Method: the window over a store in memory, driven by accessible names; what it says is
 * compared with the price book and the order. Pictures are written for people to look at. */

#include "trivet-config.h"

#include "prices-page-bench.h"
#include "trivet-ui.h"

static void
test_tax_rate (void)
{
  WindowBench          bench = { 0 };
  const TrivetTaxRule *rule;
  g_autofree char     *line = NULL;

  prices_page_set_up (&bench, 1024, 768, FALSE);
  line = trivet_ui_fixture_add (bench.fixture, "D01", "", 2);
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "Add a tax rate");
  g_assert_true (prices_page_says (&bench, "With an order on the screen"));
  prices_page_type (&bench, "Name", "Eaten here");
  prices_page_type (&bench, "Tax in per cent", "10");
  g_assert_true (prices_page_says (&bench, "none of the dishes of the order"));
  prices_page_click (&bench, "Counter");
  prices_page_click (&bench, "Takeaway");
  prices_page_click (&bench, "added to them");
  g_assert_true (prices_page_says (&bench, "tax ¥5.60 instead of ¥3.17; it comes to ¥61.60 instead of ¥56.00"));
  trivet_ui_test_assert_controls (bench.window, 12);
  trivet_ui_test_screenshot (bench.window, "prices-tax");
  prices_page_type (&bench, "Tax in per cent", "x");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Tax: type a per cent from 0 to 100."));
  prices_page_type (&bench, "Tax in per cent", "10");
  prices_page_click (&bench, "Noodles");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "10 % tax added to the prices · Counter · Noodles"));
  rule = g_ptr_array_index (trivet_price_book_get_tax_rules (prices_page_get_book (&bench)), 0);
  g_assert_cmpstr (rule->categories[0], ==, "noodles");
  trivet_ui_test_screenshot (bench.window, "prices-taxes");

  prices_page_click (&bench, "Eaten here");
  prices_page_click (&bench, "Remove");
  g_assert_cmpuint (trivet_price_book_get_tax_rules (prices_page_get_book (&bench))->len, ==, 0);
  prices_page_click (&bench, "Undo");
  g_assert_cmpuint (trivet_price_book_get_tax_rules (prices_page_get_book (&bench))->len, ==, 1);
  window_bench_tear_down (&bench);
}

static char *
dup_order (WindowBench *bench)
{
  GPtrArray *rules = trivet_price_book_get_tax_rules (prices_page_get_book (bench));
  GString   *names = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    g_string_append (names, ((TrivetTaxRule *) g_ptr_array_index (rules, i))->name);

  return g_string_free (names, FALSE);
}

static void
assert_order (WindowBench *bench,
              const char  *names)
{
  g_autofree char *order = dup_order (bench);

  g_assert_cmpstr (order, ==, names);
}

/* GTK shows a key's press for a moment before the button is clicked. */
static void
wait_for_order (WindowBench *bench,
                const char  *names)
{
  for (int i = 0; i < 200; i++) {
    g_autofree char *order = dup_order (bench);

    if (g_str_equal (order, names))
      break;
    trivet_ui_test_spin (10);
    trivet_ui_fixture_settle (bench->fixture);
  }
  trivet_ui_test_wait_for_frame (bench->window);
}

/* The first rule that fits a dish counts: they are put in order by touch or by keys, and back. */
static void
test_tax_order (void)
{
  WindowBench bench = { 0 };

  prices_page_set_up (&bench, 1024, 768, FALSE);
  for (const char *name = "ABC"; *name != '\0'; name++) {
    g_autofree char *body = g_strdup_printf ("{'id':'%c','name':'%c','types':['takeaway'],'tax_rate_ppm':100000}", *name, *name);

    prices_page_append (&bench, TRIVET_FACT_TAX_RULE_SET, "prices", body);
  }
  prices_page_show (&bench, "prices");
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (bench.window, "Move up: A")));
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (bench.window, "Move down: C")));
  trivet_ui_test_assert_controls (bench.window, 12);
  prices_page_click (&bench, "Move up: C");
  assert_order (&bench, "ACB");
  trivet_ui_test_screenshot (bench.window, "prices-tax-order");
  /* The button that moved it has the focus still: the same key moves it on. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (bench.window)) == trivet_ui_test_find (bench.window, "Move up: C"));
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (bench.window)));
  wait_for_order (&bench, "CAB");
  assert_order (&bench, "CAB");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (bench.window)) == trivet_ui_test_find (bench.window, "Move down: C"));
  prices_page_click (&bench, "Move down: A");
  assert_order (&bench, "CBA");
  prices_page_click (&bench, "Undo");
  assert_order (&bench, "CAB");
  prices_page_click (&bench, "Undo");
  assert_order (&bench, "ACB");
  prices_page_click (&bench, "Undo");
  assert_order (&bench, "ABC");
  window_bench_tear_down (&bench);
}

/* A charge of one room is made by the names that tables have on the floor. */
static void
test_charge_scope (void)
{
  WindowBench         bench = { 0 };
  const TrivetCharge *charge;

  prices_page_set_up (&bench, 1280, 800, FALSE);
  trivet_floor_host_load (bench.fixture->context->floor_host);
  trivet_ui_fixture_settle (bench.fixture);
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "Add a charge");
  prices_page_type (&bench, "Name", "Upstairs");
  prices_page_type (&bench, "Per cent of the dishes", "10");
  prices_page_type (&bench, "From how many guests", "many");
  prices_page_type (&bench, "Tables", "51， banquet,999");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "there is no table of that name"));
  prices_page_type (&bench, "Tables", "51， banquet");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "From how many guests: type a number"));
  prices_page_type (&bench, "From how many guests", "8");
  trivet_ui_test_screenshot (bench.window, "prices-charge-scope");
  prices_page_click (&bench, "Save");
  charge = g_ptr_array_index (trivet_price_book_get_charges (prices_page_get_book (&bench)), 0);
  g_assert_cmpint (charge->from_guests, ==, 8);
  g_assert_cmpstr (charge->tables[0], ==, "t51");
  g_assert_cmpstr (charge->tables[1], ==, "hall");
  g_assert_true (prices_page_says (&bench, "from 8 guests · at 2 tables"));
  window_bench_tear_down (&bench);
}

static void
test_tip_rates (void)
{
  WindowBench           bench = { 0 };
  const TrivetTipRates *rates;

  prices_page_set_up (&bench, 1024, 768, TRUE);
  prices_page_show (&bench, "prices");
  g_assert_true (prices_page_says (&bench, "凑整或自定金额；不设比例"));
  prices_page_click (&bench, "可选小费");
  prices_page_click (&bench, "自定比例");
  prices_page_type (&bench, "第 1 档", "0");
  prices_page_click (&bench, "保存");
  g_assert_true (prices_page_says (&bench, "比例：请输入大于 0"));
  prices_page_type (&bench, "第 1 档", "10");
  prices_page_type (&bench, "第 2 档", "12.5 %");
  prices_page_click (&bench, "菜品金额，不含附加费和价外税");
  trivet_ui_test_screenshot (bench.window, "prices-tips-zh");
  prices_page_click (&bench, "保存");
  rates = trivet_price_book_get_tip_rates (prices_page_get_book (&bench));
  g_assert_cmpuint (rates->n_rates, ==, 2);
  g_assert_cmpint (rates->rates_ppm[1], ==, 125000);
  g_assert_cmpint (rates->base, ==, TRIVET_TIP_OF_DISHES);
  g_assert_true (prices_page_says (&bench, "菜品金额的 10 %"));
  prices_page_click (&bench, "撤销");
  g_assert_false (trivet_price_book_get_tip_rates (prices_page_get_book (&bench))->own);
  window_bench_tear_down (&bench);
}

static const TrivetOrder *
get_order (WindowBench *bench)
{
  return trivet_tab_get_order (trivet_register_get_current (bench->fixture->context->reg));
}

static void
test_order_kind (void)
{
  WindowBench      bench = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  prices_page_set_up (&bench, 1024, 768, FALSE);
  prices_page_append (&bench, TRIVET_FACT_CHARGE_SET, "prices",
                      "{'id':'box','name':'Packing','kind':'item','value':100,'tax_rate_ppm':0,'types':['takeaway']}");
  /* The next order, before its first dish. */
  prices_page_click (&bench, "Type of order: Eat here");
  trivet_ui_test_screenshot (bench.window, "order-kind-ask");
  prices_page_click (&bench, "Takeaway");
  g_assert_true (prices_page_says (&bench, "New order"));
  first = trivet_ui_fixture_add (bench.fixture, "D01", "", 2);
  g_assert_cmpint (get_order (&bench)->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpint (prices_page_get_total (&bench), ==, 5800);
  g_assert_true (prices_page_says (&bench, "Packing"));
  trivet_ui_test_screenshot (bench.window, "order-kind-takeaway");
  trivet_ui_test_assert_controls (bench.window, 12);
  prices_page_click (&bench, "Type of order: Takeaway");
  prices_page_click (&bench, "Eat here");
  g_assert_cmpint (get_order (&bench)->kind, ==, TRIVET_ORDER_KIND_COUNTER);
  g_assert_cmpint (prices_page_get_total (&bench), ==, 5600);
  prices_page_click (&bench, "Undo");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 5800);

  trivet_floor_host_load (bench.fixture->context->floor_host);
  trivet_ui_fixture_settle (bench.fixture);
  /* Guests at a table take their food along: the table is free. */
  g_assert_true (trivet_floor_host_seat (bench.fixture->context->floor_host, "t12", 4));
  trivet_ui_fixture_settle (bench.fixture);
  second = trivet_ui_fixture_add (bench.fixture, "D01", "", 1);
  trivet_ui_test_wait_for_frame (bench.window);
  g_assert_cmpint (gtk_widget_get_width (bench.window), <=, 1024);
  trivet_ui_test_screenshot (bench.window, "order-kind-table");
  prices_page_click (&bench, "Type of order: At the table");
  g_assert_true (prices_page_says (&bench, "The table is free then."));
  prices_page_click (&bench, "Delivery");
  g_assert_cmpstr (get_order (&bench)->table_id, ==, "");
  g_assert_cmpint (get_order (&bench)->kind, ==, TRIVET_ORDER_KIND_DELIVERY);
  g_assert_cmpint (prices_page_get_total (&bench), ==, 2800);
  window_bench_tear_down (&bench);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/taxes/tax-rate", test_tax_rate);
  g_test_add_func ("/ui/taxes/order", test_tax_order);
  g_test_add_func ("/ui/taxes/charge-scope", test_charge_scope);
  g_test_add_func ("/ui/taxes/tip-rates", test_tip_rates);
  g_test_add_func ("/ui/taxes/order-kind", test_order_kind);

  return g_test_run ();
}
