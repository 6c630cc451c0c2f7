/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a settled order comes back to the screen with the yes of somebody who may, can be changed, and
 * ends with the guest having paid what it costs: wallets give back by themselves, cash is handed out
 * by hand and never silently. Method: register, checkout, returns and the real engine on a memory
 * journal. */

#include "reopen-bench.h"

static void
set_up (ReopenBench  *self,
        gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  services_set_up (services, user_data);
  self->manager = trivet_manager_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                      TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_pin_async (self->manager, pin, NULL, "bela", reopen_bench_on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, NULL));
  trivet_register_set_manager (services->reg, self->manager);
  reopen_bench_start (self);
}

/* Cheaper by what the wallet had paid: it goes back there by itself. */
static void
test_wallet (ReopenBench  *self,
             gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetOrder) stored = NULL;
  GQuark domain = 0;
  int    left = services_left (services, "fish");

  reopen_bench_sell (self, TRUE);
  g_assert_cmpuint (services->n_settled, ==, 1);
  g_assert_cmpint (trivet_register_needs_for_reopen (services->reg), ==, TRIVET_PERMISSION_REOPEN);
  g_assert_cmpint (reopen_bench_try_reopen (self, self->order_id, &domain), ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL + 1);
  g_assert_true (domain == TRIVET_REGISTER_ERROR);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_ORDER_REOPENED), ==, 0);

  reopen_bench_reopen (self);
  g_assert_cmpstr (reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_ORDER_REOPENED), "reason"), ==, "Wrong dish charged");
  g_assert_cmpstr (reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_ORDER_REOPENED), "approver"), ==, "manager");
  g_assert_cmpint (trivet_order_get_paid_minor (services_current (services)), ==, 2 * FISH);
  /* One yes was for one action. */
  g_assert_cmpint (reopen_bench_try_reopen (self, self->order_id, &domain), ==, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL + 1);

  reopen_bench_drop_fish (self);
  g_assert_cmpint (services_left (services, "fish"), ==, left - 1);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_STARTED), ==, 0);
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  reopen_bench_close_order (self);
  g_assert_cmpuint (services->n_settled, ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpstr (reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_REFUND_STARTED), "cause"), ==, "surplus");
  g_assert_cmpstr (reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_REFUND_STARTED), "reason"), ==, "Order corrected");
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  stored = reopen_bench_fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, FISH);
  g_assert_cmpint (trivet_order_get_surplus_minor (stored), ==, 0);
}

/* Cheaper by what was paid in cash: somebody hands it out and says so. */
static void
test_cash (ReopenBench  *self,
           gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetParkedItem) item = NULL;
  g_autoptr (TrivetOrder) stored = NULL;

  reopen_bench_sell (self, FALSE);
  reopen_bench_reopen (self);
  reopen_bench_drop_fish (self);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  reopen_bench_close_order (self);
  g_assert_cmpint (trivet_checkout_get_status (services->checkout)->cash_back_minor, ==, FISH);
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (self->parked), 0);
  g_assert_cmpint (trivet_parked_item_get_kind (item), ==, TRIVET_PARKED_CASH_OWED);
  g_assert_cmpint (trivet_parked_item_get_movement (item)->amount_minor, ==, FISH);

  g_assert_cmpint (reopen_bench_try_hand_out (self, NULL), ==, TRIVET_RETURNS_ERROR_NEEDS_APPROVAL + 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 0);
  g_assert_cmpint (reopen_bench_try_hand_out (self, reopen_bench_approve (self)), ==, 0);
  g_assert_cmpstr (reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_CASH_RETURNED), "cause"), ==, "surplus");
  g_assert_cmpuint (trivet_parked_get_n (self->parked), ==, 0);
  g_assert_cmpint (reopen_bench_try_hand_out (self, reopen_bench_approve (self)), ==, TRIVET_RETURNS_ERROR_NOTHING + 1);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 1);
  stored = reopen_bench_fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, FISH);
}

/* Dearer: the rest is paid as ever. Undo does not reach behind the reopening. */
static void
test_more (ReopenBench  *self,
           gconstpointer user_data)
{
  Services *services = &self->services;

  reopen_bench_sell (self, TRUE);
  reopen_bench_reopen (self);
  g_assert_false (trivet_register_can_undo (services->reg));
  g_free (services_order (services, "rice"));
  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_false (trivet_checkout_can_close (services->checkout));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, SERVICES_RICE_MINOR);
  trivet_checkout_pay_cash (services->checkout, 500);
  services_drain (services);
  g_assert_cmpint (trivet_checkout_get_status (services->checkout)->change_minor, ==, 200);
  g_assert_true (trivet_checkout_get_status (services->checkout)->order_settled);
  g_assert_cmpuint (services->n_settled, ==, 2);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_STARTED), ==, 0);
}

/* All of it was wrong. */
static void
test_void (ReopenBench  *self,
           gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetOrder) stored = NULL;

  reopen_bench_sell (self, TRUE);
  reopen_bench_reopen (self);
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  trivet_register_void_order (services->reg, "Wrong table");
  services_drain (services);
  services_no_failure (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 1);
  g_assert_cmpint (reopen_bench_try_hand_out (self, reopen_bench_approve (self)), ==, 0);
  stored = reopen_bench_fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, 0);
}

/* What was given back stays given back, and only what is changed beside it is paid or goes back. */
static void
test_after_refund (ReopenBench  *self,
                   gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) given = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (TrivetOrder) stored = NULL;
  TrivetReturnChoice choice = { 0 };

  reopen_bench_sell (self, TRUE);
  stored = reopen_bench_fold_stored (self);
  choice = (TrivetReturnChoice){ ((TrivetOrderLine *) stored->lines->pdata[0])->line_id, 1 };
  trivet_returns_open_async (self->returns, self->order_id, reopen_bench_on_result, &opened);
  services_drain (services);
  parts = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, NULL);
  g_assert_nonnull (parts);
  trivet_returns_give_async (self->returns, parts, reopen_bench_approve (self), "Cold", reopen_bench_on_result, &given);
  services_drain (services);
  g_ptr_array_unref (trivet_returns_give_finish (self->returns, given, NULL));
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_CASH_RETURNED), ==, 1);

  reopen_bench_reopen (self);
  g_assert_cmpint (reopen_bench_first_line (self)->gone_quantity, ==, 1);
  g_assert_true (trivet_checkout_begin (services->checkout, self->order_id));
  g_assert_cmpint (trivet_checkout_get_due_minor (services->checkout), ==, 0);
  trivet_checkout_end (services->checkout);

  /* Of two one stays, whatever staff try. */
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  trivet_register_void_line (services->reg, reopen_bench_first_line (self)->line_id);
  services_drain (services);
  services_no_failure (services);
  g_assert_cmpint (reopen_bench_first_line (self)->quantity, ==, 1);
  g_assert_false (reopen_bench_first_line (self)->voided);
  trivet_register_void_line (services->reg, reopen_bench_first_line (self)->line_id);
  services_drain (services);
  services_take_failure (services, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_GIVEN_BACK);
  reopen_bench_close_order (self);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
  g_assert_cmpuint (trivet_parked_get_n_tasks (self->parked), ==, 0);
  g_clear_pointer (&stored, trivet_order_unref);
  stored = reopen_bench_fold_stored (self);
  g_assert_cmpint (trivet_order_get_net_paid_minor (stored), ==, 0);
}

/* While it is corrected a refund has no place: what is wrong is changed. */
static void
test_no_refund (ReopenBench  *self,
                gconstpointer user_data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GError) error = NULL;

  reopen_bench_sell (self, FALSE);
  reopen_bench_reopen (self);
  trivet_returns_open_async (self->returns, self->order_id, reopen_bench_on_result, &opened);
  services_drain (&self->services);
  plan = trivet_returns_plan_amount (self->returns, 100, NULL, &error);
  g_assert_null (plan);
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("wallet", set_up, test_wallet);
  ADD ("cash", set_up, test_cash);
  ADD ("more", set_up, test_more);
  ADD ("void", set_up, test_void);
  ADD ("after-refund", set_up, test_after_refund);
  ADD ("no-refund", reopen_bench_set_up_free, test_no_refund);

  return g_test_run ();
}
