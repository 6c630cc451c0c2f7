/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the order page does what a finger asks of it. Method: a real register over a store in
 * memory, widgets found and pressed by their accessible names, and the order looked at. */

#include "trivet-item-tile.h"
#include "trivet-line-row.h"
#include "trivet-order-page.h"
#include "trivet-ui-fixture.h"

typedef struct {
  TrivetUiFixture *fixture;
  GtkWidget       *page;
  GtkWidget       *window;
} Bench;

static void
bench_set_up_menu (Bench      *bench,
                   const char *menu_json)
{
  bench->fixture = trivet_ui_fixture_new (menu_json);
  bench->page = trivet_order_page_new (bench->fixture->context);
  bench->window = trivet_ui_test_show (bench->page, 1366, 708);
}

static void
bench_set_up (Bench        *bench,
              gconstpointer user_data)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  bench_set_up_menu (bench, menu_json);
}

static void
bench_tear_down (Bench        *bench,
                 gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_fixture_free (bench->fixture);
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

static const TrivetTotals *
get_totals (Bench *bench)
{
  return trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg));
}

static const TrivetOrderLine *
get_line (Bench *bench,
          guint  position)
{
  return g_array_index (get_totals (bench)->lines, TrivetLineTotal, position).line;
}

static void
test_tap_adds (Bench        *bench,
               gconstpointer user_data)
{
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (bench->window, "Pay")));

  click (bench, "Pork xiaolongbao");
  click (bench, "Pork xiaolongbao");
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 1);
  g_assert_cmpint (get_line (bench, 0)->quantity, ==, 2);
  g_assert_true (sees (bench, "Pay ¥56.00"));
  g_assert_true (gtk_widget_get_sensitive (trivet_ui_test_find (bench->window, "Pay")));
  g_assert_true (sees (bench, "Pork xiaolongbao ¥28.00, 2 in the order"));

  click (bench, "Undo");
  g_assert_cmpint (get_line (bench, 0)->quantity, ==, 1);
  g_assert_true (sees (bench, "Pay ¥28.00"));
}

static void
test_line_buttons (Bench        *bench,
                   gconstpointer user_data)
{
  click (bench, "Pork xiaolongbao");
  g_assert_false (sees (bench, "One more"));
  click (bench, "1 Pork xiaolongbao");
  click (bench, "One more");
  click (bench, "One more");
  g_assert_cmpint (get_line (bench, 0)->quantity, ==, 3);
  click (bench, "One less");
  g_assert_cmpint (get_line (bench, 0)->quantity, ==, 2);
  /* A dish without choices offers none to change. */
  g_assert_false (sees (bench, "Change the choices"));

  click (bench, "Discount on this line");
  click (bench, "−10 %");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5040);

  /* On the house asks why, and nothing else where nobody has a PIN. */
  click (bench, "Discount on this line");
  click (bench, "On the house");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5040);
  trivet_ui_test_screenshot (trivet_ui_test_find (bench->window, "Our mistake"), "on-the-house-reason");
  click (bench, "Our mistake");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 0);
  g_assert_cmpint (get_totals (bench)->comp_minor, ==, 5600);
  g_assert_cmpstr (get_line (bench, 0)->discount.name, ==, "Our mistake");
  trivet_ui_test_screenshot (bench->window, "on-the-house");
  trivet_register_undo (bench->fixture->context->reg);
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5040);

  click (bench, "Void this line");
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (bench->window, "Pay")));
}

typedef struct {
  const char *text;
  gboolean    found;
} LabelSearch;

static void
match_label (GtkWidget *widget,
             gpointer   user_data)
{
  LabelSearch *search = user_data;

  search->found = search->found || (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), search->text));
}

static gboolean
has_label (GtkWidget  *root,
           const char *text)
{
  LabelSearch search = { .text = text };

  trivet_ui_test_walk (root, match_label, &search);

  return search.found;
}

/* What a dish holds stands with its choices, and short on its tile, unless the tile has to say how
 * many are left. */
static void
test_marks (Bench        *bench,
            gconstpointer user_data)
{
  g_assert_true (has_label (trivet_ui_test_find (bench->window, "Tomato and egg"), "V ⚠"));
  g_assert_true (has_label (trivet_ui_test_find (bench->window, "Mapo tofu"), "⚠"));
  g_assert_false (has_label (trivet_ui_test_find (bench->window, "Prawn har gow"), "⚠"));
  g_assert_false (has_label (trivet_ui_test_find (bench->window, "Pork xiaolongbao"), "⚠"));

  click (bench, "Braised beef noodles");
  g_assert_true (has_label (bench->window, "Contains gluten, soy"));
}

/* The dish is in the order as soon as the required choice is made; every further chip changes it. */
static void
test_choices (Bench        *bench,
              gconstpointer user_data)
{
  TrivetRegister *reg = bench->fixture->context->reg;

  click (bench, "Braised beef noodles");
  g_assert_null (trivet_register_get_current (reg));
  g_assert_false (sees (bench, "Wonton soup"));

  click (bench, "Wide");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 3800);
  click (bench, "Extra beef +¥12.00");
  click (bench, "No coriander");
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 1);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5000);
  g_assert_cmpint (get_line (bench, 0)->modifiers->len, ==, 3);

  /* Of a group in which one is chosen, another takes its place; it cannot be left empty. */
  click (bench, "Knife-cut +¥2.00");
  click (bench, "Knife-cut +¥2.00");
  g_assert_cmpint (get_line (bench, 0)->modifiers->len, ==, 3);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 5200);
  click (bench, "Extra beef +¥12.00");
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 4000);

  g_assert_true (trivet_order_page_go_back (TRIVET_ORDER_PAGE (bench->page)));
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Wonton soup"));

  /* The same line again, from the order. */
  click (bench, "1 Braised beef noodles");
  click (bench, "Change the choices");
  click (bench, "Wide");
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 1);
  g_assert_cmpint (get_totals (bench)->total_minor, ==, 3800);
}

static void
type_query (Bench      *bench,
            const char *query)
{
  GtkWidget *entry = trivet_ui_test_find (bench->window, "Search for a dish");

  g_assert_true (GTK_IS_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), query);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
test_search (Bench        *bench,
             gconstpointer user_data)
{
  static const char *const queries[] = { "xiaolong", "d01", "xlb", "小笼" };

  trivet_order_page_handle_key (TRIVET_ORDER_PAGE (bench->page), GDK_KEY_f, GDK_CONTROL_MASK);
  trivet_ui_test_wait_for_frame (bench->window);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    type_query (bench, queries[i]);
    g_assert_true (sees (bench, "Pork xiaolongbao"));
    g_assert_cmpuint (trivet_ui_test_count (bench->window, TRIVET_TYPE_ITEM_TILE), <, 5);
  }

  type_query (bench, "zzzz & <b>");
  g_assert_cmpuint (trivet_ui_test_count (bench->window, TRIVET_TYPE_ITEM_TILE), ==, 0);
  g_assert_true (trivet_order_page_go_back (TRIVET_ORDER_PAGE (bench->page)));
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "Pork xiaolongbao"));
}

static void
test_categories (Bench        *bench,
                 gconstpointer user_data)
{
  click (bench, "Noodles");
  g_assert_true (sees (bench, "Wonton soup"));
  g_assert_false (sees (bench, "Pork xiaolongbao"));
  click (bench, "All day");
  g_assert_true (sees (bench, "Pork xiaolongbao"));
}

static void
test_keys (Bench        *bench,
           gconstpointer user_data)
{
  TrivetOrderPage *page = TRIVET_ORDER_PAGE (bench->page);

  click (bench, "Pork xiaolongbao");
  click (bench, "Mapo tofu");
  g_assert_true (trivet_order_page_handle_key (page, GDK_KEY_Page_Down, 0));
  g_assert_true (trivet_order_page_handle_key (page, GDK_KEY_plus, 0));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_cmpint (get_line (bench, 0)->quantity, ==, 2);
  g_assert_true (trivet_order_page_handle_key (page, GDK_KEY_Page_Down, 0));
  g_assert_true (trivet_order_page_handle_key (page, GDK_KEY_Delete, 0));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 1);
  g_assert_true (trivet_order_page_handle_key (page, GDK_KEY_z, GDK_CONTROL_MASK));
  trivet_ui_fixture_settle (bench->fixture);
  g_assert_cmpint (get_totals (bench)->lines->len, ==, 2);
  g_assert_false (trivet_order_page_handle_key (page, GDK_KEY_a, 0));
}

static void
test_hold_and_recall (Bench        *bench,
                      gconstpointer user_data)
{
  TrivetRegister  *reg = bench->fixture->context->reg;
  g_autofree char *order_id = NULL;

  click (bench, "Pork xiaolongbao");
  order_id = g_strdup (trivet_tab_get_order_id (trivet_register_get_current (reg)));
  click (bench, "Hold");
  g_assert_null (trivet_register_get_current (reg));
  g_assert_false (sees (bench, "1 Pork xiaolongbao"));

  trivet_register_select (reg, order_id);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_true (sees (bench, "1 Pork xiaolongbao"));
}

static void
test_void_order (Bench        *bench,
                 gconstpointer user_data)
{
  TrivetRegister *reg = bench->fixture->context->reg;

  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Void order")));
  click (bench, "Pork xiaolongbao");
  click (bench, "Void order");
  click (bench, "Keep it");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 1);
  trivet_ui_test_spin (300);
  click (bench, "Void order");
  click (bench, "Void it");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Void order")));
}

static void
test_sold_out (Bench        *bench,
               gconstpointer user_data)
{
  GtkWidget *tile = trivet_ui_test_find (bench->window, "Leek potstickers");

  g_assert_nonnull (tile);
  g_assert_false (trivet_menu_item_get_available (trivet_item_tile_get_item (TRIVET_ITEM_TILE (tile))));
  g_assert_true (gtk_widget_has_css_class (tile, "out"));
  click (bench, "Leek potstickers");
  g_assert_null (trivet_register_get_current (bench->fixture->context->reg));
}

static void
collect_labels (GtkWidget *widget,
                gpointer   user_data)
{
  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (user_data, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
  else if (GTK_IS_INSCRIPTION (widget))
    g_ptr_array_add (user_data, g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget))));
}

/* Names from a menu are words, never markup. */
static void
test_markup_is_text (void)
{
  static const char *const name = "Egg & <b>tomato</b> 🍅 \\u003c";
  static const char *const menu =
    "{\"currency\": \"CNY\", \"categories\": [{\"id\": \"c\", \"name\": \"A & <i>B</i>\", \"color\": \"#c64600\"}],"
    " \"items\": [{\"sku\": \"X\", \"category\": \"c\", \"name\": \"Egg & <b>tomato</b> 🍅 \\\\u003c\", \"price\": \"9.00\"}]}";
  Bench bench = { 0 };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  bench_set_up_menu (&bench, menu);
  click (&bench, name);
  trivet_ui_test_walk (bench.window, collect_labels, labels);
  for (guint i = 0; i < labels->len; i++)
    n += g_str_equal (g_ptr_array_index (labels, i), name);
  /* On the tile and in the order. */
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (labels, "A & <i>B</i>", g_str_equal, NULL));
  bench_tear_down (&bench, NULL);
}

/* With 5,000 dishes only what is in view has widgets, also after a ride through the menu. */
static void
test_large_menu (void)
{
  GString       *json = g_string_new ("{\"currency\": \"CNY\", \"categories\": [{\"id\": \"c\", \"name\": \"All\", \"color\": \"#1a5fb4\"}], \"items\": [");
  Bench          bench = { 0 };
  GtkWidget     *grid;
  GtkAdjustment *adjustment;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (json, "%s{\"sku\": \"S%u\", \"category\": \"c\", \"name\": \"Dish %u\", \"price\": \"1.00\"}", i > 0 ? "," : "", i, i);
  g_string_append (json, "]}");
  bench_set_up_menu (&bench, json->str);
  g_string_free (json, TRUE);

  grid = trivet_ui_test_find (bench.window, "Dishes");
  g_assert_nonnull (grid);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  for (guint i = 0; i <= 4; i++) {
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * i / 4);
    trivet_ui_test_wait_for_frame (bench.window);
    g_assert_cmpuint (trivet_ui_test_count (bench.window, TRIVET_TYPE_ITEM_TILE), >, 15);
    g_assert_cmpuint (trivet_ui_test_count (bench.window, TRIVET_TYPE_ITEM_TILE), <=, 100);
  }
  g_assert_nonnull (trivet_ui_test_find (bench.window, "Dish 4999 "));
  g_assert_null (trivet_ui_test_find (bench.window, "Dish 1 "));
  bench_tear_down (&bench, NULL);
}

/* A disk that refuses must not show what is not stored. */
static void
test_full_disk (Bench        *bench,
                gconstpointer user_data)
{
  trivet_memory_journal_fail_next (bench->fixture->journal, 1, TRIVET_STORE_ERROR_FULL);
  click (bench, "Pork xiaolongbao");
  g_assert_null (trivet_register_get_current (bench->fixture->context->reg));
  g_assert_false (sees (bench, "1 Pork xiaolongbao"));
  click (bench, "Pork xiaolongbao");
  g_assert_true (sees (bench, "1 Pork xiaolongbao"));
}

#define ADD(path, func) g_test_add (path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);

  ADD ("/ui/order/tap-adds", test_tap_adds);
  ADD ("/ui/order/line-buttons", test_line_buttons);
  ADD ("/ui/order/choices", test_choices);
  ADD ("/ui/order/marks", test_marks);
  ADD ("/ui/order/search", test_search);
  ADD ("/ui/order/categories", test_categories);
  ADD ("/ui/order/keys", test_keys);
  ADD ("/ui/order/hold-and-recall", test_hold_and_recall);
  ADD ("/ui/order/void-order", test_void_order);
  ADD ("/ui/order/sold-out", test_sold_out);
  ADD ("/ui/order/full-disk", test_full_disk);
  g_test_add_func ("/ui/order/markup-is-text", test_markup_is_text);
  g_test_add_func ("/ui/order/large-menu", test_large_menu);

  return g_test_run ();
}
