/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the engine keeps to its bounds: amounts, payments that block others, providers that are not
 * there, numbers that must not grow, and what comes late. Method: a scripted provider on a manual
 * clock, with the cadence of the bench; each test is one story. */

#include "engine-bench.h"
#include "trivet-payment-error.h"

/* Somebody asks again about a declined payment, and it is paid after all. */
static void
test_late_success (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  bench_push_reason (bench, CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY, "E");
  bench_script (bench, "q-");
  id = bench_pay (bench);
  bench_assert_state (bench, id, "declined");

  bench_script (bench, "q?");
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "declined");
  bench_script (bench, "q+");
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_PAID), ==, 1);
}

/* An amount that is not ours is an alarm and a doubt, once for each code. */
static void
test_wrong_amount (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char      *id = NULL;
  TrivetProviderAnswer *uneven = trivet_scripted_answer_paid (BENCH_TOTAL);
  TrivetProviderAnswer *other_total = trivet_scripted_answer_paid (BENCH_TOTAL);

  trivet_scripted_provider_push_paid (bench->provider, CHARGE, BENCH_TOTAL - 1);
  id = bench_pay (bench);
  bench_assert_state (bench, id, "in-doubt");
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE);
  g_assert_true (trivet_payment_engine_lookup (bench->engine, id)->alarmed);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_ALARM), ==, 1);

  uneven->payer_minor++;
  trivet_scripted_provider_push (bench->provider, QUERY, uneven);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "in-doubt");
  other_total->total_minor++;
  trivet_scripted_provider_push (bench->provider, QUERY, other_total);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_ALARM), ==, 1);
  bench_script (bench, "q+");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_take_warnings (), ==, 1);
}

static void
test_alarm (Bench        *bench,
            gconstpointer user_data)
{
  static const char *const raw_codes[] = { "OTHER_ORDER", "OTHER_ORDER", "OTHER_MERCHANT" };
  g_autofree char         *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  for (gsize i = 0; i < G_N_ELEMENTS (raw_codes); i++) {
    TrivetProviderAnswer *answer =
      trivet_provider_answer_new (TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NOT_BELIEVABLE);

    answer->alarm = TRUE;
    answer->raw_code = g_strdup (raw_codes[i]);
    trivet_scripted_provider_push (bench->provider, QUERY, answer);
  }
  bench_advance (bench, 15000);
  bench_assert_state (bench, id, "waiting");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_ALARM), ==, 2);
  bench_script (bench, "q+");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_take_warnings (), ==, 2);
}

static void
assert_refused (Bench             *bench,
                const char        *order_id,
                gint64             amount_minor,
                TrivetPaymentError code)
{
  g_autoptr (GError) error = NULL;
  guint n_facts = trivet_memory_journal_get_n_facts (bench->journal);

  g_assert_null (bench_charge (bench, order_id, amount_minor, &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, (int) code);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (bench->journal), ==, n_facts);
}

static void
test_amounts (Bench        *bench,
              gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  assert_refused (bench, order_id, 0, TRIVET_PAYMENT_ERROR_AMOUNT);
  assert_refused (bench, order_id, -1, TRIVET_PAYMENT_ERROR_AMOUNT);
  assert_refused (bench, order_id, 5000001, TRIVET_PAYMENT_ERROR_AMOUNT);
  assert_refused (bench, order_id, BENCH_TOTAL + 1, TRIVET_PAYMENT_ERROR_OVER_DUE);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 0);

  bench_script (bench, "c~");
  id = bench_charge (bench, order_id, 4000, &error);
  g_assert_no_error (error);
  assert_refused (bench, order_id, 201, TRIVET_PAYMENT_ERROR_OVER_DUE);
  trivet_scripted_provider_push_paid (bench->provider, QUERY, 4000);
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
  assert_refused (bench, order_id, 201, TRIVET_PAYMENT_ERROR_OVER_DUE);

  g_free (id);
  trivet_scripted_provider_push_paid (bench->provider, CHARGE, 200);
  id = bench_charge (bench, order_id, 200, &error);
  bench_assert_state (bench, id, "paid");
  assert_refused (bench, order_id, 1, TRIVET_PAYMENT_ERROR_SETTLED);
}

static void
test_doubt_blocks (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;

  bench_script (bench, "c?");
  id = bench_charge (bench, order_id, 1000, NULL);
  bench_assert_state (bench, id, "in-doubt");
  assert_refused (bench, order_id, 1000, TRIVET_PAYMENT_ERROR_IN_DOUBT);
}

static void
test_no_provider (Bench        *bench,
                  gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autoptr (TrivetOrder) order = trivet_memory_journal_fold_order (bench->journal, order_id);
  g_autoptr (TrivetSecret) code = trivet_secret_new (BENCH_CODE, -1);
  static const struct {
    const char *wallet_id;
    const char *provider_id;
  } cases[] = { { "alipay", NULL }, { "wechat", "nobody" }, { "alipay", "main" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TrivetChargeDetails details = {
      .order = order,
      .amount = trivet_money_new (1, TRIVET_CURRENCY_CNY),
      .wallet_id = cases[i].wallet_id,
      .provider_id = cases[i].provider_id,
      .code = code,
      .staff = "anna",
    };

    trivet_payment_engine_charge_async (bench->engine, &details, NULL, NULL);
    trivet_manual_clock_drain (bench->clock);
  }
  trivet_scripted_provider_set_capabilities (bench->provider, TRIVET_CAPABILITY_CHARGE_CODE);
  assert_refused (bench, order_id, 1, TRIVET_PAYMENT_ERROR_NO_PROVIDER);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 0);

  trivet_payment_engine_prepare (bench->engine);
  g_assert_cmpuint (trivet_scripted_provider_get_n_prepared (bench->provider), ==, 1);
}

/* Settled payments are forgotten after a while, so that a long day does not fill the memory. */
static void
test_bounded (Bench        *bench,
              gconstpointer user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  bench_script (bench, "c+");
  first = bench_pay (bench);
  for (guint i = 0; i < 256; i++) {
    g_autofree char *id = NULL;

    g_assert_nonnull (trivet_payment_engine_lookup (bench->engine, first));
    bench_script (bench, "c+");
    id = bench_pay (bench);
    g_free (last);
    last = g_steal_pointer (&id);
  }
  g_assert_null (trivet_payment_engine_lookup (bench->engine, first));
  g_assert_nonnull (trivet_payment_engine_lookup (bench->engine, last));
}

#define ADD(path, func) \
  g_test_add ("/payment/engine/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("late-success", test_late_success);
  ADD ("wrong-amount", test_wrong_amount);
  ADD ("alarm", test_alarm);
  ADD ("amounts", test_amounts);
  ADD ("doubt-blocks", test_doubt_blocks);
  ADD ("no-provider", test_no_provider);
  ADD ("bounded", test_bounded);

  return g_test_run ();
}
