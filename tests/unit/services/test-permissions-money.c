/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: money goes back, and an order goes on a payment that nobody is certain of, only with the yes of
 * somebody who may. Method: as in test-permissions.c. */

#include "staff-bench.h"

#include "trivet-returns.h"

static int
try_refund (StaffBench     *self,
            TrivetReturns  *returns,
            TrivetApproval *approval)
{
  g_autoptr (GPtrArray) plan = trivet_returns_plan_amount (returns, 100, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_give_async (returns, plan, approval, "Cold", staff_bench_on_result, &result);
  services_drain (&self->services);
  ids = trivet_returns_give_finish (returns, result, &error);
  if (ids != NULL)
    return 0;
  g_assert_true (error->domain == TRIVET_RETURNS_ERROR);
  return error->code + 1;
}

static TrivetReturns *
sell (StaffBench *self)
{
  Services      *services = &self->services;
  TrivetReturns *returns = trivet_returns_new (services->reg, TRIVET_JOURNAL (services->journal),
                                               TRIVET_REPOSITORY (services->journal), services->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *order_id = g_strdup (services_begin (services, "fish"));

  trivet_checkout_pay_cash (services->checkout, SERVICES_FISH_MINOR);
  services_drain (services);
  trivet_returns_open_async (returns, order_id, staff_bench_on_result, &result);
  services_drain (services);
  g_assert_true (trivet_returns_open_finish (returns, result, NULL));
  return returns;
}

static void
test_refund (StaffBench   *self,
             gconstpointer user_data)
{
  g_autoptr (TrivetReturns) returns = sell (self);

  staff_bench_sign_in (self, "l", LIN_PIN);
  g_assert_cmpint (try_refund (self, returns, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpint (try_refund (self, returns, staff_bench_approve (self, TRIVET_PERMISSION_EDIT_FLOOR)), ==,
                   TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  g_assert_cmpint (try_refund (self, returns, staff_bench_approve (self, TRIVET_PERMISSION_REFUND)), ==, 0);
  g_assert_cmpint (try_refund (self, returns, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 1);
}

static void
test_refund_free (StaffBench   *self,
                  gconstpointer user_data)
{
  g_autoptr (TrivetReturns) returns = sell (self);

  g_assert_cmpint (try_refund (self, returns, NULL), ==, 0);
}

/* A payment by code that nobody is certain of. */
static void
lose_answer (StaffBench *self)
{
  Services *services = &self->services;

  services_begin (services, "fish");
  trivet_scripted_provider_push_outcome (services->provider, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN,
                                         TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (services, SERVICES_WECHAT_CODE);
  services_assert_kind (services, "in-doubt");
}

static void
test_override (StaffBench   *self,
               gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GError) error = NULL;

  lose_answer (self);
  g_assert_false (trivet_checkout_override (services->checkout, NULL, staff_bench_approve (self, TRIVET_PERMISSION_REFUND), "x", &error));
  g_assert_error (error, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_OVERRIDDEN), ==, 0);
  g_assert_true (trivet_checkout_override (services->checkout, NULL, staff_bench_approve (self, TRIVET_PERMISSION_OVERRIDE_PAYMENT), "x", NULL));
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_OVERRIDDEN), ==, 1);
}

static gboolean
claim (StaffBench     *self,
       TrivetApproval *approval,
       GError        **error)
{
  gboolean claimed = trivet_checkout_claim (self->services.checkout, NULL, "4200", approval, "Seen", error);

  services_drain (&self->services);
  return claimed;
}

/* What a guest claims covers the order, so it wants the same yes as paying otherwise. */
static void
test_claim (StaffBench   *self,
            gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) other = NULL;

  lose_answer (self);
  g_assert_cmpint (trivet_checkout_needs_for_claim (services->checkout), ==, TRIVET_PERMISSION_OVERRIDE_PAYMENT);
  g_assert_false (claim (self, NULL, &missing));
  g_assert_error (missing, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  g_assert_false (claim (self, staff_bench_approve (self, TRIVET_PERMISSION_REFUND), &other));
  g_assert_error (other, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_CLAIMED), ==, 0);
  g_assert_true (claim (self, staff_bench_approve (self, TRIVET_PERMISSION_OVERRIDE_PAYMENT), NULL));
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_PAYMENT_CLAIMED), ==, 1);
  g_assert_true (services_facts_contain (services, "\"reason\":\"Seen\",\"approver\":\"Wang\""));
}

/* Who may does it alone, and then nobody has approved it. */
static void
test_own_claim (StaffBench   *self,
                gconstpointer user_data)
{
  lose_answer (self);
  staff_bench_sign_in (self, "w", WANG_PIN);
  g_assert_cmpint (trivet_checkout_needs_for_claim (self->services.checkout), ==, TRIVET_PERMISSION_NONE);
  g_assert_true (claim (self, NULL, NULL));
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PAYMENT_CLAIMED), ==, 1);
  g_assert_false (services_facts_contain (&self->services, "\"reason\":\"Seen\",\"approver\""));
}

#define ADD(path, up, func) g_test_add ("/services/permissions-money/" path, StaffBench, NULL, up, func, staff_bench_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("refund", staff_bench_set_up, test_refund);
  ADD ("refund-free", staff_bench_set_up_alone, test_refund_free);
  ADD ("override", staff_bench_set_up, test_override);
  ADD ("claim", staff_bench_set_up, test_claim);
  ADD ("own-claim", staff_bench_set_up, test_own_claim);

  return g_test_run ();
}
