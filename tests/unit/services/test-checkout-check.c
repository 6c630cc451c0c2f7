/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: each check of a split order is paid by itself, by any mix of tenders, while the table goes on
 * ordering; the order is settled by the last. Method: the real checkout and engine on a memory
 * journal, a scripted wallet and cash. */

#include "services-bench.h"

#define HALF (SERVICES_FISH_MINOR / 2)

#define ADD(path, func) \
  g_test_add ("/services/checkout/check/" path, Services, NULL, services_set_up, func, services_tear_down)

static const char *
split_in_two (Services *self)
{
  const char *order_id = services_begin (self, "fish");

  services_append (self, TRIVET_FACT_CHECKS_SET, order_id, "{\"kind\":\"equal\",\"checks\":2}");

  return order_id;
}

static void
begin (Services   *self,
       const char *order_id,
       int         check)
{
  g_assert_true (trivet_checkout_begin_check (self->checkout, order_id, check));
  g_assert_cmpint (trivet_checkout_get_check (self->checkout), ==, check);
}

static void
pay (Services *self,
     gint64    tendered_minor)
{
  trivet_checkout_pay_cash (self->checkout, tendered_minor);
  services_drain (self);
  services_assert_kind (self, "paid");
}

static void
test_two_ways (Services     *self,
               gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (split_in_two (self));

  begin (self, order_id, 1);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, HALF);
  pay (self, 10000);
  g_assert_cmpint (trivet_checkout_get_status (self->checkout)->change_minor, ==, 10000 - HALF);
  g_assert_true (trivet_checkout_get_status (self->checkout)->check_settled);
  g_assert_false (trivet_checkout_get_status (self->checkout)->order_settled);

  /* Paid is paid, also for who comes back to it. */
  begin (self, order_id, 1);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, 0);
  trivet_checkout_pay_cash (self->checkout, 100);
  services_drain (self);
  services_assert_kind (self, "refused");

  begin (self, order_id, 2);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, HALF);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_cmpint (trivet_scripted_provider_get_last (self->provider, TRIVET_SCRIPTED_CHARGE)->amount.minor, ==, HALF);
  g_assert_true (trivet_checkout_get_status (self->checkout)->order_settled);
  g_assert_cmpuint (self->n_settled, ==, 1);
  g_assert_cmpint (trivet_order_lookup_tender (services_current (self), trivet_checkout_get_status (self->checkout)->payment_id)->check, ==, 2);
}

static void
test_mix_of_tenders (Services     *self,
                     gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (split_in_two (self));

  begin (self, order_id, 2);
  pay (self, 400);
  g_assert_false (trivet_checkout_get_status (self->checkout)->check_settled);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, HALF - 400);
  trivet_checkout_try_again (self->checkout);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, HALF - 400);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_true (trivet_checkout_get_status (self->checkout)->check_settled);
  g_assert_false (trivet_checkout_get_status (self->checkout)->order_settled);
}

static void
test_ordering_on (Services     *self,
                  gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (split_in_two (self));
  g_autofree char *line_id = NULL;

  begin (self, order_id, 1);
  pay (self, HALF);
  trivet_checkout_end (self->checkout);
  line_id = services_add (self, "rice");
  g_assert_nonnull (line_id);
  services_drain (self);

  begin (self, order_id, 1);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, 0);
  begin (self, order_id, 2);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, HALF + SERVICES_RICE_MINOR);
  pay (self, HALF + SERVICES_RICE_MINOR);
  g_assert_true (trivet_checkout_get_status (self->checkout)->order_settled);
}

static void
test_no_such_check (Services     *self,
                    gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (split_in_two (self));

  g_assert_false (trivet_checkout_begin_check (self->checkout, order_id, 3));
  begin (self, order_id, 2);
  services_append (self, TRIVET_FACT_CHECKS_SET, order_id, "{\"kind\":\"none\"}");
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, 0);
  trivet_checkout_pay_cash (self->checkout, 100);
  services_drain (self);
  services_assert_kind (self, "refused");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("two-ways", test_two_ways);
  ADD ("mix-of-tenders", test_mix_of_tenders);
  ADD ("ordering-on", test_ordering_on);
  ADD ("no-such-check", test_no_such_check);

  return g_test_run ();
}
