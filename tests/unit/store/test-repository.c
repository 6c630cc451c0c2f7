/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: lists are what the repository's interface promises: order, limit, paging, search; the
 * menu is what makes the present one; print jobs go through their states. Method: small stores
 * with known content. */

#include "store-support.h"
#include "trivet-floor.h"

#define ITEM(id, name)                                                                \
  "{\"id\":\"" id "\",\"category\":\"c1\",\"name\":\"" name "\",\"price_minor\":900," \
  "\"tax_rate_ppm\":60000}"

static void
append_fact (StoreTest     *test,
             TrivetFactType type,
             const char    *subject,
             const char    *body)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, type, subject, "%s", body));
  g_assert_true (store_test_append (test->store, facts, &error));
  g_assert_no_error (error);
}

/* Numbers of the list, separated by spaces. */
static char *
list_numbers (StoreTest       *test,
              TrivetOrderQuery query,
              const char      *text,
              gint64           before_us,
              guint            limit)
{
  g_autoptr (GPtrArray) list = store_test_list (test->store, query, text, before_us, limit);
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    TrivetOrderSummary *summary = g_ptr_array_index (list, i);

    g_string_append_printf (numbers, "%s%s", i > 0 ? " " : "", summary->number);
  }
  return g_string_free (numbers, FALSE);
}

static void
assert_numbers (StoreTest       *test,
                TrivetOrderQuery query,
                const char      *text,
                const char      *expected)
{
  g_autofree char *numbers = list_numbers (test, query, text, 0, 100);

  g_assert_cmpstr (numbers, ==, expected);
}

static void
test_lists (void)
{
  g_autofree char *last = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  last = store_test_last_number (test.store);
  g_assert_cmpstr (last, ==, "");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, NULL, "");
  for (int i = 1; i <= 6; i++)
    store_test_append_sale (&test, i, i % 2 == 0);

  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, NULL, "A0005 A0003 A0001");
  assert_numbers (&test, TRIVET_ORDER_QUERY_HISTORY, "", "A0006 A0004 A0002");
  g_free (last);
  last = store_test_last_number (test.store);
  g_assert_cmpstr (last, ==, "A0006");
  store_test_tear_down (&test);
}

static void
test_paging (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gint64    before_us = 0;
  StoreTest test;

  store_test_set_up (&test);
  for (int i = 1; i <= 7; i++)
    store_test_append_sale (&test, i, TRUE);
  for (;;) {
    g_autoptr (GPtrArray) page = store_test_list (test.store, TRIVET_ORDER_QUERY_HISTORY, NULL, before_us, 3);

    g_assert_cmpuint (page->len, <=, 3);
    if (page->len == 0)
      break;
    for (guint i = 0; i < page->len; i++) {
      TrivetOrderSummary *summary = g_ptr_array_index (page, i);

      g_string_append_printf (all, "%s ", summary->number);
      before_us = summary->settled_at_us;
    }
  }
  g_assert_cmpstr (all->str, ==, "A0007 A0006 A0005 A0004 A0003 A0002 A0001 ");
  store_test_tear_down (&test);
}

static void
test_search (void)
{
  StoreTest test;

  store_test_set_up (&test);
  append_fact (&test, TRIVET_FACT_ORDER_OPENED, "o1",
               "{\"number\":\"A0001\",\"currency\":\"CNY\",\"label\":\"Terrasse ÄÖ 5\"}");
  append_fact (&test, TRIVET_FACT_ORDER_OPENED, "o2",
               "{\"number\":\"B0002\",\"currency\":\"CNY\",\"label\":\"靠窗 100%\"}");
  store_test_append_sale (&test, 3, FALSE);

  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "b00", "B0002");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "TERRASSE äö", "A0001");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "靠窗", "B0002");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "25.00", "A0003");
  /* No pattern, no SQL: only text. */
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "%", "B0002");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "_", "");
  assert_numbers (&test, TRIVET_ORDER_QUERY_OPEN, "' OR 1=1 --", "");
  assert_numbers (&test, TRIVET_ORDER_QUERY_HISTORY, "A", "");
  store_test_tear_down (&test);
}

static char *
describe_menu (StoreTest *test)
{
  g_autoptr (GPtrArray) facts = store_test_load (test->store, "menu");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    g_string_append_printf (text, "%s %s %s\n", trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)),
                            trivet_json_get_string (body, "id", NULL),
                            trivet_json_get_string_or (body, "name", ""));
  }
  return g_string_free (text, FALSE);
}

/* The same, folded on the thread that read it. */
static void
assert_whole_menu (StoreTest *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetMenu) menu = NULL;
  g_autoptr (TrivetMenuItem) item = NULL;
  g_autoptr (GError) error = NULL;

  trivet_repository_load_menu_async (TRIVET_REPOSITORY (test->store), NULL, store_test_on_result, &result);
  store_test_wait (&result);
  menu = trivet_repository_menu_finish (TRIVET_REPOSITORY (test->store), result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trivet_menu_lookup_category (menu, "c1")->name, ==, "Teas");
  g_assert_cmpuint (g_list_model_get_n_items (trivet_menu_get_items (menu)), ==, 1);
  item = g_list_model_get_item (trivet_menu_get_items (menu), 0);
  g_assert_cmpstr (trivet_menu_item_get_name (item, TRIVET_LANGUAGE_EN), ==, "Oolong, large");
  g_assert_false (trivet_menu_item_get_available (item));
}

static void
test_menu (void)
{
  g_autofree char *menu = NULL;
  StoreTest        test;

  store_test_set_up (&test);
  append_fact (&test, TRIVET_FACT_MENU_CATEGORY_SET, "menu", "{\"id\":\"c1\",\"name\":\"Tea\"}");
  append_fact (&test, TRIVET_FACT_MENU_GROUP_SET, "menu", "{\"id\":\"g1\",\"name\":\"Ice\",\"options\":[]}");
  append_fact (&test, TRIVET_FACT_MENU_ITEM_SET, "menu", ITEM ("s1", "Oolong"));
  append_fact (&test, TRIVET_FACT_MENU_ITEM_SET, "menu", ITEM ("s2", "Jasmine"));
  append_fact (&test, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{\"id\":\"s1\",\"available\":false}");
  append_fact (&test, TRIVET_FACT_ITEM_AVAILABILITY_SET, "menu", "{\"id\":\"s2\",\"available\":false}");
  /* Changed later than what hangs on them, and still first. */
  append_fact (&test, TRIVET_FACT_MENU_ITEM_SET, "menu", ITEM ("s1", "Oolong, large"));
  append_fact (&test, TRIVET_FACT_MENU_CATEGORY_SET, "menu", "{\"id\":\"c1\",\"name\":\"Teas\"}");
  append_fact (&test, TRIVET_FACT_MENU_ITEM_REMOVED, "menu", "{\"id\":\"s2\"}");

  menu = describe_menu (&test);
  g_assert_cmpstr (menu, ==,
                   "menu-category-set c1 Teas\n"
                   "menu-group-set g1 Ice\n"
                   "menu-item-set s1 Oolong, large\n"
                   "item-availability-set s1 \n");
  assert_whole_menu (&test);
  store_test_tear_down (&test);
}

static GPtrArray *
list_kitchen (StoreTest *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *orders;

  trivet_repository_list_orders_async (TRIVET_REPOSITORY (test->store), TRIVET_ORDER_QUERY_KITCHEN, NULL, 0, 10, NULL,
                                       store_test_on_result, &result);
  store_test_wait (&result);
  orders = trivet_repository_list_finish (TRIVET_REPOSITORY (test->store), result, &error);
  g_assert_no_error (error);

  return orders;
}

/* The kitchen's list holds what it was told of, settled or not, the newest news first. */
static void
test_kitchen (void)
{
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  StoreTest test;

  store_test_set_up (&test);
  for (int i = 1; i <= 3; i++) {
    g_autofree char *order_id = g_strdup_printf ("o%d", i);
    g_autofree char *number = g_strdup_printf ("{\"number\":\"A%d\",\"currency\":\"CNY\"}", i);

    append_fact (&test, TRIVET_FACT_ORDER_OPENED, order_id, number);
    append_fact (&test, TRIVET_FACT_LINE_ADDED, order_id,
                 "{\"line\":\"l1\",\"sku\":\"s1\",\"name\":\"Oolong\",\"quantity\":1,\"unit_price_minor\":0,"
                 "\"tax_rate_ppm\":0,\"modifiers\":[]}");
  }
  append_fact (&test, TRIVET_FACT_LINES_SENT, "o1", "{\"lines\":[{\"line\":\"l1\",\"quantity\":1}]}");
  append_fact (&test, TRIVET_FACT_LINES_SENT, "o3", "{\"lines\":[{\"line\":\"l1\",\"quantity\":1}]}");
  append_fact (&test, TRIVET_FACT_ORDER_CLOSED, "o1", "{}");
  append_fact (&test, TRIVET_FACT_LINES_COOKED, "o1", "{\"lines\":[{\"line\":\"l1\",\"quantity\":1}]}");
  append_fact (&test, TRIVET_FACT_PRINT_REQUESTED, "o1",
               "{\"job\":\"x\",\"document\":\"slip\",\"copy\":1,\"station\":\"wok\",\"kind\":\"new\",\"lines\":[]}");

  orders = list_kitchen (&test);
  g_assert_cmpuint (orders->len, ==, 2);
  g_assert_cmpstr (((TrivetOrderSummary *) g_ptr_array_index (orders, 0))->number, ==, "A1");
  g_assert_cmpstr (((TrivetOrderSummary *) g_ptr_array_index (orders, 1))->number, ==, "A3");
  jobs = store_test_list_jobs (test.store);
  g_assert_cmpstr (((TrivetPrintJob *) g_ptr_array_index (jobs, 0))->station, ==, "wok");
  store_test_tear_down (&test);
}

#define TABLE(id, name)                                                                                        \
  "{\"id\":\"" id "\",\"room\":\"r1\",\"name\":\"" name "\",\"seats\":4,\"shape\":\"square\",\"x\":0,\"y\":0," \
  "\"width\":9,\"height\":9}"

/* What makes the present floor, and nothing of what is over; an impossible fact never gets in. */
static void
test_floor (void)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetFloor) floor = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  append_fact (&test, TRIVET_FACT_ROOM_SET, "floor", "{\"id\":\"r1\",\"name\":\"Main\",\"position\":0}");
  append_fact (&test, TRIVET_FACT_ROOM_SET, "floor", "{\"id\":\"r2\",\"name\":\"Gone\",\"position\":1}");
  append_fact (&test, TRIVET_FACT_ROOM_REMOVED, "floor", "{\"id\":\"r2\"}");
  append_fact (&test, TRIVET_FACT_TABLE_SET, "floor", TABLE ("t1", "1"));
  append_fact (&test, TRIVET_FACT_TABLE_SET, "floor", TABLE ("t2", "2"));
  append_fact (&test, TRIVET_FACT_TABLE_LEFT, "floor", "{\"id\":\"t1\"}");
  append_fact (&test, TRIVET_FACT_TABLE_LEFT, "floor", "{\"id\":\"t2\"}");
  append_fact (&test, TRIVET_FACT_TABLE_LEFT, "floor", "{\"id\":\"nowhere\"}");
  append_fact (&test, TRIVET_FACT_TABLE_CLEARED, "floor", "{\"id\":\"t2\"}");
  append_fact (&test, TRIVET_FACT_TABLE_SET, "floor", TABLE ("t1", "1a"));
  append_fact (&test, TRIVET_FACT_QUEUE_JOINED, "floor", "{\"id\":\"q1\",\"name\":\"Sun\",\"guests\":2}");
  append_fact (&test, TRIVET_FACT_QUEUE_LEFT, "floor", "{\"id\":\"q1\"}");
  append_fact (&test, TRIVET_FACT_TABLE_RESERVED, "floor", "{\"id\":\"v1\",\"name\":\"Wang\",\"guests\":2,\"at_us\":5}");

  facts = store_test_load (test.store, "floor");
  g_assert_cmpuint (facts->len, ==, 5);
  floor = trivet_floor_fold (facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_floor_get_rooms (floor)->len, ==, 1);
  g_assert_cmpstr (trivet_floor_lookup_table (floor, "t1")->name, ==, "1a");
  g_assert_cmpint (trivet_floor_lookup_table (floor, "t1")->left_at_us, !=, 0);
  g_assert_cmpint (trivet_floor_lookup_table (floor, "t2")->left_at_us, ==, 0);
  g_assert_cmpuint (trivet_floor_get_waiting (floor)->len, ==, 0);
  g_assert_cmpuint (trivet_floor_get_reservations (floor)->len, ==, 1);
  store_test_tear_down (&test);
}

static TrivetPrintJob *
get_job (GPtrArray *jobs,
         guint      index)
{
  g_assert_cmpuint (index, <, jobs->len);
  return g_ptr_array_index (jobs, index);
}

static void
test_print_jobs (void)
{
  g_autoptr (GPtrArray) jobs = NULL;
  StoreTest test;

  store_test_set_up (&test);
  append_fact (&test, TRIVET_FACT_ORDER_OPENED, "o1", "{\"number\":\"A1\",\"currency\":\"CNY\"}");
  append_fact (&test, TRIVET_FACT_PRINT_REQUESTED, "o1", "{\"job\":\"z\",\"document\":\"receipt\",\"copy\":1}");
  append_fact (&test, TRIVET_FACT_PRINT_REQUESTED, "o1", "{\"job\":\"y\",\"document\":\"receipt\",\"copy\":2}");
  append_fact (&test, TRIVET_FACT_PRINT_REQUESTED, "o1", "{\"job\":\"x\",\"document\":\"receipt\",\"copy\":3}");
  append_fact (&test, TRIVET_FACT_PRINT_FAILED, "o1", "{\"job\":\"y\",\"reason\":\"paper\",\"partly\":true}");
  append_fact (&test, TRIVET_FACT_PRINT_FAILED, "o1", "{\"job\":\"y\",\"reason\":\"off\",\"partly\":false}");

  jobs = store_test_list_jobs (test.store);
  g_assert_cmpuint (jobs->len, ==, 3);
  g_assert_cmpstr (get_job (jobs, 0)->job_id, ==, "z");
  g_assert_cmpstr (get_job (jobs, 0)->state, ==, "waiting");
  g_assert_cmpstr (get_job (jobs, 0)->order_number, ==, "A1");
  g_assert_cmpstr (get_job (jobs, 1)->state, ==, "failed");
  g_assert_cmpstr (get_job (jobs, 1)->reason, ==, "off");
  g_assert_cmpint (get_job (jobs, 1)->attempts, ==, 2);
  g_assert_cmpint (get_job (jobs, 1)->copy, ==, 2);
  g_assert_true (get_job (jobs, 1)->partly);
  g_assert_false (get_job (jobs, 2)->partly);
  g_assert_cmpint (get_job (jobs, 0)->requested_at_us, <, get_job (jobs, 1)->requested_at_us);

  /* Begun, and nobody knows the end: it has failed, and there may be paper. */
  append_fact (&test, TRIVET_FACT_PRINT_STARTED, "o1", "{\"job\":\"z\"}");
  g_clear_pointer (&jobs, g_ptr_array_unref);
  jobs = store_test_list_jobs (test.store);
  g_assert_cmpstr (get_job (jobs, 0)->state, ==, "failed");
  g_assert_cmpstr (get_job (jobs, 0)->reason, ==, TRIVET_PRINT_REASON_INTERRUPTED);
  g_assert_cmpint (get_job (jobs, 0)->attempts, ==, 0);

  /* Done after a failure; cancelled; and paper that came out although it was cancelled. */
  append_fact (&test, TRIVET_FACT_PRINT_DONE, "o1", "{\"job\":\"y\"}");
  append_fact (&test, TRIVET_FACT_PRINT_CANCELLED, "o1", "{\"job\":\"x\"}");
  append_fact (&test, TRIVET_FACT_PRINT_DONE, "o1", "{\"job\":\"x\"}");
  append_fact (&test, TRIVET_FACT_PRINT_CANCELLED, "o1", "{\"job\":\"z\"}");
  append_fact (&test, TRIVET_FACT_PRINT_FAILED, "o1", "{\"job\":\"z\",\"reason\":\"off\",\"partly\":false}");
  g_clear_pointer (&jobs, g_ptr_array_unref);
  jobs = store_test_list_jobs (test.store);
  g_assert_cmpuint (jobs->len, ==, 0);
  g_assert_cmpint (store_test_sql_int (test.path, "SELECT count(*) FROM state_print_job WHERE state = 'done'"), ==, 2);
  store_test_tear_down (&test);
}

/* A payment's id leads to everything about its order, an id that nobody knows to nothing. */
static void
test_by_payment (void)
{
  const TrivetFactType type = TRIVET_FACT_PAYMENT_STARTED;
  StoreTest            test;

  store_test_set_up (&test);
  append_fact (&test, TRIVET_FACT_ORDER_OPENED, "one", "{\"number\":\"A0001\",\"currency\":\"CNY\"}");
  append_fact (&test, TRIVET_FACT_ORDER_OPENED, "two", "{\"number\":\"A0002\",\"currency\":\"CNY\"}");
  append_fact (&test, type, "one",
               "{\"payment\":\"p1\",\"method\":\"alipay\",\"provider\":\"a\",\"merchant_order_id\":\"TR1\","
               "\"amount_minor\":100,\"currency\":\"CNY\"}");
  append_fact (&test, type, "two",
               "{\"payment\":\"p2\",\"method\":\"alipay\",\"provider\":\"a\",\"merchant_order_id\":\"TR2\","
               "\"amount_minor\":100,\"currency\":\"CNY\"}");
  append_fact (&test, TRIVET_FACT_PAYMENT_UNSENT, "two", "{\"payment\":\"p2\",\"reason\":\"unreachable\"}");

  for (guint i = 0; i < 2; i++) {
    const char *payment_id = i == 0 ? "p1" : "p2";
    const char *order_id = i == 0 ? "one" : "two";
    g_autoptr (GPtrArray) by_order = store_test_load (test.store, order_id);
    g_autoptr (GPtrArray) by_payment = store_test_load (test.store, payment_id);

    g_assert_cmpuint (by_order->len, ==, i == 0 ? 2 : 3);
    g_assert_cmpuint (by_payment->len, ==, by_order->len);
    for (guint j = 0; j < by_order->len; j++) {
      g_assert_cmpstr (trivet_fact_get_id (g_ptr_array_index (by_payment, j)), ==,
                       trivet_fact_get_id (g_ptr_array_index (by_order, j)));
    }
  }
  {
    g_autoptr (GPtrArray) none = store_test_load (test.store, "p3");

    g_assert_cmpuint (none->len, ==, 0);
  }
  store_test_tear_down (&test);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StoreTest test;

  store_test_set_up (&test);
  g_cancellable_cancel (cancellable);
  trivet_repository_load_facts_async (TRIVET_REPOSITORY (test.store), "store", cancellable,
                                      store_test_on_result, &result);
  store_test_wait (&result);
  g_assert_null (trivet_repository_list_finish (TRIVET_REPOSITORY (test.store), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  store_test_tear_down (&test);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/repository/lists", test_lists);
  g_test_add_func ("/store/repository/paging", test_paging);
  g_test_add_func ("/store/repository/search", test_search);
  g_test_add_func ("/store/repository/menu", test_menu);
  g_test_add_func ("/store/repository/floor", test_floor);
  g_test_add_func ("/store/repository/kitchen", test_kitchen);
  g_test_add_func ("/store/repository/print-jobs", test_print_jobs);
  g_test_add_func ("/store/repository/by-payment", test_by_payment);
  g_test_add_func ("/store/repository/cancelled", test_cancelled);
  return g_test_run ();
}
