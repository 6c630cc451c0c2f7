/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: no race and no late answer loses a result or takes money twice, and no secret gets out.
 * Method: stories on the bench, in which answers come when nobody waits for them any more. */

#include "engine-bench.h"
#include "trivet-payment-error.h"

#include <string.h>

static void
on_charged (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GPtrArray *errors = user_data;
  GError    *error = NULL;

  g_free (trivet_payment_engine_charge_finish (TRIVET_PAYMENT_ENGINE (source), result, &error));
  g_ptr_array_add (errors, error);
}

static void
free_error (gpointer data)
{
  GError *error = data;

  g_clear_error (&error);
}

/* Two touches before the first charge is on the disk. */
static void
test_double_charge (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (free_error);

  trivet_memory_journal_set_delay_ms (bench->journal, 30);
  bench_charge_async (bench, order_id, BENCH_TOTAL, on_charged, errors);
  bench_charge_async (bench, order_id, BENCH_TOTAL, on_charged, errors);
  bench_charge_async (bench, order_id, 1, on_charged, errors);
  bench_advance (bench, 100);
  g_assert_cmpuint (errors->len, ==, 3);
  g_assert_error ((GError *) g_ptr_array_index (errors, 0), TRIVET_PAYMENT_ERROR,
                  TRIVET_PAYMENT_ERROR_OVER_DUE);
  g_assert_error ((GError *) g_ptr_array_index (errors, 1), TRIVET_PAYMENT_ERROR,
                  TRIVET_PAYMENT_ERROR_OVER_DUE);
  g_assert_null (g_ptr_array_index (errors, 2));
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 1);
}

/* A screen that charges with an order that it folded before the first payment. */
static void
test_stale_order (Bench        *bench,
                  gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autoptr (TrivetOrder) stale = trivet_memory_journal_fold_order (bench->journal, order_id);
  g_autoptr (TrivetSecret) code = trivet_secret_new (BENCH_CODE, -1);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (free_error);
  g_autofree char    *id = NULL;
  TrivetChargeDetails details = {
    .order = stale,
    .amount = trivet_money_new (BENCH_TOTAL, TRIVET_CURRENCY_CNY),
    .wallet_id = "wechat",
    .code = code,
    .staff = "anna",
  };

  bench_script (bench, "c+");
  id = bench_charge (bench, order_id, BENCH_TOTAL, NULL);
  bench_assert_state (bench, id, "paid");
  trivet_payment_engine_charge_async (bench->engine, &details, on_charged, errors);
  bench_advance (bench, 0);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_error ((GError *) g_ptr_array_index (errors, 0), TRIVET_PAYMENT_ERROR,
                  TRIVET_PAYMENT_ERROR_OVER_DUE);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 1);
}

/* An adapter that forgets to time out: the engine stops waiting, and hears "paid" all the same. */
static void
test_late_answer_in_doubt (Bench        *bench,
                           gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  bench_advance (bench, 89999);
  bench_assert_state (bench, id, "asked");
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
  trivet_scripted_provider_release (bench->provider, CHARGE, bench_answer_new (TRIVET_OUTCOME_PAID));
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
}

/* After the reverse began, a late "paid" may be older than it: only a fresh query counts, and one that
 * says "paid" right after the reverse may have asked a copy of the books that is behind. */
static void
test_late_answer_reversing (Bench        *bench,
                            gconstpointer user_data)
{
  static const struct {
    TrivetOutcome fresh;
    const char   *state;
  } cases[] = { { TRIVET_OUTCOME_NOT_PAID, "reversed" }, { TRIVET_OUTCOME_PAID, "paid" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *id = bench_pay (bench);

    bench_script (bench, "q?");
    bench_advance (bench, 90000);
    bench_assert_state (bench, id, "reversing");
    trivet_scripted_provider_release (bench->provider, CHARGE, bench_answer_new (TRIVET_OUTCOME_PAID));
    bench_advance (bench, 0);
    bench_assert_state (bench, id, "reversing");

    bench_script (bench, "q0");
    bench_push (bench, QUERY, cases[i].fresh);
    trivet_scripted_provider_release (bench->provider, REVERSE,
                                      bench_answer_new (TRIVET_OUTCOME_NOT_PAID));
    bench_advance (bench, 0);
    bench_assert_state (bench, id, "reversed");
    for (guint n = 0; cases[i].fresh == TRIVET_OUTCOME_PAID && n < 4; n++)
      bench_push (bench, QUERY, cases[i].fresh);
    bench_advance (bench, 60000);
    bench_assert_state (bench, id, cases[i].state);
  }
}

/* The same, when the payment was settled already; the fresh look is repeated until it is sure. */
static void
test_late_answer_settled (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  bench_script (bench, "q0");
  bench_advance (bench, 90000);
  bench_assert_state (bench, id, "declined");
  bench_script (bench, "q? q+");
  trivet_scripted_provider_release (bench->provider, CHARGE, bench_answer_new (TRIVET_OUTCOME_PAID));
  bench_advance (bench, 4999);
  bench_assert_state (bench, id, "declined");
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "paid");
}

static void
test_late_garbage (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  bench_script (bench, "q0");
  bench_advance (bench, 90000);
  bench_assert_state (bench, id, "declined");
  trivet_scripted_provider_release (bench->provider, CHARGE,
                                    trivet_scripted_answer_paid (BENCH_TOTAL - 1));
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "declined");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_ALARM), ==, 1);
  g_assert_cmpuint (bench_take_warnings (), ==, 1);
}

/* A query that never ends, from an adapter that ignores being cancelled. */
static void
test_deaf_query (Bench        *bench,
                 gconstpointer user_data)
{
  g_autofree char *id = NULL;

  trivet_scripted_provider_set_deaf (bench->provider, TRUE);
  bench_script (bench, "c?");
  id = bench_pay (bench);
  bench_advance (bench, 5000 + 90000);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 2);

  /* The answer to the first one is old news, whatever it says. */
  trivet_scripted_provider_release (bench->provider, QUERY, bench_answer_new (TRIVET_OUTCOME_NOT_PAID));
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "in-doubt");
  trivet_scripted_provider_release (bench->provider, QUERY, bench_answer_new (TRIVET_OUTCOME_PAID));
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
}

/* A payment that proves paid although another one has paid the order is recorded, not hidden. */
static void
test_paid_twice_is_told (Bench        *bench,
                         gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c! q-");
  first = bench_charge (bench, order_id, BENCH_TOTAL, &error);
  bench_script (bench, "c+");
  second = bench_charge (bench, order_id, BENCH_TOTAL, &error);
  bench_assert_state (bench, second, "paid");

  bench_script (bench, "q+");
  trivet_payment_engine_check_now (bench->engine, first, &error);
  bench_advance (bench, 0);
  bench_assert_state (bench, first, "paid");
  order = trivet_memory_journal_fold_order (bench->journal, order_id);
  g_assert_cmpint (trivet_order_get_paid_minor (order), ==, 2 * BENCH_TOTAL);
}

static void
stop_engine (TrivetPaymentEngine   *engine,
             TrivetPaymentProgress *progress,
             gpointer               user_data)
{
  g_object_run_dispose (G_OBJECT (engine));
}

/* The window closes because of what it was just told. */
static void
test_stopped_by_listener (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  g_signal_connect (bench->engine, "changed", G_CALLBACK (stop_engine), NULL);
  trivet_scripted_provider_release (bench->provider, CHARGE,
                                    bench_answer_new (TRIVET_OUTCOME_PAYER_ACTION));
  bench_advance (bench, 600000);
  g_assert_null (trivet_payment_engine_lookup (bench->engine, id));
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);

  bench_stop_engine (bench, 0);
  bench_start_engine (bench);
  bench_script (bench, "q+");
  bench_resume_all (bench);
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
}

/* The guest's code is in no fact and in no line of the log; a vendor's endless text is cut. */
static void
test_secret (Bench        *bench,
             gconstpointer user_data)
{
  g_autofree char      *id = NULL;
  TrivetProviderAnswer *answer = bench_answer_new (TRIVET_OUTCOME_UNKNOWN);

  answer->alarm = TRUE;
  answer->raw_code = g_strnfill (100000, 'x');
  answer->detail = g_strdup ("\xff\xfe not UTF-8");
  trivet_scripted_provider_push (bench->provider, CHARGE, answer);
  id = bench_pay (bench);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_take_warnings (), ==, 1);

  g_assert_true (bench_log_contains (id));
  g_assert_false (bench_log_contains (BENCH_CODE));
  for (guint i = 0; i < trivet_memory_journal_get_n_facts (bench->journal); i++) {
    const char *text =
      trivet_fact_get_body_text (trivet_memory_journal_get_fact (bench->journal, i));

    g_assert_null (strstr (text, BENCH_CODE));
    g_assert_cmpuint (strlen (text), <, 1000);
  }
}

#define ADD(path, func) \
  g_test_add ("/payment/engine/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("double-charge", test_double_charge);
  ADD ("stale-order", test_stale_order);
  ADD ("late-answer-in-doubt", test_late_answer_in_doubt);
  ADD ("late-answer-reversing", test_late_answer_reversing);
  ADD ("late-answer-settled", test_late_answer_settled);
  ADD ("late-garbage", test_late_garbage);
  ADD ("deaf-query", test_deaf_query);
  ADD ("paid-twice-is-told", test_paid_twice_is_told);
  ADD ("stopped-by-listener", test_stopped_by_listener);
  ADD ("secret", test_secret);

  return g_test_run ();
}
