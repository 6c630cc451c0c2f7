/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: payments, refunds, accounts, bills and what is unsettled are what the facts say. Method:
 * random histories of money into the store and into a journal in memory that computes every list
 * anew from the facts; all lists are compared as text, and after a rebuild again. */

#include "store-support.h"
#include "trivet-memory-journal.h"

#include <string.h>

#define N_ORDERS  10
#define N_APPENDS 800

typedef struct {
  StoreTest            test;
  TrivetMemoryJournal *memory;
  GRand               *rand;
  int                  n_accepted;
  int                  n_refused;
} History;

static int
pick (History *history,
      int      n)
{
  return g_rand_int_range (history->rand, 0, n);
}

static gboolean
append_to (TrivetJournal *journal,
           GPtrArray     *facts,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_journal_append_async (journal, facts, store_test_on_result, &result);
  store_test_wait (&result);
  return trivet_journal_append_finish (journal, result, error);
}

/* The store decides; the memory hears what it took. */
static void
append_both (History   *history,
             GPtrArray *facts)
{
  g_autoptr (GError) error = NULL;

  if (!store_test_append (history->test.store, facts, &error)) {
    g_assert_true (g_error_matches (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT) ||
                   g_error_matches (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY));
    history->n_refused++;
    return;
  }
  append_to (TRIVET_JOURNAL (history->memory), facts, &error);
  g_assert_no_error (error);
  history->n_accepted++;
}

static const TrivetFactType types[] = {
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_VOIDED,
  TRIVET_FACT_ORDER_DISCOUNT_SET,
  TRIVET_FACT_ORDER_CLOSED,
  TRIVET_FACT_ORDER_CLOSED,
  TRIVET_FACT_ORDER_REOPENED,
  TRIVET_FACT_ORDER_REOPENED,
  TRIVET_FACT_ORDER_VOIDED,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_ASKED,
  TRIVET_FACT_PAYMENT_DOUBTED,
  TRIVET_FACT_PAYMENT_CLAIMED,
  TRIVET_FACT_PAYMENT_OVERRIDDEN,
  TRIVET_FACT_PAYMENT_WITHDRAWN,
  TRIVET_FACT_PAYMENT_REVERSED,
  TRIVET_FACT_PAYMENT_PAID,
  TRIVET_FACT_PAYMENT_PAID,
  TRIVET_FACT_PAYMENT_PAID,
  TRIVET_FACT_CASH_TAKEN,
  TRIVET_FACT_CASH_RETURNED,
  TRIVET_FACT_REFUND_STARTED,
  TRIVET_FACT_REFUND_STARTED,
  TRIVET_FACT_REFUND_STARTED,
  TRIVET_FACT_REFUND_ASKED,
  TRIVET_FACT_REFUND_PENDING,
  TRIVET_FACT_REFUND_DONE,
  TRIVET_FACT_REFUND_DONE,
  TRIVET_FACT_REFUND_FAILED,
};

/* One body has the members of every type. Amounts and providers hang on the ids, so that answers
 * fit what was asked. */
static TrivetFact *
make_money_fact (History *history,
                 int      order)
{
  TrivetFactType   type = types[pick (history, G_N_ELEMENTS (types))];
  g_autofree char *order_id = g_strdup_printf ("order-%d", order);
  int              payment = pick (history, 4);
  int              refund = pick (history, 5);
  /* Now and then another order's payment or refund. */
  int      other = pick (history, 60) ? order : pick (history, N_ORDERS);
  gboolean is_refund = type == TRIVET_FACT_CASH_RETURNED ||
                       (type >= TRIVET_FACT_REFUND_STARTED && type <= TRIVET_FACT_REFUND_ALARM);
  int              amount = is_refund ? (refund % 2 == 0 ? 400 : 1000) : 1000 + 250 * (payment % 2);
  g_autofree char *instead_of = NULL;

  if (type == TRIVET_FACT_CASH_RETURNED && pick (history, 2) == 0)
    instead_of = g_strdup_printf ("\"instead_of\":\"R%d-%d\",", order, refund);
  return store_test_make_fact (
    &history->test.stamp, type, order_id,
    "{%s\"line\":\"L%d\",\"sku\":\"S\",\"name\":\"Tea\",\"quantity\":1,\"unit_price_minor\":%d,"
    "\"tax_rate_ppm\":60000,\"tax_included\":%s,\"modifiers\":[],\"kind\":\"%s\",\"value\":%d,"
    "\"reason\":\"r\",\"payment\":\"P%d-%d\",\"method\":\"w\",\"provider\":\"%s\","
    "\"merchant_order_id\":\"M%d\",\"amount_minor\":%d,\"tendered_minor\":%d,\"change_minor\":0,"
    "\"provider_transaction_id\":\"T%d\",\"money_returned\":%s,\"refund\":\"R%d-%d\","
    "\"merchant_refund_id\":\"MR%d\",\"cause\":\"%s\",\"provider_refund_id\":\"PR%d\","
    "\"approver\":\"a\",\"reference\":\"q\"}",
    instead_of != NULL ? instead_of : "", pick (history, 3), 250 * pick (history, 6),
    pick (history, 2) ? "true" : "false",
    type == TRIVET_FACT_ORDER_DISCOUNT_SET ? "amount" : (pick (history, 3) ? "scan" : "show"),
    pick (history, 300), other, payment, payment < 2 ? "wx" : "ali", payment, amount, amount,
    pick (history, 100), pick (history, 2) ? "true" : "false", other, refund, refund,
    pick (history, 2) ? "guest" : "surplus", pick (history, 100));
}

static void
add_bill (History   *history,
          GPtrArray *facts)
{
  const char      *provider = pick (history, 2) ? "wx" : "ali";
  const char      *kind = pick (history, 3) ? "trade" : "funds";
  int              day = 1 + pick (history, 3);
  int              n_parts = 1 + pick (history, 3);
  g_autofree char *subject = g_strdup_printf ("bill/%s/%s/2026-01-%02d", provider, kind, day);
  int              sha = pick (history, 1000);

  for (int part = 1; part <= n_parts; part++) {
    g_autoptr (GString) entries = g_string_new (NULL);
    int n = pick (history, 4);

    /* A part that does not come: the whole bill is refused. */
    if (pick (history, 20) == 0)
      continue;
    for (int i = 0; i < n; i++)
      g_string_append_printf (entries, "%s[\"payment\",\"M%d\",\"\",\"T%d\",\"SUCCESS\",%d,%d,%d]",
                              i > 0 ? "," : "", i, i, pick (history, 5000),
                              pick (history, 2000000) - 500000, i);
    g_ptr_array_add (facts, store_test_make_fact (&history->test.stamp, TRIVET_FACT_BILL_STORED, subject,
                                                  "{\"provider\":\"%s\",\"kind\":\"%s\",\"date\":\"2026-01-%02d\","
                                                  "\"part\":%d,\"parts\":%d,\"currency\":\"CNY\",\"sha256\":\"%03d\","
                                                  "\"entries\":[%s],\"remarks\":[]}",
                                                  provider, kind, day, part, n_parts, sha, entries->str));
  }
  if (facts->len == 0 || pick (history, 3) == 0)
    g_ptr_array_add (facts, store_test_make_fact (&history->test.stamp, TRIVET_FACT_DIFFERENCE_RESOLVED,
                                                  subject, "{\"key\":\"k%d\",\"note\":\"n\"}", sha));
}

static void
append_random (History *history)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  int n = 1 + (pick (history, 4) == 0 ? pick (history, 4) : 0);

  if (pick (history, 15) == 0)
    add_bill (history, facts);
  else
    for (int i = 0; i < n; i++)
      g_ptr_array_add (facts, make_money_fact (history, pick (history, N_ORDERS)));
  append_both (history, facts);
}

static GPtrArray *
finish (TrivetRepository *repository,
        GAsyncResult    **result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  store_test_wait (result);
  list = trivet_repository_list_finish (repository, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
  return list;
}

static void
describe_movements (GString            *text,
                    TrivetRepository   *repository,
                    TrivetMovementQuery query,
                    const char         *provider_id,
                    gint64              from_us,
                    gint64              to_us)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) list = NULL;

  trivet_repository_list_movements_async (repository, query, provider_id, from_us, to_us, NULL,
                                          store_test_on_result, &result);
  list = finish (repository, &result);
  g_string_append_printf (text, "movements %d %s\n", query, provider_id != NULL ? provider_id : "all");
  for (guint i = 0; i < list->len; i++) {
    const TrivetMovement *movement = g_ptr_array_index (list, i);

    g_string_append_printf (text, "%d %s %s %s %s %s %s %s %s %s %s", movement->kind, movement->id,
                            movement->order_id, movement->order_number, movement->payment_id,
                            movement->method, movement->provider_id, movement->merchant_order_id,
                            movement->merchant_refund_id, movement->provider_transaction_id,
                            movement->state);
    g_string_append_printf (text, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d%d%d%d%d\n",
                            movement->amount_minor, movement->started_at_us, movement->settled_at_us,
                            movement->shown, movement->claimed, movement->overridden,
                            movement->money_returned, movement->surplus);
  }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
describe_rest (GString          *text,
               TrivetRepository *repository)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) unsettled = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) bills = NULL;

  trivet_repository_list_unsettled_payments_async (repository, NULL, store_test_on_result, &result);
  unsettled = finish (repository, &result);
  g_ptr_array_sort (unsettled, compare_texts);
  for (guint i = 0; i < unsettled->len; i++)
    g_string_append_printf (text, "unsettled %s\n", (char *) g_ptr_array_index (unsettled, i));
  trivet_repository_list_accounts_async (repository, NULL, store_test_on_result, &result);
  accounts = finish (repository, &result);
  for (guint i = 0; i < accounts->len; i++) {
    const TrivetAccountBalance *balance = g_ptr_array_index (accounts, i);

    g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", balance->account, balance->balance_minor);
  }
  trivet_repository_list_bills_async (repository, "2026-01-02", "2026-01-03", NULL,
                                      store_test_on_result, &result);
  bills = finish (repository, &result);
  for (guint i = 0; i < bills->len; i++) {
    const TrivetBillSummary *bill = g_ptr_array_index (bills, i);

    g_string_append_printf (text, "bill %s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                            bill->provider_id, bill->kind, bill->date, bill->sha256, bill->n_entries,
                            bill->stored_at_us);
  }
}

static void
describe_facts (GString          *text,
                TrivetRepository *repository,
                const char       *subject)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  trivet_repository_load_facts_async (repository, subject, NULL, store_test_on_result, &result);
  facts = finish (repository, &result);
  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (text, "%s %s\n", subject, trivet_fact_get_id (g_ptr_array_index (facts, i)));
}

static char *
describe (History          *history,
          TrivetRepository *repository)
{
  GString *text = g_string_new (NULL);
  gint64   middle_us = store_test_sql_int (history->test.path, "SELECT (min (time_us) + max (time_us)) / 2 FROM fact");

  describe_movements (text, repository, TRIVET_MOVEMENT_QUERY_PARKED, NULL, 0, 0);
  describe_movements (text, repository, TRIVET_MOVEMENT_QUERY_PARKED, "wx", 0, 0);
  describe_movements (text, repository, TRIVET_MOVEMENT_QUERY_PERIOD, NULL, 0, middle_us);
  describe_movements (text, repository, TRIVET_MOVEMENT_QUERY_PERIOD, NULL, middle_us, G_MAXINT64);
  describe_movements (text, repository, TRIVET_MOVEMENT_QUERY_PERIOD, "ali", 0, G_MAXINT64);
  describe_rest (text, repository);
  describe_facts (text, repository, "bill/wx/trade/2026-01-01");
  describe_facts (text, repository, "bill/ali/funds/2026-01-02");
  describe_facts (text, repository, "order-1");
  return g_string_free (text, FALSE);
}

static void
compare_both (History *history)
{
  g_autofree char *store = describe (history, TRIVET_REPOSITORY (history->test.store));
  g_autofree char *memory = describe (history, TRIVET_REPOSITORY (history->memory));

  g_assert_cmpstr (store, ==, memory);
}

static void
compare_after_rebuild (History *history)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = store_test_dump_state (history->test.path);
  g_autofree char *after = NULL;

  g_assert_true (trivet_store_verify (history->test.path, &report, &error));
  g_assert_no_error (error);
  store_test_rebuild (history->test.store);
  after = store_test_dump_state (history->test.path);
  g_assert_cmpstr (before, ==, after);
}

static void
open_orders (History *history)
{
  g_autoptr (GPtrArray) created = store_test_load (history->test.store, "store");
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;

  append_to (TRIVET_JOURNAL (history->memory), created, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_ORDERS; i++) {
    g_autofree char *order_id = g_strdup_printf ("order-%d", i);

    g_ptr_array_add (facts, store_test_make_fact (&history->test.stamp, TRIVET_FACT_ORDER_OPENED, order_id,
                                                  "{\"number\":\"A%d\",\"currency\":\"CNY\"}", i));
  }
  append_both (history, facts);
}

static void
test_random (gconstpointer data)
{
  History history = { 0 };

  store_test_set_up (&history.test);
  history.memory = trivet_memory_journal_new (history.test.stamp.clock);
  history.rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  open_orders (&history);
  for (int i = 0; i < N_APPENDS; i++) {
    append_random (&history);
    if (i % 100 == 99)
      compare_both (&history);
    if (pick (&history, 80) == 0) {
      store_test_close (&history.test);
      store_test_open (&history.test);
    }
  }
  compare_after_rebuild (&history);
  compare_both (&history);
  g_test_message ("%d accepted, %d refused", history.n_accepted, history.n_refused);
  /* Otherwise the test says little. */
  g_assert_cmpint (history.n_accepted, >, 100);
  g_assert_cmpint (store_test_sql_int (history.test.path, "SELECT count(*) FROM state_refund"), >, 8);
  g_assert_cmpint (store_test_sql_int (history.test.path, "SELECT count(*) FROM state_ledger"), >, 60);

  g_rand_free (history.rand);
  g_assert_finalize_object (history.memory);
  store_test_tear_down (&history.test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 3; seed++) {
    g_autofree char *name = g_strdup_printf ("/store/money/random/%u", seed);

    g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random);
  }
  return g_test_run ();
}
