/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a paper that is wanted comes out once, or says DUPLICATE, whatever printer, disk and power
 * do. Method: the queue between a fake printer, a memory journal and a manual clock. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-print-queue.h"

#include <string.h>

typedef struct {
  Services          services;
  TrivetPrintQueue *queue;
  FakePrinter      *printer;
  char             *order_id;
  guint             n_failed;
  guint             n_changed;
} Press;

static void
on_failed (TrivetPrintQueue *queue,
           GError           *error,
           gpointer          user_data)
{
  g_assert_nonnull (error);
  ((Press *) user_data)->n_failed++;
}

static void
on_changed (TrivetPrintQueue *queue,
            gpointer          user_data)
{
  ((Press *) user_data)->n_changed++;
}

static void
start_queue (Press *self)
{
  Services *services = &self->services;

  self->queue = trivet_print_queue_new (services->reg, TRIVET_JOURNAL (services->journal),
                                        TRIVET_REPOSITORY (services->journal), services->wallets,
                                        TRIVET_CLOCK (services->clock));
  g_signal_connect (self->queue, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->queue, "changed", G_CALLBACK (on_changed), self);
}

/* A rice is sold for cash; nothing was printed. */
static void
set_up (Press        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  start_queue (self);
  self->printer = fake_printer_new ();
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  self->order_id = g_strdup (services_begin (&self->services, "rice"));
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  services_drain (&self->services);
}

static void
tear_down (Press        *self,
           gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
  g_free (self->order_id);
}

static void
request (Press *self)
{
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  services_drain (&self->services);
}

static guint
n_jobs (Press *self)
{
  return g_list_model_get_n_items (trivet_print_queue_get_jobs (self->queue));
}

static const TrivetPrintJob *
job_at (Press *self,
        guint  position)
{
  g_autoptr (TrivetPrintJobItem) item = NULL;

  item = g_list_model_get_item (trivet_print_queue_get_jobs (self->queue), position);
  g_assert_nonnull (item);

  return trivet_print_job_item_get_job (item);
}

static void
retry (Press *self,
       guint  position)
{
  g_autofree char *job_id = g_strdup (job_at (self, position)->job_id);

  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
}

static void
assert_papers (Press *self,
               guint  n_tries,
               guint  n_papers,
               guint  n_duplicates)
{
  g_assert_cmpuint (fake_printer_get_n_tries (self->printer), ==, n_tries);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, n_papers);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, n_duplicates);
}

static void
assert_facts (Press *self,
              guint  n_requested,
              guint  n_done,
              guint  n_failed)
{
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_REQUESTED), ==, n_requested);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, n_done);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_FAILED), ==, n_failed);
}

static void
test_once (Press        *self,
           gconstpointer user_data)
{
  request (self);
  assert_papers (self, 1, 1, 0);
  assert_facts (self, 1, 1, 0);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 2);
  g_assert_true (services_facts_contain (&self->services, "Counter"));

  /* The next one of the same order is a copy. */
  request (self);
  assert_papers (self, 2, 2, 1);
  g_assert_true (services_facts_contain (&self->services, "\"copy\":2"));
}

static void
test_retries (Press        *self,
              gconstpointer user_data)
{
  TrivetManualClock *clock = self->services.clock;

  fake_printer_fail (self->printer, 5, TRIVET_DEVICE_ERROR_NOT_SENT);
  request (self);
  assert_papers (self, 1, 0, 0);
  g_assert_cmpstr (job_at (self, 0)->state, ==, "failed");
  g_assert_cmpstr (job_at (self, 0)->reason, ==, "The test's printer is unwell");
  trivet_manual_clock_advance (clock, 1999);
  assert_papers (self, 1, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  assert_papers (self, 2, 0, 0);
  trivet_manual_clock_advance (clock, 4999);
  assert_papers (self, 2, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  assert_papers (self, 3, 0, 0);
  trivet_manual_clock_advance (clock, 14999);
  assert_papers (self, 3, 0, 0);
  trivet_manual_clock_advance (clock, 1);
  assert_papers (self, 4, 0, 0);

  /* Now it waits for a person. */
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (clock), ==, 0);
  trivet_manual_clock_advance (clock, 3600 * 1000);
  assert_papers (self, 4, 0, 0);
  assert_facts (self, 1, 0, 4);
  retry (self, 0);
  assert_papers (self, 5, 0, 0);
  g_assert_cmpstr (job_at (self, 0)->state, ==, "failed");
  retry (self, 0);
  assert_papers (self, 6, 1, 0);
  assert_facts (self, 1, 1, 5);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  g_assert_cmpuint (self->n_failed, ==, 0);
}

/* A person does not wait for the pause, and the pause does not print it again. */
static void
test_retry_early (Press        *self,
                  gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_NO_DEVICE);
  request (self);
  retry (self, 0);
  assert_papers (self, 2, 1, 0);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->services.clock), ==, 0);
}

static void
test_partly (Press        *self,
             gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  request (self);
  g_assert_true (job_at (self, 0)->partly);
  trivet_manual_clock_advance (self->services.clock, 3600 * 1000);
  assert_papers (self, 1, 0, 0);
  g_assert_true (services_facts_contain (&self->services, "\"partly\":true"));

  retry (self, 0);
  assert_papers (self, 2, 1, 1);
  g_assert_cmpuint (n_jobs (self), ==, 0);
}

static void
test_two_quick (Press        *self,
                gconstpointer user_data)
{
  trivet_memory_journal_set_delay_ms (self->services.journal, 30);
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  request (self);
  trivet_manual_clock_advance (self->services.clock, 1000);
  assert_papers (self, 2, 2, 1);
  assert_facts (self, 2, 2, 0);
  g_assert_true (services_facts_contain (&self->services, "\"copy\":1"));
  g_assert_true (services_facts_contain (&self->services, "\"copy\":2"));
}

static void
test_no_printer (Press        *self,
                 gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  g_assert_null (trivet_print_queue_get_printer (self->queue));
  request (self);
  trivet_manual_clock_advance (self->services.clock, 3600 * 1000);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  g_assert_cmpstr (job_at (self, 0)->state, ==, "waiting");
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  assert_papers (self, 1, 1, 0);
}

/* The printer is taken away between the decision to print and the order being read. */
static void
test_printer_taken_away (Press        *self,
                         gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  request (self);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_print_queue_set_printer (self->queue, NULL);
  services_drain (&self->services);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  assert_facts (self, 1, 0, 0);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  assert_papers (self, 1, 1, 0);
}

static void
test_restart (Press        *self,
              gconstpointer user_data)
{
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  request (self);
  trivet_print_queue_set_printer (self->queue, NULL);
  request (self);
  g_assert_cmpuint (n_jobs (self), ==, 2);
  g_assert_finalize_object (g_steal_pointer (&self->queue));

  start_queue (self);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_print_queue_load (self->queue);
  services_drain (&self->services);
  /* The one that waited comes out; the one that may have left paper still waits for a person. */
  assert_papers (self, 2, 1, 1);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  g_assert_cmpstr (job_at (self, 0)->order_number, ==, "0001");
  retry (self, 0);
  assert_papers (self, 3, 2, 2);
  g_assert_cmpuint (n_jobs (self), ==, 0);
}

/* The power goes while the printer works: the end of it is on no disk. Nothing is printed by itself,
 * a person is told, and the paper that is then wanted says DUPLICATE. */
static void
test_power_cut (Press        *self,
                gconstpointer user_data)
{
  fake_printer_hold (self->printer);
  request (self);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_STARTED), ==, 1);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FAILED);
  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  assert_papers (self, 1, 1, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&self->queue));

  start_queue (self);
  trivet_print_queue_load (self->queue);
  services_drain (&self->services);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  trivet_manual_clock_advance (self->services.clock, 60000);
  assert_papers (self, 1, 1, 0);
  g_assert_cmpuint (n_jobs (self), ==, 1);
  g_assert_cmpstr (job_at (self, 0)->state, ==, "failed");
  g_assert_true (job_at (self, 0)->partly);
  g_assert_cmpstr (job_at (self, 0)->reason, !=, TRIVET_PRINT_REASON_INTERRUPTED);

  retry (self, 0);
  assert_papers (self, 2, 2, 1);
  g_assert_cmpuint (n_jobs (self), ==, 0);
}

/* The start cannot be stored: nothing goes to the printer, and it is tried again. */
static void
test_start_not_stored (Press        *self,
                       gconstpointer user_data)
{
  trivet_print_queue_set_printer (self->queue, NULL);
  request (self);
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
  assert_papers (self, 0, 0, 0);
  trivet_manual_clock_advance (self->services.clock, 2000);
  assert_papers (self, 1, 1, 0);
}

static void
test_cancel (Press        *self,
             gconstpointer user_data)
{
  g_autofree char *job_id = NULL;

  fake_printer_fail (self->printer, G_MAXUINT, TRIVET_DEVICE_ERROR_NOT_SENT);
  request (self);
  job_id = g_strdup (job_at (self, 0)->job_id);
  trivet_print_queue_cancel (self->queue, job_id);
  services_drain (&self->services);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 1);
  g_assert_cmpuint (trivet_manual_clock_get_n_timeouts (self->services.clock), ==, 0);
  trivet_print_queue_cancel (self->queue, job_id);
  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
  assert_papers (self, 1, 0, 0);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 1);
}

/* What is being printed can be neither cancelled nor begun again; what comes behind waits. */
static void
test_busy (Press        *self,
           gconstpointer user_data)
{
  fake_printer_hold (self->printer);
  request (self);
  request (self);
  g_assert_cmpuint (n_jobs (self), ==, 2);
  retry (self, 0);
  trivet_print_queue_cancel (self->queue, job_at (self, 0)->job_id);
  services_drain (&self->services);
  assert_papers (self, 1, 0, 0);
  g_assert_cmpuint (n_jobs (self), ==, 2);

  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  assert_papers (self, 2, 2, 1);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_CANCELLED), ==, 0);
}

static void
test_disk_full (Press        *self,
                gconstpointer user_data)
{
  trivet_memory_journal_fail_next (self->services.journal, 1, TRIVET_STORE_ERROR_FULL);
  request (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_assert_cmpuint (n_jobs (self), ==, 0);
  assert_papers (self, 0, 0, 0);

  request (self);
  assert_papers (self, 1, 1, 0);

  trivet_print_queue_request_receipt (self->queue, "NO-SUCH-ORDER");
  request (self);
  g_assert_cmpuint (self->n_failed, ==, 2);
  assert_papers (self, 2, 2, 1);
}

static void
on_built (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_preview (Press        *self,
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
  assert_facts (self, 0, 0, 0);
  assert_papers (self, 0, 0, 0);
}

/* The queue goes at each point of a job's way; nothing crashes, and nothing keeps it alive. */
static void
test_dispose (Press        *self,
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

    start_queue (self);
    trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  }
}

static void
test_unref_while_printing (Press        *self,
                           gconstpointer user_data)
{
  gpointer weak = self->queue;

  g_object_add_weak_pointer (weak, &weak);
  fake_printer_hold (self->printer);
  request (self);
  g_clear_object (&self->queue);
  g_assert_nonnull (weak);
  g_assert_true (fake_printer_release (self->printer));
  services_drain (&self->services);
  g_assert_null (weak);
  assert_facts (self, 1, 1, 0);
  start_queue (self);
}

/* Papers of a bill are counted by themselves; those of the order are as before. */
static void
test_check (Press        *self,
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
  request (self);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 4);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, 1);
}

#define ADD(path, func) g_test_add ("/services/print-queue/" path, Press, NULL, set_up, func, tear_down)

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
  ADD ("restart", test_restart);
  ADD ("power-cut", test_power_cut);
  ADD ("start-not-stored", test_start_not_stored);
  ADD ("cancel", test_cancel);
  ADD ("busy", test_busy);
  ADD ("disk-full", test_disk_full);
  ADD ("preview", test_preview);
  ADD ("dispose", test_dispose);
  ADD ("unref-while-printing", test_unref_while_printing);

  return g_test_run ();
}
