/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a paper that is wanted comes out once, or says DUPLICATE, whatever printer, disk and power
 * do. Method: the queue between a fake printer, a memory journal and a manual clock. */

#include "print-queue-bench.h"
#include "trivet-device-error.h"

#include <string.h>

static void
test_once (QueueBench   *self,
           gconstpointer user_data)
{
  queue_bench_request (self);
  queue_bench_assert_papers (self, 1, 1, 0);
  queue_bench_assert_facts (self, 1, 1, 0);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 2);
  g_assert_true (services_facts_contain (&self->services, "Counter"));

  /* The next one of the same order is a copy. */
  queue_bench_request (self);
  queue_bench_assert_papers (self, 2, 2, 1);
  g_assert_true (services_facts_contain (&self->services, "\"copy\":2"));
}

static void
test_retries (QueueBench   *self,
              gconstpointer user_data)
{
  TrivetManualClock *clock = self->services.clock;

  fake_printer_fail (self->printer, 5, TRIVET_DEVICE_ERROR_NOT_SENT);
  queue_bench_request (self);
  queue_bench_assert_papers (self, 1, 0, 0);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->state, ==, "failed");
  g_assert_cmpstr (queue_bench_job_at (self, 0)->reason, ==, "The test's printer is unwell");
  trivet_manual_clock_advance (clock, 1999);
  queue_bench_assert_papers (self, 1, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  queue_bench_assert_papers (self, 2, 0, 0);
  trivet_manual_clock_advance (clock, 4999);
  queue_bench_assert_papers (self, 2, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  queue_bench_assert_papers (self, 3, 0, 0);
  trivet_manual_clock_advance (clock, 14999);
  queue_bench_assert_papers (self, 3, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  queue_bench_assert_papers (self, 4, 0, 0);

  /* Now it waits for a person. */
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (clock), ==, 0);
  trivet_manual_clock_advance (clock, 3600 * 1000);
  queue_bench_assert_papers (self, 4, 0, 0);
  queue_bench_assert_facts (self, 1, 0, 4);
  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 5, 0, 0);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->state, ==, "failed");
  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 6, 1, 0);
  queue_bench_assert_facts (self, 1, 1, 5);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* A person does not wait for the pause, and the pause does not print it again. */
static void
test_retry_early (QueueBench   *self,
                  gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NO_DEVICE);
  queue_bench_request (self);
  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 2, 1, 0);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->services.clock), ==, 0);
}

static void
test_partly (QueueBench   *self,
             gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  queue_bench_request (self);
  g_assert_true (queue_bench_job_at (self, 0)->partly);
  trivet_manual_clock_advance (self->services.clock, 3600 * 1000);
  queue_bench_assert_papers (self, 1, 0, 0);
  g_assert_true (services_facts_contain (&self->services, "\"partly\":true"));

  queue_bench_retry (self, 0);
  queue_bench_assert_papers (self, 2, 1, 1);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
}

static void
test_two_quick (QueueBench   *self,
                gconstpointer user_data)
{
  trivet_memory_journal_set_delay_ms (self->services.journal, 30);
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  queue_bench_request (self);
  trivet_manual_clock_advance (self->services.clock, 1000);
  queue_bench_assert_papers (self, 2, 2, 1);
  queue_bench_assert_facts (self, 2, 2, 0);
  g_assert_true (services_facts_contain (&self->services, "\"copy\":1"));
  g_assert_true (services_facts_contain (&self->services, "\"copy\":2"));
}

static void
test_no_printer (QueueBench   *self,
                 gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  g_assert_null (trivet_print_queue_get_printer (self->queue));
  queue_bench_request (self);
  trivet_manual_clock_advance (self->services.clock, 3600 * 1000);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 1);
  g_assert_cmpstr (queue_bench_job_at (self, 0)->state, ==, "waiting");
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  queue_bench_assert_papers (self, 1, 1, 0);
}

/* The printer is taken away between the decision to print and the order being read. */
static void
test_printer_taken_away (QueueBench   *self,
                         gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  queue_bench_request (self);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_print_queue_set_printer (self->queue, NULL);
  services_drain (&self->services);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 1);
  queue_bench_assert_facts (self, 1, 0, 0);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  queue_bench_assert_papers (self, 1, 1, 0);
}

static void
test_cancel (QueueBench   *self,
             gconstpointer user_data)
{
  g_autofree char *job_id = NULL;

  fake_printer_fail (self->printer, G_MAXUINT, TRIVET_DEVICE_ERROR_NOT_SENT);
  queue_bench_request (self);
  job_id = g_strdup (queue_bench_job_at (self, 0)->job_id);
  trivet_print_queue_cancel (self->queue, job_id);
  services_drain (&self->services);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 1);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->services.clock), ==, 0);
  trivet_print_queue_cancel (self->queue, job_id);
  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
  queue_bench_assert_papers (self, 1, 0, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 1);
}

/* What is being printed can be neither cancelled nor begun again; what comes behind waits. */
static void
test_busy (QueueBench   *self,
           gconstpointer user_data)
{
  fake_printer_hold (self->printer);
  queue_bench_request (self);
  queue_bench_request (self);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 2);
  queue_bench_retry (self, 0);
  trivet_print_queue_cancel (self->queue, queue_bench_job_at (self, 0)->job_id);
  services_drain (&self->services);
  queue_bench_assert_papers (self, 1, 0, 0);
  g_assert_cmpuint (queue_bench_n_jobs (self), ==, 2);

  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  queue_bench_assert_papers (self, 2, 2, 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 0);
}

static void
on_built (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_preview (QueueBench   *self,
              gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  trivet_print_queue_build_async (self->queue, self->order_id, 0, NULL, on_built, &result);
  services_drain (&self->services);
  document = trivet_print_queue_build_finish (self->queue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (trivet_document_get_n_blocks (document), >, 5);
  queue_bench_assert_facts (self, 0, 0, 0);
  queue_bench_assert_papers (self, 0, 0, 0);
}

/* Papers of a bill are counted by themselves; those of the order are as before. */
static void
test_check (QueueBench   *self,
            gconstpointer user_data)
{
  g_autofree char *text = NULL;

  g_free (self->order_id);
  self->order_id = g_strdup (services_begin (&self->services, "fish"));
  trivet_register_split_equally (self->services.reg, 2);
  services_drain (&self->services);
  trivet_print_queue_request_check (self->queue, self->order_id, 2);
  services_drain (&self->services);
  text = fake_printer_dup_text (self->printer);
  g_assert_nonnull (strstr (text, "Bill 账单 2 / 2|"));
  g_assert_nonnull (strstr (text, "/2|"));
  g_assert_null (strstr (text, "DUPLICATE"));
  g_assert_true (services_facts_contain (&self->services, "\"check\":2"));
  trivet_print_queue_request_check (self->queue, self->order_id, 2);
  services_drain (&self->services);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, 1);
  trivet_print_queue_request_check (self->queue, self->order_id, 1);
  queue_bench_request (self);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 4);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, 1);
}

#define ADD(path, func) g_test_add ("/services/print-queue/" path, QueueBench, NULL, queue_bench_set_up, func, queue_bench_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("check", test_check);
  ADD ("once", test_once);
  ADD ("retries", test_retries);
  ADD ("retry-early", test_retry_early);
  ADD ("partly", test_partly);
  ADD ("two-quick", test_two_quick);
  ADD ("no-printer", test_no_printer);
  ADD ("printer-taken-away", test_printer_taken_away);
  ADD ("cancel", test_cancel);
  ADD ("busy", test_busy);
  ADD ("preview", test_preview);

  return g_test_run ();
}
