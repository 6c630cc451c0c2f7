/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an order is split, shared, paid in part, joined and moved by taps and by dragging, on every
 * screen it is made for. Method: the pages on real services, pressed by their names; a drag is made with
 * the X server's pointer, what other programs let fall is given to the card itself; pictures in two
 * languages, light and dark, for people to look at. */

#include "trivet-config.h"

#include "trivet-check-card.h"
#include "trivet-move-page.h"
#include "trivet-split-page.h"
#include "trivet-ui-fixture.h"
#include "trivet-ui.h"

#define HEADER_PX 61

static TrivetUiFixture *
new_demo (void)
{
  g_autofree char *menu_json = trivet_ui_fixture_read_demo ();

  return trivet_ui_fixture_new (menu_json);
}

static TrivetTab *
current (TrivetUiFixture *fixture)
{
  return trivet_register_get_current (fixture->context->reg);
}

/* The order of the drawing: 56 + 18 + 50 + 52 + 30, less 10 %. */
static void
fill (TrivetUiFixture *fixture)
{
  g_free (trivet_ui_fixture_add (fixture, "D01", "", 2));
  g_free (trivet_ui_fixture_add (fixture, "C01", "", 1));
  g_free (trivet_ui_fixture_add (fixture, "N01", "width/wide extras/beef without/coriander", 1));
  g_free (trivet_ui_fixture_add (fixture, "N02", "heat/mild", 2));
  g_free (trivet_ui_fixture_add (fixture, "T01", "", 3));
  trivet_register_set_order_discount (fixture->context->reg, TRIVET_DISCOUNT_RATE, 100000, "Lunch set −10 %");
  trivet_ui_fixture_settle (fixture);
}

static GtkWidget *
show_split (TrivetUiFixture *fixture,
            int              width,
            int              height)
{
  GtkWidget *page = trivet_split_page_new (fixture->context);
  GtkWidget *window = trivet_ui_test_show (page, width, height - HEADER_PX);

  trivet_split_page_open (TRIVET_SPLIT_PAGE (page));
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (window);

  return window;
}

static void
click (TrivetUiFixture *fixture,
       GtkWidget       *window,
       const char      *name)
{
  trivet_ui_test_click (fixture, window, name);
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (window);
}

static void
assert_says (GtkWidget  *window,
             const char *words)
{
  trivet_ui_test_assert_says (window, words);
}

static void
assert_totals (TrivetUiFixture *fixture,
               int              n,
               const gint64    *totals)
{
  GPtrArray *checks = trivet_tab_get_checks (current (fixture));

  g_assert_cmpint ((int) checks->len, ==, n);
  for (int k = 1; k <= n; k++)
    g_assert_cmpint (trivet_checks_lookup (checks, k)->total_minor, ==, totals[k - 1]);
}

static void
end (TrivetUiFixture *fixture,
     GtkWidget       *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  trivet_ui_fixture_settle (fixture);
  trivet_ui_fixture_free (fixture);
}

static void
pay_first_bill (TrivetUiFixture *fixture,
                gint64           amount)
{
  TrivetCheckout *checkout = fixture->context->checkout;

  g_assert_true (trivet_checkout_begin_check (checkout, trivet_tab_get_order_id (current (fixture)), 1));
  g_assert_cmpint (trivet_checkout_get_due_minor (checkout), ==, amount);
  trivet_checkout_pay_cash (checkout, amount);
  trivet_ui_fixture_settle (fixture);
  trivet_checkout_end (checkout);
}

/* Its receipt is asked for at its card; without a printer it waits. */
static void
assert_prints_first_bill (TrivetUiFixture *fixture,
                          GtkWidget       *window)
{
  GListModel *jobs = trivet_print_queue_get_jobs (fixture->context->print_queue);
  guint       n_before = g_list_model_get_n_items (jobs);
  g_autoptr (TrivetPrintJobItem) item = NULL;

  click (fixture, window, "Print the receipt of bill 1");
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, n_before + 1);
  item = g_list_model_get_item (jobs, n_before);
  g_assert_cmpstr (trivet_print_job_item_get_job (item)->document, ==, "receipt");
}

/* As in the drawing: by taps only. */
static void
split_like_the_drawing (TrivetUiFixture *fixture,
                        GtkWidget       *window)
{
  click (fixture, window, "New bill");
  click (fixture, window, "1 × Braised");
  click (fixture, window, "Bill 2");
  click (fixture, window, "2 × Dan dan");
  click (fixture, window, "Bill 3");
  click (fixture, window, "1 × Smashed");
  click (fixture, window, "Bill 3");
  click (fixture, window, "3 × Jasmine");
  click (fixture, window, "Share line");
  click (fixture, window, "Bill 2");
  click (fixture, window, "Bill 3");
  click (fixture, window, "Share line");
}

static void
test_by_item (void)
{
  const gint64     drawn[] = { 5940, 5400, 7200 };
  const gint64     joined[] = { 18540 };
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *window;

  fill (fixture);
  window = show_split (fixture, 1366, 768);
  split_like_the_drawing (fixture, window);
  assert_totals (fixture, 3, drawn);
  assert_says (window, "Bills add up to ¥185.40 ✓");
  assert_says (window, "⅓ × Jasmine tea ×3");

  pay_first_bill (fixture, 5940);
  trivet_ui_test_wait_for_frame (window);
  assert_says (window, "Paid · ");
  g_assert_null (trivet_ui_test_find (window, "Pay ¥59.40, bill 1"));
  g_assert_null (trivet_ui_test_find (window, "Pay ¥0.00, bill 1"));
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (window, "2 × Pork")));
  assert_prints_first_bill (fixture, window);
  click (fixture, window, "1 × Braised");
  trivet_ui_test_screenshot (window, "split");

  /* What is paid is not touched, and said in words; the rest can be joined and split again. */
  click (fixture, window, "Bill 1");
  assert_totals (fixture, 3, drawn);
  click (fixture, window, "Join all");
  assert_totals (fixture, 1, joined);
  click (fixture, window, "Undo");
  assert_totals (fixture, 3, drawn);
  trivet_ui_test_assert_controls (window, 15);
  end (fixture, window);
}

static void
test_equal_and_amounts (void)
{
  const gint64     thirds[] = { 6180, 6180, 6180 };
  const gint64     sums[] = { 7531, 11009 };
  TrivetUiFixture *fixture = new_demo ();
  GtkWidget       *window;

  fill (fixture);
  window = show_split (fixture, 1366, 768);
  click (fixture, window, "Equal");
  click (fixture, window, "New bill");
  assert_totals (fixture, 3, thirds);
  trivet_ui_test_screenshot (window, "split-equal");
  click (fixture, window, "By amount");
  click (fixture, window, "7");
  click (fixture, window, "5");
  click (fixture, window, "3");
  click (fixture, window, "1");
  trivet_ui_test_screenshot (window, "split-amount");
  click (fixture, window, "One bill of ¥75.31");
  assert_totals (fixture, 2, sums);
  end (fixture, window);
}

/* What each seat ordered, and a half each of what is for the table. */
static void
test_by_seat (void)
{
  const gint64     seats[] = { 5600 + 1500, 1800 + 1500 };
  const gint64     items[] = { 10400, 0 };
  TrivetUiFixture *fixture = new_demo ();
  g_autofree char *dumplings = trivet_ui_fixture_add (fixture, "D01", "", 2);
  g_autofree char *cucumber = trivet_ui_fixture_add (fixture, "C01", "", 1);
  GtkWidget       *window;

  g_free (trivet_ui_fixture_add (fixture, "T01", "", 3));
  window = show_split (fixture, 1024, 768);
  g_assert_false (gtk_widget_get_sensitive (trivet_ui_test_find (window, "By seat")));
  trivet_register_set_line_seat (fixture->context->reg, dumplings, 1);
  trivet_register_set_line_seat (fixture->context->reg, cucumber, 2);
  trivet_ui_fixture_settle (fixture);
  click (fixture, window, "By seat");
  assert_totals (fixture, 2, seats);
  assert_says (window, "½ × Jasmine tea ×3");
  click (fixture, window, "Undo");
  assert_totals (fixture, 2, items);

  /* Who has paid has paid; it is said why, and nothing moves. */
  click (fixture, window, "By seat");
  pay_first_bill (fixture, seats[0]);
  click (fixture, window, "By seat");
  assert_totals (fixture, 2, seats);
  end (fixture, window);
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
      return controller;
  }
  g_assert_not_reached ();
}

static void
drop (TrivetUiFixture *fixture,
      GtkWidget       *window,
      const char      *text,
      const char      *bill)
{
  GtkWidget *card = gtk_widget_get_ancestor (trivet_ui_test_find (window, bill), TRIVET_TYPE_CHECK_CARD);
  GValue     value = G_VALUE_INIT;
  gboolean   taken = FALSE;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  g_signal_emit_by_name (find_controller (card, GTK_TYPE_DROP_TARGET), "drop", &value, 1.0, 1.0, &taken);
  g_value_unset (&value);
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (window);
}

static graphene_point_t
get_middle (GtkWidget  *window,
            const char *name)
{
  GtkWidget       *widget = trivet_ui_test_find (window, name);
  graphene_rect_t  bounds;
  graphene_point_t middle;

  if (widget == NULL)
    g_error ("There is no “%s” on the screen", name);
  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  graphene_rect_get_center (&bounds, &middle);

  return middle;
}

static void
on_drag_end (GtkDragSource *source,
             GdkDrag       *drag,
             gboolean       delete_data,
             gpointer       user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* With the X server's pointer, until GTK lets go of the drag. */
static void
drag (TrivetUiFixture *fixture,
      GtkWidget       *window,
      const char      *line,
      const char      *to,
      const char      *picture)
{
  graphene_point_t start = get_middle (window, line);
  graphene_point_t end = get_middle (window, to);
  g_autofree char *pull = g_strdup_printf ("mousemove %d %d mousedown 1 sleep 0.03 mousemove %d %d sleep 0.05 mousemove %d %d sleep 0.05 mousemove %d %d sleep 0.05",
                                           (int) start.x, (int) start.y, (int) start.x + 20, (int) start.y, (int) end.x - 2, (int) end.y,
                                           (int) end.x, (int) end.y);
  gint64           deadline_us = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  gboolean         ended = FALSE;

  g_signal_connect (find_controller (trivet_ui_test_find (window, line), GTK_TYPE_DRAG_SOURCE), "drag-end", G_CALLBACK (on_drag_end), &ended);
  trivet_ui_test_run_xdotool (fixture, window, pull);
  if (picture != NULL)
    trivet_ui_test_screenshot (window, picture);
  trivet_ui_test_run_xdotool (fixture, window, "mouseup 1 sleep 0.03");
  while (!ended) {
    trivet_ui_test_spin (10);
    g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
  }
  trivet_ui_fixture_settle (fixture);
  trivet_ui_test_wait_for_frame (window);
}

/* What other programs let fall on a bill, and lines that are gone, change nothing. */
static void
test_drag (void)
{
  static const char *const foreign[] = { "", "hello", ":", "1:", "x:y", "2:01ARZ3NDEKTSV4RRFFQ69G5FAV", "99999999999999999999:L" };
  const gint64             whole[] = { 18540, 0 };
  const gint64             moved[] = { 14040, 4500 };
  TrivetUiFixture         *fixture = new_demo ();
  GtkWidget               *window;

  fill (fixture);
  window = show_split (fixture, 1366, 768);
  assert_totals (fixture, 2, whole);
  drag (fixture, window, "1 × Braised", "Bill 2", "split-drag");
  assert_totals (fixture, 2, moved);
  drag (fixture, window, "1 × Braised", "Pay ¥45.00, bill 2", NULL);
  assert_totals (fixture, 2, moved);
  drag (fixture, window, "1 × Braised", "Undo", NULL);
  assert_totals (fixture, 2, moved);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++) {
    drop (fixture, window, foreign[i], "Bill 1");
    assert_totals (fixture, 2, moved);
  }
  click (fixture, window, "Undo");
  assert_totals (fixture, 2, whole);
  end (fixture, window);
}

static void
assert_fits (const char *name,
             int         width,
             int         height)
{
  TrivetUiFixture *fixture = new_demo ();
  g_autofree char *file = g_strdup_printf ("%s-%d", name, width);
  GtkWidget       *window;
  GtkRequisition   minimum;

  fill (fixture);
  trivet_register_split_by_lines (fixture->context->reg, 3);
  trivet_ui_fixture_settle (fixture);
  window = show_split (fixture, width, height);
  gtk_widget_get_preferred_size (window, &minimum, NULL);
  g_assert_cmpint (minimum.width, <=, width);
  g_assert_cmpint (minimum.height, <=, height - HEADER_PX);
  g_assert_cmpint (gtk_widget_get_width (window), ==, width);
  trivet_ui_test_spin (300);
  trivet_ui_test_screenshot (window, file);
  trivet_ui_test_assert_controls (window, 10);
  end (fixture, window);
}

static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1024, 768 }, { 1920, 1080 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
    assert_fits ("split", sizes[i][0], sizes[i][1]);
    trivet_ui_set_appearance (TRIVET_APPEARANCE_DARK);
    assert_fits ("split-dark", sizes[i][0], sizes[i][1]);
    trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
    assert_fits ("split-zh-dark", sizes[i][0], sizes[i][1]);
    trivet_ui_set_appearance (TRIVET_APPEARANCE_LIGHT);
    assert_fits ("split-zh", sizes[i][0], sizes[i][1]);
  }
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
}

static GtkWidget *
show_move (TrivetUiFixture *fixture,
           int              width,
           int              height)
{
  GtkWidget *page = trivet_move_page_new (fixture->context);
  GtkWidget *window = trivet_ui_test_show (page, width, height - HEADER_PX);

  trivet_move_page_open (TRIVET_MOVE_PAGE (page));
  trivet_ui_test_wait_for_frame (window);

  return window;
}

/* Somebody changes the dish whose number is being chosen here: the page says what there is now. */
static void
test_move_meanwhile (void)
{
  TrivetUiFixture *fixture = new_demo ();
  TrivetRegister  *reg = fixture->context->reg;
  g_autofree char *tea = trivet_ui_fixture_add (fixture, "T01", "", 3);
  g_autofree char *first = g_strdup (trivet_tab_get_order_id (current (fixture)));
  GtkWidget       *window = show_move (fixture, 1024, 768);

  g_free (trivet_ui_fixture_add (fixture, "D01", "", 1));
  trivet_ui_test_wait_for_frame (window);
  click (fixture, window, "3 × Jasmine");
  click (fixture, window, "Move one less");
  assert_says (window, "2 of 3");
  trivet_register_change_quantity (reg, tea, -1);
  trivet_ui_fixture_settle (fixture);
  assert_says (window, "2 × Jasmine tea");
  assert_says (window, "2 of 2");
  g_assert_false (trivet_ui_test_says (window, "3 × Jasmine tea"));
  click (fixture, window, "＋ New order");
  g_assert_cmpint (trivet_tab_get_totals (trivet_register_lookup_tab (reg, first))->subtotal_minor, ==, 2800);
  end (fixture, window);
}

static void
test_move (void)
{
  TrivetUiFixture *fixture = new_demo ();
  TrivetRegister  *reg = fixture->context->reg;
  g_autofree char *first = NULL;
  GtkWidget       *window;

  g_free (trivet_ui_fixture_add (fixture, "D01", "", 1));
  trivet_register_set_label (reg, "Window");
  trivet_ui_fixture_settle (fixture);
  trivet_register_new_order (reg);
  fill (fixture);
  first = g_strdup (trivet_tab_get_order_id (current (fixture)));
  window = show_move (fixture, 1024, 768);

  /* Two of three teas. */
  click (fixture, window, "3 × Jasmine");
  click (fixture, window, "Move one less");
  trivet_ui_test_screenshot (window, "move");
  trivet_ui_test_assert_controls (window, 8);
  click (fixture, window, "Window");
  g_assert_cmpint (trivet_tab_get_totals (trivet_register_lookup_tab (reg, first))->subtotal_minor, ==, 20600 - 2000);

  /* The rest: a merge, and back; not while a discount would be lost with it. */
  trivet_move_page_open (TRIVET_MOVE_PAGE (gtk_window_get_child (GTK_WINDOW (window))));
  click (fixture, window, "Window");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 2);
  trivet_register_set_order_discount (reg, TRIVET_DISCOUNT_NONE, 0, NULL);
  trivet_ui_fixture_settle (fixture);
  trivet_move_page_open (TRIVET_MOVE_PAGE (gtk_window_get_child (GTK_WINDOW (window))));
  click (fixture, window, "Window");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 1);
  g_assert_cmpint (trivet_tab_get_totals (current (fixture))->subtotal_minor, ==, 20600 + 2800);
  trivet_register_undo (reg);
  trivet_ui_fixture_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (reg)), ==, 2);
  end (fixture, window);
}

int
main (int argc, char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);

  g_test_add_func ("/ui/split/by-item", test_by_item);
  g_test_add_func ("/ui/split/equal-and-amounts", test_equal_and_amounts);
  g_test_add_func ("/ui/split/by-seat", test_by_seat);
  g_test_add_func ("/ui/split/drag", test_drag);
  g_test_add_func ("/ui/split/sizes", test_sizes);
  g_test_add_func ("/ui/split/move", test_move);
  g_test_add_func ("/ui/split/move-meanwhile", test_move_meanwhile);

  return g_test_run ();
}
