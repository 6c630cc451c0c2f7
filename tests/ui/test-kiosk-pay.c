/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a guest alone before the kiosk pays and is told what happened; whoever goes away leaves only
 * what money may be in. Method: the kiosk's window over real services and scripted wallets, with a
 * clock that jumps; things are pressed by their names. */

#include "kiosk-bench.h"

#define ALIPAY_TEXT "https://qr.alipay.com/bax05206"

static void
go_pay (KioskBench *self)
{
  kiosk_bench_take_noodles (self);
  kiosk_bench_press (self, "Pay ¥26.00");
}

static void
test_paid (KioskBench   *self,
           gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  /* A code that is held up before anybody wants to pay means nothing. */
  kiosk_bench_take_noodles (self);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (bench->alipay, TRIVET_SCRIPTED_CHARGE), ==, 0);
  kiosk_bench_press (self, "Pay ¥26.00");
  kiosk_bench_assert_shows (self, "Choose either: both are ready now");
  kiosk_bench_assert_shows (self, "1:30");
  g_assert_true (pay_bench_scanner_get_started (bench->scanner));
  trivet_ui_test_assert_controls (bench->window, 1);
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 2600);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  kiosk_bench_assert_shows (self, "Paid ¥26.00");
  kiosk_bench_assert_shows (self, "0002");
  trivet_print_queue_request_receipt (bench->fixture->context->print_queue, trivet_tab_get_order_id (trivet_checkout_get_tab (bench->checkout)));
  pay_bench_settle (bench);
  kiosk_bench_assert_shows (self, "Your receipt is being printed.");
  pay_bench_printer_end (bench->printer, FALSE);
  pay_bench_settle (bench);
  kiosk_bench_assert_shows (self, "Your receipt did not come out as it should.");
  kiosk_bench_advance (self, 19);
  kiosk_bench_assert_shows (self, "0002");
  kiosk_bench_advance (self, 1);
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_false (pay_bench_scanner_get_started (bench->scanner));
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
}

static void
test_waiting_and_declined (KioskBench   *self,
                           gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  go_pay (self);
  pay_bench_scan (bench, "https://example.com/menu");
  kiosk_bench_assert_shows (self, "That is not a payment code");
  pay_bench_scan (bench, PAY_BENCH_UNIONPAY_CODE);
  kiosk_bench_assert_shows (self, "UnionPay is not taken here");
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  kiosk_bench_assert_shows (self, "Please confirm on your phone");
  kiosk_bench_assert_shows (self, "Alipay asks for your password.");
  g_assert_null (trivet_ui_test_find (bench->window, "‹ Back"));
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  kiosk_bench_advance (self, 10);
  kiosk_bench_assert_shows (self, "Not paid. Nothing was charged");
  kiosk_bench_press (self, "Try again");
  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  kiosk_bench_assert_shows (self, "WeChat Pay cannot be reached");
  /* Now the time counts again, and nobody is there. */
  kiosk_bench_advance (self, 90);
  kiosk_bench_assert_shows (self, "Are you still there?");
  kiosk_bench_advance (self, 15);
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
}

static void
go_in_doubt (KioskBench *self)
{
  PayBench *bench = &self->bench;

  go_pay (self);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  kiosk_bench_assert_shows (self, "We do not know yet whether you have paid");
}

static TrivetTab *
find_guests_tab (KioskBench *self)
{
  GListModel *tabs = trivet_register_get_tabs (kiosk_bench_get_register (self));

  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    if (g_str_equal (trivet_tab_get_order (tab)->staff, "Kiosk"))
      return tab;
  }

  return NULL;
}

static void
test_in_doubt (KioskBench   *self,
               gconstpointer user_data)
{
  PayBench *bench = &self->bench;

  go_in_doubt (self);
  kiosk_bench_assert_shows (self, "Please do not pay again.");
  kiosk_bench_assert_shows (self, "your order is number 0002");
  g_assert_null (trivet_ui_test_find (bench->window, "‹ Back"));
  kiosk_bench_advance (self, 100);
  kiosk_bench_assert_shows (self, "Please do not pay again.");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  kiosk_bench_advance (self, 100);
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  g_assert_true (trivet_tab_get_order (find_guests_tab (self))->held);
  g_assert_cmpint (trivet_order_get_in_doubt_minor (trivet_tab_get_order (find_guests_tab (self))), ==, 2600);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (bench->checkout), ==, 1);
  /* It stays for staff, whoever orders next. */
  kiosk_bench_press (self, "Eat here");
  kiosk_bench_press (self, "Start over");
  kiosk_bench_advance (self, 30);
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
}

/* A code of ours is open when the guest goes: first it is withdrawn, then the order is voided. */
static void
test_shown_code (KioskBench   *self,
                 gconstpointer user_data)
{
  PayBench   *bench = &self->bench;
  const char *wallets[] = { "alipay", NULL };

  kiosk_bench_close_kiosk (self);
  trivet_checkout_set_code_wallets (bench->checkout, wallets);
  kiosk_bench_open_kiosk (self);
  go_pay (self);
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (ALIPAY_TEXT));
  pay_bench_settle (bench);
  kiosk_bench_assert_shows (self, "Choose any: all three are ready now");
  kiosk_bench_assert_shows (self, "Open Alipay and scan. Valid ");
  kiosk_bench_press (self, "‹ Back");
  kiosk_bench_press (self, "Start over");
  kiosk_bench_press (self, "Yes, clear it");
  kiosk_bench_assert_shows (self, "Welcome");
  for (guint i = 0; i < 30; i++) {
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_FOUND, TRIVET_PAYMENT_REASON_NOT_EXISTING);
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  }
  kiosk_bench_advance (self, 60);
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 0);
}

/* The program ends at a bad moment, twice. */
static void
test_restart (KioskBench   *self,
              gconstpointer user_data)
{
  PayBench        *bench = &self->bench;
  TrivetRegister  *reg = kiosk_bench_get_register (self);
  g_autofree char *line_id = NULL;

  /* The window's end is not the kiosk's good order: what it left is put back as a crash leaves it. */
  go_in_doubt (self);
  kiosk_bench_close_kiosk (self);
  trivet_checkout_end (bench->checkout);
  trivet_register_new_order (reg);
  trivet_register_set_staff (reg, "Kiosk");
  line_id = trivet_ui_fixture_add (bench->fixture, "W03", "", 1);
  trivet_ui_fixture_settle (bench->fixture);
  trivet_register_set_staff (reg, "Lin Mei");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 2);

  kiosk_bench_open_kiosk (self);
  kiosk_bench_advance (self, 20);
  kiosk_bench_assert_shows (self, "Welcome");
  g_assert_cmpuint (kiosk_bench_count_open (self), ==, 1);
  g_assert_true (trivet_tab_get_order (find_guests_tab (self))->held);
}

/* What no script of the wallets leads to is asked of the words alone. */
static void
test_words (KioskBench   *self,
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

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  ADD ("paid", test_paid);
  ADD ("waiting-and-declined", test_waiting_and_declined);
  ADD ("in-doubt", test_in_doubt);
  ADD ("shown-code", test_shown_code);
  ADD ("restart", test_restart);
  ADD ("words", test_words);

  return g_test_run ();
}
