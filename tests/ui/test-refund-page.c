/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: one line is given back from the list of past orders in four taps and a PIN; the money goes the
 * way it came; how far a refund is can be read; each bill of a split order has its receipt in that list. Method: a sale is paid by a scripted wallet, the
 * history and the refund page are pressed by their names, and taps are counted. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-history-page.h"
#include "trivet-refund-page.h"
#include "trivet-ui.h"

typedef struct {
  PayBench   bench;
  GtkWidget *window;
  GtkWidget *stack;
  GtkWidget *history;
  GtkWidget *page;
  guint      n_taps;
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
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  pay_bench_tear_down (&self->bench, NULL);
}

static void
pay_by_wallet (Fixture *self)
{
  PayBench *bench = &self->bench;

  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 18540);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_printer_end (bench->printer, TRUE);
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
  gtk_widget_set_visible (bench->window, FALSE);
}

static void
pay_by_cash (Fixture *self)
{
  PayBench *bench = &self->bench;

  pay_bench_open (bench);
  trivet_checkout_pay_cash (bench->checkout, 18540);
  pay_bench_settle (bench);
  pay_bench_printer_end (bench->printer, TRUE);
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
  gtk_widget_set_visible (bench->window, FALSE);
}

/* As the window does. */
static void
on_refund (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  Fixture *self = user_data;

  trivet_refund_page_open (TRIVET_REFUND_PAGE (self->page), g_variant_get_string (parameter, NULL));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->page);
}

static void
settle (Fixture *self)
{
  pay_bench_settle (&self->bench);
  trivet_ui_test_wait_for_frame (self->window);
}

static void
show_history (Fixture *self,
              int      width)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) refund = g_simple_action_new ("refund", G_VARIANT_TYPE_STRING);

  self->stack = gtk_stack_new ();
  self->history = trivet_history_page_new (self->bench.fixture->context);
  self->page = trivet_refund_page_new (self->bench.fixture->context);
  gtk_stack_add_child (GTK_STACK (self->stack), self->history);
  gtk_stack_add_child (GTK_STACK (self->stack), self->page);
  self->window = trivet_ui_test_show (self->stack, width, 708);
  g_signal_connect (refund, "activate", G_CALLBACK (on_refund), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (refund));
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (actions));
  trivet_history_page_refresh (TRIVET_HISTORY_PAGE (self->history));
  settle (self);
}

static void
tap (Fixture    *self,
     const char *name)
{
  trivet_ui_test_click (self->bench.fixture, self->window, name);
  settle (self);
  self->n_taps++;
}

static void
type_pin (Fixture *self)
{
  guint n_taps = self->n_taps;

  for (const char *digit = "2468"; *digit != '\0'; digit++) {
    char name[] = { *digit, '\0' };

    tap (self, name);
  }
  tap (self, "Approve");
  self->n_taps = n_taps;
}

static void
assert_says (Fixture    *self,
             const char *words)
{
  trivet_ui_test_assert_says (self->window, words);
}

/* The newest order; its number is whatever the register gave it. */
static void
open_refund (Fixture *self)
{
  tap (self, "Order ");
  tap (self, "Refund");
}

/* 18 of 186 gross, less its share of 0.60 off by largest remainder: 17.94. */
#define CUCUMBER "Give back one more Smashed cucumber"

static void
test_four_taps (Fixture      *self,
                gconstpointer user_data)
{
  pay_by_wallet (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  assert_says (self, "¥17.94 to Alipay, by the wallet that took it");
  trivet_ui_test_screenshot (self->window, "refund-chosen");
  trivet_ui_test_assert_controls (self->window, 6);
  tap (self, "Cold or late");
  g_assert_cmpuint (self->n_taps, ==, 4);
  assert_says (self, "Give back ¥17.94: Cold or late?");
  trivet_ui_test_screenshot (self->window, "refund-pin");
  type_pin (self);

  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->bench.alipay, TRIVET_SCRIPTED_REFUND), ==, 1);
  g_assert_cmpint (trivet_scripted_provider_get_last (self->bench.alipay, TRIVET_SCRIPTED_REFUND)->amount.minor, ==, 1794);
  assert_says (self, "¥17.94 to Alipay · Cold or late");
  assert_says (self, "On its way. Accepted is not refunded yet");
  trivet_scripted_provider_release (self->bench.alipay, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (1794));
  settle (self);
  assert_says (self, "Refunded: the wallet confirms it");
  assert_says (self, "1 given back");
  trivet_ui_test_screenshot (self->window, "refund-done");
}

/* What went back cannot go back again. */
static void
find_picture (GtkWidget *widget,
              gpointer   user_data)
{
  if (GTK_IS_PICTURE (widget) && gtk_widget_get_mapped (widget))
    *(GtkWidget **) user_data = widget;
}

/* How long the receipt is that the list of past orders shows. */
static int
get_receipt_height (Fixture *self)
{
  GtkWidget *picture = NULL;

  trivet_ui_test_walk (self->window, find_picture, &picture);
  g_assert_nonnull (picture);

  return gdk_paintable_get_intrinsic_height (gtk_picture_get_paintable (GTK_PICTURE (picture)));
}

static void
pay_bill (Fixture *self,
          int      check)
{
  PayBench *bench = &self->bench;

  g_assert_true (trivet_checkout_begin_check (bench->checkout, trivet_tab_get_order_id (trivet_register_get_current (bench->fixture->context->reg)), check));
  trivet_checkout_pay_cash (bench->checkout, 9270);
  pay_bench_settle (bench);
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
}

static GtkWidget *
find_chip (Fixture    *self,
           const char *name)
{
  GtkWidget *chip = trivet_ui_test_find (self->window, name);

  g_assert_nonnull (chip);

  return chip;
}

/* Each bill of a split order shows and prints a receipt of its own, and so does the whole order. */
static void
test_bills (Fixture      *self,
            gconstpointer user_data)
{
  GListModel *jobs = trivet_print_queue_get_jobs (self->bench.fixture->context->print_queue);
  g_autoptr (TrivetPrintJobItem) item = NULL;
  int whole;

  trivet_register_split_equally (self->bench.fixture->context->reg, 2);
  pay_bench_settle (&self->bench);
  pay_bill (self, 1);
  pay_bill (self, 2);
  show_history (self, 1024);
  g_assert_null (trivet_ui_test_find (self->window, "Whole order"));
  tap (self, "Order ");
  g_assert_true (gtk_widget_has_css_class (find_chip (self, "Whole order"), "on"));
  whole = get_receipt_height (self);
  tap (self, "Bill 2");
  g_assert_true (gtk_widget_has_css_class (find_chip (self, "Bill 2"), "on"));
  g_assert_false (gtk_widget_has_css_class (find_chip (self, "Whole order"), "on"));
  g_assert_cmpint (get_receipt_height (self), <, whole);
  trivet_ui_test_screenshot (self->window, "history-bills");
  trivet_ui_test_assert_controls (self->window, 6);
  tap (self, "Print again");
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  item = g_list_model_get_item (jobs, 0);
  g_assert_cmpstr (trivet_print_job_item_get_job (item)->document, ==, "receipt");
  pay_bench_printer_end (self->bench.printer, TRUE);
  tap (self, "Whole order");
  g_assert_cmpint (get_receipt_height (self), ==, whole);

  /* With the order they go, too. */
  gtk_editable_set_text (GTK_EDITABLE (trivet_ui_test_find (self->window, "Search past orders")), "nobody");
  settle (self);
  assert_says (self, "No order matches");
  g_assert_null (trivet_ui_test_find (self->window, "Whole order"));
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, "Print again")));
}

/* Returns: (transfer none): the order that is paid next, begun when the last one is settled */
static const char *
begin_sale (PayBench *bench)
{
  TrivetRegister *reg = bench->fixture->context->reg;
  TrivetTab      *tab = trivet_register_get_current (reg);

  if (tab == NULL || !trivet_order_is_open (trivet_tab_get_order (tab))) {
    trivet_register_new_order (reg);
    g_free (trivet_ui_fixture_add (bench->fixture, "T01", "", 1));
    pay_bench_settle (bench);
  }

  return trivet_tab_get_order_id (trivet_register_get_current (reg));
}

static void
sell (Fixture *self)
{
  PayBench *bench = &self->bench;

  trivet_manual_clock_advance (bench->fixture->clock, 1000);
  g_assert_true (trivet_checkout_begin (bench->checkout, begin_sale (bench)));
  trivet_checkout_pay_cash (bench->checkout, trivet_checkout_get_due_minor (bench->checkout));
  pay_bench_settle (bench);
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
}

static void
count_row (GtkWidget *widget,
           gpointer   user_data)
{
  if (gtk_widget_has_css_class (widget, "history-row"))
    (*(guint *) user_data)++;
}

static guint
count_rows (Fixture *self)
{
  guint n = 0;

  trivet_ui_test_walk (self->window, count_row, &n);

  return n;
}

/* More than one piece: older orders come once, however often the button is tapped. */
static void
test_older (Fixture      *self,
            gconstpointer user_data)
{
  GtkWidget *older;

  for (guint i = 0; i < 53; i++)
    sell (self);
  show_history (self, 1366);
  g_assert_cmpuint (count_rows (self), ==, 50);
  older = trivet_ui_test_find (self->window, "Older orders");
  g_assert_true (gtk_widget_is_sensitive (older));
  g_signal_emit_by_name (older, "clicked");
  g_assert_false (gtk_widget_is_sensitive (older));
  settle (self);
  g_assert_cmpuint (count_rows (self), ==, 53);
  g_assert_null (trivet_ui_test_find (self->window, "Older orders"));
}

static void
test_not_twice (Fixture      *self,
                gconstpointer user_data)
{
  pay_by_cash (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  assert_says (self, "¥17.94 in cash, out of the drawer");
  tap (self, "Not as ordered");
  type_pin (self);
  assert_says (self, "Given back out of the drawer");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, CUCUMBER)));
  g_assert_true (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, "Give back one more Braised beef noodles")));
}

static void
test_back_without_pin (Fixture      *self,
                       gconstpointer user_data)
{
  pay_by_wallet (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  tap (self, "Not good");
  tap (self, "Back");
  assert_says (self, "¥17.94");
  tap (self, "Give back one less Smashed cucumber");
  assert_says (self, "¥0.00");
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->bench.alipay, TRIVET_SCRIPTED_REFUND), ==, 0);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* As from another place, with a yes of its own. */
static void
give_back_cucumber (Fixture *self)
{
  TrivetUiContext *context = self->bench.fixture->context;
  const GPtrArray *lines = trivet_returns_get_order (context->returns)->lines;
  g_autoptr (TrivetSecret) pin = trivet_secret_new ("2468", -1);
  g_autoptr (GAsyncResult) checked = NULL;
  g_autoptr (GAsyncResult) given = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) refund_ids = NULL;
  g_autoptr (GError) error = NULL;
  TrivetReturnChoice choice = { NULL, 1 };

  for (guint i = 0; i < lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (lines, i);

    if (g_str_equal (line->name, "Smashed cucumber"))
      choice.line_id = line->line_id;
  }
  trivet_manager_approve_async (context->manager, TRIVET_PERMISSION_REFUND, pin, "", on_answer, &checked);
  settle (self);
  plan = trivet_returns_plan_lines (context->returns, &choice, 1, NULL, &error);
  g_assert_no_error (error);
  trivet_returns_give_async (context->returns, plan, trivet_manager_check_finish (context->manager, checked, &error), "Elsewhere", on_answer, &given);
  settle (self);
  refund_ids = trivet_returns_give_finish (context->returns, given, &error);
  g_assert_no_error (error);
}

/* Who goes back from the question sees what has happened meanwhile, and gives nothing back twice. */
static void
test_given_meanwhile (Fixture      *self,
                      gconstpointer user_data)
{
  pay_by_cash (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  tap (self, "Not good");
  give_back_cucumber (self);
  tap (self, "Back");
  assert_says (self, "¥17.94 · 1 given back");
  assert_says (self, "That is more than can still be given back.");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, CUCUMBER)));
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->window, "Not good")));
}

static void
refuse_refund (Fixture            *self,
               TrivetPaymentReason reason)
{
  trivet_scripted_provider_release (self->bench.alipay, TRIVET_SCRIPTED_REFUND,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_DECLINED, reason));
  settle (self);
}

/* The shop's account is empty: it waits, and is tried again when it is topped up. */
static void
test_blocked (Fixture      *self,
              gconstpointer user_data)
{
  pay_by_wallet (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  tap (self, "Not good");
  type_pin (self);
  refuse_refund (self, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  assert_says (self, "Waiting: the shop's balance is too low. Top it up; it is tried again by itself.");
  tap (self, "Check now");
  trivet_scripted_provider_release (self->bench.alipay, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (1794));
  settle (self);
  assert_says (self, "Refunded: the wallet confirms it");
}

/* The wallet will not: a manager lets it be given back in cash. */
static void
test_failed_then_cash (Fixture      *self,
                       gconstpointer user_data)
{
  pay_by_wallet (self);
  show_history (self, 1366);
  open_refund (self);
  tap (self, CUCUMBER);
  tap (self, "Not good");
  type_pin (self);
  refuse_refund (self, TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  /* A refusal counts only when a query confirms it. */
  for (guint i = 0; i < 20; i++) {
    trivet_scripted_provider_release (self->bench.alipay, TRIVET_SCRIPTED_QUERY_REFUND,
                                      trivet_provider_answer_new (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_REFUND_REFUSED));
    pay_bench_advance (&self->bench, 5000);
  }
  trivet_ui_test_wait_for_frame (self->window);
  assert_says (self, "The wallet will not give it back. Give it back in cash.");
  trivet_ui_test_screenshot (self->window, "refund-failed");
  tap (self, "Give back in cash");
  tap (self, "The guest asks for cash");
  type_pin (self);
  assert_says (self, "The wallet refused; given back in cash");
}

static void
test_small_and_chinese (Fixture      *self,
                        gconstpointer user_data)
{
  pay_by_wallet (self);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_CHINESE);
  show_history (self, 1024);
  trivet_ui_test_screenshot (self->window, "refund-history-1024-zh");
  tap (self, "订单");
  tap (self, g_dgettext (GETTEXT_PACKAGE, "Refund …"));
  g_assert_cmpint (gtk_widget_get_width (self->window), ==, 1024);
  g_assert_cmpint (gtk_widget_get_height (self->window), ==, 708);
  trivet_ui_test_assert_controls (self->window, 6);
  trivet_ui_test_screenshot (self->window, "refund-1024-zh");
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
}

#define ADD(path, func) g_test_add ("/refund-page/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("four-taps", test_four_taps);
  ADD ("bills", test_bills);
  ADD ("older", test_older);
  ADD ("not-twice", test_not_twice);
  ADD ("back-without-pin", test_back_without_pin);
  ADD ("given-meanwhile", test_given_meanwhile);
  ADD ("blocked", test_blocked);
  ADD ("failed-then-cash", test_failed_then_cash);
  ADD ("small-and-chinese", test_small_and_chinese);

  return g_test_run ();
}
