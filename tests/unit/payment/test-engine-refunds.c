/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a refund ends as the provider says, is never asked for under a second number, and never
 * gives back more than was paid. Method: the engine between a manual clock, a memory journal and
 * a scripted provider. */

#include "engine-bench.h"

#include "trivet-payment-error.h"

#define REFUND       TRIVET_SCRIPTED_REFUND
#define QUERY_REFUND TRIVET_SCRIPTED_QUERY_REFUND
#define PART         300

typedef struct {
  char *order;
  char *payment;
} Paid;

static Paid
pay (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  Paid paid;

  bench_push (bench, CHARGE, TRIVET_OUTCOME_PAID);
  paid.order = bench_open_order (bench, BENCH_TOTAL);
  paid.payment = bench_charge (bench, paid.order, BENCH_TOTAL, &error);
  g_assert_no_error (error);
  bench_assert_state (bench, paid.payment, "paid");
  return paid;
}

static void
paid_clear (Paid *paid)
{
  g_free (paid->order);
  g_free (paid->payment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paid, paid_clear)

static void
push (Bench              *bench,
      TrivetScriptedCall  call,
      TrivetOutcome       outcome,
      TrivetPaymentReason reason)
{
  if (outcome == TRIVET_OUTCOME_REFUNDED)
    trivet_scripted_provider_push (bench->provider, call, trivet_scripted_answer_refunded (PART));
  else
    trivet_scripted_provider_push_outcome (bench->provider, call, outcome, reason);
}

static char *
refund_part (Bench *bench,
             Paid  *paid)
{
  g_autoptr (GError) error = NULL;
  char *id = bench_refund (bench, paid->order, paid->payment, PART, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_refund (Bench      *bench,
               const char *id,
               const char *state)
{
  g_assert_cmpstr (
    trivet_refund_state_get_name (trivet_payment_engine_lookup_refund (bench->engine, id)->state),
    ==, state);
}

static void
test_done (Bench        *bench,
           gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;
  g_autoptr (TrivetOrder) order = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "done");
  order = trivet_memory_journal_fold_order (bench->journal, paid.order);
  g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, BENCH_TOTAL - PART);
  g_assert_cmpint (order->settled_at_us, >, 0);
}

/* Accepted is not refunded: asked about until it is final. */
static void
test_pending (Bench        *bench,
              gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_REFUND_PENDING, 0);
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_REFUND_PENDING, 0);
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "pending");
  bench_advance (bench, 10000);
  assert_refund (bench, id, "pending");
  bench_advance (bench, 60000);
  assert_refund (bench, id, "done");
}

/* The request is lost: the same number is sent again, only after a query did not find it. */
static void
test_lost (Bench        *bench,
           gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;
  g_autofree char *number = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_NOT_FOUND, 0);
  push (bench, REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "in-doubt");
  number =
    g_strdup (trivet_scripted_provider_get_last (bench->provider, REFUND)->merchant_order_id);
  bench_advance (bench, 10000);
  assert_refund (bench, id, "done");
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 2);
  g_assert_cmpstr (trivet_scripted_provider_get_last (bench->provider, REFUND)->merchant_order_id,
                   ==, number);
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_ASKED), ==, 2);
}

static void
test_refused (Bench        *bench,
              gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;
  g_autoptr (TrivetOrder) order = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_NOT_FOUND, 0);
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "failed");
  order = trivet_memory_journal_fold_order (bench->journal, paid.order);
  g_assert_cmpint (trivet_order_get_net_paid_minor (order), ==, BENCH_TOTAL);
  g_assert_cmpint (trivet_order_get_surplus_minor (order), ==, 0);
}

/* The shop's balance is too low: the same refund again when somebody says so. */
static void
test_blocked (Bench        *bench,
              gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  push (bench, REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "blocked");
  g_assert_true (trivet_payment_engine_check_refund_now (bench->engine, id, &error));
  bench_advance (bench, 0);
  assert_refund (bench, id, "done");
}

/* It is tried again after half an hour by itself, and at once after a start. */
static void
test_blocked_again (Bench        *bench,
                    gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;

  for (guint i = 0; i < 2; i++)
    push (bench, REFUND, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_SHOP_BALANCE);
  push (bench, REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  id = refund_part (bench, &paid);
  bench_advance (bench, 30 * 60 * 1000 - 1);
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 1);
  bench_advance (bench, 1);
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 2);
  assert_refund (bench, id, "blocked");
  bench_restart (bench);
  bench_advance (bench, 0);
  assert_refund (bench, id, "done");
}

/* Another amount is no refund of ours; a person is told. */
static void
test_other_amount (Bench        *bench,
                   gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;

  trivet_scripted_provider_push (bench->provider, REFUND,
                                 trivet_scripted_answer_refunded (PART + 1));
  id = refund_part (bench, &paid);
  assert_refund (bench, id, "in-doubt");
  g_assert_cmpuint (bench_count_facts (bench, TRIVET_FACT_REFUND_ALARM), ==, 1);
}

/* Two at once are never under way together, and together never more than was paid. */
static void
test_two (Bench        *bench,
          gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GError) error = NULL;

  push (bench, REFUND, TRIVET_OUTCOME_REFUND_PENDING, 0);
  first = refund_part (bench, &paid);
  second = refund_part (bench, &paid);
  assert_refund (bench, first, "pending");
  assert_refund (bench, second, "started");
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  push (bench, REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  bench_advance (bench, 20000);
  assert_refund (bench, first, "done");
  assert_refund (bench, second, "done");

  third = bench_refund (bench, paid.order, paid.payment, BENCH_TOTAL - 2 * PART + 1, &error);
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE);
}

/* Two requests in the same moment do not both get what only one can have. */
static void
on_refund_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree char *id = NULL;
  guint           *n = user_data;

  id = trivet_payment_engine_refund_finish (TRIVET_PAYMENT_ENGINE (source), result, NULL);
  *n += id != NULL;
}

static void
test_together (Bench        *bench,
               gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  TrivetRefundDetails details = {
    .order_id = paid.order,
    .payment_id = paid.payment,
    .amount = trivet_money_new (BENCH_TOTAL, TRIVET_CURRENCY_CNY),
    .reason = "",
    .staff = "anna",
  };
  guint n = 0;

  trivet_payment_engine_refund_async (bench->engine, &details, on_refund_ready, &n);
  trivet_payment_engine_refund_async (bench->engine, &details, on_refund_ready, &n);
  bench_advance (bench, 1000);
  g_assert_cmpuint (n, ==, 1);
}

/* The power goes after the refund was asked: it is looked for first, then goes on. */
static void
test_restart (Bench        *bench,
              gconstpointer user_data)
{
  g_auto (Paid) paid = pay (bench);
  g_autofree char *id = NULL;

  id = refund_part (bench, &paid);
  assert_refund (bench, id, "asked");
  push (bench, QUERY_REFUND, TRIVET_OUTCOME_REFUNDED, 0);
  bench_restart (bench);
  bench_advance (bench, 1000);
  assert_refund (bench, id, "done");
  g_assert_cmpuint (bench_n_calls (bench, REFUND), ==, 1);
}

#define ADD(path, test) \
  g_test_add ("/payment/refunds/" path, Bench, NULL, bench_set_up, test, bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_capture_logs ();

  ADD ("done", test_done);
  ADD ("pending", test_pending);
  ADD ("lost", test_lost);
  ADD ("refused", test_refused);
  ADD ("blocked", test_blocked);
  ADD ("blocked-again", test_blocked_again);
  ADD ("other-amount", test_other_amount);
  ADD ("two", test_two);
  ADD ("together", test_together);
  ADD ("restart", test_restart);

  return g_test_run ();
}
