/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what goes back is what was charged, by the payments that brought it, to the last unit, and
 * never more. Method: paid orders on a memory journal with the real engine and a scripted wallet;
 * random refunds of random orders end with nothing left. */

#include "services-bench.h"

#include "trivet-plain-hasher.h"
#include "trivet-returns.h"

#define PIN "2468"

typedef struct {
  Services       services;
  TrivetManager *manager;
  TrivetReturns *returns;
  guint          n_changed;
  char          *order_id;
} Bench;

static void
on_changed (TrivetReturns *returns,
            gpointer       user_data)
{
  ((Bench *) user_data)->n_changed++;
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;

  services_set_up (services, user_data);
  self->manager = trivet_manager_new (TRIVET_JOURNAL (services->journal), TRIVET_REPOSITORY (services->journal), hasher,
                                      TRIVET_CLOCK (services->clock), TRIVET_RANDOM (services->random), "R1");
  trivet_manager_set_pin_async (self->manager, pin, NULL, "bela", on_result, &result);
  services_drain (services);
  g_assert_true (trivet_manager_set_pin_finish (self->manager, result, NULL));
  self->returns = trivet_returns_new (services->reg, TRIVET_JOURNAL (services->journal),
                                      TRIVET_REPOSITORY (services->journal), services->engine);
  g_signal_connect (self->returns, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  g_assert_finalize_object (self->returns);
  g_assert_finalize_object (self->manager);
  g_free (self->order_id);
  services_tear_down (&self->services, user_data);
}

static TrivetApproval *
approve (Bench *self)
{
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) result = NULL;
  TrivetApproval *approval;

  trivet_manager_check_async (self->manager, pin, "bela", on_result, &result);
  services_drain (&self->services);
  approval = trivet_manager_check_finish (self->manager, result, NULL);
  g_assert_nonnull (approval);
  return approval;
}

static void
open_order (Bench *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  trivet_returns_open_async (self->returns, self->order_id, on_result, &result);
  services_drain (&self->services);
  g_assert_true (trivet_returns_open_finish (self->returns, result, &error));
  g_assert_no_error (error);
}

static void
pay_cash (Bench *self,
          gint64 minor)
{
  trivet_checkout_pay_cash (self->services.checkout, minor);
  services_drain (&self->services);
  services_assert_kind (&self->services, "paid");
}

static void
pay_wallet (Bench *self,
            gint64 minor)
{
  trivet_checkout_set_amount (self->services.checkout, minor);
  trivet_checkout_try_again (self->services.checkout);
  trivet_scripted_provider_push_paid (self->services.provider, TRIVET_SCRIPTED_CHARGE, minor);
  services_scan (&self->services, SERVICES_WECHAT_CODE);
  services_assert_kind (&self->services, "paid");
}

/* An order of @n fish on the pay page. */
static void
begin (Bench *self,
       guint  n)
{
  services_begin (&self->services, "fish");
  for (guint i = 1; i < n; i++)
    g_free (services_order (&self->services, "fish"));
  g_free (self->order_id);
  self->order_id = g_strdup (services_current (&self->services)->order_id);
}

static const TrivetOrderLine *
line_at (Bench *self,
         guint  position)
{
  return g_ptr_array_index (trivet_returns_get_order (self->returns)->lines, position);
}

static GPtrArray *
give (Bench     *self,
      GPtrArray *plan,
      GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_returns_give_async (self->returns, plan, approve (self), "Cold", on_result, &result);
  services_drain (&self->services);
  g_assert_nonnull (result);
  return trivet_returns_give_finish (self->returns, result, error);
}

static GPtrArray *
must_give (Bench     *self,
           GPtrArray *plan)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *ids = give (self, plan, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, plan->len);
  return ids;
}

static const TrivetReturn *
return_of (Bench     *self,
           GPtrArray *ids,
           guint      position)
{
  const TrivetReturn *back = trivet_order_lookup_return (trivet_returns_get_order (self->returns),
                                                         g_ptr_array_index (ids, position));

  g_assert_nonnull (back);
  return back;
}

static gint64
sum_parts (GPtrArray *plan)
{
  gint64 sum = 0;

  for (guint i = 0; i < plan->len; i++)
    sum += ((TrivetReturnPart *) g_ptr_array_index (plan, i))->amount_minor;
  return sum;
}

/* The money left the drawer of whoever had the shift. */
static void
assert_shift_of_returned_cash (Bench      *self,
                               const char *shift)
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
test_cash_line (Bench        *self,
                gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 1 };
  gint64             amount;
  gint64             tax;

  begin (self, 3);
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front'}");
  services_append (&self->services, TRIVET_FACT_SHIFT_OPENED, "shift/1", "{'drawer':'front','float_minor':20000}");
  trivet_register_set_shift (self->services.reg, "shift/1");
  pay_cash (self, 10000);
  open_order (self);
  line_id = g_strdup (line_at (self, 0)->line_id);
  choice.line_id = line_id;
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 3);
  g_assert_true (trivet_returns_compute (self->returns, &choice, 1, &amount, &tax, &error));
  g_assert_cmpint (amount, ==, SERVICES_FISH_MINOR);
  g_assert_cmpint (tax, >, 0);

  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->len, ==, 1);
  ids = must_give (self, plan);
  g_assert_true (return_of (self, ids, 0)->cash);
  assert_shift_of_returned_cash (self, "shift/1");
  g_assert_cmpint (return_of (self, ids, 0)->state, ==, TRIVET_RETURN_DONE);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 2);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, 2 * SERVICES_FISH_MINOR);
  g_assert_cmpuint (self->n_changed, >=, 2);

  choice.quantity = 3;
  g_assert_null (trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_TOO_MUCH);
}

static void
test_wallet (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  begin (self, 1);
  pay_wallet (self, SERVICES_FISH_MINOR);
  open_order (self);
  plan = trivet_returns_plan_amount (self->returns, 500, NULL, &error);
  g_assert_no_error (error);
  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (500));
  ids = must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  g_assert_cmpint (return_of (self, ids, 0)->state, ==, TRIVET_RETURN_DONE);
  g_assert_false (return_of (self, ids, 0)->cash);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->services.provider, TRIVET_SCRIPTED_REFUND), ==, 1);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, SERVICES_FISH_MINOR - 500);
  g_assert_true (services_facts_contain (&self->services, "Cold"));

  /* The approval was for that one refund: the next needs another, and a plan that is stale fails. */
  g_clear_pointer (&plan, g_ptr_array_unref);
  plan = trivet_returns_plan_amount (self->returns, SERVICES_FISH_MINOR - 500, NULL, &error);
  g_assert_no_error (error);
  ((TrivetReturnPart *) g_ptr_array_index (plan, 0))->amount_minor++;
  g_assert_null (give (self, plan, &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE);
}

/* 28.00 × 2 paid by 10.00 cash, 30.00 wallet and 16.00 cash: two dishes go back over all three. */
static void
test_split (Bench        *self,
            gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 2 };
  gint64             quantity = 0;

  begin (self, 2);
  pay_cash (self, 1000);
  pay_wallet (self, 3000);
  pay_cash (self, 1600);
  g_assert_true (trivet_checkout_get_status (self->services.checkout)->order_settled);
  open_order (self);
  line_id = g_strdup (line_at (self, 0)->line_id);
  choice.line_id = line_id;
  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->len, ==, 3);
  g_assert_cmpint (sum_parts (plan), ==, 5600);

  trivet_scripted_provider_push (self->services.provider, TRIVET_SCRIPTED_REFUND,
                                 trivet_scripted_answer_refunded (3000));
  ids = must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  for (guint i = 0; i < ids->len; i++) {
    const TrivetReturn *back = return_of (self, ids, i);

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
test_chosen (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GError) error = NULL;
  const TrivetTender *cash;

  begin (self, 1);
  pay_cash (self, 1000);
  pay_wallet (self, SERVICES_FISH_MINOR - 1000);
  open_order (self);
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
test_by_hand (Bench        *self,
              gconstpointer user_data)
{
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choice = { NULL, 1 };

  begin (self, 1);
  pay_wallet (self, SERVICES_FISH_MINOR);
  open_order (self);
  line_id = g_strdup (line_at (self, 0)->line_id);
  choice.line_id = line_id;
  plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_REFUND, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  trivet_scripted_provider_push_outcome (self->services.provider, TRIVET_SCRIPTED_QUERY_REFUND, TRIVET_OUTCOME_DECLINED,
                                         TRIVET_PAYMENT_REASON_REFUND_REFUSED);
  ids = must_give (self, plan);
  trivet_manual_clock_advance (self->services.clock, 60000);
  g_assert_cmpint (return_of (self, ids, 0)->state, ==, TRIVET_RETURN_FAILED);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 1);

  trivet_returns_pay_by_hand_async (self->returns, g_ptr_array_index (ids, 0), approve (self), "By hand", on_result,
                                    &result);
  services_drain (&self->services);
  g_assert_true (trivet_returns_pay_by_hand_finish (self->returns, result, &error));
  g_assert_cmpint (return_of (self, ids, 0)->state, ==, TRIVET_RETURN_PAID_BY_HAND);
  g_assert_cmpint (trivet_returns_get_left_minor (self->returns, NULL), ==, 0);
  g_assert_cmpint (trivet_returns_get_quantity (self->returns, choice.line_id), ==, 0);

  trivet_returns_pay_by_hand_async (self->returns, g_ptr_array_index (ids, 0), approve (self), "Again", on_result,
                                    &again);
  services_drain (&self->services);
  g_assert_false (trivet_returns_pay_by_hand_finish (self->returns, again, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOTHING);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_CASH_RETURNED), ==, 1);
}

static void
test_odd (Bench        *self,
          gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char   *line_id = NULL;
  TrivetReturnChoice choices[] = { { NULL, 1 }, { NULL, 1 } };

  g_assert_null (trivet_returns_plan_amount (self->returns, 100, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER);
  g_clear_error (&error);
  trivet_returns_open_async (self->returns, "NO-SUCH-ORDER", on_result, &result);
  services_drain (&self->services);
  g_assert_false (trivet_returns_open_finish (self->returns, result, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER);
  g_clear_error (&error);

  begin (self, 2);
  open_order (self);
  line_id = g_strdup (line_at (self, 0)->line_id);
  choices[0].line_id = choices[1].line_id = line_id;
  g_assert_null (trivet_returns_plan_lines (self->returns, choices, 1, NULL, &error));
  g_assert_error (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NOT_SETTLED);
  g_clear_error (&error);
  pay_cash (self, 5600);
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

/* What lies in the drawer of this order: what was received, less what was handed back. */
static gint64
get_drawer (const TrivetOrder *order)
{
  gint64 sum = 0;

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    sum += tender->tendered_minor - tender->change_minor;
  }
  for (guint i = 0; i < order->returns->len; i++)
    sum -= trivet_return_get_given_minor (g_ptr_array_index (order->returns, i));

  return sum;
}

/* 28.00 at 27.98, taken as 28.00: parts are exact, the last one gives what is left of it. */
static void
test_rounded (Bench        *self,
              gconstpointer user_data)
{
  static const gint64 parts[] = { 1000, 700, 1098 };

  services_append (&self->services, TRIVET_FACT_CASH_ROUNDING_SET, "prices", "{'unit_minor':10,'mode':'up'}");
  begin (self, 1);
  services_append (&self->services, TRIVET_FACT_ORDER_DISCOUNT_SET, self->order_id, "{'kind':'amount','value':2}");
  pay_cash (self, 2800);
  open_order (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GPtrArray) plan = trivet_returns_plan_amount (self->returns, parts[i], NULL, NULL);
    g_autoptr (GPtrArray) ids = must_give (self, plan);
    const TrivetReturnPart *part = g_ptr_array_index (plan, 0);

    g_assert_cmpint (part->amount_minor, ==, parts[i]);
    g_assert_cmpint (part->cash_minor, ==, parts[i] + (i == 2 ? 2 : 0));
    g_assert_cmpint (trivet_return_get_given_minor (return_of (self, ids, 0)), ==, part->cash_minor);
  }
  g_assert_cmpint (get_drawer (trivet_returns_get_order (self->returns)), ==, 0);
}

/* Any order, paid in any parts of cash, rounded or not, goes back dish by dish in any order: nothing
 * is left, no tax is lost, the drawer is as before, and no fact is refused. */
static void
test_random (Bench        *self,
             gconstpointer user_data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint round = 0; round < 60; round++) {
    const TrivetTotals *totals;
    gint64              tax_due;
    gint64              tax_back = 0;
    gint64              due;

    begin (self, 1 + (guint) g_rand_int_range (rand, 0, 2));
    for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
      g_free (services_order (&self->services, g_rand_boolean (rand) ? "tea" : "rice"));
    services_append (&self->services, TRIVET_FACT_CASH_ROUNDING_SET, "prices",
                     round % 4 == 0   ? "{'unit_minor':0,'mode':'down'}"
                     : round % 4 == 1 ? "{'unit_minor':10,'mode':'down'}"
                     : round % 4 == 2 ? "{'unit_minor':50,'mode':'nearest'}"
                                      : "{'unit_minor':100,'mode':'up'}");
    trivet_register_set_order_discount (self->services.reg, TRIVET_DISCOUNT_RATE, g_rand_int_range (rand, 0, 300000), "");
    services_drain (&self->services);
    services_append (&self->services, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':true,'left':9}");
    totals = trivet_tab_get_totals (trivet_register_get_current (self->services.reg));
    tax_due = totals->tax_included_minor + totals->tax_added_minor;
    while ((due = trivet_checkout_get_due_minor (self->services.checkout)) > 0) {
      gint64 cash = trivet_checkout_get_cash_due (self->services.checkout).cash_minor;
      gint64 part = g_rand_int_range (rand, 1, 2500);

      pay_cash (self, part < MIN (due, cash) ? part : cash);
    }

    open_order (self);
    while (trivet_returns_get_left_minor (self->returns, NULL) > 0) {
      const TrivetOrder *order = trivet_returns_get_order (self->returns);
      g_autoptr (GPtrArray) plan = NULL;
      g_autoptr (GPtrArray) ids = NULL;
      g_autoptr (GError) error = NULL;
      TrivetReturnChoice choice = { line_at (self, (guint) g_rand_int_range (rand, 0, (gint32) order->lines->len))->line_id, 0 };
      gint64             left = trivet_returns_get_quantity (self->returns, choice.line_id);
      gint64             tax;
      gint64             amount;

      if (left == 0)
        continue;
      choice.quantity = g_rand_int_range (rand, 1, (gint32) left + 1);
      g_assert_true (trivet_returns_compute (self->returns, &choice, 1, &amount, &tax, &error));
      plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (sum_parts (plan), ==, amount);
      ids = must_give (self, plan);
      for (guint i = 0; i < ids->len; i++) {
        const TrivetReturn *back = return_of (self, ids, i);

        for (guint k = 0; k < back->lines->len; k++)
          tax_back += ((TrivetReturnedLine *) g_ptr_array_index (back->lines, k))->tax_minor;
      }
    }
    g_assert_cmpint (tax_back, ==, tax_due);
    g_assert_cmpint (get_drawer (trivet_returns_get_order (self->returns)), ==, 0);
  }
}

#define ADD(path, func) g_test_add ("/services/returns/" path, Bench, NULL, set_up, func, tear_down)

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
  ADD ("random", test_random);

  return g_test_run ();
}
