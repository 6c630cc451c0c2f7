/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-test"

#include "pay-bench.h"
#include "trivet-device-error.h"

/* A camera that sees what a test says, and a printer that ends when a test says so. */

struct _PayBenchScanner {
  GObject parent_instance;

  TrivetScannerState state;
  gboolean           started;
  guint              n_forgets;
};

static void
pay_bench_scanner_start (TrivetScanner *scanner)
{
  PAY_BENCH_SCANNER (scanner)->started = TRUE;
}

static void
pay_bench_scanner_stop (TrivetScanner *scanner)
{
  PAY_BENCH_SCANNER (scanner)->started = FALSE;
}

static TrivetScannerState
pay_bench_scanner_get_state (TrivetScanner *scanner)
{
  return PAY_BENCH_SCANNER (scanner)->state;
}

static char *
pay_bench_scanner_dup_label (TrivetScanner *scanner)
{
  return g_strdup ("Counter camera");
}

static guint
pay_bench_scanner_get_rate_fps (TrivetScanner *scanner)
{
  return 30;
}

static void
pay_bench_scanner_forget (TrivetScanner *scanner)
{
  PAY_BENCH_SCANNER (scanner)->n_forgets++;
}

static void
pay_bench_scanner_scanner_init (TrivetScannerInterface *iface)
{
  iface->start = pay_bench_scanner_start;
  iface->stop = pay_bench_scanner_stop;
  iface->get_state = pay_bench_scanner_get_state;
  iface->dup_label = pay_bench_scanner_dup_label;
  iface->get_rate_fps = pay_bench_scanner_get_rate_fps;
  iface->forget = pay_bench_scanner_forget;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PayBenchScanner,
                               pay_bench_scanner,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_SCANNER, pay_bench_scanner_scanner_init))

static void
pay_bench_scanner_class_init (PayBenchScannerClass *klass)
{
}

static void
pay_bench_scanner_init (PayBenchScanner *self)
{
  self->state = TRIVET_SCANNER_STATE_RUNNING;
}

void
pay_bench_scanner_set_state (PayBenchScanner   *self,
                             TrivetScannerState state)
{
  self->state = state;
  trivet_scanner_emit_state_changed (TRIVET_SCANNER (self));
}

gboolean
pay_bench_scanner_get_started (PayBenchScanner *self)
{
  return self->started;
}

guint
pay_bench_scanner_get_forgets (PayBenchScanner *self)
{
  return self->n_forgets;
}

struct _PayBenchPrinter {
  GObject parent_instance;

  GTask *task; /* nullable: nothing is being printed */
};

static void
pay_bench_printer_print_async (TrivetPrinter      *printer,
                               TrivetDocument     *document,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PayBenchPrinter *self = PAY_BENCH_PRINTER (printer);

  g_assert_null (self->task);
  self->task = g_task_new (self, NULL, callback, user_data);
}

static gboolean
pay_bench_printer_print_finish (TrivetPrinter *printer,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
pay_bench_printer_dup_label (TrivetPrinter *printer)
{
  return g_strdup ("Counter printer");
}

static void
pay_bench_printer_printer_init (TrivetPrinterInterface *iface)
{
  iface->print_async = pay_bench_printer_print_async;
  iface->print_finish = pay_bench_printer_print_finish;
  iface->dup_label = pay_bench_printer_dup_label;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PayBenchPrinter,
                               pay_bench_printer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRIVET_TYPE_PRINTER, pay_bench_printer_printer_init))

static void
pay_bench_printer_class_init (PayBenchPrinterClass *klass)
{
}

static void
pay_bench_printer_init (PayBenchPrinter *self)
{
}

gboolean
pay_bench_printer_is_busy (PayBenchPrinter *self)
{
  return self->task != NULL;
}

void
pay_bench_printer_end (PayBenchPrinter *self,
                       gboolean         printed)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);
  if (printed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, TRIVET_DEVICE_ERROR, TRIVET_DEVICE_ERROR_PARTLY_SENT, "The paper is out");
}
