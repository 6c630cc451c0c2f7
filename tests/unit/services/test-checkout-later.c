/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the checkout loses sight of no payment: not of one that ends when another guest is served, is
 * cancelled, comes late, or was begun before the last restart. Method: the real engine between a
 * scripted wallet, a manual clock and a memory journal; the bench looks for the guest's code in every
 * status, fact and log line. */

#include "checkout-bench.h"

static void
test_cancel (Services     *self,
             gconstpointer user_data)
{
  TrivetProviderAnswer *answer = trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, 0);

  answer->money_returned = TRUE;
  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_REVERSE, answer);
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_PAYER_ACTION);
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  trivet_checkout_cancel (self->checkout);
  services_drain (self);
  services_assert_kind (self, "cancelling");
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_cancel (self->checkout);

  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_manual_clock_advance (self->clock, 60 * 1000);
  services_assert_shown (self, "ready sending waiting cancelling cancelled ");
  g_assert_true (checkout_bench_status_of (self)->money_returned);
  g_assert_cmpint (checkout_bench_status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_STAFF_CANCELLED);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL);
}

/* Cancelled, but the guest had paid: then it is paid. */
static void
test_cancel_too_late (Services     *self,
                      gconstpointer user_data)
{
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_PAYER_ACTION);
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_checkout_cancel (self->checkout);
  services_drain (self);
  services_assert_shown (self, "ready sending waiting paid ");
}

static void
test_serve_next (Services     *self,
                 gconstpointer user_data)
{
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_UNKNOWN);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  g_assert_true (trivet_checkout_serve_next (self->checkout));
  services_assert_kind (self, "idle");
  g_assert_null (trivet_register_get_current (self->reg));
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 1);
  g_assert_cmpuint (self->n_doubts_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 1);

  /* The next guest pays cash meanwhile; then the first one's payment is found paid. */
  services_begin (self, "rice");
  trivet_checkout_pay_cash (self->checkout, SERVICES_RICE_MINOR);
  services_drain (self);
  services_assert_kind (self, "paid");
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_manual_clock_advance (self->clock, 5000);
  services_assert_kind (self, "paid");
  g_assert_cmpstr (checkout_bench_status_of (self)->method, ==, "cash");
  g_assert_cmpuint (self->n_settled, ==, 2);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  g_assert_cmpuint (self->n_doubts_changed, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 0);
}

static void
test_come_back (Services     *self,
                gconstpointer user_data)
{
  g_autofree char *order_id = NULL;
  g_autofree char *payment_id = NULL;

  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_UNKNOWN);
  order_id = g_strdup (services_current (self)->order_id);
  payment_id = g_strdup (checkout_bench_status_of (self)->payment_id);
  trivet_checkout_serve_next (self->checkout);

  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_assert_kind (self, "in-doubt");
  g_assert_cmpstr (checkout_bench_status_of (self)->payment_id, ==, payment_id);
  g_assert_cmpint (checkout_bench_status_of (self)->amount.minor, ==, TOTAL);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_checkout_check_now (self->checkout);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (checkout_bench_status_of (self)->order_settled);
}

/* Staff leave and come back before the intent is durable: the payment is shown all the same. */
static void
test_come_back_quickly (Services     *self,
                        gconstpointer user_data)
{
  g_autofree char *order_id = g_strdup (services_begin (self, "fish"));

  trivet_memory_journal_set_delay_ms (self->journal, 50);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_end (self->checkout);
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_assert_kind (self, "sending");
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_manual_clock_advance (self->clock, 60);
  services_assert_kind (self, "sending");
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_CHARGE, trivet_scripted_answer_paid (TOTAL));
  trivet_manual_clock_advance (self->clock, 1000);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
}

static char *
decline_first (Services *self)
{
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_DECLINED);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, 0));
  services_drain (self);
  services_assert_kind (self, "declined");

  return g_strdup (checkout_bench_status_of (self)->payment_id);
}

/* An older attempt that is heard of while the next one begins does not take the page. */
static void
test_older_attempt (Services     *self,
                    gconstpointer user_data)
{
  g_autofree char *first = decline_first (self);

  trivet_checkout_try_again (self->checkout);
  trivet_memory_journal_set_delay_ms (self->journal, 50);
  services_scan (self, SERVICES_WECHAT_CODE);
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_payment_engine_check_now (self->engine, first, NULL);
  services_drain (self);
  services_assert_kind (self, "sending");
  trivet_manual_clock_advance (self->clock, 60);
  services_assert_kind (self, "sending");
  g_assert_cmpstr (checkout_bench_status_of (self)->payment_id, !=, first);

  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_CHARGE, trivet_scripted_answer_paid (TOTAL));
  trivet_manual_clock_advance (self->clock, 1000);
  services_assert_kind (self, "paid");
}

/* A payment that proves paid after all is shown, and nobody is asked to pay again. */
static void
test_late_success (Services     *self,
                   gconstpointer user_data)
{
  g_autofree char *first = decline_first (self);

  trivet_checkout_try_again (self->checkout);
  services_assert_kind (self, "ready");
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_payment_engine_check_now (self->engine, first, NULL);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (checkout_bench_status_of (self)->order_settled);
  services_scan (self, SERVICES_WECHAT_CODE);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
}

/* The register stopped while a wallet was asked: until the engine has taken that over, nobody may be
 * asked for the same money again, neither for a code nor for cash. */
static void
test_unknown_payment (Services     *self,
                      gconstpointer user_data)
{
  const char *order_id = services_begin (self, "fish");

  services_append (self, TRIVET_FACT_PAYMENT_STARTED, order_id,
                   "{'payment':'P1','method':'wechat','provider':'main','merchant_order_id':'M1',"
                   "'amount_minor':2800,'currency':'CNY'}");
  services_append (self, TRIVET_FACT_PAYMENT_ASKED, order_id, "{'payment':'P1'}");
  for (guint i = 0; i < 2; i++) {
    int code = i == 0 ? TRIVET_PAYMENT_ERROR_OVER_DUE : TRIVET_PAYMENT_ERROR_IN_DOUBT;

    services_scan (self, SERVICES_WECHAT_CODE);
    services_assert_kind (self, "refused");
    g_assert_error (checkout_bench_status_of (self)->error, TRIVET_PAYMENT_ERROR, code);
    trivet_checkout_pay_cash (self->checkout, TOTAL);
    services_drain (self);
    services_assert_kind (self, "refused");
    g_assert_error (checkout_bench_status_of (self)->error, TRIVET_PAYMENT_ERROR, code);
    services_append (self, TRIVET_FACT_PAYMENT_DOUBTED, order_id, "{'payment':'P1','reason':'answer-lost'}");
  }
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 0);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);
}

static void
on_resumed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
resume (Services *self,
        guint     n_expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) order_ids = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  trivet_repository_list_unsettled_payments_async (TRIVET_REPOSITORY (self->journal), NULL, on_resumed, &result);
  services_drain (self);
  order_ids = trivet_repository_list_finish (TRIVET_REPOSITORY (self->journal), result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  trivet_checkout_resume_async (self->checkout, order_ids, on_resumed, &result);
  services_drain (self);
  g_assert_true (trivet_checkout_resume_finish (self->checkout, result, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_expected);
}

static void
test_resume (Services     *self,
             gconstpointer user_data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (GError) error = NULL;

  resume (self, 0);
  for (guint i = 0; i < 3; i++) {
    checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_UNKNOWN);
    g_free (order_id);
    order_id = g_strdup (services_current (self)->order_id);
    trivet_checkout_serve_next (self->checkout);
  }
  services_stop (self);
  services_start (self);
  g_assert_true (services_load (self, &error));

  /* Before they are taken over: the order itself says that money is in doubt. */
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "refused");
  g_assert_error (checkout_bench_status_of (self)->error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT);
  trivet_checkout_end (self->checkout);

  resume (self, 3);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 3);
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_assert_kind (self, "in-doubt");
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 2);
  for (guint i = 0; i < 3; i++)
    checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_manual_clock_advance (self->clock, 10 * 1000);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  g_assert_cmpuint (self->n_settled, ==, 3);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("cancel", test_cancel);
  ADD ("cancel-too-late", test_cancel_too_late);
  ADD ("serve-next", test_serve_next);
  ADD ("come-back", test_come_back);
  ADD ("come-back-quickly", test_come_back_quickly);
  ADD ("older-attempt", test_older_attempt);
  ADD ("late-success", test_late_success);
  ADD ("unknown-payment", test_unknown_payment);
  ADD ("resume", test_resume);

  return g_test_run ();
}
