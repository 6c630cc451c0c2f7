/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sale, a queue and its printer, for tests. */

#include "print-queue-bench.h"

static void
on_failed (TrivetPrintQueue *queue,
           GError           *error,
           gpointer          user_data)
{
  g_assert_nonnull (error);
  ((QueueBench *) user_data)->n_failed++;
}

static void
on_changed (TrivetPrintQueue *queue,
            gpointer          user_data)
{
  ((QueueBench *) user_data)->n_changed++;
}

void
queue_bench_start_queue (QueueBench *self)
{
  Services *services = &self->services;

  self->queue = trivet_print_queue_new (services->reg, TRIVET_JOURNAL (services->journal),
                                        TRIVET_REPOSITORY (services->journal), services->wallets,
                                        TRIVET_CLOCK (services->clock));
  g_signal_connect (self->queue, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->queue, "changed", G_CALLBACK (on_changed), self);
}

/* A rice is sold for cash; nothing was printed. */
void
queue_bench_set_up (QueueBench   *self,
                    gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  queue_bench_start_queue (self);
  self->printer = fake_printer_new ();
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  self->order_id = g_strdup (services_begin (&self->services, "rice"));
  trivet_checkout_pay_cash (self->services.checkout, 1000);
  services_drain (&self->services);
}

void
queue_bench_tear_down (QueueBench   *self,
                       gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
  g_free (self->order_id);
}

void
queue_bench_request (QueueBench *self)
{
  trivet_print_queue_request_receipt (self->queue, self->order_id);
  services_drain (&self->services);
}

guint
queue_bench_n_jobs (QueueBench *self)
{
  return g_list_model_get_n_items (trivet_print_queue_get_jobs (self->queue));
}

const TrivetPrintJob *
queue_bench_job_at (QueueBench *self,
                    guint       position)
{
  g_autoptr (TrivetPrintJobItem) item = NULL;

  item = g_list_model_get_item (trivet_print_queue_get_jobs (self->queue), position);
  g_assert_nonnull (item);

  return trivet_print_job_item_get_job (item);
}

void
queue_bench_retry (QueueBench *self,
                   guint       position)
{
  g_autofree char *job_id = g_strdup (queue_bench_job_at (self, position)->job_id);

  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
}

void
queue_bench_assert_papers (QueueBench *self,
                           guint       n_tries,
                           guint       n_papers,
                           guint       n_duplicates)
{
  g_assert_cmpuint (fake_printer_get_n_tries (self->printer), ==, n_tries);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, n_papers);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, n_duplicates);
}

void
queue_bench_assert_facts (QueueBench *self,
                          guint       n_requested,
                          guint       n_done,
                          guint       n_failed)
{
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_REQUESTED), ==, n_requested);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_DONE), ==, n_done);
  g_assert_cmpuint (services_count_facts (&self->services, TRIVET_FACT_PRINT_FAILED), ==, n_failed);
}
