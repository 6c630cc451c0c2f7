/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawers-bench.h"

static void
on_changed (TrivetDrawers *drawers,
            gpointer       user_data)
{
  ((DrawersBench *) user_data)->n_changed++;
}

static void
on_drawers_changed (TrivetDrawers *drawers,
                    gpointer       user_data)
{
  ((DrawersBench *) user_data)->n_drawers_changed++;
}

static void
on_failed (TrivetDrawers *drawers,
           GError        *error,
           gpointer       user_data)
{
  g_assert_nonnull (error);
  ((DrawersBench *) user_data)->n_failed++;
}

void
drawers_bench_start (DrawersBench *self)
{
  TrivetMemoryJournal *journal = self->services.journal;

  self->drawers = trivet_drawers_new (self->services.reg, TRIVET_JOURNAL (journal), TRIVET_REPOSITORY (journal));
  g_signal_connect (self->drawers, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->drawers, "drawers-changed", G_CALLBACK (on_drawers_changed), self);
  g_signal_connect (self->drawers, "failed", G_CALLBACK (on_failed), self);
  trivet_drawers_load (self->drawers);
  services_drain (&self->services);
  trivet_drawers_set_printer (self->drawers, "front", TRIVET_PRINTER (self->printer));
}

void
drawers_bench_set_up (DrawersBench *self,
                      gconstpointer user_data)
{
  services_set_up (&self->services, NULL);
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'front','name':'Front','name_zh':'前台','kick':'tcp:a'}");
  services_append (&self->services, TRIVET_FACT_DRAWER_SET, "drawers", "{'id':'bar','name':'Bar'}");
  self->printer = fake_printer_new ();
  drawers_bench_start (self);
}

void
drawers_bench_tear_down (DrawersBench *self,
                         gconstpointer user_data)
{
  services_drain (&self->services);
  g_assert_finalize_object (self->drawers);
  g_assert_finalize_object (self->printer);
  services_tear_down (&self->services, NULL);
}

void
drawers_bench_on_result (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Waits for the command that was given with on_result() and @result. */
void
drawers_bench_expect (DrawersBench *self,
                      GAsyncResult *result,
                      int           code)
{
  g_autoptr (GAsyncResult) owned = result;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert_nonnull (owned);
  done = trivet_drawers_finish (self->drawers, owned, &error);
  if (code < 0) {
    g_assert_no_error (error);
    g_assert_true (done);
    return;
  }
  g_test_message ("%s", error->message);
  g_assert_false (done);
  g_assert_error (error, TRIVET_DRAWERS_ERROR, code);
}

void
drawers_bench_count_fen (DrawersBench *self,
                         gint64        hundreds,
                         gint64        tens)
{
  const TrivetDenominationCount counts[] = { { 100, hundreds }, { 10, tens } };

  RUN (-1, trivet_drawers_count_async (self->drawers, counts, G_N_ELEMENTS (counts), drawers_bench_on_result, &answer));
}

/* Pays an order of one dish in cash. */
void
drawers_bench_pay_in_cash (DrawersBench *self)
{
  services_begin (&self->services, "fish");
  trivet_checkout_pay_cash (self->services.checkout, SERVICES_FISH_MINOR);
  services_drain (&self->services);
}
