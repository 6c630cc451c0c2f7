/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a payment that is given up is undone until its provider is certain, at the documented times,
 * and money that was there all the same is not lost. Method: as in test-engine.c. */

#include "engine-bench.h"

#include "trivet-payment-error.h"

static TrivetProviderAnswer *
answer_unsent (TrivetScriptedCall call,
               const char        *merchant_order_id,
               TrivetMoney        amount,
               guint             *ret_delay_ms,
               gpointer           user_data)
{
  return trivet_provider_answer_new (TRIVET_OUTCOME_UNSENT, TRIVET_PAYMENT_REASON_NONE);
}

/* A lost answer, and staff give up at once; the provider has not seen it. */
static char *
doubt_and_give_up (Bench *bench)
{
  char *id;

  bench_script (bench, "c?");
  id = bench_pay (bench);
  bench_script (bench, "q-");
  bench_give_up (bench, id);
  return id;
}

/* Staff cancel at 20 s: one last query, then the reverse at once. */
static void
test_cancel_waiting (Bench        *bench,
                     gconstpointer user_data)
{
  g_autofree char      *id = NULL;
  TrivetProviderAnswer *returned;

  bench_script (bench, "c~");
  for (guint i = 0; i < 4; i++)
    bench_script (bench, "q~");
  id = bench_pay (bench);
  bench_advance (bench, 19000);

  returned = trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, TRIVET_PAYMENT_REASON_NONE);
  returned->money_returned = TRUE;
  trivet_scripted_provider_push (bench->provider, REVERSE, returned);
  bench_script (bench, "q0");
  bench_give_up (bench, id);
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "reversed");
  bench_assert_reason (bench, id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED);
  g_assert_true (trivet_payment_engine_lookup (bench->engine, id)->money_returned);
}

static void
test_cancel_finds_paid (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  bench_script (bench, "q+");
  bench_give_up (bench, id);
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
}

/* The charge's answer decides before the cancel does. */
static void
test_cancel_asked (Bench        *bench,
                   gconstpointer user_data)
{
  static const struct {
    TrivetOutcome outcome;
    const char   *state;
  } cases[] = {
    { TRIVET_OUTCOME_PAID, "paid" },
    { TRIVET_OUTCOME_UNSENT, "unsent" },
    { TRIVET_OUTCOME_PAYER_ACTION, "reversed" },
    { TRIVET_OUTCOME_UNKNOWN, "reversed" },
    { TRIVET_OUTCOME_DECLINED, "declined" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char      *id = bench_pay (bench);
    TrivetProviderAnswer *answer;

    bench_assert_state (bench, id, "asked");
    bench_give_up (bench, id);
    bench_give_up (bench, id);
    bench_assert_state (bench, id, "asked");
    bench_advance (bench, 20000);

    answer = cases[i].outcome == TRIVET_OUTCOME_PAID
               ? trivet_scripted_answer_paid (BENCH_TOTAL)
               : trivet_provider_answer_new (cases[i].outcome, TRIVET_PAYMENT_REASON_NONE);
    bench_script (bench, "q- r0 q0");
    g_assert_true (trivet_scripted_provider_release (bench->provider, CHARGE, answer));
    bench_advance (bench, 0);
    bench_assert_state (bench, id, cases[i].state);
    bench_tear_down (bench, NULL);
    bench_set_up (bench, NULL);
  }
}

static void
test_cancel_settled (Bench        *bench,
                     gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c+");
  id = bench_pay (bench);
  g_assert_false (trivet_payment_engine_cancel (bench->engine, id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                                "S1", &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION);
  g_clear_error (&error);
  g_assert_false (trivet_payment_engine_cancel (bench->engine, "nobody", TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                                "S1", &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (trivet_payment_engine_check_now (bench->engine, "nobody", &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND);
}

/* Reversing repeats after 5, 10, 20 … s up to 10 min, with a look before each reverse. */
static void
test_reverse_backs_off (Bench        *bench,
                        gconstpointer user_data)
{
  static const guint waits_s[] = { 5, 10, 20, 40, 80, 160, 320, 600, 600 };
  g_autofree char   *id = NULL;
  guint              n_queries;

  bench_script (bench, "c?");
  id = bench_pay (bench);
  for (guint i = 0; i < 9; i++)
    bench_script (bench, "q?");
  bench_script (bench, "r?");
  bench_advance (bench, 45000);
  bench_assert_state (bench, id, "reversing");
  g_assert_cmpint (bench->progress.give_up_at_us, ==, 0);
  n_queries = bench_n_calls (bench, QUERY);

  for (guint i = 0; i < G_N_ELEMENTS (waits_s); i++) {
    g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, i + 1);
    bench_advance (bench, waits_s[i] * 1000 - 1);
    g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, n_queries + i);
    bench_script (bench, "q?");
    bench_push (bench, REVERSE, i % 2 == 0 ? TRIVET_OUTCOME_UNSENT : TRIVET_OUTCOME_PAYER_ACTION);
    bench_advance (bench, 1);
  }
  bench_assert_state (bench, id, "reversing");

  bench_script (bench, "q0");
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "reversed");
}

/* "Paid" while reversing is not believed, since a reverse may be on its way. */
static void
test_reverse_sees_paid (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  bench_advance (bench, 4000);
  bench_script (bench, "q~");
  bench_give_up (bench, id);
  bench_script (bench, "r0 q+");
  bench_advance (bench, 11000);
  bench_assert_state (bench, id, "reversing");

  bench_script (bench, "q+ r0 q0");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "reversed");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 2);
}

static void
test_reverse_never (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  bench_advance (bench, 4000);
  bench_script (bench, "q?");
  bench_give_up (bench, id);
  bench_push_reason (bench, REVERSE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_NEEDS_MANAGER, "X");
  bench_script (bench, "q+");
  bench_advance (bench, 11000);
  bench_assert_state (bench, id, "paid");
}

/* After a day the provider reverses no more: a query decides, whatever it says. */
static void
test_reverse_too_old (Bench        *bench,
                      gconstpointer user_data)
{
  static const struct {
    TrivetOutcome outcome;
    const char   *state;
  } cases[] = {
    { TRIVET_OUTCOME_PAID, "paid" },
    { TRIVET_OUTCOME_NOT_PAID, "reversed" },
    { TRIVET_OUTCOME_NOT_FOUND, "reversed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *id = NULL;
    guint            n_reverses;

    bench_script (bench, "c?");
    id = bench_pay (bench);
    trivet_scripted_provider_set_world (bench->provider, answer_unsent, NULL);
    bench_advance (bench, 86400 * 1000);
    bench_assert_state (bench, id, "reversing");
    n_reverses = bench_n_calls (bench, REVERSE);
    trivet_scripted_provider_set_world (bench->provider, NULL, NULL);

    bench_push (bench, QUERY, cases[i].outcome);
    bench_advance (bench, 600000);
    bench_assert_state (bench, id, cases[i].state);
    g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, n_reverses);
  }
}

static void
test_reverse_not_found (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = NULL;

  id = doubt_and_give_up (bench);
  /* 15 s: nothing to undo, but it may still arrive until 30 s. */
  bench_script (bench, "r- q-");
  bench_advance (bench, 15000);
  bench_assert_state (bench, id, "reversing");
  /* 20 s, 30 s. */
  bench_script (bench, "q- r- q-");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "reversing");
  bench_script (bench, "q- r- q-");
  bench_advance (bench, 10000);
  bench_assert_state (bench, id, "reversed");
}

/* A provider that "undid" a charge before it arrived will still take it: "not found" ends nothing
 * while the payment is young, although the reverse was answered with success. */
static void
test_reverse_overtakes_charge (Bench        *bench,
                               gconstpointer user_data)
{
  g_autofree char *id = NULL;

  id = doubt_and_give_up (bench);
  bench_script (bench, "r0 q-");
  bench_advance (bench, 15000);
  bench_assert_state (bench, id, "reversing");

  bench_script (bench, "q+ r0 q0");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "reversed");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 2);
}

/* The confirmation is asked for until there is one; the reverse is not repeated for it. */
static void
test_reverse_confirmation_lost (Bench        *bench,
                                gconstpointer user_data)
{
  g_autofree char *id = NULL;

  id = doubt_and_give_up (bench);
  bench_script (bench, "r0 q? q. q-");
  bench_advance (bench, 15000 + 5000 + 9999);
  bench_assert_state (bench, id, "reversing");
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "reversed");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 1);
}

/* A provider that cannot reverse: its own word is all there is, however late. */
static void
test_no_reverse (Bench        *bench,
                 gconstpointer user_data)
{
  g_autofree char *id = NULL;

  trivet_scripted_provider_set_capabilities (bench->provider, TRIVET_CAPABILITY_CHARGE_CODE |
                                                                TRIVET_CAPABILITY_QUERY);
  bench_script (bench, "c?");
  id = bench_pay (bench);
  for (guint i = 0; i < 11; i++)
    bench_script (bench, "q?");
  bench_script (bench, "q+");
  bench_advance (bench, 45000);
  bench_assert_state (bench, id, "reversing");
  bench_advance (bench, 15000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, REVERSE), ==, 0);
}

#define ADD(path, func) \
  g_test_add ("/payment/undo/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("cancel-waiting", test_cancel_waiting);
  ADD ("cancel-finds-paid", test_cancel_finds_paid);
  ADD ("cancel-asked", test_cancel_asked);
  ADD ("cancel-settled", test_cancel_settled);
  ADD ("reverse-backs-off", test_reverse_backs_off);
  ADD ("reverse-sees-paid", test_reverse_sees_paid);
  ADD ("reverse-never", test_reverse_never);
  ADD ("reverse-too-old", test_reverse_too_old);
  ADD ("reverse-not-found", test_reverse_not_found);
  ADD ("reverse-overtakes-charge", test_reverse_overtakes_charge);
  ADD ("reverse-confirmation-lost", test_reverse_confirmation_lost);
  ADD ("no-reverse", test_no_reverse);

  return g_test_run ();
}
