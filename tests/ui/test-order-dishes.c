/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: combos, choices that open others, and open prices are ordered by touch on the order page. Method:
 * the demo restaurant's page, clicked by accessible names, in both languages, light and dark, at the
 * smallest size; pictures are written for people to look at. */

#include "trivet-order-page.h"
#include "trivet-price-pane.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

#include <string.h>

#define WIDTH  1024
#define HEIGHT (768 - 61)

typedef struct {
  TrivetUiFixture *fixture;
  GtkWidget       *page;
  GtkWidget       *window;
} Bench;

static void
set_up (Bench        *bench,
        gconstpointer user_data)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  bench->fixture = trivet_ui_fixture_new (menu_json);
  bench->page = trivet_order_page_new (bench->fixture->context);
  bench->window = trivet_ui_test_show (bench->page, WIDTH, HEIGHT);
  trivet_ui_test_spin (400);
}

static void
tear_down (Bench        *bench,
           gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_fixture_free (bench->fixture);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_SYSTEM);
}

static void
click (Bench      *bench,
       const char *name)
{
  trivet_ui_test_click (bench->fixture, bench->window, name);
}

static gboolean
sees (Bench      *bench,
      const char *name)
{
  return trivet_ui_test_find (bench->window, name) != NULL;
}

static gboolean
is_sensitive (Bench      *bench,
              const char *name)
{
  GtkWidget *widget = trivet_ui_test_find (bench->window, name);

  g_assert_nonnull (widget);

  return gtk_widget_get_sensitive (widget);
}

static const TrivetTotals *
get_totals (Bench *bench)
{
  TrivetTab *tab = trivet_register_get_current (bench->fixture->context->reg);

  return tab != NULL ? trivet_tab_get_totals (tab) : NULL;
}

static const TrivetOrderLine *
get_line (Bench *bench,
          guint  position)
{
  return g_array_index (get_totals (bench)->lines, TrivetLineTotal, position).line;
}

/* By the sets' own category, so that the tile is in view. */
static void
open_dish (Bench      *bench,
           const char *name)
{
  click (bench, trivet_ui_is_chinese () ? "套餐" : "Sets");
  trivet_ui_test_spin (200);
  click (bench, name);
}

typedef struct {
  int      width;
  gboolean bad;
} Bounds;

static void
look_out (GtkWidget *widget,
          gpointer   user_data)
{
  Bounds         *bounds = user_data;
  graphene_rect_t rect;
  GtkWidget      *root = GTK_WIDGET (gtk_widget_get_root (widget));

  if (!gtk_widget_get_mapped (widget) || !GTK_IS_BUTTON (widget) || !gtk_widget_compute_bounds (widget, root, &rect))
    return;
  if (gtk_widget_has_css_class (widget, "trivet-chip") && gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) == NULL &&
      rect.origin.x + rect.size.width > (float) bounds->width)
    bounds->bad = TRUE;
}

static void
look (Bench      *bench,
      const char *name)
{
  Bounds bounds = { .width = WIDTH };
  int    least;

  gtk_widget_measure (bench->window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, WIDTH);
  gtk_widget_measure (bench->window, GTK_ORIENTATION_VERTICAL, WIDTH, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, HEIGHT);
  trivet_ui_test_walk (bench->window, look_out, &bounds);
  g_assert_false (bounds.bad);
  trivet_ui_test_assert_controls (bench->window, 10);
  trivet_ui_test_screenshot (bench->window, name);
}

/* A required choice within a choice keeps the dish unfinished; another choice takes its own along. */
static void
test_nested (Bench        *bench,
             gconstpointer user_data)
{
  open_dish (bench, "Lunch set rice");
  g_assert_null (get_totals (bench));
  click (bench, "Mild");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 4200);
  g_assert_false (sees (bench, "Less ice"));

  click (bench, "Plum juice");
  g_assert_true (sees (bench, "Less ice"));
  g_assert_true (sees (bench, "Half sugar"));
  /* The order has what it had until the ice is chosen. */
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 1);
  look (bench, "nested-open");
  click (bench, "Less ice");
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 3);
  click (bench, "Half sugar");
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 4);
  look (bench, "nested-made");

  /* A drink without ice: what was under the other one is gone. */
  click (bench, "Hot soy milk");
  g_assert_false (sees (bench, "Less ice"));
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 2);
  click (bench, "Lemon tea +¥2.00");
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 2);
  click (bench, "No ice");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 4400);
  /* Taken away, it takes its ice along. */
  click (bench, "Lemon tea +¥2.00");
  g_assert_cmpuint (get_line (bench, 0)->modifiers->len, ==, 1);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 4200);
}

static void
choose_combo (Bench *bench)
{
  open_dish (bench, "Combo lunch");
  /* Rice is all there is to choose, and chosen. */
  g_assert_true (gtk_widget_has_css_class (trivet_ui_test_find (bench->window, "Steamed rice"), "on"));
  click (bench, "Kung pao chicken +¥6.00");
  look (bench, "combo-open");
  click (bench, "Hot");
  click (bench, "Smashed cucumber");
  g_assert_null (get_totals (bench));
  click (bench, "Longjing +¥12.00");
  g_assert_null (get_totals (bench));
  click (bench, "Pot +¥18.00");
}

static void
test_combo (Bench        *bench,
            gconstpointer user_data)
{
  const TrivetOrderLine *line;

  choose_combo (bench);
  line = get_line (bench, 0);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5800 + 600 + 1200 + 1800);
  g_assert_cmpuint (line->modifiers->len, ==, 6);
  g_assert_true (trivet_order_line_is_combo (line));
  look (bench, "combo-made");

  click (bench, "Mapo tofu");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5800 + 1200 + 1800);
  g_assert_false (sees (bench, "Hot"));
  g_assert_true (trivet_order_page_go_back (TRIVET_ORDER_PAGE (bench->page)));
  trivet_ui_test_wait_for_frame (bench->window);

  /* The same line again, from the order. */
  click (bench, "1 Combo lunch");
  click (bench, "Change the choices");
  click (bench, "Plum juice");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5800);
  g_assert_cmpuint (get_totals (bench)->lines->len, ==, 1);
}

/* The kitchen makes a dish of a combo already: it can be changed all the same, and is void there. */
static void
test_sent_combo (Bench        *bench,
                 gconstpointer user_data)
{
  const TrivetOrderLine *line;

  choose_combo (bench);
  trivet_kitchen_desk_send (bench->fixture->context->kitchen);
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_cmpint (get_line (bench, 0)->sent_quantity, ==, 1);
  click (bench, "Mapo tofu");
  trivet_ui_fixture_settle (bench->fixture);
  line = get_line (bench, 0);
  g_assert_cmpuint (get_totals (bench)->lines->len, ==, 1);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5800 + 1200 + 1800);
  g_assert_cmpuint (line->dropped->len, ==, 1);
  look (bench, "combo-sent");
}

static void
append (Bench         *bench,
        TrivetFactType type,
        const char    *body_text)
{
  g_autofree char *text = g_strdelimit (g_strdup (body_text), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactStamp stamp = trivet_register_get_stamp (bench->fixture->context->reg);

  g_ptr_array_add (facts, trivet_fact_new (type, "menu", json_node_dup_object (node), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->fixture->journal), facts, NULL, NULL);
  trivet_ui_test_spin (50);
  trivet_ui_fixture_settle (bench->fixture);
}

/* Of har gow five are left; when the last is gone, no combo can have one, and says so. */
static void
test_sold_out (Bench        *bench,
               gconstpointer user_data)
{
  open_dish (bench, "Combo lunch");
  g_assert_true (is_sensitive (bench, "Prawn har gow +¥10.00"));
  append (bench, TRIVET_FACT_ITEM_AVAILABILITY_SET, "{'id':'D02','available':true,'left':0}");
  g_assert_false (is_sensitive (bench, "Prawn har gow · sold out"));
  look (bench, "combo-sold-out");
  append (bench, TRIVET_FACT_ITEM_AVAILABILITY_SET, "{'id':'D02','available':true,'left':1}");
  click (bench, "Mapo tofu");
  click (bench, "Plum juice");
  click (bench, "Prawn har gow +¥10.00");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 6800);
  /* The last one is in this order: it may stay, and may be given back. */
  g_assert_true (is_sensitive (bench, "Prawn har gow · sold out"));
  click (bench, "Smashed cucumber");
  g_assert_true (is_sensitive (bench, "Prawn har gow +¥10.00"));
}

/* The digits of @keys, "d" for the double zero. */
static void
type (Bench      *bench,
      const char *keys)
{
  static const char *const names[] = { "Add for", "Change to", "加入 ¥" };
  GtkWidget               *take = NULL;
  GtkWidget               *pane;

  for (guint i = 0; i < G_N_ELEMENTS (names) && take == NULL; i++)
    take = trivet_ui_test_find (bench->window, names[i]);
  g_assert_nonnull (take);
  pane = gtk_widget_get_ancestor (take, TRIVET_TYPE_PRICE_PANE);
  for (; *keys != '\0'; keys++) {
    char key[] = { *keys, '\0' };

    /* A name that begins like another's cannot be found. */
    if (*keys == '0')
      trivet_price_pane_press_key (TRIVET_PRICE_PANE (pane), 0);
    else
      trivet_ui_test_click (bench->fixture, pane, *keys == 'd' ? "00" : key);
  }
}

static void
test_open_price (Bench        *bench,
                 gconstpointer user_data)
{
  open_dish (bench, "Open item");
  g_assert_false (is_sensitive (bench, "Add for ¥0.00"));
  look (bench, "price-empty");
  type (bench, "1250");
  look (bench, "price-typed");
  click (bench, "Add for ¥12.50");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 1250);
  g_assert_true (sees (bench, "Open item"));

  /* The same again joins, another is a line of its own. */
  click (bench, "Open item");
  type (bench, "1250");
  click (bench, "Add for ¥12.50");
  g_assert_cmpuint (get_totals (bench)->lines->len, ==, 1);
  click (bench, "Open item");
  type (bench, "7");
  click (bench, "Add for ¥0.07");
  g_assert_cmpuint (get_totals (bench)->lines->len, ==, 2);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 2507);

  /* It is corrected in its place. */
  click (bench, "1 Open item");
  click (bench, "Change the choices");
  g_assert_true (sees (bench, "Change to ¥0.07"));
  type (bench, "9");
  click (bench, "Change to ¥0.09");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 2509);
}

static void
test_price_limit (Bench        *bench,
                  gconstpointer user_data)
{
  open_dish (bench, "Open item");
  type (bench, "1ddddd");
  g_assert_true (is_sensitive (bench, "Add for ¥100,000,000.00"));
  type (bench, "0");
  g_assert_false (is_sensitive (bench, "Add for ¥1,000,000,000.00"));
  look (bench, "price-too-high");
  /* What does not fit any more is not typed. */
  type (bench, "0");
  g_assert_true (sees (bench, "Add for ¥1,000,000,000.00"));
  click (bench, "Erase the last digit");
  g_assert_true (is_sensitive (bench, "Add for ¥100,000,000.00"));
  g_assert_true (trivet_order_page_go_back (TRIVET_ORDER_PAGE (bench->page)));
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Combo lunch"));
  g_assert_null (get_totals (bench));
}

static void
test_chinese_dark (Bench        *bench,
                   gconstpointer user_data)
{
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  bench->page = trivet_order_page_new (bench->fixture->context);
  bench->window = trivet_ui_test_show (bench->page, WIDTH, HEIGHT);
  trivet_ui_test_spin (400);

  open_dish (bench, "自选午市套餐");
  click (bench, "宫保鸡丁 +¥6.00");
  click (bench, "西湖龙井 +¥12.00");
  look (bench, "combo-zh-dark");
  g_assert_true (trivet_order_page_go_back (TRIVET_ORDER_PAGE (bench->page)));
  trivet_ui_test_wait_for_frame (bench->window);
  click (bench, "自定义");
  type (bench, "8");
  look (bench, "price-zh-dark");
  trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
}

#define ADD(path, func) g_test_add ("/ui/order-dishes/" path, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  ADD ("nested", test_nested);
  ADD ("combo", test_combo);
  ADD ("sent-combo", test_sent_combo);
  ADD ("sold-out", test_sold_out);
  ADD ("open-price", test_open_price);
  ADD ("price-limit", test_price_limit);
  ADD ("chinese-dark", test_chinese_dark);

  return g_test_run ();
}
