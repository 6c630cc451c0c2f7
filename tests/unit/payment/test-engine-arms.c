/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: codes to show compete with each other, with a scanned code and with cash; the first to be
 * paid wins, the others are withdrawn or given back, and none of it needs a person (design.md 4.5).
 * Method: the engine between a manual clock, a memory journal and a scripted provider. */

#include "engine-bench.h"

#include "trivet-payment-error.h"

#define SHOW   TRIVET_SCRIPTED_SHOW
#define CLOSE  TRIVET_SCRIPTED_CLOSE
#define REFUND TRIVET_SCRIPTED_REFUND

static char *
show (Bench      *bench,
      const char *order_id)
{
  g_autoptr (GError) error = NULL;
  char *id;

  trivet_scripted_provider_push (bench->provider, SHOW,
                                 trivet_scripted_answer_shown ("weixin://wxpay/bizpayurl/up?1"));
  id = bench_show (bench, order_id, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, id, "waiting");
  return id;
}

static void
push_refunded (Bench *bench)
{
  trivet_scripted_provider_push (bench->provider, REFUND,
                                 trivet_scripted_answer_refunded (BENCH_TOTAL));
}

static void
test_shown_paid (Bench        *bench,
                 gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);

  g_assert_cmpstr (bench->code_text, ==, "weixin://wxpay/bizpayurl/up?1");
  bench_script (bench, "q~ q- q+");
  bench_advance (bench, 6000);
  bench_assert_state (bench, id, "waiting");
  bench_advance (bench, 3000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, CLOSE), ==, 0);
}

/* Nobody scans: at the end of its time on screen it is closed; a provider that knows nothing of it
 * lets the order be paid otherwise at once, but it is watched until its life is over. */
static void
test_shown_expires (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    bench_script (bench, "q-");
  for (guint i = 0; i < 20; i++)
    bench_script (bench, "x-");
  bench_advance (bench, 120000);
  bench_assert_state (bench, id, "withdrawn");
  g_assert_null (bench->progress.shown_code);

  bench_script (bench, "c+");
  other = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, other, "paid");
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "reversed");
}

/* The guest scans the old picture after all, and the order was paid otherwise meanwhile. */
static void
test_withdrawn_paid (Bench        *bench,
                     gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);

  for (guint i = 0; i < 40; i++)
    bench_script (bench, "q-");
  bench_script (bench, "x- q-");
  bench_advance (bench, 120000);
  bench_assert_state (bench, id, "withdrawn");
  bench_take_cash (bench, order, BENCH_TOTAL);
  push_refunded (bench);
  bench_script (bench, "q+");
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_STARTED), ==, 1);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_DONE), ==, 1);
}

/* The answer with the code is lost: nobody has seen it, so cash may be taken at once. */
static void
test_lost_code (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "s?");
  id = bench_show (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, id, "withdrawn");
  bench_script (bench, "c+");
  other = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_script (bench, "q~ x0 q0");
  bench_advance (bench, 60000);
  bench_assert_state (bench, id, "reversed");
  bench_assert_state (bench, other, "paid");
}

/* Scanned and paid while a code is shown: the code is closed by itself. */
static void
test_scan_wins (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);
  g_autofree char *scanned = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c+ q~ x0 q0");
  scanned = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_advance (bench, 0);
  bench_assert_state (bench, scanned, "paid");
  bench_assert_state (bench, id, "reversed");
  g_assert_cmpint (trivet_payment_engine_lookup (bench->engine, id)->reason, ==,
                   TRIVET_PAYMENT_REASON_OTHER_TENDER);
}

/* Both are paid in the race: the later one goes back, whole, once. */
static void
test_both_paid (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);
  g_autofree char *scanned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetOrder) folded = NULL;

  bench_script (bench, "c+ q+");
  push_refunded (bench);
  scanned = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_advance (bench, 20000);
  bench_assert_state (bench, scanned, "paid");
  bench_assert_state (bench, id, "paid");
  folded = trivet_memory_journal_fold_order (bench->journal, order);
  g_assert_cmpint (trivet_order_get_net_paid_minor (folded), ==, BENCH_TOTAL);
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 1);
  g_assert_cmpint (trivet_order_get_surplus_minor (folded), ==, 0);
}

/* While a scanned code is in doubt no code is shown for the same money, and none can be made. */
static void
test_doubt_withdraws (Bench        *bench,
                      gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);
  g_autofree char *scanned = NULL;
  g_autofree char *refused = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c? q~ x0 q0");
  scanned = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_advance (bench, 0);
  bench_assert_state (bench, scanned, "in-doubt");
  bench_assert_state (bench, id, "reversed");
  refused = bench_show (bench, order, BENCH_TOTAL, &error);
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT);
  g_assert_null (refused);
}

/* Cash is taken, or the order is voided, while a code is shown. */
static void
test_cash_wins (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);

  bench_script (bench, "q~ x0 q0");
  bench_take_cash (bench, order, BENCH_TOTAL);
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "reversed");
}

/* The power goes while a code is shown; the guest pays meanwhile. */
static void
test_restart_paid (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = show (bench, order);

  bench_script (bench, "q+");
  bench_restart (bench);
  bench_advance (bench, 10000);
  bench_assert_state (bench, id, "paid");
}

static void
override (Bench      *bench,
          const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    trivet_payment_engine_override (bench->engine, id, "boss", "guest must leave", &error));
  g_assert_no_error (error);
  bench_advance (bench, 0);
}

/* A manager lets the order be paid in cash; the doubt then proves paid and goes back by itself,
 * also when the program was restarted in between. */
static void
test_override (Bench        *bench,
               gconstpointer user_data)
{
  gboolean         with_restart = GPOINTER_TO_INT (user_data);
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetOrder) folded = NULL;

  bench_script (bench, "c?");
  id = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    bench_script (bench, "q?");
  override (bench, id);
  folded = trivet_memory_journal_fold_order (bench->journal, order);
  g_assert_false (trivet_order_has_blocking_doubt (folded));
  bench_take_cash (bench, order, BENCH_TOTAL);
  if (with_restart)
    bench_restart (bench);

  trivet_scripted_provider_set_capabilities (
    bench->provider,
    TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY | TRIVET_CAPABILITY_REFUND);
  push_refunded (bench);
  bench_script (bench, "q+");
  bench_advance (bench, 24 * 3600 * 1000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 1);
}

/* A guest's receipt keeps the payment from being reversed, but proves nothing. */
static void
test_claim (Bench        *bench,
            gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c?");
  id = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  g_assert_true (
    trivet_payment_engine_claim (bench->engine, id, "4200001", "shows a receipt", "anna", NULL, &error));
  bench_advance (bench, 0);
  for (guint i = 0; i < 200; i++)
    bench_script (bench, "q-");
  bench_advance (bench, 6 * 3600 * 1000);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_n_calls (bench, TRIVET_SCRIPTED_REVERSE), ==, 0);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), <, 60);

  second = bench_charge (bench, order, BENCH_TOTAL, &error);
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE);
  g_clear_error (&error);
  g_assert_false (trivet_payment_engine_cancel (
    bench->engine, id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED, "anna", &error));
  bench_restart (bench);
  bench_advance (bench, 6 * 3600 * 1000);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_n_calls (bench, TRIVET_SCRIPTED_REVERSE), ==, 0);
}

/* A refused payment turns out paid after the order was voided: it keeps nothing. */
static void
test_void_returns (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *order = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c! q-");
  id = bench_charge (bench, order, BENCH_TOTAL, &error);
  bench_assert_state (bench, id, "declined");
  bench_void_order (bench, order);
  push_refunded (bench);
  bench_script (bench, "q+");
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  bench_advance (bench, 20000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_DONE), ==, 1);
}

#define ADD(path, test, data) \
  g_test_add ("/payment/arms/" path, Bench, data, bench_set_up, test, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("shown-paid", test_shown_paid, NULL);
  ADD ("shown-expires", test_shown_expires, NULL);
  ADD ("withdrawn-paid", test_withdrawn_paid, NULL);
  ADD ("lost-code", test_lost_code, NULL);
  ADD ("scan-wins", test_scan_wins, NULL);
  ADD ("both-paid", test_both_paid, NULL);
  ADD ("doubt-withdraws", test_doubt_withdraws, NULL);
  ADD ("cash-wins", test_cash_wins, NULL);
  ADD ("restart-paid", test_restart_paid, NULL);
  ADD ("override", test_override, NULL);
  ADD ("override-restart", test_override, GINT_TO_POINTER (TRUE));
  ADD ("claim", test_claim, NULL);
  ADD ("void-returns", test_void_returns, NULL);

  return g_test_run ();
}
