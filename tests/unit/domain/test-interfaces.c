/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: callers reach a store through the journal's and the repository's interfaces, and the rows
 * free what they hold. Method: one object that answers from memory. */

#include "domain-bench.h"
#include "trivet-journal.h"
#include "trivet-repository.h"

#define TEST_TYPE_STORE (test_store_get_type ())
G_DECLARE_FINAL_TYPE (TestStore, test_store, TEST, STORE, GObject)

struct _TestStore {
  GObject  parent_instance;
  gboolean full;
  char    *asked;
};

static void
test_store_append_async (TrivetJournal      *journal,
                         GPtrArray          *facts,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (journal, NULL, callback, user_data);

  if (TEST_STORE (journal)->full) {
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL, "The disk is full");
    return;
  }
  for (guint i = 0; i < facts->len; i++)
    trivet_fact_set_sequence (g_ptr_array_index (facts, i), i + 1);
  trivet_journal_emit_committed (journal, facts);
  g_task_return_boolean (task, TRUE);
}

static gboolean
test_store_append_finish (TrivetJournal *journal,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_store_journal_init (TrivetJournalInterface *iface)
{
  iface->append_async = test_store_append_async;
  iface->append_finish = test_store_append_finish;
}

static void
answer_list (TrivetRepository   *repository,
             char               *asked,
             GPtrArray          *list,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (repository, cancellable, callback, user_data);

  g_free (TEST_STORE (repository)->asked);
  TEST_STORE (repository)->asked = asked;
  g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
}

static void
test_store_load_facts_async (TrivetRepository   *repository,
                             const char         *subject,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  g_ptr_array_add (facts, domain_fact ("order-held", 1, "{}"));
  answer_list (repository, g_strdup_printf ("facts %s", subject), facts, cancellable, callback, user_data);
}

static void
test_store_list_orders_async (TrivetRepository   *repository,
                              TrivetOrderQuery    query,
                              const char         *text,
                              gint64              before_us,
                              guint               limit,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GPtrArray          *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_order_summary_free);
  TrivetOrderSummary *summary = trivet_order_summary_new ();

  summary->order_id = g_strdup (DOMAIN_ORDER);
  summary->number = g_strdup ("0412");
  summary->label = g_strdup ("Table 12");
  summary->tender = g_strdup ("cash");
  g_ptr_array_add (orders, summary);
  answer_list (repository, g_strdup_printf ("orders %d %s %" G_GINT64_FORMAT " %u", query, text, before_us, limit), orders,
               cancellable, callback, user_data);
}

static void
test_store_list_unsettled_async (TrivetRepository   *repository,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (DOMAIN_ORDER));
  answer_list (repository, g_strdup ("unsettled"), ids, cancellable, callback, user_data);
}

static void
test_store_list_jobs_async (TrivetRepository   *repository,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GPtrArray      *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_print_job_free);
  TrivetPrintJob *job = trivet_print_job_new ();

  job->job_id = g_strdup ("J");
  job->order_id = g_strdup (DOMAIN_ORDER);
  job->order_number = g_strdup ("0412");
  job->document = g_strdup ("receipt");
  job->state = g_strdup ("failed");
  job->reason = g_strdup ("off");
  g_ptr_array_add (jobs, job);
  answer_list (repository, g_strdup ("jobs"), jobs, cancellable, callback, user_data);
}

static void
test_store_list_movements_async (TrivetRepository   *repository,
                                 TrivetMovementQuery query,
                                 const char         *provider_id,
                                 gint64              from_us,
                                 gint64              to_us,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GPtrArray *movements = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_movement_free);

  g_ptr_array_add (movements, trivet_movement_new (TRIVET_MOVEMENT_REFUND));
  answer_list (repository,
               g_strdup_printf ("movements %d %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, query,
                                provider_id, from_us, to_us),
               movements, cancellable, callback, user_data);
}

static void
test_store_list_accounts_async (TrivetRepository   *repository,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_account_balance_free);

  g_ptr_array_add (accounts, trivet_account_balance_new ("cash", -1));
  answer_list (repository, g_strdup ("accounts"), accounts, cancellable, callback, user_data);
}

static void
test_store_list_bills_async (TrivetRepository   *repository,
                             const char         *from_date,
                             const char         *to_date,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GPtrArray         *bills = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_bill_summary_free);
  TrivetBillSummary *bill = trivet_bill_summary_new ();

  bill->kind = g_strdup ("trade");
  g_ptr_array_add (bills, bill);
  answer_list (repository, g_strdup_printf ("bills %s %s", from_date, to_date), bills, cancellable,
               callback, user_data);
}

static void
test_store_last_number_async (TrivetRepository   *repository,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (repository, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup ("0412"), g_free);
}

static void
test_store_repository_init (TrivetRepositoryInterface *iface)
{
  iface->load_facts_async = test_store_load_facts_async;
  iface->list_orders_async = test_store_list_orders_async;
  iface->list_unsettled_payments_async = test_store_list_unsettled_async;
  iface->list_print_jobs_async = test_store_list_jobs_async;
  iface->last_order_number_async = test_store_last_number_async;
  iface->list_movements_async = test_store_list_movements_async;
  iface->list_accounts_async = test_store_list_accounts_async;
  iface->list_bills_async = test_store_list_bills_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestStore, test_store, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_JOURNAL, test_store_journal_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_REPOSITORY, test_store_repository_init))

static void
test_store_finalize (GObject *object)
{
  g_free (TEST_STORE (object)->asked);
  G_OBJECT_CLASS (test_store_parent_class)->finalize (object);
}

static void
test_store_class_init (TestStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_store_finalize;
}

static void
test_store_init (TestStore *self)
{
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_assert_null (*(GAsyncResult **) user_data);
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (*result == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);

  return *result;
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              guint         *n_committed)
{
  *n_committed += facts->len;
}

static void
test_journal (void)
{
  TestStore *store = g_object_new (TEST_TYPE_STORE, NULL);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (GAsyncResult) good = NULL;
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GError) error = NULL;
  guint n_committed = 0;

  g_ptr_array_add (facts, domain_fact ("order-held", 1, "{}"));
  g_signal_connect (store, "committed", G_CALLBACK (on_committed), &n_committed);
  trivet_journal_append_async (TRIVET_JOURNAL (store), facts, on_ready, &good);
  g_assert_true (trivet_journal_append_finish (TRIVET_JOURNAL (store), wait_for (&good), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_committed, ==, 1);
  g_assert_cmpint (trivet_fact_get_sequence (g_ptr_array_index (facts, 0)), ==, 1);

  store->full = TRUE;
  trivet_journal_append_async (TRIVET_JOURNAL (store), facts, on_ready, &bad);
  g_assert_false (trivet_journal_append_finish (TRIVET_JOURNAL (store), wait_for (&bad), &error));
  g_assert_error (error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpuint (n_committed, ==, 1);
  g_clear_object (&good);
  g_clear_object (&bad);
  g_assert_finalize_object (store);
}

static void
assert_list (TestStore     *store,
             GAsyncResult **result,
             const char    *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = trivet_repository_list_finish (TRIVET_REPOSITORY (store), wait_for (result), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (store->asked, ==, asked);
  g_clear_object (result);
}

static void
test_repository (void)
{
  TestStore        *store = g_object_new (TEST_TYPE_STORE, NULL);
  TrivetRepository *repository = TRIVET_REPOSITORY (store);
  GAsyncResult     *result = NULL;
  g_autofree char  *number = NULL;

  trivet_repository_load_facts_async (repository, "menu", NULL, on_ready, &result);
  assert_list (store, &result, "facts menu");
  trivet_repository_list_orders_async (repository, TRIVET_ORDER_QUERY_HISTORY, "04", 99, 50, NULL, on_ready, &result);
  assert_list (store, &result, "orders 1 04 99 50");
  trivet_repository_list_unsettled_payments_async (repository, NULL, on_ready, &result);
  assert_list (store, &result, "unsettled");
  trivet_repository_list_print_jobs_async (repository, NULL, on_ready, &result);
  assert_list (store, &result, "jobs");
  trivet_repository_list_movements_async (repository, TRIVET_MOVEMENT_QUERY_PERIOD, "wechat", 5, 9,
                                          NULL, on_ready, &result);
  assert_list (store, &result, "movements 1 wechat 5 9");
  trivet_repository_list_accounts_async (repository, NULL, on_ready, &result);
  assert_list (store, &result, "accounts");
  trivet_repository_list_bills_async (repository, "2026-01-01", "2026-01-31", NULL, on_ready, &result);
  assert_list (store, &result, "bills 2026-01-01 2026-01-31");
  trivet_repository_last_order_number_async (repository, NULL, on_ready, &result);
  number = trivet_repository_string_finish (repository, wait_for (&result), NULL);
  g_assert_cmpstr (number, ==, "0412");
  g_clear_object (&result);
  g_assert_finalize_object (store);
}

/* A movement's strings are never NULL and its copy has its own. */
static void
test_movement (void)
{
  g_autoptr (TrivetMovement) movement = trivet_movement_new (TRIVET_MOVEMENT_CASH_REFUND);
  g_autoptr (TrivetMovement) copy = NULL;

  g_assert_cmpstr (movement->provider_transaction_id, ==, "");
  g_assert_cmpstr (movement->state, ==, "");
  g_free (movement->order_number);
  movement->order_number = g_strdup ("A7");
  movement->amount_minor = 1250;
  copy = g_boxed_copy (TRIVET_TYPE_MOVEMENT, movement);
  g_assert_cmpint (copy->kind, ==, TRIVET_MOVEMENT_CASH_REFUND);
  g_assert_cmpint (copy->amount_minor, ==, 1250);
  g_assert_cmpstr (copy->order_number, ==, "A7");
  g_assert_true (copy->order_number != movement->order_number);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/journal/interface", test_journal);
  g_test_add_func ("/domain/repository/interface", test_repository);
  g_test_add_func ("/domain/repository/movement", test_movement);

  return g_test_run ();
}
