/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the engine does the right thing for every outcome in every phase, at the right time. Method: a
 * scripted provider on a manual clock; each test is one story, told by the states, the calls and the
 * facts that it leaves. The bench's cadence: query after 5 s and each 5 s, give up at 45 s, reverse
 * not before 15 s, "not found" is final from 30 s, reversible for a day. */

#include "engine-bench.h"
#include "trivet-payment-error.h"

static void
test_paid (Bench        *bench,
           gconstpointer user_data)
{
  g_autofree char            *id = NULL;
  const TrivetScriptedRecord *record;
  TrivetPayment              *payment;

  bench_script (bench, "c+");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "paid");
  payment = trivet_payment_engine_lookup (bench->engine, id);
  g_assert_cmpint (payment->payer_minor, ==, 3780);
  g_assert_cmpint (payment->discount_minor, ==, 420);
  g_assert_cmpstr (payment->provider_transaction_id, ==, "SCRIPTED-1");
  g_assert_cmpuint (trivet_payment_engine_get_n_unsettled (bench->engine), ==, 0);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 1);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);

  record = trivet_scripted_provider_get_last (bench->provider, CHARGE);
  g_assert_cmpint (record->amount.minor, ==, BENCH_TOTAL);
  g_assert_cmpuint (record->code_length, ==, 18);
  g_assert_cmpuint (strlen (record->merchant_order_id), ==, 28);
  g_assert_true (g_str_has_prefix (record->merchant_order_id, "TR"));
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (bench->clock), ==, 0);
}

/* The first byte leaves only when both facts are durable, and one append makes them so. */
static void
test_durable_first (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  guint            n_appends = trivet_memory_journal_get_n_appends (bench->journal);

  trivet_memory_journal_set_delay_ms (bench->journal, 40);
  bench_charge_async (bench, order_id, BENCH_TOTAL, NULL, NULL);
  bench_advance (bench, 39);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 0);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 0);

  bench_advance (bench, 1);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 1);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 1);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_ASKED), ==, 1);
  g_assert_cmpuint (trivet_memory_journal_get_n_appends (bench->journal), ==, n_appends + 1);
}

static void
test_waiting_then_paid (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~ q~ q? q+");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "waiting");
  g_assert_cmpuint (bench->progress.checks_max, ==, 9);
  g_assert_cmpuint (bench->progress.checks, ==, 0);
  g_assert_cmpint (bench->progress.next_check_at_us, ==,
                   trivet_clock_get_monotonic_us (TRIVET_CLOCK (bench->clock)) + 5000000);
  g_assert_cmpint (bench->progress.give_up_at_us, ==,
                   trivet_clock_get_monotonic_us (TRIVET_CLOCK (bench->clock)) + 45000000);

  bench_advance (bench, 4999);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
  bench_advance (bench, 1);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "waiting");
  g_assert_cmpuint (bench->progress.checks, ==, 2);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 3);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_WAITING), ==, 1);
}

static void
test_waiting_then_cancelled_by_guest (Bench        *bench,
                                      gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  bench_push_reason (bench, QUERY, TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_PAYER_CANCELLED,
                     "REVOKED");
  id = bench_pay (bench);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "declined");
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_PAYER_CANCELLED);
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
}

/* 45 s: the ninth query is the last, the reverse follows at once, and a query confirms it. */
static void
test_time_over (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  for (guint i = 0; i < 9; i++)
    bench_script (bench, "q~");
  bench_script (bench, "r0 q0");
  id = bench_pay (bench);

  bench_advance (bench, 44999);
  bench_assert_state (bench, id, "waiting");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 8);
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "reversed");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 10);
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 1);
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_TIME_OVER);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (bench->clock), ==, 0);
}

static void
test_last_query_pays (Bench        *bench,
                      gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c?");
  for (guint i = 0; i < 8; i++)
    bench_script (bench, "q-");
  bench_script (bench, "q+");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "in-doubt");
  bench_advance (bench, 45000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
}

/* Every answer that is no proof leaves the charge in doubt, never declined. */
static void
test_doubts (Bench        *bench,
             gconstpointer user_data)
{
  static const TrivetOutcome outcomes[] = { TRIVET_OUTCOME_UNKNOWN, TRIVET_OUTCOME_NOT_FOUND };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autofree char *id = NULL;

    bench_push (bench, CHARGE, outcomes[i]);
    id = bench_pay (bench);
    bench_assert_state (bench, id, "in-doubt");
    bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  }
}

static void
test_doubt_becomes_waiting (Bench        *bench,
                            gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c? q~ q+");
  id = bench_pay (bench);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "waiting");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
}

static void
test_unsent (Bench        *bench,
             gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c.");
  id = bench_charge (bench, order_id, BENCH_TOTAL, &error);
  bench_assert_state (bench, id, "unsent");
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_UNREACHABLE);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);

  bench_script (bench, "c+");
  second = bench_charge (bench, order_id, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, second, "paid");
}

/* A refusal is confirmed at once; its own reason and code stay. */
static void
test_refused (Bench        *bench,
              gconstpointer user_data)
{
  static const TrivetOutcome proofs[] = { TRIVET_OUTCOME_NOT_PAID, TRIVET_OUTCOME_NOT_FOUND };

  for (gsize i = 0; i < G_N_ELEMENTS (proofs); i++) {
    g_autofree char *id = NULL;

    bench_push_reason (bench, CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY, "NOTENOUGH");
    bench_push_reason (bench, QUERY, proofs[i], TRIVET_PAYMENT_REASON_NOT_EXISTING, "OTHER");
    id = bench_pay (bench);
    bench_assert_state (bench, id, "declined");
    bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_NO_MONEY);
    g_assert_cmpstr (trivet_payment_engine_lookup (bench->engine, id)->raw_code, ==, "NOTENOUGH");
  }
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_REFUSED), ==, 2);
}

static void
test_refused_but_paid (Bench        *bench,
                       gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_push_reason (bench, CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_ALREADY_PAID, NULL);
  bench_script (bench, "q+");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "paid");
}

/* What a query does not confirm is undone first, but not before the provider takes a reverse. */
static void
test_refused_not_final (Bench        *bench,
                        gconstpointer user_data)
{
  static const TrivetOutcome answers[] = { TRIVET_OUTCOME_PAYER_ACTION, TRIVET_OUTCOME_UNKNOWN,
                                           TRIVET_OUTCOME_DECLINED };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autofree char *id = NULL;

    bench_push_reason (bench, CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_CODE_EXPIRED, "E");
    bench_push (bench, QUERY, answers[i]);
    bench_script (bench, "r0 q0");
    id = bench_pay (bench);
    bench_assert_state (bench, id, "reversing");
    bench_advance (bench, 14999);
    g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, i);
    bench_advance (bench, 1);
    bench_assert_state (bench, id, "reversed");
    bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_CODE_EXPIRED);
  }
}

static void
test_refused_offline (Bench        *bench,
                      gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_push_reason (bench, CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY, "E");
  bench_script (bench, "q. q-");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "refused");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "declined");
}

static void
test_query_refuses (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  bench_push_reason (bench, QUERY, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_WALLET_REFUSED,
                     "PAYERROR");
  bench_push_reason (bench, QUERY, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_WALLET_REFUSED,
                     "PAYERROR");
  bench_script (bench, "r0 q0");
  id = bench_pay (bench);
  bench_advance (bench, 15000);
  bench_assert_state (bench, id, "reversed");
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_WALLET_REFUSED);
}

static void
test_check_now (Bench        *bench,
                gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  bench_advance (bench, 1000);
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  g_assert_true (bench->progress.busy);
  g_assert_cmpint (bench->progress.next_check_at_us, ==, 0);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
  trivet_scripted_provider_release (bench->provider, QUERY,
                                    trivet_scripted_answer_paid (BENCH_TOTAL));
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
}

#define ADD(path, func) \
  g_test_add ("/payment/engine/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("paid", test_paid);
  ADD ("durable-first", test_durable_first);
  ADD ("waiting-then-paid", test_waiting_then_paid);
  ADD ("waiting-then-cancelled-by-guest", test_waiting_then_cancelled_by_guest);
  ADD ("time-over", test_time_over);
  ADD ("last-query-pays", test_last_query_pays);
  ADD ("doubts", test_doubts);
  ADD ("doubt-becomes-waiting", test_doubt_becomes_waiting);
  ADD ("unsent", test_unsent);
  ADD ("refused", test_refused);
  ADD ("refused-but-paid", test_refused_but_paid);
  ADD ("refused-not-final", test_refused_not_final);
  ADD ("refused-offline", test_refused_offline);
  ADD ("query-refuses", test_query_refuses);
  ADD ("check-now", test_check_now);

  return g_test_run ();
}
