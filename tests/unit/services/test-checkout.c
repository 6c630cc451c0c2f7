/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the pay page shows what is certain about a payment, and asks a wallet once. Method: the real
 * engine between a scripted wallet, a manual clock and a memory journal; the bench looks for the
 * guest's code in every status, fact and log line. */

#include "checkout-bench.h"

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = TRIVET_CHECKOUT_IDLE; kind <= TRIVET_CHECKOUT_REFUSED; kind++)
    g_assert_true (g_hash_table_add (names, (gpointer) trivet_checkout_kind_get_name (kind)));
}

static void
test_begin_end (Services     *self,
                gconstpointer user_data)
{
  services_assert_kind (self, "idle");
  g_assert_false (trivet_checkout_begin (self->checkout, "NO-SUCH-ORDER"));
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_pay_cash (self->checkout, 100);
  trivet_checkout_try_again (self->checkout);
  trivet_checkout_check_now (self->checkout);
  trivet_checkout_cancel (self->checkout);
  g_assert_false (trivet_checkout_serve_next (self->checkout));
  services_assert_kind (self, "idle");
  g_assert_cmpuint (self->n_changed, ==, 0);

  services_begin (self, "fish");
  services_assert_kind (self, "ready");
  g_assert_cmpint (checkout_bench_status_of (self)->amount.minor, ==, TOTAL);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL);
  g_assert_cmpuint (trivet_scripted_provider_get_n_prepared (self->provider), ==, 1);
  g_assert_true (trivet_checkout_get_tab (self->checkout) == trivet_register_get_current (self->reg));
  g_assert_false (trivet_checkout_serve_next (self->checkout));

  trivet_checkout_end (self->checkout);
  g_assert_null (trivet_checkout_get_tab (self->checkout));
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, 0);
  services_assert_shown (self, "ready idle ");
}

static void
test_codes (Services     *self,
            gconstpointer user_data)
{
  static const struct {
    const char    *text;
    TrivetCodeKind kind;
  } codes[] = {
    { "6901234567892", TRIVET_CODE_PRODUCT },
    { "https://example.org/menu", TRIVET_CODE_LINK },
    { "99456789012345678901", TRIVET_CODE_UNKNOWN_DIGITS },
    { " \r\n", TRIVET_CODE_EMPTY },
    { "table 12", TRIVET_CODE_OTHER },
  };

  services_begin (self, "fish");
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    services_scan (self, codes[i].text);
    services_assert_kind (self, "bad-code");
    g_assert_cmpint (checkout_bench_status_of (self)->code_kind, ==, codes[i].kind);
    g_assert_cmpint (checkout_bench_status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_NONE);
    g_assert_null (checkout_bench_status_of (self)->payment_id);
  }
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 0);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_STARTED), ==, 0);

  /* Scanning goes on; what a scanner puts around a code does not matter. */
  checkout_bench_push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAID, 0);
  services_scan (self, " " SERVICES_WECHAT_CODE "\r\n");
  services_assert_kind (self, "paid");
}

static void
test_not_contracted (Services     *self,
                     gconstpointer user_data)
{
  services_begin (self, "fish");
  services_scan (self, SERVICES_ALIPAY_CODE);
  services_assert_kind (self, "bad-code");
  g_assert_cmpint (checkout_bench_status_of (self)->code_kind, ==, TRIVET_CODE_PAYMENT);
  g_assert_cmpint (checkout_bench_status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_NOT_CONTRACTED);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_STARTED), ==, 0);
}

static void
test_paid (Services     *self,
           gconstpointer user_data)
{
  const TrivetCheckoutStatus *status = checkout_bench_status_of (self);

  services_begin (self, "fish");
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "sending");
  g_assert_cmpstr (status->method, ==, "wechat");
  g_assert_cmpstr (status->masked_code, ==, "1345 •••• •••• •••• 89");
  g_assert_nonnull (status->payment_id);
  g_assert_cmpint (status->took_ms, ==, 0);

  trivet_manual_clock_advance (self->clock, 1250);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_CHARGE, trivet_scripted_answer_paid (TOTAL));
  services_drain (self);
  services_assert_shown (self, "ready sending paid ");
  g_assert_cmpuint (self->n_changed, <=, 5);
  g_assert_cmpint (status->amount.minor, ==, TOTAL);
  g_assert_cmpint (status->payer_minor, ==, TOTAL - TOTAL / 10);
  g_assert_cmpint (status->discount_minor, ==, TOTAL / 10);
  g_assert_cmpstr (status->reference, ==, "SCRIPTED-1");
  g_assert_cmpint (status->took_ms, ==, 1250);
  g_assert_cmpint (status->settled_at_us, >, 0);
  g_assert_true (status->order_settled);
  g_assert_cmpuint (self->n_settled, ==, 1);
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);

  /* Settled is settled: neither a code nor cash nor another try does anything. */
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_checkout_try_again (self->checkout);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);
}

static void
test_waiting (Services     *self,
              gconstpointer user_data)
{
  const TrivetCheckoutStatus *status = checkout_bench_status_of (self);

  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_PAYER_ACTION);
  services_assert_kind (self, "waiting");
  g_assert_cmpint (status->next_check_at_us - status->since_us, ==, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (status->give_up_at_us - status->since_us, ==, 45 * G_USEC_PER_SEC);
  g_assert_cmpuint (status->checks_max, >, 1);

  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, TRIVET_PAYMENT_REASON_NONE);
  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, TRIVET_PAYMENT_REASON_NONE);
  trivet_manual_clock_advance (self->clock, 5000);
  services_assert_kind (self, "waiting");
  g_assert_cmpuint (status->checks, ==, 1);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_try_again (self->checkout);
  trivet_manual_clock_advance (self->clock, 5000);
  services_assert_shown (self, "ready sending waiting paid ");
  g_assert_cmpint (status->took_ms, ==, 10000);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
}

static void
test_declined (Services     *self,
               gconstpointer user_data)
{
  const TrivetCheckoutStatus *status = checkout_bench_status_of (self);
  TrivetProviderAnswer       *answer;

  services_begin (self, "fish");
  answer = trivet_provider_answer_new (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY);
  answer->raw_code = g_strdup ("NOTENOUGH");
  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_CHARGE, answer);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "confirming");
  services_scan (self, SERVICES_WECHAT_CODE);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);

  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_NOT_PAID, 0));
  services_drain (self);
  services_assert_shown (self, "ready sending confirming declined ");
  g_assert_cmpint (status->reason, ==, TRIVET_PAYMENT_REASON_NO_MONEY);
  g_assert_cmpstr (status->raw_code, ==, "NOTENOUGH");
  g_assert_false (status->order_settled);

  trivet_checkout_try_again (self->checkout);
  services_assert_kind (self, "ready");
  g_assert_null (status->raw_code);
  checkout_bench_push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAID, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 2);
}

static void
test_link_down (Services     *self,
                gconstpointer user_data)
{
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_UNSENT);
  services_assert_shown (self, "ready sending link-down ");
  g_assert_cmpint (checkout_bench_status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_UNREACHABLE);

  /* Nothing was sent, so the next code may be scanned without another word. */
  checkout_bench_push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAID, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
}

static void
test_in_doubt (Services     *self,
               gconstpointer user_data)
{
  checkout_bench_begin_and_scan (self, TRIVET_OUTCOME_UNKNOWN);
  services_assert_kind (self, "in-doubt");
  g_assert_cmpint (checkout_bench_status_of (self)->reason, ==, TRIVET_PAYMENT_REASON_ANSWER_LOST);
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  trivet_checkout_try_again (self->checkout);
  services_drain (self);
  services_assert_kind (self, "in-doubt");

  checkout_bench_push (self, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAID, 0);
  trivet_checkout_check_now (self->checkout);
  services_drain (self);
  services_assert_shown (self, "ready sending in-doubt paid ");
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 1);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_CASH_TAKEN), ==, 0);
}

static void
test_limit (Services     *self,
            gconstpointer user_data)
{
  trivet_scripted_provider_set_limit_minor (self->provider, TOTAL - 1);
  services_begin (self, "fish");
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "refused");
  g_assert_error (checkout_bench_status_of (self)->error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT);
  g_assert_cmpint (checkout_bench_status_of (self)->amount.minor, ==, TOTAL);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 0);
}

static void
test_disk_full (Services     *self,
                gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "refused");
  g_assert_error (checkout_bench_status_of (self)->error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 0);

  trivet_checkout_try_again (self->checkout);
  checkout_bench_push (self, TRIVET_SCRIPTED_CHARGE, TRIVET_OUTCOME_PAID, 0);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
}

static void
test_set_provider (Services     *self,
                   gconstpointer user_data)
{
  g_autoptr (TrivetScriptedProvider) second = NULL;

  second = trivet_scripted_provider_new ("second", "wechat", TRIVET_CLOCK (self->clock));
  trivet_provider_registry_add (self->registry, TRIVET_PAYMENT_PROVIDER (second));
  trivet_scripted_provider_push_paid (second, TRIVET_SCRIPTED_CHARGE, TOTAL);
  services_begin (self, "fish");
  trivet_checkout_set_provider (self->checkout, "second");
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (checkout_bench_n_charges (self), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  g_test_add_func ("/services/checkout/names", test_names);
  ADD ("begin-end", test_begin_end);
  ADD ("codes", test_codes);
  ADD ("not-contracted", test_not_contracted);
  ADD ("paid", test_paid);
  ADD ("waiting", test_waiting);
  ADD ("declined", test_declined);
  ADD ("link-down", test_link_down);
  ADD ("in-doubt", test_in_doubt);
  ADD ("limit", test_limit);
  ADD ("disk-full", test_disk_full);
  ADD ("set-provider", test_set_provider);

  return g_test_run ();
}
