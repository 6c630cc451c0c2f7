/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: every state of the pay page fits every screen, in light and dark, in English and Chinese,
 * with targets that a finger hits. Method: drive real services into each state at each size,
 * measure what is painted, and keep a picture of it. */

#include "trivet-config.h"

#include "pay-bench.h"
#include "trivet-ui.h"

typedef struct {
  const char *name;
  void (*drive) (PayBench *bench);
} State;

/* By its English words, in whatever language the screen is. */
static void
press (PayBench   *bench,
       const char *name)
{
  pay_bench_click (bench, g_dgettext (GETTEXT_PACKAGE, name));
}

static void
drive_ready (PayBench *bench)
{
  pay_bench_show_phone (bench);
}

static void
drive_bad_code (PayBench *bench)
{
  pay_bench_scan (bench, "https://example.com/menu");
}

static void
drive_sending (PayBench *bench)
{
  pay_bench_show_phone (bench);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  pay_bench_advance (bench, 400);
}

static void
drive_waiting (PayBench *bench)
{
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAYER_ACTION,
                                         TRIVET_PAYMENT_REASON_NONE);
  for (guint i = 0; i < 4; i++)
    trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION,
                                           TRIVET_PAYMENT_REASON_NONE);
  drive_sending (bench);
  pay_bench_advance (bench, 22000);
}

static void
drive_paid (PayBench *bench)
{
  TrivetProviderAnswer *answer = trivet_scripted_answer_paid (18540);

  drive_sending (bench);
  pay_bench_advance (bench, 1400);
  answer->payer_minor = 18040;
  answer->discount_minor = 500;
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_CHARGE, answer);
  pay_bench_settle (bench);
}

static void
drive_declined (PayBench *bench)
{
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_NO_MONEY);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID,
                                         TRIVET_PAYMENT_REASON_CLOSED);
  drive_sending (bench);
  pay_bench_advance (bench, 10000);
}

static void
drive_in_doubt (PayBench *bench)
{
  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN,
                                         TRIVET_PAYMENT_REASON_ANSWER_LOST);
  for (guint i = 0; i < 3; i++)
    trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_UNKNOWN,
                                           TRIVET_PAYMENT_REASON_ANSWER_LOST);
  pay_bench_show_phone (bench);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_bench_advance (bench, 15000);
}

static void
drive_cancelled (PayBench *bench)
{
  drive_waiting (bench);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION,
                                         TRIVET_PAYMENT_REASON_NONE);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_REVERSE, TRIVET_OUTCOME_NOT_PAID,
                                         TRIVET_PAYMENT_REASON_CLOSED);
  trivet_scripted_provider_push_outcome (bench->alipay, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID,
                                         TRIVET_PAYMENT_REASON_CLOSED);
  press (bench, "Cancel payment");
  pay_bench_advance (bench, 5000);
}

static void
drive_link_down (PayBench *bench)
{
  trivet_scripted_provider_push_outcome (bench->wechat, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNSENT,
                                         TRIVET_PAYMENT_REASON_UNREACHABLE);
  pay_bench_show_phone (bench);
  pay_bench_scan (bench, PAY_BENCH_WECHAT_CODE);
  pay_bench_advance (bench, 1000);
}

static void
drive_refused (PayBench *bench)
{
  trivet_memory_journal_fail_next (bench->fixture->journal, 1, TRIVET_STORE_ERROR_FULL);
  press (bench, "Cash");
  press (bench, "¥200.00");
}

static void
drive_cash (PayBench *bench)
{
  press (bench, "Cash");
  press (bench, "2");
  for (guint i = 0; i < 2; i++)
    press (bench, "00");
}

static void
drive_change (PayBench *bench)
{
  press (bench, "Cash");
  press (bench, "¥200.00");
}

static void
drive_part (PayBench *bench)
{
  g_autofree char *take = NULL;

  press (bench, "Cash");
  press (bench, "1");
  for (guint i = 0; i < 2; i++)
    press (bench, "00");
  take = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "Take %s"), "¥100.00");
  pay_bench_click (bench, take);
}

static void
drive_type_code (PayBench *bench)
{
  press (bench, "Type code");
  for (const char *digit = "2842123456"; *digit != '\0'; digit++) {
    char name[] = { *digit, '\0' };

    pay_bench_click (bench, name);
  }
}

/* A guest's code of Alipay on the screen, with the camera beside it. */
static void
drive_show (PayBench *bench)
{
  pay_bench_show_phone (bench);
  press (bench, "Show QR");
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW,
                                    trivet_scripted_answer_shown ("https://qr.alipay.com/bax03431ljhokirwl38f00a7"));
  pay_bench_advance (bench, 1000);
}

static void
drive_show_failed (PayBench *bench)
{
  press (bench, "Show QR");
  trivet_scripted_provider_release (bench->alipay, TRIVET_SCRIPTED_SHOW,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_UNREACHABLE));
  pay_bench_settle (bench);
}

static void
drive_amount (PayBench *bench)
{
  press (bench, "Pay another part of what is due");
  pay_bench_type (bench, "5000");
}

static void
drive_half_paid (PayBench *bench)
{
  pay_bench_show_phone (bench);
  press (bench, "Pay one half of what is due");
  trivet_scripted_provider_push_paid (bench->alipay, TRIVET_SCRIPTED_CHARGE, 9270);
  pay_bench_scan (bench, PAY_BENCH_ALIPAY_CODE);
  press (bench, "Pay the rest");
}

static void
drive_manager (PayBench *bench)
{
  pay_bench_set_pin (bench, "2468");
  drive_in_doubt (bench);
  press (bench, "Manager: pay otherwise");
  press (bench, "The guest cannot wait");
  pay_bench_type (bench, "24");
}

static void
drive_wrong_pin (PayBench *bench)
{
  pay_bench_set_pin (bench, "1357");
  drive_in_doubt (bench);
  press (bench, "Manager: pay otherwise");
  press (bench, "The guest cannot wait");
  for (guint i = 0; i < 5; i++) {
    pay_bench_type (bench, "2468");
    press (bench, "Approve");
  }
}

static void
drive_overridden (PayBench *bench)
{
  drive_manager (bench);
  pay_bench_type (bench, "68");
  press (bench, "Approve");
}

static void
drive_receipt (PayBench *bench)
{
  drive_in_doubt (bench);
  press (bench, "Guest shows a receipt");
  press (bench, "Receipt in the wallet");
  pay_bench_type (bench, "42000021");
}

static void
drive_claimed (PayBench *bench)
{
  drive_receipt (bench);
  press (bench, "Record the receipt");
}

static void
drive_free (PayBench *bench)
{
  trivet_register_set_order_discount (bench->fixture->context->reg, TRIVET_DISCOUNT_RATE, TRIVET_RATE_PPM_ONE, "On the house");
  trivet_ui_fixture_settle (bench->fixture);
  pay_bench_settle (bench);
}

static void
drive_no_camera (PayBench *bench)
{
  pay_bench_scanner_set_state (bench->scanner, TRIVET_SCANNER_STATE_NO_CAMERA);
}

static const State states[] = {
  { "ready", drive_ready },
  { "bad-code", drive_bad_code },
  { "sending", drive_sending },
  { "waiting", drive_waiting },
  { "paid", drive_paid },
  { "declined", drive_declined },
  { "in-doubt", drive_in_doubt },
  { "cancelled", drive_cancelled },
  { "link-down", drive_link_down },
  { "refused", drive_refused },
  { "cash", drive_cash },
  { "change", drive_change },
  { "part", drive_part },
  { "type-code", drive_type_code },
  { "no-camera", drive_no_camera },
  { "show", drive_show },
  { "show-failed", drive_show_failed },
  { "amount", drive_amount },
  { "half-paid", drive_half_paid },
  { "manager", drive_manager },
  { "wrong-pin", drive_wrong_pin },
  { "overridden", drive_overridden },
  { "receipt", drive_receipt },
  { "claimed", drive_claimed },
  { "free", drive_free },
};

static const int sizes[][2] = { { 1024, 768 }, { 1280, 800 }, { 1366, 768 }, { 1920, 1080 } };

#define HEADER_HEIGHT 61

static void
check_target (GtkWidget *widget,
              gpointer   user_data)
{
  PayBench       *bench = user_data;
  graphene_rect_t bounds;

  if (!GTK_IS_BUTTON (widget))
    return;

  g_assert_true (gtk_widget_compute_bounds (widget, bench->window, &bounds));
  if (bounds.size.width < 48 || bounds.size.height < 48) {
    g_autofree char *name = trivet_ui_test_dup_name (widget);

    g_error ("“%s” is too small for a finger: %d × %d", name, (int) bounds.size.width, (int) bounds.size.height);
  }
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (bench->window));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (bench->window));
}

/* Names of dishes may be cut; what the register itself says may not. */
static void
check_words (GtkWidget *widget,
             gpointer   user_data)
{
  if (!GTK_IS_LABEL (widget) || gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL)
    return;
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_error ("“%s” does not fit", gtk_label_get_text (GTK_LABEL (widget)));
}

static void
look_at_state (const State *state,
               const int   *size,
               gboolean     dark,
               gboolean     chinese)
{
  PayBench         bench = { NULL };
  g_autofree char *name = g_strdup_printf ("pay-%s-%d%s%s", state->name, size[0],
                                           dark ? "-dark" : "", chinese ? "-zh" : "");

  trivet_ui_set_language (chinese ? TRIVET_LANGUAGE_SETTING_CHINESE : TRIVET_LANGUAGE_SETTING_ENGLISH);
  trivet_ui_set_appearance (dark ? TRIVET_APPEARANCE_DARK : TRIVET_APPEARANCE_LIGHT);
  pay_bench_set_up (&bench, NULL);
  pay_bench_show (&bench, size[0], size[1] - HEADER_HEIGHT);
  pay_bench_open (&bench);
  state->drive (&bench);
  trivet_ui_test_screenshot (bench.window, name);
  g_assert_cmpint (gtk_widget_get_width (bench.window), ==, size[0]);
  g_assert_cmpint (gtk_widget_get_height (bench.window), ==, size[1] - HEADER_HEIGHT);
  trivet_ui_test_walk (bench.window, check_target, &bench);
  trivet_ui_test_walk (bench.window, check_words, &bench);
  pay_bench_tear_down (&bench, NULL);
}

static void
test_state (gconstpointer user_data)
{
  const State *state = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    look_at_state (state, sizes[i], FALSE, FALSE);
  look_at_state (state, sizes[2], TRUE, FALSE);
  look_at_state (state, sizes[0], FALSE, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  trivet_ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *path = g_strconcat ("/pay-pictures/", states[i].name, NULL);

    g_test_add_data_func (path, &states[i], test_state);
  }

  return g_test_run ();
}
