/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a payment's record is what its facts say, and facts that lie are errors, never crashes.
 * Method: short journals as text, good ones compared member by member, bad ones by their error;
 * then random facts in random order. */

#include "trivet-manual-clock.h"
#include "trivet-payment-error.h"
#include "trivet-payment.h"
#include "trivet-seeded-random.h"

#define STARTED                                                      \
  "{\"payment\":\"P1\",\"method\":\"alipay\",\"provider\":\"main\"," \
  "\"merchant_order_id\":\"TR0001\",\"amount_minor\":1000,\"currency\":\"CNY\"}"
#define ONLY_ID "{\"payment\":\"P1\"}"
#define PAID                                                       \
  "{\"payment\":\"P1\",\"amount_minor\":1000,\"payer_minor\":900," \
  "\"discount_minor\":100,\"provider_transaction_id\":\"X9\",\"paid_at\":\"t\"}"
#define REASON(name, raw) "{\"payment\":\"P1\",\"reason\":\"" name "\",\"raw_code\":\"" raw "\"}"

#define N_RANDOM_ROUNDS 1000

static void
add (GPtrArray  *facts,
     gint64      time_us,
     const char *type_name,
     const char *body)
{
  g_autoptr (GError) error = NULL;
  TrivetFact *fact;

  fact = trivet_fact_restore (facts->len + 1, "01J00000000000000000000000", "R1", "", time_us,
                              type_name, 1, "ORDER", body, &error);
  g_assert_no_error (error);
  g_ptr_array_add (facts, fact);
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
}

static void
test_paid (void)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GError) error = NULL;
  const TrivetPayment *payment;

  add (facts, 1, "payment-started", STARTED);
  add (facts, 2, "payment-asked", ONLY_ID);
  add (facts, 3, "payment-doubted", REASON ("answer-lost", "E1"));
  add (facts, 4, "payment-alarm", REASON ("not-believable", "E2"));
  add (facts, 5, "payment-waiting", ONLY_ID);
  add (facts, 6, "payment-paid", PAID);
  payments = trivet_payment_fold_all (facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (payments->len, ==, 1);

  payment = g_ptr_array_index (payments, 0);
  g_assert_cmpstr (payment->payment_id, ==, "P1");
  g_assert_cmpstr (payment->order_id, ==, "ORDER");
  g_assert_cmpstr (payment->method, ==, "alipay");
  g_assert_cmpstr (payment->provider_id, ==, "main");
  g_assert_cmpstr (payment->merchant_order_id, ==, "TR0001");
  g_assert_cmpint (payment->amount.minor, ==, 1000);
  g_assert_cmpint (payment->amount.currency, ==, TRIVET_CURRENCY_CNY);
  g_assert_cmpint (payment->state, ==, TRIVET_PAYMENT_STATE_PAID);
  g_assert_cmpint (payment->reason, ==, TRIVET_PAYMENT_REASON_NONE);
  g_assert_null (payment->raw_code);
  g_assert_cmpint (payment->started_at_us, ==, 1);
  g_assert_cmpint (payment->asked_at_us, ==, 2);
  g_assert_cmpint (payment->settled_at_us, ==, 6);
  g_assert_cmpint (payment->payer_minor, ==, 900);
  g_assert_cmpint (payment->discount_minor, ==, 100);
  g_assert_cmpstr (payment->provider_transaction_id, ==, "X9");
  g_assert_true (payment->alarmed);
}

static void
test_reversed_then_late (void)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  const TrivetPayment *payment;

  add (facts, 1, "payment-started", STARTED);
  add (facts, 2, "payment-asked", ONLY_ID);
  add (facts, 3, "payment-refused", REASON ("no-money", "NOT_ENOUGH"));
  add (facts, 4, "payment-reversing", "{\"payment\":\"P1\",\"reason\":\"no-money\"}");
  add (facts, 5, "payment-reversed", "{\"payment\":\"P1\",\"money_returned\":true}");
  before = trivet_payment_fold_all (facts, &error);
  g_assert_no_error (error);
  payment = g_ptr_array_index (before, 0);
  g_assert_cmpint (payment->state, ==, TRIVET_PAYMENT_STATE_REVERSED);
  g_assert_cmpint (payment->reason, ==, TRIVET_PAYMENT_REASON_NO_MONEY);
  g_assert_cmpstr (payment->raw_code, ==, "NOT_ENOUGH");
  g_assert_true (payment->money_returned);
  g_assert_cmpint (payment->settled_at_us, ==, 5);

  add (facts, 9, "payment-paid", PAID);
  after = trivet_payment_fold_all (facts, &error);
  g_assert_no_error (error);
  payment = g_ptr_array_index (after, 0);
  g_assert_cmpint (payment->state, ==, TRIVET_PAYMENT_STATE_PAID);
  g_assert_cmpint (payment->settled_at_us, ==, 9);
}

/* Each case is put after `payment-started` and `payment-asked`. */
static const struct {
  const char *type;
  const char *body;
} hostile[] = {
  { "payment-started", STARTED },
  { "payment-asked", ONLY_ID },
  { "payment-declined", REASON ("closed", "") },
  { "payment-reversed", "{\"payment\":\"P1\",\"money_returned\":false}" },
  { "payment-reversing", "{\"payment\":\"P1\",\"reason\":\"time-over\"}" },
  { "payment-paid", ONLY_ID },
  { "payment-paid", "{\"payment\":\"P1\",\"amount_minor\":\"1000\"}" },
  { "payment-paid", "{\"payment\":\"P1\",\"amount_minor\":999,\"payer_minor\":999,"
                    "\"discount_minor\":0,\"provider_transaction_id\":\"\"}" },
  { "payment-paid", "{\"payment\":\"P1\",\"amount_minor\":1000,\"payer_minor\":1000,"
                    "\"discount_minor\":1,\"provider_transaction_id\":\"\"}" },
  { "payment-paid", "{\"payment\":\"P1\",\"amount_minor\":1000,\"payer_minor\":-1,"
                    "\"discount_minor\":1001,\"provider_transaction_id\":\"\"}" },
  { "payment-paid", "{\"payment\":\"P1\",\"amount_minor\":1000,"
                    "\"payer_minor\":-9223372036854775808,"
                    "\"discount_minor\":9223372036854775807,\"provider_transaction_id\":\"\"}" },
  { "payment-waiting", "{\"payment\":\"P2\"}" },
  { "payment-waiting", "{\"payment\":7}" },
  { "payment-waiting", "{}" },
  { "payment-alarm", "{\"payment\":\"P2\",\"reason\":\"none\"}" },
  { "payment-started", "{\"payment\":\"P2\",\"method\":\"a\",\"provider\":\"m\","
                       "\"merchant_order_id\":\"T\",\"amount_minor\":0,\"currency\":\"CNY\"}" },
  { "payment-started", "{\"payment\":\"P2\",\"method\":\"a\",\"provider\":\"m\","
                       "\"merchant_order_id\":\"T\",\"amount_minor\":5,\"currency\":\"QQQ\"}" },
  { "payment-started", "{\"payment\":\"P2\",\"method\":\"a\",\"provider\":\"m\","
                       "\"amount_minor\":5,\"currency\":\"CNY\"}" },
};

static void
test_hostile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autoptr (GPtrArray) facts = new_facts ();
    g_autoptr (GError) error = NULL;

    add (facts, 1, "payment-started", STARTED);
    add (facts, 2, "payment-asked", ONLY_ID);
    add (facts, 3, hostile[i].type, hostile[i].body);
    g_assert_null (trivet_payment_fold_all (facts, &error));
    g_test_message ("%s", error->message);
    g_assert_true (error->domain == TRIVET_FACT_ERROR || error->domain == TRIVET_PAYMENT_ERROR);
  }
}

static void
test_foreign (void)
{
  g_autoptr (TrivetPayment) payment = trivet_payment_new ("P1", "OTHER-ORDER");
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GError) error = NULL;

  add (facts, 1, "payment-started", STARTED);
  g_assert_false (trivet_payment_apply (payment, g_ptr_array_index (facts, 0), &error));
  g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
  g_clear_error (&error);

  add (facts, 2, "order-note-set", "{\"note\":\"spicy\"}");
  add (facts, 3, "cash-taken", "{\"payment\":\"C1\"}");
  payments = trivet_payment_fold_all (facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (payments->len, ==, 1);
}

static void
test_random (void)
{
  static const char *const types[] = {
    "payment-started", "payment-asked", "payment-waiting", "payment-doubted",
    "payment-refused", "payment-reversing", "payment-paid", "payment-declined",
    "payment-reversed", "payment-unsent", "payment-alarm", "order-held"
  };
  static const char *const bodies[] = { STARTED, ONLY_ID, PAID, REASON ("closed", "x"), "{}",
                                        "{\"payment\":null}", "{\"payment\":\"P1\",\"reason\":[]}" };
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (20260101);
  guint n_good = 0;

  for (guint round = 0; round < N_RANDOM_ROUNDS; round++) {
    g_autoptr (GPtrArray) facts = new_facts ();
    g_autoptr (GPtrArray) payments = NULL;
    guint n = trivet_seeded_random_below (random, 6);

    add (facts, 1, "payment-started", STARTED);
    for (guint i = 0; i < n; i++)
      add (facts, i + 2, types[trivet_seeded_random_below (random, G_N_ELEMENTS (types))],
           bodies[trivet_seeded_random_below (random, G_N_ELEMENTS (bodies))]);
    payments = trivet_payment_fold_all (facts, NULL);
    n_good += payments != NULL;
  }
  g_assert_cmpuint (n_good, >, 100);
  g_assert_cmpuint (n_good, <, N_RANDOM_ROUNDS - 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment/fold/paid", test_paid);
  g_test_add_func ("/payment/fold/reversed-then-late", test_reversed_then_late);
  g_test_add_func ("/payment/fold/hostile", test_hostile);
  g_test_add_func ("/payment/fold/foreign", test_foreign);
  g_test_add_func ("/payment/fold/random", test_random);

  return g_test_run ();
}
