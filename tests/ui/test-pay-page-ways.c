/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each way to bring money to the pay page works: cash by notes and by keys, in parts, a code
 * from the camera, from the hand scanner or typed, and coming back to what was begun. Method: a real
 * checkout over scripted wallets; buttons are pressed by their names, what is read on the screen is
 * compared. */

#include "pay-page-bench.h"

static gint64
get_paid (PayBench *bench)
{
  return trivet_order_get_paid_minor (trivet_tab_get_order (trivet_checkout_get_tab (bench->checkout)));
}

static void
test_cash_two_taps (PayBench     *bench,
                    gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Cash");
  pay_bench_click (bench, "¥200.00");
  pay_page_assert_status (bench, "Change ¥14.60", "Paid ¥185.40 in cash, ¥200.00 received · receipt printing",
                          "[Print again] [Next customer]");
  pay_page_assert_focused (bench, "Next customer");
  g_assert_cmpint (get_paid (bench), ==, DUE);
  pay_bench_printer_end (bench->printer, TRUE);
}

/* 185.40 is 185.00 in cash where a yuan is the smallest coin. */
static void
test_cash_rounded (PayBench     *bench,
                   gconstpointer user_data)
{
  TrivetCashRounding yuan = { 100, TRIVET_CASH_ROUNDING_DOWN };
  TrivetFactStamp    stamp = trivet_register_get_stamp (bench->fixture->context->reg);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autofree char *words = NULL;

  g_ptr_array_add (facts, trivet_fact_new (TRIVET_FACT_CASH_ROUNDING_SET, "prices", trivet_cash_rounding_to_json (&yuan), &stamp));
  trivet_journal_append_async (TRIVET_JOURNAL (bench->fixture->journal), facts, NULL, NULL);
  trivet_ui_fixture_settle (bench->fixture);
  pay_bench_open (bench);
  pay_bench_click (bench, "Cash");
  pay_page_assert_shows (bench, "Rounded from ¥185.40");
  trivet_ui_test_screenshot (bench->window, "cash-rounded");
  g_assert_nonnull (trivet_ui_test_find (bench->window, "Exactly ¥185.00"));
  pay_page_press_key (bench, GDK_KEY_1);
  pay_page_assert_shows (bench, "Then ¥184.99 is still due");
  pay_bench_click (bench, "¥200.00");
  pay_page_assert_status (bench, "Change ¥15.00", "Paid ¥185.00 in cash, ¥200.00 received · receipt printing",
                          "[Print again] [Next customer]");
  words = pay_bench_dup_words (bench);
  g_assert_nonnull (strstr (words, "Rounding\n−¥0.40\n"));
  g_assert_cmpint (get_paid (bench), ==, DUE);
  pay_bench_printer_end (bench->printer, TRUE);
}

static void
test_cash_keypad (PayBench     *bench,
                  gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Cash");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Take ¥0.00")));

  pay_bench_click (bench, "2");
  pay_page_press_key (bench, GDK_KEY_0);
  pay_page_press_key (bench, GDK_KEY_KP_5);
  pay_page_assert_shows (bench, "Then ¥183.35 is still due");
  pay_bench_click (bench, "Erase the last digit");
  pay_page_press_key (bench, GDK_KEY_BackSpace);
  pay_bench_click (bench, "00");
  pay_bench_click (bench, "00");
  pay_page_assert_shows (bench, "Change ¥14.60");
  /* More digits than a sum can have are passed over. */
  for (guint i = 0; i < 6; i++)
    pay_bench_click (bench, "00");
  pay_bench_click (bench, "Take ¥20");
  g_assert_cmpint (get_paid (bench), ==, DUE);
  g_assert_cmpint (trivet_checkout_get_status (bench->checkout)->change_minor, ==, 2000000 - DUE);
  pay_bench_printer_end (bench->printer, TRUE);
}

static void
test_part_and_rest (PayBench     *bench,
                    gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Cash");
  for (const char *key = "10000"; *key != '\0'; key++)
    pay_page_press_key (bench, (guint) *key);
  pay_bench_click (bench, "Take ¥100.00");
  pay_page_assert_status (bench, "Paid ¥100.00 in cash", "¥85.40 is still due", "[Pay the rest]");
  pay_page_assert_shows (bench, "Paid so far ¥100.00");

  pay_bench_click (bench, "Pay the rest");
  pay_page_assert_status (bench, "Hold the payment code up to the camera, or tap the reader",
                          "The app is recognised from the code. Hand scanner works too.", "[Cancel]");
  trivet_scripted_provider_push_paid (bench->wechat, TRIVET_SCRIPTED_CHARGE, 8540);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_page_assert_shows (bench, "Paid ¥85.40 with WeChat Pay");
  g_assert_cmpint (get_paid (bench), ==, DUE);
  pay_bench_printer_end (bench->printer, TRUE);
}

static void
test_type_code (PayBench     *bench,
                gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Type code");
  g_assert_false (gtk_widget_is_sensitive (trivet_ui_test_find (bench->window, "Charge this code")));
  for (const char *digit = PAY_BENCH_ALIPAY_CODE; *digit != '\0'; digit++)
    pay_page_press_key (bench, (guint) *digit);

  pay_page_assert_shows (bench, "18 digits typed");
  pay_page_assert_shows (bench, "•••• •••• •••• •••• 77");
  pay_page_assert_hides (bench, "28421234");
  pay_page_assert_hides (bench, "2842");
  pay_bench_click (bench, "Charge this code");
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
  g_assert_cmpuint (trivet_scripted_provider_get_last (bench->alipay, TRIVET_SCRIPTED_CHARGE)->code_length, ==, 18);
  pay_page_assert_shows (bench, "Code 2842 •••• •••• •••• 77");
  pay_page_assert_hides (bench, "21234567");
}

static void
test_type_code_left (PayBench     *bench,
                     gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_click (bench, "Type code");
  for (guint i = 0; i < 10; i++)
    pay_page_press_key (bench, GDK_KEY_7);
  pay_page_assert_shows (bench, "10 digits typed");
  pay_page_press_key (bench, GDK_KEY_Escape);
  pay_page_assert_hides (bench, "digits typed");
  g_assert_cmpuint (bench->n_back, ==, 0);

  /* Nothing is left of it. */
  pay_bench_click (bench, "Type code");
  pay_page_assert_shows (bench, "0 digits typed");
  pay_bench_click (bench, "Back to the camera");
  pay_page_press_key (bench, GDK_KEY_Escape);
  g_assert_cmpuint (bench->n_back, ==, 1);
}

static void
test_camera (PayBench     *bench,
             gconstpointer user_data)
{
  pay_bench_open (bench);
  pay_bench_show_phone (bench);

  pay_bench_scanner_set_state (bench->scanner, TRIVET_SCANNER_STATE_NO_CAMERA);
  pay_page_assert_shows (bench, "No camera. Plug one in, use the hand scanner, or type the code.");
  pay_page_assert_shows (bench, "Scan the payment code with the hand scanner");
  pay_bench_scanner_set_state (bench->scanner, TRIVET_SCANNER_STATE_STARTING);
  pay_page_assert_shows (bench, "The camera is starting …");
  pay_bench_scanner_set_state (bench->scanner, TRIVET_SCANNER_STATE_RUNNING);
  pay_page_assert_shows (bench, "Counter camera · 30 fps");

  /* It stays warm for half a minute after the page was left. */
  trivet_pay_page_close (TRIVET_PAY_PAGE (bench->page));
  pay_bench_advance (bench, 20000);
  g_assert_true (pay_bench_scanner_get_started (bench->scanner));
  trivet_pay_page_open (TRIVET_PAY_PAGE (bench->page));
  pay_bench_advance (bench, 20000);
  g_assert_true (pay_bench_scanner_get_started (bench->scanner));
  trivet_pay_page_close (TRIVET_PAY_PAGE (bench->page));
  pay_bench_advance (bench, 31000);
  g_assert_false (pay_bench_scanner_get_started (bench->scanner));

  /* A page that is not in view charges nobody. */
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 0);
}

static void
test_hand_scanner (PayBench     *bench,
                   gconstpointer user_data)
{
  g_autoptr (TrivetSecret) code = trivet_secret_new (PAY_BENCH_WECHAT_CODE, -1);

  pay_bench_open (bench);
  pay_bench_click (bench, "Cash");
  trivet_pay_page_handle_code (TRIVET_PAY_PAGE (bench->page), code);
  pay_bench_settle (bench);
  pay_page_assert_shows (bench, "Asking WeChat Pay for ¥185.40 …");
  pay_page_assert_shows (bench, "Counter camera · 30 fps");
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
}

static void
test_come_back (PayBench     *bench,
                gconstpointer user_data)
{
  g_autofree char *title = NULL;

  pay_page_go_waiting (bench);
  trivet_pay_page_close (TRIVET_PAY_PAGE (bench->page));
  trivet_checkout_end (bench->checkout);
  pay_bench_settle (bench);
  pay_bench_open (bench);
  title = pay_bench_dup_title (bench);
  g_assert_cmpstr (title, ==, "Customer: please confirm on your phone");
  g_assert_cmpuint (pay_page_count_charges (bench), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  ADD ("cash/two-taps", test_cash_two_taps);
  ADD ("cash/rounded", test_cash_rounded);
  ADD ("cash/keypad", test_cash_keypad);
  ADD ("cash/part-and-rest", test_part_and_rest);
  ADD ("type-code/charge", test_type_code);
  ADD ("type-code/left", test_type_code_left);
  ADD ("camera", test_camera);
  ADD ("hand-scanner", test_hand_scanner);
  ADD ("come-back", test_come_back);

  return g_test_run ();
}
