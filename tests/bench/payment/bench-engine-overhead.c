/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: from the guest's code to the provider's call the engine takes at most 10 ms of its own,
 * the durable "about to ask" included. Method: real store, real clock, a provider that notes when it
 * is called; medians over many payments, beside the bare durable append of facts of the same
 * size, so that a slow disk shows as what it is. */

#include "store-support.h"
#include "trivet-payment-engine.h"
#include "trivet-scripted-provider.h"

#include <stdio.h>
#include <stdlib.h>

#define N_PAYMENTS 200
#define GOAL_MS    10.0

typedef struct {
  StoreTest            store;
  TrivetPaymentEngine *engine;
  gint64               called_us;
  GAsyncResult        *result;
} Bench;

static TrivetProviderAnswer *
note_call (TrivetScriptedCall call,
           const char        *merchant_order_id,
           TrivetMoney        amount,
           guint             *ret_delay_ms,
           gpointer           user_data)
{
  Bench *bench = user_data;

  if (call == TRIVET_SCRIPTED_CHARGE)
    bench->called_us = g_get_monotonic_time ();
  return trivet_scripted_answer_paid (amount.minor);
}

static TrivetOrder *
open_order (Bench *bench,
            int    number)
{
  g_autofree char *order_id = store_test_new_id (&bench->store);
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;

  store_test_add_sale (facts, &bench->store.stamp, order_id, number, 4, FALSE);
  if (!store_test_append (bench->store.store, facts, &error))
    g_error ("%s", error->message);
  return trivet_order_fold (order_id, facts, NULL);
}

static gint64
get_due (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  return totals.total_minor;
}

/* Gives the time from the code to the call, in milliseconds. */
static double
charge_once (Bench *bench,
             int    number)
{
  g_autoptr (TrivetOrder) order = open_order (bench, number);
  g_autoptr (TrivetSecret) code = trivet_secret_new ("134567890123456789", -1);
  g_autofree char *payment_id = NULL;
  g_autoptr (GError) error = NULL;
  gint64              began_us = g_get_monotonic_time ();
  TrivetChargeDetails details = {
    .order = order,
    .amount = trivet_money_new (get_due (order), TRIVET_CURRENCY_CNY),
    .wallet_id = "wechat",
    .code = code,
    .subject = "Trivet",
    .staff = "anna",
  };

  bench->called_us = 0;
  trivet_payment_engine_charge_async (bench->engine, &details, store_test_on_result,
                                      &bench->result);
  while (bench->called_us == 0 || bench->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  payment_id = trivet_payment_engine_charge_finish (bench->engine, bench->result, &error);
  g_assert_no_error (error);
  g_clear_object (&bench->result);

  return (double) (bench->called_us - began_us) / 1000;
}

/* The same two facts, durable, without the engine. */
static double
append_once (Bench *bench,
             int    number)
{
  g_autoptr (TrivetOrder) order = open_order (bench, number);
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *payment_id = store_test_new_id (&bench->store);
  g_autoptr (GError) error = NULL;
  gint64 began_us;

  g_ptr_array_add (facts, store_test_make_fact (
                            &bench->store.stamp, TRIVET_FACT_PAYMENT_STARTED, order->order_id,
                            "{\"payment\":\"%s\",\"method\":\"wechat\",\"provider\":\"wx\","
                            "\"merchant_order_id\":\"TR%s\",\"amount_minor\":100,"
                            "\"currency\":\"CNY\"}",
                            payment_id, payment_id));
  g_ptr_array_add (facts,
                   store_test_make_fact (&bench->store.stamp, TRIVET_FACT_PAYMENT_ASKED,
                                         order->order_id, "{\"payment\":\"%s\"}", payment_id));
  began_us = g_get_monotonic_time ();
  if (!store_test_append (bench->store.store, facts, &error))
    g_error ("%s", error->message);

  return (double) (g_get_monotonic_time () - began_us) / 1000;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  g_autoptr (TrivetClock) clock = trivet_system_clock_new ();
  g_autoptr (TrivetProviderRegistry) registry = trivet_provider_registry_new ();
  g_autoptr (TrivetScriptedProvider) provider = NULL;
  double engine_ms[N_PAYMENTS];
  double append_ms[N_PAYMENTS];

  store_test_set_up (&bench.store);
  provider = trivet_scripted_provider_new ("wx", "wechat", clock);
  trivet_scripted_provider_set_world (provider, note_call, &bench);
  trivet_provider_registry_add (registry, TRIVET_PAYMENT_PROVIDER (provider));
  bench.engine = trivet_payment_engine_new (TRIVET_JOURNAL (bench.store.store), registry, clock,
                                            bench.store.stamp.random,
                                            TRIVET_REPOSITORY (bench.store.store), "R1");

  for (int i = 0; i < N_PAYMENTS; i++) {
    engine_ms[i] = charge_once (&bench, 2 * i);
    append_ms[i] = append_once (&bench, 2 * i + 1);
  }
  qsort (engine_ms, N_PAYMENTS, sizeof engine_ms[0], compare_doubles);
  qsort (append_ms, N_PAYMENTS, sizeof append_ms[0], compare_doubles);

  printf ("code to call: median %.2f ms, p95 %.2f ms; bare append of the same facts: median %.2f ms,"
          " p95 %.2f ms; ratio %.2f; goal: median at most %.0f ms\n",
          engine_ms[N_PAYMENTS / 2], engine_ms[N_PAYMENTS * 95 / 100], append_ms[N_PAYMENTS / 2],
          append_ms[N_PAYMENTS * 95 / 100],
          engine_ms[N_PAYMENTS / 2] / append_ms[N_PAYMENTS / 2], GOAL_MS);

  g_object_run_dispose (G_OBJECT (bench.engine));
  g_object_unref (bench.engine);
  store_test_tear_down (&bench.store);
  return engine_ms[N_PAYMENTS / 2] <= GOAL_MS ? 0 : 1;
}
