/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: cash is counted once, pays what is due and no more, and mixes with a wallet. Method: the
 * real checkout on a memory journal, which is also slow or full. */

#include "services-bench.h"

#define TOTAL SERVICES_FISH_MINOR

#define ADD(path, func) \
  g_test_add ("/services/checkout/cash/" path, Services, NULL, services_set_up, func, services_tear_down)

static const TrivetCheckoutStatus *
status_of (Services *self)
{
  return trivet_checkout_get_status (self->checkout);
}

static void
pay (Services *self,
     gint64    tendered_minor)
{
  trivet_checkout_pay_cash (self->checkout, tendered_minor);
  services_drain (self);
}

static void
assert_paid (Services *self,
             gint64    amount_minor,
             gint64    change_minor,
             gboolean  settled)
{
  const TrivetCheckoutStatus *status = status_of (self);
  const TrivetTender         *tender;

  services_assert_kind (self, "paid");
  g_assert_cmpstr (status->method, ==, "cash");
  g_assert_cmpint (status->amount.minor, ==, amount_minor);
  g_assert_cmpint (status->payer_minor, ==, amount_minor);
  g_assert_cmpint (status->tendered_minor, ==, amount_minor + change_minor);
  g_assert_cmpint (status->change_minor, ==, change_minor);
  g_assert_cmpint (status->settled_at_us, >, 0);
  g_assert_cmpint (status->order_settled, ==, settled);

  tender = trivet_order_lookup_tender (services_current (self), status->payment_id);
  g_assert_nonnull (tender);
  g_assert_cmpint (tender->amount_minor, ==, amount_minor);
  g_assert_cmpint (tender->change_minor, ==, change_minor);
}

static void
assert_refused (Services *self,
                int       code)
{
  services_assert_kind (self, "refused");
  g_assert_error (status_of (self)->error, TRIVET_PAYMENT_ERROR, code);
}

static void
test_exact (Services     *self,
            gconstpointer user_data)
{
  services_begin (self, "fish");
  pay (self, TOTAL);
  assert_paid (self, TOTAL, 0, TRUE);
  services_assert_shown (self, "ready paid ");
  g_assert_cmpuint (self->n_settled, ==, 1);
  pay (self, TOTAL);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 1);
}

static void
test_over (Services     *self,
           gconstpointer user_data)
{
  services_begin (self, "fish");
  pay (self, 10000);
  assert_paid (self, TOTAL, 10000 - TOTAL, TRUE);
}

static void
test_part_then_wallet (Services     *self,
                       gconstpointer user_data)
{
  services_begin (self, "fish");
  pay (self, 1000);
  assert_paid (self, 1000, 0, FALSE);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL - 1000);

  trivet_checkout_try_again (self->checkout);
  services_assert_kind (self, "ready");
  g_assert_cmpint (status_of (self)->amount.minor, ==, TOTAL - 1000);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, TOTAL - 1000);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_cmpint (trivet_scripted_provider_get_last (self->provider, TRIVET_SCRIPTED_CHARGE)->amount.minor, ==,
                   TOTAL - 1000);
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpuint (self->n_settled, ==, 1);
}

static void
test_many_parts (Services     *self,
                 gconstpointer user_data)
{
  services_begin (self, "fish");
  for (guint i = 0; i < 27; i++) {
    pay (self, 100);
    assert_paid (self, 100, 0, FALSE);
  }
  pay (self, 500);
  assert_paid (self, 100, 400, TRUE);
}

static void
test_odd_sums (Services     *self,
               gconstpointer user_data)
{
  services_begin (self, "fish");
  pay (self, 0);
  assert_refused (self, TRIVET_PAYMENT_ERROR_AMOUNT);
  g_assert_cmpint (status_of (self)->amount.minor, ==, TOTAL);
  pay (self, -TOTAL);
  assert_refused (self, TRIVET_PAYMENT_ERROR_AMOUNT);
  pay (self, G_MAXINT64);
  assert_refused (self, TRIVET_PAYMENT_ERROR_AMOUNT);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);
  pay (self, TOTAL);
  assert_paid (self, TOTAL, 0, TRUE);
}

static void
test_nothing_due (Services     *self,
                  gconstpointer user_data)
{
  g_autofree char *line_id = services_order (self, "rice");

  g_assert_true (trivet_checkout_begin (self->checkout, services_current (self)->order_id));
  trivet_register_void_line (self->reg, line_id);
  services_drain (self);
  pay (self, 100);
  assert_refused (self, TRIVET_PAYMENT_ERROR_SETTLED);
  services_scan (self, SERVICES_WECHAT_CODE);
  assert_refused (self, TRIVET_PAYMENT_ERROR_SETTLED);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
}

/* Two quick taps on a slow disk, and a code in between, take the money once. */
static void
test_quick_taps (Services     *self,
                 gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_assert_kind (self, "sending");
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_checkout_try_again (self->checkout);
  g_assert_false (trivet_checkout_serve_next (self->checkout));
  trivet_manual_clock_advance (self->clock, 1000);
  assert_paid (self, TOTAL, 0, TRUE);
  g_assert_cmpint (status_of (self)->took_ms, ==, 50);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 1);
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->provider, TRIVET_SCRIPTED_CHARGE), ==, 0);
}

/* Staff leave the page while the cash is being written: it is written, and the page stays idle. */
static void
test_leave (Services     *self,
            gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_checkout_end (self->checkout);
  trivet_manual_clock_advance (self->clock, 1000);
  services_assert_kind (self, "idle");
  g_assert_cmpuint (self->n_settled, ==, 1);
}

/* And when they come back before it is: the same cash must not be taken again. */
static void
test_leave_and_come_back (Services     *self,
                          gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (services_begin (self, "fish"));

  trivet_memory_journal_set_delay_ms (self->journal, 50);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_checkout_end (self->checkout);
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_manual_clock_advance (self->clock, 1000);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 1);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
  assert_paid (self, TOTAL, 0, TRUE);
}

static void
test_disk_full (Services     *self,
                gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  pay (self, TOTAL);
  services_assert_kind (self, "refused");
  g_assert_error (status_of (self)->error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL);
  g_assert_cmpuint (self->n_settled, ==, 0);

  pay (self, TOTAL);
  assert_paid (self, TOTAL, 0, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("exact", test_exact);
  ADD ("over", test_over);
  ADD ("part-then-wallet", test_part_then_wallet);
  ADD ("many-parts", test_many_parts);
  ADD ("odd-sums", test_odd_sums);
  ADD ("nothing-due", test_nothing_due);
  ADD ("quick-taps", test_quick_taps);
  ADD ("leave", test_leave);
  ADD ("leave-and-come-back", test_leave_and_come_back);
  ADD ("disk-full", test_disk_full);

  return g_test_run ();
}
