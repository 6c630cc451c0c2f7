/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a guest alone before the kiosk orders in the own language and ease; whoever goes away leaves
 * nothing behind; nobody but staff gets out. Method: the kiosk's window over real services and
 * scripted wallets, with a clock that jumps; things are pressed by their names. */

#include "kiosk-bench.h"

static void
assert_hides (KioskBench *self,
              const char *words)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (self->bench.window);
  all = pay_bench_dup_words (&self->bench);
  if (strstr (all, words) != NULL)
    g_error ("“%s” is on the screen:\n%s", words, all);
}

static TrivetTab *
get_tab (KioskBench *self)
{
  return trivet_register_get_current (kiosk_bench_get_register (self));
}

/* Facts of an order, found in its fold: who took it and what it is. */
static void
test_order (KioskBench   *self,
            gconstpointer user_data)
{
  kiosk_bench_assert_shows (self, "Trivet Demo Kitchen");
  trivet_ui_test_assert_controls (self->bench.window, 4);
  kiosk_bench_press (self, "Take away");
  kiosk_bench_assert_shows (self, "Your order is empty");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->bench.window, "Pay ¥0.00")));
  kiosk_bench_press (self, "Add Pork xiaolongbao");
  kiosk_bench_press (self, "Add Pork xiaolongbao");
  kiosk_bench_assert_shows (self, "Your order · 2 items");
  g_assert_cmpint (trivet_tab_get_order (get_tab (self))->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpstr (trivet_tab_get_order (get_tab (self))->staff, ==, "Kiosk");
  kiosk_bench_press (self, "One less Pork xiaolongbao");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥28.00"));
  trivet_ui_test_assert_controls (self->bench.window, 12);

  kiosk_bench_press (self, "See all");
  kiosk_bench_assert_shows (self, "Subtotal");
  kiosk_bench_press (self, "One more Pork xiaolongbao");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥56.00"));
  trivet_ui_test_assert_controls (self->bench.window, 8);
  kiosk_bench_press (self, "Take out Pork xiaolongbao");
  kiosk_bench_assert_shows (self, "Your order is empty");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Add Pork xiaolongbao"));
}

static void
test_choices (KioskBench   *self,
              gconstpointer user_data)
{
  kiosk_bench_take_noodles (self);
  kiosk_bench_assert_shows (self, "In the order. Every further tap changes it.");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Note for the kitchen"));
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥26.00"));
  trivet_ui_test_assert_controls (self->bench.window, 12);
  kiosk_bench_press (self, "One less of this dish");
  kiosk_bench_assert_shows (self, "Your order is empty");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Add Dan dan noodles"));
}

static void
test_sold_out (KioskBench   *self,
               gconstpointer user_data)
{
  kiosk_bench_press (self, "Eat here");
  kiosk_bench_assert_shows (self, "Sold out today");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Add Leek potstickers"));
  /* Five are left, and the sixth is not there. */
  for (guint i = 0; i < 5; i++)
    kiosk_bench_press (self, "Add Prawn har gow");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Add Prawn har gow"));
  kiosk_bench_press (self, "See all");
  kiosk_bench_press (self, "One more Prawn har gow");
  kiosk_bench_assert_shows (self, "Sorry, there is no more of that today.");
  kiosk_bench_assert_shows (self, "Your order · 5 items");
}

static void
test_start_over (KioskBench   *self,
                 gconstpointer user_data)
{
  kiosk_bench_press (self, "Eat here");
  kiosk_bench_press (self, "Start over");
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);

  kiosk_bench_take_noodles (self);
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  kiosk_bench_press (self, "Start over");
  kiosk_bench_press (self, "Keep my order");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  kiosk_bench_press (self, "Start over");
  kiosk_bench_press (self, "Yes, clear it");
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
}

static void
test_idle (KioskBench   *self,
           gconstpointer user_data)
{
  kiosk_bench_take_noodles (self);
  kiosk_bench_advance (self, 59);
  assert_hides (self, "Are you still there?");
  kiosk_bench_advance (self, 1);
  kiosk_bench_assert_shows (self, "Your order is cleared in 0:15.");
  trivet_ui_test_assert_controls (self->bench.window, 2);
  kiosk_bench_press (self, "Yes, go on");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  kiosk_bench_advance (self, 60);
  kiosk_bench_assert_shows (self, "Are you still there?");
  kiosk_bench_advance (self, 15);
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
}

/* Only what was sold is popular: at first nothing is. */
static void
test_popular (KioskBench   *self,
              gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  kiosk_bench_press (self, "Take away");
  g_assert_null (trivet_ui_test_find (bench->window, "Popular"));
  kiosk_bench_press (self, "Add Pork xiaolongbao");
  kiosk_bench_press (self, "Add Pork xiaolongbao");
  kiosk_bench_press (self, "Add Crab roe xiaolongbao");
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 10400);
  kiosk_bench_press (self, "Pay ¥104.00");
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  kiosk_bench_press (self, "Done");
  kiosk_bench_press (self, "Take away");
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Popular"));
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Add Pork xiaolongbao"));
  g_assert_null (trivet_ui_test_find (bench->window, "Add Crab roe xiaolongbao"));
  kiosk_bench_press (self, "Dumplings");
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Add Crab roe xiaolongbao"));
}

static void
test_language (KioskBench   *self,
               gconstpointer user_data)
{
  kiosk_bench_press (self, "中文");
  pay_bench_settle (&self->bench);
  kiosk_bench_assert_shows (self, "堂食");
  kiosk_bench_press (self, "外带");
  kiosk_bench_press (self, "加一份鲜肉小笼包");
  kiosk_bench_assert_shows (self, "您的单");
  kiosk_bench_advance (self, 60);
  kiosk_bench_assert_shows (self, "您还在吗？");
  kiosk_bench_advance (self, 15);
  pay_bench_settle (&self->bench);
  kiosk_bench_assert_shows (self, "Welcome");
}

static void
test_ease (KioskBench   *self,
           gconstpointer user_data)
{
  kiosk_bench_press (self, "Eat here");
  kiosk_bench_press (self, "Larger, and within reach");
  g_assert_true (gtk_widget_has_css_class (self->bench.window, "at-ease"));
  trivet_ui_test_assert_controls (self->bench.window, 12);
  kiosk_bench_press (self, "Start over");
  g_assert_false (gtk_widget_has_css_class (self->bench.window, "at-ease"));
}

static GtkWidget *
find_type (GtkWidget  *widget,
           const char *type)
{
  GtkWidget *found = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static void
test_leave (KioskBench   *self,
            gconstpointer user_data)
{
  PayBench  *bench = &self->bench;
  GtkWidget *head;
  gboolean   stopped = FALSE;

  pay_bench_set_pin (bench, "2468");
  g_signal_emit_by_name (bench->window, "close-request", &stopped);
  g_assert_true (stopped);
  kiosk_bench_take_noodles (self);
  head = find_type (bench->window, "TrivetKioskHead");
  g_assert_nonnull (head);
  g_signal_emit_by_name (head, "staff");
  pay_bench_settle (bench);
  kiosk_bench_assert_shows (self, "Leave the kiosk?");
  kiosk_bench_advance (self, 30);
  assert_hides (self, "Leave the kiosk?");
  g_signal_emit_by_name (head, "staff");
  pay_bench_settle (bench);
  pay_bench_type (bench, "1111");
  kiosk_bench_press (self, "Approve");
  g_assert_cmpuint (self->n_left, ==, 0);
  pay_bench_type (bench, "2468");
  kiosk_bench_press (self, "Approve");
  g_assert_cmpuint (self->n_left, ==, 1);
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
  g_assert_cmpstr (trivet_register_get_staff (kiosk_bench_get_register (self)), ==, "Lin Mei");
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  ADD ("order", test_order);
  ADD ("choices", test_choices);
  ADD ("sold-out", test_sold_out);
  ADD ("start-over", test_start_over);
  ADD ("idle", test_idle);
  ADD ("popular", test_popular);
  ADD ("language", test_language);
  ADD ("ease", test_ease);
  ADD ("leave", test_leave);

  return g_test_run ();
}
