/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: no crash and no full disk loses a result or takes money twice. Method: stories on the bench;
 * "crash" drops the engine and what the disk had not done, and a new engine goes on from the facts'
 * text. */

#include "engine-bench.h"
#include "trivet-payment-error.h"

#include <string.h>

static void
test_crash_before_durable (Bench        *bench,
                           gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);

  trivet_memory_journal_set_delay_ms (bench->journal, 50);
  bench_charge_async (bench, order_id, BENCH_TOTAL, NULL, NULL);
  bench_advance (bench, 10);
  bench_restart (bench);
  g_assert_cmpuint (trivet_payment_engine_get_n_unsettled (bench->engine), ==, 0);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 0);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
}

/* The disk had it, the program did not learn that: nothing was sent, which nobody knows. */
static void
test_crash_after_durable (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);

  trivet_memory_journal_set_delay_ms (bench->journal, 50);
  bench_charge_async (bench, order_id, BENCH_TOTAL, NULL, NULL);
  bench_advance (bench, 10);
  bench_stop_engine (bench, 1);
  trivet_memory_journal_set_delay_ms (bench->journal, 0);
  bench_start_engine (bench);
  bench_resume_all (bench);
  g_assert_cmpuint (trivet_payment_engine_get_n_unsettled (bench->engine), ==, 1);
  g_assert_cmpint (bench->shown, ==, TRIVET_PAYMENT_STATE_IN_DOUBT);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 0);

  for (guint i = 0; i < 9; i++)
    bench_script (bench, "q-");
  bench_script (bench, "r- q-");
  bench_advance (bench, 46000);
  g_assert_cmpint (bench->shown, ==, TRIVET_PAYMENT_STATE_REVERSED);
}

static void
test_crash_while_asked (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  bench_advance (bench, 2000);
  bench_restart (bench);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_cmpint (trivet_payment_engine_lookup (bench->engine, id)->reason, ==,
                   TRIVET_PAYMENT_REASON_RESTARTED);
  bench_script (bench, "q+");
  /* 5 s after it was asked, not after the restart. */
  bench_advance (bench, 2999);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 1);
}

/* The result was known, but not on the disk. */
static void
test_crash_before_result (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);

  trivet_memory_journal_set_delay_ms (bench->journal, 50);
  trivet_scripted_provider_release (bench->provider, CHARGE, bench_answer_new (TRIVET_OUTCOME_PAID));
  bench_advance (bench, 10);
  bench_assert_state (bench, id, "asked");
  bench_stop_engine (bench, 0);
  trivet_memory_journal_set_delay_ms (bench->journal, 0);
  bench_advance (bench, 60000);

  bench_script (bench, "q+");
  bench_start_engine (bench);
  bench_resume_all (bench);
  bench_advance (bench, 0);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_PAID), ==, 1);
}

/* From each waiting state a restart goes on where it was. */
static void
test_crash_in_each_state (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *waiting = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *reversing = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c~");
  waiting = bench_pay (bench);
  bench_script (bench, "c! q.");
  refused = bench_pay (bench);
  bench_script (bench, "c?");
  reversing = bench_pay (bench);
  bench_script (bench, "q?");
  trivet_payment_engine_cancel (bench->engine, reversing, TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                "S1", &error);
  bench_advance (bench, 0);
  bench_assert_state (bench, waiting, "waiting");
  bench_assert_state (bench, refused, "refused");
  bench_assert_state (bench, reversing, "reversing");

  bench_restart (bench);
  g_assert_cmpuint (trivet_payment_engine_get_n_unsettled (bench->engine), ==, 3);
  bench_assert_state (bench, waiting, "waiting");
  bench_assert_state (bench, refused, "refused");
  bench_assert_state (bench, reversing, "reversing");
  g_assert_cmpint (trivet_payment_engine_lookup (bench->engine, reversing)->reason, ==,
                   TRIVET_PAYMENT_REASON_STAFF_CANCELLED);

  /* At once: the refusal's confirmation, and a look before anything is reversed again. */
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 4);
  trivet_scripted_provider_release (bench->provider, QUERY, bench_answer_new (TRIVET_OUTCOME_NOT_PAID));
  trivet_scripted_provider_release (bench->provider, QUERY, bench_answer_new (TRIVET_OUTCOME_NOT_PAID));
  bench_script (bench, "q+");
  bench_advance (bench, 5000);
  bench_assert_state (bench, waiting, "paid");
  bench_assert_state (bench, refused, "declined");
  bench_assert_state (bench, reversing, "reversed");
}

/* A journal that ends after the intent: not a byte can have left. */
static void
test_torn_start (Bench        *bench,
                 gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);
  g_autoptr (GPtrArray) facts = trivet_memory_journal_dup_facts (bench->journal, "ORDER-0");
  g_autoptr (TrivetPaymentEngine) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetMemoryJournal) torn = NULL;

  torn = trivet_memory_journal_new (TRIVET_CLOCK (bench->clock));
  g_ptr_array_set_size (facts, (int) facts->len - 1);
  trivet_journal_append_async (TRIVET_JOURNAL (torn), facts, NULL, NULL);
  bench_advance (bench, 0);
  other = trivet_payment_engine_new (TRIVET_JOURNAL (torn), bench->registry,
                                     TRIVET_CLOCK (bench->clock), TRIVET_RANDOM (bench->random),
                                     TRIVET_REPOSITORY (torn), "R1");
  g_assert_true (trivet_payment_engine_resume (other, facts, &error));
  bench_advance (bench, 0);
  g_assert_cmpint (trivet_payment_engine_lookup (other, id)->state, ==,
                   TRIVET_PAYMENT_STATE_UNSENT);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
}

/* The wall clock was set back by an hour: the payment is young, not of negative age. */
static void
test_clock_set_back (Bench        *bench,
                     gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  trivet_manual_clock_jump_wall (bench->clock, -3600 * 1000);
  bench_restart (bench);
  bench_script (bench, "q+");
  bench_advance (bench, 4999);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
  bench_advance (bench, 1);
  bench_assert_state (bench, id, "paid");
}

/* While it runs, only the monotonic clock counts. */
static void
test_clock_jumps_running (Bench        *bench,
                          gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c~");
  id = bench_pay (bench);
  trivet_manual_clock_jump_wall (bench->clock, 30 * 86400 * G_GINT64_CONSTANT (1000));
  for (guint i = 0; i < 8; i++)
    bench_script (bench, "q~");
  bench_advance (bench, 44000);
  bench_assert_state (bench, id, "waiting");
  bench_script (bench, "q+");
  bench_advance (bench, 1000);
  bench_assert_state (bench, id, "paid");
}

/* A wall clock that jumps while the program is off must not make "not found" look old. */
static void
test_clock_set_forward (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c?");
  id = bench_pay (bench);
  trivet_manual_clock_jump_wall (bench->clock, 3600 * 1000);
  bench_script (bench, "q- r- q-");
  bench_restart (bench);
  bench_advance (bench, 4000);
  bench_assert_state (bench, id, "reversing");
  bench_script (bench, "q+ r0 q0");
  bench_advance (bench, 1000);
  bench_assert_state (bench, id, "reversed");
}

static void
test_resume_twice (Bench        *bench,
                   gconstpointer user_data)
{
  g_autofree char *id = NULL;

  bench_script (bench, "c?");
  id = bench_pay (bench);
  bench_resume_all (bench);
  bench_restart (bench);
  bench_resume_all (bench);
  bench_script (bench, "q+");
  bench_advance (bench, 5000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 1);
}

static void
test_resume_hostile (Bench        *bench,
                     gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);
  g_autoptr (GPtrArray) facts = trivet_memory_journal_dup_facts (bench->journal, "ORDER-0");
  g_autoptr (GError) error = NULL;

  /* payment-asked before payment-started */
  g_ptr_array_remove_index (facts, facts->len - 2);
  g_assert_false (trivet_payment_engine_resume (bench->engine, facts, &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_assert_cmpuint (trivet_payment_engine_get_n_unsettled (bench->engine), ==, 1);
}

/* The provider was taken out of the settings while its payment was in doubt. */
static void
test_provider_gone (Bench        *bench,
                    gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  bench_script (bench, "c?");
  id = bench_pay (bench);
  g_clear_object (&bench->registry);
  bench->registry = trivet_provider_registry_new ();
  bench_restart (bench);
  bench_assert_state (bench, id, "in-doubt");
  g_assert_false (trivet_payment_engine_check_now (bench->engine, id, &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER);
  bench_advance (bench, 3600 * 1000);
  bench_assert_state (bench, id, "in-doubt");

  trivet_provider_registry_add (bench->registry, TRIVET_PAYMENT_PROVIDER (bench->provider));
  bench_script (bench, "q+");
  bench_advance (bench, 30000);
  bench_assert_state (bench, id, "paid");
}

static void
test_start_not_stored (Bench        *bench,
                       gconstpointer user_data)
{
  g_autofree char *order_id = bench_open_order (bench, BENCH_TOTAL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_fail_next (bench->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_null (bench_charge (bench, order_id, BENCH_TOTAL, &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpuint (bench_n_calls (bench, CHARGE), ==, 0);
  g_clear_error (&error);

  bench_script (bench, "c+");
  id = bench_charge (bench, order_id, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, id, "paid");
}

/* "Paid" is not shown before it is durable, and not lost either. */
static void
test_result_not_stored (Bench        *bench,
                        gconstpointer user_data)
{
  g_autofree char *id = bench_pay (bench);
  g_autoptr (GError) error = NULL;

  trivet_memory_journal_fail_next (bench->journal, G_MAXUINT, TRIVET_STORE_ERROR_FULL);
  trivet_scripted_provider_release (bench->provider, CHARGE, bench_answer_new (TRIVET_OUTCOME_PAID));
  bench_advance (bench, 600000);
  bench_assert_state (bench, id, "asked");
  g_assert_cmpint (bench->shown, ==, TRIVET_PAYMENT_STATE_ASKED);
  g_assert_true (trivet_payment_engine_cancel (bench->engine, id, TRIVET_PAYMENT_REASON_STAFF_CANCELLED,
                                               "S1", &error));
  g_assert_true (trivet_payment_engine_check_now (bench->engine, id, &error));
  bench_advance (bench, 0);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
  g_assert_cmpuint (bench_take_warnings (), ==, 1);

  trivet_memory_journal_fail_next (bench->journal, 0, TRIVET_STORE_ERROR_FULL);
  bench_advance (bench, 30000);
  bench_assert_state (bench, id, "paid");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_PAYMENT_PAID), ==, 1);
  g_assert_cmpuint (bench_n_calls (bench, QUERY), ==, 0);
}

#define ADD(path, func) \
  g_test_add ("/payment/engine/" path, Bench, NULL, bench_set_up, func, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("crash-before-durable", test_crash_before_durable);
  ADD ("crash-after-durable", test_crash_after_durable);
  ADD ("crash-while-asked", test_crash_while_asked);
  ADD ("crash-before-result", test_crash_before_result);
  ADD ("crash-in-each-state", test_crash_in_each_state);
  ADD ("torn-start", test_torn_start);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("clock-jumps-running", test_clock_jumps_running);
  ADD ("clock-set-forward", test_clock_set_forward);
  ADD ("resume-twice", test_resume_twice);
  ADD ("resume-hostile", test_resume_hostile);
  ADD ("provider-gone", test_provider_gone);
  ADD ("start-not-stored", test_start_not_stored);
  ADD ("result-not-stored", test_result_not_stored);

  return g_test_run ();
}
