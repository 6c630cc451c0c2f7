/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a guest alone before the kiosk orders, pays and is told what happened; whoever goes away leaves
 * nothing behind but what money may be in; nobody but staff gets out. Method: the kiosk's window over real
 * services and scripted wallets, with a clock that jumps; things are pressed by their names. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-kiosk-window.h"
#include "trivet-kiosk-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

#define ALIPAY_TEXT "https://qr.alipay.com/bax05206"

typedef struct {
  PayBench bench;
  guint    n_left;
} Fixture;

static void
on_left (TrivetKioskWindow *window,
         gpointer           user_data)
{
  ((Fixture *) user_data)->n_left++;
}

static void
open_kiosk (Fixture *self)
{
  PayBench *bench = &self->bench;

  bench->window = trivet_kiosk_window_new (bench->fixture->context);
  g_signal_connect (bench->window, "left", G_CALLBACK (on_left), self);
  gtk_window_present (GTK_WINDOW (bench->window));
  pay_bench_settle (bench);
  trivet_ui_test_wait_for_frame (bench->window);
}

static void
close_kiosk (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->bench.window));
  self->bench.window = NULL;
  pay_bench_settle (&self->bench);
}

/* No code of ours, unless a test wants one: its wallet would have to be told what to answer. */
static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  const char *no_wallets[] = { NULL };

  pay_bench_set_up (&self->bench, NULL);
  trivet_checkout_set_code_wallets (self->bench.checkout, no_wallets);
  open_kiosk (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer user_data)
{
  close_kiosk (self);
  trivet_ui_set_language (TRIVET_LANGUAGE_SETTING_ENGLISH);
  pay_bench_tear_down (&self->bench, NULL);
}

static TrivetRegister *
get_register (Fixture *self)
{
  return self->bench.fixture->context->reg;
}

static void
press (Fixture    *self,
       const char *name)
{
  pay_bench_click (&self->bench, name);
}

static void
assert_shows (Fixture    *self,
              const char *words)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (self->bench.window);
  all = pay_bench_dup_words (&self->bench);
  if (strstr (all, words) == NULL)
    g_error ("“%s” is not on the screen:\n%s", words, all);
}

static void
assert_hides (Fixture    *self,
              const char *words)
{
  g_autofree char *all = NULL;

  trivet_ui_test_wait_for_frame (self->bench.window);
  all = pay_bench_dup_words (&self->bench);
  if (strstr (all, words) != NULL)
    g_error ("“%s” is on the screen:\n%s", words, all);
}

static TrivetTab *
get_tab (Fixture *self)
{
  return trivet_register_get_current (get_register (self));
}

/* The order that the staff took before the kiosk was opened stays all the time. */
static guint
count_open (Fixture *self)
{
  return g_list_model_get_n_items (trivet_register_get_tabs (get_register (self))) - 1;
}

static void
take_noodles (Fixture *self)
{
  press (self, "Eat here");
  press (self, "Noodles");
  press (self, "Add Dan dan noodles");
  press (self, "Mild");
}

static void
go_pay (Fixture *self)
{
  take_noodles (self);
  press (self, "Pay ¥26.00");
}

/* In steps, so that what waits for the disk gets there between them. */
static void
advance (Fixture *self,
         guint    seconds)
{
  for (; seconds > 5; seconds -= 5)
    pay_bench_advance (&self->bench, 5000);
  pay_bench_advance (&self->bench, seconds * 1000);
}

/* Facts of an order, found in its fold: who took it and what it is. */
static void
test_order (Fixture      *self,
            gconstpointer user_data)
{
  assert_shows (self, "Trivet Demo Kitchen");
  trivet_ui_test_assert_controls (self->bench.window, 4);
  press (self, "Take away");
  assert_shows (self, "Your order is empty");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (self->bench.window, "Pay ¥0.00")));
  press (self, "Add Pork xiaolongbao");
  press (self, "Add Pork xiaolongbao");
  assert_shows (self, "Your order · 2 items");
  g_assert_cmpint (trivet_tab_get_order (get_tab (self))->kind, ==, TRIVET_ORDER_KIND_TAKEAWAY);
  g_assert_cmpstr (trivet_tab_get_order (get_tab (self))->staff, ==, "Kiosk");
  press (self, "One less Pork xiaolongbao");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥28.00"));
  trivet_ui_test_assert_controls (self->bench.window, 12);

  press (self, "See all");
  assert_shows (self, "Subtotal");
  press (self, "One more Pork xiaolongbao");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥56.00"));
  trivet_ui_test_assert_controls (self->bench.window, 8);
  press (self, "Take out Pork xiaolongbao");
  assert_shows (self, "Your order is empty");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Add Pork xiaolongbao"));
}

static void
test_choices (Fixture      *self,
              gconstpointer user_data)
{
  take_noodles (self);
  assert_shows (self, "In the order. Every further tap changes it.");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Note for the kitchen"));
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Pay ¥26.00"));
  trivet_ui_test_assert_controls (self->bench.window, 12);
  press (self, "One less of this dish");
  assert_shows (self, "Your order is empty");
  g_assert_nonnull (trivet_ui_test_find (self->bench.window, "Add Dan dan noodles"));
}

static void
test_sold_out (Fixture      *self,
               gconstpointer user_data)
{
  press (self, "Eat here");
  assert_shows (self, "Sold out today");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Add Leek potstickers"));
  /* Five are left, and the sixth is not there. */
  for (guint i = 0; i < 5; i++)
    press (self, "Add Prawn har gow");
  g_assert_null (trivet_ui_test_find (self->bench.window, "Add Prawn har gow"));
  press (self, "See all");
  press (self, "One more Prawn har gow");
  assert_shows (self, "Sorry, there is no more of that today.");
  assert_shows (self, "Your order · 5 items");
}

static void
test_start_over (Fixture      *self,
                 gconstpointer user_data)
{
  press (self, "Eat here");
  press (self, "Start over");
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 0);

  take_noodles (self);
  g_assert_cmpuint (count_open (self), ==, 1);
  press (self, "Start over");
  press (self, "Keep my order");
  g_assert_cmpuint (count_open (self), ==, 1);
  press (self, "Start over");
  press (self, "Yes, clear it");
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 0);
}

static void
test_idle (Fixture      *self,
           gconstpointer user_data)
{
  take_noodles (self);
  advance (self, 59);
  assert_hides (self, "Are you still there?");
  advance (self, 1);
  assert_shows (self, "Your order is cleared in 0:15.");
  trivet_ui_test_assert_controls (self->bench.window, 2);
  press (self, "Yes, go on");
  g_assert_cmpuint (count_open (self), ==, 1);
  advance (self, 60);
  assert_shows (self, "Are you still there?");
  advance (self, 15);
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 0);
}

static void
test_paid (Fixture      *self,
           gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  /* A code that is held up before anybody wants to pay means nothing. */
  take_noodles (self);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (bench->alipay, TRIVET_SCRIPTED_CHARGE), ==, 0);
  press (self, "Pay ¥26.00");
  assert_shows (self, "Choose either: both are ready now");
  assert_shows (self, "1:30");
  g_assert_true (pay_bench_scanner_get_started (bench->scanner));
  trivet_ui_test_assert_controls (bench->window, 1);
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 2600);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  assert_shows (self, "Paid ¥26.00");
  assert_shows (self, "0002");
  trivet_print_queue_request_receipt (bench->fixture->context->print_queue, trivet_tab_get_order_id (trivet_checkout_get_tab (bench->checkout)));
  pay_bench_settle (bench);
  assert_shows (self, "Your receipt is being printed.");
  pay_bench_printer_end (bench->printer, FALSE);
  pay_bench_settle (bench);
  assert_shows (self, "Your receipt did not come out as it should.");
  advance (self, 19);
  assert_shows (self, "0002");
  advance (self, 1);
  assert_shows (self, "Welcome");
  g_assert_false (pay_bench_scanner_get_started (bench->scanner));
  g_assert_cmpuint (count_open (self), ==, 0);
}

/* Only what was sold is popular: at first nothing is. */
static void
test_popular (Fixture      *self,
              gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  press (self, "Take away");
  g_assert_null (trivet_ui_test_find (bench->window, "Popular"));
  press (self, "Add Pork xiaolongbao");
  press (self, "Add Pork xiaolongbao");
  press (self, "Add Crab roe xiaolongbao");
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 10400);
  press (self, "Pay ¥104.00");
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  press (self, "Done");
  press (self, "Take away");
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Popular"));
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Add Pork xiaolongbao"));
  g_assert_null (trivet_ui_test_find (bench->window, "Add Crab roe xiaolongbao"));
  press (self, "Dumplings");
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Add Crab roe xiaolongbao"));
}

static void
test_waiting_and_declined (Fixture      *self,
                           gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  go_pay (self);
  pay_bench_scan (bench, "https://example.com/menu");
  assert_shows (self, "That is not a payment code");
  pay_bench_scan (bench, PAY_BENCH_UNIONPAY_CODE);
  assert_shows (self, "UnionPay is not taken here");
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  assert_shows (self, "Please confirm on your phone");
  assert_shows (self, "Alipay asks for your password.");
  g_assert_null (trivet_ui_test_find (bench->window, "‹ Back"));
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  advance (self, 10);
  assert_shows (self, "Not paid. Nothing was charged");
  press (self, "Try again");
  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  assert_shows (self, "WeChat Pay cannot be reached");
  /* Now the time counts again, and nobody is there. */
  advance (self, 90);
  assert_shows (self, "Are you still there?");
  advance (self, 15);
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 0);
}

static void
go_in_doubt (Fixture *self)
{
  PayBench *bench = &self->bench;

  go_pay (self);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  assert_shows (self, "We do not know yet whether you have paid");
}

static TrivetTab *
find_guests_tab (Fixture *self)
{
  GListModel *tabs = trivet_register_get_tabs (get_register (self));

  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    if (g_str_equal (trivet_tab_get_order (tab)->staff, "Kiosk"))
      return tab;
  }

  return NULL;
}

static void
test_in_doubt (Fixture      *self,
               gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  go_in_doubt (self);
  assert_shows (self, "Please do not pay again.");
  assert_shows (self, "your order is number 0002");
  g_assert_null (trivet_ui_test_find (bench->window, "‹ Back"));
  advance (self, 100);
  assert_shows (self, "Please do not pay again.");
  g_assert_cmpuint (count_open (self), ==, 1);
  advance (self, 100);
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 1);
  g_assert_true (trivet_tab_get_order (find_guests_tab (self))->held);
  g_assert_cmpint (trivet_order_get_in_doubt_minor (trivet_tab_get_order (find_guests_tab (self))), ==, 2600);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (bench->checkout), ==, 1);
  /* It stays for staff, whoever orders next. */
  press (self, "Eat here");
  press (self, "Start over");
  advance (self, 30);
  g_assert_cmpuint (count_open (self), ==, 1);
}

/* A code of ours is open when the guest goes: first it is withdrawn, then the order is voided. */
static void
test_shown_code (Fixture      *self,
                 gconstpointer user_data)
{
  PayBench   *bench = &self->bench;
  const char *wallets[] = { "alipay", NULL };

  close_kiosk (self);
  trivet_checkout_set_code_wallets (bench->checkout, wallets);
  open_kiosk (self);
  go_pay (self);
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (ALIPAY_TEXT));
  pay_bench_settle (bench);
  assert_shows (self, "Choose any: all three are ready now");
  assert_shows (self, "Open Alipay and scan. Valid ");
  press (self, "‹ Back");
  press (self, "Start over");
  press (self, "Yes, clear it");
  assert_shows (self, "Welcome");
  for (guint i = 0; i < 30; i++) {
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_FOUND, TRIVET_PAYMENT_REASON_NOT_EXISTING);
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  }
  advance (self, 60);
  g_assert_cmpuint (count_open (self), ==, 0);
}

/* The program ends at a bad moment, twice. */
static void
test_restart (Fixture      *self,
              gconstpointer user_data)
{
  PayBench        *bench = &self->bench;
  TrivetRegister  *reg = get_register (self);
  g_autofree char *line_id = NULL;

  /* The window's end is not the kiosk's good order: what it left is put back as a crash leaves it. */
  go_in_doubt (self);
  close_kiosk (self);
  trivet_checkout_end (bench->checkout);
  trivet_register_new_order (reg);
  trivet_register_set_staff (reg, "Kiosk");
  line_id = trivet_ui_fixture_add (bench->fixture, "W03", "", 1);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_register_set_staff (reg, "Lin Mei");
  g_assert_cmpuint (count_open (self), ==, 2);

  open_kiosk (self);
  advance (self, 20);
  assert_shows (self, "Welcome");
  g_assert_cmpuint (count_open (self), ==, 1);
  g_assert_true (trivet_tab_get_order (find_guests_tab (self))->held);
}

static void
test_language (Fixture      *self,
               gconstpointer user_data)
{
  press (self, "中文");
  pay_bench_settle (&self->bench);
  assert_shows (self, "堂食");
  press (self, "外带");
  press (self, "加一份鲜肉小笼包");
  assert_shows (self, "您的单");
  advance (self, 60);
  assert_shows (self, "您还在吗？");
  advance (self, 15);
  pay_bench_settle (&self->bench);
  assert_shows (self, "Welcome");
}

static void
test_ease (Fixture      *self,
           gconstpointer user_data)
{
  press (self, "Eat here");
  press (self, "Larger, and within reach");
  g_assert_true (gtk_widget_has_css_class (self->bench.window, "at-ease"));
  trivet_ui_test_assert_controls (self->bench.window, 12);
  press (self, "Start over");
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
test_leave (Fixture      *self,
            gconstpointer user_data)
{
  PayBench  *bench = &self->bench;
  GtkWidget *head;
  gboolean   stopped = FALSE;

  pay_bench_set_pin (bench, "2468");
  g_signal_emit_by_name (bench->window, "close-request", &stopped);
  g_assert_true (stopped);
  take_noodles (self);
  head = find_type (bench->window, "TrivetKioskHead");
  g_assert_nonnull (head);
  g_signal_emit_by_name (head, "staff");
  pay_bench_settle (bench);
  assert_shows (self, "Leave the kiosk?");
  advance (self, 30);
  assert_hides (self, "Leave the kiosk?");
  g_signal_emit_by_name (head, "staff");
  pay_bench_settle (bench);
  pay_bench_type (bench, "1111");
  press (self, "Approve");
  g_assert_cmpuint (self->n_left, ==, 0);
  pay_bench_type (bench, "2468");
  press (self, "Approve");
  g_assert_cmpuint (self->n_left, ==, 1);
  g_assert_cmpuint (count_open (self), ==, 0);
  g_assert_cmpstr (trivet_register_get_staff (get_register (self)), ==, "Lin Mei");
}

/* What no script of the wallets leads to is asked of the words alone. */
static void
test_words (Fixture      *self,
            gconstpointer user_data)
{
  for (int kind = 0; kind < TRIVET_N_CHECKOUT_KINDS; kind++) {
    TrivetCheckoutStatus status = { .kind = (TrivetCheckoutKind) kind, .method = (char *) "alipay", .amount = trivet_money_new (100, TRIVET_CURRENCY_CNY) };
    TrivetPayScene       scene = {
            .status = &status,
            .wallets = trivet_checkout_get_wallets (self->bench.checkout),
            .currency = TRIVET_CURRENCY_CNY,
    };
    g_autoptr (TrivetStatusWords) words = trivet_kiosk_words_new (&scene, "0007");

    g_assert_cmpstr (words->title, !=, "");
    g_assert_cmpstr (words->text, !=, "");
    g_assert_nonnull (words->style);
    for (guint i = 0; i < words->n_buttons; i++)
      g_assert_cmpint (words->buttons[i].action, !=, TRIVET_PAY_ACTION_OVERRIDE);
  }
}

#define ADD(path, func) g_test_add ("/kiosk/" path, Fixture, NULL, set_up, func, tear_down)

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
  ADD ("paid", test_paid);
  ADD ("popular", test_popular);
  ADD ("waiting-and-declined", test_waiting_and_declined);
  ADD ("in-doubt", test_in_doubt);
  ADD ("shown-code", test_shown_code);
  ADD ("restart", test_restart);
  ADD ("language", test_language);
  ADD ("ease", test_ease);
  ADD ("leave", test_leave);
  ADD ("words", test_words);

  return g_test_run ();
}
