/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a settled order is reopened only when that can be done rightly; a disk, a restart, another
 * register or the end of the day between do no harm. Method: register, checkout, returns and the real
 * engine on a memory journal. */

#include "reopen-bench.h"

static void
assert_cannot (ReopenBench *self,
               const char  *order_id)
{
  GQuark domain = 0;
  guint  n_facts = trivet_memory_journal_get_n_facts (self->services.journal);

  trivet_register_approve_next (self->services.reg, NULL, "x");
  g_assert_cmpint (reopen_bench_try_reopen (self, order_id, &domain), ==, TRIVET_REGISTER_ERROR_CANNOT_REOPEN + 1);
  g_assert_true (domain == TRIVET_REGISTER_ERROR);
  g_assert_cmpuint (trivet_memory_journal_get_n_facts (self->services.journal), ==, n_facts);
}

/* Where nobody has a PIN nothing is asked; what cannot be is refused there as well. */
static void
test_states (ReopenBench  *self,
             gconstpointer user_data)
{
  Services        *services = &self->services;
  g_autofree char *body = NULL;

  g_assert_cmpint (trivet_register_needs_for_reopen (services->reg), ==, TRIVET_PERMISSION_NONE);
  assert_cannot (self, "nothing");
  services_begin (services, "rice");
  assert_cannot (self, services_current (services)->order_id);
  trivet_checkout_end (services->checkout);
  g_free (self->order_id);
  self->order_id = g_strdup (services_current (services)->order_id);
  trivet_register_void_order (services->reg, "x");
  services_drain (services);
  assert_cannot (self, self->order_id);

  reopen_bench_sell (self, FALSE);
  reopen_bench_reopen (self);
  assert_cannot (self, self->order_id);
  reopen_bench_drop_fish (self);
  reopen_bench_close_order (self);
  trivet_checkout_end (services->checkout);
  g_assert_cmpint (reopen_bench_try_hand_out (self, NULL), ==, 0);
  reopen_bench_reopen (self);
  reopen_bench_close_order (self);
  trivet_checkout_end (services->checkout);
  body = g_strdup_printf ("{'refund':'R9','payment':'%s','amount_minor':100,'cause':'guest','reason':'x'}",
                          reopen_bench_get_text (reopen_bench_last_fact (self, TRIVET_FACT_CASH_TAKEN), "payment"));
  services_append (services, TRIVET_FACT_CASH_RETURNED, self->order_id, body);
  reopen_bench_reopen (self);
}

/* What happens to the order while it is being read is not missed. */
static void
test_meanwhile (ReopenBench  *self,
                gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetOrder) stored = NULL;
  g_autofree char *body = NULL;

  reopen_bench_sell (self, FALSE);
  stored = reopen_bench_fold_stored (self);
  body = g_strdup_printf ("{'lines':[{'line':'%s','quantity':2}]}",
                          ((const TrivetOrderLine *) g_ptr_array_index (stored->lines, 0))->line_id);
  trivet_register_approve_next (services->reg, NULL, "x");
  trivet_register_reopen_async (services->reg, self->order_id, reopen_bench_on_result, &result);
  services_append (services, TRIVET_FACT_LINES_SENT, self->order_id, body);
  services_drain (services);
  g_assert_true (trivet_register_reopen_finish (services->reg, result, NULL));
  g_assert_cmpint (reopen_bench_first_line (self)->sent_quantity, ==, 2);
}

/* The disk refuses: nothing is open, and the next try works. */
static void
test_disk (ReopenBench  *self,
           gconstpointer user_data)
{
  GQuark domain = 0;

  reopen_bench_sell (self, FALSE);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpint (reopen_bench_try_reopen (self, self->order_id, &domain), ==, TRIVET_STORE_ERROR_FULL + 1);
  g_assert_null (trivet_register_lookup_tab (self->services.reg, self->order_id));
  g_assert_null (trivet_register_get_current (self->services.reg));
  reopen_bench_reopen (self);
}

/* The program ends in the middle of a correction. */
static void
test_restart (ReopenBench  *self,
              gconstpointer user_data)
{
  Services *services = &self->services;
  g_autoptr (GError) error = NULL;

  reopen_bench_sell (self, TRUE);
  reopen_bench_reopen (self);
  reopen_bench_drop_fish (self);
  reopen_bench_stop (self);
  services_stop (services);
  services_start (services);
  g_assert_true (services_load (services, &error));
  reopen_bench_start (self);
  trivet_register_select (services->reg, self->order_id);
  g_assert_true (trivet_order_is_corrected (services_current (services)));
  trivet_scripted_provider_push (services->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (FISH));
  reopen_bench_close_order (self);
  services_drain (services);
  g_assert_cmpuint (services_count_facts (services, TRIVET_FACT_REFUND_DONE), ==, 1);
}

/* Others sit at its table by now. */
static void
test_table (ReopenBench  *self,
            gconstpointer user_data)
{
  const TrivetOrderOpening opening = { TRIVET_ORDER_KIND_TABLE, "T1", "1", "一号", 2, NULL };
  Services                *services = &self->services;
  g_autofree char         *first = trivet_register_open_order (services->reg, &opening);
  g_autofree char         *second = NULL;

  g_free (services_order (services, "fish"));
  g_free (self->order_id);
  self->order_id = g_strdup (first);
  g_assert_true (trivet_checkout_begin (services->checkout, first));
  trivet_checkout_pay_cash (services->checkout, FISH);
  services_drain (services);
  trivet_checkout_end (services->checkout);
  second = trivet_register_open_order (services->reg, &opening);
  services_drain (services);
  reopen_bench_reopen (self);
  g_assert_cmpstr (services_current (services)->table_id, ==, "");
  g_assert_cmpstr (services_current (services)->table_name, ==, "1");
  g_assert_cmpstr (services_current (services)->table_name_zh, ==, "一号");
}

static char *
describe_day (ReopenBench *self,
              gint64       from_sequence,
              gint64       to_sequence)
{
  TrivetRepository *repository = TRIVET_REPOSITORY (self->services.journal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  GString *text = g_string_new (NULL);

  trivet_repository_sum_day_async (repository, from_sequence, to_sequence, NULL, reopen_bench_on_result, &result);
  services_drain (&self->services);
  sums = trivet_repository_list_finish (repository, result, NULL);
  for (guint i = 0; i < sums->len; i++) {
    const TrivetDaySum *sum = g_ptr_array_index (sums, i);

    g_string_append_printf (text, "%d %s %" G_GINT64_FORMAT "\n", sum->kind, sum->name, sum->amount_minor);
  }

  return g_string_free (text, FALSE);
}

/* A day that was closed keeps its report; what changes is of the day on which it changes. */
static void
test_day (ReopenBench  *self,
          gconstpointer user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *today = NULL;
  gint64           n;

  reopen_bench_sell (self, FALSE);
  n = (gint64) trivet_memory_journal_get_n_facts (self->services.journal);
  before = describe_day (self, 1, n);
  g_assert_nonnull (strstr (before, "0 sales "));
  reopen_bench_reopen (self);
  reopen_bench_drop_fish (self);
  reopen_bench_close_order (self);
  g_assert_cmpint (reopen_bench_try_hand_out (self, NULL), ==, 0);
  after = describe_day (self, 1, n);
  g_assert_cmpstr (after, ==, before);
  today = describe_day (self, n + 1, G_MAXINT64);
  g_assert_nonnull (strstr (today, "0 cash -2800\n"));
  g_assert_nonnull (strstr (today, "2 cash 2800\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("states", reopen_bench_set_up_free, test_states);
  ADD ("meanwhile", reopen_bench_set_up_free, test_meanwhile);
  ADD ("disk", reopen_bench_set_up_free, test_disk);
  ADD ("restart", reopen_bench_set_up_free, test_restart);
  ADD ("table", reopen_bench_set_up_free, test_table);
  ADD ("day", reopen_bench_set_up_free, test_day);

  return g_test_run ();
}
