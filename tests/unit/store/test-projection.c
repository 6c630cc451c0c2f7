/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the state tables are a function of the journal alone. Method: random histories with late,
 * reversed and repeated payments and many facts that contradict each other; then the tables are
 * compared, byte for byte, with those of a rebuild and of a reopened store, and each row with a
 * fold of the order's facts that goes round the store's own code. */

#include "store-support.h"
#include "trivet-menu.h"
#include "trivet-order.h"

#include <string.h>

#define N_ORDERS  12
#define N_APPENDS 600

typedef struct {
  StoreTest  *test;
  GRand      *rand;
  TrivetMenu *menu; /* told of every accepted fact, as a running register would be */
  int         n_accepted;
  int         n_refused;
} History;

static int
pick (History *history,
      int      n)
{
  return g_rand_int_range (history->rand, 0, n);
}

static const TrivetFactType types[] = {
  TRIVET_FACT_ORDER_OPENED,
  TRIVET_FACT_ORDER_OPENED,
  TRIVET_FACT_ORDER_LABELLED,
  TRIVET_FACT_ORDER_HELD,
  TRIVET_FACT_ORDER_RECALLED,
  TRIVET_FACT_ORDER_VOIDED,
  TRIVET_FACT_ORDER_NOTE_SET,
  TRIVET_FACT_ORDER_DISCOUNT_SET,
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_ADDED,
  TRIVET_FACT_LINE_QUANTITY_CHANGED,
  TRIVET_FACT_LINE_DISCOUNT_SET,
  TRIVET_FACT_LINE_VOIDED,
  TRIVET_FACT_ORDER_SEATED,
  TRIVET_FACT_ORDER_TRANSFERRED,
  TRIVET_FACT_ORDER_MERGED,
  TRIVET_FACT_ORDER_UNMERGED,
  TRIVET_FACT_ORDER_REOPENED,
  TRIVET_FACT_ORDER_CLOSED,
  TRIVET_FACT_LINE_MOVED,
  TRIVET_FACT_LINE_RECEIVED,
  TRIVET_FACT_LINES_SENT,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_STARTED,
  TRIVET_FACT_PAYMENT_ASKED,
  TRIVET_FACT_PAYMENT_WAITING,
  TRIVET_FACT_PAYMENT_DOUBTED,
  TRIVET_FACT_PAYMENT_REFUSED,
  TRIVET_FACT_PAYMENT_REVERSING,
  TRIVET_FACT_PAYMENT_PAID,
  TRIVET_FACT_PAYMENT_DECLINED,
  TRIVET_FACT_PAYMENT_REVERSED,
  TRIVET_FACT_PAYMENT_UNSENT,
  TRIVET_FACT_PAYMENT_ALARM,
  TRIVET_FACT_CASH_TAKEN,
  TRIVET_FACT_PRINT_REQUESTED,
  TRIVET_FACT_PRINT_STARTED,
  TRIVET_FACT_PRINT_DONE,
  TRIVET_FACT_PRINT_FAILED,
  TRIVET_FACT_PRINT_CANCELLED,
  TRIVET_FACT_MENU_CATEGORY_SET,
  TRIVET_FACT_MENU_CATEGORY_REMOVED,
  TRIVET_FACT_MENU_GROUP_SET,
  TRIVET_FACT_MENU_ITEM_SET,
  TRIVET_FACT_MENU_ITEM_REMOVED,
  TRIVET_FACT_ITEM_AVAILABILITY_SET,
  TRIVET_FACT_MENU_PERIOD_SET,
  TRIVET_FACT_MENU_PERIOD_REMOVED,
};

/* One body has the members of every type, so that only what it says can be wrong. */
static TrivetFact *
make_random_fact (History *history,
                  int      order)
{
  TrivetFactType   type = types[pick (history, G_N_ELEMENTS (types))];
  gboolean         is_menu = type < TRIVET_FACT_ORDER_OPENED;
  g_autofree char *order_id = g_strdup_printf ("order-%02d", order);
  int              amount = 100 * (1 + pick (history, 30));

  /* Amounts of payments hang on the payment, so that most answers fit what was asked. */
  if (type >= TRIVET_FACT_PAYMENT_STARTED && type <= TRIVET_FACT_PAYMENT_ALARM && pick (history, 10) > 0)
    amount = 1000;
  return store_test_make_fact (
    &history->test->stamp, type, is_menu ? "menu" : order_id,
    "{\"id\":\"M%d\",\"number\":\"A%02d\",\"currency\":\"CNY\",\"label\":\"Table %d 桌\",\"note\":\"n%d\","
    "\"reason\":\"r%d\",\"kind\":\"%s\",\"value\":%d,\"line\":\"L%d\",\"sku\":\"S\",\"name\":\"Tea\","
    "\"quantity\":%d,\"by\":%d,\"unit_price_minor\":%d,\"tax_rate_ppm\":60000,\"tax_included\":%s,"
    "\"modifiers\":[],\"payment\":\"P%d-%d\",\"method\":\"%s\",\"provider\":\"p\","
    "\"merchant_order_id\":\"m\",\"amount_minor\":%d,\"tendered_minor\":%d,\"change_minor\":0,"
    "\"payer_minor\":%d,\"discount_minor\":0,\"provider_transaction_id\":\"t\",\"paid_at\":\"\","
    "\"money_returned\":true,\"job\":\"J%d-%d\",\"document\":\"receipt\",\"copy\":%d,\"partly\":%s,"
    "\"available\":%s,\"table\":\"T1\",\"staff\":\"Bo\",\"into\":\"order-00\",\"to\":\"order-00\",\"from\":\"order-00\",\"lines\":[],\"category\":\"M%d\",\"price_minor\":%d,\"options\":[]}",
    pick (history, 6), order, pick (history, 20), pick (history, 9), pick (history, 9),
    pick (history, 2) ? "amount" : "rate", pick (history, 900), pick (history, 5), 1 + pick (history, 4),
    pick (history, 7) - 3, 100 * pick (history, 20), pick (history, 2) ? "true" : "false",
    /* Now and then a payment or a print job of another order. */
    pick (history, 40) ? order : pick (history, N_ORDERS), pick (history, 3),
    pick (history, 2) ? "alipay" : "wechat", amount, amount, amount,
    pick (history, 40) ? order : pick (history, N_ORDERS), pick (history, 3), 1 + pick (history, 2),
    pick (history, 2) ? "true" : "false", pick (history, 2) ? "true" : "false", pick (history, 6), amount);
}

static void
tell_menu (TrivetMenu *menu,
           GPtrArray  *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    g_autoptr (GError) error = NULL;

    if (g_str_equal (trivet_fact_get_subject (fact), "menu"))
      g_assert_true (trivet_menu_apply (menu, fact, &error));
  }
}

static char *
describe_menu (TrivetMenu *menu)
{
  GListModel *items = trivet_menu_get_items (menu);
  GPtrArray  *categories = trivet_menu_get_categories (menu);
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < categories->len; i++)
    g_string_append_printf (text, "category %s\n", ((TrivetMenuCategory *) categories->pdata[i])->id);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);

    g_string_append_printf (text, "item %s %s %" G_GINT64_FORMAT " %d\n", trivet_menu_item_get_sku (item),
                            trivet_menu_item_get_category_id (item), trivet_menu_item_get_price_minor (item),
                            trivet_menu_item_get_available (item));
  }
  return g_string_free (text, FALSE);
}

/* The few facts that the store gives at start make the menu that all of them made. */
static void
compare_menu (History *history)
{
  g_autoptr (TrivetMenu) loaded = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GPtrArray) facts = store_test_load (history->test->store, "menu");
  g_autofree char *running = describe_menu (history->menu);
  g_autofree char *started = NULL;

  tell_menu (loaded, facts);
  started = describe_menu (loaded);
  g_assert_cmpstr (started, ==, running);
}

static void
append_random (History *history)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  int n = 1 + (pick (history, 4) == 0 ? pick (history, 5) : 0);
  int order = pick (history, N_ORDERS);

  for (int i = 0; i < n; i++)
    g_ptr_array_add (facts, make_random_fact (history, pick (history, 3) ? order : pick (history, N_ORDERS)));
  if (store_test_append (history->test->store, facts, &error)) {
    history->n_accepted += n;
    tell_menu (history->menu, facts);
  } else {
    g_assert_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT);
    history->n_refused += n;
  }
}

static const char *
get_last_tender (TrivetOrder *order)
{
  const char *method = "";
  gint64      latest = G_MININT64;

  for (guint i = 0; i < order->tenders->len; i++) {
    TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (tender->state == TRIVET_TENDER_PAID && tender->settled_at_us >= latest) {
      latest = tender->settled_at_us;
      method = tender->method;
    }
  }
  return method;
}

static void
compare_summary (TrivetOrderSummary *summary,
                 TrivetOrder        *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (trivet_order_compute_totals (order, &totals, &error));
  g_assert_cmpstr (summary->number, ==, order->number);
  g_assert_cmpstr (summary->label, ==, order->label);
  g_assert_cmpint (summary->opened_at_us, ==, order->opened_at_us);
  g_assert_cmpint (summary->settled_at_us, ==, order->settled_at_us);
  g_assert_cmpint (summary->voided_at_us, ==, order->voided_at_us);
  g_assert_cmpint (summary->total_minor, ==, totals.total_minor);
  g_assert_cmpint (summary->paid_minor, ==, trivet_order_get_paid_minor (order));
  g_assert_cmpint (summary->in_doubt_minor, ==, trivet_order_get_in_doubt_minor (order));
  g_assert_cmpint (summary->n_items, ==, totals.n_items);
  g_assert_cmpint (summary->held, ==, order->held);
  g_assert_cmpstr (summary->tender, ==, get_last_tender (order));
}

static int
compare_list (History         *history,
              TrivetOrderQuery query,
              GHashTable      *unsettled)
{
  g_autoptr (GPtrArray) list = store_test_list (history->test->store, query, NULL, 0, 1000);

  for (guint i = 0; i < list->len; i++) {
    TrivetOrderSummary *summary = g_ptr_array_index (list, i);
    g_autoptr (GPtrArray) facts = store_test_load (history->test->store, summary->order_id);
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetOrder) order = trivet_order_fold (summary->order_id, facts, &error);

    g_assert_no_error (error);
    g_assert_true (trivet_order_is_open (order) == (query == TRIVET_ORDER_QUERY_OPEN));
    compare_summary (summary, order);
    if (trivet_order_get_open_minor (order) != 0 || trivet_order_get_in_doubt_minor (order) != 0 ||
        trivet_order_get_surplus_minor (order) > trivet_order_get_cash_back_minor (order))
      g_hash_table_add (unsettled, g_strdup (summary->order_id));
  }
  return (int) list->len;
}

static void
compare_with_folds (History *history)
{
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) unsettled = store_test_list_unsettled (history->test->store);
  int n = 0;

  n += compare_list (history, TRIVET_ORDER_QUERY_OPEN, expected);
  n += compare_list (history, TRIVET_ORDER_QUERY_HISTORY, expected);
  g_assert_cmpint (n, ==, store_test_sql_int (history->test->path, "SELECT count(*) FROM fact WHERE type = 'order-opened'"));
  g_assert_cmpuint (unsettled->len, ==, g_hash_table_size (expected));
  for (guint i = 0; i < unsettled->len; i++)
    g_assert_true (g_hash_table_contains (expected, g_ptr_array_index (unsettled, i)));
}

static void
assert_rebuild_changes_nothing (StoreTest *test)
{
  g_autofree char *before = store_test_dump_state (test->path);
  g_autofree char *after = NULL;

  store_test_rebuild (test->store);
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_random (gconstpointer data)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  StoreTest test;
  History   history = { .test = &test };

  store_test_set_up (&test);
  history.menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  history.rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  for (int i = 0; i < N_APPENDS; i++) {
    append_random (&history);
    /* A store that is opened anew has no orders in memory and folds them from the file. */
    if (pick (&history, 60) == 0) {
      store_test_close (&test);
      store_test_open (&test);
    }
  }
  /* Otherwise the test says little. */
  g_assert_cmpint (history.n_accepted, >, 80);
  g_assert_cmpint (history.n_refused, >, 100);

  compare_with_folds (&history);
  compare_menu (&history);
  assert_rebuild_changes_nothing (&test);
  for (int i = 0; i < 50; i++)
    append_random (&history);
  compare_with_folds (&history);
  compare_menu (&history);
  assert_rebuild_changes_nothing (&test);
  g_assert_true (trivet_store_verify (test.path, &report, &error));
  g_assert_cmpint (report.n_facts, ==, 1 + history.n_accepted);
  g_rand_free (history.rand);
  g_assert_finalize_object (history.menu);
  store_test_tear_down (&test);
}

static void
append_payment_fact (StoreTest     *test,
                     TrivetFactType type)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, type, "order",
                                                "{\"payment\":\"P\",\"method\":\"wechat\",\"provider\":\"w\","
                                                "\"merchant_order_id\":\"m\",\"amount_minor\":2500,"
                                                "\"reason\":\"cancelled\",\"money_returned\":false}"));
  g_assert_true (store_test_append (test->store, facts, &error));
  g_assert_no_error (error);
}

static void
assert_state (StoreTest  *test,
              const char *state,
              guint       n_unsettled,
              gint64      in_doubt_minor,
              gint64      paid_minor)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM state_payment WHERE state = '%s'", state);
  g_autoptr (GPtrArray) unsettled = store_test_list_unsettled (test->store);

  g_assert_cmpint (store_test_sql_int (test->path, sql), ==, 1);
  g_assert_cmpuint (unsettled->len, ==, n_unsettled);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT in_doubt_minor FROM state_order"), ==, in_doubt_minor);
  g_assert_cmpint (store_test_sql_int (test->path, "SELECT paid_minor FROM state_order"), ==, paid_minor);
  assert_rebuild_changes_nothing (test);
}

/* The guest's money arrives after everybody had given it up: it counts all the same. */
static void
test_late_payment (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  store_test_add_sale (facts, &test.stamp, "order", 1, 2, FALSE);
  g_assert_true (store_test_append (test.store, facts, &error));
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_STARTED);
  assert_state (&test, "open", 1, 0, 0);
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_ASKED);
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_DOUBTED);
  assert_state (&test, "in-doubt", 1, 2500, 0);
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_REVERSING);
  assert_state (&test, "in-doubt", 1, 2500, 0);
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_REVERSED);
  assert_state (&test, "void", 0, 0, 0);
  append_payment_fact (&test, TRIVET_FACT_PAYMENT_PAID);
  assert_state (&test, "paid", 0, 0, 2500);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_order"
                                                  " WHERE tender = 'wechat' AND closed_at_us > 0"),
                   ==, 1);
  store_test_tear_down (&test);
}

/* More orders than the cache holds, in one append and over many. */
static void
test_many_orders (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  StoreTest test;
  const int n = 700;

  store_test_set_up (&test);
  for (int i = 0; i < n; i++) {
    g_autofree char *order_id = g_strdup_printf ("order-%d", i);

    store_test_add_sale (facts, &test.stamp, order_id, i, 2, FALSE);
  }
  g_assert_true (store_test_append (test.store, facts, &error));
  g_assert_no_error (error);
  g_ptr_array_set_size (facts, 0);

  /* Come back to all of them, in another order. */
  for (int i = 0; i < n; i++) {
    g_autofree char *order_id = g_strdup_printf ("order-%d", (i * 37) % n);

    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_LINE_QUANTITY_CHANGED, order_id,
                                                  "{\"line\":\"L1\",\"by\":1}"));
  }
  g_assert_true (store_test_append (test.store, facts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_order WHERE n_items = 3"), ==, n);
  assert_rebuild_changes_nothing (&test);
  store_test_tear_down (&test);
}

/* A journal that cannot be folded leaves the old tables as they were. */
static void
test_rebuild_refused (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  store_test_append_sale (&test, 1, TRUE);
  store_test_sql (test.path, "UPDATE fact SET body = 'nonsense' WHERE sequence = 3");
  before = store_test_dump_state (test.path);
  trivet_store_rebuild_async (test.store, store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_false (trivet_store_rebuild_finish (test.store, result, &error));
  g_assert_nonnull (error);
  g_clear_object (&result);
  after = store_test_dump_state (test.path);
  g_assert_cmpstr (before, ==, after);
  store_test_append_sale (&test, 2, TRUE);
  store_test_tear_down (&test);
}

/* The parts of the menu and of the floor are kept by the same code, each in its own table. */
static void
test_menu_and_floor (void)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  for (int i = 0; i < 20; i++) {
    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_MENU_CATEGORY_SET, "menu",
                                                  "{\"id\":\"C%d\",\"name\":\"C\",\"position\":%d}", i, i));
    g_ptr_array_add (facts, store_test_make_fact (&test.stamp, TRIVET_FACT_ROOM_SET, "floor",
                                                  "{\"id\":\"R%d\",\"name\":\"R\",\"position\":%d}", i, i));
  }
  g_assert_true (store_test_append (test.store, facts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_menu WHERE id LIKE 'C%'"), ==, 20);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_menu WHERE id LIKE 'R%'"), ==, 0);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_floor WHERE id LIKE 'R%'"), ==, 20);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 3; seed++) {
    g_autofree char *name = g_strdup_printf ("/store/projection/random/%u", seed);

    g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random);
  }
  g_test_add_func ("/store/projection/late-payment", test_late_payment);
  g_test_add_func ("/store/projection/many-orders", test_many_orders);
  g_test_add_func ("/store/projection/menu-and-floor", test_menu_and_floor);
  g_test_add_func ("/store/projection/rebuild-refused", test_rebuild_refused);
  return g_test_run ();
}
