/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: promotions, charges and rounding are made, switched and removed by touch and taken back; who
 * may not needs a yes; what is wrong is named; member, coupon and tip change what an order costs, and
 * the ticket says why. Method: the window over a store in memory, driven by accessible names; what it
 * says is compared with the price book and the order. Pictures are written for people to look at. */

#include "trivet-config.h"

#include "prices-page-bench.h"
#include "trivet-prices-words.h"
#include "trivet-ui.h"
#include "trivet-window.h"

static const TrivetPromotion *
get_promotion (WindowBench *bench,
               guint        i)
{
  GPtrArray *promotions = trivet_price_book_get_promotions (prices_page_get_book (bench));

  g_assert_cmpuint (promotions->len, >, i);

  return g_ptr_array_index (promotions, i);
}

static void
test_promotion (void)
{
  WindowBench      bench = { 0 };
  g_autofree char *line = NULL;

  prices_page_set_up (&bench, 1024, 768, FALSE);
  line = trivet_ui_fixture_add (bench.fixture, "T01", "", 2);
  prices_page_show (&bench, "prices");
  g_assert_true (prices_page_says (&bench, "No promotions yet"));
  g_assert_true (prices_page_says (&bench, "No charges yet"));
  trivet_ui_test_screenshot (bench.window, "prices-empty");
  prices_page_click (&bench, "Add a promotion");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Name: type 1 to 60 characters."));
  trivet_ui_test_screenshot (bench.window, "prices-refused");
  g_assert_cmpint (gtk_widget_get_width (bench.window), <=, 1024);
  prices_page_type (&bench, "Name", "Happy hour");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Value: type a number above 0"));
  prices_page_type (&bench, "Per cent off", "20");
  prices_page_click (&bench, "Choose dishes");
  prices_page_click (&bench, "Tea");
  prices_page_click (&bench, "All of Tea");
  trivet_ui_test_screenshot (bench.window, "prices-dishes");
  prices_page_click (&bench, "Done");
  prices_page_click (&bench, "Mon");
  prices_page_click (&bench, "Mon");
  g_assert_true (prices_page_says (&bench, "20 % off each: Tea"));
  g_assert_true (prices_page_says (&bench, "Takes ¥4.00 off this order."));
  trivet_ui_test_assert_controls (bench.window, 20);
  trivet_ui_test_screenshot (bench.window, "prices-form");
  prices_page_type (&bench, "From what time", "25:99");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Hours: type times"));
  prices_page_type (&bench, "From what time", "");
  prices_page_click (&bench, "Save");
  g_assert_cmpint (get_promotion (&bench, 0)->value, ==, 200000);
  g_assert_cmpstr (get_promotion (&bench, 0)->name_zh, ==, "Happy hour");
  g_assert_true (prices_page_says (&bench, "on now"));

  prices_page_click (&bench, "Happy hour");
  prices_page_click (&bench, "Switch off");
  g_assert_true (get_promotion (&bench, 0)->off);
  prices_page_click (&bench, "Happy hour");
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Switch on"));
  prices_page_click (&bench, "Remove");
  g_assert_true (prices_page_says (&bench, "No promotions yet"));
  prices_page_click (&bench, "Undo");
  g_assert_true (get_promotion (&bench, 0)->off);
  prices_page_click (&bench, "Undo");
  g_assert_false (get_promotion (&bench, 0)->off);
  trivet_ui_test_screenshot (bench.window, "prices-list");
  window_bench_tear_down (&bench);
}

/* Each kind asks for what it needs, and no more. */
static void
test_kinds (void)
{
  WindowBench            bench = { 0 };
  const TrivetPromotion *promotion;

  prices_page_set_up (&bench, 1366, 768, FALSE);
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "Add a promotion");
  prices_page_type (&bench, "Name", "Tea for two");
  prices_page_click (&bench, "Buy and get");
  prices_page_click (&bench, "Buy: one more");
  prices_page_type (&bench, "Per cent off", "100");
  g_assert_true (prices_page_says (&bench, "Buy 2, the next 1 free"));
  prices_page_click (&bench, "Choose dishes");
  prices_page_click (&bench, "Tea");
  prices_page_click (&bench, "Jasmine tea");
  prices_page_click (&bench, "Save");
  promotion = get_promotion (&bench, 0);
  g_assert_cmpstr (((const TrivetPromotionPart *) g_ptr_array_index (promotion->parts, 0))->skus[0], ==, "T01");
  g_assert_cmpint (promotion->kind, ==, TRIVET_PROMOTION_BUY_GET);
  g_assert_cmpint (promotion->buy, ==, 2);

  prices_page_click (&bench, "Add a promotion");
  prices_page_type (&bench, "Name", "Lunch set");
  prices_page_click (&bench, "Set price");
  prices_page_type (&bench, "Price", "38.80");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Dishes: a set has 2 to 20 of them"));
  prices_page_click (&bench, "Add a part");
  prices_page_click (&bench, "How many of every dish");
  trivet_ui_test_screenshot (bench.window, "prices-set");
  prices_page_click (&bench, "Save");
  promotion = get_promotion (&bench, 1);
  g_assert_cmpint (promotion->value, ==, 3880);
  g_assert_cmpuint (promotion->parts->len, ==, 2);
  g_assert_cmpint (((const TrivetPromotionPart *) g_ptr_array_index (promotion->parts, 0))->count, ==, 2);

  prices_page_click (&bench, "Add a promotion");
  prices_page_type (&bench, "Name", "Fifty off");
  prices_page_click (&bench, "Amount off the order");
  prices_page_type (&bench, "Amount off", "50");
  prices_page_type (&bench, "From which sum on", "300");
  prices_page_click (&bench, "Takeaway");
  prices_page_click (&bench, "For members");
  prices_page_click (&bench, "With no other promotion");
  prices_page_click (&bench, "Save");
  promotion = get_promotion (&bench, 2);
  g_assert_cmpint (promotion->threshold_minor, ==, 30000);
  g_assert_cmpuint (promotion->order_kinds, ==, 1u << TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_true (promotion->members && promotion->exclusive && !promotion->coupon);
  g_assert_true (prices_page_says (&bench, "¥50.00 off an order from ¥300.00 · Takeaway · for members · with no other promotion"));
  trivet_ui_test_screenshot (bench.window, "prices-kinds");
  window_bench_tear_down (&bench);
}

static void
test_charge_and_rounding (void)
{
  WindowBench bench = { 0 };

  prices_page_set_up (&bench, 1024, 768, FALSE);
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "Add a charge");
  prices_page_type (&bench, "Name", "Service");
  prices_page_type (&bench, "Per cent of the dishes", "30");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "of a charge up to 25"));
  prices_page_type (&bench, "Per cent of the dishes", "10");
  prices_page_type (&bench, "Tax in per cent", "6");
  trivet_ui_test_screenshot (bench.window, "prices-charge");
  trivet_ui_test_assert_controls (bench.window, 12);
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "10 % of the dishes · with 6 % tax in it"));
  prices_page_click (&bench, "Rounding of cash");
  prices_page_click (&bench, "¥0.10");
  g_assert_true (prices_page_says (&bench, "Sums paid in cash are rounded down to ¥0.10"));
  trivet_ui_test_screenshot (bench.window, "prices-rounding");
  prices_page_click (&bench, "Save");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (prices_page_get_book (&bench))->unit_minor, ==, 10);
  prices_page_click (&bench, "Undo");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (prices_page_get_book (&bench))->unit_minor, ==, 0);
  prices_page_click (&bench, "Undo");
  g_assert_true (prices_page_says (&bench, "No charges yet"));
  window_bench_tear_down (&bench);
}

#define SUMMER \
  "{'id':'SUMMER','name':'Summer coupon','name_zh':'夏日券','kind':'order-amount','value':500,'coupon':true,'threshold_minor':2000,'parts':[{}]}"
#define MEMBERS \
  "{'id':'m','name':'Member tea','name_zh':'会员茶','kind':'rate','value':500000,'members':true,'parts':[{'categories':['tea']}]}"

/* The ticket says under the line what took from it, and below what took from the order. */
static void
test_guest (void)
{
  WindowBench      bench = { 0 };
  g_autofree char *tea = NULL;
  g_autofree char *rice = NULL;

  prices_page_set_up (&bench, 1024, 768, FALSE);
  prices_page_append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", SUMMER);
  prices_page_append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", MEMBERS);
  tea = trivet_ui_fixture_add (bench.fixture, "T01", "", 1);
  trivet_ui_test_wait_for_frame (bench.window);
  prices_page_click (&bench, "Coupon");
  g_assert_true (prices_page_says (&bench, "The dishes come to less than ¥20.00."));
  prices_page_click (&bench, "Use Summer coupon");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 1000);
  prices_page_type (&bench, "Code of the coupon", "WINTER");
  prices_page_click (&bench, "Use");
  g_assert_true (prices_page_says (&bench, "There is no such coupon here."));
  trivet_ui_test_screenshot (bench.window, "guest-refused");
  prices_page_click (&bench, "Done");
  rice = trivet_ui_fixture_add (bench.fixture, "N04", "", 1);
  prices_page_click (&bench, "Coupon");
  prices_page_type (&bench, "Code of the coupon", " summer ");
  prices_page_click (&bench, "Use");
  g_assert_true (prices_page_says (&bench, "Takes ¥5.00 off this order."));
  g_assert_cmpint (prices_page_get_total (&bench), ==, 2300);
  prices_page_type (&bench, "Number of the member", "10023");
  prices_page_click (&bench, "Set");
  g_assert_true (prices_page_says (&bench, "Member 10023"));
  g_assert_cmpint (prices_page_get_total (&bench), ==, 1800);
  g_assert_true (prices_page_says (&bench, "Member tea −¥5.00"));
  trivet_ui_test_assert_controls (bench.window, 6);
  trivet_ui_test_screenshot (bench.window, "guest-pane");
  /* What a guest pays with is never written down as a number. */
  prices_page_type (&bench, "Number of the member", "134567890123456789");
  prices_page_click (&bench, "Set");
  g_assert_true (prices_page_says (&bench, "That is a code to pay with"));
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (bench.fixture->context->reg))->member, ==, "10023");
  prices_page_click (&bench, "Not a member");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 2300);
  prices_page_click (&bench, "Give back Summer coupon");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 2800);
  prices_page_click (&bench, "Done");
  prices_page_click (&bench, "Undo");
  prices_page_click (&bench, "Undo");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 1800);
  trivet_ui_test_screenshot (bench.window, "guest-ticket");
  window_bench_tear_down (&bench);
}

static void
test_tip (void)
{
  WindowBench      bench = { 0 };
  g_autofree char *line = NULL;

  prices_page_set_up (&bench, 1024, 768, FALSE);
  prices_page_append (&bench, TRIVET_FACT_TIP_RATES_SET, "prices", "{'rates_ppm':[100000,150000]}");
  line = trivet_ui_fixture_add (bench.fixture, "D01", "", 2);
  gtk_widget_activate_action (bench.window, "win.pay", NULL);
  trivet_ui_test_wait_for_frame (bench.window);
  g_assert_cmpint (gtk_widget_get_width (bench.window), <=, 1024);
  g_assert_cmpint (gtk_widget_get_height (bench.window), ==, 768);
  trivet_ui_test_screenshot (bench.window, "tip-pay");
  prices_page_click (&bench, "Tip");
  trivet_ui_test_assert_controls (bench.window, 20);
  trivet_ui_test_screenshot (bench.window, "tip-pane");
  prices_page_click (&bench, "A tip of 10 %");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 6160);
  g_assert_true (prices_page_says (&bench, "¥61.60"));
  prices_page_click (&bench, "Tip");
  prices_page_click (&bench, "Round up to ¥60.00");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 6000);
  prices_page_click (&bench, "Tip");
  prices_page_click (&bench, "1");
  prices_page_click (&bench, "00");
  prices_page_click (&bench, "Tip ¥1.00");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 5700);
  trivet_ui_test_screenshot (bench.window, "tip-given");
  prices_page_click (&bench, "Tip");
  prices_page_click (&bench, "No tip");
  g_assert_cmpint (prices_page_get_total (&bench), ==, 5600);
  prices_page_click (&bench, "Member");
  prices_page_type (&bench, "Number of the member", "7");
  prices_page_click (&bench, "Set");
  prices_page_click (&bench, "Done");
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Cash"));
  window_bench_tear_down (&bench);
}

/* Who may not change prices needs the yes of somebody who may, for each change. */
static void
test_permission (void)
{
  WindowBench bench = { 0 };
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("481516", -1);

  prices_page_set_up (&bench, 1024, 768, FALSE);
  trivet_manager_set_pin_async (bench.fixture->context->manager, pin, NULL, "", NULL, NULL);
  trivet_ui_fixture_settle (bench.fixture);
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "Rounding of cash");
  prices_page_click (&bench, "¥1.00");
  prices_page_click (&bench, "Save");
  g_assert_true (prices_page_says (&bench, "Change prices?"));
  g_assert_cmpint (trivet_price_book_get_cash_rounding (prices_page_get_book (&bench))->unit_minor, ==, 0);
  trivet_ui_test_screenshot (bench.window, "prices-approval");
  for (const char *digit = "481516"; *digit != '\0'; digit++) {
    const char key[2] = { *digit, '\0' };

    prices_page_click (&bench, key);
  }
  prices_page_click (&bench, "Approve");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (prices_page_get_book (&bench))->unit_minor, ==, 100);
  prices_page_click (&bench, "Undo");
  g_assert_true (prices_page_says (&bench, "Change prices?"));
  g_assert_cmpint (trivet_price_book_get_cash_rounding (prices_page_get_book (&bench))->unit_minor, ==, 100);
  window_bench_tear_down (&bench);
}

static void
test_chinese (void)
{
  WindowBench      bench = { 0 };
  g_autofree char *line = NULL;

  prices_page_set_up (&bench, 1920, 1080, TRUE);
  prices_page_append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", SUMMER);
  prices_page_append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", MEMBERS);
  line = trivet_ui_fixture_add (bench.fixture, "T01", "", 2);
  trivet_register_set_member (bench.fixture->context->reg, "10023");
  trivet_ui_fixture_settle (bench.fixture);
  g_assert_true (prices_page_says (&bench, "会员茶 −¥10.00"));
  prices_page_show (&bench, "prices");
  prices_page_click (&bench, "会员茶");
  g_assert_true (prices_page_says (&bench, "每份减 50 %：茶饮 · 会员专享"));
  trivet_ui_test_screenshot (bench.window, "prices-zh");
  prices_page_show (&bench, "order");
  gtk_widget_activate_action (bench.window, "win.back", NULL);
  trivet_ui_test_wait_for_frame (bench.window);
  prices_page_click (&bench, "优惠券");
  trivet_ui_test_screenshot (bench.window, "guest-zh");
  window_bench_tear_down (&bench);
}

/* Thousands are told apart on every screen, whatever the currency's decimals. */
static void
test_amounts (void)
{
  static const struct {
    gint64         minor;
    TrivetCurrency currency;
    const char    *text;
  } amounts[] = {
    { 0, TRIVET_CURRENCY_CNY, "¥0.00" },
    { 99999, TRIVET_CURRENCY_CNY, "¥999.99" },
    { 124000, TRIVET_CURRENCY_CNY, "¥1,240.00" },
    { -123456789, TRIVET_CURRENCY_CNY, "−¥1,234,567.89" },
    { 100000, TRIVET_CURRENCY_JPY, "¥100,000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++) {
    g_autofree char *text = trivet_ui_format_minor (amounts[i].minor, amounts[i].currency);

    g_assert_cmpstr (text, ==, amounts[i].text);
  }
}

static void
test_words (void)
{
  static const struct {
    const char *text;
    gint64      rate_ppm;
  } rates[] = { { "10", 100000 }, { "12.5 %", 125000 }, { " 0.01%", 100 }, { "100", 1000000 } };
  static const char *const refused[] = { "", "%", "ten", "-5", "1.234", "10 % off", "99999999999" };
  gint64                   rate_ppm = 7;

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    g_assert_true (trivet_prices_words_parse_percent (rates[i].text, &rate_ppm));
    g_assert_cmpint (rate_ppm, ==, rates[i].rate_ppm);
  }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (trivet_prices_words_parse_percent (refused[i], &rate_ppm));
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    g_autofree char *text = trivet_prices_words_dup_percent (rates[i].rate_ppm);

    g_assert_true (trivet_prices_words_parse_percent (text, &rate_ppm));
    g_assert_cmpint (rate_ppm, ==, rates[i].rate_ppm);
  }
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/prices/words", test_words);
  g_test_add_func ("/ui/prices/amounts", test_amounts);
  g_test_add_func ("/ui/prices/promotion", test_promotion);
  g_test_add_func ("/ui/prices/kinds", test_kinds);
  g_test_add_func ("/ui/prices/charge-and-rounding", test_charge_and_rounding);
  g_test_add_func ("/ui/prices/guest", test_guest);
  g_test_add_func ("/ui/prices/tip", test_tip);
  g_test_add_func ("/ui/prices/permission", test_permission);
  g_test_add_func ("/ui/prices/chinese", test_chinese);

  return g_test_run ();
}
