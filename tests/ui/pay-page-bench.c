/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pay-page-bench.h"

void
pay_page_assert_status (PayBench   *bench,
                        const char *title,
                        const char *text,
                        const char *buttons)
{
  g_autofree char *shown_title = pay_bench_dup_title (bench);
  g_autofree char *shown_text = pay_bench_dup_text (bench);
  g_autofree char *shown_buttons = pay_bench_dup_buttons (bench);

  g_assert_cmpstr (shown_title, ==, title);
  g_assert_cmpstr (shown_text, ==, text);
  g_assert_cmpstr (shown_buttons, ==, buttons);
}

void
pay_page_assert_shows (PayBench   *bench,
                       const char *words)
{
  g_autofree char *all = pay_bench_dup_words (bench);

  if (strstr (all, words) == NULL)
    g_error ("“%s” is not on the screen:\n%s", words, all);
}

void
pay_page_assert_hides (PayBench   *bench,
                       const char *words)
{
  g_autofree char *all = pay_bench_dup_words (bench);

  g_assert_null (strstr (all, words));
}

void
pay_page_assert_focused (PayBench   *bench,
                         const char *name)
{
  GtkWidget       *focus = gtk_window_get_focus (GTK_WINDOW (bench->window));
  g_autofree char *focused = NULL;

  g_assert_nonnull (focus);
  focused = trivet_ui_test_dup_name (focus);
  g_assert_cmpstr (focused, ==, name);
}

void
pay_page_script (TrivetScriptedProvider *wallet,
                 TrivetScriptedCall      call,
                 TrivetOutcome           outcome,
                 TrivetPaymentReason     reason)
{
  trivet_scripted_provider_push_outcome (wallet, call, outcome, reason);
}

guint
pay_page_count_charges (PayBench *bench)
{
  return trivet_scripted_provider_get_n_calls (bench->alipay, TRIVET_SCRIPTED_CHARGE) +
         trivet_scripted_provider_get_n_calls (bench->wechat, TRIVET_SCRIPTED_CHARGE);
}

void
pay_page_press_key (PayBench *bench,
                    guint     keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (bench->page);
  guint    n = g_list_model_get_n_items (controllers);
  gboolean handled = FALSE;

  for (guint i = 0; i < n && !handled; i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
  }
  pay_bench_settle (bench);
}

void
pay_page_go_waiting (PayBench *bench)
{
  pay_page_script (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  pay_bench_open (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_advance (bench, 1000);
}
