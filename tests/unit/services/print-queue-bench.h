/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-print-queue.h"

G_BEGIN_DECLS

typedef struct {
  Services          services;
  TrivetPrintQueue *queue;
  FakePrinter      *printer;
  char             *order_id;
  guint             n_failed;
  guint             n_changed;
} QueueBench;

/* A rice is sold for cash; nothing was printed. */
void  queue_bench_set_up        (QueueBench    *self,
                                 gconstpointer  user_data);
void  queue_bench_tear_down     (QueueBench    *self,
                                 gconstpointer  user_data);
void  queue_bench_start_queue   (QueueBench    *self);
void  queue_bench_request       (QueueBench    *self);
guint queue_bench_n_jobs        (QueueBench    *self);
void  queue_bench_retry         (QueueBench    *self,
                                 guint          position);
const TrivetPrintJob *queue_bench_job_at (QueueBench *self,
                                          guint       position);
void  queue_bench_assert_papers (QueueBench    *self,
                                 guint          n_tries,
                                 guint          n_papers,
                                 guint          n_duplicates);
void  queue_bench_assert_facts  (QueueBench    *self,
                                 guint          n_requested,
                                 guint          n_done,
                                 guint          n_failed);

G_END_DECLS
