/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what staff and a manager can do about a payment in doubt is durable, is said honestly, and
 * never takes money twice. Method: the real engine and manager between a scripted wallet, a manual
 * clock and a memory journal. */

#include "services-bench.h"

#include "trivet-manager.h"
#include "trivet-plain-hasher.h"

#define TOTAL SERVICES_FISH_MINOR
#define PIN   "2468"

#define ADD(path, func) \
  g_test_add ("/services/checkout/doubt/" path, Services, NULL, services_set_up, func, services_tear_down)

static const TrivetCheckoutStatus *
status_of (Services *self)
{
  return trivet_checkout_get_status (self->checkout);
}

static void
push (Services           *self,
      TrivetScriptedCall  call,
      TrivetOutcome       outcome,
      TrivetPaymentReason reason)
{
  trivet_scripted_provider_push_outcome (self->provider, call, outcome, reason);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: (transfer full): a manager's yes */
static TrivetApproval *
approve (Services *self)
{
  g_autoptr (TrivetPinHasher) hasher = trivet_plain_hasher_new ();
  g_autoptr (TrivetManager) manager = NULL;
  g_autoptr (TrivetSecret) pin = trivet_secret_new (PIN, -1);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GAsyncResult) checked = NULL;
  g_autoptr (GError) error = NULL;
  TrivetApproval *approval;

  manager = trivet_manager_new (TRIVET_JOURNAL (self->journal), TRIVET_REPOSITORY (self->journal), hasher,
                                TRIVET_CLOCK (self->clock), TRIVET_RANDOM (self->random), "R1");
  trivet_manager_load_async (manager, on_result, &loaded);
  services_drain (self);
  g_assert_true (trivet_manager_load_finish (manager, loaded, &error));
  if (!trivet_manager_has_pin (manager)) {
    trivet_manager_set_pin_async (manager, pin, NULL, "bela", on_result, &set);
    services_drain (self);
    g_assert_true (trivet_manager_set_pin_finish (manager, set, &error));
  }
  trivet_manager_check_async (manager, pin, "bela", on_result, &checked);
  services_drain (self);
  approval = trivet_manager_check_finish (manager, checked, &error);
  g_assert_no_error (error);
  return approval;
}

/* The page shows a payment whose answer was lost. */
static void
lose_answer (Services *self)
{
  services_begin (self, "fish");
  push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "in-doubt");
}

static void
override (Services *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_checkout_can_override (self->checkout, NULL));
  g_assert_true (trivet_checkout_override (self->checkout, NULL, approve (self), "Guest is leaving", &error));
  g_assert_no_error (error);
  services_drain (self);
  services_assert_kind (self, "overridden");
}

/* The order is paid in cash after all; the wallet says "paid" later, and that goes back. */
static void
test_override (Services     *self,
               gconstpointer user_data)
{
  lose_answer (self);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_drain (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);

  override (self);
  g_assert_false (trivet_checkout_can_override (self->checkout, NULL));
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 1);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_cmpstr (status_of (self)->method, ==, "cash");
  g_assert_true (status_of (self)->order_settled);

  trivet_scripted_provider_set_capabilities (self->provider, TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY |
                                                               TRIVET_CAPABILITY_REFUND);
  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (TOTAL));
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (TOTAL));
  trivet_manual_clock_advance (self->clock, 10000);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_REFUND_STARTED), ==, 1);
  g_assert_cmpstr (status_of (self)->method, ==, "cash");
  g_assert_cmpint (status_of (self)->surplus_minor, ==, TOTAL);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
}

/* It proves paid before anything else was taken: then it is simply paid. */
static void
test_override_then_paid (Services     *self,
                         gconstpointer user_data)
{
  lose_answer (self);
  override (self);
  trivet_scripted_provider_set_capabilities (self->provider, TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (TOTAL));
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpint (status_of (self)->surplus_minor, ==, 0);
}

static void
test_override_refused (Services     *self,
                       gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  services_begin (self, "fish");
  g_assert_false (trivet_checkout_can_override (self->checkout, NULL));
  g_assert_false (trivet_checkout_override (self->checkout, NULL, approve (self), "?", &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, TOTAL);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_false (trivet_checkout_override (self->checkout, NULL, approve (self), "?", &error));
  g_assert_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_OVERRIDDEN), ==, 0);
}

/* The guest shows a receipt: it covers the order, is never reversed, and stays open until proven. */
static void
test_claim (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (GError) error = NULL;

  lose_answer (self);
  order_id = g_strdup (services_current (self)->order_id);
  g_assert_true (trivet_checkout_can_claim (self->checkout, NULL));
  g_assert_true (trivet_checkout_claim (self->checkout, NULL, "4200001", NULL, "Screenshot", &error));
  services_drain (self);
  services_assert_kind (self, "claimed");
  g_assert_false (trivet_checkout_can_claim (self->checkout, NULL));
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, 0);
  g_assert_true (services_facts_contain (self, "4200001"));
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 1);

  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "refused");
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_assert_kind (self, "claimed");
  g_assert_true (trivet_checkout_serve_next (self->checkout));

  for (guint i = 0; i < 5; i++) {
    push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_UNKNOWN, 0);
    trivet_manual_clock_advance (self->clock, 600000);
  }
  g_assert_cmpuint (trivet_scripted_provider_get_n_calls (self->provider, TRIVET_SCRIPTED_REVERSE), ==, 0);
  g_assert_cmpuint (self->n_settled, ==, 0);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_QUERY, TOTAL);
  trivet_manual_clock_advance (self->clock, 3600000);
  g_assert_cmpuint (self->n_settled, ==, 1);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
}

/* The claim covers a part; the rest is paid in cash. */
static void
test_claim_part (Services     *self,
                 gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_checkout_set_amount (self->checkout, 1000);
  push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_UNKNOWN, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (self, SERVICES_WECHAT_CODE);
  g_assert_cmpint (status_of (self)->amount.minor, ==, 1000);
  g_assert_true (trivet_checkout_claim (self->checkout, NULL, "", NULL, "Seen", NULL));
  services_drain (self);
  services_assert_kind (self, "claimed");

  trivet_checkout_set_amount (self->checkout, 0);
  g_assert_cmpint (trivet_checkout_get_amount_minor (self->checkout), ==, TOTAL - 1000);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_false (status_of (self)->order_settled);
  g_assert_cmpint (status_of (self)->amount.minor, ==, TOTAL - 1000);
  trivet_scripted_provider_set_deaf (self->provider, FALSE);
  trivet_manual_clock_advance (self->clock, 6000);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (1000));
  services_drain (self);
  g_assert_cmpuint (self->n_settled, ==, 1);
  g_assert_true (status_of (self)->order_settled);
}

/* "No money" that a query could not confirm is undone, and still reads as a refusal; a reversal
 * keeps the provider's number. */
static void
test_refused_and_undone (Services     *self,
                         gconstpointer user_data)
{
  TrivetProviderAnswer *gone;

  services_begin (self, "fish");
  push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY);
  push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  push (self, TRIVET_SCRIPTED_REVERSE, TRIVET_OUTCOME_NOT_PAID, 0);
  push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_manual_clock_advance (self->clock, 60000);
  services_assert_kind (self, "declined");
  g_assert_cmpint (status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_NO_MONEY);

  trivet_checkout_try_again (self->checkout);
  push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAYER_ACTION, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "waiting");
  gone = trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, 0);
  gone->provider_transaction_id = g_strdup ("42000021");
  push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  push (self, TRIVET_SCRIPTED_REVERSE, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_QUERY, gone);
  trivet_checkout_cancel (self->checkout);
  trivet_manual_clock_advance (self->clock, 60000);
  services_assert_kind (self, "cancelled");
  g_assert_cmpint (status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_STAFF_CANCELLED);
  g_assert_cmpstr (status_of (self)->reference, ==, "42000021");
}

/* An order that costs nothing is closed by a fact of its own. */
static void
test_costs_nothing (Services     *self,
                    gconstpointer user_data)
{
  services_begin (self, "fish");
  g_assert_false (trivet_checkout_can_close (self->checkout));
  trivet_checkout_close_order (self->checkout);
  services_drain (self);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_CLOSED), ==, 0);

  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_RATE, 1000000, "Owner");
  services_drain (self);
  g_assert_cmpint (status_of (self)->amount.minor, ==, 0);
  g_assert_true (trivet_checkout_can_close (self->checkout));
  trivet_checkout_close_order (self->checkout);
  trivet_checkout_close_order (self->checkout);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->order_settled);
  g_assert_null (status_of (self)->method);
  g_assert_cmpint (status_of (self)->amount.minor, ==, 0);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_ORDER_CLOSED), ==, 1);
  g_assert_cmpuint (self->n_settled, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("override", test_override);
  ADD ("override-then-paid", test_override_then_paid);
  ADD ("override-refused", test_override_refused);
  ADD ("claim", test_claim);
  ADD ("claim-part", test_claim_part);
  ADD ("refused-and-undone", test_refused_and_undone);
  ADD ("costs-nothing", test_costs_nothing);

  return g_test_run ();
}
