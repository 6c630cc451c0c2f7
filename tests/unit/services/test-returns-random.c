/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: never does more go back than was charged, and all of it can. Method: random refunds of random
 * orders, paid on a memory journal with the real engine and a scripted wallet, end with nothing left. */

#include "returns-bench.h"

/* Any order, paid in any parts of cash, rounded or not, goes back dish by dish in any order: nothing
 * is left, no tax is lost, the drawer is as before, and no fact is refused. */
static void
test_random (ReturnsBench *self,
             gconstpointer user_data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint round = 0; round < 60; round++) {
    const TrivetTotals *totals;
    gint64              tax_due;
    gint64              tax_back = 0;
    gint64              due;

    returns_bench_begin (self, 1 + (guint) g_rand_int_range (rand, 0, 2));
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

      returns_bench_pay_cash (self, part < MIN (due, cash) ? part : cash);
    }

    returns_bench_open_order (self);
    while (trivet_returns_get_left_minor (self->returns, NULL) > 0) {
      const TrivetOrder *order = trivet_returns_get_order (self->returns);
      g_autoptr (GPtrArray) plan = NULL;
      g_autoptr (GPtrArray) ids = NULL;
      g_autoptr (GError) error = NULL;
      TrivetReturnChoice choice = { returns_bench_line_at (self, (guint) g_rand_int_range (rand, 0, (gint32) order->lines->len))->line_id, 0 };
      gint64             left = trivet_returns_get_quantity (self->returns, choice.line_id);
      gint64             tax;
      gint64             amount;

      if (left == 0)
        continue;
      choice.quantity = g_rand_int_range (rand, 1, (gint32) left + 1);
      g_assert_true (trivet_returns_compute (self->returns, &choice, 1, &amount, &tax, &error));
      plan = trivet_returns_plan_lines (self->returns, &choice, 1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (returns_bench_sum_parts (plan), ==, amount);
      ids = returns_bench_must_give (self, plan);
      for (guint i = 0; i < ids->len; i++) {
        const TrivetReturn *back = returns_bench_return_of (self, ids, i);

        for (guint k = 0; k < back->lines->len; k++)
          tax_back += ((TrivetReturnedLine *) g_ptr_array_index (back->lines, k))->tax_minor;
      }
    }
    g_assert_cmpint (tax_back, ==, tax_due);
    g_assert_cmpint (returns_bench_get_drawer (trivet_returns_get_order (self->returns)), ==, 0);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("random", test_random);

  return g_test_run ();
}
