/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every payment and refund that is not settled can be seen and dealt with on one page. Method:
 * real services over scripted wallets are driven into doubt; the page is read and pressed by its
 * names. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-parked-page.h"
#include "trivet-ui.h"

typedef struct {
  PayBench bench;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  pay_bench_set_up (&self->bench, NULL);
  pay_bench_set_pin (&self->bench, "2468");
}

static void
tear_down (Fixture      *self,
           gconstpointer user_data)
{
  pay_bench_tear_down (&self->bench, NULL);
}

/* A payment in doubt, left to the background to serve the next guest. */
static void
leave_a_doubt (Fixture *self)
{
  PayBench *bench = &self->bench;

  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  g_assert_true (trivet_checkout_serve_next (bench->checkout));
  pay_bench_settle (bench);
  gtk_widget_set_visible (bench->window, FALSE);
}

static GtkWidget *
show_page (Fixture *self,
           int      width,
           int      height)
{
  GtkWidget *window = trivet_ui_test_show (trivet_parked_page_new (self->bench.fixture->context), width, height);

  pay_bench_settle (&self->bench);
  trivet_ui_test_wait_for_frame (window);

  return window;
}

static void
assert_says (GtkWidget  *window,
             const char *words)
{
  trivet_ui_test_assert_says (window, words);
}

static void
click (Fixture    *self,
       GtkWidget  *window,
       const char *name)
{
  trivet_ui_test_click (self->bench.fixture, window, name);
  pay_bench_settle (&self->bench);
  trivet_ui_test_wait_for_frame (window);
}

static void
type (Fixture    *self,
      GtkWidget  *window,
      const char *digits)
{
  for (const char *digit = digits; *digit != '\0'; digit++) {
    char name[] = { *digit, '\0' };

    click (self, window, name);
  }
}

static void
test_empty (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *window = show_page (self, 1366, 708);

  assert_says (window, "Everything is settled");
  trivet_ui_test_screenshot (window, "parked-empty");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_doubt (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *window;

  leave_a_doubt (self);
  window = show_page (self, 1366, 708);
  assert_says (window, "· WeChat Pay");
  assert_says (window, "¥185.40");
  assert_says (window, "Not certain whether the customer paid: the answer was lost. Asked again by itself until it is.");
  trivet_ui_test_assert_controls (window, 4);
  trivet_ui_test_screenshot (window, "parked-doubt");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* "Check now" asks the wallet; paid, the row is gone. */
static void
test_check_now (Fixture      *self,
                gconstpointer user_data)
{
  GtkWidget *window;
  guint      before;

  leave_a_doubt (self);
  window = show_page (self, 1366, 708);
  before = trivet_scripted_provider_get_n_calls (self->bench.wechat, TRIVET_SCRIPTED_QUERY);
  trivet_scripted_provider_push_paid (self->bench.wechat, TRIVET_SCRIPTED_QUERY, 18540);
  click (self, window, "Check now");
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->bench.wechat, TRIVET_SCRIPTED_QUERY), ==, before + 1);
  assert_says (window, "Everything is settled");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_override (Fixture      *self,
               gconstpointer user_data)
{
  GtkWidget *window;

  leave_a_doubt (self);
  window = show_page (self, 1366, 708);
  click (self, window, "Manager: pay otherwise");
  assert_says (window, "Let ¥185.40 be paid another way?");
  click (self, window, "The wallet does not answer");
  type (self, window, "2468");
  trivet_ui_test_screenshot (window, "parked-override");
  click (self, window, "Approve");
  assert_says (window, "Paid otherwise with a manager's approval.");
  g_assert_null (trivet_ui_test_find (window, "Manager: pay otherwise"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_claim (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *window;

  leave_a_doubt (self);
  window = show_page (self, 1366, 708);
  click (self, window, "Guest shows a receipt");
  type (self, window, "4200");
  click (self, window, "Receipt in the wallet");
  trivet_ui_test_screenshot (window, "parked-receipt");
  click (self, window, "Record the receipt");
  assert_says (window, "Let the order go on this receipt?");
  type (self, window, "2468");
  trivet_ui_test_screenshot (window, "parked-receipt-asked");
  click (self, window, "Approve");
  assert_says (window, "The customer showed a receipt. Not verified yet");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* At the smallest screen, and in Chinese. */
static void
test_small_and_chinese (Fixture      *self,
                        gconstpointer user_data)
{
  GtkWidget *window;

  leave_a_doubt (self);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  window = show_page (self, 1024, 708);
  g_assert_cmpint (gtk_widget_get_width (window), ==, 1024);
  g_assert_cmpint (gtk_widget_get_height (window), ==, 708);
  trivet_ui_test_assert_controls (window, 4);
  trivet_ui_test_screenshot (window, "parked-doubt-1024-zh");
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, func) g_test_add ("/parked-page/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("empty", test_empty);
  ADD ("doubt", test_doubt);
  ADD ("check-now", test_check_now);
  ADD ("override", test_override);
  ADD ("claim", test_claim);
  ADD ("small-and-chinese", test_small_and_chinese);

  return g_test_run ();
}
