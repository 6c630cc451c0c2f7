/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: shifts, drawers and days are folded in the transaction of their facts, what does not fit is
 * refused with one sentence, the accounts follow, and rebuilding gives the same bytes. Method: small
 * stores with known content; random ones beside the memory journal, which folds anew each time. */

#include "store-support.h"
#include "trivet-manual-clock.h"
#include "trivet-memory-journal.h"

#include <string.h>

static gboolean
append (StoreTest     *test,
        TrivetFactType type,
        const char    *subject,
        const char    *body,
        GError       **error)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, type, subject, "%s", body));
  return store_test_append (test->store, facts, error);
}

static void
must_append (StoreTest     *test,
             TrivetFactType type,
             const char    *subject,
             const char    *body)
{
  g_autoptr (GError) error = NULL;

  append (test, type, subject, body, &error);
  g_assert_no_error (error);
}

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

  g_assert_false (append (test, type, subject, body, &error));
  g_assert_cmpint ((int) error->domain, ==, (int) TRIVET_FACT_ERROR);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_same_after_rebuild (StoreTest *test)
{
  g_autofree char *before = store_test_dump_state (test->path);
  g_autofree char *after = NULL;

  store_test_rebuild (test->store);
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (before, "state_shift"));
}

static gint64
get_balance (StoreTest  *test,
             const char *account)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (sum (balance_minor), 0) FROM state_account WHERE account = '%s'", account);

  return store_test_sql_int (test->path, sql);
}

static GPtrArray *
list_shifts (TrivetRepository *repository,
             TrivetShiftQuery  query,
             gint64            from,
             gint64            to)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  trivet_repository_list_shifts_async (repository, query, from, to, NULL, store_test_on_result, &result);
  store_test_wait (&result);
  list = trivet_repository_list_finish (repository, result, &error);
  g_assert_no_error (error);
  return list;
}

static GPtrArray *
sum_day (TrivetRepository *repository,
         gint64            from,
         gint64            to)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  trivet_repository_sum_day_async (repository, from, to, NULL, store_test_on_result, &result);
  store_test_wait (&result);
  list = trivet_repository_list_finish (repository, result, &error);
  g_assert_no_error (error);
  return list;
}

static char *
describe_sums (GPtrArray *sums,
               gboolean   with_counts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++) {
    const TrivetDaySum *sum = g_ptr_array_index (sums, i);
    gboolean            counted = with_counts && sum->kind != TRIVET_DAY_SUM_ACCOUNT;

    g_string_append_printf (text, "%d %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", (int) sum->kind, sum->name, sum->amount_minor,
                            counted ? sum->count : (gint64) 0);
  }
  return g_string_free (text, FALSE);
}

static char *
describe_shifts (GPtrArray *shifts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shifts->len; i++) {
    const TrivetShift *shift = g_ptr_array_index (shifts, i);

    g_string_append_printf (text, "%s %s %s %s/%s %d in %d %d %d out %d %d %d kicks %d count %d %d %d %d\n", shift->shift_id,
                            shift->drawer_id, shift->register_id, shift->opened_by, shift->closed_by, (int) shift->float_minor,
                            (int) shift->cash_in_minor, (int) shift->paid_in_minor, (int) (shift->closed_at_us != 0),
                            (int) shift->cash_out_minor, (int) shift->paid_out_minor, (int) shift->dropped_minor,
                            (int) shift->n_kicks, (int) shift->counted, (int) shift->counted_minor,
                            (int) shift->expected_minor, (int) shift->variance_minor);
  }
  return g_string_free (text, FALSE);
}

/* A sale of 20.00 in cash, taken at @shift. */
static void
sell (StoreTest  *test,
      const char *order_id,
      const char *shift)
{
  g_autofree char *opened = g_strdup_printf ("{\"number\":\"%s\",\"currency\":\"CNY\"}", order_id);
  g_autofree char *cash = g_strdup_printf ("{\"payment\":\"P-%s\",\"amount_minor\":2000,\"tendered_minor\":2000,\"change_minor\":0%s%s%s}",
                                           order_id, shift != NULL ? ",\"shift\":\"" : "", shift != NULL ? shift : "",
                                           shift != NULL ? "\"" : "");

  must_append (test, TRIVET_FACT_ORDER_OPENED, order_id, opened);
  must_append (test, TRIVET_FACT_LINE_ADDED, order_id,
               "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
               "\"quantity\":1,\"unit_price_minor\":2000,\"tax_rate_ppm\":60000,\"tax_included\":true,\"modifiers\":[]}");
  must_append (test, TRIVET_FACT_CASH_TAKEN, order_id, cash);
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
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  sell (&test, "with", "shift/1");
  sell (&test, "without", NULL);
  must_append (&test, TRIVET_FACT_CASH_RETURNED, "with",
               "{\"refund\":\"R\",\"payment\":\"P-with\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  must_append (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("300"));
  must_append (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", SUM ("1200"));
  must_append (&test, TRIVET_FACT_DRAWER_DROPPED, "shift/1", SUM ("5000"));
  must_append (&test, TRIVET_FACT_DRAWER_OPENED, "shift/1", "{\"reason\":\"change\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 10000 + 4000 - 500 + 300 - 1200 - 5000);
  g_assert_cmpint (get_balance (&test, "safe"), ==, -5000);
  g_assert_cmpint (get_balance (&test, "other-income"), ==, -300);
  g_assert_cmpint (get_balance (&test, "expenses"), ==, 1200);

  /* A second count counts; it is short by 0.60. */
  must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("0", "0", "5600"));
  must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("55", "5500", "5600"));
  open = list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
  g_assert_cmpuint (open->len, ==, 1);
  must_append (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("5500", "5600", "-100"));
  g_assert_cmpint (get_balance (&test, "over-short"), ==, 100);
  g_assert_cmpint (get_balance (&test, "safe"), ==, 500);
  /* What was taken without a shift lies in no drawer that was counted. */
  g_assert_cmpint (get_balance (&test, "cash"), ==, 2000);

  closed = list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_CLOSED, 1, G_MAXINT64);
  words = describe_shifts (closed);
  g_assert_nonnull (strstr (words, " 10000 in 2000 300 1 out 500 1200 5000 kicks 1 count 1 5500 5600 -100\n"));
  assert_same_after_rebuild (&test);
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
  must_append (&test, TRIVET_FACT_CASH_ROUNDING_SET, "prices", "{\"unit_minor\":10,\"mode\":\"down\"}");
  must_refuse (&test, TRIVET_FACT_CASH_ROUNDING_SET, "store", "{\"unit_minor\":10,\"mode\":\"down\"}", "subject");
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  must_append (&test, TRIVET_FACT_ORDER_OPENED, "order", "{\"number\":\"1\",\"currency\":\"CNY\"}");
  must_append (&test, TRIVET_FACT_LINE_ADDED, "order",
               "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
               "\"quantity\":1,\"unit_price_minor\":2014,\"tax_rate_ppm\":60000,\"tax_included\":true,\"modifiers\":[]}");
  must_append (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"P\",\"amount_minor\":2007,\"rounding_minor\":-7,\"tendered_minor\":5000,\"change_minor\":3000,\"shift\":\"shift/1\"}");
  must_refuse (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"Q\",\"amount_minor\":7,\"rounding_minor\":-7,\"tendered_minor\":7,\"change_minor\":0,\"shift\":\"shift/1\"}", "change");
  must_append (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"Q\",\"amount_minor\":7,\"rounding_minor\":-7,\"tendered_minor\":0,\"change_minor\":0,\"shift\":\"shift/1\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 12000);
  g_assert_cmpint (get_balance (&test, "rounding"), ==, 14);
  g_assert_cmpint (get_balance (&test, "guests"), ==, 0);

  must_append (&test, TRIVET_FACT_CASH_RETURNED, "order",
               "{\"refund\":\"R\",\"payment\":\"P\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  must_refuse (&test, TRIVET_FACT_CASH_RETURNED, "order",
               "{\"refund\":\"S\",\"payment\":\"P\",\"amount_minor\":1507,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}", "received");
  must_append (&test, TRIVET_FACT_CASH_RETURNED, "order",
               "{\"refund\":\"S\",\"payment\":\"P\",\"amount_minor\":1507,\"rounding_minor\":-7,\"cause\":\"guest\",\"reason\":\"cold\",\"shift\":\"shift/1\"}");
  g_assert_cmpint (get_balance (&test, "cash"), ==, 10000);
  g_assert_cmpint (get_balance (&test, "rounding"), ==, 7);

  open = list_shifts (TRIVET_REPOSITORY (test.store), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
  g_assert_cmpint (trivet_shift_compute_expected (g_ptr_array_index (open, 0)), ==, 10000);
  g_assert_cmpint (((TrivetShift *) g_ptr_array_index (open, 0))->cash_in_minor, ==, 2000);
  sums = sum_day (TRIVET_REPOSITORY (test.store), 1, G_MAXINT64);
  words = describe_sums (sums, TRUE);
  g_assert_nonnull (strstr (words, "1 cash 2000 2\n"));
  g_assert_nonnull (strstr (words, "2 cash 2000 2\n"));
  g_assert_nonnull (strstr (words, "0 rounding 7 "));
  assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

static void
test_refusals (void)
{
  StoreTest test;

  store_test_set_up (&test);
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("E"));
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "store", DRAWER ("D"), "subject");
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "drawers", "{\"name\":\"Bar\"}", "id");
  must_refuse (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER (""), "empty");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("X", "0"), "no such drawer");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "-1"), "float_minor");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "order", OPEN ("D", "1"), "not a shift");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("1"), "never opened");
  must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "10000"));
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/1", OPEN ("D", "1"), "open already");
  must_refuse (&test, TRIVET_FACT_SHIFT_OPENED, "shift/2", OPEN ("D", "1"), "open shift already");
  must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/2", OPEN ("E", "1"));
  must_refuse (&test, TRIVET_FACT_DRAWER_REMOVED, "drawers", "{\"id\":\"D\"}", "open shift");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", SUM ("0"), "amount_minor");
  must_refuse (&test, TRIVET_FACT_DRAWER_PAID_OUT, "shift/1", "{\"amount_minor\":1}", "reason");
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("0", "10000", "-10000"), "not counted");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "9999", "10000"), "do not add up");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "9999"), "Cash has moved");
  must_refuse (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1",
               "{\"denominations\":[7],\"counted_minor\":0,\"expected_minor\":10000}", "no object");
  must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "10000"));
  must_append (&test, TRIVET_FACT_DRAWER_PAID_IN, "shift/1", SUM ("7"));
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10000", "0"), "not counted");
  must_append (&test, TRIVET_FACT_DRAWER_COUNTED, "shift/1", COUNT ("100", "10000", "10007"));
  must_refuse (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10007", "0"), "not those of the count");
  must_append (&test, TRIVET_FACT_SHIFT_CLOSED, "shift/1", CLOSE ("10000", "10007", "-7"));
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "shift/1", "{\"reason\":\"r\"}", "closed");
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"reason\":\"r\"}", "drawer");
  must_refuse (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"drawer\":\"D\"}", "reason");
  must_append (&test, TRIVET_FACT_DRAWER_OPENED, "drawers", "{\"drawer\":\"D\",\"reason\":\"r\"}");
  must_append (&test, TRIVET_FACT_ORDER_OPENED, "order", "{\"number\":\"1\",\"currency\":\"CNY\"}");
  must_refuse (&test, TRIVET_FACT_CASH_TAKEN, "order",
               "{\"payment\":\"P\",\"amount_minor\":1,\"tendered_minor\":1,\"change_minor\":0,\"shift\":\"shift/1\"}", "closed");
  /* The drawer is free again, also to be removed. */
  must_append (&test, TRIVET_FACT_SHIFT_OPENED, "shift/3", OPEN ("D", "0"));
  assert_same_after_rebuild (&test);
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
  must_append (&test, TRIVET_FACT_DAY_CLOSED, "day",
               "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\",\"left\":" LEFT "}");
  must_append (&test, TRIVET_FACT_PRINT_REQUESTED, "report/x/1",
               "{\"job\":\"J1\",\"document\":\"x-report\",\"copy\":1,\"from_sequence\":1,\"left\":" LEFT "}");
  must_append (&test, TRIVET_FACT_PRINT_STARTED, "report/x/1", "{\"job\":\"J1\"}");
  must_append (&test, TRIVET_FACT_PRINT_FAILED, "report/x/1", "{\"job\":\"J1\",\"reason\":\"off\",\"partly\":false}");
  facts = store_test_load (test.store, "report/x/1");
  g_assert_cmpuint (facts->len, ==, 3);
  jobs = store_test_list_jobs (test.store);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpstr (((TrivetPrintJob *) g_ptr_array_index (jobs, 0))->order_id, ==, "report/x/1");
  g_assert_cmpstr (((TrivetPrintJob *) g_ptr_array_index (jobs, 0))->order_number, ==, "");
  assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

static void
test_days (void)
{
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) drawers = NULL;
  StoreTest test;

  store_test_set_up (&test);
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("E"));
  must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", DRAWER ("D"));
  must_append (&test, TRIVET_FACT_DRAWER_REMOVED, "drawers", "{\"id\":\"E\"}");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":2,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}", "number 1, not 2");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":2,\"business_date\":\"2026-11-22\"}", "does not begin");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-13-22\"}", "YYYY-MM-DD");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "store", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}", "subject");
  /* The store's own fact is the first. */
  must_append (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":1,\"business_date\":\"2026-11-22\"}");
  must_refuse (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":1,\"from_sequence\":7,\"business_date\":\"2026-11-22\"}", "number 2, not 1");
  must_append (&test, TRIVET_FACT_DAY_CLOSED, "day", "{\"number\":2,\"from_sequence\":7,\"business_date\":\"2026-11-23\"}");
  last = store_test_load (test.store, "day");
  g_assert_cmpuint (last->len, ==, 1);
  g_assert_cmpint (trivet_fact_get_sequence (g_ptr_array_index (last, 0)), ==, 7);
  drawers = store_test_load (test.store, "drawers");
  g_assert_cmpuint (drawers->len, ==, 1);
  assert_same_after_rebuild (&test);
  store_test_tear_down (&test);
}

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
    g_autoptr (GPtrArray) sum = sum_day (both[i], from, to);
    g_autoptr (GPtrArray) list = list_shifts (both[i], TRIVET_SHIFT_QUERY_CLOSED, from, to);

    sums[i] = describe_sums (sum, TRUE);
    shifts[i] = describe_shifts (list);
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
  g_autoptr (GPtrArray) open = list_shifts (TRIVET_REPOSITORY (plain), TRIVET_SHIFT_QUERY_OPEN, 0, 0);
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
      must_append (&test, TRIVET_FACT_DRAWER_SET, "drawers", body);
    }
    trivet_journal_append_async (TRIVET_JOURNAL (plain), facts, store_test_on_result, &begun);
    store_test_wait (&begun);
    for (int i = 0; i < 400; i++)
      append_random (&test, plain, rand, &n_taken);
    g_assert_cmpint (n_taken, >, 100);
    assert_alike (&test, plain, 1, G_MAXINT64);
    assert_alike (&test, plain, 40, 90);
    assert_same_after_rebuild (&test);
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
  sell (&test, "before", NULL);
  from = store_test_sql_int (test.path, "SELECT max (sequence) FROM fact") + 1;
  sell (&test, "one", NULL);
  sell (&test, "two", NULL);
  must_append (&test, TRIVET_FACT_CASH_RETURNED, "before",
               "{\"refund\":\"R\",\"payment\":\"P-before\",\"amount_minor\":500,\"cause\":\"guest\",\"reason\":\"cold\"}");
  must_append (&test, TRIVET_FACT_ORDER_OPENED, "gone", "{\"number\":\"9\",\"currency\":\"CNY\"}");
  must_append (&test, TRIVET_FACT_ORDER_VOIDED, "gone", "{\"reason\":\"test\"}");
  must_append (&test, TRIVET_FACT_ORDER_OPENED, "wallet", "{\"number\":\"8\",\"currency\":\"CNY\"}");
  must_append (&test, TRIVET_FACT_LINE_ADDED, "wallet",
               "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
               "\"quantity\":1,\"unit_price_minor\":700,\"tax_rate_ppm\":0,\"tax_included\":true,\"modifiers\":[]}");
  must_append (&test, TRIVET_FACT_PAYMENT_STARTED, "wallet",
               "{\"payment\":\"W\",\"method\":\"alipay\",\"provider\":\"ali\",\"merchant_order_id\":\"m\",\"amount_minor\":700,\"currency\":\"CNY\"}");
  must_append (&test, TRIVET_FACT_PAYMENT_ASKED, "wallet", "{\"payment\":\"W\"}");
  must_append (&test, TRIVET_FACT_PAYMENT_PAID, "wallet",
               "{\"payment\":\"W\",\"amount_minor\":700,\"payer_minor\":700,\"discount_minor\":0,\"provider_transaction_id\":\"t\",\"paid_at\":\"\"}");
  sums = sum_day (TRIVET_REPOSITORY (test.store), from, G_MAXINT64);
  words = describe_sums (sums, TRUE);
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
  g_test_add_func ("/store/drawers/shift", test_shift);
  g_test_add_func ("/store/drawers/rounded", test_rounded);
  g_test_add_func ("/store/drawers/refusals", test_refusals);
  g_test_add_func ("/store/drawers/days", test_days);
  g_test_add_func ("/store/drawers/reports", test_reports);
  g_test_add_func ("/store/drawers/random", test_random);
  g_test_add_func ("/store/drawers/sums", test_sums);
  return g_test_run ();
}
