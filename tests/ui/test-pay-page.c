/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the pay page says for every state of a payment what happened, whether money moved and what to
 * do, and does what its buttons say. Method: a real checkout over scripted wallets; what is read on
 * the screen and heard by a screen reader is compared, buttons are pressed by their names. */

#include "pay-page-bench.h"

static void
test_ready (PayBench     *bench,
            gconstpointer user_data)
{
  pay_bench_open (bench);

  pay_page_assert_status (bench, "Hold the payment code up to the camera, or tap the reader",
                          "The app is recognised from the code. Hand scanner works too.", "[Cancel]");
  pay_page_assert_shows (bench, "¥185.40");
  pay_page_assert_shows (bench, "Alipay · WeChat Pay");
  pay_page_assert_shows (bench, "Salt & pepper prawns");
  pay_page_assert_shows (bench, "Paid so far ¥0.00 · Nothing is charged until a code is read.");
  pay_page_assert_shows (bench, "Counter camera · 30 fps");
  pay_page_assert_focused (bench, "Scan code");
  g_assert_true (pay_bench_scanner_get_started (bench->scanner));

  pay_bench_click (bench, "Cancel");
  g_assert_cmpuint (bench->n_back, ==, 1);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 0);
}

static void
test_bad_code (PayBench     *bench,
               gconstpointer user_data)
{
  pay_bench_open (bench);

  pay_bench_scan (bench, "https://example.com/menu");
  pay_page_assert_status (bench, "That is not a payment code",
                          "Nothing was charged. That is a link or a shop's code. Ask for the page “Pay” of the app.",
                          "[Cancel]");
  pay_bench_scan (bench, "6901234567892");
  pay_page_assert_status (bench, "That is not a payment code",
                          "Nothing was charged. That is the bar code of a product. Ask for the payment code in the app.",
                          "[Cancel]");
  pay_bench_scan (bench, PAY_BENCH_UNIONPAY_CODE);
  pay_page_assert_status (bench, "UnionPay is not set up here",
                          "Nothing was charged. Ask for another app, or take another method.", "[Cancel]");
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 0);

  /* Scanning goes on. */
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
}

static void
test_sending (PayBench     *bench,
              gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_advance (bench, 400);

  pay_page_assert_status (bench, "Asking Alipay for ¥185.40 …", "Code 2842 •••• •••• •••• 77 · 0.4 s", "");
  pay_page_assert_shows (bench, "¥185.40");
  pay_page_assert_hides (bench, "Nothing is charged until");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Cash")));

  /* Nothing that comes into view now is charged, nor does the keyboard leave. */
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_page_press_key (bench, GDK_KEY_Escape);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
  g_assert_cmpuint (bench->n_back + bench->n_finished, ==, 0);
  pay_bench_advance (bench, 600);
  pay_page_assert_status (bench, "Asking Alipay for ¥185.40 …", "Code 2842 •••• •••• •••• 77 · 1.0 s", "");
}

static void
test_waiting (PayBench     *bench,
              gconstpointer user_data)
{
  pay_page_go_waiting (bench);
  pay_page_assert_status (bench, "Customer: please confirm on your phone",
                          "Alipay is waiting for a password · 0:44 left of 0:45", "[Cancel payment]");
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  pay_bench_advance (bench, 5000);
  pay_page_assert_status (bench, "Customer: please confirm on your phone",
                          "Alipay is waiting for a password · 0:39 left of 0:45 · checked 1 time", "[Cancel payment]");
  pay_bench_advance (bench, 1000);
  pay_page_assert_status (bench, "Customer: please confirm on your phone",
                          "Alipay is waiting for a password · 0:38 left of 0:45 · checked 1 time", "[Cancel payment]");
}

static void
pay_by_alipay (PayBench *bench,
               gint64    voucher_minor)
{
  TrivetProviderAnswer *answer = trivet_scripted_answer_paid (DUE);

  answer->payer_minor = DUE - voucher_minor;
  answer->discount_minor = voucher_minor;
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_advance (bench, 1800);
  g_assert_true (trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_CHARGE, answer));
  pay_bench_settle (bench);
}

static void
test_paid (PayBench     *bench,
           gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_by_alipay (bench, 500);

  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay",
                          "¥180.40 from the customer + ¥5.00 Alipay voucher · 1.8 s · receipt printing",
                          "[Print again] [Next customer]");
  pay_page_assert_shows (bench, "Paid in full");
  pay_page_assert_shows (bench, "Paid so far ¥185.40");
  pay_page_assert_focused (bench, "Next customer");

  pay_bench_printer_end (bench->printer, TRUE);
  pay_bench_settle (bench);
  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay",
                          "¥180.40 from the customer + ¥5.00 Alipay voucher · 1.8 s · receipt printed",
                          "[Print again] [Next customer]");

  /* The next guest's phone must not pay this order again. */
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);

  pay_bench_click (bench, "Next customer");
  g_assert_cmpuint (bench->n_finished, ==, 1);
  g_assert_null (trivet_checkout_get_tab (bench->checkout));
}

static void
test_paper (PayBench     *bench,
            gconstpointer user_data)
{
  TrivetPrintQueue *queue = bench->fixture->context->print_queue;

  pay_bench_open (bench);
  pay_by_alipay (bench, 0);
  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay", "¥185.40 from the customer · 1.8 s · receipt printing",
                          "[Print again] [Next customer]");

  pay_bench_printer_end (bench->printer, FALSE);
  pay_bench_settle (bench);
  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay",
                          "¥185.40 from the customer · 1.8 s · the printer does not print: the receipt waits",
                          "[Print again] [Next customer]");

  /* The same paper again, not a second one. */
  pay_bench_click (bench, "Print again");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_print_queue_get_jobs (queue)), ==, 1);
  pay_bench_printer_end (bench->printer, TRUE);
  pay_bench_settle (bench);
  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay", "¥185.40 from the customer · 1.8 s · receipt printed",
                          "[Print again] [Next customer]");

  pay_bench_click (bench, "Print again");
  pay_page_assert_shows (bench, "receipt printing");
  pay_bench_printer_end (bench->printer, TRUE);
  pay_bench_settle (bench);
}

static void
test_no_printer (PayBench     *bench,
                 gconstpointer user_data)
{
  trivet_print_queue_set_printer (bench->fixture->context->print_queue, NULL);
  pay_bench_open (bench);
  pay_by_alipay (bench, 0);
  pay_page_assert_status (bench, "Paid ¥185.40 with Alipay", "¥185.40 from the customer · 1.8 s · no printer is set up",
                          "[Next customer]");
  pay_page_press_key (bench, GDK_KEY_Escape);
  g_assert_cmpuint (bench->n_finished, ==, 1);
}

static void
test_declined (PayBench     *bench,
               gconstpointer user_data)
{
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_page_assert_status (bench, "Declined: not enough balance",
                          "Asking Alipay once more, to be certain that nothing was charged …", "");

  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_QUERY,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID,
                                                                TRIVET_PAYMENT_REASON_CLOSED));
  pay_bench_settle (bench);
  pay_page_assert_status (bench, "Declined: not enough balance",
                          "Nothing was charged. Ask for another card in the app, or another method.",
                          "[Scan again] [Another method]");
  pay_page_assert_focused (bench, "Scan again");

  /* The phone that is still held up is not charged until staff say so. */
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
  pay_bench_click (bench, "Scan again");
  g_assert_cmpuint (pay_bench_scanner_get_forgets (bench->scanner), ==, 1);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 2);
}

static void
test_another_method (PayBench     *bench,
                     gconstpointer user_data)
{
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY);
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_click (bench, "Another method");
  pay_page_assert_status (bench, "Take the cash", "Tap what the customer hands over. Nothing is stored until then.",
                          "[Cancel]");

  /* Cash was chosen: a phone in view is not charged. */
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
  pay_bench_click (bench, "Exactly ¥185.40");
  pay_page_assert_status (bench, "Paid ¥185.40 in cash", "No change · receipt printing", "[Print again] [Next customer]");
  pay_bench_printer_end (bench->printer, TRUE);
}

static void
go_in_doubt (PayBench *bench)
{
  pay_page_script (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_page_script (bench->wechat, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_bench_advance (bench, 6000);
}

static void
test_in_doubt (PayBench     *bench,
               gconstpointer user_data)
{
  guint n_queries;

  go_in_doubt (bench);
  pay_page_assert_status (bench, "The answer was lost. Checking with WeChat Pay …",
                          "Do not charge again: the customer may have paid. Check 1 of 9, next in 0:04. "
                          "After that it is cancelled for sure, or refunded.",
                          "[Check now] [Serve next, resolve in background] [Guest shows a receipt] [Manager: pay otherwise]");
  pay_bench_advance (bench, 1000);
  pay_page_assert_shows (bench, "next in 0:03");

  /* Neither camera nor hand scanner nor cash can pay it a second time. */
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Cash")));

  n_queries = trivet_scripted_provider_get_n_calls (bench->wechat, TRIVET_SCRIPTED_QUERY);
  pay_bench_click (bench, "Check now");
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (bench->wechat, TRIVET_SCRIPTED_QUERY), ==, n_queries + 1);
  g_assert_true (trivet_scripted_provider_release (bench->wechat, TRIVET_SCRIPTED_QUERY,
                                                   trivet_scripted_answer_paid (DUE)));
  pay_bench_settle (bench);
  pay_page_assert_status (bench, "Paid ¥185.40 with WeChat Pay", "¥166.86 from the customer + ¥18.54 WeChat Pay voucher · 7.0 s · receipt printing",
                          "[Print again] [Next customer]");
  pay_bench_printer_end (bench->printer, TRUE);
}

static void
test_serve_next (PayBench     *bench,
                 gconstpointer user_data)
{
  go_in_doubt (bench);
  pay_bench_click (bench, "Serve next");
  g_assert_cmpuint (bench->n_finished, ==, 1);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (bench->checkout), ==, 1);
  g_assert_null (trivet_register_get_current (bench->fixture->context->reg));
}

static void
go_cancelling (PayBench *bench,
               gboolean  money_returned)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);

  answer->money_returned = money_returned;
  answer->provider_transaction_id = g_strdup (money_returned ? "42000021" : NULL);
  pay_page_go_waiting (bench);
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  trivet_scripted_provider_push (bench->alipay, TRIVET_SCRIPTED_REVERSE, answer);
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  pay_bench_click (bench, "Cancel payment");
}

static void
test_cancelled (PayBench     *bench,
                gconstpointer user_data)
{
  g_autofree char *title = NULL;

  go_cancelling (bench, FALSE);
  title = pay_bench_dup_title (bench);
  g_assert_cmpstr (title, ==, "Cancelling with Alipay …");
  pay_page_assert_shows (bench, "Do not charge again until it is certain that no money is kept.");
  pay_page_assert_shows (bench, "Serve next, resolve in background");

  for (guint i = 0; i < 6; i++)
    pay_bench_advance (bench, 5000);
  g_free (title);
  title = pay_bench_dup_title (bench);
  g_assert_cmpstr (title, ==, "Cancelled. Alipay confirms no money moved");
  pay_bench_click (bench, "Try again");
  pay_page_assert_status (bench, "Hold the payment code up to the camera, or tap the reader",
                          "The app is recognised from the code. Hand scanner works too.", "[Cancel]");
}

static void
test_money_returned (PayBench     *bench,
                     gconstpointer user_data)
{
  g_autofree char *title = NULL;

  go_cancelling (bench, TRUE);
  for (guint i = 0; i < 6; i++)
    pay_bench_advance (bench, 5000);
  title = pay_bench_dup_title (bench);
  g_assert_cmpstr (title, ==, "Cancelled. Alipay has given the money back");
  pay_page_assert_shows (bench, "The customer had paid and got it back · Confirmed 20:00:15");
}

static TrivetStatusWords *
words_for (PayBench            *bench,
           TrivetCheckoutStatus status)
{
  TrivetPayScene scene = {
    .status = &status,
    .wallets = trivet_checkout_get_wallets (bench->checkout),
    .currency = TRIVET_CURRENCY_CNY,
    .now_us = 100 * G_USEC_PER_SEC,
  };

  return trivet_status_words_new (&scene);
}

/* What no script of the wallets leads to is asked of the words alone. */
static void
test_rare_words (PayBench     *bench,
                 gconstpointer user_data)
{
  TrivetCheckoutStatus reversal = {
    .kind = TRIVET_CHECKOUT_CANCELLED,
    .method = (char *) "wechat",
    .reference = (char *) "4200 0021",
    .settled_at_us = G_GINT64_CONSTANT (1763786590) * G_USEC_PER_SEC,
  };
  TrivetCheckoutStatus manager = {
    .kind = TRIVET_CHECKOUT_IN_DOUBT,
    .method = (char *) "alipay",
    .reason = TRIVET_PAYMENT_REASON_NEEDS_MANAGER,
  };
  TrivetCheckoutStatus late = {
    .kind = TRIVET_CHECKOUT_IN_DOUBT,
    .method = (char *) "alipay",
    .reason = TRIVET_PAYMENT_REASON_NOT_BELIEVABLE,
    .checks = 12,
    .checks_max = 9,
    .next_check_at_us = 99 * G_USEC_PER_SEC,
  };
  g_autoptr (TrivetStatusWords) reversal_words = words_for (bench, reversal);
  g_autoptr (TrivetStatusWords) manager_words = words_for (bench, manager);
  g_autoptr (TrivetStatusWords) late_words = words_for (bench, late);

  g_assert_cmpstr (reversal_words->title, ==, "Cancelled. WeChat Pay confirms no money moved");
  g_assert_cmpstr (reversal_words->text, ==, "Reversal 4200 0021 confirmed 12:43:10");
  g_assert_cmpstr (manager_words->title, ==, "A manager must look at this with Alipay");
  g_assert_cmpstr (late_words->title, ==, "The answer cannot be trusted. Checking with Alipay …");
  g_assert_nonnull (strstr (late_words->text, "Checked 12 times, next in 0:00."));
}

static void
test_link_down (PayBench     *bench,
                gconstpointer user_data)
{
  pay_page_script (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_page_assert_status (bench, "WeChat Pay cannot be reached directly",
                          "Nothing was sent and nothing was charged. Check the network, or take another method.",
                          "[Try again] [Cash]");
  pay_bench_click (bench, "Cash");
  pay_page_assert_shows (bench, "The customer hands over");
}

static void
test_refused (PayBench     *bench,
              gconstpointer user_data)
{
  pay_bench_open (bench);
  trivet_memory_journal_fail_next (bench->fixture->journal, 1, TRIVET_STORE_ERROR_FULL);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_page_assert_status (bench, "Not started: nothing was charged",
                          "The disk is full. Nothing was stored: make room and try again.",
                          "[Try again] [Back to the order]");
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 0);
  pay_bench_click (bench, "Back to the order");
  g_assert_cmpuint (bench->n_back, ==, 1);
}

static void
assert_named (GtkWidget *widget,
              gpointer   user_data)
{
  g_autofree char *name = NULL;

  if (!GTK_IS_BUTTON (widget) && !GTK_IS_LIST_VIEW (widget))
    return;
  name = trivet_ui_test_dup_name (widget);
  g_assert_nonnull (name);
  g_assert_cmpstr (name, !=, "");
}

static void
test_names (PayBench     *bench,
            gconstpointer user_data)
{
  pay_bench_open (bench);
  trivet_ui_test_walk (bench->window, assert_named, NULL);
  pay_bench_click (bench, "Type code");
  trivet_ui_test_walk (bench->window, assert_named, NULL);
  pay_bench_click (bench, "Cash");
  trivet_ui_test_walk (bench->window, assert_named, NULL);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  ADD ("ready", test_ready);
  ADD ("bad-code", test_bad_code);
  ADD ("sending", test_sending);
  ADD ("waiting", test_waiting);
  ADD ("paid", test_paid);
  ADD ("paper", test_paper);
  ADD ("no-printer", test_no_printer);
  ADD ("declined", test_declined);
  ADD ("another-method", test_another_method);
  ADD ("in-doubt", test_in_doubt);
  ADD ("serve-next", test_serve_next);
  ADD ("cancelled", test_cancelled);
  ADD ("money-returned", test_money_returned);
  ADD ("rare-words", test_rare_words);
  ADD ("link-down", test_link_down);
  ADD ("refused", test_refused);
  ADD ("names", test_names);

  return g_test_run ();
}
