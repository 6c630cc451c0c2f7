/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: choices, groups within groups, combos and open prices are made in the menu's form, and sold as they
 * were made. Method: the window over a store in memory with the demo restaurant, driven by accessible
 * names; pictures are written for people to look at. */

#include "menu-page-bench.h"
#include "trivet-price-pane.h"

static void
test_choices (WindowBench  *bench,
              gconstpointer user_data)
{
  g_autoptr (GPtrArray) before = trivet_menu_list_group_ids (menu_bench_get_menu (bench));
  g_autoptr (GPtrArray) after = NULL;

  menu_bench_show (bench, "menu");
  menu_bench_click (bench, "Choices");
  trivet_ui_test_screenshot (bench->window, "menu-page-choices-1024");
  menu_bench_click (bench, "Add choices");
  menu_bench_type (bench, "Name in English", "Rice");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Add at least one option, and at most 100"));
  menu_bench_click (bench, "Add an option");
  menu_bench_type (bench, "Changes the price by", "-1,50");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Only an option may take something off."));
  trivet_ui_test_screenshot (bench->window, "menu-page-option-1024");
  after = trivet_menu_list_group_ids (menu_bench_get_menu (bench));
  g_assert_cmpuint (after->len, ==, before->len);
}

/* A form that grows stays where the person is. */
static void
assert_place_stays (WindowBench *bench,
                    const char  *button_name)
{
  GtkWidget     *scroller = gtk_widget_get_ancestor (trivet_ui_test_find (bench->window, button_name), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (place, 600);
  gtk_widget_grab_focus (trivet_ui_test_find (bench->window, button_name));
  trivet_ui_test_wait_for_frame (bench->window);
  gtk_adjustment_set_value (place, 600);
  menu_bench_click (bench, button_name);
  trivet_ui_test_wait_for_frame (bench->window);
  trivet_ui_test_wait_for_frame (bench->window);
  g_assert_cmpint ((int) gtk_adjustment_get_value (place), ==, 600);
}

/* What others have added to a dish stays, and can be changed. */
static void
test_combo (WindowBench  *bench,
            gconstpointer user_data)
{
  GListModel      *items = trivet_menu_get_items (menu_bench_get_menu (bench));
  g_autofree char *sku = NULL;
  guint            n_slots = 0;

  for (guint i = 0; sku == NULL && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    n_slots = trivet_menu_item_get_combo (item)->len;
    if (n_slots > 0)
      sku = g_strdup (trivet_menu_item_get_sku (item));
  }
  g_assert_nonnull (sku);
  menu_bench_show (bench, "menu");
  menu_bench_type (bench, "Search for a dish", sku);
  trivet_ui_test_wait_for_frame (bench->window);
  menu_bench_click (bench, trivet_menu_item_get_name (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku), TRIVET_LANGUAGE_EN));
  menu_bench_type (bench, "Price", "55");
  menu_bench_click (bench, "Save");
  g_assert_cmpint (trivet_menu_item_get_price_minor (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku)), ==, 5500);
  g_assert_cmpuint (trivet_menu_item_get_combo (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku))->len, ==, n_slots);

  menu_bench_click (bench, "Take out: ");
  menu_bench_click (bench, "Save");
  g_assert_cmpuint (trivet_menu_item_get_combo (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku))->len, ==, n_slots - 1);
  menu_bench_click (bench, "Undo");
  g_assert_cmpuint (trivet_menu_item_get_combo (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku))->len, ==, n_slots);

  menu_bench_type (bench, "Search for a dish", "D01");
  trivet_ui_test_wait_for_frame (bench->window);
  menu_bench_click (bench, DISH_ROW);
  assert_place_stays (bench, "Add a slot");
  trivet_ui_test_screenshot (bench->window, "menu-page-combo-1024");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Add at least one dish, and at most 100"));
  menu_bench_pick_dish (bench, "Add a dish to choose", "D02");
  menu_bench_type (bench, "Surcharge", "2");
}

/* The field of that name in the option of that number. */
static void
type_option (WindowBench *bench,
             guint        number,
             const char  *name,
             const char  *text)
{
  g_autofree char *title = g_strdup_printf ("Option %u", number);
  GtkWidget       *card = trivet_ui_test_find (bench->window, title);
  GtkWidget       *entry = card != NULL ? trivet_ui_test_find (card, name) : NULL;

  if (entry == NULL)
    g_error ("There is no “%s” in option %u", name, number);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* A group of two options, of which exactly one is chosen. */
static void
fill_group (WindowBench *bench,
            const char  *name,
            const char  *first,
            const char  *second)
{
  menu_bench_click (bench, "Add choices");
  menu_bench_type (bench, "Name in English", name);
  menu_bench_type (bench, "Choose at least", "1");
  menu_bench_click (bench, "Add an option");
  menu_bench_click (bench, "Add an option");
  type_option (bench, 1, "Name in English", first);
  type_option (bench, 2, "Name in English", second);
}

static void
make_nested_groups (WindowBench *bench)
{
  menu_bench_click (bench, "Choices");
  fill_group (bench, "Sauce", "Soy sauce", "Chilli oil");
  type_option (bench, 2, "Changes the price by", "1.50");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Saved. Every screen shows it now."));

  fill_group (bench, "Served with", "Plain rice", "Fried dumplings");
  type_option (bench, 2, "Changes the price by", "4");
  trivet_ui_test_click (bench->fixture, trivet_ui_test_find (bench->window, "Option 2"), "Sauce");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Saved. Every screen shows it now."));
  g_assert_true (menu_bench_says (bench, "2 options · choose 0 to 1 · opened by 1 choice"));
  trivet_ui_test_screenshot (bench->window, "menu-page-nested-1024");

  /* Once only: what opens others is not offered to be opened. */
  menu_bench_click (bench, "Sauce");
  g_assert_null (trivet_ui_test_find (trivet_ui_test_find (bench->window, "Option 1"), "Served with"));
}

static void
make_open_dish (WindowBench *bench)
{
  menu_bench_click (bench, "Dishes");
  menu_bench_click (bench, "Add a dish");
  menu_bench_type (bench, "Name in English", "Catch of the day");
  menu_bench_type (bench, "Code", "Z30");
  menu_bench_type (bench, "Price", "80");
  menu_bench_click (bench, "Price asked at the register");
  menu_bench_click (bench, "Served with");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "A dish whose price is asked each time has no price here, and is no combo"));
  menu_bench_type (bench, "Price", "");
  menu_bench_click (bench, "Save");
  g_assert_true (menu_bench_says (bench, "Saved. Every screen shows it now."));
}

/* Made in the form, sold on the order page: asked for its price, and for what its choice asks for. */
static void
test_open_price_and_nested (WindowBench  *bench,
                            gconstpointer user_data)
{
  const TrivetOrderLine *line;
  TrivetMenuItem        *item;
  GtkWidget             *take;

  menu_bench_show (bench, "menu");
  make_nested_groups (bench);
  make_open_dish (bench);
  item = trivet_menu_lookup_item (menu_bench_get_menu (bench), "Z30");
  g_assert_true (trivet_menu_item_get_open_price (item));
  g_assert_cmpuint (g_strv_length (trivet_menu_item_get_group_ids (item)), ==, 1);

  menu_bench_go_back (bench);
  menu_bench_click (bench, "Catch of the day");
  take = trivet_ui_test_find (bench->window, "Add for ¥0.00");
  g_assert_nonnull (take);
  for (guint i = 0; i < 4; i++)
    trivet_price_pane_press_key (TRIVET_PRICE_PANE (gtk_widget_get_ancestor (take, TRIVET_TYPE_PRICE_PANE)), i == 0 ? 9 : 0);
  menu_bench_click (bench, "Add for ¥90.00");
  g_assert_false (menu_bench_sees (bench, "Chilli oil +¥1.50"));
  menu_bench_click (bench, "Fried dumplings +¥4.00");
  menu_bench_click (bench, "Chilli oil +¥1.50");
  trivet_ui_test_screenshot (bench->window, "order-nested-open-1024");
  g_assert_cmpint (menu_bench_get_total (bench), ==, 9000 + 400 + 150);
  line = g_array_index (trivet_tab_get_totals (trivet_register_get_current (bench->fixture->context->reg))->lines, TrivetLineTotal, 0).line;
  g_assert_cmpuint (line->modifiers->len, ==, 2);
  g_assert_nonnull (((TrivetLineModifier *) g_ptr_array_index (line->modifiers, 1))->under);
}

int
main (int    argc,
      char **argv)
{
  trivet_ui_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, WindowBench, NULL, menu_bench_set_up, func, menu_bench_tear_down)
  ADD ("/ui/menu-choices/choices", test_choices);
  ADD ("/ui/menu-choices/combo", test_combo);
  ADD ("/ui/menu-choices/open-price-and-nested", test_open_price_and_nested);
#undef ADD

  return g_test_run ();
}
