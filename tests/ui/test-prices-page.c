/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: promotions, charges and rounding are made, switched and removed by touch and taken back; who
 * may not needs a yes; what is wrong is named; member, coupon and tip change what an order costs, and
 * the ticket says why. Method: the window over a store in memory, driven by accessible names; what it
 * says is compared with the price book and the order. Pictures are written for people to look at. */

#include "trivet-config.h"

#include "trivet-prices-words.h"
#include "trivet-ui.h"
#include "trivet-window.h"
#include "window-bench.h"

#include <string.h>

typedef WindowBench Bench;

static void
set_up (Bench   *bench,
        int      width,
        int      height,
        gboolean chinese)
{
  window_bench_set_up (bench, chinese);
  window_bench_show (bench, width, height);
}

static void
show_page (Bench      *bench,
           const char *page)
{
  gtk_widget_activate_action (bench->window, "win.show", "s", page);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
click (Bench      *bench,
       const char *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
  trivet_ui_fixture_settle (bench->fixture);
}

typedef struct {
  const char *name;
  GtkWidget  *entry;
} Search;

static void
match_entry (GtkWidget *widget,
             gpointer   user_data)
{
  Search          *search = user_data;
  g_autofree char *name = GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget) ? trivet_ui_test_dup_name (widget) : NULL;

  if (name != NULL && search->entry == NULL && g_str_has_prefix (name, search->name))
    search->entry = widget;
}

static void
type (Bench      *bench,
      const char *name,
      const char *text)
{
  Search search = { name, NULL };

  trivet_ui_test_walk (bench->window, match_entry, &search);
  if (search.entry == NULL)
    g_error ("There is no field “%s” on the screen", name);
  gtk_editable_set_text (GTK_EDITABLE (search.entry), text);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
collect_label (GtkWidget *widget,
               gpointer   user_data)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (user_data, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
}

static gboolean
says (Bench      *bench,
      const char *words)
{
  g_autoptr (GString) all = g_string_new (NULL);

  trivet_ui_test_wait_for_frame (bench->window);
  trivet_ui_test_walk (bench->window, collect_label, all);
  if (strstr (all->str, words) == NULL)
    g_test_message ("On the screen: %s", all->str);

  return strstr (all->str, words) != NULL;
}

static TrivetPriceBook *
get_book (Bench *bench)
{
  return trivet_register_get_prices (bench->fixture->context->reg);
}

static const TrivetPromotion *
get_promotion (Bench *bench,
               guint  i)
{
  GPtrArray *promotions = trivet_price_book_get_promotions (get_book (bench));

  g_assert_cmpuint (promotions->len, >, i);

  return g_ptr_array_index (promotions, i);
}

static gint64
get_total (Bench *bench)
{
  return trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->total_minor;
}

static void
append (Bench         *bench,
        TrivetFactType type,
        const char    *subject,
        const char    *text)
{
  TrivetFactStamp  stamp = trivet_register_get_stamp (bench->fixture->context->reg);
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, trivet_fact_new (type, subject, json_object_ref (json_node_get_object (node)), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (bench->fixture);
}

static void
test_promotion (void)
{
  Bench            bench = { 0 };
  g_autofree char *line = NULL;

  set_up (&bench, 1024, 768, FALSE);
  line = trivet_ui_fixture_add (bench.fixture, "T01", "", 2);
  show_page (&bench, "prices");
  g_assert_true (says (&bench, "No promotions yet"));
  g_assert_true (says (&bench, "No charges yet"));
  trivet_ui_test_screenshot (bench.window, "prices-empty");
  click (&bench, "Add a promotion");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Name: type 1 to 60 characters."));
  trivet_ui_test_screenshot (bench.window, "prices-refused");
  g_assert_cmpint (gtk_widget_get_width (bench.window), <=, 1024);
  type (&bench, "Name", "Happy hour");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Value: type a number above 0"));
  type (&bench, "Per cent off", "20");
  click (&bench, "Choose dishes");
  click (&bench, "Tea");
  click (&bench, "All of Tea");
  trivet_ui_test_screenshot (bench.window, "prices-dishes");
  click (&bench, "Done");
  click (&bench, "Mon");
  click (&bench, "Mon");
  g_assert_true (says (&bench, "20 % off each: Tea"));
  g_assert_true (says (&bench, "Takes ¥4.00 off this order."));
  trivet_ui_test_assert_controls (bench.window, 20);
  trivet_ui_test_screenshot (bench.window, "prices-form");
  type (&bench, "From what time", "25:99");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Hours: type times"));
  type (&bench, "From what time", "");
  click (&bench, "Save");
  g_assert_cmpint (get_promotion (&bench, 0)->value, ==, 200000);
  g_assert_cmpstr (get_promotion (&bench, 0)->name_zh, ==, "Happy hour");
  g_assert_true (says (&bench, "on now"));

  click (&bench, "Happy hour");
  click (&bench, "Switch off");
  g_assert_true (get_promotion (&bench, 0)->off);
  click (&bench, "Happy hour");
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Switch on"));
  click (&bench, "Remove");
  g_assert_true (says (&bench, "No promotions yet"));
  click (&bench, "Undo");
  g_assert_true (get_promotion (&bench, 0)->off);
  click (&bench, "Undo");
  g_assert_false (get_promotion (&bench, 0)->off);
  trivet_ui_test_screenshot (bench.window, "prices-list");
  window_bench_tear_down (&bench);
}

/* Each kind asks for what it needs, and no more. */
static void
test_kinds (void)
{
  Bench                  bench = { 0 };
  const TrivetPromotion *promotion;

  set_up (&bench, 1366, 768, FALSE);
  show_page (&bench, "prices");
  click (&bench, "Add a promotion");
  type (&bench, "Name", "Tea for two");
  click (&bench, "Buy and get");
  click (&bench, "Buy: one more");
  type (&bench, "Per cent off", "100");
  g_assert_true (says (&bench, "Buy 2, the next 1 free"));
  click (&bench, "Choose dishes");
  click (&bench, "Tea");
  click (&bench, "Jasmine tea");
  click (&bench, "Save");
  promotion = get_promotion (&bench, 0);
  g_assert_cmpstr (((const TrivetPromotionPart *) g_ptr_array_index (promotion->parts, 0))->skus[0], ==, "T01");
  g_assert_cmpint (promotion->kind, ==, TRIVET_PROMOTION_BUY_GET);
  g_assert_cmpint (promotion->buy, ==, 2);

  click (&bench, "Add a promotion");
  type (&bench, "Name", "Lunch set");
  click (&bench, "Set price");
  type (&bench, "Price", "38.80");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Dishes: a set has 2 to 20 of them"));
  click (&bench, "Add a part");
  click (&bench, "How many of every dish");
  trivet_ui_test_screenshot (bench.window, "prices-set");
  click (&bench, "Save");
  promotion = get_promotion (&bench, 1);
  g_assert_cmpint (promotion->value, ==, 3880);
  g_assert_cmpuint (promotion->parts->len, ==, 2);
  g_assert_cmpint (((const TrivetPromotionPart *) g_ptr_array_index (promotion->parts, 0))->count, ==, 2);

  click (&bench, "Add a promotion");
  type (&bench, "Name", "Fifty off");
  click (&bench, "Amount off the order");
  type (&bench, "Amount off", "50");
  type (&bench, "From which sum on", "300");
  click (&bench, "Takeaway");
  click (&bench, "For members");
  click (&bench, "With no other promotion");
  click (&bench, "Save");
  promotion = get_promotion (&bench, 2);
  g_assert_cmpint (promotion->threshold_minor, ==, 30000);
  g_assert_cmpuint (promotion->order_kinds, ==, 1u << TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_true (promotion->members && promotion->exclusive && !promotion->coupon);
  g_assert_true (says (&bench, "¥50.00 off an order from ¥300.00 · Takeaway · for members · with no other promotion"));
  trivet_ui_test_screenshot (bench.window, "prices-kinds");
  window_bench_tear_down (&bench);
}

static void
test_charge_and_rounding (void)
{
  Bench bench = { 0 };

  set_up (&bench, 1024, 768, FALSE);
  show_page (&bench, "prices");
  click (&bench, "Add a charge");
  type (&bench, "Name", "Service");
  type (&bench, "Per cent of the dishes", "30");
  click (&bench, "Save");
  g_assert_true (says (&bench, "of a charge up to 25"));
  type (&bench, "Per cent of the dishes", "10");
  type (&bench, "Tax in per cent", "6");
  trivet_ui_test_screenshot (bench.window, "prices-charge");
  trivet_ui_test_assert_controls (bench.window, 12);
  click (&bench, "Save");
  g_assert_true (says (&bench, "10 % of the dishes · with 6 % tax in it"));
  click (&bench, "Rounding of cash");
  click (&bench, "¥0.10");
  g_assert_true (says (&bench, "Sums paid in cash are rounded down to ¥0.10"));
  trivet_ui_test_screenshot (bench.window, "prices-rounding");
  click (&bench, "Save");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (get_book (&bench))->unit_minor, ==, 10);
  click (&bench, "Undo");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (get_book (&bench))->unit_minor, ==, 0);
  click (&bench, "Undo");
  g_assert_true (says (&bench, "No charges yet"));
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
  Bench            bench = { 0 };
  g_autofree char *tea = NULL;
  g_autofree char *rice = NULL;

  set_up (&bench, 1024, 768, FALSE);
  append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", SUMMER);
  append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", MEMBERS);
  tea = trivet_ui_fixture_add (bench.fixture, "T01", "", 1);
  trivet_ui_test_wait_for_frame (bench.window);
  click (&bench, "Coupon");
  g_assert_true (says (&bench, "The dishes come to less than ¥20.00."));
  click (&bench, "Use Summer coupon");
  g_assert_cmpint (get_total (&bench), ==, 1000);
  type (&bench, "Code of the coupon", "WINTER");
  click (&bench, "Use");
  g_assert_true (says (&bench, "There is no such coupon here."));
  trivet_ui_test_screenshot (bench.window, "guest-refused");
  click (&bench, "Done");
  rice = trivet_ui_fixture_add (bench.fixture, "N04", "", 1);
  click (&bench, "Coupon");
  type (&bench, "Code of the coupon", " summer ");
  click (&bench, "Use");
  g_assert_true (says (&bench, "Takes ¥5.00 off this order."));
  g_assert_cmpint (get_total (&bench), ==, 2300);
  type (&bench, "Number of the member", "10023");
  click (&bench, "Set");
  g_assert_true (says (&bench, "Member 10023"));
  g_assert_cmpint (get_total (&bench), ==, 1800);
  g_assert_true (says (&bench, "Member tea −¥5.00"));
  trivet_ui_test_assert_controls (bench.window, 6);
  trivet_ui_test_screenshot (bench.window, "guest-pane");
  /* What a guest pays with is never written down as a number. */
  type (&bench, "Number of the member", "134567890123456789");
  click (&bench, "Set");
  g_assert_true (says (&bench, "That is a code to pay with"));
  g_assert_cmpstr (trivet_tab_get_order (trivet_register_get_current (bench.fixture->context->reg))->member, ==, "10023");
  click (&bench, "Not a member");
  g_assert_cmpint (get_total (&bench), ==, 2300);
  click (&bench, "Give back Summer coupon");
  g_assert_cmpint (get_total (&bench), ==, 2800);
  click (&bench, "Done");
  click (&bench, "Undo");
  click (&bench, "Undo");
  g_assert_cmpint (get_total (&bench), ==, 1800);
  trivet_ui_test_screenshot (bench.window, "guest-ticket");
  window_bench_tear_down (&bench);
}

static void
test_tip (void)
{
  Bench            bench = { 0 };
  g_autofree char *line = NULL;

  set_up (&bench, 1024, 768, FALSE);
  line = trivet_ui_fixture_add (bench.fixture, "D01", "", 2);
  gtk_widget_activate_action (bench.window, "win.pay", NULL);
  trivet_ui_test_wait_for_frame (bench.window);
  g_assert_cmpint (gtk_widget_get_width (bench.window), <=, 1024);
  g_assert_cmpint (gtk_widget_get_height (bench.window), ==, 768);
  trivet_ui_test_screenshot (bench.window, "tip-pay");
  click (&bench, "Tip");
  trivet_ui_test_assert_controls (bench.window, 20);
  trivet_ui_test_screenshot (bench.window, "tip-pane");
  click (&bench, "A tip of 10 %");
  g_assert_cmpint (get_total (&bench), ==, 6160);
  g_assert_true (says (&bench, "¥61.60"));
  click (&bench, "Tip");
  click (&bench, "Round up to ¥60.00");
  g_assert_cmpint (get_total (&bench), ==, 6000);
  click (&bench, "Tip");
  click (&bench, "1");
  click (&bench, "00");
  click (&bench, "Tip ¥1.00");
  g_assert_cmpint (get_total (&bench), ==, 5700);
  trivet_ui_test_screenshot (bench.window, "tip-given");
  click (&bench, "Tip");
  click (&bench, "No tip");
  g_assert_cmpint (get_total (&bench), ==, 5600);
  click (&bench, "Member");
  type (&bench, "Number of the member", "7");
  click (&bench, "Set");
  click (&bench, "Done");
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Cash"));
  window_bench_tear_down (&bench);
}

/* Who may not change prices needs the yes of somebody who may, for each change. */
static void
test_permission (void)
{
  Bench bench = { 0 };
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("481516", -1);

  set_up (&bench, 1024, 768, FALSE);
  trivet_manager_set_pin_async (bench.fixture->context->manager, pin, NULL, "", NULL, NULL);
  trivet_ui_fixture_settle (bench.fixture);
  show_page (&bench, "prices");
  click (&bench, "Rounding of cash");
  click (&bench, "¥1.00");
  click (&bench, "Save");
  g_assert_true (says (&bench, "Change prices?"));
  g_assert_cmpint (trivet_price_book_get_cash_rounding (get_book (&bench))->unit_minor, ==, 0);
  trivet_ui_test_screenshot (bench.window, "prices-approval");
  for (const char *digit = "481516"; *digit != '\0'; digit++) {
    const char key[2] = { *digit, '\0' };

    click (&bench, key);
  }
  click (&bench, "Approve");
  g_assert_cmpint (trivet_price_book_get_cash_rounding (get_book (&bench))->unit_minor, ==, 100);
  click (&bench, "Undo");
  g_assert_true (says (&bench, "Change prices?"));
  g_assert_cmpint (trivet_price_book_get_cash_rounding (get_book (&bench))->unit_minor, ==, 100);
  window_bench_tear_down (&bench);
}

static void
test_chinese (void)
{
  Bench            bench = { 0 };
  g_autofree char *line = NULL;

  set_up (&bench, 1920, 1080, TRUE);
  append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", SUMMER);
  append (&bench, TRIVET_FACT_PROMOTION_SET, "prices", MEMBERS);
  line = trivet_ui_fixture_add (bench.fixture, "T01", "", 2);
  trivet_register_set_member (bench.fixture->context->reg, "10023");
  trivet_ui_fixture_settle (bench.fixture);
  g_assert_true (says (&bench, "会员茶 −¥10.00"));
  show_page (&bench, "prices");
  click (&bench, "会员茶");
  g_assert_true (says (&bench, "每份减 50 %：茶饮 · 会员专享"));
  trivet_ui_test_screenshot (bench.window, "prices-zh");
  show_page (&bench, "order");
  gtk_widget_activate_action (bench.window, "win.back", NULL);
  trivet_ui_test_wait_for_frame (bench.window);
  click (&bench, "优惠券");
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
