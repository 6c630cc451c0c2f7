/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: dishes and categories are dragged to another place by the handles of their rows, in one fact, and
 * back by Undo; what begins beside the handle moves nothing. Method: the window over a store in memory with
 * the demo restaurant; the X server's own pointer, moved by xdotool, drags. */

#include "menu-page-bench.h"

#include "trivet-ui.h"

static void
set_up (WindowBench  *bench,
        gconstpointer user_data)
{
  window_bench_set_up (bench, FALSE);
  window_bench_show (bench, 1024, 768);
  menu_bench_show (bench, "menu");
}

static void
tear_down (WindowBench  *bench,
           gconstpointer user_data)
{
  window_bench_tear_down (bench);
}

static graphene_rect_t
get_bounds (WindowBench *bench,
            const char  *name)
{
  GtkWidget      *row = trivet_ui_test_find (bench->window, name);
  graphene_rect_t bounds;

  if (row == NULL)
    g_error ("There is no “%s” on the screen", name);
  g_assert_true (gtk_widget_compute_bounds (row, bench->window, &bounds));

  return bounds;
}

/* From @from_end pixels before the end of a row to just below the middle of another. */
static void
drag (WindowBench *bench,
      const char  *name,
      int          from_end,
      const char  *to,
      const char  *picture)
{
  graphene_rect_t  start = get_bounds (bench, name);
  graphene_rect_t  target = get_bounds (bench, to);
  int              x = (int) (start.origin.x + start.size.width) - from_end;
  int              y = (int) (start.origin.y + start.size.height / 2);
  int              end_y = (int) (target.origin.y + target.size.height * 3 / 4);
  g_autofree char *pull = g_strdup_printf ("mousemove %d %d mousedown 1 sleep 0.03 mousemove %d %d sleep 0.03 mousemove %d %d sleep 0.05", x, y, x,
                                           (y + end_y) / 2, x, end_y);

  trivet_ui_test_run_xdotool (bench->fixture, bench->window, pull);
  if (picture != NULL)
    trivet_ui_test_screenshot (bench->window, picture);
  trivet_ui_test_run_xdotool (bench->fixture, bench->window, "mouseup 1 sleep 0.03");
}

static char *
dup_dishes (WindowBench *bench,
            guint        n)
{
  GListModel *items = trivet_menu_get_items (menu_bench_get_menu (bench));
  GString    *skus = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    g_string_append_printf (skus, "%s ", trivet_menu_item_get_sku (item));
  }

  return g_string_free (skus, FALSE);
}

static const char *
get_category (WindowBench *bench,
              guint        index)
{
  return ((TrivetMenuCategory *) g_ptr_array_index (trivet_menu_get_categories (menu_bench_get_menu (bench)), index))->name;
}

static const char *
get_name (WindowBench *bench,
          const char  *sku)
{
  return trivet_menu_item_get_name (trivet_menu_lookup_item (menu_bench_get_menu (bench), sku), TRIVET_LANGUAGE_EN);
}

static void
test_dish (WindowBench  *bench,
           gconstpointer user_data)
{
  g_autofree char *before = dup_dishes (bench, 5);
  guint            n_facts = menu_bench_count_facts (bench);

  g_assert_true (g_str_has_prefix (before, "D01 D02 D03 D04 "));
  drag (bench, get_name (bench, "D01"), 24, get_name (bench, "D03"), "menu-page-drag-1024");
  {
    g_autofree char *after = dup_dishes (bench, 4);

    g_assert_cmpstr (after, ==, "D02 D03 D01 D04 ");
  }
  g_assert_cmpuint (menu_bench_count_facts (bench), ==, n_facts + 1);
  g_assert_true (menu_bench_says (bench, "Moved."));

  menu_bench_click (bench, "Undo");
  {
    g_autofree char *after = dup_dishes (bench, 5);

    g_assert_cmpstr (after, ==, before);
  }
}

/* What is typed in the form stays; the arrows move by one, as ever. */
static void
test_beside_a_form (WindowBench  *bench,
                    gconstpointer user_data)
{
  GtkWidget *price;

  menu_bench_click (bench, get_name (bench, "D02"));
  menu_bench_type (bench, "Price", "31");
  drag (bench, get_name (bench, "D01"), 24, get_name (bench, "D03"), NULL);
  price = trivet_ui_test_find (bench->window, "Price");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (price)), ==, "31");
  menu_bench_click (bench, "Save");
  g_assert_cmpint (trivet_menu_item_get_price_minor (trivet_menu_lookup_item (menu_bench_get_menu (bench), "D02")), ==, 3100);
  menu_bench_click (bench, "Move down");
  {
    g_autofree char *after = dup_dishes (bench, 4);

    g_assert_cmpstr (after, ==, "D03 D02 D01 D04 ");
  }
}

static void
test_category (WindowBench  *bench,
               gconstpointer user_data)
{
  g_autofree char *first = g_strdup (get_category (bench, 0));
  g_autofree char *second = g_strdup (get_category (bench, 1));
  g_autofree char *first_row = g_strdup_printf ("%s, ", first);
  g_autofree char *second_row = g_strdup_printf ("%s, ", second);
  guint            n_facts = menu_bench_count_facts (bench);

  drag (bench, first_row, 24, second_row, NULL);
  g_assert_cmpstr (get_category (bench, 0), ==, second);
  g_assert_cmpstr (get_category (bench, 1), ==, first);
  g_assert_cmpuint (menu_bench_count_facts (bench), ==, n_facts + 1);
  menu_bench_click (bench, "Undo");
  g_assert_cmpstr (get_category (bench, 0), ==, first);
}

/* Among the dishes of another category there is no place for it, so it comes to its own's end. */
static void
test_other_category (WindowBench  *bench,
                     gconstpointer user_data)
{
  GListModel      *items = trivet_menu_get_items (menu_bench_get_menu (bench));
  g_autofree char *last = NULL;
  g_autofree char *foreign = NULL;

  for (guint i = 0; foreign == NULL && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    if (!g_str_equal (trivet_menu_item_get_category_id (item), "dumplings")) {
      foreign = g_strdup (trivet_menu_item_get_sku (item));
      continue;
    }
    g_free (last);
    last = g_strdup (trivet_menu_item_get_sku (item));
  }
  drag (bench, get_name (bench, "D01"), 24, get_name (bench, foreign), NULL);
  {
    g_autofree char *after = dup_dishes (bench, g_list_model_get_n_items (items));
    g_autofree char *wanted = g_strdup_printf ("%s D01 %s ", last, foreign);

    g_assert_nonnull (g_strrstr (after, wanted));
  }
  g_assert_cmpstr (trivet_menu_item_get_category_id (trivet_menu_lookup_item (menu_bench_get_menu (bench), "D01")), ==, "dumplings");
}

static void
test_beside_the_handle (WindowBench  *bench,
                        gconstpointer user_data)
{
  g_autofree char *before = dup_dishes (bench, 5);
  g_autofree char *after = NULL;
  guint            n_facts = menu_bench_count_facts (bench);

  drag (bench, get_name (bench, "D01"), 120, get_name (bench, "D03"), NULL);
  drag (bench, get_name (bench, "D02"), 24, get_name (bench, "D02"), NULL);
  after = dup_dishes (bench, 5);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (menu_bench_count_facts (bench), ==, n_facts);
}

int
main (int    argc,
      char **argv)
{
  trivet_ui_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, WindowBench, NULL, set_up, func, tear_down)
  ADD ("/ui/menu-drag/dish", test_dish);
  ADD ("/ui/menu-drag/beside-a-form", test_beside_a_form);
  ADD ("/ui/menu-drag/category", test_category);
  ADD ("/ui/menu-drag/other-category", test_other_category);
  ADD ("/ui/menu-drag/beside-the-handle", test_beside_the_handle);
#undef ADD

  return g_test_run ();
}
