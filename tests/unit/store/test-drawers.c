/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: shifts, drawers and days are folded in the transaction of their facts, what does not fit is
 * refused with one sentence, and the accounts follow. Method: small stores with known content. */

#include "drawers-bench.h"

static void
must_refuse (StoreTest     *test,
             TrivetFactType type,
             const char    *subject,
             const char    *body,
             const char    *words)
{
  g_autofree char *before = store_test_dump_state (test->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (drawers_bench_append (test, type, subject, body, &error));
  g_assert_cmpint ((int) error->domain, ==, (int) TRIVET_FACT_ERROR);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
}

static gint64
get_balance (StoreTest  *test,
             const char *account)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (sum (balance_minor), 0) FROM state_account WHERE account = '%s'", account);

  return store_test_sql_int (test->path, sql);
}

#define DRAWER(id)    "{\"id\":\"" id "\",\"name\":\"Bar\",\"name_zh\":\"吧台\",\"kick\":\"tcp:192.0.2.7:9100\"}"
#define OPEN(id, sum) "{\"drawer\":\"" id "\",\"float_minor\":" sum "}"
#define SUM(sum)      "{\"amount_minor\":" sum ",\"reason\":\"r\"}"
#define COUNT(n, sum, expected)                                                                            \
  "{\"denominations\":[{\"minor\":100,\"count\":" n "},{\"minor\":10,\"count\":0}],\"counted_minor\":" sum \
  ",\"expected_minor\":" expected "}"
#define CLOSE(counted, expected, variance) \
  "{\"counted_minor\":" counted ",\"expected_minor\":" expected ",\"variance_minor\":" variance "}"

static void
test_shift (void)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) closed = NULL;
  g_autofree char *words = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  drawers_bench_sell (&test, "with", "shift/1");
  drawers_bench_sell (&test, "without", NULL);
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_RETURNED, "with",
                             "{\"refund\":\"R\",\"payment\":\"P-with\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("300"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", SUM ("1200"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_DROPPED, "shift/1", SUM ("5000"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_OPENED, "shift/1", "{\"reason\":\"change\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 10000 + 4000 - 500 + 300 - 1200 - 5000);
  g_assert_cmpint (get_balance (&test, "safe"), ==, -5000);
  g_assert_cmpint (get_balance (&test, "other-income"), ==, -300);
  g_assert_cmpint (get_balance (&test, "expenses"), ==, 1200);

  /* A second count counts; it is short by 0.60. */
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("0", "0", "5600"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("55", "5500", "5600"));
  open = drawers_bench_list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
  g_assert_cmpuint (open->len, ==, 1);
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("5500", "5600", "-100"));
  g_assert_cmpint (get_balance (&test, "over-short"), ==, 100);
  g_assert_cmpint (get_balance (&test, "safe"), ==, 500);
  /* What was taken without a shift lies in no drawer that was counted. */
  g_assert_cmpint (get_balance (&test, "cash"), ==, 2000);

  closed = drawers_bench_list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_CLOSED, 1, G_MAXINT64);
  words = drawers_bench_describe_shifts (closed);
  g_assert_nonnull (strstr (words, " 10000 in 2000 300 1 out 500 1200 5000 kicks 1 count 1 5500 5600 -100\n"));
  drawers_bench_assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

/* A drawer has what was received: 20.07 rounded to 20.00, of which 5.00 and the rest go back, and
 * 0.07 for which nothing was taken. */
static void
test_rounded (void)
{
  g_autoptr (GPtrArray) sums = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *words = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_ROUNDING_SET, "prices", "{\"unit_minor\":10,\"mode\":\"down\"}");
  must_refuse (&test, TRIVET_FACT_CASH_ROUNDING_SET, "store", "{\"unit_minor\":10,\"mode\":\"down\"}", "subject");
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  drawers_bench_must_append (&test, TRIVET_FACT_ORDER_OPENED, "order", "{\"number\":\"1\",\"currency\":\"CNY\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_LINE_ADDED, "order",
                             "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
                             "\"quantity\":1,\"unit_price_minor\":2014,\"tax_rate_ppm\":60000,\"tax_included\":true,\"modifiers\":[]}");
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_TAKEN, "order",
                             "{\"payment\":\"P\",\"amount_minor\":2007,\"rounding_minor\":-7,\"tendered_minor\":5000,\"change_minor\":3000,\"shift\":\"shift/1\"}");
  must_refuse (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"Q\",\"amount_minor\":7,\"rounding_minor\":-7,\"tendered_minor\":7,\"change_minor\":0,\"shift\":\"shift/1\"}", "change");
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_TAKEN, "order",
                             "{\"payment\":\"Q\",\"amount_minor\":7,\"rounding_minor\":-7,\"tendered_minor\":0,\"change_minor\":0,\"shift\":\"shift/1\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 12000);
  g_assert_cmpint (get_balance (&test, "rounding"), ==, 14);
  g_assert_cmpint (get_balance (&test, "guests"), ==, 0);

  drawers_bench_must_append (&test, TRIVET_FACT_CASH_RETURNED, "order",
                             "{\"refund\":\"R\",\"payment\":\"P\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  must_refuse (&test, TRIVET_FACT_CASH_RETURNED, "order",
               "{\"refund\":\"S\",\"payment\":\"P\",\"amount_minor\":1507,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}", "received");
  drawers_bench_must_append (&test, TRIVET_FACT_CASH_RETURNED, "order",
                             "{\"refund\":\"S\",\"payment\":\"P\",\"amount_minor\":1507,\"rounding_minor\":-7,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 10000);
  g_assert_cmpint (get_balance (&test, "rounding"), ==, 7);

  open = drawers_bench_list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
  g_assert_cmpint (trivet_shift_compute_expected (g_ptr_array_index (open, 0)), ==, 10000);
  g_assert_cmpint (((TrivetShift *) g_ptr_array_index (open, 0))->cash_in_minor, ==, 2000);
  sums = drawers_bench_sum_day (TRIVET_REPOSITORY (test.store), 1, G_MAXINT64);
  words = drawers_bench_describe_sums (sums, TRUE);
  g_assert_nonnull (strstr (words, "1 cash 2000 2\n"));
  g_assert_nonnull (strstr (words, "2 cash 2000 2\n"));
  g_assert_nonnull (strstr (words, "0 rounding 7 "));
  drawers_bench_assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

static void
test_refusals (void)
{
  StoreTest test;

  store_test_set_up (&test);
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("E"));
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "store", DRAWER ("D"), "subject");
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "drawers", "{\"name\":\"Bar\"}", "id");
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER (""), "empty");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("X", "0"), "no such drawer");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "-1"), "float_minor");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "order", OPEN ("D", "1"), "not a shift");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("1"), "never opened");
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "1"), "open already");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/2", OPEN ("D", "1"), "open shift already");
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/2", OPEN ("E", "1"));
  must_refuse (&test, TRIVET_FACT_DRAWER_REMOVED, "drawers", "{\"id\":\"D\"}", "open shift");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", SUM ("0"), "amount_minor");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", "{\"amount_minor\":1}", "reason");
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("0", "10000", "-10000"), "not counted");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "9999", "10000"), "do not add up");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "9999"), "Cash has moved");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1",
               "{\"denominations\":[7],\"counted_minor\":0,\"expected_minor\":10000}", "no object");
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "10000"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("7"));
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10000", "0"), "not counted");
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "10007"));
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10007", "0"), "not those of the count");
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10007", "-7"));
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "shift/1", "{\"reason\":\"r\"}", "closed");
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"reason\":\"r\"}", "drawer");
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"drawer\":\"D\"}", "reason");
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"drawer\":\"D\",\"reason\":\"r\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_ORDER_OPENED, "order", "{\"number\":\"1\",\"currency\":\"CNY\"}");
  must_refuse (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"P\",\"amount_minor\":1,\"tendered_minor\":1,\"change_minor\":0,\"shift\":\"shift/1\"}", "closed");
  /* The drawer is free again, also to be removed. */
  drawers_bench_must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/3", OPEN ("D", "0"));
  drawers_bench_assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

#define LEFT "{\"orders\":[],\"doubts\":[],\"shifts\":[{\"name\":\"D\",\"staff\":\"Lin\"}],\"papers\":0,\"unsent\":0}"

/* What a report's paper needs is looked at before it is stored; its jobs are about no order. */
static void
test_reports (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  StoreTest test;

  store_test_set_up (&test);
  must_refuse (&test, TRIVET_FACT_PRINT_REQUESTED, "report/x/1", "{\"job\":\"J1\",\"document\":\"receipt\",\"copy\":1,\"from_sequence\":1}", "x-report");
  must_refuse (&test, TRIVET_FACT_PRINT_REQUESTED, "report/x/1", "{\"job\":\"J1\",\"document\":\"x-report\",\"copy\":1}", "from_sequence");
  must_refuse (&test, TRIVET_FACT_PRINT_REQUESTED, "report/z/1",
               "{\"job\":\"J1\",\"document\":\"z-report\",\"copy\":1,\"from_sequence\":1,\"to_sequence\":2}", "number");
  must_refuse (&test, TRIVET_FACT_PRINT_REQUESTED, "report/z/1",
               "{\"job\":\"J1\",\"document\":\"z-report\",\"copy\":1,\"number\":1,\"from_sequence\":3,\"to_sequence\":2}", "ended its day");
  must_refuse (&test, TRIVET_FACT_PRINT_REQUESTED, "report/x/1",
               "{\"job\":\"J1\",\"document\":\"x-report\",\"copy\":1,\"from_sequence\":1,\"left\":{}}", "orders");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day",
               "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\",\"left\":[]}", "left");
  must_refuse (&test, TRIVET_FACT_PRINT_STARTED, "report/x/1", "{\"job\":\"J1\"}", "no such print job");
  drawers_bench_must_append (&test, TRIVET_FACT_DAY_CLOSED, "day",
                             "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\",\"left\":" LEFT "}");
  drawers_bench_must_append (&test, TRIVET_FACT_PRINT_REQUESTED, "report/x/1",
                             "{\"job\":\"J1\",\"document\":\"x-report\",\"copy\":1,\"from_sequence\":1,\"left\":" LEFT "}");
  drawers_bench_must_append (&test, TRIVET_FACT_PRINT_STARTED, "report/x/1", "{\"job\":\"J1\"}");
  drawers_bench_must_append (&test, TRIVET_FACT_PRINT_FAILED, "report/x/1", "{\"job\":\"J1\",\"reason\":\"off\",\"partly\":false}");
  facts = store_test_load (test.store, "report/x/1");
  g_assert_cmpuint (facts->len, ==, 3);
  jobs = store_test_list_jobs (test.store);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpstr (((TrivetPrintJob *) g_ptr_array_index (jobs, 0))->order_id, ==, "report/x/1");
  g_assert_cmpstr (((TrivetPrintJob *) g_ptr_array_index (jobs, 0))->order_number, ==, "");
  drawers_bench_assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

static void
test_days (void)
{
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) drawers = NULL;
  StoreTest test;

  store_test_set_up (&test);
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("E"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  drawers_bench_must_append (&test, TRIVET_FACT_DRAWER_REMOVED, "drawers", "{\"id\":\"E\"}");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":2,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}", "number 1, not 2");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":2,\"business_date\":\"2026-11-22\"}", "does not begin");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-13-22\"}", "YYYY-MM-DD");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "store", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}", "subject");
  /* The store's own fact is the first. */
  drawers_bench_must_append (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":7,\"business_date\":\"2026-11-22\"}", "number 2, not 1");
  drawers_bench_must_append (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":2,\"from_sequence\":7,\"business_date\":\"2026-11-23\"}");
  last = store_test_load (test.store, "day");
  g_assert_cmpuint (last->len, ==, 1);
  g_assert_cmpint (trivet_fact_get_sequence (g_ptr_array_index (last, 0)), ==, 7);
  drawers = store_test_load (test.store, "drawers");
  g_assert_cmpuint (drawers->len, ==, 1);
  drawers_bench_assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/drawers/shift", test_shift);
  g_test_add_func ("/store/drawers/rounded", test_rounded);
  g_test_add_func ("/store/drawers/refusals", test_refusals);
  g_test_add_func ("/store/drawers/days", test_days);
  g_test_add_func ("/store/drawers/reports", test_reports);
  return g_test_run ();
}
