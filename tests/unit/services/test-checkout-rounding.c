/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: cash that takes all that is left is rounded by the price book, a part is not; what is asked
 * for is what is taken. Method: the real checkout on a memory journal, in every mode, by hand and
 * with random sums. */

#include "services-bench.h"

#define TOTAL 2803

#define ADD(path, func) \
  g_test_add ("/services/checkout/rounding/" path, Services, NULL, services_set_up, func, services_tear_down)

static const TrivetCheckoutStatus *
status_of (Services *self)
{
  return trivet_checkout_get_status (self->checkout);
}

static void
set_rounding (Services   *self,
              int         unit_minor,
              const char *mode)
{
  g_autofree char *body = g_strdup_printf ("{'unit_minor':%d,'mode':'%s'}", unit_minor, mode);

  services_append (self, TRIVET_FACT_CASH_ROUNDING_SET, "prices", body);
}

/* Fish and rice, at @total_minor. */
static void
begin (Services *self,
       gint64    total_minor)
{
  g_autofree char *body = NULL;

  services_begin (self, "fish");
  g_free (services_order (self, "rice"));
  body = g_strdup_printf ("{'kind':'amount','value':%" G_GINT64_FORMAT "}", services_total (self) - total_minor);
  services_append (self, TRIVET_FACT_ORDER_DISCOUNT_SET, services_current (self)->order_id, body);
  g_assert_cmpint (services_total (self), ==, total_minor);
}

static void
pay (Services *self,
     gint64    tendered_minor)
{
  trivet_checkout_pay_cash (self->checkout, tendered_minor);
  services_drain (self);
}

static void
assert_due (Services *self,
            gint64    amount_minor,
            gint64    cash_minor)
{
  TrivetCashDue due = trivet_checkout_get_cash_due (self->checkout);

  g_assert_cmpint (due.amount_minor, ==, amount_minor);
  g_assert_cmpint (due.cash_minor, ==, cash_minor);
}

static void
assert_paid (Services *self,
             gint64    amount_minor,
             gint64    rounding_minor,
             gint64    change_minor)
{
  const TrivetCheckoutStatus *status = status_of (self);
  const TrivetTender         *tender;

  services_assert_kind (self, "paid");
  g_assert_cmpint (status->amount.minor, ==, amount_minor);
  g_assert_cmpint (status->rounding_minor, ==, rounding_minor);
  g_assert_cmpint (status->change_minor, ==, change_minor);
  g_assert_cmpint (status->tendered_minor, ==, amount_minor + rounding_minor + change_minor);
  tender = trivet_order_lookup_tender (services_current (self), status->payment_id);
  g_assert_cmpint (tender->amount_minor, ==, amount_minor);
  g_assert_cmpint (tender->rounding_minor, ==, rounding_minor);
  g_assert_cmpint (tender->tendered_minor, ==, status->tendered_minor);
}

static void
test_down (Services     *self,
           gconstpointer user_data)
{
  set_rounding (self, 10, "down");
  begin (self, TOTAL);
  assert_due (self, TOTAL, 2800);
  pay (self, 10000);
  assert_paid (self, TOTAL, -3, 7200);
  g_assert_true (status_of (self)->order_settled);
}

static void
test_up (Services     *self,
         gconstpointer user_data)
{
  set_rounding (self, 50, "up");
  begin (self, TOTAL);
  assert_due (self, TOTAL, 2850);
  /* The exact sum is too little, and leaves nothing that could be paid otherwise. */
  pay (self, TOTAL);
  services_assert_kind (self, "refused");
  g_assert_error (status_of (self)->error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT);
  pay (self, 2849);
  services_assert_kind (self, "refused");
  pay (self, 2850);
  assert_paid (self, TOTAL, 47, 0);
}

static void
test_part (Services     *self,
           gconstpointer user_data)
{
  set_rounding (self, 10, "down");
  begin (self, TOTAL);
  trivet_checkout_set_amount (self->checkout, 1234);
  assert_due (self, 1234, 1234);
  pay (self, 2000);
  assert_paid (self, 1234, 0, 766);
  assert_due (self, TOTAL - 1234, 1560);
  /* Less than what is due is a part too. */
  pay (self, 1001);
  assert_paid (self, 1001, 0, 0);
  assert_due (self, 568, 560);
  pay (self, 560);
  assert_paid (self, 568, -8, 0);
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpint (trivet_order_get_surplus_minor (services_current (self)), ==, 0);
}

/* The rest comes to nothing in cash: the order is done, and nothing is taken. */
static void
test_nothing (Services     *self,
              gconstpointer user_data)
{
  set_rounding (self, 10, "down");
  begin (self, TOTAL);
  pay (self, 0);
  services_assert_kind (self, "refused");
  trivet_checkout_set_amount (self->checkout, TOTAL - 7);
  pay (self, TOTAL - 7);
  assert_due (self, 7, 0);
  pay (self, 0);
  assert_paid (self, 7, -7, 0);
  g_assert_true (status_of (self)->order_settled);
}

/* The guest's wallet pays exactly, whatever coins there are. */
static void
test_wallet (Services     *self,
             gconstpointer user_data)
{
  set_rounding (self, 100, "up");
  begin (self, TOTAL);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, TOTAL);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_cmpint (status_of (self)->amount.minor, ==, TOTAL);
  g_assert_cmpint (status_of (self)->rounding_minor, ==, 0);
}

/* Each check is rounded by itself. */
static void
test_check (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *order_id = NULL;

  set_rounding (self, 10, "nearest");
  begin (self, TOTAL);
  order_id = g_strdup (services_current (self)->order_id);
  services_append (self, TRIVET_FACT_CHECKS_SET, order_id, "{'kind':'equal','checks':2}");
  g_assert_true (trivet_checkout_begin_check (self->checkout, order_id, 1));
  assert_due (self, 1402, 1400);
  pay (self, 1400);
  assert_paid (self, 1402, -2, 0);
  g_assert_true (status_of (self)->check_settled);
  g_assert_true (trivet_checkout_begin_check (self->checkout, order_id, 2));
  trivet_checkout_set_amount (self->checkout, 6);
  assert_due (self, 6, 6);
  pay (self, 6);
  assert_due (self, 1395, 1400);
  pay (self, 1400);
  assert_paid (self, 1395, 5, 0);
  g_assert_true (status_of (self)->order_settled);
}

/* A later book changes what is asked for, never what was taken. */
static void
test_later_book (Services     *self,
                 gconstpointer user_data)
{
  const TrivetTender *tender;

  begin (self, TOTAL);
  assert_due (self, TOTAL, TOTAL);
  set_rounding (self, 10, "up");
  assert_due (self, TOTAL, 2810);
  pay (self, 2810);
  set_rounding (self, 0, "down");
  tender = g_ptr_array_index (services_current (self)->tenders, 0);
  g_assert_cmpint (tender->rounding_minor, ==, 7);
  services_stop (self);
  services_start (self);
  g_assert_true (services_load (self, NULL));
  g_assert_cmpint (trivet_price_book_get_cash_rounding (trivet_register_get_prices (self->reg))->unit_minor, ==, 0);
}

/* Random sums in random parts: what was received is the total and its one rounding, and every fact is
 * taken. */
static void
test_random (Services     *self,
             gconstpointer user_data)
{
  static const char *const modes[] = { "down", "nearest", "up" };
  static const int         units[] = { 0, 5, 10, 50, 100 };

  for (guint round = 0; round < 150; round++) {
    const int unit = units[trivet_seeded_random_below (self->random, G_N_ELEMENTS (units))];
    gint64    total = 1 + trivet_seeded_random_below (self->random, 3000);
    gint64    received = 0;

    set_rounding (self, unit, modes[trivet_seeded_random_below (self->random, 3)]);
    services_append (self, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{'id':'fish','available':true,'left':9}");
    begin (self, total);
    while (trivet_checkout_get_due_minor (self->checkout) > 0) {
      TrivetCashDue due = trivet_checkout_get_cash_due (self->checkout);
      gint64        sum = 1 + trivet_seeded_random_below (self->random, 2000);

      pay (self, sum < due.amount_minor && sum < due.cash_minor ? sum : due.cash_minor);
      services_assert_kind (self, "paid");
      received += status_of (self)->tendered_minor - status_of (self)->change_minor;
    }
    g_assert_true (status_of (self)->order_settled);
    g_assert_cmpint (ABS (received - total), <, MAX (unit, 1));
    g_assert_cmpint (trivet_order_get_paid_minor (services_current (self)), ==, total);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("down", test_down);
  ADD ("up", test_up);
  ADD ("part", test_part);
  ADD ("nothing", test_nothing);
  ADD ("wallet", test_wallet);
  ADD ("check", test_check);
  ADD ("later-book", test_later_book);
  ADD ("random", test_random);

  return g_test_run ();
}
