/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: camera, shown codes and reader are open together and the first to be paid wins; an order is
 * paid in parts, never more than is due; a doubt can be overridden or claimed; an order that costs
 * nothing is closed. Method: a real checkout over scripted wallets; the screen is read and pressed by
 * its names. */

#include "pay-bench.h"

#define ALIPAY_TEXT "https://qr.alipay.com/bax03431ljhokirwl38f00a7"
#define WECHAT_TEXT "weixin://wxpay/bizpayurl?pr=NwY5Mz9"

static void
assert_title (PayBench   *bench,
              const char *title)
{
  g_autofree char *shown = pay_bench_dup_title (bench);

  g_assert_cmpstr (shown, ==, title);
}

static void
assert_says (PayBench   *bench,
             const char *words)
{
  g_autofree char *all = pay_bench_dup_words (bench);

  if (strstr (all, words) == NULL)
    g_error ("“%s” is not among:\n%s", words, all);
}

static void
assert_silent (PayBench   *bench,
               const char *words)
{
  g_autofree char *all = pay_bench_dup_words (bench);

  if (strstr (all, words) != NULL)
    g_error ("“%s” is among:\n%s", words, all);
}

static gint64
due (PayBench *bench)
{
  return trivet_checkout_get_due_minor (bench->checkout);
}

static void
show_code (PayBench *bench)
{
  pay_bench_click (bench, "Show QR");
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (ALIPAY_TEXT));
  pay_bench_settle (bench);
}

static void
test_shown_code_paid (PayBench     *bench,
                      gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Show QR");
  assert_says (bench, "Asking for a code …");
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (ALIPAY_TEXT));
  pay_bench_settle (bench);
  assert_says (bench, "Scan with Alipay");
  assert_says (bench, "Code to scan with Alipay");
  assert_says (bench, " left, then a new one");
  assert_says (bench, "Counter camera · 30 fps");
  assert_title (bench, "Customer: scan the code, or show yours to the camera");

  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_QUERY, 18540);
  pay_bench_advance (bench, 10000);
  assert_title (bench, "Paid ¥185.40 with Alipay");
  assert_says (bench, "scanned our code");
  g_assert_cmpint (due (bench), ==, 0);
}

static void
test_seconds_count (PayBench     *bench,
                    gconstpointer user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  pay_bench_open (bench);
  show_code (bench);
  before = pay_bench_dup_words (bench);
  for (guint i = 0; i < 3; i++)
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  pay_bench_advance (bench, 2000);
  after = pay_bench_dup_words (bench);
  g_assert_cmpstr (before, !=, after);
}

static void
test_switch_wallet (PayBench     *bench,
                    gconstpointer user_data)
{
  pay_bench_open (bench);
  show_code (bench);
  pay_bench_click (bench, "Show the code for WeChat Pay");
  trivet_scripted_provider_release (bench->wechat, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (WECHAT_TEXT));
  pay_bench_settle (bench);
  assert_says (bench, "Code to scan with WeChat Pay");

  /* The one that was shown before can still be paid, and then counts. */
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_QUERY, 18540);
  pay_bench_advance (bench, 10000);
  assert_title (bench, "Paid ¥185.40 with Alipay");
  for (guint i = 0; i < 10; i++)
    pay_bench_advance (bench, 5000);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (bench->wechat, TRIVET_SCRIPTED_CLOSE) +
                      trivet_scripted_provider_get_n_calls (bench->wechat, TRIVET_SCRIPTED_QUERY),
                    >=, 1);
}

static void
test_code_fails (PayBench     *bench,
                 gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Show QR");
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_SHOW, TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE);
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE));
  pay_bench_settle (bench);
  assert_says (bench, "No code from Alipay: no connection. Nothing was charged.");
  g_assert_true (pay_bench_sees (bench, "Show a new code"));
}

/* The guest's code is read while ours is on the screen: one of them pays, the other is closed. */
static void
test_camera_beside_code (PayBench     *bench,
                         gconstpointer user_data)
{
  pay_bench_open (bench);
  show_code (bench);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_FOUND, TRIVET_PAYMENT_REASON_NOT_EXISTING);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_CLOSED);
  trivet_scripted_provider_push_paid (bench->wechat, TRIVET_SCRIPTED_CHARGE, 18540);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  for (guint i = 0; i < 10; i++)
    pay_bench_advance (bench, 1000);
  assert_title (bench, "Paid ¥185.40 with WeChat Pay");
  g_assert_cmpint (due (bench), ==, 0);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (bench->alipay, TRIVET_SCRIPTED_CHARGE), ==, 0);
}

static void
test_tap (PayBench     *bench,
          gconstpointer user_data)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (PAY_BENCH_ALIPAY_CODE, -1);

  pay_bench_open (bench);
  assert_title (bench, "Hold the payment code up to the camera, or tap the reader");
  g_assert_true (trivet_simulated_reader_tap (bench->reader, code));
  pay_bench_settle (bench);
  assert_title (bench, "Asking Alipay for ¥185.40 …");
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_CHARGE, trivet_scripted_answer_paid (18540));
  pay_bench_settle (bench);
  assert_title (bench, "Paid ¥185.40 with Alipay");
}

static void
test_reader_unplugged (PayBench     *bench,
                       gconstpointer user_data)
{
  pay_bench_open (bench);
  trivet_simulated_reader_set_plugged (bench->reader, FALSE);
  pay_bench_settle (bench);
  assert_title (bench, "Hold the payment code up to the camera");
}

static void
pay_half_by_wallet (PayBench *bench)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Pay one half");
  assert_says (bench, "This guest, of ¥185.40 due");
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 9270);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
}

static void
test_half_and_cash (PayBench     *bench,
                    gconstpointer user_data)
{
  pay_half_by_wallet (bench);
  assert_title (bench, "Paid ¥92.70 with Alipay");
  assert_says (bench, "¥92.70 is still due");
  assert_says (bench, "Alipay paid");
  assert_says (bench, "Paid so far ¥92.70 · ¥92.70 left");
  pay_bench_click (bench, "Pay the rest");
  pay_bench_click (bench, "Cash");
  pay_bench_click (bench, "¥100.00");
  assert_title (bench, "Change ¥7.30");
  g_assert_cmpint (due (bench), ==, 0);
}

/* Part-paid, left, and called back: what was paid is there, and only the rest is asked for. */
static void
test_part_paid_and_back (PayBench     *bench,
                         gconstpointer user_data)
{
  pay_half_by_wallet (bench);
  trivet_pay_page_close (TRIVET_PAY_PAGE (bench->page));
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
  pay_bench_open (bench);
  assert_says (bench, "Alipay paid");
  assert_says (bench, "Paid so far ¥92.70 · ¥92.70 left");
  trivet_scripted_provider_push_paid (bench->wechat, TRIVET_SCRIPTED_CHARGE, 9270);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  assert_title (bench, "Paid ¥92.70 with WeChat Pay");
  g_assert_cmpint (due (bench), ==, 0);
}

static void
test_other_part (PayBench     *bench,
                 gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Pay another part");
  assert_says (bench, "1/3 · ¥61.80");
  /* More than is due cannot be chosen. */
  pay_bench_type (bench, "20000");
  assert_says (bench, "That is more than the ¥185.40 that are due");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "This guest pays")));
  for (guint i = 0; i < 5; i++)
    pay_bench_click (bench, "Erase the last digit");
  pay_bench_type (bench, "5000");
  pay_bench_click (bench, "This guest pays ¥50.00");
  g_assert_cmpint (trivet_checkout_get_amount_minor (bench->checkout), ==, 5000);
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 5000);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpint (due (bench), ==, 13540);
  g_assert_cmpint (trivet_scripted_provider_get_last (bench->alipay, TRIVET_SCRIPTED_CHARGE)->amount.minor, ==, 5000);
}

static void
go_in_doubt (PayBench *bench)
{
  pay_bench_open (bench);
  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  assert_title (bench, "The answer was lost. Checking with WeChat Pay …");
}

static void
test_override (PayBench     *bench,
               gconstpointer user_data)
{
  pay_bench_set_pin (bench, "2468");
  go_in_doubt (bench);
  pay_bench_click (bench, "Manager: pay otherwise");
  assert_says (bench, "Let ¥185.40 be paid another way?");
  pay_bench_type (bench, "2468");
  /* Without a reason the PIN alone does nothing. */
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Approve")));
  pay_bench_click (bench, "The guest cannot wait");
  pay_bench_click (bench, "Approve");
  assert_title (bench, "Approved: take the money another way");
  pay_bench_click (bench, "Cash");
  pay_bench_click (bench, "Exactly ¥185.40");
  assert_title (bench, "Paid ¥185.40 in cash");
  g_assert_cmpint (due (bench), ==, 0);
}

/* Digits are nowhere to be read or heard, wrong ones are counted in words. */
static void
test_wrong_pin (PayBench     *bench,
                gconstpointer user_data)
{
  pay_bench_set_pin (bench, "2468");
  go_in_doubt (bench);
  pay_bench_click (bench, "Manager: pay otherwise");
  pay_bench_click (bench, "The guest cannot wait");
  pay_bench_type (bench, "1357");
  assert_silent (bench, "1357");
  assert_says (bench, "4 digits typed");
  pay_bench_click (bench, "Approve");
  assert_says (bench, "That is not the PIN. 4 more tries, then a pause.");
  for (guint i = 0; i < 4; i++) {
    pay_bench_type (bench, "1357");
    pay_bench_click (bench, "Approve");
  }
  assert_says (bench, "Too many wrong PINs. Wait 0:30, then try again.");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Keypad")));
  pay_bench_advance (bench, 31000);
  g_assert_true (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Keypad")));
}

static void
test_no_pin (PayBench     *bench,
             gconstpointer user_data)
{
  go_in_doubt (bench);
  pay_bench_click (bench, "Manager: pay otherwise");
  assert_says (bench, "No manager's PIN is set yet. Set one with trivetctl manager-pin.");
  pay_bench_click (bench, "Back");
  assert_title (bench, "The answer was lost. Checking with WeChat Pay …");
}

/* The wallet answers while the manager is being asked: the question is void. */
static void
test_paid_while_asking (PayBench     *bench,
                        gconstpointer user_data)
{
  pay_bench_set_pin (bench, "2468");
  go_in_doubt (bench);
  pay_bench_click (bench, "Manager: pay otherwise");
  trivet_scripted_provider_push_paid (bench->wechat, TRIVET_SCRIPTED_QUERY, 18540);
  pay_bench_advance (bench, 10000);
  assert_title (bench, "Paid ¥185.40 with WeChat Pay");
  assert_silent (bench, "Let ¥185.40 be paid another way?");
}

static void
test_claim (PayBench     *bench,
            gconstpointer user_data)
{
  go_in_doubt (bench);
  pay_bench_click (bench, "Guest shows a receipt");
  assert_says (bench, "The guest shows a receipt for ¥185.40 with WeChat Pay");
  pay_bench_type (bench, "4200");
  pay_bench_click (bench, "Receipt in the wallet");
  pay_bench_click (bench, "Record the receipt");
  assert_title (bench, "Receipt for ¥185.40 with WeChat Pay recorded");
  g_assert_cmpint (due (bench), ==, 0);
  pay_bench_click (bench, "Serve next");
  g_assert_cmpuint (bench->n_finished, ==, 1);
}

/* Our code and the guest's were both paid: what is too much is said, and goes back. */
static void
test_surplus (PayBench     *bench,
              gconstpointer user_data)
{
  pay_bench_set_pin (bench, "2468");
  go_in_doubt (bench);
  pay_bench_click (bench, "Manager: pay otherwise");
  pay_bench_click (bench, "The guest cannot wait");
  pay_bench_type (bench, "2468");
  pay_bench_click (bench, "Approve");
  pay_bench_click (bench, "Cash");
  pay_bench_click (bench, "Exactly ¥185.40");
  g_assert_true (trivet_scripted_provider_release (bench->wechat, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (18540)));
  pay_bench_settle (bench);
  assert_says (bench, "¥185.40 was paid too much and goes back by itself");
  assert_says (bench, "Too much, being given back");
}

static void
test_free (PayBench     *bench,
           gconstpointer user_data)
{
  trivet_register_set_order_discount (bench->fixture->context->reg, TRIVET_DISCOUNT_RATE, TRIVET_RATE_PPM_ONE, "On the house");
  trivet_ui_fixture_settle (bench->fixture);
  pay_bench_open (bench);
  assert_title (bench, "Nothing to pay");
  pay_bench_click (bench, "Close the order");
  assert_title (bench, "Closed");
  g_assert_true (pay_bench_sees (bench, "Next customer"));
}

#define ADD(path, func) g_test_add ("/pay-arms/" path, PayBench, NULL, pay_bench_set_up, func, pay_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  ADD ("code/paid", test_shown_code_paid);
  ADD ("code/seconds", test_seconds_count);
  ADD ("code/switch", test_switch_wallet);
  ADD ("code/fails", test_code_fails);
  ADD ("code/beside-camera", test_camera_beside_code);
  ADD ("tap/paid", test_tap);
  ADD ("tap/unplugged", test_reader_unplugged);
  ADD ("parts/half-and-cash", test_half_and_cash);
  ADD ("parts/left-and-back", test_part_paid_and_back);
  ADD ("parts/other", test_other_part);
  ADD ("doubt/override", test_override);
  ADD ("doubt/wrong-pin", test_wrong_pin);
  ADD ("doubt/no-pin", test_no_pin);
  ADD ("doubt/paid-while-asking", test_paid_while_asking);
  ADD ("doubt/claim", test_claim);
  ADD ("doubt/surplus", test_surplus);
  ADD ("free", test_free);

  return g_test_run ();
}
