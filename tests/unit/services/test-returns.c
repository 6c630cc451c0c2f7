/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what goes back is what was charged, by the payments that brought it, to the last unit. Method:
 * paid orders on a memory journal with the real engine and a scripted wallet. */

#include "returns-bench.h"

static void
pay_wallet (ReturnsBench *self,
            gint64        minor)
{
  trivet_checkout_set_amount (self->services.checkout, minor);
  trivet_checkout_try_again (self->services.checkout);
  trivet_scripted_provider_push_paid (self->services.provider, TRIVET_SCRIPTED_CHARGE, minor);
  services_scan (&self->services, SERVICES_WECHAT_CODE);
  services_assert_kind (&self->services, "paid");
}

/* The money left the drawer of whoever had the shift. */
static void
assert_shift_of_returned_cash (ReturnsBench *self,
                               const char   *shift)
{
  guint n = 0;

  for (guint i = 0; i < trivet_memory_journal_get_n_facts (self->services.journal); i++) {
    TrivetFact *fact = trivet_memory_journal_get_fact (self->services.journal, i);

    if (trivet_fact_get_fact_type (fact) != TRIVET_FACT_CASH_RETURNED)
      continue;
    g_assert_cmpstr (trivet_json_get_string_or (trivet_fact_get_body (fact), "shift", ""), ==, shift);
    n++;
  }
  g_assert_cmpuint (n, >, 0);
}

static void
test_cash_line (ReturnsBench *self,
                gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 1 };
  gint64             amount;
  gint64             tax;

  returns_bench_begin (self, 3);
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front'}");
  services_append (&self->services, TRIVET_FACT_SHIFT_OPENED, "shift/1", "{'drawer':'front','float_minor':20000}");
  trivet_register_set_shift (self->services.reg, "shift/1");
  returns_bench_pay_cash (self, 10000);
  returns_bench_open_order (self);
  line_id = g_strdup (returns_bench_line_at (self, 0)->line_id);
  choice.line_id = line_id;
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 3);
  g_assert_true (trivet_returns_compute (self->returns, &choice, 1, &amount, &tax, &error));
  g_assert_cmpint (amount, ==, SERVICES_FISH_MINOR);
  g_assert_cmpint (tax, >, 0);

  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->len, ==, 1);
  ids = returns_bench_must_give (self, plan);
  g_assert_true (returns_bench_return_of (self, ids, 0)->cash);
  assert_shift_of_returned_cash (self, "shift/1");
  g_assert_cmpint (returns_bench_return_of (self, ids, 0)->state, ==, TRIVET_RETURN_DONE);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 2);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, 2 * SERVICES_FISH_MINOR);
  g_assert_cmpuint (self->n_changed, >=, 2);

  choice.quantity = 3;
  g_assert_null (trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH);
}

static void
test_wallet (ReturnsBench *self,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  returns_bench_begin (self, 1);
  pay_wallet (self, SERVICES_FISH_MINOR);
  returns_bench_open_order (self);
  plan = trivet_returns_plan_amount (self->returns, 500, NULL, &error);
  g_assert_no_error (error);
  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (500));
  ids = returns_bench_must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  g_assert_cmpint (returns_bench_return_of (self, ids, 0)->state, ==, TRIVET_RETURN_DONE);
  g_assert_false (returns_bench_return_of (self, ids, 0)->cash);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->services.provider, TRIVET_SCRIPTED_REFUND), ==, 1);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, SERVICES_FISH_MINOR - 500);
  g_assert_true (services_facts_contain (&self->services, "Cold"));

  /* The approval was for that one refund: the next needs another, and a plan that is stale fails. */
  g_clear_pointer (&plan, g_ptr_array_unref);
  plan = trivet_returns_plan_amount (self->returns, SERVICES_FISH_MINOR - 500, NULL, &error);
  g_assert_no_error (error);
  ((TrivetReturnPart *) g_ptr_array_index (plan, 0))->amount_minor++;
  g_assert_null (returns_bench_give (self, plan, &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE);
}

/* 28.00 × 2 paid by 10.00 cash, 30.00 wallet and 16.00 cash: two dishes go back over all three. */
static void
test_split (ReturnsBench *self,
            gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 2 };
  gint64             quantity = 0;

  returns_bench_begin (self, 2);
  returns_bench_pay_cash (self, 1000);
  pay_wallet (self, 3000);
  returns_bench_pay_cash (self, 1600);
  g_assert_true (trivet_checkout_get_status (self->services.checkout)->order_settled);
  returns_bench_open_order (self);
  line_id = g_strdup (returns_bench_line_at (self, 0)->line_id);
  choice.line_id = line_id;
  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->len, ==, 3);
  g_assert_cmpint (returns_bench_sum_parts (plan), ==, 5600);

  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_REFUND,
                                 trivet_scripted_answer_refunded (3000));
  ids = returns_bench_must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  for (guint i = 0; i < ids->len; i++) {
    const TrivetReturn *back = returns_bench_return_of (self, ids, i);

    g_assert_cmpint (back->state, ==, TRIVET_RETURN_DONE);
    for (guint k = 0; k < back->lines->len; k++)
      quantity += ((TrivetReturnedLine *) g_ptr_array_index (back->lines, k))->quantity;
  }
  g_assert_cmpint (quantity, ==, 2);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 0);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, 0);
}

/* The payment is chosen: it gives all of it or nothing. */
static void
test_chosen (ReturnsBench *self,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GError) error = NULL;
  const TrivetTender *cash;

  returns_bench_begin (self, 1);
  returns_bench_pay_cash (self, 1000);
  pay_wallet (self, SERVICES_FISH_MINOR - 1000);
  returns_bench_open_order (self);
  cash = g_ptr_array_index (trivet_returns_get_order (self->returns)->tenders, 0);
  g_assert_null (trivet_returns_plan_amount (self->returns, 1001, cash->payment_id, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH);
  g_clear_error (&error);
  plan = trivet_returns_plan_amount (self->returns, 1000, cash->payment_id, &error);
  g_assert_no_error (error);
  g_assert_true (((TrivetReturnPart *) g_ptr_array_index (plan, 0))->cash);
  g_clear_pointer (&plan, g_ptr_array_unref);
  /* By itself the latest payment that covers it is taken. */
  plan = trivet_returns_plan_amount (self->returns, 1000, NULL, &error);
  g_assert_cmpuint (plan->len, ==, 1);
  g_assert_false (((TrivetReturnPart *) g_ptr_array_index (plan, 0))->cash);
}

/* The provider will not: the same money is paid in cash, once. */
static void
test_by_hand (ReturnsBench *self,
              gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 1 };

  returns_bench_begin (self, 1);
  pay_wallet (self, SERVICES_FISH_MINOR);
  returns_bench_open_order (self);
  line_id = g_strdup (returns_bench_line_at (self, 0)->line_id);
  choice.line_id = line_id;
  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_REFUND, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_QUERY_REFUND, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  ids = returns_bench_must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  g_assert_cmpint (returns_bench_return_of (self, ids, 0)->state, ==, TRIVET_RETURN_FAILED);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 1);

  trivet_returns_pay_by_hand_async (self->returns, g_ptr_array_index (ids, 0), returns_bench_approve (self), "By hand", returns_bench_on_result,
                                    &result);
  services_drain (&self->services);
  g_assert_true (trivet_returns_pay_by_hand_finish (self->returns, result, &error));
  g_assert_cmpint (returns_bench_return_of (self, ids, 0)->state, ==, TRIVET_RETURN_PAID_BY_HAND);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, 0);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 0);

  trivet_returns_pay_by_hand_async (self->returns, g_ptr_array_index (ids, 0), returns_bench_approve (self), "Again", returns_bench_on_result,
                                    &again);
  services_drain (&self->services);
  g_assert_false (trivet_returns_pay_by_hand_finish (self->returns, again, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOTHING);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 1);
}

static void
test_odd (ReturnsBench *self,
          gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choices[] = { { NULL, 1 }, { NULL, 1 } };

  g_assert_null (trivet_returns_plan_amount (self->returns, 100, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER);
  g_clear_error (&error);
  trivet_returns_open_async (self->returns, "NO-SUCH-ORDER", returns_bench_on_result, &result);
  services_drain (&self->services);
  g_assert_false (trivet_returns_open_finish (self->returns, result, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER);
  g_clear_error (&error);

  returns_bench_begin (self, 2);
  returns_bench_open_order (self);
  line_id = g_strdup (returns_bench_line_at (self, 0)->line_id);
  choices[0].line_id = choices[1].line_id = line_id;
  g_assert_null (trivet_returns_plan_lines (self->returns, choices, 1, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED);
  g_clear_error (&error);
  returns_bench_pay_cash (self, 5600);
  g_assert_null (trivet_returns_plan_lines (self->returns, choices, 2, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH);
  g_clear_error (&error);
  g_assert_null (trivet_returns_plan_amount (self->returns, 0, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_null (trivet_returns_plan_amount (self->returns, 5601, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH);
  trivet_returns_close (self->returns);
  g_assert_null (trivet_returns_get_order (self->returns));
}

/* 28.00 at 27.98, taken as 28.00: parts are exact, the last one gives what is left of it. */
static void
test_rounded (ReturnsBench *self,
              gconstpointer user_data)
{
  static const gint64 parts[] = { 1000, 700, 1098 };

  services_append (&self->services, TRIVET_FACT_CASH_ROUNDING_SET, "prices", "{'unit_minor':10,'mode':'up'}");
  returns_bench_begin (self, 1);
  services_append (&self->services, TRIVET_FACT_ORDER_DISCOUNT_SET, self->order_id, "{'kind':'amount','value':2}");
  returns_bench_pay_cash (self, 2800);
  returns_bench_open_order (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GPtrArray) plan = trivet_returns_plan_amount (self->returns, parts[i], NULL, NULL);
    g_autoptr (GPtrArray) ids = returns_bench_must_give (self, plan);
    const TrivetReturnPart *part = g_ptr_array_index (plan, 0);

    g_assert_cmpint (part->amount_minor, ==, parts[i]);
    g_assert_cmpint (part->cash_minor, ==, parts[i] + (i == 2 ? 2 : 0));
    g_assert_cmpint (trivet_return_get_given_minor (returns_bench_return_of (self, ids, 0)), ==, part->cash_minor);
  }
  g_assert_cmpint (returns_bench_get_drawer (trivet_returns_get_order (self->returns)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("cash-line", test_cash_line);
  ADD ("wallet", test_wallet);
  ADD ("split", test_split);
  ADD ("chosen", test_chosen);
  ADD ("by-hand", test_by_hand);
  ADD ("odd", test_odd);
  ADD ("rounded", test_rounded);

  return g_test_run ();
}
