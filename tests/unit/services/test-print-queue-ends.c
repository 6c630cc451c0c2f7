/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever ends while a paper is on its way (the register, its power, its disk), nothing comes out
 * twice without saying DUPLICATE, and nothing is forgotten. Method: the queue between a fake printer, a
 * memory journal and a manual clock, stopped at each step. */

#include "print-queue-bench.h"
#include "trivet-device-error.h"

static void
test_restart (QueueBench   *self,
              gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  queue_bench_request (self);
  trivet_print_queue_set_printer (self->queue, NULL);
  queue_bench_request (self);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 2);
  g_assert_finalize_object (g_steal_pointer (&self->queue));

  queue_bench_start_queue (self);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_print_queue_load (self->queue);
  services_drain (&self->services);
  /* The one that waited comes out; the one that may have left paper still waits for a person. */
  queue_bench_assert_papers (self, 2, 1, 1);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 1);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->order_number, ==, "0001");
  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 3, 2, 2);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
}

/* The power goes while the printer works: the end of it is on no disk. Nothing is printed by itself,
 * a person is told, and the paper that is then wanted says DUPLICATE. */
static void
test_power_cut (QueueBench   *self,
                gconstpointer user_data)
{
  fake_printer_hold (self->printer);
  queue_bench_request (self);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_STARTED), ==, 1);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FAILED);
  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  queue_bench_assert_papers (self, 1, 1, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&self->queue));

  queue_bench_start_queue (self);
  trivet_print_queue_load (self->queue);
  services_drain (&self->services);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_manual_clock_advance (self->services.clock, 60000);
  queue_bench_assert_papers (self, 1, 1, 0);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 1);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->state, ==, "failed");
  g_assert_true (queue_bench_job_at (self, 0)->partly);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->reason, !=, TRIVET_PRINT_REASON_INTERRUPTED);

  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 2, 2, 1);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
}

/* The start cannot be stored: nothing goes to the printer, and it is tried again. */
static void
test_start_not_stored (QueueBench   *self,
                       gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  queue_bench_request (self);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  queue_bench_assert_papers (self, 0, 0, 0);
  trivet_manual_clock_advance (self->services.clock, 2000);
  queue_bench_assert_papers (self, 1, 1, 0);
}

static void
test_disk_full (QueueBench   *self,
                gconstpointer user_data)
{
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  queue_bench_request (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
  queue_bench_assert_papers (self, 0, 0, 0);

  queue_bench_request (self);
  queue_bench_assert_papers (self, 1, 1, 0);

  trivet_print_queue_request_receipt (self->queue, "NO-SUCH-ORDER");
  queue_bench_request (self);
  g_assert_cmpuint (self->n_failed, ==, 2);
  queue_bench_assert_papers (self, 2, 2, 1);
}

/* The queue goes at each point of a job's way; nothing crashes, and nothing keeps it alive. */
static void
test_dispose (QueueBench   *self,
              gconstpointer user_data)
{
  for (guint steps = 0; steps < 12; steps++) {
    fake_printer_hold (self->printer);
    trivet_print_queue_request_receipt (self->queue, self->order_id);
    trivet_print_queue_request_receipt (self->queue, self->order_id);
    for (guint i = 0; i < steps; i++)
      g_main_context_iteration (NULL, FALSE);
    trivet_print_queue_load (self->queue);
    g_object_run_dispose (G_OBJECT (self->queue));
    services_drain (&self->services);
    fake_printer_release (self->printer);
    services_drain (&self->services);
    g_assert_finalize_object (self->printer);
    self->printer = fake_printer_new ();
    g_assert_finalize_object (g_steal_pointer (&self->queue));

    queue_bench_start_queue (self);
    trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  }
}

static void
test_unref_while_printing (QueueBench   *self,
                           gconstpointer user_data)
{
  gpointer weak = self->queue;

  g_object_add_weak_pointer (weak, &weak);
  fake_printer_hold (self->printer);
  queue_bench_request (self);
  g_clear_object (&self->queue);
  g_assert_nonnull (weak);
  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  g_assert_null (weak);
  queue_bench_assert_facts (self, 1, 1, 0);
  queue_bench_start_queue (self);
}

#define ADD(path, func) g_test_add ("/services/print-queue-ends/" path, QueueBench, NULL, queue_bench_set_up, func, queue_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("restart", test_restart);
  ADD ("power-cut", test_power_cut);
  ADD ("start-not-stored", test_start_not_stored);
  ADD ("disk-full", test_disk_full);
  ADD ("dispose", test_dispose);
  ADD ("unref-while-printing", test_unref_while_printing);

  return g_test_run ();
}
