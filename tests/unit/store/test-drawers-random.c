/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever happens at drawers, the sums are right and rebuilding gives the same bytes. Method:
 * random stores beside the memory journal, which folds anew each time. */

#include "drawers-bench.h"

static void
assert_alike (StoreTest           *test,
              TrivetMemoryJournal *plain,
              gint64               from,
              gint64               to)
{
  TrivetRepository *both[] = { TRIVET_REPOSITORY (test->store), TRIVET_REPOSITORY (plain) };
  char             *sums[2];
  char             *shifts[2];

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) sum = drawers_bench_sum_day (both[i], from, to);
    g_autoptr (GPtrArray) list = drawers_bench_list_shifts (both[i], TRIVET_SHIFT_QUERY_CLOSED, from, to);

    sums[i] = drawers_bench_describe_sums (sum, TRUE);
    shifts[i] = drawers_bench_describe_shifts (list);
  }
  g_assert_cmpstr (sums[0], ==, sums[1]);
  g_assert_cmpstr (shifts[0], ==, shifts[1]);
  for (guint i = 0; i < 2; i++) {
    g_free (sums[i]);
    g_free (shifts[i]);
  }
}

/* Random counts, closes and movements at three drawers; most of them fit. */
static void
append_random (StoreTest           *test,
               TrivetMemoryJournal *plain,
               GRand               *rand,
               int                 *n_taken)
{
  static const TrivetFactType types[] = {
    TRIVET_FACT_SHIFT_OPENED, TRIVET_FACT_SHIFT_OPENED, TRIVET_FACT_DRAWER_PAID_IN, TRIVET_FACT_DRAWER_PAID_OUT,
    TRIVET_FACT_DRAWER_DROPPED, TRIVET_FACT_DRAWER_OPENED, TRIVET_FACT_DRAWER_COUNTED, TRIVET_FACT_SHIFT_CLOSED
  };
  g_autoptr (GPtrArray) open = drawers_bench_list_shifts (TRIVET_REPOSITORY (plain), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
  const TrivetShift *shift = open->len > 0 ? g_ptr_array_index (open, g_rand_int_range (rand, 0, (gint32) open->len)) : NULL;
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GPtrArray) copy = store_test_new_facts ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TrivetFactType   type = types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))];
  gboolean         counts = type == TRIVET_FACT_DRAWER_COUNTED;
  int              n = g_rand_int_range (rand, 0, 500);
  gint64           expected = shift != NULL ? trivet_shift_compute_expected (shift) : 0;
  gint64           counted = counts || shift == NULL ? 100 * n : shift->counted_minor;
  g_autofree char *subject = type == TRIVET_FACT_SHIFT_OPENED || shift == NULL ? g_strdup_printf ("shift/%d", *n_taken) : g_strdup (shift->shift_id);
  TrivetFact      *fact;

  fact = store_test_make_fact (&test->stamp, type, subject,
                               "{\"drawer\":\"D%d\",\"float_minor\":%d,\"amount_minor\":%d,\"reason\":\"r\","
                               "\"denominations\":[{\"minor\":100,\"count\":%d}],\"counted_minor\":%" G_GINT64_FORMAT ","
                               "\"expected_minor\":%" G_GINT64_FORMAT ",\"variance_minor\":%" G_GINT64_FORMAT "}",
                               g_rand_int_range (rand, 0, 3), n, n, n, counted, expected, counted - expected);
  g_ptr_array_add (copy, trivet_fact_restore (0, trivet_fact_get_id (fact), trivet_fact_get_register_id (fact), trivet_fact_get_staff (fact),
                                              trivet_fact_get_time_us (fact), trivet_fact_type_get_name (type), 1, subject,
                                              trivet_fact_get_body_text (fact), NULL));
  g_ptr_array_add (facts, fact);
  trivet_journal_append_async (TRIVET_JOURNAL (plain), copy, store_test_on_result, &result);
  store_test_wait (&result);
  /* Both take it or both refuse it. */
  if (store_test_append (test->store, facts, &error)) {
    g_assert_true (trivet_journal_append_finish (TRIVET_JOURNAL (plain), result, NULL));
    *n_taken += 1;
  } else {
    g_assert_cmpint ((int) error->domain, ==, (int) TRIVET_FACT_ERROR);
    g_assert_false (trivet_journal_append_finish (TRIVET_JOURNAL (plain), result, NULL));
  }
}

static void
test_random (void)
{
  StoreTest test;
  int       n_taken = 0;

  store_test_set_up (&test);
  {
    g_autoptr (TrivetMemoryJournal) plain = trivet_memory_journal_new (test.stamp.clock);
    g_autoptr (GRand) rand = g_rand_new_with_seed (42);
    g_autoptr (GPtrArray) facts = store_test_load (test.store, "store");
    g_autoptr (GAsyncResult) begun = NULL;

    for (int i = 0; i < 3; i++) {
      g_autofree char *body = g_strdup_printf ("{\"id\":\"D%d\",\"name\":\"n\"}", i);

      g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_DRAWER_SET, "drawers", "%s", body));
      drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", body);
    }
    trivet_journal_append_async (TRIVET_JOURNAL (plain), facts, store_test_on_result, &begun);
    store_test_wait (&begun);
    for (int i = 0; i < 400; i++)
      append_random (&test, plain, rand, &n_taken);
    g_assert_cmpint (n_taken, >, 100);
    assert_alike (&test, plain, 1, G_MAXINT64);
    assert_alike (&test, plain, 40, 90);
    drawers_bench_assert_same_after_rebuild (&test);
  }
  store_test_tear_down (&test);
}

/* Tenders by method, refunds and voids of a stretch of the journal, and nothing of what lies beside. */
static void
test_sums (void)
{
  g_autoptr (GPtrArray) sums = NULL;
  g_autofree char *words = NULL;
  StoreTest        test;
  gint64           from;

  store_test_set_up (&test);
  drawers_bench_sell (&test, "before", NULL);
  from = store_test_sql_int (test.path, "SELECT max (sequence) FROM fact") + 1;
  drawers_bench_sell (&test, "one", NULL);
  drawers_bench_sell (&test, "two", NULL);
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_RETURNED, "before",
                             "{\"refund\":\"R\",\"payment\":\"P-before\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_ORDER_OPENED, "gone", "{\"number\":\"9\",\"currency\":\"CNY\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_ORDER_VOIDED, "gone", "{\"reason\":\"test\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_ORDER_OPENED, "wallet", "{\"number\":\"8\",\"currency\":\"CNY\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_LINE_ADDED, "wallet",
                             "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
                             "\"quantity\":1,\"unit_price_minor\":700,\"tax_rate_ppm\":0,\"tax_included\":true,\"modifiers\":[]}");
  drawers_bench_must_append (&test, TRIVET_FACT_PAYMENT_STARTED, "wallet",
                             "{\"payment\":\"W\",\"method\":\"alipay\",\"provider\":\"ali\",\"merchant_order_id\":\"m\",\"amount_minor\":700,\"currency\":\"CNY\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_PAYMENT_ASKED, "wallet", "{\"payment\":\"W\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_PAYMENT_PAID, "wallet",
                             "{\"payment\":\"W\",\"amount_minor\":700,\"payer_minor\":700,\"discount_minor\":0,\"provider_transaction_id\":\"t\",\"paid_at\":\"\"}");
  sums = drawers_bench_sum_day (TRIVET_REPOSITORY (test.store), from, G_MAXINT64);
  words = drawers_bench_describe_sums (sums, TRUE);
  g_assert_cmpstr (words, ==,
                   "0 cash 3500 0\n0 clearing:ali 700 0\n0 refunds 500 0\n0 sales -4474 0\n0 tax -226 0\n"
                   "1 alipay 700 1\n1 cash 4000 2\n2 cash 500 1\n3 order-opened 0 4\n3 order-voided 0 1\n");
  store_test_tear_down (&test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/drawers/random", test_random);
  g_test_add_func ("/store/drawers/sums", test_sums);
  return g_test_run ();
}
