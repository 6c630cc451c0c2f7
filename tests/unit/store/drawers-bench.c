/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawers-bench.h"

gboolean
drawers_bench_append (StoreTest     *test,
                      TrivetFactType type,
                      const char    *subject,
                      const char    *body,
                      GError       **error)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();

  g_ptr_array_add (facts, store_test_make_fact (&test->stamp, type, subject, "%s", body));
  return store_test_append (test->store, facts, error);
}

void
drawers_bench_must_append (StoreTest     *test,
                           TrivetFactType type,
                           const char    *subject,
                           const char    *body)
{
  g_autoptr (GError) error = NULL;

  drawers_bench_append (test, type, subject, body, &error);
  g_assert_no_error (error);
}

void
drawers_bench_assert_same_after_rebuild (StoreTest *test)
{
  g_autofree char *before = store_test_dump_state (test->path);
  g_autofree char *after = NULL;

  store_test_rebuild (test->store);
  after = store_test_dump_state (test->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (before, "state_shift"));
}

GPtrArray *
drawers_bench_list_shifts (TrivetRepository *repository,
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

GPtrArray *
drawers_bench_sum_day (TrivetRepository *repository,
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

char *
drawers_bench_describe_sums (GPtrArray *sums,
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

char *
drawers_bench_describe_shifts (GPtrArray *shifts)
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
void
drawers_bench_sell (StoreTest  *test,
                    const char *order_id,
                    const char *shift)
{
  g_autofree char *opened = g_strdup_printf ("{\"number\":\"%s\",\"currency\":\"CNY\"}", order_id);
  g_autofree char *cash = g_strdup_printf ("{\"payment\":\"P-%s\",\"amount_minor\":2000,\"tendered_minor\":2000,\"change_minor\":0%s%s%s}",
                                           order_id, shift != NULL ? ",\"shift\":\"" : "", shift != NULL ? shift : "",
                                           shift != NULL ? "\"" : "");

  drawers_bench_must_append (test, TRIVET_FACT_ORDER_OPENED, order_id, opened);
  drawers_bench_must_append (test, TRIVET_FACT_LINE_ADDED, order_id,
                             "{\"line\":\"L\",\"sku\":\"S\",\"category\":\"C\",\"name\":\"Tea\",\"name_zh\":\"茶\",\"kitchen\":\"\","
                             "\"quantity\":1,\"unit_price_minor\":2000,\"tax_rate_ppm\":60000,\"tax_included\":true,\"modifiers\":[]}");
  drawers_bench_must_append (test, TRIVET_FACT_CASH_TAKEN, order_id, cash);
}
