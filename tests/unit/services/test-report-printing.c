/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: an X and a Z report come out with the figures of the facts between which they stand, whenever
 * they are printed; a second paper says DUPLICATE; what no printer takes waits for one, also over a
 * restart. Method: drawers and the print queue over a memory journal with a printer that a test turns
 * off; what is on the paper is read. */

#include "fake-printer.h"
#include "services-bench.h"
#include "trivet-device-error.h"
#include "trivet-drawers.h"

#include <string.h>

typedef struct {
  Services          services;
  TrivetDrawers    *drawers;
  TrivetPrintQueue *queue;
  FakePrinter      *printer;
} Bench;

static void
start (Bench *self)
{
  Services         *services = &self->services;
  TrivetJournal    *journal = TRIVET_JOURNAL (services->journal);
  TrivetRepository *repository = TRIVET_REPOSITORY (services->journal);

  self->queue = trivet_print_queue_new (services->reg, journal, repository, services->wallets, TRIVET_CLOCK (services->clock));
  trivet_print_queue_set_language (self->queue, TRIVET_RECEIPT_LANGUAGE_EN);
  self->drawers = trivet_drawers_new (services->reg, journal, repository);
  trivet_drawers_set_print_queue (self->drawers, self->queue);
  trivet_drawers_load (self->drawers);
  trivet_print_queue_load (self->queue);
  services_drain (services);
}

static void
set_up (Bench        *self,
        gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front','name_zh':'前台'}");
  self->printer = fake_printer_new ();
  start (self);
}

static void
stop (Bench *self)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->drawers);
  g_assert_finalize_object (self->queue);
}

static void
tear_down (Bench        *self,
           gconstpointer user_data)
{
  stop (self);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
finish (Bench        *self,
        GAsyncResult *result)
{
  g_autoptr (GAsyncResult) owned = result;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (owned);
  g_assert_true (trivet_drawers_finish (self->drawers, owned, &error));
  g_assert_no_error (error);
}

static void
print_report (Bench              *self,
              const TrivetDayEnd *day)
{
  GAsyncResult *result = NULL;

  trivet_drawers_print_report_async (self->drawers, day, on_result, &result);
  services_drain (&self->services);
  finish (self, result);
}

static void
close_day (Bench      *self,
           const char *date)
{
  GAsyncResult *result = NULL;

  trivet_drawers_close_day_async (self->drawers, date, NULL, on_result, &result);
  services_drain (&self->services);
  finish (self, result);
}

static void
sell_fish (Bench *self)
{
  services_begin (&self->services, "fish");
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_FISH_MINOR);
  services_drain (&self->services);
}

static void
plug_in (Bench *self)
{
  trivet_print_queue_set_printer (self->queue, TRIVET_PRINTER (self->printer));
  services_drain (&self->services);
}

static guint
n_waiting (Bench *self)
{
  return g_list_model_get_n_items (trivet_print_queue_get_jobs (self->queue));
}

static void
assert_paper (Bench      *self,
              const char *words,
              gboolean    there)
{
  g_autofree char *text = fake_printer_dup_text (self->printer);

  if ((strstr (text, words) != NULL) != there)
    g_error ("The paper %s %s: %s", there ? "lacks" : "has", words, text);
}

/* An X report that waited says what was so when it was wanted. */
static void
test_x (Bench        *self,
        gconstpointer user_data)
{
  g_autofree char *open = NULL;

  sell_fish (self);
  open = services_order (&self->services, "rice");
  print_report (self, NULL);
  g_assert_cmpuint (n_waiting (self), ==, 1);
  sell_fish (self);
  plug_in (self);
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 1);
  g_assert_cmpuint (n_waiting (self), ==, 0);
  assert_paper (self, "X report|", TRUE);
  assert_paper (self, "Cash × 1|¥28.00", TRUE);
  assert_paper (self, "Open orders|1", TRUE);
  assert_paper (self, "DUPLICATE", FALSE);
  print_report (self, NULL);
  assert_paper (self, "Cash × 2|¥56.00", TRUE);
  assert_paper (self, "DUPLICATE", FALSE);
}

/* The end of a day prints its Z report by itself; later papers say what the first one said. */
static void
test_z (Bench        *self,
        gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *open = NULL;

  plug_in (self);
  sell_fish (self);
  open = services_order (&self->services, "rice");
  close_day (self, "2026-11-22");
  g_assert_cmpuint (fake_printer_get_n_papers (self->printer), ==, 1);
  assert_paper (self, "Z report 1|", TRUE);
  assert_paper (self, "Business date|2026-11-22", TRUE);
  assert_paper (self, "Cash × 1|¥28.00", TRUE);
  assert_paper (self, "Open orders|1", TRUE);
  assert_paper (self, "DUPLICATE", FALSE);

  trivet_register_void_order (self->services.reg, "staff");
  sell_fish (self);
  sell_fish (self);
  close_day (self, "2026-11-23");
  assert_paper (self, "Z report 2|", TRUE);
  assert_paper (self, "Cash × 2|¥56.00", TRUE);
  assert_paper (self, "Open orders", FALSE);

  trivet_drawers_list_days_async (self->drawers, on_result, &result);
  services_drain (&self->services);
  days = trivet_drawers_list_days_finish (self->drawers, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpint (((TrivetDayEnd *) g_ptr_array_index (days, 0))->number, ==, 2);
  print_report (self, g_ptr_array_index (days, 1));
  assert_paper (self, "Z report 1|", TRUE);
  assert_paper (self, "Cash × 1|¥28.00", TRUE);
  assert_paper (self, "Open orders|1", TRUE);
  assert_paper (self, "DUPLICATE", TRUE);
  g_assert_cmpuint (fake_printer_get_n_duplicates (self->printer), ==, 1);
}

/* Without a printer no paper is wanted by itself; one that died in the middle makes a duplicate. */
static void
test_no_printer (Bench        *self,
                 gconstpointer user_data)
{
  g_autofree char *job_id = NULL;

  sell_fish (self);
  close_day (self, "2026-11-22");
  g_assert_cmpuint (n_waiting (self), ==, 0);
  fake_printer_fail (self->printer, 1, TRIVET_DEVICE_ERROR_PARTLY_SENT);
  plug_in (self);
  print_report (self, trivet_drawers_get_last_day (self->drawers));
  g_assert_cmpuint (n_waiting (self), ==, 1);

  stop (self);
  start (self);
  plug_in (self);
  g_assert_cmpuint (n_waiting (self), ==, 1);
  {
    g_autoptr (TrivetPrintJobItem) item = g_list_model_get_item (trivet_print_queue_get_jobs (self->queue), 0);
    const TrivetPrintJob *job = trivet_print_job_item_get_job (item);

    g_assert_cmpstr (job->document, ==, "z-report");
    g_assert_cmpstr (job->order_id, ==, "report/z/1");
    job_id = g_strdup (job->job_id);
  }
  trivet_print_queue_retry (self->queue, job_id);
  services_drain (&self->services);
  g_assert_cmpuint (n_waiting (self), ==, 0);
  assert_paper (self, "Z report 1|", TRUE);
  assert_paper (self, "Cash × 1|¥28.00", TRUE);
  assert_paper (self, "DUPLICATE", TRUE);
}

#define ADD(name, func) g_test_add ("/services/report-printing/" name, Bench, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("x", test_x);
  ADD ("z", test_z);
  ADD ("no-printer", test_no_printer);

  return g_test_run ();
}
